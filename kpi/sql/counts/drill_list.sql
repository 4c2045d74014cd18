-- The entities behind an indicator's figures. Of households, and of persons on a register that a plan adds, there is the code and no
-- name, and only where a village head follows them up (config.yaml → matching).
-- grain: one row per day × entity
-- counts: none
-- nulls: name of households and of what has none; village where the entity belongs to none
-- needs: entity_states
select as_of, code, name, village, takes_part, waits
from entity_states
where indicator = $indicator
    and (name is not null or list_contains($household_follow_up, village))
order by in_order(village), in_order(name) collate vi, code
