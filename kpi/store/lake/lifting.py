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
# The parts that there are rules for. A limit, a sample, a WITH or a column two tables share would be of all units, not of one.
_PARTS: dict[type[exp.Expr], set[str]] = {
    exp.Select: {
        "expressions", "distinct", "from_", "joins", "where", "group", "having", "qualify", "windows", "order",
    },
    exp.SetOperation: {"this", "expression", "distinct", "order"},
    exp.Subquery: {"this", "alias"},
    exp.Table: {"this", "alias"},
    exp.Join: {"this", "on", "side", "kind"},
    exp.Distinct: {"expressions"},
    exp.Columns: set(),
    exp.Rollup: set(),
    exp.Cube: set(),
}  # fmt: skip


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


def bound_values(relation: str, asked: Asked, but: str = "") -> str:
    """What tells the rows of a relation from those that it has for other units or values; ``but``: a value that is left aside."""
    wanted = sorted(parameters(relation) - {but})
    return repr([(unit, [values[name] for name in wanted]) for unit, values in asked.items()])


@cache
def lifted(text: str) -> exp.Query:
    """A relation's statement over many units; whoever changes it takes a copy.

    Raises ``NotImplementedError`` for what has no rule.
    """
    statement = sqlglot.parse_one(text, read="duckdb")
    for node in statement.walk():
        _refuse_unknown(node)
    _lift(statement, count(1), None)
    assert isinstance(statement, exp.Query)
    return statement


@cache
def named_in(text: str) -> Counter[str]:
    """The tables and relations that a lifted statement names, each with how often."""
    return Counter(table.name for table in lifted(text).find_all(exp.Table))


def _refuse_unknown(node: exp.Expr) -> None:
    """Refuses what no rule speaks of, and names that lifting gives itself."""
    for kind, parts in _PARTS.items():
        if isinstance(node, kind) and any(value for part, value in node.args.items() if part not in parts):
            raise _no_rule(node)
    if isinstance(node, exp.Identifier) and re.fullmatch(rf"{UNIT}|{ASKED}_.*", node.name, re.IGNORECASE):
        raise _no_rule(node)


