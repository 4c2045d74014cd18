"""What the pages of businesses and of institutions are made of: the card, the lists it opens, the filters and the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from kpi.answers.organisations import (
    KINDS,
    ORGANISATION_LISTS,
    Organisation,
    Organisations,
    OrganisationState,
    organisations,
)
from kpi.config.models import Config
from kpi.domain.datasets import DATASET_BY_ID
from kpi.i18n.formats import format_count, format_date, format_year
from kpi.i18n.messages import N_, _
from kpi.judgement.assessment import Assessment
from kpi.ui.drill.tables import TITLES
from kpi.ui.facts import dialog as facts
from kpi.ui.organisations import tables
from kpi.ui.parts import cards, listing, panels
from kpi.ui.parts.downloads import download
from kpi.ui.parts.files import XLSX
from kpi.ui.parts.words import reason_in_words
from kpi.ui.shell import frame
from kpi.ui.shell.address import in_this_language
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.leading import lead_to
from kpi.ui.shell.server.files import owned
from kpi.vietnamese.order import by_code

ALL, NONE = "", "-"
ROWS_PER_PAGE = 100
# The widgets' keys stand in the address, so that a link brings back the same list; each page has its own.
LIST, KIND, VILLAGE, SORT = "danh-sach", "loai", "thon", "sap-xep"
PREFIXES = {"businesses": "dn", "institutions": "cq"}
_LIST_WORDS = {
    "registered": N_("All on the register"),
    "denominator": N_("Counted for the indicator"),
    "numerator": N_("Taking part"),
    "missing": N_("Not taking part, interrupted ones too"),
    "interrupted": N_("Interrupted this year"),
    "waiting": N_("Waiting for a confirmation"),
    "joined": N_("New since the compared date"),
    "gone": N_("Gone since the compared date"),
    "left_out": N_("Not counted"),
}
_BUTTONS = {
    "numerator": N_("{count} taking part"),
    "missing": N_("{count} not taking part"),
    "waiting": N_("{count} waiting for a confirmation"),
    "interrupted": N_("{count} interrupted"),
    "joined": N_("{count} new since {date}"),
    "gone": N_("{count} gone since {date}"),
    "left_out": N_("{count} not counted"),
    "registered": N_("{count} on the register"),
}
# These stand there even where they open an empty list; those about the compared date stand apart.
_ALWAYS = ("numerator", "missing", "registered")
_CHANGES = ("joined", "gone")
_TITLES = {
    "registered": N_("On the register: {count}"),
    **TITLES,
    "interrupted": N_("Interrupted this year: {count} {unit}"),
    "joined": N_("New since {date}: {count} {unit}"),
    "gone": N_("Gone since {date}: {count}"),
    "left_out": N_("Not counted: {count}"),
}
_SORTS: dict[str, tuple[str, Callable[[Organisation], Any]]] = {
    "state": (N_("State"), lambda one: (list(OrganisationState).index(one.state), not one.waits)),
    "name": (N_("Name"), lambda _one: 0),
    "kind": (N_("Kind of organisation"), lambda one: (*KINDS, one.kind).index(one.kind)),
    "village": (N_("Village"), lambda one: (one.village is None, by_code(one.village or ""))),
    "since": (N_("Newest change first"), lambda one: -(one.since or date.min).toordinal()),
}


def show(indicator: str, title: str) -> None:
    """The whole page of one indicator."""
    desk = open_desk()
    scope = frame.head(title, desk)
    now, before = (desk.status(day).of(indicator) for day in (scope.as_of, scope.compared))
    answer = desk.ask(organisations, indicator, scope.as_of, scope.compared)
    if answer.reason is not None:
        frame.notice(_("No figures for this date"), reason_in_words(answer.reason))
        return
    lists, changes = _show_figures(answer, now, before, desk.config)
    with st.container(key="panel-organisations", border=True):
        heading = st.container(key="organisation-heading", horizontal=True, vertical_alignment="center")
        register = DATASET_BY_ID[desk.config.indicator(indicator).register]
        facts.offer(register, {one.code: f"{one.code} · {one.name}" for one in answer.rows})
        chosen = _choose(answer)
        _show_list(chosen, answer, desk, heading)
    with lists:
        _offer([which for which in _BUTTONS if which not in _CHANGES], answer, chosen.which)
    with changes:
        _offer(_CHANGES, answer, chosen.which)


def _show_figures(answer: Organisations, now: Assessment, before: Assessment, config: Config) -> tuple[Any, Any]:
    """The card, kinds and interruptions; gives the places where figures, and what has changed, open their lists."""
    first, second, third = st.columns([13, 20, 17])
    with first:
        st.html(cards.cards([(now, before)], config))
        lists = st.container(key="organisation-lists", horizontal=True, gap="small")
    with second:
        panels.html_panel("kinds", _("By kind"), "", tables.kind_table(answer, now))
    with third:
        title = _("Interrupted in {year}", year=format_year(answer.as_of.year))
        panels.html_panel("gaps", title, "", tables.gap_table(answer, now))
        changes = st.container(key="organisation-changes", horizontal=True, gap="small")
    return lists, changes


def _offer(offered: Sequence[str], answer: Organisations, shown: str) -> None:
    """Each figure as a button that opens its list."""
    day = format_date(answer.compared)
    for which in offered:
        count = sum(map(ORGANISATION_LISTS[which], answer.rows))
        if count or which in _ALWAYS:
            st.button(
                _(_BUTTONS[which], count=format_count(count), date=day), key=f"organisations.open.{which}", on_click=_open,
                args=(answer.indicator, which), type="primary" if which == shown else "secondary",
            )  # fmt: skip


def key_of(indicator: str, name: str) -> str:
    """A filter's key on the page of an indicator: ``dn-danh-sach``."""
    return f"{PREFIXES[indicator]}-{name}"


