-- The counts of the marked indicators, in the shape of participation.sql.
-- grain: one row per day × indicator × village that has an entity
-- counts: entities; numerator: the register says yes
--       entities: the units behind the counts, each counted or not; none for what has no name, as households
-- nulls: village where entities belong to none; entities for households; no row where nothing can be counted
-- needs: marked_states
select as_of, indicator, village, count(*) filter (where takes_part) as numerator, count(*) as denominator,
    list({'code': code, 'name': name, 'counted': takes_part}) filter (where name is not null) as entities
from marked_states
group by as_of, indicator, village
order by as_of, indicator, in_order(village)
