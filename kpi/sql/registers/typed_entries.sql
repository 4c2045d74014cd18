-- The facts that were typed of entries of registers, and the list, or the fact that added the household, below each which has its
-- entry: where that one is not in force, the fact says nothing. A household's fact without a status adds it, and rests on itself.
-- grain: one row per fact whose entry some list has
-- counts: precedence as in live_batches; rests_on: the precedence of the newest below it that has the entry
-- nulls: none
-- needs: live_batches
select typed.dataset, 'commune' as scope, typed.batch, typed.observed_on, typed.precedence, max(b.precedence) as rests_on
from live_batches typed
join businesses fact on fact.batch = typed.batch
join businesses e on e.code = fact.code
join live_batches b on b.batch = e.batch
where typed.typed and not b.typed and b.precedence < typed.precedence
group by all
union all
select typed.dataset, 'commune', typed.batch, typed.observed_on, typed.precedence, max(b.precedence)
from live_batches typed
join institutions fact on fact.batch = typed.batch
join institutions e on e.code = fact.code
join live_batches b on b.batch = e.batch
where typed.typed and not b.typed and b.precedence < typed.precedence
group by all
union all
select typed.dataset, fact.village, typed.batch, typed.observed_on, typed.precedence, max(b.precedence)
from live_batches typed
join households fact on fact.batch = typed.batch
join households e on e.village = fact.village and e.code = fact.code
join live_batches b on b.batch = e.batch
where typed.typed and b.precedence <= typed.precedence and (not b.typed or e.status is null)
group by all
