-- What lists, and facts that were typed, have in them: entries of registers by their codes, and the posts of a list of officials as one.
-- grain: one row per row of a list
-- counts: adds: a fact that adds its entry, which only a household's without a status does
-- nulls: none
-- needs:
select batch, 'commune' as scope, code, false as adds from businesses
union all
select batch, 'commune', code, false from institutions
union all
select batch, village, code, status is null from households
union all
select distinct batch, 'commune', '', false from officials
union all
select e.batch, s.scope, e.code, false
from entries e
join batch_scopes s on s.batch = e.batch and (s.scope = 'commune' or s.scope = e.village)
