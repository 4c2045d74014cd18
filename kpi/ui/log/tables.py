"""The log page's tables, as rows of words: loads, what was wrong in one, what happened to it since, what a step would change.

What stood in a doubtful cell may be a person's and is never shown: the message, the column and the row say enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from kpi.config.models import Config
from kpi.domain.datasets import Scope, list_named
from kpi.domain.errors import UNQUOTED, Problem
from kpi.domain.goals import Goal
from kpi.i18n.formats import NOTHING, format_count, format_date, format_moment_short, format_points, format_ratio
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Cause, causes
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.operations.undo import Consequences
from kpi.store import Batch, BatchEvent
from kpi.ui.parts import words
from kpi.ui.parts.attention import named
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.charts import village_name
from kpi.ui.parts.panels import calm
from kpi.ui.parts.tables import HtmlColumn, ListColumn, listing, table
from kpi.ui.parts.words import Badge

# So many names and rows are listed before the rest is only counted.
NAMED_SCOPES = 3
NAMED_ROWS = 8
HASH_SHOWN = 8


def dataset_in_words(dataset: str, config: Config) -> str:
    """The kind of list."""
    return _(config.dataset(dataset).name)


def scopes_in_words(batch: Batch, names: Mapping[str, str]) -> str:
    """What a load speaks for: villages or groups by name, else the whole commune."""
    if Scope.COMMUNE in batch.scopes or list_named(batch.dataset).scope not in (Scope.VILLAGE, Scope.GROUP):
        return _("Whole commune")
    return named((names.get(scope, scope) for scope in batch.scopes), NAMED_SCOPES, ", ")


def state_badge(batch: Batch) -> Badge:
    """Whether the figures rest on a load."""
    return Badge(_("Taken back"), "↩", "none") if batch.undone else Badge(_("In use"), "✔", "good")


def label(batch: Batch, names: Mapping[str, str], config: Config) -> str:
    """A load in one line, to choose it by."""
    return _(
        "{batch} · {dataset} · {scope} · as of {date}", batch=format_count(batch.batch),
        dataset=dataset_in_words(batch.dataset, config), scope=scopes_in_words(batch, names), date=format_date(batch.as_of),
    )  # fmt: skip


def batch_table(batches: Sequence[Batch], names: Mapping[str, str], config: Config) -> str:
    """The loads in the order given."""
    columns: list[ListColumn[Batch]] = [
        ListColumn(_("No."), lambda batch: batch.batch),
        ListColumn(
            _("List"),
            lambda batch: two_lines(dataset_in_words(batch.dataset, config), scopes_in_words(batch, names)),
            html=True,
        ),
        ListColumn(_("List as of"), lambda batch: batch.as_of, numeric=True),
        ListColumn(
            _("Loaded at"), lambda batch: two_lines(format_moment_short(batch.known_at), batch.loaded_by), html=True
        ),
        ListColumn(_("File"), lambda batch: two_lines(batch.file, batch.sheet or batch.reason), html=True),
        ListColumn(_("Read"), lambda batch: batch.read, numeric=True),
        ListColumn(_("Accepted"), lambda batch: batch.accepted, numeric=True),
        ListColumn(_("Rejected"), lambda batch: batch.rejected, numeric=True),
        ListColumn(_("Ignored"), lambda batch: batch.ignored, numeric=True),
        ListColumn(_("State"), _badges, html=True),
        ListColumn("SHA-256", lambda batch: batch.sha256[:HASH_SHOWN]),
    ]
    return listing(batches, columns, alt=_("Log of loads"))


def _badges(batch: Batch) -> str:
    shown = verdict(state_badge(batch))
    return shown if batch.complete else f"{shown} {verdict(Badge(_('Incomplete'), '▲', 'near'))}"


def two_lines(first: str, second: str) -> str:
    """A text, and a quiet one below it."""
    below = f'<br><span class="kpi-quiet">{escape(second)}</span>' if second else ""
    return escape(first) + below


def head_of(batch: Batch) -> str:
    """The state and the whole hash, by which the very file can be recognised."""
    return f'<p class="kpi-verdict">{_badges(batch)} {_anywhere(batch.sha256)}</p>'


def _anywhere(sha256: str) -> str:
    """The hash may break at any letter, so that a narrow screen shows all of it."""
    return f'<span class="kpi-quiet" style="overflow-wrap:anywhere">SHA-256: {escape(sha256)}</span>'


def batch_rows(batch: Batch, names: Mapping[str, str], config: Config) -> list[tuple[str, str]]:
    """What is known of one load."""
    return [
        (_("List"), dataset_in_words(batch.dataset, config)),
        (_("Scope"), scopes_in_words(batch, names)),
        (_("List as of"), format_date(batch.as_of)),
        (_("Loaded at"), format_moment_short(batch.known_at)),
        (_("Loaded by"), batch.loaded_by),
        (_("File"), f"{batch.file} – {batch.sheet}" if batch.sheet else batch.file),
        *([(_("Reason"), batch.reason)] if batch.reason else []),
    ]


def count_rows(batch: Batch) -> list[tuple[str, str]]:
    """What became of the rows; the last three add up to the first."""
    return [
        (_("Rows read"), format_count(batch.read)),
        (_("Rows accepted"), format_count(batch.accepted)),
        (_("Rows rejected"), format_count(batch.rejected)),
        (_("Rows ignored"), format_count(batch.ignored)),
        (_("Complete list"), _("yes") if batch.complete else _("no: it adds, and marks nobody as gone")),
        (_("Columns dropped"), ", ".join(batch.dropped_columns) or _("none")),
    ]


def problem_table(batch: Batch) -> str:
    """What was doubtful, each kind once, the gravest first."""
    found = causes([_problem(stored) for stored in batch.problems])
    if not found:
        return calm(_("Nothing was wrong in this list."))
    columns: list[ListColumn[Cause]] = [
        ListColumn(_("What was wrong"), lambda cause: cause.message),
        ListColumn(_("How grave"), _gravity, html=True),
        ListColumn(_("Column"), lambda cause: cause.column or None),
        ListColumn(_("How often"), lambda cause: cause.count, numeric=True),
        ListColumn(_("First rows"), lambda cause: _first_rows(cause) or None),
    ]
    return listing(found, columns, alt=_("What was wrong"))


def _problem(stored: Mapping[str, object]) -> Problem:
    """As the log keeps it; words that quoted a cell are gone from older loads, and their kind says what was wrong."""
    said = stored["message"] or _(UNQUOTED[str(stored["code"])])
    return Problem(**{**stored, "value": None, "message": said})  # type: ignore[arg-type]


def _gravity(cause: Cause) -> Badge:
    return {
        "error": Badge(_("Rejected"), "✖", "bad"),
        "warning": Badge(_("Taken with a doubt"), "▲", "near"),
        "info": Badge(_("Noted"), "○", "none"),
    }[cause.severity]


def _first_rows(cause: Cause) -> str:
    return ", ".join(cause.places[:NAMED_ROWS]) + (" …" if cause.count > len(cause.places) else "")


def event_table(batch: Batch, events: Sequence[BatchEvent]) -> str:
    """What happened to a load, from the first day on."""
    columns = [HtmlColumn(_("Step")), HtmlColumn(_("When")), HtmlColumn(_("By whom")), HtmlColumn(_("Reason"))]
    rows = [[_("Loaded"), format_moment_short(batch.known_at), batch.loaded_by, NOTHING]]
    rows += [
        [
            _("Take back") if event.undone else _("Put back"),
            format_moment_short(event.known_at),
            event.done_by,
            event.reason or NOTHING,
        ]
        for event in events
    ]
    return table(columns, rows, alt=_("What happened to this load"))


def indicator_changes(answer: Consequences, config: Config) -> str:
    """The five indicators as they are and as they would be."""
    columns = [
        HtmlColumn(_("Indicator")),
        HtmlColumn(_("Now"), html=True),
        HtmlColumn(_("Then"), html=True),
        HtmlColumn(_("Change"), numeric=True),
    ]
    rows = [
        [config.indicator(now.id).spoken_title, *_pair(now, then, config), _change(now, then)]
        for now, then in zip(answer.now.indicators, answer.then.indicators, strict=True)
    ]
    return table(columns, rows, alt=_("The indicators now and then"))


def _pair(now: Assessment, then: Assessment, config: Config) -> list[str]:
    """Both figures; whether the level was sustained stands there only where that differs, too."""
    unit = config.indicator(now.id).spoken_counted_in
    held = [words.sustained_in_words(assessment, config, unit) or "" for assessment in (now, then)]
    if held[0] == held[1]:
        held = ["", ""]
    return [figure(assessment, more) for assessment, more in zip((now, then), held, strict=True)]


def figure(assessment: Assessment, more: str = "") -> str:
    """An indicator's counts, ratio and verdict, with ``more`` below them."""
    badge = verdict(words.badge_of(assessment))
    if assessment.numerator is None or not assessment.denominator:
        return f"{badge}{_second_line(words.why_in_words(assessment) if assessment.reason else more)}"
    if assessment.reason:
        more = words.why_in_words(assessment)
    return f"{_counts(assessment, assessment.target)} {badge}{_second_line(more)}"


