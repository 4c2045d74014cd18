-- The reports in aggregate files with their hashes worked out over the rows as they stand, which is how the program writes
-- them: sorting takes as long as all the rest.
-- grain: one row per file × head of a report in it
-- counts: totals: a line per indicator as in exchange_lines, more where a file says a figure twice; parts: a line per indicator and
--       village, as there; computed: the hash of what is there (docs/exchange.md), 64 letters; torn: a text with a line's end in it would make two rows' text of one
-- nulls: the head's columns as in the file; totals and parts where there is none; computed of a torn report
-- needs: exchange_lines
select
    file, schema_version, unit, unit_name, number, period_length, period_start, period_end, known_at, check_code, sha256, key,
    signature, plan, plan_title, totals, parts,
    case when not torn then sha256(concat(
        schema_version, chr(31), unit, chr(31), unit_name, chr(31), number::varchar, chr(31), period_length, chr(31),
        period_start::varchar, chr(31), period_end::varchar, chr(31), strftime(known_at, '%Y-%m-%d %H:%M:%S.%f'),
        case when schema_version = '4' then concat(chr(31), plan, chr(31), plan_title) end,
        chr(10), lines
    )) end as computed
from (
    select
        * exclude (line, total, part),
        bool_or(contains(line, chr(10))) as torn,
        string_agg(line, chr(10)) as lines,
        string_agg(total, chr(10)) as totals,
        string_agg(part, chr(10)) as parts
    from exchange_lines
    group by all
)
order by file, unit, period_end, number
