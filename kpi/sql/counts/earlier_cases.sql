-- Of each case code the row loaded last on the logs other than one that is being loaded.
-- grain: one row per case
-- counts: local time; sha256: of the file it came from
-- nulls: whatever the log leaves open
-- needs: live_batches
select newest.* exclude (newest)
from (
    select
        c.code, c.kind, c.village, c.channel, c.received_at, c.due_at, c.closed_at, loaded.sha256,
        row_number() over (partition by c.code order by b.load_order desc, c.row desc) as newest
    from live_batches b
    join batches loaded on loaded.batch = b.batch
    join cases c on c.batch = b.batch
    where b.dataset = 'case' and not b.typed and b.batch <> $batch
) newest
where newest.newest = 1
