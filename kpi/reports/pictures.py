"""The report's two charts, of households: by village and over time; as pictures where a browser can draw them, and as bars of blocks.

Both say the same and come from the report's own figures. A PC without Chrome, Chromium or Edge prints the bars.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi.formats import format_percent_target
from kpi.judgement.assessment import Assessment
from kpi.language import speaking
from kpi.reports import wording
from kpi.reports.cells import Share, counts_of, written
from kpi.reports.model import Report

CHARTED = "households"
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


def draw(report: Report) -> Pictures:
    """Pictures where a browser is found and draws them in time; else bars."""
    from kpi.reports.browser import drawn
    from kpi.reports.figures import trend_figure, village_figure

    plain = Pictures.bars(report)
    if not plain.village_bars:
        return plain
    pictures = drawn([village_figure(report), trend_figure(report)])
    if pictures is None:
        return plain
    return Pictures("kaleido", plain.village_bars, plain.trend_bars, *pictures)


def course(report: Report) -> list[Assessment]:
    """The households on every day of the report's path that has a ratio, oldest first."""
    return [row for day in report.path if counts_of(row := day.of(CHARTED))]


def target_in_words(report: Report) -> str:
    """Chỉ tiêu năm 2024: 70%."""
    target = report.now.of(CHARTED).target
    if target is None:
        return f"Năm {report.as_of.year} kế hoạch chưa giao chỉ tiêu"
    with speaking("vi"):
        return f"Chỉ tiêu năm {report.as_of.year}: {format_percent_target(target)}"


def _village_bars(report: Report) -> tuple[Bar, ...]:
    now = report.now.of(CHARTED)
    return tuple(
        _bar(village.name or wording.NO_VILLAGE, Share(village.numerator, village.denominator, now.target))
        for village in now.villages
        if village.denominator
    )


def _trend_bars(report: Report) -> tuple[Bar, ...]:
    return tuple(
        _bar(wording.day(row.as_of), Share(row.numerator or 0, row.denominator or 0, row.target))
        for row in course(report)[-POINTS:]
    )


def _bar(label: str, share: Share) -> Bar:
    """A bar is never full below all, so that it does not say more than the counts."""
    full = share.numerator * BLOCKS // share.denominator
    counts = wording.counts((share.numerator, share.denominator))
    return Bar(label, "█" * full + "░" * (BLOCKS - full), written(share), counts)
