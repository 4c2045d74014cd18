"""How each figure is counted, in words and tables made from the very configuration that counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from html import escape

from kpi.answers.lists import SourceList
from kpi.config.models import CalendarYear, Config, Dated, DeadlineRule, PlanIndicator, Target, Term
from kpi.forecast.outlook import COVERED_PERCENT
from kpi.i18n.formats import (
    format_count,
    format_date,
    format_goal,
    format_moment_short,
    format_ratio,
    format_year,
)
from kpi.i18n.messages import N_, _
from kpi.judgement.assessment import Assessment
from kpi.matching.rungs import COUNTING, SUGGESTING
from kpi.ui.log.tables import dataset_in_words
from kpi.ui.parts import panels, words
from kpi.ui.parts.tables import HtmlColumn, ListColumn, listing, table

_KINDS_OF_GROWTH = {
    "saturating": N_("ever slower, as fewer are left"),
    "logistic": N_("slow, then fast, then slow"),
    "campaigns": N_("by pushes, each of some weeks"),
    "drifting": N_("at a pace that changes by chance"),
    "stalling": N_("steadily, then not at all"),
}
DEFINITIONS = (
    (
        N_("Cut-off date"),
        N_(
            "The day the figures are seen at, at its end. Only lists that describe that day or an earlier one are used."
        ),
    ),
    (
        N_("Known at"),
        N_(
            "What had been loaded and decided by a moment. A figure of last year can be had again as it was known then."
        ),
    ),
    (
        N_("Takes part"),
        N_("At least one current member of a group is linked to it with certainty. Several members count once."),
    ),
    (
        N_("Current member"),
        N_("Stands in the newest complete list of the group by that day, or in a partial one after it."),
    ),
    (
        N_("Linked with certainty"),
        N_(
            "By a code in the list, by a person's decision, or by a phone number that stands at one entry of the "
            "registers only."
        ),
    ),
    (N_("Waiting"), N_("Would join if every best suggestion were confirmed. It is never part of the figure.")),
    (
        N_("Several candidates"),
        N_("Two entries fit equally: the member counts for neither until a person decides."),
    ),
    (N_("Missing"), N_("The smallest number of further entities that meets the target.")),
    (
        N_("Sustained"),
        N_(
            "The target held on every day of the year that a new list describes, two at least; interrupted: it holds now, but "
            "did not on some such day."
        ),
    ),
    (
        N_("Settled"),
        N_(
            "A report counts on the day it was closed in time, else on its deadline, late for ever; each in one year "
            "only."
        ),
    ),
    (N_("No data"), N_("The register or the lists of that day are missing. It is never shown as 0 %.")),
    (
        N_("Percentage"),
        N_(
            "Counts decide, not rounded percentages: 69.96 % (below 70 %) is never shown as 70 %. Percentages are"
            " never averaged."
        ),
    ),
)


def indicator_block(row: Assessment, config: Config, sources: Sequence[SourceList]) -> str:
    """One indicator: the plan's words, what is counted, the targets, the figure of the day and the lists it comes from."""
    indicator = config.indicator(row.id)
    targets = [target for target in config.targets if target.indicator == row.id]
    return (
        f'<p class="kpi-line">“{escape(indicator.quote)}” – {escape(indicator.clause)}</p>'
        f"{_facts(indicator, row)}{_targets(indicator, targets)}{_of_villages(row, config)}{_sources(indicator, sources, config)}"
    )


def _facts(indicator: PlanIndicator, row: Assessment) -> str:
    figure = "—"
    if row.numerator is not None and row.denominator:
        figure = words.counts_in_words(row.numerator, row.denominator, indicator.spoken_counted_in)
    rows = [
        (_("Counted (numerator)"), indicator.numerator),
        (_("Out of (denominator)"), indicator.denominator),
        (_("Why"), indicator.why),
        (_("Figure of the day"), figure),
    ]
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    return f'<dl class="kpi-method">{items}</dl>'


def _targets(indicator: PlanIndicator, targets: Sequence[Target]) -> str:
    apart = any(row.village for row in targets)
    columns = [HtmlColumn(_("Target")), *([HtmlColumn(_("Village"))] if apart else []), HtmlColumn(_("Holds"))]
    columns.append(HtmlColumn(_("Basis"), long=True))
    rows = [
        [format_goal(row.goal), *([row.village or _("Whole commune")] if apart else []), _span(row), row.basis]
        for row in targets
    ]
    return table(columns, rows, alt=_("Targets: {indicator}", indicator=indicator.spoken_title))


def _of_villages(row: Assessment, config: Config) -> str:
    said = words.village_targets_in_words(row, config)
    return panels.calm(said) if said else ""


def _span(row: Dated) -> str:
    start = format_date(row.start)
    return (
        _("from {start}", start=start)
        if row.end is None
        else _("{start} – {end}", start=start, end=format_date(row.end))
    )


