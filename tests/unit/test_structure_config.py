"""What may stand in config.yaml → structure, and that a file from before there was one still loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpi.config import load_config
from kpi.config.models import Structure
from kpi.i18n.messages import speaking
from tests.unit.test_config import TEXT, faults
from tests.worlds import CONFIG_FILE

ENTRIES, EXCEPTIONS = "\n  entries: []", "\n  not_applicable: []"


def entries(*rows: str) -> tuple[str, str]:
    return ENTRIES, "\n  entries:" + "".join(f"\n    - {{{row}}}" for row in rows)


def exceptions(*rows: str) -> tuple[str, str]:
    return EXCEPTIONS, "\n  not_applicable:" + "".join(f"\n    - {{{row}}}" for row in rows)


POSTED = "item: posting, place: office, from: 2024-05-10, state: yes, basis: x"
HALL = "item: posting, place: culture_house, village: T1, from: 2024-05-10, state: yes, basis: x"
PUBLICITY = "item: publicity, village: T1, from: 2024-05-10, state: yes, basis: x"
NO_POLICE = "component: order_police, from: 2024-01-01, reason: x"


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        pytest.param(
            exceptions("component: order_police, from: 2024-01-01"),
            "structure.not_applicable[0].reason",
            ["missing"],
            id="no reason",
        ),
        pytest.param(
            exceptions(NO_POLICE.replace("reason: x", "reason: ' '")),
            "structure.not_applicable[0]",
            ["a reason in words"],
            id="a blank reason",
        ),
        pytest.param(
            exceptions(NO_POLICE.replace("order_police", "oder_police")),
            "structure.not_applicable[0].component",
            ["'oder_police'", 'did you mean "order_police"'],
            id="unknown component",
        ),
        pytest.param(
            exceptions(f"place: office, {NO_POLICE}"),
            "structure.not_applicable[0]",
            ["exactly one of component, place, requirement"],
            id="two at once",
        ),
        pytest.param(
            exceptions("from: 2024-01-01, reason: x"),
            "structure.not_applicable[0]",
            ["exactly one of component, place, requirement"],
            id="nothing at all",
        ),
        pytest.param(
            exceptions("requirement: S12, from: 2024-01-01, reason: x"),
            "structure.not_applicable[0].requirement",
            ["'S12'", "'S1', 'S2'"],
            id="unknown requirement",
        ),
        pytest.param(
            exceptions("place: office, village: T1, from: 2024-01-01, reason: x"),
            "structure.not_applicable[0]",
            ["a village for a component and culture_house"],
            id="a village's office",
        ),
        pytest.param(
            exceptions(NO_POLICE, NO_POLICE),
            "structure.not_applicable[1]",
            ["order_police 2024-01-01", "only one row a day"],
            id="declared twice",
        ),
        pytest.param(
            entries(POSTED, POSTED.replace("state: yes", "state: no")),
            "structure.entries[1]",
            ["posting office 2024-05-10", "only one row a day"],
            id="yes and no on one day",
        ),
        pytest.param(
            entries(POSTED.replace("place: office, ", "")),
            "structure.entries[0]",
            ["a place for posting and qr"],
            id="posted nowhere",
        ),
        pytest.param(
            entries(POSTED.replace("posting", "page")),
            "structure.entries[0]",
            ["a place for posting and qr"],
            id="a page somewhere",
        ),
        pytest.param(
            entries(HALL.replace("village: T1, ", "")),
            "structure.entries[0]",
            ["a village for publicity and culture_house"],
            id="no village's hall",
        ),
        pytest.param(
            entries(PUBLICITY.replace("village: T1, ", "")),
            "structure.entries[0]",
            ["a village for publicity and culture_house"],
            id="publicity nowhere",
        ),
        pytest.param(
            entries(POSTED.replace("posting", "poster")), "structure.entries[0].item", ["'posting'"], id="unknown item"
        ),
        pytest.param(
            entries(POSTED.replace("state: yes", "state: có")),
            "structure.entries[0].state",
            ["true or false"],
            id="no state",
        ),
        pytest.param(
            entries(POSTED.replace(", basis: x", "")), "structure.entries[0].basis", ["missing"], id="no basis"
        ),
        pytest.param(
            entries(POSTED.replace("from: 2024-05-10", "from: 2024-05-10, to: 2024-05-09")),
            "structure.entries[0]",
            ["a last day (to)"],
            id="ends before it starts",
        ),
        pytest.param(
            ("      - id: S2", "      - id: S1"), "plans[0].requirements[1].id", ["only once"], id="a clause twice"
        ),
        pytest.param(
            ("full_group_percent: 90", "full_group_percent: 101"),
            "attention.full_group_percent",
            ["at most 100"],
            id="more than full",
        ),
    ],
)
def test_a_fault_names_place_and_remedy(tmp_path: Path, change: tuple[str, str], path: str, words: list[str]) -> None:
    told = [fault for fault in faults(tmp_path, change) if fault.path == path]
    with speaking("en"):
        assert any(all(word in fault.text() for word in words) for fault in told), told


def test_what_is_written_well_is_read_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    later = POSTED.replace("from: 2024-05-10", "from: 2024-06-01").replace("state: yes", "state: no")
    ended = POSTED.replace("from: 2024-05-10", "from: 2024-05-10, to: 2024-05-31")
    of_one = NO_POLICE.replace("component: order_police", "component: order_police, village: T1")
    text = TEXT.replace(*entries(ended, later, HALL, PUBLICITY, PUBLICITY)).replace(*exceptions(NO_POLICE, of_one))
    file.write_text(text, "utf-8")
    first = load_config(file)
    assert [(row.item, row.village, row.state) for row in first.structure.entries] == [
        ("posting", "", True),
        ("posting", "", False),
        ("posting", "T1", True),
        ("publicity", "T1", True),
        ("publicity", "T1", True),
    ]
    assert load_config(file) == first  # as it was kept beside the file


def test_an_older_file_loads_as_it_is(tmp_path: Path) -> None:
    text = re.sub(r"^structure:\n.*?(?=^# -{10})", "", TEXT, flags=re.S | re.M)
    text = re.sub(r"^    requirements:\n(?: {6}.*\n)+", "", text, flags=re.M)
    text = re.sub(r"^  (old_register_days|full_group_percent):.*\n", "", text, flags=re.M)
    assert not re.search("^structure:|requirements:|full_group_percent|old_register_days", text, re.M)
    file = tmp_path / "config.yaml"
    file.write_text(text, "utf-8")
    config = load_config(file)
    assert (config.structure, config.plan.requirements) == (Structure(), ())
    assert (config.attention.old_register_days, config.attention.full_group_percent) == (366, 90)


def test_the_shipped_file_quotes_the_plan_for_each_requirement() -> None:
    requirements = load_config(CONFIG_FILE).plan.requirements
    assert [row.id for row in requirements] == [f"S{number}" for number in range(1, 12)]
    assert all(row.quotes and row.clause.startswith("mục II.") for row in requirements)
