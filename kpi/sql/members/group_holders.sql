-- What composed indicators ask of a group, as far as a current member is it: a component by the list of members itself; a post by
-- phone or by the very same name on the list of officials, of the group's village or of none in particular; and by the strict rule
-- the village head who owns the group, and police who are deputy.
-- Where no such indicator is asked about, nobody is looked at.
-- grain: one row per day × group
-- counts: none
-- nulls: none; held is empty where members are nothing of it
-- needs: groups_at, members_at, officials_at
select as_of, group_code, coalesce(list(distinct held) filter (where held is not null), []) as held
from (
    select distinct m.as_of, m.group_code, m.component as held
    from members_at m
    join groups_at g on g.as_of = m.as_of and g.code = m.group_code
    union all
    select as_of, group_code, unnest([
        post,
        case when role = 'owner' and post = 'village_head' and of_village is not null then 'head who owns' end,
        case when role = 'deputy' and post in ('area_police', 'commune_police') then 'police as deputy' end
    ])
    from (
        select m.as_of, m.group_code, m.role, o.post, o.village as of_village, g.village
        from members_at m
        join groups_at g on g.as_of = m.as_of and g.code = m.group_code
        join officials_at o on o.as_of = m.as_of and o.phone = m.phone
        union all
        select m.as_of, m.group_code, m.role, o.post, o.village, g.village
        from members_at m
        join groups_at g on g.as_of = m.as_of and g.code = m.group_code
        join officials_at o on o.as_of = m.as_of and o.name_key = m.name_key
    ) official
    where of_village is null or of_village = village
) one_by_one
where array_length($composed::varchar[]) > 0
group by as_of, group_code
