-- What the indicators count and nobody speaks for yet. Of households it goes to no screen but the follow-up list (config.yaml).
-- grain: one row per day × indicator × entity
-- counts: none
-- nulls: village, person, phone where the register has none
-- needs: counted_at, participants, register_entries
select e.as_of, e.indicator, e.entity_kind, e.code, e.village, r.name, r.person, r.phone
from counted_at e
join register_entries r on r.as_of = e.as_of and r.entity_kind = e.entity_kind and r.code = e.code
left join participants p on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
where p.entity_code is null
    and (e.entity_kind <> 'household' or list_contains($household_follow_up, e.village))
order by e.indicator, in_order(e.village), in_order(e.code)
