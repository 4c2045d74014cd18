-- Numbers that stand at two households or more that reside. A member with such a mobile number counts for none of them.
-- Names are here to tell one household under two codes from two households with one number; they go to no screen.
-- grain: one row per day × number × household
-- counts: none
-- nulls: none
-- needs: households_at, register_batches
select as_of, phone, code, head_name
from (
    select as_of, phone, code, head_name, count(*) over (partition by as_of, phone) as households
    from (
        select h.as_of, h.code, any_value(r.head_name order by b.precedence desc) as head_name,
            unnest(list_distinct([any_value(h.phone), any_value(h.other_phone)])) as phone
        from households_at h
        join register_batches b on b.as_of = h.as_of and b.dataset = 'household' and b.scope = h.village
        join households r on r.batch = b.batch and r.village = h.village and r.code = h.code
        where h.resides
        group by h.as_of, h.code
    ) numbers
    where phone is not null
) counted
where households > 1
order by as_of, phone, code
