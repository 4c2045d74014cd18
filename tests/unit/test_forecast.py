"""Paces, ranges and schedules against tables made by hand, on both sides of every limit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import numpy as np
import pytest

from bench.forecast import by_kind, covered, missed
from kpi.forecast.outlook import COVERED_PERCENT, Outlook, Prospect, Range, Reach, prospect, reach
from kpi.forecast.pace import APART_DAYS, Observation, Pace, alike, pace, recent, steadied
from kpi.forecast.schedule import Aim, due_on, needed_pace, next_cutoff, next_year_end, task

START = date(2025, 1, 1)
SEVENTY = Decimal(70)


def lists(*counts: int, every: int = 28, denominator: int = 1000) -> list[Observation]:
    """A list of each count, so many days apart."""
    return [
        Observation(START + timedelta(days=every * number), count, denominator) for number, count in enumerate(counts)
    ]


def seen(known: list[Observation], days_after: int = 0) -> Pace:
    found = pace(known, known[-1].day + timedelta(days=days_after))
    assert found is not None
    return found


def going(
    slow: float, middle: float, fast: float, *, long_run: float | None = None, doubt: float = 0.0, scatter: float = 0.0
) -> Pace:
    run = middle if long_run is None else long_run
    return Pace(slow, middle, fast, run, 4, START, START, doubt, scatter)


# ---------------------------------------------------------------- pace


def test_an_even_growth_has_one_pace() -> None:
    # 10 more every 4 weeks: 2.5 a week, between whichever two lists.
    found = seen(lists(100, 110, 120, 130))
    assert (found.slow, found.middle, found.fast, found.long_run) == (2.5, 2.5, 2.5, 2.5)
    assert (found.lists, found.first, found.last) == (4, START, START + timedelta(days=84))
    assert (found.doubt, found.scatter) == (0.0, 0.0)


def test_the_pace_is_a_range_weighted_by_time() -> None:
    # 8 in 4 weeks = 2 a week (28 days), 16 in 4 weeks = 4 (28 days), 24 in 8 weeks = 3 (56 days). Of 112 days the middle of
    # each lies at 14/112 = 0.125, 56/112 = 0.5 and 98/112 = 0.875: a tenth lies before the first and after the last.
    found = seen(lists(100, 108, 124))
    assert (found.slow, found.middle, found.fast) == (2.0, 3.0, 4.0)
    # The middle list lies at 108, the line between its neighbours at 112.
    assert found.scatter == 4.0


@pytest.mark.parametrize(
    "counts", [(100, 110, 120, 150, 160, 170), (100, 101, 130, 131, 132, 190), (90, 80, 79, 70, 60, 58)]
)
def test_a_tenth_of_the_time_lies_beyond_either_end(counts: tuple[int, ...]) -> None:
    known = lists(*counts, every=14)
    path = steadied([(one.day, float(one.count)) for one in known])
    pairs = [(before, after) for before, after in combinations(path, 2) if (after[0] - before[0]).days >= APART_DAYS]
    paces = sorted(
        (7 * (after[1] - before[1]) / (after[0] - before[0]).days, (after[0] - before[0]).days)
        for before, after in pairs
    )
    weights = np.array([weight for _pace, weight in paces])
    places = (np.cumsum(weights) - weights / 2) / weights.sum()
    found = seen(known)
    assert (found.slow, found.middle, found.fast) == pytest.approx(
        np.interp([0.1, 0.5, 0.9], places, [one for one, _weight in paces])
    )
    assert found.fast < paces[-1][0]


def test_one_bad_list_in_the_middle_does_not_make_a_pace() -> None:
    # Steadied, 100 110 70 130 is 100 100 110 130: 0, 2.5, 5 over 4 weeks, 1.25 and 3.75 over 8, 2.5 over 12.
    found = seen(lists(100, 110, 70, 130))
    assert found.middle == 2.5
    assert found.slow >= 0.0
    assert found.fast <= 5.0


def test_one_bad_list_at_the_end_is_a_doubt_and_no_loss() -> None:
    # Steadied, 100 110 120 80 is 100 110 110 110: the last count may be 30 too low.
    found = seen(lists(100, 110, 120, 80))
    assert found.slow == 0.0
    assert found.doubt == 30.0
    # A second list that says the same is believed: 100 110 120 80 81 is 100 110 110 81 81 when steadied.
    assert seen(lists(100, 110, 120, 80, 81)).slow < 0.0


def test_a_leap_on_the_last_list_counts_as_twice_the_pace_before() -> None:
    # 100 104 108 160: the last may not lie above 108, the middle of 104, 108 and 160, and twice the 4 before it.
    assert [count for _day, count in steadied([(one.day, one.count) for one in lists(100, 104, 108, 160)])] == [
        100, 104, 108, 116,
    ]  # fmt: skip


def test_a_leap_counts_by_the_time_it_took() -> None:
    # Three lists, the last a week after 5 in four weeks: no more than 2 × 5 / 4 above the one before.
    days = [START + timedelta(days=number) for number in (0, 28, 35)]
    assert steadied([(days[0], 100), (days[1], 105), (days[2], 300)]) == [
        (days[0], 100), (days[1], 105), (days[2], 107.5),
    ]  # fmt: skip


@pytest.mark.parametrize(("last", "doubt"), [(14, 0.0), (15, -2.0), (12, 0.0), (11, 2.0)])
def test_one_entity_more_or_fewer_is_no_bad_list(last: int, doubt: float) -> None:
    assert seen(lists(13, 13, 13, last)).doubt == doubt


def test_the_window_is_92_days_with_its_first_day() -> None:
    known = lists(100, 110, 120, every=40)
    assert pace(known, START + timedelta(days=92)) is not None
    assert pace(known, START + timedelta(days=93)) is None
    assert len(recent(known, START + timedelta(days=92))) == 3
    assert len(recent(known, START + timedelta(days=93))) == 2


def test_it_takes_three_lists() -> None:
    assert pace(lists(100, 110, 120), START + timedelta(days=60)) is not None
    assert pace(lists(100, 110), START + timedelta(days=60)) is None
    assert pace([], START) is None


def test_it_takes_two_lists_fourteen_days_apart() -> None:
    # Of lists on the days 0, 7 and 14 only the first and the last make a pace: 4 in 2 weeks.
    assert seen(lists(100, 102, 104, every=7)).middle == 2.0
    assert (
        pace([Observation(START + timedelta(days=day), 100 + day, 1000) for day in (0, 6, 13)], date(2025, 2, 1))
        is None
    )


def test_lists_after_the_day_are_not_known() -> None:
    known = lists(100, 110, 120, 130)
    assert pace(known, known[2].day) == pace(known[:3], known[2].day)


def test_the_long_run_is_a_year() -> None:
    # 13 lists, 28 days apart: 100 growing by 4 for 9 lists, then by 12: (148 + 36 - 100) in 48 weeks in all. The first list is
    # 336 days old, so that the whole of it is the year.
    found = seen(lists(*range(100, 133, 4), 144, 156, 168, 180))
    assert (found.slow, found.middle, found.fast) == (3.0, 3.0, 3.0)
    assert found.long_run == 80 / 48
    later = seen(lists(*range(100, 133, 4), 144, 156, 168, 180, every=31), 0)
    # 31 days apart the first list is 372 days old: the year begins with the second, 104.
    assert later.long_run == pytest.approx((180 - 104) * 7 / 341)


@pytest.mark.parametrize(("denominator", "counted"), [(90, True), (110, True), (89, False), (111, False)])
def test_a_register_of_another_size_is_left_aside(denominator: int, counted: bool) -> None:
    assert bool(alike([Observation(START, 50, denominator)], 100)) is counted


# ---------------------------------------------------------------- outlook


def test_what_is_to_be_expected_after_as_long_as_was_seen() -> None:
    # 500 of 1000, so 500 are missing; 92 days at 21 a week are 276 at first, and the same share of ever fewer:
    # 500 × (1 − e^(−276/500)) = 212.1. The pace may slow down by 0.4 and speed up by 0.25 of itself:
    # 12.6 gives 141.0, 26.25 gives 249.2.
    ahead = Outlook(500, 1000, going(21, 21, 21)).on(START + timedelta(days=92))
    assert ahead == Range(641, 712, 749)


def test_the_change_of_pace_goes_by_the_root_of_time() -> None:
    # After 23 days, a quarter of the 92, the pace may change by half as much: 16.8 and 23.625 a week.
    # 500 × (1 − e^(−55.2/500)) = 52.3, (1 − e^(−69/500)) = 64.4, (1 − e^(−77.6/500)) = 71.9.
    ahead = Outlook(500, 1000, going(21, 21, 21)).on(START + timedelta(days=23))
    assert ahead == Range(552, 564, 572)


def test_what_is_expected_goes_by_the_mean_of_the_last_months_and_the_year() -> None:
    # (30 + 12) / 2 = 21 a week as above; the range begins with the year's 12 − 0.4 × 30 and ends with 30 + 7.5:
    # 500 × (1 − e^(−37.5·92/7/500)) = 313.4.
    ahead = Outlook(500, 1000, going(30, 30, 30, long_run=12)).on(START + timedelta(days=92))
    assert ahead == Range(500, 712, 813)


@pytest.mark.parametrize(("days", "high"), [(23, 531), (92, 625), (368, 750)])
def test_a_push_that_no_list_announces_is_possible(days: int, high: int) -> None:
    # A quarter of the 500 who are missing within 92 days, evenly until then; further on by the root of the time.
    assert Outlook(500, 1000, going(0, 0, 0)).on(START + timedelta(days=days)) == Range(500, 500, high)


def test_growth_may_stop_but_is_no_loss() -> None:
    # 1 a week may slow down by 0.4 of 7, which would be a loss of 1.8.
    ahead = Outlook(500, 1000, going(1, 7, 13)).on(START + timedelta(days=92))
    assert ahead.low == 500


def test_a_loss_that_was_seen_goes_on() -> None:
    # −7 a week is 92 in 92 days; a loss is not made greater than it was seen, and a push may end it.
    ahead = Outlook(500, 1000, going(-7, -7, -7)).on(START + timedelta(days=92))
    assert ahead == Range(408, 408, 625)


def test_the_range_ends_at_nobody_and_at_all() -> None:
    far = START + timedelta(days=700)
    assert Outlook(5, 1000, going(-7, -7, -7)).on(far).low == 0
    assert Outlook(18, 18, going(1, 1, 1)).on(far) == Range(18, 18, 18)


def test_stray_lists_widen_both_ends_and_a_doubt_one() -> None:
    # 1.75 × 4 = 7; of a hundred who are missing a push would win 25, fewer than the 30 that may be there already.
    day = START + timedelta(days=92)
    assert Outlook(500, 501, going(0, 0, 0, scatter=4)).on(day) == Range(493, 500, 501)
    assert Outlook(900, 1000, going(0, 0, 0, doubt=30)).on(day) == Range(900, 900, 930)
    assert Outlook(900, 1000, going(0, 0, 0, doubt=-30)).on(day) == Range(870, 900, 925)


def test_until_the_last_list_nothing_is_forecast() -> None:
    outlook = Outlook(500, 1000, going(7, 7, 7, scatter=9))
    assert outlook.on(START) == Range(500, 500, 500)
    assert outlook.on(START - timedelta(days=5)) == Range(500, 500, 500)
    days = [day for day, _ahead in outlook.fan(START + timedelta(days=16))]
    assert days == [START + timedelta(days=number) for number in (0, 7, 14, 16)]


def test_when_a_count_is_reached() -> None:
    # One a day of 1,000,000, of whom a push would win a quarter: that many are there on the first day. Slowed down by
    # 0.4 √(d/92), 11 days make 9.5 and 12 days 10.3: so late at the latest; 9.5, which is 10 in whole ones, on the 10th expected.
    first, tenth, last = (START + timedelta(days=days) for days in (1, 10, 12))
    assert reach(Outlook(0, 1_000_000, going(7, 7, 7)), 10, START) == Reach(first, tenth, last)
    # A quarter of 100 in 92 days are 9.5 in 35.
    assert reach(Outlook(0, 100, going(0, 0, 0)), 10, START) == Reach(START + timedelta(days=35), None, None)
    assert reach(Outlook(0, 100, going(-1, -1, -1)), 40, START).earliest == START + timedelta(days=230)


def test_what_is_expected_today_is_reached_tomorrow_at_the_earliest() -> None:
    as_of = START + timedelta(days=20)
    tomorrow = as_of + timedelta(days=1)
    assert reach(Outlook(0, 1_000_000, going(7, 7, 7)), 10, as_of) == Reach(tomorrow, tomorrow, tomorrow)


@pytest.mark.parametrize(("count", "days"), [(729, 729), (730, 730), (731, None)])
def test_two_years_ahead_nothing_is_said(count: int, days: int | None) -> None:
    # One a day of so many that hardly fewer are missing.
    found = reach(Outlook(0, 10**12, going(7, 7, 7)), count, START).expected
    assert found == (None if days is None else START + timedelta(days=days))


@pytest.mark.parametrize(
    ("a_week", "missing", "days", "expected"),
    [
        (1, 10, 70, 6),  # 10 (1 − e⁻¹) = 6.3: ever fewer are missing, also at one a week
        (1, 1, 4, 0),  # 1 − e^(−4/7) = 0.44, also where one alone is missing
        (1, 1, 7, 1),
        (0, 10, 70, 0),
        (-1, 10, 14, -2),
        (1, 0, 70, 0),
    ],
)
def test_growth_slows_down_as_fewer_are_missing(a_week: float, missing: int, days: int, expected: int) -> None:
    outlook = Outlook(90, 90 + missing, going(a_week, a_week, a_week))
    assert outlook.on(START + timedelta(days=days)).expected == 90 + expected


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [(7, 9, Prospect.EXPECTED), (6, 7, Prospect.POSSIBLE), (5, 6, Prospect.AT_RISK)],
)
def test_the_prospect_on_both_sides_of_the_target(low: int, high: int, word: Prospect) -> None:
    assert prospect(Range(low, low, high), 10, SEVENTY) is word
    assert prospect(Range(low, low, high), 10, None) is Prospect.NO_TARGET


def test_the_shares_that_are_told_are_what_simulated_years_show() -> None:
    """In years that no constant was chosen by; what is called at risk is missed in four of five, of any kind of growth."""
    for kind, tries in by_kind(25):
        for told, outcomes in zip(COVERED_PERCENT[kind], tries, strict=True):
            assert 75 <= told <= 90
            assert abs(100 * covered(outcomes) - told) <= 10
            assert missed(outcomes) >= 0.8


# ---------------------------------------------------------------- schedule

AIM = Aim(Decimal(90), date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2024, 12, 31), 1016),
        (date(2025, 1, 1), 1016),
        # 180 of 364 days: 272 × 180 / 364 = 134.5, so 135 more
        (date(2025, 6, 30), 1151),
        (date(2025, 12, 31), 1288),
        (date(2026, 3, 1), 1288),
    ],
)
def test_where_the_straight_line_stands(day: date, due: int) -> None:
    assert due_on(day, AIM, 1016, 1288) == due


def test_who_began_above_the_target_has_to_stay_there() -> None:
    assert due_on(date(2025, 6, 30), AIM, 1300, 1288) == 1288


@pytest.mark.parametrize(
    ("missing", "days_left", "a_week"),
    [(14, 14, 7), (15, 14, 8), (13, 14, 7), (123, 184, 5), (1, 365, 1), (0, 0, 0), (0, 30, 0), (1, 0, None)],
)
def test_the_pace_needed_is_rounded_up(missing: int, days_left: int, a_week: int | None) -> None:
    assert needed_pace(missing, days_left) == a_week


@pytest.mark.parametrize(
    ("last", "days"), [(-1, [0]), (0, [0]), (6, [0, 6]), (7, [0, 7]), (13, [0, 7, 13]), (15, [0, 7, 14, 15])]
)
def test_a_fan_opens_week_by_week_to_its_last_day(last: int, days: list[int]) -> None:
    fan = Outlook(100, 1000, going(1, 2, 3)).fan(START + timedelta(days=last))
    assert [day for day, _range in fan] == [START + timedelta(days=number) for number in days]


def test_the_list_of_the_day_itself_is_recent() -> None:
    known = lists(100, 110)
    assert recent(known, known[-1].day) == known
    assert recent(known, known[-1].day - timedelta(days=1)) == known[:1]


def test_a_task() -> None:
    # 90 % of 1431 is 1287.9: 1288, of which 1165 are there; 184 days from 30/6 to 31/12.
    asked = task(AIM, 1165, 1431, 1016, date(2025, 6, 30))
    assert (asked.aim, asked.begin) == (AIM, 1016)
    assert (asked.needed, asked.missing, asked.due, asked.days_left, asked.a_week) == (1288, 123, 1151, 184, 5)
    assert task(AIM, 1165, 1431, None, date(2025, 6, 30)).due is None
    late = task(AIM, 1287, 1431, 1016, date(2025, 12, 31))
    assert (late.missing, late.days_left, late.a_week) == (1, 0, None)
    assert task(AIM, 1288, 1431, 1016, date(2025, 12, 31)).a_week == 0


@pytest.mark.parametrize(
    ("day", "administrative", "calendar"),
    [
        (date(2025, 6, 13), date(2025, 6, 14), date(2025, 6, 30)),
        (date(2025, 6, 14), date(2025, 7, 14), date(2025, 6, 30)),
        (date(2025, 6, 30), date(2025, 7, 14), date(2025, 7, 31)),
        (date(2025, 12, 31), date(2026, 1, 14), date(2026, 1, 31)),
        (date(2024, 1, 31), date(2024, 2, 14), date(2024, 2, 29)),
    ],
)
def test_the_next_cutoff(day: date, administrative: date, calendar: date) -> None:
    assert next_cutoff(day, "administrative") == administrative
    assert next_cutoff(day, "calendar") == calendar


def test_the_next_year_end_is_never_today() -> None:
    assert next_year_end(date(2025, 12, 30)) == date(2025, 12, 31)
    assert next_year_end(date(2025, 12, 31)) == date(2026, 12, 31)
