"""The import page's tables, as rows of words: what was recognised, what would change, what is wrong with which cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from kpi.config.models import Config
from kpi.domain.datasets import Scope
from kpi.i18n.formats import NOTHING, format_count
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Cause, Outcome, causes
from kpi.operations.mapping import ASKED
from kpi.store import Correction, ScopeChange
from kpi.ui.log.tables import dataset_in_words, two_lines
from kpi.ui.parts.panels import calm
from kpi.ui.parts.tables import HtmlColumn, ListColumn, listing, table
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
    several = {file for file, count in Counter(outcome.file for outcome in outcomes).items() if count > 1}
    columns: list[ListColumn[Outcome]] = [
        # The state beside the name: on a phone the rest lies beyond the edge.
        ListColumn(
            _("File"),
            lambda outcome: two_lines(outcome.file, outcome.sheet if outcome.file in several else ""),
            html=True,
        ),
        ListColumn(_("State"), badge_of, html=True),
        ListColumn(_("Recognised as"), lambda outcome: _(outcome.kind.name) if outcome.dataset else None),
        ListColumn(_("List as of"), lambda outcome: outcome.as_of, numeric=True),
        ListColumn(_("Read"), lambda outcome: _if_read(outcome, outcome.read), numeric=True),
        ListColumn(_("Accepted"), lambda outcome: _if_read(outcome, outcome.accepted), numeric=True),
        ListColumn(_("Rejected"), lambda outcome: _if_read(outcome, outcome.rejected), numeric=True),
        ListColumn(_("What it changes, what is left to do"), _left_to_do, long=True),
    ]
    return listing(outcomes, columns, alt=_("Lists recognised"))


def in_a_line(outcome: Outcome) -> str:
    """A sheet to be chosen, with what is wrong in it."""
    kind = _(outcome.kind.name) if outcome.dataset else NOTHING
    return _(
        "{title} · {kind} · {count} rows rejected", title=outcome.title, kind=kind, count=format_count(outcome.rejected)
    )


def _if_read(outcome: Outcome, count: int) -> int | None:
    return None if outcome.fault is not None and not outcome.read else count


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
    scope = outcome.kind.scope if outcome.dataset else Scope.COMMUNE
    members = scope is Scope.GROUP
    columns: list[ListColumn[ScopeChange]] = [
        ListColumn(
            _("Group") if members else _("Village") if scope is Scope.VILLAGE else _("Scope"),
            lambda change: _("Whole commune") if change.scope == "commune" else names.get(change.scope, change.scope),
        ),
        ListColumn(_("Before"), lambda change: change.before, numeric=True),
        ListColumn(_("After"), lambda change: change.after, numeric=True),
        ListColumn(_("Joined") if members else _("New"), lambda change: change.added, numeric=True),
        ListColumn(_("Changed"), lambda change: change.changed, numeric=True),
        ListColumn(_("Left") if members else _("Gone"), lambda change: change.gone, numeric=True),
    ]
    return listing(outcome.scopes, columns, alt=_("What the list changes"))


def cause_table(outcome: Outcome) -> str:
    """What is wrong, each cause once: how often, in which cells, what stands there, what to do."""
    found = causes(outcome.problems)
    if not found:
        return calm(_("Nothing is wrong in this list."))
    columns: list[ListColumn[Cause]] = [
        ListColumn(_("What is wrong, and what to do"), lambda cause: cause.told, long=True),
        ListColumn(_("What happens"), _gravity, html=True),
        ListColumn(_("Column"), lambda cause: cause.column or None),
        ListColumn(_("How often"), lambda cause: cause.count, numeric=True),
        ListColumn(_("Cells"), lambda cause: _some(cause.places, cause.count) or None),
        ListColumn(_("What stands there"), lambda cause: ", ".join(f"“{one}”" for one in cause.values[:NAMED]) or None),
    ]
    return listing(found, columns, alt=_("What is wrong in this list"))


def _gravity(cause: Cause) -> Badge:
    if cause.severity == "error" and not cause.places:  # of the list as a whole: no row of it is rejected
        return Badge(_("Not to be loaded like this"), "✖", "bad")
    return {
        "error": Badge(_("Row rejected"), "✖", "bad"),
        "warning": Badge(_("Taken, please check"), "▲", "near"),
        "info": Badge(_("For your information"), "○", "none"),
    }[cause.severity]


def _some(places: Sequence[str], count: int) -> str:
    return ", ".join(places[:NAMED]) + (" …" if places and count > NAMED else "")


def preview_table(outcome: Outcome) -> str:
    """The first rows as they were read, under the columns they were read as."""
    dataset = outcome.kind
    known = [column for column in dataset.columns if any(row.get(column.name) for row in outcome.preview)]
    fields = [column.name for column in known]
    columns = [HtmlColumn(column.header) for column in known]
    return table(columns, [[row.get(name, "") for name in fields] for row in outcome.preview], alt=_("The first rows"))


def correction_table(corrections: Sequence[Correction], meaning: Callable[[Correction], str], config: Config) -> str:
    """Spellings explained by a person, what each means in words, and who said so, when and why."""
    columns: list[ListColumn[Correction]] = [
        ListColumn(_("Spelling"), lambda row: row.spelling),
        ListColumn(_("Means"), meaning),
        ListColumn(_("In"), lambda row: dataset_in_words(row.dataset, config) if row.dataset else _("all lists")),
        ListColumn(_("By whom"), lambda row: row.decided_by),
        ListColumn(_("When"), lambda row: row.known_at),
        ListColumn(_("Reason"), lambda row: row.reason or None),
    ]
    return listing(corrections, columns, alt=_("Spellings explained"))
