"""The workbook of rejected rows: the button that gives it, and the way to it once the list is loaded."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.workbooks.mending import mending_of
from kpi.ui.parts.files import XLSX, apart
from kpi.ui.parts.panels import calm
from kpi.ui.shell.leading import lead_to
from kpi.ui.shell.server.files import owned
from kpi.vietnamese.text import fold


def offer_mending(outcome: Outcome, key: str, language: str) -> None:
    """The rejected rows of one list, to be mended and loaded again."""
    st.download_button(
        _("Download the {count} rejected rows to mend them (Excel)", count=format_count(len(outcome.rejected_rows))),
        data=owned(apart(language, mending_of, outcome), "can_sua"),
        file_name=f"can_sua_{Path(outcome.file).stem}_{fold(outcome.sheet).replace(' ', '_')}.xlsx".replace("_.", "."),
        mime=XLSX, key=key, on_click="ignore", icon="⬇",
    )  # fmt: skip


def where_to_mend() -> None:
    """Rejected rows are not kept, for nobody has said that they are right; whoever has the file still can have the workbook."""
    st.html(
        calm(
            _(
                "Rejected rows are not kept. Drop the same file again on the page of loading to download them and mend them."
            )
        )
    )
    lead_to("loading.py", _("Load lists"))
