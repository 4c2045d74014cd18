-- Which registers and lists there are by each day: without one there is no figure.
-- grain: one row per day × dataset
-- counts: none
-- nulls: none
-- needs: scope_batches, member_batches
select as_of, dataset from scope_batches where dataset <> 'membership' group by as_of, dataset
union all
select as_of, 'membership' from member_batches group by as_of
