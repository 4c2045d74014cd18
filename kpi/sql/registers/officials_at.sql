-- The posts and who holds them on each day.
-- grain: one row per day × post held
-- counts: none
-- nulls: village, phones where the list has none
-- needs: register_batches
select b.as_of, o.name, o.name_key, o.post, o.village, o.phone, o.other_phone
from register_batches b
join officials o on o.batch = b.batch
where b.dataset = 'official'
