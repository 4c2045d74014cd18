-- How many rows each batch holds in its table, counted from the rows themselves.
-- grain: one row per batch that holds rows
-- counts: rows
-- nulls: none
-- needs:
select rows.batch, count(*) as held
from (
    select batch from villages
    union all select batch from households
    union all select batch from businesses
    union all select batch from institutions
    union all select batch from groups
    union all select batch from officials
    union all select batch from memberships
    union all select batch from cases
    union all select batch from activities
    union all select batch from entries
) rows
group by rows.batch
order by rows.batch