def _sources(indicator: PlanIndicator, sources: Sequence[SourceList], config: Config) -> str:
    found = [row for row in sources if row.dataset in indicator.counting.lists]
    columns: list[ListColumn[SourceList]] = [
        ListColumn(_("List"), lambda row: dataset_in_words(row.dataset, config)),
        ListColumn(_("As of"), lambda row: row.observed_on),
        ListColumn(_("File"), lambda row: " · ".join(filter(None, (row.file, row.sheet))), long=True),
        ListColumn(_("Rows"), lambda row: row.accepted, numeric=True),
        ListColumn(_("Loaded by, at"), lambda row: f"{row.loaded_by}, {format_moment_short(row.known_at)}", long=True),
        ListColumn(_("Load no."), lambda row: row.batch, numeric=True),
    ]
    said = _("Lists the figure comes from: {count}", count=format_count(len(found)))
    alt = f"{indicator.spoken_title} – {said}"  # no two regions of a page bear one name
    return f"<details><summary>{escape(said)}</summary>{listing(found, columns, alt=alt)}</details>"


def participation_table(config: Config) -> str:
    """Who counts where the plan leaves it to the office, as config.yaml says."""
    rules = config.participation
    business, household = config.lookups["business"], config.lookups["household"]
    village = (
        _("its group has a member")
        if rules.village_rule == "minimal"
        else _("its group has a member, its owner is the head of the village and a deputy is police")
    )
    rows = [
        [_("Businesses: kinds that count"), ", ".join(business["kind"][kind][0] for kind in rules.enterprise_kinds)],
        [
            _("Businesses: states that count"),
            ", ".join(business["status"][state][0] for state in rules.enterprise_statuses),
        ],
        [
            _("Households that do not count"),
            ", ".join(household["status"][state][0] for state in rules.households_left_out),
        ],
        [_("A village takes part when"), village],
        [_("Counts, in this order"), " → ".join(words.rung_in_words(rung) for rung in COUNTING.values())],
        [_("Only suggested, in this order"), " → ".join(words.rung_in_words(rung) for rung in SUGGESTING.values())],
        [
            _("Suggested from"),
            _("a likelihood of {percent} %", percent=format_count(config.matching.suggest_from_percent)),
        ],
    ]
    return table(
        [HtmlColumn(_("Rule")), HtmlColumn(_("As the configuration says"), long=True)], rows, alt=_("Who counts")
    )


def deadline_table(config: Config) -> str:
    """The terms by kind and day of receipt with their law; a rule that no legal officer has reviewed is marked."""
    kinds = config.lookups["case"]["kind"]
    columns: list[ListColumn[DeadlineRule]] = [
        ListColumn(_("Kind of report"), lambda rule: ", ".join(kinds[kind][0] for kind in rule.kinds), long=True),
        ListColumn(_("Term"), lambda rule: _term(rule.term)),
        ListColumn(_("Received"), _span),
        ListColumn(_("Legal basis"), lambda rule: rule.basis, long=True),
        ListColumn(_("Reviewed"), _reviewed, html=True),
    ]
    return listing(config.deadlines, columns, alt=_("Deadlines"))


TERMS = {
    "hours": N_("{count} hours"),
    "days": N_("{count} days"),
    "working_days": N_("{count} working days"),
    "months": N_("{count} months"),
}


def _term(term: Term) -> str:
    ((name, count),) = ((name, count) for name, count in asdict(term).items() if count is not None)
    return _(TERMS[name], count=format_count(count))


def _reviewed(rule: DeadlineRule) -> words.Badge:
    if rule.reviewed:
        return words.Badge(_("reviewed"), "✔", "good")
    return words.Badge(_("a legal officer must review it"), "▲", "near")


def calendar_table(config: Config) -> str:
    """The days off by year."""
    columns: list[ListColumn[CalendarYear]] = [
        ListColumn(_("Year"), lambda row: format_year(row.year)),
        ListColumn(_("Days off"), lambda row: ", ".join(map(format_date, row.holidays)), long=True),
        ListColumn(_("Weekends worked"), lambda row: ", ".join(map(format_date, row.worked_weekends)) or None),
        ListColumn(_("Basis"), lambda row: row.basis, long=True),
    ]
    return listing(config.calendar, columns, alt=_("Days off by year"))


def forecast_table() -> str:
    """How often the range of the forecast held on simulated years, by how the level grew; from the middle of the year and later on."""
    columns = [
        HtmlColumn(_("How the level grows")),
        HtmlColumn(_("Forecast from the end of June"), numeric=True),
        HtmlColumn(_("Forecast from the end of September"), numeric=True),
    ]
    rows = [
        [_(_KINDS_OF_GROWTH[kind]), *(format_ratio(share, 100) for share in shares)]
        for kind, shares in COVERED_PERCENT.items()
    ]
    return table(columns, rows, alt=_("How often the range of the forecast held"))


def definition_table() -> str:
    """The words of the pages, each with what it means."""
    columns = [HtmlColumn(_("Word")), HtmlColumn(_("What it means"), long=True)]
    return table(columns, [[_(word), _(meaning)] for word, meaning in DEFINITIONS], alt=_("Definitions"))
