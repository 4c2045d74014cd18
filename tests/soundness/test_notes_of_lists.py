"""What notes say of who has died, has moved or is back: heard in every list, and nobody is lost or kept by a word half read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.domain.errors import UserError
from kpi.ingest.checking.traits import without_day
from kpi.ingest.loading.outcome import Outcome
from kpi.vietnamese.text import fold
from tests.worlds import World, made_once

DAY = date(2024, 6, 30)
VILLAGES = [["Mã thôn", "Tên thôn"], ["T1", "Thôn Yên Xá"], ["T2", "Thôn Đông Hải"]]
HERE = "Thôn Yên Xá"


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path)
    world.load("village", VILLAGES, date(2023, 12, 31))
    return world


def stored(world: World, outcome: Outcome) -> list[tuple[object, ...]]:
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        query = "select head_name, members, status from households where batch = ? order by row"
        return connection.execute(query, [outcome.batch]).fetchall()


def warned(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [(one.row, one.code) for one in outcome.problems if one.severity == "warning"]


def test_a_list_of_persons_each_of_whom_is_a_household_hears_its_notes(world: World) -> None:
    """It was taken for a list of households before anybody asked who had died or moved."""
    header = ["Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Số khẩu", "Ghi chú"]
    notes = [
        ("Đỗ Thị Mận", 1, ""), ("Đỗ Văn Na", 1, "Đã mất 3/2024"), ("Lý Văn Khế", 1, "Chuyển đi Huế"),
        ("Bùi Văn Dừa", 4, "Chết 2023"), ("Hồ Văn Bưởi", "", "Mất 2023, vợ đứng tên"), ("Mai Thị Cam", 1, "hộ mới"),
    ]  # fmt: skip
    rows = [[HERE, name, "Chủ hộ", members, note] for name, members, note in notes]
    outcome = world.load("household", [header, *rows], DAY)
    assert [name for name, *_others in stored(world, outcome)] == [
        "Đỗ Thị Mận", "Bùi Văn Dừa", "Hồ Văn Bưởi", "Mai Thị Cam",
    ]  # fmt: skip
    assert warned(outcome) == [(3, "nobody_left"), (4, "gone"), (5, "head_dead"), (6, "head_dead")]
    assert outcome.read == outcome.accepted + outcome.rejected + outcome.ignored


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Khai tử 2023", "dead"), ("Báo tử năm 1972", "dead"), ("Giấy báo tử", "dead"), ("Có giấy báo tử", "dead"),
        ("Khai tử từ 3/2020", "dead"), ("Mất tháng 3 năm 2024", "dead"), ("Mất ngày 12 tháng 3 năm 2024", "dead"),
        ("chết 3/3/2023 (âm lịch)", "dead"), ("Mất đầu năm 2024", "dead"), ("mat 2023", "dead"), ("Tạ thế 2021", "dead"),
        ("Mất ở miền Nam", "perhaps"), ("Khai tử số 12/2023", "perhaps"), ("Giấy báo tử của chồng", "perhaps"),
        ("Cô đã mất", ""), ("Mất chồng 2010", ""), ("Mặt trận thôn", ""), ("mất CCCD", ""), ("Mắt kém", ""),
    ],
)  # fmt: skip
def test_words_of_death_are_heard_with_their_day(world: World, note: str, said: str) -> None:
    """ "Khai tử 2023" lost its last word to the day behind it, and "Có giấy" was an aunt's."""
    header = ["Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Ghi chú"]
    rows = [[HERE, "Đỗ Thị Mận", "Chủ hộ", ""], [HERE, "Đỗ Văn Na", "Con", note]]
    outcome = world.load("household", [header, *rows], DAY)
    assert stored(world, outcome) == [("Đỗ Thị Mận", 1 if said == "dead" else 2, None)]
    assert warned(outcome) == ([(3, "noted_dead")] if said == "perhaps" else [])


