"""How old a group's list is: rows added do not make it younger, and a later list that names only some does not replace it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kpi.answers.lists import GroupList, group_lists
from kpi.answers.quality import group_quality
from kpi.ui.parts.attention import notices
from kpi.ui.quality.tables import arrived, group_badges, list_day
from tests.soundness.test_membership import HEADER, member
from tests.worlds import World

MARCH, APRIL, MAY, JUNE = (date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31), date(2024, 6, 30))
ADDITION = [["DANH SÁCH BỔ SUNG"], HEADER]
WHOLE: list[Sequence[object]] = [HEADER, member("N1", "1"), member("N1", "2")]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups(1)


def listed(world: World, day: date) -> GroupList:
    return next(row for row in group_lists(world.store, day) if row.group == "N1")


def told(world: World, day: date) -> dict[str, str]:
    """The overview's notices about lists: their headings with what they name."""
    lists = group_lists(world.store, day)
    found = notices(world.status(day), lists, (), world.config)
    return {notice.title: notice.detail for notice in found}


def test_rows_added_later_do_not_make_a_list_younger(world: World) -> None:
    """A whole list of 31 March; a row added on 31 May. On 30 June the list is 91 days old, not 30."""
    world.load("membership", WHOLE, MARCH)
    world.load("membership", [*ADDITION, member("N1", "3")], MAY)
    assert listed(world, APRIL) == GroupList("N1", "Nhóm Thôn 1", "T1", MARCH, 2, None, True)
    assert listed(world, JUNE) == GroupList("N1", "Nhóm Thôn 1", "T1", MARCH, 2, None, True, MAY, 1, None)
    said = told(world, JUNE)
    assert said["Danh sách thành viên cũ quá 45 ngày: 1"] == "Nhóm Thôn 1: 91 ngày, có bổ sung ngày 31/5/2024"
    assert not [title for title in said if "chưa đầy đủ" in title]
    group = next(row for row in group_quality(world.store, world.config, JUNE) if row.code == "N1")
    assert (group.listed_on, group.days, group.stale, group.complete) == (MARCH, 91, True, True)
    assert (list_day(group), arrived(group)) == ("31/3/2024, bổ sung ngày 31/5/2024", "2 + bổ sung 1")


def test_both_sides_of_the_limit_are_counted_from_the_whole_list(world: World) -> None:
    """45 days after 31 March is 15 May; the row added on 30 April moves neither side."""
    world.load("membership", WHOLE, MARCH)
    world.load("membership", [*ADDITION, member("N1", "3")], APRIL)
    assert not [title for title in told(world, date(2024, 5, 15)) if "cũ quá" in title]
    assert [title for title in told(world, date(2024, 5, 16)) if "cũ quá" in title]


def test_a_later_list_that_names_only_some_is_told_beside_the_whole_one(world: World) -> None:
    """On 31 May one row of three arrived: the whole list is still March's, and somebody is not named."""
    world.load("membership", WHOLE, MARCH)
    world.load("membership", [HEADER, member("N1", "3", total="3")], MAY)
    assert listed(world, MAY) == GroupList("N1", "Nhóm Thôn 1", "T1", MARCH, 2, None, False, MAY, 1, 3)
    said = told(world, MAY)
    assert said["Danh sách thành viên chưa đầy đủ: 1"] == "Nhóm Thôn 1: 1/3 thành viên ngày 31/5/2024"
    assert said["Danh sách thành viên cũ quá 45 ngày: 1"].startswith("Nhóm Thôn 1: 61 ngày")
    group = next(row for row in group_quality(world.store, world.config, MAY) if row.code == "N1")
    assert arrived(group) == "2 + bổ sung 1/3"
    assert "Chưa đầy đủ" in [badge.word for badge in group_badges(group)]


def test_a_newer_whole_list_takes_the_place_of_both(world: World) -> None:
    world.load("membership", WHOLE, MARCH)
    world.load("membership", [*ADDITION, member("N1", "3")], MAY)
    world.load("membership", WHOLE, JUNE)
    assert listed(world, JUNE) == GroupList("N1", "Nhóm Thôn 1", "T1", JUNE, 2, None, True)


def test_without_a_whole_list_the_longest_of_the_newest_day_is_named(world: World) -> None:
    """Two of three rows could be used in May, and the third came back mended on the same day; April's list is older."""
    world.load("membership", [HEADER, member("N1", "9", total="4")], APRIL)
    world.load("membership", [HEADER, member("N1", "1", total="3"), member("N1", "2", total="3")], MAY)
    world.load("membership", [*ADDITION, member("N1", "3")], MAY)
    assert listed(world, MAY) == GroupList("N1", "Nhóm Thôn 1", "T1", MAY, 2, 3, False, MAY, 1, None)
    assert listed(world, APRIL) == GroupList("N1", "Nhóm Thôn 1", "T1", APRIL, 1, 4, False)
    assert told(world, MAY)["Danh sách thành viên chưa đầy đủ: 1"] == "Nhóm Thôn 1: 2/3 thành viên"


def test_a_group_without_a_list_says_so(world: World) -> None:
    assert listed(world, MARCH) == GroupList("N1", "Nhóm Thôn 1", "T1", None, 0, None, None)
