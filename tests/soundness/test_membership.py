"""Who counts, and when: leaving, partial lists, shared phones, one person in two places."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from kpi.answers.links import links
from kpi.operations import undo
from kpi.review import decisions
from tests.worlds import World, made_once

REGISTER_DAY, MARCH, APRIL, MAY, JUNE = (
    date(2023, 12, 31),
    date(2024, 3, 31),
    date(2024, 4, 30),
    date(2024, 5, 31),
    date(2024, 6, 30),
)
HOUSEHOLDS: list[list[object]] = [
    ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại"],
    ["H1", "A", "T1", "0912000001"],
    ["H2", "B", "T1", "0912000002"],
    ["H3", "C", "T2", "0912000003"],
]
HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ", "Mã đơn vị / MST", "Tổng thành viên"]


def member(
    group: str, uid: str, *, phone: str = "", household: str = "", organisation: str = "", total: str = ""
) -> list[object]:
    return [group, uid, f"tên {uid}", phone, household, organisation, total]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", HOUSEHOLDS, REGISTER_DAY)
    return world


def numerator(world: World, day: date, known_at: datetime | None = None) -> int | None:
    return world.status(day, known_at).of("households").numerator


def test_who_leaves_counts_before_and_not_after(world: World) -> None:
    world.load("membership", [HEADER, member("N1", "1", household="H1"), member("N1", "2", household="H2")], MARCH)
    world.load("membership", [HEADER, member("N1", "1", household="H1")], MAY)
    assert [found.numerator for found in world.over("households", MARCH, APRIL, MAY, JUNE)] == [2, 2, 1, 1]


def test_a_partial_list_adds_and_never_makes_anyone_leave(world: World) -> None:
    world.load("membership", [HEADER, member("N1", "1", household="H1"), member("N1", "2", household="H2")], MARCH)
    outcome = world.load("membership", [HEADER, member("N1", "3", household="H3", total="3")], MAY)
    assert not outcome.complete
    assert outcome.changes["gone"] == 0
    assert numerator(world, MAY) == 3
    world.load("membership", [HEADER, member("N1", "1", household="H1", total="1")], JUNE)
    assert numerator(world, JUNE) == 1


def test_an_older_list_loaded_later_fills_the_past_only(world: World) -> None:
    world.load("membership", [HEADER, member("N1", "1", household="H1"), member("N1", "2", household="H2")], MAY)
    world.load("membership", [HEADER, member("N1", "1", household="H1")], MARCH)
    assert [found.numerator for found in world.over("households", MARCH, MAY)] == [1, 2]


def test_of_two_lists_of_one_day_the_later_load_wins(world: World) -> None:
    world.load("membership", [HEADER, member("N1", "1", household="H1"), member("N1", "2", household="H2")], MARCH)
    world.load("membership", [HEADER, member("N1", "2", household="H2")], MARCH)
    assert numerator(world, MARCH) == 1


def test_known_at_gives_back_the_figure_from_before_a_later_batch(world: World) -> None:
    world.load("membership", [HEADER, member("N1", "1", household="H1")], MARCH)
    then = world.clock
    world.load("membership", [HEADER, member("N1", "1", household="H1"), member("N1", "2", household="H2")], MARCH)
    assert numerator(world, MARCH) == 2
    assert numerator(world, MARCH, then) == 1


def test_undo_gives_the_earlier_figures_exactly_and_is_itself_dated(world: World) -> None:
    world.load("membership", [HEADER, member("N1", "1", household="H1")], MARCH)
    before = world.status(JUNE)
    wrong = world.load("membership", [HEADER, member("N1", "9", household="H3")], MAY)
    with_wrong, wrong_known_at = world.status(JUNE), world.clock
    assert wrong.batch is not None
    undo.undo(world.store, wrong.batch, undone_by="test", reason="", at=datetime(2024, 1, 9))
    assert world.status(JUNE).indicators == before.indicators
    assert world.status(JUNE, wrong_known_at).indicators == with_wrong.indicators


def test_a_household_with_three_members_counts_once(world: World) -> None:
    rows = [member("N1", uid, household="H1") for uid in ("1", "2", "3")]
    world.load("membership", [HEADER, *rows, member("N1", "4", phone="0912000001")], MARCH)
    assert world.counts("households", MARCH) == (1, 0, 3)


def test_a_person_in_two_groups_speaks_for_one_household(world: World) -> None:
    world.load("membership", [HEADER, member("N1", "1", household="H1")], MARCH)
    world.load("membership", [HEADER, member("N2", "1", household="H3")], MARCH)
    assert numerator(world, MARCH) == 0, "two declared households are a tie for a person, never the first"


def test_a_person_speaks_for_a_household_and_a_business(world: World) -> None:
    business = [["Mã số thuế", "Tên doanh nghiệp", "Loại hình"], ["B1", "Một", "Công ty TNHH"]]
    world.load("business", business, REGISTER_DAY)
    world.load("membership", [HEADER, member("N1", "1", household="H1", organisation="B1")], MARCH)
    found = world.status(MARCH)
    assert (found.of("households").numerator, found.of("businesses").numerator) == (1, 1)


def test_a_phone_of_two_households_is_a_tie_and_counts_for_nobody(world: World) -> None:
    shared: list[list[object]] = [*HOUSEHOLDS, ["H4", "D", "T1", "0912000001"]]
    world.load("household", shared, date(2024, 1, 15))
    world.load("membership", [HEADER, member("N1", "1", phone="0912000001")], MARCH)
    assert numerator(world, MARCH) == 0
    ties = links(world.store, world.config, MARCH, "suggested")
    assert sorted(tie.entity_code or "" for tie in ties) == ["H1", "H4"]
    assert not any(tie.counted for tie in ties)


@pytest.mark.parametrize("phone", ["+84912000002", "912000002", "912000002.0", "0912.000.002", "84 912 000 002"])
def test_one_phone_in_any_spelling_is_the_same_phone(world: World, phone: str) -> None:
    world.load("membership", [HEADER, member("N1", "1", phone=phone)], MARCH)
    assert numerator(world, MARCH) == 1


def test_an_old_eleven_digit_number_is_the_new_ten_digit_one(world: World) -> None:
    world.load("household", [HOUSEHOLDS[0], ["H9", "I", "T1", "0388123456"]], date(2024, 1, 15))
    world.load("membership", [HEADER, member("N1", "1", phone="01688123456")], MARCH)
    assert numerator(world, MARCH) == 1


def test_a_landline_is_no_zalo_account(world: World) -> None:
    world.load("household", [HOUSEHOLDS[0], ["H9", "I", "T1", "0237 3721150"]], date(2024, 1, 15))
    world.load("membership", [HEADER, member("N1", "1", phone="02373721150")], MARCH)
    assert numerator(world, MARCH) == 0


def test_a_household_that_moves_between_villages_counts_once(world: World) -> None:
    world.load("household", [HOUSEHOLDS[0], ["H1", "A", "T2", "0912000001"], ["H3", "C", "T2", ""]], date(2024, 2, 1))
    world.load("membership", [HEADER, member("N1", "1", household="H1")], MARCH)
    row = world.of("households", MARCH)
    assert (row.numerator, row.denominator) == (1, 3)
    assert [(v.code, v.numerator, v.denominator) for v in row.villages] == [("T1", 0, 1), ("T2", 1, 2)]


def test_a_denied_link_does_not_count_and_a_confirmed_one_does(world: World) -> None:
    world.load("membership", [HEADER, member("N1", "1", phone="0912000001"), member("N1", "2")], MARCH)

    def say(uid: str, household: str, *, yes: bool) -> None:
        saying = decisions.Saying(f"uid:{uid}", household, yes)
        decisions.decide(world.store, world.config, [saying], reason="hỏi", decided_by="test", at=datetime(2024, 1, 8))

    say("1", "H1", yes=False)
    assert numerator(world, MARCH) == 0
    say("2", "household:H3", yes=True)
    assert numerator(world, MARCH) == 1
    say("1", "H1", yes=True)
    assert numerator(world, MARCH) == 2
