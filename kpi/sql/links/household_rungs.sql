-- The counted households by village and by the strongest rung that speaks for them; the rows add up to the numerator.
-- grain: one row per day × village × rung
-- counts: households
-- nulls: village of households that belong to none
-- needs: counted_at, participants
select e.as_of, e.village, p.rung, count(*) as households
from counted_at e
join participants p on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
where e.indicator = 'households'
group by e.as_of, e.village, p.rung
order by e.as_of, p.rung, in_order(e.village)
