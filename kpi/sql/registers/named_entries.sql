-- What lists have ever called the entries of a dataset, each by its newest list, those in force before those taken back, and lists
-- before facts that were typed.
-- grain: one row per code × village
-- counts: stands: in force, or a code of the program's own, which comes back with its entry; proposed: the program gave it
-- nulls: village, phone, other_phone and members where the list has none
-- needs: live_batches
select
    e.code,
    e.village,
    e.name,
    e.phone,
    e.other_phone,
    e.members,
    p.code is not null as proposed,
    b.simulated = $simulated and (l.batch is not null or p.code is not null) as stands
from (
    select batch, code, village, head_name as name, phone, other_phone, members
    from households
    where $dataset = 'household'
    union all
    select batch, code, null, name, null, null, null
    from villages
    where $dataset = 'village'
    union all
    select batch, code, null, name, null, null, null
    from groups
    where $dataset = 'group'
    union all
    select batch, code, null, name, null, null, null
    from institutions
    where $dataset = 'institution'
) e
join batches b on b.batch = e.batch
left join live_batches l on l.batch = e.batch
left join proposed_codes p on p.dataset = $dataset and p.code = e.code
qualify row_number() over (
    partition by e.code, e.village
    order by b.simulated = $simulated desc, l.batch is not null desc, coalesce(b.reason, '') <> '', b.as_of desc, b.known_at desc, b.batch desc
) = 1
order by in_order(e.code), e.village
