-- What each scope's lists say of each entry of the registers that the plan asked about adds: field by field what the newest list says
-- that fills it. A fact that was typed says nothing of name, village and kind, which stand in its row to say whom it concerns.
-- grain: one row per day × register (dataset) × scope × entry
-- counts: counts: its status is not one that the plan leaves out; precedence and row: those of its newest row
-- nulls: name, village, kind, status where no list has one
-- needs: register_batches
select as_of, dataset, code, name, village, kind, status, precedence, row,
    status is null or not list_contains(left_out, status) as counts
from (
    select
        b.as_of, b.dataset, e.code, b.precedence, e.row, added.left_out,
        last_value(case when not b.typed then e.name end ignore nulls) over lists as name,
        last_value(case when not b.typed then e.village end ignore nulls) over lists as village,
        last_value(case when not b.typed then e.kind end ignore nulls) over lists as kind,
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
