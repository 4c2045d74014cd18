"""Which units speak at a cut-off: each by its own report, a merged one without its own by those of its old parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kpi.domain.goals import Goal, Quota, count_of, percent_of
from kpi.domain.reasons import Reason
from kpi.exchange.sent import Figure, SentReport
from kpi.rollup.answer import Covered, Place
from kpi.rollup.areas import Areas


def _in_order(figures: Sequence[Figure], names: Sequence[str]) -> tuple[Figure, ...]:
    """A report's figures, which stand by name, in the plan's order."""
    found = {figure.measure: figure for figure in figures}
    return tuple(found[name] for name in names)


@dataclass(frozen=True, slots=True)
class Voice:
    """One unit at one cut-off, with its figures in the plan's order.

    ``parts``: the names of the old units that it is added up of, else empty; ``lacking``: of each figure the names of those that have
    none. ``place``: where the unit lies.
    """

    code: str
    name: str
    as_of: date
    parts: tuple[str, ...]
    figures: tuple[Figure, ...]
    lacking: tuple[tuple[str, ...], ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Area:
    """A unit's whole area in reports: its own alone, or those of its parts, each area once; ``missing``: parts without one."""

    reports: tuple[SentReport, ...]
    missing: tuple[str, ...]


def voices(
    spoken: Mapping[str, SentReport], areas: Areas, day: date, names: Sequence[str]
) -> tuple[list[Voice], list[Covered]]:
    """Every unit that speaks at a cut-off; the old ones whose reports another one makes needless. ``names``: the plan's indicators."""
    together: dict[str, dict[str, SentReport]] = {}
    for code, report in spoken.items():
        together.setdefault(areas.standing(code, day), {})[code] = report
    found: list[Voice] = []
    covered: list[Covered] = []
    for code, reports in together.items():
        if len(reports) == 1 and code in reports and areas.grown_on(code, day) is None:
            found.append(_alone(reports[code], names))  # nearly all of them
        else:
            merged, needless = _merged(code, reports, areas, day, names)
            found += merged
            covered += needless
    return found, covered


def placed(found: Iterable[Voice], areas: Areas, day: date) -> list[Voice]:
    """Where each unit lies on a day; of one that is gone by then, where it lay when it spoke."""
    return [replace(voice, place=areas.place(voice.code, day, voice.as_of)) for voice in found]


def _merged(
    code: str, reports: Mapping[str, SentReport], areas: Areas, day: date, names: Sequence[str]
) -> tuple[list[Voice], list[Covered]]:
    """What is said in the place of one unit that others have joined: by itself, by its parts, and by those that still were units."""
    # A report to a day before the unit became part of another one is still its own.
    early = {unit: row for unit, row in reports.items() if areas.standing(unit, row.header.period_end) != code}
    area = _area(code, {unit: row for unit, row in reports.items() if unit not in early}, areas, day)
    counted = {row.header.unit: row.header.unit_name for row in area.reports}
    whole = not area.missing and counted.keys() == {code}
    found: list[Voice] = []
    if whole:
        found.append(_alone(area.reports[0], names))
        early = {}
    elif area.reports:
        found.append(_added(code, area, areas, names))
    needless = (row for unit, row in reports.items() if unit not in counted and unit not in early)
    covered = [_covered(row, counted, areas) for row in needless]
    if not early:
        return found, covered
    earlier, needless_then = voices(early, areas, max(row.header.period_end for row in early.values()), names)
    return [*found, *earlier], [*covered, *needless_then]


def _area(code: str, reports: Mapping[str, SentReport], areas: Areas, day: date) -> _Area:
    """A unit's own report where it tells of all that had become part of it, else its parts'; of a part the same again."""
    own, grown = reports.get(code), areas.grown_on(code, day)
    if own is not None and (grown is None or own.header.period_end >= grown):
        return _Area((own,), ())
    if grown is None:
        return _Area((), (code,))
    found: list[SentReport] = []
    missing: list[str] = []
    for part in areas.parts(code, grown):
        area = _area(part, reports, areas, grown - timedelta(days=1) if part == code else grown)
        found += area.reports
        missing += area.missing if area.reports else (part,)
    return _Area(tuple(found), tuple(missing))


def _covered(report: SentReport, counted: Mapping[str, str], areas: Areas) -> Covered:
    """``counted``: the names of the units whose reports count; one of them tells of this one's area."""
    into = next(counted[code] for code in areas.line(report.header.unit) if code in counted)
    return Covered(report.header.unit, report.header.unit_name, into)


def _alone(report: SentReport, names: Sequence[str]) -> Voice:
    head = report.header
    return Voice(head.unit, head.unit_name, head.period_end, (), _in_order(report.figures, names), ((),) * len(names))


def _added(code: str, area: _Area, areas: Areas, names: Sequence[str]) -> Voice:
    """A merged unit of its parts' reports; of each figure the parts without a report, and those whose report has no data of it."""
    parts = tuple(report.header.unit_name for report in area.reports)
    told = list(zip(*(_in_order(report.figures, names) for report in area.reports), strict=True))
    gone = tuple(map(areas.part_name, area.missing))
    lacking = [
        (*gone, *(part for part, row in zip(parts, rows, strict=True) if row.numerator is None)) for rows in told
    ]
    figures = tuple(_together(rows, lacks) for rows, lacks in zip(told, lacking, strict=True))
    as_of = max(report.header.period_end for report in area.reports)
    return Voice(code, areas.name(code), as_of, parts, figures, tuple(lacking))


def _together(told: Sequence[Figure], lacking: Sequence[str]) -> Figure:
    """The counts of a merged unit's parts, of those that have any."""
    known = [row for row in told if row.numerator is not None]
    target, differing = common(row.goal for row in known)
    dated = (
        known if all(row.observed_on for row in known) else []
    )  # one part that does not say its days: nobody knows the oldest
    return told[0]._replace(
        numerator=total(row.numerator for row in known),
        denominator=total(row.denominator for row in known),
        open=total(row.open for row in known),
        target=percent_of(target),
        target_count=count_of(target),
        reason=_reason(told, known, lacking, differing),
        observed_on=max((row.observed_on for row in dated if row.observed_on), default=None),
        oldest_list_on=min(filter(None, (row.oldest_list_on or row.observed_on for row in dated)), default=None),
        covered=total(row.covered for row in known),
        villages=total(row.villages for row in known),
    )


def _reason(
    told: Sequence[Figure], known: Sequence[Figure], lacking: Sequence[str], differing: Reason | None
) -> str | None:
    """Why the sum is no figure, or not to be judged: the first that holds."""
    if not known:
        return told[0].reason
    if lacking:
        return Reason.MISSING_PARTS
    if any(row.reason == Reason.PARTIAL_REGISTER for row in known):
        return Reason.PARTIAL_REGISTER
    return differing


def common(targets: Iterable[Goal | None]) -> tuple[Goal | None, Reason | None]:
    """The target that all have, of targets by number their sum; none, with the reason, where they differ, which they also do where
    some have none."""
    every = list(targets)
    quotas = [goal for goal in every if isinstance(goal, Quota)]
    if every and len(quotas) == len(every):
        return Quota(sum(goal.count for goal in quotas)), None
    different = set(every)
    if len(different) > 1:
        return None, Reason.DIFFERENT_TARGETS
    return (different.pop() if different else None), None


def total(counts: Iterable[int | None]) -> int | None:
    """The sum of those that are known; None where none is."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
