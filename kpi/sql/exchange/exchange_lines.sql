-- The rows of aggregate files as their hash reads them (kpi/exchange/code.py). exchange_rows is a view of one form's rows.
-- grain: one row per row of a file
-- counts: line: the row's fields, a unit separator between them; total: an indicator of the whole unit on the last day of the period,
--       measure to reason and what it rests on in the same way, and surely eleven fields in one line, of version 4 with what the plan
--       says of it sixteen: as text, since a value of its own each costs more than all the reading. Of version 1 what a figure rests on is neither in the code nor told
--       part: of an indicator of a village on that day the measure and its two counts, as text like the total
-- nulls: the head's columns as in the file; total of all other rows; part of all rows but these; line never
-- needs:
select
    file, schema_version, unit, unit_name, number, period_length, period_start, period_end, known_at, check_code,
    sha256, key, signature,
    case when schema_version = '4' then plan end as plan, case when schema_version = '4' then plan_title end as plan_title,
    concat(
        date::varchar, chr(31), measure, chr(31), village, chr(31), village_name, chr(31), kind, chr(31), numerator::varchar,
        chr(31), denominator::varchar, chr(31), open::varchar, chr(31), target_percent::varchar, chr(31), verdict, chr(31),
        reason, chr(31), count::varchar, chr(31), hidden, basis, own
    ) as line,
    case when village is null and date = period_end and measure <> 'reports_received'
        then concat(
            translate(measure, chr(31) || chr(10), '  '), chr(31), numerator::varchar, chr(31), denominator::varchar, chr(31),
            open::varchar, chr(31), target_percent::varchar, chr(31), translate(verdict, chr(31) || chr(10), '  '), chr(31),
            translate(reason, chr(31) || chr(10), '  '), coalesce(basis, repeat(chr(31), 4)),
            translate(own, chr(10), ' ')
        )
    end as total,
    case when village is not null and date = period_end and measure <> 'reports_received'
        then concat(translate(measure, chr(31) || chr(10), '  '), chr(31), numerator::varchar, chr(31), denominator::varchar)
    end as part
from (
    select *,
        case when schema_version <> '1' then concat(
            chr(31), observed_on::varchar, chr(31), oldest_list_on::varchar, chr(31), covered::varchar, chr(31), villages::varchar
        ) end as basis,
        case when schema_version = '4' then concat(
            chr(31), place::varchar, chr(31), title, chr(31), counted_in, chr(31), rule, chr(31), target_count::varchar
        ) end as own
    from exchange_rows
)
