-- The register of agencies, units and schools on each day.
-- grain: one row per day × institution
-- unit: none
-- nulls: village, phones where the list has none
-- needs: scope_batches
select b.as_of, e.code, e.name, e.kind, e.village, e.phone, e.other_phone
from scope_batches b
join institutions e on e.batch = b.batch
where b.dataset = 'institution'
