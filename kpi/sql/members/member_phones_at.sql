-- The numbers that lists give for members.
-- grain: one row per day × list row × number
-- counts: none
-- nulls: none
-- needs: members_at
select as_of, member, phone from members_at where phone is not null
union all
select as_of, member, other_phone from members_at where other_phone is not null
