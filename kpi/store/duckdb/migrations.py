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


def newest_version() -> int:
    """The schema of this program."""
    return steps()[-1][0]


def version_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The schema of the file; 0: no program has made one in it yet.

    To be asked outside a transaction: in a new file there is no table to ask.
    """
    try:
        row = connection.execute("select max(version) from schema_version").fetchone()
    except duckdb.CatalogException:
        return 0
    return row[0] or 0 if row else 0


def other_schema(version: int) -> UserError:
    """Why a file of another schema is not read: by other rules it could give wrong figures."""
    found, newest = _("schema version {version}", version=version), newest_version()
    if version > newest:
        return UserError(
            _("The database was made by a newer version of this program"),
            found=found,
            expected=_("schema version {version} or older", version=newest),
            remedy=_("Install the newer version of the program."),
            code="newer_schema",
        )
    return UserError(
        _("The database was made by an older version of this program"),
        found=found,
        expected=_("schema version {version}", version=newest),
        remedy=_("Open it once with the dashboard or the command line, which brings it forward."),
        code="older_schema",
    )


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Runs the steps that the file has not seen; part of the caller's transaction."""
    connection.execute("create table if not exists schema_version (version integer primary key)")
    version = version_of(connection)
    for number, sql in steps():
        if number > version:
            connection.execute(sql)
            connection.execute("insert into schema_version values ($number)", {"number": number})
