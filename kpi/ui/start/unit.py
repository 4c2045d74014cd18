"""Step 1: the unit, found by its name of today or of before 1/7/2025 in the national list, with both codes."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from kpi.i18n.formats import NOTHING, format_count, format_date
from kpi.i18n.messages import _
from kpi.operations.beginning import TWO_LEVELS, as_in_text, unit_edits
from kpi.operations.national import NationalUnit, national_units, units_called
from kpi.ui.parts import panels
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.shell.desk import Desk
from kpi.ui.start import drafting

ASKED, FOUND, AREA, NAME, CODE, PROVINCE, MERGED, NOTE, BASIS = (
    f"start.unit.{key}" for key in ("asked", "found", "area", "name", "code", "province", "merged", "note", "basis")
)
MOST = 30


@dataclass(frozen=True, slots=True)
class StartingArea:
    """Whose figures the office keeps: the unit as it is now, or the area of one that was merged into it."""

    name: str
    code: str


def show(desk: Desk) -> None:
    """The search, what is known of the unit found, and the boxes that take it over."""
    unit = desk.config.unit
    with st.container(key="panel-start-unit", border=True):
        panels.section(_("1. The unit"), _("– in the settings now: {name}", name=unit.name))
        listed = national_units()
        if listed:
            _search(listed)
        else:
            st.html(panels.calm(_("The list of units is not in this folder: write name, code and province yourself.")))
        with st.form("start.unit", border=False, enter_to_submit=False):
            left, middle, right = st.columns([3, 2, 3])
            left.text_input(_("Name of the unit"), key=NAME, max_chars=100)
            middle.text_input(_("Code"), key=CODE, max_chars=10)
            right.text_input(_("Province or city"), key=PROVINCE, max_chars=100)
            left, middle, right = st.columns([3, 2, 3])
            left.text_input(
                _("Merged into, since {day}; empty: it is a unit itself", day=format_date(TWO_LEVELS)),
                key=MERGED,
                max_chars=100,
            )
            middle.text_input(_("Remark on the area"), key=NOTE, max_chars=200)
            right.text_input(
                _("Basis: paper, section"),
                key=BASIS,
                max_chars=200,
                placeholder=_("the resolution on the units of 2025"),
            )
            st.form_submit_button(_("See what this changes"), key="start.unit.look", type="primary", on_click=_look)
        drafting.show("unit", desk)


def _search(listed: tuple[NationalUnit, ...]) -> None:
    asked = st.text_input(_("Find the unit by its name, old or new, or by a code"), key=ASKED, max_chars=100)
    found = units_called(asked, listed, MOST)
    if not found:
        if asked.strip():
            st.html(panels.calm(_("No unit is called so. Write fewer words, or the name without its kind.")))
        return
    if len(found) == MOST:
        st.html(panels.calm(_("The first {count} are shown; write the province, too.", count=format_count(MOST))))
    chosen = st.selectbox(
        _("Which one"), range(len(found)), key=f"{FOUND}.{asked}", format_func=lambda number: _label(found[number])
    )
    unit = found[chosen]
    _known(unit)
    areas = [StartingArea(unit.name, unit.code)]
    areas += [StartingArea(one.name.split(",")[0], one.code) for one in unit.formerly]
    area = st.selectbox(
        _("Whose figures are kept here"), range(len(areas)), key=f"{AREA}.{unit.name}.{unit.province}",
        format_func=lambda number: _area_in_words(areas[number], whole=number == 0),
    )  # fmt: skip
    st.button(_("Take name and codes over"), key="start.unit.take", on_click=_take, args=(unit, areas[area], area == 0))


def _label(unit: NationalUnit) -> str:
    return _("{name}, {province} – code {code}", name=unit.name, province=unit.province, code=unit.code or NOTHING)


def _area_in_words(area: StartingArea, *, whole: bool) -> str:
    said = _("{name} – code {code}", name=area.name, code=area.code or NOTHING)
    return said if whole else _("{area}, as it was until {day}", area=said, day=format_date(TWO_LEVELS))


def _known(unit: NationalUnit) -> None:
    """Both codes: of today and of before."""
    columns = [
        HtmlColumn(_("Unit until the merger")),
        HtmlColumn(_("Old code")),
        HtmlColumn(_("How much of it came here")),
    ]
    rows = [[one.name, one.code, _("a part") if one.partly else _("the whole")] for one in unit.formerly]
    st.html(panels.Drawn(table(columns, rows, alt=_("Units that were merged on {day}", day=format_date(TWO_LEVELS)))))
    if not unit.code:
        st.warning(_("Public lists give this unit different codes. Write the one that stands in your papers."))
    said = _(
        "By the public list of {day}; source and licence: data/units/2025.tsv. Hold name and code against your own papers: what was"
        " renamed since does not stand in it.", day=format_date(TWO_LEVELS),
    )  # fmt: skip
    st.html(panels.calm(said))


def _take(unit: NationalUnit, area: StartingArea, whole: bool) -> None:
    """Fills the boxes, where whatever is otherwise is put right."""
    state = st.session_state
    state[MERGED] = "" if whole else as_in_text(unit.name)
    state[NAME], state[CODE], state[PROVINCE] = as_in_text(area.name), area.code, unit.province
    state[NOTE] = (
        "" if whole else _("area of {name} until {day}", name=as_in_text(area.name), day=format_date(TWO_LEVELS))
    )


def _look() -> None:
    name, code, province, merged, note, basis = (
        str(st.session_state.get(key, "")).strip() for key in (NAME, CODE, PROVINCE, MERGED, NOTE, BASIS)
    )
    if not all((name, code, province, basis)):
        drafting.refuse("unit", _("Name, code, province and basis are needed"), _("Fill in the empty boxes."))
        return
    drafting.look("unit", unit_edits(name, code, province, note, basis, merged_into=merged))
