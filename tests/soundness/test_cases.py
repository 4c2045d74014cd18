"""Citizens' reports: late for ever, counted once, in the year in which they settle.

Log: C1 closed in time · C2 closed a day late · C3 open, due 10/7 · C4 open, due 30/6 · C5 closed in time, procedure incomplete
     C6 due 31/12/2024, closed 05/01/2025 · C7 extended with a basis and closed within · C8 extended without a basis
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kpi.answers.cases import PeriodCount, case_year, in_period
from kpi.answers.lists import sources
from kpi.answers.overdue import late_cases
from kpi.answers.status import status
from kpi.judgement.verdicts import Verdict
from kpi.reports.content import sentences, tables
from kpi.reports.content.gathering import Order, gather
from kpi.snapshots import freezing, meetings
from kpi.snapshots.aggregate import rows_of
from kpi.ui.meeting import slides
from tests.worlds import World, made_once

HEADER = [
    "Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn", "Hạn xử lý", "Gia hạn đến", "Căn cứ gia hạn",
    "Ngày xử lý xong", "Đủ quy trình", "Người báo tin", "Nội dung",
]  # fmt: skip
SECRET = "Bí mật của người báo"
LOG: list[Sequence[object]] = [
    HEADER,
    ["C1", "Phản ánh", "01/6/2024 08:00", "T1", "20/6/2024", "", "", "20/6/2024", "x", "Ai đó", SECRET],
    ["C2", "Phản ánh", "01/6/2024 08:00", "T1", "20/6/2024", "", "", "21/6/2024", "x", "Ai đó", SECRET],
    ["C3", "Tin báo", "25/6/2024 08:00", "T2", "10/7/2024", "", "", "", "", "", ""],
    ["C4", "Tin báo", "20/6/2024 08:00", "T2", "30/6/2024", "", "", "", "", "", ""],
    ["C5", "Phản ánh", "01/6/2024 08:00", "T2", "20/6/2024", "", "", "19/6/2024", "không", "", ""],
    ["C6", "Phản ánh", "20/12/2024 08:00", "T1", "31/12/2024", "", "", "05/01/2025", "x", "", ""],
    ["C7", "Phản ánh", "01/6/2024 08:00", "", "10/6/2024", "25/6/2024", "QĐ 1", "24/6/2024", "x", "", ""],
    ["C8", "Phản ánh", "01/6/2024 08:00", "", "10/6/2024", "25/6/2024", "", "24/6/2024", "x", "", ""],
]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("case", LOG, date(2025, 1, 31))
    return world


@pytest.mark.parametrize(
    ("day", "counts", "open_cases"),
    [
        (date(2024, 6, 9), (0, 0, 0), 5),  # C1, C2, C5, C7, C8 received, nothing settled
        (date(2024, 6, 10), (0, 0, 1), 4),  # C8: the extension has no basis, so it is late on 10/6
        (date(2024, 6, 19), (0, 0, 2), 3),  # C5 settles, not by the full procedure
        (date(2024, 6, 20), (1, 0, 4), 2),  # C1 in time; C2 late on its deadline; C7 and C4 open
        (date(2024, 6, 29), (2, 0, 5), 2),  # C7 within its extension; C3 and C4 open
        (date(2024, 6, 30), (2, 0, 6), 1),  # C4 is late from its deadline on
        (date(2024, 7, 10), (2, 0, 7), 0),  # C3 too
        (date(2024, 12, 31), (2, 0, 8), 0),  # C6 counts in the year of its deadline
        (date(2025, 1, 31), (0, 0, 0), 0),  # and never again
    ],
)
def test_counts_of_the_year_to_a_day(world: World, day: date, counts: tuple[int, int, int], open_cases: int) -> None:
    assert world.counts("processed_reports", day) == counts
    assert world.of("processed_reports", day).open == open_cases


def test_a_year_without_a_settled_case_has_none_occurred(world: World) -> None:
    assert world.of("processed_reports", date(2025, 1, 31)).verdict is Verdict.NONE_OCCURRED
    assert world.of("processed_reports", date(2024, 12, 31)).verdict is Verdict.NOT_MET


def test_late_cases_are_named_by_code_only(world: World) -> None:
    late = late_cases(world.store, world.config, date(2024, 6, 30))
    assert [(case.code, case.closed_on) for case in late] == [
        ("C8", date(2024, 6, 24)),
        ("C2", date(2024, 6, 21)),
        ("C4", None),
    ]


def test_the_reporter_and_the_text_are_nowhere_in_the_database(world: World) -> None:
    content = world.store.path.read_bytes()
    assert SECRET.encode() not in content
    assert "Ai đó".encode() not in content
    assert world.store.batches()[-1].dropped_columns == ["Người báo tin", "Nội dung"]


def test_a_newer_row_of_a_code_replaces_the_older_one_whatever_its_date(world: World) -> None:
    mended = ["C4", "Tin báo", "20/6/2024 08:00", "T2", "30/6/2024", "", "", "28/6/2024", "x", "", ""]
    world.load("case", [HEADER, mended], date(2024, 6, 30))
    assert world.counts("processed_reports", date(2024, 6, 30)) == (3, 0, 6)


def test_an_empty_log_means_that_nothing_occurred(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    assert world.of("processed_reports", date(2024, 6, 30)).verdict is Verdict.NO_DATA
    world.load("case", [HEADER], date(2024, 6, 30))
    assert world.of("processed_reports", date(2024, 6, 30)).verdict is Verdict.NONE_OCCURRED


def test_a_case_due_or_closed_before_its_receipt_is_rejected(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [
        HEADER,
        ["C1", "Phản ánh", "05/01/2025", "T1", "30/12/2024", "", "", "06/01/2025", "", "", ""],
        ["C2", "Phản ánh", "05/01/2025", "T1", "15/01/2025", "", "", "04/01/2025", "", "", ""],
        ["C3", "Phản ánh", "05/01/2025", "T1", "05/01/2025", "", "", "05/01/2025", "", "", ""],
    ]
    outcome = world.load("case", rows, date(2025, 1, 31))
    assert [p.code for p in outcome.problems if p.severity == "error"] == [
        "due_before_received",
        "closed_before_received",
    ]
    assert world.counts("processed_reports", date(2024, 12, 31)) == (0, 0, 0)
    assert world.counts("processed_reports", date(2025, 1, 31)) == (1, 0, 1)


def test_a_case_extended_to_a_day_before_its_receipt_is_rejected(tmp_path: Path) -> None:
    """Extended to 4 January, received on the 5th: it would have been late before it came in. To the 5th itself it may be extended."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [
        HEADER,
        ["C1", "Phản ánh", "05/01/2025", "T1", "15/01/2025", "04/01/2025", "QĐ 1", "", "", "", ""],
        ["C2", "Phản ánh", "05/01/2025", "T1", "15/01/2025", "04/01/2025", "", "", "", "", ""],
        ["C3", "Phản ánh", "05/01/2025", "T1", "15/01/2025", "05/01/2025", "QĐ 3", "05/01/2025", "", "", ""],
        ["C4", "Phản ánh", "05/01/2025 16:00", "T1", "", "05/01/2025 08:00", "QĐ 4", "05/01/2025", "", "", ""],
    ]
    outcome = world.load("case", rows, date(2025, 1, 31))
    refused = [problem for problem in outcome.problems if problem.severity == "error"]
    assert [(problem.row, problem.code) for problem in refused] == [
        (2, "extended_before_received"),
        (3, "extended_before_received"),
    ]
    assert refused[0].column == "Gia hạn đến"
    assert "05/01/2025" in refused[0].told
    assert world.counts("processed_reports", date(2024, 12, 31)) == (0, 0, 0)
    assert world.counts("processed_reports", date(2025, 1, 31)) == (2, 0, 2)


