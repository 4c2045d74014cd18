-- What display names are compared with: what counts on the day, with the name of the person who may be in a group. Households
-- of the villages asked for only; organisations are few, and may belong to none.
-- grain: one row per day × entity
-- counts: none
-- nulls: village where the entity belongs to none; person where the register has none; title of households
-- needs: entities_at, register_entries
select e.as_of, case when e.entity_kind = 'household' then 'household' else 'organisation' end as slot, e.entity_kind, e.code, e.village,
    r.person, case when e.entity_kind <> 'household' then r.name end as title
from entities_at e
join register_entries r on r.as_of = e.as_of and r.entity_kind = e.entity_kind and r.code = e.code
where e.entity_kind <> 'household' or e.village in (select unnest($roll_villages::varchar[]))
order by 1, 3, 4
