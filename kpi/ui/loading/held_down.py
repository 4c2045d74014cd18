"""The import page's question about rows that name no village: do they belong to the one that is written above them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from kpi.domain import clock
from kpi.domain.errors import Problem
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.checking.held_down import VILLAGE_ABOVE
from kpi.operations import mapping
from kpi.operations.rehearsal import Rehearsal
from kpi.ui.loading.session import DONE
from kpi.ui.parts import panels
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown, plain

# So many villages are named in one question.
NAMED_AT_ONCE = 6


def ask(rehearsal: Rehearsal, desk: Desk) -> None:
    """One question for each sheet with such rows; unanswered, the rows stay rejected."""
    asked = {
        number: below
        for number, outcome in enumerate(rehearsal.outcomes)
        if (below := [problem for problem in outcome.problems if problem.code == VILLAGE_ABOVE])
    }
    if not asked:
        return
    with st.container(key="panel-held-down", border=True):
        panels.section(_("Rows that name no village"), _("– each list is asked about once"))
        place, _rest = st.columns([2, 5])
        who = ask_actor(place, _("Done by"), "import.held.who")
        for number, below in asked.items():
            _ask(number, below, who, rehearsal, desk)


def _ask(number: int, below: Sequence[Problem], who: str, rehearsal: Rehearsal, desk: Desk) -> None:
    outcome = rehearsal.outcomes[number]
    left, right = st.columns([5, 2], vertical_alignment="center")
    left.markdown(plain(outcome.title) + "  \n" + plain(_in_words(below)))
    left.caption(_("The list counts on over these rows, and no total stands between."))
    if not right.button(_("Yes, of the village above"), key=f"import.held.{number}", type="primary", width="stretch"):
        return
    with faults_shown():
        mapping.remember_held_down(
            desk.store, desk.config, rehearsal.sheets[number], outcome.dataset or "", reason=_in_words(below),
            decided_by=who, at=clock.now(desk.config.timezone),
        )  # fmt: skip
        st.session_state[DONE] = _(
            "In lists made like “{file}” a village now holds for the blank cells below it.", file=outcome.file
        )
        st.rerun()


def _in_words(below: Sequence[Problem]) -> str:
    """How many rows stand below which villages."""
    most = Counter(problem.hint for problem in below).most_common(NAMED_AT_ONCE)
    named = [_('{count} below "{village}"', count=format_count(count), village=village) for village, count in most]
    others = len(below) - sum(count for _village, count in most)
    more = [_("{count} below others", count=format_count(others))] if others else []
    return _(
        "Rows that name no village: {count} ({places}). Is each to be read as of the village named above it?",
        count=format_count(len(below)), places=", ".join(named + more),
    )  # fmt: skip
