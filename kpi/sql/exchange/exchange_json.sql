-- The rows of aggregate files in JSON: an object, or a list of objects, with the head's keys and its rows. The files are the
-- variable exchange_files.
-- grain: one row per row of a file
-- counts: as in docs/exchange.md; target_percent 0 to 100
-- nulls: as in docs/exchange.md; file never
-- needs:
select filename as file, * exclude (filename, rows), unnest(rows, max_depth := 2)
from read_json(
    getvariable('exchange_files'), filename = true,
    columns = {
        'schema_version': 'varchar', 'unit': 'varchar', 'unit_name': 'varchar', 'number': 'bigint', 'period_length': 'varchar',
        'period_start': 'date', 'period_end': 'date', 'known_at': 'timestamp', 'check_code': 'varchar',
        'sha256': 'varchar', 'key': 'varchar', 'signature': 'varchar', 'plan': 'varchar', 'plan_title': 'varchar',
        'rows': 'struct(
            date date, measure varchar, village varchar, village_name varchar, kind varchar, numerator bigint, denominator bigint,
            open bigint, target_percent decimal(5, 2), verdict varchar, reason varchar, count bigint, hidden varchar,
            observed_on date, oldest_list_on date, covered bigint, villages bigint,
            place bigint, title varchar, counted_in varchar, rule varchar, target_count bigint
        )[]'
    }
)
