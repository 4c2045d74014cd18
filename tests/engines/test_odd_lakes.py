"""Units, codes, days and stores as they should not be: whatever they are, a lake has the figures of the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpi.answers.status import Status, status
from kpi.config import load_config
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import speaking
from kpi.operations import lake
from kpi.store.lake.partition import partitions
from tests.engines.conftest import ONE_CORE
from tests.plans import config_with
from tests.worlds import World

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DAY = date(2024, 6, 30)
MEMBERS = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"]
SIGNS = """đơn/vị "1" 'a' [b] {c} *?\\ %2F"""


def coded(world: World, code: str) -> World:
    return replace(world, config=replace(world.config, unit=replace(world.config.unit, code=code)))


def with_households(world: World, *codes: str, day: date = date(2023, 12, 31)) -> World:
    """Each in the first village; the first takes part by its code, of the second a name says so."""
    heads = [
        [code, f"Trần Thị {name}", "T1"] for code, name in zip(codes, ("Tám", "Chín", "Mười", "Hai"), strict=False)
    ]
    world.load("household", [["Mã hộ", "Chủ hộ", "Thôn"], *heads], day)
    world.load(
        "membership", [MEMBERS, ["N1", "1", "a", codes[0]], ["N1", "2", "Trần Thị Chín", ""]], day + timedelta(days=9)
    )
    return world


def filled(folder: Path) -> World:
    return World.empty(folder).with_villages_and_groups()


def nothing(folder: Path) -> World:
    return World.empty(folder)


def only_villages(folder: Path) -> World:
    world = World.empty(folder)
    world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"]], date(2023, 12, 31))
    return world


def only_businesses(folder: Path) -> World:
    world = World.empty(folder)
    row = ["C1", "Công ty TNHH A", "Công ty TNHH"]
    world.load("business", [["Mã số thuế", "Tên doanh nghiệp", "Loại hình"], row], date(2023, 12, 31))
    return world


def all_taken_back(folder: Path) -> World:
    from kpi.operations import undo

    world = only_villages(folder)
    undo.undo(world.store, 1, undone_by="t", reason="", at=world.clock + timedelta(hours=1))
    return world


def villages_with_the_sign(folder: Path) -> World:
    world, day = World.empty(folder), date(2023, 12, 31)
    world.load("village", [["Mã thôn", "Tên thôn"], ["Tº1", "Thôn 1"], ["15292ºT2", "Thôn 2"]], day)
    groups = [["N1", "Nhóm 1", "Thôn", "Tº1"], ["15292ºN2", "Nhóm 2", "Thôn", "15292ºT2"]]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *groups], day)
    world.load("household", [["Mã hộ", "Chủ hộ", "Thôn"], ["H1", "A B", "Tº1"], ["H2", "C D", "15292ºT2"]], day)
    world.load("membership", [MEMBERS, ["N1", "1", "a", "H1"], ["15292ºN2", "2", "C D", ""]], day)
    return world


WORLDS: dict[str, Callable[[Path], World]] = {
    "nothing": nothing,
    "only villages": only_villages,
    "only businesses": only_businesses,
    "all taken back": all_taken_back,
    "plain": lambda folder: with_households(filled(folder), "H1", "H2", "H3"),
    "a unit's code with signs": lambda folder: coded(with_households(filled(folder), "H1", "H2"), SIGNS),
    "a unit's code that is a path": lambda folder: coded(with_households(filled(folder), "H1", "H2"), "../../x"),
    "a unit's code in decomposed letters": lambda folder: coded(with_households(filled(folder), "H1"), "xa\u0303 Đ\u0301"),
    "codes with the sign between": lambda folder: with_households(filled(folder), "Hº1", "º", "15292ºH1", "15292º"),
    "codes that mean all": lambda folder: with_households(filled(folder), "commune", "all", "none"),
    "codes with signs": lambda folder: with_households(filled(folder), "a'b\\c", 'x"y$z', "%_", "H 001"),
    "codes that look like stand-ins": lambda folder: with_households(filled(folder), "0" * 24, "m" + "0" * 24, "02" + "f" * 24),
    "codes beyond the plane": lambda folder: with_households(filled(folder), "𝔸1", "Ⅻ", "½"),
    "villages with the sign between": villages_with_the_sign,
    "days before 1970": lambda folder: with_households(
        World.empty(folder).with_villages_and_groups(as_of=date(1969, 12, 31)), "H1", "H2", day=date(1969, 7, 20)
    ),
    "days before 1900": lambda folder: with_households(
        World.empty(folder).with_villages_and_groups(as_of=date(1899, 12, 31)), "H1", "H2", day=date(1900, 1, 1)
    ),
}  # fmt: skip


def exported(world: World, folder: str = "lake") -> Path:
    lake.export(world.store, world.config, world.folder / folder, world.folder / "lake.key")
    return world.folder / folder


def told(place: Path, day: date, **how: str) -> Status:
    (answer,) = lake.statuses(place, day, **{"engine": "duckdb", **how})
    return answer.status


@pytest.mark.parametrize("which", WORLDS)
def test_a_lake_has_the_figures_of_the_store(tmp_path: Path, which: str) -> None:
    world = WORLDS[which](tmp_path / "office")
    place = exported(world)
    assert place.resolve() in partitions(place)[0].folder.resolve().parents
    for day in (DAY, date(1970, 1, 1), date(1900, 6, 1), date(2024, 1, 5)):
        assert told(place, day) == world.status(day)


@pytest.mark.slow
def test_so_it_has_by_spark(tmp_path: Path, spark: SparkSession) -> None:
    """All in one: odd codes of the unit, of villages and of households, in a folder whose name is a pattern, of days before 1900."""
    assert spark
    world = World.empty(tmp_path / "office").with_villages_and_groups(as_of=date(1899, 12, 31))
    world = coded(with_households(world, "Hº1", "a'b\\c", "commune", "𝔸1", day=date(1900, 1, 1)), SIGNS)
    place = exported(world, "kho [2025] {a,b} ?*")
    assert told(place, DAY, engine="spark", master=ONE_CORE) == world.status(DAY) == told(place, DAY)


@pytest.mark.slow
def test_spark_has_of_an_empty_store_what_the_store_has(tmp_path: Path, spark: SparkSession) -> None:
    assert spark
    world = World.empty(tmp_path / "office")
    place = exported(world)
    assert told(place, DAY, engine="spark", master=ONE_CORE) == world.status(DAY)


def test_a_folder_whose_name_is_a_pattern(tmp_path: Path) -> None:
    world = with_households(filled(tmp_path / "office"), "H1", "H2")
    (tmp_path / "office" / "kho x").mkdir()
    place = exported(world, "kho [x]* ?")
    assert told(place, DAY) == world.status(DAY)


def test_the_sign_between_is_in_no_code_of_a_unit(tmp_path: Path) -> None:
    """ "1º2" with "X" would be "1" with "2ºX"."""
    world = coded(filled(tmp_path / "office"), "1º2")
    with speaking("vi"), pytest.raises(UserError) as refused:
        exported(world)
    assert "º" in refused.value.expected and refused.value.exit_code == 2


def of_plan(config: Config, plan: str) -> Config:
    return config.speaking_of(plan)


def test_each_day_is_told_by_its_plan_whatever_plan_stands_first(tmp_path: Path) -> None:
    """The names are compared that any plan asks about: the first plan here counts no households."""
    world = with_households(filled(tmp_path / "office"), "H1", "H2", "H3")
    own = world.config.plan
    without = replace(own, id="thon", indicators=tuple(one for one in own.indicators if one.register == "village"),
                      targets=(), start=date(2026, 1, 1), end=date(2026, 12, 31), requirements=())  # fmt: skip
    world = replace(world, config=replace(world.config, plans=(without, own)))
    place = exported(world)
    for day in (DAY, date(2026, 3, 31)):
        config = world.config.speaking_of(world.config.plan_on(day))
        assert told(place, day) == status(world.store, config, day)
    assert told(place, DAY).of("households").waiting == 1


def test_a_plan_that_was_added_reaches_the_lake_with_the_next_export(tmp_path: Path) -> None:
    world = with_households(filled(tmp_path / "office"), "H1", "H2", "H3")
    place = exported(world)
    config = load_config(Path(config_with(tmp_path / "config.yaml", "nuoc-sach")))
    (added,) = [plan for plan in config.plans if plan.id not in {one.id for one in world.config.plans}]
    day = added.start
    world = replace(world, config=replace(config, plans=(added, *world.config.plans)))
    exported(world)
    assert [row.id for row in told(place, day).indicators] == list(added.names)
    assert told(place, day) == status(world.store, of_plan(world.config, world.config.plan_on(day)), day)


def test_while_another_program_writes_an_export_has_all_names_compared(tmp_path: Path) -> None:
    """They cannot be kept in the store then; a part without them could not be asked."""
    from kpi.store.duckdb.replacing import turn

    world = with_households(filled(tmp_path / "office"), "H1", "H2", "H3")
    with turn(world.store.path.resolve(), 0):
        place = exported(world)
    assert world.store.read("newest_moment") and told(place, DAY).of("households").waiting == 1
    assert told(place, DAY) == world.status(DAY)
