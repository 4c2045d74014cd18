-- The register of villages on each day.
-- grain: one row per day × village
-- unit: none
-- nulls: none
-- needs: scope_batches
select b.as_of, v.code, v.name
from scope_batches b
join villages v on v.batch = b.batch
where b.dataset = 'village'
