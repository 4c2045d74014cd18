"""A unit's part of a lake: the same figures as its store has, nobody's name or number, and never a half of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as parquet
import pytest

from kpi.answers.status import Status, status
from kpi.domain.errors import UserError
from kpi.operations import lake, undo
from kpi.store import statements
from kpi.store.engines import answers_of
from kpi.store.lake.columns import TABLES, leaving
from kpi.store.lake.partition import CONTENTS, Partition, folder_of, partition_in, partitions
from tests.worlds import World, made_once

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MARCH, JUNE = date(2024, 3, 31), date(2024, 6, 30)
HOUSEHOLDS = ["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"]
MEMBERS = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Số điện thoại"]
PERSONAL = ["Nguyễn Văn Bảy", "Trần Thị Tám", "nguyen van bay", "0912000001", "0912000002", "1234567890123456789"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two households: one takes part by its number, of the other a name says so that nobody has confirmed."""
    world = World.empty(tmp_path / "office").with_villages_and_groups()
    households = [["H1", "Nguyễn Văn Bảy", "T1", "0912000001"], ["H2", "Trần Thị Tám", "T1", ""]]
    world.load("household", [HOUSEHOLDS, *households], date(2023, 12, 31))
    members = [["N1", "1234567890123456789", "bảy", "", "0912000001"], ["N1", "2", "Trần Thị Tám", "", ""]]
    world.load("membership", [MEMBERS, *members], MARCH)
    return world


def exported(world: World) -> Partition:
    lake.export(world.store, world.config, world.folder / "lake", world.folder / "lake.key")
    (partition,) = partitions(world.folder / "lake")
    return partition


def told(world: World, day: date = JUNE) -> Status:
    (answer,) = lake.statuses(world.folder / "lake", day, engine="duckdb")
    return answer.status


def files_of(world: World) -> dict[str, bytes]:
    folder = folder_of(world.folder / "lake", world.config.unit.code)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_lake_has_the_figures_of_the_store(world: World) -> None:
    exported(world)
    wanted = world.status(JUNE)
    assert (wanted.of("households").numerator, wanted.of("households").waiting) == (1, 1)
    assert told(world) == wanted


@pytest.mark.slow
def test_a_store_has_the_same_figures_by_the_other_engine(world: World, spark: SparkSession) -> None:
    """Names that have not been compared yet are compared for the question."""
    assert spark
    assert lake.status_by(world.store, world.config, JUNE, None, engine="spark") == world.status(JUNE)


def values_in(partition: Partition) -> Iterator[str]:
    for name in partition.tables:
        for path in partition.paths(name):
            yield from (str(value) for row in parquet.read_table(path).to_pylist() for value in row.values())


def test_nobody_is_named_in_it(world: World) -> None:
    partition = exported(world)
    texts = {value.casefold() for value in values_in(partition)}
    assert not [text for text in texts if any(personal.casefold() in text for personal in PERSONAL)]
    assert f"{partition.prefix}h1".casefold() in texts and f"{partition.prefix}T1".casefold() in texts


def test_two_units_have_no_stand_in_in_common_and_are_added_up(world: World, tmp_path: Path) -> None:
    mine = set(values_in(exported(world)))
    other = replace(world.config, unit=replace(world.config.unit, code="00001"))
    lake.export(world.store, other, world.folder / "lake", tmp_path / "another.key")
    ours = set(values_in(partitions(world.folder / "lake")[0]))
    assert not {value for value in mine & ours if re.fullmatch(r"(.*º|m|02)?[0-9a-f]{24}", value)}
    answers = list(lake.statuses(world.folder / "lake", JUNE, engine="duckdb"))
    assert [one.unit for one in answers] == ["00001", world.config.unit.code]
    (households,) = [row for row in lake.pooled(answers) if row.id == "households"]
    assert (households.numerator, households.waiting, households.denominator, households.units) == (2, 2, 4, 2)


def test_a_part_that_came_to_no_end_is_not_seen(world: World) -> None:
    partition = exported(world)
    wanted = told(world)
    for stray in ("memberships-2.parquet", ".memberships-2.parquet"):
        (partition.folder / stray).write_bytes(b"half")
    half = partition.folder.with_name("unit=00009")
    half.mkdir()
    (half / "batches-1.parquet").write_bytes(b"half")
    assert told(world) == wanted
    (partition.folder / CONTENTS).unlink()
    assert partitions(world.folder / "lake") == [] and partition_in(half) is None


def test_an_export_that_finds_nothing_new_writes_nothing(world: World) -> None:
    first, before = exported(world), files_of(world)
    assert exported(world) == first and files_of(world) == before


def test_an_export_writes_what_is_new_and_leaves_the_rest(world: World) -> None:
    exported(world)
    before = files_of(world)
    world.load("membership", [MEMBERS, ["N2", "3", "c", "H2", ""]], JUNE)
    exported(world)
    after = files_of(world)
    assert "memberships-2.parquet" in after and after["memberships-1.parquet"] == before["memberships-1.parquet"]
    assert len(after["memberships-2.parquet"]) > 0 and "households-2.parquet" not in after
    assert told(world) == world.status(JUNE)
    undo.undo(world.store, world.files, undone_by="test", reason="wrong list", at=world.clock + timedelta(hours=1))
    exported(world)
    assert told(world) == world.status(JUNE)


