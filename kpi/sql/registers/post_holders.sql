-- Who, by the list of officials, has a post that the plan names for a group: of the committee's group the committee; of a
-- village's group its head, its committee, and the police of this village or of none in particular.
-- grain: one row per day × group × post × person
-- counts: none
-- nulls: phone where the list has none
-- needs: groups_at, officials_at
select distinct g.as_of, g.code as group_code, o.post, o.name_key, o.phone
from groups_at g
join officials_at o on o.as_of = g.as_of
where (g.kind = 'committee' and o.post in ('committee_head', 'committee_deputy', 'committee_member'))
    or (g.kind = 'village' and o.post in ('village_head', 'village_committee') and o.village = g.village)
    or (g.kind = 'village' and o.post in ('area_police', 'commune_police') and (o.village is null or o.village = g.village))
