"""The rules of the house: who may import what, one relation per SQL file, every word translated, every column documented."""

from __future__ import annotations

import ast
import io
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from importlinter.cli import lint_imports

from kpi.domain.datasets import DATASETS, Column, Dataset, Kind
from kpi.store import open_store, stored_columns
from kpi.store.duckdb import relations

ROOT = Path(__file__).parents[2]
CODE = [*sorted((ROOT / "kpi").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py")), ROOT / "dashboard.py"]
SQL = sorted((ROOT / "kpi" / "sql").rglob("*.sql"))
CATALOGUE = ROOT / "kpi" / "i18n" / "locale" / "vi" / "LC_MESSAGES" / "kpi.po"


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


SPEAKS_SQL = re.compile(r"\bselect\b[^.]+\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b", re.IGNORECASE)
CLOCK_READERS = {
    "date": {"today"},
    "datetime": {"now", "today", "utcnow"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime"},
}


def asks_the_clock(tree: ast.Module) -> bool:
    """Calls like ``date.today()`` and ``dt.datetime.now(zone)``, and names like them taken out of ``time``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            if node.func.attr in CLOCK_READERS.get(owner, ()):
                return True
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "time"
            and CLOCK_READERS["time"] & {a.name for a in node.names}
        ):
            return True
    return False


def imports_of_kpi(tree: ast.Module) -> set[str]:
    """What a file names of ``kpi``, however it writes it: ``kpi.store``, ``kpi.domain.clock``, ``kpi.store.Store`` …"""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("kpi.")}


def inside(file: Path, *places: str) -> bool:
    return any(file.relative_to(ROOT).as_posix().startswith(place) for place in places)


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_layers(file: Path) -> None:
    names = imported(file)
    tree = ast.parse(file.read_text("utf-8"))
    parts = imports_of_kpi(tree)
    assert "streamlit" not in names or inside(file, "dashboard.py", "pages/", "kpi/ui/")
    assert "duckdb" not in names or inside(file, "kpi/store/")
    assert not asks_the_clock(tree) or inside(file, "kpi/domain/clock.py")
    assert "kpi.domain.clock" not in parts or inside(file, "kpi/cli/", "kpi/ui/")
    if inside(file, "pages/"):
        assert not names & {"plotly", "pandas"}
        assert all(part.startswith(("kpi.ui.", "kpi.i18n.", "kpi.domain.")) for part in parts)
        assert not SPEAKS_SQL.search(file.read_text("utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "date.today()",
        "datetime.now()",
        "dt.datetime.now(zone)",
        "datetime.date.today()",
        "time.time()",
        "from time import time",
    ],
)
def test_a_question_to_the_clock_is_seen(line: str) -> None:
    assert asks_the_clock(ast.parse(line))


def test_the_import_contracts_are_kept() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == 0


def test_what_runs_is_pinned_and_every_pin_says_why() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert not [line for line in pins if not re.fullmatch(r"[\w-]+==[\w.]+ +# \S.*", line)]
    pinned = {line.partition("==")[0].lower() for line in pins}
    owners = packages_distributions()
    for name in sorted(set().union(*map(imported, CODE)) - sys.stdlib_module_names - {"kpi"}):
        assert {owner.lower() for owner in owners[name]} & pinned, f"{name} is imported, but not in requirements.txt"


@pytest.mark.parametrize("file", SQL, ids=lambda file: file.stem)
def test_every_sql_file_is_one_documented_relation_in_use(file: Path) -> None:
    text = file.read_text("utf-8")
    for label in ("grain", "unit", "nulls"):
        assert re.search(rf"^-- {label}:[ \t]*\S", text, re.MULTILINE), label
    assert re.search(r"^-- needs:", text, re.MULTILINE)
    needs = set(relations.needs(file.stem))
    body = re.sub(r"--[^\n]*", "", text)
    assert ";" not in body
    assert not re.search(
        r"\b(now|today|get_current_timestamp)\s*\(|\bcurrent_(date|timestamp|time)\b", body, re.IGNORECASE
    )
    named = set(re.findall(r"\b(?:from|join)\s+([a-z_]+)", body))
    assert needs == named & {other.stem for other in SQL}
    asked_in_code = any(f'"{file.stem}"' in code.read_text("utf-8") for code in CODE)
    assert asked_in_code or any(file.stem in relations.needs(other.stem) for other in SQL)


def test_the_tables_hold_the_columns_of_the_datasets(tmp_path: Path) -> None:
    from kpi.store.duckdb import database

    store = open_store(tmp_path / "kpi.duckdb")
    with database.reading(store.path) as connection:
        for dataset in DATASETS:
            rows = connection.execute(
                "select column_name from information_schema.columns where table_name = $t", {"t": dataset.table}
            ).fetchall()
            assert {row[0] for row in rows} == {"batch", "row", *stored_columns(dataset)}


def said(file: Path) -> list[ast.expr]:
    """What the file gives to ``_`` and ``N_``."""
    return [
        node.args[0]
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_") and node.args
    ]


def messages() -> set[str]:
    return {str(text.value) for file in CODE for text in said(file) if isinstance(text, ast.Constant)}


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


def has_words(text: str) -> bool:
    """Whether anything but placeholders and signs is in it."""
    return any(part.isalpha() for literal, *_rest in Formatter().parse(text) for part in literal)


def test_every_word_has_its_vietnamese() -> None:
    with CATALOGUE.open("rb") as file:
        entries = {str(entry.id): entry for entry in read_po(file, locale="vi") if entry.id}
    wanted = messages()
    assert wanted
    assert not sorted(word for word in wanted if word not in entries or not entries[word].string), "no Vietnamese"
    assert not sorted(set(entries) - wanted), "words nobody says"
    for english, entry in entries.items():
        assert not entry.fuzzy, english
        assert str(entry.string) != english or not has_words(english), english
        assert placeholders(english) == placeholders(str(entry.string)), english


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_word_is_put_together_before_it_is_translated(file: Path) -> None:
    put_together = [ast.unparse(text) for text in said(file) if isinstance(text, (ast.JoinedStr, ast.BinOp))]
    assert not put_together, "give the whole sentence, with {names} for what varies"


def test_the_compiled_catalogue_is_the_written_one() -> None:
    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="vi"))
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()


def documented(column: Column) -> str:
    """The row of the handbook that a column must have."""
    header = f"**{column.header}**" if column.required else column.header
    meanings = f": {', '.join(column.meanings)}" if column.kind is Kind.WORD else ""
    return f"| {header} | `{column.name}` | {column.kind}{meanings} |"


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_every_column_is_documented(dataset: Dataset) -> None:
    text = (ROOT / "docs" / "datasets.md").read_text("utf-8")
    _before, heading, rest = text.partition(f"## `{dataset.id}`\n")
    assert heading
    section = rest.partition("\n## ")[0]
    assert f"A newer list replaces: {dataset.scope}." in section
    assert [line for line in section.splitlines() if "`" in line] == [documented(column) for column in dataset.columns]
