"""What a visitor chooses for himself: his language speaks on every page, in callbacks and in his address, and to nobody else."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.i18n import formats, messages
from kpi.store import Store
from kpi.ui.shell.server.language import language_of
from kpi.ui.shell.server.page import page_script
from kpi.ui.shell.server.words import STREAMLITS_WORDS
from tests.app.screen import markup, open_page, turn_to, words
from tests.conftest import ROOT
from tests.serving import PATIENCE_SECONDS

pytestmark = pytest.mark.usefixtures("environment")


def test_the_address_chooses_the_language(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Households by village" in words(open_page(sample_store.path, monkeypatch, lang="en"))
    assert "Hộ dân theo thôn" in words(open_page(sample_store.path, monkeypatch)), (
        "another visitor's language is his own"
    )
    assert "Hộ dân theo thôn" in words(open_page(sample_store.path, monkeypatch, lang="xx")), "no such language"


def test_figures_in_charts_follow_the_language(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bars are kept for who asks next: Vietnamese first, then English, then Vietnamese again."""
    for lang, ratio in (("vi", "87,1%"), ("en", "87.1%"), ("vi", "87,1%")):
        page = open_page(sample_store.path, monkeypatch, lang=lang, ngay="2025-12-31")
        assert any(ratio in chart.proto.spec for chart in page.get("plotly_chart"))


def test_the_language_is_kept_in_the_address_and_on_other_pages(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(sample_store.path, monkeypatch, lang="en")
    page.query_params.clear()  # as moving to another page does
    turn_to(page, "quality.py")
    assert page.query_params["lang"] == "en" and "Data quality" in words(page)
    page.query_params["lang"] = "vi"
    page.run()
    assert "lang" not in page.query_params and "Chất lượng dữ liệu" in words(page)


def test_the_switch_shows_which_language_is_on(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = markup(open_page(sample_store.path, monkeypatch, lang="en"))
    assert 'data-kpi-language="en" aria-pressed="true">English' in shown
    assert 'data-kpi-language="vi" aria-pressed="false">Tiếng Việt' in shown


def a_page_with_a_callback() -> None:
    import streamlit as st

    from kpi.i18n.messages import _
    from kpi.ui.shell import settings

    def note() -> None:
        st.session_state["noted"] = _("Overview")

    settings.hear("vi")
    st.button("note", key="note", on_click=note)


def test_a_callback_speaks_the_language_of_its_session() -> None:
    """It runs before the page has said what it speaks."""
    for lang, noted in (("en", "Overview"), ("vi", "Tổng quan")):
        page = AppTest.from_function(a_page_with_a_callback)
        page.query_params["lang"] = lang
        page.run().button(key="note").click().run()
        assert page.session_state["noted"] == noted


def test_an_english_office_has_vietnamese_in_the_address(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "config.yaml"
    file.write_text((ROOT / "config.yaml").read_text("utf-8").replace("language: vi", "language: en"), "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    page = open_page(sample_store.path, monkeypatch)
    assert "Households by village" in words(page) and "lang" not in page.query_params
    page = open_page(sample_store.path, monkeypatch, lang="vi")
    assert "Hộ dân theo thôn" in words(page) and page.query_params["lang"] == "vi"


def test_sessions_at_once_keep_to_their_own() -> None:
    """Each session runs in a thread of its own; here two of them take turns."""
    said: dict[str, set[str]] = {"en": set(), "vi": set()}
    turn = threading.Barrier(2)

    def visit(lang: str) -> None:
        messages.speak(lang)
        for _round in range(50):
            turn.wait(timeout=PATIENCE_SECONDS)
            said[lang].add(f"{messages._('Overview')} {formats.format_count(1234)}")

    visitors = [threading.Thread(target=visit, args=(lang,)) for lang in said]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert said == {"en": {"Overview 1,234"}, "vi": {"Tổng quan 1.234"}}


def test_where_nobody_spoke_the_first_language_is_spoken() -> None:
    answers: list[str] = []
    thread = threading.Thread(target=lambda: answers.append(messages.spoken()))
    thread.start()
    thread.join()
    assert answers == ["vi"]


def test_the_browser_is_told_the_language(monkeypatch: pytest.MonkeyPatch, sample_store: Store) -> None:
    monkeypatch.setenv("KPI_DATABASE", str(sample_store.path))
    assert language_of({"query_string": b"ngay=2025-12-31&lang=en"}) == "en"
    assert language_of({"query_string": b"lang=xx"}) == language_of({"query_string": b""}) == "vi"


def test_the_browser_gets_streamlits_words_in_vietnamese() -> None:
    script = page_script().decode()
    assert '"No results": "Không có mục nào"' in script and "const words = {};" not in script
    assert all(said in script for said in STREAMLITS_WORDS)
