-- The register of agencies, units and schools on each day: field by field what the newest of its lists says that fills it.
-- A fact that was typed says nothing of the name and kind, which stand in its row to say whom it concerns.
-- grain: one row per day × institution
-- counts: none
-- nulls: representative, village, phones where no list has one
-- needs: register_batches
select as_of, code, name, kind, representative, village, phone, nullif(other_phone, '') as other_phone
from (
    select
        b.as_of, r.code,
        coalesce(last_value(case when not b.typed then r.name end ignore nulls) over lists, r.name) as name,
        coalesce(last_value(case when not b.typed then r.kind end ignore nulls) over lists, r.kind) as kind,
        last_value(r.representative ignore nulls) over lists as representative,
        last_value(r.village ignore nulls) over lists as village,
        last_value(r.phone ignore nulls) over lists as phone,
        last_value(case when r.phone is not null then coalesce(r.other_phone, '') end ignore nulls) over lists as other_phone,
        row_number() over (partition by b.as_of, r.code order by b.precedence desc) as newest
    from register_batches b
    join institutions r on r.batch = b.batch
    where b.dataset = 'institution'
    window lists as (
        partition by b.as_of, r.code order by b.precedence rows between unbounded preceding and unbounded following
    )
) ranked
where newest = 1
