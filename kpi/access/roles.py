"""What each role may see and do: the only table of it.

A right is asked for where a question is answered or an action done (``kpi.access.acting.needs``), not where a page is drawn.
Source: docs/decisions/access.md#roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from kpi.domain.messages import N_


class Right(Enum):
    """What somebody may be allowed; ``OWN_VILLAGE`` is for what a question or action tells of his village alone."""

    FIGURES = "figures"  # counts of the whole unit, and what they rest on
    NAMES = "names"  # households, members and who holds a post, by name or phone
    CASES = "cases"  # single citizens' reports
    OWN_VILLAGE = "own_village"
    LISTS = "lists"  # load lists, take them back, explain spellings
    LOGS = "logs"  # the same of logs of citizens' reports
    MATCHING = "matching"  # say who speaks for whom
    MEETINGS = "meetings"  # freeze figures for a meeting, note what it concluded
    REPORTS = "reports"  # prepare reports, note papers
    CHECKING = "checking"  # note that a report was checked
    SIGNING = "signing"  # approve it
    ROLLUP = "rollup"  # what other units sent
    BACKUPS = "backups"
    SETTINGS = "settings"  # change the configuration on the screen
    ACCOUNTS = "accounts"  # who may sign in, and the audit log


class Role(Enum):
    """What somebody is in this office; one account may have several roles."""

    ADMINISTRATOR = "administrator"
    CLERK = "clerk"
    POLICE = "police"
    CHAIRMAN = "chairman"
    COMMITTEE = "committee"
    VILLAGE_HEAD = "village_head"
    UPPER = "upper"


ROLE_NAMES: Mapping[Role, str] = {
    Role.ADMINISTRATOR: N_("administrator"),
    Role.CLERK: N_("clerk"),
    Role.POLICE: N_("commune police officer"),
    Role.CHAIRMAN: N_("chairman"),
    Role.COMMITTEE: N_("member of the steering committee"),
    Role.VILLAGE_HEAD: N_("village head"),
    Role.UPPER: N_("upper level"),
}
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.ADMINISTRATOR: frozenset({Right.ACCOUNTS, Right.BACKUPS, Right.SETTINGS}),
    Role.CLERK: frozenset(
        {
            Right.FIGURES,
            Right.NAMES,
            Right.CASES,
            Right.LISTS,
            Right.LOGS,
            Right.MATCHING,
            Right.MEETINGS,
            Right.REPORTS,
            Right.CHECKING,
            Right.ROLLUP,
            Right.BACKUPS,
        }
    ),  # fmt: skip
    Role.POLICE: frozenset({Right.FIGURES, Right.CASES, Right.LOGS, Right.CHECKING}),
    Role.CHAIRMAN: frozenset(
        {
            Right.FIGURES,
            Right.NAMES,
            Right.CASES,
            Right.MEETINGS,
            Right.REPORTS,
            Right.CHECKING,
            Right.SIGNING,
            Right.ROLLUP,
        }
    ),  # fmt: skip
    Role.COMMITTEE: frozenset({Right.FIGURES}),
    Role.VILLAGE_HEAD: frozenset({Right.OWN_VILLAGE}),
    Role.UPPER: frozenset({Right.ROLLUP}),
}


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """All that these roles allow together."""
    return frozenset().union(*(RIGHTS[role] for role in roles))
