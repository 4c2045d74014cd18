"""A change before it is saved: what becomes what, and the figures of a day as they are and as they would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import streamlit as st

from kpi.answers.structure.answer import Requirement
from kpi.config.models import Config
from kpi.domain import clock
from kpi.i18n.formats import NOTHING, format_count, format_date
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment
from kpi.operations.settings import (
    Draft,
    Settings,
    content_of,
    effect,
    outlived_by,
    requirements_changed,
    save,
)
from kpi.operations.undo import Consequences
from kpi.ui.log.tables import figure
from kpi.ui.parts import build, panels, words
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.settings.said import differences_in_words
from kpi.ui.settings.session import DAY, DONE, DRAFT, NAME, REASON, SEEN, faults_kept
from kpi.ui.shell.actor import ask_actor, keep_actor, last_actor
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.scope import EARLIEST, LATEST
from kpi.wiring import config_file


def show(desk: Desk, settings: Settings, draft: Draft) -> None:
    """The draft's effect, and the way to save it."""
    with st.container(key="panel-effect", border=True):
        panels.section(_("Before it is saved"))
        after = content_of(settings.file, draft.text)
        st.html(panels.Drawn(change_table(settings.content, after, desk.config, draft.config)))
        day = _day(desk)
        if day is None:
            st.html(panels.calm(_("Nothing has been loaded yet: there are no figures that could change.")))
        else:
            _figures(desk, draft, day)
            _requirements(desk, draft, day)
        _outlived(desk, draft)
        st.html(panels.calm(_("Frozen meetings and reports keep the configuration that they were made by.")))
        with st.form("settings.confirm", border=False):
            first, second = st.columns([2, 5])
            ask_actor(first, _("Changed by"), NAME)
            second.text_input(
                _("Reason"),
                key=REASON,
                max_chars=300,
                placeholder=_("By which paper or decision? Please name no citizen."),
            )
            confirm, cancel, _rest = st.columns([2, 1, 4])
            confirm.form_submit_button(
                _("Save"), key="settings.save", type="primary", width="stretch", on_click=_save, args=(draft,)
            )
            cancel.form_submit_button(_("Do not save"), key="settings.cancel", width="stretch", on_click=_forget)


def look_at(row: Mapping[str, Any]) -> None:
    """Puts the newest day with lists that a row speaks for before the user; of a row that speaks for none the newest of all."""
    observed = open_desk().observed()
    year, start, end = row.get("year"), row.get("from"), row.get("to")
    within = [
        day
        for day in observed
        if (year is None or day.year == year) and (start is None or start <= day) and (end is None or day <= end)
    ]
    if observed:
        st.session_state[DAY] = (within or observed)[-1]


def change_table(before: Mapping[str, Any], after: Mapping[str, Any], config: Config, then: Config) -> str:
    """What differs between two configurations, in words; ``config`` and ``then`` know those of each."""
    rows = differences_in_words(before, after, config, then)
    if not rows:
        return panels.calm(_("Nothing differs but comments or the way it is written."))
    columns = [
        HtmlColumn(_("What is changed"), long=True),
        HtmlColumn(_("Before"), long=True),
        HtmlColumn(_("After"), long=True),
    ]
    return table(columns, [list(row) for row in rows], alt=_("What changes in the settings"))


def _day(desk: Desk) -> date | None:
    """The day whose figures are compared: at first the newest that lists describe."""
    observed = desk.observed()
    if not observed:
        return None
    st.session_state.setdefault(DAY, observed[-1])
    left, _right = st.columns([2, 5])
    day: date = left.date_input(
        _("Figures of which day"), key=DAY, min_value=EARLIEST, max_value=LATEST, format="DD/MM/YYYY"
    )
    return day


def _figures(desk: Desk, draft: Draft, day: date) -> None:
    for answer in _worked_out(desk, draft, day):
        config, then = (one.speaking_of(answer[0]) for one in (desk.config, draft.config))
        if len(desk.config.plans) > 1:
            panels.section(config.plan.title)
        if not answer[1].changes_figures:
            st.html(panels.calm(_("No figure as of {date} changes.", date=format_date(day))))
        st.html(panels.Drawn(figure_table(answer[1], config, then)))
        for row in answer[1].then.indicators:
            if said := words.village_targets_in_words(row, then):
                st.html(panels.calm(f"{then.indicator(row.id).spoken_title}: {said}"))


def _requirements(desk: Desk, draft: Draft, day: date) -> None:
    """What becomes of the plan's requirements of groups; said only where the change speaks of them."""
    if draft.config.structure == desk.config.structure:
        return
    panels.section(_("What the plan asks of the groups"))
    found = requirements_changed(desk.store, desk.config, draft, day)
    if not found:
        st.html(panels.calm(_("No requirement of the groups changes.")))
        return
    rows = [[f"{now.id} {build.title(now)}", _stands(now), _stands(then)] for now, then in found]
    columns = [HtmlColumn(_("Requirement"), long=True), HtmlColumn(_("Now")), HtmlColumn(_("Then"))]
    st.html(panels.Drawn(table(columns, rows, alt=_("What the plan asks of the groups, now and then"))))


