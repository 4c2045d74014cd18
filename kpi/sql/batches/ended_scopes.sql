-- Villages and groups whose lists have ended: the register that stands on the day does not hold them, by their codes
-- folded (fold_code). Taken off and put back, their last list comes back with them.
-- grain: one row per day × dataset of the lists (of villages: household, and what a plan adds; membership) × scope
-- counts: none
-- nulls: none
-- kept: within a view
-- needs: live_batches, places_at
select lists.as_of, lists.dataset, lists.scope
from (
    select standing.as_of, standing.dataset as register, told.dataset, told.scope, told.folded
    from (select distinct as_of, dataset from places_at) standing
    join (
        select b.dataset, s.scope, fold_code(s.scope) as folded
        from live_batches b
        join batch_scopes s on s.batch = b.batch and s.scope <> 'commune'
        group by b.dataset, s.scope
    ) told on (told.dataset = 'membership') = (standing.dataset = 'group')
) lists
left join places_at place
    on place.as_of = lists.as_of and place.dataset = lists.register and place.folded = lists.folded
where place.folded is null
