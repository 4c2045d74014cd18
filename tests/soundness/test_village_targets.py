"""Targets of single villages: each village is measured by its own one of the day, and what is said of all of them is true."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kpi.answers.progress import Course, Gap, list_days, progress
from kpi.answers.tasks import tasks
from kpi.config.models import Config
from kpi.forecast.outlook import Prospect
from kpi.forecast.schedule import Aim, Task, task
from kpi.i18n.messages import speaking
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.tasks import TaskKind
from kpi.judgement.verdicts import Verdict
from kpi.ui.parts.words import village_targets_in_words
from kpi.ui.progress.tables import village_block
from tests.worlds import World, made_once

YEAR_END, NEW_YEAR = date(2024, 12, 31), date(2025, 1, 1)
SUMMER = date(2024, 6, 30)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two villages of ten households, six of which take part in each; the commune's targets are 70 % (2024) and 90 % (2025)."""
    world = World.empty(tmp_path).with_villages_and_groups()
    homes = [[f"H{v}{n}", f"Chủ hộ {v}{n}", f"T{v}"] for v in (1, 2) for n in range(10)]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *homes], date(2023, 12, 31))
    members = [[f"N{v}", f"m{v}{n}", f"H{v}{n}"] for v in (1, 2) for n in range(6)]
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], *members], SUMMER)
    return world


def with_targets(config: Config, *rows: tuple[str, str, date, date]) -> Config:
    """Besides the plan's targets those of villages: whose, percent, first and last day."""
    whole = next(row for row in config.targets if row.indicator == "households")
    own = [
        replace(whole, village=village, percent=Decimal(percent), start=start, end=end)
        for village, percent, start, end in rows
    ]
    return replace(config, plans=(replace(config.plan, targets=(*config.targets, *own)),))


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


def missing(world: World, day: date) -> dict[str, tuple[int, date]]:
    """By village how many households it lacks, and by when; the page of progress and the list of tasks say the same."""
    course = progress(world.status(day), [], list_days(world.store, world.config, day), world.config).of("households")
    gaps = {gap.village.code or "": (gap.missing, gap.aim.end) for gap in course.gaps}
    found = tasks(world.store, world.config, day).tasks
    short = {one.code: (one.count, one.day) for one in found if one.kind is TaskKind.VILLAGE_SHORT}
    assert short == {code: gap for code, gap in gaps.items() if gap[0]}
    return gaps


def test_on_the_last_day_a_village_is_measured_by_what_is_to_be_reached_next(world: World) -> None:
    """As the commune is: T1 by its own 100 % of 2025, where it had 60 %."""
    (_first, last), plain = year(2025), world.config
    world.config = with_targets(plain, ("T1", "60", *year(2024)), ("Thôn 1", "100", *year(2025)))
    assert missing(world, YEAR_END) == missing(world, NEW_YEAR) == {"T1": (4, last), "T2": (3, last)}
    assert missing(world, date(2024, 12, 30)) == {"T1": (0, YEAR_END), "T2": (1, YEAR_END)}
    # Without one of 2025 it is measured by the commune's 90 % of 2025, and not by its own of before.
    world.config = with_targets(plain, ("T1", "60", *year(2024)))
    assert missing(world, YEAR_END) == missing(world, NEW_YEAR) == {"T1": (3, last), "T2": (3, last)}
    # One that ends earlier is to be met by then; on its last day what follows is told, here the commune's.
    world.config = with_targets(plain, ("T1", "100", date(2024, 1, 1), date(2024, 7, 31)))
    assert missing(world, SUMMER) == {"T1": (4, date(2024, 7, 31)), "T2": (1, YEAR_END)}
    assert missing(world, date(2024, 7, 31)) == {"T1": (1, YEAR_END), "T2": (1, YEAR_END)}
    # Where nothing follows the last day's own target stays.
    world.config = with_targets(plain, ("T1", "100", *year(2025)))
    assert missing(world, date(2025, 12, 31))["T1"] == (4, last)


