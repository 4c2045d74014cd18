"""What an indicator can be: the registers it may count against, and the ways in which an entry takes part.

The indicators themselves are data (``config.yaml`` → ``plans``); what both say of one stands in ``Counting``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Way(StrEnum):
    """How an entry of the register takes part, or how an event ends as it should."""

    LINKED = "linked"  # a current member of a group speaks for it
    MARKED = "marked"  # its register says yes in the column named
    COMPOSED = "composed"  # its own group has the members required
    TIMELY = "timely"  # no entry but an event: handled by its deadline


# The ways that rest on lists of members.
BY_MEMBERS = (Way.LINKED, Way.COMPOSED)


class Shows(StrEnum):
    """What a list of an indicator's entries shows."""

    NAMES = "names"
    CODES = "codes"  # alone, and only where a village head follows them up (config.yaml → matching)
    NOTHING = "nothing"  # it has no such list


# By what members speak for the entries of a register: a person for one household and, besides, for one organisation.
SLOTS = {"institution": "organisation", "business": "organisation", "household": "household"}
# Which ways there are of the entries of each register.
WAYS: dict[str, tuple[Way, ...]] = {
    "household": (Way.LINKED, Way.MARKED),
    "business": (Way.LINKED, Way.MARKED),
    "institution": (Way.LINKED, Way.MARKED),
    "village": (Way.COMPOSED, Way.MARKED),
    "case": (Way.TIMELY,),
}


def ways_of(register: str) -> tuple[Way, ...]:
    """The ways of its entries; of a register that a plan adds a column says who takes part, or a list of participants does."""
    return WAYS.get(register, (Way.LINKED, Way.MARKED))


class Counting(NamedTuple):
    """What an indicator counts against, and how its entries take part."""

    register: str
    way: Way

    @property
    def lists(self) -> tuple[str, ...]:
        """The datasets that its figure comes from."""
        villages = ("village",) if self.register == "household" else ()
        members = ("group", "membership") if self.way in BY_MEMBERS else ()
        return (self.register, *villages, *members)

    @property
    def besides(self) -> tuple[str, ...]:
        """The datasets that can change it, too, and are no source of every figure."""
        return {Way.COMPOSED: ("official",), Way.TIMELY: ("village",)}.get(self.way, ())


# The indicators that reports of every commune tell the level above (docs/exchange.md): what these names mean is fixed, whatever plan
# has them, so that nobody's figures are added to those of another kind. In the order of a seal; ``ORDER`` is that of the screens.
EXCHANGED = {
    "institutions": Counting("institution", Way.LINKED),
    "villages": Counting("village", Way.COMPOSED),
    "businesses": Counting("business", Way.LINKED),
    "households": Counting("household", Way.LINKED),
    "processed_reports": Counting("case", Way.TIMELY),
}
INDICATORS = tuple(EXCHANGED)
HOUSEHOLDS = "households"
REPORTS = "processed_reports"
FLOWS = (REPORTS,)
ORDER = ("households", "businesses", "institutions", "villages", "processed_reports")
