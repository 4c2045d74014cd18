-- The loads that figures of a day rest on: a load whose scopes all have a newer list is not among them.
-- Of reports each log counts that is the newest to hold some case received by the day, whatever day the log describes, and the
-- log loaded last in any case: it speaks for what did not occur as well.
-- grain: one row per day × batch
-- counts: none
-- nulls: none
-- needs: cutoffs, register_batches, member_batches, live_batches
select as_of, batch from register_batches where dataset <> 'case'
union
select as_of, batch from member_batches
union
select c.as_of, newest.batch
from cutoffs c
join (
    select b.batch, r.received_at, row_number() over (partition by r.code order by b.load_order desc, r.row desc) as newest
    from live_batches b
    join cases r on r.batch = b.batch
    where b.dataset = 'case'
) newest on newest.received_at::date <= c.as_of
where newest.newest = 1
union
select c.as_of, newest.batch
from cutoffs c
cross join (select arg_max(batch, load_order) as batch from live_batches where dataset = 'case' having count(*) > 0) newest
