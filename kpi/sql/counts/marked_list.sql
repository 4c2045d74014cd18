-- The entities behind a marked indicator's figures, in the shape of drill_list.sql.
-- grain: one row per day × entity
-- counts: none
-- nulls: name of households and of what has none; village where the entity belongs to none
-- needs: marked_states
select as_of, code, name, village, takes_part, false as waits
from marked_states
where indicator = $indicator
    and (name is not null or list_contains($household_follow_up, village))
order by in_order(village), in_order(name) collate vi, code
