"""The import page's memory: a clerk explains an unknown spelling once; every explanation is listed and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kpi.config.models import Config
from kpi.domain import clock
from kpi.domain.datasets import LEFT_OUT
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Outcome
from kpi.operations import explaining
from kpi.operations.explaining import Unknown
from kpi.operations.rehearsal import Rehearsal
from kpi.store import Correction
from kpi.store.records import GROUP, HEADER, HELD_DOWN, LIST, SHEET_KIND, VILLAGE, WORD
from kpi.ui.loading import tables
from kpi.ui.loading.mapping import fields_in_words
from kpi.ui.loading.session import DONE
from kpi.ui.log.tables import dataset_in_words
from kpi.ui.parts import panels
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.anew import refuse_gone
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain
from kpi.vietnamese.text import fold

# So many spellings are asked about at once, and so many meanings are offered for each.
ASKED_AT_ONCE = 6
OFFERED = 2


def ask_nearest(rehearsal: Rehearsal, desk: Desk) -> None:
    """For each unknown spelling with something near it, a button that says yes to that; the same spelling is asked about once."""
    asked: dict[tuple[str, str, str, str], Unknown] = {}
    for outcome in rehearsal.outcomes:
        for row in _unknowns(outcome, rehearsal, desk):
            if row.candidates:
                asked.setdefault(_mark(row), row)
    if not asked:
        return
    with st.container(key="panel-nearest", border=True):
        panels.section(_("Is it this?"), _("– {count} spellings, each remembered", count=format_count(len(asked))))
        place, _rest = st.columns([2, 5])
        who = ask_actor(place, _("Done by"), "import.nearest.who")
        for row in list(asked.values())[:ASKED_AT_ONCE]:
            _ask(row, who, desk, rehearsal)
        if len(asked) > ASKED_AT_ONCE:
            rest = format_count(len(asked) - ASKED_AT_ONCE)
            st.html(panels.calm(_("{count} more come when these are answered.", count=rest)))


def _ask(row: Unknown, who: str, desk: Desk, rehearsal: Rehearsal) -> None:
    left, *places = st.columns([5, *[3] * OFFERED], vertical_alignment="center")
    left.markdown(
        plain(
            _(
                "{column}: “{spelling}” ({count} rows)",
                column=row.column,
                spelling=row.spelling,
                count=format_count(row.rows),
            )
        )
    )
    for place, meaning in zip(places, row.candidates, strict=False):
        name = _named(row.kind, row.dataset, row.field, meaning, rehearsal, desk.config)
        if place.button(
            _("Yes, it is {name}", name=plain(name)),
            key=f"import.nearest.{'.'.join(_mark(row))}.{meaning}",
            width="stretch",
        ):
            _keep(row, meaning, who, _("confirmed on the page of loading"), desk)


def _mark(row: Unknown | Correction) -> tuple[str, str, str, str]:
    """By what a spelling is known from run to run, whoever explains another one meanwhile."""
    return row.kind, row.dataset, row.field, fold(row.spelling)


def _named(kind: str, dataset: str, field: str, meaning: str, rehearsal: Rehearsal, config: Config) -> str:
    if kind in (VILLAGE, GROUP):
        return (rehearsal.villages if kind == VILLAGE else rehearsal.groups).names.get(meaning, meaning)
    return _word(config, dataset, field, meaning)


def _word(config: Config, dataset: str, field: str, meaning: str) -> str:
    return next(iter(config.lookups.get(dataset, {}).get(field, {}).get(meaning, ())), meaning)


def _keep(row: Unknown, meaning: str, who: str, why: str, desk: Desk) -> None:
    if not who:
        st.error(_("Write who says so."))
        return
    explaining.explain(
        desk.store, row.kind, row.spelling, meaning, dataset=row.dataset, field=row.field, reason=why, decided_by=who,
        at=clock.now(desk.config.timezone),
    )  # fmt: skip
    st.session_state[DONE] = _('From now on "{spelling}" is understood.', spelling=row.spelling)
    st.rerun()


def explain_unknown(outcome: Outcome, number: int, rehearsal: Rehearsal, desk: Desk) -> None:
    """Offers to explain each spelling that nobody knows yet; the store remembers the explanation."""
    unknown = _unknowns(outcome, rehearsal, desk)
    if not unknown:
        return
    rows = {_mark(row): row for row in unknown}
    with st.expander(_("Explain an unknown spelling once ({count})", count=format_count(len(rows)))):
        with st.form(f"import.explain.{number}", border=False):
            first, second, third, fourth = st.columns([3, 3, 2, 3], vertical_alignment="bottom")
            key = f"import.spelling.{number}"
            refused = refuse_gone(key, rows)
            chosen = first.selectbox(_("Spelling"), list(rows), format_func=lambda mark: _in_words(rows[mark]), key=key)
            meanings = _meanings(outcome, rehearsal, desk)
            meaning = second.selectbox(
                _("Means"), list(meanings), format_func=lambda name: meanings[name], key=f"import.meaning.{number}", index=None,
                placeholder=_("Choose"),
            )  # fmt: skip
            who = ask_actor(third, _("Done by"), f"import.who.{number}")
            why = fourth.text_input(_("Reason"), key=f"import.why.{number}", max_chars=300)
            sure = st.form_submit_button(_("Remember"), key=f"import.remember.{number}")
        if sure and not refused():
            row = rows[chosen]
            if meaning is None or not who or meaning[0] != row.kind or (row.kind == WORD and meaning[1] != row.field):
                st.error(_("Choose a meaning that fits this spelling, and write who says so."))
                return
            _keep(row, meaning[2], who, why.strip(), desk)


def _unknowns(outcome: Outcome, rehearsal: Rehearsal, desk: Desk) -> list[Unknown]:
    return explaining.unknowns(outcome, desk.config, rehearsal.villages, rehearsal.groups)


def _in_words(row: Unknown) -> str:
    if row.kind == HEADER:
        return _('column "{header}"', header=row.spelling)
    return f"{row.column}: “{row.spelling}”"


def _meanings(outcome: Outcome, rehearsal: Rehearsal, desk: Desk) -> dict[tuple[str, str, str], str]:
    """Everything that an unknown spelling of this list could mean, in words."""
    dataset = outcome.kind
    found: dict[tuple[str, str, str], str] = {}
    for key, name in explaining.meanings(outcome, desk.config, rehearsal.villages, rehearsal.groups).items():
        if key[0] == WORD:
            found[key] = f"{dataset.column(key[1]).header}: {name}"
        else:
            message = {VILLAGE: _("village: {name}", name=name), GROUP: _("group: {name}", name=name)}
            found[key] = message.get(key[0]) or _("the column {header}", header=name)
    return found | {(HEADER, "", LEFT_OUT): _("the column is not needed")}


def show_corrections(desk: Desk) -> None:
    """Spellings explained so far; each can be taken back."""
    known = desk.known_names().explained
    if not known:
        return
    names = desk.store.scope_names()

    def meaning(row: Correction) -> str:
        return _meaning_in_words(row, names, desk.config)

    with st.expander(_("Spellings explained so far ({count})", count=format_count(len(known)))):
        st.html(tables.correction_table(known, meaning, desk.config))
        with st.form("import.forget", border=False):
            first, second, third = st.columns([4, 3, 2], vertical_alignment="bottom")
            rows = {_mark(row): row for row in known}
            refused = refuse_gone("import.forget.which", rows)
            chosen = first.selectbox(
                _("Spelling"), list(rows), format_func=lambda mark: f"{rows[mark].spelling} = {meaning(rows[mark])}",
                key="import.forget.which",
            )  # fmt: skip
            who = ask_actor(second, _("Done by"), "import.forget.who")
            sure = third.form_submit_button(_("Take it back"), key="import.forget.sure", width="stretch")
        if sure and not refused():
            _forget(rows[chosen], who, desk)


def _meaning_in_words(row: Correction, names: Mapping[str, str], config: Config) -> str:
    meaning = row.meaning or ""
    if row.kind == HELD_DOWN:
        return _("a village holds for the blank cells below it")
    if meaning == LEFT_OUT:
        return _("none of these lists") if row.kind == LIST else _("not needed")
    if row.kind == HEADER:
        return fields_in_words(config, row.dataset).get(meaning, meaning)
    if row.kind == LIST:
        return dataset_in_words(meaning, config)
    return (
        _word(config, row.dataset, row.field, meaning)
        if row.kind in (WORD, SHEET_KIND)
        else names.get(meaning, meaning)
    )


def _forget(row: Correction, who: str, desk: Desk) -> None:
    if not who:
        st.error(_("Write who takes it back."))
        return
    explaining.take_back(desk.store, row, decided_by=who, at=clock.now(desk.config.timezone))
    st.session_state[DONE] = _('"{spelling}" is no longer explained.', spelling=row.spelling)
    st.rerun()
