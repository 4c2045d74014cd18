-- The activities that stand: each row of a list unless a whole list loaded later speaks of its day, or the same sheet of the
-- same file was loaded again, as of whatever day. What several files say alike was done as often as the one says that says it most
-- often; sheets of one file up to one day are one list. A paper is one in its year, wherever it stands: by the row loaded last.
-- grain: one row per activity, as its list has them; of alike ones those of the list loaded first
-- counts: quantity: how many of its kind the row stands for, one where it says nothing
-- nulls: paper of all but papers; village of the whole commune; place, people, reach and qr where the list says nothing
-- needs: activity_lists
select kind, held_on, paper, village, place, quantity, people, reach, qr, batch
from (
    select kind, held_on, paper, village, place, quantity, people, reach, qr, batch, row,
        row_number() over (
            partition by paper, time_in_list, kind, held_on, village, place, quantity, people, reach, qr order by load_order, row
        ) as first_told,
        row_number() over (partition by paper, date_part('year', held_on) order by load_order desc, row desc) as newest
    from (
        select kind, held_on, paper, village, place, quantity, people, reach, qr, batch, row, load_order,
            row_number() over (
                partition by sha256, ends_on, paper, kind, held_on, village, place, quantity, people, reach, qr
                order by load_order, row
            ) as time_in_list
        from (
            select a.kind, a.held_on, a.paper, a.village, a.place, coalesce(a.quantity, 1) as quantity, a.people, a.reach,
                a.qr, a.batch, a.row, l.load_order, l.sha256, l.ends_on
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
    ) numbered
) told
where (paper is null and first_told = 1) or (paper is not null and newest = 1)
order by held_on, batch, row
