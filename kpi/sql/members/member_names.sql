-- What members are called on the newest list that names them, whether or not they are in the group still.
-- grain: one row per member asked for that any live list holds
-- counts: seen_on: the day of that list
-- nulls: none; display_name is '' where no list names him
-- needs: live_batches
select m.member, coalesce(arg_max(nullif(m.display_name, ''), b.precedence), '') as display_name, max(b.observed_on) as seen_on
from live_batches b
join memberships m on m.batch = b.batch
where b.dataset = 'membership' and list_contains($members, m.member)
group by m.member
order by m.member
