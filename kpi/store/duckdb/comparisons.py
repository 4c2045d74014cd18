"""Names compared with registers: worked out elsewhere, kept here for as long as the lists stand (kpi/sql/compared.sql)."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from kpi.store.records import Comparison

MANY = 5_000
# The rules of what is compared for good: what it rested on is forgotten.
FOR_GOOD = "*"
KEPT, FRESH = ("comparisons", "suggestions"), ("fresh_comparisons", "fresh_suggestions")


def keep(
    connection: duckdb.DuckDBPyConnection,
    rules: str,
    compared: Sequence[Comparison],
    *,
    tables: tuple[str, str],
    unit: str | None = None,
) -> None:
    """Adds comparisons to the store's own tables, or to those of this connection alone; what is there already stays as it is.

    ``unit``: whose they are, where the tables hold those of many.
    """
    known = _known(connection, rules, {one.name for one in compared}, unit)
    whose = () if unit is None else (unit,)
    of_whom = ("varchar",) * len(whose)
    new = [one for one in compared if (one.slot, one.village, one.register, one.name) not in known]
    rows = connection.execute(
        "select coalesce(max(comparison), 0) + 1 from (select comparison from comparisons union all"
        " select comparison from fresh_comparisons)"
    ).fetchall()
    first = int(rows[0][0])
    _insert(
        connection, tables[0], ("integer", "varchar", "varchar", "varchar", "varchar", "varchar", "boolean", *of_whom),
        [(first + n, rules, c.slot, c.village, c.register, c.name, c.hinted, *whose) for n, c in enumerate(new)],
    )  # fmt: skip
    _insert(
        connection, tables[1], ("integer", "varchar", "varchar", "integer", "integer", "double", "integer", "varchar", *of_whom),
        [
            (first + n, f.entity_kind, f.entity_code, f.rung, f.standing, f.score, f.namesakes, f.evidence, *whose)
            for n, c in enumerate(new)
            for f in c.found
        ],
    )  # fmt: skip


def _known(
    connection: duckdb.DuckDBPyConnection, rules: str, names: set[str], unit: str | None
) -> set[tuple[str, str, str, str]]:
    of_unit = "" if unit is None else " and unit = $unit"
    rows = connection.execute(
        f"""select slot, village, register, name
        from (from comparisons union all from fresh_comparisons)
        where rules in ($rules, $for_good) and name in (select unnest($names::varchar[])){of_unit}""",
        {"rules": rules, "for_good": FOR_GOOD, "names": sorted(names), **({"unit": unit} if of_unit else {})},
    ).fetchall()
    return {(slot, village, register, name) for slot, village, register, name in rows}


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, types: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """All rows in one statement, column by column."""
    if not rows:
        return
    columns = {f"c{place}": list(column) for place, column in enumerate(zip(*rows, strict=True))}
    if len(rows) < MANY:
        picks = ", ".join(f"unnest($c{place}::{kind}[])" for place, kind in enumerate(types))
        connection.execute(f"insert into {table} select {picks}", columns)
        return
    import pyarrow  # takes longer to load than a few rows take to insert

    picks = ", ".join(f"c{place}::{kind}" for place, kind in enumerate(types))
    connection.register("incoming", pyarrow.table(columns))
    connection.execute(f"insert into {table} select {picks} from incoming")
    connection.unregister("incoming")
