-- The logs of reports that figures of a day rest on: each that is the newest to hold some case received by the day, whatever day the
-- log describes, and the one loaded last in any case: it speaks for what did not occur as well.
-- grain: one row per day × batch
-- counts: observed_on: the day up to which the log speaks
-- nulls: none
-- needs: cutoffs, live_batches
select c.as_of, newest.batch, newest.observed_on
from cutoffs c
join (
    select b.batch, b.observed_on, r.received_at,
        row_number() over (partition by r.code order by b.load_order desc, r.row desc) as newest
    from live_batches b
    join cases r on r.batch = b.batch
    where b.dataset = 'case'
) newest on newest.received_at::date <= c.as_of
where newest.newest = 1
union
select c.as_of, last_one.batch, last_one.observed_on
from cutoffs c
cross join (
    select arg_max(batch, load_order) as batch, arg_max(observed_on, load_order) as observed_on
    from live_batches
    where dataset = 'case'
    having count(*) > 0
) last_one
