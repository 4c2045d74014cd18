"""While a village has no household register the counts are shown with their coverage, and the verdict waits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.domain.reasons import Reason
from kpi.judgement.verdicts import Verdict
from kpi.snapshots import freezing
from tests.worlds import World, made_once

HOUSEHOLDS: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Tổng thành viên"]
JUNE, JULY = date(2024, 6, 30), date(2024, 7, 31)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """T1 of three villages has a register, of two households; the one takes part."""
    world = World.empty(tmp_path).with_villages_and_groups(3)
    world.load("household", [HOUSEHOLDS, ["H1", "A", "T1"], ["H2", "B", "T1"]], JUNE)
    world.load("membership", [MEMBERS, ["N1", "7", "zq", "H1", 1]], JUNE)
    return world


def test_the_verdict_waits_and_the_counts_stay(world: World) -> None:
    found = world.of("households", JUNE)
    assert (found.verdict, found.reason, found.shortfall) == (Verdict.NO_DATA, Reason.PARTIAL_REGISTER, None)
    assert (found.numerator, found.waiting, found.denominator) == (1, 0, 2)
    assert (found.basis.covered, found.basis.uncovered) == ((1, 3), ("Thôn 2", "Thôn 3"))
    assert [(one.code, one.verdict, one.shortfall) for one in found.villages][0] == ("T1", Verdict.NOT_MET, 1)
    assert (found.sustained, found.if_confirmed) == (None, Verdict.NO_DATA)


def test_rows_that_were_only_added_make_no_register(world: World) -> None:
    world.load("household", [["DANH SÁCH BỔ SUNG"], HOUSEHOLDS, ["H3", "C", "T2"]], JUNE)
    assert world.of("households", JUNE).basis.covered == (1, 3)


def test_a_village_that_is_no_more_is_missed_by_nobody(world: World) -> None:
    world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"]], JULY)
    found = world.of("households", JULY)
    assert (found.verdict, found.basis.covered) == (Verdict.NOT_MET, (1, 1))


def test_a_village_with_a_register_and_no_list_of_members_takes_part_with_nobody(world: World) -> None:
    world.load("household", [HOUSEHOLDS, ["H3", "C", "T2"], ["H4", "D", "T3"]], JULY)
    found = world.of("households", JULY)
    assert (found.verdict, found.numerator, found.denominator, found.basis.covered) == (Verdict.NOT_MET, 1, 4, (3, 3))


def test_a_figure_says_how_old_its_lists_are(world: World) -> None:
    world.load("membership", [MEMBERS, ["N2", "8", "zq", "", 1]], JULY)
    told = [found.as_dict() for found in world.over("households", JUNE, date(2024, 12, 31))]
    assert [(row["observed_on"], row["oldest_list_on"]) for row in told] == [
        ("2024-06-30", "2024-06-30"),
        ("2024-07-31", "2024-06-30"),
    ]
    assert told[0]["covered"] == [1, 3] and told[0]["uncovered"] == ["Thôn 2", "Thôn 3"]
    assert world.of("businesses", JULY).as_dict()["covered"] is None


def test_reports_say_how_far_the_log_speaks(world: World) -> None:
    world.load("case", [["Mã tin", "Loại tin", "Thời điểm tiếp nhận"], ["C1", "Phản ánh", "01/6/2024"]], JULY)
    told = [found.as_dict()["observed_on"] for found in world.over("processed_reports", JUNE, date(2025, 1, 1))]
    assert told == ["2024-07-31", None]


def test_what_was_frozen_says_it_still(world: World) -> None:
    state = freezing.freeze(world.store, world.config, JUNE, JUNE, frozen_by="An", at=world.clock)
    (kept,) = world.store.frozen_states()
    assert freezing.shown_of(kept).now.indicators == world.status(JUNE).indicators
    assert freezing.check(world.store, world.config, state).same
