-- Every member with whom the ladder found for him, what a person denied, and what is tied.
-- grain: one row per group × member × entity
-- unit: rung as in candidates; candidates: entities on the strongest rung
-- nulls: entity and rung where nobody was found
-- needs: members_at, links, decided, entities_at
select
    m.member, m.group_code, min(m.display_name) as display_name, l.entity_kind, l.entity_code, l.rung, l.candidates,
    false as rejected,
    max(case when e.code is not null and l.candidates = 1 then 1 else 0 end) = 1 as counted
from members_at m
left join links l on l.as_of = m.as_of and l.member = m.member
left join entities_at e on e.as_of = l.as_of and e.entity_kind = l.entity_kind and e.code = l.entity_code
group by m.member, m.group_code, l.entity_kind, l.entity_code, l.rung, l.candidates
union all
select m.member, m.group_code, min(m.display_name), d.entity_kind, d.entity_code, 2, 1, true, false
from members_at m
join decided d on d.member = m.member and not d.confirmed
group by m.member, m.group_code, d.entity_kind, d.entity_code
order by 2, 1, 4, 5
