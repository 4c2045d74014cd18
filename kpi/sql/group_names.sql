-- The names by which lists may call a Zalo group.
-- grain: one row per day × group
-- unit: none
-- nulls: zalo_id where the register has none
-- needs: scope_batches
select b.as_of, g.code, g.name, g.zalo_id
from scope_batches b
join groups g on g.batch = b.batch
where b.dataset = 'group'
order by b.as_of, g.code
