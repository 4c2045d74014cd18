"""What a clerk should know about a sheet besides its rows: columns left out, what Excel hides, what the load would undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from kpi.domain.datasets import DATASET_BY_ID
from kpi.domain.datasets import Scope as ScopeKind
from kpi.domain.errors import Problem, Severity
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import References, holds_citizen_number
from kpi.ingest.checking.recognise import Layout, column_letters
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.loading.plan import Plan
from kpi.store import ScopeChange, UnknownCode

# A list that is this much shorter than the one before it is perhaps a part of one (percent of the rows before).
FEW_PERCENT = 80
# Fewer that go than this are everyday life.
MANY_GONE = 10
# A longer cell is not shown as an example: it may be somebody's story.
LONGEST_EXAMPLE = 60


def about_sheet(plan: Plan) -> list[Problem]:
    """Columns that must never be stored or that nobody knows, hidden rows and columns, converted letters."""
    return [*_columns(plan), *_hidden(plan), *_converted(plan)]


def about_changes(outcome: Outcome, references: References, mixes_simulated: bool) -> list[Problem]:
    """What the clerk might not intend: rows that disappear, a list much shorter than before, a day loaded twice."""
    found = []
    for change in outcome.scopes:
        found += [_remark(code, message, severity) for code, message, severity in _change(outcome, change, references)]
    if mixes_simulated:
        message = _(
            "real and simulated lists are now counted together; take the simulated ones back, or use another database"
        )
        found.append(_remark("mixed_with_simulated", message, "warning"))
    return found


def about_moment(moment: datetime) -> Problem:
    """A load that was to be noted before something that is known already."""
    message = _("noted as loaded at {moment}, after all that was known already", moment=format_moment(moment))
    return _remark("moment_moved", message, "info")


def about_codes(layout: Layout, unknown: Sequence[UnknownCode]) -> list[Problem]:
    """Members whose declared code stands on no register as it is written: it is read as the one entry that it is alike, else they are
    on the list, but count for nobody by it."""
    found = []
    for one in unknown:
        cell = f"{column_letters(layout.positions[one.field])}{one.row}" if one.field in layout.positions else None
        name, message, severity = _code(one)
        found.append(Problem(one.row, layout.dataset.column(one.field).header, one.code, name, message, severity, cell))
    return found


def _code(one: UnknownCode) -> tuple[str, str, Severity]:
    if one.entry is not None:
        return "code_alike", _("{code} is read as {entry} of the register", code=one.code, entry=one.entry), "info"
    if one.alike:
        message = _(
            "{code} fits several entries of the register; by this code the member counts for nobody", code=one.code
        )
        return "doubtful_code", message, "warning"
    message = _("{code} stands on no register; by this code the member counts for nobody", code=one.code)
    return "unknown_code", message, "warning"


def _remark(code: str, message: str, severity: Severity) -> Problem:
    return Problem(None, None, None, code, message, severity)


def _columns(plan: Plan) -> Iterator[Problem]:
    layout, row = plan.layout, plan.layout.header + 1
    for header in layout.forbidden:
        yield Problem(row, header, None, "never_stored", _("this column is never stored; it was dropped"), "info")
    for header in layout.unknown:
        if _holds_citizens(plan, layout.headers.index(header)):
            message = _("this column holds citizens' numbers (CCCD), which are never stored; it was dropped")
            yield Problem(row, header, None, "never_stored", message, "info")
        else:
            message = _("this column is not known; it was left out")
            yield Problem(row, header, None, "unknown_column", message, "warning")


def _holds_citizens(plan: Plan, position: int) -> bool:
    cells = (row[position] for row in plan.sheet.rows[plan.layout.body :] if position < len(row))
    kind = plan.layout.dataset.columns[0].kind
    return any(len(cell) >= 11 and holds_citizen_number(cell, kind) for cell in cells)


def _hidden(plan: Plan) -> Iterator[Problem]:
    sheet, layout = plan.sheet, plan.layout
    if sheet.is_hidden:
        yield _remark("hidden_sheet", _("this sheet is hidden in Excel; it was read all the same"), "warning")
    rows = sorted(row + 1 for row in sheet.hidden_rows if layout.body <= row < len(sheet.rows) and any(sheet.rows[row]))
    if rows:
        listed = ", ".join(map(str, rows[:12])) + (" …" if len(rows) > 12 else "")
        message = _(
            "{count} rows are hidden in Excel and were read all the same: {rows}",
            count=format_count(len(rows)),
            rows=listed,
        )
        yield _remark("hidden_rows", message, "warning")
    columns = [position for position in layout.positions.values() if position in sheet.hidden_columns]
    if columns:
        listed = ", ".join(f"{column_letters(column)} ({layout.headers[column]})" for column in sorted(columns))
        yield _remark(
            "hidden_columns", _("columns hidden in Excel were read all the same: {columns}", columns=listed), "warning"
        )


def _converted(plan: Plan) -> Iterator[Problem]:
    if plan.sheet.encoding:
        examples = list(islice(_examples(plan), 3))
        message = _(
            "the list is in the old font encoding {encoding} and was converted; compare: {examples}",
            encoding=plan.sheet.encoding,
            examples=", ".join(f'"{example}"' for example in examples),
        )
        yield _remark("converted", message, "warning")


def _examples(plan: Plan) -> Iterator[str]:
    """Converted cells that may be shown: of columns that are stored, and short enough to be no report's text."""
    positions = sorted(plan.layout.positions.values())
    kind = plan.layout.dataset.columns[0].kind
    for row in plan.sheet.rows[plan.layout.body :]:
        for cell in (row[position] for position in positions if position < len(row)):
            if not cell.isascii() and len(cell) <= LONGEST_EXAMPLE and not holds_citizen_number(cell, kind):
                yield cell


def _change(outcome: Outcome, change: ScopeChange, references: References) -> Iterator[tuple[str, str, Severity]]:
    scope = _scope_name(outcome, change.scope, references)
    if change.complete and change.before >= MANY_GONE and change.rows * 100 < change.before * FEW_PERCENT:
        yield (
            "far_fewer_rows",
            _("{scope}: this list has {rows} rows, the last one had {before}. Is it only a part?",
              scope=scope, rows=format_count(change.rows), before=format_count(change.before)),
            "warning",
        )  # fmt: skip
    if change.stands_alone:
        yield (
            "stands_alone",
            _("{scope}: there is no list yet to which these rows could be added; nobody counts by them. Load the whole list.",
              scope=scope),
            "warning",
        )  # fmt: skip
    if change.gone >= MANY_GONE:
        yield (
            "many_gone",
            _(
                "{scope}: {count} that stood on the last list are on this one no more",
                scope=scope,
                count=format_count(change.gone),
            ),
            "warning",
        )
    if change.same_day is not None:
        yield (
            "same_day",
            _(
                "{scope}: batch {batch} is of the same day; from now on this later load counts",
                scope=scope,
                batch=change.same_day,
            ),
            "warning",
        )
    if change.newer_on is not None:
        yield (
            "fills_past",
            _("{scope}: a newer list of {day} stays in force; this one only fills the time before it",
              scope=scope, day=format_date(change.newer_on)),
            "info",
        )  # fmt: skip


def _scope_name(outcome: Outcome, scope: str, references: References) -> str:
    kind = DATASET_BY_ID[outcome.dataset or "case"].scope
    if kind is ScopeKind.VILLAGE:
        return references.village_names.get(scope, scope)
    return references.group_names.get(scope, scope) if kind is ScopeKind.GROUP else _("The commune")
