-- The loads that figures of a day rest on: a load whose scopes all have a newer list is not among them.
-- Of reports each log counts that is the newest to hold some case, and the newest log in any case.
-- grain: one row per day × batch
-- unit: none
-- nulls: none
-- needs: cutoffs, register_batches, member_batches, live_batches
select as_of, batch from register_batches
union
select as_of, batch from member_batches
union
select newest.as_of, newest.batch
from (
    select c.as_of, b.batch, row_number() over (partition by c.as_of, r.code order by b.load_order desc, r.row desc) as newest
    from cutoffs c
    join live_batches b on b.observed_on <= c.as_of and b.dataset = 'case'
    join cases r on r.batch = b.batch
) newest
where newest.newest = 1
