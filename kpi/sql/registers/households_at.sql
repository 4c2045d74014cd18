-- The register of households on each day. A code that stands in several villages' lists belongs to the newest list in which it
-- resides, of one day to the one loaded later, of one sheet to the lower row; where it resides in none, to the newest of all.
-- grain: one row per day × household
-- counts: resides as in household_rows_at
-- nulls: phone, other_phone, status where the list has none
-- needs: household_rows_at
select h.as_of, h.code, h.head_name, h.village, h.status, h.phone, h.other_phone, h.resides
from household_rows_at h
left join (
    select as_of, code, precedence, row,
        row_number() over (partition by as_of, code order by resides desc, precedence desc, row desc) as place
    from (
        select r.as_of, r.code, r.resides, r.precedence, r.row,
            row_number() over (partition by r.as_of, r.code, r.village order by r.precedence desc, r.row desc) as newest
        from household_rows_at r
        join (
            select as_of, code from household_rows_at group by as_of, code having count(*) > 1
        ) several on several.as_of = r.as_of and several.code = r.code
    ) in_village
    where newest = 1
) chosen on chosen.as_of = h.as_of and chosen.code = h.code and chosen.place = 1
where chosen.code is null or (h.precedence = chosen.precedence and h.row = chosen.row)
