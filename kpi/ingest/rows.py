"""Checks a recognised sheet row by row: each is accepted, rejected with a reason or ignored with a reason, and they add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kpi.config.models import Config
from kpi.datasets import Kind
from kpi.errors import Problem
from kpi.formats import format_date
from kpi.ingest.cells import Reader, References, Value, readers
from kpi.ingest.files import Sheet
from kpi.ingest.recognise import Layout
from kpi.ingest.text import fold, name_key
from kpi.language import _
from kpi.store import stored_columns

TOTALS = ("cong", "tong", "tong cong", "tong so")


@dataclass(slots=True)
class Checked:
    """What became of the rows of one sheet. ``columns`` hold the accepted rows by stored field, ``row`` among them."""

    columns: dict[str, list[Any]]
    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    repeated: dict[str, int] = field(default_factory=dict)  # group → rows that stood on the list twice
    totals: dict[str, int] = field(default_factory=dict)  # group → the total the list states
    dates: set[Any] = field(default_factory=set)  # the days that an as_of column names


def check_rows(sheet: Sheet, layout: Layout, config: Config, references: References, given: dict[str, str]) -> Checked:
    """Every row below the header. ``given`` are cells that hold for the whole sheet (its village or group)."""
    check = _Check(sheet, layout, config, references, given)
    for number, row in enumerate(sheet.rows[layout.header + 1 :], start=layout.header + 2):
        if any(cell.strip() for cell in row):
            check.take(number, row)
    return check.checked


class _Check:
    """The state of checking one sheet."""

    def __init__(
        self, sheet: Sheet, layout: Layout, config: Config, references: References, given: dict[str, str]
    ) -> None:
        self.layout, self.dataset, self.given = layout, layout.dataset, given
        self.readers: dict[str, Reader] = readers(layout.dataset, config, references)
        self.header = [fold(cell) for cell in sheet.rows[layout.header]]
        self.first_header = next(header for header in self.header if header)
        self.checked = Checked({name: [] for name in ("row", *stored_columns(layout.dataset))})
        self.seen: dict[Any, tuple[Any, ...]] = {}
        self.kind_words = _kind_words(config)

    def take(self, number: int, row: Sequence[str]) -> None:
        self.checked.read += 1
        cells = dict(self._cells(row))
        reason = self._ignorable(row, cells)
        if reason is not None:
            self.checked.ignored += 1
            self.checked.problems.append(Problem(number, None, None, *reason, "info"))
            return
        values, problems = self._values(number, cells)
        if not any(problem.severity == "error" for problem in problems):
            fields = self._fields(values)
            problems += self._row_doubts(number, fields)
            if not any(problem.severity == "error" for problem in problems):
                self._accept(number, fields, values, problems)
                self.checked.problems += problems
                return
        self.checked.rejected += 1
        self.checked.problems += problems

    def _cells(self, row: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The row's cells by field. What holds for the whole sheet fills in where the row's own cell names nothing known."""
        for name, position in self.layout.positions.items():
            text = row[position] if position < len(row) else ""
            if name in self.given and self.readers[name](text).value is None:
                text = self.given[name]
            yield name, text
        for name, text in self.given.items():
            if name not in self.layout.positions:
                yield name, text

    def _ignorable(self, row: Sequence[str], cells: dict[str, str]) -> tuple[str, str] | None:
        """Rows that are no entries: totals, the header again, words that fill none of the needed columns."""
        first = next(fold(cell) for cell in row if cell.strip())
        if first in TOTALS:
            return "total_row", _("a row of totals")
        if first == self.first_header and [fold(cell) for cell in row[: len(self.header)]] == self.header:
            return "repeated_header", _("the header again")
        if not any(cells[name].strip() for name in self.dataset.required if name in self.layout.positions):
            return "no_entry", _("none of the needed columns is filled: a signature, a note or an empty line")
        return None

    def _values(self, number: int, cells: dict[str, str]) -> tuple[dict[str, Value], list[Problem]]:
        values: dict[str, Value] = {}
        problems: list[Problem] = []
        for column in self.dataset.columns:
            text = cells.get(column.name, "")
            value = values[column.name] = self.readers[column.name](text)
            if value.doubt is not None:
                doubt = value.doubt
                problems.append(Problem(number, column.header, text, doubt.code, doubt.message, doubt.severity))
            elif column.required and not text.strip():
                message = _('the column "{column}" is empty; it must be filled', column=column.header)
                problems.append(Problem(number, column.header, None, "empty", message, "error"))
        return values, self._softened(values, problems)

    def _softened(self, values: dict[str, Value], problems: list[Problem]) -> list[Problem]:
        """A kind of report that is not known still counts where the log itself gives its deadline."""
        if self.dataset.id != "case" or values["due_at"].value[0] is None:
            return problems
        kind = self.dataset.column("kind").header
        softened = []
        for problem in problems:
            if problem.code == "unknown_word" and problem.column == kind:
                values["kind"] = Value("other")
                problem = Problem(problem.row, kind, problem.value, problem.code, problem.message, "warning")
            softened.append(problem)
        return softened

    def _fields(self, values: dict[str, Value]) -> dict[str, Any]:
        """The stored fields of one row."""
        fields: dict[str, Any] = {}
        for column in self.dataset.columns:
            value = values[column.name].value
            if column.kind is Kind.PHONE:
                fields["phone"], fields["other_phone"] = value
            elif column.kind is Kind.MOMENT:
                fields[column.name] = value[0]
                fields[column.name.removesuffix("_at").removesuffix("_to") + "_has_time"] = value[1]
            else:
                fields[column.name] = value
        if self.dataset.id == "membership":
            fields["name_key"] = name_key(fields["display_name"])
            fields["member"] = member_key(fields["group"], fields["uid"], fields["phone"], fields["display_name"])
        if self.dataset.id == "official":
            fields["name_key"] = name_key(fields["name"])
        if self.dataset.id == "business" and fields["kind"] is None:
            fields["kind"] = self._kind_by_name(fields["name"])
        return fields

    def _kind_by_name(self, name: str) -> str | None:
        """Lists often say the kind of enterprise in its name only ("Công ty TNHH …")."""
        folded = fold(name) + " "
        return next((meaning for word, meaning in self.kind_words if folded.startswith(word + " ")), None)

    def _row_doubts(self, number: int, fields: dict[str, Any]) -> list[Problem]:
        """A case cannot be closed or due before the day of its receipt: it would count in a year in which it was not."""
        if self.dataset.id != "case":
            return []
        received = fields["received_at"]
        reasons = {
            "closed_at": ("closed_before_received", _("closed before it was received ({received})", received=format_date(received))),
            "due_at": ("due_before_received", _("due before it was received ({received})", received=format_date(received))),
        }
        return [
            Problem(number, self.dataset.column(name).header, format_date(fields[name]), code, message, "error")
            for name, (code, message) in reasons.items()
            if fields[name] is not None and fields[name].date() < received.date()
        ]

    def _accept(self, number: int, fields: dict[str, Any], values: dict[str, Value], problems: list[Problem]) -> None:
        """Keeps the row, unless the sheet holds it already: the same again is ignored, another one of the same code rejected."""
        stored = tuple(fields[name] for name in self.checked.columns if name != "row")
        unique = self.dataset.id not in ("membership", "official")
        key = fields[self.dataset.key] if unique else stored
        earlier = self.seen.get(key)
        if self.dataset.id == "membership":
            self._note_group(fields, values)
        if earlier is None:
            self.seen[key] = stored
            self.checked.accepted += 1
            self.checked.columns["row"].append(number)
            for name, column in self.checked.columns.items():
                if name != "row":
                    column.append(fields[name])
        elif earlier == stored:
            self.checked.ignored += 1
            if self.dataset.id == "membership":
                self.checked.repeated[fields["group"]] = self.checked.repeated.get(fields["group"], 0) + 1
            problems.append(Problem(number, None, None, "repeated_row", _("the same row stands above"), "info"))
        else:
            self.checked.rejected += 1
            header = self.dataset.column(self.dataset.key).header
            message = _("this code stands above with other facts; codes must be unique in a list")
            problems.append(Problem(number, header, str(key), "duplicate_code", message, "error"))

    def _note_group(self, fields: dict[str, Any], values: dict[str, Value]) -> None:
        group, total, day = fields["group"], values["total_members"].value, values["as_of"].value
        if total is not None:
            self.checked.totals[group] = max(total, self.checked.totals.get(group, 0))
        if day is not None:
            self.checked.dates.add(day)


def member_key(group: str, uid: str | None, phone: str | None, display_name: str) -> str:
    """A member is known by uid, else by phone, else by group and display name."""
    if uid:
        return f"uid:{uid}"
    if phone:
        return f"phone:{phone}"
    return f"name:{group}:{display_name}"


def _kind_words(config: Config) -> list[tuple[str, str]]:
    """Words for kinds of enterprise, the longest first, so that "cong ty tnhh" wins over "cong ty"."""
    meanings = config.lookups.get("business", {}).get("kind", {})
    words = [(fold(word), meaning) for meaning, spellings in meanings.items() for word in spellings]
    return sorted(words, key=lambda pair: -len(pair[0]))
