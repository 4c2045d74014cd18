-- The days on which a plan's figures are followed: those of observations, but of members only what lists of the kinds of groups
-- that are asked for describe. A group is of the kind that the newest register with its very code says: folding codes would take
-- six times as long, and a list bears the code of a register.
-- grain: one row per day × dataset
-- counts: none
-- nulls: none
-- needs: live_batches
select b.observed_on, b.dataset
from live_batches b
where b.dataset <> 'activity' and not b.typed
    and (b.dataset <> 'membership' or b.batch in (
        select s.batch
        from batch_scopes s
        left join (
            select g.code, arg_max(g.kind, r.precedence) as kind
            from live_batches r
            join groups g on g.batch = r.batch
            group by g.code
        ) g on g.code = s.scope
        where list_contains($group_kinds, coalesce(g.kind, 'other'))
    ))
group by b.observed_on, b.dataset
order by b.observed_on, b.dataset
