-- What display names are compared with: what counts on the day, with the name of the person who may be in a group; of households
-- all that reside by the village's own list, so that a comparison rests on that list alone, wherever the household counts.
-- Households of the villages asked for only; organisations are few, and may belong to none.
-- grain: one row per day × entity, of households × village
-- counts: none
-- nulls: village where the entity belongs to none; person where the register has none; title of households
-- needs: entities_at, register_entries, household_rows_at
select as_of, 'household' as slot, 'household' as entity_kind, code, village, head_name as person, null as title
from (
    select as_of, code, village, head_name, resides,
        row_number() over (partition by as_of, village, code order by precedence desc, row desc) as newest
    from household_rows_at
    where village in (select unnest($roll_villages::varchar[]))
) in_village
where newest = 1 and resides
union all
select e.as_of, 'organisation', e.entity_kind, e.code, e.village, r.person, r.name
from entities_at e
join register_entries r on r.as_of = e.as_of and r.entity_kind = e.entity_kind and r.code = e.code
where e.entity_kind <> 'household'
order by 1, 3, 4
