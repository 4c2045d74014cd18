"""The button that gives the workbook of rejected rows."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from kpi.i18n.formats import format_count
from kpi.i18n.messages import _, speaking
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.workbooks.mending import mending_of
from kpi.ui.parts.files import XLSX
from kpi.vietnamese.text import fold


def offer_mending(outcome: Outcome, key: str, language: str) -> None:
    """The rejected rows of one list, to be mended and loaded again."""
    st.download_button(
        _("Download the {count} rejected rows to mend them (Excel)", count=format_count(len(outcome.rejected_rows))),
        data=partial(_to_mend, outcome, language),
        file_name=f"can_sua_{Path(outcome.file).stem}_{fold(outcome.sheet).replace(' ', '_')}.xlsx".replace("_.", "."),
        mime=XLSX, key=key, on_click="ignore", icon="⬇",
    )  # fmt: skip


def _to_mend(outcome: Outcome, language: str) -> bytes:
    with speaking(language):  # made at the click, apart from the page
        return mending_of(outcome)
