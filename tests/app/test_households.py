"""Hộ dân shows village by village what ``kpi.answers.status`` says."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from kpi.answers.households import household_movement, member_counts
from kpi.answers.status import status
from kpi.config.models import Config
from kpi.i18n.formats import format_count, format_ratio
from kpi.store import Store
from tests.app.screen import card, charts, markup, open_page, turn_to, widget, words

PAGE = "households.py"
pytestmark = pytest.mark.usefixtures("environment")

YEAR_END = date(2024, 12, 31)


def rows_of(html: str) -> dict[str, list[str]]:
    """The table's rows by their first cell."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.S)
    cells = [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in rows
    ]
    return {row[0]: row[1:] for row in cells}


def test_the_table_shows_every_village(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31", so_voi="2024-09-30")
    households = status(sample_store, config, YEAR_END).of("households")
    moved = {row.code: row for row in household_movement(sample_store, config, date(2024, 9, 30), YEAR_END)}
    rows = rows_of(markup(test))
    for village in households.villages:
        assert village.name is not None
        shown = rows[village.name]
        assert shown[:3] == [
            format_count(village.numerator),
            format_count(village.denominator),
            format_ratio(village.numerator, village.denominator, households.target),
        ]
        assert shown[-2:] == [format_count(moved[village.code].joined), format_count(moved[village.code].left)]


def test_the_composition_adds_up_to_the_numerator(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31")
    drawn = json.loads(charts(test)[1].spec)["data"]
    households = status(sample_store, config, YEAR_END).of("households")
    assert sum(trace["x"][0] for trace in drawn) == households.numerator


def test_members_are_shown_by_what_became_of_them(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31")
    members = member_counts(sample_store, config, YEAR_END)
    for count in (members.linked, members.tied, members.unlinked):
        assert f"<dd>{format_count(count)}</dd>" in markup(test)


def test_before_any_register_it_says_why_there_is_nothing(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2023-06-30")
    assert "kpi-empty-state" in markup(test)
    assert "kpi-table" not in markup(test)


def test_the_chosen_day_moves_along_between_pages(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch)
    test.selectbox(key="box.ngay").set_value("30/9/2024").run()
    test.query_params.clear()
    turn_to(test, PAGE)
    assert test.selectbox(key="box.ngay").value == "30/9/2024"
    assert "30/9/2024" in words(test)


def test_a_year_without_target(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2026-01-31")
    assert "○" in card(test, "households")


def test_the_list_behind_a_figure_has_its_number_and_no_household_unless_switched_on(
    sample_store: Store,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    environment: None,  # noqa: ARG001
) -> None:
    page = open_page(sample_store.path, monkeypatch, "households.py")
    assert "Chưa tham gia: 185 hộ" in words(page)  # 1.431 − 1.246
    assert "không liệt kê" in words(page) and "HG-0001" not in words(page)
    file = tmp_path / "config.yaml"
    text = (Path(__file__).resolve().parents[2] / "config.yaml").read_text("utf-8")
    file.write_text(text.replace("household_follow_up: []", "household_follow_up: [T3]"), "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    page = open_page(sample_store.path, monkeypatch, "households.py")
    widget(page, "drill.village").set_value("T3").run()
    shown = words(page).split("Danh sách của từng con số", 1)[1]
    assert "Chưa tham gia: 74 hộ" in shown  # 338 − 264
    assert shown.count("HG-") == 74


def test_nobody_is_new_since_a_day_without_figures(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first member lists are of 31/01/2024: compared with 31/12/2023, all 585 households came out as "new"."""
    shown = words(open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-01-31"))
    total = shown[shown.index("Toàn xã 585") :].split("Căn cứ", 1)[0]
    assert total.split()[-3:] == ["—", "—", "—"], total
