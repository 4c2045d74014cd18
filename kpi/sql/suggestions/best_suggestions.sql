-- The suggestions that nothing stands before. Several for one member are a tie for a person, never "the first".
-- grain: one row per day × member × slot × entity at the best standing
-- counts: candidates: entities at that standing (1 = the best suggestion, more = a tie)
-- nulls: none
-- needs: suggested
select as_of, member, slot, entity_kind, entity_code, rung, standing, score, namesakes, evidence,
    count(*) over (partition by as_of, member, slot) as candidates
from (
    select *, min(standing) over (partition by as_of, member, slot) as best
    from suggested
) ranked
where standing = best