def _open(indicator: str, which: str) -> None:
    """A figure's list is the whole of it: other filters are taken off."""
    for name, chosen in ((LIST, which), (KIND, ALL), (VILLAGE, ALL)):
        st.session_state[key_of(indicator, name)] = chosen


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The list, its rows that pass the filters, in the order chosen; and the filters."""

    which: str
    rows: tuple[Organisation, ...]
    kind: str
    village: str


def _choose(answer: Organisations) -> _Chosen:
    """Draws the filters and reads them."""
    first, second, third, fourth = st.columns([4, 3, 3, 3])
    box = partial(_box, answer.indicator)
    by_kind, by_village = (sorted(answer.rows, key=_SORTS[name][1]) for name in ("kind", "village"))
    with first:
        which = box(_("List"), LIST, lambda: {name: _(text) for name, text in _LIST_WORDS.items()})
    with second:
        kind = box(_("Kind of organisation"), KIND, lambda: _kinds(by_kind))
    with third:
        village = box(_("Village"), VILLAGE, lambda: _villages(by_village))
    with fourth:
        order = _SORTS[box(_("Sorted by"), SORT, lambda: {name: _(text) for name, (text, _key) in _SORTS.items()})][1]
    passing = (
        one
        for one in answer.rows
        if ORGANISATION_LISTS[which](one) and kind in (ALL, one.kind or NONE) and village in (ALL, one.village or NONE)
    )
    return _Chosen(which, tuple(sorted(passing, key=order)), kind, village)


def _kinds(rows: Iterable[Organisation]) -> dict[str, str]:
    return {ALL: _("All"), **{one.kind or NONE: tables.kind_in_words(one.kind) for one in rows}}


def _villages(rows: Iterable[Organisation]) -> dict[str, str]:
    return {ALL: _("All"), **{one.village or NONE: one.village_name or _("No village") for one in rows}}


def _box(indicator: str, label: str, name: str, words: Callable[[], Mapping[str, str]]) -> str:
    key, options = key_of(indicator, name), words()
    in_this_language(key, words)
    chosen: str = st.selectbox(label, list(options), key=key, format_func=options.__getitem__, bind="query-params")
    return chosen


def _show_list(chosen: _Chosen, answer: Organisations, desk: Desk, heading: Any) -> None:
    rows, title = chosen.rows, _title(chosen, answer, desk.config)
    first_list = _("– first list: {date}", date=format_date(answer.first_seen)) if answer.first_seen else ""
    with heading:
        panels.section(title, first_list)
        if any(one.waits for one in rows):
            lead_to("review.py", _("Confirm who is who"))
        book = listing.made_apart(desk, partial(_book, chosen, answer, desk.config))
        st.download_button(
            _("Download as Excel"), data=owned(book, answer.indicator),
            key="organisations.download", mime=XLSX,
            file_name=f"{answer.indicator}_{answer.as_of.isoformat()}.xlsx", on_click="ignore", disabled=not rows,
        )  # fmt: skip
    if not rows:
        st.html(panels.calm(_("Nothing on the register stands on this list with these filters.")))
        return
    below = st.container()
    below.html(tables.organisation_table(listing.paged(rows, ROWS_PER_PAGE, "organisations.page"), answer))


def _title(chosen: _Chosen, answer: Organisations, config: Config) -> str:
    """What the list is, and how many rows it has."""
    said = _(
        _TITLES[chosen.which], count=format_count(len(chosen.rows)), unit=config.indicator(answer.indicator).spoken_counted_in,
        date=format_date(answer.compared),
    )  # fmt: skip
    filters = ((_kinds(answer.rows), chosen.kind), (_villages(answer.rows), chosen.village))
    return " · ".join((said, *(names[name] for names, name in filters if name != ALL)))


def _book(chosen: _Chosen, answer: Organisations, config: Config, notes: Sequence[str]) -> bytes:
    rows, title = tables.book_rows(chosen.rows, answer), _title(chosen, answer, config)
    return download(tables.book_columns(), rows, title, answer.as_of, notes=notes)
