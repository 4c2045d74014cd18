-- Every group of the kinds asked for on the register with the list that its members are known by, and what partial lists have added to it since.
-- grain: one row per day × group
-- counts: members, added: persons that arrived on that list, and on the partial ones after it
-- nulls: list_on, total_members, max_members, complete where the group has no list yet; the numbers where no list says them;
--   added_on where nothing was added; added_total where what was added does not say how many are in the group
-- needs: groups_at, group_lists_in_force
select g.as_of, g.code, g.name, g.village, listed.observed_on as list_on, coalesce(listed.rows_listed, 0) as members,
    listed.total_members, coalesce(added.max_members, listed.max_members) as max_members,
    -- A later list that states a total and does not reach it: somebody is in the group whom no list need name.
    listed.complete and added.total_members is null as complete,
    added.observed_on as added_on, coalesce(added.rows_listed, 0) as added, added.total_members as added_total
from groups_at g
left join group_lists_in_force listed on listed.as_of = g.as_of and listed.group_code = g.code and listed.place = 1
left join (
    select f.as_of, f.group_code, max(f.observed_on) as observed_on, sum(f.rows_listed) as rows_listed,
        max(f.total_members) as total_members, max(f.max_members) as max_members
    from group_lists_in_force f
    join group_lists_in_force first_one
        on first_one.as_of = f.as_of and first_one.group_code = f.group_code and first_one.place = 1
    where f.place > 1 and f.observed_on >= first_one.observed_on
    group by f.as_of, f.group_code
) added on added.as_of = g.as_of and added.group_code = g.code
where list_contains($group_kinds, g.kind)
order by g.as_of, in_order(g.code)
