"""Businesses one by one, in a commune of two villages small enough to count by hand.

Registers of 31/12/2023: B1 … B8, of which B4 is a cooperative; on 31/3/2024 B5 has closed, B9 (no kind) and B10 (paused) are new.
All members are on the lists of N1 (Thôn 1); x = on the list:
               31/1   29/2   31/3
    B1 An      x      x      x      by code
    B2 Bình    x      –      x      by code: out on 29/2, back on 31/3
    B3 Cao     x      x      –      by code: out on 31/3
    B4 Đông    x      x      x      by code, but a cooperative does not count
    B5 Dũng    x      x      x      by code; closed on the register of 31/3
    B6 Én      x      x      x      by a person's word
    B7 Gió     x      x      x      by phone
    B8 Hoa     n      n      n      "Lương Thế Vinh" is its representative's name: waits, counts nowhere
    B9 Ích                   –      first on the register on 31/3
    B10 Khai                 –      first on the register on 31/3, paused
Always on the list, too: "Phạm Tuyên", the representative of B7, which counts already; "Hồ Giáo", who represents B3 and from 31/3
on B9 as well, so that nobody knows of which he speaks. So neither makes anybody wait.
31/1: 7 count (1, 2, 3, 5, 6, 7, 8), 6 take part (all but 8)
29/2: 7 count, 5 take part (1, 3, 5, 6, 7)
31/3: 7 count (1, 2, 3, 6, 7, 8, 9), 4 take part (1, 2, 6, 7), 3 do not (3, 8, 9), 1 waits (8)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from kpi.answers.drill import COMMUNE, Drill, StockLists, lists
from kpi.answers.organisations import (
    ORGANISATION_LISTS,
    KindCount,
    Organisation,
    Organisations,
    OrganisationState,
    by_kind,
    organisations,
)
from kpi.measures.counts import Interruption
from kpi.review import decisions
from tests.worlds import World

REGISTER_DAY, JANUARY, FEBRUARY, MARCH = date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)
HEADER = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "Số điện thoại", "Thôn", "Tình trạng"]
MEMBER_HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã đơn vị / MST"]


def businesses(*, in_march: bool) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [
        HEADER,
        ["B1", "An Phát", "TNHH", "", "", "T1", "Đang hoạt động"],
        ["B2", "Bình Minh", "TNHH", "", "", "T1", "Đang hoạt động"],
        ["B3", "Cao Sơn", "TNHH", "Hồ Giáo", "", "T1", "Đang hoạt động"],
        ["B4", "Đông Á", "HTX", "", "", "T2", "Đang hoạt động"],
        ["B5", "Dũng Tiến", "TNHH", "", "", "T1", "Đã giải thể" if in_march else "Đang hoạt động"],
        ["B6", "Én Vàng", "Công ty cổ phần", "Tạ Quang Bửu", "", "T2", "Đang hoạt động"],
        ["B7", "Gió Mới", "DNTN", "Phạm Tuyên", "0912000007", "T1", "Đang hoạt động"],
        ["B8", "Hoa Sen", "DNTN", "Lương Thế Vinh", "", "", "Đang hoạt động"],
    ]
    if in_march:
        rows += [["B9", "Ích Lợi", "", "Hồ Giáo", "", "T1", ""], ["B10", "Khai Trí", "TNHH", "", "", "T1", "Tạm ngừng"]]
    return rows


def members(*codes: str) -> list[Sequence[object]]:
    return [
        MEMBER_HEADER,
        *(["N1", f"100{code[1:]}", f"nick {code}", "", code] for code in codes),
        ["N1", "6", "Chim Én", "", ""],
        ["N1", "7", "gió", "0912000007", ""],
        ["N1", "8", "Lương Thế Vinh", "", ""],
        ["N1", "9", "Phạm Tuyên", "", ""],
        ["N1", "10", "Hồ Giáo", "", ""],
    ]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World.empty(tmp_path_factory.mktemp("units")).with_villages_and_groups()
    world.load("business", businesses(in_march=False), REGISTER_DAY)
    world.load("membership", members("B1", "B2", "B3", "B4", "B5"), JANUARY)
    world.load("membership", members("B1", "B3", "B4", "B5"), FEBRUARY)
    word = decisions.Saying("uid:6", "business:B6", True)
    decisions.decide(
        world.store, world.config, [word], reason="x", decided_by="t", at=world.clock + timedelta(minutes=1)
    )
    world.load("business", businesses(in_march=True), MARCH)
    world.load("membership", members("B1", "B2", "B4", "B5"), MARCH)
    return world


Look = Callable[..., Organisations]


@pytest.fixture(scope="module")
def seen(world: World) -> Look:
    """The businesses on a day, each day asked once."""

    @cache
    def look(day: date, compared: date = JANUARY) -> Organisations:
        return organisations(world.store, world.config, "businesses", day, compared)

    return look


def by_code(answer: Organisations) -> dict[str, Organisation]:
    return {one.code: one for one in answer.rows}


def codes(answer: Organisations, which: str) -> list[str]:
    return [one.code for one in answer.rows if ORGANISATION_LISTS[which](one)]


@pytest.mark.parametrize(
    ("day", "counts"),
    [(JANUARY, (6, 1, 7)), (FEBRUARY, (5, 1, 7)), (MARCH, (4, 1, 7))],
    ids=str,
)
def test_the_rows_of_a_list_are_as_many_as_the_figure(
    world: World, seen: Look, day: date, counts: tuple[int, int, int]
) -> None:
    assert world.counts("businesses", day) == counts
    answer = seen(day)
    assert tuple(len(codes(answer, which)) for which in ("numerator", "waiting", "denominator")) == counts
    assert len(codes(answer, "missing")) == counts[2] - counts[0]


def test_each_state_in_march(seen: Look) -> None:
    states = {one.code: (one.state, one.rung, one.left_out) for one in seen(MARCH).rows}
    assert states == {
        "B1": (OrganisationState.TAKING_PART, "declared", None),
        "B2": (OrganisationState.TAKING_PART, "declared", None),
        "B3": (OrganisationState.INTERRUPTED, None, None),
        "B4": (OrganisationState.LEFT_OUT, None, "cooperative"),
        "B5": (OrganisationState.LEFT_OUT, None, "closed"),
        "B6": (OrganisationState.TAKING_PART, "decided", None),
        "B7": (OrganisationState.TAKING_PART, "phone", None),
        "B8": (OrganisationState.NOT_YET, None, None),
        "B9": (OrganisationState.NOT_YET, None, None),
        "B10": (OrganisationState.LEFT_OUT, None, "paused"),
    }


def test_since_when_each_stands_so(seen: Look) -> None:
    """The list of 31/1 is the first that says anything: of the time before it nothing is known."""
    answer = seen(MARCH)
    assert answer.first_seen == JANUARY
    since = {one.code: one.since for one in answer.rows}
    assert since == {
        "B1": JANUARY, "B2": MARCH, "B3": MARCH, "B4": None, "B5": MARCH, "B6": JANUARY, "B7": JANUARY, "B8": JANUARY,
        "B9": MARCH, "B10": None,
    }  # fmt: skip
    later = seen(date(2024, 4, 15))
    assert {one.code: one.since for one in later.rows} == since, "a day without a list changes nothing"


def test_who_dropped_out_and_came_back(world: World, seen: Look) -> None:
    back, away = Interruption("B2", "Bình Minh", FEBRUARY, MARCH), Interruption("B3", "Cao Sơn", MARCH, None)
    answer = seen(MARCH)
    assert answer.gaps == (back, away) == world.of("businesses", MARCH).interruptions
    assert (by_code(answer)["B2"].gaps, by_code(answer)["B3"].gaps, by_code(answer)["B5"].gaps) == (
        (back,),
        (away,),
        (),
    )
    february = seen(FEBRUARY)
    assert codes(february, "interrupted") == ["B2"]
    assert february.gaps == (Interruption("B2", "Bình Minh", FEBRUARY, None),)


def test_another_year_knows_no_interruption_of_the_year_before(seen: Look) -> None:
    answer = seen(date(2025, 1, 31))
    assert answer.gaps == ()
    assert (by_code(answer)["B3"].state, by_code(answer)["B3"].since) == (OrganisationState.NOT_YET, MARCH)


def test_what_has_changed_since_the_compared_day(seen: Look) -> None:
    answer = seen(MARCH, FEBRUARY)
    assert codes(answer, "joined") == ["B2"]
    assert codes(answer, "gone") == ["B3", "B5"]
    nothing_known = seen(MARCH, REGISTER_DAY)
    assert codes(nothing_known, "joined") == codes(nothing_known, "gone") == []


def test_kind_by_kind(seen: Look) -> None:
    assert by_kind(seen(MARCH).rows) == (
        KindCount("llc", 5, 3, 2),  # B1, B2, B3, B5, B10; of these B5 and B10 do not count; B1 and B2 take part
        KindCount("joint_stock", 1, 1, 1),
        KindCount("private", 2, 2, 1),
        KindCount("cooperative", 1, 0, 0),
        KindCount(None, 1, 1, 0),
    )


def test_names_are_sorted_as_vietnamese_sort_them(seen: Look) -> None:
    """D before Đ, É with e: not by the numbers of the letters, by which Đ and É would come last."""
    names = [one.name for one in seen(MARCH).rows]
    assert names == [
        "An Phát", "Bình Minh", "Cao Sơn", "Dũng Tiến", "Đông Á", "Én Vàng", "Gió Mới", "Hoa Sen", "Ích Lợi", "Khai Trí",
    ]  # fmt: skip


def test_without_a_figure_there_is_a_reason_and_no_row(world: World, seen: Look) -> None:
    before = seen(REGISTER_DAY)
    assert (before.reason, before.rows) == ("no_members", ())
    institutions = organisations(world.store, world.config, "institutions", MARCH, FEBRUARY)
    assert (institutions.reason, institutions.rows) == ("no_register", ())


def test_a_list_at_what_was_known_earlier(world: World, seen: Look) -> None:
    """Before the person's word B6 waits for nobody's confirmation, and does not take part: its member's name says nothing."""
    word = next(row for row in decisions.decisions(world.store, world.config) if row.entity_code == "B6")
    early = organisations(
        world.store, world.config, "businesses", FEBRUARY, JANUARY, word.known_at - timedelta(seconds=1)
    )
    assert by_code(early)["B6"].state is OrganisationState.NOT_YET
    assert by_code(seen(FEBRUARY))["B6"].state is OrganisationState.TAKING_PART


