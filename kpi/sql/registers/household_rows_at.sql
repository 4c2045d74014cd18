-- What each village's lists say of each household; one that moved between lists may stand in two of them. In one village it is field
-- by field what the newest list says that fills it; most villages have one list, and its rows are taken as they are. A fact that was
-- typed says nothing of the head, who stands in its row to say whom it concerns.
-- grain: one row per day × village × household (and list row, where one list has the code twice)
-- counts: resides: its status is not one of those that config.yaml leaves out; precedence and row: those of its newest row
-- nulls: phone, other_phone, status where no list has one
-- needs: register_batches
select as_of, code, head_name, village, status, phone, other_phone, precedence, row,
    status is null or not list_contains($households_left_out, status) as resides
from (
    select b.as_of, h.code, h.head_name, h.village, h.status, h.phone, h.other_phone, b.precedence, h.row
    from register_batches b
    join households h on h.batch = b.batch and h.village = b.scope
    where b.dataset = 'household' and b.lists = 1
    union all
    select as_of, code, head_name, village, status, phone, nullif(other_phone, ''), precedence, row
    from (
        select
            b.as_of, h.code, h.village, b.precedence, h.row,
            coalesce(last_value(case when not b.typed then h.head_name end ignore nulls) over lists, h.head_name) as head_name,
            last_value(h.status ignore nulls) over lists as status,
            last_value(h.phone ignore nulls) over lists as phone,
            last_value(case when h.phone is not null then coalesce(h.other_phone, '') end ignore nulls) over lists as other_phone,
            row_number() over (partition by b.as_of, h.village, h.code order by b.precedence desc, h.row desc) as newest
        from register_batches b
        join households h on h.batch = b.batch and h.village = b.scope
        where b.dataset = 'household' and b.lists > 1
        window lists as (
            partition by b.as_of, h.village, h.code order by b.precedence, h.row
            rows between unbounded preceding and unbounded following
        )
    ) weighed
    where newest = 1
) told
