-- Every entry of the registers of households, businesses and institutions that is asked about, whether it counts or not.
-- grain: one row per day × entity
-- counts: slot: a person speaks for one household and, besides, for one organisation; name: of households the head's, of organisations
--       their own; person: who may be in a group for it; resides as in household_rows_at, of organisations always
-- nulls: kind of households; kind, village, person, phones, status where the register has none
-- kept: within a view
-- needs: households_at, businesses_at, institutions_at
select as_of, 'household' as slot, 'household' as entity_kind, null as kind, code, village, head_name as name, head_name as person,
    phone, other_phone, status, resides
from households_at
where list_contains($slots::varchar[], 'household')
union all
select as_of, 'organisation', 'business', kind, code, village, name, representative, phone, other_phone, status, true
from businesses_at
where list_contains($slots::varchar[], 'organisation')
union all
select as_of, 'organisation', 'institution', kind, code, village, name, representative, phone, other_phone, null, true
from institutions_at
where list_contains($slots::varchar[], 'organisation')
