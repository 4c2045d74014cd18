"""Lists of persons become households: one a household, with the right head, number and state, and rows that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.workbooks.mending import mending_of
from kpi.store import Store
from kpi.vietnamese.text import fold
from tests.worlds import World, made_once, write_xlsx

Row = Sequence[object]
DAY = date(2024, 6, 1)
WITH_CODE = ("Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Thôn", "SĐT")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path)
    world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"], ["T2", "Thôn 2"]], date(2024, 1, 1))
    return world


def loaded(world: World, *rows: Row) -> tuple[Outcome, list[dict[str, Any]]]:
    """What became of a list whose first row is the header, and the households that are stored."""
    outcome = world.load("household", rows, DAY)
    assert outcome.read == outcome.accepted + outcome.rejected + outcome.ignored
    return outcome, stored_households(world.store, outcome.batch)


def stored_households(store: Store, batch: int | None) -> list[dict[str, Any]]:
    with duckdb.connect(str(store.path), read_only=True) as connection:
        found = connection.execute("select * from households where batch = ? order by row", [batch])
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def told(outcome: Outcome) -> set[str]:
    return {problem.code for problem in outcome.problems}


def test_the_head_is_who_is_called_so_wherever_the_row_stands(world: World) -> None:
    """K01 has three persons, its head second; phones of the others stand behind the head's."""
    outcome, found = loaded(
        world, WITH_CODE,
        ["K01", "Trần Con Một", "Con", "Thôn 1", "0911000010"],
        ["K01", "Trần Chủ Nhà", "Chủ hộ", "Thôn 1", "0911000011"],
        ["K02", "Lý Văn Hai", "Chu ho", "Thôn 2", None],
        ["k 01", "Trần Vợ Nhà", "Vợ", "Thôn 1", None],
        ["K02", "Lý Thị Ba", "Vo", "Thôn 2", "0911000012"],
    )  # fmt: skip
    assert [(row["code"], row["head_name"], row["members"], row["row"]) for row in found] == [
        ("K01", "Trần Chủ Nhà", 3, 3),
        ("K02", "Lý Văn Hai", 2, 4),
    ]
    assert [(row["phone"], row["other_phone"]) for row in found] == [
        ("0911000011", "0911000010"),
        (None, "0911000012"),
    ]
    assert (outcome.read, outcome.accepted, outcome.rejected, outcome.ignored) == (5, 2, 0, 3)
    assert told(outcome) == {"person_of_household"}


def test_what_is_left_blank_below_the_first_says_the_same_as_above(world: World) -> None:
    _outcome, found = loaded(
        world, WITH_CODE,
        ["K01", "Trần Văn D", "Chủ hộ", "Thôn 1", None],
        [None, "Trần Văn E", "Con", None, None],
        ["K02", "Trần Văn G", "Chủ hộ", "Thôn 2", None],
        [None, "Trần Văn H", "Con", None, None],
        [None, "Trần Văn I", "Con", None, None],
    )  # fmt: skip
    assert [(row["code"], row["village"], row["members"]) for row in found] == [("K01", "T1", 2), ("K02", "T2", 3)]


def test_a_row_that_calls_somebody_head_without_a_code_belongs_to_nobody_above(world: World) -> None:
    outcome, found = loaded(
        world, WITH_CODE,
        ["K01", "Trần Văn D", "Chủ hộ", "Thôn 1", None],
        [None, "Trần Văn E", "Con", "Thôn 1", None],
        [None, "Lý Văn Hai", "Chủ hộ", "Thôn 1", None],
    )  # fmt: skip
    assert [row["code"] for row in found] == ["K01"]
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == (1, 1, 1)


def test_one_code_in_two_villages_is_two_households(world: World) -> None:
    """The lower one counts and says so; nobody of Thôn 2 becomes a member of a household of Thôn 1."""
    outcome, found = loaded(
        world, WITH_CODE,
        ["1", "Trần Văn D", "Chủ hộ", "Thôn 1", None],
        ["1", "Trần Văn E", "Con", "Thôn 1", None],
        ["1", "Lý Văn Hai", "Chủ hộ", "Thôn 2", None],
    )  # fmt: skip
    assert [(row["head_name"], row["members"]) for row in found] == [("Trần Văn D", 2), ("Lý Văn Hai", 1)]
    assert (outcome.rejected, outcome.ignored) == (0, 1)
    assert "in_two_villages" in {problem.code for problem in outcome.problems}


