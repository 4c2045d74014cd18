"""The check code of an aggregate file: twelve letters over its content, the same on any machine and in SQL. docs/exchange.md."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from kpi.exchange.rows import HEADER_COLUMNS, Header, Row, row_columns

FIELD_END, LINE_END = "\x1f", "\n"
_LETTERS = 12


def check_code(header: Header, rows: Sequence[Row]) -> str:
    """ "3F2A-91BC-77D0": over the head without its code, and every row, in the order of their texts."""
    return code_of(canonical(header, rows))


def code_of(text: str) -> str:
    """Twelve letters that tell whether a text is the same."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:_LETTERS].upper()
    return "-".join(digest[place : place + 4] for place in range(0, _LETTERS, 4))


def canonical(header: Header, rows: Sequence[Row]) -> str:
    """The text that the code is over: the head's line, then the rows' lines in the order of their bytes."""
    head = FIELD_END.join(_text(getattr(header, name)) for name in HEADER_COLUMNS if name != "check_code")
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
