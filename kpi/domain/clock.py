"""The only place that asks what time it is: for noting when something was loaded, never for a figure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def now(timezone: str) -> datetime:
    """The commune's local time, to the second, without a zone (the store holds local times)."""
    return datetime.now(ZoneInfo(timezone)).replace(tzinfo=None, microsecond=0)


def seconds(moment: datetime, timezone: str) -> int:
    """Seconds since 1970 of a commune's local moment, by which a phone reckons the same moment."""
    return int(moment.replace(tzinfo=ZoneInfo(timezone)).timestamp())
