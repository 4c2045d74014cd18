"""The plan's structural requirements in a commune small enough to count by hand.

Registers of 31/12/2023: villages T1, T2, T3; businesses B1; institutions DV1 (0912 000 099); households H1 of Thôn 1.
Groups: BCD; N1 of Thôn 1; N2 and N2B of Thôn 2; D1 of a school. Thôn 3 has none.
    manager: BCD and N1 the same man, N2B another, N2 nobody · rules: x but of N2, which does not say · approved list: N1 no
Officials: committee head …001, deputies Hai …002 and Ba, members Bốn …004 and Năm …005; Thôn 1: head …006, area police Bảy …007,
    village committee Tám …008; Thôn 2: head …009; commune police Mười of no village …010; Thôn 3: head.

Lists of 31/3/2024:
    BCD, 4 of 4: owner by …001; Hai a deputy by name; Ba a plain member; Bốn a member by name; Năm is not there
        → S2: owner yes, deputies 1 of 2, members 1 of 2
    N1, 8 of 8: owner by …006; Bảy a deputy by name; Tám, who gives no component; one of the criminal police; one who declares H1;
        one who calls himself a household's representative; one who declares B1; one with DV1's number
        → village committee 1 (post), criminal police 1, agencies 1 (link), businesses 1 (link), households 2 (1 list, 1 link)
    N2, 3 of 9: owner is a stranger; Mười a deputy by name; one active citizen → what is not there may be on the six other rows
    N2B: no list
S4 asks 2 of each group and 1 of a village without: N1 2 met; N2 police met, owner unknown; N2B both unknown; Thôn 3 → 3 of 7
S5 asks 7 of N1, N2, N2B and Thôn 3, without the order police, which the office declared not to exist: 24
    N1 5 met, active citizens missing · N2 1 met, 5 unknown · N2B 6 unknown · Thôn 3 6 missing → 6 of 24, 7 missing, 11 unknown
S6: 3 of 4 · S7: rules 3 of 4, approved lists 3 of 4 → 6 of 8, one missing, one unknown
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpi.answers.status import status
from kpi.answers.structure import structure
from kpi.answers.structure.answer import Part, Presence, Requirement, RequirementState, Size, StructureAnswer
from kpi.answers.structure.growth import year_before
from kpi.config.models import NotApplicable, Structure, StructureEntry
from kpi.domain.datasets import COMPONENTS
from kpi.store import open_store
from kpi.vietnamese.text import name_key
from tests.worlds import World

REGISTER_DAY, MARCH = date(2023, 12, 31), date(2024, 3, 31)
MET, MISSING, UNKNOWN, NOT_APPLICABLE = (
    RequirementState.MET,
    RequirementState.MISSING,
    RequirementState.NO_DATA,
    RequirementState.NOT_APPLICABLE,
)
MEMBER_HEADER = [
    "Nhóm", "Mã thành viên", "Tên hiển thị", "Vai trò", "Số điện thoại", "Mã hộ", "Mã đơn vị / MST", "Thành phần", "Tổng thành viên",
]  # fmt: skip
GROUPS = [
    ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn", "Người quản lý", "Quy chế", "Danh sách phê duyệt"],
    ["BCD", "Nhóm BCĐ", "Ban chỉ đạo", "", "Trần Văn Quản", "x", "x"],
    ["N1", "Nhóm Một", "Thôn", "Thôn 1", "Ông trần văn quản", "x", "không"],
    ["N2", "Nhóm Hai", "Thôn", "Thôn 2", "", "", "x"],
    ["N2B", "Nhóm Hai B", "Thôn", "Thôn 2", "Lê Thị Lý", "x", "x"],
    ["D1", "Nhóm Trường", "Đơn vị", "", "", "", ""],
]
OFFICIALS = [
    ["Họ và tên", "Chức danh", "Thôn", "Số điện thoại"],
    ["Nguyễn Văn Đầu", "Trưởng Ban chỉ đạo", "", "0912000001"],
    ["Nguyễn Thị Hai", "Phó Trưởng Ban chỉ đạo", "", "0912000002"],
    ["Nguyễn Văn Ba", "Phó Trưởng Ban chỉ đạo", "", ""],
    ["Lê Văn Bốn", "Ủy viên Ban chỉ đạo", "", "0912000004"],
    ["Lê Thị Năm", "Ủy viên Ban chỉ đạo", "", "0912000005"],
    ["Phạm Văn Sáu", "Trưởng thôn", "Thôn 1", "0912000006"],
    ["Phạm Văn Bảy", "Công an khu vực", "Thôn 1", "0912000007"],
    ["Phạm Thị Tám", "Ban cán sự thôn", "Thôn 1", "0912000008"],
    ["Hoàng Văn Chín", "Trưởng thôn", "Thôn 2", "0912000009"],
    ["Hoàng Văn Mười", "Công an xã", "", "0912000010"],
    ["Đỗ Văn Tư", "Trưởng thôn", "Thôn 3", ""],
]
NO_ORDER_POLICE = NotApplicable(start=REGISTER_DAY, component="order_police", reason="Xã không có")


def member(
    group: str, uid: int, name: str, role: str = "", phone: str = "", total: int = 0, **said: str
) -> list[object]:
    cells = [said.get(key, "") for key in ("household", "organisation", "component")]
    return [group, str(uid), name, role, phone, *cells, str(total or "")]


def lists(world: World, day: date) -> None:
    world.load(
        "membership",
        [
            MEMBER_HEADER,
            member("BCD", 1001, "dau", "Trưởng nhóm", "0912000001", 4),
            member("BCD", 1002, "Bà Nguyễn Thị Hai", "Phó nhóm", "", 4),
            member("BCD", 1003, "nguyễn văn ba", "Thành viên", "", 4),
            member("BCD", 1004, "Lê Văn Bốn", "Thành viên", "", 4),
            member("N1", 2001, "Sáu Thôn 1", "Trưởng nhóm", "0912000006", 8),
            member("N1", 2002, "Phạm Văn Bảy", "Phó nhóm", "", 8),
            member("N1", 2003, "Phạm Thị Tám", "Thành viên", "", 8),
            member("N1", 2004, "CSHS", "Thành viên", "", 8, component="Cảnh sát hình sự"),
            member("N1", 2005, "a", "Thành viên", "", 8, household="H1"),
            member("N1", 2006, "b", "Thành viên", "", 8, component="Đại diện hộ gia đình"),
            member("N1", 2007, "c", "Thành viên", "", 8, organisation="B1"),
            member("N1", 2008, "d", "Thành viên", "0912000099", 8),
            member("N2", 3001, "Vũ Văn Lạ", "Trưởng nhóm", "", 9),
            member("N2", 3002, "Hoàng Văn Mười", "Phó nhóm", "", 9),
            member("N2", 3003, "e", "Thành viên", "", 9, component="Quần chúng tích cực"),
        ],
        day,
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World.empty(tmp_path_factory.mktemp("structure"))
    villages = [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"], ["T2", "Thôn 2"], ["T3", "Thôn 3"]]
    household = [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Bùi Văn A", "Thôn 1"]]
    business = [["Mã số thuế", "Tên doanh nghiệp", "Loại hình"], ["B1", "Công ty TNHH Một", "Công ty TNHH"]]
    institution = [["Mã đơn vị", "Tên đơn vị", "Loại", "Số điện thoại"], ["DV1", "Trạm Y tế", "Đơn vị", "0912000099"]]
    for dataset, rows in (
        ("village", villages), ("group", GROUPS), ("household", household), ("business", business),
        ("institution", institution), ("official", OFFICIALS),
    ):  # fmt: skip
        world.load(dataset, rows, REGISTER_DAY)
    lists(world, MARCH)
    return world


def seen(world: World, day: date, *, compared: date = REGISTER_DAY, **written: object) -> StructureAnswer:
    config = replace(world.config, structure=Structure(**written))  # type: ignore[arg-type]
    return structure(world.store, config, day, compared)


@pytest.fixture(scope="module")
def answer(world: World) -> StructureAnswer:
    return seen(world, MARCH, not_applicable=(NO_ORDER_POLICE,))


def of(answer: StructureAnswer, name: str) -> Requirement:
    return next(row for row in answer.requirements if row.id == name)


def told(parts: tuple[Part, ...]) -> set[tuple[str, str, str]]:
    return {(part.what, part.where, part.cause) for part in parts}


def test_how_each_requirement_stands(answer: StructureAnswer) -> None:
    assert [(row.id, row.state, row.met, row.applying) for row in answer.requirements] == [
        ("S1", MET, 1, 1),
        ("S2", MISSING, 1, 3),
        ("S3", MISSING, 2, 3),
        ("S4", MISSING, 3, 7),
        ("S5", MISSING, 6, 24),
        ("S6", MISSING, 3, 4),
        ("S7", MISSING, 6, 8),
        ("S8", UNKNOWN, 0, 7),
        ("S9", UNKNOWN, 0, 8),
        ("S10", UNKNOWN, 0, 3),
        ("S11", RequirementState.LISTED, 0, 0),
    ]
    assert len(answer.counted) == 10
    assert [row.id for row in answer.in_state(MET)] == ["S1"]


def test_who_is_missing_in_the_committees_group(answer: StructureAnswer) -> None:
    assert [(part.what, part.state, part.found, part.wanted) for part in of(answer, "S2").parts] == [
        ("committee_owner", MET, 1, 1),
        ("committee_deputies", MISSING, 1, 2),
        ("committee_members", MISSING, 1, 2),
    ]


def test_a_village_without_group_is_missing_and_one_with_two_is_told(answer: StructureAnswer) -> None:
    villages = of(answer, "S3")
    assert told(villages.in_state(MISSING)) == {("village_group", "Thôn 3", "")}
    assert villages.remarks == (Part(MET, "several_groups", "Thôn 2", 2),)


def test_absence_is_claimed_only_where_a_list_shows_it(answer: StructureAnswer) -> None:
    seats = of(answer, "S4")
    assert told(seats.in_state(MISSING)) == {("village_group", "Thôn 3", "")}
    assert told(seats.in_state(UNKNOWN)) == {
        ("village_owner", "Nhóm Hai", "partial"),
        ("village_owner", "Nhóm Hai B", "no_list"),
        ("police_deputy", "Nhóm Hai B", "no_list"),
    }


def test_the_seats_of_a_village_are_those_of_the_strict_rule(world: World, answer: StructureAnswer) -> None:
    """Thôn 1 only: of Thôn 2 the owner is a stranger."""
    rules = replace(world.config, participation=replace(world.config.participation, village_rule="strict"))
    strict = status(world.store, rules, MARCH).of("villages")
    seated = {part.where for part in of(answer, "S4").in_state(MET) if part.what == "village_owner"}
    assert strict.numerator == 1
    assert seated == {"Thôn 1"}


def test_the_matrix_of_components(answer: StructureAnswer) -> None:
    assert [(row.village, row.group) for row in answer.components] == [
        ("Thôn 1", "Nhóm Một"), ("Thôn 2", "Nhóm Hai"), ("Thôn 2", "Nhóm Hai B"), ("Thôn 3", None),
    ]  # fmt: skip
    states = [[cell.part.state for cell in row.cells] for row in answer.components]
    assert states == [
        [MET, MET, NOT_APPLICABLE, MET, MET, MET, MISSING],
        [UNKNOWN, UNKNOWN, NOT_APPLICABLE, UNKNOWN, UNKNOWN, UNKNOWN, MET],
        [UNKNOWN, UNKNOWN, NOT_APPLICABLE, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN],
        [MISSING, MISSING, NOT_APPLICABLE, MISSING, MISSING, MISSING, MISSING],
    ]
    assert [cell.part.cause for cell in answer.components[1].cells][:2] == ["partial", "partial"]
    assert answer.components[0].cells[2].part.reason == "Xã không có"


def test_a_component_says_what_it_rests_on(answer: StructureAnswer) -> None:
    first = {
        cell.component: (cell.part.found, cell.by_list, cell.by_post, cell.by_link)
        for cell in answer.components[0].cells
    }
    assert first == {
        "village_committee": (1, 0, 1, 0),
        "criminal_police": (1, 1, 0, 0),
        "order_police": (0, 0, 0, 0),
        "agency_official": (1, 0, 0, 1),
        "business_official": (1, 0, 0, 1),
        "household": (2, 1, 0, 1),
        "active_citizen": (0, 0, 0, 0),
    }
    assert tuple(first) == COMPONENTS


def test_managers_rules_and_approved_lists(answer: StructureAnswer) -> None:
    managers, rules = of(answer, "S6"), of(answer, "S7")
    assert told(managers.in_state(MISSING)) == {("manager", "Nhóm Hai", "")}
    assert managers.remarks == (Part(MET, "shared_manager", found=2),)
    assert told(rules.in_state(MISSING)) == {("approved_list", "Nhóm Một", "")}
    assert told(rules.in_state(UNKNOWN)) == {("rules", "Nhóm Hai", "not_said")}


def test_further_groups_are_listed(answer: StructureAnswer) -> None:
    assert [part.where for part in of(answer, "S11").parts] == ["Nhóm Trường"]
    assert of(answer, "S11").remarks == ()


def test_before_any_member_list_nobody_is_called_missing(world: World) -> None:
    answer = seen(world, date(2024, 3, 30))
    assert {part.cause for part in of(answer, "S2").parts} == {"no_list"}
    assert {cell.part.cause for row in answer.components[:3] for cell in row.cells} == {"no_list"}
    assert [(group.now, group.sizes) for group in answer.groups] == [(None, ())] * 5


def test_before_the_list_of_groups_there_is_nothing_to_ask_for(world: World) -> None:
    answer = seen(world, date(2023, 12, 30))
    assert answer.groups == ()
    assert not answer.in_state(MET)


ENTRY = {"start": date(2024, 1, 10), "basis": "Biên bản"}


def entry(**said: object) -> StructureEntry:
    return StructureEntry(**(ENTRY | said))  # type: ignore[arg-type]


def test_public_posting_is_what_the_office_wrote(world: World) -> None:
    """3 places of the commune, 3 houses of culture, no flats: 2 of 6; the police's office is not posted, 3 are unknown."""
    entries = (
        entry(item="posting", place="reception", state=True),
        entry(item="posting", place="procedures", state=False),
        entry(item="posting", place="culture_house", village="T1", state=True),
        entry(item="posting", place="culture_house", village="T9", state=True),
        entry(item="qr", place="office", state=True),
    )
    none = NotApplicable(start=REGISTER_DAY, place="apartments", reason="Không có khu chung cư")
    posting = of(seen(world, MARCH, entries=entries, not_applicable=(none,)), "S8")
    assert (posting.state, posting.met, posting.applying) == (MISSING, 2, 6)
    assert told(posting.in_state(MISSING)) == {("procedures", "", "")}
    assert told(posting.in_state(UNKNOWN)) == {("office", "", "not_written")} | {
        ("culture_house", village, "not_written") for village in ("Thôn 2", "Thôn 3")
    }
    assert [part.reason for part in posting.in_state(NOT_APPLICABLE)] == ["Không có khu chung cư"]
    assert [part.where for part in posting.remarks] == ["T9"]


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2024, 1, 9), UNKNOWN), (date(2024, 1, 10), MET), (date(2024, 2, 29), MET), (date(2024, 3, 1), UNKNOWN)],
)
def test_an_entry_holds_from_its_first_day_to_its_last(world: World, day: date, state: RequirementState) -> None:
    page = entry(item="page", state=True, end=date(2024, 2, 29))
    assert of(seen(world, day, entries=(page,)), "S9").parts[0].state is state