def test_the_dead_are_neither_members_nor_heads_and_their_phones_are_not_kept(world: World) -> None:
    outcome, found = loaded(
        world, (*WITH_CODE, "Tình trạng"),
        ["K01", "Trần Văn D", "Chủ hộ", "Thôn 1", "0911000011", "Đã qua đời"],
        ["K01", "Trần Thị E", "Vợ", "Thôn 1", "0911000012", "Ở nhà"],
        ["K02", "Lý Văn Hai", "Chủ hộ", "Thôn 1", None, "Tạm vắng"],
        ["K02", "Lý Thị Ba", "Con", "Thôn 1", None, "Khai tử"],
        ["K03", "Bùi Thị Sim", "Chủ hộ", "Thôn 1", None, "Đã mất"],
        ["K03", "Bùi Văn Dừa", "Con", "Thôn 1", None, "Đã mất"],
    )  # fmt: skip
    assert [(row["code"], row["head_name"], row["members"], row["status"], row["phone"]) for row in found] == [
        ("K01", "Trần Văn D", 1, "resident", "0911000012"),
        ("K02", "Lý Văn Hai", 1, "away", None),
    ]
    assert told(outcome) >= {"head_dead", "nobody_left"}
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == (2, 0, 4)


@pytest.mark.parametrize(
    ("states", "status", "members"),
    [
        (("Tạm vắng", "Thường trú"), "resident", 2),
        (("Đi vắng", "Tạm vắng"), "away", 2),
        (("Đã chuyển đi", "Tạm vắng"), "away", 1),
        (("Đã chuyển đi", "Chuyển đi"), "moved", 0),
        (("Đã chuyển đi", None), None, 1),
        (("Ở nhà", "chẳng rõ"), "resident", 2),
    ],
)
def test_a_household_resides_where_one_of_it_does(
    world: World, states: tuple[str | None, ...], status: str | None, members: int
) -> None:
    persons = [
        ["K01", name, relation, "Thôn 1", None, state]
        for name, relation, state in zip(("Trần Văn D", "Trần Thị E"), ("Chủ hộ", "Vợ"), states, strict=True)
    ]
    outcome, found = loaded(world, (*WITH_CODE, "Tình trạng"), *persons)
    assert [(row["status"], row["members"]) for row in found] == [(status, members)]
    assert ("unknown_word" in told(outcome)) == ("chẳng rõ" in states)


def test_a_state_that_nobody_knows_is_never_taken_for_a_residence(world: World) -> None:
    outcome, found = loaded(
        world, (*WITH_CODE, "Tình trạng"),
        ["K01", "Trần Văn D", "Chủ hộ", "Thôn 1", None, "chẳng rõ"],
        ["K01", "Trần Thị E", "Vợ", "Thôn 1", None, "Đã chuyển đi"],
        ["K02", "Lý Văn Hai", "Chủ hộ", "Thôn 1", None, "Ở nhà"],
    )  # fmt: skip
    assert [row["code"] for row in found] == ["K02"]
    assert [(row.row, row.cells["code"]) for row in outcome.rejected_rows] == [(2, "K01")]


def test_where_nobody_is_called_head_the_list_says_so(world: World) -> None:
    outcome, found = loaded(
        world, WITH_CODE,
        ["K01", "Trần Văn D", "Con", "Thôn 1", None],
        ["K01", "Trần Thị E", "Vợ", "Thôn 1", None],
        ["K02", "Lý Văn Hai", "Chủ hộ", "Thôn 1", None],
        ["K02", "Lý Văn Tám", "Chủ hộ", "Thôn 1", None],
    )  # fmt: skip
    assert [row["head_name"] for row in found] == ["Trần Văn D", "Lý Văn Hai"]
    assert {problem.code: problem.row for problem in outcome.problems if problem.severity == "warning"} == {
        "no_head": 2,
        "two_heads": 4,
    }


