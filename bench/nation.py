"""A nation's communes in one lake: what a day, all days and one unit cost each engine, beside a query written by hand.

``python -m bench.nation 332 33 --spark``: so many simulated communes of realistic sizes, one lake after the other, each with lists of
members every quarter of two years; with ``--spark`` a cluster of two workers on this PC is asked the same. Rows are compared. The
whole nation is 3,321 communes. A day's figures rest on the days of its year and the last one of the year before, so the query by hand
is asked of these days, too. Each engine works in a process of its own; work is the seconds of all processors, which tell more than
seconds where others use the PC, and memory the most that its processes held at a time.

A long run can be cut into pieces. ``--keep FOLDER`` keeps the lake: what is filled already is not filled again, also where a run was
ended in the middle, and a commune is the same in every lake. ``--asked`` says which questions are asked; without a word after it the
lake is filled, and that is all. ``332-664`` stands for those communes alone:

    python -m bench.nation 3321 --keep lake --asked
    python -m bench.nation 0-1000 1000-2000 2000-3321 --keep lake --asked one-day --rounds 1
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import psutil
import pyarrow.parquet as parquet

from bench.costs import WITHOUT_BAR, Cost, cost_of, middle_of, own_process
from kpi.answers import status as answering
from kpi.config import load_config
from kpi.config.models import Config
from kpi.config.shape import plain
from kpi.matching.question import asked
from kpi.store import open_store
from kpi.store.engines import answers_of
from kpi.store.lake.partition import LakeFile, LakeTable, Partition, folder_of, hash_of, partition_in, partitions
from tests.engines.cluster import cluster

Answers = dict[tuple[str, date], dict[str, tuple[int | None, int | None]]]
DAY = date(2025, 12, 31)
QUARTERS = [date(year, month, day) for year in (2024, 2025) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))]
# A commune after the mergers of 2025 has 8,400 households, a village 350; a household has 1.3 members in the groups.
HOUSEHOLDS, A_VILLAGE, MEMBERS = 8_400, 350, 1.3
LAST_HOUSEHOLDS, FIRST_LIST = 4, 8
DUCKDB, SPARK, HAND = "duckdb", "spark", "by hand"
# Of so many communes DuckDB holds the lists at a time, as "lake status" has it; the query by hand needs a tenth of the memory of each.
# Spark is asked of all at once.
AT_ONCE = {DUCKDB: 50, HAND: 500}
ONE_UNIT = "one unit"
# Of which days, the smallest question first; all but that one are asked of every unit.
QUESTIONS = {ONE_UNIT: [DAY], "one day": [DAY], "eight days": QUARTERS}
# So many communes are filled at a time, whatever there are in all.
FILLED_AT_ONCE = 50
# Statements that fill a table of every commune: ``c`` has its code, households, villages. What a table has beside is empty.
ROWS = {
    "batches": """select batch, dataset, as_of, as_of + interval 1 day as known_at, true as simulated from communes c, loads""",
    "batch_scopes": """
        select batch, case scope when 'commune' then scope else coded(c.unit, scope || n) end as scope, true as complete
        from communes c, loads, range(case scope when 'commune' then 1 else c.villages end) r(n)""",
    "villages": """select 1 as batch, n as row, coded(c.unit, 'T' || n) as code, 'Thôn ' || n as name
        from communes c, range(c.villages) r(n)""",
    "groups": """select 2 as batch, n as row, coded(c.unit, 'N' || n) as code, 'Nhóm ' || n as name, 'village' as kind,
        coded(c.unit, 'T' || n) as village, true as rules, true as approved_list from communes c, range(c.villages) r(n)""",
    "households": """select batch, n as row, coded(c.unit, 'H' || n) as code, coded(c.unit, 'T' || n % c.villages) as village,
        case when n % 5 < 4 then 'm' || n end as phone, case when n % 50 = 0 then 'moved' end as status
        from communes c, (select unnest([3, 4]) as batch), range(c.households) r(n)""",
    "businesses": """select 5 as batch, n as row, coded(c.unit, 'D' || n) as code, 'Công ty ' || n as name
        from communes c, range(c.households // 30) r(n)""",
    "institutions": """select 6 as batch, n as row, coded(c.unit, 'C' || n) as code, 'Trường ' || n as name, 'school' as kind
        from communes c, range(20) r(n)""",
    "memberships": f"""select batch, n as row, coded(c.unit, 'N' || n % c.villages) as "group", coded(c.unit, 'm' || n) as member,
        '' as display_name, '' as name_key, case when n % 5 in (2, 3) then 'm' || n end as phone,
        case when n % 5 in (0, 1) then coded(c.unit, 'H' || n) end as household,
        case when n % 40 = 4 then coded(c.unit, 'D' || n // 40) end as organisation
        from communes c, (select batch from loads where dataset = 'membership') b, range((c.households * {MEMBERS})::int) r(n)
        where hash(n) % 100 < 40 + 6 * (batch - {FIRST_LIST})""",
    "cases": """select 7 as batch, n as row, coded(c.unit, 'V' || n) as code, 'crime' as kind,
        timestamp '2025-01-05 08:00' as received_at, true as received_has_time, timestamp '2025-01-15' as due_at,
        timestamp '2025-01-12 09:00' as closed_at, true as closed_has_time
        from communes c, range(30) r(n)""",
    # Names as an export would have compared them with each year's register, of which none is anybody's; what lacks is refused.
    "comparisons": """select n * 4 + place as comparison, rules, slot, coded(c.unit, 'T' || n) as village, register, '' as name,
        false as hinted
        from communes c, range(c.villages) r(n), comparing, (values (0, 'household', '3@1'), (1, 'household', '4@1'),
            (2, 'organisation', '5+6|3@1'), (3, 'organisation', '5+6|4@1')) registers(place, slot, register)""",
}
BY_HAND = """
with lists as (
    select s.unit, s.scope, b.dataset, arg_max(b.batch, b.as_of) as batch
    from read_parquet($batches, hive_partitioning = false) b
    join read_parquet($batch_scopes, hive_partitioning = false) s on s.unit = b.unit and s.batch = b.batch
    where b.as_of <= $day and b.dataset in ('household', 'membership') group by all
), h as (
    select h.* from read_parquet($households, hive_partitioning = false) h
    join lists n on n.unit = h.unit and n.batch = h.batch and n.scope = h.village and n.dataset = 'household'
), m as (
    select m.* from read_parquet($memberships, hive_partitioning = false) m
    join lists n on n.unit = m.unit and n.batch = m.batch and n.scope = m."group" and n.dataset = 'membership'
), owners as (
    select unit, phone, min(code) as code from h where phone is not null and status is null group by all having count(*) = 1
), linked as (
    select m.unit, m.member, coalesce(d.code, o.code) as code
    from m left join h d on d.code = m.household left join owners o on o.unit = m.unit and o.phone = m.phone
), single as (
    select min(code) as code from linked where code is not null group by unit, member having count(distinct code) = 1
)
select h.unit, count(p.code), count(*)
from h left join (select distinct code from single) p on p.code = h.code
where h.status is null group by h.unit order by h.unit
"""


