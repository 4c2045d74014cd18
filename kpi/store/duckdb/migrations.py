"""Brings a database file forward to the schema of this program, step by step, never back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from kpi.domain.errors import UserError
from kpi.i18n.messages import _

SCHEMA_FOLDER = Path(__file__).parent / "schema"


@cache
def steps() -> list[tuple[int, str]]:
    """Every step by number, oldest first."""
    return [(int(file.name[:4]), file.read_text("utf-8")) for file in sorted(SCHEMA_FOLDER.glob("[0-9]*.sql"))]


def is_behind(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether steps are missing in the file; a file made by a newer program is refused by ``migrate``.

    To be asked outside a transaction: in a new file there is no table to ask.
    """
    try:
        row = connection.execute("select max(version) from schema_version").fetchone()
    except duckdb.CatalogException:
        return True
    return row is None or row[0] != steps()[-1][0]


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Runs the steps that the file has not seen; part of the caller's transaction.

    A file made by a newer program is refused: reading it by older rules could give wrong figures.
    """
    connection.execute("create table if not exists schema_version (version integer primary key)")
    row = connection.execute("select coalesce(max(version), 0) from schema_version").fetchone()
    version = row[0] if row else 0
    known = steps()
    if version > known[-1][0]:
        raise UserError(
            _("The database was made by a newer version of this program"),
            found=_("schema version {version}", version=version),
            expected=_("schema version {version} or older", version=known[-1][0]),
            remedy=_("Install the newer version of the program."),
            code="newer_schema",
        )
    for number, sql in known:
        if number > version:
            connection.execute(sql)
            connection.execute("insert into schema_version values ($number)", {"number": number})
