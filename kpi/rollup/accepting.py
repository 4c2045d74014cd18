"""Which reports count: whole ones whose check code holds, each once, of two to the same day the later one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path

from kpi.domain.indicators import INDICATORS
from kpi.exchange.proof import Proof
from kpi.exchange.reading import head_of
from kpi.exchange.receiving import Receiver
from kpi.exchange.rows import PLAN_COLUMNS, PLAN_VERSION, READ_VERSIONS, RECEIVED, SEAL_COLUMNS, Header
from kpi.exchange.sent import Figure, ReadFiles, SentReport
from kpi.rollup.answer import NotCounted, Note

# A day beyond the year 9999 comes as a text.
_NEEDED: dict[str, type] = {
    **dict.fromkeys((field.name for field in fields(Header) if field.name not in ("number", *SEAL_COLUMNS, *PLAN_COLUMNS)), str),
    "period_start": date, "period_end": date, "known_at": datetime,
}  # fmt: skip
_needed_of, _KINDS = attrgetter(*_NEEDED), tuple(_NEEDED.values())
_ALL_INDICATORS = tuple(sorted(INDICATORS))
_UNPROVEN = {
    Proof.NOT_SIGNED: NotCounted.NOT_SIGNED,
    Proof.WRONG_KEY: NotCounted.WRONG_KEY,
    Proof.REPLACED_KEY: NotCounted.REPLACED_KEY,
    Proof.WRONG_SIGNATURE: NotCounted.WRONG_SIGNATURE,
}


def accepted(read: ReadFiles, shown: Callable[[Path], str], receiver: Receiver) -> tuple[list[SentReport], list[Note]]:
    """The reports that count, and why each other one does not; ``shown``: how a file is named to the user."""
    found, notes = sound(read, shown, receiver)
    torn = _torn(found)
    notes += [_note(report, shown(report.file), NotCounted.CONFLICT) for report in found if _name(report) in torn]
    whole = [report for report in found if _name(report) not in torn]
    counted, aside = _one_a_day(whole, shown)
    return counted, _each_once([*notes, *aside, *_numbered_twice(whole, shown)])


def sound(read: ReadFiles, shown: Callable[[Path], str], receiver: Receiver) -> tuple[list[SentReport], list[Note]]:
    """The reports that are whole and proven as far as they must be, and why the others are not.

    What is not proven is refused before reports are held against each other: a forged one can set no true one aside.
    """
    notes = [_unreadable(path, said, shown(path)) for path, said in read.unreadable]
    notes += [Note(shown(path), NotCounted.EMPTY) for path in read.empty]
    found: list[SentReport] = []
    for report in read.reports:
        note = _refusal(report, shown(report.file))
        if note is None:
            looked_at = receiver.seen(report)
            note = _unproven(looked_at, shown(report.file), receiver)
        if note is None:
            found.append(looked_at)
        else:
            notes.append(note)
    receiver.keep()
    return found, notes


def _each_once(notes: list[Note]) -> list[Note]:
    """What is told of one report in several files, its forms or copies, is told once; what could not be read, file by file."""
    told: dict[Note, list[str]] = {}
    for note in notes:
        about = note if note.unit is None else replace(note, file="")
        told.setdefault(about, []).append(note.file)
    return [replace(note, file=files[0], also=tuple(files[1:])) for note, files in told.items()]


_Name = tuple[str, str | None, object, int | None]


def _name(report: SentReport) -> _Name:
    """What a unit tells its reports of a day apart by: a number is given once, whatever was known."""
    head = report.header
    return head.unit, head.plan, head.period_end, head.number


def _torn(reports: list[SentReport]) -> set[_Name]:
    """Names under which reports of different figures came in, each with a code that holds."""
    hashes: dict[_Name, set[str]] = {}
    for report in reports:
        hashes.setdefault(_name(report), set()).add(report.sha256)
    return {name for name, found in hashes.items() if len(found) > 1}


def _numbered_twice(reports: list[SentReport], shown: Callable[[Path], str]) -> Iterator[Note]:
    """Reports to different days of a year under one number, the first of them left aside: a unit gives a number once.

    Each tells the truth of its own day, so both count; but one of them does not bear the number that the unit's book has.
    """
    days: dict[_Name, dict[date, SentReport]] = {}
    for report in reports:
        head = report.header
        days.setdefault((head.unit, head.plan, head.period_end.year, head.number), {}).setdefault(
            head.period_end, report
        )
    for found in days.values():
        first, *others = sorted(found)
        for day in others:
            report = found[day]
            note = _note(report, shown(report.file), NotCounted.NUMBER_TWICE)
            yield replace(note, other_day=first)


def _unreadable(path: Path, said: str, name: str) -> Note:
    head = head_of(path)
    version = head.get("schema_version", "")
    known = not version or version in READ_VERSIONS
    reason, found = (NotCounted.UNREADABLE, said) if known else (NotCounted.VERSION, version)
    return Note(name, reason, head.get("unit"), head.get("unit_name"), period_end=_day(head), detail=found)


def _day(head: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(head["period_end"])
    except (KeyError, ValueError):
        return None


def _refusal(report: SentReport, file: str) -> Note | None:
    """Why a report is refused; the first reason that holds."""
    head = report.header
    values = _needed_of(head)
    # All at once for the many that are whole, one by one for the few that are not.
    lacking = [] if all(map(isinstance, values, _KINDS)) else [
        name for (name, kind), value in zip(_NEEDED.items(), values, strict=True) if not isinstance(value, kind)
    ]  # fmt: skip
    if len(lacking) >= len(_NEEDED) - 1:  # some other table, whose first column was taken for the version
        return _unreadable(report.file, "", file)
    if head.schema_version not in READ_VERSIONS:
        return _note(report, file, NotCounted.VERSION, detail=head.schema_version or "–")
    if head.schema_version == PLAN_VERSION:
        lacking += [name for name in PLAN_COLUMNS if not getattr(head, name)]
    if lacking:
        return _note(report, file, NotCounted.INCOMPLETE, detail=", ".join(lacking))
    if not report.intact:
        return _altered(report, file)
    if head.number is None:
        return _note(report, file, NotCounted.DRAFT)
    if odd := _odd(report):
        return _note(report, file, NotCounted.INCOMPLETE, detail=", ".join(odd))
    impossible = [figure.measure for figure in report.figures if not _possible(figure)]
    if impossible:
        return _note(report, file, NotCounted.IMPOSSIBLE, detail=", ".join(impossible))
    return _note(report, file, NotCounted.OVERFULL, detail=", ".join(report.overfull)) if report.overfull else None


def _odd(report: SentReport) -> list[str]:
    """The indicators that a report does not say once, or that are none; of a plan's own also those that do not say what they are."""
    told = tuple(sorted(figure.measure for figure in report.figures))
    if report.header.schema_version != PLAN_VERSION:
        if told == _ALL_INDICATORS:
            return []
        return sorted({name for name in (*INDICATORS, *told) if told.count(name) != 1 or name not in INDICATORS})
    dumb = {figure.measure for figure in report.figures if not (figure.rule and figure.title and figure.counted_in)}
    return sorted({name for name in told if told.count(name) != 1 or name in dumb}) if told else [RECEIVED]


