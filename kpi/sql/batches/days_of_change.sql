-- The days on which it may have changed who speaks for what is asked about: a register describes them, a fact was typed of one, or a
-- list of members that says another thing than its group's list before of those whom anything leads there (leading_members). Of lists
-- that add, and where everybody is looked at, each may.
-- grain: one row per day
-- counts: none
-- nulls: none
-- needs: live_batches, leading_members
select distinct observed_on
from live_batches
where dataset not in ('membership', 'case', 'activity')
union
select observed_on
from (
    select listed.observed_on, listed.complete, told.said,
        lag(listed.complete) over lists as complete_before, lag(told.said) over lists as said_before
    from (
        select s.scope, b.batch, b.observed_on, b.precedence, s.complete
        from live_batches b
        join batch_scopes s on s.batch = b.batch
        where b.dataset = 'membership'
    ) listed
    left join (
        select m.batch, m."group", string_agg(
            concat_ws(
                '|', m.member, coalesce(m.household, ''), coalesce(m.organisation, ''), coalesce(m.entry, ''), coalesce(m.phone, ''),
                coalesce(m.other_phone, '')
            ),
            chr(10) order by m.row
        ) as said
        from memberships m
        join leading_members l on l.member = m.member
        group by m.batch, m."group"
    ) told on told.batch = listed.batch and told."group" = listed.scope
    window lists as (partition by listed.scope order by listed.precedence)
) compared
where $everybody or not complete or complete_before is distinct from true or said is distinct from said_before