def test_the_number_of_a_household_holds_within_its_village(world: World) -> None:
    _outcome, found = loaded(
        world, ("STT hộ", "Họ tên", "Quan hệ", "Thôn"),
        [1, "Trần Văn D", "Chủ hộ", "Thôn 1"], [None, "Trần Thị E", "Vợ", "Thôn 1"], [2, "Lý Văn Hai", "Chủ hộ", "Thôn 1"],
        [1, "Bùi Thị Sim", "Chủ hộ", "Thôn 2"], [None, "Bùi Văn Dừa", "Con", "Thôn 2"],
    )  # fmt: skip
    assert [(row["head_name"], row["village"], row["members"]) for row in found] == [
        ("Trần Văn D", "T1", 2), ("Lý Văn Hai", "T1", 1), ("Bùi Thị Sim", "T2", 2),
    ]  # fmt: skip


def test_heads_of_one_name_are_told_apart_by_their_address_which_is_kept_nowhere(world: World) -> None:
    outcome, found = loaded(
        world, ("Họ và tên", "Họ và tên chủ hộ", "Nơi thường trú", "Thôn"),
        ["Đỗ Thị Một", "Đỗ Thị Một", "ngõ Bí Mật 1", "Thôn 1"], ["Đỗ Con Đầu", "Đỗ Thị Một", "Ngõ bí mật 1", "Thôn 1"],
        ["Đỗ Thị Một", "Đỗ Thị Một", "ngõ Bí Mật 8", "Thôn 1"], ["Lý Văn Hai", "Lý Văn Hai", "ngõ Bí Mật 2", "Thôn 1"],
    )  # fmt: skip
    assert [(row["head_name"], row["members"]) for row in found] == [
        ("Đỗ Thị Một", 2), ("Đỗ Thị Một", 1), ("Lý Văn Hai", 1),
    ]  # fmt: skip
    assert "Nơi thường trú" in outcome.dropped_columns
    assert "mật" not in str((outcome, found)).lower()


def test_without_anything_else_each_head_begins_a_household(world: World) -> None:
    _outcome, found = loaded(
        world, ("Họ và tên", "Quan hệ", "Thôn"),
        ["Đỗ Thị Mận", "Chủ hộ", "Thôn 1"], ["Trần Văn Na", "Chồng", "Thôn 1"],
        ["Lý Văn Khế", "Chủ hộ", "Thôn 1"], ["Bùi Thị Sim", "Chủ hộ", "Thôn 2"], ["Bùi Văn Dừa", "Con", "Thôn 2"],
    )  # fmt: skip
    assert [(row["head_name"], row["members"]) for row in found] == [
        ("Đỗ Thị Mận", 2), ("Lý Văn Khế", 1), ("Bùi Thị Sim", 2),
    ]  # fmt: skip


def test_an_occupation_that_looks_like_a_signature_does_not_end_a_list_of_persons(world: World) -> None:
    outcome, found = loaded(
        world, (*WITH_CODE, "Nghề nghiệp"),
        ["K01", "Trần Văn D", "Chủ hộ", "Thôn 1", None, "Nông dân"],
        [None, "Trần Thị E", "Vợ", "Thôn 1", None, "Kế toán"],
        ["K02", "Lý Văn Hai", "Chủ hộ", "Thôn 1", None, "Công an xã"],
        [None, None, None, "Người lập biểu", None, None],
        [None, None, None, "Hồ Văn Bốn", None, None],
    )  # fmt: skip
    assert [(row["code"], row["members"]) for row in found] == [("K01", 2), ("K02", 1)]
    assert (outcome.read, outcome.ignored) == (5, 3)


def test_a_register_of_heads_stays_as_it_is(world: World) -> None:
    """No household of several persons: nothing is counted, and the number that the list states holds."""
    _outcome, found = loaded(
        world, (*WITH_CODE, "Số nhân khẩu"),
        ["K01", "Trần Văn D", "Chủ hộ", "Thôn 1", None, 4],
        ["K02", "Lý Văn Hai", "Chủ hộ", "Thôn 1", None, 2],
    )  # fmt: skip
    assert [(row["head_name"], row["members"]) for row in found] == [("Trần Văn D", 4), ("Lý Văn Hai", 2)]


