-- The newest complete list of each scope (commune, village or group) by each day, unless it has ended.
-- grain: one row per day × dataset × scope
-- counts: precedence as in live_batches; folded: the scope to compare by (fold_code)
-- nulls: none
-- kept: within a view
-- needs: cutoffs, live_batches, ended_scopes
select c.as_of, spoken.dataset, spoken.scope, spoken.batch, spoken.observed_on, spoken.precedence,
    fold_code(spoken.scope) as folded
from (
    select b.dataset, s.scope, b.batch, b.observed_on, b.precedence,
        lead(b.observed_on) over (partition by b.dataset, s.scope order by b.precedence) as replaced_on
    from live_batches b
    join batch_scopes s on s.batch = b.batch
    where s.complete
) spoken
join cutoffs c on c.as_of >= spoken.observed_on and (spoken.replaced_on is null or c.as_of < spoken.replaced_on)
left join ended_scopes e on e.as_of = c.as_of and e.dataset = spoken.dataset and e.scope = spoken.scope
where e.scope is null
