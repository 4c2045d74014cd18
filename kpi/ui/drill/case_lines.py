"""Cases one by one: how a line of them reads on the screen and in a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpi.config.models import Config
from kpi.i18n.formats import NOTHING, format_count
from kpi.i18n.messages import N_, _
from kpi.measures.case_lines import MONTH, WEEK, Age, CaseLine, CaseState
from kpi.ui.parts.look import Tone
from kpi.ui.parts.tables import ListColumn, listing
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


def line_columns(config: Config) -> list[ListColumn[CaseLine]]:
    """The columns of a case; its day of receipt has another name than in a log, so that nobody loads this list as one.

    Its village only where config.yaml says so: code by code it would reveal the small counts by village and kind.
    """
    village: ListColumn[CaseLine] = ListColumn(_("Village"), lambda line: line.village or None)
    return [
        ListColumn(_("Report code"), lambda line: line.code),
        ListColumn(_("Kind of report"), lambda line: spelling(config, "kind", line.kind)),
        *([village] if config.cases.show_village_by_code else []),
        ListColumn(_("Channel"), lambda line: spelling(config, "channel", line.channel) if line.channel else None),
        ListColumn(_("Came in on"), lambda line: line.received_on, numeric=True),
        ListColumn(_("Due on"), lambda line: line.due_on, numeric=True),
        ListColumn(_("Deadline from"), lambda line: _(ORIGINS[line.origin])),
        ListColumn(_("Done on"), lambda line: line.closed_on, numeric=True),
        ListColumn(_("State"), lambda line: state_badge(line.state), html=True),
        ListColumn(_("Days over"), lambda line: line.days_over, numeric=True),
    ]


def line_table(lines: Sequence[CaseLine], config: Config) -> str:
    """A row per case, in the order given."""
    return listing(lines, line_columns(config), alt=_("Reports by code"))
