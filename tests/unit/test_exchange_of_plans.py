"""The aggregate file of a plan with indicators of its own (version 4), beside those of every commune's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kpi.exchange.aggregate import Aggregate
from kpi.exchange.package import schema
from kpi.exchange.rows import COLUMNS, PLAN_VERSION, Header, Row, rule_of, table_columns
from kpi.exchange.seal import read_seal, sealed_text
from kpi.exchange.signing import SigningKey
from kpi.exchange.writing import write
from kpi.store import read_files
from tests.conftest import ROOT
from tests.exchanged import report

SCHEMA = json.loads((ROOT / "kpi" / "exchange" / "schema.json").read_text("utf-8"))
HANDBOOK = (ROOT / "docs" / "exchange.md").read_text("utf-8")
DAY = date(2024, 12, 14)
WATER = {"place": 1, "title": "Hộ dùng nước sạch", "counted_in": "hộ", "rule": "household marked clean_water"}
SCHOOLS = {
    "place": 2,
    "title": "=Trường",
    "counted_in": "trường",
    "rule": "institution marked school_water kinds school",
}
HEAD = Header(
    "15292", "xã Hà Giang", 3, "quarter", date(2024, 9, 15), DAY, datetime(2024, 12, 15, 8), schema_version=PLAN_VERSION,
    plan="nuoc-sach", plan_title="Cấp nước sạch",
)  # fmt: skip
ROWS = (
    Row(DAY, "clean_water_households", numerator=2, denominator=4, target_percent=Decimal(60), verdict="no_data",
        reason="partial_marks", covered=2, villages=2, **WATER),  # type: ignore[arg-type]
    Row(DAY, "clean_water_households", "T1", "Thôn 1", numerator=2, denominator=4, target_percent=Decimal(60), verdict="not_met"),
    Row(DAY, "schools_with_water", numerator=1, denominator=2, verdict="not_met", target_count=2, **SCHOOLS),  # type: ignore[arg-type]
)  # fmt: skip
FILE = Aggregate.of(HEAD, ROWS).signed(SigningKey.new())


def test_each_form_holds_what_the_plan_says_and_no_formula(tmp_path: Path) -> None:
    paths = write(tmp_path, "x", FILE.header, FILE.rows)
    jsonschema.validate(json.loads(paths[2].read_text("utf-8")), SCHEMA)
    assert paths[1].read_text("utf-8-sig").splitlines()[0].split(",") == list(table_columns(PLAN_VERSION))
    assert ",'=Trường," in paths[1].read_text("utf-8-sig")
    for path in paths:
        (found,) = read_files([path]).reports
        assert found.header == FILE.header and found.intact, path
        water, schools = found.figures
        assert (water.rule, water.title, water.reason) == (WATER["rule"], WATER["title"], "partial_marks")
        assert (schools.place, schools.target, schools.target_count, schools.title) == (2, None, 2, "=Trường")
        assert sealed_text(found.header, found.sha256, found.figures) == FILE.text


def test_the_handbooks_program_checks_it(tmp_path: Path) -> None:
    program = re.search(r"```python\n(.*?)```", HANDBOOK, re.S)
    assert program
    (tmp_path / "check.py").write_text(program[1], "utf-8")
    path = write(tmp_path, "x", FILE.header, FILE.rows)[1]
    said = subprocess.run(
        [sys.executable, tmp_path / "check.py", path], capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == [FILE.sha256] * 2


@pytest.mark.parametrize(
    "changed",
    [{"plan": "khac"}, {"plan_title": "Khác"}, {"unit": "15293"}],
    ids=lambda one: next(iter(one)),
)
def test_the_hash_covers_the_plan(changed: dict[str, Any]) -> None:
    assert Aggregate.of(replace(HEAD, **changed), ROWS).sha256 != FILE.sha256


def test_the_hash_covers_what_the_plan_says_of_an_indicator() -> None:
    for name, value in (
        ("rule", "household linked"),
        ("title", "Hộ"),
        ("counted_in", "nhà"),
        ("place", 9),
        ("target_count", 1),
    ):
        altered = (replace(ROWS[0], **{name: value}), *ROWS[1:])  # type: ignore[arg-type]
        assert Aggregate.of(HEAD, altered).sha256 != FILE.sha256, name


def test_the_papers_text_names_the_plan_and_its_indicators() -> None:
    seal = read_seal(FILE.seal or "")
    assert seal is not None and seal.is_of_plan(HEAD) and not seal.is_of_plan(replace(HEAD, plan=None))
    assert seal.shown == (
        "15292 xã Hà Giang", "Báo cáo số 3: 15/9/2024-14/12/2024", "Kế hoạch: nuoc-sach", "Hộ dùng nước sạch 2/4 (một phần)",
        "=Trường 1/2",
    )  # fmt: skip
    assert (seal.unit, seal.number, seal.period_end) == ("15292", 3, DAY)
    many = tuple(
        replace(ROWS[2], measure=f"m{n}", place=n, title=f"Chỉ tiêu có tên dài lắm số {n}") for n in range(1, 11)
    )
    lines = Aggregate.of(HEAD, many).signed(SigningKey.new()).seal or ""
    assert len(lines.splitlines()) == 14 and "\nChỉ tiêu khác: 2\n" in lines
    assert read_seal(lines) is not None and max(map(len, lines.splitlines()[3:11])) <= 28 + len(" 1/2")
    assert read_seal(lines.replace("Kế hoạch: ", "Cơ quan ")) is None


def test_a_plan_s_names_break_no_line_of_the_paper() -> None:
    odd = replace(ROWS[0], title="Hộ\nMã: x", measure="a")
    text = Aggregate.of(replace(HEAD, plan="a\nKý: b"), (odd,)).signed(SigningKey.new()).seal or ""
    assert len(text.splitlines()) == 6 and read_seal(text) is not None


def test_what_is_kept_of_every_communes_report_has_no_younger_name() -> None:
    """An earlier program reads it back; and the table has no column more."""
    head, rows = report("A", "xã A", DAY, {})
    kept = Aggregate.of(head, tuple(rows)).as_dict()
    assert {*kept["header"], *(name for row in kept["rows"] for name in row)} == {*COLUMNS}
    assert Aggregate.from_dict(kept).sha256 == head.sha256
    assert Aggregate.from_dict(json.loads(json.dumps(FILE.as_dict()))) == FILE
    assert [field["name"] for field in schema(PLAN_VERSION)["fields"]] == list(table_columns(PLAN_VERSION))
    assert not any("plan" in row["name"] for row in schema("3")["fields"])


def test_a_rule_says_all_by_which_an_indicator_is_counted() -> None:
    assert rule_of("household", "linked") == "household linked"
    assert rule_of("institution", "marked", ("school", "agency"), (), "m") == "institution marked m kinds agency,school"
    assert rule_of("household", "linked", (), ("insured",)) == "household linked groups insured"
    asked = rule_of("village", "composed", (), ("village",), asks=("village_head", "doctor"))
    assert asked == "village composed groups village asks doctor,village_head"
    assert rule_of("child", "marked", ("six",), mark="enrolled", left_out=("moved",)) == (
        "child marked enrolled kinds six left_out moved"
    )


def test_villages_without_any_whole_are_read(tmp_path: Path) -> None:
    """A file whose villages have no count, and no whole unit beside them: once its reader broke, and with it all that were asked."""
    rows = (Row(DAY, "households", "T1", "Thôn 1", verdict="no_data"),)
    found = read_files(write(tmp_path, "x", Aggregate.of(replace(HEAD, schema_version="3"), rows).header, rows))
    assert [(one.figures, one.overfull) for one in found.reports] == [((), ())] * 3
