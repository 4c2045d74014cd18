-- The days that live lists describe.
-- grain: one row per day × dataset
-- counts: none
-- nulls: none
-- needs: live_batches
select observed_on, dataset from live_batches group by observed_on, dataset order by observed_on, dataset
