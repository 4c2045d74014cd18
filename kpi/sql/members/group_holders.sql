-- What composed indicators ask of a group, as far as a current member is it: a component by the list of members itself; a post by
-- phone or by the very same name on the list of officials, of the group's village or of none in particular; and by the strict rule
-- the village head who owns the group, and police who are deputy.
-- grain: one row per day × group
-- counts: none
-- nulls: none; held is empty where members are nothing of it
-- needs: groups_at, members_at, officials_at
select as_of, group_code, list_distinct(flatten(list(held))) as held
from (
    select m.as_of, m.group_code,
        [
            m.component,
            o.post,
            case when m.role = 'owner' and o.post = 'village_head' and o.village is not null then 'head who owns' end,
            case when m.role = 'deputy' and o.post in ('area_police', 'commune_police') then 'police as deputy' end
        ] as held
    from members_at m
    join groups_at g on g.as_of = m.as_of and g.code = m.group_code
    left join officials_at o
        on o.as_of = m.as_of and (o.village is null or o.village = g.village) and (o.phone = m.phone or o.name_key = m.name_key)
) one_by_one
group by as_of, group_code
