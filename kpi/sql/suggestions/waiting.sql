-- What would join the numerators if every best open suggestion were confirmed: entities that would be new, not members. And,
-- so that one statement tells both, on which days names still wait to be compared: there the counts are not the answer yet.
-- grain: one row per day × indicator × village that has such an entity; one per day with names to compare
-- counts: waiting: entities; uncompared: names
-- nulls: village where entities belong to none; indicator in the rows about names
-- needs: best_suggestions, counted_at, participants, uncompared
select e.as_of, e.indicator, e.village, count(distinct e.code) as waiting, 0 as uncompared
from best_suggestions s
join counted_at e on e.as_of = s.as_of and e.entity_kind = s.entity_kind and e.code = s.entity_code
left join participants p on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
where s.candidates = 1 and p.entity_code is null
group by e.as_of, e.indicator, e.village
union all
select as_of, null, null, 0, count(*)
from uncompared
group by as_of
order by 1, 2, 3
