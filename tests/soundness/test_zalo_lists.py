"""Zalo's lists as its tools give them: known by id alone, in part, with a version behind the id, with groups of other people."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kpi.answers.links import links
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.reading import pasted
from kpi.review.decisions import Saying, decide
from tests.worlds import World, made_once, write_csv

MARCH, JUNE = date(2024, 3, 31), date(2024, 6, 30)
UID = "700000000000000000"


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two villages; the group N1 is known on Zalo as 1000000001, N2 as 1000000002."""
    world = World.empty(tmp_path).with_villages_and_groups()
    groups = [[f"N{n}", f"Nhóm Thôn {n}", "Thôn", f"Thôn {n}", f"100000000{n}"] for n in (1, 2)]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn", "Mã Zalo"], *groups], date(2024, 1, 1))
    heads = [["H1", "Trần Thị Lan", "Thôn 1"], ["H2", "Lê Văn Bưởi", "Thôn 1"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *heads], date(2024, 1, 1))
    return world


def group(zalo_id: str = "1000000001", **facts: Any) -> dict[str, Any]:
    """A group as getGroupInfo returns it."""
    told = {
        "groupId": zalo_id, "name": "Nhóm Thôn 1", "desc": "", "creatorId": f"{UID}1", "adminIds": [f"{UID}2"], "memberIds": [],
        "currentMems": [], "memVerList": [], "hasMoreMember": 0, "totalMember": 0, "maxMember": 1000, "setting": {},
    }  # fmt: skip
    return {zalo_id: {**told, **facts}}


def member(number: int, name: str, version: str = "") -> dict[str, str]:
    return {"id": f"{UID}{number}{version}", "dName": name, "zaloName": name}


def ids(*numbers: int, version: str = "_0") -> list[str]:
    return [f"{UID}{number}{version}" for number in numbers]


def take(world: World, *groups: dict[str, Any], day: date = JUNE, **said: Any) -> list[Outcome]:
    content = json.dumps({"gridInfoMap": {key: one for every in groups for key, one in every.items()}}).encode()
    return take_file(world, "zalo.json", content, as_of=day, **said)


def take_file(world: World, name: str, content: bytes, strict: bool = False, **said: Any) -> list[Outcome]:
    world.clock += timedelta(hours=1)
    source = Source(Path(name), content=content, **said)
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="t", strict=strict)


def members(world: World, day: date = JUNE) -> dict[str, str]:
    return {row.member: row.display_name for row in links(world.store, world.config, day)}


def told(outcomes: list[Outcome], code: str) -> list[str]:
    return [problem.told for outcome in outcomes for problem in outcome.problems if problem.code == code]


def test_a_group_of_ids_alone_is_a_complete_list_of_members_without_names(world: World) -> None:
    (outcome,) = take(
        world, group(memVerList=ids(1, 2, 3, 4, 5), memberIds=ids(1, 2, 3, 4, 5, version=""), totalMember=5)
    )
    assert (outcome.read, outcome.accepted, outcome.complete) == (5, 5, True)
    assert members(world) == {f"uid:{UID}{n}": f"…00000{n}" for n in range(1, 6)}


def test_ids_and_names_are_one_list_of_members(world: World) -> None:
    (outcome,) = take(
        world, group(currentMems=[member(3, "Lan")], memVerList=ids(1, 2, 3), totalMember=3, hasMoreMember=1)
    )
    assert (outcome.accepted, outcome.complete) == (3, True)
    assert [row.get("role") for row in outcome.preview] == ["Thành viên", "Trưởng nhóm", "Phó nhóm"]
    assert members(world)[f"uid:{UID}3"] == "Lan"


def test_an_earlier_list_names_who_is_given_by_id_alone(world: World) -> None:
    take(world, group(currentMems=[member(1, "Trần Thị Lan")], totalMember=1), day=MARCH)
    take(world, group(memVerList=ids(1, 2), totalMember=2))
    assert members(world) == {f"uid:{UID}1": "Trần Thị Lan", f"uid:{UID}2": "…000002"}
    suggested = [row for row in links(world.store, world.config, JUNE) if row.entity_code]
    assert [(row.member, row.entity_code) for row in suggested] == [(f"uid:{UID}1", "H1")]