def _stands(one: Requirement) -> str:
    badge = build.state_badge(one.state)
    return f"{badge.icon} {badge.word} · {format_count(one.met)}/{format_count(one.applying)}"


def _outlived(desk: Desk, draft: Draft) -> None:
    """What other terms of retention would take out today: that cannot be taken back as settings can."""
    if draft.config.retention == desk.config.retention:
        return
    going = outlived_by(desk.store, draft, clock.now(desk.config.timezone).date())
    if not going.is_anything:
        st.html(panels.calm(_("By these terms nothing would go today.")))
        return
    st.warning(_(
        "By these terms {persons} persons, {names} old display names and what was wrong in rows of {loads} loads would go at the next"
        " clearing. Nothing brings them back; figures stay.", persons=format_count(len(going.persons)),
        names=format_count(len(going.names)), loads=format_count(len(going.batches)),
    ))  # fmt: skip


def _worked_out(desk: Desk, draft: Draft, day: date) -> tuple[tuple[str, Consequences], ...]:
    """The effect, worked out once for this draft, day and state of the store."""
    key = f"{sha256(draft.text.encode()).hexdigest()} {day} {desk.stamp}"
    if (known := st.session_state.get(SEEN)) is None or known[0] != key:
        known = st.session_state[SEEN] = key, effect(desk.store, desk.config, draft, day)
    found: tuple[tuple[str, Consequences], ...] = known[1]
    return found


def figure_table(answer: Consequences, config: Config, then: Config) -> str:
    """The plan's indicators now and then, each with its target and what is missing; one that only one of the two has on its side."""
    sides = [{one.id: one for one in side.indicators} for side in (answer.now, answer.then)]
    named = dict.fromkeys(sides[1], then) | dict.fromkeys(sides[0], config)
    order = [*sides[0], *(name for name in sides[1] if name not in sides[0])]
    rows = [
        [
            named[name].indicator(name).spoken_title,
            *(_figure(side.get(name), spoken) for side, spoken in zip(sides, (config, then), strict=True)),
            _difference(sides[0].get(name), sides[1].get(name)),
        ]
        for name in order
    ]  # fmt: skip
    columns = [
        HtmlColumn(_("Indicator")), HtmlColumn(_("Now"), html=True), HtmlColumn(_("Then"), html=True), HtmlColumn(_("Change")),
    ]  # fmt: skip
    return table(columns, rows, alt=_("The indicators now and then"))


def _figure(one: Assessment | None, config: Config) -> str:
    return NOTHING if one is None else figure(one, _more(one, config))


def _more(one: Assessment, config: Config) -> str:
    unit = config.indicator(one.id).spoken_counted_in
    said = (
        words.target_in_words(one.target) if one.target is not None else None,
        words.missing_in_words(one, unit),
        _("Waiting for a confirmation: {count} {unit}", count=format_count(one.waiting), unit=unit)
        if one.waiting
        else None,
    )
    return " · ".join(part for part in said if part)


def _difference(now: Assessment | None, then: Assessment | None) -> str:
    """What of an indicator would be another; of its villages how many would be judged otherwise."""
    if now is None or then is None:
        return _("new") if now is None else _("taken out")
    if now == then:
        return _("unchanged")
    said = []
    if (now.numerator, now.denominator, now.open) != (then.numerator, then.denominator, then.open):
        said.append(_("counts"))
    if now.waiting != then.waiting:
        said.append(_("how many wait for a confirmation"))
    if now.target != then.target:
        said.append(_("target"))
    if now.verdict != then.verdict:
        said.append(_("verdict"))
    if now.shortfall != then.shortfall:
        said.append(_("what is missing"))
    judged = {one.code: one.verdict for one in then.villages}
    if villages := sum(judged.get(one.code) != one.verdict for one in now.villages):
        said.append(_("{count} villages judged otherwise", count=format_count(villages)))
    return ", ".join(said) or _("what it rests on")


def _save(draft: Draft) -> None:
    state, desk = st.session_state, open_desk()
    with faults_kept():
        name = last_actor() or state.get(NAME, "")
        number = save(
            desk.store, config_file(), draft, saved_by=name, reason=state[REASON],
            at=clock.now(desk.config.timezone),
        )  # fmt: skip
        state[DONE] = _("Saved as version {number}; every page reckons by it from now on.", number=format_count(number))
        keep_actor(name)
        state[REASON] = ""
        _forget()


def _forget() -> None:
    for key in (DRAFT, SEEN):
        st.session_state.pop(key, None)
