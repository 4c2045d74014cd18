"""The rules of the house: who may import what, one relation per SQL file, every word translated, every column documented."""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from importlinter.cli import lint_imports

from kpi.domain.datasets import DATASETS, Column, Dataset, Kind
from kpi.ingest.checking.lists import checks_of
from kpi.ingest.checking.lists.checks import Checks
from kpi.store import open_store, statements, stored_columns

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


def place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def inside(file: Path, *places: str) -> bool:
    return place(file).startswith(places)


def breaches(file: Path) -> Iterator[str]:
    """What a file does that its place does not allow."""
    names, text = imported(file), file.read_text("utf-8")
    tree = ast.parse(text)
    parts = imports_of_kpi(tree)
    if "streamlit" in names and not inside(file, "dashboard.py", "pages/", "kpi/ui/"):
        yield "imports Streamlit"
    if "duckdb" in names and not inside(file, "kpi/store/duckdb/"):
        yield "imports DuckDB"
    if "pandas" in names and not inside(file, "kpi/api.py"):
        yield "imports pandas"
    if asks_the_clock(tree) and not inside(file, "kpi/domain/clock.py"):
        yield "asks the clock"
    if "kpi.domain.clock" in parts and not inside(file, "kpi/cli/", "kpi/ui/"):
        yield "imports the clock"
    if inside(file, "pages/"):
        yield from (f"a page imports {name}" for name in sorted(names & {"plotly"}))
        allowed = ("kpi.ui.", "kpi.i18n.", "kpi.domain.")
        yield from (f"a page imports {part}" for part in sorted(parts) if not part.startswith(allowed))
        if SPEAKS_SQL.search(text):
            yield "a page speaks SQL"


def test_every_file_keeps_to_its_place() -> None:
    assert not [f"{place(file)} {breach}" for file in CODE for breach in breaches(file)]


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


def test_the_import_contracts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "logging.config.dictConfig", lambda _settings: None
    )  # it would switch off every logger of later tests
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == 0


def pins_of(name: str) -> dict[str, str]:
    """The versions that a file of requirements names, by package."""
    pins = re.findall(r"^([\w-]+)==([^\s;]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    return {package.lower(): version for package, version in pins}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-spark"])
def test_what_is_installed_is_locked_with_hashes_and_agrees_with_the_pins(name: str) -> None:
    lock = (ROOT / f"{name}.lock").read_text("utf-8")
    entries = re.findall(r"^\S+==[^\n]*\n(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", lock, re.MULTILINE)
    locked = pins_of(f"{name}.lock")
    assert len(entries) == len(locked) and pins_of(f"{name}.txt").items() <= locked.items(), "python3 run.py lock"
    assert pins_of("requirements.lock").items() <= pins_of("requirements-dev.lock").items()
    assert not re.search(r"://|--(?!hash=)|@ ", re.sub(r"#.*", "", lock)), "a lock names no place of this machine"