def test_publicity_stays_done_and_is_counted(world: World) -> None:
    """Thôn 1 twice, Thôn 2 known not to have had any, Thôn 3 nothing written; one in April has not happened yet."""
    entries = (
        entry(item="publicity", village="T1", state=True, end=date(2024, 1, 10)),
        entry(item="publicity", village="T1", state=True, start=MARCH),
        entry(item="publicity", village="T2", state=False),
        entry(item="publicity", village="T3", state=True, start=date(2024, 4, 1)),
    )
    parts = of(seen(world, MARCH, entries=entries), "S10").parts
    assert [(part.where, part.state, part.found) for part in parts] == [
        ("Thôn 1", MET, 2), ("Thôn 2", MISSING, 0), ("Thôn 3", UNKNOWN, 0),
    ]  # fmt: skip


ACTIVITIES: list[list[object]] = [
    ["Loại hoạt động", "Ngày thực hiện", "Thôn", "Nơi niêm yết", "Số lượng", "Có mã QR"],
    ["Niêm yết", "10/1/2024", "", "Trụ sở UBND xã", "", "x"],
    ["Niêm yết", "10/1/2024", "Thôn 1", "Nhà văn hóa thôn", "", ""],
    ["Niêm yết", "10/1/2024", "", "Nhà văn hóa thôn", "", ""],  # of which village, nobody says
    ["Buổi tuyên truyền", "12/1/2024", "Thôn 1", "", "2", ""],
    ["Buổi tuyên truyền", "12/1/2024", "", "", "", ""],  # of the whole commune
    ["Tin, bài đăng", "05/2/2024", "Thôn 2", "", "3", ""],
    ["Đăng hướng dẫn TTHC", "01/3/2024", "", "", "", ""],
]


