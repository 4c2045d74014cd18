-- The registers that display names are compared with: of households one per village; of organisations one per village, and
-- one without a village for groups that belong to none. Organisations are compared by the names of the village's people, too.
-- grain: one row per day × slot × village
-- counts: register names the lists it is made of, so that a comparison can be kept for as long as they stand; lists: the same without
-- facts that were typed
-- nulls: none; village '' = no village
-- needs: cutoffs, register_batches, villages_at
select as_of, 'household' as slot, village, register || '@' || villages as register, lists || '@' || villages as lists
from (
    select h.as_of, h.scope as village, string_agg(h.batch::varchar, '+' order by h.batch) as register,
        string_agg(h.batch::varchar, '+' order by h.batch) filter (where not h.typed) as lists, any_value(v.batches) as villages
    from register_batches h
    join (
        select as_of, string_agg(batch::varchar, '+' order by batch) as batches
        from register_batches
        where dataset = 'village'
        group by as_of
    ) v on v.as_of = h.as_of
    where h.dataset = 'household'
    group by h.as_of, h.scope
) households
union all
select o.as_of, 'organisation', place.village, o.register || '|' || coalesce(h.register, '') || '@' || v.batches,
    o.lists || '|' || coalesce(h.lists, '') || '@' || v.batches
from (
    select as_of, string_agg(batch::varchar, '+' order by batch) as register,
        string_agg(batch::varchar, '+' order by batch) filter (where not typed) as lists
    from register_batches
    where dataset in ('business', 'institution')
    group by as_of
) o
join (
    select as_of, string_agg(batch::varchar, '+' order by batch) as batches
    from register_batches
    where dataset = 'village'
    group by as_of
) v on v.as_of = o.as_of
join (select as_of, code as village from villages_at union all select as_of, '' from cutoffs) place on place.as_of = o.as_of
left join (
    select as_of, scope, string_agg(batch::varchar, '+' order by batch) as register,
        string_agg(batch::varchar, '+' order by batch) filter (where not typed) as lists
    from register_batches
    where dataset = 'household'
    group by as_of, scope
) h on h.as_of = o.as_of and h.scope = place.village
