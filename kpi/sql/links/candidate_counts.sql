-- How many candidates each member has for a household and for an organisation; with one, that is the answer. Whose candidates were
-- all denied has none.
-- grain: one row per day × member × slot
-- counts: rows_found: rows of candidates, denied ones, too; rung: the strongest on which any is left
-- nulls: entity where there are several rows
-- needs: candidates
select as_of, member, slot, case when count(*) = 1 then any_value(entity_kind) end as entity_kind,
    case when count(*) = 1 then any_value(entity_code) end as entity_code,
    min(case when not denied then rung end) as rung, count(*) as rows_found
from candidates
group by as_of, member, slot
having count(*) filter (where not denied) > 0