def fill(lake: Path, communes: range) -> Cost:
    """Puts these simulated communes into a lake, as their exports would have left them; those that are there stay as they are."""
    lacking = [number for number in communes if partition_in(folder_of(lake, _code(number))) is None]
    with tempfile.TemporaryDirectory() as folder:
        form = open_store(Path(folder) / "form.duckdb").export(Path(folder) / "form", "0", {}, b"")
        _nothing, cost = cost_of(partial(_fill, lake, lacking, form), psutil.Process())
    return cost


def _fill(lake: Path, lacking: Sequence[int], form: Partition) -> None:
    config = load_config(Path("config.yaml"))
    random = Random(1)
    sizes = [
        max(800, int(random.lognormvariate(0, 0.5) * HOUSEHOLDS * 0.88)) for _one in range(max(lacking, default=0) + 1)
    ]
    for some in _parted(lacking, FILLED_AT_ONCE):
        units = {_code(number): sizes[number] for number in some}
        for unit in units:
            shutil.rmtree(folder_of(lake, unit), ignore_errors=True)  # what a run that was ended has left
        _fill_some(lake, units, form, config)
        _put_in_force(lake, list(units), form, config)
        print(f"filled to {some[-1] + 1:,}", file=sys.stderr, flush=True)


def _code(number: int) -> str:
    return f"{number:05}"


def _parted(all_of_them: Sequence[Any], at_once: int) -> Iterator[Sequence[Any]]:
    return (all_of_them[first : first + at_once] for first in range(0, len(all_of_them), at_once))


