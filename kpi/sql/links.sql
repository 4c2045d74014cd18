-- Each member's strongest rung for a household and for an organisation. Two candidates on it are a tie for a person,
-- never "the first"; a tie counts for nobody.
-- grain: one row per day × member × slot × entity on the strongest rung
-- unit: candidates: entities on that rung (1 = linked, more = a tie)
-- nulls: none
-- needs: candidates
select c.as_of, c.member, c.slot, c.entity_kind, c.entity_code, c.rung, strongest.candidates
from candidates c
join (
    select per_rung.as_of, per_rung.member, per_rung.slot, per_rung.rung, per_rung.candidates
    from (
        select as_of, member, slot, rung, count(*) as candidates,
            min(rung) over (partition by as_of, member, slot) as strongest_rung
        from candidates
        group by as_of, member, slot, rung
    ) per_rung
    where per_rung.rung = per_rung.strongest_rung
) strongest
    on strongest.as_of = c.as_of
    and strongest.member = c.member
    and strongest.slot = c.slot
    and strongest.rung = c.rung
