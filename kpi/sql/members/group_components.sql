-- Which of the plan's components of a village's group are there, and what says so: the list of members itself, a post on the
-- list of officials, or a link to a household, business or institution that counts on the day.
-- grain: one row per day × village group × component that somebody makes up
-- counts: persons; one whom two things make the same component is one person, and stands under both
-- nulls: none
-- needs: groups_at, members_at, seated_officials, links, entities_at
select
    person.as_of, person.group_code, person.component,
    count(*) as members,
    count(*) filter (where person.listed = 1) as by_list,
    count(*) filter (where person.posted = 1) as by_post,
    count(*) filter (where person.linked = 1) as by_link
from (
    select as_of, group_code, component, member, max(listed) as listed, max(posted) as posted, max(linked) as linked
    from (
        select as_of, group_code, component, member, 1 as listed, 0 as posted, 0 as linked
        from members_at
        where component is not null
        union all
        select as_of, group_code, 'village_committee', member, 0, 1, 0
        from seated_officials
        where post = 'village_committee'
        union all
        select m.as_of, m.group_code,
            case l.entity_kind when 'household' then 'household' when 'business' then 'business_official' else 'agency_official' end,
            m.member, 0, 0, 1
        from members_at m
        join links l on l.as_of = m.as_of and l.member = m.member and l.candidates = 1
        join entities_at e on e.as_of = l.as_of and e.entity_kind = l.entity_kind and e.code = l.entity_code
    ) found
    group by as_of, group_code, component, member
) person
join groups_at g on g.as_of = person.as_of and g.code = person.group_code and g.kind = 'village'
group by person.as_of, person.group_code, person.component
order by person.as_of, in_order(person.group_code), person.component
