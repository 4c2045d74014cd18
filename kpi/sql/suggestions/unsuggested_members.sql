-- Members for whom nothing was found and whose names point to nobody: only a person who knows them can say who they are,
-- or has said already that they speak for nobody.
-- grain: one row per day × member
-- counts: none
-- nulls: none
-- needs: open_members, candidate_counts, suggested, decided
select distinct m.as_of, m.member
from open_members m
left join candidate_counts found on found.as_of = m.as_of and found.member = m.member
left join suggested s on s.as_of = m.as_of and s.member = m.member
left join decided d on d.member = m.member and d.entity_kind = 'nobody' and d.confirmed
where m.slot = 'household' and found.member is null and s.member is null and d.member is null
order by m.member
