"""A broken configuration is told all at once, each fault with its place, what stands there and what may."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from kpi.config import config_hash, load_config
from kpi.config.checking import checked
from kpi.config.faults import ConfigError, Fault
from kpi.config.kept import _seal, kept, key_of_text
from kpi.config.models import Config
from kpi.config.reading import parsed
from kpi.config.references import _fold as folded_by_config
from kpi.domain.datasets import DATASETS, Column, Kind
from kpi.domain.errors import UsageError
from kpi.domain.indicators import INDICATORS
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import speaking
from kpi.vietnamese.text import fold
from tests.worlds import CONFIG_FILE

TEXT = CONFIG_FILE.read_text("utf-8")
FIRST_TARGET = "{indicator: institutions, from: 2024-01-01, to: 2024-12-31, percent: 100"
OVERLAPPING_TARGET = FIRST_TARGET.replace("2024-01-01", "2024-06-01") + ', basis: "x"}\n      - ' + FIRST_TARGET
OVERLAP = (FIRST_TARGET, OVERLAPPING_TARGET)

Change = tuple[str, str]


def refused(folder: Path, text: str) -> UsageError:
    file = folder / "config.yaml"
    file.write_text(text, "utf-8")
    with speaking("en"), pytest.raises(UsageError) as caught:
        load_config(file)
    assert caught.value.exit_code == 2
    return caught.value


def faults(folder: Path, *changes: Change) -> tuple[Fault, ...]:
    """The faults of the shipped configuration with these changes made to it."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    error = refused(folder, text)
    assert isinstance(error, ConfigError)
    with speaking("en"):
        for fault in error.faults:
            assert fault.text() in fault_in_words(error).replace("\n  - ", "\n").split("\n")
    return error.faults


