-- Each village, business and institution on each day: counted or not. Households are left out: no list of them goes to a screen.
-- grain: one row per day × indicator × entity
-- unit: none
-- nulls: village where the entity belongs to none
-- needs: entities_at, participants, village_participants, businesses_at, institutions_at, villages_at
select
    e.indicator,
    e.code,
    coalesce(b.name, i.name, w.name) as name,
    e.village,
    e.as_of,
    (p.rung is not null and p.rung <= 3) or v.code is not null as counted
from entities_at e
left join participants p
    on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
left join village_participants v
    on e.indicator = 'villages' and v.as_of = e.as_of and v.code = e.code
left join businesses_at b on e.indicator = 'businesses' and b.as_of = e.as_of and b.code = e.code
left join institutions_at i on e.indicator = 'institutions' and i.as_of = e.as_of and i.code = e.code
left join villages_at w on e.indicator = 'villages' and w.as_of = e.as_of and w.code = e.code
where e.indicator <> 'households'
order by e.indicator, e.code, e.as_of
