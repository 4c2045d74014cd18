"""The meeting page: freezing, checking, conclusions of this meeting and of earlier ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.screen import open_page, words
from tests.worlds import World

PAGE = "../../pages/meeting.py"
REGISTER_DAY, MARCH = date(2023, 12, 31), date(2024, 3, 31)


@pytest.fixture
def world(tmp_path: Path, environment: None) -> World:  # noqa: ARG001
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["HG-1", "Nguyễn Văn Hùng", "T1"], ["HG-2", "Trần Thị Hoà", "T1"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], REGISTER_DAY)
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "HG-1"]], MARCH)
    return world


def freeze(page: AppTest, name: str = "Lê Văn Thư Ký") -> AppTest:
    page.text_input(key="meeting.name").input(name)
    page.button(key="meeting.freeze.do").click().run()
    assert not page.exception
    return page


def told(page: AppTest) -> list[str]:
    """What the green boxes say, without the signs that keep markup out."""
    return [box.value.replace("\\", "") for box in page.success]


def test_before_anything_is_frozen_the_page_says_what_to_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(world.store.path, monkeypatch, PAGE)
    assert "Chưa chốt bản nào" in words(page)
    freeze(page, name="")
    assert any("Ghi tên người chốt số liệu" in error.value for error in page.error)
    assert world.store.frozen_states() == []


def test_freezing_checking_and_concluding(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = freeze(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31"))
    (state,) = world.store.frozen_states()
    assert any(f"Đã chốt thành bản số 1, mã kiểm tra {state.code}" in box for box in told(page))
    assert (state.as_of, state.frozen_by) == (MARCH, "Lê Văn Thư Ký")
    page.button(key="meeting.check").click().run()
    assert any("mã kiểm tra như cũ" in box for box in told(page))
    page.text_input(key="meeting.decision").input("Vận động 1 hộ còn thiếu")
    page.text_input(key="meeting.post").input("Trưởng thôn Thôn 1")
    page.text_input(key="meeting.due").input("30/4/2024")
    page.button(key="meeting.conclude.do").click().run()
    assert not page.exception
    assert "1 Vận động 1 hộ còn thiếu Trưởng thôn Thôn 1 30/4/2024 ▲ đang thực hiện" in words(page)
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
