-- Which of them are on the group's list, known by phone or by the very same name, and in which role.
-- grain: one row per day × group × post × person × role × way of knowing him
-- counts: none
-- nulls: role where the list has none; phone where the list of officials has none
-- needs: post_holders, members_at
select h.as_of, h.group_code, h.post, h.name_key, h.phone, m.member, m.role
from post_holders h
join members_at m on m.as_of = h.as_of and m.group_code = h.group_code and m.phone = h.phone
union all
select h.as_of, h.group_code, h.post, h.name_key, h.phone, m.member, m.role
from post_holders h
join members_at m on m.as_of = h.as_of and m.group_code = h.group_code and m.name_key = h.name_key
