"""What comes after a load: which figures moved, which rows wait to be mended, who waits for a person; each with its link."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.answers.status import Status
from kpi.i18n.formats import format_count, format_date, format_level
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Outcome
from kpi.review.queue import queue
from kpi.ui.loading.session import LOADED
from kpi.ui.parts import panels
from kpi.ui.parts.mending import offer_mending
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.entries import entry_of
from kpi.ui.shell.leading import lead_to

# Where the figures of a register are looked at.
PAGE_OF = {
    "household": "households.py", "business": "businesses.py", "institution": "institutions.py", "village": "groups.py",
    "case": "cases.py",
}  # fmt: skip
OVERVIEW = "overview.py"  # of a register that a plan adds
REVIEW = "review.py"


@dataclass(frozen=True, slots=True)
class LastLoad:
    """The lists that were stored last in this session, and the figures before them."""

    outcomes: tuple[Outcome, ...]
    before: Status | None


def show_next_steps(desk: Desk) -> None:
    """Until other files are dropped."""
    loaded: LastLoad | None = st.session_state.get(LOADED)
    if loaded is None or not loaded.outcomes or not desk.observed():
        return
    with st.container(key="panel-next", border=True):
        panels.section(_("What comes next"))
        left, middle, right = st.columns(3)
        with left:
            _moved(loaded, desk)
        with middle:
            _waiting(desk)
        with right:
            _rejected(loaded, desk)


def _moved(loaded: LastLoad, desk: Desk) -> None:
    """From → to, on the newest day that the lists describe."""
    if loaded.before is None:
        return
    after = desk.status(loaded.before.as_of)
    if [one.id for one in after.indicators] != [one.id for one in loaded.before.indicators]:
        return  # another plan has been chosen since
    moved = [
        (now, then)
        for now, then in zip(loaded.before.indicators, after.indicators, strict=True)
        if (now.numerator, now.denominator) != (then.numerator, then.denominator)
    ]
    st.html(panels.calm(_("Figures as of {date}", date=format_date(after.as_of))))
    for now, then in moved:
        indicator = desk.config.indicator(now.id)
        levels = (format_level(row.numerator, row.denominator, row.target) for row in (now, then))
        said = f"{indicator.spoken_title}: {' → '.join(levels)}"
        page = PAGE_OF.get(indicator.register, OVERVIEW)
        if desk.config.plan.lacking(entry_of(page).indicators):  # the page speaks of another plan's
            page = OVERVIEW
        _say(page, said)
    if not moved:
        st.html(panels.calm(_("No indicator has moved.")))


def _waiting(desk: Desk) -> None:
    """For whoever settles who is who: who loads logs alone may not see the queue."""
    if not who().may(Right.MATCHING):
        return
    waiting = desk.ask(queue, desk.observed()[-1])
    nobody = len(waiting.unsuggested)
    if waiting.people:
        _say(REVIEW, _("{count} persons wait for a confirmation", count=format_count(waiting.people)))
    if nobody:
        _say(REVIEW, _("{count} persons whom no name points to", count=format_count(nobody)))
    if not waiting.people and not nobody:
        st.html(panels.calm(_("Nobody waits for a confirmation.")))


def _say(page: str, said: str) -> None:
    """As a link to the page where it is looked at, for whom that one is open."""
    if not lead_to(page, said):
        st.html(panels.calm(said))


def _rejected(loaded: LastLoad, desk: Desk) -> None:
    rejected = [outcome for outcome in loaded.outcomes if outcome.rejected_rows]
    for number, outcome in enumerate(rejected):
        st.html(
            panels.calm(
                _("{title}: {count} rows were not loaded", title=outcome.title, count=format_count(outcome.rejected))
            )
        )
        offer_mending(outcome, f"import.next.mend.{number}", desk.config.language)
    if not rejected:
        st.html(panels.calm(_("Every row was loaded.")))
