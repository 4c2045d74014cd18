-- The loads that figures of a day rest on: a load whose scopes all have a newer list is not among them. Lists of activities stand
-- whatever the day: what they tell happened on days of its own. Of registers that plans add those of the plan asked about.
-- grain: one row per day × batch
-- counts: none
-- nulls: none
-- needs: register_batches, member_batches, case_batches, cutoffs, activities_in_force
select as_of, batch
from register_batches
where dataset in ('village', 'group', 'household', 'business', 'institution', 'official') or list_contains($added::varchar[], dataset)
union
select as_of, batch from member_batches
union
select as_of, batch from case_batches
union
select c.as_of, a.batch from cutoffs c join activities_in_force a on a.held_on <= c.as_of
