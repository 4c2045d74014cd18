-- The counts of the stock indicators.
-- grain: one row per day × indicator × village that has an entity
-- counts: entities; numerator: at least one current member linked; what waits for a confirmation is waiting.sql
--       entities: the units behind the counts, each counted or not; none for what has no name, as households
-- nulls: village where entities belong to none; entities for what has no name; no row where nothing is on the register
-- needs: counted_at, participants, village_participants
select
    e.as_of,
    e.indicator,
    e.village,
    count(*) filter (where p.rung is not null or v.code is not null) as numerator,
    count(*) as denominator,
    list({'code': e.code, 'name': e.name, 'counted': p.rung is not null or v.code is not null})
        filter (where e.name is not null) as entities
from counted_at e
left join participants p
    on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
left join village_participants v
    on e.entity_kind = 'village' and v.as_of = e.as_of and v.indicator = e.indicator and v.code = e.code
group by e.as_of, e.indicator, e.village
order by e.as_of, e.indicator, in_order(e.village)
