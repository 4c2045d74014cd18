-- The days on which a plan's figures are followed: those that its lists describe. Of members only lists of the kinds of groups that
-- are asked for, by the newest register that has the group.
-- grain: one row per day × dataset
-- counts: none
-- nulls: none
-- needs: live_batches
select distinct b.observed_on, b.dataset
from live_batches b
where b.dataset not in ('activity', 'membership')
union
select b.observed_on, b.dataset
from live_batches b
join batch_scopes s on s.batch = b.batch
left join (
    select fold_code(g.code) as folded, arg_max(g.kind, r.precedence) as kind
    from live_batches r
    join groups g on g.batch = r.batch
    where r.dataset = 'group'
    group by fold_code(g.code)
) g on g.folded = fold_code(s.scope)
where b.dataset = 'membership' and list_contains($group_kinds, coalesce(g.kind, 'other'))
order by observed_on, dataset
