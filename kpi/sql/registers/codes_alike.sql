-- Which entries of the day's registers have the codes asked for, compared folded (fold_code).
-- grain: one row per day × code asked for × dataset of the register, where any entry's code is alike
-- counts: entries: how many; entry: the code of one of them
-- nulls: none
-- needs: register_entries
select e.as_of, asked.code, e.entity_kind, count(*) as entries, min(e.code) as entry
from (select unnest($codes::varchar[]) as code) asked
join register_entries e on fold_code(e.code) = fold_code(asked.code)
group by e.as_of, asked.code, e.entity_kind
order by e.as_of, asked.code, e.entity_kind
