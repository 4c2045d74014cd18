"""The sample leaves no trace: once it is removed, no name, code or number of it stands in the file, and real work is as it was."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange.numbers import highest_given, note_given, take_back_given
from kpi.operations import explaining
from kpi.operations.simulated import remove_simulated, simulated
from kpi.operations.verify import verify
from kpi.review.decisions import NOBODY, Saying, decide
from kpi.snapshots.freezing import freeze
from kpi.store import Store, open_store
from kpi.store.duckdb import database, removal
from tests.worlds import World

AT = datetime(2026, 1, 1)


@pytest.fixture
def store(sample_store: Store, tmp_path: Path) -> Store:
    shutil.copy(sample_store.path, tmp_path / "kpi.duckdb")
    return open_store(tmp_path / "kpi.duckdb")


def traces(store: Store) -> list[bytes]:
    """Names, codes and files of the sample, as they stand in its file."""
    known = datetime(2100, 1, 1)
    names = [
        row["name"] for relation in ("newest_villages", "newest_groups") for row in store.read(relation, known_at=known)
    ]
    names += [batch.file for batch in store.batches()]
    return [name.encode() for name in names]


def found_in(store: Store, texts: list[bytes]) -> list[bytes]:
    files = [file for file in store.path.parent.iterdir() if file.name.startswith((store.path.name, "."))]
    return [text for text in texts if any(text in file.read_bytes() for file in files)]


def test_no_byte_of_the_sample_stays(store: Store, config: Config) -> None:
    told = traces(store)
    assert len(found_in(store, told)) > len(told) / 2, "the test can see what it looks for"
    heads = [name.encode() for name in ("Nguyễn Văn", "Trần Thị")]
    explaining.explain(store, "village", "Xóm Đình", "T1", reason="", decided_by="A", at=AT)
    removed = remove_simulated(store)
    assert len(removed.batches) == len(set(removed.batches)) > 10
    assert found_in(store, [*told, *heads, "Xóm Đình".encode(), b"DEMO"]) == []
    assert store.is_empty()
    assert store.newest_known_at() is None
    assert store.listed_corrections() == []
    assert sorted(file.name for file in store.path.parent.iterdir()) == ["kpi.duckdb"]
    assert verify(store, config) == []


def test_what_is_real_stays_as_it_was(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    headers = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
    world.load("household", [headers, ["H1", "Trần An", "Thôn 1"], ["H2", "Lê Ba", "Thôn 1"]], date(2024, 1, 1))
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", ""], ["B", "H2"]], date(2024, 3, 31), group="N1")
    kept = len(world.store.batches())
    mark = ["DỮ LIỆU MÔ PHỎNG"]
    world.load(
        "membership", [[*mark, ""], ["Tên hiển thị", "Mã hộ"], ["Không Có Thật", ""]], date(2024, 4, 30), group="N2"
    )
    before = world.counts("households", date(2024, 3, 31))
    assert len(remove_simulated(world.store).batches) == 1
    assert len(world.store.batches()) == kept
    assert world.counts("households", date(2024, 3, 31)) == before
    assert found_in(world.store, ["Không Có Thật".encode()]) == []
    assert remove_simulated(world.store).batches == ()


def test_what_was_frozen_on_the_sample_goes_only_when_somebody_says_so(store: Store, config: Config) -> None:
    day = date(2024, 6, 30)
    freeze(store, config, day, date(2024, 3, 31), frozen_by="A", at=AT)
    with pytest.raises(UserError) as refusal:
        remove_simulated(store)
    assert refusal.value.code == "frozen_on_simulated"
    assert len(simulated(store).frozen) == 1
    note_given(store.path, 1)  # as a report on the sample would
    remove_simulated(store, with_frozen=True)
    assert store.frozen_states() == []
    assert highest_given(store.path) == 0, "the office's first report is number 1"


@pytest.mark.parametrize(("given", "left", "then"), [(3, 0, 0), (3, 1, 1), (7, 1, 7)])
def test_only_numbers_of_the_sample_are_free_again(tmp_path: Path, given: int, left: int, then: int) -> None:
    database = tmp_path / "kpi.duckdb"
    note_given(database, given)
    take_back_given(database, [2, 3], left=left)
    assert highest_given(database) == then


def test_decisions_about_real_people_stay(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Trần An", "Thôn 1"]], date(2024, 1, 1))
    rows = [["Mã thành viên", "Tên hiển thị"], ["123456789", "Xa Lạ"], ["223456789", "An"]]
    world.load("membership", rows, date(2024, 3, 31), group="N1")
    mark = ["DỮ LIỆU MÔ PHỎNG", ""]
    world.load(
        "membership", [mark, ["Mã thành viên", "Tên hiển thị"], ["923456789", "Ảo"]], date(2024, 3, 31), group="N2"
    )
    sayings = [
        Saying("uid:123456789", NOBODY, True),
        Saying("uid:223456789", "H1", True),
        Saying("uid:923456789", NOBODY, True),
    ]
    decide(world.store, world.config, sayings, reason="biết", decided_by="A", at=AT)
    remove_simulated(world.store)
    known = world.store.read("decided", known_at=datetime(2100, 1, 1))
    assert {row["member"] for row in known} == {"uid:123456789", "uid:223456789"}


def test_every_table_is_thought_of(empty_store: Store) -> None:
    """A table that a later schema adds must say what of it stays."""
    with database.reading(empty_store.path) as connection:
        tables = {
            row[0]
            for row in connection.execute("select table_name from duckdb_tables() where not temporary").fetchall()
        }
    worked_out = {"comparisons", "suggestions"}
    assert tables == {*removal.COPIED, "decisions", "corrections", "schema_version", *worked_out}
