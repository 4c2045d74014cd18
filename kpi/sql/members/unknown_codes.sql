-- Members whose list gives a code that no register of the day holds.
-- grain: one row per day × group that has such a member
-- counts: persons
-- nulls: none
-- needs: members_at, households_at, businesses_at, institutions_at
select m.as_of, m.group_code, count(distinct m.member) as members
from members_at m
left join households_at h on h.as_of = m.as_of and h.code = m.household
left join businesses_at b on b.as_of = m.as_of and b.code = m.organisation
left join institutions_at i on i.as_of = m.as_of and i.code = m.organisation
where (m.household is not null and h.code is null) or (m.organisation is not null and b.code is null and i.code is null)
group by m.as_of, m.group_code
order by m.as_of, in_order(m.group_code)