def test_what_runs_is_pinned_and_every_pin_says_why() -> None:
    for name in ("requirements.txt", "requirements-spark.txt"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        pins = [line for line in lines if line and not line.startswith("#")]
        assert not [line for line in pins if not re.fullmatch(r"[\w-]+==[\w.]+ +# \S.*", line)]
    pinned, extra = set(pins_of("requirements.txt")), {"pyspark", "sqlglot", "py4j"}
    for_connect = {"grpcio", "grpcio-status", "googleapis-common-protos", "zstandard"}
    assert extra | for_connect == set(pins_of("requirements-spark.txt")) and not extra & set(
        pins_of("requirements.lock")
    )
    owners = packages_distributions()
    for name in sorted(set().union(*map(imported, CODE)) - sys.stdlib_module_names - {"kpi"} - extra):
        assert {owner.lower() for owner in owners[name]} & pinned, f"{name} is imported, but not in requirements.txt"


def test_every_sql_file_is_one_documented_relation_in_use() -> None:
    relation_names = {file.stem for file in SQL}
    needed = set().union(*(statements.needs(name) for name in relation_names))
    in_code = "\n".join(code.read_text("utf-8") for code in CODE)
    assert not {name for name in relation_names - needed if f'"{name}"' not in in_code}, "nobody asks for it"
    assert not [f"{file.stem}: {fault}" for file in SQL for fault in faults_of(file, relation_names)]


def faults_of(file: Path, relation_names: set[str]) -> Iterator[str]:
    text = file.read_text("utf-8")
    labels = (("grain", r":[ \t]*\S"), ("counts", r":[ \t]*\S"), ("nulls", r":[ \t]*\S"), ("needs", ":"))
    yield from (f"no {label}" for label, form in labels if not re.search(rf"^-- {label}{form}", text, re.MULTILINE))
    body = re.sub(r"--[^\n]*", "", text)
    if ";" in body:
        yield "more than one statement"
    if re.search(r"\b(now|today|get_current_timestamp)\s*\(|\bcurrent_(date|timestamp|time)\b", body, re.IGNORECASE):
        yield "asks the clock"
    if set(statements.needs(file.stem)) != set(re.findall(r"\b(?:from|join)\s+([a-z_]+)", body)) & relation_names:
        yield "its needs are not what it reads"


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
        catalogue = read_po(file, locale="vi")
    entries = {str(entry.id): entry for entry in catalogue if entry.id}
    wanted = messages()
    assert wanted
    assert not sorted(word for word in wanted if word not in entries or not entries[word].string), "no Vietnamese"
    assert not sorted(set(entries) - wanted), "words nobody says"
    assert not list(catalogue.check()), "pybabel takes a % for a placeholder"
    for english, entry in entries.items():
        assert not entry.fuzzy, english
        assert str(entry.string) != english or not has_words(english), english
        assert placeholders(english) == placeholders(str(entry.string)), english


def test_no_word_is_put_together_before_it_is_translated() -> None:
    given = [(place(file), text) for file in CODE for text in said(file)]
    put_together = [(file, ast.unparse(text)) for file, text in given if isinstance(text, (ast.JoinedStr, ast.BinOp))]
    assert not put_together, "give the whole sentence, with {names} for what varies"


def test_the_compiled_catalogue_is_the_written_one() -> None:
    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="vi"))
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()


def taken_for_good(tree: ast.Module) -> Iterator[int]:
    """Lines that take something out of the session and use it."""
    dropped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in dropped)
    for call in calls:
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func).endswith("state.pop"):
            yield call.lineno


def test_what_a_page_says_once_a_run_made_anew_says_again() -> None:
    """``once`` takes it: what is taken out otherwise is lost where another's load lands in the middle of the run."""
    files = [*Path("kpi/ui").rglob("*.py"), *Path("pages").glob("*.py")]
    others = [file for file in files if file.name != "anew.py"]
    assert [f"{file}:{line}" for file in others for line in taken_for_good(ast.parse(file.read_text("utf-8")))] == []
    assert list(taken_for_good(ast.parse("said = st.session_state.pop(DONE)\nst.session_state.pop(OLD)"))) == [1]


def names_a_dataset(node: ast.expr) -> bool:
    """``dataset.id``, ``layout.dataset.id`` …"""
    return isinstance(node, ast.Attribute) and node.attr == "id" and ast.unparse(node.value).endswith("dataset")


def test_only_the_checks_of_one_list_ask_which_list_it_is() -> None:
    offenders = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in CODE
        if not inside(file, "kpi/ingest/checking/lists/")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Compare) and any(map(names_a_dataset, (node.left, *node.comparators)))
    ]
    assert not offenders, (
        "a fact about the list belongs to kpi.domain.datasets, a question to its rows to checking/lists"
    )


def test_what_is_read_in_bulk_asks_nothing_more_of_its_rows() -> None:
    assert [dataset.id for dataset in DATASETS if dataset.bulk and type(checks_of(dataset)) is not Checks] == []


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
