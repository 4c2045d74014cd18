-- What indicators may count against: the entries that count of the registers of every commune, and of those that the plan asked about
-- adds; each once.
-- grain: one row per day × entity
-- counts: none
-- nulls: as in entities_at and entries_at
-- needs: entities_at, entries_at
select as_of, entity_kind, kind, code, name, village from entities_at
union all
select as_of, dataset, kind, code, name, village from entries_at where counts