@pytest.fixture(scope="module")
def shipped() -> Config:
    return load_config(CONFIG_FILE)


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        pytest.param(
            ("village_rule: minimal", "vilage_rule: minimal"),
            "participation.vilage_rule",
            ["one of the keys", 'did you mean "village_rule"'],
            id="unknown key",
        ),
        pytest.param(
            ("timezone: Asia", "timezon: Asia"), "timezon", ['did you mean "timezone"'], id="unknown root key"
        ),
        pytest.param(("timezone: Asia", "timezon: Asia"), "timezone", ["found nothing", "missing"], id="missing key"),
        pytest.param(
            (FIRST_TARGET, FIRST_TARGET + "1"), "plans[0].targets[0].percent", ["1001", "at most 100"], id="too much"
        ),
        pytest.param(
            (FIRST_TARGET, FIRST_TARGET[:-3] + "0"), "plans[0].targets[0].percent", ["more than 0"], id="no target"
        ),
        pytest.param(
            (FIRST_TARGET, FIRST_TARGET[:-3] + "x"), "plans[0].targets[0].percent", ["'x'", "a number"], id="no number"
        ),
        pytest.param(
            OVERLAP, "plans[0].targets[1]", ["institutions 2024-01-01", "2024-06-01"], id="overlapping targets"
        ),
        pytest.param(
            ("village_rule: minimal", "village_rule: loose"),
            "participation.village_rule",
            ["'loose'", "'minimal' or 'strict'"],
            id="not in a closed list",
        ),
        pytest.param(
            ("to: 2025-06-30", "to: 31/6/2025"), "unit.report_to[0].to", ["'31/6/2025'", "2024-12-31"], id="not a date"
        ),
        pytest.param(
            ("to: 2025-06-30", "to: 2025-06-31"), "unit.report_to[0].to", ["2025-06-31", "2024-12-31"], id="no such day"
        ),
        pytest.param(
            ("to: 2025-06-30", "to: 2025-07-31"),
            "unit.report_to[1]",
            ["2025-07-01", "only one row a day"],
            id="overlap",
        ),
        pytest.param(
            ("to: 2025-06-30", "to: 2021-06-30"), "unit.report_to[0]", ["a last day (to)"], id="ends before it starts"
        ),
        pytest.param(
            ("term: {hours: 24}", "term: {hours: 24, days: 1}"), "deadlines[0].term", ["exactly one of"], id="two terms"
        ),
        pytest.param(
            ("- kinds: [crime_report,", "- kinds: [crime_reprot,"),
            "deadlines[0].kinds",
            ['did you mean "crime_report"'],
            id="unknown kind of report",
        ),
        pytest.param(
            ("enterprise_statuses: [activ", "enterprise_statuses: [aktiv"),
            "participation.enterprise_statuses",
            ["'aktive'", 'did you mean "active"'],
            id="unknown status",
        ),
        pytest.param(
            ("      away: [Tạm vắng", "      awya: [Tạm vắng"),
            "lookups.household.status",
            ["'awya'", "resident, away, moved", 'did you mean "away"'],
            id="unknown meaning",
        ),
        pytest.param(
            ("      away: [Tạm vắng", "      away: [THUONG TRU"),
            "lookups.household.status.away",
            ["'THUONG TRU'", "also means resident"],
            id="a word with two meanings",
        ),
        pytest.param(
            ("    members: [Nhân khẩu", "    members: [Chu ho"),
            "headers.household.members",
            ["'Chu ho'", "also names head_name"],
            id="an alias of two columns",
        ),
        pytest.param(
            ("    members: [Nhân khẩu", "    members: [số điện thoại"),
            "headers.household.members",
            ["'số điện thoại'", "also names phone"],
            id="an alias that is another column's own header",
        ),
        pytest.param(
            ("    members: [Nhân khẩu", "    members: [ngay sinh"),
            "headers.household.members",
            ["'ngay sinh'", "never_stored"],
            id="an alias that is never stored",
        ),
        pytest.param(
            ("    members: [Nhân khẩu", "    member: [Nhân khẩu"),
            "headers.household",
            ['did you mean "members"'],
            id="unknown column",
        ),
        pytest.param(
            ("headers:\n  village:", "headers:\n  vilage:"), "headers", ['did you mean "village"'], id="unknown dataset"
        ),
        pytest.param(
            ('      "yes": [x', "      yes: [x"), "lookups.group.rules.True", ["in quotes"], id="unquoted yes"
        ),
        pytest.param(
            ("  - year: 2022", "  - {year: 2022, holidays: [], basis: x}\n  - year: 2022"),
            "calendar[1].year",
            ["each year only once"],
            id="a year twice",
        ),
        pytest.param(
            ("holidays: [2022-01-03", "holidays: [2021-01-03"),
            "calendar[0]",
            ["only days of 2022"],
            id="another year's day",
        ),
        pytest.param(
            ("      - id: villages", "      - id: households"),
            "plans[0].indicators[3].id",
            ["once"],
            id="indicator twice",
        ),
    ],
)
def test_a_fault_names_place_and_remedy(tmp_path: Path, change: Change, path: str, words: list[str]) -> None:
    told = [fault for fault in faults(tmp_path, change) if fault.path == path]
    with speaking("en"):
        assert any(all(word in fault.text() for word in words) for fault in told), told


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    shape = ("language: vi", "language: xx"), ("stale_list_days: 45", "stale_list_days: 0")
    assert [fault.path for fault in faults(tmp_path, *shape)] == ["language", "attention.stale_list_days"]


