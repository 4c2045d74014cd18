"""What the lists on the import page would change: the indicators, and sheet by sheet the rows, the faults and what to mend."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _, speaking
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.workbooks.mending import mending_of
from kpi.operations.rehearsal import Rehearsal
from kpi.operations.undo import Consequences
from kpi.ui.loading import spellings
from kpi.ui.loading.tables import cause_table, change_table, preview_table
from kpi.ui.log.tables import indicator_changes, village_changes
from kpi.ui.parts import panels
from kpi.ui.parts.files import XLSX
from kpi.ui.shell.desk import Desk
from kpi.vietnamese.text import fold


def show_changes(rehearsal: Rehearsal, desk: Desk) -> None:
    """The indicators before and after, and what each list changes."""
    if rehearsal.before is None or rehearsal.after is None or rehearsal.day is None:
        return
    answer = Consequences(rehearsal.before, rehearsal.after)
    with st.container(key="panel-difference", border=True):
        panels.section(
            _("What would change"),
            _("figures as of {date}; nothing has been stored yet", date=format_date(rehearsal.day)),
        )
        left, right = st.columns([6, 5])
        left.html(indicator_changes(answer, desk.config))
        right.html(village_changes(answer))


def show_details(rehearsal: Rehearsal, desk: Desk) -> None:
    """Sheet by sheet: what it changes, what is wrong, its first rows, and the workbook of rows to mend."""
    names = desk.store.scope_names()
    for number, outcome in enumerate(rehearsal.outcomes):
        hopeless = outcome.fault is not None and not outcome.problems
        if hopeless or outcome.dataset is None or outcome.loaded_before is not None:
            continue
        with st.container(key=f"panel-sheet-{number}", border=True):
            note = _("{read} rows = {accepted} accepted + {rejected} rejected + {ignored} ignored", **_counts(outcome))
            panels.section(outcome.title, note)
            st.html(cause_table(outcome))
            if outcome.rejected_rows:
                _offer_mending(outcome, number, desk.config.language)
            left, right = st.columns(2)
            left.html(change_table(outcome, names))
            with right, st.expander(_("The first rows as they were read")):
                st.html(preview_table(outcome))
            spellings.explain_unknown(outcome, number, desk)


def _counts(outcome: Outcome) -> dict[str, str]:
    return {name: format_count(getattr(outcome, name)) for name in ("read", "accepted", "rejected", "ignored")}


def _offer_mending(outcome: Outcome, number: int, language: str) -> None:
    st.download_button(
        _("Download the {count} rejected rows to mend them (Excel)", count=format_count(len(outcome.rejected_rows))),
        data=partial(_to_mend, outcome, language),
        file_name=f"can_sua_{Path(outcome.file).stem}_{fold(outcome.sheet).replace(' ', '_')}.xlsx".replace("_.", "."),
        mime=XLSX, key=f"import.mend.{number}", on_click="ignore", icon="⬇",
    )  # fmt: skip


def _to_mend(outcome: Outcome, language: str) -> bytes:
    with speaking(language):  # made at the click, apart from the page
        return mending_of(outcome)
