-- The newest register of villages, whatever its day: what lists that are loaded now refer to.
-- grain: one row per village
-- counts: none
-- nulls: none
-- needs: live_batches
select v.code, arg_max(v.name, b.precedence) as name
from live_batches b
join villages v on v.batch = b.batch
where b.dataset = 'village'
    and b.precedence >= (
        select max(whole.precedence)
        from live_batches whole
        join batch_scopes s on s.batch = whole.batch
        where whole.dataset = 'village' and s.complete
    )
group by v.code
order by in_order(v.code)