def _counts(counted: Assessment | VillageAssessment, target: Goal | None) -> str:
    numerator, denominator = counted.numerator or 0, counted.denominator or 0
    ratio = format_ratio(numerator, denominator, target)
    return escape(f"{format_count(numerator)}/{format_count(denominator)} · {ratio}")


def _second_line(text: str) -> str:
    return f'<br><span class="kpi-quiet">{escape(text)}</span>' if text else ""


def _change(now: Assessment | VillageAssessment | None, then: Assessment | VillageAssessment | None) -> str:
    if now is None or then is None or now.numerator is None or then.numerator is None:
        return NOTHING
    if not now.denominator or not then.denominator:
        return NOTHING
    if (now.numerator, now.denominator) == (then.numerator, then.denominator):
        return _("unchanged")
    return format_points((now.numerator, now.denominator), (then.numerator, then.denominator))


def village_changes(answer: Consequences, lead: str) -> str:
    """Households village by village, as they are and as they would be; ``lead``: the indicator that counts them."""
    now, then = answer.now.of(lead), answer.then.of(lead)
    here, there = ({village.code: village for village in side.villages} for side in (now, then))
    if not here and not there:
        return calm(_("There is nothing to count"))
    both = {**there, **here}
    columns: list[ListColumn[str | None]] = [
        ListColumn(_("Village"), lambda code: village_name(both[code])),
        ListColumn(_("Now"), lambda code: _village(here.get(code)), html=True),
        ListColumn(_("Then"), lambda code: _village(there.get(code)), html=True),
        ListColumn(_("Change"), lambda code: _change(here.get(code), there.get(code)), numeric=True),
    ]
    return listing(both, columns, alt=_("Households by village now and then"))


def _village(village: VillageAssessment | None) -> str:
    if village is None or not village.denominator:
        return verdict(Badge(_("No data yet"), "○", "none"))
    badge = words.badge(village.verdict, near=village.near)
    return f"{_counts(village, village.target)} {verdict(badge)}"
