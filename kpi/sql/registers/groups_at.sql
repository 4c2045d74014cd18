-- The register of Zalo groups on each day: field by field what the newest of its lists says that fills it.
-- grain: one row per day × group
-- counts: none
-- nulls: village where the group belongs to none; manager, rules, approved_list where no list says
-- needs: register_batches
select as_of, code, name, kind, village, manager, rules, approved_list
from (
    select
        b.as_of, r.code, r.name, r.kind,
        last_value(r.village ignore nulls) over lists as village,
        last_value(r.manager ignore nulls) over lists as manager,
        last_value(r.rules ignore nulls) over lists as rules,
        last_value(r.approved_list ignore nulls) over lists as approved_list,
        row_number() over (partition by b.as_of, r.code order by b.precedence desc) as newest
    from register_batches b
    join groups r on r.batch = b.batch
    where b.dataset = 'group'
    window lists as (
        partition by b.as_of, r.code order by b.precedence rows between unbounded preceding and unbounded following
    )
) ranked
where newest = 1
