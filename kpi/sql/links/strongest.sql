-- The strongest rung of each member that has several candidates, with those of it that a person denied.
-- grain: one row per day × member × slot × entity on that rung
-- counts: entities: entities on it; denials: those denied; confirmed: a person said yes to this one, or (any_confirmed) to one of them
-- nulls: none
-- needs: candidates, candidate_counts
select as_of, member, slot, entity_kind, entity_code, rung, denied, confirmed,
    count(*) over whole as entities,
    sum(case when denied then 1 else 0 end) over whole as denials,
    max(case when confirmed then 1 else 0 end) over whole = 1 as any_confirmed
from (
    select distinct c.as_of, c.member, c.slot, c.entity_kind, c.entity_code, c.rung, c.denied, yes.entity_code is not null as confirmed
    from candidates c
    join candidate_counts n on n.as_of = c.as_of and n.member = c.member and n.slot = c.slot and n.rung = c.rung
    left join candidates yes
        on yes.as_of = c.as_of and yes.member = c.member and yes.entity_kind = c.entity_kind and yes.entity_code = c.entity_code
        and yes.rung = 2 and not yes.denied
    where n.rows_found > 1
) several
window whole as (partition by as_of, member, slot)
