-- What each marked indicator would count against, and what the registers say of it.
-- grain: one row per day × marked indicator × entity
-- counts: answered: a list that stands has the column; yes: it says yes
-- nulls: as in countable_at
-- kept: within a view
-- needs: countable_at, marks_at
select e.as_of, stock.indicator, e.entity_kind, e.code, e.name, e.village, m.code is not null as answered, coalesce(m.yes, false) as yes
from countable_at e
join (
    select unnest($marked::varchar[]) as indicator, unnest($marked_registers::varchar[]) as entity_kind,
        unnest($marked_kinds::varchar[][]) as kinds, unnest($marks::varchar[]) as mark
) stock on stock.entity_kind = e.entity_kind and (stock.kinds = [] or list_contains(stock.kinds, e.kind))
left join marks_at m
    on m.as_of = e.as_of and m.entity_kind = e.entity_kind and m.mark = stock.mark and m.code = e.code
    and (m.village is null or m.village = e.village)