def test_a_later_list_names_nobody_on_an_earlier_day(world: World) -> None:
    take(world, group(memVerList=ids(1), totalMember=1), day=MARCH)
    take(world, group(currentMems=[member(1, "Trần Thị Lan")], totalMember=1))
    assert members(world, MARCH) == {f"uid:{UID}1": "…000001"}
    assert members(world) == {f"uid:{UID}1": "Trần Thị Lan"}


def test_a_decision_holds_whom_a_list_gives_by_id_alone(world: World) -> None:
    take(world, group(memVerList=ids(1, 2), totalMember=2))
    saying = Saying(f"uid:{UID}2", "H2", True)
    at = world.clock + timedelta(minutes=1)
    decide(world.store, world.config, [saying], reason="hỏi trưởng thôn", decided_by="t", at=at)
    assert world.counts("households", JUNE)[0] == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"memVerList": ids(1, 2, 3), "totalMember": 339, "setting": {"lockViewMember": 1}}, ("3/339", "trưởng nhóm và phó nhóm")),
        ({"memVerList": ids(1, 2, 3), "totalMember": 4, "hasMoreMember": 1}, ("3/4", "phần đầu")),
        ({"currentMems": [member(1, "Lan")], "hasMoreMember": 1}, ("1/?", "phần đầu")),
    ],
)  # fmt: skip
def test_a_part_of_a_group_says_how_much_and_why_and_takes_nobody_away(
    world: World, facts: dict[str, Any], words: tuple[str, ...]
) -> None:
    take(world, group(currentMems=[member(n, f"Người {n}") for n in (1, 7, 8, 9)], totalMember=4), day=MARCH)
    outcomes = take(world, group(**facts))
    (message,) = told(outcomes, "partial_list")
    assert all(word in message for word in ("Nhóm Thôn 1", *words))
    assert not outcomes[0].complete
    assert {f"uid:{UID}{n}" for n in (1, 7, 8, 9)} <= members(world).keys()


def test_a_locked_group_whose_deputy_took_the_list_is_complete(world: World) -> None:
    outcomes = take(world, group(memVerList=ids(1, 2, 3), totalMember=3, setting={"lockViewMember": 1}))
    assert outcomes[0].complete and not told(outcomes, "partial_list")


@pytest.mark.parametrize("version", ["_0", "_1", "_17"])
def test_the_version_behind_an_id_is_no_part_of_it(world: World, version: str) -> None:
    take(world, group(currentMems=[member(1, "Lan", version)], totalMember=1))
    rows = [["Nhóm", "UID", "Tên hiển thị"], ["N2", f"{UID}5{version}", "Huệ"], ["N2", f"{UID}6{version}", ""]]
    path = write_csv(world.folder / "tv.csv", rows)
    (outcome,) = take_file(world, path.name, path.read_bytes(), as_of=JUNE)
    assert outcome.rejected == 0
    assert members(world) == {f"uid:{UID}1": "Lan", f"uid:{UID}5": "Huệ", f"uid:{UID}6": "…000006"}


def test_a_list_of_ids_alone_needs_no_names_but_a_row_of_nobody_is_rejected(world: World) -> None:
    rows = [["Nhóm", "UID", "Vai trò"], ["N1", f"{UID}1_0", "Trưởng nhóm"], ["N1", "", "Thành viên"]]
    path = write_csv(world.folder / "tv.csv", rows)
    (outcome,) = take_file(world, path.name, path.read_bytes(), as_of=JUNE)
    assert (outcome.accepted, outcome.rejected) == (1, 1)
    assert [problem.code for problem in outcome.problems if problem.severity == "error"] == ["empty"]


FAMILY = group("999", name="Gia đình nội", currentMems=[member(8, "Bạn cũ")], totalMember=1)


@pytest.mark.parametrize("first", [True, False])
def test_an_unknown_group_leaves_the_others_of_its_file_be(world: World, first: bool) -> None:
    good = group(currentMems=[member(1, "Lan"), member(2, "Hùng")], totalMember=2)
    outcomes = take(world, *((FAMILY, good) if first else (good, FAMILY)))
    assert members(world) == {f"uid:{UID}1": "Lan", f"uid:{UID}2": "Hùng"}
    (message,) = told(outcomes, "unknown_group")
    assert all(word in message for word in ("Gia đình nội", "999", "danh sách nhóm"))


