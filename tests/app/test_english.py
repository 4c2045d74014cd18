"""The program in English: no Vietnamese word of its own is left on any page.

What the office wrote stays as it wrote it: names in its lists, texts in config.yaml; so does the report, marked as Vietnamese,
and the example of a member list, which is what Zalo shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from streamlit.testing.v1 import AppTest

from kpi.domain.datasets import DATASETS
from kpi.ingest.reading.pasted import EXAMPLE
from kpi.store import Store
from tests.app.screen import PAGES, markup, open_page
from tests.conftest import ROOT

SAID = ("label", "help", "placeholder", "value", "body", "options")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text((ROOT / "config.yaml").read_text("utf-8").replace("language: vi", "language: en"), "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    monkeypatch.setenv("KPI_NO_DEMO", "1")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("page", PAGES)
def test_no_vietnamese_of_the_program(page: str, sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, None if page == "overview.py" else page)
    shown = list(shown_on(test))
    assert len(shown) > 5
    written = written_by_the_office(sample_store.path)
    left = [text for text in shown if vietnamese_left(text, written)]
    assert not left, [(text[:160], vietnamese_left(text, written)) for text in left]


def test_a_word_left_in_vietnamese_is_found() -> None:
    assert vietnamese_left("Hộ tham gia: Thôn Đông", ("Thôn Đông",)) == ["Hộ"]
    assert not vietnamese_left("Village Thôn Đông – 5 households", ("Thôn Đông",))


class Said(HTMLParser):
    """Collects what a block says to somebody who reads or hears it, but for what is marked as Vietnamese, code or a key."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        vietnamese = given.get("lang") == "vi" or tag in ("code", "kbd") or self._in_vietnamese()
        if not vietnamese:
            self.texts += [said for name in ("alt", "title", "aria-label") if (said := given.get(name))]
        if tag not in ("br", "img", "hr", "input", "wbr"):
            self._open.append((tag, vietnamese))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._in_vietnamese():
            self.texts.append(data)

    def _in_vietnamese(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def shown_on(test: AppTest) -> Iterator[str]:
    """Our own HTML without what is marked as Vietnamese, and every text of a widget."""
    own = Said()
    own.feed(markup(test))
    yield from own.texts
    for element in [*test.main, *test.sidebar]:
        if element.type != "html":
            said = (getattr(getattr(element, "proto", None), name, None) for name in SAID)
            yield from (text for one in said for text in ([one] if isinstance(one, str) else listed(one)))


def listed(options: Any) -> list[str]:
    """The texts of a repeated field; a number or nothing has none."""
    return [one for one in options if isinstance(one, str)] if hasattr(options, "__iter__") else []


def vietnamese_left(text: str, written: tuple[str, ...]) -> list[str]:
    """The words with Vietnamese letters that remain when what the office wrote is taken out, the longest first."""
    text = text.replace("\u00a0", " ")
    for known in written:
        text = text.replace(known, " ")
    return [word for word in re.findall(r"[^\W\d_]+", text) if any("\u00c0" <= letter <= "\u1eff" for letter in word)]


@cache
def written_by_the_office(database: Path) -> tuple[str, ...]:
    """What the office wrote with Vietnamese letters, the longest first."""
    found = texts_of_the_office(database)
    marked = {
        form
        for text in found
        for form in (text, text[:1].lower() + text[1:], text.upper())
        if vietnamese_left(text, ())
    }
    return tuple(sorted(marked, key=len, reverse=True))


@cache
def texts_of_the_office(database: Path) -> frozenset[str]:
    """Every text of config.yaml but the names that it has in English as well, of the lists in the store and of their columns."""
    content = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    for indicator in content["plans"][0]["indicators"]:
        for name in indicator["english"]:
            del indicator[name]
    found = set(texts_in(content))
    found |= {EXAMPLE, str(database.parent / "sao-luu")}  # what a clerk may paste, and where his backups lie
    found |= {
        text for dataset in DATASETS for column in dataset.columns for text in (column.header, column.example) if text
    }
    with duckdb.connect(str(database), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, column_name from information_schema.columns where data_type = 'VARCHAR' and table_schema = 'main'"
        ).fetchall()
        for table, column in columns:
            found |= {
                row[0] for row in connection.execute(f'select distinct "{column}" from "{table}"').fetchall() if row[0]
            }
    return frozenset(found)


def texts_in(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts_in(value)


@pytest.mark.usefixtures("english")
def test_a_link_made_in_the_other_language_shows_the_same(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Widgets write their words into the address: "Thôn" was no choice in English, and households were shown instead."""
    page = open_page(sample_store.path, monkeypatch, "progress.py", **{"chi-tieu": "Thôn"})
    assert page.button_group(key="chi-tieu").value == "villages"
    page = open_page(
        sample_store.path, monkeypatch, "businesses.py",
        **{"dn-danh-sach": "Chưa tham gia (kể cả gián đoạn)", "dn-thon": "Thôn Đông Hải", "ngay": "2025-12-31"},
    )  # fmt: skip
    assert (page.selectbox(key="dn-danh-sach").value, page.selectbox(key="dn-thon").value) == ("missing", "T1")
    page = open_page(sample_store.path, monkeypatch, "progress.py", **{"chi-tieu": "nonsense"})
    assert page.button_group(key="chi-tieu").value == "households"