@pytest.mark.parametrize("tick", ["x", "1", "✓", "Có"])
@pytest.mark.parametrize("relations", [None, ("", "Vợ", "", "Con"), ("Chủ hộ", "Vợ", "Chủ hộ", "Con")], ids=str)
def test_ticks_under_head_of_household_are_nobody_s_name(
    world: World, tick: str, relations: tuple[str, ...] | None
) -> None:
    """They made one household called "x" of four persons, with relations beside them or without."""
    names = ("Trần Văn D", "Trần Thị E", "Lý Văn Hai", "Lý Văn Ba")
    no = "0" if tick == "1" else ""
    rows = [[name, "Thôn 1", tick if place in (0, 2) else no] for place, name in enumerate(names)]
    header = ["Họ và tên", "Thôn", "Chủ hộ"]
    if relations is not None:
        header, rows = [*header, "Quan hệ"], [[*row, one] for row, one in zip(rows, relations, strict=True)]
    _outcome, found = loaded(world, header, *rows)
    assert [(row["head_name"], row["members"]) for row in found] == [("Trần Văn D", 2), ("Lý Văn Hai", 2)]


def test_ticks_of_several_signs_are_ticks_and_an_odd_one_is_a_doubt(world: World) -> None:
    """Two signs made two households, called by them; one odd sign took all heads away; a wife ("V") became a head."""
    header = ("Họ và tên", "Thôn", "Chủ hộ")
    names = ("Trần Văn D", "Trần Thị E", "Lý Văn Hai", "Lý Văn Ba", "Bùi Thị Sim", "Bùi Văn Dừa")

    def ticked(*signs: str) -> list[list[object]]:
        return [[name, "Thôn 1", sign] for name, sign in zip(names, signs, strict=True)]

    for signs in (("✓", "", "✔", "", "x", ""), ("x", "TV", "×", "TV", "v", "TV"), ("1", "0", "có", "0", "х", "0")):
        outcome, found = loaded(world, header, *ticked(*signs))
        assert [(row["head_name"], row["members"]) for row in found] == [(name, 2) for name in names[::2]]
        assert not told(outcome) & {"no_head", "perhaps_another_household"}
    for signs in (("1", "2", "1", "2", "1", "2"), ("✓ (mất)", "", "2", "", "3", "")):
        with pytest.raises(UserError) as refused:
            loaded(world, header, *ticked(*signs))
        assert refused.value.code == "no_heads"

    many = [
        [f"{name} {place}", "Thôn 1", sign] for place in "ABCDEG" for name, sign in zip(names[:2], "✓ ", strict=True)
    ]
    many[-2][2] = "2"
    outcome, found = loaded(world, header, *many)
    assert [row["members"] for row in found] == [2, 2, 2, 2, 4]
    assert [one.row for one in outcome.problems if one.code == "perhaps_another_household"] == [12]

    under_relations = (*header[:2], "Quan hệ với chủ hộ")
    with pytest.raises(UserError) as refused:
        loaded(world, under_relations, *ticked("", "V", "", "V", "", "V"))
    assert refused.value.code == "no_heads"
    outcome, found = loaded(
        world, ("Mã hộ", *under_relations), ["K1", "Trần Văn D", "Thôn 1", ""], ["K1", "Trần Thị E", "Thôn 1", "V"]
    )
    assert [row["head_name"] for row in found] == ["Trần Văn D"] and "no_head" in told(outcome)


