-- The entities that at least one current member speaks for without a tie.
-- grain: one row per day × entity
-- counts: rung: the strongest of its links (1 to 3)
-- nulls: none
-- kept: within a view
-- needs: links
select as_of, entity_kind, entity_code, min(rung) as rung
from links
where candidates = 1
group by as_of, entity_kind, entity_code
