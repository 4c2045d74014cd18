-- Members whose list gives a code that leads to no entry of the day's registers.
-- grain: one row per day × group that has such a member
-- counts: persons
-- nulls: none
-- needs: declared_codes, declared
select c.as_of, c.group_code, count(distinct c.member) as members
from declared_codes c
left join declared d
    on d.as_of = c.as_of and d.group_code = c.group_code and d.member = c.member and d.slot = c.slot and d.code = c.code
where d.member is null
group by c.as_of, c.group_code
order by c.as_of, in_order(c.group_code)
