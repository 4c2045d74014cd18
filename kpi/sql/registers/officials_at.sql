-- The posts and who holds them on each day. A post that a later addition names again is taken from the newest list that has a
-- number for it, where any has one.
-- grain: one row per day × post held
-- counts: none
-- nulls: village, phones where the list has none
-- needs: register_batches
select as_of, name, name_key, post, village, phone, other_phone
from (
    select
        b.as_of, o.name, o.name_key, o.post, o.village, o.phone, o.other_phone, b.precedence,
        max(b.precedence) over (partition by b.as_of, o.name_key, o.post, o.village) as newest,
        max(case when o.phone is not null then b.precedence end) over (partition by b.as_of, o.name_key, o.post, o.village) as phoned
    from register_batches b
    join officials o on o.batch = b.batch
    where b.dataset = 'official'
) held
where precedence = coalesce(phoned, newest)
