"""Numbers as people count them, names by the Vietnamese alphabet, people by given name; in Python and in the store alike."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from kpi.answers.households import household_movement
from kpi.answers.lists import group_lists
from kpi.answers.organisations import organisations
from kpi.answers.status import status
from kpi.review import queue
from kpi.review.queue import RegisterEntry
from kpi.vietnamese.order import by_code, by_given_name, by_name
from tests.worlds import World

REGISTER_DAY, DAY = date(2023, 12, 31), date(2024, 6, 30)
# Each list stands in its order. By code points Đ, Ă and Ơ would come last, and 10 before 2.
NAMES = [
    "An",
    "Ánh Dương",
    "Ăn Phát",
    "Âu Lạc",
    "Dũng Tiến",
    "Đại Thành",
    "Em Nhung",
    "Oanh",
    "Ông Lân",
    "Ơn",
    "Ưng",
    "Vạn Xuân",
]
TONES = ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"]
NUMBERED = ["Thôn 1", "Thôn 2", "Thôn 10", "Thôn 11", "Thôn Đoài", "Thôn Đông 2", "Thôn Đông 10"]
CODES = ["HG-9", "HG-10", "T1", "T2", "T10", "T10A"]
PEOPLE = ["Trần Văn An", "Nguyễn Thị Ánh", "Lê Văn Dũng", "Nguyễn Văn Dũng", "Bùi Thị Đào", "Vũ Thị Hà", "Cao Hạ"]


@pytest.mark.parametrize(
    ("listed", "key"),
    [(NAMES, by_name), (TONES, by_name), (NUMBERED, by_name), (CODES, by_code), (PEOPLE, by_given_name)],
    ids=["names", "tones", "numbers in names", "codes", "people"],
)
def test_the_order(listed: list[str], key: object) -> None:
    mixed = list(listed)
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=key) == listed  # type: ignore[call-overload]
    assert sorted(listed) != listed, "by code points it would be another order"


def test_letters_count_before_tones_and_case_counts_last() -> None:
    assert sorted(["hả", "hà", "hạn", "han", "Hà"], key=by_name) == ["Hà", "hà", "hả", "han", "hạn"]
    assert by_name("HÀ")[:2] == by_name("hà")[:2]


def test_nobody_and_one_word() -> None:
    assert sorted(["Hùng", "", "An"], key=by_given_name) == ["", "An", "Hùng"]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Villages T10, T2 and T1 in this order in their list, with a household each; businesses with numbers in their names."""
    return world_of(tmp_path_factory.mktemp("order"), [("T10", "Thôn 10"), ("T2", "Thôn 2"), ("T1", "Thôn 1")])


def world_of(folder: Path, villages: list[tuple[str, str]]) -> World:
    world = World.empty(folder)
    world.load("village", [["Mã thôn", "Tên thôn"], *villages], REGISTER_DAY)
    groups = [[f"N{code}", f"Nhóm {name}", "Thôn", code] for code, name in villages]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *groups], REGISTER_DAY)
    households = [[f"HG-{code}", "Vũ Hồng Sơn", code] for code, _name in villages]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *households], REGISTER_DAY)
    businesses = [[f"{number}", f"Công ty {number}", "TNHH", "T1"] for number in (10, 2, 1)]
    world.load("business", [["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Thôn"], *businesses], REGISTER_DAY)
    members = [[f"N{code}", f"100{code[1:]}", "a", f"HG-{code}"] for code, _name in villages]
    world.load("membership", [["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"], *members], DAY)
    return world


def test_the_store_counts_villages_as_people_do(world: World) -> None:
    households = status(world.store, world.config, DAY).of("households")
    assert [village.code for village in households.villages] == ["T1", "T2", "T10"]
    moved = household_movement(world.store, world.config, REGISTER_DAY, DAY)
    assert [row.code for row in moved] == ["T1", "T2", "T10"]
    assert [row.group for row in group_lists(world.store, DAY)] == ["NT1", "NT2", "NT10"]


def test_the_store_counts_numbers_in_names(world: World) -> None:
    found = organisations(world.store, world.config, "businesses", DAY, REGISTER_DAY)
    assert [row.name for row in found.rows] == ["Công ty 1", "Công ty 2", "Công ty 10"]


def test_people_are_found_by_given_name() -> None:
    entries = tuple(
        RegisterEntry("household", f"H{number}", name, None, None) for number, name in enumerate(reversed(PEOPLE))
    )
    assert [entry.name for entry in queue.search(entries, "h", most=20)] == PEOPLE