@pytest.fixture
def active(world: World, tmp_path: Path) -> World:
    """The same commune with a list of what it did; of its own, since the others share theirs."""
    shutil.copy(world.store.path, tmp_path / "kpi.duckdb")
    own = World(tmp_path, open_store(tmp_path / "kpi.duckdb"), world.config, world.clock)
    own.load("activity", ACTIVITIES, MARCH)
    return own


def test_a_list_of_activities_answers_s8_to_s10(active: World) -> None:
    """By 31/3: posted at the office and in Thôn 1 (2 of 7), a QR code at the office and the page (2 of 8), publicity in Thôn 1 twice
    and in Thôn 2 three times (2 of 3); by 31/1 no page and nothing in Thôn 2 yet."""
    answer = seen(active, MARCH)
    assert [(one.met, one.applying, one.state) for one in (of(answer, name) for name in ("S8", "S9", "S10"))] == [
        (2, 7, UNKNOWN), (2, 8, UNKNOWN), (2, 3, UNKNOWN),
    ]  # fmt: skip
    assert [part.found for part in of(answer, "S10").parts] == [2, 3, 0]
    january = seen(active, date(2024, 1, 31))
    assert [of(january, name).met for name in ("S8", "S9", "S10")] == [2, 1, 1]


def test_what_the_office_writes_later_holds_and_one_occasion_counts_once(active: World) -> None:
    """The office wrote on 1/3 that nothing hangs at the office any more, and of the sessions of 12/1 in Thôn 1 what the list says."""
    entries = (
        entry(item="posting", place="office", state=False, start=date(2024, 3, 1)),
        entry(item="posting", place="culture_house", village="T1", state=False, start=date(2024, 1, 9)),
        entry(item="publicity", village="T1", state=True, start=date(2024, 1, 12)),
        entry(item="publicity", village="T1", state=True, start=date(2024, 1, 13)),
    )
    answer = seen(active, MARCH, entries=entries)
    posting = of(answer, "S8")
    assert told(posting.in_state(MISSING)) == {("office", "", "")}
    assert told(posting.in_state(MET)) == {("culture_house", "Thôn 1", "")}
    assert [part.found for part in of(answer, "S10").parts] == [3, 3, 0]


