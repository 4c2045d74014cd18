-- The posts and components of which a group has a current member, of those that composed indicators ask for: a component by the list
-- of members itself, a post by phone or by the very same name on the list of officials, of the group's village or of none in particular.
-- grain: one row per day × group × post or component
-- counts: none
-- nulls: none
-- needs: groups_at, members_at, officials_at
select m.as_of, m.group_code, m.component as asked
from members_at m
where list_contains(flatten($composed_asks::varchar[][]), m.component)
union
select m.as_of, m.group_code, o.post
from members_at m
join groups_at g on g.as_of = m.as_of and g.code = m.group_code
join officials_at o
    on o.as_of = m.as_of and (o.village is null or o.village = g.village) and (o.phone = m.phone or o.name_key = m.name_key)
where list_contains(flatten($composed_asks::varchar[][]), o.post)
