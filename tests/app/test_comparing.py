"""Two days on every page: both stand in the boxes, what is said of the change rests on both, and both move along."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.answers.cases import case_year
from kpi.answers.status import status
from kpi.answers.structure import structure
from kpi.answers.structure.answer import RequirementState
from kpi.config.models import Config
from kpi.i18n.formats import format_change, format_count, format_date, format_points
from kpi.judgement.assessment import Assessment
from kpi.store import Store
from tests.app.screen import PAGES, card, markup, open_page, turn_to, words
from tests.app.test_households import rows_of
from tests.conftest import ROOT
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("environment")
NOW, THEN, YEAR_BEFORE = date(2025, 6, 30), date(2025, 2, 28), date(2024, 6, 30)
DATED = [name for name in PAGES if "frame.head" in (ROOT / "pages" / name).read_text("utf-8")]
DATED += ["businesses.py", "institutions.py"]  # their parts stand in kpi/ui


def opened(database: Path, monkeypatch: pytest.MonkeyPatch, page: str, now: date = NOW, then: date = THEN) -> AppTest:
    path = None if page == "overview.py" else page
    return open_page(database, monkeypatch, path, ngay=now.isoformat(), so_voi=then.isoformat())


def chosen(test: AppTest) -> tuple[str, str]:
    """What the two boxes say, without the names of days."""
    boxes = (test.selectbox(key=f"box.{name}").value or "" for name in ("ngay", "so-voi"))
    now, then = (str(value).partition(" – ")[0] for value in boxes)
    return now, then


def change_of(now: Assessment, before: Assessment, unit: str) -> str:
    """Worked out from the two answers: +12 hộ (+0,8 điểm %) so với 28/02/2025."""
    assert now.numerator is not None and now.denominator and before.numerator is not None and before.denominator
    points = format_points((before.numerator, before.denominator), (now.numerator, now.denominator))
    return f"{format_change(before.numerator, now.numerator)} {unit} ({points}) so với {format_date(before.as_of)}"


@pytest.mark.parametrize("page", DATED)
def test_a_link_brings_both_days(page: str, sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(sample_store.path, monkeypatch, page)
    assert chosen(test) == ("30/6/2025", "28/02/2025")
    assert "Số liệu tính đến ngày 30/6/2025" in words(test)


@pytest.mark.parametrize("page", DATED)
def test_both_days_move_along(page: str, sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving by the navigation clears the address; the session brings the days back, and the address again."""
    test = opened(sample_store.path, monkeypatch, "progress.py" if page != "progress.py" else "overview.py")
    test.query_params.clear()
    turn_to(test, page)
    assert not test.exception
    assert chosen(test) == ("30/6/2025", "28/02/2025")
    assert {name: test.query_params[name] for name in ("ngay", "so-voi")} == {
        "ngay": "2025-06-30",
        "so-voi": "2025-02-28",
    }


@pytest.mark.parametrize(
    ("page", "indicators"),
    [
        ("overview.py", ("households", "businesses", "institutions", "villages", "processed_reports")),
        ("households.py", ("households",)),
        ("businesses.py", ("businesses",)),
        ("institutions.py", ("institutions",)),
        ("cases.py", ("processed_reports",)),
    ],
)
def test_a_card_tells_the_change_in_counts_and_in_points(
    page: str, indicators: tuple[str, ...], sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = opened(sample_store.path, monkeypatch, page)
    now, before = (status(sample_store, config, day) for day in (NOW, THEN))
    for name in indicators:
        assert change_of(now.of(name), before.of(name), config.indicator(name).counted_in) in card(test, name)


def test_another_day_gives_another_change(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """So vs. the same day of the year before: households grow more in a year than in four months."""
    now = status(sample_store, config, NOW).of("households")
    said = {}
    for day in (THEN, YEAR_BEFORE):
        before = status(sample_store, config, day).of("households")
        said[day] = change_of(now, before, "hộ")
        assert said[day] in card(opened(sample_store.path, monkeypatch, "overview.py", then=day), "households")
    assert said[THEN] != said[YEAR_BEFORE]


def test_reports_of_two_years_are_compared_in_points_alone(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts of reports begin anew each year: "+3 tin" between them would mean nothing."""
    shown = card(opened(sample_store.path, monkeypatch, "overview.py", then=YEAR_BEFORE), "processed_reports")
    assert "điểm % so với 30/6/2024" in shown and "tin (" not in shown


def test_households_village_by_village(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(sample_store.path, monkeypatch, "households.py")
    now, before = (status(sample_store, config, day).of("households") for day in (NOW, THEN))
    earlier = {row.code: row for row in before.villages}
    rows = rows_of(markup(test))
    for village in now.villages:
        then = earlier[village.code]
        assert (
            format_points((then.numerator, then.denominator), (village.numerator, village.denominator))
            in rows[village.name or ""]
        )
    assert "so với 28/02/2025" in words(test)


def test_reports_of_the_year_on_both_days(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(sample_store.path, monkeypatch, "cases.py")
    years = [case_year(sample_store, config, day) for day in (NOW, THEN)]
    counts = [len(year.listed("received")) for year in years if year]
    assert rows_of(markup(test))["Tiếp nhận trong năm"] == [
        *map(format_count, counts),
        format_change(counts[1], counts[0]),
    ]


def test_progress_tells_it_beside_the_level(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = opened(sample_store.path, monkeypatch, "progress.py")
    now, before = (status(sample_store, config, day).of("households") for day in (NOW, THEN))
    change = change_of(now, before, "hộ").partition(" so với ")[0]
    assert f"So với 28/02/2025 {change}" in words(test)


def test_groups_tell_their_growth_and_the_requirements_then(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = opened(sample_store.path, monkeypatch, "groups.py")
    found, before = structure(sample_store, config, NOW, THEN), structure(sample_store, config, THEN, THEN)
    met = [len(one.in_state(RequirementState.MET)) for one in (found, before)]
    ratio = f"{met[1]}/{len(before.counted)}"
    assert f"{format_change(met[1], met[0])} yêu cầu so với 28/02/2025 (khi đó {ratio})" in words(test)
    rows = rows_of(markup(test))
    for group in found.groups:
        assert format_change(0, group.change or 0) in rows[group.quality.name]


def test_a_requirement_met_since_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In January no group had a manager; in March all have: S6 is met since (and every other one is as it was)."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    header = ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn", "Người quản lý"]
    groups = [["BCD", "Nhóm BCĐ", "Ban chỉ đạo", ""], ["N1", "Nhóm Thôn 1", "Thôn", "Thôn 1"]]
    world.load("group", [header, *([*row, ""] for row in groups)], date(2024, 1, 31))
    world.load("group", [header, *([*row, "Cán bộ A"] for row in groups)], date(2024, 3, 31))
    before = structure(world.store, world.config, date(2024, 1, 31), date(2024, 1, 31))
    met, counted = len(before.in_state(RequirementState.MET)), len(before.counted)
    test = opened(world.store.path, monkeypatch, "groups.py", date(2024, 3, 31), date(2024, 1, 31))
    assert f"+1 yêu cầu so với 31/01/2024 (khi đó {met}/{counted})" in words(test)


def test_nothing_is_compared_with_a_day_that_has_no_figure(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = card(opened(sample_store.path, monkeypatch, "overview.py", then=date(2022, 6, 30)), "households")
    assert "so với" not in shown and "điểm %" not in shown
