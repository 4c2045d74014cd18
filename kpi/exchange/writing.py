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
from kpi.exchange.rows import COLUMNS, HEADER_COLUMNS, SUFFIXES, Header, Row, row_columns, seal_columns

# What somebody typed; all other words are the program's own.
_TYPED = frozenset(("unit_name", "village", "village_name"))


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
    types = dict.fromkeys(COLUMNS, text) | dict.fromkeys(
        ("number", "numerator", "denominator", "open", "count", "covered", "villages"), whole
    ) | dict.fromkeys(("period_start", "period_end", "date", "observed_on", "oldest_list_on"), day) | {
        "known_at": pyarrow.timestamp("us"), "target_percent": pyarrow.decimal128(5, 2),
    }  # fmt: skip
    told, seal = row_columns(header.schema_version), seal_columns(header.schema_version)
    schema = pyarrow.schema([(name, types[name]) for name in (*HEADER_COLUMNS, *told, *seal)])
    columns = {name: [getattr(header, name)] * len(rows) for name in (*HEADER_COLUMNS, *seal)}
    columns |= {name: [getattr(row, name) for row in rows] for name in told}
    content = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns, schema=schema), content, compression="zstd")
    return content.getvalue()


def csv_text(header: Header, rows: Sequence[Row]) -> str:
    """Commas, dots and ISO dates, as machines read them; an empty cell is no value.

    What a spreadsheet would work out stands behind an apostrophe (``kpi.domain.formulas``), which whoever reads takes off again.
    """
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\r\n")
    told, sealed = row_columns(header.schema_version), seal_columns(header.schema_version)
    writer.writerow((*HEADER_COLUMNS, *told, *sealed))
    head, seal = ([_cell(name, getattr(header, name)) for name in names] for names in (HEADER_COLUMNS, sealed))
    writer.writerows([*head, *(_cell(name, getattr(row, name)) for name in told), *seal] for row in rows)
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
    names = (*HEADER_COLUMNS, *seal_columns(header.schema_version))
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
