"""Another plan chosen above the page: its own figures and words, and no page that it has nothing to show on."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kpi.store import Store
from tests.app.screen import markup, open_page, turn_to, words
from tests.plans import config_with

pytestmark = pytest.mark.usefixtures("environment")
EXAMPLES = ("bao-hiem-y-te", "nuoc-sach")


def test_a_plan_is_chosen_above_the_page_and_kept(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KPI_CONFIG", config_with(tmp_path / "config.yaml", *EXAMPLES))
    page = open_page(sample_store.path, monkeypatch)
    assert "Hộ dân theo thôn" in words(page) and "Hộ dùng nước sạch" not in words(page)
    page.selectbox(key="box.plan").set_value("nuoc-sach").run()
    assert not page.exception
    said = words(page)
    assert page.query_params["ke-hoach"] == "nuoc-sach"
    assert "Hộ dùng nước sạch" in said and "Trường có nước sạch" in said
    assert "Chưa có danh sách nào ghi cột để tính" in said
    assert "Tin báo trễ hạn" not in said and "Thôn dưới" not in said, "what needs attention is the plan's own"
    for place in ("progress", "todo", "method", "log", "loading", "rollup", "meeting", "report", "review", "quality"):
        turn_to(page, f"{place}.py")
        assert not page.exception, place
        assert "không thuộc kế hoạch" not in words(page), place
    turn_to(page, "todo.py")
    ways = re.findall(r'href="([a-z-]+)\?ngay=[\d-]+&amp;ke-hoach=([a-z-]+)"', markup(page))
    assert ways and len(ways) == markup(page).count('href="'), "a link begins a new session: each names the plan"
    assert {plan for place, plan in ways if place == "nhap-du-lieu"} == {"nuoc-sach"}, "a page that every plan has"
    assert {plan for place, plan in ways if place in ("tin-bao", "ho-dan")} <= {"zalo-antt"}, "none where it is closed"
    for place in ("households", "businesses", "groups", "cases"):
        turn_to(page, f"{place}.py")
        assert not page.exception, place
        assert "Trang này không thuộc kế hoạch đang chọn" in words(page), place
    page.selectbox(key="box.plan").set_value("zalo-antt").run()
    assert not page.exception and "không thuộc kế hoạch" not in words(page)


def test_one_plan_asks_nobody_to_choose(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(sample_store.path, monkeypatch, **{"ke-hoach": "nuoc-sach"})
    assert not page.exception and "Hộ dân theo thôn" in words(page)
    assert all(box.key != "box.plan" for box in page.selectbox)


def test_the_plan_of_the_day_speaks_where_nobody_chose(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file, later = tmp_path / "config.yaml", {"from": date(2026, 1, 1), "to": date(2030, 12, 31), "targets": []}
    monkeypatch.setenv(
        "KPI_CONFIG", config_with(file, *EXAMPLES, edit=lambda content: content["plans"][2].update(later))
    )
    assert open_page(sample_store.path, monkeypatch, ngay="2026-03-31").selectbox(key="box.plan").value == "nuoc-sach"
    assert open_page(sample_store.path, monkeypatch, ngay="2025-03-31").selectbox(key="box.plan").value == "zalo-antt"


def test_two_plans_of_one_title_are_told_apart_by_their_days(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A plan and the one that follows it are often called alike; a browser chooses by what it reads."""

    def again(content: dict[str, Any]) -> None:
        first = content["plans"][1]
        content["plans"].append(
            first | {"id": "next", "from": date(2026, 1, 1), "to": date(2027, 12, 31), "targets": []}
        )

    monkeypatch.setenv("KPI_CONFIG", config_with(tmp_path / "config.yaml", "nuoc-sach", edit=again))
    page = open_page(sample_store.path, monkeypatch)
    titles = page.selectbox(key="box.plan").options
    assert len(set(titles)) == 3 and sum("(01/01/2026 – 31/12/2027)" in one for one in titles) == 1
    for plan in ("nuoc-sach", "next"):
        page.selectbox(key="box.plan").set_value(plan).run()
        assert page.query_params["ke-hoach"] == plan
