-- What the four stock indicators count against: the denominators, entity by entity.
-- grain: one row per day × indicator × entity
-- counts: none
-- nulls: village where the entity belongs to none; name of households: no list of them goes to a screen
-- needs: households_at, businesses_at, institutions_at, villages_at
select as_of, 'households' as indicator, 'household' as entity_kind, code, null as name, village
from households_at
where status is null or not list_contains($households_left_out, status)
union all
select as_of, 'businesses', 'business', code, name, village
from businesses_at
where (kind is null or list_contains($enterprise_kinds, kind))
    and (status is null or list_contains($enterprise_statuses, status))
union all
select as_of, 'institutions', 'institution', code, name, village
from institutions_at
union all
select as_of, 'villages', 'village', code, name, code
from villages_at
