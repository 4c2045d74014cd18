"""Longer work: stopped it has never begun, left it goes on, and its person hears of its end wherever he is."""

from __future__ import annotations

import threading
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from kpi.answers.status import History
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome
from kpi.ingest.loading.plan import Source
from kpi.operations.rehearsal import load_rehearsed
from kpi.ui.shell import work as works
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.work import READING, UNDER_WAY, Progress, Stopped, Work, begin_at
from tests.app.screen import card, open_page, read, turn_to
from tests.app.test_loading import PAGE, drop, households, load_as
from tests.serving import PATIENCE_SECONDS
from tests.worlds import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def ended(work: Work[None]) -> Work[None]:
    assert work.ended.wait(PATIENCE_SECONDS)
    return work


def test_work_that_is_stopped_has_never_begun(world: World, tmp_path: Path) -> None:
    before, steps = world.store.version(), list[str]()
    source = Source(households(tmp_path), as_of=date(2024, 3, 31))

    def load(told: Progress) -> None:
        def stopping(done: int, of: int, what: str) -> None:
            steps.append(what)
            if not what:  # all rows are stored by then, in a transaction that is still open
                work.stop()
            told(done, of, what)

        load_rehearsed(
            world.store, world.config, [source], known_at=datetime(2024, 4, 1), loaded_by="Lan", progress=stopping
        )

    work: Work[None] = Work("Nạp", load, stops=True)
    work.begin()
    assert isinstance(ended(work).error, Stopped)
    assert steps == [source.path.name, source.path.name, ""]
    assert (world.store.version(), len(world.store.batches())) == (before, 2)


def test_work_that_was_left_goes_on_and_is_told_elsewhere(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, kept = threading.Event(), list[None]()
    work: Work[None] = Work("Chốt số liệu", lambda _told: None if go_on.wait(PATIENCE_SECONDS) else None, kept.append)
    test = drop(open_page(world.store.path, monkeypatch, PAGE), households(tmp_path))
    test.session_state[UNDER_WAY] = work
    work.begin()
    load_as(test, "Lan")  # one thing after the other: a second click begins nothing
    assert any("Chốt số liệu: đang thực hiện" in read(one.value) for one in test.warning)
    assert len(world.store.batches()) == 2
    turn_to(test, "method.py")
    assert UNDER_WAY in test.session_state
    assert not kept
    go_on.set()
    ended(work)
    test.run()
    assert [read(one.value) for one in test.success] == ["Chốt số liệu: đã xong"]
    assert kept == [None]
    assert UNDER_WAY not in test.session_state
    assert READING not in test.session_state


def test_work_of_another_session_is_shown_and_its_end_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after F5, or in a second tab: of the same database and account, once, and kept by nobody but whoever began it."""
    go_on, kept = threading.Event(), list[None]()
    work: Work[None] = Work("Sao lưu", lambda _told: None if go_on.wait(PATIENCE_SECONDS) else None, kept.append)
    begin_at((str(world.store.path.resolve()), ""), work)
    other: Work[None] = Work("Của nơi khác", lambda _told: None if go_on.wait(PATIENCE_SECONDS) else None)
    begin_at((str(world.store.path.with_name("khac.duckdb")), ""), other)
    test = open_page(world.store.path, monkeypatch, "method.py")
    shown = " ".join(read(one.proto.body) for one in test.get("html"))
    assert "Sao lưu …" in shown and "Của nơi khác" not in shown
    go_on.set()
    ended(work)
    ended(other)
    test.run()
    assert [read(one.value) for one in test.success] == ["Sao lưu: đã xong"]
    assert not kept
    test.run()
    assert not test.success


def test_a_refusal_and_a_stop_are_told_in_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_told: Progress) -> None:
        raise UserError("Không có chỗ trên đĩa")

    def stop(told: Progress) -> None:
        work.stop()
        told(0, 1, "")

    test = open_page(world.store.path, monkeypatch, "method.py")
    for task in (refuse, stop):
        work: Work[None] = Work("Sao lưu", task)
        test.session_state[UNDER_WAY] = work
        work.begin()
        ended(work)
        test.run()
        assert UNDER_WAY not in test.session_state
        told = test.error if task is refuse else test.info
        assert [read(one.value) for one in test.toast] == ([] if task is refuse else [read(test.info[0].value)])
        assert ("Không có chỗ" if task is refuse else "Sao lưu: đã dừng") in read(told[0].value)


def test_a_page_waits_for_no_write_and_shows_one_state(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened in the middle of a write, what held before; where one lands in the middle of a page, all of it what holds since."""
    rows, asked, landed = [["Mã hộ", "Chủ hộ", "Thôn"], ["H1", "Lê A", "T1"]], Desk.history, list[Outcome]()
    world.load("household", rows, date(2024, 3, 31))
    world.load("membership", [["Nhóm", "Mã thành viên", "Tên hiển thị"], ["N1", "1", "x"]], date(2024, 3, 31))

    def meanwhile(desk: Desk, as_of: date) -> History:
        found = asked(desk, as_of)
        if not landed:
            landed.append(world.load("household", [*rows, ["H2", "Lê B", "T1"]], date(2024, 3, 31)))
        return found

    with world.store.writing():
        assert "0/1" in card(open_page(world.store.path, monkeypatch), "households")
    monkeypatch.setattr(Desk, "history", meanwhile)
    world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn Một"], ["T2", "Thôn Hai"]], date(2024, 3, 30))
    test = open_page(world.store.path, monkeypatch)
    assert landed and "0/2" in card(test, "households")


def test_what_looks_once_a_second_looks_no_more_when_the_work_has_ended(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ending(threading.Event):
        """It ends between two looks."""

        looks = iter([False])

        def is_set(self) -> bool:
            return next(self.looks, True)

    told, enqueue = list[ForwardMsg](), ScriptRunContext.enqueue

    def listened(run: ScriptRunContext, one: ForwardMsg) -> None:
        told.append(one)
        enqueue(run, one)

    monkeypatch.setattr(ScriptRunContext, "enqueue", listened)
    work: Work[None] = Work("Sao lưu", lambda _told: None)
    begin_at((str(world.store.path.resolve()), ""), work)
    ended(work)
    work.ended = Ending()
    monkeypatch.setitem(works._begun, work.number, ((str(world.store.path.resolve()), ""), work))
    test = open_page(world.store.path, monkeypatch, "method.py")
    assert [read(one.value) for one in test.success] == ["Sao lưu: đã xong. Trang này vẫn hiển thị như trước khi xong."]
    begun = [one.auto_rerun.fragment_id for one in told if one.HasField("auto_rerun")]
    assert begun == [part for one in told for part in one.stop_auto_rerun.fragment_ids] and len(begun) == 1
