-- Numbers that stand at two households or more that reside. A member with such a mobile number counts for none of them.
-- Names are here to tell one household under two codes from two households with one number; they go to no screen.
-- grain: one row per day × number × household
-- counts: none
-- nulls: none
-- needs: households_at
select as_of, phone, code, head_name
from (
    select as_of, phone, code, head_name, count(*) over (partition by as_of, phone) as households
    from (
        select as_of, code, head_name, unnest(list_distinct([phone, other_phone])) as phone
        from households_at
        where resides
    ) numbers
    where phone is not null
) counted
where households > 1
order by as_of, phone, code
