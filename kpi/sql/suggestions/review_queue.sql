-- What a person has to settle: whom names point to, and members for whom several entries stand on the strongest rung.
-- grain: one row per day × member × slot × entity
-- counts: standing as in kpi/matching/roll.py: Candidate; of ties on a rung that would count, the rung alone;
--       is_new: nobody speaks for the entity yet, so that confirming it would move the indicator
-- nulls: village, person where the register has none; score, namesakes, evidence of ties on a rung that would count
-- needs: suggested, links, register_entries, entities_at, participants
select q.as_of, q.member, q.slot, q.entity_kind, q.entity_code, q.rung, q.standing, q.score, q.namesakes, q.evidence,
    r.name, r.person, r.village, e.indicator, p.entity_code is null and e.code is not null as is_new
from (
    select as_of, member, slot, entity_kind, entity_code, rung, standing, score, namesakes, evidence from suggested
    union all
    select as_of, member, slot, entity_kind, entity_code, rung, rung * 100, null, null, null from links where candidates > 1
) q
join register_entries r on r.as_of = q.as_of and r.entity_kind = q.entity_kind and r.code = q.entity_code
left join entities_at e on e.as_of = q.as_of and e.entity_kind = q.entity_kind and e.code = q.entity_code
left join participants p on p.as_of = q.as_of and p.entity_kind = q.entity_kind and p.entity_code = q.entity_code
order by q.member, q.slot, q.standing, q.score desc, q.entity_kind, q.entity_code
