-- What the stock indicators count, entity by entity: who takes part, and who waits for a confirmation.
-- Its rows add up to the counts of participation.sql and waiting.sql, so that a list always has as many rows as its figure.
-- grain: one row per day × indicator × entity
-- counts: rung: the strongest of its links (1 to 3)
-- nulls: name of households and of what has none; village where the entity belongs to none; rung where nobody speaks for it, and of villages
-- needs: counted_at, participants, village_participants, best_suggestions
select
    e.as_of, e.indicator, e.entity_kind, e.code, e.name, e.village, p.rung,
    p.rung is not null or v.code is not null as takes_part,
    p.rung is null and s.entity_code is not null as waits
from counted_at e
left join participants p on p.as_of = e.as_of and p.entity_kind = e.entity_kind and p.entity_code = e.code
left join village_participants v on e.entity_kind = 'village' and v.as_of = e.as_of and v.indicator = e.indicator and v.code = e.code
left join (
    select distinct as_of, entity_kind, entity_code
    from best_suggestions
    where candidates = 1
) s on s.as_of = e.as_of and s.entity_kind = e.entity_kind and s.entity_code = e.code
