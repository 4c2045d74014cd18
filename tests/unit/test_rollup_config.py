"""What the configuration of the roll-up may say: successors without circles, units awaited once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpi.config.models import Config, ExpectedUnit, ReportForm, Reports, Rollup, Successor
from kpi.config.references import reference_faults


def faults(config: Config, *rows: tuple[str, str, int]) -> list[tuple[str, object]]:
    successors = tuple(Successor(unit=unit, into=into, start=date(year, 7, 1), basis="x") for unit, into, year in rows)
    return [
        (fault.path, fault.found) for fault in reference_faults(replace(config, rollup=Rollup(successors=successors)))
    ]


def test_a_chain_is_sound(config: Config) -> None:
    assert not faults(config, ("A", "B", 2024), ("B", "C", 2025), ("D", "C", 2025))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("A", "A", 2024)], [("rollup.successors[0].into", "A")]),
        (
            [("A", "B", 2024), ("B", "A", 2025)],
            [("rollup.successors[0].into", "B"), ("rollup.successors[1].into", "A")],
        ),
        ([("A", "B", 2024), ("A", "C", 2025)], [("rollup.successors[1].unit", "A")]),
        ([("A", "B", 2025), ("B", "C", 2024)], [("rollup.successors[0].from", date(2025, 7, 1))]),
        (
            [("X", "A", 2024), ("A", "B", 2024), ("B", "C", 2024), ("C", "A", 2024)],
            [(f"rollup.successors[{n}].into", into) for n, into in ((1, "B"), (2, "C"), (3, "A"))],
        ),
    ],
)
def test_circles_and_double_ends_are_told(
    config: Config, rows: list[tuple[str, str, int]], expected: list[tuple[str, object]]
) -> None:
    assert faults(config, *rows) == expected


def test_a_unit_is_awaited_once(config: Config) -> None:
    twice = Rollup(expected=tuple(ExpectedUnit(code="A", name=name) for name in ("xã A", "xã B")))
    found = reference_faults(replace(config, rollup=twice))
    assert [(fault.path, fault.found) for fault in found] == [("rollup.expected[1].code", "A")]


@pytest.mark.parametrize(("second", "told"), [("b/MAU.XLSX", True), ("b/mau-2.xlsx", False)])
def test_two_forms_of_one_file_name_are_told(config: Config, second: str, told: bool) -> None:
    """Filled, the second one would have taken the first one's place."""
    forms = Reports(forms=tuple(ReportForm(workbook=path, mapping="m.yaml") for path in ("a/mau.xlsx", second)))
    found = [fault.path for fault in reference_faults(replace(config, reports=forms))]
    assert found == (["reports.forms[1].workbook"] if told else [])
