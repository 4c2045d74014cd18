"""Reads many aggregate files at once, in memory: their reports, the hash of what is in each, the whole units' figures.

A file that cannot be read spoils the question for all that are asked with it; so these are halved until it stands alone.
"""

from __future__ import annotations

import atexit
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import duckdb

from kpi.exchange.code import FIELD_END, LINE_END
from kpi.exchange.rows import OF_HEAD, SUFFIXES, Header
from kpi.exchange.sent import Figure, ReadFiles, SentReport
from kpi.store.duckdb import relations

# What is read in one go, in bytes of files: Parquet is some thirty times smaller than what it holds.
_PORTION = {".parquet": 1_500_000, ".csv": 64_000_000, ".json": 64_000_000}
_MOST_FILES = 2_000
_FORMS = {".parquet": "exchange_parquet", ".csv": "exchange_csv", ".json": "exchange_json"}
_SINCE_1 = (
    "null::date as observed_on, null::date as oldest_list_on, null::bigint as covered, null::bigint as villages, "
    "null::varchar as sha256, null::varchar as key, null::varchar as signature, null::varchar as plan, "
    "null::varchar as plan_title, null::bigint as place, null::varchar as title, null::varchar as counted_in, "
    "null::varchar as rule, null::bigint as target_count"
)
_SETTINGS = {
    "memory_limit": "600MB",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

_BREAKS = (duckdb.FatalException, duckdb.InternalException, duckdb.OutOfMemoryException)
_starting = Lock()


def read_files(files: Sequence[Path]) -> ReadFiles:
    """Everything in these aggregate files, each path once."""
    reports: list[SentReport] = []
    unreadable: dict[Path, str] = {}
    with TemporaryDirectory(prefix="kpi-") as folder:
        newer = Path(folder, "columns.parquet")
        with _connection() as connection:
            connection.execute(f"copy (select {_SINCE_1} limit 0) to '{newer}' (format parquet)")
        for portion in _portions(files):
            reports += _checked(portion, newer, unreadable)
    seen = {report.file for report in reports} | unreadable.keys()
    return ReadFiles(tuple(reports), tuple(unreadable.items()), tuple(path for path in files if path not in seen))


def collated(names: Sequence[str]) -> dict[str, int]:
    """The place of each name in the order of the Vietnamese alphabet."""
    with _connection() as connection:
        rows = relations.ask(connection, "names_collated", {"names": list(names)})
    return {row["name"]: place for place, row in enumerate(rows)}


def _connection() -> duckdb.DuckDBPyConnection:
    """A connection for one question."""
    connection = _engine().cursor()
    connection.execute("set enable_progress_bar = false")  # it would be written among what the command says
    return connection


def _engine() -> duckdb.DuckDBPyConnection:
    """An engine without a file, kept between questions: to start one costs more than to read some files."""
    with _starting:
        return _started()


@cache
def _started() -> duckdb.DuckDBPyConnection:
    # For what does not fit into memory, until the process ends.
    folder = TemporaryDirectory(prefix="kpi-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return duckdb.connect(config={**_SETTINGS, "temp_directory": folder.name})


def _portions(files: Sequence[Path]) -> Iterator[list[Path]]:
    """Files of one form, as many as are read in one go."""
    for suffix in SUFFIXES:
        portion: list[Path] = []
        room = _PORTION[suffix]
        for path in files:
            if path.suffix.lower() != suffix:
                continue
            size = path.stat().st_size
            if portion and (size > room or len(portion) == _MOST_FILES):
                yield portion
                portion, room = [], _PORTION[suffix]
            portion.append(path)
            room -= size
        if portion:
            yield portion


def _checked(files: Sequence[Path], newer: Path, unreadable: dict[Path, str]) -> list[SentReport]:
    """The reports of files of one form. Files whose codes do not hold are asked again with their rows sorted, and then alone:
    among others, the first one's types of columns are everybody's."""
    found = _read("exchange_reports", files, newer, unreadable)
    for together in (True, False):
        doubtful = {report.file for report in found if not report.intact}
        if not doubtful:
            break
        found = [report for report in found if report.file not in doubtful]
        again = [file for file in files if file in doubtful]
        for portion in [again] if together else [[file] for file in again]:
            found += _read("exchange_reports_sorted", portion, newer, unreadable)
    return found


def _read(
    relation: str, files: Sequence[Path], newer: Path, unreadable: dict[Path, str], *, again: bool = False
) -> list[SentReport]:
    """The reports of files of one form; a file that cannot be read is noted. What broke the engine, or found no room in it, may be
    another question's: it is asked ``again`` of a new one before it is a file's fault."""
    try:
        return _ask(relation, files, newer)
    except _BREAKS as error:
        _started.cache_clear()
        if not again:
            return _read(relation, files, newer, unreadable, again=True)
        found: Exception = error
    except (duckdb.Error, NotANumber) as error:
        found = error
    if len(files) == 1:
        unreadable[files[0]] = str(found).partition("\n")[0]
        return []
    half = len(files) // 2
    return [row for part in (files[:half], files[half:]) for row in _read(relation, part, newer, unreadable)]


def _ask(relation: str, files: Sequence[Path], newer: Path) -> list[SentReport]:
    paths = {str(path): path for path in files}
    form = relations.statement(_FORMS[files[0].suffix.lower()])
    with _connection() as connection:
        connection.execute("set variable exchange_columns = $newer", {"newer": str(newer)})
        connection.execute("set variable exchange_files = $files", {"files": list(map(_literal, paths))})
        connection.execute(f"create temp view exchange_rows as {form}")
        return [_report(paths[row["file"]], row) for row in relations.ask(connection, relation, {})]


def _report(file: Path, row: dict[str, Any]) -> SentReport:
    lines = row["totals"].split(LINE_END) if row["totals"] else ()
    figures = sorted(map(_figure, lines), key=itemgetter(0))
    header = Header(**{name: row[name] for name in OF_HEAD})
    return SentReport(file, header, row["computed"] or "", tuple(figures), _overfull(row["parts"], figures))


def _overfull(parts: str | None, figures: Sequence[Figure]) -> tuple[str, ...]:
    """Indicators whose villages have more together than the whole unit has, in either count."""
    if not parts:
        return ()
    numerators, denominators = defaultdict[str, int](int), defaultdict[str, int](int)
    fields = parts.replace(LINE_END, FIELD_END).split(FIELD_END)  # no field holds either
    for measure, numerator, denominator in zip(fields[::3], fields[1::3], fields[2::3], strict=True):
        if numerator:
            numerators[measure] += int(numerator)
        if denominator:
            denominators[measure] += int(denominator)
    for figure in figures:
        numerators[figure.measure] -= figure.numerator or 0
        denominators[figure.measure] -= figure.denominator or 0
    if max(numerators.values(), default=0) <= 0 and max(denominators.values(), default=0) <= 0:
        return ()
    return tuple(sorted({name for over in (numerators, denominators) for name, more in over.items() if more > 0}))


class NotANumber(Exception):
    """What stands in a number's place."""


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


# Many units' lists are of the same days, and all have a few targets among them.
_day, _percent = cache(date.fromisoformat), cache(_finite)


def _figure(line: str) -> Figure:
    """One line of the totals; an empty field is no value, one that nothing can read spoils its file.

    Field by field, without a call for each: there are hundreds of thousands of lines.
    """
    (measure, numerator, denominator, unfinished, target, verdict, reason, newest, oldest, covered, villages, *own) = (
        line.split(FIELD_END)
    )
    try:
        return Figure(
            measure,
            int(numerator) if numerator else None,
            int(denominator) if denominator else None,
            int(unfinished) if unfinished else None,
            _percent(target) if target else None,
            verdict or None,
            reason or None,
            _day(newest) if newest else None,
            _day(oldest) if oldest else None,
            int(covered) if covered else None,
            int(villages) if villages else None,
            *(_said_by_plan(own) if own else ()),
        )
    except (ValueError, InvalidOperation):
        raise NotANumber(measure) from None


def _said_by_plan(own: Sequence[str]) -> tuple[int | None, str | None, str | None, str | None, int | None]:
    """Where a plan has an indicator, what it calls it and how it counts it; more fields than these are no such line."""
    place, title, counted_in, rule, count = own
    return int(place) if place else None, title or None, counted_in or None, rule or None, int(count) if count else None


def _literal(path: str) -> str:
    """The path with nothing in it that stands for other letters."""
    return re.sub(r"[*?\[]", r"[\g<0>]", path)
