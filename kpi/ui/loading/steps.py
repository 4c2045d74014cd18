"""The import page's steps: take files, say what they are, take simulated lists back, load."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from kpi.config.models import Config
from kpi.domain import clock
from kpi.domain.datasets import Scope
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.loading.plan import Source
from kpi.ingest.reading.files import SUFFIXES
from kpi.ingest.workbooks.templates import template
from kpi.operations import rehearsal as rehearsing
from kpi.operations.rehearsal import Rehearsal
from kpi.ui.loading import choice
from kpi.ui.loading.afterwards import LastLoad
from kpi.ui.loading.pasting import pasted
from kpi.ui.loading.session import (
    BOTH_WAYS,
    DONE,
    LOADED,
    LOST,
    PASSWORDS,
    PASTED,
    READ,
    REHEARSED,
    ROUND,
    SAID,
    files_read,
    key_of_choice,
    waiting_sheets,
)
from kpi.ui.loading.tables import sheet_table
from kpi.ui.log.tables import dataset_in_words
from kpi.ui.parts import listing, panels
from kpi.ui.parts.files import XLSX, apart, uploader_words
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain, show_fault
from kpi.ui.shell.server.files import owned
from kpi.ui.shell.work import Progress, awaited, carry_out
from kpi.vietnamese.moments import parse_date

# So many refusals and lines of sheets stand on the page at once.
REFUSALS_AT_ONCE, SHEETS_PER_PAGE = 3, 20
Said = dict[tuple[str, str], Source | None]  # file, sheet → what is said about it; None: left out


def take_files() -> list[Source]:
    """The files that the clerk dropped and the lists that he pasted, with what he said about their sheets."""
    st.html(f"<style>{uploader_words()}</style>")
    key = f"import.files.{st.session_state.get(ROUND, 0)}"
    uploads = st.file_uploader(
        _("Drop the lists here: Excel, LibreOffice, CSV, or a Zalo group's JSON"),
        type=[suffix.lstrip(".") for suffix in SUFFIXES], accept_multiple_files=True, key=key,
        help=_("The files are read on this machine and sent nowhere."),
    )  # fmt: skip
    said: Said = st.session_state.get(SAID, {})
    dropped = [Source(Path(upload.name), content=upload.getvalue()) for upload in uploads or ()]
    return [_with_words(source, said) for source in (*dropped, *pasted())]


def _with_words(source: Source, said: Said) -> Source:
    sheets = {sheet: what for (file, sheet), what in said.items() if file == source.path.name}
    return replace(
        source,
        password=st.session_state.get(PASSWORDS, {}).get(source.path.name, ""),
        sheets={sheet: what for sheet, what in sheets.items() if what is not None},
        left_out=frozenset(sheet for sheet, what in sheets.items() if what is None),
        adds=st.session_state.get(key_of_choice(source.path.name)),
    )  # fmt: skip


def offer_templates(desk: Desk) -> None:
    """Every dataset's empty list, to be filled in."""
    with st.popover(_("Empty templates"), width="stretch"):
        for dataset in desk.config.datasets:
            made = apart(desk.config.language, template, dataset, desk.config)
            st.download_button(
                plain(dataset_in_words(dataset.id, desk.config)), data=owned(made, dataset.template), mime=XLSX,
                file_name=dataset.template, key=f"import.template.{dataset.id}", width="stretch", on_click="ignore",
            )  # fmt: skip


def rehearsed(sources: list[Source], desk: Desk) -> Rehearsal:
    """What the files would do; worked out anew only when the files, the clerk's words about them or the store have changed."""
    key = (
        tuple(
            (source.path.name, hashlib.sha256(source.content or b"").hexdigest(), source.password) for source in sources
        ),
        repr(sorted(st.session_state.get(SAID, {}).items(), key=lambda item: item[0])),
        tuple(source.adds for source in sources),
        desk.stamp,
    )
    place = st.empty()
    kept = st.session_state.get(REHEARSED)
    if kept is not None and kept[0] == key:
        found: Rehearsal = kept[1]
        return found
    now, read = clock.now(desk.config.timezone), files_read()

    def rehearse(progress: Progress) -> Rehearsal:
        return rehearsing.rehearse(desk.store, desk.config, sources, known_at=now, progress=progress, read=read)

    rehearsal = awaited(_("Reading and checking the lists"), rehearse, place, lost=_(LOST))
    st.session_state[REHEARSED] = (key, rehearsal)
    return rehearsal


