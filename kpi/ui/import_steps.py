"""The import page's steps: take files, say what they are, look at what they change, load them; and explain a spelling once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import streamlit as st

from kpi import clock, intake
from kpi.datasets import DATASET_BY_ID, DATASETS, Kind
from kpi.errors import Problem, UserError
from kpi.formats import format_count, format_date
from kpi.ingest.files import SUFFIXES
from kpi.ingest.mending import mending_workbook
from kpi.ingest.moments import parse_date
from kpi.ingest.outcome import Outcome
from kpi.ingest.plan import Source
from kpi.ingest.templates import template, template_name
from kpi.ingest.text import fold
from kpi.language import _
from kpi.log import Consequences
from kpi.ui import import_tables, log_tables, panels
from kpi.ui.cache import Desk
from kpi.ui.log_steps import ACTOR

# Keys of the session: which pile of files this is, what is said about single sheets, the last rehearsal, what was done.
ROUND, SAID, REHEARSED, DONE = (f"import.{name}" for name in ("round", "said", "rehearsed", "done"))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Said = dict[tuple[str, str], Source | None]  # file, sheet → what is said about it; None: left out


def take_files() -> list[Source]:
    """The files that the clerk has dropped, with what was said about their sheets."""
    key = f"import.files.{st.session_state.get(ROUND, 0)}"
    uploads = st.file_uploader(
        _("Drop the lists here: Excel, LibreOffice, CSV, or a Zalo group's JSON"),
        type=[suffix.lstrip(".") for suffix in SUFFIXES], accept_multiple_files=True, key=key,
        help=_("The files are read on this machine and sent nowhere."),
    )  # fmt: skip
    said: Said = st.session_state.get(SAID, {})
    return [_source(upload.name, upload.getvalue(), said) for upload in uploads or ()]


def _source(name: str, content: bytes, said: Said) -> Source:
    sheets = {sheet: what for (file, sheet), what in said.items() if file == name}
    return Source(
        Path(name), content=content,
        sheets={sheet: what for sheet, what in sheets.items() if what is not None},
        left_out=frozenset(sheet for sheet, what in sheets.items() if what is None),
    )  # fmt: skip


def offer_templates(desk: Desk) -> None:
    """Every dataset's empty list, to be filled in."""
    with st.popover(_("Empty templates"), width="stretch"):
        for dataset in DATASETS:
            st.download_button(
                log_tables.dataset_in_words(dataset.id), data=partial(template, dataset, desk.config),
                file_name=template_name(dataset), mime=XLSX, key=f"import.template.{dataset.id}", width="stretch",
                on_click="ignore",
            )  # fmt: skip


def rehearse(sources: list[Source], desk: Desk) -> intake.Rehearsal:
    """What the files would do; worked out anew only when the files, what is said about them or the store have changed."""
    key = (
        tuple((source.path.name, hashlib.sha256(source.content or b"").hexdigest()) for source in sources),
        repr(sorted(st.session_state.get(SAID, {}).items(), key=lambda item: item[0])),
        desk.stamp,
    )
    kept = st.session_state.get(REHEARSED)
    if kept is not None and kept[0] == key:
        found: intake.Rehearsal = kept[1]
        return found
    bar = st.progress(0.0, text=_("Reading and checking …"))

    def show(done: int, total: int, file: str) -> None:
        bar.progress(min(done / max(total, 1), 1.0), text=_("Reading and checking {file}", file=file))

    now = clock.now(desk.config.timezone)
    rehearsal = intake.rehearse(desk.store, desk.config, sources, known_at=now, progress=show)
    bar.empty()
    st.session_state[REHEARSED] = (key, rehearsal)
    return rehearsal


def tell_refusals(rehearsal: intake.Rehearsal) -> None:
    """Files and sheets that cannot be loaded: where, what was found, what to do."""
    faults = [(refusal.file, refusal.error) for refusal in rehearsal.refusals]
    faults += [(import_tables.title_of(row), row.fault) for row in rehearsal.outcomes if row.fault is not None]
    for _place, error in faults:
        headline, _newline, rest = error.text().partition("\n")
        st.error(f"**{_plain(headline)}**  \n" + "  \n".join(map(_plain, rest.split("\n"))), icon="✖")


