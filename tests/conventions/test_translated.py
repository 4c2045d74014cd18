"""No English on the screen past ``_()``: neither a sentence anywhere in the drawing code, nor a word given to a widget."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conventions.test_words import SCREEN, is_vietnamese, offenders

CATALOGUE_CALLS = {"_", "N_"}
# What a widget or a chart shows of its arguments, beside the first one.
SHOWN = {"label", "help", "placeholder", "text", "title", "alt", "name"}
# Functions of Streamlit whose first argument is no word: markup, a key, a page's file.
WORDLESS = {"html", "container", "columns", "form", "Page", "page_link", "switch_page"}
SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;.]? [A-Za-z]{2,}")
# What machines read or print: fonts, places and formats of libraries, the server's log, commands and lines of config.yaml to
# copy; and what a clerk may type in his language.
MACHINES = {
    "warm-up left out: %s", "no backup was made: %s", "backed up to %s", "a page broke", "not healthy: %s", "no log is kept: %s",
    "nobody was signed in by the provider: %s", "another issuer than configured", "openid email",
    "nothing was removed that has been kept for long enough: %s", "removed what had been kept for long enough: note %s",
    "%(asctime)s %(levelname)s %(name)s: %(message)s",
    "top center", "inside top", "dd/mm/yyyy hh:mm", "const words = ", " > span button p",
    '"Source Sans", "Source Sans Pro", sans-serif', "python -m kpi import …\npython -m kpi demo",
    "posting, place: office", "qr, place: office", "publicity, village: T1", ', state: yes, basis: "…"}',
    "nguyen van hung, HG-0123 …",
}  # fmt: skip


def untranslated(source: str) -> list[str]:
    """The English texts of a program that do not go through the catalogue."""
    found: list[str] = []
    _look(ast.parse(source), found)
    return [text for text in found if text not in MACHINES and not is_vietnamese(text)]


def _look(node: ast.AST, found: list[str]) -> None:
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in CATALOGUE_CALLS:
            return
        found += [text for text in _given_to_a_widget(node) if re.search("[A-Za-z]", text)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.search(_read(node.value)):
        found.append(node.value)
    for child in _said(node):
        _look(child, found)


def _said(node: ast.AST) -> list[ast.AST]:
    """The parts of a node but for what documents it."""
    children = list(ast.iter_child_nodes(node))
    body = getattr(node, "body", None)
    if isinstance(body, list) and body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        children.remove(body[0])
    return children


def _read(text: str) -> str:
    """A text without markup: its tags, and the rest of a tag that an f-string has cut; a style sheet has no words."""
    return "" if "{" in text else re.sub(r"<[^>]*(>|$)|^[^<>]*>|\w+=\"[^\"]*\"?", " ", text)


def _given_to_a_widget(call: ast.Call) -> list[str]:
    """The literal words that a call of Streamlit or of a chart shows."""
    if not isinstance(call.func, ast.Attribute):
        return []
    shown = [word.value for word in call.keywords if word.arg in SHOWN]
    if ast.unparse(call.func.value) == "st" and call.func.attr not in WORDLESS:
        shown += call.args[:1]
    return [text.value for text in shown if isinstance(text, ast.Constant) and isinstance(text.value, str)]


def test_every_english_word_goes_through_the_catalogue() -> None:
    assert not offenders(SCREEN, untranslated)


@pytest.mark.parametrize(
    "written",
    [
        'st.button("Save")',
        'st.text_input(_("Name"), placeholder="name")',
        'say("Nothing was found")',
        'f"<p>{x} of them all</p>"',
    ],
)
def test_an_english_word_past_the_catalogue_is_found(written: str) -> None:
    assert untranslated(written)


@pytest.mark.parametrize(
    "written",
    [
        'st.button(_("Save it"))',
        'st.html("<p class=\\"kpi-note wide\\">")',
        'def f():\n    """Says it all."""',
        'st.columns("a")',
    ],
)
def test_what_is_no_word_is_let_through(written: str) -> None:
    assert not untranslated(written)
