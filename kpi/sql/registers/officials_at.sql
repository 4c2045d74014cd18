-- The posts and who holds them on each day. A post that a later addition names again is taken from the newest list that has a
-- number for it, where any has one. A fact that was typed says who holds a post of one person from then on: of that post and village
-- whatever older lists, and older facts, say holds no more.
-- grain: one row per day × post held
-- counts: none
-- nulls: village, phones where the list has none
-- needs: register_batches
select as_of, name, name_key, post, village, phone, other_phone
from (
    select
        *,
        max(precedence) over (partition by as_of, name_key, post, village) as newest,
        max(case when phone is not null then precedence end) over (partition by as_of, name_key, post, village) as phoned
    from (
        select
            b.as_of, o.name, o.name_key, o.post, o.village, o.phone, o.other_phone, b.precedence,
            max(case when b.typed then b.precedence end) over (partition by b.as_of, o.post, o.village) as said_anew
        from register_batches b
        join officials o on o.batch = b.batch
        where b.dataset = 'official'
    ) told
    where said_anew is null or precedence >= said_anew
) held
where precedence = coalesce(phoned, newest)
