-- Rows of a log that is being loaded whose report stands on a log before under another code, which this log does not have for it.
-- grain: one row per such row of the log and such code
-- counts: moved_from: that code; for a code that no log before has, where one of both is a bare number, and the report may be closed since;
--     over_new_year: the log has that number for a report of another year, so that last year's one stands under another number now
-- nulls: none
-- needs: compared_cases, earlier_cases
select moved.row, moved.moved_from, moved.over_new_year
from (
    select
        c.row, e.code as moved_from,
        (c.received_differs and e.due_at is not distinct from c.due_at and e.closed_at is not distinct from c.closed_at)
            or (not c.is_known and (try_cast(e.code as bigint) is null) <> (try_cast(c.code as bigint) is null)) as is_moved,
        not c.is_known and try_cast(e.code as bigint) is not null and try_cast(c.code as bigint) is not null
            and exists (
                select 1 from cases anew
                where anew.batch = $batch and anew.code = e.code || '/' || cast(extract(year from anew.received_at) as varchar(4))
                    and extract(year from anew.received_at) <> extract(year from c.received_at)
            ) as over_new_year
    from compared_cases c
    join earlier_cases e
        on e.kind = c.kind and e.received_at = c.received_at and e.code <> c.code
        and coalesce(e.village = c.village, true)
        and coalesce(e.due_at = c.due_at, e.due_at is null) and coalesce(e.closed_at = c.closed_at, e.closed_at is null)
    where not exists (
        select 1 from cases own
        where own.batch = $batch and own.code = e.code and own.kind = e.kind and own.received_at = e.received_at
            and own.due_at is not distinct from e.due_at and own.closed_at is not distinct from e.closed_at
    )
) moved
where moved.is_moved or moved.over_new_year
