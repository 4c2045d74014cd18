"""Citizens' reports by logs that end, without hours of receipt, with suspensions: nothing counts that no log shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kpi.answers.cases import case_year
from kpi.domain.reasons import Reason
from kpi.judgement.verdicts import Verdict
from kpi.reports.content import sentences, tables
from kpi.reports.content.gathering import Order, gather
from tests.worlds import World

HEADER: list[object] = [
    "Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn", "Hạn xử lý", "Gia hạn đến", "Căn cứ gia hạn", "Tạm đình chỉ từ",
    "Tạm đình chỉ đến", "Ngày xử lý xong", "Đủ quy trình",
]  # fmt: skip
JUNE, YEAR_END = date(2024, 6, 30), date(2024, 12, 31)


def row(
    code: str,
    received: str,
    *,
    kind: str = "Phản ánh",
    due: str = "",
    paused: Sequence[str] = ("", ""),
    closed: str = "",
) -> list[object]:
    return [code, kind, received, "T1", due, "", "", *paused, closed, ""]


def world_of(folder: Path, rows: Sequence[list[object]], as_of: date) -> World:
    world = World.empty(folder).with_villages_and_groups()
    world.load("case", [HEADER, *rows], as_of)
    return world


Told = tuple[int | None, int | None, int | None]


def told(world: World, day: date) -> Told:
    return told_on(world, day)[0]


def told_on(world: World, *days: date) -> list[Told]:
    return [(found.numerator, found.denominator, found.open) for found in world.over("processed_reports", *days)]


def test_hour_terms_without_an_hour_run_from_the_end_of_the_day(tmp_path: Path) -> None:
    """Five crime reports of March never closed, four closed ten days later, one feedback closed in time."""
    rows = [
        row(f"TB0{n}", f"0{n}/3/2024", kind="Tin báo", closed=f"{n + 10}/3/2024" if n > 5 else "") for n in range(1, 10)
    ]
    world = world_of(tmp_path, [*rows, row("TB20", "01/3/2024", closed="04/3/2024")], JUNE)
    # what was received on the 1st is over at the end of the 2nd
    found = told_on(world, date(2024, 3, 1), date(2024, 3, 2), YEAR_END)
    assert found == [(0, 0, 2), (0, 1, 2), (1, 10, 0)]
    year = case_year(world.store, world.config, YEAR_END)
    assert year is not None and len(year.without_hour) == 9 and year.without_deadline == ()


@pytest.mark.parametrize(("closed", "in_time"), [("02/3/2024", 1), ("02/3/2024 23:30", 1), ("03/3/2024", 0)])
def test_a_closing_on_the_day_after_is_within_24_hours(tmp_path: Path, closed: str, in_time: int) -> None:
    world = world_of(tmp_path, [row("TB01", "01/3/2024", kind="Tin báo", closed=closed)], JUNE)
    assert told(world, JUNE) == (in_time, 1, 0)


def test_a_log_of_last_year_says_nothing_of_this_one(tmp_path: Path) -> None:
    world = world_of(tmp_path, [row("TB01", "01/3/2024", due="10/7/2024")], JUNE)
    days = (date(2025, 1, 1), date(2025, 12, 31))
    for day, found in zip(days, world.over("processed_reports", *days), strict=True):
        assert (found.verdict, found.reason, found.numerator, found.open) == (
            Verdict.NO_DATA,
            Reason.NO_CASE_LOG,
            None,
            None,
        )
        assert case_year(world.store, world.config, day) is None
    world.load("case", [HEADER], date(2025, 1, 1))
    assert world.of("processed_reports", date(2025, 12, 31)).verdict is Verdict.NONE_OCCURRED


def test_a_log_whose_rows_a_later_one_has_taken_over_is_not_in_use(tmp_path: Path) -> None:
    world = world_of(tmp_path, [row("TB01", "01/3/2024", closed="04/3/2024")], date(2025, 1, 31))
    assert world.of("processed_reports", date(2025, 6, 30)).verdict is Verdict.NONE_OCCURRED
    world.load("case", [HEADER, row("TB01", "01/3/2024", closed="05/3/2024")], YEAR_END)
    assert world.of("processed_reports", date(2025, 6, 30)).reason is Reason.NO_CASE_LOG


def test_what_is_due_after_the_log_ends_is_not_known_until_a_later_log_speaks(tmp_path: Path) -> None:
    late, known = row("A", "20/6/2024", due="30/6/2024"), row("D", "20/6/2024", due="10/7/2024", closed="05/7/2024")
    due, ruleless = row("B", "20/6/2024", due="01/7/2024"), row("C", "20/6/2024", paused=("21/6/2024", ""))
    world = world_of(tmp_path, [late, due, ruleless, known], JUNE)
    before, last, after, later = told_on(world, date(2024, 6, 29), JUNE, date(2024, 7, 1), date(2024, 7, 5))
    assert before == (0, 0, 4)
    assert last == (0, 1, 3)  # A is late on the log's last day
    assert after == (0, 1, 1)  # B and C are in no count; D's closing is known
    assert later == (1, 2, 0)
    year = case_year(world.store, world.config, date(2024, 7, 1))
    assert year is not None and [line.code for line in year.listed("unknown")] == ["B", "C"]
    assert (year.tally.received, year.tally.settled, year.tally.open, year.tally.unknown) == (4, 1, 1, 2)
    assert all(line.age is None for line in year.listed("unknown"))
    world.load("case", [HEADER, row("X", "01/7/2024", closed="02/7/2024")], date(2024, 7, 31))
    assert told(world, date(2024, 7, 5)) == (2, 3, 0)  # a later log without the codes says nothing of them
    world.load("case", [HEADER, due, ruleless], date(2024, 7, 31))
    assert told(world, date(2024, 7, 5)) == (2, 4, 1)


def test_a_suspension_counts_from_receipt_at_the_earliest(tmp_path: Path) -> None:
    """TB01: received 10/6, due 20/6, suspended from 1/1 (a slip) to 15/6: five days, due 25/6. TB02's ends before it begins."""
    slip = row("TB01", "10/6/2024", due="20/6/2024", paused=("01/01/2024", "15/6/2024"), closed="01/8/2024")
    backwards = row("TB02", "10/6/2024", due="20/6/2024", paused=("15/6/2024", "10/6/2024"), closed="01/8/2024")
    world = world_of(tmp_path, [slip, backwards], YEAR_END)
    june = (date(2024, 6, day) for day in (19, 20, 24, 25))
    assert told_on(world, *june, YEAR_END) == [(0, 0, 2), (0, 1, 1), (0, 1, 1), (0, 2, 0), (0, 2, 0)]


