"""The hash of an aggregate file's content and its short form, the check code; the same in SQL. Source: docs/exchange.md."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from kpi.exchange.rows import HEADER_COLUMNS, Header, Row, plan_columns, row_columns

FIELD_END, LINE_END = "\x1f", "\n"
_LETTERS = 12


def content_hash(header: Header, rows: Sequence[Row]) -> str:
    """SHA-256, 64 hexadecimal letters: over the head without code and seal, and every row, in the order of their texts."""
    return hash_of(canonical(header, rows))


def check_code(header: Header, rows: Sequence[Row]) -> str:
    """The short form of the same, to be read aloud: "3F2A-91BC-77D0"."""
    return short_code(content_hash(header, rows))


def hash_of(text: str) -> str:
    """SHA-256 of a text, as 64 hexadecimal letters."""
    return hashlib.sha256(text.encode()).hexdigest()


def code_of(text: str) -> str:
    """Twelve letters that tell whether a text is the same, where nobody changes it on purpose."""
    return short_code(hash_of(text))


def short_code(digest: str) -> str:
    """The first twelve letters of a hash, to be read aloud. Two texts with one short code can be made: nothing rests on it alone."""
    letters = digest[:_LETTERS].upper()
    return "-".join((letters[:4], letters[4:8], letters[8:])) if letters else ""


def in_groups(letters: str) -> str:
    """Letters in groups of four, as people read them out."""
    return "-".join(letters[place : place + 4].upper() for place in range(0, len(letters), 4))


def canonical(header: Header, rows: Sequence[Row]) -> str:
    """The text that the hash is over: the head's line, then the rows' lines in the order of their bytes."""
    names = [name for name in HEADER_COLUMNS if name != "check_code"]
    head = FIELD_END.join(_text(getattr(header, name)) for name in (*names, *plan_columns(header.schema_version)))
    columns = row_columns(header.schema_version)
    return LINE_END.join([head, *sorted((_line(row, columns) for row in rows), key=str.encode)])


def in_order(header: Header, rows: Sequence[Row]) -> list[Row]:
    """The rows as the code reads them: so they stand in a file, and whoever checks it need not sort."""
    columns = row_columns(header.schema_version)
    return sorted(rows, key=lambda row: _line(row, columns).encode())


def _line(row: Row, columns: Sequence[str]) -> str:
    return FIELD_END.join(_text(getattr(row, name)) for name in columns)


def _text(value: object) -> str:
    """A value as the code sees it: nothing for no value, days as 2024-06-30, percentages with two digits."""
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S.%f")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:.2f}"
        case _:
            return str(value)
