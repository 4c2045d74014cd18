"""The list behind a figure: its title says how many rows it has, and those are as many as the figure that was opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpi.answers.drill import Drill, Entity
from kpi.config.models import Config
from kpi.domain.indicators import INDICATOR_BY_ID, Shows
from kpi.i18n.formats import NOTHING, format_count
from kpi.i18n.messages import N_, _
from kpi.ui.parts import words
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.downloads import Cell
from kpi.ui.parts.panels import calm
from kpi.ui.parts.tables import HtmlColumn, table
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
    columns = [HtmlColumn(title, html=title == _("State"), long=title == _("Name")) for title in _headers(found)]
    rows = [
        [
            one.code,
            *([one.name or NOTHING] if _is_named(found) else []),
            *([_village(one, village_names)] if _has_villages(found) else []),
            verdict(_state(one)),
        ]
        for one in shown
    ]
    return table(columns, rows, alt=drill_title(found, config))


def book(found: Drill, village_names: Mapping[str, str]) -> tuple[list[str], list[list[Cell]]]:
    """The headers and the rows of the workbook: the whole list."""
    rows: list[list[Cell]] = [
        [
            number,
            one.code,
            *([one.name] if _is_named(found) else []),
            *([_village(one, village_names)] if _has_villages(found) else []),
            _state(one).word,
        ]
        for number, one in enumerate(found.entities or (), start=1)
    ]
    return [_("Number in the list"), *_headers(found)], rows


def _headers(found: Drill) -> list[str]:
    named, placed = ([_("Name")] if _is_named(found) else []), ([_("Village")] if _has_villages(found) else [])
    return [_("Code"), *named, *placed, _("State")]


def _is_named(found: Drill) -> bool:
    return INDICATOR_BY_ID[found.indicator].shows is Shows.NAMES


def _has_villages(found: Drill) -> bool:
    return INDICATOR_BY_ID[found.indicator].register != "village"


def _village(one: Entity, names: Mapping[str, str]) -> str:
    return names.get(one.village or "", one.village or NOTHING)


def _state(one: Entity) -> Badge:
    if one.takes_part:
        return Badge(_("Taking part"), "✔", "good")
    if one.waits:
        return Badge(_("Waiting for a confirmation"), "?", "none")
    return Badge(_("Not yet taking part"), "▲", "near")
