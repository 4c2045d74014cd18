"""Frozen reports, their files and their sign-off: rows are added, never changed."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from kpi.store.records import KeptReport, ReportFile, SignOff


def reports(connection: duckdb.DuckDBPyConnection) -> list[KeptReport]:
    """Every frozen report with its sign-off, oldest first."""
    steps: dict[int, list[SignOff]] = {}
    in_order = "order by known_at, list_position(['prepared', 'checked', 'approved'], step)"
    for number, *step in connection.execute(
        f"select number, step, done_by, known_at from report_steps {in_order}"
    ).fetchall():
        steps.setdefault(number, []).append(SignOff(*step))
    rows = connection.execute("select number, period, starts_on, replaces from reports order by number").fetchall()
    return [
        KeptReport(number, period, starts_on, replaces, tuple(steps.get(number, ())))
        for number, period, starts_on, replaces in rows
    ]


def files(connection: duckdb.DuckDBPyConnection, number: int) -> list[ReportFile]:
    """The files of a report, by name."""
    rows = connection.execute(
        "select name, sha256, content from report_files where number = ? order by name", [number]
    ).fetchall()
    return [ReportFile(*row) for row in rows]


def configuration(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, Any] | None:
    """A configuration that was kept, as the keys of its file; None: it was not."""
    row = connection.execute("select content from configurations where hash = ?", [name]).fetchone()
    return None if row is None else json.loads(row[0])


def keep_configuration(connection: duckdb.DuckDBPyConnection, name: str, content: dict[str, Any]) -> None:
    """Keeps a configuration once."""
    connection.execute(
        "insert into configurations values (?, ?) on conflict do nothing",
        [name, json.dumps(content, ensure_ascii=False)],
    )


def keep(connection: duckdb.DuckDBPyConnection, report: KeptReport, kept_files: list[ReportFile]) -> None:
    """Adds a report and its files."""
    connection.execute(
        "insert into reports values (?, ?, ?, ?)", [report.number, report.period, report.starts_on, report.replaces]
    )
    for file in kept_files:
        connection.execute(
            "insert into report_files values (?, ?, ?, ?)", [report.number, file.name, file.sha256, file.content]
        )
    for step in report.steps:
        note_step(connection, report.number, step)


def note_step(connection: duckdb.DuckDBPyConnection, number: int, step: SignOff) -> None:
    """Adds a step of a report's way to the signature."""
    connection.execute("insert into report_steps values (?, ?, ?, ?)", [number, step.step, step.done_by, step.known_at])
