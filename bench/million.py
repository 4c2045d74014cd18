"""The five indicators over a million households, beside a hand-written query and pandas.

``python -m bench.million 28000000`` asks of so many households; beyond a million pandas, which holds every cell as an object, is left
out. Each works in a process of its own, so that memory is its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime
from functools import partial
from pathlib import Path

import duckdb
import psutil

from bench.costs import WITHOUT_BAR, Cost, cost_of, middle_of, own_process
from kpi.config import load_config
from kpi.measures.flows import count_flow
from kpi.measures.stocks import count_stocks
from kpi.store import open_store

HOUSEHOLDS, A_VILLAGE, MEMBERS = 1_000_000, 1_000, 1.3
FOR_PANDAS = 1_000_000
DAY, KNOWN = date(2024, 6, 30), datetime(2030, 1, 1)
ROUNDS = 3
Count = tuple[int, int]

# What fills a table: four lists in force; 40 % of members carry a code, 40 % a phone, the rest nothing. What is left out is empty.
ROWS = {
    "batches": """select batch, dataset, $listed::date as as_of, $loaded::timestamp as known_at, true as simulated,
        '' as loaded_by, '' as file, '' as sheet, '' as sha256, 0 as read, 0 as accepted, 0 as rejected, 0 as ignored,
        '[]' as problems, '[]' as dropped_columns
        from (values (1, 'village'), (2, 'group'), (3, 'household'), (4, 'membership')) lists(batch, dataset)""",
    "batch_scopes": """select unnest([1, 2]) as batch, 'commune' as scope, true as complete
        union all select 3, 'T' || i, true from range($villages) r(i) union all select 4, 'N' || i, true from range($villages) r(i)""",
    "villages": "select 1 as batch, i as row, 'T' || i as code, 'Thôn ' || i as name from range($villages) r(i)",
    "groups": """select 2 as batch, i as row, 'N' || i as code, 'Nhóm ' || i as name, 'village' as kind, 'T' || i as village,
        true as rules, true as approved_list from range($villages) r(i)""",
    "households": """select 3 as batch, i as row, 'H' || i as code, 'Nguyễn Văn A' as head_name, 'T' || i % $villages as village,
        case when i % 5 < 4 then '09' || lpad((i % $phones)::varchar, 8, '0') end as phone, 4 as members,
        case when i % 50 = 0 then 'moved' else 'resident' end as status from range($households) r(i)""",
    "memberships": """select 4 as batch, i as row, 'N' || i % $villages as "group", 'uid:' || i as member, i::varchar as uid,
        'tên' as display_name, 'tên' as name_key, 'member' as role,
        case when i % 5 in (2, 3) then '09' || lpad((i % $phones)::varchar, 8, '0') end as phone,
        case when i % 5 in (0, 1) then 'H' || i % $households end as household from range($members) r(i)""",
}

# What somebody who knows the tables would write: newest lists, codes first, else phones owned by one household only.
BY_HAND = """
with newest as (
    select s.scope, arg_max(b.batch, b.as_of) as batch, b.dataset
    from batches b join batch_scopes s using (batch) where b.as_of <= $day group by s.scope, b.dataset
), h as (
    select h.* from households h join newest n on n.batch = h.batch and n.scope = h.village where n.dataset = 'household'
), m as (
    select m.* from memberships m join newest n on n.batch = m.batch and n.scope = m."group" where n.dataset = 'membership'
), owners as (select phone, min(code) as code from h where phone is not null group by phone having count(*) = 1),
linked as (
    select m.member, coalesce(d.code, o.code) as code
    from m left join h d on d.code = m.household left join owners o on o.phone = m.phone
), single as (
    select min(code) as code from linked where code is not null group by member having count(distinct code) = 1
)
select count(p.code) as numerator, count(*) as denominator
from h left join (select distinct code from single) p on p.code = h.code
where h.status is null or h.status <> 'moved'
"""


def fill(path: Path, households: int) -> None:
    """So many simulated households straight into a store."""
    open_store(path)
    sizes = {
        "households": households,
        "villages": households // A_VILLAGE,
        "members": int(households * MEMBERS),
        "phones": int(households * 0.99),  # the last hundredth shares with the first
        "listed": date(2024, 1, 31),
        "loaded": datetime(2024, 2, 1),
    }
    with duckdb.connect(str(path), config={"preserve_insertion_order": False}) as connection:
        connection.execute(WITHOUT_BAR)
        for table, rows in ROWS.items():
            asked = {name: value for name, value in sizes.items() if f"${name}" in rows}
            connection.execute(f"insert into {table} by name {rows}", asked)


def ours(path: Path) -> Count:
    config, store = load_config(Path("config.yaml")), open_store(path)
    with store.one_view():
        counts = count_stocks(store, config, [DAY], KNOWN) | count_flow(store, config, [DAY], KNOWN)
    row = counts["households", DAY]
    if row.numerator is None or row.denominator is None:
        sys.exit("ours counts nothing")
    return row.numerator, row.denominator


def by_hand(path: Path) -> Count:
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute(WITHOUT_BAR)
        ((numerator, denominator),) = connection.execute(BY_HAND, {"day": DAY}).fetchall()
    return numerator, denominator


def in_pandas(path: Path) -> Count:
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute(WITHOUT_BAR)
        households = connection.execute("select code, village, phone, status from households").df()
        members = connection.execute("select member, phone, household from memberships").df()
    owners = households.dropna(subset=["phone"]).drop_duplicates("phone", keep=False)[["phone", "code"]]
    declared = members.merge(households[["code"]], left_on="household", right_on="code", how="left")
    found = declared.merge(owners, on="phone", how="left", suffixes=("", "_phone"))
    found["code"] = found["code"].fillna(found["code_phone"])
    found = found.dropna(subset=["code"])
    single = found[found.groupby("member")["code"].transform("nunique") == 1]
    resident = households[households["status"] != "moved"]
    return int(resident["code"].isin(set(single["code"])).sum()), len(resident)


def worked(asked: Callable[[Path], Count], path: Path) -> tuple[Count, Cost]:
    return cost_of(partial(asked, path), psutil.Process(os.getpid()))


def main() -> None:
    households = int(sys.argv[1]) if sys.argv[1:] else HOUSEHOLDS
    subjects = [ours, by_hand, *([in_pandas] if households <= FOR_PANDAS else [])]
    costs: dict[str, list[Cost]] = {one.__name__: [] for one in subjects}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        path = Path(folder) / "million.duckdb"
        with own_process() as process:
            process.submit(fill, path, households).result()
        processes = {one: ends.enter_context(own_process()) for one in subjects}
        for number in range(ROUNDS + 1):
            order = subjects if number % 2 else subjects[::-1]
            found = {one.__name__: processes[one].submit(worked, one, path).result() for one in order}
            if len({count for count, _cost in found.values()}) > 1:
                sys.exit(f"they do not agree: {found}")
            for name, (_count, cost) in found.items() if number else ():
                costs[name].append(cost)
    middle = {name: middle_of(some) for name, some in costs.items()}
    print(f"five indicators, one day, {households:,} households: numerator and denominator {found['ours'][0]}")
    for name, cost in middle.items():
        times = f"   ours / this = {middle['ours'].work / cost.work:.2f}" if name != "ours" else ""
        print(f"  {name:<10} {cost.seconds:8.2f} s, work {cost.work:8.2f} s, {cost.memory:6,} MB{times}")


if __name__ == "__main__":
    main()
