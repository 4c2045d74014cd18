-- How new the lists of members are that speak of each village: those of its own groups.
-- grain: one row per day × village whose groups have a list
-- counts: newest_on: the day that the newest list in force describes
-- nulls: none
-- needs: groups_at, member_batches
select g.as_of, g.village, max(b.observed_on) as newest_on
from groups_at g
join member_batches b on b.as_of = g.as_of and b.group_code = g.code
where g.village is not null
group by g.as_of, g.village
order by g.as_of, g.village
