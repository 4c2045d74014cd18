"""Two communes' figures of one name are added only where they are counted alike: the rule in the aggregate file says all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kpi.config.models import Config
from kpi.config.references import reference_faults
from kpi.exchange.rows import RECEIVED
from kpi.rollup.asking import roll_up
from kpi.snapshots.aggregate import rule_in
from tests.exchanged import put
from tests.golden.test_added_registers import CHILDREN
from tests.golden.test_plan_words import club
from tests.golden.test_rollup_of_plans import AN, BINH, water
from tests.plans import plan


def test_whom_a_group_must_have_is_part_of_the_rule() -> None:
    """Villages with a health worker in their club were added to villages with any member at all."""
    said = club()
    rules = {
        rule_in(said, replace(said.indicators[1], asks=asks))
        for asks in ((), ("health_worker",), ("village_head",), ("health_worker", "village_head"))
    }
    assert len(rules) == 4
    one = said.indicators[1]
    assert rule_in(said, replace(one, title="Khác", why="Khác")) == rule_in(said, one), "words are no rule"


def test_who_does_not_count_on_a_plans_own_register_is_part_of_the_rule() -> None:
    """Children of whom one commune leaves those out that have moved away, another one nobody."""
    said = plan(CHILDREN)
    all_of_them = replace(said, registers=tuple(replace(one, left_out=()) for one in said.registers))
    for one in said.indicators:
        alike = rule_in(said, one) == rule_in(all_of_them, one)
        assert alike is (one.register != "child")


def test_a_plan_that_bears_the_name_of_a_second_one_is_a_third(tmp_path: Path, config: Config) -> None:
    """Of two plans under one name the second is chosen as "nuoc-sach (2)"; so a unit may have called its own."""
    other = water("3", "xã Cát", (1, 2), (1, 2), rule="household marked other")
    named = water("4", "xã Dân", (5, 9), (1, 2), plan="nuoc-sach (2)")
    folder = put(tmp_path, AN, BINH, other, named)
    first = roll_up(config, folder)
    names = [first.plan.name, *(row.name for row in first.left_out)]
    assert len(set(names)) == 3
    sums = {name: roll_up(config, folder, plan=name).totals[0].numerator for name in names}
    assert sorted(filter(None, sums.values())) == [1, 5, 5]


def test_no_indicator_bears_the_name_of_the_reports_received(config: Config) -> None:
    """Its figures would stand in the file as numbers of reports, and in no total."""
    said = club()
    renamed = replace(said, indicators=(replace(said.indicators[0], id=RECEIVED),), targets=())
    faults = [fault.path for fault in reference_faults(replace(config, plans=(*config.plans, renamed)))]
    assert faults == ["plans[1].indicators[0].id"]
