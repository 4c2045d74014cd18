"""The cases page's tables, as rows of words. A case is its code: never a person, never a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from kpi.answers.cases import CaseYear, Matrix, MatrixLine
from kpi.config.models import Config
from kpi.i18n.formats import NOTHING, format_change, format_count, format_date, format_ratio
from kpi.i18n.messages import _
from kpi.measures.case_lines import Age, Handling, Tally
from kpi.measures.secrecy import SHOWN_FROM
from kpi.measures.small_cells import SMALLEST_SHOWN, Cell, Mark
from kpi.ui.drill.case_lines import ALWAYS_SHOWN, age_badge, spelling
from kpi.ui.parts.attention import named
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.panels import calm, facts
from kpi.ui.parts.tables import HtmlColumn, table

Counter = Callable[[CaseYear], int]


def year_table(now: CaseYear, before: CaseYear, soon: int) -> str:
    """What came in and what became of it, on both days; a change is given within one year only, for counts begin anew in each."""
    columns = [
        HtmlColumn(_("From 1 January to the day")),
        HtmlColumn(format_date(now.as_of), numeric=True),
        HtmlColumn(format_date(before.as_of), numeric=True),
        HtmlColumn(_("Change"), numeric=True),
    ]
    same = now.as_of.year == before.as_of.year
    rows = [_year_row(label, count(now), count(before), same) for label, count in _year_counts(now, before, soon)]
    return table(columns, rows, alt=_("Reports of the year")) + calm(balance(now))


def _year_row(label: str, now: int, before: int, same_year: bool) -> list[str]:
    return [label, format_count(now), format_count(before), format_change(before, now) if same_year else NOTHING]


def _year_counts(now: CaseYear, before: CaseYear, soon: int) -> list[tuple[str, Counter]]:
    """The rows; those that are seldom needed only where there is something to count."""
    rows: list[tuple[str, str, bool]] = [
        (_("Carried over from the year before"), "carried", False),
        (_("Received in the year"), "received", True),
        (_("Closed or past the deadline"), "settled", True),
        (_("– in time"), "on_time", True),
        (_("– in time, procedure incomplete"), "incomplete", False),
        (_("– late"), "late", True),
        (_("In progress, not yet due"), "open", True),
        (_("– due within {days} days", days=format_count(soon)), "soon", True),
        (_("– suspended, no day of resumption yet"), "suspended", False),
        (_("– without a deadline"), "no_clock", False),
        (_("Closed, but cannot be judged"), "unjudged", False),
        (_("Closed, day not known"), "undated", False),
        (_("Not known yet: the log that has the report ends before the deadline"), "unknown", False),
    ]
    counted = [(label, _counter(figure), always) for label, figure, always in rows]
    return [(label, count) for label, count, always in counted if always or count(now) or count(before)]


def _counter(figure: str) -> Counter:
    """A figure is as many as its list has rows."""
    return lambda year: len(year.listed(figure))


def balance(year: CaseYear) -> str:
    """The counts as a sum that comes out even, and why cases of another year are in it."""
    count = year.tally
    sentences = [
        _(
            "{received} received + {carried} carried over = {settled} closed or past the deadline + {open} in progress "
            "+ {unjudged} that cannot be judged.",
            received=format_count(count.received), carried=format_count(count.carried), settled=format_count(count.settled),
            open=format_count(count.open), unjudged=format_count(count.unjudged + count.undated + count.unknown),
        )
    ]  # fmt: skip
    if count.undated:
        sentences.append(
            _("Of these {count} are closed without a day: write their days into the log and load it again.",
              count=format_count(count.undated))
        )  # fmt: skip
    if count.unknown:
        sentences.append(
            _("Of these {count} are not known yet: the log that has them ends before their deadline.",
              count=format_count(count.unknown))
        )  # fmt: skip
    if count.carried:
        sentences.append(_("A report received last year and closed or due this year counts this year, once."))
    earlier = sum(line.counted_before for line in year.lines)
    if earlier:
        sentences.append(
            _(
                "Not in it: {count} counted as late in an earlier year and still not closed.",
                count=format_count(earlier),
            )
        )
    return " ".join(sentences)


def tally_table(title: str, rows: Sequence[tuple[str, Tally]], whole: Tally) -> str:
    """Cases by kind or channel, with the ratio beside its counts; columns in which nothing is are left out."""
    counts: list[tuple[str, Callable[[Tally], int], bool]] = [
        (_("Carried over"), lambda row: row.carried, False),
        (_("Came in"), lambda row: row.received, True),
        (_("Closed or past the deadline"), lambda row: row.settled, True),
        (_("In time"), lambda row: row.on_time, True),
        (_("Procedure incomplete"), lambda row: row.incomplete, False),
        (_("Late"), lambda row: row.late, True),
        (_("In progress"), lambda row: row.open, True),
        (_("Cannot be judged"), lambda row: row.unjudged, False),
        (_("Closed, day not known"), lambda row: row.undated, False),
        (_("Not known yet"), lambda row: row.unknown, False),
    ]
    columns_used = [(name, count) for name, count, always in counts if always or count(whole)]

    def cells(name: str, row: Tally) -> list[str]:
        return [
            name,
            *(format_count(count(row)) for _name, count in columns_used),
            format_ratio(row.on_time, row.settled),
        ]

    columns = [
        HtmlColumn(title),
        *(HtmlColumn(name, numeric=True) for name, _count in columns_used),
        HtmlColumn(_("Ratio"), numeric=True),
    ]
    body = [cells(name, row) for name, row in rows]
    return table(columns, body, cells(_("All reports"), whole), alt=title)


def tallies_in_order(year: CaseYear, config: Config, field: str) -> list[tuple[str, Tally]]:
    """The year's cases by ``kind`` or ``channel``, in the order of the configuration; what the log leaves open is last."""
    found = year.tallies(lambda line: line.kind if field == "kind" else line.channel)
    order = [*config.lookups["case"][field], None]
    return [
        (spelling(config, field, meaning) if meaning else _("Not stated"), found[meaning])
        for meaning in order
        if meaning in found
    ]


