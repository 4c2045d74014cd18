-- Whether a log that is being loaded, whose running numbers stand for codes, is the one before that has them, grown since; or another.
-- grain: one row
-- counts: known: rows whose number a log before has; differing: those of them of which it says otherwise, but for what came later;
--     lacking: numbers of logs before, of the years of its reports, that it lacks; alike: rows whose report a log before has under a code
--     that it lacks
-- nulls: none
-- needs: compared_cases, earlier_cases
select
    (select count(*) from compared_cases c where c.is_known) as known,
    (
        select count(*) from compared_cases c
        where c.other_received_at <> c.received_at or c.due_differs or c.closed_differs or c.is_reopened
            or c.kind_differs or c.village_differs or c.channel_differs
    ) as differing,
    (
        select count(*) from earlier_cases e
        where try_cast(replace(e.code, '/', '') as bigint) is not null
            and extract(year from e.received_at) in (select extract(year from c.received_at) from compared_cases c)
            and not exists (select 1 from cases own where own.batch = $batch and own.code = e.code)
    ) as lacking,
    (
        select count(*) from compared_cases c
        where not c.is_known and exists (
            select 1 from earlier_cases e
            where e.kind = c.kind and e.received_at = c.received_at and coalesce(e.village = c.village, true)
                and coalesce(e.due_at = c.due_at, e.due_at is null) and coalesce(e.closed_at = c.closed_at, e.closed_at is null)
                and not exists (select 1 from cases own where own.batch = $batch and own.code = e.code)
        )
    ) as alike