def told(now: Assessment, config: Config, **own: Decimal) -> str | None:
    """Villages of eleven households each, judged by the commune's 70 % or their own: what is said of their targets."""
    villages = tuple(
        replace(one, code=f"T{n}", name=f"Thôn {n}", denominator=11, target=own.get(f"T{n}", Decimal(70)), has_own=f"T{n}" in own)
        for n, one in enumerate(now.villages * 2, 1)
    )  # fmt: skip
    rows = [(code, str(percent), *year(2024)) for code, percent in own.items()]
    found = replace(now, denominator=44, target=Decimal(70), villages=villages)
    return village_targets_in_words(found, with_targets(config, *rows))


def test_whether_the_villages_targets_differ_from_the_commune_s_is_said_by_counts(world: World) -> None:
    """70 % of four times 11 are 31 of 44, village by village 8 + 8 + 8 + 8; 90 % of 11 are 10."""
    now, same, more = world.of("households", SUMMER), Decimal(70), Decimal(90)
    assert told(now, world.config, T1=same, T2=same, T3=same, T4=same) == (
        "Chỉ tiêu giao các thôn cộng lại là 32 hộ, của cả xã là 31 hộ, do số của từng thôn được làm tròn lên."
    )
    assert told(now, world.config, T1=more, T2=more, T3=more) == (
        "3/4 thôn có chỉ tiêu giao riêng, các thôn khác theo tỷ lệ của cả xã. "
        "Chỉ tiêu giao các thôn cộng lại là 38 hộ, của cả xã là 31 hộ: hai số khác nhau."
    )


def test_of_two_targets_of_one_village_it_is_said_which_is_used(world: World) -> None:
    """And only what no village is called is called unknown."""
    rows = [(name, percent, *year(2024)) for name, percent in (("T1", "50"), ("Thôn 1", "90"), ("Thôn 9", "80"))]
    world.config = with_targets(world.config, *rows)
    found = world.of("households", SUMMER)
    assert (found.villages[0].target, found.villages[0].verdict) == (Decimal(50), Verdict.MET)
    said = village_targets_in_words(found, world.config) or ""
    assert said.endswith(
        "Thôn 1: còn một mức giao ghi theo mã thôn; mức theo mã được dùng. "
        "Không có trong danh mục thôn của ngày này: Thôn 9; mức giao đó không được dùng."
    )


def test_where_only_villages_have_targets_their_gaps_are_told_beside_their_own_target(world: World) -> None:
    """The commune has none for 2026; T1 has 6 of 10 and needs 90 %, so 9; T2 95,5 % from the next day on, so all 10."""
    day = date(2026, 6, 30)
    world.config = with_targets(
        world.config, ("T1", "90", *year(2026)), ("T2", "95.5", date(2026, 7, 1), date(2026, 7, 31))
    )
    assert world.config.target_on("households", day) is None
    assert missing(world, day) == {"T2": (4, date(2026, 7, 31)), "T1": (3, date(2026, 12, 31))}
    found = tasks(world.store, world.config, day)
    assert found.aimed and not tasks(world.store, world.config, date(2027, 6, 30)).aimed


def test_the_table_of_what_is_missing_rounds_beside_each_villages_own_target() -> None:
    """943 of 993 are 94,96 %, below village 1's own 95 %, and above the commune's 70 %."""
    aims = {own: Aim(Decimal(own), *year(2024)) for own in ("95", "70")}
    villages = [
        VillageAssessment(code, code, 943, 0, 993, Verdict.NOT_MET, 1, Verdict.NOT_MET) for code in ("T1", "T2")
    ]
    gaps = (Gap(villages[0], 1, aims["95"]), Gap(villages[1], 0, aims["70"]))
    now = Assessment(
        "households", SUMMER, 1886, 0, 1986, Decimal(70), Verdict.MET, None, 0, None, None, tuple(villages)
    )

    def drawn(asked: Task | None) -> str:
        course = Course(now, (), asked, None, None, 0, Prospect.UNKNOWN, None, gaps)
        with speaking("vi"):
            return village_block(course, "hộ")

    table = drawn(task(aims["70"], 1886, 1986, None, SUMMER))
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.S)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in rows]
    assert [row[2:5] for row in cells[1:]] == [
        ["94,9%", "95%", "1 hộ"],
        ["95,0%", "70%", "0 hộ"],
        ["95,0%", "70%", "0 hộ"],
    ]
    assert "của cả xã chưa giao" in drawn(None)
