-- The register of households on each day: a code that stands in two villages' lists belongs to the newer list.
-- grain: one row per day × household
-- counts: none
-- nulls: phone, other_phone, status where the list has none
-- needs: household_rows_at
select h.as_of, h.code, h.head_name, h.village, h.status, h.phone, h.other_phone
from household_rows_at h
left join (
    select as_of, code, max(precedence) as precedence
    from household_rows_at
    group by as_of, code
    having count(*) > 1
) repeated on repeated.as_of = h.as_of and repeated.code = h.code
where repeated.code is null or h.precedence = repeated.precedence
