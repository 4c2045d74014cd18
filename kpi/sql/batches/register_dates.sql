-- How far back the registers reach: each register's newest list (of households: of each village).
-- grain: one row per day × dataset × scope
-- counts: observed_on: the day the list describes
-- nulls: none
-- needs: scope_batches
select as_of, dataset, scope, observed_on
from scope_batches
where dataset <> 'membership'
order by as_of, dataset, scope
