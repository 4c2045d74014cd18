-- The lists that make up the registers of villages and of groups that stand on a day: the newest complete one, and what was added
-- to it since. Before the first register the first one stands for it; where there is none at all, there is no row.
-- grain: one row per day × dataset (village, group) × batch
-- counts: precedence as in live_batches; of two rows with one code the higher one counts
-- nulls: none
-- needs: cutoffs, live_batches
select base.as_of, base.dataset, b.batch, b.precedence
from (
    select seen.as_of, seen.dataset, seen.seen_on, max(b.precedence) as precedence
    from (
        select c.as_of, first_one.dataset, greatest(c.as_of, first_one.first_on) as seen_on
        from cutoffs c
        cross join (
            select b.dataset, min(b.observed_on) as first_on
            from live_batches b
            join batch_scopes s on s.batch = b.batch
            where b.dataset in ('village', 'group') and s.complete
            group by b.dataset
        ) first_one
    ) seen
    join live_batches b on b.dataset = seen.dataset and b.observed_on <= seen.seen_on
    join batch_scopes s on s.batch = b.batch
    where s.complete
    group by seen.as_of, seen.dataset, seen.seen_on
) base
join live_batches b
    on b.dataset = base.dataset and b.observed_on <= base.seen_on and b.precedence >= base.precedence
