"""Lists of registers that plans add: no village's numbers, no layout and no title of some entries makes a figure of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from tests.golden.test_added_registers import AUGUST, CHILDREN, SEPTEMBER, WASTE, a_commune, children, drop, figures
from tests.worlds import World

HEADER = ["STT", "Mã trẻ", "Độ tuổi", "Tình trạng", "Đã ra lớp"]
OWN = (["1", "6", "", "Có"], ["2", "6", "", "Không"], ["3", "6", "", "Có"])


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_commune(tmp_path)


def refused(world: World, name: str, rows: Sequence[Sequence[object]]) -> str:
    with pytest.raises(UserError) as fault:
        drop(world, name, rows, SEPTEMBER)
    return fault.value.code


def test_the_numbers_of_one_village_are_no_entries_of_another(world: World) -> None:
    """Six children of two villages that number their own were three, those of the village that sent its list last."""
    drop(world, "1.csv", children(1, *OWN), AUGUST)
    assert refused(world, "2.csv", children(2, *OWN)) == "same_entries"
    assert figures(world, CHILDREN, SEPTEMBER)["first_graders"][:2] == (2, 3)
    drop(world, "2.csv", children(2, *(["T2-" + code, *said] for code, *said in OWN)), SEPTEMBER)
    assert figures(world, CHILDREN, SEPTEMBER)["first_graders"][:2] == (4, 6)


def test_one_that_stands_in_two_villages_is_told(world: World) -> None:
    """Where it has left the other one by that list, nothing is said."""
    drop(world, "1.csv", children(1, *OWN, ["4", "6", "Chuyển đi", "Có"]), AUGUST)
    outcome = drop(world, "2.csv", children(2, ["3", "6", "", "Có"], ["4", "6", "", "Có"]), SEPTEMBER)
    assert [(one.row, one.hint) for one in outcome.problems if one.code == "other_entry"] == [(3, "Thôn 1")]


def test_answers_of_two_entries_in_one_row_are_not_read_one_for_the_other(world: World) -> None:
    """Printed in two columns, a row of the file has two children: each had the answers of another row."""
    rows = [[1, "C1", "6", "", "Có", 3, "C3", "6", "", "Có"], [2, "C2", "6", "", "Không", 4, "C4", "6", "", "Có"]]
    title = ["DANH SÁCH TRẺ TRONG ĐỘ TUỔI THÔN 1"]
    assert refused(world, "1.csv", [title, [*HEADER, *HEADER], *rows]) == "repeated_header"


@pytest.mark.parametrize("again", ["Không", ""])
def test_a_row_written_twice_has_one_answer(world: World, again: str) -> None:
    """The second one's "no" was an information that the same row stands above."""
    outcome = drop(world, "1.csv", children(1, *OWN, ["1", "6", "", again]), AUGUST)
    assert (outcome.accepted, [row.row for row in outcome.rejected_rows]) == (3, [6])
    outcome = drop(world, "2.csv", children(1, *OWN, ["1", "6", "", "Có"]), SEPTEMBER)
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == (3, 0, 1)


def test_a_title_of_some_entries_is_no_register(world: World) -> None:
    """The children who are at school were all children, and all of them were at school."""
    some = [["DANH SÁCH TRẺ 6 TUỔI ĐÃ RA LỚP THÔN 1"], *children(1, OWN[0], OWN[2])[1:]]
    assert refused(world, "1.csv", some) == "some_entries"
    assert refused(world, "tre-chua-ra-lop.csv", children(1, OWN[1])) == "some_entries"
    assert drop(world, "1.csv", some, AUGUST, dataset="child").accepted == 2, "somebody has said what it is"
    points = [
        ["Mã điểm", "Tên điểm", "Thôn", "Tình trạng", "Đạt yêu cầu vệ sinh"],
        ["D1", "Cổng chợ", "Thôn 1", "", "Có"],
    ]
    assert refused(world, "a.csv", [["Điểm tập kết rác đạt vệ sinh"], *points]) == "some_entries"
    assert figures(world, WASTE, SEPTEMBER)["clean_points"][:2] == (None, None)
