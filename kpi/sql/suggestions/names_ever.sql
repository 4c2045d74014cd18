-- Every display name that a list of members ever gave, with the villages that the groups which had it ever belonged to; each once
-- without a village, too, as names are compared while no register has their group.
-- grain: one row per village × name
-- counts: none
-- nulls: none; village '' = no village
-- needs:
select distinct g.village, m.display_name as name
from memberships m
join groups g on g.code = m."group"
where g.village is not null and m.display_name <> ''
union all
select distinct '', display_name
from memberships
where display_name <> ''
order by 1, 2
