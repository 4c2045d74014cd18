-- The villages on the register on each day, as the commune lists them.
-- grain: one row per day × village
-- counts: none
-- nulls: none
-- needs: villages_at
select as_of, code, name from villages_at order by as_of, in_order(code)
