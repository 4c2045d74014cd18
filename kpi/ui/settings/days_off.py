"""What a second source says of a year's days off: where it differs from the year's row, and how a day of it is taken over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

import streamlit as st

from kpi.config.models import CalendarYear
from kpi.i18n.formats import NOTHING, format_date, format_year
from kpi.i18n.messages import _
from kpi.operations.second_calendar import (
    DifferingDay,
    differing_days,
    missing_years,
    second_year,
    source,
    taken_over,
)
from kpi.ui.parts import panels
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.settings.fields import SettingField, SettingsPart, as_typed, said_of, value_of

DAYS = ("holidays", "worked_weekends")


def show(
    part: SettingsPart,
    keys: Mapping[str, str],
    known: Mapping[str, Any],
    years: Collection[int],
    look: Callable[[], None],
) -> None:
    """Above the boxes: of a year that is there where the two differ; of a new row what the second source would fill it with.

    ``look``: shows the effect of what then stands in the boxes; nothing is saved by it.
    """
    fields = {field.key: field for field in part.fields}
    if known:
        year = _year(fields, keys, known)
        found = differing_days(year)
        st.html(panels.calm(_about(format_year(year.year), bool(found))))
        if found:
            _differences(fields, keys, known, found, look)
        return
    for year_left in missing_years(years):
        st.button(
            _("Fill the boxes for {year} by the second source", year=format_year(year_left)), on_click=_fill,
            key=f"settings.second.{year_left}", args=(fields, keys, year_left),
        )  # fmt: skip
    st.html(panels.calm(_about("", False)))


def _about(year: str, differs: bool) -> str:
    """What the second source is, and whether it agrees."""
    agrees = (
        [] if not year
        else [_("The second source has some days of {year} otherwise:", year=year)] if differs
        else [_("The second source has the working days of {year} likewise.", year=year)]
    )  # fmt: skip
    told = _(
        "Second source: {source}, which lies on this PC. It knows the law and the swaps that its authors have read of; the notice of"
        " the year decides. Nothing of it holds until it is taken over and saved.", source=source(),
    )  # fmt: skip
    return " ".join((told, *agrees))


def _differences(
    fields: Mapping[str, SettingField],
    keys: Mapping[str, str],
    known: Mapping[str, Any],
    found: Collection[DifferingDay],
    look: Callable[[], None],
) -> None:
    said = {True: _("worked"), False: _("day off")}
    rows = [[format_date(one.day), said[one.is_worked], _theirs(one, said[not one.is_worked])] for one in found]
    columns = [HtmlColumn(_("Day")), HtmlColumn(_("By the settings")), HtmlColumn(_("By the second source"), long=True)]
    st.html(panels.Drawn(table(columns, rows, alt=_("Where the two sources differ"))))
    with st.container(horizontal=True):
        for one in found:
            st.button(
                _("Take {day} over", day=format_date(one.day)), key=f"settings.second.{one.day.toordinal()}", on_click=_take,
                args=(fields, keys, known, one, look),
            )  # fmt: skip


def _theirs(one: DifferingDay, said: str) -> str:
    return f"{said}: {one.name}" if one.name else said


def _take(
    fields: Mapping[str, SettingField],
    keys: Mapping[str, str],
    known: Mapping[str, Any],
    one: DifferingDay,
    look: Callable[[], None],
) -> None:
    year = _year(fields, keys, known)
    for name, days in zip(DAYS, taken_over(year.holidays, year.worked_weekends, one), strict=True):
        st.session_state[keys[name]] = as_typed(fields[name], days)
    look()


def _fill(fields: Mapping[str, SettingField], keys: Mapping[str, str], year: int) -> None:
    row = second_year(year).row
    st.session_state[keys["year"]] = year
    for name in DAYS:
        st.session_state[keys[name]] = as_typed(fields[name], getattr(row, name))


def _year(fields: Mapping[str, SettingField], keys: Mapping[str, str], known: Mapping[str, Any]) -> CalendarYear:
    """The year with the days that stand in the boxes; in a box that cannot be read those of the file."""
    days = {name: _days(fields[name], keys[name], known) for name in DAYS}
    within = {name: tuple(day for day in found if day.year == known["year"]) for name, found in days.items()}
    return CalendarYear(year=known["year"], basis=known.get("basis") or NOTHING, **within)


def _days(field: SettingField, key: str, known: Mapping[str, Any]) -> list[date]:
    said: list[date] = said_of(field, known) or []
    try:
        typed: list[date] = value_of(field, st.session_state.get(key, as_typed(field, said)))
    except ValueError:
        return said
    return typed
