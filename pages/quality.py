"""Chất lượng dữ liệu: how far the figures can be trusted, and what to set right first. Counts only, never a household."""

from __future__ import annotations

import streamlit as st

from kpi.i18n.messages import _
from kpi.ui.parts import attention, mending, panels
from kpi.ui.quality import notices, tables
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("Data quality"), desk)
    shown = tables.shown(desk, scope.as_of)
    answer = shown.found
    panels.html_panel(
        "todo", _("To be set right"), _("– the gravest first"),
        attention.notices_html(notices.to_do(answer, desk.config)),
    )  # fmt: skip
    panels.html_panel(
        "trust", _("How far each figure can be trusted"), "",
        tables.indicator_table(answer.indicators, desk.config),
    )  # fmt: skip
    panels.html_panel("groups", _("Member lists by group"), "", shown.groups)
    panels.html_panel("links", _("What the counts rest on"), "", tables.link_block(answer, desk.config))
    left, right = st.columns([5, 4])
    with left:
        panels.html_panel("books", _("Household lists by village"), "", shown.books)
    with right:
        panels.html_panel(
            "repeated", _("Households named more than once"), "", panels.facts(tables.repetition_rows(answer))
        )
    for register in answer.entry_registers:
        title = _("Lists by village: {list}", list=_(desk.config.dataset(register).name))
        lists = [one for one in answer.entry_lists if one.register == register]
        panels.html_panel(f"entries-{register}", title, "", tables.entry_table(lists, title))
    panels.html_panel(
        "rejected", _("Rejected rows"), _("– missing from the figures until they are corrected"),
        tables.rejection_table(answer.rejections),
    )  # fmt: skip
    if answer.rejections:
        mending.where_to_mend()


show()
