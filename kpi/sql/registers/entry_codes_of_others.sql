-- Rows of a village's new list of a register that a plan adds whose code other villages' lists, or other villages on the list itself,
-- have as well; all count.
-- grain: one row per row of the list × other village
-- counts: row, code, name: those of the list; other_village, other_name: where else the code stands, and what is called so there
-- nulls: name, other_name where the register has none
-- needs: entry_rows_at
select distinct e.row, e.code, e.village, e.name, o.village as other_village, o.name as other_name
from entries e
join (
    select code, village, name from entry_rows_at where counts
    union all
    select code, village, name
    from entries
    where batch = $batch and (status is null or not list_contains(flatten($added_left_out::varchar[][]), status))
) o on o.code = e.code and o.village <> e.village
where e.batch = $batch and (e.status is null or not list_contains(flatten($added_left_out::varchar[][]), e.status))
order by e.row, other_village
