-- What the counts rest on: the entities by the strongest rung that speaks for them.
-- grain: one row per day × indicator × rung
-- counts: entities; those with a rung add up to the numerator, all to the denominator
-- nulls: rung where nobody speaks for the entity
-- needs: counted_at, participants
select e.as_of, e.indicator, p.rung as strongest, count(*) as entities
from counted_at e
left join participants p on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
where e.entity_kind <> 'village'
group by e.as_of, e.indicator, strongest
order by e.as_of, e.indicator, strongest
