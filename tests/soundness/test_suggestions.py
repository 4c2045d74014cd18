"""What names alone say is never counted; what waits is entities, not members; and what a person said lives on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.answers.links import LinkAnswer, links
from kpi.domain.errors import UserError
from kpi.judgement.verdicts import Verdict
from kpi.review import decisions
from kpi.review import queue as reviewing
from tests.worlds import World, made_once

REGISTER_DAY, MARCH, JUNE, DECEMBER = date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30), date(2024, 12, 31)
HOUSEHOLDS: list[list[object]] = [
    ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại"],
    ["HG-1", "Nguyễn Văn Hùng", "T1", "0912000001"],
    ["HG-2", "Nguyễn Văn Hưng", "T1", ""],
    ["HG-3", "Trần Thị Hoà", "T1", ""],
    ["HG-4", "Lê Thị Mỹ", "T1", ""],
    ["HG-5", "Phạm Văn Đức", "T1", ""],
    ["HG-6", "Phạm Văn Đức", "T1", ""],
    ["HG-7", "Nguyễn Anh Văn", "T2", ""],
    ["HG-8", "Vũ Đình Toàn", "T2", ""],
]
HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Vai trò", "Số điện thoại", "Mã hộ", "Thành phần"]


def member(
    group: str, uid: str, name: str, *, role: str = "", phone: str = "", household: str = "", component: str = ""
) -> list[object]:
    return [group, uid, name, role, phone, household, component]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", HOUSEHOLDS, REGISTER_DAY)
    return world


@pytest.fixture
@made_once
def confirmed(tmp_path: Path) -> World:
    """The same, and a member of one name with HG-3's head is confirmed to be of that household."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", HOUSEHOLDS, REGISTER_DAY)
    load(world, member("N1", "1", "Trần Thị Hoà"))
    say(world, "uid:1", "HG-3", yes=True)
    return world


def load(world: World, *members: list[object], day: date = MARCH) -> None:
    world.load("membership", [HEADER, *members], day)


def suggested(world: World, day: date = MARCH) -> list[LinkAnswer]:
    return list(links(world.store, world.config, day, "suggested"))


def rungs(world: World, day: date = MARCH) -> dict[str, list[tuple[str | None, str | None]]]:
    found: dict[str, list[tuple[str | None, str | None]]] = {}
    for row in suggested(world, day):
        found.setdefault(row.display_name, []).append((row.entity_code, row.rung))
    return found


def say(world: World, member: str, entity: str, *, yes: bool | None) -> decisions.Step:
    world.clock += timedelta(hours=1)
    saying = decisions.Saying(member, entity, yes)
    return decisions.decide(world.store, world.config, [saying], reason="hỏi", decided_by="test", at=world.clock)


WHOM: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("N1", "Trần Thị Hoà"): [("HG-3", "exact_name")],
    ("N1", "trần thị hoà"): [("HG-3", "exact_name")],
    ("N1", "Trần Thị Hòa"): [("HG-3", "exact_name")],  # the tone stands elsewhere
    ("N1", "Lê Thị Mĩ"): [("HG-4", "exact_name")],
    ("N1", "Bà Trần Thị Hoà"): [("HG-3", "exact_name")],
    ("N1", "Trần Thị Hoa"): [("HG-3", "tone_free")],
    ("N1", "TRAN THI HOA 🌻"): [("HG-3", "folded")],
    ("N1", "Hoà Trần"): [("HG-3", "similar")],
    ("N1", "Trần Thị Hoàa"): [("HG-3", "similar")],
    ("N1", "Vũ Đình Toàn"): [],  # lives in the other village
    ("N1", "Vũ Đình Toàn Thôn 2"): [("HG-8", "exact_name")],  # … unless he says so
    ("N1", "HG-8 Toàn"): [],  # a code of another village is no hint here
    ("N1", "Mẹ Bống"): [],
    ("N2", "Nguyễn Văn Anh"): [],  # word order matters: not Nguyễn Anh Văn, in his own village
    ("N1", "Nguyễn Văn Anh"): [],  # … or in the other
}


