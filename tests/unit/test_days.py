"""The days that a page offers: periods first, then meetings, then the days of lists, each by its words and once."""

from __future__ import annotations

from datetime import date

import pytest

from kpi.domain.periods import Kind
from kpi.ui.shell.days import day_meant, days_to_compare, days_to_offer

OBSERVED = (date(2023, 12, 31), date(2024, 6, 30), date(2025, 2, 28), date(2025, 6, 30))
MEETINGS = (date(2025, 1, 10), date(2025, 6, 20))
NEWEST = OBSERVED[-1]


def test_periods_come_first_then_meetings_then_the_days_of_lists() -> None:
    assert list(days_to_offer(NEWEST, OBSERVED, MEETINGS, "administrative")) == [
        "Quý II/2025 (đến 14/6)", "Quý I/2025 (đến 14/3)", "Quý IV/2024 (đến 14/12)", "Quý III/2024 (đến 14/9)",
        "Quý II/2024 (đến 14/6)", "Quý I/2024 (đến 14/3)",
        "20/6/2025 – họp", "10/01/2025 – họp",
        "30/6/2025 – mới nhất", "28/02/2025", "30/6/2024", "31/12/2023",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("newest", "kind", "first"),
    [
        (date(2025, 6, 14), "administrative", ["Quý II/2025 (đến 14/6)", "Quý I/2025 (đến 14/3)"]),
        (date(2025, 6, 13), "administrative", ["Tháng 5/2025 (đến 14/5)", "Tháng 4/2025 (đến 14/4)", "Quý I/2025 (đến 14/3)"]),
        (date(2025, 6, 30), "calendar", ["Quý II/2025 (đến 30/6)", "Quý I/2025 (đến 31/3)"]),
        (date(2025, 1, 31), "calendar", ["Tháng 1/2025 (đến 31/01)", "Quý IV/2024 (đến 31/12)"]),
    ],
)  # fmt: skip
def test_a_period_is_offered_once_it_is_over(newest: date, kind: Kind, first: list[str]) -> None:
    """And months only since the newest quarter: others are a quarter's, or typed."""
    offered = days_to_offer(newest, (date(2023, 12, 31), newest), (), kind)
    assert [words.partition(" – ")[0] for words in offered][: len(first)] == first


def test_no_period_is_offered_of_which_no_list_speaks() -> None:
    only = date(2025, 6, 10)
    assert list(days_to_offer(only, (only,), (), "administrative")) == ["10/6/2025 – mới nhất"]


def test_a_day_has_one_place_and_all_its_names() -> None:
    """A meeting on the last day of a quarter stands with the periods."""
    offered = days_to_offer(NEWEST, OBSERVED, (date(2025, 6, 14), NEWEST), "administrative")
    assert list(offered)[0] == "Quý II/2025 (đến 14/6) – họp"
    assert "30/6/2025 – họp, mới nhất" in offered
    assert len(set(offered.values())) == len(offered)


def test_a_day_that_was_typed_stands_among_the_days_of_lists() -> None:
    offered = list(days_to_offer(date(2025, 3, 1), OBSERVED, MEETINGS, "administrative"))
    assert offered[-4:] == ["01/3/2025", "28/02/2025", "30/6/2024", "31/12/2023"]


def test_a_day_is_compared_with_earlier_ones_alone_and_the_usual_ones_are_named() -> None:
    as_of = date(2025, 6, 20)
    offered = days_to_compare(date(2025, 5, 31), as_of, OBSERVED, MEETINGS, "administrative")
    assert list(offered) == [
        "Quý II/2025 (đến 14/6)", "Quý I/2025 (đến 14/3)", "Quý IV/2024 (đến 14/12)", "Quý III/2024 (đến 14/9)",
        "Quý II/2024 (đến 14/6)", "Quý I/2024 (đến 14/3)",
        "10/01/2025 – kỳ họp trước", "20/6/2024 – cùng kỳ năm trước", "31/12/2024 – đầu năm",
        "31/5/2025", "28/02/2025", "30/6/2024", "31/12/2023",
    ]  # fmt: skip
    assert max(offered.values()) < as_of


def test_of_several_meetings_before_the_newest_is_the_last() -> None:
    offered = days_to_compare(NEWEST, date(2025, 7, 1), OBSERVED, MEETINGS, "administrative")
    assert "20/6/2025 – kỳ họp trước" in offered and "10/01/2025 – họp" in offered


def test_the_year_before_is_not_offered_where_no_list_speaks_of_it() -> None:
    first = date(2025, 6, 1)
    offered = days_to_compare(first, date(2025, 6, 10), (first, date(2025, 6, 10)), (), "administrative")
    assert list(offered) == ["01/6/2025"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quý II/2025", date(2025, 6, 14)),
        (" QUÝ iv/2024 ", date(2024, 12, 14)),
        ("họp", date(2025, 6, 20)),
        ("mùa thu", None),
        (" ", None),
    ],
)
def test_a_part_of_a_days_words_may_be_typed(typed: str, meant: date | None) -> None:
    assert day_meant(typed, days_to_offer(NEWEST, OBSERVED, MEETINGS, "administrative")) == meant
