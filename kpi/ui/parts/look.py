"""Colours and lengths that cards and charts share: one colour means one thing on every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "near", "bad", "none"]
FONT_STACK = '"Source Sans", "Source Sans Pro", sans-serif'


@dataclass(frozen=True, slots=True)
class Palette:
    """``good`` reached · ``near`` a little short · ``bad`` short · ``none`` cannot be judged; ``line`` is a
    course over time, ``ink`` draws targets."""

    good: str
    near: str
    bad: str
    none: str
    line: str
    ink: str
    quiet: str
    grid: str
    paper: str

    def of(self, tone: Tone) -> str:
        return {"good": self.good, "near": self.near, "bad": self.bad, "none": self.none}[tone]


LIGHT = Palette("#17766F", "#B45309", "#B42318", "#64748B", "#3D5A80", "#14212B", "#52606D", "#E4E9EE", "#FFFFFF")
DARK = Palette("#1F8A82", "#C2620C", "#D13A2E", "#64748B", "#7FA3CC", "#F1F5F9", "#B6C2CE", "#334155", "#0E1117")


def palette(theme: str | None) -> Palette:
    """The colours for a light or a dark screen."""
    return DARK if theme == "dark" else LIGHT


def length(numerator: int, denominator: int) -> float:
    """How far a bar or a line reaches, 0–100. For drawing only: what is read is printed by ``kpi.i18n.formats``."""
    return 100 * numerator / denominator if denominator else 0.0


def readable_on(fill: str) -> str:
    """White, or the dark screen's ground: whichever stands out more from a fill (WCAG 2 relative luminance)."""
    paper, night = _luminance(LIGHT.paper), _luminance(DARK.paper)
    # Of two contrasts (lighter + 0.05) / (darker + 0.05) the first is the larger one up to the geometric mean.
    return LIGHT.paper if (_luminance(fill) + 0.05) ** 2 < (paper + 0.05) * (night + 0.05) else DARK.paper


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
