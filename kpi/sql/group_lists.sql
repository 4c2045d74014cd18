-- Every group on the register with its newest list.
-- grain: one row per day × group
-- unit: members: rows that arrived on that list
-- nulls: list_on, total_members, max_members, complete where the group has no list yet; the two numbers where it does not say
-- needs: groups_at, live_batches
select g.as_of, g.code, g.name, g.village, newest.observed_on as list_on,
    (select count(*) from memberships m where m.batch = newest.batch and m."group" = g.code) as members,
    newest.total_members, newest.max_members, newest.complete
from groups_at g
left join (
    select ranked.as_of, ranked.scope, ranked.batch, ranked.observed_on, ranked.total_members, ranked.max_members, ranked.complete
    from (
        select c.as_of, s.scope, b.batch, b.observed_on, s.total_members, s.max_members, s.complete,
            row_number() over (partition by c.as_of, s.scope order by b.precedence desc) as newest
        from (select distinct as_of from groups_at) c
        join live_batches b on b.observed_on <= c.as_of and b.dataset = 'membership'
        join batch_scopes s on s.batch = b.batch
    ) ranked
    where ranked.newest = 1
) newest on newest.as_of = g.as_of and newest.scope = g.code
order by g.as_of, g.code
