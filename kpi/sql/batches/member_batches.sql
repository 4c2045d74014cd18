-- The lists that say who is in a group on a day: its newest complete one, and the partial ones after it.
-- A partial list may add members but never marks anyone as left. A group that has left the register has no list. Of groups of the
-- kinds asked for alone, so that a plan's figures rest on no other plan's lists; one that no register holds is a Zalo group.
-- grain: one row per day × group × batch
-- counts: of_plan: a list of participants of a plan's own, in which each row stands for the entry whose code it gives
-- nulls: none
-- kept: within a view
-- needs: cutoffs, live_batches, scope_batches, ended_scopes, places_at
select c.as_of, s.scope as group_code, b.batch, b.observed_on, b.precedence, s.complete, s.total_members,
    coalesce(g.kind, 'other') not in ('committee', 'village', 'unit', 'other') as of_plan
from cutoffs c
join live_batches b on b.observed_on <= c.as_of and b.dataset = 'membership'
join batch_scopes s on s.batch = b.batch
left join scope_batches base
    on base.as_of = c.as_of and base.dataset = 'membership' and base.scope = s.scope
left join ended_scopes e on e.as_of = c.as_of and e.dataset = 'membership' and e.scope = s.scope
left join (
    select as_of, folded, min(kind) as kind from places_at where dataset = 'group' group by as_of, folded
) g on g.as_of = c.as_of and g.folded = fold_code(s.scope)
where e.scope is null
    and list_contains($group_kinds, coalesce(g.kind, 'other'))
    and (
        (s.complete and b.batch = base.batch)
        or (not s.complete and (base.batch is null or b.precedence > base.precedence))
    )
