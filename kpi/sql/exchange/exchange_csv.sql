-- The rows of aggregate files in CSV. The files are the variable exchange_files; a file that was saved anew by a program that
-- writes numbers, dates or separators in its own way is none. Rows of older versions end before the columns that newer ones added.
-- grain: one row per row of a file
-- counts: as in docs/exchange.md; target_percent 0 to 100
-- nulls: as in docs/exchange.md: empty cells; file never
-- needs:
select filename as file, * exclude (filename) replace (
    -- The apostrophe before what a spreadsheet would work out is none of the text.
    regexp_replace(unit_name, '^''(''*[=+@\t\r\n＝＋－＠-])', '\1') as unit_name,
    regexp_replace(village, '^''(''*[=+@\t\r\n＝＋－＠-])', '\1') as village,
    regexp_replace(village_name, '^''(''*[=+@\t\r\n＝＋－＠-])', '\1') as village_name,
    regexp_replace(measure, '^''(''*[=+@\t\r\n＝＋－＠-])', '\1') as measure,
    regexp_replace(plan, '^''(''*[=+@\t\r\n＝＋－＠-])', '\1') as plan,
    regexp_replace(plan_title, '^''(''*[=+@\t\r\n＝＋－＠-])', '\1') as plan_title,
    regexp_replace(title, '^''(''*[=+@\t\r\n＝＋－＠-])', '\1') as title,
    regexp_replace(counted_in, '^''(''*[=+@\t\r\n＝＋－＠-])', '\1') as counted_in
)
from read_csv(
    getvariable('exchange_files'), filename = true, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    nullstr = '', encoding = 'utf-8', null_padding = true,
    columns = {
        'schema_version': 'varchar', 'unit': 'varchar', 'unit_name': 'varchar', 'number': 'bigint', 'period_length': 'varchar',
        'period_start': 'date', 'period_end': 'date', 'known_at': 'timestamp', 'check_code': 'varchar',
        'date': 'date', 'measure': 'varchar', 'village': 'varchar', 'village_name': 'varchar', 'kind': 'varchar',
        'numerator': 'bigint', 'denominator': 'bigint', 'open': 'bigint', 'target_percent': 'decimal(5, 2)',
        'verdict': 'varchar', 'reason': 'varchar', 'count': 'bigint', 'hidden': 'varchar',
        'observed_on': 'date', 'oldest_list_on': 'date', 'covered': 'bigint', 'villages': 'bigint',
        'sha256': 'varchar', 'key': 'varchar', 'signature': 'varchar', 'plan': 'varchar', 'plan_title': 'varchar',
        'place': 'bigint', 'title': 'varchar', 'counted_in': 'varchar', 'rule': 'varchar', 'target_count': 'bigint'
    }
)
