-- The newest list by each day that tells how many are in its group: a whole list, or one that states the total. Rows added to a list
-- say nothing of the group's size.
-- grain: one row per day × group that has such a list by then
-- counts: none
-- nulls: total_members where the list does not state it
-- needs: cutoffs, live_batches
select c.as_of, told.scope as group_code, told.batch, told.observed_on, told.total_members
from (
    select s.scope, b.batch, b.observed_on, s.total_members,
        lead(b.observed_on) over (partition by s.scope order by b.precedence) as replaced_on
    from live_batches b
    join batch_scopes s on s.batch = b.batch
    where b.dataset = 'membership' and (s.complete or s.total_members is not null)
) told
join cutoffs c on c.as_of >= told.observed_on and (told.replaced_on is null or c.as_of < told.replaced_on)
