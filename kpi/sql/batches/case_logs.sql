-- How far the logs of reports speak that figures of a day rest on.
-- grain: one row per day by which there is a log
-- counts: observed_on: the newest day up to which one of them speaks
-- nulls: none
-- needs: case_batches
select as_of, max(observed_on) as observed_on from case_batches where observed_on is not null group by as_of order by as_of
