-- The register of businesses on each day.
-- grain: one row per day × business
-- unit: none
-- nulls: kind, village, status, phones where the list has none
-- needs: scope_batches
select b.as_of, e.code, e.name, e.kind, e.village, e.status, e.phone, e.other_phone
from scope_batches b
join businesses e on e.batch = b.batch
where b.dataset = 'business'
