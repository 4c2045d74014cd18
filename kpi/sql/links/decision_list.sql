-- Every word of a person that is in force, beside what the lists say on the day: whether what it speaks of is still there.
-- grain: one row per day × member × entity
-- counts: counts: the entity is one of those that the indicators count
-- nulls: display_name, entity_name of words from before these were noted; name_now where the register has no such entry;
--        shown_now where the member is on no list of the day
-- needs: cutoffs, decided, register_entries, entities_at, members_at
select c.as_of, d.decision, d.member, d.entity_kind, d.entity_code, d.confirmed, d.reason, d.known_at, d.decided_by, d.display_name,
    d.entity_name, r.name as name_now, e.code is not null as counts, shown.names as shown_now, shown.groups
from cutoffs c
cross join decided d
left join register_entries r on r.as_of = c.as_of and r.entity_kind = d.entity_kind and r.code = d.entity_code
left join entities_at e on e.as_of = c.as_of and e.entity_kind = d.entity_kind and e.code = d.entity_code
left join (
    select as_of, member, list(distinct display_name order by display_name) as names, list(distinct group_code order by group_code) as groups
    from members_at
    group by as_of, member
) shown on shown.as_of = c.as_of and shown.member = d.member
order by d.decision desc