def codes_on(found: Drill) -> list[str]:
    assert found.entities is not None
    assert found.figure == len(found.entities)
    return [one.code for one in found.entities]


def test_drill_lists_of_businesses(world: World) -> None:
    march = lists(world.store, world.config, "businesses", MARCH)
    assert codes_on(march.of("numerator")) == ["B1", "B2", "B7", "B6"], "by village, then by name"
    assert codes_on(march.of("missing")) == ["B3", "B9", "B8"], "B8 belongs to no village"
    assert codes_on(march.of("waiting")) == codes_on(march.of("denominator", None)) == ["B8"]
    assert codes_on(march.of("missing", "T1")) == ["B3", "B9"]
    assert codes_on(march.of("missing", "T2")) == []
    assert codes_on(march.of("denominator", "T2")) == ["B6"]
    assert codes_on(march.of("numerator", "T9")) == []


def test_drill_lists_of_villages(world: World) -> None:
    march = lists(world.store, world.config, "villages", MARCH)
    assert codes_on(march.of("numerator")) == ["T1"]
    assert codes_on(march.of("missing")) == codes_on(march.of("denominator", "T2")) == ["T2"]
    assert {one.name for one in march.entities} == {"Thôn 1", "Thôn 2"}


def test_no_list_where_there_is_no_figure(world: World) -> None:
    found = lists(world.store, world.config, "businesses", REGISTER_DAY).of("missing")
    assert (found.figure, found.reason, found.entities, found.withheld) == (None, "no_members", None, False)


