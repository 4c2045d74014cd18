-- Every entry of one register of organisations, or of villages: whether it counts, takes part, on which rung, and waits.
-- grain: one row per day × organisation
-- counts: rung as in entity_states; of a marked indicator the register's yes is what takes part, and nobody waits
-- nulls: kind, representative, village, status where the list has none; village_name where no register holds the village;
--        rung where nobody speaks for it, and of marked indicators; takes_part, waits where it does not count
-- needs: businesses_at, institutions_at, villages_at, entity_states, marked_states
select r.as_of, r.code, r.name, r.kind, r.representative, r.village, v.name as village_name, r.status, s.rung, s.takes_part, s.waits
from (
    select as_of, 'business' as entity_kind, code, name, kind, representative, village, status from businesses_at
    union all
    select as_of, 'institution', code, name, kind, representative, village, null from institutions_at
    union all
    select as_of, 'village', code, name, null, null, code, null from villages_at
) r
left join (
    select as_of, indicator, code, rung, takes_part, waits from entity_states
    union all
    select as_of, indicator, code, null, takes_part, false from marked_states
) s on s.as_of = r.as_of and s.indicator = $indicator and s.code = r.code
left join villages_at v on v.as_of = r.as_of and v.code = r.village
where r.entity_kind = $register
order by in_order(r.name) collate vi, r.code
