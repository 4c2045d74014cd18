-- Members for whom nobody was found by code, by a person's word or by phone: of these, names may suggest somebody.
-- grain: one row per day × slot × group × member × display name
-- counts: village: the group's, '' where it belongs to none
-- nulls: role, component where the list has none
-- kept: within a view
-- needs: members_at, groups_at, candidate_counts, official_members
select distinct m.as_of, slots.slot, m.group_code, coalesce(g.village, '') as village, m.member, m.display_name, m.role, m.component
from members_at m
cross join (select 'household' as slot union all select 'organisation') slots
left join groups_at g on g.as_of = m.as_of and g.code = m.group_code
left join candidate_counts found on found.as_of = m.as_of and found.member = m.member and found.slot = slots.slot
left join official_members o on o.as_of = m.as_of and o.member = m.member and slots.slot = 'household'
where m.as_of in (select unnest($waiting_on::date[])) and found.member is null and o.member is null
