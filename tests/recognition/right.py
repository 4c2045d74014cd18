"""What the rows of a list should become in the store, reckoned from the written list alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from kpi.domain.datasets import DATASET_BY_ID, Column, Kind
from tests.recognition.places import groups, plain, unit_of
from tests.recognition.shape import Page, Shape, items, moment, pages_of, pairs

Row = dict[str, str]

UNSAID = object()  # the shape does not say what this cell means
STATE = "state"  # a report's state: which field holds it is the product's choice
SAYS_NO = ("", "khong", "chua", "0")
NOT_IN_TABLE = ("as_of", "total_members", STATE)


def listed_pages(shape: Shape) -> list[Page]:
    """The sheets that hold rows of the list."""
    return [page for page in pages_of(shape.text, shape.header_rows) if page.listed() or page.listed("bad")]


def entries(shape: Shape, page: Page) -> list[Row]:
    """The rows of a sheet that become entries: all, or of a list of persons those of the heads."""
    rows = page.listed()
    return rows if shape.households is None else _heads(shape, rows)


def _heads(shape: Shape, rows: list[Row]) -> list[Row]:
    relation = next((header for header in rows[0] if "quanhe" in plain(header)), None)
    named, found = pairs(shape.fields)["head_name"], []
    left = [row for row in rows if relation is None or plain(row[relation]) in ("chuho", "ch")]
    for head in items(shape.heads):
        row = next((row for row in left if cell(row, named) == head), None)
        if row:
            left = [other for other in left if other is not row]
            found.append(row)
    return found


def cell(row: Row, header: str) -> str:
    """What stands under a header, or under two of them."""
    return " ".join(row[name.strip()] for name in header.split(" + "))


def wanted(shape: Shape, page: Page, row: Row) -> dict[str, object]:
    """Field and value as the store should hold it."""
    values = {}
    for field, header in pairs(shape.fields).items():
        if field not in NOT_IN_TABLE:
            column = DATASET_BY_ID[shape.dataset].column(field)
            values[field] = meant(shape, column, _said(page, header) or cell(row, header))
    return values


def _said(page: Page, header: str) -> str | None:
    if header == "(sheet)":
        return page.name
    return header[1:-1] if header.startswith("(") and header.endswith(")") else None


def meant(shape: Shape, column: Column, text: str) -> object:
    """One cell in the form in which both sides are compared."""
    if column.kind == Kind.VILLAGE:
        return unit_of(shape.place, text) if text else None
    if column.kind == Kind.GROUP:
        return next((row[0] for row in groups(shape.place) if text in row[:2]), None)
    if column.kind == Kind.FLAG:
        return plain(text) not in SAYS_NO
    if column.kind == Kind.WORD:
        return pairs(shape.words).get(text, UNSAID)
    return compared(column, moment(text.removeprefix("@")) if _is_moment(column) and text else text)


def _is_moment(column: Column) -> bool:
    return column.kind in (Kind.MOMENT, Kind.DATE)


def compared(column: Column, value: object) -> object:
    """A value, stored or wanted, without what makes no difference."""
    if column.kind == Kind.FLAG:
        return bool(value)
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if column.kind == Kind.PHONE:
        return "".join(sign for sign in str(value) if sign.isdigit())[-9:]
    if column.kind in (Kind.WORD, Kind.VILLAGE, Kind.GROUP):
        return str(value)
    return plain(value)


def differences(shape: Shape, page: Page, stored: list[Mapping[str, object]]) -> list[str]:
    """Where the stored rows of a sheet are not what they should be: their number, else field by field."""
    expected = entries(shape, page)
    if len(expected) != len(stored):
        return [f"{page.name}: {len(stored)} rows stored, {len(expected)} are right"]
    found = []
    for row, kept in zip(expected, stored, strict=True):
        for field, value in wanted(shape, page, row).items():
            got = compared(DATASET_BY_ID[shape.dataset].column(field), kept[field])
            if value is not UNSAID and got != value:
                found.append(f"{page.name}, {field}: {got!r} stored, {value!r} is right")
    return found
