-- Whom the names of open members point to, and what is left of several candidates after a no: never counted, and never what a
-- person has denied. What was compared for good holds on, too, where facts have been typed since of the register: nobody can compare
-- it with them.
-- grain: one row per day × member × slot × entity
-- counts: standing as in kpi/matching/roll.py: Candidate, the lower the stronger
-- nulls: score, namesakes, evidence of what is left after a no
-- needs: what_is_left, open_members, rolls, compared, compared_entries, entities_at, decided
select
    m.as_of, m.member, m.slot, s.entity_kind, s.entity_code, min(s.rung) as rung, min(s.standing) as standing,
    max(s.score) as score, max(s.namesakes) as namesakes, min(s.evidence) as evidence
from open_members m
join compared c on c.slot = m.slot and c.name = m.display_name and (c.village = m.village or c.hinted)
join (
    select as_of, slot, village, register, null as with_facts from rolls
    union all
    select as_of, slot, village, lists, register from rolls where lists <> register
) r on r.as_of = m.as_of and r.slot = c.slot and r.village = c.village and r.register = c.register
    and (r.with_facts is null or c.for_good)
left join compared own
    on own.for_good and own.slot = c.slot and own.village = c.village and own.register = r.with_facts and own.name = c.name
join compared_entries s on s.comparison = c.comparison
join entities_at e on e.as_of = m.as_of and e.entity_kind = s.entity_kind and e.code = s.entity_code
left join decided d on d.member = m.member and d.entity_kind = s.entity_kind and d.entity_code = s.entity_code and not d.confirmed
where d.member is null and own.name is null
    and (m.slot = 'organisation' or e.village = c.village)
group by m.as_of, m.member, m.slot, s.entity_kind, s.entity_code
union all
select as_of, member, slot, entity_kind, entity_code, rung, rung * 100, null, null, null
from what_is_left
