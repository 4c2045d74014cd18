"""One activity typed on Nhập dữ liệu: stored as a load, refused with what is wrong, seen in the log with who and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.answers.activities import Counted, activities
from tests.app.screen import open_page, words
from tests.worlds import World, made_once

KEY = "import.activity"
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def test_a_session_is_noted_and_stands_in_the_log_with_who_and_why(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(world.store.path, monkeypatch, "loading.py")
    page.selectbox(key=f"{KEY}.kind").select("Buổi tuyên truyền")
    page.text_input(key=f"{KEY}.held_on").input("12/5/2024")
    page.text_input(key=f"{KEY}.people").input("vài chục")
    page.text_input(key=f"{KEY}.by").input("Lan")
    page.button(key=f"{KEY}.do").click().run()
    assert any("phải có người ghi và căn cứ" in error.value for error in page.error)
    page.text_input(key=f"{KEY}.reason").input("Biên bản họp thôn")
    page.button(key=f"{KEY}.do").click().run()
    assert any("Số người tham dự" in error.value for error in page.error)
    assert activities(world.store, date(2024, 5, 1), date(2024, 5, 31)) is None
    page.text_input(key=f"{KEY}.people").input("45")
    page.button(key=f"{KEY}.do").click().run()
    assert not page.exception and not page.error
    assert any("lần nạp số 3" in box.value for box in page.success)
    found = activities(world.store, date(2024, 5, 1), date(2024, 5, 31))
    assert found is not None and found.sessions == Counted(1, 1, 45)
    log = words(open_page(world.store.path, monkeypatch, "log.py"))
    assert "Danh sách hoạt động" in log and "nhập trên trang Biên bản họp thôn" in log and "Lan" in log
