-- Each village's own list of the registers that the plan asked about adds and villages send: how old it is, and what of it counts.
-- grain: one row per day × register (dataset) × village on the register of villages
-- counts: entries: those of the village that count on the day, of whichever village's list
-- nulls: listed_on where the village has no list
-- needs: places_at, scope_batches, entries_at
select v.as_of, added.dataset, v.code, v.name, b.observed_on as listed_on, coalesce(counted.entries, 0) as entries
from places_at v
cross join (select unnest($added_by_village::varchar[]) as dataset) added
left join scope_batches b on b.as_of = v.as_of and b.dataset = added.dataset and b.folded = v.folded
left join (
    select as_of, dataset, fold_code(village) as folded, count(*) as entries
    from entries_at
    where counts
    group by as_of, dataset, folded
) counted on counted.as_of = v.as_of and counted.dataset = added.dataset and counted.folded = v.folded
where v.dataset = 'village'
order by v.as_of, added.dataset, in_order(v.code)
