"""A nation's communes in one lake: what a day, all days and one unit cost each engine, beside a query written by hand.

``python -m bench.nation 332 33 --spark``: so many simulated communes of realistic sizes, one lake after the other, each with lists of
members every quarter of two years; with ``--spark`` a cluster of two workers on this PC is asked the same. Rows are compared before
anything is timed. The whole nation is 3,321 communes. A day's figures rest on the days of its year and the last one of the year
before, so the query by hand is asked of these days, too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pyarrow

from bench.timing import in_turn, report
from kpi.answers import status as answering
from kpi.answers.question import all_known
from kpi.config import load_config
from kpi.config.models import Config
from kpi.config.shape import plain
from kpi.matching.question import asked
from kpi.store import open_store
from kpi.store.engines import answers_of
from kpi.store.lake.partition import LakeFile, LakeTable, Partition, folder_of, hash_of, partitions
from kpi.store.ports import Relations
from tests.engines.cluster import cluster

Answers = dict[tuple[str, date], dict[str, tuple[int | None, int | None]]]
DAY = date(2025, 12, 31)
QUARTERS = [date(year, month, day) for year in (2024, 2025) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))]
# A commune after the mergers of 2025 has 8,400 households, a village 350; a household has 1.3 members in the groups.
HOUSEHOLDS, A_VILLAGE, MEMBERS = 8_400, 350, 1.3
FIRST_LIST = 8
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


def fill(lake: Path, communes: int) -> None:
    """A lake of simulated communes, as their exports would have left it."""
    config = load_config(Path("config.yaml"))
    form = open_store(lake.parent / "form.duckdb").export(lake.parent / "form", "0", {}, b"")
    random = Random(1)
    sizes = [max(800, int(random.lognormvariate(0, 0.5) * HOUSEHOLDS * 0.88)) for _one in range(communes)]
    units = [f"{number:05}" for number in range(communes)]
    with duckdb.connect(config={"preserve_insertion_order": False}) as connection:
        connection.execute("create macro coded(unit, code) as unit || 'º' || code")
        connection.execute("create table communes (unit varchar, households int, villages int)")
        connection.executemany(
            "insert into communes values (?, ?, ?)",
            [(unit, size, max(2, size // A_VILLAGE)) for unit, size in zip(units, sizes, strict=True)],
        )
        connection.execute("create table loads (batch int, dataset varchar, as_of date, scope varchar)")
        connection.executemany("insert into loads values (?, ?, ?, ?)", list(_loads()))
        for table, rows in ROWS.items():
            _write(connection, lake, table, form, rows.replace("select ", "select c.unit, ", 1))
        _put_in_force(lake, units, form, config)
        compared = _compared(lake, config)
        connection.register("compared", compared)
        _write(connection, lake, "comparisons", form, "select * from compared")
        _put_in_force(lake, units, form, config)


def _write(connection: duckdb.DuckDBPyConnection, lake: Path, table: str, form: Partition, rows: str) -> None:
    """Writes a table of all communes, a file for each."""
    filled = connection.sql(rows)
    columns = ", ".join(
        f'"{column}"' if column in filled.columns else f'null::{kind} as "{column}"'
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


def _compared(lake: Path, config: Config) -> pyarrow.Table:
    """Names as an export would have compared them, of which none is anybody's."""

    def names(unit: str, relations: Relations) -> list[dict[str, Any]]:
        known = all_known(relations)
        question = asked(config, QUARTERS, known)
        return [
            {"comparison": place, "rules": question["matching_rules"], "hinted": False, "unit": unit}
            | {"slot": row["slot"], "register": row["register"], "name": row["name"]}
            | {"village": f"{unit}º{row['village']}" if row["village"] else ""}
            for place, row in enumerate(relations.read("uncompared", **question), 1)
        ]

    some = partitions(lake)
    found = [answers_of(some[at : at + 100], names, engine="duckdb") for at in range(0, len(some), 100)]
    return pyarrow.Table.from_pylist([row for portion in found for rows in portion.values() for row in rows])


def _loads() -> Iterator[tuple[int, str, date, str]]:
    """Each commune's loads: registers before the years begin, lists of households once a year, lists of members every quarter."""
    start, next_year = date(2023, 12, 31), date(2024, 12, 31)
    yield from ((1, "village", start, "commune"), (2, "group", start, "commune"))
    yield from ((3, "household", start, "T"), (4, "household", next_year, "T"))
    yield from ((5, "business", start, "commune"), (6, "institution", start, "commune"), (7, "case", DAY, "commune"))
    yield from ((FIRST_LIST + number, "membership", day, "N") for number, day in enumerate(QUARTERS))


def ask(lake: Path, engine: str, units: Sequence[str] = (), days: Sequence[date] = (DAY,), **how: str) -> Answers:
    """Of each unit and day the counts of its indicators."""
    config = load_config(Path("config.yaml"))
    chosen = [one for one in partitions(lake) if not units or one.unit in units]
    found: Answers = {}
    for at in range(0, len(chosen), len(chosen) if engine == "spark" else 200):
        answers = answers_of(
            chosen[at : at + 200] if engine != "spark" else chosen,
            lambda _unit, relations: answering.statuses(relations, config, days),
            engine=engine,
            **how,
        )
        for unit, told in answers.items():
            for one in told:
                found[unit, one.as_of] = {row.id: (row.numerator, row.denominator) for row in one.indicators}
    return found


def by_hand(lake: Path, days: Sequence[date] = QUARTERS[3:]) -> dict[str, tuple[int, int]]:
    """The households of each unit on the last of the days, by the query of somebody who knows the tables, asked of each day."""
    read = ("batches", "batch_scopes", "households", "memberships")
    files = {table: [file for one in partitions(lake) for file in one.paths(table)] for table in read}
    with duckdb.connect() as connection:
        rows = [connection.execute(BY_HAND, {**files, "day": day}).fetchall() for day in days][-1]
    return {unit: (numerator, denominator) for unit, numerator, denominator in rows}


def compare(lake: Path, asks: dict[str, Callable[[], object]], rounds: int) -> None:
    """Whether all say the same, then how long each takes."""
    ours: Answers = asks["one day"]()  # type: ignore[assignment]
    hand = by_hand(lake, [DAY])
    if {unit: told["households"] for (unit, _day), told in ours.items()} != hand:
        sys.exit("ours and the query by hand do not agree")
    if "one day, Spark" in asks and asks["one day, Spark"]() != ours:
        sys.exit("the engines do not agree")
    report(
        f"{len(hand)} communes, {sum(of for _n, of in hand.values()):,} households", in_turn(rounds, **asks), "one day"
    )


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("communes", type=int, nargs="+")
    wanted.add_argument("--spark", action="store_true")
    wanted.add_argument("--rounds", type=int, default=3)
    options = wanted.parse_args()
    for communes in options.communes:
        with ExitStack() as ends:
            folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
            lake = folder / "lake"
            lake.mkdir()
            fill(lake, communes)
            asks: dict[str, Callable[[], object]] = {
                "one day": partial(ask, lake, "duckdb"),
                "all days": partial(ask, lake, "duckdb", days=QUARTERS),
                "one unit": partial(ask, lake, "duckdb", units=["00000"]),
                "households by hand": partial(by_hand, lake),
            }
            if options.spark:
                master = ends.enter_context(cluster(folder)).master
                asks["one day, Spark"] = partial(ask, lake, "spark", master=master)
            compare(lake, asks, options.rounds)


if __name__ == "__main__":
    main()
