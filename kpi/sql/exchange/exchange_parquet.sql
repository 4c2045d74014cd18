-- The rows of aggregate files in Parquet. The files are the variable exchange_files; exchange_columns is an empty one with the
-- columns that version 1 has not, which are null in files of older versions that have not got them.
-- grain: one row per row of a file
-- counts: as in docs/exchange.md; target_percent 0 to 100
-- nulls: as in docs/exchange.md; file never
-- needs:
select
    filename as file,
    schema_version::varchar as schema_version, unit::varchar as unit, unit_name::varchar as unit_name, number::bigint as number,
    period_length::varchar as period_length, period_start::date as period_start, period_end::date as period_end,
    known_at::timestamp as known_at, check_code::varchar as check_code,
    date::date as date, measure::varchar as measure, village::varchar as village, village_name::varchar as village_name,
    kind::varchar as kind, numerator::bigint as numerator, denominator::bigint as denominator, open::bigint as open,
    target_percent::decimal(5, 2) as target_percent, verdict::varchar as verdict, reason::varchar as reason,
    count::bigint as count, hidden::varchar as hidden, observed_on::date as observed_on, oldest_list_on::date as oldest_list_on,
    covered::bigint as covered, villages::bigint as villages, sha256::varchar as sha256, key::varchar as key,
    signature::varchar as signature, plan::varchar as plan, plan_title::varchar as plan_title, place::bigint as place,
    title::varchar as title, counted_in::varchar as counted_in, rule::varchar as rule, target_count::bigint as target_count
from read_parquet(list_prepend(getvariable('exchange_columns'), getvariable('exchange_files')), filename = true, union_by_name = true)
