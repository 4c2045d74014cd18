"""The import page's question about a sheet that is not recognised: which kind of list it is, and what its columns are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.config.models import Config
from kpi.domain import clock
from kpi.domain.datasets import CASE, HELPERS, LEFT_OUT
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.checking.vocabulary import marked
from kpi.operations import mapping
from kpi.operations.mapping import AskedColumn, Question
from kpi.operations.rehearsal import Rehearsal
from kpi.ui.loading.session import DONE, SAID, waiting_sheets
from kpi.ui.log.tables import dataset_in_words
from kpi.ui.parts import panels
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown, plain, show_fault

# More columns than these scroll within their box.
SHOWN_AT_ONCE = 6
_BOX = 430


def ask(rehearsal: Rehearsal, desk: Desk) -> None:
    """One sheet at a time, however many wait."""
    waiting = waiting_sheets(rehearsal)
    if not waiting:
        return
    with st.container(key="panel-mapping", border=True):
        panels.section(_("Lists to be explained"), _("– {count}, each once for ever", count=format_count(len(waiting))))
        number = waiting[0]
        if len(waiting) > 1:
            number = st.selectbox(
                _("List to be explained"), waiting, key="import.map.sheet",
                format_func=lambda number: rehearsal.outcomes[number].title,
            )  # fmt: skip
        _ask_about(number, rehearsal, desk)


def _ask_about(number: int, rehearsal: Rehearsal, desk: Desk) -> None:
    fault = rehearsal.outcomes[number].fault
    assert fault is not None
    said = " · ".join(plain(part) for part in (fault.place, fault.found, fault.expected) if part)
    st.warning(f"**{plain(fault.title)}**  \n{said}", icon="⚠")
    if fault.code == "unknown_kind":
        _ask_kind(number, rehearsal, desk)
        return
    nearest = _question(number, rehearsal, desk, rehearsal.outcomes[number].dataset)
    guess = LEFT_OUT if fault.code == "other_purpose" else nearest.dataset
    kinds = [LEFT_OUT, *(dataset.id for dataset in desk.config.datasets)]
    kind = st.selectbox(
        _("What kind of list is this?"), kinds, index=kinds.index(guess), key=f"import.map.kind.{number}",
        format_func=lambda name: _("this is none of these lists") if name == LEFT_OUT else dataset_in_words(name, desk.config),
    )  # fmt: skip
    question = nearest if kind in (LEFT_OUT, nearest.dataset) else _question(number, rehearsal, desk, kind)
    with st.form(f"import.map.{number}.{kind}", border=False):
        fields = _fields(question, desk.config, number) if kind != LEFT_OUT else {}
        of_all = (
            _kind_of_all(st.container(), number, desk) if kind == CASE.id and "kind" not in fields.values() else None
        )
        who, why, sure = _signed(st.columns([2, 3, 2], vertical_alignment="bottom"), number)
    if sure:
        _remember(question, kind, fields, of_all, who, why, desk)


def _signed(places: Sequence[DeltaGenerator], number: int) -> tuple[str, str, bool]:
    """Who says so and why, and whether it is to be remembered."""
    first, second, third = places
    who = ask_actor(first, _("Done by"), f"import.map.who.{number}")
    why: str = second.text_input(_("Reason"), key=f"import.map.why.{number}", max_chars=300)
    label, key = _("Remember and check again"), f"import.map.sure.{number}"
    return who, why, third.form_submit_button(label, key=key, type="primary", width="stretch")


def _ask_kind(number: int, rehearsal: Rehearsal, desk: Desk) -> None:
    """A log that does not say of what kind its reports are: they are of one."""
    with st.form(f"import.kind.{number}", border=False):
        first, *others = st.columns([3, 2, 3, 2], vertical_alignment="bottom")
        kind = _kind_of_all(first, number, desk)
        who, why, sure = _signed(others, number)
    if not sure or kind is None:
        return
    sheet = rehearsal.sheets[number]
    with faults_shown():
        mapping.remember_kind(
            desk.store, desk.config, sheet, kind, reason=why.strip(), decided_by=who, at=clock.now(desk.config.timezone)
        )
        st.session_state[DONE] = _("Lists made like “{file}” are known from now on.", file=sheet.file)
        st.rerun()


def _kind_of_all(place: DeltaGenerator, number: int, desk: Desk) -> str | None:
    """Of which kind all reports of a log are, where no column says it of each; None where nobody has chosen one."""
    kinds = desk.config.lookups[CASE.id]["kind"]
    chosen: str | None = place.selectbox(
        _("Kind of all reports of this list"), list(kinds), index=None, placeholder=_("Choose"),
        key=f"import.kind.of.{number}", format_func=lambda name: kinds[name][0],
    )  # fmt: skip
    return chosen


def _question(number: int, rehearsal: Rehearsal, desk: Desk, kind: str | None) -> Question:
    corrections = desk.store.corrections()
    return mapping.question(rehearsal.sheets[number], desk.config, corrections, rehearsal.villages, dataset=kind)


def _fields(question: Question, config: Config, number: int) -> dict[int, str]:
    """A choice for each column; those whose header says what they are can be unfolded."""
    open_ones = [column for column in question.columns if not column.is_known]
    known = [column for column in question.columns if column.is_known]
    options = fields_in_words(config, question.dataset)
    chosen: dict[int, str] = {}
    if open_ones:
        with st.container(height=_BOX if len(open_ones) > SHOWN_AT_ONCE else "content", border=False):
            chosen |= {column.position: _choice(column, question.dataset, number, options) for column in open_ones}
    if known:
        with st.expander(_("Columns recognised ({count})", count=format_count(len(known)))):
            chosen |= {column.position: _choice(column, question.dataset, number, options) for column in known}
    return chosen


def _choice(column: AskedColumn, dataset: str, number: int, fields: Mapping[str, str]) -> str:
    """The column as it stands in the file, and beside it what it is."""
    options = [LEFT_OUT, *fields]
    left, right = st.columns([3, 2], vertical_alignment="center")
    values = " · ".join(column.values) or _("empty")
    left.markdown(f"**{plain(column.letters)} · {plain(column.header)}**  \n:gray[{plain(values)}]")
    private = _("private, never kept") if column.is_private else _("not needed")
    chosen: str = right.selectbox(
        plain(column.header), options, index=options.index(column.guess), label_visibility="collapsed",
        key=f"import.map.{number}.{dataset}.{column.position}",
        format_func=lambda name: private if name == LEFT_OUT else fields[name],
    )  # fmt: skip
    return chosen


def fields_in_words(config: Config, name: str) -> dict[str, str]:
    """What a column of a kind of list can be: a field of its own, what helps to read it, or a plan's column of yes and no."""
    dataset = config.dataset(name)
    own = {
        field: _(HELPERS[field]) if field in dataset.helpers else dataset.column(field).header
        for field in dataset.fillable
    }
    return own | {marked(mark.id): mark.header for mark in config.marks_of(name)}


def _remember(
    question: Question, kind: str, fields: dict[int, str], of_all: str | None, who: str, why: str, desk: Desk
) -> None:
    """``of_all``: the kind of all reports, where it was chosen in the same go."""
    sheet, at = question.sheet, clock.now(desk.config.timezone)
    if kind == LEFT_OUT and not question.headers:  # nothing by which it would be known again
        st.session_state[SAID] = {**st.session_state.get(SAID, {}), (sheet.file, sheet.name): None}
        st.rerun()
    try:
        mapping.remember(desk.store, desk.config, question, kind, fields, reason=why.strip(), decided_by=who, at=at)
        if of_all is not None:
            mapping.remember_kind(desk.store, desk.config, sheet, of_all, reason=why.strip(), decided_by=who, at=at)
    except UserError as error:
        show_fault(error)
        return
    st.session_state[DONE] = _("Lists made like “{file}” are known from now on.", file=sheet.file)
    st.rerun()
