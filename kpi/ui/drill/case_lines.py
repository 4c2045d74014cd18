"""Cases one by one: how a line of them reads on the screen and in a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kpi.config.models import Config
from kpi.i18n.formats import NOTHING, format_count, format_date
from kpi.i18n.messages import N_, _
from kpi.measures.case_lines import MONTH, WEEK, Age, CaseLine, CaseState
from kpi.ui.parts import downloads
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.look import Tone
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.parts.words import Badge

STATES: Mapping[CaseState, tuple[str, str, Tone]] = {
    CaseState.OVERDUE: (N_("Overdue, not closed"), "✖", "bad"),
    CaseState.LATE: (N_("Closed late"), "▲", "near"),
    CaseState.OPEN: (N_("In progress"), "○", "none"),
    CaseState.UNDATED: (N_("Closed, day not known"), "▲", "near"),
    CaseState.UNKNOWN: (N_("Not known yet"), "○", "none"),
    CaseState.UNJUDGED: (N_("Cannot be judged"), "○", "none"),
    CaseState.INCOMPLETE: (N_("In time, procedure incomplete"), "▲", "near"),
    CaseState.ON_TIME: (N_("In time"), "✔", "good"),
}
AGES: Mapping[Age, tuple[str, str, Tone]] = {
    Age.LONG_OVER: (N_("Overdue by more than {month} days"), "✖", "bad"),
    Age.MONTH_OVER: (N_("Overdue by {after_week} to {month} days"), "✖", "bad"),
    Age.WEEK_OVER: (N_("Overdue by up to {week} days"), "✖", "bad"),
    Age.SOON: (N_("Due within {soon} days"), "▲", "near"),
    Age.LATER: (N_("Due later"), "○", "none"),
    Age.SUSPENDED: (N_("Suspended, no day of resumption yet"), "○", "none"),
    Age.NO_CLOCK: (N_("No deadline can be worked out"), "○", "none"),
}
# These rows stand there even when they are empty, so that nobody misses them.
ALWAYS_SHOWN = (Age.LONG_OVER, Age.MONTH_OVER, Age.WEEK_OVER, Age.SOON, Age.LATER)
ORIGINS = {
    "extended": N_("extended"),
    "given": N_("stated in the log"),
    "computed": N_("by the rule"),
    "suspended": N_("suspended, no day of resumption yet"),
    "no_rule": N_("no rule for this kind and day"),
    "no_time": N_("time of receipt missing"),
}


def state_in_words(state: CaseState) -> str:
    return _(STATES[state][0])


def state_badge(state: CaseState) -> Badge:
    word, icon, tone = STATES[state]
    return Badge(_(word), icon, tone)


def age_badge(age: Age, soon: int) -> Badge:
    """How urgent, in words; ``soon``: so many days before its deadline a case is due soon."""
    word, icon, tone = AGES[age]
    numbers = {"week": WEEK, "after_week": WEEK + 1, "month": MONTH, "soon": soon}
    return Badge(_(word, **{name: format_count(days) for name, days in numbers.items()}), icon, tone)


def spelling(config: Config, field: str, meaning: str | None) -> str:
    """A kind or a channel as the office writes it first; "—" where the log says nothing."""
    if meaning is None:
        return NOTHING
    return config.lookups["case"][field].get(meaning, (meaning,))[0]


def _line_columns(config: Config) -> list[HtmlColumn]:
    """The columns of a case; its day of receipt has another name than in a log, so that nobody loads this list as one.

    Its village only where config.yaml says so: code by code it would reveal the small counts by village and kind.
    """
    return [
        HtmlColumn(_("Report code")),
        HtmlColumn(_("Kind of report")),
        *([HtmlColumn(_("Village"))] if config.cases.show_village_by_code else []),
        HtmlColumn(_("Channel")),
        HtmlColumn(_("Came in on"), numeric=True),
        HtmlColumn(_("Due on"), numeric=True),
        HtmlColumn(_("Deadline from")),
        HtmlColumn(_("Done on"), numeric=True),
        HtmlColumn(_("State"), html=True),
        HtmlColumn(_("Days over"), numeric=True),
    ]


def line_table(lines: Sequence[CaseLine], config: Config) -> str:
    """A row per case, in the order given."""
    return table(_line_columns(config), [_line_row(line, config) for line in lines], alt=_("Reports by code"))


def _line_row(line: CaseLine, config: Config) -> list[str]:
    return [
        line.code,
        spelling(config, "kind", line.kind),
        *([line.village or NOTHING] if config.cases.show_village_by_code else []),
        spelling(config, "channel", line.channel),
        format_date(line.received_on),
        _day(line.due_on),
        _(ORIGINS[line.origin]),
        _day(line.closed_on),
        verdict(state_badge(line.state)),
        NOTHING if line.days_over is None else format_count(line.days_over),
    ]


def _day(day: date | None) -> str:
    return NOTHING if day is None else format_date(day)


def book_columns(config: Config) -> list[str]:
    """The headers of the workbook."""
    return [column.title for column in _line_columns(config)]


def book_rows(lines: Sequence[CaseLine], config: Config) -> list[list[downloads.Cell]]:
    """The same rows with real dates and numbers."""
    return [
        [
            line.code, spelling(config, "kind", line.kind),
            *([line.village] if config.cases.show_village_by_code else []),
            spelling(config, "channel", line.channel) if line.channel else None, line.received_on, line.due_on,
            _(ORIGINS[line.origin]), line.closed_on, state_in_words(line.state), line.days_over,
        ]
        for line in lines
    ]  # fmt: skip
