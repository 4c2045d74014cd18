-- The loads that stood at known_at: loaded by then and not taken back by then.
-- grain: one row per batch
-- counts: precedence orders batches: a newer observation wins, and of one day the later load; typed: one fact that a person typed,
-- no list
-- nulls: none
-- kept: within a view
-- needs:
select
    b.batch,
    b.dataset,
    b.as_of as observed_on,
    b.known_at,
    coalesce(b.reason, '') <> '' as typed,
    row_number() over (order by b.as_of, b.known_at, b.batch) as precedence,
    row_number() over (order by b.known_at, b.batch) as load_order
from batches b
where b.known_at <= $known_at
    and not exists (
        select 1
        from batch_events e
        where e.batch = b.batch
            and e.undone
            and e.known_at <= $known_at
            and not exists (
                select 1
                from batch_events later
                where later.batch = e.batch and later.known_at <= $known_at and later.event > e.event
            )
    )