def test_who_may_begin_a_household_is_told_where_he_is_counted_with_the_one_above(world: World) -> None:
    """No relation, one that nobody knows, a second wife, another address, numbers that begin again: each was swallowed in silence."""
    outcome, found = loaded(
        world, ("STT", "Họ và tên", "Quan hệ với chủ hộ", "Thôn", "Địa chỉ"),
        [1, "Trần Văn D", "Chủ hộ", "Thôn 1", "ngõ 1"], [2, "Trần Thị E", "Vợ", "Thôn 1", "ngõ 1"],
        [3, "Trần Văn G", "Con riêng của vợ", "Thôn 1", None], [4, "Lý Văn Hai", None, "Thôn 1", "ngõ 1"],
        [5, "Lý Thị Ba", "Vợ", "Thôn 1", "ngõ 1"], [6, "Lý Văn Tư", "Trưởng nhà", "Thôn 1", "ngõ 1"],
        [7, "Lý Thị Năm", "Con", "Thôn 1", "ngõ 2"], [1, "Lý Văn Sáu", "Con", "Thôn 1", "ngõ 1"],
        [2, "Bùi Thị Sim", "Chủ hộ", "Thôn 1", "ngõ 3"], [3, "Bùi Văn Dừa", "Con", "Thôn 1", "ngõ 3"],
        [4, "Đỗ Thị Mận", "Con", "Thôn 2", "ngõ 4"],
    )  # fmt: skip
    assert [(row["head_name"], row["members"]) for row in found] == [
        ("Trần Văn D", 8), ("Bùi Thị Sim", 2), ("Đỗ Thị Mận", 1),
    ]  # fmt: skip
    doubts = [(one.row, one.code) for one in outcome.problems if one.severity == "warning"]
    assert doubts == [*((row, "perhaps_another_household") for row in range(5, 10)), (12, "no_head")]
    assert len({one.message for one in outcome.problems if one.code == "perhaps_another_household"}) == 5


def test_whose_household_his_row_names_is_not_doubted(world: World) -> None:
    outcome, found = loaded(
        world, WITH_CODE,
        ["K01", "Trần Văn D", "Chủ hộ", "Thôn 1", None], ["K01", "Trần Thị E", None, "Thôn 1", None],
        ["K02", "Lý Văn Hai", None, "Thôn 1", None],
    )  # fmt: skip
    assert [(row["code"], row["members"]) for row in found] == [("K01", 2), ("K02", 1)]
    assert told(outcome) == {"person_of_household"}


def test_further_phones_of_a_household_are_kept_and_those_of_others_never(world: World) -> None:
    """Any second column was left out with a remark, though a phone decides who takes part. Whose it is else is asked, and heard."""
    header = ["Mã hộ", "Chủ hộ", "Thôn", "SĐT"]
    row = ["K01", "Trần Văn D", "Thôn 1", "0911000011", "0911000012"]
    for name, kept in (("SĐT vợ", "0911000012"), ("Điện thoại 2", "0911000012"), ("SĐT trưởng thôn", None)):
        outcome, found = loaded(world, [*header, name], row)
        assert [(one["phone"], one["other_phone"]) for one in found] == [("0911000011", kept)], name
        assert not [one for one in outcome.problems if one.code == "unknown_column"]
    with pytest.raises(UserError) as refused:
        loaded(world, [*header, "SĐT người thân"], row)
    assert (refused.value.code, refused.value.found) == ("unknown_figures", "E (SĐT người thân)")
    said = world.load("household", [[*header, "SĐT người thân"], row], DAY, columns={"SĐT người thân": "phone"})
    assert stored_households(world.store, said.batch)[0]["other_phone"] == "0911000012"
    again = world.load("household", [[*header, "SĐT người thân"], row], DAY, columns={"SĐT người thân": "-"})
    assert again.loaded_before is None and stored_households(world.store, again.batch)[0]["other_phone"] is None


def test_a_further_column_of_phones_is_looked_at_to_its_end(world: World) -> None:
    """A number of many made a tie for him whose it is; what a column says from row 401 on was lost."""
    header = ["Mã hộ", "Chủ hộ", "Thôn", "SĐT"]
    rows = [[f"K{place}", "Trần Văn D", "Thôn 1", f"0911{place:06d}"] for place in range(420)]
    for name, further in (("SĐT liên hệ", ["0911000001"] * 4), ("SĐT chủ nhà", ["0988000009", "0988000008"])):
        outcome, found = loaded(world, [*header, name], *([*row, one] for row, one in zip(rows, further, strict=False)))
        assert not any(one["other_phone"] for one in found) and "unknown_column" in told(outcome), name
    for name, first in (("Số Zalo", [row[3] for row in rows[:410]]), ("SĐT vợ", [""] * 410)):
        further = [*first, *(f"0977{place:06d}" for place in range(410, 420))]
        path = world.folder / f"{fold(name)}.xlsx"
        write_xlsx(path, [[*header, name], *([*row, one] for row, one in zip(rows, further, strict=True))])
        world.clock += timedelta(hours=1)
        (outcome,) = load(
            world.store, world.config, [Source(path, as_of=DAY, adds=False)], known_at=world.clock, loaded_by="test"
        )
        found = stored_households(world.store, outcome.batch)
        assert [place for place, one in enumerate(found) if one["other_phone"]] == [*range(410, 420)], name