def show_refusals(rehearsal: Rehearsal) -> None:
    """Files and sheets that cannot be loaded, and groups left aside: where, what was found, what to do."""
    asked = waiting_sheets(rehearsal)
    faults = [refusal.error for refusal in rehearsal.refusals]
    faults += [
        outcome.fault
        for number, outcome in enumerate(rehearsal.outcomes)
        if outcome.fault is not None and not outcome.asks and number not in asked
    ]
    for fault in faults[:REFUSALS_AT_ONCE]:
        show_fault(fault)
    if len(faults) > REFUSALS_AT_ONCE:
        rest = faults[REFUSALS_AT_ONCE:]
        with st.expander(_("{count} more files or sheets that cannot be loaded", count=format_count(len(rest)))):
            for fault in rest:
                show_fault(fault)
    for file in (refusal.file for refusal in rehearsal.refusals if refusal.error.code == "locked"):
        key = f"import.password.{file}"
        st.text_input(
            _("Password of {file}", file=plain(file)), key=key, type="password", on_change=_unlock, args=(file, key)
        )
    for problem in (problem for outcome in rehearsal.outcomes for problem in outcome.problems):
        if problem.code == "unknown_group" and problem.row is None:
            st.warning(plain(problem.told), icon="⚠")


def _unlock(file: str, key: str) -> None:
    """For this drop and this session alone."""
    st.session_state[PASSWORDS] = {**st.session_state.get(PASSWORDS, {}), file: st.session_state[key]}


def show_sheets(rehearsal: Rehearsal, desk: Desk) -> None:
    """What each sheet was recognised as, and the form that corrects it."""
    if not rehearsal.outcomes:
        return
    with st.container(key="panel-sheets", border=True):
        panels.section(_("Lists recognised"), _summary(rehearsal))
        below = st.container()
        below.html(sheet_table(listing.paged(rehearsal.outcomes, SHEETS_PER_PAGE, "import.sheets")))
        with st.expander(_("A list was recognised wrongly? Say what it is")):
            _say(rehearsal.outcomes, desk.config)


def _summary(rehearsal: Rehearsal) -> str:
    asked = len(waiting_sheets(rehearsal))
    faults = sum(outcome.fault is not None for outcome in rehearsal.outcomes)
    ready = sum(outcome.fault is None and outcome.accepted > 0 for outcome in rehearsal.outcomes)
    counts = {
        "count": len(rehearsal.outcomes) + len(rehearsal.refusals), "ready": ready, "asked": asked,
        "refused": faults - asked + len(rehearsal.refusals),
    }  # fmt: skip
    return _(
        "– {count} lists: {ready} ready, {asked} to be explained, {refused} that cannot be loaded",
        **{name: format_count(count) for name, count in counts.items()},
    )


