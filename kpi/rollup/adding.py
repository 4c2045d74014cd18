"""Adds units' counts: the old parts of a merged unit, and all units; ranks them. Pure; no percentage is ever averaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from kpi.domain.reasons import INCOMPLETE, Reason
from kpi.exchange.sent import Figure
from kpi.judgement.nearness import is_near
from kpi.judgement.verdicts import Verdict, judge, verdict_on, why_unjudged
from kpi.rollup.answer import MissingUnit, Place, Ranking, RegionSum, Total, UnitFigure
from kpi.rollup.plans import Measure
from kpi.rollup.voices import Voice, common, total


def figures_of(voice: Voice, near_points: int) -> tuple[UnitFigure, ...]:
    """A unit's figures, judged."""
    return tuple(
        _figure(voice, row, lacking, near_points) for row, lacking in zip(voice.figures, voice.lacking, strict=True)
    )


def _figure(voice: Voice, row: Figure, lacking: tuple[str, ...], near_points: int) -> UnitFigure:
    """By the counts, whatever the file says of them; those of a part only are not judged."""
    if row.numerator is None or row.denominator is None:
        return UnitFigure(
            voice.code, voice.name, voice.as_of, voice.parts, None, None, None, None, Verdict.NO_DATA, None, row.reason,
            row.observed_on, row.oldest_list_on, _covered(row), lacking=lacking, place=voice.place,
        )  # fmt: skip
    judged = judge(row.numerator, row.denominator, row.goal, flow=row.is_flow, reason=row.reason)
    return UnitFigure(
        voice.code, voice.name, voice.as_of, voice.parts, row.numerator, row.denominator, row.open, row.goal, judged.verdict,
        judged.shortfall, why_unjudged(judged.verdict, _known(row.reason)), row.observed_on, row.oldest_list_on, _covered(row),
        is_near(judged.verdict, row.numerator, row.denominator, row.goal, near_points), lacking, voice.place,
    )  # fmt: skip


def _known(reason: str | None) -> Reason | None:
    """A unit's file may state a reason of its own."""
    return Reason(reason) if reason in tuple(Reason) else None


def _covered(row: Figure) -> tuple[int, int] | None:
    return None if row.covered is None or row.villages is None else (row.covered, row.villages)


def _verdict(row: Figure) -> Verdict:
    """As ``_figure`` judges."""
    if row.numerator is None or row.denominator is None:
        return Verdict.NO_DATA
    return verdict_on(row.numerator, row.denominator, row.goal, flow=row.is_flow, reason=row.reason)


def totals(found: Sequence[Voice], as_of: date, near_points: int, measures: Sequence[Measure]) -> tuple[Total, ...]:
    """Each indicator over units."""
    return tuple(
        _total(measure, as_of, [voice.figures[place] for voice in found], near_points)
        for place, measure in enumerate(measures)
    )


def _total(measure: Measure, as_of: date, rows: Sequence[Figure], near_points: int) -> Total:
    """The sum is judged as a unit is: not where it holds counts of a part only. Units without any figure are not in it."""
    verdicts = Counter(map(_verdict, rows))
    known = [row for row in rows if row.numerator is not None]
    numerator, denominator = total(row.numerator for row in known), total(row.denominator for row in known)
    target, differing = common(row.goal for row in known)
    reason = next((_known(row.reason) for row in known if row.reason in INCOMPLETE), differing)
    judged = judge(numerator or 0, denominator or 0, target, flow=measure.is_flow and bool(known), reason=reason)
    met = verdicts[Verdict.MET]
    return Total(
        measure.id, as_of, numerator, denominator, total(row.open for row in known), target, judged.verdict, judged.shortfall,
        met, met + verdicts[Verdict.NOT_MET],
        verdicts[Verdict.NONE_OCCURRED], verdicts[Verdict.NO_DATA], verdicts[Verdict.NO_TARGET],
        is_near(judged.verdict, numerator or 0, denominator or 0, target, near_points),
        why_unjudged(judged.verdict, reason) if known else None,
        sum(row.reason in INCOMPLETE for row in known), sum(row.reason == Reason.DIFFERENT_TARGETS for row in known),
        differing is not None, *_days(known), measure.is_flow,
    )  # fmt: skip