@pytest.mark.parametrize("header", ["CCCD", "Tình trạng căn cước", "Thẻ BHYT"])
@pytest.mark.parametrize("cells", [("Mất", "Đã cấp"), ("Mất", "Mất"), ("Chuyển đi", "Thường trú")], ids=str)
def test_a_private_column_is_dropped_by_its_name_whatever_its_cells_say(
    world: World, header: str, cells: tuple[str, str]
) -> None:
    """ "Mất" below "CCCD" is a card that is lost: nobody has died or moved."""
    outcome, found = loaded(
        world, ("Mã hộ", "Chủ hộ", "Thôn", header), *(
            [f"K0{place}", f"Trần Văn {place}", "Thôn 1", cell] for place, cell in enumerate(cells)
        ),
    )  # fmt: skip
    assert [row["status"] for row in found] == [None, None] and outcome.dropped_columns == [header]


def test_a_title_that_names_two_villages_gives_neither_to_all(world: World) -> None:
    """All households went to the one that the title names in full; where each lives stands in his address."""
    header = ["Họ tên", "Họ tên chủ hộ", "QH với chủ hộ", "Nơi ở hiện nay"]
    rows = [
        ["Mai Văn Na", "Mai Văn Na", "Chủ hộ", "số 19, Thôn 1"], ["Lê Thị Ba", "Mai Văn Na", "Vợ", "số 19, Thôn 1"],
        ["Mai Văn Na", "Mai Văn Na", "Chủ hộ", "số 30, thôn 2, xã Hà Giang"],
        ["Đỗ Thị Tư", "Mai Văn Na", "Vợ", "số 30, thôn 2, xã Hà Giang"],
        ["Mai Văn Na", "Mai Văn Na", "Chủ hộ", "số 31, thôn 2, xã Hà Giang"],
    ]  # fmt: skip
    _outcome, found = loaded(world, ["DANH SÁCH NHÂN KHẨU THÔN 1 VÀ T. 2"], header, *rows)
    assert [(row["village"], row["members"]) for row in found] == [("T1", 2), ("T2", 2), ("T2", 1)]


def test_an_address_names_a_village_by_its_name_and_no_number_of_what_lies_within(world: World) -> None:
    """ "Tổ 3, Đông Hải" was Thôn 3; and a household fell apart where its village was written in two ways."""
    world.load(
        "village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn Đông Hải"], ["T2", "Thôn Yên Xá"], ["T3", "Thôn 3"]], date(2024, 2, 1)
    )  # fmt: skip
    names = ("An", "Tí", "Bé", "Lan", "Liên", "Lý", "Hoa", "Cúc", "Mận", "Thu")
    where = (
        "Tổ 3, Đông Hải", "Yên Xá, Đội 3", "Khu 3, Yên Xá, Hà Giang", "Thôn Đông Hải", "Thôn Yên Xá, xã Đông Hải",
        "Số 3, xã Hà Giang, xóm Yên Xá", "Tổ 1, thôn 3", "Thôn Đông Hải, Yên Xá", "Tổ 3, Cồn Vành",
        "Thôn Đông Hải, 3",
    )  # fmt: skip
    outcome, found = loaded(
        world, ("Mã hộ", "Họ và tên chủ hộ", "Thôn"),
        *([f"H{place}", f"Lê Văn {name}", one] for place, (name, one) in enumerate(zip(names, where, strict=True))),
    )  # fmt: skip
    assert [row["village"] for row in found] == ["T1", "T2", "T2", "T1", "T2", "T2", "T3"]
    assert [one.row for one in outcome.problems if one.code == "unknown_village"] == [9, 10, 11]

    _outcome, found = loaded(
        world, ("Họ và tên", "Quan hệ", "Họ tên chủ hộ", "Địa chỉ"),
        ["Lê Văn An", "Chủ hộ", "Lê Văn An", "Thôn Đông Hải"], ["Lê Thị Hoa", "Vợ", "Lê Văn An", "Đông Hải, xã Hà Giang"],
        ["Lê Văn Cu", "Con", "Lê Văn An", "thôn Đông Hải, Hà Giang"], ["Lê Văn An", "Chủ hộ", "Lê Văn An", "Đội 4, Đông Hải"],
        ["Vũ Thị Bé", "Chủ hộ", "Vũ Thị Bé", "Yên Xá"],
    )  # fmt: skip
    assert [(row["village"], row["members"]) for row in found] == [("T1", 3), ("T1", 1), ("T2", 1)]

    title = ["DANH SÁCH HỘ DÂN TỔ 3 THÔN ĐÔNG HẢI"]
    _outcome, found = loaded(world, title, ("Mã hộ", "Họ và tên chủ hộ"), ["H1", "Lê Văn An"], ["H2", "Lê Văn Tí"])
    assert [row["village"] for row in found] == ["T1", "T1"]


