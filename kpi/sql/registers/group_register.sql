-- The groups of the kinds asked for on the register of a day, and what their lists can tell: whether they give roles and components at all.
-- grain: one row per day × group
-- counts: listed: rows of the lists that are in force
-- nulls: village, village_name, manager, rules, approved_list where the list of groups does not say
-- needs: groups_at, villages_at, members_at
select
    g.as_of, g.code, g.name, g.kind, g.village, v.name as village_name, g.manager, g.rules, g.approved_list,
    count(m.member) as listed,
    count(m.role) > 0 as gives_roles,
    count(m.component) > 0 as gives_components
from groups_at g
left join villages_at v on v.as_of = g.as_of and v.code = g.village
left join members_at m on m.as_of = g.as_of and m.group_code = g.code
where list_contains($group_kinds, g.kind)
group by g.as_of, g.code, g.name, g.kind, g.village, v.name, g.manager, g.rules, g.approved_list
order by g.as_of, in_order(g.code)
