-- What a person has to settle: whom names point to, and members for whom several entries stand on the strongest rung.
-- grain: one row per day × member × slot × entity
-- counts: standing as in kpi/matching/roll.py: Candidate; of ties on a rung that would count, the rung alone;
--       indicators: those that the entity counts for; is_new: nobody speaks for it yet, so that confirming it would move these
-- nulls: village, person where the register has none; score, namesakes, evidence of ties on a rung that would count;
--        indicators where the entity counts for none
-- needs: suggested, links, register_entries, counted_at, participants
select q.as_of, q.member, q.slot, q.entity_kind, q.entity_code, q.rung, q.standing, q.score, q.namesakes, q.evidence,
    r.name, r.person, r.village, list(e.indicator order by e.indicator) filter (where e.indicator is not null) as indicators,
    count(p.entity_code) = 0 and count(e.indicator) > 0 as is_new
from (
    select as_of, member, slot, entity_kind, entity_code, rung, standing, score, namesakes, evidence from suggested
    union all
    select as_of, member, slot, entity_kind, entity_code, rung, rung * 100, null, null, null from links where candidates > 1
) q
join register_entries r on r.as_of = q.as_of and r.entity_kind = q.entity_kind and r.code = q.entity_code
left join counted_at e on e.as_of = q.as_of and e.entity_kind = q.entity_kind and e.code = q.entity_code
left join participants p on p.as_of = q.as_of and p.entity_kind = q.entity_kind and p.entity_code = q.entity_code
group by all
order by q.member, q.slot, q.standing, q.score desc, q.entity_kind, q.entity_code
