"""What charts are drawn from says of each of its days what a question of that day alone says; only what waits is told of few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kpi.answers import status as answers
from kpi.answers.question import observation_days
from kpi.answers.status import Status, counted_history, drawn_history, status, statuses
from kpi.config.models import Config
from kpi.matching.suggestions import Waiting, waiting
from kpi.store import Store
from kpi.store.ports import Relations

YEARS = [2023, 2024, 2025, 2026]


def without_waiting(status: Status) -> Status:
    """What no chart shows is left out."""
    rows = (
        replace(
            row, waiting=None, if_confirmed=row.verdict,
            villages=tuple(replace(village, waiting=0, if_confirmed=village.verdict) for village in row.villages),
        )
        for row in status.indicators
    )  # fmt: skip
    return replace(status, indicators=tuple(rows))


@pytest.mark.parametrize("year", YEARS)
def test_a_drawn_day_says_what_the_whole_history_says(sample_store: Store, config: Config, year: int) -> None:
    whole = {status.as_of: status for status in counted_history(sample_store, config).statuses}
    drawn = drawn_history(sample_store, config, year)
    assert list(map(without_waiting, drawn.statuses)) == [without_waiting(whole[one.as_of]) for one in drawn.statuses]
    for told in drawn.statuses:
        assert told == whole[told.as_of] or told.as_of not in drawn.waiting_on


@pytest.mark.parametrize("year", YEARS)
def test_whoever_asks_for_one_of_its_days_or_another_is_told_what_waits(
    sample_store: Store, config: Config, year: int
) -> None:
    drawn = drawn_history(sample_store, config, year)
    days = [*(one.as_of for one in drawn.statuses[-3:]), date(year, 5, 17), date(year, 12, 31)]
    expected = statuses(sample_store, config, days)
    assert [status(sample_store, config, day, counted=drawn) for day in days] == list(expected)
    assert any(row.waiting for told in expected for row in told.indicators) or year < YEARS[1]


def test_names_are_asked_about_on_two_days_however_many_are_drawn(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_on: list[list[date]] = []

    def asks(store: Relations, question: dict[str, Any], rules: Config) -> Waiting:
        asked_on.append(question["as_of"])
        return waiting(store, question, rules)

    monkeypatch.setattr(answers, "waiting", asks)
    last = observation_days(sample_store)[-1]
    assert len(drawn_history(sample_store, config, last.year).statuses) > 20
    assert asked_on == [[date(2025, 11, 30), last]]
