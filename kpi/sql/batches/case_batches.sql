-- What the figures of cases rest on, on a day: each log that is the newest to hold some case received by the day, whatever day the
-- log describes, and the one loaded last in any case: it speaks for what did not occur as well; and the facts that were typed of them.
-- grain: one row per day × batch
-- counts: observed_on: the day up to which the log speaks
-- nulls: observed_on of a fact that was typed: it says nothing of any other case
-- needs: cutoffs, live_batches, logged_cases, typed_cases
select c.as_of, newest.batch, newest.log_on as observed_on
from cutoffs c
join logged_cases newest on newest.received_at::date <= c.as_of
union
select c.as_of, typed.batch, null
from cutoffs c
join typed_cases typed on typed.received_at::date <= c.as_of
union
select c.as_of, last_one.batch, last_one.observed_on
from cutoffs c
cross join (
    select arg_max(batch, load_order) as batch, arg_max(observed_on, load_order) as observed_on
    from live_batches
    where dataset = 'case' and not typed
    having count(*) > 0
) last_one