def _plain(text: str) -> str:
    """Words as they are: no sign of theirs is markup."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|<>~$:" else sign for sign in text)


def show_sheets(rehearsal: intake.Rehearsal) -> None:
    """What each sheet was recognised as, and the way to say it better."""
    with st.container(key="panel-sheets", border=True):
        panels.section(_("Lists recognised"))
        st.html(import_tables.sheet_table(rehearsal.outcomes))
        with st.expander(_("A list was recognised wrongly? Say what it is")):
            _say(rehearsal)


def _say(rehearsal: intake.Rehearsal) -> None:
    outcomes = list(rehearsal.outcomes)
    place = st.selectbox(
        _("Sheet"),
        range(len(outcomes)),
        format_func=lambda number: import_tables.title_of(outcomes[number]),
        key="import.sheet",
    )
    outcome = outcomes[place or 0]
    auto = ""
    with st.form("import.say", border=False):
        first, second, third, fourth = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
        dataset = first.selectbox(
            _("Kind of list"), [auto, *DATASET_BY_ID], key="import.say.dataset",
            format_func=lambda name: log_tables.dataset_in_words(name) if name else _("as recognised"),
        )  # fmt: skip
        day = second.text_input(_("List as of"), key="import.say.day", placeholder="30/6/2024")
        scope = third.text_input(_("Village or group of the whole list"), key="import.say.scope")
        leave = fourth.checkbox(_("Do not load this sheet"), key="import.say.leave")
        if not st.form_submit_button(_("Apply"), key="import.say.apply"):
            return
    try:
        as_of = parse_date(day) if day.strip() else None
    except ValueError as error:
        st.error(_plain(str(error)))
        return
    named = scope.strip() or None
    kind = dataset or outcome.dataset
    said = Source(
        Path(outcome.file), dataset or None, as_of,
        group=named if kind == "membership" else None, village=named if kind == "household" else None,
    )  # fmt: skip
    st.session_state[SAID] = {**st.session_state.get(SAID, {}), (outcome.file, outcome.sheet): None if leave else said}
    st.rerun()


def show_changes(rehearsal: intake.Rehearsal, desk: Desk) -> None:
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
        left.html(log_tables.indicator_changes(answer, desk.config))
        right.html(log_tables.village_changes(answer))


def show_details(rehearsal: intake.Rehearsal, desk: Desk) -> None:
    """Sheet by sheet: what it changes, what is wrong, its first rows, and the workbook of rows to mend."""
    names = desk.store.scope_names()
    for number, outcome in enumerate(rehearsal.outcomes):
        if outcome.fault is not None or outcome.dataset is None or outcome.loaded_before is not None:
            continue
        with st.container(key=f"panel-sheet-{number}", border=True):
            note = _("{read} rows = {accepted} accepted + {rejected} rejected + {ignored} ignored", **_counts(outcome))
            panels.section(import_tables.title_of(outcome), note)
            st.html(import_tables.cause_table(outcome))
            if outcome.rejected_rows:
                _offer_mending(outcome, number)
            left, right = st.columns(2)
            left.html(import_tables.change_table(outcome, names))
            with right, st.expander(_("The first rows as they were read")):
                st.html(import_tables.preview_table(outcome))
            _explain_unknown(outcome, number, desk)


def _counts(outcome: Outcome) -> dict[str, str]:
    return {name: format_count(getattr(outcome, name)) for name in ("read", "accepted", "rejected", "ignored")}


def _offer_mending(outcome: Outcome, number: int) -> None:
    dataset = DATASET_BY_ID[outcome.dataset or ""]
    day = outcome.as_of or date.min
    # What is mended of an invented list is invented, too, and must say so when it comes back.
    source = import_tables.title_of(outcome) + (" – DỮ LIỆU MÔ PHỎNG" if outcome.simulated else "")
    st.download_button(
        _("Download the {count} rejected rows to mend them (Excel)", count=format_count(len(outcome.rejected_rows))),
        data=lambda: mending_workbook(dataset, day, source, outcome.rejected_rows, columns=outcome.columns),
        file_name=f"can_sua_{Path(outcome.file).stem}_{fold(outcome.sheet).replace(' ', '_')}.xlsx".replace("_.", "."),
        mime=XLSX, key=f"import.mend.{number}", on_click="ignore", icon="⬇",
    )  # fmt: skip


def _explain_unknown(outcome: Outcome, number: int, desk: Desk) -> None:
    """Spellings that nobody knows yet: what they mean is said once, and remembered."""
    unknown = _unknown(outcome)
    if not unknown:
        return
    with st.expander(_("Explain an unknown spelling once ({count})", count=format_count(len(unknown)))):
        with st.form(f"import.explain.{number}", border=False):
            first, second, third, fourth = st.columns([3, 3, 2, 3], vertical_alignment="bottom")
            chosen = first.selectbox(
                _("Spelling"),
                range(len(unknown)),
                format_func=lambda place: _told(unknown[place]),
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
    intake.explain(
        desk.store, kind, spelling or "", meaning[2], dataset=dataset.id if kind in ("header", "word") else "", field=field,
        reason=why, decided_by=who, at=clock.now(desk.config.timezone),
    )  # fmt: skip
    st.session_state[DONE] = _('From now on "{spelling}" is understood.', spelling=spelling)
    st.rerun()


def _unknown(outcome: Outcome) -> list[Problem]:
    """One problem for each spelling that could be explained."""
    codes = ("unknown_village", "unknown_group", "unknown_word", "unknown_column")
    found: dict[tuple[str, str | None, str], Problem] = {}
    for problem in outcome.problems:
        spelling = problem.column if problem.code == "unknown_column" else problem.value
        if problem.code in codes and spelling:
            found.setdefault((problem.code, problem.column, fold(spelling)), problem)
    return list(found.values())


def _told(problem: Problem) -> str:
    if problem.code == "unknown_column":
        return _('column "{header}"', header=problem.column)
    return f"{problem.column}: “{problem.value}”"


def _meanings(outcome: Outcome, desk: Desk) -> dict[tuple[str, str, str], str]:
    """Everything that an unknown spelling of this list could mean: (kind, field, meaning) in words."""
    dataset = DATASET_BY_ID[outcome.dataset or ""]
    found: dict[tuple[str, str, str], str] = {}
    for row in desk.store.read("village_names", as_of=[date.max], known_at=datetime.max):
        found["village", "", row["code"]] = _("village: {name}", name=row["name"])
    if dataset.id == "membership":
        for row in desk.store.read("group_names", as_of=[date.max], known_at=datetime.max):
            found["group", "", row["code"]] = _("group: {name}", name=row["name"])
    for column in dataset.columns:
        found["header", "", column.name] = _("the column {header}", header=column.header)
        if column.kind in (Kind.WORD, Kind.FLAG):
            for meaning, words in desk.config.lookups.get(dataset.id, {}).get(column.name, {}).items():
                found["word", column.name, meaning] = f"{column.header}: {words[0] if words else meaning}"
    return found


def confirm(rehearsal: intake.Rehearsal, sources: list[Source], desk: Desk) -> None:
    """Who loads, and the two ways: the good rows now, or nothing until all is right."""
    if not rehearsal.loadable:
        return
    rejected = sum(outcome.rejected for outcome in rehearsal.outcomes)
    with st.form("import.confirm", border=True):
        first, second, third = st.columns([3, 3, 3], vertical_alignment="bottom")
        name = first.text_input(_("Loaded by"), value=st.session_state.get(ACTOR, ""), key="import.name", max_chars=80)
        accepted = sum(row.accepted for row in rehearsal.outcomes if row.loaded_before is None)
        load_good = second.form_submit_button(
            _("Load the {count} good rows", count=format_count(accepted)) if rejected
            else _("Load {count} rows", count=format_count(accepted)),
            key="import.load", type="primary", width="stretch",
        )  # fmt: skip
        load_all = third.form_submit_button(
            _("Load only if every row is right"), key="import.strict", width="stretch", disabled=not rejected
        )
    if not (load_good or load_all):
        return
    if not name.strip():
        st.error(_("Write who loads the lists; it stands in the log."))
        return
    st.session_state[ACTOR] = name.strip()
    try:
        outcomes = intake.load_rehearsed(
            desk.store, desk.config, [replace(source, known_at=None) for source in sources],
            known_at=clock.now(desk.config.timezone), loaded_by=name.strip(), strict=load_all,
        )  # fmt: skip
    except UserError as error:
        st.error(_plain(error.text()))
        return
    _finish(outcomes)


def _finish(outcomes: list[Outcome]) -> None:
    stored = [outcome for outcome in outcomes if outcome.batch is not None and outcome.loaded_before is None]
    st.session_state[DONE] = _(
        "Loaded: {lists} lists, {rows} rows. The figures are up to date; every load can be taken back in the log.",
        lists=format_count(len(stored)), rows=format_count(sum(outcome.accepted for outcome in stored)),
    )  # fmt: skip
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    for key in (SAID, REHEARSED):
        st.session_state.pop(key, None)
    st.rerun()


def tell_what_was_done() -> None:
    """The last step's success, once."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.success(_plain(done), icon="✔")


def show_corrections(desk: Desk) -> None:
    """Spellings explained so far; each can be taken back."""
    known = desk.store.listed_corrections()
    if not known:
        return
    with st.expander(_("Spellings explained so far ({count})", count=format_count(len(known)))):
        st.html(import_tables.correction_table(known))
        with st.form("import.forget", border=False):
            first, second, third = st.columns([4, 3, 2], vertical_alignment="bottom")
            place = first.selectbox(
                _("Spelling"), range(len(known)), format_func=lambda number: f"{known[number].spelling} = {known[number].meaning}",
                key="import.forget.which",
            )  # fmt: skip
            who = second.text_input(
                _("Done by"), value=st.session_state.get(ACTOR, ""), key="import.forget.who", max_chars=80
            )
            sure = third.form_submit_button(_("Take it back"), key="import.forget.sure", width="stretch")
        if sure and place is not None and who.strip():
            row = known[place]
            intake.explain(
                desk.store, row.kind, row.spelling, None, dataset=row.dataset, field=row.field, reason="",
                decided_by=who.strip(), at=clock.now(desk.config.timezone),
            )  # fmt: skip
            st.rerun()
