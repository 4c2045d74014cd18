"""The meeting page: freezing, checking, conclusions of this meeting and of earlier ones."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from kpi.config import load_config
from kpi.reports.content.gathering import Order
from kpi.reports.sending import freezing as reports
from kpi.snapshots import freezing as snapshots
from kpi.snapshots import meetings
from kpi.ui.meeting import slides
from kpi.ui.meeting.serving import slides_page
from tests.app.screen import open_page, press_freeze, read, widget, words
from tests.plans import config_with
from tests.worlds import World, made_once

PAGE = "meeting.py"
REGISTER_DAY, MARCH = date(2023, 12, 31), date(2024, 3, 31)


@pytest.fixture
@made_once
def world(tmp_path: Path, environment: None) -> World:  # noqa: ARG001
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["HG-1", "Nguyễn Văn Hùng", "T1"], ["HG-2", "Trần Thị Hoà", "T1"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], REGISTER_DAY)
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "HG-1"]], MARCH)
    return world


def freeze(page: AppTest, name: str = "Lê Văn Thư Ký") -> AppTest:
    page.text_input(key="meeting.name").input(name)
    press_freeze(page, "meeting")
    assert not page.exception
    return page


def told(page: AppTest) -> list[str]:
    """What the green boxes say, without the signs that keep markup out."""
    return [read(box.value) for box in page.success]


def test_before_anything_is_frozen_the_page_says_what_to_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(world.store.path, monkeypatch, PAGE)
    assert "Chưa chốt bản nào" in words(page)
    freeze(page, name="")
    assert any("Ghi tên người chốt số liệu" in error.value for error in page.error)
    assert world.store.frozen_states() == []


def test_freezing_checking_and_concluding(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = freeze(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31"))
    (state,) = world.store.frozen_states()
    assert any(
        f"Đã chốt thành bản số 1, số liệu đến ngày 31/3/2024, mã kiểm tra {state.code}" in box for box in told(page)
    )
    assert (state.as_of, state.frozen_by) == (MARCH, "Lê Văn Thư Ký")
    with pytest.raises(KeyError):
        widget(page, "meeting.notice")
    page.button(key="meeting.check").click().run()
    assert any("mã kiểm tra như cũ" in box for box in told(page))
    page.text_input(key="meeting.decision").input("Vận động 1 hộ còn thiếu")
    page.text_input(key="meeting.post").input("Trưởng thôn Thôn 1")
    page.text_input(key="meeting.due").input("30/4/2024")
    page.button(key="meeting.conclude.do").click().run()
    assert not page.exception
    assert "1 Vận động 1 hộ còn thiếu Trưởng thôn Thôn 1 30/4/2024 ▲ đang thực hiện" in words(page)
    assert widget(page, "meeting.notice").label == "Thông báo kết luận (Word)"
    freeze(page)
    assert "Vận động 1 hộ còn thiếu" in words(page).split("Kết luận của các kỳ họp trước")[1]


def test_a_day_that_is_none_is_refused_in_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = freeze(open_page(world.store.path, monkeypatch, PAGE))
    page.text_input(key="meeting.decision").input("Làm")
    page.text_input(key="meeting.post").input("Trưởng thôn")
    page.text_input(key="meeting.due").input("31/2/2024")
    page.button(key="meeting.conclude.do").click().run()
    assert any("để trống" in error.value for error in page.error)
    assert world.store.conclusions() == []


def test_what_is_noted_of_a_conclusion_needs_nothing_from_elsewhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a session in which nobody has given a name yet, the form asks for it itself."""
    page = freeze(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31"))
    page.text_input(key="meeting.decision").input("Vận động")
    page.text_input(key="meeting.post").input("Trưởng thôn")
    page.button(key="meeting.conclude.do").click().run()
    assert page.text_input(key="meeting.decision").value == page.text_input(key="meeting.post").value == ""
    fresh = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31")
    fresh.text_input(key="meeting.state.1.by").input("Trần Kiểm Tra")
    fresh.button(key="meeting.note.1").click().run()
    assert not fresh.exception and any("Đã ghi tình trạng kết luận số 1" in said for said in told(fresh))
    assert [row.state for row in world.store.conclusions()] == ["done"]


def test_a_state_is_noted_of_the_conclusion_that_was_chosen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where somebody adds another one between the choice and the press."""
    page = freeze(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31"))

    def conclude(what: str) -> None:
        meetings.conclude(world.store, 1, what, "Trưởng thôn", None, noted_by="An", at=datetime(2024, 4, 3, 9))

    conclude("Vận động")
    conclude("Báo cáo")
    page.run()
    page.selectbox(key="meeting.state.1.which").select(2)
    conclude("Kiểm tra")
    page.button(key="meeting.note.1").click().run()
    assert not page.exception and [row.state for row in world.store.conclusions()] == ["open", "done", "open"]


def test_a_report_is_offered_as_one_and_is_not_the_meeting_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31"))
    making = lambda report, aggregate: [("a.txt", b"a")]  # noqa: E731, ARG005
    reports.freeze(world.store, world.config, Order(MARCH), making, frozen_by="An", at=datetime(2024, 4, 2, 9))
    page = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31")
    box = page.selectbox(key="meeting.number")
    assert box.value == 1 and box.options[0].startswith("Kỳ họp 1: ") and box.options[1].startswith("Báo cáo: ")
    freeze(page)
    later = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31").selectbox(key="meeting.number")
    assert later.value == 3 and later.options[0].startswith("Kỳ họp 2: ") and "bản chốt số 3" in later.options[0]


def test_slides_name_no_more_villages_than_can_be_read(tmp_path: Path, environment: None) -> None:  # noqa: ARG001
    world = World.empty(tmp_path)
    places = [(f"T{n}", f"Thôn Đông Phong Thượng Hà Giang khu dân cư số {n}") for n in range(1, 34)]
    world.load("village", [["Mã thôn", "Tên thôn"], *places], REGISTER_DAY)
    rows = [[f"HG-{code}", "Nguyễn Văn Hùng", code] for code, _name in places]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], REGISTER_DAY)
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["N1", "Nhóm 1", "Thôn", "T1"]], REGISTER_DAY)
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "HG-T1"], ["N1", "b", "HG-T2"]], MARCH)
    state = snapshots.freeze(world.store, world.config, MARCH, REGISTER_DAY, frozen_by="An", at=world.clock)
    text = slides.document(meetings.meeting(world.store, state.number), world.config, simulated=False)
    households = text.split("Hộ Nhân dân tham gia mô hình</h1>", 1)[1].split("</section>", 1)[0]
    assert households.count('class="slide-village"') == 30 and "--rows:15" in households
    assert "và 3 thôn khác, trong đó 2 thôn đạt" in households
    assert "Một trong hai ngày chưa có số liệu hộ." in text, "nobody is new since a day without lists"


def test_each_plan_has_its_own_meetings(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was frozen and concluded of one is not among the other's, on the page, in its days and on the screen in the hall."""
    file = config_with(tmp_path / "config.yaml", "nuoc-sach")
    monkeypatch.setenv("KPI_CONFIG", file)
    config = load_config(Path(file))
    water = config.speaking_of("nuoc-sach")
    first = snapshots.freeze(world.store, config, MARCH, REGISTER_DAY, frozen_by="An", at=datetime(2024, 4, 1, 8))
    second = snapshots.freeze(world.store, water, MARCH, REGISTER_DAY, frozen_by="An", at=datetime(2024, 4, 1, 9))
    meetings.conclude(
        world.store, second.number, "Lắp đường ống", "Trưởng thôn", None, noted_by="An", at=datetime(2024, 4, 1, 10)
    )
    page = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31")
    assert [one.split("bản chốt số ")[1][0] for one in page.selectbox(key="meeting.number").options] == ["1"]
    assert "Lắp đường ống" not in words(page)
    page.selectbox(key="box.plan").set_value("nuoc-sach").run()
    assert not page.exception
    assert [one.split("bản chốt số ")[1][0] for one in page.selectbox(key="meeting.number").options] == ["2"]
    assert "Lắp đường ống" in words(page)
    assert any("moi-nhat?tu-dong&ke-hoach=nuoc-sach" in read(one.value) for one in page.caption)
    third = snapshots.freeze(world.store, config, MARCH, REGISTER_DAY, frozen_by="An", at=datetime(2024, 4, 2, 8))
    assert meetings.meeting(world.store, third.number, config).earlier == ()
    assert len(meetings.meeting(world.store, third.number).earlier) == 1, "where nobody asks for a plan"
    for plan, number in (("nuoc-sach", second.number), ("zalo-antt", third.number)):
        shown = slides_page(Request({
            "type": "http", "path_params": {}, "query_string": f"ke-hoach={plan}".encode(), "headers": [],
        }))  # fmt: skip
        state = next(one for one in world.store.frozen_states() if one.number == number)
        assert state.code in bytes(shown.body).decode() and shown.status_code == 200
    assert first.number == 1
