-- The villages that take part: their group has a current member; by the strict rule its owner is the village head and a
-- deputy is police, known by phone or by the very same name on the list of officials.
-- grain: one row per day × village
-- counts: none
-- nulls: none
-- needs: groups_at, members_at, officials_at
select g.as_of, g.village as code
from groups_at g
where g.kind = 'village'
    and g.village is not null
    and exists (select 1 from members_at m where m.as_of = g.as_of and m.group_code = g.code)
    and (
        $village_rule = 'minimal'
        or (
            exists (
                select 1
                from members_at m
                join officials_at o on o.as_of = m.as_of and o.post = 'village_head' and o.village = g.village
                where m.as_of = g.as_of and m.group_code = g.code and m.role = 'owner'
                    and (o.phone = m.phone or o.name_key = m.name_key)
            )
            and exists (
                select 1
                from members_at m
                join officials_at o
                    on o.as_of = m.as_of
                    and o.post in ('area_police', 'commune_police')
                    and (o.village is null or o.village = g.village)
                where m.as_of = g.as_of and m.group_code = g.code and m.role = 'deputy'
                    and (o.phone = m.phone or o.name_key = m.name_key)
            )
        )
    )
group by g.as_of, g.village
