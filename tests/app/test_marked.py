"""Nothing reaches the screen past the catalogue or past ``kpi.i18n.formats``: what went through them is marked, and what is left
over must stand in the lists or in config.yaml."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from html import escape
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import kpi
from kpi.answers.question import known_now
from kpi.config.models import Config
from kpi.i18n import formats, messages
from kpi.snapshots import freezing, meetings
from kpi.store import Store, open_store
from kpi.ui.meeting import slides
from tests.app.screen import PAGES, open_page
from tests.app.screen import charts as charts_of
from tests.app.test_english import Said, listed, shown_on, texts_of_the_office

pytestmark = pytest.mark.usefixtures("environment", "marked")
# A translated text stands between the first two, a formatted figure between the other two; no text of the program has them.
TEXT, FIGURE = ("\u27e6", "\u27e7"), ("\u2985", "\u2986")
MARKED = re.compile("\u27e6[^\u27e6\u27e7\u2985\u2986]*\u27e7|\u2985[^\u27e6\u27e7\u2985\u2986]*\u2986")
# What is written the same in every language: hashes, codes of the plan's requirements, names of things, what a clerk may type.
SAME = re.compile(
    r"trinh-chieu/moi-nhat\?tu-dong|[0-9a-f]{8}|S\d{1,2}|config\.yaml|Excel|Word|Zalo|SHA-256|English|Tiếng|Việt|demo|nguyen|van|hung|HG-0123"
)
# Parts of a figure that are read.
READ = {"text", "name", "hovertemplate", "ticktext", "hovertext"}


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue and the formats mark what they give."""
    everything_is_loaded()
    monkeypatch.setattr(messages, "_catalogue", lambda _language: Marking())
    public = {name: found for name, found in vars(formats).items() if inspect.isfunction(found) and name[0] != "_"}
    writers = {name: found for name, found in public.items() if found.__module__ == formats.__name__}
    for name, writer in writers.items():
        marking = marking_figures(writer)
        for module in [module for path, module in sys.modules.items() if path.partition(".")[0] == "kpi"]:
            if getattr(module, name, None) is writer:
                monkeypatch.setattr(module, name, marking)


@cache
def everything_is_loaded() -> None:
    """A module that is first loaded while the formats are marked would keep the marks for the tests that follow."""
    for module in walk_packages(kpi.__path__, "kpi."):
        if module.name not in ("kpi.__main__", "kpi.ui.shell.app"):  # these run when they are loaded
            import_module(module.name)


class Marking:
    """A catalogue that marks the words of a message; its ``{names}`` stand outside, so that they must be marked themselves."""

    def gettext(self, message: str) -> str:
        if "{" not in message:
            return TEXT[0] + message + TEXT[1]
        parts = (
            (said.replace("{", "{{").replace("}", "}}"), name) for said, name, *_rest in Formatter().parse(message)
        )
        return "".join(
            (f"{TEXT[0]}{said}{TEXT[1]}" if said else "") + (f"{{{name}}}" if name is not None else "")
            for said, name in parts
        )


def marking_figures(writer: Callable[..., str]) -> Callable[..., str]:
    @wraps(writer)
    def marking(*given: object, **named: object) -> str:
        return FIGURE[0] + writer(*given, **named) + FIGURE[1]

    return marking


@pytest.fixture(scope="module")
def store(sample_store: Store, config: Config, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A copy of the sample with a meeting: answers that hold marked words must not be kept for other tests."""
    path = tmp_path_factory.mktemp("marked") / "kpi.duckdb"
    shutil.copy(sample_store.path, path)
    store = open_store(path)
    known = known_now(store)
    assert known is not None
    freezing.freeze(store, config, date(2025, 12, 31), date(2025, 11, 30), frozen_by="Thư ký", at=known)
    meetings.conclude(
        store, 1, "Vận động hộ còn thiếu", "Trưởng thôn Thôn 3", date(2025, 11, 30), noted_by="Thư ký", at=known
    )
    return store


@pytest.mark.parametrize("page", PAGES)
def test_every_word_and_figure_of_a_page(page: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(store.path, monkeypatch, None if page == "overview.py" else page)
    shown = [*shown_on(test), *read_in_charts(test)]
    assert any(FIGURE[0] in text for text in shown) or page in ("accounts.py", "loading.py", "rollup.py")
    assert any(TEXT[0] in text for text in shown)
    left = {text[:200]: past for text in shown if (past := past_the_marks(text, office_of(store.path)))}
    assert not left


def test_every_word_and_figure_of_the_slides(store: Store, config: Config) -> None:
    document = slides.document(meetings.meeting(store, 1), config, simulated=True)
    own = Said()
    own.feed(re.sub(r"<(style|script)>.*?</\1>", "", document, flags=re.S))
    left = {text[:200]: past for text in own.texts if (past := past_the_marks(text, office_of(store.path)))}
    assert not left


def test_what_went_past_is_found() -> None:
    said, figure = messages._("Overview"), formats.format_count(12)
    assert not past_the_marks(f"{said}: {figure}", Office.of(()))
    assert past_the_marks(f"{said}: 12", Office.of({"12"})) == ["12"]
    assert past_the_marks(f"Overview: {figure}", Office.of(())) == ["Overview"]
    assert past_the_marks(messages._("As of {date}", date="31/12/2025"), Office.of(())) == ["31/12/2025"]
    assert not past_the_marks(f"HG-0123 {said}", Office.of({"HG-0123"}))


def past_the_marks(text: str, office: Office) -> list[str]:
    """The words and figures outside all marks that stand neither in the lists nor in config.yaml; of a short number nobody
    can tell from where it comes, so it must be marked."""
    text = re.sub(r"%\{[^}]*\}", " ", text)
    while MARKED.search(text):
        text = MARKED.sub(" ", text)
    for name in office.numbered:
        text = text.replace(name, " ")
    words = split(re.sub(r"</?\w+>", " ", text))
    return [
        word
        for word in words
        if re.search(r"\d|[^\W_]{2}", word) and not SAME.fullmatch(word) and not known(word, office.words)
    ]


def known(word: str, office: frozenset[str]) -> bool:
    return word.casefold() in office and not re.fullmatch(r"[\d.,/]{1,6}", word)


@dataclass(frozen=True, slots=True)
class Office:
    """Every word that the office wrote, and its names and sentences with numbers ("Thôn 2"), the longest first."""

    words: frozenset[str]
    numbered: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Office:
        known = set(texts)
        numbered = [text for text in known if re.search(r"\d", text) and re.search(r"[^\W\d]\s|\s[^\W\d]", text)]
        words = frozenset(word.casefold() for text in known for word in split(text))
        return cls(words, tuple(sorted({*numbered, *map(escape, numbered)}, key=len, reverse=True)))


def split(text: str) -> list[str]:
    return [word.strip(".,;:()[]“”\"'…–·/|*<>+=%→✔✖▲○•") for word in re.split(r"[\s\u00a0·]+", text)]


@cache
def office_of(database: Path) -> Office:
    """What stands in config.yaml, in the columns' headers and in the lists of the store."""
    return Office.of(texts_of_the_office(database))


def read_in_charts(test: AppTest) -> Iterator[str]:
    """What is read in the figures, and their text for who cannot see them."""
    for proto in charts_of(test):
        yield proto.alt
        yield from read_in(json.loads(proto.spec))


def read_in(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name in READ:
                yield from [value] if isinstance(value, str) else listed(value)
            yield from read_in(value)
    elif isinstance(part, list):
        for one in part:
            yield from read_in(one)
