"""The import page's tables, as rows of words: what was recognised, what would change, what is wrong with which cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from kpi.domain.datasets import DATASET_BY_ID, Scope
from kpi.i18n.formats import NOTHING, format_count, format_date
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Cause, Outcome, causes
from kpi.operations.mapping import ASKED
from kpi.store import Correction
from kpi.ui.log.tables import dataset_in_words
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.panels import calm
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.parts.words import Badge

# So many cells and values of one cause are named before the rest is only counted.
NAMED = 6


def badge_of(outcome: Outcome) -> Badge:
    """What would become of a sheet."""
    if outcome.asks:
        return Badge(_("Adds or replaces?"), "▲", "near")
    if outcome.fault is not None and outcome.fault.code in ASKED:
        return Badge(_("To be explained"), "▲", "near")
    if outcome.fault is not None:
        return Badge(_("Cannot be loaded"), "✖", "bad")
    if outcome.loaded_before is not None:
        return Badge(_("Loaded already"), "○", "none")
    if outcome.dataset is None:
        return Badge(_("Left aside"), "○", "none")
    if not outcome.complete:
        return Badge(_("Incomplete: adds, takes nobody away"), "▲", "near")
    if outcome.rejected:
        return Badge(_("{count} rows to mend", count=format_count(outcome.rejected)), "▲", "near")
    if any(problem.severity == "warning" and problem.row is None for problem in outcome.problems):
        return Badge(_("Ready, but read the warning"), "▲", "near")
    return Badge(_("Ready"), "✔", "good")


def sheet_table(outcomes: Sequence[Outcome]) -> str:
    """The sheets, a line each: what each was recognised as, its rows, and what is left to do."""
    columns = [
        # The state beside the name: on a phone the rest lies beyond the edge.
        HtmlColumn(_("File"), html=True), HtmlColumn(_("State"), html=True), HtmlColumn(_("Recognised as")),
        HtmlColumn(_("List as of"), numeric=True),
        HtmlColumn(_("Read"), numeric=True), HtmlColumn(_("Accepted"), numeric=True), HtmlColumn(_("Rejected"), numeric=True),
        HtmlColumn(_("What it changes, what is left to do"), long=True),
    ]  # fmt: skip
    several = {file for file, count in Counter(outcome.file for outcome in outcomes).items() if count > 1}
    rows = [_sheet_row(outcome, is_named=outcome.file in several) for outcome in outcomes]
    return table(columns, rows, alt=_("Lists recognised"))


def in_a_line(outcome: Outcome) -> str:
    """A sheet to be chosen, with what is wrong in it."""
    kind = dataset_in_words(outcome.dataset) if outcome.dataset else NOTHING
    return _(
        "{title} · {kind} · {count} rows rejected", title=outcome.title, kind=kind, count=format_count(outcome.rejected)
    )


def _sheet_row(outcome: Outcome, *, is_named: bool) -> list[str]:
    """``is_named``: the sheet's name stands below the file's."""
    below = f'<br><span class="kpi-quiet">{escape(outcome.sheet)}</span>' if is_named and outcome.sheet else ""
    counts = [outcome.read, outcome.accepted, outcome.rejected]
    return [
        escape(outcome.file) + below,
        verdict(badge_of(outcome)),
        dataset_in_words(outcome.dataset) if outcome.dataset else NOTHING,
        format_date(outcome.as_of) if outcome.as_of else NOTHING,
        *(NOTHING if outcome.fault is not None and not outcome.read else format_count(count) for count in counts),
        _left_to_do(outcome),
    ]


def _left_to_do(outcome: Outcome) -> str:
    """In one line what the sheet would change, or why it is not loaded, and what a person should look at."""
    if outcome.fault is not None:
        return outcome.fault.title
    if outcome.dataset is None or outcome.loaded_before is not None:
        return outcome.problems[0].message
    changes = {name: format_count(count) for name, count in outcome.changes.items()}
    said = [_("{added} new, {changed} changed, {gone} gone", **changes)]
    said += [cause.message for cause in causes(outcome.problems) if cause.severity == "warning" and not cause.places][
        :1
    ]
    return " · ".join(said)


def change_table(outcome: Outcome, names: Mapping[str, str]) -> str:
    """Village by village or group by group: how many before and after, and who came, changed and went."""
    scope = DATASET_BY_ID[outcome.dataset].scope if outcome.dataset else Scope.COMMUNE
    members = scope is Scope.GROUP
    columns = [
        HtmlColumn(_("Group") if members else _("Village") if scope is Scope.VILLAGE else _("Scope")),
        HtmlColumn(_("Before"), numeric=True), HtmlColumn(_("After"), numeric=True),
        HtmlColumn(_("Joined") if members else _("New"), numeric=True), HtmlColumn(_("Changed"), numeric=True),
        HtmlColumn(_("Left") if members else _("Gone"), numeric=True),
    ]  # fmt: skip
    rows = [
        [
            _("Whole commune") if change.scope == "commune" else names.get(change.scope, change.scope),
            *map(format_count, (change.before, change.after, change.added, change.changed, change.gone)),
        ]
        for change in outcome.scopes
    ]
    return table(columns, rows, alt=_("What the list changes"))


def cause_table(outcome: Outcome) -> str:
    """What is wrong, each cause once: how often, in which cells, what stands there, what to do."""
    found = causes(outcome.problems)
    if not found:
        return calm(_("Nothing is wrong in this list."))
    columns = [
        HtmlColumn(_("What is wrong, and what to do"), long=True), HtmlColumn(_("What happens"), html=True), HtmlColumn(_("Column")),
        HtmlColumn(_("How often"), numeric=True), HtmlColumn(_("Cells")), HtmlColumn(_("What stands there")),
    ]  # fmt: skip
    return table(columns, [_cause_row(cause) for cause in found], alt=_("What is wrong in this list"))


def _cause_row(cause: Cause) -> list[str]:
    badges = {
        "error": Badge(_("Row rejected"), "✖", "bad"),
        "warning": Badge(_("Taken, please check"), "▲", "near"),
        "info": Badge(_("For your information"), "○", "none"),
    }
    return [
        cause.told,
        verdict(badges[cause.severity]),
        cause.column or NOTHING,
        format_count(cause.count),
        _some(cause.places, cause.count) or NOTHING,
        ", ".join(f"“{value}”" for value in cause.values[:NAMED]) or NOTHING,
    ]


def _some(places: Sequence[str], count: int) -> str:
    return ", ".join(places[:NAMED]) + (" …" if places and count > NAMED else "")


def preview_table(outcome: Outcome) -> str:
    """The first rows as they were read, under the columns they were read as."""
    dataset = DATASET_BY_ID[outcome.dataset or ""]
    known = [column for column in dataset.columns if any(row.get(column.name) for row in outcome.preview)]
    fields = [column.name for column in known]
    columns = [HtmlColumn(column.header) for column in known]
    return table(columns, [[row.get(name, "") for name in fields] for row in outcome.preview], alt=_("The first rows"))


def correction_table(corrections: Sequence[Correction], meanings: Sequence[str]) -> str:
    """Spellings explained by a person, what each means in words, and who said so, when and why."""
    columns = [
        HtmlColumn(_("Spelling")),
        HtmlColumn(_("Means")),
        HtmlColumn(_("In")),
        HtmlColumn(_("By whom")),
        HtmlColumn(_("When")),
        HtmlColumn(_("Reason")),
    ]
    rows = [
        [
            row.spelling, meaning, dataset_in_words(row.dataset) if row.dataset else _("all lists"),
            row.decided_by, format_date(row.known_at), row.reason or NOTHING,
        ]
        for row, meaning in zip(corrections, meanings, strict=True)
    ]  # fmt: skip
    return table(columns, rows, alt=_("Spellings explained"))
