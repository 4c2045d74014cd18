-- The lists that make up a register on a day: the newest complete one of each scope, and the rows added to it since.
-- Additions to a list that is not there make no register.
-- grain: one row per day × dataset × scope × batch
-- counts: precedence and typed as in live_batches; lists: how many lists make up the scope
-- nulls: none
-- kept: within a view
-- needs: scope_batches, live_batches
select as_of, dataset, scope, batch, precedence, typed, count(*) over (partition by as_of, dataset, scope) as lists
from (
    select as_of, dataset, scope, batch, precedence, false as typed
    from scope_batches
    where dataset <> 'membership'
    union all
    select base.as_of, base.dataset, base.scope, b.batch, b.precedence, b.typed
    from scope_batches base
    join live_batches b
        on b.dataset = base.dataset and b.observed_on <= base.as_of and b.precedence > base.precedence
    join batch_scopes s on s.batch = b.batch and s.scope = base.scope
    where base.dataset <> 'membership' and not s.complete
) made_up
