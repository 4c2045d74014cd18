-- What members whom some list gives by their id alone are called on the newest list up to the day that names them.
-- grain: one row per day × member
-- counts: none
-- nulls: none
-- needs: cutoffs, live_batches
select c.as_of, m.member, arg_max(m.display_name, b.precedence) as display_name, arg_max(m.name_key, b.precedence) as name_key
from cutoffs c
join live_batches b on b.observed_on <= c.as_of and b.dataset = 'membership'
join memberships m on m.batch = b.batch
where m.display_name <> '' and m.member in (select nameless.member from memberships nameless where nameless.display_name = '')
group by c.as_of, m.member