def age_table(year: CaseYear, soon: int) -> str:
    """What is not closed, the most urgent first, with the codes of the first few."""
    columns = [
        HtmlColumn(_("How urgent"), html=True),
        HtmlColumn(_("Number of reports"), numeric=True),
        HtmlColumn(_("Codes")),
    ]
    ages = [(age, year.aged(age)) for age in Age]
    rows = [
        [_urgency(age, soon, bool(lines)), format_count(len(lines)), named(line.code for line in lines) or NOTHING]
        for age, lines in ages
        if lines or age in ALWAYS_SHOWN
    ]
    return table(columns, rows, alt=_("Reports that are not closed"))


def _urgency(age: Age, soon: int, any_there: bool) -> str:
    """A badge; where nothing is in it, its word alone: what is not there must not alarm."""
    badge = age_badge(age, soon)
    return verdict(badge) if any_there else escape(badge.word)


def handling_block(handling: Handling | None) -> str:
    """How long it took, with how many cases that rests on."""
    if handling is None:
        return calm(_("No report has been closed in the year yet."))
    days = [_("{count} days", count=format_count(number)) for number in (handling.median, handling.ninetieth)]
    rows = [
        (_("Half of them took at most (median)"), days[0]),
        (_("Nine in ten took at most (90th percentile)"), days[1]),
        (_("Reports closed in the year"), format_count(handling.cases)),
    ]
    return facts(rows) + calm(
        _("Days from receipt to closing; 0 is the same day. Each is a time that occurred, none lies between two.")
    )


def matrix_table(matrix: Matrix, config: Config) -> str:
    """Village by kind, small cells hidden, with the totals of the kinds; why there is none where each would be hidden."""
    if not matrix.tells:
        return calm(_matrix_note())
    columns = [
        HtmlColumn(_("Village")),
        *(HtmlColumn(spelling(config, "kind", kind), numeric=True) for kind in matrix.kinds),
    ]
    rows = [[_line_name(line), *map(_cell, line.cells)] for line in matrix.lines]
    total = [_("Whole commune"), *map(format_count, matrix.totals)]
    return table(columns, rows, total, alt=_("Reports received, by village and kind")) + calm(_matrix_note())


def _line_name(line: MatrixLine) -> str:
    named = ", ".join(village or _("Village not stated") for village in line.villages)
    return named if len(line.villages) == 1 else _("Together: {villages}", villages=named)


def _cell(cell: Cell | None) -> str:
    match cell:
        case None:
            return ""
        case Mark():
            return _("hidden")
        case count:
            return format_count(count)


def _matrix_note() -> str:
    return _(
        "Fewer than {limit} reports of a kind may tell whom they speak of in a village. So neighbouring villages are shown together "
        "only where each has {least} or more, or none has any; else “{hidden}” stands there. From all reports sent in the "
        "year, and this table beside them, nobody can then work such a count out. Where reports were taken away or moved, villages "
        "stay hidden for the year; if the totals give a count away all the same, whoever freezes a report is told. Outside the "
        "office, give figures by village from the table of a frozen report only.",
        limit=format_count(SMALLEST_SHOWN), least=format_count(SHOWN_FROM), hidden=_("hidden"),
    )  # fmt: skip
