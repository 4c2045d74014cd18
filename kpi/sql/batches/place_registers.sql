-- The lists that make up the registers of villages and of groups that stand on a day: the newest complete one, and what was added
-- to it since. Before the first register the first one stands for it; where there is none at all, there is no row.
-- grain: one row per day × dataset (village, group) × batch
-- counts: precedence as in live_batches; of two rows with one code the higher one counts
-- nulls: none
-- needs: cutoffs, live_batches
select as_of, dataset, batch, precedence
from (
    select c.as_of, b.dataset, b.batch, b.precedence,
        max(case when b.complete then b.precedence end) over (partition by c.as_of, b.dataset) as whole
    from cutoffs c
    join (
        select b.dataset, b.batch, b.precedence, b.observed_on, s.complete,
            min(case when s.complete then b.observed_on end) over (partition by b.dataset) as first_on
        from live_batches b
        left join batch_scopes s on s.batch = b.batch
        where b.dataset in ('village', 'group')
    ) b on b.observed_on <= greatest(c.as_of, b.first_on)
) seen
where precedence >= whole
