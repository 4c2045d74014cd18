"""No text that somebody typed reaches Markdown as it is: it goes through ``plain``, which leaves no sign of it a meaning."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Of these the first text is read as Markdown; of all of them the help is.
READ = frozenset(
    {"error", "warning", "info", "success", "toast", "caption", "markdown", "write", "button", "form_submit_button", "link_button",
     "download_button", "page_link", "checkbox", "toggle", "expander", "popover", "spinner", "radio", "selectbox", "multiselect",
     "text_input", "text_area", "number_input", "date_input", "file_uploader", "segmented_control", "pills", "dialog"}
)  # fmt: skip
# The options of these are Markdown, too.
CHOICES = frozenset({"radio", "segmented_control", "pills"})
FILES = sorted([*(ROOT / "kpi" / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_markdown_gets_no_text_of_others(file: Path) -> None:
    assert not list(raw(file.read_text("utf-8")))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("st.error(fault_in_words(error))", 1),
        ("st.error(plain(fault_in_words(error)))", 0),
        ("st.button(_('Yes, {name}', name=name))", 1),
        ("st.button(_('Yes, {name}', name=plain(name)))", 0),
        ("st.caption(f'{_(WORDS[x])}: {name}')", 1),
        ("st.caption(f'{_(WORDS[x])}')", 0),
        ("def f(name):\n    st.button(name)", 1),
        ("def f():\n    label = _('Yes')\n    st.button(label)", 0),
        ("st.radio(_('x'), y, format_func=lambda one: names[one])", 1),
        ("st.error(_('{count} rows', count=format_count(n)))", 0),
    ],
)  # fmt: skip
def test_what_is_raw_is_found(code: str, found: int) -> None:
    assert len(list(raw(code))) == found


def raw(code: str) -> Iterator[str]:
    """Each text that Markdown reads and that nobody can tell to be the program's own, as it stands in the code."""
    tree = ast.parse(code)
    for scope in ast.walk(tree):
        if isinstance(scope, ast.FunctionDef | ast.Module):
            said = _said_in(scope)
            for call in _own_calls(scope):
                yield from (f"{call.lineno}: {ast.unparse(text)}" for text in _read(call) if not _is_own(text, said))


def _own_calls(scope: ast.AST) -> Iterator[ast.Call]:
    """Calls on something of Streamlit, but for those of functions inside."""
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, ast.FunctionDef):
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute) and child.func.attr in READ:
            yield child
        yield from _own_calls(child)


def _read(call: ast.Call) -> Iterator[ast.expr]:
    assert isinstance(call.func, ast.Attribute)
    named = {one.arg: one.value for one in call.keywords}
    label = (
        named.get("label") if call.func.attr in ("page_link",) else (call.args[0] if call.args else named.get("label"))
    )
    yield from (text for text in (label, named.get("help")) if text is not None)
    words = named.get("format_func")
    if call.func.attr in CHOICES and words is not None:
        yield words.body if isinstance(words, ast.Lambda) else words


def _said_in(scope: ast.FunctionDef | ast.Module) -> dict[str, list[ast.expr]]:
    """What names stand for: every value that the function gives them."""
    said: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    said.setdefault(target.id, []).append(node.value)
    return said


def _is_own(text: ast.expr, said: dict[str, list[ast.expr]]) -> bool:
    """Whether it is a text of the program: from the catalogue, a format, or made plain."""
    match text:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="plain")):
            return True
        case ast.Name(id="label"):  # what a function is given as a label: where it is called, it is looked at
            return text.id not in said or all(_is_own(value, {}) for value in said[text.id])
        case ast.Attribute(
            attr="header", value=ast.Call(func=ast.Attribute(attr="column"))
        ):  # a column of our own lists
            return True
        case ast.Attribute(attr="spoken_title"):  # of an indicator, by the office's own configuration
            return True
        case ast.Dict(values=texts):
            return all(_is_own(one, said) for one in texts)
        case ast.Subscript(value=one):
            return _is_own(one, said)
        case ast.Call(func=ast.Name(id=name)) if name.startswith("format_"):
            return True
        case ast.Call(func=ast.Name(id="_"), keywords=named):
            return all(_is_own(one.value, said) for one in named)
        case ast.Call(func=ast.Attribute(attr="join"), args=[ast.GeneratorExp(elt=one)]):
            return _is_own(one, said)
        case ast.Call(
            func=ast.Attribute(attr="join"), args=[ast.Call(func=ast.Name(id="map"), args=[ast.Name(id="plain"), _])]
        ):
            return True
        case ast.JoinedStr(values=parts):
            return all(_is_own(part.value, said) if isinstance(part, ast.FormattedValue) else True for part in parts)
        case ast.IfExp(body=one, orelse=other):
            return _is_own(one, said) and _is_own(other, said)
        case ast.BoolOp(values=parts):
            return all(_is_own(part, said) for part in parts)
        case ast.BinOp(left=one, right=other):
            return _is_own(one, said) and _is_own(other, said)
        case ast.Name(id=name) if name in said:
            return all(_is_own(value, {}) for value in said[name])
    return False
