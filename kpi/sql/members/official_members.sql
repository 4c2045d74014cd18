-- Members who sit in a group by their post: police, and those whom the list of officials names (by their number, or by their
-- very name where their role, their component or their being in several groups says the same). They are in every village's
-- group, so that no household is suggested for them.
-- grain: one row per day × member
-- counts: none
-- nulls: none
-- needs: members_at, groups_at, officials_at
select as_of, member
from members_at
where component in ('criminal_police', 'order_police')
union
select m.as_of, m.member
from members_at m
join officials_at o on o.as_of = m.as_of and o.phone = m.phone
union
select m.as_of, m.member
from members_at m
join officials_at o on o.as_of = m.as_of and o.name_key = m.name_key
left join groups_at g on g.as_of = m.as_of and g.code = m.group_code
left join (
    select as_of, member
    from members_at
    group by as_of, member
    having count(distinct group_code) > 1
) several on several.as_of = m.as_of and several.member = m.member
where (o.village is null or g.village is null or o.village = g.village)
    and (m.role in ('owner', 'deputy') or m.component in ('village_committee', 'agency_official') or several.member is not null)
