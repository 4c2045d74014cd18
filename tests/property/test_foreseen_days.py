"""A course rests on the days that are asked for it: all of the past tells the same of what is to be expected, on random lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.answers import status as answers
from kpi.answers.progress import ListDays, _more_to_count, foreseen, list_days, progress
from kpi.answers.question import observation_days
from kpi.answers.status import History, Status, counted_history, drawn_days, drawn_history, status
from kpi.config import load_config
from kpi.config.models import Config
from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.store import Store
from tests.worlds import CONFIG_FILE

FIRST = date(2022, 1, 3)
# Days to the next list, and what came between the two: more or fewer, and another register.
steps = st.tuples(
    st.sampled_from([1, 7, 7, 7, 7, 14, 31, 45, 200]), st.integers(-3, 9), st.sampled_from([0, 0, 0, 0, 0, 2, 40, -40])
)


@cache
def shipped() -> Config:
    return load_config(CONFIG_FILE)


def on(day: date, count: int, whole: int) -> Status:
    """A day's answer about households; without a register (0) there is no figure."""
    verdict = Verdict.NO_TARGET if whole else Verdict.NO_DATA
    held, waits, of = (count, 0, whole) if whole else (None, None, None)
    row = Assessment("households", day, held, waits, of, None, verdict, None, None, None, None, ())
    return Status(day, datetime.max, (row,))


@given(
    lists=st.lists(steps, min_size=3, max_size=160),
    ahead=st.integers(0, 200),
    back=st.integers(0, 60),
    without=st.sets(st.integers(0, 160), max_size=4),
    since=st.sampled_from([0, 0, 0, 30]),
)
def test_the_days_asked_tell_what_all_days_tell(
    lists: Sequence[tuple[int, int, int]], ahead: int, back: int, without: set[int], since: int
) -> None:
    days = [FIRST + timedelta(days=gone) for gone in accumulate(apart for apart, _more, _new in lists)]
    counts = accumulate((more for _apart, more, _new in lists), lambda held, more: max(0, held + more), initial=200)
    wholes = accumulate((new for _apart, _more, new in lists), lambda held, more: max(300, held + more), initial=400)
    told = [
        on(day, count, 0 if place in without else whole)
        for place, (day, count, whole) in enumerate(zip(days, counts, wholes, strict=False))
    ]
    now = replace(told[-1 - min(back, len(told) - 1)])
    as_of = now.as_of + timedelta(days=ahead)
    now = Status(as_of, now.known_at, tuple(replace(row, as_of=as_of) for row in now.indicators))
    listed = {"households": ListDays(tuple(day for day in days if day <= as_of), days[since % len(days)], None)}
    by_day = {one.as_of: one for one in told}
    drawn = [by_day[day] for day in drawn_days(days, as_of.year) if day in by_day]
    known = History(now.known_at, tuple(drawn), {}, frozenset())
    while more := _more_to_count(now, known, listed, shipped()):
        more -= {one.as_of for one in known.statuses}
        assert more
        known = replace(known, statuses=(*known.statuses, *(by_day[day] for day in more)))
    (by_all,) = progress(now, told, listed, shipped()).courses
    (by_asked,) = progress(now, sorted(known.statuses, key=lambda one: one.as_of), listed, shipped()).courses
    assert replace(by_asked, path=()) == replace(by_all, path=())
    assert set(by_asked.path) <= set(by_all.path)


def test_a_year_alike_rests_on_its_lists_and_one_before() -> None:
    days = [FIRST + timedelta(weeks=week) for week in range(300)]
    told = [on(day, 200 + place, 600) for place, day in enumerate(days)]
    listed = {"households": ListDays(tuple(days), days[0], None)}
    more = _more_to_count(told[-1], History(datetime.max, (), {}, frozenset()), listed, shipped())
    assert sorted(more) == days[-54:]
    drawn = tuple(told[days.index(day)] for day in drawn_days(days, days[-1].year) if day in days)
    assert not _more_to_count(told[-1], History(datetime.max, drawn, {}, frozenset()), listed, shipped())


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_days_that_are_added_say_what_the_whole_history_says(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    whole = {status.as_of: status for status in counted_history(sample_store, config).statuses}
    drawn = drawn_history(sample_store, config, year)
    few = replace(
        drawn,
        statuses=drawn.statuses[::3],
        counts={of: one for of, one in drawn.counts.items() if of[1] in {told.as_of for told in drawn.statuses[::3]}},
    )
    end = date(year, 12, 31)
    now = status(sample_store, config, end)
    found = foreseen(sample_store, config, end, now=now, drawn=few)
    assert {one.as_of for one in found.statuses} >= {day for day in observation_days(sample_store) if day.year == year}
    assert [one.as_of for one in found.statuses] == sorted({one.as_of for one in found.statuses})
    for told in found.statuses:
        assert _figures(told) == _figures(whole[told.as_of])
    listed = list_days(sample_store, config, end)
    by_all, by_asked = (progress(now, known, listed, config) for known in (whole.values(), found.statuses))
    assert [replace(one, path=()) for one in by_asked.courses] == [replace(one, path=()) for one in by_all.courses]
    monkeypatch.setattr(answers, "count_stocks", lambda *_terms, **_named: pytest.fail("counted again"))
    assert foreseen(sample_store, config, end, now=now, drawn=found) == found


def _figures(status: Status) -> list[tuple[object, ...]]:
    return [
        (
            row.id,
            row.numerator,
            row.denominator,
            row.verdict,
            row.basis,
            [(v.code, v.numerator, v.denominator) for v in row.villages],
        )
        for row in status.indicators
    ]
