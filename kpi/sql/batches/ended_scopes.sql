-- Villages and groups whose lists have ended: the register that stands on the day does not hold them. Taken off and put back, their
-- last list comes back with them.
-- grain: one row per day × dataset of the lists (household, membership) × scope
-- counts: none
-- nulls: none
-- needs: live_batches, places_at
select standing.as_of, lists.dataset, lists.scope
from (select distinct as_of, dataset from places_at) standing
join (
    select distinct b.dataset, s.scope, case b.dataset when 'household' then 'village' else 'group' end as register
    from live_batches b
    join batch_scopes s on s.batch = b.batch
    where b.dataset in ('household', 'membership')
) lists on lists.register = standing.dataset
left join places_at p on p.as_of = standing.as_of and p.dataset = standing.dataset and p.code = lists.scope
where p.code is null
