"""Kinds of groups, posts and components that only a plan asks for: configuration, no code; figures counted by hand at three dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kpi.answers import drill
from kpi.config.models import Config, Plan
from kpi.config.references import reference_faults
from kpi.config.shape import shaped
from tests.worlds import World

JANUARY, JUNE, DECEMBER = date(2024, 1, 31), date(2024, 6, 30), date(2024, 12, 31)
WORDS = dict.fromkeys(("title", "short_title", "numerator", "denominator", "why", "clause", "quote"), "Dinh dưỡng")
CLUB = yaml.safe_load("""
id: dinh-duong
number: …/KH-UBND
title: Kế hoạch phòng chống suy dinh dưỡng trẻ em
issued: tháng 01 năm 2024
from: 2024-01-01
to: 2025-12-31
group_kinds:
  - {id: nutrition_club, words: [Câu lạc bộ dinh dưỡng, CLB dinh dưỡng]}
posts:
  - {id: health_worker, words: [Y tế thôn, Nhân viên y tế thôn]}
components:
  - {id: mother, words: [Bà mẹ nuôi con nhỏ]}
indicators:
  - {id: club_households, register: household, way: linked, groups: [nutrition_club], unit: hộ}
  - {id: club_villages, register: village, way: composed, groups: [nutrition_club], asks: [health_worker, mother], unit: thôn}
  - {id: villages_with_health, register: village, way: composed, asks: [health_worker], unit: thôn}
