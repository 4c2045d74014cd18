"""Frozen reports, their files and their sign-off: rows are added, never changed."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from kpi.store.records import KeptReport, PaperStep, ReportFile, SignOff


def reports(connection: duckdb.DuckDBPyConnection) -> list[KeptReport]:
    """Every frozen report with its sign-off and what was noted of its paper, oldest first."""
    steps: dict[int, list[SignOff]] = {}
    in_order = "order by known_at, list_position(['prepared', 'checked', 'approved'], step)"
    for number, *step in connection.execute(
        f"select number, step, done_by, known_at from report_steps {in_order}"
    ).fetchall():
        steps.setdefault(number, []).append(SignOff(*step))
    papers: dict[int, list[PaperStep]] = {}
    for number, *step in connection.execute(
        "select number, paper, issued_on, noted_by, known_at from report_papers order by event"
    ).fetchall():
        papers.setdefault(number, []).append(PaperStep(*step))
    rows = connection.execute(
        "select number, period, starts_on, replaces, request from reports order by number"
    ).fetchall()
    return [
        KeptReport(
            number,
            period,
            starts_on,
            replaces,
            tuple(steps.get(number, ())),
            tuple(papers.get(number, ())),
            request or "",
        )
        for number, period, starts_on, replaces, request in rows
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