def test_whom_a_name_points_to(world: World) -> None:
    """Each member is asked about alone, so that one list holds them all."""
    for group in ("N1", "N2"):
        load(world, *(member(group, str(n), name) for n, (of, name) in enumerate(WHOM, 1) if of == group))
    found = rungs(world)
    assert {name: found.get(name, []) for _group, name in WHOM} == {name: to for (_group, name), to in WHOM.items()}
    assert world.counts("households", MARCH) == (0, 3, 8), "a suggestion is never counted, it waits"


def test_two_people_who_differ_only_in_marks_are_two_people(world: World) -> None:
    load(world, member("N1", "1", "Nguyễn Văn Hưng"), member("N1", "2", "Nguyễn Văn Hùng"))
    first = {row.display_name: row.entity_code for row in suggested(world) if row.rung == "exact_name"}
    assert first == {"Nguyễn Văn Hưng": "HG-2", "Nguyễn Văn Hùng": "HG-1"}


def test_without_its_marks_a_name_fits_both_and_a_person_decides(world: World) -> None:
    load(world, member("N1", "1", "NGUYEN VAN HUNG"))
    assert rungs(world) == {"NGUYEN VAN HUNG": [("HG-1", "folded"), ("HG-2", "folded")]}
    assert world.counts("households", MARCH) == (0, 0, 8), "a tie has no best suggestion"
    (card,) = reviewing.queue(world.store, world.config, MARCH).cards
    assert card.tied == 2 and card.best is None


def test_two_heads_of_one_name_are_a_tie_that_a_code_in_the_name_settles(world: World) -> None:
    load(world, member("N1", "1", "Phạm Văn Đức"), member("N1", "2", "Phạm Văn Đức HG-6"))
    by_name = {card.display_names[0]: card for card in reviewing.queue(world.store, world.config, MARCH).cards}
    assert by_name["Phạm Văn Đức"].best is None
    best = by_name["Phạm Văn Đức HG-6"].best
    assert best is not None and best.entity_code == "HG-6"
    assert world.counts("households", MARCH) == (0, 1, 8)


def test_waiting_counts_entities_that_would_be_new_not_members(world: World) -> None:
    load(
        world,
        member("N1", "1", "Trần Thị Hoà"), member("N1", "2", "TRAN THI HOA"),  # one household, twice
        member("N1", "3", "a", phone="0912000001"), member("N1", "4", "Nguyễn Văn Hùng"),  # HG-1 counts already
    )  # fmt: skip
    assert world.counts("households", MARCH) == (1, 1, 8)


def test_who_is_linked_for_a_household_gets_no_suggestion_for_another(world: World) -> None:
    load(world, member("N1", "1", "Trần Thị Hoà", household="HG-4"))
    assert rungs(world) == {}
    assert world.counts("households", MARCH) == (1, 0, 8)


def test_officials_are_no_households_members_unless_linked(world: World) -> None:
    officials = [
        ["Họ và tên", "Chức danh", "Thôn", "Số điện thoại"],
        ["Trần Thị Hoà", "Trưởng thôn", "Thôn 1", "0987000001"],
    ]
    world.load("official", officials, REGISTER_DAY)
    load(
        world,
        member("N1", "1", "Trần Thị Hoà", role="Trưởng nhóm"),
        member("N1", "2", "Phạm Văn Đức HG-5", component="Cảnh sát hình sự"),
        member("N1", "3", "Lê Thị Mỹ", phone="0987000001"),
    )
    assert rungs(world) == {}
    say(world, "uid:1", "HG-3", yes=True)
    assert world.counts("households", MARCH) == (1, 0, 8)


def test_a_namesake_of_an_official_is_an_ordinary_member(world: World) -> None:
    officials = [["Họ và tên", "Chức danh", "Thôn"], ["Trần Thị Hoà", "Công an xã", ""]]
    world.load("official", officials, REGISTER_DAY)
    load(world, member("N1", "1", "Trần Thị Hoà"))
    assert rungs(world) == {"Trần Thị Hoà": [("HG-3", "exact_name")]}


