-- Every member with whom the ladder found for him, whom his name points to, and what a person denied.
-- grain: one row per group × member × entity
-- counts: suggests: it is no link; rung as in candidates, or of a suggestion; candidates: entities on the strongest rung (of suggestions: at the best standing)
-- nulls: entity and rung where nobody was found; score, namesakes, evidence but for suggestions; candidates of weaker suggestions
-- needs: members_at, links, suggested, best_suggestions, decided, entities_at
select
    m.member, m.group_code, coalesce(nullif(min(m.display_name), ''), '…' || right(m.member, 6)) as display_name, l.entity_kind, l.entity_code, l.rung, l.candidates,
    l.score, l.namesakes, l.evidence, false as rejected, l.suggests,
    max(case when e.code is not null and not l.suggests and l.candidates = 1 then 1 else 0 end) = 1 as counted
from members_at m
left join (
    select as_of, member, entity_kind, entity_code, rung, candidates, null as score, null as namesakes, null as evidence,
        false as suggests
    from links
    union all
    select s.as_of, s.member, s.entity_kind, s.entity_code, s.rung, b.candidates, s.score, s.namesakes, s.evidence, true
    from suggested s
    left join best_suggestions b
        on b.as_of = s.as_of and b.member = s.member and b.slot = s.slot and b.entity_kind = s.entity_kind
        and b.entity_code = s.entity_code
) l on l.as_of = m.as_of and l.member = m.member
left join entities_at e on e.as_of = l.as_of and e.entity_kind = l.entity_kind and e.code = l.entity_code
group by m.member, m.group_code, l.entity_kind, l.entity_code, l.rung, l.candidates, l.score, l.namesakes, l.evidence, l.suggests
union all
select m.member, m.group_code, coalesce(nullif(min(m.display_name), ''), '…' || right(m.member, 6)), d.entity_kind, d.entity_code, 2, 1, null, null, null, true, false, false
from members_at m
join decided d on d.member = m.member and not d.confirmed
group by m.member, m.group_code, d.entity_kind, d.entity_code
order by 2, 1, 6, 4, 5
