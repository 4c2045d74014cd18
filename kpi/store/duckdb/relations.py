"""Stacks the statements of ``kpi/sql``: each file is one relation, and its ``-- needs:`` line names what it stands on.

A question is a relation; what it needs comes before it as common table expressions of the same name. So a rule is written
once, every list and every figure rests on the same text, and one statement goes to the engine. What a file's line ``-- kept:``
names is worked out once for all questions that see one state of the store: half of what a small store takes is planning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, cast

import duckdb

from kpi.store.statements import is_kept, needs, parameters, parameters_in, source

# What the questions of a view share: the tables that hold a kept relation, by its name and the values that it was asked with; each
# with the days that it holds, none where it tells none apart.
View = dict[tuple[str, str], dict[frozenset[date], str]]
# Of days that were asked together each answers as alone, so that one of them is not worked out again.
_SOME_DAYS = " where as_of in (select unnest($as_of::date[]))"


@cache
def statement(name: str, kept: tuple[tuple[str, str], ...] = (), text_of: Callable[[str], str] = source) -> str:
    """One statement that answers the relation, everything it needs before it; of what is ``kept``, the table (or some of its rows).

    ``text_of``: a relation's text, where it is another than its file's.
    """
    order: list[str] = []
    tables = dict(kept)

    def visit(relation: str) -> None:
        if relation not in order:
            for needed in needs(relation) if relation not in tables else ():
                visit(needed)
            order.append(relation)

    def written(relation: str) -> str:
        if relation in tables:  # a table read twice need not be copied for it first
            return f"{relation} as not materialized (from {tables[relation]})"
        return f"{relation} as (\n{text_of(relation).strip()}\n)"

    visit(name)
    stack = ",\n".join(map(written, order[:-1]))
    return f"with {stack}\n{text_of(name)}" if stack else text_of(name)


@cache
def kept_below(name: str) -> tuple[str, ...]:
    """The kept relations that a relation rests on directly or through others that are not kept, in the order of the stack."""
    found: dict[str, None] = {}
    for needed in needs(name):
        found |= dict.fromkeys([needed] if is_kept(needed) else kept_below(needed))
    return tuple(found)


_known_statements: dict[str, tuple[duckdb.Statement, frozenset[str]]] = {}


def _parsed(connection: duckdb.DuckDBPyConnection, text: str) -> tuple[duckdb.Statement, frozenset[str]]:
    """A statement, parsed once for all connections, and what it is to be given: on a small store parsing is a fifth of a question."""
    if text not in _known_statements:
        (parsed,) = connection.extract_statements(text)
        _known_statements[text] = parsed, parameters_in(text)
    return _known_statements[text]


def ask(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object], view: View | None = None
) -> list[dict[str, Any]]:
    """The rows of a relation as dictionaries; values that it does not ask for are left aside.

    ``view``: what the questions of one state of the store share is kept there between them.
    """
    cursor = _execute(connection, name, values, view)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _execute(
    connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object], view: View | None, into: str = ""
) -> duckdb.DuckDBPyConnection:
    kept = () if view is None else tuple((one, _table(connection, one, values, view)) for one in kept_below(name))
    parsed, wanted = _parsed(
        connection, f"create temp table {into} as\n{statement(name, kept)}" if into else statement(name, kept)
    )
    return connection.execute(parsed, {key: value for key, value in values.items() if key in wanted})


def _table(connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object], view: View) -> str:
    """The table that holds a kept relation for these values, or the days asked for of it; makes it where there is none."""
    wanted = parameters(name)
    key = name, repr([(parameter, values[parameter]) for parameter in sorted(wanted - {"as_of"})])
    days = frozenset(cast("list[date]", values["as_of"])) if "as_of" in wanted else frozenset()
    tables = view.setdefault(key, {})
    if days in tables:
        return tables[days]
    if more := next((table for held, table in tables.items() if days < held), None):
        return more + _SOME_DAYS
    table = f"kept_{name}_{sum(len(made) for (other, _values), made in view.items() if other == name)}"
    _execute(connection, name, values, view, into=table)
    tables[days] = table
    return table


def newest_moment(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """The newest moment of anything in the store; None in an empty one."""
    (row,) = ask(connection, "newest_moment", {})
    moment: datetime | None = row["known_at"]
    return moment
