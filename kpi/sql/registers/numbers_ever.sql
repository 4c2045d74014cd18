-- The numbers that registers of households, businesses and institutions, as far as they are asked about, ever gave for an entry.
-- grain: one row per number
-- counts: none
-- nulls: one row where an entry lacks a number
-- needs:
select phone from households where list_contains($slots::varchar[], 'household')
union
select other_phone from households where list_contains($slots::varchar[], 'household')
union
select phone from businesses where list_contains($slots::varchar[], 'organisation')
union
select other_phone from businesses where list_contains($slots::varchar[], 'organisation')
union
select phone from institutions where list_contains($slots::varchar[], 'organisation')
union
select other_phone from institutions where list_contains($slots::varchar[], 'organisation')
