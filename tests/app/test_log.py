"""Nhật ký shows every load, takes one back after saying what that changes, and puts it back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.i18n.formats import format_count, format_date
from kpi.operations import undo
from kpi.ui.log import steps, tables
from tests.app.screen import card, links, markup, open_page, read, turn_to, words
from tests.conftest import ROOT
from tests.worlds import World, made_once

PAGE = "log.py"
OVERVIEW = "overview.py"
YEAR_START, MARCH = date(2023, 12, 31), date(2024, 3, 31)
HEAD_OF_HOUSEHOLD, DISPLAY_NAME, CLERK = "Nguyễn Văn Chủ", "Bà Tư Bán Nước", "Trần Thị Văn Thư"
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two villages, three households (a fourth row was rejected), and the members of one group."""
    world = World.empty(tmp_path).with_villages_and_groups()
    for village in ("T1", "T2"):
        rows = [[f"{village}-{n}", HEAD_OF_HOUSEHOLD, village] for n in (1, 2)]
        if village == "T2":
            rows[1][0] = ""
        world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "CCCD"], *([*row, "x"] for row in rows)], YEAR_START)
    world.load(
        "membership",
        [["Tên hiển thị", "Mã hộ"], [DISPLAY_NAME, "T1-1"], [DISPLAY_NAME + " 2", "T1-2"]],
        MARCH,
        group="N1",
    )
    return world


def rows_of(test: AppTest, label: str) -> list[list[str]]:
    """The cells of the table that says it is about this."""
    found = re.search(rf'aria-label="{re.escape(label)}">(.*?)</table>', markup(test), re.S)
    assert found, f"no table {label}"
    body = found[1].partition("<tbody>")[2]
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)
    ]


def listed(test: AppTest) -> list[list[str]]:
    return rows_of(test, "Nhật ký nhập dữ liệu")


def the_members(world: World) -> int:
    return next(batch.batch for batch in world.store.batches() if batch.dataset == "membership")


def choose(test: AppTest, batch: int) -> AppTest:
    return test.selectbox(key="log.chosen").set_value(batch).run()


def press(test: AppTest, name: str) -> AppTest:
    test = test.button(key=f"log.{name}").click().run()
    assert not test.exception, [error.value for error in test.exception]
    return test


def step(test: AppTest, name: str, why: str = "Nạp nhầm tệp") -> AppTest:
    """Begins, says who and why, and confirms."""
    press(test, "begin")
    test.text_input(key="log.name").set_value(CLERK)
    test.text_input(key="log.reason").set_value(why)
    return press(test, name)


def test_the_table_says_what_the_store_holds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE)
    rows = listed(test)
    batches = list(reversed(world.store.batches()))
    assert [row[0] for row in rows] == [format_count(batch.batch) for batch in batches]
    for row, batch in zip(rows, batches, strict=True):
        assert tables.dataset_in_words(batch.dataset, world.config) in row[1]
        assert row[2] == format_date(batch.as_of)
        assert batch.loaded_by in row[3]
        assert batch.file in row[4]
        assert row[5:9] == [format_count(n) for n in (batch.read, batch.accepted, batch.rejected, batch.ignored)]
        assert "Đang dùng" in row[9]
        assert row[10] == batch.sha256[:8]
    assert "Nhóm Thôn 1" in rows[0][1]
    assert "Thôn 2" in rows[1][1]


def test_the_filters_keep_what_was_asked_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    undo.undo(world.store, 1, undone_by="test", reason="", at=datetime(2024, 5, 1))
    test = open_page(world.store.path, monkeypatch, PAGE)
    test.selectbox(key="log.dataset").set_value("household").run()
    assert ["Sổ hộ dân" in row[1] for row in listed(test)] == [True, True]
    test.selectbox(key="log.dataset").set_value("").run()
    test.selectbox(key="log.state").set_value("taken_back").run()
    assert [row[0] for row in listed(test)] == ["1"]
    assert "Đã rút lại" in listed(test)[0][9]


