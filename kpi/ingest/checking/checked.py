"""What became of the rows of one sheet, and the doubts that every list may raise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kpi.domain.datasets import Column
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt

# Rows that a preview shows.
PREVIEWED = 8


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken, as it was read: field → text, and why (field or None, message); ``row`` as Excel counts."""

    row: int
    cells: Mapping[str, str]
    reasons: tuple[tuple[str | None, str], ...]


@dataclass(slots=True)
class Checked:
    """What became of the rows of one sheet. ``columns`` hold the accepted rows by stored field, ``row`` among them."""

    columns: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    rejected_rows: list[RejectedRow] = field(default_factory=list)
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    preview: list[dict[str, str]] = field(default_factory=list)  # the first entries by field, as they were read
    previewed: list[int] = field(default_factory=list)  # the rows of the preview, where they may still be given a code
    fields: tuple[str, ...] = ()  # those that columns, heading rows or the persons of a household fill
    repeated: dict[str, int] = field(default_factory=dict)  # group → rows that stood on the list twice
    totals: dict[str, int] = field(default_factory=dict)  # group → the total the list states
    maxima: dict[str, int] = field(default_factory=dict)  # group → the most members it may have, as the list states
    dates: set[date] = field(default_factory=set)  # the days that an as_of column names


def missing_cell(column: Column) -> Doubt:
    """A needed cell without anything in it."""
    return Doubt("empty", _('the column "{column}" is empty; it must be filled', column=column.header), "error")


def repeated_row(number: int) -> Problem:
    """The same row a second time."""
    return Problem(number, None, None, "repeated_row", _("the same row stands above"), "info")


def in_two_villages(number: int) -> Problem:
    """A code that stands above in another village's list, too."""
    message = _(
        "this code stands above in another village, too; it counts once, where it resides, of two such rows in this one"
    )
    return Problem(number, None, None, "in_two_villages", message, "warning")


def duplicate_code() -> Doubt:
    """Another row of the same code."""
    message = _("this code stands above with other facts; codes must be unique in a list")
    return Doubt("duplicate_code", message, "error")


def uncounted() -> Doubt:
    """A name without anything beside it where the list numbers its entries."""
    message = _(
        "a name alone, without a serial number, may be who signs; where it is an entry, number it and load it again"
    )
    return Doubt("uncounted", message, "error")


def vacant() -> Doubt:
    """A post without a person."""
    return Doubt("vacant", _("nobody holds this post, as the list says"), "info")
