"""What of the configuration stands on the page of settings, in the office's words: parts, their rows, and the boxes of each.

A part is shown as the file says it, and nothing that is not named here is changed; every word of the file stays its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kpi.config.models import Config
from kpi.i18n.formats import NOTHING, format_year
from kpi.i18n.messages import N_, _
from kpi.ui.parts import build
from kpi.ui.settings.fields import Box, SettingField, SettingsPart, in_words, span_in_words
from kpi.ui.settings.plan_parts import OF_PLANS

# What is done for the model that no list tells.
ITEMS = {
    "posting": N_("Public posting"), "page": N_("the commune police's Zalo page"), "qr": N_("QR code put up"),
    "publicity": N_("Publicity in a village"),
}  # fmt: skip
VILLAGE_RULES = {
    "minimal": N_("its group has members"),
    "strict": N_("besides, the village head owns the group and a deputy is of the police"),
}


def _indicators(config: Config) -> Mapping[str, str]:
    return {one.id: one.spoken_title for one in config.plan.indicators}


def _words_of(dataset: str, field: str) -> Callable[[Config], Mapping[str, str]]:
    """The meanings of a column, each by the word that lists have first."""
    return lambda config: {name: words[0] for name, words in config.lookups[dataset][field].items()}


def _spoken(words: Mapping[str, str]) -> Callable[[Config], Mapping[str, str]]:
    return lambda _config: {name: _(said) for name, said in words.items()}


def _target(row: Mapping[str, Any], config: Config) -> str:
    return _joined(_indicators(config).get(row.get("indicator", ""), NOTHING), row.get("village"), span_in_words(row))


def _deadline(row: Mapping[str, Any], config: Config) -> str:
    return _joined(in_words(_KINDS, row.get("kinds"), config), span_in_words(row))


def _year(row: Mapping[str, Any], _config: Config) -> str:
    year = row.get("year")
    return _("Year {year}", year=format_year(year) if isinstance(year, int) else NOTHING)


def _entry(row: Mapping[str, Any], config: Config) -> str:
    return _by(row, config, _ITEM, _PLACE)


def _exception(row: Mapping[str, Any], config: Config) -> str:
    return _by(row, config, _COMPONENT, _PLACE, _REQUIREMENT)


def _by(row: Mapping[str, Any], config: Config, *fields: SettingField) -> str:
    """A row by those of its boxes that are filled in, its village and its span."""
    said = (in_words(field, row.get(field.key), config) for field in fields if row.get(field.key))
    return _joined(*said, row.get("village"), span_in_words(row))


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


BY_PERCENT = SettingField("percent", N_("Target (%)"), Box.PERCENT, empty=True)
BY_NUMBER = SettingField("count", N_("or a number (empty: by percentage)"), Box.NUMBER, empty=True)
_ASKED = SettingField("id", N_("Requirement"), Box.CHOICE, choices=_spoken(build.TITLES))
_FROM = SettingField("from", N_("From"), Box.DAY)
_TO = SettingField("to", N_("To (empty: for good)"), Box.DAY, empty=True)
_BASIS = SettingField("basis", N_("Basis: paper, section"))
_KINDS = SettingField("kinds", N_("Kinds of report"), Box.CHOICES, choices=_words_of("case", "kind"))
_ITEM = SettingField("item", N_("What is done"), Box.CHOICE, choices=_spoken(ITEMS))
_PLACE = SettingField(
    "place", N_("Where it is posted (postings and QR codes)"), Box.CHOICE, empty=True, choices=_spoken(build.PLACES)
)
_COMPONENT = SettingField(
    "component", N_("Component of the groups"), Box.CHOICE, empty=True, choices=_spoken(build.COMPONENTS)
)
_REQUIREMENT = SettingField(
    "requirement", N_("or the whole requirement"), Box.CHOICE, empty=True, choices=_spoken(build.TITLES)
)
PARTS = (
    SettingsPart(
        "targets", N_("Targets"), lambda plan: ("plans", plan, "targets"),
        (
            SettingField("indicator", N_("Indicator"), Box.CHOICE, choices=_indicators),
            BY_PERCENT, BY_NUMBER,
            SettingField("village", N_("Village: code or name (empty: the whole unit)"), empty=True),
            _FROM, _TO, _BASIS,
        ), _target,
    ),
    SettingsPart(
        "plan", N_("Plan"), lambda plan: ("plans", plan),
        (
            SettingField("title", N_("Title of the plan")),
            SettingField("number", N_("Number")),
            SettingField("issued", N_("Issued (day or month)")),
            _FROM,
            SettingField("to", N_("To"), Box.DAY),
        ),
    ),
    *OF_PLANS,
    SettingsPart(
        "unit", N_("Unit"), lambda _plan: ("unit",),
        (
            SettingField("name", N_("Name of the unit")),
            SettingField("place", N_("Place in the date line")),
            SettingField("scope_note", N_("Remark on the area"), empty=True),
        ),
    ),
    SettingsPart(
        "report_to", N_("Level above"), lambda _plan: ("unit", "report_to"),
        (
            SettingField("name", N_("Whom reports go to")),
            SettingField("parents", N_("Units above (one line each)"), Box.LINES, empty=True),
            SettingField("recipients", N_("Recipients on the paper (one line each)"), Box.LINES, empty=True),
            _FROM, _TO, _BASIS,
        ), lambda row, _config: _joined(row.get("name"), span_in_words(row)),
    ),
    SettingsPart(
        "letterheads", N_("Letterheads"), lambda _plan: ("unit", "letterheads"),
        (
            SettingField("issuer", N_("Issuer (one line each)"), Box.LINES),
            SettingField("short_name", N_("Name within the text")),
            SettingField("area", N_("Area of the figures")),
            SettingField("place", N_("Place in the date line")),
            SettingField("symbol", N_("Symbol after the number")),
            SettingField("signature", N_("Lines above the signature (one line each)"), Box.LINES),
            SettingField("signer", N_("Signer (empty: left blank on the paper)"), empty=True),
            _FROM, _TO, _BASIS,
        ), lambda row, _config: _joined(row.get("short_name"), span_in_words(row)),
    ),
    SettingsPart(
        "participation", N_("Who counts"), lambda _plan: ("participation",),
        (
            SettingField("enterprise_kinds", N_("Kinds that are enterprises"), Box.CHOICES, choices=_words_of("business", "kind")),
            SettingField(
                "enterprise_statuses", N_("States in which they count"), Box.CHOICES, choices=_words_of("business", "status")
            ),
            SettingField(
                "households_left_out", N_("States in which a household counts no more"), Box.CHOICES, empty=True,
                choices=_words_of("household", "status"),
            ),
            SettingField("village_rule", N_("A village takes part when"), Box.CHOICE, choices=_spoken(VILLAGE_RULES)),
        ),
    ),
    SettingsPart(
        "deadlines", N_("Deadlines of reports"), lambda _plan: ("deadlines",),
        (
            _KINDS,
            SettingField("term", N_("Term"), Box.TERM),
            SettingField("roll_to_working_day", N_("A last day off moves to the next working day"), Box.FLAG),
            _FROM, _TO, _BASIS,
            SettingField("reviewed", N_("A legal officer has looked at it"), Box.FLAG),
        ), _deadline,
    ),
    SettingsPart(
        "calendar", N_("Days off"), lambda _plan: ("calendar",),
        (
            SettingField("year", N_("Year"), Box.YEAR),
            SettingField("holidays", N_("Days off besides Saturdays and Sundays (day/month/year, one a line)"), Box.DAYS),
            SettingField("worked_weekends", N_("Saturdays and Sundays worked instead"), Box.DAYS, empty=True),
            _BASIS,
        ), _year,
    ),
    SettingsPart(
        "requirements", N_("What the plan asks of groups"), lambda plan: ("plans", plan, "requirements"),
        (
            _ASKED, SettingField("clause", N_("Section of the plan")),
            SettingField(
                "quotes", N_("Words of the plan (one passage a line)"), Box.LINES,
                note=N_("As the plan says it; it stands beside the requirement on the page of groups."),
            ),
        ), lambda row, config: in_words(_ASKED, row.get("id"), config),
        told=N_("The page of groups tells of each how far it is met, the report of those that are named here."),
    ),
    SettingsPart(
        "entries", N_("Postings and publicity"), lambda _plan: ("structure", "entries"),
        (
            _ITEM, _PLACE,
            SettingField("village", N_("Village’s code (houses of culture and publicity)"), empty=True),
            SettingField("state", N_("It is done (not ticked: known not to be done)"), Box.FLAG),
            _FROM, _TO, _BASIS,
        ), _entry, commented=False,
    ),
    SettingsPart(
        "not_applicable", N_("What does not apply"), lambda _plan: ("structure", "not_applicable"),
        (
            _COMPONENT, SettingField("place", N_("or a place of postings"), Box.CHOICE, empty=True, choices=_spoken(build.PLACES)),
            _REQUIREMENT, SettingField("village", N_("In one village only: its code"), empty=True),
            _FROM, _TO, SettingField("reason", N_("Why it does not apply here")),
        ), _exception, commented=False,
    ),
    SettingsPart(
        "matching", N_("Matching"), lambda _plan: ("matching",),
        (
            SettingField("titles", N_("Words before a name (one a line)"), Box.LINES, empty=True),
            SettingField("parents", N_("Words before a child’s name (one a line)"), Box.LINES, empty=True),
            SettingField("places", N_("Words before a village’s name (one a line)"), Box.LINES, empty=True),
            SettingField("shops", N_("Words of trades and shops (one a line)"), Box.LINES, empty=True),
            SettingField("suggest_from_percent", N_("Least likelihood of a suggestion (%)"), Box.COUNT),
            SettingField("call_list_days", N_("Longest time of a call list (days)"), Box.COUNT),
        ),
    ),
    SettingsPart(
        "retention", N_("Retention"), lambda _plan: ("retention",),
        (
            SettingField("members_months", N_("Members whom no newer list names (months; 0: kept)"), Box.COUNT),
            SettingField("households_months", N_("Households that no newer register names (months; 0: kept)"), Box.COUNT),
            SettingField("display_names_months", N_("Old display names (months; 0: kept)"), Box.COUNT),
            SettingField("problems_months", N_("What was wrong in rows of lists (months; 0: kept)"), Box.COUNT),
        ),
    ),
)  # fmt: skip
