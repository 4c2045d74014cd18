-- The register of Zalo groups on each day.
-- grain: one row per day × group
-- unit: none
-- nulls: village where the group belongs to none
-- needs: scope_batches
select b.as_of, g.code, g.name, g.kind, g.village
from scope_batches b
join groups g on g.batch = b.batch
where b.dataset = 'group'
