"""The data package beside an aggregate file: by the published profile, by its own CSV, of several reports, and where it differs."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange.package import PACKAGE, package, schema
from kpi.exchange.rows import COLUMNS, Header, Row
from kpi.exchange.writing import write
from kpi.reports.sending.delivery import put
from kpi.rollup.answer import NotCounted
from kpi.rollup.asking import roll_up
from kpi.rollup.sources import Inbox, Upload, files_of
from kpi.rollup.wording import why
from tests.conftest import ROOT
from tests.exchanged import report

JUNE = date(2024, 6, 14)
PROFILE = json.loads((ROOT / "tests" / "unit" / "datapackage-2.0.json").read_text("utf-8"))


def sent(folder: Path, unit: str = "15292", name: str = "xã Hà Giang") -> Path:
    """One report in its three forms with its data package, as they go up."""
    head, rows = report(unit, name, JUNE, {"households": (7, 10), "processed_reports": None})
    return _put(folder, head, rows)


def _put(folder: Path, head: Header, rows: list[Row]) -> Path:
    made = folder / "made"
    made.mkdir(parents=True, exist_ok=True)
    paths = write(made, f"bao-cao_{head.unit}_so-{head.number}", head, rows)
    put(folder, [*((path.name, path.read_bytes()) for path in paths), (PACKAGE, package(head, paths))])
    for path in paths:
        path.unlink()
    made.rmdir()
    return folder / PACKAGE


def read(place: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(place.read_text("utf-8"))
    return content


def test_it_is_a_data_package_by_the_published_profile(tmp_path: Path) -> None:
    told = read(sent(tmp_path))
    jsonschema.Draft7Validator(PROFILE).validate(told)
    assert told["$schema"] == PROFILE["$id"]
    for row in told["resources"]:
        content = (tmp_path / row["path"]).read_bytes()
        assert row["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert row.get("bytes") == (None if row["format"] == "parquet" else len(content))


def test_the_csv_is_what_the_schema_says(tmp_path: Path) -> None:
    """Every cell by its field's type and constraints, and the key once and never missing."""
    (table,) = [row for row in read(sent(tmp_path))["resources"] if row.get("type") == "table"]
    fields = table["schema"]["fields"]
    assert [field["name"] for field in fields] == list(COLUMNS)
    with (tmp_path / table["path"]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    casts: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": float,
        "date": date.fromisoformat,
        "datetime": str,
    }
    for row in rows:
        for field in fields:
            missing = row[field["name"]] in field.get("missingValues", table["schema"]["missingValues"])
            assert not (missing and field.get("constraints", {}).get("required")), field["name"]
            if not missing:
                assert casts[field["type"]](row[field["name"]]) is not None
    keys = [tuple(row[name] for name in table["schema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(rows) == 8
    optional = {field["name"] for field in fields if not field.get("constraints", {}).get("required")}
    assert {"number", "numerator", "village", "kind", "hidden", "covered"} <= optional and "unit" not in optional


@pytest.mark.parametrize(("version", "fewer"), [("1", 7), ("2", 3)])
def test_an_earlier_version_has_no_columns_of_a_later_one(version: str, fewer: int) -> None:
    assert [field["name"] for field in schema(version)["fields"]] == list(COLUMNS[:-fewer])


def test_one_folder_s_package_describes_all_its_reports(tmp_path: Path) -> None:
    sent(tmp_path)
    told = read(sent(tmp_path, "15277", "xã Hà Bắc"))
    assert sorted(row["path"] for row in told["resources"]) == sorted(
        path.name for path in tmp_path.iterdir() if path.name != PACKAGE
    )
    for path in tmp_path.glob("*15277*"):
        path.unlink()
    again = read(sent(tmp_path))
    assert {row["title"] for row in again["resources"]} == {"xã Hà Giang"}, "what is gone is described no longer"
    assert again == read(sent(tmp_path / "alone"))


@pytest.mark.parametrize("other", ['{"name": "bản đồ", "resources": []}', "[1]", "{"])
def test_a_package_of_another_program_is_not_overwritten(tmp_path: Path, other: str) -> None:
    (tmp_path / PACKAGE).write_text(other, "utf-8")
    with pytest.raises(UserError):
        sent(tmp_path)
    assert (tmp_path / PACKAGE).read_text("utf-8") == other


def test_files_and_package_that_differ_are_told_and_the_report_counts(config: Config, tmp_path: Path) -> None:
    """A CSV that was saved anew has the same content in other bytes: its check code holds."""
    place = sent(tmp_path)
    assert not roll_up(config, files_of([tmp_path])).notes
    (table,) = tmp_path.glob("*.csv")
    table.write_bytes(table.read_bytes().replace(b"\r\n", b"\n"))
    answer = roll_up(config, files_of([place]), shown=lambda path: path.name)
    assert (answer.units, answer.total("households").numerator, answer.files) == (1, 7, 3)
    (note,) = answer.notes
    assert (note.file, note.reason, note.refused) == (table.name, NotCounted.PACKAGE, False)
    assert note.computed == f"sha256:{hashlib.sha256(table.read_bytes()).hexdigest()}" and note.computed in why(
        note, config
    )


def test_an_altered_file_is_refused_and_told_once(config: Config, tmp_path: Path) -> None:
    sent(tmp_path)
    (table,) = tmp_path.glob("*.csv")
    table.write_bytes(table.read_bytes().replace(b",7,10,", b",9,10,"))
    answer = roll_up(config, files_of([tmp_path]), shown=lambda path: path.name)
    assert [(note.file, note.reason) for note in answer.notes] == [(table.name, NotCounted.ALTERED)]


@pytest.mark.parametrize("content", ["{", "[]", '{"resources": [1]}', '{"resources": [{"path": 3}]}'])
def test_a_broken_package_is_told_and_refuses_nothing(config: Config, tmp_path: Path, content: str) -> None:
    place = sent(tmp_path)
    place.write_text(content, "utf-8")
    answer = roll_up(config, files_of([tmp_path]), shown=lambda path: path.name)
    assert (answer.units, [note.file for note in answer.notes]) == (1, [PACKAGE])
    assert why(answer.notes[0], config) == "Không đọc được datapackage.json"


def test_a_package_may_not_point_out_of_its_folder(config: Config, tmp_path: Path) -> None:
    place = sent(tmp_path / "in")
    (tmp_path / "x.csv").write_text("a", "utf-8")
    told = read(place)
    told["resources"].append({"name": "x", "path": "../x.csv", "hash": "sha256:0"})
    place.write_text(json.dumps(told), "utf-8")
    assert not roll_up(config, files_of([place.parent])).notes
    assert tmp_path / "x.csv" not in files_of([place])


def test_dropped_files_lie_beside_their_package(config: Config, tmp_path: Path) -> None:
    """On the page, too: three forms are one report, their package is no fourth, and what differs is told."""
    from kpi.rollup.asking import received

    sent(tmp_path)
    dropped = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    uploads = [Upload(name, content) for name, content in dropped.items()]
    found = received(None, config, Inbox.of([], uploads))  # type: ignore[arg-type]  # it needs no store
    assert (len(found.reports), found.notes, found.files) == (1, (), 3)
    changed = [
        Upload(one.name, one.content.replace(b"\r\n", b"\n") if one.name.endswith(".csv") else one.content)
        for one in uploads
    ]
    (note,) = received(None, config, Inbox.of([], changed)).notes  # type: ignore[arg-type]
    assert note.reason is NotCounted.PACKAGE
