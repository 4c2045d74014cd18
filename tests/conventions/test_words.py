"""Words and figures each have their place: texts in the catalogue, official Vietnamese where it is told, formats in one module."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Where Vietnamese stands in the code, and why it does not belong in the catalogue.
VIETNAMESE_HERE = {
    "kpi/reports/": "the report is a Vietnamese document by law",
    "kpi/ui/report/preview.py": "the report on the screen, marked as Vietnamese",
    "kpi/cli/": "help is written before any configuration, and so any language, is known",
    "kpi/sample/": "invented villages and people",
    "kpi/ingest/": "words by which lists are known",
    "kpi/vietnamese/": "letters, syllables and words of the language",
    "kpi/domain/datasets.py": "the columns of the office's lists and templates",
    "kpi/domain/forgotten.py": "what stands in the file for a person's data, whoever looks at it",
    "kpi/review/workbook/columns.py": "the same in any language, for by them the workbook is known when it comes back",
    "kpi/ui/review/lists.py": "tells the word that is written into that workbook",
    "kpi/i18n/messages.py": "each language by its own name",
    "kpi/i18n/formats.py": "units and dates, by the language spoken",
    "kpi/exchange/": "what is signed of a paper is in the language of the paper",
    "kpi/matching/names.py": "how names are spelled",
    "kpi/config/references.py": "the letter that has no plain one below its mark",
    "kpi/config/models.py": "the head of the official letter",
}
SCREEN = [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "kpi" / "ui").rglob("*.py"))]
CODE = [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "kpi").rglob("*.py"))]
# A number or a date that becomes text by these is written in nobody's language; a width of CSS, a file's name, an address of
# the page (and what a choice offers to it) and an example of config.yaml are machines' words.
MACHINE_WORDS = ("width:", "left:", "height:", ".xlsx", ".html", "query_params", "session_state", "offered =", "from: ")
WRITERS = {"strftime", "isoformat"}
DATES = ("day", "date", "as_of", "compared", "known_at", "_on", "_at")


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def offenders(files: Iterable[Path], look: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What ``look`` finds in each of the files in which it finds anything."""
    return {name_of(file): found for file in files if (found := look(file.read_text("utf-8")))}


def is_vietnamese(text: str) -> bool:
    """Whether it holds a letter with a mark, or đ: no English text of the program does."""
    return any(letter.isalpha() and "\u00c0" <= letter <= "\u1eff" for letter in text)


def told(tree: ast.Module) -> Iterator[str]:
    """The texts of a program: all but what documents it."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def vietnamese_texts(source: str) -> list[str]:
    return [text for text in told(ast.parse(source)) if is_vietnamese(text)]


def figures_written(source: str) -> list[str]:
    """The statements that write a number or a date on their own, as the code has them."""
    found: list[str] = []
    for statement in ast.walk(ast.parse(source)):
        if isinstance(statement, ast.stmt) and not hasattr(statement, "body"):
            text = ast.unparse(statement)
            if any(writes_a_figure(node) for node in ast.walk(statement)) and not any(
                word in text for word in MACHINE_WORDS
            ):
                found.append(text)
    return found


def writes_a_figure(node: ast.AST) -> bool:
    if isinstance(node, ast.FormattedValue):
        return node.format_spec is not None or is_rounded(node.value)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in WRITERS
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    said = ast.unparse(node.args[0]) if node.args else ""
    return called == "str" and (said.endswith(DATES) or is_rounded(node.args[0]))


def is_rounded(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "round"


def test_vietnamese_stands_in_the_catalogue_but_for_named_places_that_need_it() -> None:
    found = offenders(CODE, vietnamese_texts)
    assert not {name: texts for name, texts in found.items() if not name.startswith(tuple(VIETNAMESE_HERE))}
    needless = [place for place in VIETNAMESE_HERE if not any(name.startswith(place) for name in found)]
    assert not needless, "needs no exception any more"


def test_figures_are_written_by_formats() -> None:
    assert not offenders(SCREEN, figures_written)


@pytest.mark.parametrize(
    "written",
    [
        'say(f"{x:,}")',
        'say(f"{x:.1f}")',
        "say(day.strftime('%d/%m'))",
        "say(str(scope.as_of))",
        "say(f'{round(x)}')",
        "say(str(round(x)))",
    ],  # fmt: skip
)
def test_a_figure_written_elsewhere_is_found(written: str) -> None:
    assert figures_written(written)


@pytest.mark.parametrize(
    "written", ["say(format_count(round(x)))", "say(str(row.code))", "say(f'<i style=\"width:{x:.2f}%\">')"]
)
def test_what_is_no_figure_is_let_through(written: str) -> None:
    assert not figures_written(written)


def test_what_is_vietnamese() -> None:
    assert vietnamese_texts('say("Thôn")') and vietnamese_texts('f"{x} hộ"')
    assert not vietnamese_texts('"""Thôn."""\nsay("A village – “quoted” · 5 ×")')
