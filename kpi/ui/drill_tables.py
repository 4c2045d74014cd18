"""The list behind a figure: its title says how many rows it has, and those are as many as the figure that was opened."""

from __future__ import annotations

from collections.abc import Mapping

from kpi.config.models import Config
from kpi.drill import Drill
from kpi.formats import NOTHING, format_count
from kpi.language import N_, _
from kpi.ui import words
from kpi.ui.panels import calm
from kpi.ui.tables import Column, table

TITLES = {
    "denominator": N_("Counted for the indicator: {count} {unit}"),
    "numerator": N_("Taking part: {count} {unit}"),
    "missing": N_("Not taking part: {count} {unit}"),
    "waiting": N_("Waiting for a confirmation: {count} {unit}"),
}


def drill_title(found: Drill, config: Config) -> str:
    """What the list is, and how many it holds; the number is told also where the list is not."""
    if found.figure is None:
        return words.reason_in_words(found.reason)
    return _(TITLES[found.which], count=format_count(found.figure), unit=config.indicator(found.indicator).unit)


def drill_list(found: Drill, village_names: Mapping[str, str], config: Config) -> str:
    """The rows, or why they are not shown. Of households the code alone."""
    if found.withheld:
        return calm(
            _(
                "Households are counted here and not listed, for their privacy. Where a village head follows them up, their codes"
                " are switched on for his village in config.yaml → matching → household_follow_up."
            )
        )
    if not found.entities:
        return ""
    named = found.indicator != "households"
    columns = [Column(_("Code")), *([Column(_("Name"), long=True)] if named else []), Column(_("Village"))]
    rows = [
        [
            one.code,
            *([one.name or NOTHING] if named else []),
            village_names.get(one.village or "", one.village or NOTHING),
        ]
        for one in found.entities
    ]
    return table(columns, rows, alt=drill_title(found, config))
