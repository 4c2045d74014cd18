-- The newest complete list of each scope (commune, village or group) by each day, unless it has ended.
-- grain: one row per day × dataset × scope
-- counts: precedence as in live_batches; folded: the scope to compare by (fold_code)
-- nulls: none
-- kept: within a view
-- needs: cutoffs, live_batches, ended_scopes
select ranked.as_of, ranked.dataset, ranked.scope, ranked.batch, ranked.observed_on, ranked.precedence,
    fold_code(ranked.scope) as folded
from (
    select
        c.as_of,
        b.dataset,
        s.scope,
        b.batch,
        b.observed_on,
        b.precedence,
        row_number() over (partition by c.as_of, b.dataset, s.scope order by b.precedence desc) as newest
    from cutoffs c
    join live_batches b on b.observed_on <= c.as_of
    join batch_scopes s on s.batch = b.batch
    where s.complete
) ranked
left join ended_scopes e on e.as_of = ranked.as_of and e.dataset = ranked.dataset and e.scope = ranked.scope
where ranked.newest = 1 and e.scope is null