def test_a_denied_suggestion_does_not_come_back(world: World) -> None:
    load(world, member("N1", "1", "Trần Thị Hoà"))
    step = say(world, "uid:1", "HG-3", yes=False)
    assert rungs(world) == {}
    assert world.counts("households", MARCH) == (0, 0, 8)
    load(world, member("N1", "1", "Trần Thị Hoà"), day=JUNE)
    assert rungs(world, JUNE) == {}
    decisions.take_back(
        world.store, world.config, step, reason="", decided_by="test", at=world.clock + timedelta(hours=1)
    )
    assert rungs(world, JUNE) == {"Trần Thị Hoà": [("HG-3", "exact_name")]}


def test_the_denied_one_out_of_a_tie_leaves_the_other_as_the_best(world: World) -> None:
    load(world, member("N1", "1", "Phạm Văn Đức"))
    assert world.counts("households", MARCH) == (0, 0, 8)
    say(world, "uid:1", "HG-5", yes=False)
    assert world.counts("households", MARCH) == (0, 1, 8)


def test_a_decision_outlives_a_changed_display_name_where_the_uid_is_known(confirmed: World) -> None:
    load(confirmed, member("N1", "1", "Hoa Nắng"), day=DECEMBER)
    assert confirmed.of("households", DECEMBER).numerator == 1
    (decision,) = decisions.decisions(confirmed.store, confirmed.config)
    assert decision.stale == ("member_renamed",), "it counts, and a person is asked to look"


def test_a_decision_about_a_mere_name_ends_with_the_name_and_is_shown_as_stale(world: World) -> None:
    load(world, member("N1", "", "Trần Thị Hoà"))
    say(world, "name:N1:Trần Thị Hoà", "HG-3", yes=True)
    assert world.of("households", MARCH).numerator == 1
    load(world, member("N1", "", "Hoa Nắng"), day=DECEMBER)
    assert world.of("households", MARCH).numerator == 1
    assert world.of("households", DECEMBER).numerator == 0
    (decision,) = decisions.decisions(world.store, world.config)
    assert decision.stale == ("member_gone",)


def test_a_decision_counts_from_the_day_the_member_was_first_seen_and_by_what_was_known(world: World) -> None:
    load(world, member("N1", "1", "Trần Thị Hoà"), day=MARCH)
    load(world, member("N1", "1", "Trần Thị Hoà"), day=DECEMBER)
    before = world.clock
    say(world, "uid:1", "HG-3", yes=True)
    assert [found.numerator for found in world.over("households", MARCH, JUNE, DECEMBER)] == [1, 1, 1]
    then = world.status(DECEMBER, before).of("households")
    assert (then.numerator, then.waiting) == (0, 1)


def test_a_short_name_for_the_full_one_is_the_same_person_still(confirmed: World) -> None:
    load(confirmed, member("N1", "1", "HOA TRAN thôn 1"), day=DECEMBER)
    (decision,) = decisions.decisions(confirmed.store, confirmed.config)
    assert decision.stale == ()


@pytest.mark.parametrize(
    ("row", "stale"),
    [
        (["HG-3", "Trần Thị Hoà", "T1", ""], ()),
        (["HG-3", "TRẦN THỊ HOÀ", "T1", ""], ()),
        (["HG-3", "Trần Văn Sơn", "T1", ""], ("entity_renamed",)),
        (["HG-9", "Trần Thị Hoà", "T1", ""], ("entity_gone",)),
    ],
)
def test_what_has_changed_on_the_register_is_told(confirmed: World, row: list[object], stale: tuple[str, ...]) -> None:
    confirmed.load("household", [HOUSEHOLDS[0], row], JUNE)
    (decision,) = decisions.decisions(confirmed.store, confirmed.config, DECEMBER)
    assert decision.stale == stale
    assert confirmed.of("households", DECEMBER).numerator == (0 if "entity_gone" in stale else 1)


