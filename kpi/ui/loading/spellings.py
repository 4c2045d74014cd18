"""The import page's memory: a clerk explains an unknown spelling once; every explanation is listed and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from kpi.config.models import Config
from kpi.domain import clock
from kpi.domain.datasets import DATASET_BY_ID, Kind
from kpi.domain.errors import Problem
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Outcome
from kpi.operations import rehearsal
from kpi.store import SHEET_KIND, Correction
from kpi.ui.loading import tables
from kpi.ui.loading.session import DONE
from kpi.ui.shell.actor import ACTOR
from kpi.ui.shell.desk import Desk
from kpi.vietnamese.text import fold


def explain_unknown(outcome: Outcome, number: int, desk: Desk) -> None:
    """Offers to explain each spelling that nobody knows yet; the store remembers the explanation."""
    unknown = _unknown(outcome)
    if not unknown:
        return
    with st.expander(_("Explain an unknown spelling once ({count})", count=format_count(len(unknown)))):
        with st.form(f"import.explain.{number}", border=False):
            first, second, third, fourth = st.columns([3, 3, 2, 3], vertical_alignment="bottom")
            chosen = first.selectbox(
                _("Spelling"),
                range(len(unknown)),
                format_func=lambda place: _in_words(unknown[place]),
                key=f"import.spelling.{number}",
            )
            meanings = _meanings(outcome, desk)
            meaning = second.selectbox(
                _("Means"), list(meanings), format_func=lambda name: meanings[name], key=f"import.meaning.{number}", index=None,
                placeholder=_("Choose"),
            )  # fmt: skip
            who = third.text_input(
                _("Done by"), value=st.session_state.get(ACTOR, ""), key=f"import.who.{number}", max_chars=80
            )
            why = fourth.text_input(_("Reason"), key=f"import.why.{number}", max_chars=300)
            sure = st.form_submit_button(_("Remember"), key=f"import.remember.{number}")
        if sure and chosen is not None:
            _remember(outcome, unknown[chosen], meaning, who.strip(), why.strip(), desk)


def _remember(
    outcome: Outcome, problem: Problem, meaning: tuple[str, str, str] | None, who: str, why: str, desk: Desk
) -> None:
    kinds = {"unknown_village": "village", "unknown_group": "group", "unknown_word": "word", "unknown_column": "header"}
    kind = kinds[problem.code]
    dataset = DATASET_BY_ID[outcome.dataset or ""]
    field = (
        next((column.name for column in dataset.columns if column.header == problem.column), "")
        if kind == "word"
        else ""
    )
    if meaning is None or not who or meaning[0] != kind or (kind == "word" and meaning[1] != field):
        st.error(_("Choose a meaning that fits this spelling, and write who says so."))
        return
    spelling = problem.column if kind == "header" else problem.value
    st.session_state[ACTOR] = who
    rehearsal.explain(
        desk.store, kind, spelling or "", meaning[2], dataset=dataset.id if kind in ("header", "word") else "", field=field,
        reason=why, decided_by=who, at=clock.now(desk.config.timezone),
    )  # fmt: skip
    st.session_state[DONE] = _('From now on "{spelling}" is understood.', spelling=spelling)
    st.rerun()


def _unknown(outcome: Outcome) -> list[Problem]:
    """One problem for each spelling that could be explained, those first for which rows are rejected."""
    codes = ("unknown_village", "unknown_group", "unknown_word", "unknown_column")
    found: dict[tuple[str, str | None, str], Problem] = {}
    for problem in outcome.problems:
        spelling = problem.column if problem.code == "unknown_column" else problem.value
        if problem.code in codes and spelling:
            found.setdefault((problem.code, problem.column, fold(spelling)), problem)
    return sorted(found.values(), key=lambda problem: problem.severity != "error")


def _in_words(problem: Problem) -> str:
    if problem.code == "unknown_column":
        return _('column "{header}"', header=problem.column)
    return f"{problem.column}: “{problem.value}”"


def _meanings(outcome: Outcome, desk: Desk) -> dict[tuple[str, str, str], str]:
    """Everything that an unknown spelling of this list could mean: (kind, field, meaning) in words."""
    dataset = DATASET_BY_ID[outcome.dataset or ""]
    found: dict[tuple[str, str, str], str] = {}
    for row in desk.store.read("newest_villages", known_at=datetime.max):
        found["village", "", row["code"]] = _("village: {name}", name=row["name"])
    if dataset.holds(Kind.GROUP):
        for row in desk.store.read("newest_groups", known_at=datetime.max):
            found["group", "", row["code"]] = _("group: {name}", name=row["name"])
    for column in dataset.columns:
        found["header", "", column.name] = _("the column {header}", header=column.header)
        if column.kind in (Kind.WORD, Kind.FLAG):
            for meaning, words in desk.config.lookups.get(dataset.id, {}).get(column.name, {}).items():
                found["word", column.name, meaning] = f"{column.header}: {words[0] if words else meaning}"
    return found


def show_corrections(desk: Desk) -> None:
    """Spellings explained so far; each can be taken back."""
    known = desk.store.listed_corrections()
    if not known:
        return
    names = desk.store.scope_names()
    meanings = [_meaning_in_words(row, names, desk.config) for row in known]
    with st.expander(_("Spellings explained so far ({count})", count=format_count(len(known)))):
        st.html(tables.correction_table(known, meanings))
        with st.form("import.forget", border=False):
            first, second, third = st.columns([4, 3, 2], vertical_alignment="bottom")
            place = first.selectbox(
                _("Spelling"), range(len(known)), format_func=lambda number: f"{known[number].spelling} = {meanings[number]}",
                key="import.forget.which",
            )  # fmt: skip
            who = second.text_input(
                _("Done by"), value=st.session_state.get(ACTOR, ""), key="import.forget.who", max_chars=80
            )
            sure = third.form_submit_button(_("Take it back"), key="import.forget.sure", width="stretch")
        if sure and place is not None:
            _forget(known[place], who.strip(), desk)


def _meaning_in_words(row: Correction, names: Mapping[str, str], config: Config) -> str:
    meaning = row.meaning or ""
    if row.kind == "header":
        return DATASET_BY_ID[row.dataset].column(meaning).header
    if row.kind in ("word", SHEET_KIND):
        return next(iter(config.lookups.get(row.dataset, {}).get(row.field, {}).get(meaning, ())), meaning)
    return names.get(meaning, meaning)


def _forget(row: Correction, who: str, desk: Desk) -> None:
    if not who:
        st.error(_("Write who takes it back."))
        return
    st.session_state[ACTOR] = who
    rehearsal.explain(
        desk.store, row.kind, row.spelling, None, dataset=row.dataset, field=row.field, reason="",
        decided_by=who, at=clock.now(desk.config.timezone),
    )  # fmt: skip
    st.session_state[DONE] = _('"{spelling}" is no longer explained.', spelling=row.spelling)
    st.rerun()
