"""What an engine has worked out of a lake's relations: whoever asks for the same days, or for some of them, reads it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from kpi.store.lake.lifting import Asked, bound_values, value_column
from kpi.store.lake.partition import UNIT
from kpi.store.statements import parameters

_AS_OF = "as_of"
# The days that each unit asks for.
_Days = Mapping[str, frozenset[date]]


class WorkedOut:
    """The tables or views that hold kept relations (``-- kept:``), by what units bind beside days, each with the days that it has."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str], list[tuple[_Days, str]]] = {}

    def keep(self, relation: str, asked: Asked, table: str) -> None:
        """Notes which table holds a relation for these units and values."""
        key = relation, bound_values(relation, asked, but=_AS_OF)
        self._tables.setdefault(key, []).append((_days_of(relation, asked), table))

    def find(self, relation: str, asked: Asked) -> tuple[str, bool] | None:
        """The table that holds these rows, and whether it holds those of other days as well."""
        key, days = (relation, bound_values(relation, asked, but=_AS_OF)), _days_of(relation, asked)
        for others, table in self._tables.get(key, ()):
            if all(some <= others[unit] for unit, some in days.items()):
                return table, days != others
        return None


def _days_of(relation: str, asked: Asked) -> _Days:
    """The days that each unit asks for; none of a relation that tells no days apart."""
    if _AS_OF not in parameters(relation):
        return {}
    return {unit: frozenset(cast("list[date]", values[_AS_OF])) for unit, values in asked.items()}


def of_days_asked(rows: str, asked: str, contains: str) -> str:
    """Of a relation's ``rows`` those of the days that units ask for: of days asked together each answers as alone.

    ``asked``: what an engine calls the table ``asked``; ``contains``: what it calls the function that looks into a list.
    """
    within = f"{contains}(a.{value_column(_AS_OF)}, kept.{_AS_OF})"
    return f"select kept.* from {rows} kept join {asked} a on a.{UNIT} = kept.{UNIT} and {within}"
