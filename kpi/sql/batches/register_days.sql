-- The days that registers describe, whether they are in force or not: between two of them the registers are the same.
-- grain: one row per day
-- counts: none
-- nulls: none
-- needs:
select distinct as_of from batches where dataset in ('village', 'household', 'business', 'institution') order by as_of
