"""What a page says can be done on the page: it sends nobody to a configuration file or a command, and names no id of the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kpi.domain.datasets import DATASETS
from kpi.i18n.messages import _, speaking
from kpi.ui.shell.faults import HERE

ROOT = Path(__file__).resolve().parents[2]

DRAWING = (*(ROOT / "kpi" / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py"))
# What a page must not say; the remedies of the command line may.
MACHINE_WORDS = re.compile(r"\.yaml|\byaml\b|python -m|(?<!\w)--[a-z]", re.IGNORECASE)
# Refusals whose own remedy speaks of the command line or of config.yaml, and that no page can meet.
NEVER_ON_A_PAGE = {
    "no_inbox",
    "no_service",
    "other_service",
    "no_database",
    "not_empty",
    "before_frozen",
    "unknown_batch",
    "unknown_report",
    "unreadable",
    "inbox",
    "unread",
    "another_store",
    "other_code",
}
# What figures mean: a word that each must say, and one that would say something else.
MEANINGS = {
    "Members tied": ("khớp nhiều", "chờ"),
    "Members with several candidates: a person must decide": ("nhiều mục", "chờ"),
    "Waiting": ("chờ", "khớp"),
    "Waiting for a confirmation": ("chờ", "khớp"),
    "Households waiting for a confirmation": ("chờ", "khớp"),
    "{count} persons wait for a confirmation": ("chờ", "khớp"),
    "{count} persons whom no name points to": ("không gợi ý", "chờ xác nhận"),
    "Rejected": ("loại", "bỏ qua"),
    "Ignored": ("bỏ qua", "loại"),
}


def messages(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "N_"}:
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def calls(nodes: Iterable[ast.AST], names: set[str]) -> list[dict[str | None, str]]:
    """What each call of one of these functions is given by name."""
    found = (
        node
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    )
    return [{one.arg: ast.unparse(one.value) for one in node.keywords} for node in found]


def test_no_page_sends_anybody_to_a_file_or_a_command() -> None:
    said = {message for file in DRAWING for message in messages(file)}
    with speaking("vi"):
        assert not [one for one in said if MACHINE_WORDS.search(one) or MACHINE_WORDS.search(_(one))]


def test_refusals_that_speak_of_the_command_line_have_other_words_on_a_page() -> None:
    files = [file for file in (ROOT / "kpi").rglob("*.py") if not file.is_relative_to(ROOT / "kpi" / "cli")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    found = {
        given.get("code", "?") for given in calls(nodes, {"UserError"}) if MACHINE_WORDS.search(given.get("remedy", ""))
    }
    if "code" in found:  # of a function that is told the code: all that its callers tell
        functions = (node for node in nodes if isinstance(node, ast.FunctionDef))
        told = {one.name for one in functions if "code" in {argument.arg for argument in one.args.kwonlyargs}}
        found = found - {"code"} | {given["code"] for given in calls(nodes, told) if "code" in given}
    assert {code.strip("'") for code in found} - set(HERE) - NEVER_ON_A_PAGE == set()


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_every_kind_of_list_has_a_name(dataset: object) -> None:
    with speaking("vi"):
        assert _(dataset.name) != dataset.name  # type: ignore[attr-defined]


@pytest.mark.parametrize("message", MEANINGS)
def test_a_figure_is_called_what_it_means(message: str) -> None:
    needed, wrong = MEANINGS[message]
    with speaking("vi"):
        said = _(message).lower()
    assert needed in said
    assert wrong not in said