def test_a_villages_own_reason_goes_before_the_communes(world: World) -> None:
    own = replace(NO_ORDER_POLICE, village="T1", reason="Riêng Thôn 1")
    rows = seen(world, MARCH, not_applicable=(NO_ORDER_POLICE, own)).components
    assert [row.cells[2].part.reason for row in rows[:2]] == ["Riêng Thôn 1", "Xã không có"]
    rows = seen(world, MARCH, not_applicable=(own,)).components
    assert [row.cells[2].part.state for row in rows[:2]] == [NOT_APPLICABLE, UNKNOWN]


def test_who_is_there_counts_even_where_nobody_was_to_be_expected(world: World) -> None:
    none = NotApplicable(start=REGISTER_DAY, component="criminal_police", reason="Xã không có")
    assert seen(world, MARCH, not_applicable=(none,)).components[0].cells[1].part.state is MET


def test_a_requirement_declared_not_to_apply_is_not_counted(world: World) -> None:
    page = NotApplicable(start=REGISTER_DAY, requirement="S9", reason="Chưa triển khai")
    first = NotApplicable(start=REGISTER_DAY, requirement="S1", reason="Không cần")
    answer = seen(world, MARCH, not_applicable=(page, first))
    assert (of(answer, "S9").state, of(answer, "S9").reason) == (NOT_APPLICABLE, "Chưa triển khai")
    assert of(answer, "S1").state is MET  # what is met stays met
    assert len(answer.counted) == 9


