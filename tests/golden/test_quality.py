"""How far figures can be trusted, in a commune of three villages small enough to count by hand.

Registers of 31/12/2023: villages T1, T2, T3; groups BCD, N1, N2, N3; businesses B1 (0912 000 010) and B2.
No list of institutions and no log of reports is ever loaded, and no household list of Thôn 3.
Households:
    Thôn 1, 31/12/2023: H1 and H2 share 0912 000 001; H3 and H4 are one head with 0912 000 003; H5 has a status that nobody
        knows and is rejected
    Thôn 2, 31/12/2023: H6; one row without a head is rejected
    Thôn 2, 31/3/2024: H2 (0912 000 001), H6 (no phone), H7 and H8 (different heads, one landline)

Seen on 31/3/2024:
    H2 stands in both villages and belongs to the newer list: Thôn 1 counts H1, H3, H4; Thôn 2 counts H2, H6, H7, H8 → 7
    mobile numbers of several households: …001 (H1, H2) and …003 (H3, H4) → 2 numbers, 4 households; landlines are none
    one head and number under two codes: H3, H4 → 2 · codes in two villages' lists: H2 → 1
    rejected and still open: H5. The rejected row of Thôn 2 went with its list on 31/3.
Lists of members:
    N2, 31/1/2024, 3 of 3: e declares H6; f says nothing; a has 0912 000 001
    N1, 31/3/2024, 4 of 5: a again; b declares H3; c declares H99, on no register; d has 0912 000 010
    a → H1 or H2, a tie · b → H3 · e → H6 · d → B1 by phone · c and f → nobody
    households: 2 of 7 by code · businesses: 1 of 2 by phone · members: 3 linked, 1 tied, 2 unlinked
    N2 is 60 days old (29 to the end of February, 31 in March), more than 45; N3 and BCD have no list.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.answers.households import MemberCount, RungCount
from kpi.answers.quality import GroupQuality, IndicatorTrust, Quality, Repetitions, VillageList, quality
from kpi.judgement.trust import FigureDoubt
from tests.worlds import World, made_once

REGISTER_DAY, JANUARY, MARCH = date(2023, 12, 31), date(2024, 1, 31), date(2024, 3, 31)
HOUSEHOLD_HEADER = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]
MEMBER_HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ", "Tổng thành viên"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups(3)
    world.load(
        "household",
        [
            HOUSEHOLD_HEADER,
            ["H1", "Nguyễn Văn A", "Thôn 1", "0912000001", ""],
            ["H2", "Nguyễn Văn B", "Thôn 1", "0912000001", ""],
            ["H3", "Nguyễn Văn C", "Thôn 1", "0912000003", ""],
            ["H4", "Ông  nguyễn văn C", "Thôn 1", "0912 000 003", ""],
            ["H5", "Nguyễn Văn D", "Thôn 1", "", "ở đâu đó"],
        ],
        REGISTER_DAY,
    )
    world.load(
        "household",
        [HOUSEHOLD_HEADER, ["H6", "Lê Thị E", "Thôn 2", "", ""], ["H9", "", "Thôn 2", "", ""]],
        REGISTER_DAY,
    )
    world.load(
        "household",
        [
            HOUSEHOLD_HEADER,
            ["H2", "Nguyễn Văn B", "Thôn 2", "0912000001", ""],
            ["H6", "Lê Thị E", "Thôn 2", "", ""],
            ["H7", "Lê Thị G", "Thôn 2", "0237 3721150", ""],
            ["H8", "Lê Thị H", "Thôn 2", "0237 3721150", ""],
        ],
        MARCH,
    )
    world.load(
        "business",
        [
            ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Số điện thoại", "Tình trạng"],
            ["B1", "Công ty TNHH Một", "Công ty TNHH", "0912000010", "Đang hoạt động"],
            ["B2", "Công ty TNHH Hai", "Công ty TNHH", "", "Đang hoạt động"],
        ],
        REGISTER_DAY,
    )
    world.load(
        "membership",
        [
            MEMBER_HEADER,
            ["N2", "1005", "e", "", "H6", "3"],
            ["N2", "1006", "f", "", "", "3"],
            ["N2", "1001", "a", "0912000001", "", "3"],
        ],
        JANUARY,
    )
    world.load(
        "membership",
        [
            MEMBER_HEADER,
            ["N1", "1001", "a", "0912000001", "", "5"],
            ["N1", "1002", "b", "", "H3", "5"],
            ["N1", "1003", "c", "", "H99", "5"],
            ["N1", "1004", "d", "0912000010", "", "5"],
        ],
        MARCH,
    )
    return world


def seen(world: World, day: date) -> Quality:
    return quality(world.store, world.config, day)


def test_a_village_without_its_own_household_list_is_named(world: World) -> None:
    answer = seen(world, MARCH)
    assert answer.villages == (
        VillageList("T1", "Thôn 1", REGISTER_DAY, 91, 3),
        VillageList("T2", "Thôn 2", MARCH, 0, 4),
        VillageList("T3", "Thôn 3", None, None, 0),
    )
    assert [village.name for village in answer.villages_without_list] == ["Thôn 3"]
    assert sum(village.households for village in answer.villages) == world.of("households", MARCH).denominator


def test_every_group_says_how_old_and_how_full_its_list_is(world: World) -> None:
    groups = {group.code: group for group in seen(world, MARCH).groups}
    assert groups["N1"] == GroupQuality("N1", "Nhóm Thôn 1", MARCH, 0, False, 4, 5, None, False, 1, 5, False)
    assert groups["N2"] == GroupQuality("N2", "Nhóm Thôn 2", JANUARY, 60, True, 3, 3, None, True, 0, 3, False)
    assert [groups[code].listed_on for code in ("N3", "BCD")] == [None, None]
    assert seen(world, date(2024, 3, 16)).groups[2].stale is False  # 45 days
    assert seen(world, date(2024, 3, 17)).groups[2].stale is True  # 46 days


def test_what_the_counts_rest_on(world: World) -> None:
    answer = seen(world, MARCH)
    rungs = {row.indicator: (row.linked, row.entities, row.tied, row.rungs[:3]) for row in answer.links}
    nobody = RungCount("decided", 0)
    assert rungs == {
        "institutions": (0, 0, 0, (RungCount("declared", 0), nobody, RungCount("phone", 0))),
        "businesses": (1, 2, 0, (RungCount("declared", 0), nobody, RungCount("phone", 1))),
        "households": (2, 7, 1, (RungCount("declared", 2), nobody, RungCount("phone", 0))),
    }
    assert (answer.tied, answer.members) == (1, MemberCount(linked=3, tied=1, unlinked=2))


def test_rejected_rows_stay_open_while_their_list_is_in_use(world: World) -> None:
    (open_one,) = seen(world, MARCH).rejections
    assert (open_one.dataset, open_one.file, open_one.as_of, open_one.rejected) == (
        "household", "household-3.csv", REGISTER_DAY, 1,
    )  # fmt: skip
    assert open_one.rows == ((6, "Tình trạng"),)
    assert seen(world, JANUARY).rejected_rows == 2


def test_households_named_more_than_once(world: World) -> None:
    assert seen(world, MARCH).repetitions == Repetitions(2, 4, 1, 2)
    assert seen(world, JANUARY).repetitions == Repetitions(2, 4, 0, 2)


def test_what_speaks_against_each_figure(world: World) -> None:
    lists: tuple[FigureDoubt, ...] = (FigureDoubt.LISTS_MISSING, FigureDoubt.LISTS_INCOMPLETE, FigureDoubt.LISTS_STALE)
    assert seen(world, MARCH).indicators == (
        IndicatorTrust("institutions", None, None, (FigureDoubt.NO_REGISTER, *lists)),
        IndicatorTrust("villages", REGISTER_DAY, 91, lists),
        IndicatorTrust("businesses", REGISTER_DAY, 91, lists),
        IndicatorTrust(
            "households",
            REGISTER_DAY,
            91,
            (FigureDoubt.VILLAGES_MISSING, FigureDoubt.ROWS_REJECTED, *lists, FigureDoubt.TIES),
        ),
        IndicatorTrust("processed_reports", None, None, (FigureDoubt.NO_REGISTER,)),
    )


def test_a_register_is_old_after_a_whole_year(world: World) -> None:
    def old(day: date) -> set[str]:
        return {row.indicator for row in seen(world, day).indicators if "old_register" in row.doubts}

    assert (date(2024, 12, 31) - REGISTER_DAY).days == world.config.attention.old_register_days == 366
    assert old(date(2024, 12, 31)) == set()
    assert old(date(2025, 1, 1)) == {"villages", "businesses", "households"}


def test_before_the_first_list_everything_is_missing_and_nothing_breaks(world: World) -> None:
    answer = seen(world, date(2023, 12, 30))
    assert (answer.villages, answer.groups, answer.rejections) == ((), (), ())
    assert all("no_register" in row.doubts for row in answer.indicators)
    assert answer.repetitions == Repetitions(0, 0, 0, 0)


def test_a_list_taken_back_is_not_in_use(world: World) -> None:
    batch = next(batch for batch in world.store.batches() if batch.file == "household-3.csv")
    with world.store.writing() as writer:
        writer.note_undo(batch.batch, undone=True, known_at=world.clock, done_by="test", reason="")
    answer = seen(world, MARCH)
    assert answer.rejections == ()
    assert [village.name for village in answer.villages_without_list] == ["Thôn 1", "Thôn 3"]


@pytest.mark.parametrize(("members", "nearly_full"), [(8, False), (9, True)])  # the limit is 90 % of 10
def test_a_group_at_nine_tenths_of_its_maximum(tmp_path: Path, members: int, nearly_full: bool) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    rows = [["N1", str(2000 + number), f"m{number}", "10"] for number in range(members)]
    world.load("membership", [["Nhóm", "Mã thành viên", "Tên hiển thị", "Sĩ số tối đa"], *rows], MARCH)
    group = next(group for group in seen(world, MARCH).groups if group.code == "N1")
    assert (group.members, group.max_members, group.nearly_full) == (members, 10, nearly_full)


def test_a_case_log_counts_while_it_holds_a_newest_row(tmp_path: Path) -> None:
    """The log of February repeats X1 of January's and leaves out X2: both logs are in use, a repeated X2 ends it."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    header = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận"]
    broken = ["X9", "Phản ánh", "không rõ"]
    world.load("case", [header, ["X1", "Phản ánh", "05/01/2024"], ["X2", "Phản ánh", "06/01/2024"], broken], JANUARY)
    world.load("case", [header, ["X1", "Phản ánh", "05/01/2024"]], date(2024, 2, 29))
    assert seen(world, MARCH).rejected_rows == 1
    world.load("case", [header, ["X2", "Phản ánh", "06/01/2024"]], MARCH)
    assert seen(world, MARCH).rejected_rows == 0