@given(
    word=st.sampled_from(["Khai tử", "Báo tử", "Đã mất", "Chết", "Đã rời nhóm", "Nghỉ", "Từ trần"]),
    since=st.sampled_from(["", "từ", "từ ngày", "kể từ", "năm", "từ tháng", "ngày", "đầu năm", "vào năm"]),
    day=st.sampled_from(["2023", "3/2024", "15/6/2024", "12/2025", "01.02.2023"]),
)
def test_no_day_takes_a_word_of_what_is_said(word: str, since: str, day: str) -> None:
    assert fold(word) in without_day(fold(f"{word} {since} {day}"))


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Đã chuyển về Thôn Đông Hải", "gone"), ("Chuyển về thôn Đông Hải từ 5/2024", "gone"),
        ("Chuyển hộ khẩu sang thôn Đông Hải", "gone"), ("Đã chuyển đi Huế", "gone"),
        ("Đã chuyển về từ Thôn Đông Hải", ""), ("Chuyển về từ Hà Nội", ""), ("Đã về lại", ""), ("Đã trở về 5/2024", ""),
        ("Chuyển về Thôn Yên Xá", ""), ("Chuyển đến từ Thôn Đông Hải", ""),
        ("Đã chuyển về Thôn Đông Hải, nay đã về lại", "asked"), ("Đã về lại, chuyển đi lần hai 6/2024", "asked"),
        ("Chuyển đi 2/2024, về 6/2024", "asked"), ("Đã chuyển về quê", "asked"), ("Đã chuyển về Tổ 2", "asked"),
    ],
)  # fmt: skip
def test_moving_to_another_village_is_leaving_and_from_it_is_coming_back(world: World, note: str, said: str) -> None:
    """ "Đã chuyển về Thôn Đông Hải" was taken for a coming back."""
    header: list[object] = ["Thôn", "Tên chủ hộ", "Số khẩu", "Ghi chú"]
    rows: list[list[object]] = [header, [HERE, "Đỗ Mận", 3, "hộ mới"], [HERE, "Lý Khế", 2, note]]
    if said == "asked":
        with pytest.raises(UserError, match="Ghi chú"):
            world.load("household", rows, DAY)
        return
    outcome = world.load("household", rows, DAY)
    assert (outcome.accepted, warned(outcome)) == ((1, [(3, "gone")]) if said else (2, []))


@pytest.mark.parametrize("note", ["Chuyển về thôn năm 2020", "Chuyển đến thôn", "Chuyển đến khu này năm 2015"])
def test_a_unit_without_a_name_may_be_one_s_own(world: World, note: str) -> None:
    """Who came to the village in 2020 had left it for a village called "Năm 2020"."""
    header: list[object] = ["Thôn", "Tên chủ hộ", "Số khẩu", "Ghi chú"]
    rows: list[list[object]] = [header, [HERE, "Đỗ Mận", 3, "hộ mới"], [HERE, "Lý Khế", 2, note]]
    outcome = world.load("household", rows, DAY)
    assert (outcome.accepted, warned(outcome)) == (2, [(3, "noted_gone")])


def test_a_list_of_heads_alone_loses_no_household_with_its_head(world: World) -> None:
    """ "Everybody of this household has died" was said of a family of which the list names nobody but him."""
    header = ["Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Ghi chú"]
    rows = [[HERE, "Đỗ Văn Mận", "Chủ hộ", ""], [HERE, "Lý Văn Khế", "Chủ hộ", "Chết 2023"]]
    outcome = world.load("household", [header, *rows], DAY)
    assert [name for name, *_others in stored(world, outcome)] == ["Đỗ Văn Mận", "Lý Văn Khế"]
    assert warned(outcome) == [(3, "head_dead")]


def test_a_person_who_moved_to_another_village_is_no_member(world: World) -> None:
    header = ["Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Ghi chú"]
    rows = [[HERE, "Đỗ Thị Mận", "Chủ hộ", ""], [HERE, "Đỗ Văn Na", "Con", "Đã chuyển về Thôn Đông Hải"]]
    assert stored(world, world.load("household", [header, *rows], DAY)) == [("Đỗ Thị Mận", 1, None)]


def test_a_village_written_as_its_code_is_not_held_against_a_name(world: World) -> None:
    """ "T1" is Thôn Yên Xá: who moved to Thôn Yên Xá from there did not move away."""
    rows = [["Thôn", "Tên chủ hộ", "Ghi chú"], ["T1", "Đỗ Mận", "hộ mới"], ["T1", "Lý Khế", "Đã chuyển về Thôn Yên Xá"]]
    with pytest.raises(UserError, match="Ghi chú"):
        world.load("household", rows, DAY)


