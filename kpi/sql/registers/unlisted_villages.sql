-- The villages of which there is no list yet of a register that the plan asked about adds and villages send each for itself: what is
-- there is theirs, nobody knows. Rows that were only added to a list that is not there make none.
-- grain: one row per day × register (dataset) × village on the register of villages
-- counts: none
-- nulls: none
-- needs: places_at, scope_batches
select v.as_of, added.dataset, v.code, v.name
from places_at v
cross join (select unnest($added_by_village::varchar[]) as dataset) added
left join scope_batches b on b.as_of = v.as_of and b.dataset = added.dataset and b.folded = v.folded
where v.dataset = 'village' and b.folded is null
