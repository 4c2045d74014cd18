-- The register of businesses on each day.
-- grain: one row per day × business
-- counts: none
-- nulls: kind, representative, village, status, phones where the list has none
-- needs: register_batches
select as_of, code, name, kind, representative, village, status, phone, other_phone
from (
    select b.as_of, r.code, r.name, r.kind, r.representative, r.village, r.status, r.phone, r.other_phone,
        row_number() over (partition by b.as_of, r.code order by b.precedence desc) as newest
    from register_batches b
    join businesses r on r.batch = b.batch
    where b.dataset = 'business'
) ranked
where newest = 1
