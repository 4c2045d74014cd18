-- The lists in use of which rows were rejected: those rows are missing from the figures of the day. Mended rows that were handed in
-- again as an addition to a register are no longer open here: what is still wrong with them stands at the addition.
-- grain: one row per day × batch
-- counts: rejected: rows still open; problems: what was wrong with which row, handed in again or not
-- nulls: none
-- needs: batches_in_use, scope_batches, register_batches
select u.as_of, b.batch, b.dataset, b.as_of as observed_on, b.file, b.sheet, b.problems,
    b.rejected - coalesce(again.handed_in, 0) as rejected
from batches_in_use u
join batches b on b.batch = u.batch
left join (
    select pairs.as_of, pairs.batch, sum(b.accepted + b.rejected) as handed_in
    from (
        select distinct base.as_of, base.batch, addition.batch as addition
        from scope_batches base
        join register_batches addition
            on addition.as_of = base.as_of and addition.dataset = base.dataset and addition.scope = base.scope
            and addition.batch <> base.batch
        join batch_scopes s on s.batch = addition.batch and s.scope = addition.scope
        where coalesce(s.mends, true)
    ) pairs
    join batches b on b.batch = pairs.addition
    group by pairs.as_of, pairs.batch
) again on again.as_of = u.as_of and again.batch = u.batch
where b.rejected > coalesce(again.handed_in, 0)
order by u.as_of, rejected desc, b.file, b.sheet
