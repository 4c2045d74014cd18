"""Who acts at this screen, as the session keeps it."""

from __future__ import annotations

ACTOR = "log.actor"
