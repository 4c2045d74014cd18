-- The entries of registers that some stock indicator counts against, each once.
-- grain: one row per day × entity
-- counts: none
-- nulls: kind where the register has none; village where the entity belongs to none; name of households: no list of them goes to a screen
-- needs: register_entries, villages_at
select as_of, entity_kind, kind, code, case when entity_kind <> 'household' then name end as name, village
from register_entries
where resides
    and (
        entity_kind <> 'business'
        or (kind is null or list_contains($enterprise_kinds, kind)) and (status is null or list_contains($enterprise_statuses, status))
    )
union all
select as_of, 'village', null, code, name, code
from villages_at
