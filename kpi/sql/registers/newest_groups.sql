-- The newest register of Zalo groups, whatever its day, with the names by which lists may call them.
-- grain: one row per group
-- counts: none
-- nulls: zalo_id where the register has none
-- needs: live_batches
select g.code, arg_max(g.name, b.precedence) as name, arg_max(g.zalo_id, b.precedence) as zalo_id
from live_batches b
join groups g on g.batch = b.batch
where b.dataset = 'group'
    and b.precedence >= (
        select max(whole.precedence)
        from live_batches whole
        join batch_scopes s on s.batch = whole.batch
        where whole.dataset = 'group' and s.complete
    )
group by g.code
order by in_order(g.code)