def test_a_misshapen_row_does_not_hide_what_others_contradict(tmp_path: Path) -> None:
    changes = (
        OVERLAP,
        ("percent: 90", "percent: 101"),
        ("village_rule: minimal", "vilage_rule: minimal"),
        ("enterprise_statuses: [active]", "enterprise_statuses: [activ]"),
        ("    members: [Nhân khẩu", "    members: [Chủ hộ"),
    )
    assert {fault.path for fault in faults(tmp_path, *changes)} == {
        "plans[0].targets[1]",
        "plans[0].targets[8].percent",
        "participation.vilage_rule",
        "participation.enterprise_statuses",
        "headers.household.members",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("language: vi\nunit: {}\nlanguage: en\n", ['"language" stands twice', "line 3"], id="key twice"),
        pytest.param("plan:\n  title: a\n  title: b\n", ['"title" stands twice', "line 3, column 3"], id="inner key"),
        pytest.param("unit: [\n", ["not valid YAML", "line"], id="broken"),
        pytest.param("a: \x07\n", ["not valid YAML"], id="control character"),
        pytest.param("? [a]\n: b\n", ["not valid YAML"], id="a list as key"),
        pytest.param("", ["is empty"], id="empty"),
        pytest.param("- a\n- b\n", ["a group of keys"], id="a list"),
        pytest.param("just words", ["'just words'", "a group of keys"], id="words"),
    ],
)
def test_what_is_no_group_of_keys_is_refused(tmp_path: Path, text: str, words: list[str]) -> None:
    error = refused(tmp_path, text)
    assert not isinstance(error, ConfigError)
    assert "config.yaml" in error.place
    for word in words:
        assert word in fault_in_words(error)


def test_a_text_read_before_gives_values_of_their_own_and_faults_of_its_own_file() -> None:
    parsed(CONFIG_FILE, TEXT)["plans"].clear()
    assert parsed(CONFIG_FILE, TEXT)["plans"] and checked(CONFIG_FILE, TEXT).plans
    for text in ("unit: [", TEXT.replace(*OVERLAP, 1)):
        for file in ("a.yaml", "b.yaml"):
            with pytest.raises(UsageError) as caught:
                checked(Path(file), text)
            assert file in fault_in_words(caught.value)


def test_a_missing_file_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path / "nothing.yaml")
    assert "nothing.yaml" in fault_in_words(caught.value)
    assert not isinstance(caught.value, ConfigError)


@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_plan_sets_targets_for_two_years_only(shipped: Config, indicator: str) -> None:
    def first_and_last_day(year: int) -> list[int | None]:
        rows = [shipped.target_on(indicator, day) for day in (date(year, 1, 1), date(year, 12, 31))]
        return [int(row.percent) if row and row.percent else None for row in rows]

    wanted = {"businesses": (70, 100), "households": (70, 90)}.get(indicator, (100, 100))
    assert [first_and_last_day(year) for year in (2022, 2023, 2024, 2025, 2026)] == [
        [None, None],
        [None, None],
        [wanted[0]] * 2,
        [wanted[1]] * 2,
        [None, None],
    ]


def test_the_level_above_changes_with_the_end_of_the_district(shipped: Config) -> None:
    names = [shipped.superior_on(day) for day in (date(2025, 6, 30), date(2025, 7, 1))]
    assert [row.name for row in names if row] == ["UBND huyện Hà Trung", "UBND tỉnh Thanh Hóa"]


WORD_COLUMNS = [(d.id, c) for d in DATASETS for c in d.columns if c.kind in (Kind.WORD, Kind.FLAG)]


@pytest.mark.parametrize(("dataset", "column"), WORD_COLUMNS, ids=lambda part: getattr(part, "name", part))
def test_every_meaning_has_words(shipped: Config, dataset: str, column: Column) -> None:
    assert set(shipped.lookups[dataset][column.name]) == set(column.meanings or ("yes", "no"))


def test_the_clock_of_crime_reports_became_shorter(shipped: Config) -> None:
    def hours(day: date) -> list[int | None]:
        return [row.term.hours for row in shipped.deadlines if "crime_report" in row.kinds and row.holds_on(day)]

    assert hours(date(2025, 2, 28)) == [24]
    assert hours(date(2025, 3, 1)) == [12]


def test_words_are_compared_as_lists_are_read(shipped: Config) -> None:
    words = [word for columns in shipped.headers.values() for aliases in columns.values() for word in aliases]
    words += [w for d in shipped.lookups.values() for c in d.values() for spellings in c.values() for w in spellings]
    words += shipped.never_stored
    assert [folded_by_config(word) for word in words] == [fold(word) for word in words]