def test_two_heads_of_one_name_are_told(world: World) -> None:
    """Their households are one by the head's name."""
    outcome, found = loaded(
        world, ("Họ và tên", "Quan hệ", "Họ tên chủ hộ", "Thôn", "SĐT"),
        ["Lê Văn An", "Chủ hộ", "Lê Văn An", "Thôn 1", "0912000001"], ["Lê Thị Hoa", "Vợ", "Lê Văn An", "Thôn 1", None],
        ["Lê Văn An", "Chủ hộ", "Lê Văn An", "Thôn 1", "0912000003"], ["Lê Thị Bé", "Vợ", "Lê Văn An", "Thôn 1", None],
    )  # fmt: skip
    assert [row["members"] for row in found] == [4] and "two_heads" in told(outcome)


def test_numbers_that_each_village_gives_anew_are_no_codes_and_those_of_persons_no_count(world: World) -> None:
    """Household 1 of Thôn 2 was household 1 of Thôn 1, moved; and each had as many members as its first person's number."""
    _outcome, found = loaded(
        world, ("Thôn", "Số hộ", "Số NK", "Họ tên", "QHCH"),
        ["Thôn 1", 1, 1, "Tạ Thị Diễm", "CH"], ["Thôn 1", 1, 2, "Trần Bá Tài", "Con"], ["Thôn 1", 2, 1, "Cao Thị Oanh", "CH"],
        ["Thôn 2", 1, 1, "Lý Xuân Lâm", "CH"], ["Thôn 2", 1, 2, "Mai Thị Hoa", "V"], ["Thôn 2", 1, 3, "Lý Thị Thu", "Con"],
        ["Thôn 2", 2, 1, "Bùi Thị Sim", "CH"],
    )  # fmt: skip
    assert [(row["village"], row["head_name"], row["members"]) for row in found] == [
        ("T1", "Tạ Thị Diễm", 2), ("T1", "Cao Thị Oanh", 1), ("T2", "Lý Xuân Lâm", 3), ("T2", "Bùi Thị Sim", 1),
    ]  # fmt: skip
    assert len({row["code"] for row in found}) == 4


def test_a_tick_under_a_state_says_that_state(world: World) -> None:
    """Two villages' ways: "x" under "Đi vắng" is away, and so is nobody by a blank or a "không"."""
    _outcome, found = loaded(
        world, (*WITH_CODE, "Đi vắng"),
        ["K01", "Trần Văn D", "Chủ hộ", "Thôn 1", None, "x"], ["K01", "Trần Thị E", "Vợ", "Thôn 1", None, "X"],
        ["K02", "Lý Văn Hai", "Chủ hộ", "Thôn 1", None, "x"], ["K02", "Lý Thị Ba", "Con", "Thôn 1", None, None],
        ["K03", "Bùi Thị Sim", "Chủ hộ", "Thôn 1", None, "Không"],
    )  # fmt: skip
    assert [(row["code"], row["status"]) for row in found] == [("K01", "away"), ("K02", None), ("K03", None)]


