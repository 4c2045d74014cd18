-- Rows of a new log whose code a log before has for what seems to be another report: one received, due and closed on other days, or of
-- another kind on another sheet of the same file.
-- grain: one row per row of the log
-- counts: received_at: of the new row; other_received_at: of the report that the code was
-- nulls: none
-- needs: live_batches
select c.row, c.code, c.received_at, other.received_at as other_received_at
from cases c
join (
    select o.code, o.kind, o.received_at, o.due_at, o.closed_at, loaded.sha256,
        row_number() over (partition by o.code order by b.load_order desc, o.row desc) as newest
    from live_batches b
    join batches loaded on loaded.batch = b.batch
    join cases o on o.batch = b.batch
    where b.dataset = 'case' and not b.typed and b.batch <> $batch
) other on other.code = c.code and other.newest = 1
where c.batch = $batch
    and (
        (other.sha256 = $content and other.kind <> c.kind)
        or (
            cast(other.received_at as date) <> cast(c.received_at as date)
            and coalesce(cast(other.due_at as date) <> cast(c.due_at as date), true)
            and coalesce(cast(other.closed_at as date) <> cast(c.closed_at as date), true)
        )
    )
order by c.row
