"""States of reports: closed without a day is neither in time nor late; a day says more than a state.

Log of 30/6/2024, all received on 3/6 and due on 17/6 where nothing else is said:
S1 closed on 10/6 · S2 "Đã xử lý", no day · S3 "Đã hủy", no day · S4 "Đang xử lý", no day: late · S5 "Quá hạn", no day: late
S6 "Đang xử lý", due on 8/7: open · S7 "Quá hạn", closed on 20/6: late · S8 "Đang xử lý", closed on 11/6: in time, doubted
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.answers.cases import case_year
from kpi.answers.quality import quality
from kpi.domain.errors import UserError
from kpi.ingest.loading.outcome import Outcome
from kpi.judgement.assessment import Assessment
from kpi.judgement.trust import FigureDoubt
from kpi.measures.case_lines import CaseState
from tests.worlds import World

DAY = date(2024, 6, 30)
HEADER = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Hạn xử lý", "Ngày xử lý xong", "Trạng thái"]
LOG: list[Sequence[object]] = [
    HEADER,
    ["S1", "Phản ánh", "3/6/2024", "17/6/2024", "10/6/2024", "Đã xử lý"],
    ["S2", "Phản ánh", "3/6/2024", "17/6/2024", "", "Đã xử lý"],
    ["S3", "Phản ánh", "3/6/2024", "17/6/2024", "", "Đã hủy"],
    ["S4", "Phản ánh", "3/6/2024", "17/6/2024", "", "Đang xử lý"],
    ["S5", "Phản ánh", "3/6/2024", "17/6/2024", "", "Quá hạn"],
    ["S6", "Phản ánh", "3/6/2024", "8/7/2024", "", "Đang xử lý"],
    ["S7", "Phản ánh", "3/6/2024", "17/6/2024", "20/6/2024", "Quá hạn"],
    ["S8", "Phản ánh", "3/6/2024", "17/6/2024", "11/6/2024", "Đang xử lý"],
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def counts(found: Assessment) -> tuple[int | None, int | None, int | None]:
    return found.numerator, found.waiting, found.denominator


def doubts(outcome: Outcome, severity: str) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.code) for problem in outcome.problems if problem.severity == severity]


def test_closed_without_a_day_is_in_no_count_and_is_asked_for(world: World) -> None:
    outcome = world.load("case", LOG, DAY)
    found = world.of("processed_reports", DAY)
    assert counts(found) == (2, 0, 5)
    assert (found.open, found.undated, found.as_dict()["undated"]) == (1, 2, 2)
    assert doubts(outcome, "warning") == [
        (3, "closed_without_day"), (4, "closed_without_day"), (9, "closed_but_open")
    ]  # fmt: skip
    trust = quality(world.store, world.config, DAY)
    assert trust.undated == 2
    assert FigureDoubt.REPORTS_UNDATED in trust.indicators[-1].doubts


def test_the_year_still_comes_out_even(world: World) -> None:
    world.load("case", LOG, DAY)
    year = case_year(world.store, world.config, DAY)
    assert year is not None
    tally = year.tally
    assert tally.undated == 2
    assert tally.received == tally.settled + tally.open + tally.unjudged + tally.undated == 8
    assert [(line.code, line.age) for line in year.listed("undated")] == [("S2", None), ("S3", None)]
    assert CaseState.UNDATED not in {line.state for line in year.overdue}


def test_it_is_counted_apart_from_its_receipt_to_the_end_of_that_year(world: World) -> None:
    world.load("case", LOG, DAY)
    days = (date(2024, 6, 2), date(2024, 6, 3), date(2024, 12, 31), date(2025, 1, 1))
    undated = [found.undated for found in world.over("processed_reports", *days)]
    assert undated == [0, 2, 2, None], "of 2025 no log speaks"


def test_the_day_written_later_settles_it(world: World) -> None:
    world.load("case", LOG, DAY)
    world.load("case", [HEADER, ["S2", "Phản ánh", "3/6/2024", "17/6/2024", "17/6/2024", "Đã xử lý"]], DAY)
    found = world.of("processed_reports", DAY)
    assert (counts(found), found.undated) == ((3, 0, 6), 1)


def test_an_outcome_says_that_a_report_is_closed_where_no_state_does(world: World) -> None:
    header = [*HEADER[:5], "Kết quả"]
    rows = [
        ["S1", "Phản ánh", "3/6/2024", "17/6/2024", "", "Đã giải quyết"],
        ["S2", "Phản ánh", "3/6/2024", "17/6/2024", "", "Khác"],
        ["S3", "Phản ánh", "3/6/2024", "17/6/2024", "", ""],
    ]
    world.load("case", [header, *rows], DAY)
    found = world.of("processed_reports", DAY)
    assert (counts(found), found.undated) == ((0, 0, 2), 1)


def test_a_refused_report_is_closed_and_its_outcome_says_so(world: World) -> None:
    world.load("case", [HEADER, ["S1", "Phản ánh", "3/6/2024", "17/6/2024", "5/6/2024", "Từ chối"]], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        assert connection.execute("select state, outcome from cases").fetchall() == [("void", "rejected")]
    assert world.counts("processed_reports", DAY) == (1, 0, 1)


def test_a_state_that_nobody_knows_rejects_the_row_unless_its_day_is_there(world: World) -> None:
    rows = [
        ["S1", "Phản ánh", "3/6/2024", "17/6/2024", "5/6/2024", "Xanh lá"],
        ["S2", "Phản ánh", "3/6/2024", "17/6/2024", "", "Xanh lá"],
    ]
    outcome = world.load("case", [HEADER, *rows], DAY)
    assert (doubts(outcome, "warning"), doubts(outcome, "error")) == ([(2, "unknown_word")], [(3, "unknown_word")])


@pytest.mark.parametrize(
    ("state", "proposed"),
    [
        ("Đang giải quyết xong", "Đang giải quyết"),
        ("Chưa giải quyết xong", "Chưa giải quyết"),
        ("Đã giải quyết song", "Đã giải quyết xong"),
        ("Không giải quyết xong", None),  # nothing that is known begins so and is near
    ],
)
def test_an_opposite_is_never_proposed(world: World, state: str, proposed: str | None) -> None:
    rows = [["S0", "Phản ánh", "3/6/2024", "", "", ""], ["S1", "Phản ánh", "3/6/2024", "", "", state]]
    outcome = world.load("case", [HEADER, *rows], DAY)
    (message,) = [problem.told for problem in outcome.problems if problem.code == "unknown_word"]
    assert (f'"{proposed}"' in message) if proposed else "Đã giải quyết" not in message


def test_a_log_loaded_before_states_were_kept_keeps_its_figures(world: World) -> None:
    """Its rows have an outcome and no state: late from the deadline on, as they always were."""
    header = [*HEADER[:5], "Kết quả"]
    world.load("case", [header, ["S1", "Phản ánh", "3/6/2024", "17/6/2024", "", "Đã giải quyết"]], DAY)
    assert world.counts("processed_reports", DAY) == (0, 0, 0)
    with duckdb.connect(str(world.store.path)) as connection:
        connection.execute("update cases set state = null")
    assert world.counts("processed_reports", DAY) == (0, 0, 1)


def test_the_day_of_a_decision_closes_no_report_that_goes_on_elsewhere(world: World) -> None:
    """All decided on 10/6: one settled, one handed on, one suspended, one as nobody knows; of one nothing is said. All counted as
    settled in time. What is only to be handed on stays open."""
    header = [*HEADER[:4], "Ngày quyết định", "Kết quả"]
    outcomes = ("Không khởi tố", "Đã chuyển cơ quan khác", "Tạm đình chỉ", "Xanh lá", "")
    rows = [[f"S{n}", "Phản ánh", "3/6/2024", "8/7/2024", "10/6/2024", text] for n, text in enumerate(outcomes)]
    outcome = world.load("case", [header, *rows], DAY)
    found = world.of("processed_reports", DAY)
    assert counts(found) == (2, 0, 2)
    assert (outcome.accepted, outcome.rejected, found.open, found.undated) == (4, 1, 2, 0)
    assert doubts(outcome, "warning") == [
        (3, "decided_not_closed"), (4, "decided_not_closed"), (5, "unknown_word"), (6, "unknown_decision"),
    ]  # fmt: skip
    still = ("Đề nghị chuyển cấp trên xem xét", "Đang làm thủ tục chuyển cơ quan điều tra", "Chờ chuyển UBND huyện")
    rows = [[f"M{n}", "Phản ánh", "3/6/2024", "8/7/2024", "", text] for n, text in enumerate(still)]
    outcome = world.load("case", [header, *rows], DAY)
    found = world.of("processed_reports", DAY)
    assert (found.open, found.undated) == (5, 0)
    assert [row for row, code in doubts(outcome, "warning") if code == "unknown_word"] == [2, 3, 4]


def test_a_log_of_which_no_row_can_be_used_says_nothing(world: World) -> None:
    """Twelve reports whose days nobody can read were "none occurred"; a log without a row still is that."""
    with pytest.raises(UserError) as refused:
        world.load("case", [HEADER, ["S1", "Phản ánh", "hôm qua", "", "", ""]], DAY)
    assert refused.value.code == "no_rows"
    assert world.counts("processed_reports", DAY) == (None, None, None)


def test_a_term_in_days_is_no_day_and_is_asked_about(world: World) -> None:
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Thời hạn (ngày)", "Ngày xử lý xong"]
    rows = [[f"S{n}", "Phản ánh", "3/6/2024", 7, "10/6/2024"] for n in range(3)]
    with pytest.raises(UserError) as refused:
        world.load("case", [header, *rows], DAY)
    assert (refused.value.code, refused.value.found) == ("unknown_figures", "D (Thời hạn (ngày))")
