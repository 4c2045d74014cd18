"""Makes of a relation that speaks of one unit one that speaks of many: each row says of which, and no unit meets another.

``kpi/sql`` knows no units. In a lake each row of a table bears its unit's number in a column ``unit``, and a table ``asked`` has a row
for each unit that is asked, with the values bound for it. A SELECT is lifted by rules that keep each unit's answer what it is alone:

    what it reads       is joined within a unit
    groups, windows     go by unit as well
    a query in it       sees the rows of the unit whose row it stands in
    a bound value       is that of the row's unit
    each row            tells its unit, in a last column

What has no such rule is refused, never lifted wrongly. A test lifts every relation and compares the rows with those of each unit
alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp

from kpi.store.lake.partition import UNIT
from kpi.store.statements import parameters, parameters_in

if TYPE_CHECKING:
    import pyarrow

ASKED = "asked"
# The values that each unit binds, by name.
Asked = Mapping[str, Mapping[str, object]]
_BOUND = re.compile(r"\$([a-z_]+)(?:::([a-z]+(?:\[\])*))?")
_OF_SOMETHING = "COUNT(*) > 0"


def value_column(name: str) -> str:
    """The column of ``asked`` with the values bound by a name."""
    return f"{ASKED}_{name}"


def asked_table(asked: Asked, *texts: str) -> pyarrow.Table:
    """The table ``asked`` for statements of these texts: the units, and beside each the values that it binds."""
    import pyarrow

    columns = {UNIT: pyarrow.array(list(asked), pyarrow.string())}
    casts = {name: kind for text in texts for name, kind in _BOUND.findall(text) if kind}
    for name in sorted({name for text in texts for name in parameters_in(text)}):
        values = pyarrow.array([of_unit[name] for of_unit in asked.values()])
        columns[value_column(name)] = values.cast(_as_cast(values.type, casts.get(name, "")))
    return pyarrow.table(columns)


def _as_cast(kind: pyarrow.DataType, cast: str) -> pyarrow.DataType:
    """A type; where nothing that is bound tells it, one that an engine casts to what the statement names."""
    import pyarrow

    if pyarrow.types.is_null(kind):
        return pyarrow.list_(_as_cast(kind, cast[:-2])) if cast.endswith("[]") else pyarrow.string()
    return pyarrow.list_(_as_cast(kind.value_type, cast[:-2])) if pyarrow.types.is_list(kind) else kind


def bound_values(relation: str, asked: Asked) -> str:
    """What tells the rows of a relation from those that it has for other units or values."""
    wanted = sorted(parameters(relation))
    return repr([(unit, [values[name] for name in wanted]) for unit, values in asked.items()])


@cache
def lifted(text: str) -> exp.Query:
    """A relation's statement over many units; whoever changes it takes a copy.

    Raises ``NotImplementedError`` for what has no rule.
    """
    statement = sqlglot.parse_one(text, read="duckdb")
    _lift(statement, count(1), None)
    assert isinstance(statement, exp.Query)
    return statement


@cache
def named_in(text: str) -> Counter[str]:
    """The tables and relations that a lifted statement names, each with how often."""
    return Counter(table.name for table in lifted(text).find_all(exp.Table))


def _lift(query: exp.Expr, numbers: Iterator[int], outer: exp.Expr | None) -> None:
    """Lifts a query where it stands; ``outer``: the unit of the row that a query within an expression belongs to."""
    if isinstance(query, exp.SetOperation):
        _lift(query.left, numbers, outer)
        _lift(query.right, numbers, outer)
    elif isinstance(query, exp.Subquery):
        _lift(query.this, numbers, outer)
    elif isinstance(query, exp.Select):
        _Select(query, numbers, outer).lift()
    else:
        raise _no_rule(query)


class _Select:
    """One SELECT being lifted. ``numbers`` tell its ``asked`` from those of the queries around it."""

    def __init__(self, select: exp.Select, numbers: Iterator[int], outer: exp.Expr | None) -> None:
        self._select, self._numbers, self._outer = select, numbers, outer
        self._own = list(_own_nodes(select))
        self._joins: list[exp.Join] = list(select.args.get("joins") or [])
        self._sums = any(isinstance(node, exp.AggFunc) and _is_no_window(node, select) for node in self._own)

    def lift(self) -> None:
        if self._select.args.get("limit") or self._select.args.get("with_"):
            raise _no_rule(self._select)
        for source in self._sources():
            if not source.alias_or_name:
                raise _no_rule(source)
            if isinstance(source, exp.Subquery):
                _lift(source.this, self._numbers, None)
        unit = self._join_within_units()
        for node in self._own:
            if isinstance(node, exp.Query):
                _lift(node, self._numbers, unit)
            elif isinstance(node, exp.Window) and not node.args.get("alias"):
                node.set("partition_by", [*(node.args.get("partition_by") or []), unit.copy()])
        if self._outer is not None:
            self._select.where(exp.EQ(this=unit.copy(), expression=self._outer.copy()), copy=False)
        else:
            self._group(unit)
            self._tell_unit(unit)

    def _sources(self) -> list[exp.Expr]:
        first = self._select.args.get("from_")
        return [first.this, *(join.this for join in self._joins)] if first else []

    def _join_within_units(self) -> exp.Expr:
        """Joins what is read unit by unit, and ``asked`` where a value is bound or nothing read; gives the unit of a row."""
        sources = self._sources()
        bound = [node for node in self._own if isinstance(node, exp.Placeholder)]
        one_row = self._adds_up_to_one_row()
        asked = f"{ASKED}_{next(self._numbers)}" if bound or one_row or not sources else ""
        for placeholder in bound:
            placeholder.replace(exp.column(value_column(placeholder.name), table=asked))
        outward = any(join.side == "FULL" for join in self._joins)
        begins_with_asked = bool(asked) and not outward
        unit: exp.Expr = _unit_of(asked if begins_with_asked else sources[0].alias_or_name)
        if begins_with_asked and sources:
            self._joins.insert(0, exp.Join(this=sources[0], side="LEFT" if one_row else None))
        for join in self._joins:
            unit = _joined(join, unit)
        if asked and outward:
            self._joins.append(exp.Join(this=_asked(asked), on=exp.EQ(this=_unit_of(asked), expression=unit.copy())))
        if one_row:
            self._add_up(sources[0].alias_or_name)
        if begins_with_asked:
            self._select.set("from_", exp.From(this=_asked(asked)))
        self._select.set("joins", self._joins)
        return unit

    def _adds_up_to_one_row(self) -> bool:
        """Whether its row is there though none is read: then each unit that is asked has one, with nulls for what it adds up."""
        if self._outer is not None or not self._sums or self._select.args.get("group"):
            return False
        having = self._select.args.get("having")
        if having:
            if having.this.sql() != _OF_SOMETHING:
                raise _no_rule(having)
            return False
        if self._joins or not self._select.args.get("from_") or self._select.args.get("where"):
            raise _no_rule(self._select)
        return True

    def _add_up(self, read: str) -> None:
        """Adds up what was read of a unit, if only in the row that is there without any; ``read``: the alias of what is."""
        is_there = exp.not_(exp.Is(this=_unit_of(read), expression=exp.null()))
        for node in self._own:
            if isinstance(node, exp.AggFunc):
                added = node.parent if isinstance(node.parent, exp.IgnoreNulls) else node
                if isinstance(added.parent, exp.Filter):
                    where = added.parent.expression
                    where.set("this", exp.and_(where.this, is_there.copy(), copy=False))
                else:
                    added.replace(exp.Filter(this=added.copy(), expression=exp.Where(this=is_there.copy())))

    def _group(self, unit: exp.Expr) -> None:
        group = self._select.args.get("group")
        if group is None:
            if self._sums:
                self._select.group_by(unit.copy(), copy=False)
            return
        sets = [one for one in group.expressions if isinstance(one, exp.GroupingSets)]
        for one in sets:
            if any(isinstance(part, exp.Tuple) and not part.expressions for part in one.expressions):
                raise _no_rule(group)
            one.set("expressions", [exp.Tuple(expressions=[*_parts(part), unit.copy()]) for part in one.expressions])
        if not sets and not group.args.get("all"):
            group.append("expressions", unit.copy())

    def _tell_unit(self, unit: exp.Expr) -> None:
        told = [self._without_unit(one) for one in self._select.expressions]
        # A column keeps its name by itself, and Spark trips over an alias that says the same.
        named = unit.copy() if isinstance(unit, exp.Column) else exp.alias_(unit.copy(), UNIT)
        self._select.set("expressions", [*told, named])

    def _without_unit(self, told: exp.Expr) -> exp.Expr:
        """All columns of a source, but for its unit."""
        if not told.is_star:
            return told
        star = told.this if isinstance(told, exp.Column) else told
        if isinstance(told, exp.Star):
            (told,) = [exp.Column(this=star, table=exp.to_identifier(one.alias_or_name)) for one in self._read()]
        star.set("except_", [*(star.args.get("except_") or []), exp.column(UNIT)])
        return told

    def _read(self) -> list[exp.Expr]:
        """What it read before it was lifted."""
        return [one for one in self._sources() if one.name != ASKED]


def _own_nodes(select: exp.Select) -> Iterator[exp.Expr]:
    """What stands in a SELECT itself, and the queries in its expressions as a whole; what it reads aside."""

    def is_query(node: exp.Expr) -> bool:
        return node is not select and isinstance(node, exp.Query)

    for node in select.walk(prune=is_query):
        if node is not select and not (is_query(node) and isinstance(node.parent, exp.From | exp.Join)):
            yield node


def _is_no_window(node: exp.Expr, select: exp.Select) -> bool:
    around = node.find_ancestor(exp.Window, exp.Select)
    return around is select


def _joined(join: exp.Join, unit: exp.Expr) -> exp.Expr:
    """Joins within a unit; gives the unit of a row after it."""
    own = _unit_of(join.this.alias_or_name)
    if join.args.get("using") or join.side not in ("", "LEFT", "FULL"):
        raise _no_rule(join)
    same, on = exp.EQ(this=own, expression=unit.copy()), join.args.get("on")
    join.set("on", exp.and_(same, on, copy=False) if on else same)
    if join.kind == "CROSS":
        join.set("kind", None)
    return exp.func("coalesce", unit.copy(), own.copy()) if join.side == "FULL" else unit


def _unit_of(alias: str) -> exp.Column:
    return exp.column(UNIT, table=alias)


def _asked(alias: str) -> exp.Expr:
    return exp.alias_(exp.to_table(ASKED), alias, table=True)


def _parts(grouped: exp.Expr) -> list[exp.Expr]:
    return list(grouped.expressions) if isinstance(grouped, exp.Tuple) else [grouped.unnest()]


def _no_rule(what: exp.Expr) -> NotImplementedError:
    return NotImplementedError(what.sql("duckdb"))
