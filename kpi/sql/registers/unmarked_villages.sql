-- Where a marked indicator cannot be counted: villages with an entity of which no list that stands has the column. One of which some
-- answer and others do not is told as a whole, since what it lacks would look like a no.
-- grain: one row per day × marked indicator × village that has such an entity
-- counts: entities: those of the village without an answer
-- nulls: village where entities belong to none
-- kept: within a view
-- needs: entities_at, marks_at
select e.as_of, stock.indicator, e.village, count(*) as entities
from entities_at e
join (
    select unnest($indicators::varchar[]) as indicator, unnest($registers::varchar[]) as entity_kind,
        unnest($kinds::varchar[][]) as kinds, unnest($marks::varchar[]) as mark
) stock on stock.mark <> '' and stock.entity_kind = e.entity_kind and (stock.kinds = [] or list_contains(stock.kinds, e.kind))
left join marks_at m
    on m.as_of = e.as_of and m.entity_kind = e.entity_kind and m.mark = stock.mark and m.code = e.code
    and (m.village is null or m.village = e.village)
where m.code is null
group by e.as_of, stock.indicator, e.village
