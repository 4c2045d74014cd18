"""Adds units' counts: the old parts of a merged unit, and all units; ranks them. Pure; no percentage is ever averaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter

from kpi.domain.indicators import FLOWS, INDICATORS
from kpi.domain.reasons import Reason
from kpi.exchange.sent import Figure, SentReport
from kpi.judgement.nearness import is_near
from kpi.judgement.verdicts import Judged, Verdict, judge, verdict_on
from kpi.rollup.answer import Covered, Ranking, Total, UnitFigure
from kpi.rollup.areas import Areas

# A report's figures stand by name, everything here in the plan's order.
_in_order = itemgetter(*(sorted(INDICATORS).index(indicator) for indicator in INDICATORS))


@dataclass(frozen=True, slots=True)
class Voice:
    """One unit at one cut-off, with its five figures. ``parts``: the old units that it is added up of, else empty."""

    code: str
    name: str
    as_of: date
    parts: tuple[str, ...]
    figures: tuple[Figure, ...]


def voices(spoken: Mapping[str, SentReport], areas: Areas, day: date) -> tuple[list[Voice], list[Covered]]:
    """Every unit that speaks at a cut-off; the old ones whose reports a newer unit's own makes needless."""
    together: dict[str, list[SentReport]] = {}
    for code, report in spoken.items():
        together.setdefault(areas.standing(code, day), []).append(report)
    found: list[Voice] = []
    covered: list[Covered] = []
    for code, reports in together.items():
        own = _own(code, reports, areas.grown_on(code, day))
        if own is None:
            # A report to a day before the unit became part of another one is still its own.
            parts = [
                report for report in reports if areas.standing(report.header.unit, report.header.period_end) == code
            ]
            found += [_alone(report) for report in reports if report not in parts]
            if parts:
                found.append(_added(code, parts, areas))
        else:
            found.append(_alone(own))
            needless = (report.header for report in reports if report is not own)
            covered += [Covered(head.unit, head.unit_name, own.header.unit_name) for head in needless]
    return found, covered


def _alone(report: SentReport) -> Voice:
    return Voice(report.header.unit, report.header.unit_name, report.header.period_end, (), _in_order(report.figures))


def _own(code: str, reports: Sequence[SentReport], grown_on: date | None) -> SentReport | None:
    """The unit's report of its whole area; one from before it grew tells of a part."""
    own = (report for report in reports if report.header.unit == code)
    return next((report for report in own if grown_on is None or report.header.period_end >= grown_on), None)


def _added(code: str, reports: Sequence[SentReport], areas: Areas) -> Voice:
    parts = tuple(report.header.unit_name for report in reports)
    as_of = max(report.header.period_end for report in reports)
    told = zip(*(_in_order(report.figures) for report in reports), strict=True)
    return Voice(code, areas.name(code), as_of, parts, tuple(map(_together, told)))


def _together(told: Sequence[Figure]) -> Figure:
    """The counts of a merged unit's parts, of those that have any."""
    known = [row for row in told if row.numerator is not None]
    return told[0]._replace(
        numerator=_sum(row.numerator for row in known),
        denominator=_sum(row.denominator for row in known),
        open=_sum(row.open for row in known),
        target=_common(row.target for row in known),
        reason=next((row.reason for row in told if row.reason == Reason.PARTIAL_REGISTER), told[0].reason),
        observed_on=max((row.observed_on for row in known if row.observed_on), default=None),
        oldest_list_on=min((row.oldest_list_on for row in known if row.oldest_list_on), default=None),
        covered=_sum(row.covered for row in known),
        villages=_sum(row.villages for row in known),
    )


def figures_of(voice: Voice, near_points: int) -> tuple[UnitFigure, ...]:
    """A unit's figures, judged."""
    return tuple(_figure(voice, row, near_points) for row in voice.figures)


