-- What each stock indicator counts against: the denominators, entity by entity. An entity may count for several indicators.
-- grain: one row per day × indicator × entity
-- counts: way, mark: how the indicator's entries take part (kpi/domain/indicators.py); mark is '' but of marked ones
-- nulls: as in entities_at
-- needs: entities_at, unmarked_villages
select e.as_of, stock.indicator, stock.way, stock.mark, e.entity_kind, e.code, e.name, e.village
from entities_at e
join (
    select unnest($indicators::varchar[]) as indicator, unnest($registers::varchar[]) as entity_kind,
        unnest($kinds::varchar[][]) as kinds, unnest($ways::varchar[]) as way, unnest($marks::varchar[]) as mark
) stock on stock.entity_kind = e.entity_kind and (stock.kinds = [] or list_contains(stock.kinds, e.kind))
left join unmarked_villages u
    on u.as_of = e.as_of and u.indicator = stock.indicator and u.village is not distinct from e.village
where u.indicator is null
