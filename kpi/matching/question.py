"""What every relation of ``kpi/sql`` is asked with: the days, what was known, and the configured rules as bound values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kpi.config.models import Config
from kpi.matching.fingerprint import matching_rules


def asked(
    config: Config, days: Sequence[date], known_at: datetime, *, waiting_on: Sequence[date] | None = None
) -> dict[str, Any]:
    """Bound values by name; a relation takes those that it names. ``waiting_on``: the days on which names count; None: all."""
    participation, stocks = config.participation, config.plan.stocks
    return {
        "indicators": [one.id for one in stocks],
        "registers": [one.register for one in stocks],
        "kinds": [list(one.kinds) for one in stocks],
        "as_of": list(days),
        "waiting_on": list(days if waiting_on is None else waiting_on),
        "known_at": known_at,
        "households_left_out": list(participation.households_left_out),
        "enterprise_kinds": list(participation.enterprise_kinds),
        "enterprise_statuses": list(participation.enterprise_statuses),
        "village_rule": participation.village_rule,
        "matching_rules": matching_rules(config.matching, participation),
    }
