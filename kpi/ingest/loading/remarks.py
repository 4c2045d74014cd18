"""What a clerk should know about a sheet besides its rows: columns left out, what Excel hides, what the load would undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from kpi.domain.datasets import ACTIVITY, GROUP, MEMBERSHIP, VILLAGE, Dataset, Kind
from kpi.domain.datasets import Scope as ScopeKind
from kpi.domain.errors import UNQUOTED, Problem, Severity
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.cells import References, holds_citizen_number
from kpi.ingest.checking.checked import Checked
from kpi.ingest.checking.facts import shifted
from kpi.ingest.checking.layout import Layout, column_letters
from kpi.ingest.checking.terms import terms_left_out
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.loading.plan import Plan, is_form, known_by_name
from kpi.ingest.loading.taking_away import takes_much_away
from kpi.ingest.reading.zalo import FIRST_PART, LOCKED
from kpi.store import Scope, ScopeChange, UnknownCode
from kpi.vietnamese.moments import find_beginning
from kpi.vietnamese.places import take_apart

# Fewer that go than this are everyday life.
MANY_GONE = 10
# A longer cell is not shown as an example: it may be somebody's story.
LONGEST_EXAMPLE = 60
# The codes of what a member may stand for.
_CODES = ("household", "organisation", "entry")
# So many rows are named; more of them nobody reads in one line.
_ROWS_TOLD = 12

# Why only some members of a group came, by what the source itself says of it.
_PARTIAL = {
    "": N_(
        "{group}: {rows} of {total} members are on the list; it adds members and takes nobody away. Take the list anew, down to"
        " its end; where Zalo shows members to the owner and deputies only, let one of them take it."
    ),
    LOCKED: N_(
        "{group}: Zalo gave {rows} of {total} members; the list adds members and takes nobody away. The group shows its members"
        " to its owner and deputies only: let one of them take the list."
    ),
    FIRST_PART: N_(
        "{group}: Zalo gave {rows} of {total} members; the list adds members and takes nobody away. The tool stopped at the"
        " first part: let it take the rest, too."
    ),
}


def about_sheet(plan: Plan) -> list[Problem]:
    """Columns that must never be stored or that nobody knows, hidden rows and columns, converted letters."""
    return [
        *_columns(plan),
        *_hidden(plan),
        *_wrapped(plan),
        *_converted(plan),
        *_form(plan),
        *_turned(plan),
        *_numbers(plan),
        *_terms(plan),
    ]


def _terms(plan: Plan) -> Iterator[Problem]:
    for header in terms_left_out(plan.sheet, plan.layout):
        message = _(
            "the log writes the term of each report here, which was left out: deadlines are reckoned by the rules for each kind. If"
            " the log's terms hold, say that the column is a term"
        )
        yield Problem(plan.layout.header + 1, header, None, "terms_left_out", message, "warning")


def _numbers(plan: Plan) -> list[Problem]:
    if not plan.layout.numbers_for_codes:
        return []
    message = _(
        "the log has no codes; its running numbers stand for them. Load the whole log again as it grows, in the same order; another"
        " log that begins at 1 will be refused"
    )
    return [_remark("numbers_for_codes", message, "warning")]


def _turned(plan: Plan) -> list[Problem]:
    if not plan.sheet.source_rows:
        return []
    if plan.sheet.is_written:
        columns = ", ".join(filter(None, plan.layout.headers))
        message = _("the list is a text, an entry a line; each line was taken apart into: {columns}", columns=columns)
        return [_remark("written_in_lines", message, "info")]
    if plan.sheet.parts > 1:
        message = _(
            "the list stands in {count} parts side by side, numbered on from one to the next; they were read as one list",
            count=format_count(plan.sheet.parts),
        )
        return [_remark("parts_side_by_side", message, "info")]
    message = _("each post of the list has a column of its own; each person was read as a row with his post")
    return [_remark("posts_in_columns", message, "info")]


def about_day(plan: Plan, as_of: date, known_at: datetime) -> list[Problem]:
    """That the day which the list alone names has not come when it is loaded: nobody can know it yet. A person may say such a day."""
    if plan.source.as_of is not None or as_of <= known_at.date():
        return []
    message = _(
        "the list is as of {day}, a day after the one on which it is loaded ({loaded}): no figure of an earlier day rests on it. If"
        " the day is wrong, take this load back, write the right day into the list or say it with --as-of or on the page, and load"
        " it again",
        day=format_date(as_of), loaded=format_date(known_at.date()),
    )  # fmt: skip
    return [_remark("future_day", message, "warning")]


def about_names(plan: Plan, as_of: date, references: References) -> list[Problem]:
    """That the names of villages are those of a later register, for none is of the list's day or an earlier one; that a group is
    known by its name alone."""
    return [*_group_by_name(plan, references), *_later_register(plan, as_of, references)]


def _group_by_name(plan: Plan, references: References) -> Iterator[Problem]:
    if plan.layout.dataset is MEMBERSHIP and (code := known_by_name(plan, references.groups)) is not None:
        message = _(
            "the Zalo id {id} is not on the list of groups; by its name this is the group {group}. Add the id there, so that the"
            " group is known after its name has changed", id=plan.sheet.name, group=references.groups.names[code],
        )  # fmt: skip
        yield _remark("group_by_name", message, "info")


def _later_register(plan: Plan, as_of: date, references: References) -> list[Problem]:
    named = plan.layout.dataset.holds(Kind.VILLAGE) or plan.layout.dataset.holds(Kind.GROUP)
    if not named or references.first_on is None or references.first_on <= as_of:
        return []
    message = _(
        "no register of villages is as old as this list; names are read by the first one, of {date}",
        date=format_date(references.first_on),
    )
    return [_remark("before_first_register", message, "info")]


def about_changes(plan: Plan, outcome: Outcome, references: References, mixes_simulated: bool) -> list[Problem]:
    """What the clerk might not intend: rows that disappear, a list much shorter than before, a day loaded twice, an older log that
    takes back what a later one knows."""
    found = []
    for change in outcome.scopes:
        found += [_remark(code, message, severity) for code, message, severity in _change(outcome, change, references)]
        found += [*_older_log(change), *_earlier_days(plan, change)]
    if mixes_simulated:
        message = _(
            "real and simulated lists are now counted together; take the simulated ones back, or use another database"
        )
        found.append(_remark("mixed_with_simulated", message, "warning"))
    return found


def about_parts(plan: Plan, scopes: Sequence[Scope], checked: Checked, references: References) -> list[Problem]:
    """Groups of which only some members came: how many of how many, why, and how to get the others; and those of which more came than
    the list itself says that there are."""
    if plan.layout.dataset.scope is not ScopeKind.GROUP or plan.adds:
        return []
    came = persons_on(checked, references)
    found = []
    for scope in scopes:
        if not scope.complete:
            said = {
                "group": references.groups.names.get(scope.scope, scope.scope),
                "rows": format_count(came[scope.scope]),
                "total": format_count(scope.total_members) if scope.total_members else "?",
            }
            found.append(_remark("partial_list", _(_PARTIAL[plan.sheet.missing], **said), "warning"))
        elif scope.total_members and came[scope.scope] > scope.total_members:
            message = _(
                "{group}: {rows} members are on the list, which says that there are {total}; see whether a line of it is no member, or"
                " the members of another group stand on it as well",
                group=references.groups.names.get(scope.scope, scope.scope), rows=format_count(came[scope.scope]),
                total=format_count(scope.total_members),
            )  # fmt: skip
            found.append(_remark("more_than_total", message, "warning"))
    return found


def about_places(plan: Plan, checked: Checked, as_of: date, references: References) -> Iterator[Problem]:
    """Of a register of villages or groups: which entries bear another name than on the register of its day, and which it names no
    more."""
    before = {VILLAGE: references.villages, GROUP: references.groups}.get(plan.layout.dataset)
    if before is None or not before or references.first_on is None or references.first_on > as_of:
        return
    names = dict(cells_of(checked, "code", "name"))
    renamed = [
        f"{old} → {names[code]}"
        for code, old in before.names.items()
        if code in names and _is_another_name(old, names[code])
    ]
    if renamed:
        message = _(
            "{count} keep their code under another name: {names}",
            count=format_count(len(renamed)),
            names=_some(renamed),
        )
        yield _remark("renamed", message, "warning")
    gone = [old for code, old in before.names.items() if code not in names]
    if gone and not plan.adds:
        message = _(
            "{count} of the register before are not on this one: {names}; from its day on they are none of the commune's, and their"
            " lists end", count=format_count(len(gone)), names=_some(gone),
        )  # fmt: skip
        yield _remark("places_gone", message, "warning")


def _is_another_name(old: str, new: str) -> bool:
    """Whether a name is more than another spelling of one: its core is another, or its word for the unit."""
    one, two = take_apart(old), take_apart(new)
    return one.core != two.core or one.is_of_another_unit(two)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_ROWS_TOLD]) + (" …" if len(names) > _ROWS_TOLD else "")


def persons_on(checked: Checked, references: References) -> Counter[str]:
    """How many persons each group's list names; on a plan's own list of participants a code is one, whatever name stands with it."""
    rows = cells_of(checked, "group", "member", *_CODES)
    known = {
        (group, member, *codes) if group in references.participants else (group, member)
        for group, member, *codes in rows
    }
    return Counter(group for group, *_person in known)


def about_participants(plan: Plan, checked: Checked, references: References) -> Iterator[Problem]:
    """Rows of a plan's own lists of participants that give no code, where they count by it: no name is compared for them, nor does
    anybody confirm one. In a body of a village whoever is there counts."""
    if plan.layout.dataset is not MEMBERSHIP or not references.by_code:
        return
    rows = cells_of(checked, "group", *_CODES)
    bare = Counter(group for group, *codes in rows if group in references.by_code and not any(codes))
    for group, count in bare.items():
        message = _(
            "{count} rows of the list {name} have no code: by name no household, business or agency is counted there; fill in the"
            " code of the one for which a row stands", count=format_count(count), name=references.participants[group],
        )  # fmt: skip
        yield _remark("participants_without_code", message, "warning")


def cells_of(checked: Checked, *names: str) -> Iterator[tuple[Any, ...]]:
    """Row by row what accepted rows say in these columns, which are of Arrow for a very long list."""
    columns = (checked.columns[name] for name in names)
    return zip(*(values if isinstance(values, list) else values.to_pylist() for values in columns), strict=True)


def about_sheets_together(
    alone: Sequence[Scope], together: Sequence[Scope], dataset: Dataset, references: References
) -> list[Problem]:
    """Scopes of which another sheet of the file has spoken for the same day: nobody on that sheet counts as gone."""
    names = scope_names(dataset, references)
    scopes = [two.scope for one, two in zip(alone, together, strict=True) if one.complete != two.complete]
    if not scopes:
        return []
    message = _(
        "another sheet of this file speaks of the same day for {scopes}; the rows of both sheets count together",
        scopes=", ".join(names.get(scope, scope) for scope in scopes),
    )
    return [_remark("sheets_together", message, "warning")]


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
        code, severity = _code(one)
        hint = _("read as {entry}", entry=one.entry) if one.entry is not None else ""
        header = layout.dataset.column(one.field).header
        found.append(Problem(one.row, header, one.code, code, _(UNQUOTED[code]), severity, cell, hint))
    return found


def _code(one: UnknownCode) -> tuple[str, Severity]:
    if one.entry is not None:
        return "code_alike", "info"
    return ("doubtful_code", "warning") if one.alike else ("unknown_code", "warning")


def _remark(code: str, message: str, severity: Severity) -> Problem:
    return Problem(None, None, None, code, message, severity)


def _columns(plan: Plan) -> Iterator[Problem]:
    layout, row = plan.layout, plan.layout.header + 1
    for header in layout.forbidden:
        yield Problem(row, header, None, "never_stored", _("this column is never stored; it was dropped"), "info")
    for header in (*layout.unknown, *layout.needless):
        if _holds_citizens(plan, layout.headers.index(header)):
            message = _("this column holds citizens' numbers (CCCD), which are never stored; it was dropped")
            yield Problem(row, header, None, "never_stored", message, "info")
        elif header in layout.unknown:
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
    for code, rows, said in (
        ("hidden_rows", sheet.hidden_rows, N_("{count} rows are hidden in Excel and were read all the same: {rows}")),
        ("struck_rows", sheet.struck_rows, N_("{count} rows are struck through and were read all the same: {rows}")),
    ):
        count, listed = _rows(rows, plan)
        if count:
            yield _remark(code, _(said, count=format_count(count), rows=listed), "warning")
    columns = [position for position in layout.positions.values() if position in sheet.hidden_columns]
    if columns:
        listed = ", ".join(f"{column_letters(column)} ({layout.headers[column]})" for column in sorted(columns))
        yield _remark(
            "hidden_columns", _("columns hidden in Excel were read all the same: {columns}", columns=listed), "warning"
        )


def _rows(numbers: Iterable[int], plan: Plan) -> tuple[int, str]:
    """How many of the rows (from 0) are filled rows of the list, and which."""
    rows = sorted(
        row + 1 for row in numbers if plan.layout.body <= row < len(plan.sheet.rows) and any(plan.sheet.rows[row])
    )
    return len(rows), _listed(rows)


def _listed(rows: Sequence[int]) -> str:
    return _some(list(map(str, rows)))


def _wrapped(plan: Plan) -> Iterator[Problem]:
    if plan.sheet.wrapped_lines:
        message = _(
            "{count} lines of the file are no rows of their own: they stand inside a quoted cell with line breaks",
            count=format_count(plan.sheet.wrapped_lines),
        )
        yield _remark("wrapped_lines", message, "info")


def _converted(plan: Plan) -> Iterator[Problem]:
    if plan.sheet.encoding:
        examples = ", ".join(f'"{example}"' for example in islice(_examples(plan), 3))
        message = _("the list is in the old font encoding {encoding} and was converted", encoding=plan.sheet.encoding)
        if plan.sheet.encoding == "UTF-8":
            message = _("another program had read the letters of the list wrongly; they were mended")
        yield Problem(
            None, None, None, "converted", message, "warning", hint=_("compare {examples}", examples=examples)
        )


def _form(plan: Plan) -> Iterator[Problem]:
    if is_form(plan):
        message = _(
            "the rows were sent one by one, as a form gathers them: they are added as of the newest day, and nobody counts as gone"
        )
        yield _remark("sent_one_by_one", message, "warning")


def _examples(plan: Plan) -> Iterator[str]:
    """Converted cells that may be shown: of columns that are stored, and short enough to be no report's text."""
    positions = sorted(plan.layout.positions.values())
    kind = plan.layout.dataset.columns[0].kind
    below = range(plan.layout.body + 1, len(plan.sheet.rows) + 1)
    slid = shifted(plan.sheet, plan.layout, below)
    for number, row in zip(below, plan.sheet.rows[plan.layout.body :], strict=True):
        for cell in (row[position] for position in positions if position < len(row) and number not in slid):
            if not cell.isascii() and len(cell) <= LONGEST_EXAMPLE and not holds_citizen_number(cell, kind):
                yield cell


