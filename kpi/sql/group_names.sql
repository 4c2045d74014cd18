-- The names by which lists may call a Zalo group.
-- grain: one row per day × group
-- unit: none
-- nulls: zalo_id where the register has none
-- needs: register_batches
select as_of, code, name, zalo_id
from (
    select b.as_of, r.code, r.name, r.zalo_id,
        row_number() over (partition by b.as_of, r.code order by b.precedence desc) as newest
    from register_batches b
    join groups r on r.batch = b.batch
    where b.dataset = 'group'
) ranked
where newest = 1
order by as_of, code