def small(folder: Path, officials: list[list[object]] | None, rows: list[list[object]]) -> StructureAnswer:
    world = World.empty(folder).with_villages_and_groups(1)
    if officials:
        world.load("official", [OFFICIALS[0], *officials], REGISTER_DAY)
    world.load("membership", [MEMBER_HEADER, *rows], MARCH)
    return seen(world, MARCH)


@pytest.mark.parametrize(
    ("officials", "role", "cause"),
    [
        (None, "Trưởng nhóm", "no_officials"),
        (OFFICIALS[5:6], "Trưởng nhóm", "no_post"),
        (OFFICIALS[6:7], "", "no_roles"),
        (OFFICIALS[6:7], "Thành viên", ""),
    ],
)
def test_why_nothing_can_be_said_of_an_owner(
    tmp_path: Path, officials: list[list[object]] | None, role: str, cause: str
) -> None:
    rows = [member("N1", 1, "Phạm Văn Sáu", role), member("N1", 2, "a", role)]
    owner = of(small(tmp_path, officials, rows), "S4").parts[0]
    assert (owner.state, owner.cause) == (UNKNOWN if cause else MISSING, cause)


def test_a_list_without_components_shows_nobody_missing(tmp_path: Path) -> None:
    answer = small(tmp_path, None, [member("N1", 1, "a")])
    assert {cell.part.cause for cell in answer.components[0].cells} == {"no_components"}
    assert of(answer, "S6").parts[0].cause == "no_managers"


