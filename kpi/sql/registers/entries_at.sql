-- The registers that the plan asked about adds, on each day: field by field what the newest of an entry's lists says that fills it. Of
-- villages' lists a code that stands in several belongs to the newest in which it counts; where it counts in none, to the newest of all.
-- grain: one row per day × register (dataset) × entry
-- counts: counts: its status is not one that the plan leaves out
-- nulls: name, village, kind, status where the register has none
-- needs: register_batches
select as_of, dataset, code, name, village, kind, status, counts
from (
    select *, row_number() over (partition by as_of, dataset, code order by counts desc, precedence desc, row desc) as place
    from (
        select as_of, dataset, code, name, village, kind, status, precedence, row,
            status is null or not list_contains(left_out, status) as counts
        from (
            select
                b.as_of, b.dataset, e.code, b.precedence, e.row, added.left_out,
                last_value(e.name ignore nulls) over lists as name,
                last_value(e.village ignore nulls) over lists as village,
                last_value(e.kind ignore nulls) over lists as kind,
                last_value(e.status ignore nulls) over lists as status,
                row_number() over (partition by b.as_of, b.dataset, b.scope, e.code order by b.precedence desc, e.row desc) as newest
            from register_batches b
            join (
                select unnest($added::varchar[]) as dataset, unnest($added_left_out::varchar[][]) as left_out
            ) added on added.dataset = b.dataset
            join entries e on e.batch = b.batch and (b.scope = 'commune' or e.village = b.scope)
            window lists as (
                partition by b.as_of, b.dataset, b.scope, e.code order by b.precedence, e.row
                rows between unbounded preceding and unbounded following
            )
        ) told
        where newest = 1
    ) weighed
) placed
where place = 1
