"""Which list of a group speaks on a day: the relations against a plain loop over all lists, of random days, orders and kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

import pytest

from kpi.answers.question import all_known
from kpi.matching.question import asked
from kpi.operations import undo
from tests.worlds import World

FIRST = date(2023, 12, 31)
LISTED = [FIRST + timedelta(days=7 * week) for week in range(1, 9)]
DAYS = [FIRST, *LISTED, LISTED[-1] + timedelta(days=400)]
GROUPS = ("N1", "N2", "N3")


@dataclass(frozen=True)
class GroupRows:
    """A group's list as loaded: whole, or fewer rows than its total, or an addition that states none."""

    batch: int
    group: str
    on: date
    members: int
    total: int | None

    @property
    def is_whole(self) -> bool:
        return self.total == self.members


@pytest.fixture(params=range(2), scope="module")
def listed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, list[GroupRows]]:
    """Lists in no order of days, several of one day, one in five taken back; N3 is taken off the register and comes back."""
    chance, folder = Random(request.param), tmp_path_factory.mktemp("listed")
    world = World.empty(folder).with_villages_and_groups(3, FIRST)
    lists: list[GroupRows] = []
    for number in range(24):
        group, on, members = chance.choice(GROUPS), chance.choice(LISTED), chance.randint(1, 3)
        total = chance.choice([members, members, members + 2, None])
        header: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", *(["Tổng thành viên"] if total else [])]
        rows: list[list[object]] = [
            [group, f"{number}{row}", f"zq {row}", *([total] if total else [])] for row in range(members)
        ]
        outcome = world.load("membership", [header, *rows], on, adds=total is None)
        assert outcome.batch is not None
        if number % 5 == 4:
            world.clock += timedelta(hours=1)
            undo.undo(world.store, outcome.batch, undone_by="t", reason="", at=world.clock)
        else:
            lists.append(GroupRows(outcome.batch, group, on, members, total))
    for on, groups in ((LISTED[3], GROUPS[:2]), (LISTED[5], GROUPS)):
        header = ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"]
        rows = [[code, f"Nhóm Thôn {code[1:]}", "Thôn", f"Thôn {code[1:]}"] for code in groups]
        world.load("group", [header, *rows], on)
    return world, lists


def standing(
    lists: Sequence[GroupRows], group: str, day: date, *, told: Callable[[GroupRows], bool]
) -> list[GroupRows]:
    return sorted(
        (one for one in lists if one.group == group and one.on <= day and told(one)),
        key=lambda one: (one.on, one.batch),
    )


def test_the_newest_whole_list_and_what_came_after_it_speak(listed: tuple[World, list[GroupRows]]) -> None:
    world, lists = listed
    known = all_known(world.store)
    rows = world.store.read("member_batches", **asked(world.config, DAYS, known))
    expected = set()
    for day in DAYS:
        for group in GROUPS[:2] if LISTED[3] <= day < LISTED[5] else GROUPS:
            by_then = standing(lists, group, day, told=lambda _one: True)
            whole = max((place for place, one in enumerate(by_then) if one.is_whole), default=0)
            expected |= {(day, group, one.batch, one.is_whole, one.total) for one in by_then[whole:]}
    found = [(row["as_of"], row["group_code"], row["batch"], row["complete"], row["total_members"]) for row in rows]
    assert (len(found), set(found)) == (len(expected), expected)


def test_a_group_is_as_large_as_the_newest_list_says_that_tells_it(listed: tuple[World, list[GroupRows]]) -> None:
    world, lists = listed
    rows = world.store.read("group_sizes", as_of=DAYS, known_at=datetime.max)
    expected = {
        (day, group, told[-1].on, max(told[-1].total or 0, told[-1].members))
        for day in DAYS
        for group in GROUPS
        if (told := standing(lists, group, day, told=lambda one: one.total is not None))
    }
    found = [(row["as_of"], row["code"], row["listed_on"], row["members"]) for row in rows]
    assert (len(found), set(found)) == (len(expected), expected)


def test_days_asked_together_answer_as_each_alone(listed: tuple[World, list[GroupRows]]) -> None:
    world, _lists = listed
    for relation in ("scope_batches", "ended_scopes", "member_batches", "group_lists", "group_sizes"):
        together = world.store.read(relation, **asked(world.config, DAYS, datetime.max))
        alone = [row for day in DAYS for row in world.store.read(relation, **asked(world.config, [day], datetime.max))]
        assert sorted(map(repr, together)) == sorted(map(repr, alone)), relation
