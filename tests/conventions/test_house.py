"""The rules of the house: who may import what, one relation per SQL file, every word translated, every column documented."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kpi.datasets import DATASETS
from kpi.store import open_store, relations, stored_columns

ROOT = Path(__file__).parents[2]
CODE = [*sorted((ROOT / "kpi").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py")), ROOT / "dashboard.py"]
SQL = sorted((ROOT / "kpi" / "sql").glob("*.sql"))
CATALOGUE = ROOT / "kpi" / "locale" / "vi" / "LC_MESSAGES" / "kpi.po"


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def inside(file: Path, *places: str) -> bool:
    return any(file.relative_to(ROOT).as_posix().startswith(place) for place in places)


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_layers(file: Path) -> None:
    names = imported(file)
    assert "streamlit" not in names or inside(file, "dashboard.py", "pages/", "kpi/ui/")
    assert "duckdb" not in names or inside(file, "kpi/store/")
    assert not (inside(file, "pages/") and names & {"plotly", "pandas"})
    text = file.read_text("utf-8")
    asks_clock = re.search(r"\b(date\.today|datetime\.now|time\.time)\(", text)
    assert not asks_clock or inside(file, "kpi/clock.py")


@pytest.mark.parametrize("file", SQL, ids=lambda file: file.stem)
def test_every_sql_file_is_one_documented_relation_in_use(file: Path) -> None:
    text = file.read_text("utf-8")
    for label in ("-- grain:", "-- unit:", "-- nulls:", "-- needs:"):
        assert label in text
    assert ";" not in re.sub(r"--[^\n]*", "", text)
    needs = set(relations.needs(file.stem))
    body = re.sub(r"--[^\n]*", "", text)
    named = set(re.findall(r"\b(?:from|join)\s+([a-z_]+)", body))
    assert needs == named & {other.stem for other in SQL}
    asked_in_code = any(f'"{file.stem}"' in code.read_text("utf-8") for code in CODE)
    assert asked_in_code or any(file.stem in relations.needs(other.stem) for other in SQL)


def test_the_tables_hold_the_columns_of_the_datasets(tmp_path: Path) -> None:
    from kpi.store import database

    store = open_store(tmp_path / "kpi.duckdb")
    with database.reading(store.path) as connection:
        for dataset in DATASETS:
            rows = connection.execute(
                "select column_name from information_schema.columns where table_name = $t", {"t": dataset.table}
            ).fetchall()
            assert {row[0] for row in rows} == {"batch", "row", *stored_columns(dataset)}


def messages() -> set[str]:
    found: set[str] = set()
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "N_")
                and node.args
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def test_every_word_has_its_vietnamese() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="vi")
    wanted = messages()
    missing = sorted(word for word in wanted if not (catalogue.get(word) and catalogue.get(word).string))  # type: ignore[union-attr]
    assert not missing
    assert not sorted(str(entry.id) for entry in catalogue if entry.id and entry.id not in wanted), "words nobody says"
    for entry in catalogue:
        if entry.id:
            assert set(re.findall(r"{(\w+)}", str(entry.id))) == set(re.findall(r"{(\w+)}", str(entry.string)))


def test_the_compiled_catalogue_is_the_written_one() -> None:
    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="vi"))
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_every_column_is_documented() -> None:
    text = (ROOT / "docs" / "datasets.md").read_text("utf-8")
    for dataset in DATASETS:
        assert f"## `{dataset.id}`" in text
        for column in dataset.columns:
            assert f"| `{column.name}` |" in text and column.header in text


def test_the_commands_of_the_readme_exist() -> None:
    from kpi.cli import cli

    text = (ROOT / "README.md").read_text("utf-8")
    for command in ("import", "status", "batches", "undo", "history", "links", "decide", "verify", "demo", "report"):
        assert command in cli.commands and f"`{command}" in text or f"kpi {command}" in text
    for path in re.findall(r"\]\(([^)h][^)]*)\)", text):
        assert (ROOT / path).exists(), path
