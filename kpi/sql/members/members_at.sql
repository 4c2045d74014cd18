-- Who is in which group on each day. One person in two groups, or on two partial lists, has several rows.
-- grain: one row per day × group × list × member
-- counts: none
-- nulls: role, phones, household, organisation, component where the list has none
-- needs: member_batches
select
    b.as_of, b.group_code, m.member, m.display_name, m.name_key, m.role, m.component, m.phone, m.other_phone, m.household, m.organisation
from member_batches b
join memberships m on m.batch = b.batch and m."group" = b.group_code