def _say(outcomes: Sequence[Outcome], config: Config) -> None:
    """The form about one sheet; its fields replace what was recognised."""
    sheets = {(outcome.file, outcome.sheet): outcome for outcome in outcomes}
    chosen = st.selectbox(_("Sheet"), list(sheets), format_func=lambda one: sheets[one].title, key="import.sheet")
    outcome = sheets[chosen]
    auto = ""
    with st.form("import.say", border=False):
        first, second, third, fourth = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
        dataset = first.selectbox(
            _("Kind of list"), [auto, *(one.id for one in config.datasets)], key="import.say.dataset",
            format_func=lambda name: dataset_in_words(name, config) if name else _("as recognised"),
        )  # fmt: skip
        day = second.text_input(_("List as of"), key="import.say.day", placeholder=format_date(date(2024, 6, 30)))
        scope = third.text_input(_("Village, group or kind of reports of the whole list"), key="import.say.scope")
        leave = fourth.checkbox(_("Do not load this sheet"), key="import.say.leave")
        if not st.form_submit_button(_("Apply"), key="import.say.apply"):
            return
    try:
        as_of = parse_date(day) if day.strip() else None
    except ValueError as error:
        st.error(plain(str(error)))
        return
    named = scope.strip() or None
    kind = dataset or outcome.dataset
    of_villages = kind is not None and config.dataset(kind).scope is Scope.VILLAGE
    said = Source(
        Path(outcome.file), dataset or None, as_of,
        group=named if kind == "membership" else None, village=named if of_villages else None,
        kind=named if kind == "case" else None,
    )  # fmt: skip
    st.session_state[SAID] = {**st.session_state.get(SAID, {}), (outcome.file, outcome.sheet): None if leave else said}
    st.rerun()


def confirm(rehearsal: Rehearsal, sources: list[Source], desk: Desk) -> None:
    """Who loads, and the two ways: the good rows now, or nothing until all is right."""
    if rehearsal.asking or not rehearsal.loadable:
        return
    new = [outcome for outcome in rehearsal.outcomes if outcome.loaded_before is None]
    rejected = sum(outcome.rejected for outcome in new)
    doubtful = rejected or any(outcome.fault is not None for outcome in new)
    with st.form("import.confirm", border=True):
        first, second, third = st.columns([3, 3, 3], vertical_alignment="bottom")
        name = ask_actor(first, _("Loaded by"), "import.name")
        load_good = second.form_submit_button(
            plain(_what_happens(rehearsal, sources)), key="import.load", type="primary", width="stretch"
        )
        load_all = third.form_submit_button(
            _("Load only if every row is right"), key="import.strict", width="stretch", disabled=not doubtful
        )
    if not (load_good or load_all):
        return
    if not name:
        st.error(_("Write who loads the lists; it stands in the log."))
        return
    now, read = clock.now(desk.config.timezone), files_read()

    def load(progress: Progress) -> list[Outcome]:
        return rehearsing.load_rehearsed(
            desk.store,
            desk.config,
            sources,
            known_at=now,
            loaded_by=name,
            strict=load_all,
            progress=progress,
            read=read,
        )

    if carry_out(_("Loading the lists"), load, partial(_finish, rehearsal), stops=True):
        st.rerun()


def _what_happens(rehearsal: Rehearsal, sources: list[Source]) -> str:
    """What the click does: of lists that asked what was chosen, of the others how many rows it loads."""
    chosen = {source.path.name for source in sources if source.adds is not None}
    others = [one for one in rehearsal.outcomes if one.loaded_before is None and one.file not in chosen]
    rows = format_count(sum(outcome.accepted for outcome in others))
    words = choice.button_words(rehearsal, sources)
    if not words or any(outcome.accepted for outcome in others):
        rejected = any(outcome.rejected for outcome in others)
        words.append(_("Load the {count} good rows", count=rows) if rejected else _("Load {count} rows", count=rows))
    return " · ".join(words)


def _finish(rehearsal: Rehearsal, outcomes: list[Outcome]) -> None:
    stored = [outcome for outcome in outcomes if outcome.batch is not None and outcome.loaded_before is None]
    st.session_state[DONE] = _(
        "Loaded: {lists} lists, {rows} rows. The figures are up to date; every load can be taken back in the log.",
        lists=format_count(len(stored)), rows=format_count(sum(outcome.accepted for outcome in stored)),
    )  # fmt: skip
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[LOADED] = LastLoad(tuple(stored), rehearsal.effects[-1].before if rehearsal.effects else None)
    for key in (PASTED, SAID, REHEARSED, READ, PASSWORDS, BOTH_WAYS):
        st.session_state.pop(key, None)