def _fill_some(lake: Path, units: dict[str, int], form: Partition, config: Config) -> None:
    """``units``: the households of each."""
    with duckdb.connect(config={"preserve_insertion_order": False}) as connection:
        connection.execute(WITHOUT_BAR)
        connection.execute("create macro coded(unit, code) as unit || 'º' || code")
        connection.execute("create table communes (unit varchar, households int, villages int)")
        connection.executemany(
            "insert into communes values (?, ?, ?)",
            [(unit, size, max(2, size // A_VILLAGE)) for unit, size in units.items()],
        )
        connection.execute("create table loads (batch int, dataset varchar, as_of date, scope varchar)")
        connection.executemany("insert into loads values (?, ?, ?, ?)", list(_loads()))
        rules = asked(config, QUARTERS, datetime(2026, 1, 1))["matching_rules"]
        connection.execute("create table comparing as select $rules as rules", {"rules": rules})
        for table, rows in ROWS.items():
            _write(connection, lake, table, form, rows.replace("select ", "select c.unit, ", 1))


def _write(connection: duckdb.DuckDBPyConnection, lake: Path, table: str, form: Partition, rows: str) -> None:
    """Writes a table of all communes, a file for each."""
    filled = connection.sql(rows)
    columns = ", ".join(
        (f'"{column}"' if column in filled.columns else "null") + f'::{kind} as "{column}"'
        for column, kind in form.tables[table].columns.items()
    )
    order = "unit, batch" if "batch" in filled.columns else "unit"
    connection.execute(
        f"copy (select {columns}, unit from filled order by {order}) to '{lake}' (format parquet, partition_by (unit),"
        f" write_partition_columns true, overwrite_or_ignore, filename_pattern '{table}-{{i}}', compression zstd)"
    )


def _put_in_force(lake: Path, units: Sequence[str], form: Partition, config: Config) -> None:
    for unit in units:
        folder = folder_of(lake, unit)
        tables = {
            name: LakeTable(
                table.columns,
                tuple(LakeFile(file.name, hash_of(file), {}) for file in sorted(folder.glob(f"{name}-*"))),
            )
            for name, table in form.tables.items()
        }
        rules = replace(config, unit=replace(config.unit, code=unit))
        Partition(folder, unit, plain(rules), "", 1, tables).put_in_force()


def _loads() -> Iterator[tuple[int, str, date, str]]:
    """Each commune's loads: registers before the years begin, lists of households once a year, lists of members every quarter."""
    start, next_year = date(2023, 12, 31), date(2024, 12, 31)
    yield from ((1, "village", start, "commune"), (2, "group", start, "commune"))
    yield from ((3, "household", start, "T"), (LAST_HOUSEHOLDS, "household", next_year, "T"))
    yield from ((5, "business", start, "commune"), (6, "institution", start, "commune"), (7, "case", DAY, "commune"))
    yield from ((FIRST_LIST + number, "membership", day, "N") for number, day in enumerate(QUARTERS))


def ask(lake: Path, engine: str, master: str, units: Sequence[str], days: Sequence[date]) -> Answers:
    """Of each unit and day the counts of its indicators."""
    config = load_config(Path("config.yaml"))
    return {
        (unit, one.as_of): {row.id: (row.numerator, row.denominator) for row in one.indicators}
        for some in _parted(partitions(lake, units), AT_ONCE.get(engine, len(units)))
        for unit, told in answers_of(
            some,
            lambda _unit, relations: answering.statuses(relations, config, days),
            engine=engine,
            master=master,
        ).items()
        for one in told
    }


def ask_by_hand(lake: Path, units: Sequence[str], days: Sequence[date]) -> Answers:
    """The households of each unit by the query of somebody who knows the tables; a day's rest on the days of its year, too."""
    read = ("batches", "batch_scopes", "households", "memberships")
    found: Answers = {}
    for some in _parted(partitions(lake, units), AT_ONCE[HAND]):
        files = {table: [file for one in some for file in one.paths(table)] for table in read}
        with duckdb.connect() as connection:
            connection.execute(WITHOUT_BAR)
            for day in QUARTERS[3:] if days == [DAY] else days:
                for unit, numerator, denominator in connection.execute(BY_HAND, {**files, "day": day}).fetchall():
                    found[unit, day] = {"households": (numerator, denominator)}
    return found


def worked(lake: Path, engine: str, master: str, question: str, communes: range) -> tuple[Answers, Cost]:
    """What a question is answered with, and what that costs."""
    units = [_code(number) for number in (communes[:1] if question == ONE_UNIT else communes)]
    asks: Callable[..., Answers] = ask_by_hand if engine == HAND else partial(ask, engine=engine, master=master)
    at_work = psutil.Process(os.getppid() if engine == SPARK else os.getpid())
    return cost_of(partial(asks, lake, units=units, days=QUESTIONS[question]), at_work)


def measure(
    lake: Path, communes: range, questions: Sequence[str], engines: Sequence[str], master: str, rounds: int
) -> None:
    """Asks each engine in turn, ends where two do not say the same, and prints what each question costs.

    Each works in a process of its own and is asked the smallest question once beforehand.
    """
    costs: dict[tuple[str, str], list[Cost]] = {}
    for _round in range(rounds):
        said: dict[str, Answers] = {}
        for engine in engines:
            with own_process() as process:
                process.submit(worked, lake, engine, master, ONE_UNIT, communes).result()
                for question in questions:
                    answers, cost = process.submit(worked, lake, engine, master, question, communes).result()
                    _refuse_difference(question, engine, said.get(question, answers), answers)
                    said[question] = answers
                    costs.setdefault((question, engine), []).append(cost)
                    print(question, engine, cost, file=sys.stderr, flush=True)
    print(_size(lake, communes))
    for (question, engine), found in costs.items():
        middle, hand = middle_of(found), middle_of(costs[question, HAND])
        times = "" if engine == HAND else f"   {middle.work / hand.work:6.2f} × by hand"
        print(
            f"  {question:<10} {engine:<8} {middle.seconds:8.2f} s, work {middle.work:8.2f} s, {middle.memory:6,} MB{times}",
            flush=True,
        )


def _size(lake: Path, communes: range) -> str:
    """How many communes, households that count, and rows are asked of."""
    folders = [one.folder for one in partitions(lake, [_code(number) for number in communes])]
    files = {table: [str(file) for folder in folders for file in folder.glob(f"{table}-*")] for table in ROWS}
    rows = sum(parquet.read_metadata(file).num_rows for some in files.values() for file in some)
    counted = f"select count(*) from read_parquet($files) where batch = {LAST_HOUSEHOLDS} and status is null"
    with duckdb.connect() as connection:
        (households,) = connection.execute(counted, {"files": files["households"]}).fetchall()[0]
    return f"{len(folders):,} communes, {households:,} households, {rows:,} rows"


def _refuse_difference(question: str, engine: str, before: Answers, answers: Answers) -> None:
    """Ends where two do not say the same; by hand there are the households alone, and days more."""
    if not answers.keys() <= before.keys():
        sys.exit(f"{question}: {engine} speaks of other units or days")
    for key, counts in answers.items():
        if any(before[key].get(indicator, told) != told for indicator, told in counts.items()):
            sys.exit(f"{question}: {engine} does not agree, {key}: {counts}, not {before[key]}")


def _communes(word: str) -> range:
    """``332``: the first 332; ``332-664``: those after them to the 664th."""
    first, dash, end = word.rpartition("-")
    return range(int(first) if dash else 0, int(end))


def _question(word: str) -> str:
    return word.replace("-", " ")


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("communes", type=_communes, nargs="+")
    wanted.add_argument("--spark", action="store_true")
    wanted.add_argument("--rounds", type=int, default=3)
    wanted.add_argument("--keep", type=Path, metavar="FOLDER")
    wanted.add_argument("--asked", type=_question, choices=QUESTIONS, nargs="*", default=list(QUESTIONS))
    options = wanted.parse_args()
    for communes in options.communes:
        with ExitStack() as ends:
            folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
            lake = options.keep or folder / "lake"
            lake.mkdir(parents=True, exist_ok=True)
            with own_process() as process:
                print("filling", process.submit(fill, lake, communes).result(), file=sys.stderr, flush=True)
            if options.asked:
                master = ends.enter_context(cluster(folder)).master if options.spark else ""
                engines = [HAND, DUCKDB, *([SPARK] if master else [])]
                measure(lake, communes, options.asked, engines, master, options.rounds)


if __name__ == "__main__":
    main()