@pytest.fixture(scope="module")
def households(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Thôn 1: H1 counts, H2 and H3 do not. Thôn 2: H4 counts, H5 has moved away."""
    world = World.empty(tmp_path_factory.mktemp("households")).with_villages_and_groups()
    header = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Tình trạng"]
    rows = [["H1", "A", "T1", ""], ["H2", "B", "T1", ""], ["H3", "C", "T1", ""], ["H4", "D", "T2", ""]]
    world.load("household", [header, *rows, ["H5", "E", "T2", "Đã chuyển đi"]], REGISTER_DAY)
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "H1"], ["N2", "d", "H4"]], JANUARY)
    return world


def households_of(world: World, *follow_up: str) -> StockLists:
    matching = replace(world.config.matching, household_follow_up=follow_up)
    return lists(world.store, replace(world.config, matching=matching), "households", JANUARY)


def test_households_are_counted_and_not_listed(households: World) -> None:
    found = households_of(households)
    assert found.entities == ()
    for village, figure in ((COMMUNE, 2), ("T1", 2), ("T2", 0)):
        drill = found.of("missing", village)
        assert (drill.figure, drill.entities, drill.withheld) == (figure, None, True)


def test_households_are_listed_by_code_where_they_are_followed_up(households: World) -> None:
    found = households_of(households, "T1")
    assert codes_on(found.of("missing", "T1")) == ["H2", "H3"]
    assert [one.name for one in found.entities] == [None, None, None], "H1, H2 and H3, and none of Thôn 2"
    assert found.of("missing", "T2").withheld
    assert found.of("missing").withheld, "a part of the commune is not the commune's list"
    both = households_of(households, "T1", "T2")
    assert codes_on(both.of("denominator")) == ["H1", "H2", "H3", "H4"]
