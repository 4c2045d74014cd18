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
left join (
    select batch, arg_max(undone, event) as undone
    from batch_events
    where known_at <= $known_at
    group by batch
) newest on newest.batch = b.batch
where b.known_at <= $known_at and newest.undone is distinct from true
