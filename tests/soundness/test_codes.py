"""Codes that lists of members declare are compared with the registers of the day asked: to the letter, else folded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kpi.answers.question import all_known
from kpi.review import decisions
from kpi.store.duckdb import database
from kpi.vietnamese.places import fold_code
from tests.worlds import World

HOUSEHOLDS: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Mã đơn vị", "Tổng thành viên"]
DAY, LATER = date(2024, 2, 1), date(2024, 3, 1)


def members(*codes: str) -> list[list[object]]:
    return [MEMBERS, *(["N1", str(17 + n), f"zq {n}", code, "", len(codes)] for n, code in enumerate(codes))]


def register(*codes: str) -> Sequence[Sequence[object]]:
    return [HOUSEHOLDS, *[[code, f"Chủ hộ {code}", "T1"] for code in codes]]


@pytest.mark.parametrize("register_first", [True, False])
def test_codes_in_other_spellings_lead_to_the_entry_whatever_came_first(tmp_path: Path, register_first: bool) -> None:
    """The register has HG-001, HG-2, 0003; the list says hg-001, "HG 2" and 3, since Excel took the zeros."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    lists = [("household", register("HG-001", "HG-2", "0003")), ("membership", members("hg-001", "HG 2", "3"))]
    outcomes = [world.load(dataset, rows, DAY) for dataset, rows in (lists if register_first else reversed(lists))]
    assert world.counts("households", DAY) == (3, 0, 3)
    if register_first:
        assert [problem.code for problem in outcomes[1].problems] == ["code_alike"] * 3


