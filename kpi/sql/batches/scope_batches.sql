-- The newest complete list of each scope (commune, village or group) by each day.
-- grain: one row per day × dataset × scope
-- counts: precedence as in live_batches
-- nulls: none
-- needs: cutoffs, live_batches
select ranked.as_of, ranked.dataset, ranked.scope, ranked.batch, ranked.observed_on, ranked.precedence
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
where ranked.newest = 1
