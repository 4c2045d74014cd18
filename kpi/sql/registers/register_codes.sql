-- The codes of the registers' entries, whether they count or not.
-- grain: one row per day × entity
-- counts: slot: a person speaks for one household and, besides, for one organisation
-- nulls: none
-- needs: households_at, businesses_at, institutions_at
select as_of, 'household' as slot, 'household' as entity_kind, code from households_at
union all
select as_of, 'organisation', 'business', code from businesses_at
union all
select as_of, 'organisation', 'institution', code from institutions_at
