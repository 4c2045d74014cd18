-- The villages on the register that stands on each day, as the commune lists them.
-- grain: one row per day × village
-- counts: none
-- nulls: none
-- needs: places_at
select as_of, code, name from places_at where dataset = 'village' order by as_of, in_order(code)