def test_a_rejected_household_is_mended_as_one_row(world: World) -> None:
    """Its village is unknown. The workbook holds the household, with its head, members and phones, and adds it when it comes back."""
    outcome, found = loaded(
        world, WITH_CODE,
        ["K01", "Trần Con Một", "Con", "Thôn 9", "0911000010"], ["K01", "Trần Chủ Nhà", "Chủ hộ", "Thôn 9", "0911000011"],
        ["K02", "Lý Văn Hai", "Chủ hộ", "Thôn 1", None], ["K02", "Lý Thị Ba", "Vợ", "Thôn 1", None],
    )  # fmt: skip
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == (1, 1, 2)
    (row,) = outcome.rejected_rows
    assert row.cells == {
        "code": "K01", "head_name": "Trần Chủ Nhà", "village": "Thôn 9", "phone": "0911000011; 0911000010", "members": "2",
    }  # fmt: skip
    path = world.folder / "mended.xlsx"
    mended = [replace(row, cells={**row.cells, "village": "Thôn 1"})]
    path.write_bytes(mending_of(replace(outcome, rejected_rows=mended)))
    (again,) = load(world.store, world.config, [Source(path)], known_at=world.clock, loaded_by="test")
    stored = stored_households(world.store, again.batch)
    assert [(one["code"], one["members"], one["other_phone"]) for one in stored] == [("K01", 2, "0911000010")]
    assert [one["code"] for one in found] == ["K02"]


@pytest.mark.parametrize("merged", ["Mã hộ", "Hộ số", "Họ tên chủ hộ"])
def test_what_is_merged_over_a_household_holds_for_all_its_rows(world: World, merged: str) -> None:
    """Three households of three, two and one; what binds them stands in one cell over their rows."""
    path = world.folder / "nhan khau.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("S")
    page.write_row(0, 0, ["STT", merged, "Họ và tên", "Quan hệ với chủ hộ", "Thôn"])
    row = 1
    for number, size in enumerate((3, 2, 1), start=1):
        shared = f"Trần Văn {number}0" if merged == "Họ tên chủ hộ" else f"{number}"
        for place in range(size):
            page.write_row(
                row + place, 0, [row + place, "", f"Trần Văn {number}{place}", "Con" if place else "Chủ hộ", "Thôn 1"]
            )
        if size > 1:
            page.merge_range(row, 1, row + size - 1, 1, shared)
        else:
            page.write(row, 1, shared)
        row += size
    book.close()
    source = Source(path, as_of=DAY)
    (outcome,) = load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")
    found = stored_households(world.store, outcome.batch)
    assert [(one["head_name"], one["members"]) for one in found] == [
        ("Trần Văn 10", 3), ("Trần Văn 20", 2), ("Trần Văn 30", 1),
    ]  # fmt: skip
    assert (outcome.read, outcome.accepted, outcome.rejected, outcome.ignored) == (6, 3, 0, 3)


@pytest.mark.parametrize("above", ["HỘ NK00{n}: {head}", "Hộ số {n}", "Hộ {n}", "Hộ ông: {head}"])
def test_a_line_that_names_the_household_below_it_is_nobody_of_the_one_above(world: World, above: str) -> None:
    """The line above the second household was one person more of the first, and the line above the first a household."""
    header = ["STT", "Họ và tên", "Quan hệ với chủ hộ", "Thôn"]
    rows: list[list[object]] = []
    for n, (head, wife, child) in enumerate((("Đỗ Mận", "Lý Khế", "Đỗ Na"), ("Bùi Sim", "Hồ Na", "Bùi Cam")), start=1):
        family = [[1, head, "Chủ hộ", "Thôn 1"], [2, wife, "Vợ", "Thôn 1"], [3, child, "Con", "Thôn 1"]]
        rows += [["", above.format(n=n, head=head), "", ""], *family]
    outcome = world.load("household", [header, *rows], DAY)
    found = [(row["head_name"], row["members"]) for row in stored_households(world.store, outcome.batch)]
    assert (found, outcome.rejected) == ([("Đỗ Mận", 3), ("Bùi Sim", 3)], 0)
    assert not [one for one in outcome.problems if one.severity == "warning"]
