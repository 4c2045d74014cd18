-- Household codes that stand in the lists of two villages or more; they count once, in the village of the newest
-- list in which they reside.
-- grain: one row per day × household
-- counts: villages: lists that hold the code
-- nulls: none
-- needs: household_rows_at
select as_of, code, count(distinct village) as villages
from household_rows_at
group by as_of, code
having count(distinct village) > 1
order by as_of, in_order(code)
