"""The report's two charts as bars of blocks, for a PC without a browser."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.domain.goals import percent_of
from kpi.reports.charts.series import course
from kpi.reports.content import wording
from kpi.reports.content.cells import Share, written
from kpi.reports.content.model import Report

# A whole bar; each block is a twentieth.
BLOCKS = 20
# The newest points of the course over time that are printed as bars: about a year of months with their cut-offs.
POINTS = 15


@dataclass(frozen=True, slots=True)
class Bar:
    """A ratio as a line of blocks: "██████████████░░░░░░", with its counts."""

    label: str
    blocks: str
    ratio: str
    counts: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Both charts. ``kind``: ``kaleido`` (``villages`` and ``trend`` are PNG files) or ``bars`` (they are None)."""

    kind: str
    village_bars: tuple[Bar, ...]
    trend_bars: tuple[Bar, ...]
    villages: bytes | None = None
    trend: bytes | None = None

    @classmethod
    def bars(cls, report: Report) -> Pictures:
        """Without any browser."""
        return cls("bars", _village_bars(report), _trend_bars(report))


def _village_bars(report: Report) -> tuple[Bar, ...]:
    now = report.households
    if now is None:
        return ()
    return tuple(
        _bar(
            village.name or wording.NO_VILLAGE,
            Share(village.numerator, village.denominator, percent_of(village.target)),
        )
        for village in now.villages
        if village.denominator
    )


def _trend_bars(report: Report) -> tuple[Bar, ...]:
    return tuple(
        _bar(wording.day(row.as_of), Share(row.numerator or 0, row.denominator or 0, percent_of(row.target)))
        for row in course(report)[-POINTS:]
    )


def _bar(label: str, share: Share) -> Bar:
    """A bar is never full below all, so that it does not say more than the counts."""
    full = share.numerator * BLOCKS // share.denominator
    counts = wording.counts((share.numerator, share.denominator))
    return Bar(label, "█" * full + "░" * (BLOCKS - full), written(share), counts)
