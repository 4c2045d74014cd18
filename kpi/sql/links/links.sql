-- Each member's strongest rung for a household and for an organisation. Two candidates on it are a tie for a person,
-- never "the first"; a tie counts for nobody. Nearly everybody has one candidate, so only the others are weighed.
-- grain: one row per day × member × slot × entity on the strongest rung
-- counts: candidates: entities on that rung (1 = linked, more = a tie)
-- nulls: none
-- needs: candidates, candidate_counts
select as_of, member, slot, entity_kind, entity_code, rung, 1 as candidates
from candidate_counts
where rows_found = 1
union all
select as_of, member, slot, entity_kind, entity_code, rung, count(*) over (partition by as_of, member, slot)
from (
    select distinct c.as_of, c.member, c.slot, c.entity_kind, c.entity_code, c.rung
    from candidates c
    join candidate_counts n
        on n.as_of = c.as_of and n.member = c.member and n.slot = c.slot and n.rung = c.rung
    where n.rows_found > 1
) several
