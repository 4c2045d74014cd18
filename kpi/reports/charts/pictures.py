"""The report's two charts, of households: by village and over time; as pictures where a browser can draw them, and as bars of blocks.

Both say the same and come from the report's own figures. A PC without Chrome, Chromium or Edge prints the bars.
"""

from __future__ import annotations

from kpi.reports.charts.bars import Pictures
from kpi.reports.content.model import Report


def draw(report: Report) -> Pictures:
    """Pictures where a browser is found and draws them in time; else bars."""
    from kpi.reports.charts.browser import drawn
    from kpi.reports.charts.figures import trend_figure, village_figure

    plain = Pictures.bars(report)
    if not plain.village_bars:
        return plain
    pictures = drawn([village_figure(report), trend_figure(report)])
    if pictures is None:
        return plain
    return Pictures("kaleido", plain.village_bars, plain.trend_bars, *pictures)