def _change(outcome: Outcome, change: ScopeChange, references: References) -> Iterator[tuple[str, str, Severity]]:
    names = scope_names(outcome.kind, references)
    scope = names.get(change.scope, change.scope)
    if change.stands_alone:
        yield (
            "stands_alone",
            _("{scope}: there is no list yet to which these rows could be added; nobody counts by them. Load the whole list.",
              scope=scope),
            "warning",
        )  # fmt: skip
    if change.gone >= MANY_GONE or takes_much_away(change):
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
                "{scope}: batch {batch} was the same sheet; from now on this later load counts",
                scope=scope,
                batch=change.same_day,
            )
            if outcome.dataset == ACTIVITY.id
            else _(
                "{scope}: batch {batch} is of the same day; from now on this later load counts",
                scope=scope,
                batch=change.same_day,
            ),
            "warning",
        )
    if change.facts_ended:
        yield (
            "facts_ended",
            _(
                "{scope}: this list rules from now on; what was typed before of {count} entries no longer holds, and the list does not"
                " say so itself: {codes}. Where it is still so, type it again, of the day of this list or later.",
                scope=scope, count=format_count(len(change.facts_ended)), codes=", ".join(change.facts_ended[:_ROWS_TOLD]),
            ),
            "warning",
        )  # fmt: skip
    if change.newer_on is not None:
        yield (
            "fills_past",
            _("{scope}: a newer list of {day} stays in force; this one only fills the time before it",
              scope=scope, day=format_date(change.newer_on)),
            "info",
        )  # fmt: skip


