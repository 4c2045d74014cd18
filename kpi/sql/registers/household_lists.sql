-- Each village's own list of households. A village without one drops out of the commune's denominator and says nothing.
-- grain: one row per day × village that is on the register or has a list
-- counts: households: those that count on the day
-- nulls: name where the register of the day does not hold the village; listed_on where it has no list
-- needs: villages_at, scope_batches, entities_at
select
    coalesce(v.as_of, b.as_of) as as_of, coalesce(v.code, b.scope) as code, v.name, b.observed_on as listed_on,
    coalesce(counted.households, 0) as households
from villages_at v
full outer join (select * from scope_batches where dataset = 'household') b on b.as_of = v.as_of and b.scope = v.code
left join (
    select as_of, village, count(*) as households
    from entities_at
    where entity_kind = 'household'
    group by as_of, village
) counted on counted.as_of = coalesce(v.as_of, b.as_of) and counted.village = coalesce(v.code, b.scope)
order by as_of, in_order(code)
