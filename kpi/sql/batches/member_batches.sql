-- The lists that say who is in a group on a day: its newest complete one, and the partial ones after it.
-- A partial list may add members but never marks anyone as left. A group that has left the register has no list. Of groups of the
-- kinds asked for alone, so that a plan's figures rest on no other plan's lists; one that no register holds is a Zalo group.
-- grain: one row per day × group × batch
-- counts: of_plan: a list of participants of a plan's own, in which each row stands for the entry whose code it gives
-- nulls: none
-- kept: within a view
-- needs: cutoffs, live_batches, scope_batches, ended_scopes, places_at
select lists.as_of, lists.group_code, lists.batch, lists.observed_on, lists.precedence, lists.complete, lists.total_members,
    coalesce(g.kind, 'other') not in ('committee', 'village', 'unit', 'other') as of_plan
from (
    select whole.as_of, whole.scope as group_code, whole.batch, whole.observed_on, whole.precedence, s.complete, s.total_members
    from scope_batches whole
    join batch_scopes s on s.batch = whole.batch and s.scope = whole.scope
    where whole.dataset = 'membership'
    union all
    select c.as_of, s.scope, b.batch, b.observed_on, b.precedence, s.complete, s.total_members
    from cutoffs c
    join live_batches b on b.observed_on <= c.as_of and b.dataset = 'membership'
    join batch_scopes s on s.batch = b.batch and not s.complete
    left join scope_batches whole on whole.as_of = c.as_of and whole.dataset = 'membership' and whole.scope = s.scope
    where whole.batch is null or b.precedence > whole.precedence
) lists
left join ended_scopes e on e.as_of = lists.as_of and e.dataset = 'membership' and e.scope = lists.group_code
left join (
    select as_of, folded, min(kind) as kind from places_at where dataset = 'group' group by as_of, folded
) g on g.as_of = lists.as_of and g.folded = fold_code(lists.group_code)
where e.scope is null and list_contains($group_kinds, coalesce(g.kind, 'other'))