def _altered(report: SentReport, file: str) -> Note:
    """With both codes; where these are alike, as somebody can make them, with both hashes."""
    note, head = _note(report, file, NotCounted.ALTERED), report.header
    if head.check_code != report.computed:
        return note
    return replace(note, stated=head.sha256, computed=report.sha256)


def _unproven(report: SentReport, file: str, receiver: Receiver) -> Note | None:
    """Why a report's signature does not let it count; in the detail whose key was named and which is registered."""
    reason = _UNPROVEN.get(report.proof) if report.proof else None
    if reason is None:
        return None
    return _note(report, file, reason, named=report.header.key, registered=receiver.mark_of(report.header.unit))


def _possible(figure: Figure) -> bool:
    """Both counts or none, and no more taking part than there are."""
    if figure.numerator is None or figure.denominator is None:
        return figure.numerator is figure.denominator
    return 0 <= figure.numerator <= figure.denominator


def _one_a_day(reports: list[SentReport], shown: Callable[[Path], str]) -> tuple[list[SentReport], Iterator[Note]]:
    """Of each unit, plan and day the report with the highest number; the others with what counts instead."""
    newest: dict[tuple[str, str | None, object], SentReport] = {}
    for report in reports:
        place = _of_day(report)
        if place not in newest or (report.header.number or 0) > (newest[place].header.number or 0):
            newest[place] = report
    counted = list(newest.values())
    chosen = {id(report) for report in counted}
    left = ((report, newest[_of_day(report)]) for report in reports if id(report) not in chosen)
    return counted, (_aside(report, instead, shown) for report, instead in left if not _other_form(report, instead))


def _of_day(report: SentReport) -> tuple[str, str | None, object]:
    return report.header.unit, report.header.plan, report.header.period_end


def _other_form(report: SentReport, instead: SentReport) -> bool:
    """The counted report once more beside it as CSV or JSON, which is how it was sent: nothing to tell."""
    return report.header == instead.header and report.file.with_suffix("") == instead.file.with_suffix("")


def _aside(report: SentReport, instead: SentReport, shown: Callable[[Path], str]) -> Note:
    same = report.header == instead.header
    reason = NotCounted.SAME if same else NotCounted.NEWER
    return _note(report, shown(report.file), reason, other=instead.header.number)


def _note(
    report: SentReport, file: str, reason: NotCounted, *, other: int | None = None, detail: str = "", named: str | None = None,
    registered: str | None = None,
) -> Note:  # fmt: skip
    head = report.header
    return Note(
        file,
        reason,
        head.unit,
        head.unit_name,
        head.number,
        head.period_end if isinstance(head.period_end, date) else None,  # what no calendar has comes as a text
        head.check_code,
        report.computed,
        other,
        detail,
        named,
        registered,
        plan=head.plan,
    )
