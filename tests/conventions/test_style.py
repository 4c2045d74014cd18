"""The style sheet goes to the page as HTML, whose cleaner drops a sheet with anything like a tag in it: as a whole and silently."""

from __future__ import annotations

from tests.conftest import ROOT


def test_nothing_in_the_style_sheet_looks_like_a_tag() -> None:
    assert "<" not in (ROOT / "kpi" / "ui" / "shell" / "style.css").read_text("utf-8")