def test_a_note_of_moving_beside_another_state_is_told(world: World) -> None:
    """The state counts; that the note says otherwise was left out in silence."""
    header = ["Thôn", "Tên chủ hộ", "Tình trạng", "Ghi chú"]
    rows = [
        [HERE, "Đỗ Mận", "Thường trú", "Đã chuyển đi Huế 3/2024"], [HERE, "Lý Khế", "", "Chuyển về Thôn Đông Hải"],
        [HERE, "Bùi Sim", "Đã chuyển đi", "Đã chuyển đi Huế"], [HERE, "Hồ Na", "Thường trú", "Đã về lại"],
    ]  # fmt: skip
    outcome = world.load("household", [header, *rows], DAY)
    assert [state for *_others, state in stored(world, outcome)] == ["resident", None, "moved", "resident"]
    assert warned(outcome) == [(2, "noted_moved"), (3, "noted_moved")]


@pytest.mark.parametrize(
    "note",
    [
        "Nhập vào hộ ông An",
        "Đi khỏi địa phương từ 2022",
        "Theo con vào TP HCM",
        "Trùng hộ số 1",
        "Nhà bỏ hoang",
        "Bỏ đi",
    ],
)
def test_a_note_that_may_say_that_a_household_is_gone_is_told(world: World, note: str) -> None:
    header: list[object] = ["Thôn", "Tên chủ hộ", "Số khẩu", "Ghi chú"]
    rows: list[list[object]] = [header, [HERE, "Đỗ Mận", 3, "hộ mới"], [HERE, "Lý Khế", 2, note]]
    outcome = world.load("household", rows, DAY)
    assert (outcome.accepted, warned(outcome)) == (2, [(3, "noted_gone")])


@pytest.mark.parametrize("beside", ["", "bộ đội"], ids=["states", "notes"])
def test_a_whole_household_that_moved_by_one_person_s_row_has_moved(world: World, beside: str) -> None:
    """His wife's row says nothing, and the household went on living there."""
    header = ["Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Ghi chú"]
    rows = [
        [HERE, "Đỗ Văn Mận", "Chủ hộ", "Cả hộ chuyển đi 2/2024"], [HERE, "Lý Thị Khế", "Vợ", ""],
        [HERE, "Bùi Văn Sim", "Chủ hộ", ""], [HERE, "Hồ Thị Na", "Con", beside],
    ]  # fmt: skip
    found = stored(world, world.load("household", [header, *rows], DAY))
    assert [name for name, _members, state in found if state != "moved"] == ["Bùi Văn Sim"]


def test_a_heading_that_says_that_those_below_it_have_moved_is_told(world: World) -> None:
    """They counted, and the heading was an empty line; below the list it says nothing of anybody."""
    header: list[object] = ["STT", "Thôn", "Tên chủ hộ", "Số khẩu"]
    rows: list[list[object]] = [
        [1, HERE, "Đỗ Mận", 3],
        ["", "", "HỘ ĐÃ CHUYỂN ĐI TRONG NĂM", ""],
        [2, HERE, "Lý Khế", 2],
    ]
    outcome = world.load("household", [header, *rows], DAY)
    assert (outcome.accepted, (3, "heading_gone") in warned(outcome)) == (2, True)
    outcome = world.load("household", [header, rows[0], rows[2], rows[1]], DAY)
    assert (3, "heading_gone") not in warned(outcome) and "heading_gone" not in {one.code for one in outcome.problems}


@pytest.mark.parametrize("note", ["Chủ hộ đã mất", "Chủ hộ mất 2020", "CH chết năm 2019", "Chủ hộ Đỗ Mận đã mất"])
def test_a_note_that_names_the_head_as_dead_is_told(world: World, note: str) -> None:
    """ "Chủ hộ" was taken for somebody's relative, of whom a note says nothing."""
    header: list[object] = ["Thôn", "Tên chủ hộ", "Số khẩu", "Ghi chú"]
    rows: list[list[object]] = [header, [HERE, "Đỗ Mận", 3, "bố mới mất"], [HERE, "Lý Khế", 2, note]]
    outcome = world.load("household", rows, DAY)
    assert (outcome.accepted, warned(outcome)) == (2, [(3, "noted_dead")])


@pytest.mark.parametrize("note", ["Chuyển về Bến Lức 01/2026", "chuyển ra Hà Nội"])
def test_a_note_of_moving_to_a_place_without_a_word_for_its_unit_is_told(world: World, note: str) -> None:
    """It may lie here or elsewhere; such a household counted without a word."""
    rows: list[list[object]] = [
        ["Thôn", "Tên chủ hộ", "Số khẩu", "Ghi chú"],
        [HERE, "Đỗ Mận", 3, "Chuyển đến năm 2020"],
        [HERE, "Lý Khế", 2, note],
    ]
    assert warned(world.load("household", rows, DAY)) == [(3, "noted_gone")]
