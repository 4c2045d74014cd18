"""A log that is taken back says its numbers to nobody, and no figure of before changes (docs/decisions/data.md, "Logs taken back")."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from kpi.answers.overdue import late_cases
from kpi.domain.errors import UserError
from kpi.operations import undo as undoing
from kpi.snapshots.freezing import check, freeze
from kpi.store import open_store
from kpi.store.duckdb.migrations import steps
from tests.worlds import World

HEADERS = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Gia hạn đến", "Căn cứ gia hạn", "Ngày xử lý xong"]
JUNE, YEAR_END = date(2024, 6, 30), date(2024, 12, 31)


def report(code: str, closed: str = "", *, basis: str = "") -> list[str]:
    """Due on 10/6, or on 20/6 where a basis is given."""
    return [code, "Phản ánh", "01/6/2024", "10/6/2024", "20/6/2024", basis, closed]


def load(world: World, *rows: list[str], as_of: date = JUNE) -> int:
    outcome = world.load("case", [HEADERS, *rows], as_of)
    assert outcome.batch is not None
    return outcome.batch


def undo(world: World, batch: int) -> datetime:
    """The moment before the log went."""
    before = world.store.newest_known_at()
    assert before is not None
    undoing.undo(world.store, batch, undone_by="a", reason="b", at=before + timedelta(days=1))
    return before


def texts(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        return str(connection.execute("select code, extension_basis from cases order by batch, row").fetchall())


def late(world: World, known_at: datetime | None = None) -> list[str]:
    return [case.code for case in late_cases(world.store, world.config, YEAR_END, known_at)]


def test_what_was_known_before_counts_the_same(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    load(world, report("TB1", "25/6/2024"), report("TB2", "05/6/2024"))
    # Of the second log: one report of the first that is right now, one by its extension, one late.
    second = load(
        world, report("TB1", "08/6/2024"), report("KIN-3", "19/6/2024", basis="VB 12/KIN"), report("KIN-4", "21/6/2024")
    )
    counted = world.status(YEAR_END)
    assert world.counts("processed_reports", YEAR_END) == (3, 0, 4)
    known_at = undo(world, second)
    assert world.counts("processed_reports", YEAR_END) == (1, 0, 2)
    assert world.status(YEAR_END, known_at).indicators == counted.indicators
    assert (late(world), late(world, known_at)) == (["TB1"], ["đã rút 2"])
    assert b"KIN" not in world.store.path.read_bytes()
    assert texts(world.store.path).count("TB1") == 2, "the log in force has it"


def test_a_number_goes_with_the_last_log_that_has_it_wherever_it_stood(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    first = load(world, report("KIN-1"), report("KIN-2", "05/6/2024"))
    second = load(world, report("KIN-1", "08/6/2024"), as_of=YEAR_END)
    counted = world.status(YEAR_END).indicators
    known_at = undo(world, first)
    assert "KIN-1" in texts(world.store.path)
    assert "KIN-2" not in texts(world.store.path)
    undo(world, second)
    assert "KIN" not in texts(world.store.path)
    assert world.status(YEAR_END, known_at).indicators == counted, "both rows of the first are one report still"
    third = load(world, report("KIN-1", "08/6/2024"), report("đã rút 3", "09/6/2024"))
    undo(world, third)
    assert "KIN" not in texts(world.store.path)
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        assert connection.execute("select count(distinct code) from cases").fetchone() == (4,), (
            "none lent to two reports"
        )


def test_it_is_loaded_again_and_not_put_back(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    log = load(world, report("TB1", "08/6/2024"))
    undo(world, log)
    with pytest.raises(UserError) as refused:
        undoing.redo(world.store, log, redone_by="a", reason="b", at=datetime(2025, 1, 1))
    assert refused.value.code == "log_taken_back"
    with pytest.raises(UserError) as twice:
        undoing.undo(world.store, log, undone_by="a", reason="b", at=datetime(2025, 1, 1))
    assert twice.value.code == "undone"
    again = load(world, report("TB1", "08/6/2024"))
    assert again != log
    assert world.counts("processed_reports", YEAR_END) == (1, 0, 1)
    with pytest.raises(UserError) as in_force:
        undoing.redo(world.store, again, redone_by="a", reason="b", at=datetime(2025, 1, 1))
    assert in_force.value.code == "in_force"


def test_a_frozen_state_that_rests_on_it_still_verifies(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    log = load(world, report("TB1", "25/6/2024"), report("TB2", "15/6/2024", basis="VB 12"))
    state = freeze(world.store, world.config, YEAR_END, JUNE, frozen_by="a", at=datetime(2025, 1, 2))
    undo(world, log)
    assert check(world.store, world.config, state).same


def test_nothing_is_left_beside_the_file_and_a_fault_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.empty(tmp_path)
    log = load(world, report("TB1"))
    before, beside = texts(world.store.path), set(tmp_path.iterdir())

    def breaks(_writer: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("kpi.store.duckdb.writer.Writer.strike_out", breaks)
        undo(world, log)
    assert texts(world.store.path) == before
    assert not world.store.batch(log).undone
    undo(world, log)
    assert set(tmp_path.iterdir()) == beside


def test_an_older_file_gives_up_what_was_taken_back_before(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table schema_version (version integer primary key)")
        for number, sql in steps()[:10]:
            connection.execute(sql)
            connection.execute("insert into schema_version values (?)", [number])
        for batch in (1, 2, 3):
            connection.execute(
                "insert into batches values (?, 'case', '2024-06-30', '2024-07-01', '', '', '', '', false, 2, 2, 0, 0, '[]', '[]')",
                [batch],
            )
        rows = [
            (1, 1, "TB1", "VB"),
            (2, 1, "TB1", "KIN"),
            (2, 2, "KIN-7", None),
            (3, 1, "KIN-7", "KIN"),
            (3, 2, "KIN-8", ""),
        ]
        connection.executemany(
            "insert into cases (batch, row, code, kind, received_at, received_has_time, extension_basis)"
            " values (?, ?, ?, 'petition', '2024-06-01', false, ?)", rows,
        )  # fmt: skip
        for event, (batch, undone) in enumerate([(1, True), (1, False), (2, True), (3, True)]):
            connection.execute(
                "insert into batch_events values (?, ?, ?, '2024-07-02', 'a', 'b')", [event, batch, undone]
            )
    assert len(open_store(path).batches()) == 3
    assert b"KIN" not in path.read_bytes()
    assert texts(path) == str(
        [("TB1", "VB"), ("TB1", "đã rút"), ("đã rút 1", None), ("đã rút 1", "đã rút"), ("đã rút 2", "")]
    )
