"""Opens the list behind a figure: which figure, in which village; as many rows as the figure says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.answers import drill
from kpi.answers.status import Status
from kpi.domain.datasets import ENTRIES, Dataset
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import N_, _, speaking, spoken
from kpi.ui.drill import cases, tables
from kpi.ui.facts import dialog as facts
from kpi.ui.parts import listing, panels
from kpi.ui.parts.charts import by_shortfall, village_name
from kpi.ui.parts.downloads import download
from kpi.ui.shell import opening
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.opening import Asked

ROWS_PER_PAGE = 100
_LIST = "list"
WHICH: dict[drill.Which, str] = {
    "numerator": N_("Taking part"),
    "missing": N_("Not taking part"),
    "waiting": N_("Waiting for a confirmation"),
    "denominator": N_("All that count"),
}


def show(desk: Desk, status: Status, indicator: str) -> None:
    """The panel for one indicator on the day of its figures, for whoever may see names."""
    if not who().may(Right.NAMES):
        return
    with st.container(key="panel-drill", border=True):
        panels.section(_("The list behind a figure"), _("– as many rows as the figure says"))
        _lists(desk, status, indicator, "drill")


def offer(desk: Desk, status: Status, indicators: Sequence[str]) -> None:
    """A small button for each indicator, that opens its lists over the page; until then the store is not read."""
    if who().may(Right.NAMES):
        with st.container(key="card-lists", horizontal=True):
            for indicator in indicators:
                _button(desk, status, indicator)


def cards_with_lists(desk: Desk, status: Status, drawn: Mapping[str, str]) -> None:
    """Indicators' cards side by side; the whole card opens its lists, for whoever may see names."""
    for dataset in dict.fromkeys(filter(None, (_of_plan(desk, indicator) for indicator in drawn))):
        facts.told_of(dataset)
    with st.container(key="cards"):
        for indicator, card in drawn.items():
            with st.container(key=f"card-{indicator}"):
                st.html(card)
                if who().may(Right.NAMES):
                    _button(desk, status, indicator)


def bars_open(indicator: str) -> Callable[[Any], None] | None:
    """What a bar does, for whoever may see names: it asks for the list of its village, of reports for that of its months."""
    return (lambda about: opening.call_for(_LIST, (indicator, about))) if who().may(Right.NAMES) else None


def open_asked(desk: Desk, status: Status) -> None:
    """Opens the list that a bar asked for, once."""
    asked = opening.called_for(_LIST)
    if asked is not None and who().may(Right.NAMES):
        indicator, about = asked.about
        _open(status, indicator, desk, replace(asked, about=about))


def _button(desk: Desk, status: Status, indicator: str) -> None:
    label = _("See the list of {unit}", unit=plain(desk.config.indicator(indicator).spoken_counted_in))
    empty = status.of(indicator).numerator is None
    if st.button(label, key=f"list.{indicator}", type="tertiary", disabled=empty):
        _open(status, indicator, desk)


def _open(status: Status, indicator: str, desk: Desk, asked: Asked | None = None) -> None:
    """The lists at the day and with the knowledge of the figures that were shown, whatever is loaded meanwhile."""
    language = spoken()

    def inside() -> None:
        with speaking(language):  # drawn anew at each choice, apart from the page
            fresh = open_desk()
            if fresh.config.indicator(indicator).is_flow:
                cases.show(fresh, status.as_of, status.known_at, asked)
            else:
                key = f"list.{indicator}" if asked is None else f"list.{indicator}.{asked.times}"
                _lists(fresh, status, indicator, key, asked)

    name = desk.config.indicator(indicator).spoken_title
    title = _("{indicator} – as of {date}", indicator=plain(name), date=format_date(status.as_of))
    st.dialog(title, width="large")(inside)()


def _lists(desk: Desk, status: Status, indicator: str, key: str, opened: Asked | None = None) -> None:
    """The choice of a figure and of a village, and its list; of a village that a bar ``opened``, first who takes part."""
    now = status.of(indicator)
    names = {village.code: village_name(village) for village in by_shortfall(now.villages)}
    lists = desk.ask(drill.lists, indicator, status.as_of, status.known_at)
    first, second = st.columns([5, 2], vertical_alignment="center")
    with second:
        place = (
            drill.COMMUNE
            if desk.config.indicator(indicator).register == "village"
            else _choose_village(names, f"{key}.village", opened)
        )
    counts = {name: lists.of(name, place).figure or 0 for name in WHICH}
    with first:
        which: drill.Which = st.segmented_control(
            _("Figure"), list(WHICH), default="missing" if counts["missing"] and not opened else "numerator", key=f"{key}.which",
            required=True, label_visibility="collapsed", wrap=True,
            format_func=lambda name: f"{_(WHICH[name])}: {format_count(counts[name])}",
        ) or "missing"  # fmt: skip
    known = {code: name for code, name in names.items() if code}
    found = lists.of(which, place)
    _list(found, None if place == drill.COMMUNE else names.get(place), known, desk, status, key)
    if (dataset := _of_plan(desk, indicator)) is not None:
        facts.within(dataset, {one.code: _called(one.code, one.name) for one in found.entities or ()})


def _of_plan(desk: Desk, indicator: str) -> Dataset | None:
    """The register of an indicator's entries, where the plan adds it: no page of its own lists them."""
    dataset = desk.config.dataset(desk.config.indicator(indicator).register)
    return dataset if dataset.table == ENTRIES else None


def _called(code: str, name: str | None) -> str:
    return code if name is None else f"{code} · {name}"


def _choose_village(names: Mapping[str | None, str], key: str, opened: Asked | None) -> str | None:
    places = [drill.COMMUNE, *names]
    place: str | None = st.selectbox(
        _("Village"), places, key=key, label_visibility="collapsed",
        index=places.index(opened.about) if opened and opened.about in places else 0,
        format_func=lambda code: _("Whole commune") if code == drill.COMMUNE else names[code],
    )  # fmt: skip
    return place


def _list(
    found: drill.Drill, place: str | None, names: Mapping[str, str], desk: Desk, status: Status, key: str
) -> None:
    """The title with the number of rows, the workbook, and the rows a page at a time."""

    def title() -> str:
        said = tables.drill_title(found, desk.config)
        return f"{said} · {place}" if place else said

    make = listing.made_apart(
        desk, lambda notes: download(*tables.drill_book(found, names, desk.config), title(), status.as_of, notes=notes)
    )
    file_name = f"{found.indicator}_{found.which}_{status.as_of.isoformat()}.xlsx"
    listing.heading(title(), "", key, file_name, make, there=bool(found.entities))
    rows = listing.narrowed(
        found.entities or (),
        tables.drill_columns(found.indicator, names, desk.config),
        ROWS_PER_PAGE,
        f"{key}.{found.which}",
    )
    below = st.container()
    shown = listing.paged(rows, ROWS_PER_PAGE, f"{key}.{found.which}.page")
    if shown or not found.entities:
        below.html(tables.drill_list(found, shown, names, desk.config))
