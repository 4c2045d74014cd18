"""Tổng quan shows what ``kpi.answers.status`` says, and says in words what it cannot show."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kpi.answers.links import links
from kpi.answers.quality import quality
from kpi.answers.question import newest_observation
from kpi.answers.status import status
from kpi.config.models import Config
from kpi.domain.indicators import INDICATORS
from kpi.i18n.formats import format_count, format_date, format_goal, format_points, format_ratio
from kpi.store import Store
from kpi.ui.parts import charts as bars
from kpi.ui.parts.trust import warning
from tests.app.screen import card, charts, markup, open_page, words

pytestmark = pytest.mark.usefixtures("environment")

YEAR_END = date(2024, 12, 31)


def test_every_card_shows_the_figures_of_the_status(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay="2024-12-31")
    for row in status(sample_store, config, YEAR_END).indicators:
        shown = card(test, row.id)
        assert config.indicator(row.id).short_title in shown
        assert row.numerator is not None
        assert row.denominator
        assert format_ratio(row.numerator, row.denominator, row.target) in shown
        assert f"{format_count(row.numerator)}/{format_count(row.denominator)}" in shown
        assert row.target is not None
        assert format_goal(row.target) in shown


def test_a_card_shows_the_change_since_the_compare_date(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay="2024-12-31", so_voi="2024-09-30")
    now = status(sample_store, config, YEAR_END).of("households")
    before = status(sample_store, config, date(2024, 9, 30)).of("households")
    assert now.numerator is not None
    assert now.denominator
    assert before.numerator is not None
    assert before.denominator
    points = format_points((before.numerator, before.denominator), (now.numerator, now.denominator))
    assert points in card(test, "households")
    assert "30/9/2024" in card(test, "households")


def test_a_card_says_what_the_page_of_data_quality_says_against_its_figure(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay="2024-12-31")
    trusts = {trust.indicator: trust for trust in quality(sample_store, config, YEAR_END).indicators}
    assert any(trust.doubts for trust in trusts.values()) and not all(trust.doubts for trust in trusts.values())
    for indicator, trust in trusts.items():
        assert ("⚠" in card(test, indicator)) is bool(trust.doubts)
        assert warning(trust) in card(test, indicator)


def test_without_a_choice_it_shows_the_newest_observation(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch)
    newest = newest_observation(sample_store)
    assert newest is not None
    assert test.selectbox(key="box.ngay").value == f"{format_date(newest)} – mới nhất"
    assert dict(test.query_params) == {}


def test_a_chosen_date_goes_into_the_address(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch)
    test.selectbox(key="box.ngay").set_value("30/9/2024").run()
    assert test.query_params["ngay"] == "2024-09-30"
    assert "30/9/2024" in words(test)


def test_a_period_may_be_chosen_and_brings_the_figures_of_its_last_day(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch)
    box = test.selectbox(key="box.ngay")
    assert box.options[0].startswith("Quý ")
    box.set_value("Quý II/2025 (đến 14/6)").run()
    assert test.query_params["ngay"] == "2025-06-14"
    assert test.selectbox(key="box.ngay").value == "Quý II/2025 (đến 14/6)"
    row = status(sample_store, config, date(2025, 6, 14)).of("households")
    assert f"{format_count(row.numerator or 0)}/{format_count(row.denominator or 0)}" in card(test, "households")


def test_any_day_may_be_taken_from_the_calendar(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay="2025-06-30")
    test.session_state["calendar"] = True  # opened
    test.run()
    test.date_input(key="calendar.ngay").set_value(date(2025, 5, 7)).run()
    assert test.query_params["ngay"] == "2025-05-07"
    assert "07/5/2025" in words(test)
    assert test.date_input(key="calendar.so-voi").max == date(2025, 5, 6)
    test.date_input(key="calendar.so-voi").set_value(date(2025, 3, 2)).run()
    assert (test.query_params["ngay"], test.query_params["so-voi"]) == ("2025-05-07", "2025-03-02")
    assert test.selectbox(key="box.so-voi").value == "02/3/2025"


@pytest.mark.parametrize("nonsense", ["2024-02-31", "abc", "9999-01-01", "", "<script>"])
def test_a_broken_address_falls_back_to_the_newest_day(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch, nonsense: str
) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay=nonsense)
    newest = newest_observation(sample_store)
    assert newest is not None
    assert test.selectbox(key="box.ngay").value == f"{format_date(newest)} – mới nhất"


def test_it_says_that_the_sample_is_simulated(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "kpi-banner" in markup(open_page(sample_store.path, monkeypatch))


def test_villages_stand_by_shortfall_with_their_counts(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay="2024-12-31")
    bars = json.loads(charts(test)[0].spec)["data"][-1]
    villages = status(sample_store, config, YEAR_END).of("households").villages
    lacking = sorted((village.shortfall or 0 for village in villages), reverse=True)
    assert [format_count(count) in name for count, name in zip(lacking, bars["y"], strict=True) if count]
    for village in villages:
        counts = f"{format_count(village.numerator)}/{format_count(village.denominator)}"
        assert any(counts in text for text in bars["text"])


def test_bars_beside_long_names_have_more_of_the_page(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for longest, share in ((24, 6 / 13), (3, 8 / 13)):
        monkeypatch.setattr(bars, "LONG_NAME", longest)
        shown = open_page(sample_store.path, monkeypatch).columns
        assert any(column.weight == pytest.approx(share) for column in shown), longest


def test_every_chart_has_words_for_those_who_cannot_see_it(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = charts(open_page(sample_store.path, monkeypatch))
    assert len(found) == 2
    for chart in found:
        assert len(chart.alt) > 20
        layout = json.loads(chart.spec)["layout"]
        assert layout["separators"] == ",."
        assert json.loads(chart.config)["displayModeBar"] is False


def test_before_any_register_there_is_no_data_and_never_zero_percent(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay="2023-06-30")
    for indicator in ("households", "businesses", "institutions", "villages"):
        shown = card(test, indicator)
        assert "—" in shown
        assert "%" not in shown


def test_a_year_without_targets_shows_figures_and_no_verdict(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay="2026-01-31")
    row = status(sample_store, config, date(2026, 1, 31)).of("households")
    assert row.numerator is not None
    assert row.denominator
    assert row.target is None
    shown = card(test, "households")
    assert format_ratio(row.numerator, row.denominator, None) in shown
    assert "○" in shown
    assert "kpi-tick" not in markup(test)


def test_no_household_is_named(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in (None, "households.py"):
        test = open_page(sample_store.path, monkeypatch, page)
        shown = markup(test) + "".join(chart.spec for chart in charts(test))
        day = newest_observation(sample_store)
        assert day is not None
        found = links(sample_store, config, day)
        codes = {link.entity_code for link in found if link.entity_kind == "household"}
        names = {link.display_name for link in found}
        assert not [code for code in codes if code and code in shown]
        assert not [name for name in names if len(name) > 8 and name in shown]


def test_an_empty_store_says_what_to_do(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(empty_store.path, monkeypatch)
    assert "Chưa nạp dữ liệu" in words(test)
    assert [button.key for button in test.button if (button.key or "").startswith("first.")] == [
        "first.steps",
        "first.empty",
    ]
    assert "kpi-card" not in markup(test)


def test_a_first_start_asks_before_it_fills_the_sample(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KPI_NO_DEMO")
    test = open_page(empty_store.path, monkeypatch)
    assert empty_store.is_empty()
    test.button(key="first.sample").click().run()
    assert not test.exception
    assert not empty_store.is_empty()
    assert "kpi-card" in markup(test)


def test_a_broken_configuration_shows_all_its_faults(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = Path(__file__).resolve().parents[2] / "config.yaml"
    broken = source.read_text("utf-8").replace("language: vi", "language: fr").replace("timezone:", "timezon:")
    file = tmp_path / "config.yaml"
    file.write_text(broken, "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    shown = words(open_page(sample_store.path, monkeypatch))
    assert "language" in shown
    assert "timezon" in shown
    assert str(file) in shown
    assert "Traceback" not in shown


def test_all_five_indicators_have_a_card(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch)
    for indicator in INDICATORS:
        assert card(test, indicator)
