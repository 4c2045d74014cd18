"""What every relation of ``kpi/sql`` is asked with: the days, what was known, and the configured rules as bound values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kpi.config.models import Config
from kpi.config.participants import column_naming
from kpi.domain.datasets import GROUP_KINDS
from kpi.domain.indicators import SLOTS, Way
from kpi.matching.fingerprint import matching_rules


def asked(
    config: Config,
    days: Sequence[date],
    known_at: datetime,
    *,
    waiting_on: Sequence[date] | None = None,
    groups: Sequence[str] = (),
    of: str | None = None,
) -> dict[str, Any]:
    """Bound values by name; a relation takes those that it names. ``waiting_on``: the days on which names count; None: all.

    ``groups``: the kinds of groups whose members are looked at; none named: Zalo groups. The indicators are those of the plan that
    name these kinds: one question sees one set of lists. Names suggest somebody in Zalo groups alone, where people call themselves
    as they like and a person confirms.
    ``of``: of that indicator alone, by who speaks for entries of its register's kind; None: of all, and of everybody on the lists.
    """
    participation = config.participation
    stocks = [one for one in config.plan.stocks if one.groups == tuple(groups) and of in (None, one.id)]
    counted = [one for one in stocks if one.way != Way.MARKED]
    marked = [one for one in stocks if one.way == Way.MARKED]
    composed = [one for one in stocks if one.way == Way.COMPOSED]
    named = list(dict.fromkeys(one.register for one in counted if one.names_entries))
    added = config.plan.registers
    return {
        "added": [one.id for one in added],
        "added_left_out": [list(one.left_out) for one in added],
        "added_by_village": [one.id for one in added if one.scope == "village"],
        "indicators": [one.id for one in counted],
        "registers": [one.register for one in counted],
        "kinds": [list(one.kinds) for one in counted],
        "marked": [one.id for one in marked],
        "marked_registers": [one.register for one in marked],
        "marked_kinds": [list(one.kinds) for one in marked],
        "marks": [one.mark for one in marked],
        "named_registers": named,
        "named_in": [column_naming(config, one) for one in named],
        "group_kinds": list(groups or GROUP_KINDS),
        "composed": [one.id for one in composed],
        "composed_asks": [list(dict.fromkeys(one.asks)) for one in composed],
        "composed_kinds": list(groups or ("village",)),
        "composed_by_rule": [not (one.groups or one.asks) for one in composed],
        "slots": sorted({SLOTS[one] for one in SLOTS if of is None or one in {stock.register for stock in stocks}}),
        "everybody": of is None or bool(composed or groups),
        "as_of": list(days),
        "waiting_on": [] if groups else list(days if waiting_on is None else waiting_on),
        "known_at": known_at,
        "households_left_out": list(participation.households_left_out),
        "enterprise_kinds": list(participation.enterprise_kinds),
        "enterprise_statuses": list(participation.enterprise_statuses),
        "village_rule": participation.village_rule,
        "matching_rules": matching_rules(config.matching, participation),
    }
