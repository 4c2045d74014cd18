"""Step 2: the plan: the one that is in the settings, a copy of one with targets of its own, or one with an indicator of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from kpi.domain.indicators import Way
from kpi.i18n.formats import format_date
from kpi.i18n.messages import N_, _
from kpi.operations.beginning import Amount, PlanHead, copied_plan, own_plan, plan_edits, plans_to_copy, takes_numbers
from kpi.operations.settings import read_settings
from kpi.ui.parts import panels
from kpi.ui.settings.counting import COUNTINGS
from kpi.ui.settings.fields import value_of
from kpi.ui.settings.parts import BY_NUMBER, BY_PERCENT
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.scope import EARLIEST, LATEST
from kpi.ui.start import drafting
from kpi.wiring import config_file

AS_IT_IS, COPY, OWN = "kept", "copy", "own"
WAYS = {
    AS_IT_IS: N_("The plan as it stands"),
    COPY: N_("A copy of a plan, with targets of its own"),
    OWN: N_("An empty plan, with one indicator to begin with"),
}
WAY, SOURCE, KEPT, TITLE, NUMBER, ISSUED, START, END, BASIS, ALONE, TARGET, AMOUNT, COUNTED, ENTRIES, UNIT, COLUMN = (
    f"start.plan.{key}"
    for key in (
        "way", "source", "kept", "title", "number", "issued", "from", "to", "basis", "alone", "target", "amount", "counted", "entries",
        "unit", "column",
    )
)  # fmt: skip


def show(desk: Desk) -> None:
    """What there is, and the boxes of what is to be instead."""
    plan = desk.config.plan
    span = _("{start} – {end}", start=format_date(plan.start), end=format_date(plan.end))
    with st.container(key="panel-start-plan", border=True):
        panels.section(_("2. The plan"), _("– in the settings now: {title} ({span})", title=plan.title, span=span))
        way = st.radio(_("Which plan"), list(WAYS), key=WAY, format_func=lambda one: _(WAYS[one]), horizontal=True)
        if way == AS_IT_IS:
            st.html(panels.calm(_("Nothing is changed. Its targets stand on the page of settings.")))
        else:
            _boxes(desk, way)
        drafting.show("plan", desk)


def _boxes(desk: Desk, way: str) -> None:
    content = read_settings(config_file()).content
    sources = plans_to_copy(content)
    asked = _indicators(sources) if way == COPY else _own()
    left, right = st.columns([3, 2])
    left.text_input(_("Title of the plan"), key=TITLE, max_chars=500)
    number, issued = right.columns(2)
    number.text_input(_("Number"), key=NUMBER, max_chars=60)
    issued.text_input(_("Issued (day or month)"), key=ISSUED, max_chars=60)
    start, end, basis = st.columns([1, 1, 3])
    for side, label, key in ((start, _("From"), START), (end, _("To"), END)):
        side.date_input(label, key=key, value=None, min_value=EARLIEST, max_value=LATEST, format="DD/MM/YYYY")
    basis.text_input(_("Basis of the targets: paper, section"), key=BASIS, max_chars=300)
    st.html(panels.calm(_("Targets in percent, or by number where the plan sets one; empty boxes: it sets none.")))
    sides = st.columns(3)
    for place, (name, (title, by_number)) in enumerate(asked.items()):
        with sides[place % 3]:
            boxes = st.columns(2, vertical_alignment="bottom") if by_number else [st.container()]
            boxes[0].text_input(_("{title} (%)", title=plain(title)), key=f"{TARGET}.{name}", max_chars=8)
            if by_number:
                boxes[1].text_input(_("or a number"), key=f"{AMOUNT}.{name}", max_chars=12)
    if desk.is_empty():
        st.checkbox(_("This is the only plan: the plans in the settings now go"), key=ALONE, value=True)
    st.button(
        _("See what this changes"), key="start.plan.look", type="primary", on_click=_look, args=(way, desk.is_empty())
    )


def _indicators(sources: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, bool]]:
    """The choice of a plan to copy and of what of it is kept; the indicators kept: title, and whether a target may be a number."""
    number = st.selectbox(
        _("Plan to copy"), range(len(sources)), key=SOURCE, format_func=lambda one: str(sources[one]["title"])
    )
    rows = {row["id"]: row for row in sources[number]["indicators"]}
    titles = {name: str(row["short_title"]) for name, row in rows.items()}
    kept = st.multiselect(
        _("Indicators kept"), list(titles), default=list(titles), key=f"{KEPT}.{sources[number]['id']}",
        format_func=lambda one: titles[one],
    )  # fmt: skip
    st.html(
        panels.calm(
            _(
                "What the plan copied says word for word comes with it: put its indicators right on the page of settings, and"
                " in the file what it asks of the groups, where yours says otherwise."
            )
        )
    )
    return {name: (titles[name], takes_numbers(rows[name])) for name in titles if name in kept}


def _own() -> dict[str, tuple[str, bool]]:
    """The one indicator."""
    left, right = st.columns(2)
    counting = left.selectbox(
        _("What is counted"), list(COUNTINGS), key=ENTRIES, format_func=lambda one: _(COUNTINGS[one])
    )
    right.text_input(_("Indicator, as the plan says it"), key=COUNTED, max_chars=200)
    left.text_input(_("Counted in"), key=UNIT, max_chars=40, placeholder=_("households"))
    if counting.way is Way.MARKED:
        right.text_input(_("Header of the column with yes or no"), key=COLUMN, max_chars=100)
    return {OWN: (_("this indicator"), counting.way is not Way.TIMELY)}


def _look(way: str, empty: bool) -> None:
    state, settings = st.session_state, read_settings(config_file())
    text = {key: str(state.get(key) or "").strip() for key in (TITLE, NUMBER, ISSUED, BASIS, COUNTED, UNIT, COLUMN)}
    sources = plans_to_copy(settings.content)
    source = sources[state.get(SOURCE, 0)]
    kept = state.get(f"{KEPT}.{source['id']}", ())
    try:
        goals = _goals(kept if way == COPY else (OWN,))
    except ValueError as error:
        drafting.refuse("plan", _("A target is neither a percentage nor a number"), str(error))
        return
    start, end = state.get(START), state.get(END)
    marked = way == OWN and state[ENTRIES].way is Way.MARKED
    needed = [text[TITLE], text[ISSUED], text[BASIS] or not goals]
    needed += [kept] if way == COPY else [text[COUNTED], text[UNIT], text[COLUMN] or not marked]
    if start is None or end is None or not all(needed):
        drafting.refuse(
            "plan",
            _("Something is missing"),
            _("Fill in title, day of issue, span, indicators, and the basis of targets."),
        )
        return
    if end < start:
        drafting.refuse("plan", _("The last day is before the first one"), _("Put the two days right."))
        return
    head = PlanHead(text[TITLE], text[NUMBER], text[ISSUED], start, end, text[BASIS])
    plans = settings.content["plans"]
    taken = [str(one.get("id")) for one in plans]
    named = [str(row.get("id")) for one in plans for part in ("indicators", "marks") for row in one.get(part) or ()]
    row = (
        copied_plan(source, head, kept, goals, taken)
        if way == COPY
        else own_plan(head, state[ENTRIES], text[COUNTED], text[UNIT], text[COLUMN], goals.get(OWN), [*taken, *named])
    )
    drafting.look("plan", plan_edits(settings.content, row, alone=empty and bool(state.get(ALONE))))


def _goals(names: Sequence[str]) -> dict[str, Amount]:
    """What is typed for each indicator, as a target says it; a ``ValueError`` where both boxes of one are filled in, or not so."""
    goals: dict[str, Amount] = {}
    for name in names:
        typed = ((BY_PERCENT, f"{TARGET}.{name}"), (BY_NUMBER, f"{AMOUNT}.{name}"))
        words = {field: str(st.session_state.get(key) or "").strip() for field, key in typed}
        found = {field.key: value_of(field, said) for field, said in words.items() if said}
        if len(found) > 1:
            raise ValueError(_("Fill in a percentage or a number, one of the two."))
        if found:
            goals[name] = found
    return goals
