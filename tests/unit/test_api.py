"""The front door for programs: frames with the documented columns, the figures of the command line, and an untouched file."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

import kpi
from kpi.answers.cases import case_year
from kpi.answers.links import links
from kpi.answers.status import history, status
from kpi.api import COLUMNS, Figures
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.domain.indicators import INDICATORS
from kpi.store import Store
from tests.worlds import CONFIG_FILE

DAY = date(2024, 12, 31)
DOCUMENT = CONFIG_FILE.parent / "docs" / "api.md"


@pytest.fixture
def database(sample_store: Store, tmp_path: Path) -> Path:
    """A copy of the sample where the document has it."""
    path = tmp_path / "data" / "kpi.duckdb"
    path.parent.mkdir()
    shutil.copy(sample_store.path, path)
    return path


@pytest.fixture(scope="module")
def figures(sample_store: Store) -> Figures:
    return kpi.open(sample_store.path, CONFIG_FILE)


@pytest.fixture(scope="module")
def full(figures: Figures) -> dict[str, Any]:
    """Every frame of the sample."""
    return frames(figures)


def frames(opened: Figures) -> dict[str, Any]:
    return {
        "indicators": opened.indicators(DAY), "villages": opened.villages(DAY), "links": opened.links(DAY),
        "cases": opened.cases(DAY), "batches": opened.batches(),
    }  # fmt: skip


def test_the_document_runs_and_leaves_the_database_as_it_is(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(CONFIG_FILE, database.parents[1])
    monkeypatch.chdir(database.parents[1])
    before = database.read_bytes()
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert len([line for line in code.splitlines() if line]) <= 10
    exec(compile(code, DOCUMENT.name, "exec"), {})
    assert "households" in capsys.readouterr().out
    assert database.read_bytes() == before
    assert [file.name for file in database.parent.iterdir()] == [database.name]


@pytest.mark.parametrize("name", COLUMNS)
def test_the_document_names_the_columns_and_dtypes_of_every_frame(name: str, full: dict[str, Any]) -> None:
    section = DOCUMENT.read_text("utf-8").partition(f"\n## `{name}`")[2].partition("\n## ")[0]
    documented = re.findall(r"^\| `(\w+)` \| (\S+) \|", section, re.MULTILINE)
    found = [(column, str(dtype)) for column, dtype in full[name].dtypes.items()]
    assert documented == found


def test_an_empty_database_gives_the_same_columns_and_dtypes(empty_store: Store, full: dict[str, Any]) -> None:
    for name, frame in frames(kpi.open(empty_store.path, CONFIG_FILE)).items():
        assert list(frame.dtypes) == list(full[name].dtypes), name
        assert list(frame.columns) == list(full[name].columns), name
        assert name == "indicators" or frame.empty, name


def test_the_figures_are_those_of_the_command_line(
    figures: Figures, full: dict[str, Any], sample_store: Store, config: Config
) -> None:
    answer = status(sample_store, config, DAY)
    assert figures.status("31/12/2024") == figures.status(DAY) == answer
    course = figures.history()
    assert course == history(sample_store, config)
    frame = full["indicators"].set_index("indicator")
    for row in answer.indicators:
        assert (frame.numerator[row.id], frame.denominator[row.id]) == (row.numerator, row.denominator)
        assert frame.verdict[row.id] == row.verdict
        assert frame.ratio[row.id] == row.numerator / row.denominator  # type: ignore[operator]
    sums = full["villages"].groupby("indicator", observed=True)[["numerator", "waiting", "denominator"]].sum()
    for indicator, *counts in sums.itertuples():
        assert counts == frame.loc[indicator, ["numerator", "waiting", "denominator"]].tolist()
    every = figures.indicators()
    assert len(every) == len(INDICATORS) * len(course)
    assert len(full["links"]) == len(links(sample_store, config, DAY))
    assert len(full["batches"]) == len(sample_store.batches())


def test_reports_come_by_code_and_tell_no_village(full: dict[str, Any], sample_store: Store, config: Config) -> None:
    year = case_year(sample_store, config, DAY)
    assert year is not None
    frame = full["cases"]
    assert frame.code.tolist() == [line.code for line in year.lines]
    assert frame.state.tolist() == [line.state for line in year.lines]
    assert not config.cases.show_village_by_code
    assert frame.village.isna().all()
    assert "processed_reports" not in set(full["villages"].indicator)


def test_a_missing_database_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        kpi.open(tmp_path / "none.duckdb", CONFIG_FILE)
    assert caught.value.code == "no_database"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("version", "code"), [(-1, "older_schema"), (1, "newer_schema")])
def test_a_database_of_another_program_is_refused_and_left_alone(database: Path, version: int, code: str) -> None:
    with duckdb.connect(str(database)) as connection:
        newest = connection.execute("select max(version) from schema_version").fetchall()[0][0]
        connection.execute("delete from schema_version where version = ?", [newest])
        connection.execute("insert into schema_version values (?)", [newest + version]) if version > 0 else None
    before = database.read_bytes()
    with pytest.raises(UserError) as caught:
        kpi.open(database, CONFIG_FILE)
    assert caught.value.code == code
    assert database.read_bytes() == before


def test_what_is_no_database_or_no_day_is_told(tmp_path: Path, figures: Figures) -> None:
    (tmp_path / "kpi.duckdb").write_text("words")
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    for name in ("kpi.duckdb", "other.duckdb"):
        with pytest.raises(UserError):
            kpi.open(tmp_path / name, CONFIG_FILE)
    with pytest.raises(UserError):
        figures.status("31/31/2024")
    with pytest.raises(UserError):
        kpi.open(tmp_path / "kpi.duckdb", tmp_path / "none.yaml")


def test_importing_kpi_costs_nothing() -> None:
    loaded = "import sys, kpi; print({'pandas', 'duckdb', 'kpi.api'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", loaded], cwd=CONFIG_FILE.parent, text=True).strip() == "set()"
