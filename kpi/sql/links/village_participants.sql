-- The villages that take part by each composed indicator: their group, of the kinds that it names, has a current member, and where it
-- asks for posts or components a current member for each of them. Where it names neither, by the strict rule its owner is the village
-- head and a deputy is police, known by phone or by the very same name on the list of officials.
-- grain: one row per day × indicator × village
-- counts: none
-- nulls: none
-- needs: groups_at, members_at, officials_at, group_holders
select g.as_of, stock.indicator, g.village as code
from groups_at g
cross join (
    select unnest($composed::varchar[]) as indicator, unnest($composed_asks::varchar[][]) as asks,
        unnest($composed_by_rule::boolean[]) as by_rule
) stock
where list_contains($composed_kinds::varchar[], g.kind)
    and g.village is not null
    and exists (select 1 from members_at m where m.as_of = g.as_of and m.group_code = g.code)
    and (
        not stock.by_rule
        or $village_rule = 'minimal'
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
    and len(stock.asks) = (
        select count(*)
        from group_holders h
        where h.as_of = g.as_of and h.group_code = g.code and list_contains(stock.asks, h.asked)
    )
group by g.as_of, stock.indicator, g.village
