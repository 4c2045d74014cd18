-- Households that an indicator of members counts on the later day and not on the earlier one, and the other way round, by the village they stood in.
-- grain: one row per village
-- counts: households
-- nulls: none
-- needs: counted_at, participants
select
    coalesce(after.village, before.village) as village,
    count(*) filter (where before.code is null) as joined_count,
    count(*) filter (where after.code is null) as left_count
from (
    select e.code, e.village
    from counted_at e
    join participants p on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
    where e.indicator = $indicator and e.as_of = $before
) before
full outer join (
    select e.code, e.village
    from counted_at e
    join participants p on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
    where e.indicator = $indicator and e.as_of = $after
) after on after.code = before.code
group by coalesce(after.village, before.village)
order by in_order(coalesce(after.village, before.village))