def _lift(query: exp.Expr, numbers: Iterator[int], outer: exp.Expr | None) -> None:
    """Lifts a query where it stands; ``outer``: the unit of the row that a query within an expression belongs to."""
    if isinstance(query, exp.SetOperation):
        order = query.args.get("order")
        if order and order.find(exp.Query, exp.Placeholder):
            raise _no_rule(order)
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
        self._sums = any(isinstance(node, exp.AggFunc) and not _is_window(node) for node in self._own)
        self._values: list[exp.Expr] = []  # bound, and read once a group is told

    def lift(self) -> None:
        self._refuse_confused_names()
        for source in self._sources():
            if isinstance(source, exp.Subquery):
                _lift(source.this, self._numbers, None)
            elif not isinstance(source.this, exp.Identifier):
                raise _no_rule(source)
        unit = self._join_within_units()
        for node in self._own:
            if isinstance(node, exp.Query):
                _lift(node, self._numbers, unit)
            elif isinstance(node, exp.Window) and not node.args.get("alias"):
                node.set("partition_by", [*(node.args.get("partition_by") or []), unit.copy()])
        self._select.set("expressions", [self._without_unit(one) for one in self._select.expressions])
        if self._outer is not None:
            self._belong_to(self._outer, unit)
        else:
            self._group(unit)
            self._tell_unit(unit)

    def _refuse_confused_names(self) -> None:
        """Refuses an alias that hides the row around it, whose unit could not be named, and a row taken for a value, unit and all."""
        aliases = {source.alias_or_name.lower() for source in self._sources()}
        around = {column.table.lower() for column in self._outer.find_all(exp.Column)} if self._outer else set()
        if "" in aliases or aliases & around:
            raise _no_rule(self._select)
        for column in self._select.find_all(exp.Column):
            if not column.table and column.name.lower() in aliases and not isinstance(column.parent, exp.Star):
                raise _no_rule(column)

    def _belong_to(self, outer: exp.Expr, unit: exp.Expr) -> None:
        if self._values and (self._sums or self._select.args.get("group")):
            raise _no_rule(self._select)
        self._select.where(exp.EQ(this=unit.copy(), expression=outer.copy()), copy=False)

    def _sources(self) -> list[exp.Expr]:
        first = self._select.args.get("from_")
        return [first.this, *(join.this for join in self._joins)] if first else []

    def _join_within_units(self) -> exp.Expr:
        """Joins what is read unit by unit, and ``asked`` where a value is bound or nothing read; gives the unit of a row."""
        sources = self._sources()
        bound = [node for node in self._own if isinstance(node, exp.Placeholder)]
        one_row = self._adds_up_to_one_row()
        asked = f"{ASKED}_{next(self._numbers)}" if bound or one_row or not sources else ""
        outward = any(join.side == "FULL" for join in self._joins)
        for placeholder in bound:
            self._bind(placeholder, exp.column(value_column(placeholder.name), table=asked), outward)
        begins_with_asked = bool(asked) and not outward
        unit: exp.Expr = _unit_of(asked if begins_with_asked else sources[0].alias_or_name)
        if begins_with_asked and sources:
            self._joins.insert(0, exp.Join(this=sources[0], side="LEFT" if one_row else None))
        for join in self._joins:
            if outward and not (join.kind or join.side or join.args.get("on")):
                raise _no_rule(join)  # a comma, which joins after all others
            unit = _joined(join, unit)
        if asked and outward:
            self._joins.append(exp.Join(this=_asked(asked), on=exp.EQ(this=_unit_of(asked), expression=unit.copy())))
        if one_row:
            self._add_up(sources[0].alias_or_name)
        if begins_with_asked:
            self._select.set("from_", exp.From(this=_asked(asked)))
        self._select.set("joins", self._joins)
        return unit

    def _bind(self, placeholder: exp.Expr, value: exp.Column, outward: bool) -> None:
        within = placeholder.find_ancestor(exp.AggFunc, exp.Join, exp.Where, exp.Group, exp.Select)
        if outward and isinstance(within, exp.Join):
            raise _no_rule(within)
        if within is self._select:
            self._values.append(value)
        placeholder.replace(value.copy())

    def _adds_up_to_one_row(self) -> bool:
        """Whether its row is there though none is read: then each unit that is asked has one, with nulls for what it adds up."""
        having = self._select.args.get("having")
        if self._outer is not None or not (self._sums or having) or self._select.args.get("group"):
            return False
        if having:
            if having.this.sql() != _OF_SOMETHING:
                raise _no_rule(having)
            return False
        windows = any(isinstance(node, exp.Window) for node in self._own)
        if self._joins or not self._select.args.get("from_") or self._select.args.get("where") or windows:
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
        """Groups by unit; a value is the same in all of a unit's rows, so that groups by it are the same groups."""
        keys = [unit, *self._values]
        group = self._select.args.get("group")
        if group is None:
            if self._sums:
                self._select.group_by(*(key.copy() for key in keys), copy=False)
            return
        if any(isinstance(node, exp.Tuple) and not node.expressions for node in group.walk()):
            raise _no_rule(group)  # all rows together: there without any
        if group.args.get("all"):
            if self._values or not any(map(_tells_groups_apart, self._select.expressions)):
                raise _no_rule(self._select)
            return
        sets = [one for one in group.expressions if isinstance(one, exp.GroupingSets)]
        for one in sets:
            grouped = [
                exp.Tuple(expressions=[*_parts(part), *(key.copy() for key in keys)]) for part in one.expressions
            ]
            one.set("expressions", grouped)
        if not sets:
            group.set("expressions", [*group.expressions, *(key.copy() for key in keys)])

    def _tell_unit(self, unit: exp.Expr) -> None:
        # A column keeps its name by itself, and Spark trips over an alias that says the same.
        named = unit.copy() if isinstance(unit, exp.Column) else exp.alias_(unit.copy(), UNIT)
        self._select.set("expressions", [*self._select.expressions, named])

    def _without_unit(self, told: exp.Expr) -> exp.Expr:
        """All columns of a source, but for its unit."""
        if not told.is_star:
            return told
        star = told.this if isinstance(told, exp.Column) else told
        if isinstance(told, exp.Star):
            if len(self._read()) != 1:
                raise _no_rule(self._select)
            told = exp.Column(this=star, table=exp.to_identifier(self._read()[0].alias_or_name))
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


def _is_window(node: exp.Expr) -> bool:
    """Whether an aggregate is told of each row, by OVER."""
    while isinstance(node.parent, exp.Filter | exp.IgnoreNulls | exp.RespectNulls):
        node = node.parent
    return isinstance(node.parent, exp.Window) and node.arg_key == "this"


def _tells_groups_apart(told: exp.Expr) -> bool:
    return told.find(exp.AggFunc) is None and told.find(exp.Column) is not None


def _joined(join: exp.Join, unit: exp.Expr) -> exp.Expr:
    """Joins within a unit; gives the unit of a row after it."""
    own = _unit_of(join.this.alias_or_name)
    if join.side not in ("", "LEFT", "FULL"):
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
