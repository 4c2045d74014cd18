-- The activities that stand: each row of a list unless a whole list loaded later speaks of its day, or the same sheet of the
-- same file was loaded again, as of whatever day. A paper is one in its year, wherever it stands: by the row loaded last.
-- grain: one row per activity, as its list has them
-- counts: quantity: how many of its kind the row stands for, one where it says nothing
-- nulls: paper of all but papers; village of the whole commune; place, people, reach and qr where the list says nothing
-- needs: activity_lists
select kind, held_on, paper, village, place, coalesce(quantity, 1) as quantity, people, reach, qr, batch
from (
    select a.kind, a.held_on, a.paper, a.village, a.place, a.quantity, a.people, a.reach, a.qr, a.batch, a.row,
        row_number() over (
            partition by a.paper, date_part('year', a.held_on) order by l.load_order desc, a.row desc
        ) as newest
    from activity_lists l
    join activities a on a.batch = l.batch
    where not exists (
        select 1
        from activity_lists later
        where later.load_order > l.load_order
            and (
                (later.complete and a.held_on >= later.starts_on and a.held_on <= later.ends_on)
                or (later.sha256 = l.sha256 and later.sheet = l.sheet)
            )
    )
) standing
where paper is null or newest = 1
order by held_on, batch, row