def _days(known: Sequence[Figure]) -> tuple[date | None, date | None, int]:
    """The oldest and the newest day that counts rest on, and how many do not say theirs."""
    newest = [row.observed_on for row in known if row.observed_on is not None]
    oldest = [row.oldest_list_on or row.observed_on for row in known if row.observed_on is not None]
    return min(filter(None, oldest), default=None), max(newest, default=None), len(known) - len(newest)


def rankings(
    found: Sequence[Voice], place_of: Mapping[str, int], near_points: int, measures: Sequence[Measure]
) -> tuple[Ranking, ...]:
    """Each indicator's units in order; ``place_of``: the names in the order of the alphabet."""
    columns = zip(*(figures_of(voice, near_points) for voice in found), strict=True)
    return tuple(_ranking(measure.id, rows, place_of) for measure, rows in zip(measures, columns, strict=True))


def _ranking(indicator: str, rows: Sequence[UnitFigure], place_of: Mapping[str, int]) -> Ranking:
    """Those that are not judged, since they have counts of a part only, stand below the judged ones."""
    by_name = sorted(rows, key=lambda row: (place_of[row.name], row.code))
    ranked = [row for row in by_name if row.denominator]
    ranked.sort(key=_order)
    return Ranking(indicator, tuple(ranked), tuple(row for row in by_name if not row.denominator))


def _order(row: UnitFigure) -> tuple[bool, int, Fraction]:
    part_only = row.reason in INCOMPLETE
    return part_only, -(row.shortfall or 0), Fraction(row.numerator or 0, row.denominator or 1)


def groups(
    found: Sequence[Voice], missing: Sequence[MissingUnit], refused: Sequence[MissingUnit], as_of: date,
    place_of: Mapping[str, int], near_points: int, measures: Sequence[Measure],
) -> tuple[RegionSum, ...]:  # fmt: skip
    """Units by province, each followed by its districts; those that no region names come last. Empty where no region names any.

    ``place_of``: the names in the order of the alphabet.
    """
    cells: dict[Place | None, _Cell] = {}
    rows: list[tuple[int, Voice | MissingUnit]] = [
        *((0, row) for row in found), *((1, row) for row in missing), *((2, row) for row in refused)
    ]  # fmt: skip
    for kind, row in rows:
        for place in _around(row.place):
            cells.setdefault(place, ([], [], []))[kind].append(row)
    if not any(cells):
        return ()
    order = {place: (0, place_of[place.province], place_of[place.district]) for place in cells if place is not None}
    ordered = sorted(cells, key=lambda place: order[place] if place is not None else (1, 0, 0))
    return tuple(_group(place, cells[place], as_of, near_points, measures) for place in ordered)


# A place's voices, missing and refused units.
_Cell = tuple[list[Any], list[Any], list[Any]]


def _around(place: Place | None) -> tuple[Place | None, ...]:
    """The groups that a place belongs to: the province and, where there is one, the district."""
    return (place,) if place is None or not place.district else (Place(place.province), place)


def _group(place: Place | None, cell: _Cell, as_of: date, near_points: int, measures: Sequence[Measure]) -> RegionSum:
    found, missing, refused = cell
    return RegionSum(place, len(found), len(missing), len(refused), totals(found, as_of, near_points, measures))


def by_unit(path: Sequence[Sequence[Voice]]) -> dict[str, list[Voice]]:
    """Each unit over the cut-offs, oldest first."""
    found: dict[str, list[Voice]] = {}
    for voices_then in path:
        for voice in voices_then:
            found.setdefault(voice.code, []).append(voice)
    return found
