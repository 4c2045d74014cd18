-- What is left of a rung of several candidates after a person said no to one of them: a suggestion, never counted.
-- grain: one row per day × member × slot × entity
-- counts: rung as in candidates
-- nulls: none
-- needs: strongest
select as_of, member, slot, entity_kind, entity_code, rung
from strongest
where denials > 0 and not denied and not any_confirmed
