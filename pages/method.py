"""Phương pháp tính: each indicator's rule, sources and law, made from the configuration that computes."""

from __future__ import annotations

from kpi.i18n.messages import _
from kpi.ui.method import tables
from kpi.ui.parts import panels
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("How it is counted"), desk)
    status, lists = desk.status(scope.as_of), desk.sources(scope.as_of)
    for name in desk.config.plan.order:
        block = tables.indicator_block(status.of(name), desk.config, lists)
        panels.html_panel(f"method-{name}", desk.config.indicator(name).title, "", block)
    panels.html_panel("who", _("Who counts"), _("– as set for this commune"), tables.participation_table(desk.config))
    panels.html_panel("terms", _("Deadlines"), _("– by kind and day of receipt"), tables.deadline_table(desk.config))
    panels.html_panel("days-off", _("Days off by year"), "", tables.calendar_table(desk.config))
    panels.html_panel(
        "forecast",
        _("How often the range of the forecast held"),
        _("– the year's end of simulated years"),
        tables.forecast_table(),
    )
    panels.html_panel("definitions", _("Definitions"), "", tables.definition_table())


show()
