-- The registers that the plan asked about adds, on each day. Of villages' lists a code that stands in several belongs to the newest in
-- which it counts; where it counts in none, to the newest of all.
-- grain: one row per day × register (dataset) × entry
-- counts: as in entry_rows_at
-- nulls: name, village, kind, status where the register has none
-- kept: within a view
-- needs: entry_rows_at
select as_of, dataset, code, name, village, kind, status, counts
from (
    select *, row_number() over (partition by as_of, dataset, code order by counts desc, precedence desc, row desc) as place
    from entry_rows_at
) placed
where place = 1
