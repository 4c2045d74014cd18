-- The entities behind an indicator's figures. Of households there is the code and no name, and only where a village head follows
-- them up (config.yaml → matching).
-- grain: one row per day × entity
-- counts: none
-- nulls: name of households; village where the entity belongs to none
-- needs: entity_states
select as_of, code, name, village, takes_part, waits
from entity_states
where indicator = $indicator
    and (entity_kind <> 'household' or list_contains($household_follow_up, village))
order by in_order(village), in_order(name) collate vi, code
