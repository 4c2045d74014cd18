-- Of each case code the row of a log that was loaded last, whatever day its log describes: cases are events.
-- grain: one row per case
-- counts: local time; log_on: the day up to which its log speaks; load_order as in live_batches
-- nulls: whatever the log leaves open
-- kept: within a view
-- needs: live_batches
select newest.* exclude (newest)
from (
    select c.*, b.observed_on as log_on, b.load_order, row_number() over (partition by c.code order by b.load_order desc, c.row desc) as newest
    from live_batches b
    join cases c on c.batch = b.batch
    where b.dataset = 'case' and not b.typed
) newest
where newest.newest = 1