def _figure(voice: Voice, row: Figure, near_points: int) -> UnitFigure:
    if row.numerator is None or row.denominator is None:
        return UnitFigure(
            voice.code, voice.name, voice.as_of, voice.parts, None, None, None, None, Verdict.NO_DATA, None, row.reason,
            row.observed_on, row.oldest_list_on, _covered(row),
        )  # fmt: skip
    judged = judge(row.numerator, row.denominator, row.target, flow=row.measure in FLOWS)
    reason = Reason.EMPTY_REGISTER if judged.verdict is Verdict.NO_DATA else None
    if row.reason == Reason.PARTIAL_REGISTER:
        judged, reason = Judged(Verdict.NO_DATA, None), Reason.PARTIAL_REGISTER
    return UnitFigure(
        voice.code, voice.name, voice.as_of, voice.parts, row.numerator, row.denominator, row.open, row.target, judged.verdict,
        judged.shortfall, reason, row.observed_on, row.oldest_list_on, _covered(row),
        is_near(judged.verdict, row.numerator, row.denominator, row.target, near_points),
    )  # fmt: skip


def _covered(row: Figure) -> tuple[int, int] | None:
    return None if row.covered is None or row.villages is None else (row.covered, row.villages)


def _verdict(row: Figure) -> Verdict:
    """By the counts, whatever the file says of them; those of some villages only are not judged."""
    if row.numerator is None or row.denominator is None or row.reason == Reason.PARTIAL_REGISTER:
        return Verdict.NO_DATA
    return verdict_on(row.numerator, row.denominator, row.target, flow=row.measure in FLOWS)


def totals(found: Sequence[Voice], as_of: date, near_points: int) -> tuple[Total, ...]:
    """Each indicator over all units."""
    return tuple(
        _total(indicator, as_of, [voice.figures[place] for voice in found], near_points)
        for place, indicator in enumerate(INDICATORS)
    )


def _total(indicator: str, as_of: date, rows: Sequence[Figure], near_points: int) -> Total:
    verdicts = Counter(map(_verdict, rows))
    known = [row for row in rows if row.numerator is not None]
    numerator, denominator = _sum(row.numerator for row in known), _sum(row.denominator for row in known)
    target = _common(row.target for row in known)
    judged = judge(numerator or 0, denominator or 0, target, flow=indicator in FLOWS and bool(known))
    met = verdicts[Verdict.MET]
    return Total(
        indicator, as_of, numerator, denominator, _sum(row.open for row in known), target, judged.verdict, judged.shortfall,
        met, met + verdicts[Verdict.NOT_MET],
        verdicts[Verdict.NONE_OCCURRED], verdicts[Verdict.NO_DATA], verdicts[Verdict.NO_TARGET],
        is_near(judged.verdict, numerator or 0, denominator or 0, target, near_points),
    )  # fmt: skip


def rankings(found: Sequence[Voice], place_of: Mapping[str, int], near_points: int) -> tuple[Ranking, ...]:
    """Each indicator's units in order; ``place_of``: the names in the order of the alphabet."""
    columns = zip(*(figures_of(voice, near_points) for voice in found), strict=True)
    return tuple(_ranking(indicator, rows, place_of) for indicator, rows in zip(INDICATORS, columns, strict=True))


def _ranking(indicator: str, rows: Sequence[UnitFigure], place_of: Mapping[str, int]) -> Ranking:
    by_name = sorted(rows, key=lambda row: (place_of[row.name], row.code))
    ranked = [row for row in by_name if row.denominator]
    ranked.sort(key=lambda row: (-(row.shortfall or 0), Fraction(row.numerator or 0, row.denominator or 1)))
    return Ranking(indicator, tuple(ranked), tuple(row for row in by_name if not row.denominator))


def by_unit(path: Sequence[Sequence[Voice]]) -> dict[str, list[Voice]]:
    """Each unit over the cut-offs, oldest first."""
    found: dict[str, list[Voice]] = {}
    for voices_then in path:
        for voice in voices_then:
            found.setdefault(voice.code, []).append(voice)
    return found


def _common(targets: Iterable[Decimal | None]) -> Decimal | None:
    """The target that all have; None where they differ."""
    different = set(targets)
    return different.pop() if len(different) == 1 else None


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
