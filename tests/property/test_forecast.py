"""What every forecast must hold, whatever the lists say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from kpi.forecast.outlook import HORIZON_DAYS, Outlook, Prospect, prospect, reach
from kpi.forecast.pace import Observation, Pace, alike, pace, steadied
from kpi.forecast.schedule import Aim, due_on, needed_pace, next_cutoff
from kpi.judgement.verdicts import is_met

TODAY = date(2025, 6, 30)


@st.composite
def told(draw: st.DrawFn, size: int = 3) -> tuple[list[Observation], int]:
    """Lists of the last year on days of their own, and how many entities there are."""
    denominator = draw(st.integers(1, 3000))
    days = draw(st.lists(st.integers(0, 360), min_size=size, max_size=14, unique=True))
    counts = st.integers(0, denominator)
    return [Observation(TODAY - timedelta(days=day), draw(counts), denominator) for day in days], denominator


def outlook_of(known: list[Observation], denominator: int) -> Outlook:
    found = pace(known, TODAY)
    assume(found is not None)
    assert found is not None
    return Outlook(max(known, key=lambda one: one.day).count, denominator, found)


@given(told(), st.integers(-100, 2000))
def test_the_range_holds_what_is_expected_and_stays_within_all(lists: tuple[list[Observation], int], days: int) -> None:
    ahead = outlook_of(*lists).on(TODAY + timedelta(days=days))
    assert 0 <= ahead.low <= ahead.expected <= ahead.high <= lists[1]


@given(told(), st.randoms())
def test_the_order_of_the_lists_makes_no_difference(lists: tuple[list[Observation], int], random: Random) -> None:
    known, denominator = lists
    shuffled = known.copy()
    random.shuffle(shuffled)
    assert pace(shuffled, TODAY) == pace(known, TODAY)
    assert alike(shuffled, denominator) == alike(known, denominator)


@given(told())
def test_the_slow_pace_is_no_faster_than_the_fast_one(lists: tuple[list[Observation], int]) -> None:
    found = outlook_of(*lists).pace
    assert found.slow <= found.middle <= found.fast
    assert found.scatter >= 0


@given(told(), st.integers(1, 400))
def test_more_on_every_list_makes_no_other_pace(lists: tuple[list[Observation], int], more: int) -> None:
    known, denominator = lists
    raised = [Observation(one.day, one.count + more, denominator) for one in known]
    before, after = pace(known, TODAY), pace(raised, TODAY)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        for name in ("slow", "middle", "fast", "long_run", "doubt"):
            assert abs(getattr(before, name) - getattr(after, name)) < 1e-9


@given(st.integers(0, 500), st.integers(0, 8), st.integers(5, 13), st.data())
def test_one_bad_list_among_even_ones_moves_the_pace_no_further_than_the_growth(
    first: int, growth: int, count: int, data: st.DataObject
) -> None:
    bad, wrong = data.draw(st.integers(0, count - 1)), data.draw(st.integers(0, 3000))
    even = [(TODAY - timedelta(days=7 * (count - number)), float(first + growth * number)) for number in range(count)]
    spoilt = [(day, float(wrong) if number == bad else value) for number, (day, value) in enumerate(even)]
    for (_day, kept), (_same, value) in zip(steadied(spoilt), even, strict=True):
        # A list at the end may pass for twice the growth before it.
        assert abs(kept - value) <= 2 * growth + 1


@given(told(), st.integers(0, 3000))
def test_a_day_of_reaching_is_the_first_one(lists: tuple[list[Observation], int], more: int) -> None:
    outlook = outlook_of(*lists)
    count = outlook.level + 1 + more
    days = reach(outlook, count, TODAY)
    if days.expected is None:
        assert outlook.on(TODAY + timedelta(days=HORIZON_DAYS)).expected < count
    else:
        assert outlook.on(days.expected).expected >= count
        assert (
            days.expected - timedelta(days=1) <= TODAY or outlook.on(days.expected - timedelta(days=1)).expected < count
        )
        assert days.earliest is not None
        assert days.earliest <= days.expected
    if days.latest is not None:
        assert days.expected is not None
        assert days.expected <= days.latest


@given(told(), st.decimals(1, 100, places=1))
def test_it_is_expected_only_where_the_whole_range_meets_the_target(
    lists: tuple[list[Observation], int], percent: Decimal
) -> None:
    ahead, denominator = outlook_of(*lists).on(date(2025, 12, 31)), lists[1]
    word = prospect(ahead, denominator, percent)
    assert (word is Prospect.EXPECTED) == all(
        is_met(n, denominator, percent) for n in (ahead.low, ahead.expected, ahead.high)
    )
    assert (word is Prospect.AT_RISK) == (not is_met(ahead.high, denominator, percent))


@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(1, 1000), st.integers(0, 1000))
def test_more_to_do_or_less_time_never_needs_a_slower_pace(missing: int, more: int, days: int, later: int) -> None:
    pace_needed, harder, easier = (
        needed_pace(missing, days),
        needed_pace(missing + more, days),
        needed_pace(missing, days + later),
    )
    assert pace_needed is not None
    assert harder is not None
    assert easier is not None
    assert easier <= pace_needed <= harder
    # It does arrive in time, and one fewer a week would not.
    assert pace_needed * days >= 7 * missing
    assert missing == 0 or (pace_needed - 1) * days < 7 * missing


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 400), st.integers(0, 400), st.integers(0, 800))
def test_the_line_that_arrives_in_time_never_falls_back(
    begin: int, needed: int, span: int, day: int, later: int
) -> None:
    aim = Aim(Decimal(90), TODAY, TODAY + timedelta(days=span))
    one, other = (due_on(TODAY + timedelta(days=number), aim, begin, needed) for number in (day, day + later))
    assert min(begin, needed) <= one <= other <= needed
    assert due_on(aim.end, aim, begin, needed) == needed


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_next_cutoff_is_the_first_fourteenth_that_follows(day: date) -> None:
    found = next_cutoff(day, "administrative")
    assert found.day == 14
    assert found > day
    assert (found - day).days <= 31


@given(told(size=0))
def test_a_pace_or_none_and_never_a_fault(lists: tuple[list[Observation], int]) -> None:
    found = pace(lists[0], TODAY)
    assert found is None or isinstance(found, Pace)