def test_a_part_with_another_key_is_written_anew(world: World) -> None:
    exported(world)
    lake.export(world.store, world.config, world.folder / "lake", world.folder / "new.key")
    assert told(world) == world.status(JUNE)
    (partition,) = partitions(world.folder / "lake")
    assert {file.name for table in partition.tables.values() for file in table.files if "-1." in file.name} == set()


def test_stand_ins_are_never_compared_as_names(world: World) -> None:
    store = world.store
    partition = store.export(world.folder / "lake" / "unit=1", "1", {}, b"key")
    with pytest.raises(UserError) as refused:
        answers_of([partition], lambda _unit, relations: status(relations, world.config, JUNE), engine="duckdb")
    assert refused.value.code == "names_not_compared"


def test_a_unit_that_is_not_there_is_refused(world: World) -> None:
    exported(world)
    with pytest.raises(UserError):
        list(lake.statuses(world.folder / "lake", JUNE, ["99999"], engine="duckdb"))


def test_units_whatever_their_codes_have_their_own_figures(world: World) -> None:
    """Codes that begin another's, that files or SQL would read otherwise, and that only capital letters tell apart."""
    pytest.importorskip("sqlglot")
    more = World.empty(world.folder / "more").with_villages_and_groups()
    more.load("household", [HOUSEHOLDS, ["H1", "Cao Thị Yến", "T2", ""]], date(2023, 12, 31))
    codes = ["1", "12", "a1", "A1", "a/1", "..", "1 2", "%20", "*", "o'x\"y", "$unit", "null", "x" * 40, "13"]
    of = {code: (world, more)[place % 2] for place, code in enumerate(codes)}
    for code, office in of.items():
        config = replace(office.config, unit=replace(office.config.unit, code=code))
        lake.export(office.store, config, world.folder / "lake", office.folder / f"{code.encode().hex()}.key")
    wanted = [world.status(JUNE), more.status(JUNE)]
    found = {one.unit: one.status for one in lake.statuses(world.folder / "lake", JUNE, engine="duckdb")}
    assert found == {code: wanted[place % 2] for place, code in enumerate(codes)}
    (once,) = lake.statuses(world.folder / "lake", JUNE, ["A1", "A1"], engine="duckdb")
    assert (once.unit, once.status) == ("A1", found["A1"])


@pytest.mark.parametrize("contents", ['{"form": 1, "unit": "15292"}', '{"form": 2}', "[]", "{", ""])
def test_a_list_in_another_form_is_refused_until_its_unit_exports_again(world: World, contents: str) -> None:
    wanted = exported(world)
    (wanted.folder / CONTENTS).write_text(contents)
    with pytest.raises(UserError) as refused:
        told(world)
    assert refused.value.code == "lake_unreadable"
    assert _held(exported(world)) == _held(wanted) and told(world) == world.status(JUNE)


def _held(part: Partition) -> dict[str, Any]:
    """What it holds, whatever the files are called."""
    return {name: (table.columns, table.states) for name, table in part.tables.items()}


def test_a_part_that_cannot_be_read_keeps_no_other_unit_from_exporting(world: World) -> None:
    other = folder_of(world.folder / "lake", "00001")
    other.mkdir(parents=True)
    (other / CONTENTS).write_text("{")
    lake.export(world.store, world.config, world.folder / "lake", world.folder / "lake.key")
    assert partition_in(folder_of(world.folder / "lake", world.config.unit.code))


def test_parts_that_two_versions_wrote_are_both_named(world: World) -> None:
    """Which of them is the older one their columns do not say."""
    pytest.importorskip("sqlglot")
    here = exported(world)
    other = replace(world.config, unit=replace(world.config.unit, code="00001"))
    lake.export(world.store, other, world.folder / "lake", world.folder / "other.key")
    contents = json.loads((here.folder / CONTENTS).read_text("utf-8"))
    contents["tables"]["villages"]["columns"]["later"] = "VARCHAR"
    (here.folder / CONTENTS).write_text(json.dumps(contents))
    with pytest.raises(UserError) as refused:
        told(world)
    assert (refused.value.code, refused.value.place.count("unit=")) == ("lake_unreadable", 2)


def test_an_export_never_takes_the_place_of_another_units(world: World) -> None:
    """As where a disk knows no capital letters, and two units have one folder."""
    partition, twin = exported(world), folder_of(world.folder / "lake", "twin")
    partition.folder.rename(twin)
    config = replace(world.config, unit=replace(world.config.unit, code="twin"))
    with pytest.raises(UserError) as refused:
        lake.export(world.store, config, world.folder / "lake", world.folder / "lake.key")
    assert refused.value.code == "folder_of_another" and partition_in(twin) == replace(partition, folder=twin)


def test_it_is_known_of_every_column_how_it_leaves(world: World) -> None:
    """A new column is in no lake until somebody has said whether counting needs it."""
    columns: dict[str, Any] = world.store.export(world.folder / "lake" / "unit=1", "1", {}, b"").tables
    assert {name: set(leaving(name)) for name in TABLES} == {name: set(columns[name].columns) for name in TABLES}
    read = {name for relation in statements.files() for name in _tables_read(relation)}
    assert read - set(statements.files()) <= set(TABLES)


def _tables_read(relation: str) -> set[str]:
    if relation.startswith("exchange_"):
        return set()
    text = re.sub(r"--[^\n]*", "", statements.source(relation))
    names = set(re.findall(r"\b(?:from|join)\s+([a-z_]+)", text))
    aliases = {"c", "e", "typed", "anew", "said_before"}  # extract(year from c.received_at), is distinct from true
    return {name for name in names if name not in aliases and not name.startswith("fresh_")} - {"true", "own"}