def test_the_details_of_a_load(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = next(batch for batch in world.store.batches() if batch.rejected)
    test = choose(open_page(world.store.path, monkeypatch, PAGE), batch.batch)
    assert batch.sha256 in words(test)
    assert "CCCD" in words(test)
    wrong = rows_of(test, "Nội dung cần lưu ý")
    assert any("Bị loại" in row[1] and row[3] == "1" for row in wrong)
    assert rows_of(test, "Lịch sử của lần nạp này")[0][2] == "test"


def test_the_page_quotes_no_cell_and_words_what_older_loads_quoted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = [
        ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Kênh"],
        *([f"TB{n}", kind, "03/6/2024", "ZQ"] for n, kind in enumerate(["Phản ánh", "ZQ lạ", "ZQ lạ"])),
    ]
    outcome = world.load("case", log, MARCH)
    assert {problem.value for problem in outcome.problems} >= {"ZQ lạ", "ZQ"}
    batch = world.store.batch(outcome.batch or 0)
    test = choose(open_page(world.store.path, monkeypatch, PAGE), batch.batch)
    assert "ZQ" not in words(test)
    assert {row[0] for row in rows_of(test, "Nội dung cần lưu ý")} == {"từ này chưa được biết ở cột này"}
    older = replace(batch, problems=[{**problem, "message": None} for problem in batch.problems])
    assert tables.problem_table(older) == tables.problem_table(batch)


def test_a_load_is_taken_back_and_put_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = the_members(world)
    before = world.status(MARCH)
    test = open_page(world.store.path, monkeypatch)
    shown_before = card(test, "households")
    assert "2/3" in shown_before
    turn_to(test, PAGE)
    press(choose(test, batch), "begin")
    households = next(row for row in rows_of(test, "Các chỉ tiêu hiện nay và sau đó") if "2/3" in row[1])
    assert "2/3" not in households[2]
    assert "2/2 · 100%" in rows_of(test, "Hộ dân theo thôn hiện nay và sau đó")[0][1]
    assert not world.store.batch(batch).undone

    test.text_input(key="log.name").set_value(CLERK)
    test.text_input(key="log.reason").set_value("Nạp nhầm tệp")
    press(test, "undo")
    assert [read(success.value) for success in test.success] == [
        f"Đã rút lại lần nạp số {batch}. Mọi số liệu đã được cập nhật."
    ]
    assert world.store.batch(batch).undone
    assert "Đã rút lại" in listed(test)[0][9]
    assert rows_of(test, "Lịch sử của lần nạp này")[1][::2] == ["Rút lại", CLERK]
    turn_to(test, OVERVIEW)
    assert "2/3" not in card(test, "households")

    turn_to(test, PAGE)
    step(choose(test, batch), "redo")
    assert not world.store.batch(batch).undone
    assert world.status(MARCH).indicators == before.indicators
    assert [row[0] for row in rows_of(test, "Lịch sử của lần nạp này")] == ["Nạp dữ liệu", "Rút lại", "Dùng lại"]
    turn_to(test, OVERVIEW)
    assert card(test, "households") == shown_before


def test_nothing_is_done_without_a_name_and_a_reason(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = the_members(world)
    test = choose(open_page(world.store.path, monkeypatch, PAGE), batch)
    step(test, "undo", why="  ")
    assert len(test.error) == 1
    assert not world.store.batch(batch).undone
    press(test, "cancel")
    assert not test.error
    assert "Các chỉ tiêu hiện nay và sau đó" not in markup(test)


def test_a_load_that_somebody_else_took_back_meanwhile(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = the_members(world)
    test = press(choose(open_page(world.store.path, monkeypatch, PAGE), batch), "begin")
    undo.undo(world.store, batch, undone_by="test", reason="", at=datetime(2024, 5, 1))
    test.run()
    assert [button.label for button in test.button] == ["Dùng lại lần nạp này", "Sao lưu ngay"]
    assert [step.undone for step in world.store.events(batch)] == [True]


def test_a_log_of_reports_is_loaded_again_and_not_put_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    log = [["Mã tin", "Loại tin", "Thời điểm tiếp nhận"], ["TB1", "Phản ánh", "03/6/2024"]]
    batch = world.load("case", log, MARCH).batch or 0
    undo.undo(world.store, batch, undone_by="test", reason="", at=datetime(2024, 5, 1))
    test = choose(open_page(world.store.path, monkeypatch, PAGE), batch)
    assert test.button(key="log.begin").disabled
    assert any("hãy nạp lại tệp" in caption.value for caption in test.caption)


def test_one_can_put_a_load_back_when_all_are_taken_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [batch.batch for batch in world.store.batches()]
    for number in numbers:
        undo.undo(world.store, number, undone_by="test", reason="", at=datetime(2024, 5, 1))
    test = open_page(world.store.path, monkeypatch)
    assert "kpi-empty-state" in markup(test)
    turn_to(test, PAGE)
    assert len(listed(test)) == len(numbers)
    step(choose(test, numbers[0]), "redo")
    assert not world.store.batch(numbers[0]).undone


def test_two_hundred_loads_come_a_page_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with world.store.writing() as writer:  # copies of a row of the log; what they hold does not matter here
        connection = writer._connection
        connection.execute(
            "insert into batches select b.* replace (100 * b.batch + n as batch) from batches b, range(40) t(n)"
        )
    test = open_page(world.store.path, monkeypatch, PAGE)
    assert len(listed(test)) == 25
    assert len(test.selectbox(key="log.chosen").options) > 200


def test_of_hundreds_the_newest_are_offered_and_those_on_the_page_that_is_turned_to(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.store.writing() as writer:
        writer._connection.execute(
            "insert into batches select b.* replace (100 * b.batch + n as batch, known_at + to_days(n::int) as known_at)"
            " from batches b, range(80) t(n)"
        )
    numbers = [batch.batch for batch in reversed(world.store.batches())]
    test = open_page(world.store.path, monkeypatch, PAGE)
    chooser, oldest = test.selectbox(key="log.chosen"), numbers[-1]
    assert [int(one.split(" · ")[0].replace(".", "")) for one in chooser.options] == numbers[: steps.MOST_OFFERED]
    pages = -(-len(numbers) // steps.BATCHES_PER_PAGE)
    test.session_state[f"log.page.{pages}"] = pages
    test.run()
    assert [row[0] for row in listed(test)][-1] == format_count(oldest)
    test = choose(test, oldest)
    test.session_state[f"log.page.{pages}"] = 1
    test.run()
    assert test.selectbox(key="log.chosen").value == oldest
    assert world.store.batch(oldest).sha256 in words(test)


def test_no_citizen_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE)
    for batch in world.store.batches():
        press(choose(test, batch.batch), "begin")
        assert not test.exception
        for name in (HEAD_OF_HOUSEHOLD, DISPLAY_NAME, "T1-1"):
            assert name not in markup(test)


def test_a_backup_is_made_by_a_button_and_the_overview_no_longer_asks_for_one(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    test = open_page(world.store.path, monkeypatch)
    assert any("Chưa có bản sao lưu nào" in link for link in links(test))
    turn_to(test, PAGE)
    test.button(key="log.back_up").click().run()
    (copy,) = (world.store.path.parent / "sao-luu").iterdir()
    assert copy.name in words(test)
    assert not test.error
    assert "sao lưu" not in words(turn_to(test, OVERVIEW))
    text = (ROOT / "config.yaml").read_text("utf-8")
    for second, said in (
        ("usb", "cùng ổ đĩa với cơ sở dữ liệu"),
        ("/khong/co/usb", "Không tìm thấy nơi sao lưu thứ hai"),
    ):
        (tmp_path / "config.yaml").write_text(text.replace('second_folder: ""', f"second_folder: {second}"), "utf-8")
        monkeypatch.setenv("KPI_CONFIG", str(tmp_path / "config.yaml"))
        turn_to(test, PAGE)
        assert [said in box.value for box in test.warning] == [True]
    monkeypatch.setenv("KPI_CONFIG", str(ROOT / "config.yaml"))
    copy.unlink()
    copy.parent.rmdir()
    copy.parent.write_text("no folder")
    turn_to(test, PAGE)
    test.button(key="log.back_up").click().run()
    assert [error.value.splitlines()[0].strip("* ") for error in test.error] == ["Không ghi được bản sao lưu"]
