-- Rows of a log that is being loaded that may take another report's place, or count a second time: their code is another report's on a
-- log before, or their report stands there under another code.
-- grain: one row per row of the log of which that may be so
-- counts: received_at: of the new row; other_received_at: of the report that has the code; known: rows of the log whose code a log before
--     has; is_another: of another village; or received on another day, and neither due nor closed on a day of its own that stayed; or of
--     another kind, received or closed on another day; on another sheet of the same file any of these
-- nulls: other_received_at: no log before has the code; moved_from: no other code has the report there
-- needs: compared_cases, moved_cases
select told.*
from (
    select
        c.row, c.code, c.received_at, c.other_received_at, c.known, c.same_file, c.village_differs,
        c.kind_differs and not c.kind_unknown as kind_differs,
        case
            when c.village_differs then true
            when c.same_file then c.kind_differs or c.received_differs or c.closed_differs
            when c.kind_differs and not c.kind_unknown then c.received_differs or c.closed_differs
            else c.received_differs
                and not (c.closed_same and (c.due_same or c.closed_alone))
                and not (c.due_same and c.due_alone and not c.closed_differs)
        end as is_another,
        (c.kind_differs and not c.kind_unknown) or (c.received_differs and (c.due_differs or c.closed_differs)) as is_doubtful,
        m.moved_from, coalesce(m.over_new_year, false) as over_new_year
    from compared_cases c
    left join (
        select m.row, min(m.moved_from) as moved_from, bool_or(m.over_new_year) as over_new_year from moved_cases m group by m.row
    ) m on m.row = c.row
) told
where told.is_another or told.is_doubtful or told.moved_from is not null
order by told.row
