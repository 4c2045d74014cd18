-- Whom a member may speak for, on which rung of the ladder: 1 declared, 2 decided, 3 phone.
-- Declared codes count only while the register holds them.
-- grain: one row per day × list row × entity × rung: the same person in two groups has it twice
-- counts: rung, the lower the stronger; denied: a person said no to the pair
-- nulls: none
-- kept: within a view
-- needs: declared, members_at, member_phones_at, register_entries, entity_phones_at, decided
select found.as_of, found.member, found.slot, found.entity_kind, found.entity_code, found.rung, d.member is not null as denied
from (
    select as_of, member, slot, entity_kind, entity_code, 1 as rung
    from declared
    union all
    select m.as_of, m.member, e.slot, e.entity_kind, e.code, 2
    from members_at m
    join decided d on d.member = m.member and d.confirmed
    join register_entries e on e.as_of = m.as_of and e.entity_kind = d.entity_kind and e.code = d.entity_code
    union all
    select m.as_of, m.member, p.slot, p.entity_kind, p.entity_code, 3
    from member_phones_at m
    join entity_phones_at p on p.as_of = m.as_of and p.phone = m.phone
) found
left join decided d
    on d.member = found.member and d.entity_kind = found.entity_kind and d.entity_code = found.entity_code and not d.confirmed
