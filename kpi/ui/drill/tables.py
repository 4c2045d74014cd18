"""The list behind a figure: its title says how many rows it has, and those are as many as the figure that was opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpi.answers.drill import Drill, Entity
from kpi.config.models import Config
from kpi.domain.indicators import Shows
from kpi.i18n.formats import NOTHING, format_count
from kpi.i18n.messages import N_, _
from kpi.ui.parts import words
from kpi.ui.parts.downloads import Cell
from kpi.ui.parts.panels import calm
from kpi.ui.parts.tables import ListColumn, book, listing
from kpi.ui.parts.words import Badge

TITLES = {
    "denominator": N_("Counted for the indicator: {count} {unit}"),
    "numerator": N_("Taking part: {count} {unit}"),
    "missing": N_("Not taking part: {count} {unit}"),
    "waiting": N_("Waiting for a confirmation: {count} {unit}"),
}


def drill_title(found: Drill, config: Config) -> str:
    """What the list is, and how many it holds; the number stands there even without the list."""
    if found.figure is None:
        return words.reason_in_words(found.reason)
    return _(
        TITLES[found.which], count=format_count(found.figure), unit=config.indicator(found.indicator).spoken_counted_in
    )


def drill_list(found: Drill, shown: Sequence[Entity], village_names: Mapping[str, str], config: Config) -> str:
    """The rows ``shown``, or why there are none. Of households the code alone."""
    if found.withheld:
        return calm(
            _(
                "Households are counted here and not listed, for their privacy. Where a village head follows them up, their codes"
                " are switched on for his village by the administrator."
            )
        )
    if found.figure is None:
        return ""
    if not shown:
        return calm(_("Nothing stands on this list."))
    return listing(shown, drill_columns(found.indicator, village_names, config), alt=drill_title(found, config))


def drill_book(found: Drill, village_names: Mapping[str, str], config: Config) -> tuple[list[str], list[list[Cell]]]:
    """The headers and the rows of the workbook: the whole list."""
    titles, rows = book(found.entities or (), drill_columns(found.indicator, village_names, config))
    return [_("Number in the list"), *titles], [[number, *row] for number, row in enumerate(rows, start=1)]


def drill_columns(indicator: str, village_names: Mapping[str, str], config: Config) -> list[ListColumn[Entity]]:
    name: ListColumn[Entity] = ListColumn(_("Name"), lambda one: one.name or None, long=True)
    village: ListColumn[Entity] = ListColumn(_("Village"), lambda one: _village(one, village_names))
    return [
        ListColumn(_("Code"), lambda one: one.code),
        *([name] if config.shows(indicator) is Shows.NAMES else []),
        *([village] if config.indicator(indicator).register != "village" else []),
        ListColumn(_("State"), _state, html=True),
    ]


def _village(one: Entity, names: Mapping[str, str]) -> str:
    return names.get(one.village or "", one.village or NOTHING)


def _state(one: Entity) -> Badge:
    if one.takes_part:
        return Badge(_("Taking part"), "✔", "good")
    if one.waits:
        return Badge(_("Waiting for a confirmation"), "?", "none")
    return Badge(_("Not yet taking part"), "▲", "near")