def test_a_suspension_without_an_end(tmp_path: Path) -> None:
    """Closed within the deadline of before: in time. Closed later: in neither count, told apart. Not closed: open."""
    rows = [row(code, "10/6/2024", due="20/6/2024", paused=("15/6/2024", ""), closed=closed)
            for code, closed in (("A", "20/6/2024"), ("B", "21/6/2024"), ("C", ""))]  # fmt: skip
    world = world_of(tmp_path, rows, YEAR_END)
    found = told_on(world, date(2024, 6, 19), date(2024, 6, 20), YEAR_END)
    assert found == [(0, 0, 3), (1, 1, 2), (1, 1, 1)]
    year = case_year(world.store, world.config, YEAR_END)
    assert year is not None
    assert [line.code for line in year.listed("unjudged")] == ["B"]
    assert [line.code for line in year.listed("suspended")] == ["C"]


def test_a_suspension_before_the_hour_of_receipt_counts_from_that_hour(tmp_path: Path) -> None:
    """24 hours from 10/6 at 08:00, suspended from 06:00 to 12:00: four hours more, to 12:00 on the 11th."""
    rows = [row(code, "10/6/2024 08:00", kind="Tin báo", paused=("10/6/2024 06:00", "10/6/2024 12:00"), closed=closed)
            for code, closed in (("A", "11/6/2024 12:00"), ("B", "11/6/2024 12:01"))]  # fmt: skip
    assert told(world_of(tmp_path, rows, YEAR_END), YEAR_END) == (1, 2, 0)


def test_the_report_says_how_far_a_log_of_an_earlier_year_speaks(tmp_path: Path) -> None:
    """The report of 2025 said "chưa có sổ tin báo" beside a log to 30/6/2024."""
    world = world_of(tmp_path, [row("TB01", "01/3/2024", due="10/7/2024")], JUNE)
    report = gather(world.store, world.config, Order(date(2025, 6, 30)))
    why = "sổ tin báo mới ghi đến ngày 30/6/2024; chưa có sổ năm 2025"
    assert sentences.handling(report) == (f"Chưa có số liệu về tin báo: {why}.",)
    assert f"({why})" in sentences.result(report, "processed_reports")
    empty = [tables.case_states(report).empty, tables.case_kinds(report).empty, tables.case_matrix(report).empty]
    assert [why in said for said in empty] == [True, True, True]


