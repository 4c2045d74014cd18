"""Lists of registers that plans add: no village's numbers, no layout and no title of some entries makes a figure of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kpi.domain.datasets import LEFT_OUT
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source
from kpi.operations import mapping
from kpi.operations.rehearsal import rehearse
from tests.golden.test_added_registers import AUGUST, CHILDREN, SEPTEMBER, WASTE, a_commune, children, drop, figures
from tests.worlds import World, write_csv

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


def asked(world: World, name: str, rows: Sequence[Sequence[object]], kind: str | None = None) -> mapping.Question:
    """What the page asks about a list that is dropped."""
    source = Source(write_csv(world.folder / name, rows), as_of=SEPTEMBER)
    seen = rehearse(world.store, world.config, [source], known_at=world.clock)
    return mapping.question(seen.sheets[0], world.config, world.store.corrections(), seen.villages, dataset=kind)


def answer(world: World, question: mapping.Question, *fields: str) -> None:
    """What a clerk says of its columns, from the left."""
    said = dict(zip((column.position for column in question.columns), fields, strict=True))
    mapping.remember(world.store, world.config, question, "child", said, reason="", decided_by="An", at=world.clock)


def kept(world: World) -> str:
    return str(world.store.listed_corrections())


OTHER = ["STT", "Họ tên cháu", "Số hiệu", "Tuổi", "Hiện trạng", "Đi học?"]
NAMED = (["1", "Nguyễn Văn Bi", "C1", "6", "", "Có"], ["2", "Trần Thị Na", "C2", "6", "Đang ở xã", "Không"],
         ["3", "Lê Văn Tí", "C3", "6", "", "Có"])  # fmt: skip
FIELDS = (LEFT_OUT, LEFT_OUT, "code", "kind", "status", "marked:enrolled")
CHILDREN_OF_1 = ["DANH SÁCH TRẺ TRONG ĐỘ TUỔI THÔN 1"]


def test_no_child_stands_for_the_headers_of_a_list_without(world: World) -> None:
    """Its first row was asked about, and its names and day of birth were kept as headers; that child was counted nowhere."""
    question = asked(world, "1.csv", [CHILDREN_OF_1, *NAMED])
    assert (question.dataset, question.headers, question.columns) == (LEFT_OUT, (), ())


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Cháu", "Số hiệu", "Nam"], ["1", "Giàng A Bi", "C1", "Nam"], ["2", "Vàng A Na", "C2", "Nam"]],
        [["2023", "2024", "Trẻ thôn"], ["5", "6", "Thôn 1"], ["4", "3", "Thôn 2"]],
    ],
)
def test_headers_that_look_like_an_entry_are_asked_about(world: World, rows: list[list[str]]) -> None:
    """A cell that stands again below, or a year, was taken for an entry's: refused, and nobody was asked."""
    assert asked(world, "1.csv", [CHILDREN_OF_1, *rows]).headers == tuple(rows[0])


@pytest.mark.parametrize("kind", ["household", "case"])
def test_nobody_stands_for_the_headers_of_another_list(world: World, kind: str) -> None:
    """Nor of a log, whose reporters' names are never kept."""
    rows = [["1", "TB1", "Nguyễn Văn Bi", "Thôn 1", "1/9/2024"], ["2", "TB2", "Trần Thị Na", "Thôn 1", "2/9/2024"]]
    question = asked(world, "1.csv", rows, kind)
    assert (question.headers, question.columns) == ((), ())


def test_what_was_said_of_headers_says_nothing_of_a_later_title(world: World) -> None:
    """Once a list's columns were explained, those who are not at school were taken for all children of the village."""
    rows = [OTHER, *NAMED]
    answer(world, asked(world, "1.csv", [CHILDREN_OF_1, *rows]), *FIELDS)
    assert drop(world, "1.csv", [CHILDREN_OF_1, *rows], AUGUST).accepted == 3
    some = [["DANH SÁCH TRẺ CHƯA RA LỚP THÔN 1"], OTHER, NAMED[1]]
    assert refused(world, "2.csv", some) == "some_entries"
    assert drop(world, "2.csv", some, SEPTEMBER, dataset="child").accepted == 1, "somebody says it of this list"


def test_a_title_of_some_entries_does_not_close_the_way_to_explain_columns(world: World) -> None:
    some = [["DANH SÁCH TRẺ TRONG ĐỘ TUỔI ĐÃ RA LỚP THÔN 1"], OTHER, NAMED[0], NAMED[2]]
    answer(world, asked(world, "1.csv", some), *FIELDS)
    assert refused(world, "1.csv", some) == "some_entries"
    assert drop(world, "1.csv", some, SEPTEMBER, dataset="child").accepted == 2


def test_the_one_column_of_yes_and_no_is_proposed(world: World) -> None:
    """It was proposed as not needed: who agreed had a list by which nobody was at school, nor not."""
    question = asked(world, "1.csv", [CHILDREN_OF_1, OTHER, *NAMED])
    assert [column.guess for column in question.columns][-1] == "marked:enrolled"
    two = [[*OTHER, "Có sổ?"], *([*row, "Có"] for row in NAMED)]
    assert "marked:enrolled" not in [column.guess for column in asked(world, "2.csv", [CHILDREN_OF_1, *two]).columns]


def test_names_of_children_are_neither_shown_nor_taken_for_codes(world: World) -> None:
    """Under a header that nobody knows they stood in the question, and were kept as codes once somebody had said so."""
    rows = [[cell.replace("Họ tên cháu", "Cháu") for cell in row] for row in (OTHER, *NAMED)]
    question = asked(world, "1.csv", [CHILDREN_OF_1, *rows])
    assert "Bi" not in str([column.values for column in question.columns])
    with pytest.raises(UserError) as fault:
        answer(world, question, LEFT_OUT, "code", LEFT_OUT, "kind", "status", "marked:enrolled")
    assert fault.value.code == "names_for_codes" and kept(world) == "[]"


def test_two_columns_of_one_header_are_told_apart_in_the_file(world: World) -> None:
    """What was said last of the header held for both: of the codes, too."""
    header = ["STT", "Mã số", "Mã số", "Tuổi", "Hiện trạng", "Đi học?"]
    rows = [[place, *(["T1", "T2", "T3"][n : n + 1]), *said] for n, (place, _name, *said) in enumerate(NAMED)]
    question = asked(world, "1.csv", [CHILDREN_OF_1, header, *rows])
    with pytest.raises(UserError) as fault:
        answer(world, question, LEFT_OUT, "code", LEFT_OUT, "kind", "status", "marked:enrolled")
    assert fault.value.code == "header_twice" and kept(world) == "[]"
