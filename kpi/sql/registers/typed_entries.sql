-- The facts that were typed of entries of registers, and the list, or the fact that added the household, below each which has its
-- entry: where that one is not in force, the fact says nothing. A household's fact without a status adds it, and rests on itself.
-- Who holds a post rests on the newest list of officials below, whoever holds it there.
-- grain: one row per fact whose entry some list has
-- counts: precedence as in live_batches; rests_on: the precedence of the newest below it that has the entry
-- nulls: none
-- needs: live_batches, listed_codes
select typed.dataset, fact.scope, typed.batch, typed.observed_on, typed.precedence, max(b.precedence) as rests_on
from live_batches typed
join listed_codes fact on fact.batch = typed.batch
join listed_codes e on e.scope = fact.scope and e.code = fact.code
join live_batches b on b.batch = e.batch and b.dataset = typed.dataset
where typed.typed and b.precedence <= typed.precedence and (not b.typed or e.adds)
group by typed.dataset, fact.scope, typed.batch, typed.observed_on, typed.precedence
