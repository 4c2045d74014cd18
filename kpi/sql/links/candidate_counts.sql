-- How many candidates each member has for a household and for an organisation; with one, that is the answer.
-- grain: one row per day × member × slot
-- counts: rows_found: rows of candidates; rung: the strongest of them; entity as it stands where there is one row only
-- nulls: none
-- needs: candidates
select as_of, member, slot, any_value(entity_kind) as entity_kind, any_value(entity_code) as entity_code, min(rung) as rung,
    count(*) as rows_found
from candidates
group by as_of, member, slot
