"""The reports of a year counted by hand, on both sides of each limit.

Log (feedback = Phản ánh, crime report = Tin báo, petition = Kiến nghị); seen on 30/6/2024, a Sunday:
    A1 received 20/12/2023, due 10/01, closed 08/01/2024 (19 days)         carried over, in time
    A2 received 01/12/2023, due 15/12/2023, never closed                   late in 2023; overdue by 16 + 182 = 198 days
    A3 received and closed in 2023                                         no more of it
    A5 crime report of 05/12/2023 without a time, closed 06/12/2023        in time: 24 hours from the end of the day, in 2023
    A4 received 01/11/2023, due 10/11/2023, closed 05/01/2024 (65 days)    late in 2023; its time counts in 2024
    B1 01/6, due 20/6, closed 20/6 (19)   in time          B2 the same, closed 21/6 (20)       late by 1 day
    B3 01/6, due 20/6, closed 19/6 (18)   not by the full procedure
    B4 20/6, due 30/6, never closed       overdue by 0 days, at the end of its last day
    B5 crime report of 25/6 without a time, open: due at the end of the 26th, overdue by 4 days
    B6 the same of 24/6, due on the 25th, closed 26/6 (2)                  late by 1 day
    B7 petition of 24/6: 10 working days = 25–28/6 (4), 01–05/7 (9), 08/7              open
    B8 10/6, due 28/6, suspended from 20/6 without an end                              open
    B9 15/6, due 03/7, closed 02/7        on 30/6 open, due within 3 days
    B10 02/6, due 10/6, extended with a basis to 25/6, closed 24/6 (22)                in time; no village, no channel
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.answers.cases import CaseYear, case_year
from kpi.config.models import DeadlineRule
from kpi.config.shape import shaped
from kpi.measures.calendar import WorkingCalendar
from kpi.measures.case_lines import (
    Age,
    CaseLine,
    CaseState,
    Handling,
    MonthCount,
    Tally,
    age_of,
    handling_of,
    months_of,
)
from kpi.measures.deadlines import Case, Deadline, deadline_of, settlement_of
from kpi.measures.flows import CaseFile, count_flow
from kpi.measures.small_cells import Mark
from tests.worlds import World

HEADER = [
    "Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn", "Kênh", "Hạn xử lý", "Gia hạn đến", "Căn cứ gia hạn",
    "Tạm đình chỉ từ", "Tạm đình chỉ đến", "Ngày xử lý xong", "Đủ quy trình", "Người báo tin", "Nội dung",
]  # fmt: skip
SECRET = "Bí mật của người báo"


def row(
    code: str, kind: str, received: str, village: str = "T1", channel: str = "Zalo", *, due: str = "", extended: str = "",
    basis: str = "", suspended: str = "", resumed: str = "", closed: str = "", complete: str = "x",
) -> list[object]:  # fmt: skip
    told = [code, kind, received, village, channel, due, extended, basis, suspended, resumed, closed, complete]
    return [*told, "Ai đó", SECRET]


LOG: list[list[object]] = [
    row("A1", "Phản ánh", "20/12/2023", due="10/01/2024", closed="08/01/2024"),
    row("A2", "Phản ánh", "01/12/2023", "T2", "Đơn", due="15/12/2023"),
    row("A3", "Phản ánh", "01/11/2023", due="10/11/2023", closed="09/11/2023"),
    row("A4", "Phản ánh", "01/11/2023", due="10/11/2023", closed="05/01/2024"),
    row("A5", "Tin báo", "05/12/2023", closed="06/12/2023"),
    row("B1", "Phản ánh", "01/6/2024", due="20/6/2024", closed="20/6/2024"),
    row("B2", "Phản ánh", "01/6/2024", "T1", "Điện thoại", due="20/6/2024", closed="21/6/2024"),
    row("B3", "Phản ánh", "01/6/2024", "T2", due="20/6/2024", closed="19/6/2024", complete="không"),
    row("B4", "Tin báo", "20/6/2024 08:00", "T2", due="30/6/2024"),
    row("B5", "Tin báo", "25/6/2024", "T2"),
    row("B6", "Tin báo", "24/6/2024", closed="26/6/2024"),
    row("B7", "Kiến nghị", "24/6/2024", "T1", "Trực tiếp"),
    row("B8", "Phản ánh", "10/6/2024", due="28/6/2024", suspended="20/6/2024"),
    row("B9", "Phản ánh", "15/6/2024", "T2", due="03/7/2024", closed="02/7/2024"),
    row(
        "B10", "Phản ánh", "02/6/2024", "", "", due="10/6/2024", extended="25/6/2024", basis="QĐ 1", closed="24/6/2024"
    ),
]
DAY = date(2024, 6, 30)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World.empty(tmp_path_factory.mktemp("cases")).with_villages_and_groups()
    world.load("case", [HEADER, *LOG], date(2024, 12, 31))
    return world


def seen(world: World, day: date) -> CaseYear:
    year = case_year(world.store, world.config, day)
    assert year is not None
    return year


def codes(year: CaseYear, *states: CaseState) -> list[str]:
    return [line.code for line in year.lines if line.state in states]


def test_what_became_of_each(world: World) -> None:
    year = seen(world, DAY)
    assert [(line.code, line.state) for line in year.lines] == [
        ("A2", CaseState.OVERDUE), ("B5", CaseState.OVERDUE), ("B4", CaseState.OVERDUE), ("B2", CaseState.LATE),
        ("B6", CaseState.LATE), ("B9", CaseState.OPEN), ("B7", CaseState.OPEN), ("B8", CaseState.OPEN),
        ("B3", CaseState.INCOMPLETE), ("B10", CaseState.ON_TIME),
        ("B1", CaseState.ON_TIME), ("A1", CaseState.ON_TIME),
    ]  # fmt: skip


def test_the_counts_come_out_even(world: World) -> None:
    """1 carried over + 10 received = 3 + 1 + 4 settled + 3 open; A2 counted in 2023."""
    assert seen(world, DAY).tally == Tally(carried=1, received=10, on_time=3, incomplete=1, late=4, open=3, unjudged=0)


def test_the_counts_are_those_of_the_indicator_on_every_day(world: World) -> None:
    received = [datetime.strptime(str(line[2])[:10].strip(), "%d/%m/%Y").date() for line in LOG]
    days = [date(2023, 11, 1) + timedelta(days=step) for step in range(0, 430, 10)] + [
        DAY,
        date(2023, 12, 31),
        date(2024, 12, 31),
    ]
    counts = count_flow(world.store, world.config, days, datetime(2030, 1, 1))
    for day in days:
        tally, flow = seen(world, day).tally, counts["processed_reports", day]
        assert (tally.on_time, tally.settled, tally.open) == (flow.numerator, flow.denominator, flow.open), day
        assert tally.carried + tally.received == tally.settled + tally.open + tally.unjudged, day
        assert tally.received == sum(date(day.year, 1, 1) <= on <= day for on in received), day


def test_each_report_counts_in_one_year_only(world: World) -> None:
    before, after = seen(world, date(2023, 12, 31)), seen(world, date(2024, 12, 31))
    settled = [
        [line.code for line in year.lines if line.settled_on and not line.counted_before] for year in (before, after)
    ]
    assert sorted(settled[0]) == ["A2", "A3", "A4", "A5"]
    assert not set(settled[0]) & set(settled[1])
    # A4 is closed by then, and told no more; nor is A5.
    assert [line.code for line in after.lines if line.received_on.year == 2023] == ["A2", "A1"]
    assert [line.code for line in after.lines if line.counted_before] == ["A2"]
    # A3 and A5 in time, A2 and A4 late, A1 open
    assert before.tally == Tally(carried=0, received=5, on_time=2, incomplete=0, late=2, open=1, unjudged=0)


def test_days_over(world: World) -> None:
    over = {line.code: line.days_over for line in seen(world, DAY).lines if line.days_over is not None}
    assert over == {"A2": 198, "B5": 4, "B4": 0, "B2": 1, "B6": 1}


def test_a_closing_after_the_day_has_not_happened_yet(world: World) -> None:
    on_time = {
        day: next(line for line in seen(world, day).lines if line.code == "B9") for day in (DAY, date(2024, 7, 2))
    }
    assert [(line.state, line.closed_on) for line in on_time.values()] == [
        (CaseState.OPEN, None),
        (CaseState.ON_TIME, date(2024, 7, 2)),
    ]
    late = {
        day: codes(seen(world, day), CaseState.OVERDUE, CaseState.LATE)
        for day in (date(2024, 6, 20), date(2024, 6, 21))
    }
    assert late == {date(2024, 6, 20): ["A2", "B2"], date(2024, 6, 21): ["A2", "B2"]}
    assert "B2" in codes(seen(world, date(2024, 6, 20)), CaseState.OVERDUE)
    assert "B2" in codes(seen(world, date(2024, 6, 21)), CaseState.LATE)


def test_where_deadlines_come_from(world: World) -> None:
    lines = {line.code: line for line in seen(world, DAY).lines}
    assert (lines["B7"].origin, lines["B7"].due_on) == ("computed", date(2024, 7, 8))
    assert (lines["B10"].origin, lines["B10"].due_on) == ("extended", date(2024, 6, 25))
    assert (lines["B1"].origin, lines["B1"].due_on) == ("given", date(2024, 6, 20))
    assert (lines["B5"].origin, lines["B5"].due_on) == ("no_time", date(2024, 6, 26))
    assert (lines["B8"].origin, lines["B8"].due_on, lines["B8"].suspended_on) == ("suspended", None, date(2024, 6, 20))


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2024, 7, 4), Age.LATER),  # B7 is due on 08/7: 4 days
        (date(2024, 7, 5), Age.SOON),  # 3
        (date(2024, 7, 7), Age.SOON),  # 1
        (date(2024, 7, 8), Age.WEEK_OVER),  # its last day is over
        (date(2024, 7, 15), Age.WEEK_OVER),  # 7 days over
        (date(2024, 7, 16), Age.MONTH_OVER),  # 8
        (date(2024, 8, 7), Age.MONTH_OVER),  # 30
        (date(2024, 8, 8), Age.LONG_OVER),  # 31
    ],
)
def test_how_urgent_it_is(world: World, day: date, age: Age) -> None:
    assert "B7" in [line.code for line in seen(world, day).aged(age)]


def test_what_is_not_closed_has_one_age_and_what_is_closed_none(world: World) -> None:
    year = seen(world, DAY)
    aged = {age: [line.code for line in year.aged(age)] for age in Age}
    assert aged == {
        Age.LONG_OVER: ["A2"], Age.MONTH_OVER: [], Age.WEEK_OVER: ["B5", "B4"], Age.SOON: ["B9"], Age.LATER: ["B7"],
        Age.SUSPENDED: ["B8"], Age.NO_CLOCK: [],
    }  # fmt: skip
    assert sorted(sum(aged.values(), [])) == sorted(line.code for line in year.lines if line.closed_on is None)
    assert year.without_deadline == ()
    assert [line.code for line in year.without_hour] == ["B5", "B6"]


def test_a_suspension_has_not_begun_before_its_day(world: World) -> None:
    """B8 is due on 28/6 and is suspended from 20/6: on 19/6 nobody knew, and on the 20th no deadline runs."""
    before = next(line for line in seen(world, date(2024, 6, 19)).lines if line.code == "B8")
    assert (before.age, before.due_on, before.origin) == (Age.LATER, date(2024, 6, 28), "given")
    assert "B8" in [line.code for line in seen(world, date(2024, 6, 20)).aged(Age.SUSPENDED)]


def test_a_suspended_report_stays_open_until_somebody_ends_it(world: World) -> None:
    assert "B8" in codes(seen(world, date(2024, 12, 31)), CaseState.OPEN)


@pytest.mark.parametrize(
    ("day", "handled"),
    [
        (date(2024, 1, 4), None),
        (date(2024, 1, 5), Handling(65, 65, 1)),  # A4
        (date(2024, 6, 24), Handling(19, 65, 6)),  # 18 19 19 20 22 65: the 3rd, and the ⌈5,4⌉ = 6th
        (DAY, Handling(19, 65, 7)),  # 2 18 19 19 20 22 65: the 4th, and the ⌈6,3⌉ = 7th
    ],
)
def test_how_long_it_took(world: World, day: date, handled: Handling | None) -> None:
    assert seen(world, day).handling == handled


def files_of(days: Sequence[int]) -> list[CaseFile]:
    received = datetime(2024, 3, 1)
    nowhere = Deadline(None, False, "no_rule", "")
    cases = [
        Case(str(number), "other", received, False, closed_at=received + timedelta(days=taken))
        for number, taken in enumerate(days)
    ]
    return [CaseFile(case, None, None, nowhere, settlement_of(case, nowhere), False) for case in cases]


def test_percentiles_by_nearest_rank() -> None:
    """Of 10 values the 5th and the 9th, of 11 the 6th and the 10th, of 101 the 51st and the 91st: always one that occurred."""
    assert handling_of(files_of(range(10, 20)), DAY) == Handling(14, 18, 10)
    assert handling_of(files_of(range(10, 21)), DAY) == Handling(15, 19, 11)
    assert handling_of(files_of(range(101)), DAY) == Handling(50, 90, 101)
    assert handling_of(files_of([0]), DAY) == Handling(0, 0, 1)


def test_month_by_month(world: World) -> None:
    """A1 counts in January, when it was closed; B2, B4, B5 and B6 in June, when they were due; A2 in no month of 2024."""
    empty = [MonthCount(date(2024, month, 1), 0, 0, 0, 0, 0) for month in range(2, 6)]
    assert seen(world, DAY).months == (
        MonthCount(date(2024, 1, 1), received=0, on_time=1, incomplete=0, late=0, so_far=0),
        *empty,
        MonthCount(date(2024, 6, 1), received=10, on_time=2, incomplete=1, late=4, so_far=10),
    )


def test_by_kind_and_by_channel(world: World) -> None:
    year = seen(world, DAY)
    assert year.tallies(lambda line: line.kind) == {
        "feedback": Tally(carried=1, received=6, on_time=3, incomplete=1, late=1, open=2, unjudged=0),
        "crime_report": Tally(carried=0, received=3, on_time=0, incomplete=0, late=3, open=0, unjudged=0),
        "petition": Tally(carried=0, received=1, on_time=0, incomplete=0, late=0, open=1, unjudged=0),
    }
    by_channel = year.tallies(lambda line: line.channel)
    assert by_channel[None] == Tally(carried=0, received=1, on_time=1, incomplete=0, late=0, open=0, unjudged=0)
    assert set(by_channel) == {"zalo", "phone", "in_person", None}  # A2's letter counted in 2023


def test_small_cells_are_hidden(world: World) -> None:
    """Of two villages each would know the other's, so that what names no village is hidden with them; no kind has 6 everywhere."""
    matrix = seen(world, DAY).matrix(())
    assert matrix is not None
    assert (matrix.kinds, matrix.villages) == (("crime_report", "feedback", "petition"), ("Thôn 1", "Thôn 2", None))
    assert matrix.cells == ((Mark.HIDDEN,) * 3,) * 3
    assert (matrix.groups, matrix.totals, matrix.tells) == ((("T1", "T2", None),), (3, 6, 1), False)


