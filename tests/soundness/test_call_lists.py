"""The list of a village's households without anybody: off, for one village, for some days, and for whom it is meant."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.access.acting import acting_as, need_of
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.domain.errors import UserError
from kpi.operations.backup import back_up
from kpi.operations.restore import restore
from kpi.review.call_lists import call_lists, open_at, switch_off, switch_on
from kpi.review.queue import missing
from kpi.store import open_store
from tests.worlds import World, made_once

DAY, AT = date(2024, 3, 31), datetime(2024, 4, 1, 9)
CLERK = User.of("vt", "Văn thư", [Role.CLERK])


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """A household a village, of which nobody is in a group."""
    world = World.empty(tmp_path).with_villages_and_groups(2)
    rows = [[f"H{n}", "Đỗ Mạnh Quân", f"Thôn {n}"] for n in (1, 2)]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], date(2023, 12, 31))
    world.load("membership", [["Nhóm", "Mã thành viên", "Tên hiển thị"], ["N1", "1", "Hoa Nắng"]], DAY)
    return world


def switched(world: World, village: str = "T1", days: int = 3, reason: str = "Vận động", by: str = "Lan") -> None:
    switch_on(world.store, world.config, village, days, reason, switched_by=by, at=AT)


def open_villages(world: World, now: datetime) -> tuple[str, ...]:
    return tuple(one.village for one in open_at(call_lists(world.store), now))


def households(world: World, *villages: str) -> list[str]:
    found = missing(world.store, world.config, DAY, villages)
    return [row.code for row in found if row.entity_kind == "household"]


def test_it_is_off_and_ends_by_itself(world: World) -> None:
    assert households(world, "T1", "T2") == [], "a page that names a village switches nothing on"
    switched(world)
    assert households(world) == [] and households(world, "T1", "T2") == ["H1"]
    end = AT + timedelta(days=3)
    assert open_villages(world, AT) == open_villages(world, end - timedelta(seconds=1)) == ("T1",)
    assert open_villages(world, end) == ()
    (row,) = world.store.call_lists()
    assert (row.village, row.until, row.reason, row.switched_by, row.switched_at) == ("T1", end, "Vận động", "Lan", AT)
    switch_off(world.store, "T1", switched_by="Lan", at=AT + timedelta(hours=1))
    assert open_villages(world, AT + timedelta(hours=1)) == () and len(world.store.call_lists()) == 2


def test_a_clock_that_was_set_back_opens_none_again(world: World) -> None:
    switched(world)
    assert open_villages(world, AT - timedelta(seconds=1)) == (), "it had not begun"
    switch_off(world.store, "T1", switched_by="Lan", at=AT + timedelta(hours=2))
    assert open_villages(world, AT + timedelta(hours=1)) == open_villages(world, AT - timedelta(days=30)) == ()
    switched(world)
    switch_off(world.store, "T1", switched_by="Lan", at=AT - timedelta(days=1))
    assert open_villages(world, AT) == (), "off by a clock that was set back is off"


def test_after_a_backup_is_put_back_none_is_open(world: World) -> None:
    switched(world, "T2")
    switch_off(world.store, "T2", switched_by="Lan", at=AT)
    switched(world, "T1")
    (made,) = back_up(world.store, world.config, [world.folder / "copies"], at=AT)
    switch_off(world.store, "T1", switched_by="Lan", at=AT + timedelta(hours=1))
    restore(made.file, world.store.path, world.config, at=AT + timedelta(hours=2))
    *before, last = open_store(world.store.path).call_lists()
    assert (len(before), last.village, last.until) == (3, "T1", AT + timedelta(hours=2))
    assert open_villages(world, AT) == open_villages(world, AT + timedelta(hours=2)) == ()


def test_it_changes_no_figure_and_no_moment(world: World) -> None:
    before, known = world.status(DAY), world.store.newest_known_at()
    switched(world)
    assert world.status(DAY) == before and world.store.newest_known_at() == known


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": " "}, "no_reason"),
        ({"by": ""}, "no_reason"),
        ({"reason": "Gọi người có số 038012345678"}, "never_stored"),
        ({"reason": "Gọi ông Đỗ Mạnh Quân 0912 345 678"}, "never_stored"),
        ({"by": "Lan 0912345678"}, "never_stored"),
        ({"village": "T9"}, "unknown_village"),
        ({"days": 0}, "too_long"),
        ({"days": 15}, "too_long"),
    ],
)
def test_without_an_end_or_a_reason_it_is_refused(world: World, said: dict[str, str], code: str) -> None:
    with pytest.raises(UserError) as refused:
        switched(world, **said)  # type: ignore[arg-type]
    assert refused.value.code == code and world.store.call_lists() == []
    switched(world, days=world.config.matching.call_list_days)


def test_a_village_head_reads_his_own_and_switches_none(world: World) -> None:
    with acting_as(CLERK):
        switched(world, "T1")
        switched(world, "T2")
        assert households(world, "T1", "T2") == ["H1", "H2"]
    with acting_as(User.of("t1", "Trưởng thôn", [Role.VILLAGE_HEAD], village="T1")):
        assert households(world, "T1", "T2") == ["H1"] and open_villages(world, AT) == ("T1",)
        with pytest.raises(UserError):
            switched(world, "T1")
    with acting_as(User.of("uv", "Ủy viên", [Role.COMMITTEE])), pytest.raises(UserError):
        households(world, "T1")
    for action in (switch_on, switch_off):
        need = need_of(action)
        assert need is not None and need.noted and need.about == "village", "the audit log names the village"
