-- The lists that say who is in a group on a day, in order: the one that its members are known by first. That is the newest
-- complete one, else the newest partial one, of one day the longest.
-- grain: one row per day × group × batch
-- counts: rows_listed: persons that arrived on the list
-- nulls: total_members, max_members where the list does not say
-- needs: member_batches
select b.as_of, b.group_code, b.observed_on, b.complete, b.total_members, s.max_members, counted.rows_listed, b.precedence,
    row_number() over (
        partition by b.as_of, b.group_code
        order by b.complete desc, b.observed_on desc, counted.rows_listed desc, b.precedence desc
    ) as place
from member_batches b
join batch_scopes s on s.batch = b.batch and s.scope = b.group_code
join (
    select batch, "group" as group_code, count(distinct member) as rows_listed
    from memberships
    where batch in (select batch from member_batches)
    group by batch, "group"
) counted on counted.batch = b.batch and counted.group_code = b.group_code
