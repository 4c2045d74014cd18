-- The villages that take part by each composed indicator: their group, of the kinds that it names, has a current member, and where it
-- asks for posts or components a current member for each of them. Where it names neither, by the strict rule its owner is the village
-- head and a deputy is police, known by phone or by the very same name on the list of officials.
-- grain: one row per day × indicator × village
-- counts: none
-- nulls: none
-- needs: groups_at, group_holders
select g.as_of, stock.indicator, g.village as code
from groups_at g
join group_holders members on members.as_of = g.as_of and members.group_code = g.code
cross join (
    select unnest($composed::varchar[]) as indicator, unnest($composed_asks::varchar[][]) as asks,
        unnest($composed_by_rule::boolean[]) as by_rule
) stock
where list_contains($composed_kinds::varchar[], g.kind)
    and g.village is not null
    and (not stock.by_rule or $village_rule = 'minimal' or list_has_all(members.held, ['head who owns', 'police as deputy']))
    and list_has_all(members.held, stock.asks)
group by g.as_of, stock.indicator, g.village
