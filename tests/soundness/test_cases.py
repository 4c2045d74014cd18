"""Citizens' reports: late for ever, counted once, in the year in which they settle.

Log: C1 closed in time · C2 closed a day late · C3 open, due 10/7 · C4 open, due 30/6 · C5 closed in time, procedure incomplete
     C6 due 31/12/2024, closed 05/01/2025 · C7 extended with a basis and closed within · C8 extended without a basis
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi import answers
from kpi.judgement.verdicts import Verdict
from tests.worlds import World

HEADER = [
    "Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn", "Hạn xử lý", "Gia hạn đến", "Căn cứ gia hạn",
    "Ngày xử lý xong", "Đủ quy trình", "Người báo tin", "Nội dung",
]  # fmt: skip
SECRET = "Bí mật của người báo"
LOG: list[list[object]] = [
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
    late = answers.late_cases(world.store, world.config, date(2024, 6, 30))
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
    assert [p.code for p in outcome.problems if p.severity == "error"] == ["due_before_received", "closed_before_received"]
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
    assert [(problem.row, problem.code) for problem in refused] == [(2, "extended_before_received"), (3, "extended_before_received")]
    assert refused[0].column == "Gia hạn đến"
    assert "05/01/2025" in refused[0].message
    assert world.counts("processed_reports", date(2024, 12, 31)) == (0, 0, 0)
    assert world.counts("processed_reports", date(2025, 1, 31)) == (2, 0, 2)


def test_the_log_that_counts_is_named_whatever_day_it_describes(world: World) -> None:
    """The figure of June rests on the log of January after: a report that named no log gave nothing to check it by."""

    def logs(day: date) -> list[tuple[int, date]]:
        found = answers.sources(world.store, world.config, day)
        return [(row.batch, row.observed_on) for row in found if row.dataset == "case"]

    first = next(row.batch for row in world.store.batches() if row.dataset == "case")
    assert logs(date(2024, 6, 30)) == [(first, date(2025, 1, 31))]
    ninth = ["C9", "Phản ánh", "01/02/2025 08:00", "T1", "20/02/2025"]
    newer = world.load("case", [HEADER, ninth], date(2025, 2, 28)).batch
    assert newer is not None
    assert logs(date(2025, 2, 28)) == [(first, date(2025, 1, 31)), (newer, date(2025, 2, 28))]
    again = world.load("case", [*LOG, ninth], date(2025, 3, 31)).batch
    assert again is not None
    assert logs(date(2024, 6, 30)) == logs(date(2025, 2, 28)) == [(again, date(2025, 3, 31))]


def test_a_log_in_which_nothing_occurred_is_named(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    day = date(2024, 6, 30)
    assert answers.sources(world.store, world.config, day)[-1].dataset == "village"
    world.load("case", [HEADER], day)
    assert [row.accepted for row in answers.sources(world.store, world.config, day) if row.dataset == "case"] == [0]
