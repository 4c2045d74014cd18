-- Who is on the lists of a day, as a person sees them: in which groups, under which name (without one the last digits
-- of the id), in which role.
-- grain: one row per day × member × group
-- counts: none
-- nulls: group_name, village where the register of groups does not know the group; role, component where the list has none
-- needs: members_at, groups_at
select m.as_of, m.member, m.group_code, g.name as group_name, g.village,
    coalesce(nullif(min(m.display_name), ''), '…' || right(m.member, 6)) as display_name, min(m.role) as role, min(m.component) as component
from members_at m
left join groups_at g on g.as_of = m.as_of and g.code = m.group_code
group by m.as_of, m.member, m.group_code, g.name, g.village
order by m.member, in_order(m.group_code)