def test_one_person_speaks_for_one_household_the_newer_word_wins(world: World) -> None:
    load(world, member("N1", "1", "Phạm Văn Đức"))
    say(world, "uid:1", "HG-5", yes=True)
    step = say(world, "uid:1", "HG-6", yes=True)
    assert [(change.entity_code, change.before, change.after) for change in step] == [
        ("HG-5", True, None),
        ("HG-6", None, True),
    ]
    assert world.of("households", MARCH).numerator == 1
    decisions.take_back(
        world.store, world.config, step, reason="", decided_by="test", at=world.clock + timedelta(hours=1)
    )
    (left,) = decisions.decisions(world.store, world.config)
    assert (left.entity_code, left.confirmed) == ("HG-5", True)


def test_one_uid_in_two_groups_is_one_person(world: World) -> None:
    load(world, member("N1", "1", "Trần Thị Hoà"))
    load(world, member("N2", "1", "Trần Thị Hoà"))
    queue = reviewing.queue(world.store, world.config, MARCH)
    assert queue.people == 1 and len(queue.cards) == 1
    say(world, "uid:1", "HG-3", yes=True)
    assert reviewing.queue(world.store, world.config, MARCH).people == 0


def test_the_newest_register_speaks_for_new_suggestions(world: World) -> None:
    load(world, member("N1", "1", "Trần Thị Hoà"), member("N1", "2", "Đỗ Văn Mạnh"))
    world.load("household", [HOUSEHOLDS[0], ["HG-9", "Đỗ Văn Mạnh", "T1", ""]], JUNE)
    assert rungs(world) == {"Trần Thị Hoà": [("HG-3", "exact_name")]}
    assert rungs(world, JUNE) == {"Đỗ Văn Mạnh": [("HG-9", "exact_name")]}


def test_the_range_says_what_confirming_would_do_to_the_verdict(world: World) -> None:
    """Six of eight are needed for 70 %: four count, two wait."""
    load(
        world,
        *[member("N1", str(n), "x", household=f"HG-{n}") for n in (1, 2, 4, 5)],
        member("N1", "7", "Trần Thị Hoà"), member("N2", "8", "Vũ Đình Toàn"),
    )  # fmt: skip
    row = world.of("households", MARCH)
    assert (row.numerator, row.waiting, row.denominator) == (4, 2, 8)
    assert (row.verdict, row.if_confirmed) == (Verdict.NOT_MET, Verdict.MET)
    assert [(v.code, v.numerator, v.waiting) for v in row.villages] == [("T1", 4, 1), ("T2", 0, 1)]


def test_all_words_of_one_step_are_kept_or_none(world: World) -> None:
    load(world, member("N1", "1", "Trần Thị Hoà"))
    sayings = [decisions.Saying("uid:1", "HG-3", True), decisions.Saying("uid:1", "HG-99", True)]
    with pytest.raises(UserError, match="HG-99"):
        decisions.decide(world.store, world.config, sayings, reason="hỏi", decided_by="test", at=datetime(2024, 6, 1))
    assert decisions.decisions(world.store, world.config) == ()


def test_businesses_and_institutions_are_found_by_their_representative_or_by_their_own_name(world: World) -> None:
    businesses = [
        ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "Thôn"],
        ["2800000001", "Công ty TNHH An Phát", "Công ty TNHH", "Đỗ Văn Mạnh", "T1"],
        ["2800000002", "Công ty TNHH Sông Lèn", "Công ty TNHH", "Cao Thị Yến", ""],
        ["2800000003", "HTX Đồng Tâm", "Hợp tác xã", "Hà Văn Long", "T1"],
    ]
    world.load("business", businesses, REGISTER_DAY)
    load(
        world,
        member("N1", "1", "Đỗ Văn Mạnh"), member("N1", "2", "Vật liệu Sông Lèn"), member("N1", "3", "Hà Văn Long"),
        member("N2", "4", "Đỗ Văn Mạnh"), member("N1", "5", "Mạnh"),
    )  # fmt: skip
    found = {(row.member, row.entity_code) for row in suggested(world)}
    assert found == {("uid:1", "2800000001"), ("uid:2", "2800000002")}
    assert world.counts("businesses", MARCH) == (0, 2, 2)