def test_the_rows_of_the_annex_are_numbered_without_a_gap(tmp_path: Path) -> None:
    """Row 12 stood behind row 10 where a report is not known and none is undated."""
    world = world_of(tmp_path, [row("TB01", "01/3/2024", due="10/7/2024")], JUNE)
    rows = tables.case_states(gather(world.store, world.config, Order(date(2024, 7, 31)))).rows
    assert [line[0] for line in rows] == list(range(1, 12)) and rows[-1][3] == 1


@pytest.mark.parametrize("header", ["SĐT người báo", "Người báo", "Điện thoại người báo"])
def test_who_reported_is_told_as_never_stored_also_in_short(tmp_path: Path, header: str) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    outcome = world.load("case", [[*HEADER, header], [*row("TB1", "01/6/2024"), "0912345678"]], JUNE)
    assert [(one.code, one.column, one.severity) for one in outcome.problems] == [("never_stored", header, "info")]


def test_an_older_log_that_takes_back_what_a_later_one_knows_says_so(tmp_path: Path) -> None:
    """Logs of 14/6 and 14/12: TB16 closed 20/6, TB17 still open, TB18 closed by both. Then 14/6 again, corrected."""
    rows = [row(f"TB{n}", "10/6/2024", due="25/6/2024", closed="12/6/2024" if n == 18 else "") for n in (16, 17, 18)]
    world = world_of(tmp_path, rows, date(2024, 6, 14))
    later = [HEADER, row("TB16", "10/6/2024", due="25/6/2024", closed="20/6/2024"), *rows[1:]]
    assert world.load("case", later, date(2024, 12, 14)).problems == []
    assert told(world, date(2024, 12, 14)) == (2, 3, 0)
    corrected = [HEADER, rows[2], rows[1], row("TB16", "10/6/2024", kind="Kiến nghị", due="25/6/2024")]
    outcome = world.load("case", corrected, date(2024, 6, 14))
    found = {problem.code: problem for problem in outcome.problems}
    assert list(found) == ["older_log_reopens", "older_log_knows_less"]
    assert {problem.severity for problem in found.values()} == {"warning"}
    reopens, less = (problem.message for problem in found.values())
    assert reopens.startswith("1 tin mà sổ chốt ngày 14/12/2024") and "dòng 4." in reopens and "TB" not in reopens
    assert less.startswith("1 tin được sổ chốt ngày 14/12/2024") and "dòng 3." in less
    assert "nạp lại sổ chốt ngày 14/12/2024" in reopens
    assert told(world, date(2024, 12, 14)) == (
        1,
        1,
        0,
    )  # the row loaded last counts: of TB16 and TB17 nothing is known after 14/6
    again = world.load("case", later, date(2024, 12, 14))
    assert (again.problems, again.loaded_before) == ([], None)
    assert told(world, date(2024, 12, 14)) == (2, 3, 0)


@pytest.mark.parametrize("as_of", [date(2024, 12, 14), date(2024, 12, 15)])
def test_a_log_of_the_same_day_or_a_later_one_corrects_without_a_word(tmp_path: Path, as_of: date) -> None:
    world = world_of(tmp_path, [row("TB16", "10/6/2024", closed="20/6/2024")], date(2024, 12, 14))
    assert world.load("case", [HEADER, row("TB16", "10/6/2024")], as_of).problems == []


def test_what_an_older_log_leaves_blank_is_told_too(tmp_path: Path) -> None:
    """Both close the report; the later log alone says until when it was suspended."""
    whole = row("TB16", "10/6/2024", paused=("11/6/2024", "13/6/2024"), closed="14/6/2024")
    world = world_of(tmp_path, [whole], date(2024, 12, 14))
    outcome = world.load("case", [HEADER, row("TB16", "10/6/2024", closed="14/6/2024")], date(2024, 6, 14))
    assert [problem.code for problem in outcome.problems] == ["older_log_knows_less"]
