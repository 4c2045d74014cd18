"""In which column lists of participants name the entries of a register that a plan adds (config.yaml → plans, registers).

A column is known there by the headers of the register's own code. A register whose entries bear the codes of households, or of
businesses and institutions, is named in the column in which lists of members have these anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpi.config.models import AddedRegister, Config
from kpi.domain.datasets import GROUP_KINDS, MEMBERSHIP
from kpi.domain.indicators import Way
from kpi.vietnamese.text import fold

ENTRY = "entry"
_CODES = ("household", "organisation")


def column_naming(config: Config, register: str) -> str:
    """The column of lists of members in which the codes of a register stand."""
    return naming(config.headers.get(MEMBERSHIP.id, {}), _codes(config, register)[:1])


def naming(aliases: Mapping[str, Iterable[str]], header: Iterable[str]) -> str:
    """The same by what lists of members call their columns, and the header of the register's code."""
    wanted = set(map(fold, header))
    own = (name for name in _CODES if wanted & {fold(word) for word in words_of(aliases, name)})
    return next(own, ENTRY)


def words_of(aliases: Mapping[str, Iterable[str]], column: str) -> tuple[str, ...]:
    """What lists of members call one of their columns."""
    return (MEMBERSHIP.column(column).header, *aliases.get(column, ()))


def entry_headers(config: Config) -> frozenset[str]:
    """Folded headers under which lists of participants name entries, of whatever register."""
    return frozenset(
        fold(word)
        for one in config.named_registers
        if column_naming(config, one.id) == ENTRY
        for word in _codes(config, one.id)
    )


def registers_by_kind(config: Config) -> dict[str, str]:
    """Kind of lists of participants → the register whose entries they name in a column of its own; no kind has two."""
    return {
        kind: one.register
        for plan in config.plans
        for one in plan.indicators
        if one.names_entries and column_naming(config, one.register) == ENTRY
        for kind in one.groups
    }


def kinds_by_code(config: Config) -> frozenset[str]:
    """The kinds of lists of participants in which some plan's indicator counts what a row names; elsewhere whoever is there counts."""
    every = (one for plan in config.plans for one in plan.indicators)
    return frozenset(kind for one in every if one.way == Way.LINKED for kind in one.groups if kind not in GROUP_KINDS)


def _codes(config: Config, register: str) -> tuple[str, ...]:
    return next((code_headers(one) for one in config.registers if one.id == register), ())


def code_headers(register: AddedRegister) -> tuple[str, ...]:
    """What its lists call the column of the code, the first of them before all others."""
    return next((one.header, *one.also) for one in register.columns if one.id == "code")
