"""No page reaches a question or an action that does not say what its caller needs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from kpi.access.acting import need_of
from tests.conventions.test_house import CODE, inside, place

SCREEN = [file for file in CODE if inside(file, "kpi/ui/", "pages/")]
# What needs no leave: questions of the store's own bookkeeping that name neither a figure nor a citizen.
FREE = {"scope_names", "read", "corrections", "listed_corrections", "is_empty", "is_old", "standing", "store_of"}
# What the server does for itself, whoever is there.
FREE |= {"back_up_if_due", "clear_outdated"}


def imported(tree: ast.Module) -> dict[str, str]:
    """Where each imported name comes from: ``{"undo": "kpi.operations.undo:undo"}``; of a module only its path."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kpi"):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}:{alias.name}"
    return found


def callee(node: ast.expr, names: dict[str, str]) -> Callable[..., object] | None:
    """The function that is called or handed on, where it is one of ours."""
    if isinstance(node, ast.Name) and node.id in names:
        module, _colon, name = names[node.id].partition(":")
        return getattr(import_module(module), name, None)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
        module, _colon, name = names[node.value.id].partition(":")
        owner = getattr(import_module(module), name, None) or import_module(f"{module}.{name}")
        return getattr(owner, node.attr, None)
    return None


def is_store(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "store"


def calls_with_the_store(file: Path) -> Iterator[tuple[str, Callable[..., object] | None]]:
    tree = ast.parse(file.read_text("utf-8"))
    names = imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and is_store(node.args[0]):
            yield f"{place(file)}:{node.lineno} {ast.unparse(node.func)}", callee(node.func, names)


def test_whatever_a_page_does_with_the_store_is_marked() -> None:
    calls = [call for file in SCREEN for call in calls_with_the_store(file)]
    assert len(calls) > 20
    bare = [
        where
        for where, function in calls
        if where.split()[-1].rpartition(".")[2] not in FREE and (function is None or need_of(function) is None)
    ]
    assert not bare


def questions(file: Path) -> Iterator[tuple[str, Callable[..., object] | None]]:
    """What a file gives to the desk to be asked; a function of its own counts as what it is in the module."""
    tree = ast.parse(file.read_text("utf-8"))
    names = imported(tree) | {
        node.name: f"{place(file).removesuffix('.py').replace('/', '.')}:{node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("ask", "ask_store")
            and node.args
        ):
            yield f"{place(file)}:{node.lineno} {ast.unparse(node.args[0])}", callee(node.args[0], names)


def test_every_question_of_a_page_says_who_may_ask() -> None:
    asked = [question for file in SCREEN if not inside(file, "pages/") for question in questions(file)]
    assert len(asked) > 30
    assert not [where for where, function in asked if function is None or need_of(function) is None]


def test_every_download_is_its_owners() -> None:
    bare = [
        f"{place(file)}:{node.lineno}"
        for file in SCREEN
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "download_button"
        and not any(word.arg == "data" and "owned(" in ast.unparse(word.value) for word in node.keywords)
    ]
    assert not bare