def test_the_log_that_counts_is_named_whatever_day_it_describes(world: World) -> None:
    """The figure of June rests on the log of January after: a report that named no log gave nothing to check it by."""

    def logs(day: date) -> list[tuple[int, date]]:
        found = sources(world.store, world.config, day)
        return [(row.batch, row.observed_on) for row in found if row.dataset == "case"]

    first = next(row.batch for row in world.store.batches() if row.dataset == "case")
    assert logs(date(2024, 6, 30)) == [(first, date(2025, 1, 31))]
    ninth = ["C9", "Phản ánh", "01/02/2025 08:00", "T1", "20/02/2025", *[""] * (len(HEADER) - 5)]
    newer = world.load("case", [HEADER, ninth], date(2025, 2, 28)).batch
    assert newer is not None
    assert logs(date(2025, 2, 28)) == [(first, date(2025, 1, 31)), (newer, date(2025, 2, 28))]
    again = world.load("case", [*LOG, ninth], date(2025, 3, 31)).batch
    assert again is not None
    assert logs(date(2024, 6, 30)) == logs(date(2025, 2, 28)) == [(again, date(2025, 3, 31))]


def test_a_log_in_which_nothing_occurred_is_named(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    day = date(2024, 6, 30)
    assert sources(world.store, world.config, day)[-1].dataset == "village"
    world.load("case", [HEADER], day)
    assert [row.accepted for row in sources(world.store, world.config, day) if row.dataset == "case"] == [0]


def test_villages_of_one_name_are_two_villages(tmp_path: Path) -> None:
    """After a merger two villages are called Thôn 1: each has its own count, and the total is not twice theirs."""
    world = World.empty(tmp_path)
    world.load(
        "village", [["Mã thôn", "Tên thôn"], ["G1", "Thôn 1"], ["B1", "Thôn 1"], ["B2", "Thôn 2"]], date(2023, 12, 31)
    )
    rows = [
        [f"{place}-{n}", "Phản ánh", "01/6/2024", place]
        for place, count in (("G1", 6), ("B1", 7), ("B2", 8))
        for n in range(count)
    ]
    world.load("case", [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn"], *rows], date(2024, 6, 30))
    year = case_year(world.store, world.config, date(2024, 6, 30))
    assert year is not None
    matrix = year.matrix(())
    assert matrix is not None
    assert (matrix.codes, matrix.villages) == (("B1", "B2", "G1"), ("Thôn 1", "Thôn 2", "Thôn 1"))
    assert (matrix.cells, matrix.totals) == (((7,), (8,), (6,)), (21,))
    sent = rows_of([status(world.store, world.config, date(2024, 6, 30))], matrix, date(2024, 6, 30))
    received = {row.village: row.count for row in sent if row.measure == "reports_received"}
    assert received == {None: 21, "B1": 7, "B2": 8, "G1": 6}


def test_a_period_over_the_year_end_counts_what_came_and_settled_before_it(tmp_path: Path) -> None:
    """15/12/2024 – 14/3/2025: in time C1 on 18/12, C4 on 03/01, C5; C2 closed late; C3 due 31/12 and open; all five came in."""
    world = World.empty(tmp_path).with_villages_and_groups()
    header = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"]
    rows = [
        ["C1", "Phản ánh", "16/12/2024", "20/12/2024", "18/12/2024"],
        ["C2", "Phản ánh", "17/12/2024", "20/12/2024", "28/12/2024"],
        ["C3", "Phản ánh", "18/12/2024", "31/12/2024", ""],
        ["C4", "Phản ánh", "20/12/2024", "06/01/2025", "03/01/2025"],
        ["C5", "Phản ánh", "10/02/2025", "20/02/2025", "15/02/2025"],
        ["C6", "Phản ánh", "14/12/2024", "14/12/2024", "14/12/2024"],  # the day before it
    ]
    world.load("case", [header, *rows], date(2025, 3, 14))
    found = in_period(world.store, world.config, date(2024, 12, 15), date(2025, 3, 14))
    assert found == PeriodCount(received=5, on_time=3, incomplete=0, late=1, overdue=1)
    report = gather(world.store, world.config, Order(date(2025, 3, 14), "quarter"))
    rows_told = {row[1]: row[2] for row in tables.case_states(report).rows}
    assert rows_told["Tin tiếp nhận"] == 5 and rows_told["Xử lý đúng hạn, đúng quy định"] == 3
    assert rows_told["Xử lý xong khi đã quá hạn"] == 1 and rows_told["Quá hạn, chưa xử lý xong"] == 1
    assert sentences.handling(report)[0].startswith("Trong kỳ tiếp nhận 5 tin; từ đầu năm tiếp nhận 1 tin")


def test_what_is_overdue_since_an_earlier_year_is_still_pointed_to(world: World) -> None:
    """C4 was due on 30/6/2024 and C3 on 10/7/2024; nobody has closed them, so the overview of January names them."""
    day = date(2025, 1, 31)
    assert [row.code for row in late_cases(world.store, world.config, day)] == ["C4", "C3"]
    assert world.counts("processed_reports", day) == (0, 0, 0)


def test_what_is_overdue_since_an_earlier_year_is_told_apart_in_the_report(world: World) -> None:
    """January 2025: C3 and C4 are overdue and counted in 2024; the text's two are the annex's two."""
    report = gather(world.store, world.config, Order(date(2025, 1, 14)))
    assert "Quá hạn chưa xử lý xong 2 tin, trong đó 2 tin đã tính quá hạn từ năm trước." in sentences.handling(report)
    rows_told = {row[1]: row[3] for row in tables.case_states(report).rows}
    assert rows_told["Quá hạn, chưa xử lý xong"] == 0
    assert rows_told["Ngoài ra: đã tính quá hạn từ năm trước, chưa xử lý xong"] == 2


def test_slides_tell_no_village_s_reports(world: World) -> None:
    """One settled report of a village stood on the slide beside the table that hides it."""
    day = date(2024, 6, 30)
    state = freezing.freeze(world.store, world.config, day, date(2024, 6, 9), frozen_by="An", at=world.clock)
    text = slides.document(meetings.meeting(world.store, state.number), world.config, simulated=False)
    title = world.config.indicator("processed_reports").title
    slide = text.split(f">{title}</h1>", 1)[1].split("</section>", 1)[0]
    assert "Không nêu theo thôn" in slide and "Thôn 1" not in slide
