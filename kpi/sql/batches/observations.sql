-- The days that live lists describe. Lists of activities describe no day of the figures: what they tell happened on days of its own.
-- Nor does a fact that was typed: of all else on its day it says nothing.
-- grain: one row per day × dataset
-- counts: none
-- nulls: none
-- needs: live_batches
select observed_on, dataset from live_batches where dataset <> 'activity' and not typed group by observed_on, dataset order by observed_on, dataset
