"""What a unit's bar opens: all that its own report says at this cut-off, and which report that is."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kpi.config.models import Config
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _, speaking, spoken
from kpi.rollup import wording
from kpi.rollup.answer import RollUp, UnitFigure
from kpi.ui.parts import panels
from kpi.ui.parts.figures import target_column
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.rollup import tables
from kpi.ui.shell import opening
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain

call_for = partial(opening.call_for, "unit")


def open_asked(desk: Desk, answer: RollUp) -> None:
    """Opens the unit that a bar asked for, once."""
    asked = opening.called_for("unit")
    figures = {} if asked is None else _figures(answer, asked.about)
    if not figures:
        return
    first, language = next(iter(figures.values())), spoken()

    def inside() -> None:
        with speaking(language):
            st.html(listing(figures.items(), _columns(answer.plan.spoken(desk.config)), alt=wording.name_of(first)))
            st.html(panels.facts(_reports(answer, first)))

    title = _("{unit} – report to {date}", unit=wording.name_of(first), date=format_date(first.as_of))
    st.dialog(plain(title), width="large")(inside)()


def _figures(answer: RollUp, code: str) -> dict[str, UnitFigure]:
    """The unit's figures in the plan's order."""
    found = {
        ranking.id: row for ranking in answer.rankings for row in (*ranking.ranked, *ranking.apart) if row.code == code
    }
    return {name: found[name] for name in answer.order if name in found}


def _columns(config: Config) -> list[ListColumn[tuple[str, UnitFigure]]]:
    figure: list[ListColumn[UnitFigure]] = [
        *tables.figure_columns(),
        target_column(_("Target set")),
        ListColumn(_("Rests on"), wording.basis, long=True),
    ]
    return [
        ListColumn(_("Indicator"), lambda row: config.indicator(row[0]).spoken_title, long=True),
        *(column.of(_figure) for column in figure),
    ]


def _figure(row: tuple[str, UnitFigure]) -> UnitFigure:
    return row[1]


def _reports(answer: RollUp, unit: UnitFigure) -> list[tuple[str, str]]:
    """The report that the figures stand in, and what its signature says; of a sum of old units' reports none."""
    return [(wording.sent(row), wording.proof(row)) for row in answer.proofs if row.unit == unit.code]
