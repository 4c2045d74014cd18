-- Rows of a log that is being loaded whose report stands on a log before under another code, which this log does not have for it.
-- grain: one row per such row of the log and such code
-- counts: moved_from: that code; for a code that no log before has, a bare number only
-- nulls: none
-- needs: compared_cases, earlier_cases
select c.row, e.code as moved_from
from compared_cases c
join earlier_cases e
    on e.kind = c.kind and e.received_at = c.received_at
    and e.due_at is not distinct from c.due_at and e.closed_at is not distinct from c.closed_at
where e.code <> c.code
    and (c.received_differs or (not c.is_known and try_cast(e.code as bigint) is not null and try_cast(c.code as bigint) is null))
    and not exists (
        select 1 from cases own
        where own.batch = $batch and own.code = e.code and own.kind = e.kind and own.received_at = e.received_at
            and own.due_at is not distinct from e.due_at and own.closed_at is not distinct from e.closed_at
    )
