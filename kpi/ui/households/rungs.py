"""What a bar of "What the count rests on" opens: the households that count by this rung, village by village. Counts only."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kpi.answers.households import RungCount
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _, speaking, spoken
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.ui.households.answer import Households
from kpi.ui.parts import listing, words
from kpi.ui.parts.charts import village_name
from kpi.ui.parts.downloads import download
from kpi.ui.parts.tables import ListColumn, book
from kpi.ui.parts.tables import listing as table
from kpi.ui.shell import opening
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain

call_for = partial(opening.call_for, "rung")


def open_asked(desk: Desk, answer: Households) -> None:
    """Opens what a bar asked for, once."""
    asked = opening.called_for("rung")
    count = next((row for row in answer.rungs if asked and row.rung == asked.about), None)
    if count is None:
        return
    now, language = answer.status.of("households"), spoken()

    def inside() -> None:
        with speaking(language):
            _show(desk, count, now)

    title = _("Households – as of {date}", date=format_date(now.as_of))
    st.dialog(plain(title), width="large")(inside)()


def _show(desk: Desk, count: RungCount, now: Assessment) -> None:
    rows: list[VillageAssessment | Assessment] = [row for row in now.villages if row.denominator or count.of(row.code)]

    def title() -> str:
        unit = desk.config.indicator(now.id).spoken_counted_in
        return _("{rung}: {count}", rung=words.rung_in_words(count.rung), count=words.amount(count.entities, unit))

    def workbook(notes: list[str]) -> bytes:
        return download(*book([*rows, now], _columns(count)), title(), now.as_of, notes=notes)

    make = listing.made_apart(desk, workbook)
    listing.heading(title(), "", "list.rung", f"{count.rung}_{now.as_of.isoformat()}.xlsx", make, there=bool(rows))
    st.html(table(rows, _columns(count), now, alt=title()))


def _columns(count: RungCount) -> list[ListColumn[VillageAssessment | Assessment]]:
    """A village's households by this rung beside all that take part; the commune's below."""
    return [
        ListColumn(_("Village"), lambda row: _("Whole commune") if isinstance(row, Assessment) else village_name(row)),
        ListColumn(
            words.rung_in_words(count.rung),
            lambda row: count.entities if isinstance(row, Assessment) else count.of(row.code), numeric=True,
        ),
        ListColumn(_("Joined the groups"), lambda row: row.numerator, numeric=True),
    ]  # fmt: skip