targets: []
""")
CLUB["indicators"] = [{**WORDS, **row} for row in CLUB["indicators"]]
MEMBER = ["Nhóm", "Tên hiển thị", "Thành phần", "Mã hộ"]
MOTHER = "Bà mẹ nuôi con nhỏ"


def club(**changed: Any) -> Plan:
    return shaped(Plan, {**CLUB, **changed})


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two villages, each with a Zalo group and a club; a health worker of each on the list of officials."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.config = replace(world.config, plans=(*world.config.plans, club()))
    clubs = [["C1", "CLB Thôn 1", "Câu lạc bộ dinh dưỡng", "Thôn 1"], ["C2", "CLB Thôn 2", "CLB dinh dưỡng", "Thôn 2"]]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *clubs], JANUARY, adds=True)
    homes = [["H1", "Hộ A", "Thôn 1"], ["H2", "Hộ B", "Thôn 1"], ["H3", "Hộ C", "Thôn 2"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *homes], JANUARY)
    officials = [["Lò Thị Mây", "Y tế thôn", "Thôn 1"], ["Vi Văn Bình", "Nhân viên y tế thôn", "Thôn 2"]]
    world.load("official", [["Họ và tên", "Chức danh", "Thôn"], *officials], JANUARY)
    in_zalo = [["N1", "Lò Thị Mây", "", ""], ["N2", "Chị Tư", "", ""]]
    in_clubs = [["C1", "Lò Thị Mây", "", ""], ["C1", "Hoa", MOTHER, "H1"], ["C2", "Vi Văn Bình", "", ""]]
    world.load("membership", [MEMBER, *in_zalo, *in_clubs], JANUARY)
    return world


def counts(world: World, day: date) -> list[tuple[int | None, int | None]]:
    speaking = replace(world, config=world.config.speaking_of("dinh-duong"))
    return [(row.numerator, row.denominator) for row in speaking.status(day).indicators]


def test_a_plan_counts_clubs_and_asks_for_a_post_of_its_own(world: World) -> None:
    before = {day: world.status(day).indicators for day in (JANUARY, JUNE, DECEMBER)}
    # January: H1 has a mother in its club; village 1 has both whom the plan asks for, village 2 no mother; in Zalo village 1 alone.
    assert counts(world, JANUARY) == [(1, 3), (1, 2), (1, 2)]
    # June: the list of club 2 anew, with a mother of H3.
    world.load("membership", [MEMBER, ["C2", "Vi Văn Bình", "", ""], ["C2", "Lan", MOTHER, "H3"]], JUNE)
    assert counts(world, JUNE) == [(2, 3), (2, 2), (1, 2)]
    # December: the health worker of village 1 has left its club, and another one joins the Zalo group of village 2.
    world.load("membership", [MEMBER, ["C1", "Hoa", MOTHER, "H1"]], DECEMBER)
    world.load("membership", [MEMBER, ["N2", "Chị Tư", "", ""], ["N2", "Vi Văn Bình", "", ""]], DECEMBER)
    assert counts(world, DECEMBER) == [(2, 3), (1, 2), (2, 2)]
    assert counts(world, JUNE) == [(2, 3), (2, 2), (1, 2)], "June is what it was"
    speaking = world.config.speaking_of("dinh-duong")
    missing = drill.lists(world.store, speaking, "club_villages", DECEMBER).of("missing")
    assert [one.code for one in missing.entities or ()] == ["T1"]
    # The shipped plan's own figures; what its groups hold in December is its own list's.
    assert {day: world.status(day).indicators for day in (JANUARY, JUNE)} == {
        day: before[day] for day in (JANUARY, JUNE)
    }
    assert world.counts("villages", DECEMBER) == (2, 0, 2)


def test_rows_without_a_code_are_told_only_where_they_count_by_it(world: World) -> None:
    """The health worker of a club has none: the village counts by her all the same, and no household could."""
    rows = [MEMBER, ["C2", "Vi Văn Bình", "", ""], ["C2", "Lan", MOTHER, ""]]
    (told,) = [
        one.message for one in world.load("membership", rows, JUNE).problems if one.code == "participants_without_code"
    ]
    assert told.startswith(
        "2 dòng của danh sách CLB Thôn 2 chưa ghi mã: theo tên thì không tính được hộ, doanh nghiệp, đơn vị nào"
    )
    alone = club(id="chi-lap-clb", indicators=CLUB["indicators"][1:2])
    world.config = replace(world.config, plans=(*world.config.plans[:1], alone))
    outcome = world.load("membership", [*rows, ["C2", "Hoa", MOTHER, ""]], DECEMBER)
    assert "participants_without_code" not in {one.code for one in outcome.problems}
    speaking = replace(world, config=world.config.speaking_of("chi-lap-clb"))
    assert [(row.numerator, row.denominator) for row in speaking.status(DECEMBER).indicators] == [(2, 2)]


def test_words_that_contradict_each_other_are_faults(config: Config) -> None:
    def faults(*plans: Plan) -> list[str]:
        return [one.path for one in reference_faults(replace(config, plans=(*config.plans, *plans)))]

    assert faults(club()) == []
    taken = club(posts=[{"id": "village_head", "words": ["Y tế thôn"]}])
    assert faults(taken) == ["plans[1].posts[0].id", "plans[1].indicators[1].asks", "plans[1].indicators[2].asks"]
    unknown = [{**row, "groups": ["book_club"]} for row in CLUB["indicators"][:1]]
    assert faults(club(indicators=unknown)) == ["plans[1].indicators[0].groups"]
    other = club(id="khac", components=[{"id": "mother", "words": ["Bà mẹ"]}])
    assert faults(club(), other) == ["plans[2].components[0].id"]
    twice = club(posts=[{"id": "health_worker", "words": ["Trưởng thôn"]}])
    assert any(path.startswith("lookups.official.post") for path in faults(twice)), (
        "a word of every plan means something else"
    )


def test_only_a_composed_group_is_asked_for_somebody() -> None:
    for way, register in (("linked", "household"), ("marked", "village")):
        row = {**CLUB["indicators"][1], "register": register, "way": way, **({"mark": "x"} if way == "marked" else {})}
        with pytest.raises(ValueError):
            club(indicators=[row])


def test_the_shipped_plan_keeps_its_rule_of_villages(world: World) -> None:
    strict = replace(world.config, participation=replace(world.config.participation, village_rule="strict"))
    of_shipped = replace(world, config=strict).of("villages", JANUARY)
    assert (of_shipped.numerator, of_shipped.denominator) == (0, 2), "nobody owns these groups"
    of_club = replace(world, config=strict)
    assert counts(of_club, JANUARY) == [(1, 3), (1, 2), (1, 2)], "the plan asks for its own posts instead"
