"""The plan's five indicators."""

from __future__ import annotations

STOCKS = ("institutions", "villages", "businesses", "households")
REGISTER_OF = {
    "institutions": "institution",
    "villages": "village",
    "businesses": "business",
    "households": "household",
}


INDICATORS = ("institutions", "villages", "businesses", "households", "processed_reports")


FLOWS = ("processed_reports",)


# The chairman's question first, then the plan's other indicators.
ORDER = ("households", "businesses", "institutions", "villages", "processed_reports")
