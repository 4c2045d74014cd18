"""A figure's year as a small line with its target: where it came from, beside where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from kpi.domain.goals import percent_of
from kpi.judgement.assessment import Assessment
from kpi.ui.parts.look import length

WIDTH, HEIGHT = 100, 30
_LEAST_SPAN = 10.0  # points of percent that the height shows at least: noise is not drawn as a mountain


def course(points: Iterable[Assessment], now: Assessment) -> str:
    """A picture of the year to the day of ``now``, from January to December; empty where fewer than two days have a figure.

    It says nothing that the card does not say in words, so readers of the screen skip it.
    """
    year = now.as_of.year
    known = {one.as_of: one for one in (*points, now) if one.as_of.year == year and one.as_of <= now.as_of}
    shares = [
        (day, length(one.numerator or 0, one.denominator)) for day, one in sorted(known.items()) if one.denominator
    ]
    if len(shares) < 2:
        return ""
    target = None if (percent := percent_of(now.target)) is None else float(percent)
    heights = [share for _day, share in shares] + ([] if target is None else [target])
    low, high = min(heights), max(heights)
    low = min(low, high - _LEAST_SPAN)

    def height(share: float) -> float:
        return round(2 + (HEIGHT - 4) * (high - share) / (high - low), 1)

    line = " ".join(f"{_across(day)},{height(share)}" for day, share in shares)
    strokes = f'<polyline points="{line}" stroke-width="2.5"/>'
    if target is not None:
        strokes += f'<path d="M0 {height(target)}H{WIDTH}" stroke-width="1.5" stroke-dasharray="2 3"/>'
    return f'<i class="kpi-course" aria-hidden="true" style="mask-image:url({_address(strokes)})"></i>'


def _address(strokes: str) -> str:
    """The picture as an address of its own: a page's blocks of HTML may hold no drawing, and as a mask it has the theme's colour."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" '
        f'fill="none" stroke="#000" stroke-linejoin="round">{strokes}</svg>'
    )
    return f"data:image/svg+xml,{quote(drawing)}"


def _across(day: date) -> float:
    days = (date(day.year, 12, 31) - date(day.year, 1, 1)).days
    return round(WIDTH * (day - date(day.year, 1, 1)).days / days, 1)
