"""What the lists on the import page would change: the indicators, and sheet by sheet the rows, the faults and what to mend."""

from __future__ import annotations

import streamlit as st

from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Outcome
from kpi.operations.rehearsal import Effect, Rehearsal
from kpi.operations.undo import Consequences
from kpi.ui.loading import spellings, tables
from kpi.ui.log.tables import indicator_changes, village_changes
from kpi.ui.parts import panels
from kpi.ui.parts.mending import offer_mending
from kpi.ui.shell.desk import Desk


def show_changes(rehearsal: Rehearsal, desk: Desk) -> None:
    """The indicators before and after, on the lists' own days and on the newest of all."""
    if not rehearsal.effects:
        return
    first, *between, newest = rehearsal.effects if len(rehearsal.effects) > 1 else rehearsal.effects * 2
    with st.container(key="panel-difference", border=True):
        panels.section(_("What would change"), _("nothing has been stored yet"))
        for effect in dict.fromkeys((first, newest)):
            _effect(effect, desk, is_newest=effect is newest)
        if between:
            with st.expander(_("{count} more days that lists describe", count=format_count(len(between)))):
                for effect in between:
                    _effect(effect, desk, is_newest=False)


def _effect(effect: Effect, desk: Desk, *, is_newest: bool) -> None:
    day = format_date(effect.day)
    st.html(
        panels.calm(
            _("Figures as of {date}, the newest day", date=day) if is_newest else _("Figures as of {date}", date=day)
        )
    )
    answer = Consequences(effect.before, effect.after)
    if all(row.numerator is None for status in (answer.now, answer.then) for row in status.indicators):
        st.html(panels.calm(_("No indicator has moved.")))
        return
    left, right = st.columns([6, 5])
    left.html(indicator_changes(answer, desk.config))
    if lead := desk.config.plan.lead:
        right.html(village_changes(answer, lead))


def show_details(rehearsal: Rehearsal, desk: Desk) -> None:
    """One sheet at a time: what it changes, what is wrong, its first rows, and the workbook of rows to mend."""
    shown = [number for number, outcome in enumerate(rehearsal.outcomes) if _has_details(outcome)]
    if not shown:
        return
    worst = max(shown, key=lambda number: (rehearsal.outcomes[number].rejected, -number))
    with st.container(key="panel-details", border=True):
        panels.section(_("Sheet by sheet"))
        number = st.selectbox(
            _("Sheet"), shown, index=shown.index(worst), key=f"import.details.{worst}",
            format_func=lambda number: tables.in_a_line(rehearsal.outcomes[number]), label_visibility="collapsed",
        )  # fmt: skip
        _details(number, rehearsal, desk)


def _has_details(outcome: Outcome) -> bool:
    hopeless = outcome.fault is not None and not outcome.problems
    return (
        not hopeless and outcome.dataset is not None and (outcome.loaded_before is None or bool(outcome.rejected_rows))
    )


def _details(number: int, rehearsal: Rehearsal, desk: Desk) -> None:
    outcome = rehearsal.outcomes[number]
    if outcome.rejected_rows:
        offer_mending(outcome, f"import.mend.{number}", desk.config.language)
    if outcome.loaded_before is not None:
        st.html(panels.calm(_("This list is loaded already; its rejected rows can still be had to mend them.")))
        return
    note = _("{read} rows = {accepted} accepted + {rejected} rejected + {ignored} ignored", **_counts(outcome))
    st.html(panels.calm(note))
    st.html(tables.cause_table(outcome))
    left, right = st.columns(2)
    names = {**desk.store.scope_names(), **rehearsal.villages.names, **rehearsal.groups.names}
    left.html(tables.change_table(outcome, names))
    with right, st.expander(_("The first rows as they were read")):
        st.html(tables.preview_table(outcome))
    spellings.explain_unknown(outcome, number, rehearsal, desk)


def _counts(outcome: Outcome) -> dict[str, str]:
    return {name: format_count(getattr(outcome, name)) for name in ("read", "accepted", "rejected", "ignored")}
