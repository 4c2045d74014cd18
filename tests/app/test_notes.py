"""Notes: written on Tiến độ, seen on the chart, the slides and in the report; struck out, and kept where they were frozen."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.domain.errors import UserError
from kpi.operations.verify import verify
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.sentences import steering
from kpi.snapshots import freezing, meetings
from kpi.snapshots.notes import notes, standing, strike, write
from kpi.ui.meeting import slides
from tests.app.screen import charts, markup, open_page, words
from tests.worlds import World, made_once

KEY, OPENED = "notes", "notes.opened"
MARCH, MAY, JUNE, JULY = date(2024, 3, 31), date(2024, 5, 2), date(2024, 6, 30), date(2024, 7, 31)
CAMPAIGN = "Đợt cao điểm tuyên truyền"
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    made = World.empty(tmp_path).with_villages_and_groups()
    made.load(
        "household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Lê Văn An", "T1"], ["H2", "Đỗ Bé", "T1"]], MARCH
    )
    for day in (MARCH, JUNE):
        made.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H1"]], day, group="N1")
    return made


def noted(page: AppTest) -> list[str]:
    """What the marks on the chart say to whoever points there."""
    annotations = json.loads(charts(page)[0].spec)["layout"]["annotations"]
    return [one["hovertext"] for one in annotations if "hovertext" in one]


def test_a_note_is_written_seen_on_the_chart_and_struck_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = world.status(JUNE).indicators
    page = open_page(world.store.path, monkeypatch, "progress.py")
    page.session_state[OPENED] = True
    page.run()
    page.text_input(key=f"{KEY}.start").input("2/5/2024")
    page.text_input(key=f"{KEY}.words").input(CAMPAIGN)
    page.text_input(key=f"{KEY}.by").input("Lan")
    page.button(key=f"{KEY}.do").click().run()
    assert not page.exception and not page.error and any("ghi chú số 1" in one.value for one in page.success)
    assert noted(page) == [f"ghi chú 1, 02/5/2024: {CAMPAIGN}"] and CAMPAIGN in markup(page) and "Lan" in words(page)
    assert world.status(JUNE).indicators == before
    page.selectbox(key=f"{KEY}.which").select(1)
    page.button(key=f"{KEY}.strike.do").click().run()
    assert any("lý do" in error.value for error in page.error)
    page.text_input(key=f"{KEY}.reason").input("Ghi nhầm ngày")
    page.button(key=f"{KEY}.strike.do").click().run()
    assert not page.exception and not page.error
    assert noted(page) == []  # off the chart, and still in the list
    assert CAMPAIGN in markup(page) and "Ghi nhầm ngày" in markup(page)


def test_every_chart_over_time_bears_its_notes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The overview's those of households and of the plan, the reports' month theirs; the words stand beside the numbers."""
    cases = [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"]]
    world.load("case", [*cases, ["TB1", "Phản ánh", "02/5/2024", "20/5/2024", "10/5/2024"]], JUNE)
    at = datetime(2024, 8, 1, 8)
    for text, indicator in ((CAMPAIGN, None), ("Thêm nhóm mới", "households"), ("Đường dây nóng", "processed_reports")):
        write(world.store, text, MAY, None, indicator, noted_by="Lan", at=at)
    strike(world.store, write(world.store, "Nhầm", MAY, noted_by="Lan", at=at), reason="sai", struck_by="Lan", at=at)
    for file, own, other in (("overview.py", "Thêm nhóm mới", "nóng"), ("cases.py", "Đường dây nóng", "nhóm mới")):
        page = open_page(world.store.path, monkeypatch, file, ngay="2024-06-30")
        assert not page.exception
        hovers = [
            one["hovertext"]
            for chart in charts(page)
            for one in json.loads(chart.spec)["layout"].get("annotations", ())
            if "hovertext" in one
        ]
        (hover,) = hovers
        assert CAMPAIGN in hover and own in hover and other not in hover and "Nhầm" not in hover


def test_what_was_frozen_with_a_note_keeps_it(world: World) -> None:
    at = datetime(2024, 8, 1, 8)

    def note(text: str, start: date = MAY, end: date | None = JUNE, indicator: str | None = None) -> int:
        return write(world.store, text, start, end, indicator, noted_by="Lan", at=at)

    number = note(CAMPAIGN)
    note("Mất điện cả xã", date(2024, 6, 3), None, "households")
    state = freezing.freeze(world.store, world.config, JUNE, date(2024, 4, 30), frozen_by="An", at=at)
    order = Order(JUNE, "year")
    told = gather(world.store, world.config, order)
    said = steering(told)[-1]
    assert said.startswith(
        "Ghi chú trong kỳ: từ ngày 02/5/2024 đến ngày 30/6/2024: Đợt cao điểm tuyên truyền; ngày 03/6/2024 ("
    )
    shown = slides.document(meetings.meeting(world.store, state.number), world.config, simulated=False)
    # One of the whole plan stands on the slide of notes, one of an indicator on that one's slide, too.
    assert shown.count("Mất điện cả xã") == shown.count(CAMPAIGN) + 1
    strike(world.store, number, reason="Ghi nhầm", struck_by="Lan", at=at)
    assert [one.words for one in standing(notes(world.store), MAY, JUNE)] == ["Mất điện cả xã"]
    assert steering(gather(world.store, world.config, order, told.known_at))[-1] == said
    assert CAMPAIGN not in steering(gather(world.store, world.config, order))[-1]
    again = slides.document(meetings.meeting(world.store, state.number), world.config, simulated=False)
    assert again == shown and verify(world.store, world.config) == []
    with pytest.raises(UserError) as error:
        strike(world.store, number, reason="Ghi nhầm", struck_by="Lan", at=at)
    assert error.value.code == "unknown_note"
    for terms, code in (
        (("",), "empty_note"), (("x" * 200,), "too_long"), (("gọi 0912 345 678",), "never_stored"),
        (("Ông Lê Văn An đi vận động",), "personal_note"), ((CAMPAIGN, JULY, MAY), "no_such_day"),
        ((CAMPAIGN, MAY, None, "other"), "unknown_indicator"),
    ):  # fmt: skip
        with pytest.raises(UserError) as error:
            note(*terms)
        assert error.value.code == code
