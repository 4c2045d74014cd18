"""What an indicator can count: the registers of every commune and those that the plan adds, and how an entry of each takes part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kpi.config.models import Config
from kpi.domain.indicators import WAYS, Counting, Way, ways_of
from kpi.i18n.messages import N_, _

# What an office can count from the first day on.
COUNTINGS = {
    Counting("household", Way.LINKED): N_("households of which somebody is in a group"),
    Counting("household", Way.MARKED): N_("households with a yes in a column of their list"),
    Counting("business", Way.LINKED): N_("businesses of which somebody is in a group"),
    Counting("business", Way.MARKED): N_("businesses with a yes in a column of their list"),
    Counting("institution", Way.LINKED): N_("agencies and schools of which somebody is in a group"),
    Counting("institution", Way.MARKED): N_("agencies and schools with a yes in a column of their list"),
    Counting("village", Way.COMPOSED): N_("villages whose group has members"),
    Counting("village", Way.MARKED): N_("villages with a yes in a column of their list"),
    Counting("case", Way.TIMELY): N_("reports handled by their deadline"),
}

# The same of a register that a plan adds.
ADDED = {
    Way.LINKED: N_("{entries} of “{name}” that a list of participants names"),
    Way.MARKED: N_("{entries} with a yes in a column of “{name}”"),
}


def countings(config: Config) -> dict[Counting, str]:
    """Every way to count of the plan that is spoken of, in words."""
    added = {
        Counting(register.id, way): _(ADDED[way], entries=register.entries, name=register.name)
        for register in config.plan.registers
        for way in ways_of(register.id)
    }
    return {one: _(words) for one, words in COUNTINGS.items()} | added


def counting_in_words(row: Mapping[str, Any], config: Config) -> str | None:
    """What a row says that it counts; None where it says nothing that is known."""
    register, way = row.get("register"), row.get("way")
    found = (words for one, words in countings(config).items() if (one.register, str(one.way)) == (register, way))
    return next(found, None)


def registers(config: Config) -> Iterator[str]:
    """Those that an entry's own column of yes and no may mark."""
    names = (*WAYS, *(one.id for one in config.plan.registers))
    return (name for name in names if Way.MARKED in ways_of(name))
