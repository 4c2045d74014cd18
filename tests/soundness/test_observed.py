"""Cards, charts and tables say what a figure rests on: how old its lists are, how many villages it speaks of, and no change unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.answers.households import household_movement
from kpi.answers.structure import structure
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.keys import UnitKeys
from kpi.judgement.assessment import Assessment
from kpi.operations.verify import verify
from kpi.reports.content.gathering import Order
from kpi.reports.sending import freezing, seals
from kpi.ui.households.tables import village_table
from kpi.ui.parts import words
from kpi.ui.parts.cards import card
from kpi.ui.parts.charts import villages_bars
from kpi.ui.parts.look import LIGHT
from tests.worlds import World

HOUSEHOLDS: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Tổng thành viên"]
MARCH, JUNE, JULY = date(2024, 3, 31), date(2024, 6, 30), date(2024, 7, 31)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """T1 and T2 of three villages have a register, of two households each; one of T1 takes part since March, nobody of T2."""
    world = World.empty(tmp_path).with_villages_and_groups(3)
    for village in ("1", "2"):
        rows = [[f"H{village}{n}", "A", f"T{village}"] for n in (1, 2)]
        world.load("household", [HOUSEHOLDS, *rows], MARCH)
    world.load("membership", [MEMBERS, ["N1", "7", "zq", "H11", 1]], MARCH)
    return world


def both(world: World, now: date, before: date) -> tuple[Assessment, Assessment]:
    return world.of("households", now), world.of("households", before)


def test_a_card_says_how_old_its_lists_are_and_of_no_change_unseen(world: World) -> None:
    old = card(*both(world, JULY, JUNE), world.config)
    assert "Theo danh sách ngày 31/3/2024; sau ngày 30/6/2024 chưa có danh sách mới" in old
    assert "0 hộ (0 điểm %)" not in old
    world.load("membership", [MEMBERS, ["N1", "7", "zq", "H11", 1]], JULY)
    new = card(*both(world, JULY, JUNE), world.config)
    assert "Theo danh sách ngày 31/7/2024" in new and "chưa có danh sách mới" not in new
    assert "0 hộ (0 điểm %) so với 30/6/2024" in new


def test_some_villages_are_told_as_some_and_the_others_named(world: World) -> None:
    said = card(*both(world, JUNE, MARCH), world.config)
    assert "1/4 hộ của 2/3 thôn" in said and "Chưa có sổ hộ: Thôn 3" in said
    assert "Chưa đủ số liệu" in said and "Còn thiếu" not in said


def test_what_villages_are_covered_must_be_the_same_to_compare(world: World) -> None:
    world.load("household", [HOUSEHOLDS, ["H31", "A", "T3"]], JULY)
    now, before = both(world, JULY, JUNE)
    assert now.basis.uncovered == () and before.basis.uncovered == ("Thôn 3",)
    assert words.change_in_words(before, now, "hộ") is None


def test_a_village_of_which_nobody_takes_part_has_its_figure_in_the_chart(world: World) -> None:
    chart = villages_bars(world.of("households", JUNE), "hộ", LIGHT)
    drawn = {note["text"] for note in chart.figure["layout"]["annotations"]}
    assert {"0% · 0/2 hộ", "Chưa có sổ hộ"} <= drawn
    assert [text for text in chart.figure["data"][-1]["text"] if text] == ["50% · 1/2 hộ"]


def test_a_villages_row_tells_no_change_without_a_list_of_its_own(world: World) -> None:
    def row(village: str) -> list[str]:
        now, before = both(world, JULY, JUNE)
        moved = household_movement(world.store, world.config, JUNE, JULY)
        found = village_table(now, before, moved).split("<tr")
        return next(part for part in found if f">{village}<" in part).split("</td>")[-4:-1]

    assert all("—" in cell for cell in row("Thôn 1"))
    world.load("membership", [MEMBERS, ["N1", "7", "zq", "H11", 1]], JULY)
    assert not any("—" in cell for cell in row("Thôn 1"))
    assert all("—" in cell for cell in row("Thôn 2"))


def test_a_group_tells_a_change_between_two_lists_only(world: World) -> None:
    def change() -> int | None:
        found = structure(world.store, world.config, JULY, JUNE)
        return next(group.change for group in found.groups if group.quality.code == "N1")

    assert change() is None
    world.load("membership", [MEMBERS, ["N1", "7", "zq", "H11", 1]], JULY)
    assert change() == 0


def test_reports_frozen_with_files_of_earlier_versions_verify(world: World) -> None:
    """As programs of before wrote them: the head says the version and nothing of a seal; in version 1 rows and code end before the
    columns that version 2 added."""
    freezing.freeze(world.store, world.config, Order(JUNE), lambda *_: [], frozen_by="An", at=world.clock)
    (state,) = world.store.frozen_states()
    kept = Aggregate.from_dict(state.content["aggregate"])
    assert kept.header.schema_version == "3"
    for version, unsaid in (("2", ()), ("1", ("observed_on", "oldest_list_on", "covered", "villages"))):
        rows = tuple(replace(row, **dict.fromkeys(unsaid)) for row in kept.rows)  # type: ignore[arg-type]
        older = Aggregate.of(replace(kept.header, schema_version=version, key=None, signature=None), rows)
        content = state.content["aggregate"] = older.as_dict()
        for name in ("sha256", "key", "signature"):
            del content["header"][name]
        content["rows"] = [{name: row[name] for name in row if name not in unsaid} for row in content["rows"]]
        with duckdb.connect(str(world.store.path)) as connection:
            values = [json.dumps(state.content, ensure_ascii=False), older.code]
            connection.execute("update frozen_states set content = ?, code = ?", values)
        assert verify(world.store, world.config) == []
        assert list(seals.seals_of(world.store, UnitKeys.beside(world.store.path)).values()) == [
            seals.OwnSeal.BEFORE_SEALS
        ]
