"""Checks a recognised sheet: each row is accepted, rejected with a reason or ignored with a reason, and they add up.

Column by column, because lists repeat themselves: each different text of a column is read once, however often it stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import Column, Kind
from kpi.domain.errors import Problem
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt, Reader, References, Value, readers
from kpi.ingest.checking.checked import PREVIEWED, Checked, RejectedRow, duplicate_code, missing_cell, repeated_row
from kpi.ingest.checking.entries import Entries, entries_of
from kpi.ingest.checking.places import day_from_1904, guess, guessed, is_even, shifted
from kpi.ingest.checking.recognise import Layout, column_letters
from kpi.ingest.reading.files import Sheet
from kpi.ingest.reading.tall import TallRows
from kpi.store import stored_columns
from kpi.vietnamese.text import fold, name_key


def check_rows(sheet: Sheet, layout: Layout, config: Config, references: References, given: dict[str, str]) -> Checked:
    """Every row below the header. ``given`` are cells that hold for the whole sheet (its village or group)."""
    # A formula without a value is told cell by cell.
    if isinstance(sheet.rows, TallRows) and not sheet.unsaved and is_even(sheet, sheet.rows, layout):
        from kpi.ingest.checking.bulk import check_bulk  # with its library, which shorter lists do not need

        checked = check_bulk(sheet.rows, layout, config, references, given)
        if checked is not None:
            return checked
    found = entries_of(sheet, layout, references)
    return _Check(sheet, layout, config, references, given, found).checked()


class _Check:
    """The state of checking one sheet; rows are counted by their place among the entries."""

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        config: Config,
        references: References,
        given: dict[str, str],
        found: Entries,
    ) -> None:
        self.layout, self.dataset, self.found = layout, layout.dataset, found
        self.sheet, self.given, self.config = sheet, given, config
        self.readers: dict[str, Reader] = readers(layout.dataset, config, references)
        self.texts: dict[str, Sequence[str]] = {}
        self.values: dict[str, list[Any]] = {}
        self.doubts: dict[int, list[Problem]] = {}
        self.secret: set[tuple[int, str]] = set()  # cells whose text must not be kept anywhere
        self.shifted: set[int] = set()  # entries of which that is true of every cell

    def checked(self) -> Checked:
        self._doubt_shifted()
        for column in self.dataset.columns:
            self._read(column)
        if self.dataset.id == "case":
            self._soften_kinds()
        fields = self._fields()
        self._doubt_rows(fields)
        kept = [True] * len(self.found.rows)
        for place, problems in self.doubts.items():
            kept[place] = not any(problem.severity == "error" for problem in problems)
        checked = Checked({}, read=self.found.read, ignored=len(self.found.ignored))
        checked.headed = ("village",) if self.found.sections else ()
        if self.dataset.id == "membership":
            self._note_groups(checked, kept)
        self._doubt_repetitions(fields, kept, checked)
        self._gather(checked, fields, kept)
        return checked

    def _doubt_shifted(self) -> None:
        """Entries whose cells may stand under wrong headers: that alone is said of them."""
        doubts = shifted(self.sheet, self.layout, self.found.numbers)
        for place, number in enumerate(self.found.numbers):
            if (doubt := doubts.get(number)) is not None:
                self.shifted.add(place)
                problem = Problem(number, None, None, doubt.code, doubt.message, doubt.severity)
                self.doubts[place] = [problem]

    def _read(self, column: Column) -> None:
        """One column's values; each different text is read once."""
        texts = self.texts[column.name] = self._texts_of(column)
        read = self.readers[column.name]
        unique: dict[str, Value] = {text: read(text) for text in dict.fromkeys(texts)}
        self.values[column.name] = [unique[text].value for text in texts]
        odd = {text: value.doubt for text, value in unique.items() if value.doubt is not None}
        if odd:
            for place, text in enumerate(texts):
                if (doubt := odd.get(text)) is not None:
                    self._doubt(place, column, text, doubt)
        if rows := guessed(self.sheet, self.layout, column):
            for place, number in enumerate(self.found.numbers):
                if number - 1 in rows:
                    self.values[column.name][place] = None
                    self._doubt(place, column, texts[place], guess(self.dataset, column))
        if column.required and any(not text.strip() for text in unique):
            for place, text in enumerate(texts):
                if not text.strip():
                    self._doubt(place, column, None, self._missing(place, column))
        elif self.sheet.unsaved and column.name in self.layout.positions:
            for place, text in enumerate(texts):
                if not text.strip() and self._is_unsaved(place, column):
                    self._doubt(place, column, None, replace(self._missing(place, column), severity="warning"))

    def _texts_of(self, column: Column) -> Sequence[str]:
        """The column's cells. What holds for the whole sheet fills in where the row's own cell names nothing known."""
        position = self.layout.positions.get(column.name)
        given = self.given.get(column.name)
        if position is None:
            if column.name == "village" and self.found.sections:
                return [section or given or "" for section in self.found.sections]
            return [given or ""] * len(self.found.rows)
        texts = [row[position] for row in self.found.rows]
        if column.name == "village" and self.found.sections:
            texts = [
                text if text.strip() else section or ""
                for text, section in zip(texts, self.found.sections, strict=True)
            ]
        if self.sheet.since_1904 and column.kind in (Kind.DATE, Kind.MOMENT):
            texts = list(map(day_from_1904, texts))
        if given is not None:
            read = self.readers[column.name]
            texts = [given if read(text).value is None else text for text in texts]
        return texts

    def _is_unsaved(self, place: int, column: Column) -> bool:
        return (self.found.numbers[place] - 1, self.layout.positions.get(column.name)) in self.sheet.unsaved

    def _missing(self, place: int, column: Column) -> Doubt:
        if self._is_unsaved(place, column):
            message = _(
                "the cell holds a formula whose result was never saved; open the file in Excel, save it, load it again"
            )
            return Doubt("formula_without_value", message, "error")
        return missing_cell(column)

    def _doubt(self, place: int, column: Column, text: str | None, doubt: Doubt) -> None:
        if place in self.shifted:
            return
        if doubt.secret:
            self.secret.add((place, column.name))
            text = None
        number = self.found.numbers[place]
        problem = Problem(
            number, column.header, text, doubt.code, doubt.message, doubt.severity, self._cell(column.name, number)
        )
        self.doubts.setdefault(place, []).append(problem)

    def _cell(self, name: str, number: int) -> str | None:
        """The cell as Excel calls it (C17)."""
        position = self.layout.positions.get(name)
        return None if position is None else f"{column_letters(position)}{number}"

    def _soften_kinds(self) -> None:
        """A kind of report that is not known still counts where the log itself gives its deadline."""
        kind = self.dataset.column("kind").header
        for place, problems in self.doubts.items():
            if self.values["due_at"][place][0] is None:
                continue
            for index, problem in enumerate(problems):
                if problem.code == "unknown_word" and problem.column == kind:
                    self.values["kind"][place] = "other"
                    problems[index] = problem.softened()

    def _fields(self) -> dict[str, list[Any]]:
        """The stored fields: a phone cell holds two numbers, a moment carries whether its time is known, names have keys."""
        fields: dict[str, list[Any]] = {"row": self.found.numbers}
        for column in self.dataset.columns:
            values = self.values[column.name]
            if column.kind is Kind.PHONE:
                fields["phone"] = [value[0] for value in values]
                fields["other_phone"] = [value[1] for value in values]
            elif column.kind is Kind.MOMENT:
                fields[column.name] = [value[0] for value in values]
                fields[column.name.removesuffix("_at").removesuffix("_to") + "_has_time"] = [
                    value[1] for value in values
                ]
            else:
                fields[column.name] = values
        if self.dataset.id == "membership":
            fields["name_key"] = [name_key(name or "") for name in fields["display_name"]]
            facts = (fields["group"], fields["uid"], fields["phone"], fields["display_name"])
            fields["member"] = [member_key(*known) for known in zip(*facts, strict=True)]
        if self.dataset.id == "official":
            fields["name_key"] = [name_key(name or "") for name in fields["name"]]
        if self.dataset.id == "business":
            words = _kind_words(self.config)
            fields["kind"] = [
                kind or _kind_by_name(name or "", words)
                for kind, name in zip(fields["kind"], fields["name"], strict=True)
            ]
        return fields

    def _doubt_rows(self, fields: dict[str, list[Any]]) -> None:
        """A case cannot be closed or due before the day of its receipt, nor its time extended to such a day: it would count in a
        year in which it was not."""
        if self.dataset.id != "case":
            return
        for place, received in enumerate(fields["received_at"]):
            if received is None:
                continue
            day = format_date(received)
            reasons = {
                "closed_at": ("closed_before_received", _("closed before it was received ({received})", received=day)),
                "due_at": ("due_before_received", _("due before it was received ({received})", received=day)),
                "extended_to": (
                    "extended_before_received",
                    _("extended to a day before it was received ({received})", received=day),
                ),
            }
            for name, (code, message) in reasons.items():
                moment = fields[name][place]
                if moment is not None and moment.date() < received.date():
                    self._doubt(place, self.dataset.column(name), format_date(moment), Doubt(code, message, "error"))

    def _note_groups(self, checked: Checked, kept: Sequence[bool]) -> None:
        """What the rows say about their group: its total, its largest size, the day."""
        groups = self.values["group"]
        for facts, name in ((checked.totals, "total_members"), (checked.maxima, "max_members")):
            for group, number, taken in zip(groups, self.values.get(name, ()), kept, strict=False):
                if taken and number is not None:
                    facts[group] = max(number, facts.get(group, 0))
        checked.dates = {
            day for day, taken in zip(self.values["as_of"], kept, strict=True) if taken and day is not None
        }

    def _doubt_repetitions(self, fields: dict[str, list[Any]], kept: list[bool], checked: Checked) -> None:
        """A row that stands above already is ignored; another row of the same code is rejected: nobody could say which is right."""
        stored = [fields[name] for name in stored_columns(self.dataset)]
        unique = self.dataset.id not in ("membership", "official")
        keys: Iterable[Any] = fields[self.dataset.key] if unique else zip(*stored, strict=True)
        keys = list(compress(keys, kept))
        if len(set(keys)) == len(keys):
            return
        first: dict[Any, int] = {}
        for key, place in zip(keys, list(compress(range(len(kept)), kept)), strict=True):
            earlier = first.setdefault(key, place)
            if earlier == place:
                continue
            kept[place] = False
            if all(column[earlier] == column[place] for column in stored):
                checked.ignored += 1
                if self.dataset.id == "membership":
                    group = fields["group"][place]
                    checked.repeated[group] = checked.repeated.get(group, 0) + 1
                self.doubts.setdefault(place, []).append(repeated_row(self.found.numbers[place]))
            else:
                self._doubt(place, self.dataset.column(self.dataset.key), str(key), duplicate_code())

    def _gather(self, checked: Checked, fields: dict[str, list[Any]], kept: Sequence[bool]) -> None:
        names = ("row", *stored_columns(self.dataset))
        whole = all(kept)
        checked.columns = {name: fields[name] if whole else list(compress(fields[name], kept)) for name in names}
        checked.accepted = len(checked.columns["row"])
        checked.rejected = checked.read - checked.accepted - checked.ignored
        checked.problems = sorted(
            [*self.found.ignored, *(problem for problems in self.doubts.values() for problem in problems)],
            key=lambda problem: problem.row or 0,
        )
        checked.rejected_rows = list(self._rejected_rows())
        checked.preview = [self._as_read(place) for place in range(min(PREVIEWED, len(self.found.rows)))]

    def _rejected_rows(self) -> Iterator[RejectedRow]:
        for place in sorted(self.doubts):
            reasons = [problem for problem in self.doubts[place] if problem.severity == "error"]
            if reasons:
                fields = {column.header: column.name for column in self.dataset.columns}
                told = tuple((fields.get(problem.column or ""), problem.message) for problem in reasons)
                yield RejectedRow(self.found.numbers[place], self._as_read(place), told)

    def _as_read(self, place: int) -> dict[str, str]:
        """The known cells of a row, by field; what must not be kept is not shown either."""
        return {
            column.name: ""
            if place in self.shifted or (place, column.name) in self.secret
            else self.texts[column.name][place]
            for column in self.dataset.columns
            if column.name in self.layout.positions or self.texts[column.name][place]
        }


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


def _kind_by_name(name: str, words: Sequence[tuple[str, str]]) -> str | None:
    """Lists often say the kind of enterprise in its name only ("Công ty TNHH …")."""
    folded = fold(name) + " "
    return next((meaning for word, meaning in words if folded.startswith(word + " ")), None)
