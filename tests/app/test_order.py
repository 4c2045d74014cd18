"""Lists stand in the order of the registers: villages as their codes go, names by the Vietnamese alphabet."""

from __future__ import annotations

from datetime import date

import pytest

from kpi.answers.organisations import organisations
from tests.app.screen import open_page, words
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("environment")
REGISTER_DAY, DAY = date(2023, 12, 31), date(2024, 6, 30)
VILLAGES = [(f"T{number:02d}", f"Thôn {number}") for number in (10, 2, 1)]
# In the alphabet: D before Đ, and both before E; A before Ă before Â; O before Ơ. By code points Đ, Ă and Ơ would come last.
NAMES = ["Ánh Dương", "Ăn Phát", "Âu Lạc", "Dũng Tiến", "Đại Thành", "Em Nhung", "Oanh Vũ", "Ơn Nghĩa", "Vạn Xuân"]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Villages 10, 2 and 1 in this order in their list, each with one household; nine businesses, the last one first."""
    world = World.empty(tmp_path_factory.mktemp("order"))
    world.load("village", [["Mã thôn", "Tên thôn"], *VILLAGES], REGISTER_DAY)
    groups = [[f"N{code}", f"Nhóm {name}", "Thôn", code] for code, name in VILLAGES]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *groups], REGISTER_DAY)
    households = [[f"HG-{code}", "Vũ Hồng Sơn", code] for code, _name in VILLAGES]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *households], REGISTER_DAY)
    businesses = [[f"{number}", name, "TNHH", "T01"] for number, name in enumerate(reversed(NAMES), start=1)]
    world.load("business", [["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Thôn"], *businesses], REGISTER_DAY)
    members = [[f"N{code}", f"{number}", "a", f"HG-{code}"] for number, (code, _name) in enumerate(VILLAGES, start=1)]
    world.load("membership", [["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"], *members], DAY)
    return world


def test_village_2_stands_before_village_10(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """All three are at 100 %, so that the table by shortfall leaves them as the register has them."""
    shown = words(open_page(world.store.path, monkeypatch, "households.py"))
    table = shown[shown.index("Theo từng thôn") :]
    places = [table.index(f"{name} 1 1 100%") for name in ("Thôn 1", "Thôn 2", "Thôn 10")]
    assert places == sorted(places)


def test_names_stand_so_on_the_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(open_page(world.store.path, monkeypatch, "businesses.py"))
    places = [shown.index(name) for name in NAMES]
    assert places == sorted(places)


def test_names_stand_by_the_vietnamese_alphabet(world: World) -> None:
    found = organisations(world.store, world.config, "businesses", DAY, REGISTER_DAY)
    assert [row.name for row in found.rows] == NAMES
    assert sorted(NAMES) != NAMES, "by code points it would be another order"
