"""Where the office asks both engines, nothing is frozen of which they have different figures, and it is told where they part."""

from __future__ import annotations

import builtins
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from click.testing import CliRunner

from kpi.cli import cli
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange.keys import UnitKeys
from kpi.i18n.messages import speaking
from kpi.operations.verify import verify
from kpi.reports.content.gathering import Order
from kpi.reports.sending import freezing as reports
from kpi.snapshots import freezing as snapshots
from tests.engines.conftest import without
from tests.harmed import LOST_HOUSEHOLD, harm
from tests.worlds import CONFIG_FILE, World, made_once

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JUNE = date(2024, 6, 14)
AT = datetime(2024, 6, 15, 9)
MEMBERS = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Số điện thoại"]
NAMES = ("Nguyễn Văn Bảy", "Trần Thị Tám", "0912000001")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Three households: one takes part by its code, one by its number, of the third a name says so that nobody has confirmed."""
    world = World.empty(tmp_path).with_villages_and_groups()
    households = [["H1", NAMES[0], "T1", NAMES[2]], ["H2", NAMES[1], "T1", ""], ["H3", "Vũ Văn Chín", "T2", ""]]
    world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"], *households], date(2023, 12, 31))
    members = [["N1", "1", "bảy", "", NAMES[2]], ["N1", "2", NAMES[1], "", ""], ["N2", "3", "c", "H3", ""]]
    world.load("membership", [MEMBERS, *members], date(2024, 3, 14))
    cases = [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"],
             ["TB-1", "Phản ánh", "02/4/2024", "20/4/2024", "10/4/2024"]]  # fmt: skip
    world.load("case", cases, JUNE)
    return world


def both(world: World) -> Config:
    return replace(world.config, reports=replace(world.config.reports, two_engines=True))


def freeze(world: World, config: Config) -> reports.FrozenReport:
    return reports.freeze(
        world.store, config, Order(JUNE), lambda _report, _file: [("a.txt", b"a")], frozen_by="An", at=AT
    )


Harming = Callable[[str], None]


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Harming:
    """The second engine, which can be harmed."""
    harm(monkeypatch)
    return partial(harm, monkeypatch)


@pytest.mark.usefixtures("second")
def test_what_both_engines_have_alike_is_frozen(world: World) -> None:
    plainly = freeze(world, world.config)
    report = freeze(world, both(world))
    assert report.number == 2 and report.state.content["now"] == plainly.state.content["now"]
    assert verify(world.store, world.config, twice=True) == []


LOST = LOST_HOUSEHOLD.format(code="H2")


def test_another_figure_stops_the_freeze_and_is_told_relation_by_relation(world: World, second: Harming) -> None:
    second(LOST)
    with speaking("vi"), pytest.raises(UserError) as refused:
        freeze(world, both(world))
    assert refused.value.code == "engines_differ" and refused.value.title == "Hai máy tính toán cho số liệu khác nhau"
    figures, parted, *others = refused.value.found.split("\nquan hệ ")
    assert "Hộ dân (tại ngày chốt): DuckDB 2/3 +1; Spark 2/2" in figures
    assert "Hộ dân, T1 (tại ngày chốt): DuckDB 1/2 +1; Spark 1/1" in figures
    assert parted == (
        "listed_codes: 1 dòng chỉ DuckDB có (1), 0 dòng chỉ Spark có (2)\n  1: batch=3 scope=T1 code=H2 adds=True"
    )
    assert {"households_at", "participation"} <= {one.partition(":")[0] for one in others}
    assert not any(name in str(refused.value) for name in NAMES)
    assert world.store.frozen_states() == [] and world.store.reports() == []
    assert not UnitKeys.beside(world.store.path).file.exists(), "the unit's key is made by what is frozen"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("delete from suggestions", "Hộ dân, T1 (tại ngày chốt): DuckDB 1/2 +1; Spark 1/2\n"),
        (
            "update cases set closed_at = timestamp '2024-05-10'",
            "Tin báo xử lý đúng hạn (tại ngày chốt): DuckDB 1/1; Spark 0/1\n",
        ),
        ("update cases set received_at = timestamp '2023-04-02'", "Tin đã tiếp nhận, 2024-06-14"),
    ],
)
def test_every_count_of_the_report_is_held_against_the_other(
    world: World, second: Harming, statement: str, told: str
) -> None:
    second(statement)
    with speaking("vi"), pytest.raises(UserError) as refused:
        freeze(world, both(world))
    assert told in refused.value.found


def test_without_the_second_engine_nothing_is_frozen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", without("pyspark"))
    with speaking("vi"), pytest.raises(UserError) as refused:
        freeze(world, both(world))
    assert (refused.value.code, refused.value.remedy) == ("no_spark", "Hãy cài: python3 run.py spark")
    assert world.store.frozen_states() == []
    assert freeze(world, world.config).number == 1, "whoever does not ask for it needs none"


def test_a_frozen_report_verifies_by_the_second_engine_and_what_it_has_otherwise_is_told(
    world: World, second: Harming
) -> None:
    freeze(world, world.config)
    assert verify(world.store, world.config, twice=True) == []
    second(LOST)
    assert verify(world.store, world.config) == []
    (found,) = verify(world.store, world.config, twice=True)
    assert (found["frozen"], found["figure"]) == (1, "engines")
    assert any("listed_codes" in line and "H2" in line for line in found["engines"])  # type: ignore[attr-defined]


@pytest.mark.usefixtures("second")
def test_states_of_earlier_rules_verify_by_these(world: World) -> None:
    """A ruling of then, a configuration that has changed since, lists loaded since: both engines go by what held then."""
    freeze(world, world.config)
    with duckdb.connect(str(world.store.path)) as connection:
        rows = connection.execute("select number, content from frozen_states").fetchall()
        for number, content in rows:
            told = {name: value for name, value in json.loads(content).items() if name != "rulings"}
            connection.execute("update frozen_states set content = ? where number = ?", [json.dumps(told), number])
    world.load("membership", [MEMBERS, ["N1", "9", "x", "H2", ""]], JUNE)
    stricter = replace(world.config, participation=replace(world.config.participation, village_rule="strict"))
    (state,) = world.store.frozen_states()
    assert snapshots.rulings_of(state) == 1
    assert [one for one in verify(world.store, stricter, twice=True) if "cause" not in one] == []


@pytest.mark.usefixtures("second")
def test_what_was_touched_is_told_once_and_not_asked_again(world: World) -> None:
    freeze(world, world.config)
    with duckdb.connect(str(world.store.path)) as connection:
        ((content,),) = connection.execute("select content from frozen_states").fetchall()
        told = json.loads(content)
        told["aggregate"]["rows"][0]["numerator"] = 99
        connection.execute("update frozen_states set content = ?", [json.dumps(told)])
    assert [one["figure"] for one in verify(world.store, world.config, twice=True)] == ["content", "signature"]


@pytest.mark.slow
def test_spark_has_the_figures_that_are_frozen(world: World, spark: SparkSession) -> None:
    """``verify`` asks it by the same way; that it does so the tests above tell."""
    assert spark
    assert freeze(world, both(world)).number == 1


def run(world: World, *words: str) -> tuple[int, Any]:
    found = CliRunner().invoke(cli, ["--config", str(CONFIG_FILE), "--database", str(world.store.path), *words])
    return found.exit_code, json.loads(found.stdout)


def test_the_command_verifies_by_both(world: World, second: Harming) -> None:
    freeze(world, world.config)
    second(LOST)
    assert run(world, "verify", "--json") == (0, [])
    code, found = run(world, "verify", "--engine", "spark", "--json")
    assert code == 1 and found[0]["figure"] == "engines" and "listed_codes" in str(found)
