-- How many are in each group, by its newest list that tells it: a whole list, or one that states the total. Rows added to a
-- list say nothing of the group's size.
-- grain: one row per day × group that has such a list by then
-- counts: members: persons in the group, whether or not the list names them all
-- nulls: none
-- needs: cutoffs, live_batches
select newest.as_of, newest.scope as code, newest.observed_on as listed_on,
    greatest(coalesce(newest.total_members, 0), coalesce(counted.rows_listed, 0)) as members
from (
    select ranked.as_of, ranked.scope, ranked.batch, ranked.observed_on, ranked.total_members
    from (
        select c.as_of, s.scope, b.batch, b.observed_on, s.total_members,
            row_number() over (partition by c.as_of, s.scope order by b.precedence desc) as place
        from cutoffs c
        join live_batches b on b.observed_on <= c.as_of and b.dataset = 'membership'
        join batch_scopes s on s.batch = b.batch
        where s.complete or s.total_members is not null
    ) ranked
    where ranked.place = 1
) newest
left join (
    select batch, "group" as group_code, count(distinct member) as rows_listed
    from memberships
    group by batch, "group"
) counted on counted.batch = newest.batch and counted.group_code = newest.scope
order by newest.as_of, in_order(newest.scope)
