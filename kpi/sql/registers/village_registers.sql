-- The villages on the register that stands on each day, and whether there is a household register of each: a whole list that has not
-- ended; rows that were only added to a list that is not there make none.
-- grain: one row per day × village
-- counts: none
-- nulls: none
-- needs: places_at, scope_batches
select v.as_of, v.code, v.name, b.folded is not null as has_register
from (select as_of, code, name, folded from places_at where dataset = 'village') v
left join (
    select distinct as_of, folded from scope_batches where dataset = 'household'
) b on b.as_of = v.as_of and b.folded = v.folded
order by v.as_of, in_order(v.code)
