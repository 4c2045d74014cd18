-- What each stock indicator by members counts against: the denominators, entity by entity. An entity may count for several
-- indicators. What counts by a mark is in marked_states.
-- grain: one row per day × indicator × entity
-- counts: none
-- nulls: as in countable_at
-- needs: countable_at
select e.as_of, stock.indicator, e.entity_kind, e.code, e.name, e.village
from countable_at e
join (
    select unnest($indicators::varchar[]) as indicator, unnest($registers::varchar[]) as entity_kind,
        unnest($kinds::varchar[][]) as kinds
) stock on stock.entity_kind = e.entity_kind and (stock.kinds = [] or list_contains(stock.kinds, e.kind))
