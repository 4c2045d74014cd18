-- Rows of a new list of households whose code other villages' lists, or other villages on the list itself, have as well; all reside.
-- grain: one row per row of the list × other village
-- counts: row, head_name: those of the list; other_village, other_head: where else the code stands, and who is the head there
-- nulls: none
-- needs: household_rows_at
select distinct h.row, h.village, h.head_name, o.village as other_village, o.head_name as other_head
from households h
join (
    select code, village, head_name from household_rows_at where resides
    union all
    select code, village, head_name
    from households
    where batch = $batch and (status is null or not list_contains($households_left_out, status))
) o on o.code = h.code and o.village <> h.village
where h.batch = $batch and (h.status is null or not list_contains($households_left_out, h.status))
order by h.row, other_village