def _older_log(change: ScopeChange) -> Iterator[Problem]:
    """Of a log that counts because it was loaded last, though logs of later days, or what was typed, know more of its reports."""
    if change.typed_closed:
        message = _(
            "{count} reports that were typed as closed are open in this log, which counts from now on: row {rows}. If they are closed,"
            " load a corrected log.",
            count=format_count(len(change.typed_closed)), rows=_listed(change.typed_closed),
        )  # fmt: skip
        yield _remark("typed_closed_reopens", message, "warning")
    if change.closed_otherwise:
        message = _(
            "{count} reports that were typed as closed are closed otherwise in this log, which counts from now on: row {rows}. If what"
            " was typed is right, load a corrected log.",
            count=format_count(len(change.closed_otherwise)), rows=_listed(change.closed_otherwise),
        )  # fmt: skip
        yield _remark("typed_closed_otherwise", message, "warning")
    if change.knew_on is None:
        return
    day = format_date(change.knew_on)
    remedy = _(
        "If this is not meant, load the log as of {day} again after this one, or take this one back.",
        day=day,
    )
    if change.reopened:
        message = _(
            "{count} reports that the log as of {day} knows as closed are open in this older one, which counts from now on: row"
            " {rows}. {remedy}",
            count=format_count(len(change.reopened)), day=day, rows=_listed(change.reopened), remedy=remedy,
        )  # fmt: skip
        yield _remark("older_log_reopens", message, "warning")
    if change.less_known:
        message = _(
            "of {count} reports the log as of {day} knows more than this older one, which counts from now on: row {rows}. {remedy}",
            count=format_count(len(change.less_known)), day=day, rows=_listed(change.less_known), remedy=remedy,
        )  # fmt: skip
        yield _remark("older_log_knows_less", message, "warning")


def _earlier_days(plan: Plan, change: ScopeChange) -> Iterator[Problem]:
    """Activities of days that a list does not speak for, though an earlier list of its days did; told how to replace them, too, unless
    the list names its days already."""
    if not change.stays_before:
        return
    count = format_count(change.stays_before)
    first = find_beginning(" ".join(plan.title_cells))
    if first is None:
        message = _(
            "{count} activities of days before this list's first stay as an earlier list has them; where this list is to replace"
            " them, too, write its days above it: từ ngày … đến ngày …", count=count,
        )  # fmt: skip
    else:
        message = _(
            "{count} activities of days before {day}, the first that this list's title names, stay as an earlier list has them",
            count=count, day=format_date(first),
        )  # fmt: skip
    yield _remark("earlier_days_stay", message, "warning")


def scope_names(dataset: Dataset, references: References) -> Mapping[str, str]:
    """What lists of this kind speak for, as a clerk calls it."""
    if dataset.scope is ScopeKind.VILLAGE:
        return references.villages.names
    return references.groups.names if dataset.scope is ScopeKind.GROUP else {ScopeKind.COMMUNE: _("The commune")}
