-- Names in the order of the Vietnamese alphabet.
-- grain: one row per name
-- counts: none
-- nulls: none
-- needs:
select name
from (select distinct unnest($names::varchar[]) as name) given
order by name collate vi, name