def test_the_hash_names_the_rules_and_not_their_order(shipped: Config, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(TEXT.replace("language: vi ", "# ") + os.linesep + "language: vi\n", "utf-8")
    assert config_hash(load_config(file)) == config_hash(shipped)
    file.write_text(TEXT.replace("stale_list_days: 45", "stale_list_days: 46"), "utf-8")
    assert config_hash(load_config(file)) != config_hash(shipped)


def changed(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A file whose content was changed and sealed again, as somebody would who knows how."""

    def change(stored: bytes) -> bytes:
        content = stored.partition(b"\n")[2]
        assert old in content
        content = content.replace(old, new, 1)
        return _seal(key_of_text(TEXT), content) + b"\n" + content

    return change


def sealed(content: bytes) -> Callable[[bytes], bytes]:
    return lambda _stored: _seal(key_of_text(TEXT), content) + b"\n" + content


class Hostile:
    """A pickle of this would run code."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit",)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _stored: b"", id="empty"),
        pytest.param(lambda stored: stored[:-100], id="cut off"),
        pytest.param(lambda stored: stored.replace(b"Asia", b"Asla"), id="one byte changed"),
        pytest.param(lambda stored: b"0" * 64 + stored[64:], id="of another text or program"),
        pytest.param(lambda _stored: pickle.dumps(Hostile()), id="a pickle"),
        pytest.param(sealed(pickle.dumps(Hostile())), id="a sealed pickle"),
        pytest.param(sealed(b"[" * 100_000), id="without end"),
        pytest.param(sealed(b"[]"), id="a list"),
        pytest.param(sealed(b"{}"), id="no keys"),
        pytest.param(changed(b'"language":', b'"__class__":'), id="a strange key"),
        pytest.param(changed(b'"stale_list_days": 45', b'"stale_list_days": "45"'), id="a text for a number"),
        pytest.param(changed(b'"timezone": "Asia/Ho_Chi_Minh"', b'"timezone": ["Asia"]'), id="a list for a text"),
        pytest.param(changed(b'"2024-01-01"', b'"2024-01-32"'), id="no such day"),
        pytest.param(changed(b'"language": "vi"', b'"language": "xx"'), id="not in a closed list"),
    ],
)
def test_a_kept_configuration_that_is_damaged_or_strange_is_passed_over(
    shipped: Config, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(TEXT, "utf-8")
    assert load_config(file) == shipped
    assert kept(file, key_of_text(TEXT)) == shipped
    (place,) = (tmp_path / "__pycache__").iterdir()
    place.write_bytes(damage(place.read_bytes()))
    assert kept(file, key_of_text(TEXT)) is None
    assert load_config(file) == shipped
    assert kept(file, key_of_text(TEXT)) == shipped


def of_before(text: str) -> str:
    """The shipped file as programs wrote it before plans were data: one plan, and its targets beside it."""
    content = yaml.safe_load(text)
    (plan,) = content.pop("plans")
    for row in plan["indicators"]:
        for key in ("register", "way", "place"):
            del row[key]
    del plan["id"]
    return yaml.safe_dump({**content, "targets": plan.pop("targets"), "plan": plan}, allow_unicode=True)


def test_a_file_from_before_plans_were_data_says_the_same(shipped: Config, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(of_before(TEXT), "utf-8")
    before = load_config(file)
    assert replace(before, plans=(replace(before.plan, id=shipped.plan.id),)) == shipped
    assert before.speaking_like(shipped) == before and shipped.speaking_like(before) == shipped
    text = of_before(TEXT).replace("percent: 90", "percent: 101").replace("id: villages", "id: households")
    found = refused(tmp_path, text)
    assert isinstance(found, ConfigError)
    assert {"targets[7].percent", "plan.indicators[3].id"} <= {fault.path for fault in found.faults}