def test_a_code_that_fits_two_entries_folded_leads_nowhere_and_to_the_letter_to_one(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("household", register("HG-1", "HG-001"), DAY)
    outcome = world.load("membership", members("hg 1"), DAY)
    assert [problem.code for problem in outcome.problems] == ["doubtful_code"]
    assert world.counts("households", DAY) == (0, 0, 2)
    world.load("membership", members("HG-001"), DAY)
    assert world.counts("households", DAY) == (1, 0, 2)


def test_it_is_the_register_of_the_day_asked_that_decides(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("membership", members("hg 1"), DAY)
    world.load("household", register("HG-1", "HG-2"), DAY)
    world.load("household", register("HG-1", "HG-001"), LATER)
    assert world.counts("households", DAY) == (1, 0, 2)
    assert world.counts("households", LATER) == (0, 0, 2)


def test_a_code_of_two_registers_folded_leads_nowhere(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("business", [["Mã số thuế", "Tên doanh nghiệp"], ["DV-01", "Công ty A"]], DAY)
    world.load("membership", [MEMBERS, ["N1", "17", "zq a", "", "dv 1", 1]], DAY)
    assert world.counts("businesses", DAY) == (1, 0, 1)
    world.load("institution", [["Mã đơn vị", "Tên đơn vị", "Loại"], ["DV1", "Trường B", "Trường học"]], DAY)
    assert world.counts("businesses", DAY) == (0, 0, 1)
    assert world.counts("institutions", DAY) == (0, 0, 1)


def test_a_no_holds_for_the_entry_however_the_list_spells_it(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("household", register("HG-001"), DAY)
    world.load("membership", members("hg 1"), DAY)
    denied = decisions.Saying("uid:17", "HG-001", False)
    decisions.decide(world.store, world.config, [denied], reason="x", decided_by="t", at=world.clock)
    assert world.counts("households", DAY) == (0, 0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [("HG-001", "hg 1"), ("H001-002", "h1.2"), ("0003", "3"), ("Hộ Đ-07", "HO D7"), ("A0", "a00"), ("1-001", "1/1")],
)
def test_codes_that_are_one_folded(tmp_path: Path, one: str, other: str) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("household", register(one, "X-9"), DAY)
    question = {
        "as_of": [DAY], "known_at": all_known(world.store), "households_left_out": [], "slots": ["household"],
        "codes": [other, "X-90"],
    }  # fmt: skip
    assert [(row["code"], row["entry"]) for row in world.store.read("codes_alike", **question)] == [(other, one)]


@pytest.mark.parametrize("adds", [True, False])
def test_a_register_s_code_in_another_spelling_is_the_entry_and_says_so(tmp_path: Path, adds: bool) -> None:
    """H-01 beside H01 was a household more, and whoever declared "h 1" counted for neither."""
    world = World.empty(tmp_path).with_villages_and_groups(2)
    world.load("household", register("H01", "H02"), DAY)
    world.load("membership", members("h 1"), DAY)
    outcome = world.load("household", register("H-01", "h2"), LATER, adds=adds)
    assert [(problem.row, problem.code) for problem in outcome.problems] == [(2, "code_alike"), (3, "code_alike")]
    assert outcome.changes == {"added": 0, "changed": 2, "gone": 0}  # their heads' names
    assert world.counts("households", LATER) == (1, 0, 2)
    world.load("household", [HOUSEHOLDS, ["h-01", "Chủ hộ H-01", "T2"]], LATER)
    assert [village.denominator for village in world.of("households", LATER).villages] == [1, 1]


def test_a_register_s_code_that_could_be_several_is_rejected(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("household", register("H1", "H01", "K1"), DAY)
    outcome = world.load("household", register("H-1", "k 1", "K-01", "M1"), LATER, adds=True)
    assert (outcome.accepted, outcome.rejected, [row.row for row in outcome.rejected_rows]) == (1, 3, [2, 3, 4])
    assert {problem.code for problem in outcome.problems if problem.row} == {"codes_alike"}
    assert outcome.rejected_rows[0].cells == {"code": "H-1", "head_name": "Chủ hộ H-1", "village": "T1"}


@pytest.mark.parametrize("dataset", ["business", "institution"])
def test_the_same_holds_for_businesses_and_institutions(tmp_path: Path, dataset: str) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    header, kind = {
        "business": (["Mã số thuế", "Tên doanh nghiệp", "Loại hình"], "Công ty TNHH"),
        "institution": (["Mã đơn vị", "Tên đơn vị", "Loại"], "Trường học"),
    }[dataset]
    world.load(dataset, [header, ["DV-01", "A", kind]], DAY)
    world.load(dataset, [header, ["dv 1", "A", kind]], LATER, adds=True)
    world.load("membership", members("X"), LATER)
    assert world.of(f"{dataset}es" if dataset == "business" else f"{dataset}s", LATER).denominator == 1


def test_numbers_that_only_run_together_when_folded_are_no_spelling_of_one_code(tmp_path: Path) -> None:
    """T1-12 and T11-2 are households of two villages, though both fold to t112."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("household", register("T1-12", "T1-13"), DAY)
    outcome = world.load("household", register("T11-2", "T01.013"), LATER, adds=True)
    assert [(problem.row, problem.code) for problem in outcome.problems] == [(3, "code_alike")]
    world.load("membership", members("T1-12"), LATER)
    assert world.counts("households", LATER) == (1, 0, 3)


def test_a_report_under_another_spelling_of_its_code_counts_once(tmp_path: Path) -> None:
    """P-01 was open and is closed late as "p 1"; what was received on another day under such a number is another report."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    header: list[object] = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"]
    world.load("case", [header, ["P-01", "Phản ánh", "05/01/2024", "15/01/2024", ""]], DAY)
    rows = [
        ["p 1", "Phản ánh", "05/01/2024", "15/01/2024", "20/01/2024"],
        ["P1", "Phản ánh", "01/02/2024", "20/02/2024", "15/02/2024"],
    ]
    outcome = world.load("case", [header, *rows], LATER)
    assert [(one.row, one.code, one.value, one.hint) for one in outcome.problems] == [(2, "code_alike", None, "")]
    assert world.counts("processed_reports", LATER) == (1, 0, 2)


def test_a_question_compares_codes_as_loading_does_whatever_sign_stands_in_them(tmp_path: Path) -> None:
    """Every letter, digit and sign that a Vietnamese office types, or its programs put in (full-width, dashes, spaces, arrows)."""
    signs = [(1, 0xD0), (0xD1, 0xF0), (0xF1, 0x250), (0x1E00, 0x1F00), (0x2000, 0x2070), (0x2190, 0x2200),
             (0xFF00, 0xFF10), (0xFF1A, 0xFF5F)]  # fmt: skip
    codes = [f"HG{sign}01" for start, end in signs for sign in map(chr, range(start, end)) if sign not in "²³¹¼½¾"]
    with database.reading(World.empty(tmp_path).store.path) as connection:
        told = connection.execute(
            "select code, fold_code(code) from (select unnest($codes::varchar[]) as code)", {"codes": codes}
        ).fetchall()
    assert [(code, folded) for code, folded in told if folded != fold_code(code)] == []