def test_rows_handed_in_again_are_no_longer_open(world: World) -> None:
    """H5 with a status that is known, as an addition to Thôn 1: T1 counts H1, H3, H4, H5."""
    mended = ["H5", "Nguyễn Văn D", "Thôn 1", "", "Đang cư trú"]
    world.load("household", [["DANH SÁCH BỔ SUNG"], HOUSEHOLD_HEADER, mended], REGISTER_DAY)
    answer = seen(world, MARCH)
    assert answer.rejections == ()
    assert answer.villages[0] == VillageList("T1", "Thôn 1", REGISTER_DAY, 91, 4)


def test_rows_added_to_a_list_do_not_shrink_the_group(tmp_path: Path) -> None:
    """Two of N1 in February; in March one row is handed in again, and the list of it states no total: 2 are in the group."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    header = ["Nhóm", "Mã thành viên", "Tên hiển thị"]
    world.load("membership", [header, ["N1", "1001", "a"], ["N1", "1002", "b"]], date(2024, 2, 29))
    world.load("membership", [["DANH SÁCH BỔ SUNG"], header, ["N1", "1002", "b"]], MARCH)
    group = next(group for group in seen(world, MARCH).groups if group.code == "N1")
    assert (group.members, group.size, group.listed_on) == (2, 2, date(2024, 2, 29))
    assert (group.added, group.added_on) == (1, MARCH)
