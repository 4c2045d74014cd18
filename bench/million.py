"""The five indicators over a million households, beside a hand-written query and pandas."""

from __future__ import annotations

import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

import duckdb

from bench.timing import in_turn, report
from kpi.config import load_config
from kpi.measures.flows import count_flow
from kpi.measures.stocks import count_stocks
from kpi.store import Store, open_store

HOUSEHOLDS, MEMBERS, VILLAGES = 1_000_000, 1_300_000, 1_000
DAY, KNOWN = date(2024, 6, 30), datetime(2030, 1, 1)

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
select h.village, count(*) as denominator, count(p.code) as numerator
from h left join (select distinct code from single) p on p.code = h.code
where h.status is null or h.status <> 'moved'
group by h.village order by h.village
"""


def fill(path: Path) -> Store:
    """A million households straight into the store: 40 % of members carry a code, 40 % a phone, the rest nothing."""
    store = open_store(path)
    connection = duckdb.connect(str(path))
    for number, (dataset, scope) in enumerate(
        (("village", ""), ("group", ""), ("household", "T"), ("membership", "N")), start=1
    ):
        connection.execute(
            "insert into batches values (?, ?, ?, ?, '', '', '', '', true, 0, 0, 0, 0, '[]', '[]')",
            [number, dataset, date(2024, 1, 31), datetime(2024, 2, 1)],
        )
        if scope:
            connection.execute(
                f"""insert into batch_scopes (batch, scope, complete)
                select {number}, '{scope}' || i, true from range({VILLAGES}) r(i)"""
            )
        else:
            connection.execute(
                "insert into batch_scopes (batch, scope, complete) values (?, 'commune', true)", [number]
            )
    connection.execute(f"insert into villages select 1, i, 'T' || i, 'Thôn ' || i from range({VILLAGES}) r(i)")
    connection.execute(
        f"""insert into groups select 2, i, 'N' || i, 'Nhóm ' || i, 'village', 'T' || i, null, null, true, true
        from range({VILLAGES}) r(i)"""
    )
    connection.execute(
        f"""insert into households select 3, i, 'H' || i, 'Nguyễn Văn A', 'T' || (i % {VILLAGES}),
        case when i % 5 < 4 then '09' || lpad((i % 990000)::varchar, 8, '0') end, null, 4,
        case when i % 50 = 0 then 'moved' else 'resident' end from range({HOUSEHOLDS}) r(i)"""
    )
    connection.execute(
        f"""insert into memberships select 4, i, 'N' || (i % {VILLAGES}), 'uid:' || i, i::varchar, 'tên', 'tên', 'member',
        case when i % 5 in (2, 3) then '09' || lpad((i % 990000)::varchar, 8, '0') end, null,
        case when i % 5 in (0, 1) then 'H' || (i % {HOUSEHOLDS}) end, null, null from range({MEMBERS}) r(i)"""
    )
    connection.close()
    return store


def main() -> None:
    config = load_config(Path("config.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.duckdb"
        store = fill(path)

        def ours() -> dict[str, tuple[int, int]]:
            with store.one_view():
                counts = count_stocks(store, config, [DAY], KNOWN)
                counts |= count_flow(store, config, [DAY], KNOWN)
            row = counts["households", DAY]
            return {"households": (row.numerator, row.denominator)}

        def by_hand() -> tuple[int, int]:
            with duckdb.connect(str(path), read_only=True) as connection:
                rows = connection.execute(BY_HAND, {"day": DAY}).fetchall()
            return sum(row[2] for row in rows), sum(row[1] for row in rows)

        def in_pandas() -> tuple[int, int]:
            linked, resident = _pandas_count(households, members)
            return linked, resident

        with duckdb.connect(str(path), read_only=True) as connection:
            households = connection.execute("select code, village, phone, status from households").df()
            members = connection.execute("select member, phone, household from memberships").df()
        answers = ours()["households"], by_hand(), in_pandas()
        print("numerator, denominator:", *answers)
        if len(set(answers)) > 1:
            sys.exit("the three do not agree")
        report("five indicators, one day", in_turn(6, ours=ours, by_hand=by_hand, pandas=in_pandas), "ours")


def _pandas_count(households, members) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    owners = households.dropna(subset=["phone"]).drop_duplicates("phone", keep=False)[["phone", "code"]]
    declared = members.merge(households[["code"]], left_on="household", right_on="code", how="left")
    found = declared.merge(owners, on="phone", how="left", suffixes=("", "_phone"))
    found["code"] = found["code"].fillna(found["code_phone"])
    found = found.dropna(subset=["code"])
    single = found[found.groupby("member")["code"].transform("nunique") == 1]
    resident = households[households["status"] != "moved"]
    by_village = resident.assign(linked=resident["code"].isin(set(single["code"]))).groupby("village")["linked"].sum()
    return int(by_village.sum()), len(resident)


if __name__ == "__main__":
    main()
