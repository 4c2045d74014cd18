-- How many are in each group, by its newest list that tells it.
-- grain: one row per day × group that has such a list by then
-- counts: members: persons in the group, whether or not the list names them all
-- nulls: none
-- needs: sized_lists
select newest.as_of, newest.group_code as code, newest.observed_on as listed_on,
    greatest(coalesce(newest.total_members, 0), coalesce(counted.rows_listed, 0)) as members
from sized_lists newest
left join (
    select batch, "group" as group_code, count(distinct member) as rows_listed
    from memberships
    where batch in (select batch from sized_lists)
    group by batch, "group"
) counted on counted.batch = newest.batch and counted.group_code = newest.group_code
order by newest.as_of, in_order(newest.group_code)
