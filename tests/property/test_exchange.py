"""The check code in Python and in SQL is one code, for any rows, in any order, in each of the three forms."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kpi.exchange.code import check_code
from kpi.exchange.rows import PLAN_VERSION, Header, Row
from kpi.exchange.writing import csv_text, json_text, parquet, write
from kpi.store.duckdb.exchange_files import read_files
from tests.exchanged import headed

words = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
days = some.dates(date(2000, 1, 1), date(2100, 12, 31))
counts = some.none() | some.integers(0, 2**53)
percents = some.none() | some.decimals(0, 100, places=2, allow_nan=False)
maybe = some.none() | words
rows = some.builds(
    Row,
    days,
    words,
    maybe,
    maybe,
    maybe,
    counts,
    counts,
    counts,
    percents,
    maybe,
    maybe,
    counts,
    some.sampled_from([None, "small"]),
)
heads = some.builds(
    Header, words, words, some.none() | some.integers(1, 10**6), some.sampled_from(["month", "custom"]), days, days,
    some.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
)  # fmt: skip


own_rows = some.builds(
    lambda row, place, title, unit, rule, count: replace(
        row, place=place, title=title, counted_in=unit, rule=rule, target_count=count
    ),
    rows, counts, maybe, maybe, maybe, counts,
)  # fmt: skip
own_heads = some.builds(
    lambda head, plan, title: replace(head, schema_version=PLAN_VERSION, plan=plan, plan_title=title), heads, words, words
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=15)
@given(own_heads, some.lists(own_rows, min_size=1, max_size=6))
def test_python_and_sql_agree_on_a_plan_of_its_own(head: Header, found: list[Row]) -> None:
    """In each form the head with its plan, and of the whole unit's figures what the plan says of them."""
    test_python_and_sql_agree.hypothesis.inner_test(head, found)
    whole = [replace(row, village=None, date=head.period_end, measure=f"m{n}") for n, row in enumerate(found)]
    with tempfile.TemporaryDirectory() as folder:
        for report in read_files(write(Path(folder), "a", headed(head, whole), whole)).reports:
            told = {
                one.measure: (one.place, one.title, one.counted_in, one.rule, one.target_count)
                for one in report.figures
            }
            assert told == {
                row.measure: (row.place, row.title, row.counted_in, row.rule, row.target_count) for row in whole
            }


@pytest.mark.slow
@settings(max_examples=15)
@given(heads, some.lists(rows, min_size=1, max_size=6))
def test_python_and_sql_agree(head: Header, found: list[Row]) -> None:
    code, sealed = check_code(head, found), headed(head, found)
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), "a", sealed, found)
        read = read_files(paths)
        assert not read.unreadable and not read.empty
        assert [(report.header, report.computed) for report in read.reports] == [(sealed, code)] * 3


@pytest.mark.slow
@settings(max_examples=15)
@given(some.lists(some.tuples(heads, some.lists(rows, min_size=1, max_size=4)), min_size=2, max_size=4), some.randoms())
def test_rows_in_any_order_and_many_reports_in_a_file(reports: list[tuple[Header, list[Row]]], chance: object) -> None:
    """Files that another program wrote: several reports in one, shuffled, and one of the reports altered."""
    coded = [(headed(replace(head, number=n), found), found) for n, (head, found) in enumerate(reports)]
    right = {head: check_code(head, found) for head, found in coded}
    with tempfile.TemporaryDirectory() as name:
        parts = []
        for head, found in coded:
            mixed = list(found)
            chance.shuffle(mixed)  # type: ignore[attr-defined]
            parts.append(pyarrow.parquet.read_table(pyarrow.BufferReader(parquet(head, mixed))))
        path = Path(name, "a.parquet")
        pyarrow.parquet.write_table(pyarrow.concat_tables(parts[::-1]), path)
        Path(name, "b.csv").write_bytes(csv_text(*coded[0]).encode("utf-8-sig"))
        Path(name, "c.json").write_text("[" + ",".join(json_text(*one) for one in coded) + "]", "utf-8")
        read = read_files(sorted(Path(name).iterdir()))
    for file, expected in (("a.parquet", right), ("b.csv", dict([next(iter(right.items()))])), ("c.json", right)):
        assert {report.header: report.computed for report in read.reports if report.file.name == file} == expected


def test_a_strange_first_file_alters_no_other(tmp_path: Path) -> None:
    """Its narrower types (a date for a moment, one decimal for two) must not be everybody's."""
    day, row = (
        date(2024, 6, 14),
        Row(date(2024, 6, 14), "households", numerator=1, denominator=3, target_percent=Decimal("70.25")),
    )
    head = Header("1", "xã A", 1, "month", day, day, datetime(2024, 6, 17, 8, 30))
    good = headed(head, [row])
    narrow = pyarrow.parquet.read_table(pyarrow.BufferReader(parquet(good, [row])))
    for column, kind in (("known_at", pyarrow.date32()), ("target_percent", pyarrow.decimal128(3, 1))):
        place = narrow.column_names.index(column)
        narrow = narrow.set_column(place, column, narrow.column(column).cast(kind, safe=False))
    pyarrow.parquet.write_table(narrow, tmp_path / "a.parquet")
    write(tmp_path, "b", good, [row])
    found = {report.file.name: report.intact for report in read_files(sorted(tmp_path.glob("*.parquet"))).reports}
    assert found == {"a.parquet": False, "b.parquet": True}
