"""What the pages are made of: questions, cards, charts, words. The only part of ``kpi`` that knows Streamlit."""

from __future__ import annotations

from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "pages"
