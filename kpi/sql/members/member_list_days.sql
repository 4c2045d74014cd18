-- How old the lists of members are that figures of a day rest on.
-- grain: one row per day by which there is one
-- counts: newest_on, oldest_on: the days that the newest and the oldest list in force describe
-- nulls: none
-- needs: member_batches
select as_of, max(observed_on) as newest_on, min(observed_on) as oldest_on
from member_batches
group by as_of
order by as_of
