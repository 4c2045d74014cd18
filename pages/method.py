"""Phương pháp tính: each indicator's rule, sources and law, made from the configuration that computes."""

from __future__ import annotations

from kpi.language import _
from kpi.ui import cards, frame, method_tables, panels
from kpi.ui.cache import desk as open_desk


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("How it is counted"), desk)
    status, sources = desk.status(scope.as_of), desk.sources(scope.as_of)
    for name in cards.ORDER:
        block = method_tables.indicator_block(status.of(name), desk.config, sources)
        panels.html_panel(f"method-{name}", desk.config.indicator(name).title, "", block)
    panels.html_panel("who", _("Who counts"), _("– from config.yaml"), method_tables.participation_table(desk.config))
    panels.html_panel("terms", _("Deadlines"), _("– by kind and day of receipt"), method_tables.deadline_table(desk.config))
    panels.html_panel("days-off", _("Days off by year"), "", method_tables.calendar_table(desk.config))
    panels.html_panel("definitions", _("Definitions"), "", method_tables.definition_table())


show()
