-- Every entry that lists of members may name by its code: of the registers of every commune, and of those that the plan asked about adds.
-- grain: one row per day × slot × entity
-- counts: slot as in register_entries; of a register that a plan adds, its own
-- nulls: none
-- needs: register_entries, entries_at
select as_of, slot, entity_kind, code from register_entries
union all
select as_of, dataset, dataset, code from entries_at where list_contains($named_registers::varchar[], dataset)
