"""Checks the rows of a sheet: each is accepted, rejected with a reason or ignored with a reason, and they add up.

Column by column, because lists repeat themselves: each different text of a column is read once, however often it stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import HOUSEHOLD, MEMBERSHIP, Column, Kind
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.answers_again import answered_again
from kpi.ingest.checking.cells import Doubt, Reader, References, Value, many_phones, readers
from kpi.ingest.checking.checked import (
    PREVIEWED,
    Checked,
    RejectedRow,
    duplicate_code,
    in_two_villages,
    missing_cell,
    repeated_row,
    uncounted,
)
from kpi.ingest.checking.entries import Entries, entries_of, in_each_group
from kpi.ingest.checking.facts import day_from_1904, guess, guessed, of_year, shifted, year_of
from kpi.ingest.checking.held_down import below_villages, doubt_below, held_down, is_held_down
from kpi.ingest.checking.layout import Layout, column_letters
from kpi.ingest.checking.lists import checks_of
from kpi.ingest.checking.lists.checks import Fields, Rows
from kpi.ingest.checking.noted import doubt_headings, doubts_of_notes, with_headings_and_leavers
from kpi.ingest.checking.persons import Words, gather
from kpi.ingest.checking.side_by_side import as_in_the_file
from kpi.ingest.checking.terms import count_of_term, counts_hours, deadline_in_days, deadline_in_hours
from kpi.ingest.reading.files import Sheet
from kpi.store import stored_columns
from kpi.vietnamese.text import fold


def check_row_by_row(
    sheet: Sheet, layout: Layout, config: Config, references: References, given: dict[str, str]
) -> Checked:
    """Every row below the header. ``given`` are cells that hold for the whole sheet (its village or group)."""
    layout = with_headings_and_leavers(sheet, layout, config)
    found = entries_of(sheet, layout, references, given.get("village", ""))
    if layout.dataset is MEMBERSHIP:
        in_each_group(found, layout, references.groups)
    below = below_villages(found, layout)
    if below and is_held_down(layout, references):
        found = held_down(found, layout, below)
    if "village" in given:  # what no heading gives to a village is of the one that the whole sheet is of
        found.remarks = [one for one in found.remarks if one.code != "village_ended"]
    found.remarks += [*doubts_of_notes(layout, found.numbers), *doubt_headings(layout, found.numbers)]
    gathered = layout
    if layout.names_persons:
        words = Words.of(config, readers(layout.dataset, config, references, layout.named))
        found, gathered = gather(found, layout, words, sheet.row_in_file)
    checked = _Check(sheet, gathered, config, references, given, found, below).checked()
    return as_in_the_file(checked, sheet)


_MIDNIGHT = " 0:"  # "00:00" is how Excel shows a day that has no time of day


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
        below: Mapping[int, str],
    ) -> None:
        self.layout, self.dataset, self.found, self.below = layout, layout.dataset, found, below
        self.sheet, self.given, self.config, self.references = sheet, given, config, references
        self.readers: dict[str, Reader] = readers(layout.dataset, config, references, layout.named, layout.within)
        self.texts: dict[str, Sequence[str]] = {}
        self.values: dict[str, list[Any]] = {}
        self.doubts: dict[int, list[Problem]] = {}
        self.secret: set[tuple[int, str]] = set()  # cells whose text must not be kept anywhere
        self.shifted: set[int] = set()  # entries of which that is true of every cell
        self.passed_over: set[int] = set()  # those that are none after all

    def checked(self) -> Checked:
        self._doubt_shifted()
        for column in self.dataset.columns:
            self._read(column)
        self._doubt_uncounted()
        fields = self._fields()
        if "term" in self.layout.helpers:
            self._work_out_deadlines(fields)
        for place, doubt in answered_again(self.sheet, self.layout, fields).items():
            self._pass_over(place, doubt)
        special = checks_of(self.dataset)
        special.check(
            Rows(
                self.dataset,
                fields,
                self.doubts,
                self.layout.lacking,
                self.references.villages,
                self.references.naming,
                self._doubt,
                self.config,
                self.layout.named,
                self._pass_over,
                self.found.parts,
                lambda place, name: self.layout.cell(self.found.rows[place], name),
            )
        )
        kept = [place not in self.passed_over for place in range(len(self.found.rows))]
        for place, problems in self.doubts.items():
            kept[place] = kept[place] and not any(problem.severity == "error" for problem in problems)
        repeated = self._ignore_repeated(fields, kept)
        ignored = len(self.found.ignored) + len(self.passed_over) + len(repeated)
        checked = Checked({}, read=self.found.read, ignored=ignored)
        checked.fields = (*self.layout.positions, *(("village",) if self.found.sections else ()))
        special.note(checked, fields, list(compress(range(len(kept)), kept)), repeated)
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

    def _doubt_uncounted(self) -> None:
        """A name that stands alone below a list of households or businesses without codes, or without a number in a numbered one."""
        for place, number in enumerate(self.found.numbers):
            if number in self.found.names_below:
                name = "head_name" if self.dataset is HOUSEHOLD else "name"
                self._doubt(place, self.dataset.column(name), None, uncounted())

    def _read(self, column: Column) -> None:
        """One column's values; each different text is read once."""
        texts = self.texts[column.name] = self._texts_of(column)
        read = self.readers[column.name]
        unique: dict[str, Value] = {text: read(text) for text in dict.fromkeys(texts)}
        self.values[column.name] = [unique[text].value for text in texts]
        odd = {text: value.doubt for text, value in unique.items() if value.doubt is not None}
        needs = self._needs(column)
        if needs and not column.required:
            odd = {text: replace(doubt, severity="error") for text, doubt in odd.items()}
        if odd:
            for place, text in enumerate(texts):
                if (doubt := odd.get(text)) is not None:
                    self._doubt(place, column, text, doubt)
        if rows := guessed(self.sheet, self.layout, column):
            for place, number in enumerate(self.found.numbers):
                if number - 1 in rows:
                    self.values[column.name][place] = None
                    self._doubt(place, column, texts[place], guess(self.dataset, column))
        if column.name in self.layout.hours:
            self._doubt_hours(column, self.layout.hours[column.name])
        if needs and column.name not in self.layout.lacking and any(not text.strip() for text in unique):
            for place, text in enumerate(texts):
                if not text.strip():
                    self._doubt(place, column, None, self._missing(place, column))
        elif self.sheet.unsaved and column.name in self.layout.positions:
            for place, text in enumerate(texts):
                if not text.strip() and self._is_unsaved(place, column):
                    self._doubt(place, column, None, replace(self._missing(place, column), severity="warning"))

    def _doubt_hours(self, column: Column, position: int) -> None:
        """Times of day in a column of their own that could not be read with their days ("7g30", or beside a day without a year)."""
        message = _("the time of day beside it could not be read; the day counts without it")
        for place, moment in enumerate(self.values[column.name]):
            hour = "".join(self.found.rows[place][position : position + 1])
            if hour.strip(_MIDNIGHT) and moment is not None and not moment[1]:
                self._doubt(place, column, None, Doubt("hour_not_read", message, "warning"))

    def _needs(self, column: Column) -> bool:
        """A list of posts side by side has a row for each village: who stands in a row of none may be anybody, one who signs, too."""
        has_posts_beside = bool(self.sheet.source_rows) and self.sheet.parts == 1 and not self.sheet.is_written
        is_row_of_village = column.kind is Kind.VILLAGE and column.name in self.layout.positions
        return column.required or (has_posts_beside and is_row_of_village)

    def _texts_of(self, column: Column) -> Sequence[str]:
        """The column's cells. What holds for the whole sheet fills in where the row's own cell names nothing known."""
        position = self.layout.positions.get(column.name)
        given = self.given.get(column.name)
        if position is None:
            if column.name == "village" and self.found.sections:
                return [section or given or "" for section in self.found.sections]
            return [given or ""] * len(self.found.rows)
        if column.name in {**self.layout.family, **self.layout.ticks, **self.layout.joined, **self.layout.hours}:
            texts = [self.layout.cell(row, column.name) for row in self.found.rows]
        else:
            texts = [row[position] for row in self.found.rows]
        if column.name == "village" and self.found.sections:
            texts = [
                text if text.strip() else section or ""
                for text, section in zip(texts, self.found.sections, strict=True)
            ]
        if self.dataset.is_log and column.kind in (Kind.DATE, Kind.MOMENT):
            texts = self._with_year(texts)
        if self.sheet.since_1904 and column.kind in (Kind.DATE, Kind.MOMENT):
            texts = list(map(day_from_1904, texts))
        if given is not None:
            read = self.readers[column.name]
            texts = [given if read(text).value is None else text for text in texts]
        return texts

    def _work_out_deadlines(self, fields: Fields) -> None:
        """The deadlines of reports of which the log writes in how many days or hours they are due, where it gives no day itself."""
        hours = counts_hours(self.layout.headers[self.layout.helpers["term"]])
        for place, row in enumerate(self.found.rows):
            term, received = self.layout.cell(row, "term").strip(), fields["received_at"][place]
            if fields["due_at"][place] is not None or received is None or not term:
                continue
            if (count := count_of_term(term)) is not None:
                has_time = fields["received_has_time"][place]
                due = deadline_in_hours(received, has_time, count) if hours else deadline_in_days(received, count)
                fields["due_at"][place], fields["due_has_time"][place] = due
            else:
                message = _("not a number of days; without it the deadline of this report is not known")
                self._doubt(place, self.dataset.column("due_at"), term, Doubt("not_a_term", message, "error"))

    def _with_year(self, texts: list[str]) -> list[str]:
        """Days without a year ("28/10") of a log all of whose other days of receipt are of one year, which is said once."""
        received = self.layout.positions.get("received_at")
        year = None if received is None else year_of(row[received] for row in self.found.rows)
        dated = [of_year(text, year) for text in texts] if year else texts
        message = _("days without a year were read as days of {year}, like the others", year=year)
        told = Problem(None, None, None, "year_of_others", message, "info")
        if dated != texts and told not in self.found.remarks:
            self.found.remarks.append(told)
        return dated

    def _is_unsaved(self, place: int, column: Column) -> bool:
        return (self.found.numbers[place] - 1, self.layout.positions.get(column.name)) in self.sheet.unsaved

    def _missing(self, place: int, column: Column) -> Doubt:
        if self._is_unsaved(place, column):
            message = _(
                "the cell holds a formula whose result was never saved; open the file in Excel, save it, load it again"
            )
            return Doubt("formula_without_value", message, "error")
        if column.kind is Kind.VILLAGE and (above := self.below.get(self.found.numbers[place])):
            return doubt_below(above)
        return missing_cell(column)

    def _doubt(self, place: int, column: Column, text: str | None, doubt: Doubt) -> None:
        if place in self.shifted:
            return
        if doubt.secret:
            self.secret.add((place, column.name))
            text = None
        number = self.found.numbers[place]
        cell = self._cell(column.name, number)
        problem = Problem(number, column.header, text, doubt.code, doubt.message, doubt.severity, cell, doubt.hint)
        self.doubts.setdefault(place, []).append(problem)

    def _pass_over(self, place: int, doubt: Doubt) -> None:
        self.passed_over.add(place)
        self.doubts[place] = []
        self._doubt(place, self.dataset.column(self.dataset.key), None, doubt)

    def _cell(self, name: str, number: int) -> str | None:
        """The cell as Excel calls it (C17)."""
        position = self.layout.positions.get(name)
        return None if position is None or position >= self.layout.width else f"{column_letters(position)}{number}"

    def _fields(self) -> Fields:
        """The fields of the rows: a phone cell holds two numbers, a moment carries whether its time of day is known."""
        fields: Fields = {"row": self.found.numbers}
        for column in self.dataset.columns:
            values = self.values[column.name]
            if column.kind in (Kind.PHONE, Kind.MOMENT):
                for part, name in enumerate(column.fields):
                    fields[name] = [value[part] for value in values]
            else:
                fields[column.name] = values
        self._add_phones(fields)
        return fields

    def _add_phones(self, fields: Fields) -> None:
        """The numbers of a household's other persons behind the head's own: its phone is the head's, or nobody's."""
        for place, numbers in enumerate(self.found.phones):
            own = [number for number in (fields["phone"][place], fields["other_phone"][place]) if number]
            if numbers and len(own) < 2:
                fields["other_phone"][place] = numbers[0]
            if numbers and len(own) + len(numbers) > 2:
                self._doubt(place, self.dataset.column("phone"), None, many_phones())

    def _ignore_repeated(self, fields: Fields, kept: list[bool]) -> list[int]:
        """Where a row stands above already, it is ignored; another row of the same code is rejected: nobody could say which is
        right. The places of the ignored rows. Households without codes and activities may be alike; of all else the name tells."""
        is_keyed = self.dataset.unique and self.dataset.key not in self.layout.lacking
        if not is_keyed and self.dataset.may_be_alike:
            return self._ignore_written_twice(kept)
        stored = [fields[name] for name in stored_columns(self.dataset)]
        named = (fields[name] for name in self.dataset.unique_by) if is_keyed else stored
        keys = list(compress(zip(*named, strict=True), kept))
        if is_keyed:
            self._note_moved(list(compress(range(len(kept)), kept)), keys)
        if len(set(keys)) == len(keys):
            return []
        answers = self._answers()
        first: dict[Any, int] = {}
        repeated = []
        for key, place in zip(keys, list(compress(range(len(kept)), kept)), strict=True):
            earlier = first.setdefault(key, place)
            if earlier == place:
                continue
            kept[place] = False
            if answers[earlier] == answers[place] and all(column[earlier] == column[place] for column in stored):
                repeated.append(place)
                self.doubts.setdefault(place, []).append(repeated_row(self.found.numbers[place]))
            else:
                self._doubt(
                    place, self.dataset.column(self.dataset.key), str(fields[self.dataset.key][place]), duplicate_code()
                )
        return repeated

    def _answers(self) -> list[tuple[str, ...]]:
        """What each entry's cells say in the columns of yes and no that plans name, which are read after all others."""
        places = () if self.layout.names_persons else tuple(self.layout.marks.values())
        return [tuple(fold("".join(row[place : place + 1])) for place in places) for row in self.found.rows]

    def _ignore_written_twice(self, kept: list[bool]) -> list[int]:
        """Where entries may be alike, only the very same row is a repeated one: with its running number, which tells them apart."""
        numbers = self.layout.serial_places
        seen: set[tuple[str, ...]] = set()
        repeated = []
        for place, row in enumerate(self.found.rows):
            written = tuple(cell.strip() for cell in row)
            if kept[place] and written in seen and any(written[number] for number in numbers):
                kept[place] = False
                repeated.append(place)
                self.doubts.setdefault(place, []).append(repeated_row(self.found.numbers[place]))
            seen.add(written)
        return repeated

    def _note_moved(self, places: Sequence[int], keys: Sequence[tuple[Any, ...]]) -> None:
        """A code that stands above in another village's list: the household moved, and the lower row says so."""
        if len(self.dataset.unique_by) == 1 or len({code for _village, code in keys}) == len(keys):
            return
        lists: dict[Any, set[Any]] = {}
        for place, (village, code) in zip(places, keys, strict=True):
            above = lists.setdefault(code, set())
            if above and village not in above:  # a row that stands above itself is repeated, and says nothing
                self.doubts.setdefault(place, []).append(in_two_villages(self.found.numbers[place]))
            above.add(village)

    def _gather(self, checked: Checked, fields: Fields, kept: Sequence[bool]) -> None:
        names = ("row", *stored_columns(self.dataset))
        whole = all(kept)
        checked.columns = {name: fields[name] if whole else list(compress(fields[name], kept)) for name in names}
        checked.accepted = len(checked.columns["row"])
        checked.rejected = checked.read - checked.accepted - checked.ignored
        checked.problems = sorted(
            [
                *self.found.ignored,
                *self.found.remarks,
                *(problem for problems in self.doubts.values() for problem in problems),
            ],
            key=lambda problem: problem.row or 0,
        )
        checked.rejected_rows = list(self._rejected_rows())
        checked.previewed = list(self.found.numbers[:PREVIEWED])
        checked.preview = [self._as_read(place) for place in range(min(PREVIEWED, len(self.found.rows)))]

    def _rejected_rows(self) -> Iterator[RejectedRow]:
        for place in sorted(self.doubts):
            reasons = [problem for problem in self.doubts[place] if problem.severity == "error"]
            if reasons:
                fields = {column.header: column.name for column in self.dataset.columns}
                told = tuple((fields.get(problem.column or ""), problem.told) for problem in reasons)
                yield RejectedRow(self.found.numbers[place], self._as_read(place), told)

    def _as_read(self, place: int) -> dict[str, str]:
        """The known cells of a row, by field; what must not be kept is not shown either."""
        cells = {
            column.name: ""
            if place in self.shifted or (place, column.name) in self.secret
            else self.texts[column.name][place]
            for column in self.dataset.columns
            if column.name in self.layout.positions or self.texts[column.name][place]
        }
        if self.found.phones and self.found.phones[place]:
            cells["phone"] = "; ".join(filter(None, (cells["phone"], *self.found.phones[place])))
        return cells
