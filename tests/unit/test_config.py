"""A broken configuration is told all at once, each fault with its place, what stands there and what may."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi.config import load_config
from kpi.config.faults import ConfigError
from kpi.datasets import INDICATORS
from kpi.errors import UserError
from kpi.language import speaking
from tests.worlds import CONFIG_FILE

TEXT = CONFIG_FILE.read_text("utf-8")
FIRST_TARGET = "{indicator: institutions, from: 2024-01-01, to: 2024-12-31, percent: 100"


def broken(tmp_path: Path, *changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = tmp_path / "config.yaml"
    file.write_text(text, "utf-8")
    with speaking("en"), pytest.raises(UserError) as caught:
        load_config(file)
    assert caught.value.exit_code == 2
    with speaking("en"):
        return caught.value.text()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            ("village_rule: minimal", "vilage_rule: minimal"),
            ["participation.vilage_rule", 'did you mean "village_rule"'],
        ),
        ((FIRST_TARGET, FIRST_TARGET + "1"), ["targets[0].percent", "at most 100"]),
        (("village_rule: minimal", "village_rule: loose"), ["participation.village_rule", "'loose'", "'strict'"]),
        (("to: 2025-06-30", "to: 31/6/2025"), ["unit.report_to[0].to", "2024-12-31"]),
        (("to: 2025-06-30", "to: 2025-07-31"), ["unit.report_to", "one row a day"]),
        (("term: {hours: 24}", "term: {hours: 24, days: 1}"), ["deadlines[0].term", "exactly one"]),
        (
            ("enterprise_statuses: [active]", "enterprise_statuses: [activ]"),
            ["enterprise_statuses", 'did you mean "active"'],
        ),
        (("timezone: Asia/Ho_Chi_Minh", "timezone: Asia/Ho_Chi_Minh\ntimezone: x"), ["stands twice", "line"]),
        (("unit:", "unit: ["), ["YAML", "line"]),
    ],
)
def test_a_fault_names_place_and_remedy(tmp_path: Path, change: tuple[str, str], words: list[str]) -> None:
    text = broken(tmp_path, change)
    for word in words:
        assert word in text, text


def test_two_targets_for_one_time_are_refused(tmp_path: Path) -> None:
    second = FIRST_TARGET.replace("2024-01-01", "2024-06-01") + ', basis: "x"}\n  - ' + FIRST_TARGET
    assert "targets" in broken(tmp_path, (FIRST_TARGET, second))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = broken(tmp_path, ("language: vi", "language: fr"), ("stale_list_days: 45", "stale_list_days: 0"))
    assert "language" in text and "attention.stale_list_days" in text


def test_a_missing_file_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_config(tmp_path / "nothing.yaml")
    assert "nothing.yaml" in caught.value.text()
    assert not isinstance(caught.value, ConfigError)


def test_the_plan_sets_targets_for_two_years_only() -> None:
    config = load_config(CONFIG_FILE)
    from datetime import date

    for indicator in INDICATORS:
        assert [config.target_on(indicator, date(year, 7, 1)) is not None for year in (2023, 2024, 2025, 2026)] == [
            False,
            True,
            True,
            False,
        ]
