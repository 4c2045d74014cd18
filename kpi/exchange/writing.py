"""Writes an aggregate file in its three forms: Parquet for machines, CSV that Excel opens, JSON with a schema."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from kpi.domain.formulas import FORMULA_SIGNS
from kpi.exchange.code import in_order
from kpi.exchange.rows import OF_HEAD, PLAN_VERSION, SUFFIXES, TYPED, Header, Row, row_columns, table_columns

_TYPED, _OF_HEAD = frozenset(TYPED), frozenset(OF_HEAD)


def write(folder: Path, name: str, header: Header, rows: Sequence[Row]) -> list[Path]:
    """The three files, side by side, in the version of their head; the same content gives the same bytes."""
    paths = [folder / f"{name}{ending}" for ending in SUFFIXES]
    ordered = in_order(header, rows)
    paths[0].write_bytes(parquet(header, ordered))
    paths[1].write_bytes(csv_text(header, ordered).encode("utf-8-sig"))
    paths[2].write_text(json_text(header, ordered), "utf-8", newline="\n")
    return paths


def parquet(header: Header, rows: Sequence[Row]) -> bytes:
    """One row group, typed columns."""
    import pyarrow
    import pyarrow.parquet

    text, whole, day = pyarrow.string(), pyarrow.int64(), pyarrow.date32()
    types = dict.fromkeys(table_columns(PLAN_VERSION), text) | dict.fromkeys(
        ("number", "numerator", "denominator", "open", "count", "covered", "villages", "place", "target_count"), whole
    ) | dict.fromkeys(("period_start", "period_end", "date", "observed_on", "oldest_list_on"), day) | {
        "known_at": pyarrow.timestamp("us"), "target_percent": pyarrow.decimal128(5, 2),
    }  # fmt: skip
    names = table_columns(header.schema_version)
    schema = pyarrow.schema([(name, types[name]) for name in names])
    columns = {
        name: [getattr(header, name)] * len(rows) if name in _OF_HEAD else [getattr(row, name) for row in rows]
        for name in names
    }
    content = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns, schema=schema), content, compression="zstd")
    return content.getvalue()


def csv_text(header: Header, rows: Sequence[Row]) -> str:
    """Commas, dots and ISO dates, as machines read them; an empty cell is no value.

    What a spreadsheet would work out stands behind an apostrophe (``kpi.domain.formulas``), which whoever reads takes off again.
    """
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\r\n")
    names = table_columns(header.schema_version)
    writer.writerow(names)
    head = {name: _cell(name, getattr(header, name)) for name in names if name in _OF_HEAD}
    writer.writerows(
        [head[name] if name in head else _cell(name, getattr(row, name)) for name in names] for row in rows
    )
    return content.getvalue()


def _cell(column: str, value: object) -> object:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:.2f}"
        case str() if column in _TYPED and value.lstrip("'").startswith(FORMULA_SIGNS):
            return f"'{value}"
        case _:
            return value


def json_text(header: Header, rows: Sequence[Row]) -> str:
    """The head's keys, then ``rows``; schema.json describes it."""
    names = [name for name in table_columns(header.schema_version) if name in _OF_HEAD]
    content = {name: _plain(getattr(header, name)) for name in names}
    told = row_columns(header.schema_version)
    figures = [{name: _plain(getattr(row, name)) for name in told} for row in rows]
    return json.dumps({**content, "rows": figures}, ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> Any:
    match value:
        case Decimal():
            return float(value)
        case datetime():
            return value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case _:
            return value