def test_the_first_rule_hides_as_it_did(world: World) -> None:
    """Crime reports: 1 and 2, their sum 3 tells neither. Feedback: 3, 2 and 1. The one petition hides among zeros."""
    matrix = seen(world, DAY).matrix_by_first_rule
    assert matrix is not None
    assert (matrix.kinds, matrix.villages) == (("crime_report", "feedback", "petition"), ("Thôn 1", "Thôn 2", None))
    assert matrix.cells == (
        (Mark.SMALL, Mark.SMALL, Mark.HIDDEN),
        (Mark.SMALL, Mark.SMALL, Mark.HIDDEN),
        (0, Mark.SMALL, Mark.HIDDEN),
    )
    assert matrix.totals == (3, 6, 1)


def test_rules_nobody_has_reviewed_and_years_without_a_calendar(world: World) -> None:
    """On 30/6/2024 B7 rests on a rule, and so do B5 and B6."""
    year = seen(world, DAY)
    assert [rule.cases for rule in year.unreviewed] == [2, 1]
    assert "Luật Tiếp công dân" in year.unreviewed[1].basis
    assert year.without_calendar == ()


@pytest.mark.parametrize(("received", "counted"), [("17/12/2026", ()), ("18/12/2026", ((2027, 1),))])
def test_a_deadline_in_a_year_without_a_calendar_is_told(tmp_path: Path, received: str, counted: object) -> None:
    """Ten working days after Thursday 17/12/2026: 18/12, 21–25/12, 28–31/12. After Friday 18/12 the tenth is 01/01/2027."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("case", [HEADER, row("C1", "Phản ánh", received)], date(2026, 12, 31))
    assert seen(world, date(2026, 12, 31)).without_calendar == counted


def test_without_a_log_there_is_nothing_to_say(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    assert case_year(world.store, world.config, DAY) is None
    world.load("case", [HEADER], DAY)
    year = seen(world, DAY)
    assert (year.lines, year.handling, year.matrix(())) == ((), None, None)
    assert year.tally == Tally(0, 0, 0, 0, 0, 0, 0)


def test_of_a_single_village_no_cell_can_be_hidden(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("case", [HEADER, row("C1", "Phản ánh", "01/6/2024")], DAY)
    assert seen(world, DAY).matrix(()) is None


def test_what_was_known_decides(world: World) -> None:
    """Before the log was loaded nothing was known of it."""
    loaded = world.store.batches()[-1].known_at
    assert case_year(world.store, world.config, DAY, loaded - timedelta(seconds=1)) is None
    assert case_year(world.store, world.config, DAY, loaded) == seen(world, DAY)


def test_the_rule_that_was_asked_is_kept(world: World) -> None:
    rule = shaped(
        DeadlineRule, {"kinds": ["feedback"], "from": "2022-01-01", "term": {"days": 5}, "basis": "x", "reviewed": True}
    )
    calendar = WorkingCalendar(world.config.calendar)
    received = Case("C", "feedback", datetime(2024, 6, 3), False)
    assert deadline_of(received, [rule], calendar).rule == rule
    paused = Case("C", "feedback", datetime(2024, 6, 3), False, suspended_from=datetime(2024, 6, 4))
    assert deadline_of(paused, [rule], calendar).rule == rule
    stated = Case("C", "feedback", datetime(2024, 6, 3), False, due_at=datetime(2024, 6, 9))
    assert deadline_of(stated, [rule], calendar).rule is None


def test_soon_is_as_the_configuration_says() -> None:
    deadline = Deadline(datetime(2024, 7, 5, 23, 59), False, "given", "")
    assert age_of(deadline, DAY, soon=5) is Age.SOON
    assert age_of(deadline, DAY, soon=4) is Age.LATER


def test_months_add_up_what_came_in() -> None:
    def received(code: str, day: date, *, carried: bool = False, counted_before: bool = False) -> CaseLine:
        return CaseLine(
            code, "petition", None, None, None, day, day, "given", day, CaseState.ON_TIME, None, None, None, carried, counted_before
        )  # fmt: skip

    lines = [
        received("A", date(2024, 1, 5)),
        *(received(code, date(2024, 2, 9)) for code in "BC"),
        received("D", date(2024, 3, 1)),
        received("E", date(2023, 12, 9), carried=True),
        received("F", date(2024, 3, 2), counted_before=True),
    ]
    months = months_of(lines, date(2024, 4, 30))
    assert [(month.first.month, month.received, month.so_far) for month in months] == [
        (1, 1, 1), (2, 2, 3), (3, 1, 4), (4, 0, 4),
    ]  # fmt: skip
