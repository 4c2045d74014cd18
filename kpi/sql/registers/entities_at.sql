-- The entries of registers that some stock indicator counts against, each once.
-- grain: one row per day × entity
-- counts: none
-- nulls: kind where the register has none; village where the entity belongs to none; name of households: no list of them goes to a screen
-- kept: within a view
-- needs: households_at, businesses_at, institutions_at, villages_at
select as_of, 'household' as entity_kind, null as kind, code, null as name, village
from households_at
where resides
union all
select as_of, 'business', kind, code, name, village
from businesses_at
where (kind is null or list_contains($enterprise_kinds, kind))
    and (status is null or list_contains($enterprise_statuses, status))
union all
select as_of, 'institution', kind, code, name, village
from institutions_at
union all
select as_of, 'village', null, code, name, code
from villages_at
