-- The newest moment at which anything was loaded, taken back, decided, concluded in a meeting, or noted of a report's
-- paper or beside the figures.
-- grain: one row
-- counts: local time
-- nulls: known_at in an empty store
-- needs:
select max(moments.known_at) as known_at
from (
    select known_at from batches
    union all select known_at from batch_events
    union all select known_at from decisions
    union all select known_at from conclusions
    union all select known_at from conclusion_events
    union all select known_at from report_papers
    union all select known_at from notes
    union all select known_at from struck_notes
) moments
