-- The first list of members that any group of a village, of the kinds asked for, had by each day.
-- grain: one row per day × village that had one
-- counts: first_on: calendar day that the list describes
-- nulls: none
-- needs: groups_at, live_batches
select g.as_of, g.village, min(b.observed_on) as first_on
from groups_at g
join batch_scopes s on s.scope = g.code
join live_batches b on b.batch = s.batch and b.dataset = 'membership' and b.observed_on <= g.as_of
where g.village is not null and list_contains($group_kinds, g.kind)
group by g.as_of, g.village
order by g.as_of, g.village