def test_two_groups_of_the_committee_are_told_and_none_is_missing(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("group", [*GROUPS[:2], ["BCD2", *GROUPS[1][1:]]], MARCH)
    answer = seen(world, MARCH)
    assert of(answer, "S1").remarks == (Part(MET, "several_committee_groups", found=2),)
    assert told(of(answer, "S4").in_state(MISSING)) == {("village_group", "Thôn 1", "")}
    world.load("group", [GROUPS[0], ["N1", "Nhóm Một", "Thôn", "Thôn 1", "", "", ""]], date(2024, 4, 30))
    answer = seen(world, date(2024, 4, 30))
    assert [of(answer, name).state for name in ("S1", "S2")] == [MISSING, MISSING]


def test_without_the_list_of_villages_nothing_is_said_of_them(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    batch = next(batch for batch in world.store.batches() if batch.dataset == "village")
    with world.store.writing() as writer:
        writer.note_undo(batch.batch, undone=True, known_at=world.clock, done_by="test", reason="")
    answer = seen(world, MARCH)
    assert {part.cause for part in of(answer, "S3").parts} == {"no_villages"}
    assert of(answer, "S10").state is UNKNOWN
    assert [row.group for row in answer.components] == ["Nhóm Thôn 1"]


def test_how_a_group_grows_within_twelve_months(tmp_path: Path) -> None:
    """N1: 1 of 4 on 31/3/2024 (a year before, so left out), 2 on 1/4/2024, an addition that tells no total, 3 on 31/3/2025."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    header = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Tổng thành viên"]
    rows = [["N1", str(2000 + number), f"m{number}", ""] for number in range(3)]
    world.load("membership", [header, [*rows[0][:3], "4"]], MARCH)
    world.load("membership", [header, *rows[:2]], date(2024, 4, 1))
    world.load("membership", [["DANH SÁCH BỔ SUNG"], header, rows[2]], date(2024, 5, 31))
    world.load("membership", [header, *rows], date(2025, 3, 31))
    group = seen(world, date(2025, 3, 31), compared=MARCH).groups[-1]
    assert group.sizes == (Size(date(2024, 4, 1), 2), Size(date(2025, 3, 31), 3))
    assert (group.before, group.now, group.change) == (Size(MARCH, 4), Size(date(2025, 3, 31), 3), -1)
    late = seen(world, date(2027, 1, 31), compared=date(2026, 12, 31)).groups[-1]
    assert (late.sizes, late.now) == ((), Size(date(2025, 3, 31), 3))
    assert late.change is None  # one list speaks on both days: nobody has looked since


def test_a_year_before_a_leap_day() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(date(2025, 2, 28)) == date(2024, 2, 28)


def test_nobodys_name_is_in_the_answer(answer: StructureAnswer) -> None:
    said = repr(answer).lower()
    for name in (*(row[0] for row in OFFICIALS[1:]), *(row[4] for row in GROUPS[1:4] if row[4])):
        assert name_key(name) not in said


def test_presence_is_one_part_of_its_requirement(answer: StructureAnswer) -> None:
    cells: list[Presence] = [cell for row in answer.components for cell in row.cells]
    assert tuple(cell.part for cell in cells) == of(answer, "S5").parts
