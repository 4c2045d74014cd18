"""What is to be done, in a commune of two villages small enough to count by hand; both sides of each limit.

Registers of 31/12/2023: villages T1, T2; groups BCD, N1, N2. No list of enterprises, institutions or households of Thôn 2.
Thôn 1, 31/1/2024: H1 … H10; H9 and H10 share 0912 000 009; an eleventh row has a status that nobody knows and is rejected.
N1, 14/5/2024: a declares H1, b declares H2, c has 0912 000 009 (H9 or H10: a tie), d declares H77, on no register.
Households of Thôn 1: 2 of 10; 70 % are 7, so 5 are short until 31/12/2024.
    On Friday 28/6/2024 186 days are left: 5 × 7 / 186 → 1 a week. On 10/12/2024 21 are left: 35 / 21 = 1.67 → 2 a week.
Log of 30/6/2024, received 1/6: R1 due 27/6 · R2 due 28/6 · R3 due Wednesday 3/7 · R4 due 4/7 · R5 due 20/6, closed 19/6 ·
    R6 "Đã xử lý" without a day. Seen on Friday 28/6: three working days on is Wednesday 3/7.
Meeting on the figures of 28/6/2024; conclusions until 27/6, 28/6, 5/7 (seven days on), 6/7, without a day, and one that is done.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kpi.access.acting import acting_as
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.answers.tasks import Tasks, tasks
from kpi.config.models import TaskRoles
from kpi.domain.errors import UserError
from kpi.judgement.tasks import OpenTask, TaskKind, Urgency
from kpi.snapshots import freezing, meetings
from kpi.ui.parts.tasks import PLACES, in_words, post_of
from kpi.ui.todo import text
from tests.worlds import World, made_once

FRIDAY = date(2024, 6, 28)
KIND = TaskKind
MEMBERS = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ"]
LOG = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong", "Tình trạng"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups(2)
    rows = [[f"H{n}", f"Đặng Thị Bí Mật {n}", "Thôn 1", "0912000009" if n > 8 else "", ""] for n in range(1, 11)]
    header = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]
    world.load("household", [header, *rows, ["H11", "Lê Văn K", "Thôn 1", "", "ở đâu đó"]], date(2024, 1, 31))
    members = [
        ["N1", "1", "a", "", "H1"],
        ["N1", "2", "b", "", "H2"],
        ["N1", "3", "c", "0912000009", ""],
        ["N1", "4", "d", "", "H77"],
    ]
    world.load("membership", [MEMBERS, *members], date(2024, 5, 14))
    received = [
        ["R1", "27/6/2024", "", ""], ["R2", "28/6/2024", "", ""], ["R3", "3/7/2024", "", ""], ["R4", "4/7/2024", "", ""],
        ["R5", "20/6/2024", "19/6/2024", ""], ["R6", "", "", "Đã xử lý"],
    ]  # fmt: skip
    cases = [[code, "Phản ánh", "01/6/2024", due, closed, state] for code, due, closed, state in received]
    world.load("case", [LOG, *cases], date(2024, 6, 30))
    number = freezing.freeze(
        world.store, world.config, FRIDAY, date(2024, 5, 31), frozen_by="Thư ký", at=world.clock
    ).number
    until = [date(2024, 6, 27), FRIDAY, date(2024, 7, 5), date(2024, 7, 6), None, date(2024, 6, 1)]
    for place, day in enumerate(until, start=1):
        what = "Đến nhà bà Đặng Thị Bí Mật 3" if place == 2 else f"Việc {place}"
        meetings.conclude(world.store, number, what, "Trưởng thôn", day, noted_by="Thư ký", at=world.clock)
    meetings.note_state(world.store, 6, "done", "", noted_by="Thư ký", at=world.clock)
    return world


def on(world: World, day: date) -> Tasks:
    return tasks(world.store, world.config, day)


def shown(found: Tasks, *kinds: TaskKind) -> list[tuple[TaskKind, str, int, date | None, Urgency]]:
    return [(row.kind, row.about, row.count, row.day, row.urgency) for row in found.tasks if row.kind in kinds]


def test_everything_of_a_day_in_the_order_of_its_days(world: World) -> None:
    found = on(world, FRIDAY)
    late, now, ahead = ([(row.kind, row.about, row.count, row.day) for row in found.of(urgency)] for urgency in Urgency)
    assert late == [
        (KIND.REPORT_LATE, "R1", 1, date(2024, 6, 27)),
        (KIND.CONCLUSION, "Việc 1", 0, date(2024, 6, 27)),
    ]
    assert now == [
        (KIND.REPORTS_UNDATED, "", 1, None),
        (KIND.CONCLUSION, "Việc 5", 0, None),
        (KIND.REGISTER_MISSING, "businesses", 0, None),
        (KIND.REGISTER_MISSING, "institutions", 0, None),
        (KIND.VILLAGE_UNLISTED, "Thôn 2", 0, None),
        (KIND.GROUP_UNLISTED, "Nhóm BCĐ", 0, None),
        (KIND.GROUP_UNLISTED, "Nhóm Thôn 2", 0, None),
        (KIND.ROWS_REJECTED, "household-3.csv", 1, None),
        (KIND.MEMBERS_TIED, "", 1, None),
        (KIND.CODES_UNKNOWN, "", 1, None),
        (KIND.NUMBERS_SHARED, "", 1, None),
    ]
    assert ahead == [
        (KIND.REPORT_TODAY, "R2", 0, FRIDAY),
        (KIND.CONCLUSION, "Đến nhà bà Đặng Thị Bí Mật 3", 0, FRIDAY),
        (KIND.REPORT_DUE, "R3", 0, date(2024, 7, 3)),
        (KIND.CONCLUSION, "Việc 3", 0, date(2024, 7, 5)),
        (KIND.VILLAGE_SHORT, "Thôn 1", 5, date(2024, 12, 31)),
    ]
    assert found.tasks[-1].a_week == 1 and found.aimed


def test_the_other_side_of_each_limit(world: World) -> None:
    """A day later what was ahead is late or in reach, and what a list says ends with the list."""
    thursday = on(world, FRIDAY - timedelta(days=1))
    assert shown(thursday, KIND.REPORT_DUE) == [(KIND.REPORT_DUE, "R2", 0, FRIDAY, Urgency.AHEAD)], (
        "three working days after Thursday is Tuesday 2/7, R1 is due on that Thursday and late at its end"
    )
    assert not shown(thursday, KIND.CONCLUSION), "no meeting had looked at this day yet"
    saturday = on(world, FRIDAY + timedelta(days=1))
    assert [row[1] for row in shown(saturday, KIND.REPORT_LATE, KIND.REPORT_DUE)] == ["R1", "R2", "R3"]
    assert [(row[1], row[4]) for row in shown(saturday, KIND.CONCLUSION)] == [
        ("Việc 1", Urgency.LATE), ("Đến nhà bà Đặng Thị Bí Mật 3", Urgency.LATE), ("Việc 5", Urgency.NOW),
        ("Việc 3", Urgency.AHEAD), ("Việc 4", Urgency.AHEAD),
    ]  # fmt: skip
    assert [row[1] for row in shown(on(world, date(2024, 6, 30)), KIND.REPORT_DUE)] == ["R3"]
    monday = on(world, date(2024, 7, 1))
    assert shown(monday, KIND.REPORTS_UNKNOWN) == [(KIND.REPORTS_UNKNOWN, "", 2, None, Urgency.NOW)]
    assert not shown(monday, KIND.REPORT_DUE), "the log ended the day before: nobody knows whether R3 is open"
    (before,) = (row for row in on(world, date(2025, 1, 2)).tasks if row.kind.startswith("report"))
    assert (before.kind, before.count, before.listed_on) == (KIND.REPORTS_BEFORE, 2, date(2024, 6, 30)), "R1 and R2"
    assert "đến ngày 30/6/2024; tin quá hạn chưa xử lý xong tính đến ngày đó: 2" in in_words(before, world.config)


def test_lists_are_old_from_the_day_after_their_limit(world: World) -> None:
    assert not shown(on(world, FRIDAY), KIND.MEMBERS_OLD), "28/6 is the 45th day after 14/5"
    assert shown(on(world, date(2024, 6, 29)), KIND.MEMBERS_OLD) == [
        (KIND.MEMBERS_OLD, "Nhóm Thôn 1", 46, FRIDAY, Urgency.LATE)
    ]
    old = (KIND.HOUSEHOLDS_OLD, KIND.REGISTER_OLD)
    assert not shown(on(world, date(2024, 12, 31)), *old), "31/12/2024 is the 366th day after 31/12/2023"
    assert shown(on(world, date(2025, 1, 31)), *old) == [
        (KIND.REGISTER_OLD, "villages", 397, date(2024, 12, 31), Urgency.LATE)
    ]
    assert shown(on(world, date(2025, 2, 1)), *old)[1:] == [
        (KIND.HOUSEHOLDS_OLD, "Thôn 1", 367, date(2025, 1, 31), Urgency.LATE)
    ]


def test_a_village_is_short_to_the_target_it_works_for(world: World) -> None:
    def short(day: date) -> list[tuple[int, int | None, date | None, Urgency]]:
        return [
            (row.count, row.a_week, row.day, row.urgency)
            for row in on(world, day).tasks
            if row.kind is KIND.VILLAGE_SHORT
        ]

    assert short(date(2024, 12, 10)) == [(5, 2, date(2024, 12, 31), Urgency.AHEAD)]
    assert short(date(2024, 12, 31)) == [(7, 1, date(2025, 12, 31), Urgency.AHEAD)], "90 % are 9 of 10"
    assert short(date(2025, 12, 31)) == [(7, None, date(2025, 12, 31), Urgency.LATE)], "no target follows"
    assert short(date(2026, 1, 1)) == [] and not on(world, date(2026, 1, 1)).aimed
    codes = [["N1", str(n), f"m{n}", "", f"H{n}"] for n in range(1, 8)]
    world.load("membership", [MEMBERS, *codes], FRIDAY)
    assert short(FRIDAY) == [], "seven of ten are 70 %"
    world.load("membership", [MEMBERS, *codes[:6]], FRIDAY)
    assert short(FRIDAY) == [(1, 1, date(2024, 12, 31), Urgency.AHEAD)]


def test_a_day_is_told_again_as_it_was_known(world: World) -> None:
    """What is loaded and noted later changes nothing of what was known before."""
    before, known = on(world, FRIDAY), world.store.newest_known_at()
    at = world.clock + timedelta(days=9)
    meetings.note_state(world.store, 1, "done", "", noted_by="Thư ký", at=at)
    world.clock = at + timedelta(days=1)
    world.load("case", [LOG, ["R1", "Phản ánh", "01/6/2024", "27/6/2024", "26/6/2024", ""]], date(2024, 6, 30))
    now = on(world, FRIDAY)
    assert tasks(world.store, world.config, FRIDAY, known) == before
    assert {(row.kind, row.about) for row in before.tasks} - {(row.kind, row.about) for row in now.tasks} == {
        (KIND.REPORT_LATE, "R1"), (KIND.CONCLUSION, "Việc 1"),
    }  # fmt: skip


def test_the_text_for_the_group_names_no_citizen(world: World) -> None:
    found = on(world, FRIDAY)
    held = text.held_back(world.store, *text.words_of(found))
    said = text.of_group(found, world.config, held)
    for secret in ("Bí Mật", "R1", "R3", "H77", "H9", "0912", ".csv", "Đến nhà"):
        assert secret not in said
    assert (
        "kết luận số 2" in said and "Việc 1" in said and "Thôn 1: còn thiếu 5 hộ để đạt 70%; cần 1 hộ mỗi tuần" in said
    )
    lines = [line for line in said.splitlines() if line.startswith("- ")]
    assert len(lines) == len(found.tasks), "R1 is late, R2 is due today"
    twice = replace(found, tasks=(*found.tasks, *found.tasks))
    doubled = text.of_group(twice, world.config, held)
    assert doubled.count("Tin báo quá hạn chưa xử lý xong: 2") == 1, "reports of one day are told in one line"
    assert doubled.count("Tin báo đến hạn hôm nay, cần xử lý xong: 2") == 1, "due today is in time"
    assert doubled.count("Sửa 1 dòng bị loại") == 2, "two lists are two lines, however alike"
    groups = [
        ["N3", "Nhóm tổ liên gia nhà bà Đặng Thị Bí Mật 4"],
        ["N4", "Nhóm Zalo 0912 345 678"],
        ["0912345679", "Nhóm của bà Đặng Thị Bí Mật 5"],
        ["N5", "Nhóm Hoa Sim"],
    ]
    rows = [[code, name, "Khác", ""] for code, name in groups]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *rows], date(2023, 12, 31), adds=True)
    found = on(world, FRIDAY)
    said = text.of_group(found, world.config, text.held_back(world.store, *text.words_of(found)))
    for secret in ("Bí Mật", "0912"):
        assert secret not in said
    for told in (
        "thành viên nhóm mã N3",
        "thành viên nhóm mã N4",
        "một nhóm (không nêu tên",
        "thành viên Nhóm Hoa Sim",
    ):
        assert told in said


def test_whose_business_it_is_and_who_may_open_where_it_is_done(world: World) -> None:
    by_kind = {row.kind: row for row in on(world, FRIDAY).tasks}
    posts = {kind: post_of(row, world.config) for kind, row in by_kind.items()}
    assert posts[KIND.REPORT_LATE] == "công an xã" and posts[KIND.ROWS_REJECTED] == "văn thư"
    assert posts[KIND.VILLAGE_SHORT] == "trưởng thôn – Thôn 1" and posts[KIND.CONCLUSION] == "Trưởng thôn"
    quarter = replace(by_kind[KIND.VILLAGE_SHORT], about="Khu phố 2")
    assert post_of(quarter, world.config) == "người đứng đầu Khu phố 2", "which has no head of a thôn"
    rejected_log = replace(by_kind[KIND.ROWS_REJECTED], dataset="case")
    assert post_of(rejected_log, world.config) == "công an xã", "a log is kept by those who handle reports"
    unnamed = replace(
        world.config, tasks=replace(world.config.tasks, roles=TaskRoles(lists="", matching="", reports="", villages=""))
    )
    assert (
        post_of(by_kind[KIND.ROWS_REJECTED], unnamed) == post_of(by_kind[KIND.VILLAGE_SHORT], unnamed) == "chưa giao ai"
    )
    member = User.of("uy-vien", "Ủy viên", [Role.COMMITTEE])
    with acting_as(member):
        assert not PLACES[by_kind[KIND.ROWS_REJECTED].kind].opens and PLACES[by_kind[KIND.REPORT_LATE].kind].opens
        assert on(world, FRIDAY).tasks
    with acting_as(User.of("t1", "Trưởng thôn", [Role.VILLAGE_HEAD], village="T1")), pytest.raises(UserError):
        on(world, FRIDAY)


def test_nothing_loaded_asks_for_registers_alone(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    kinds = [row.kind for row in on(world, date(2023, 12, 31)).tasks]
    assert set(kinds) == {KIND.REGISTER_MISSING, KIND.VILLAGE_UNLISTED, KIND.GROUP_UNLISTED}
    assert kinds.count(KIND.REGISTER_MISSING) == 3, "enterprises, institutions, and the log of reports"
    missing: list[OpenTask] = [row for row in on(world, date(2023, 6, 30)).tasks if row.kind is KIND.GROUPS_MISSING]
    assert len(missing) == 1, "before the first register of groups"
