-- Each row of a log that is being loaded beside the report that has its code on a log before.
-- grain: one row per row of the log
-- counts: is_reopened: closed there, and not here; known: rows of the log whose code a log before has; due_alone, closed_alone: no other row of the log has its day
-- nulls: other_*: no log before has the code; *_same, *_differs: false where a day or a village is missing
-- needs: earlier_cases
select
    c.row, c.code, c.kind, c.village, c.received_at, c.due_at, c.closed_at,
    e.received_at as other_received_at,
    e.code is not null as is_known,
    count(e.code) over () as known,
    coalesce(e.sha256 = $content, false) as same_file,
    coalesce(e.kind <> c.kind, false) as kind_differs,
    coalesce(e.kind = 'other' or c.kind = 'other', false) as kind_unknown,
    coalesce(e.village <> c.village, false) as village_differs,
    coalesce(e.channel <> c.channel, false) as channel_differs,
    coalesce(cast(e.received_at as date) <> cast(c.received_at as date), false) as received_differs,
    coalesce(cast(e.due_at as date) = cast(c.due_at as date), false) as due_same,
    coalesce(cast(e.due_at as date) <> cast(c.due_at as date), false) as due_differs,
    coalesce(cast(e.closed_at as date) = cast(c.closed_at as date), false) as closed_same,
    coalesce(cast(e.closed_at as date) <> cast(c.closed_at as date), false) as closed_differs,
    coalesce(e.closed_at is not null and c.closed_at is null, false) as is_reopened,
    count(*) over (partition by cast(c.due_at as date)) = 1 as due_alone,
    count(*) over (partition by cast(c.closed_at as date)) = 1 as closed_alone
from cases c
left join earlier_cases e on e.code = c.code
where c.batch = $batch