def test_one_group_said_for_a_file_of_several_takes_in_no_other(world: World) -> None:
    outcomes = take(world, group(currentMems=[member(1, "Lan")], totalMember=1), FAMILY, group="N1")
    assert members(world) == {f"uid:{UID}1": "Lan"} and told(outcomes, "unknown_group")


@pytest.mark.parametrize("said", [{}, {"group": "N9"}])
def test_unknown_groups_alone_are_refused(world: World, said: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        take(world, FAMILY, group("998", currentMems=[member(7, "Bạn")], totalMember=1), **said)
    assert not members(world)


def test_strict_refuses_a_file_with_an_unknown_group(world: World) -> None:
    with pytest.raises(UserError):
        take(world, group(currentMems=[member(1, "Lan")], totalMember=1), FAMILY, strict=True)
    assert not members(world)


def test_rows_of_an_unknown_group_are_rejected_and_the_others_taken(world: World) -> None:
    rows = [["Nhóm", "Tên hiển thị"], ["N1", "Lan"], ["Gia đình nội", "Bạn cũ"], ["N2", "Huệ"]]
    path = write_csv(world.folder / "tv.csv", rows)
    (outcome,) = take_file(world, path.name, path.read_bytes(), as_of=JUNE)
    assert (outcome.accepted, outcome.rejected) == (2, 1)
    assert outcome.rejected_rows[0].row == 3


def test_a_form_that_writes_the_month_first_is_asked_about(world: World) -> None:
    """Read as day/month the seventh answer would be of September, and so would the whole list."""
    rows = [[f"06/{day:02d}/2024 19:2{day}:15", f"Văn {day}", f"091200000{day}", "N1"] for day in range(3, 10)]
    with pytest.raises(UserError) as refused:
        world.load("membership", [["Timestamp", "Tên Zalo", "SĐT", "Nhóm"], *rows], as_of=None)  # type: ignore[arg-type]
    assert refused.value.code == "month_first"


def test_a_group_without_an_id_on_the_register_is_known_by_its_name(tmp_path: Path) -> None:
    """The only way out was to find the number on the phone and to enter it in the list of groups first."""
    world = World.empty(tmp_path).with_villages_and_groups()
    (outcome,) = take(world, group("777", currentMems=[member(1, "Lan")], totalMember=1))
    assert [scope.scope for scope in outcome.scopes] == ["N1"]
    assert "group_by_name" in {problem.code for problem in outcome.problems}


def test_the_name_of_a_group_that_has_another_id_is_no_proof(world: World) -> None:
    """Anybody may call a group "Nhóm Thôn 1"."""
    with pytest.raises(UserError) as refused:
        take(world, group("777", currentMems=[member(1, "Lan")], totalMember=1))
    assert refused.value.code == "unknown_group"


@pytest.mark.parametrize(("total", "found"), [(3, ["Lan", "Hùng", "Bạn"]), (2, ["Lan", "Hùng"]), (9, ["Lan", "Hùng"])])
def test_who_copied_the_list_is_a_member_where_the_list_counts_him(total: int, found: list[str]) -> None:
    """Below a name "Bạn" may be a mark (a friend) or the copier himself, whom the total counts: without him no list was complete."""
    (rows,) = pasted.tables("a.txt", f"Thành viên ({total})\nLan\nHùng\nBạn\n")
    assert [row[0] for row in rows[1:]] == found


def test_a_screen_with_the_day_behind_its_count_names_neither_as_members() -> None:
    """ "12 thành viên · 10/03/2026", "Trưởng & phó nhóm" and the group's name were three members more."""
    text = (
        "ANTT Thôn 1\n3 thành viên · 10/03/2026\n\nTrưởng & phó nhóm\nBạn\nTrưởng nhóm\n\nThành viên\nĐỗ Mận\nThêm bởi bạn\nLý Na\n"
        "Tham gia từ link nhóm\n"
    )
    assert pasted.tables("list.txt", text) == [
        [["ANTT Thôn 1"], ["10/03/2026"], ["Tên hiển thị", "Vai trò", "Tổng thành viên"],
         ["Bạn", "Trưởng nhóm", "3"], ["Đỗ Mận", "", "3"], ["Lý Na", "", "3"]]
    ]  # fmt: skip
