-- The counted households by the strongest rung that speaks for them; the rows add up to the numerator.
-- grain: one row per day × rung
-- counts: households
-- nulls: none
-- needs: counted_at, participants
select e.as_of, p.rung, count(*) as households
from counted_at e
join participants p on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
where e.indicator = 'households'
group by e.as_of, p.rung
order by e.as_of, p.rung
