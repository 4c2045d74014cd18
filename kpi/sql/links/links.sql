-- Each member's strongest rung for a household and for an organisation. Two candidates on it are a tie for a person,
-- never "the first"; a tie counts for nobody, nor does what is left of one after a person's no (what_is_left), unless a person said
-- yes to it. Nearly everybody has one candidate, so only the others are weighed.
-- grain: one row per day × member × slot × entity on the strongest rung
-- counts: candidates: entities on that rung (1 = linked, more = a tie)
-- nulls: none
-- needs: candidate_counts, strongest
select as_of, member, slot, entity_kind, entity_code, rung, 1 as candidates
from candidate_counts
where rows_found = 1
union all
select as_of, member, slot, entity_kind, entity_code, rung, entities
from strongest
where denials = 0
union all
select as_of, member, slot, entity_kind, entity_code, 2, 1
from strongest
where denials > 0 and confirmed
