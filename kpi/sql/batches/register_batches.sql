-- The lists that make up a register on a day: the newest complete one of each scope, and the rows added to it since; of facts that
-- were typed those whose entry one of these lists has, so that a fact brings back no entry that the list has no more.
-- Additions to a list that is not there make no register.
-- grain: one row per day × dataset × scope × batch
-- counts: precedence and typed as in live_batches; lists: how many lists make up the scope
-- nulls: none
-- kept: within a view
-- needs: scope_batches, live_batches, typed_entries
select as_of, dataset, scope, batch, precedence, typed, count(*) over (partition by as_of, dataset, scope) as lists
from (
    select as_of, dataset, scope, batch, precedence, false as typed
    from scope_batches
    where dataset <> 'membership'
    union all
    select base.as_of, base.dataset, base.scope, b.batch, b.precedence, false
    from scope_batches base
    join live_batches b
        on b.dataset = base.dataset and b.observed_on <= base.as_of and b.precedence > base.precedence
    join batch_scopes s on s.batch = b.batch and s.scope = base.scope
    where base.dataset <> 'membership' and not s.complete and not b.typed
    union all
    select base.as_of, base.dataset, base.scope, fact.batch, fact.precedence, true
    from scope_batches base
    join typed_entries fact
        on fact.dataset = base.dataset and fact.scope = base.scope and fact.observed_on <= base.as_of
        and fact.precedence > base.precedence and fact.rests_on >= base.precedence
) made_up
