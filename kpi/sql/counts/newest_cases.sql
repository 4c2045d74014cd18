-- Of each case code the row loaded last, whatever day its file describes: cases are events.
-- grain: one row per case
-- counts: local time; log_on: the day up to which its log speaks
-- nulls: whatever the log leaves open
-- needs: live_batches
select
    newest.code, newest.kind, newest.received_at, newest.received_has_time, newest.village, newest.channel,
    newest.due_at, newest.due_has_time, newest.extended_to, newest.extended_has_time, newest.extension_basis,
    newest.suspended_from, newest.suspended_to, newest.closed_at, newest.closed_has_time, newest.state,
    newest.outcome, newest.procedure_complete, newest.log_on
from (
    select c.*, b.observed_on as log_on, row_number() over (partition by c.code order by b.load_order desc, c.row desc) as newest
    from live_batches b
    join cases c on c.batch = b.batch
    where b.dataset = 'case'
) newest
where newest.newest = 1
order by in_order(newest.code)
