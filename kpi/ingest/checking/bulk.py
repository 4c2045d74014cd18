"""Checks a very long register column by column in bulk, with the same answers as row by row.

Only what is plain is read in bulk: a text that stands for itself, a phone number in an everyday form. Every other text goes the
ordinary way, and a list that is not plain enough goes it as a whole; a property test holds the two ways equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kpi.config.models import Config
from kpi.domain.datasets import Column, Kind
from kpi.domain.errors import Problem
from kpi.ingest.checking.cells import MADE_BY_EXCEL, Doubt, Reader, References, readers
from kpi.ingest.checking.checked import (
    PREVIEWED,
    Checked,
    RejectedRow,
    duplicate_code,
    in_two_villages,
    missing_cell,
    repeated_row,
)
from kpi.ingest.checking.entries import maybe_no_entry, maybe_part, says_no_entry, sort_out
from kpi.ingest.checking.layout import Layout, column_letters
from kpi.ingest.reading.arrays import flags_of, numbers_of, of_flags, of_numbers, of_texts, of_values, one_text
from kpi.ingest.reading.tall import TallRows
from kpi.store import stored_columns
from kpi.vietnamese.syllables import is_sound
from kpi.vietnamese.text import clean_text

if TYPE_CHECKING:
    import pyarrow

MOST_ODD = 2_000  # rows that need a closer look; with more of them the list goes the ordinary way
FEW_DIFFERENT = 0.3  # a column with fewer different texts than this share of its rows is read text by text

_PLAIN_TEXT = r"^[!-~]+( [!-~]+)*$"
_CITIZEN = r"(^|\D)0(0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}(\D|$)|(^|\D)([1-8]\d|9[0-6])[0-3]\d{8}(\D|$)"
_PHONE_SIGNS = r"[ .()\-]+"
_PLAIN_PHONE = r"^(?:(?:\+|00)?84|0)?[35789][0-9]{8}$"
_ONE_NUMBER = r"^\+?[0-9][0-9 .()\-]*$"


def check_bulk(
    rows: TallRows, layout: Layout, config: Config, references: References, given: Mapping[str, str]
) -> Checked | None:
    """What ``kpi.ingest.checking.rows.check_row_by_row`` would answer; None where the list has to go the ordinary way."""
    if any(name in layout.positions for name in given):
        return None
    entries = entries_of(rows, layout, references)
    if entries is None:
        return None
    if _may_hold_down(layout, entries):
        return None
    reads = readers(layout.dataset, config, references, layout.named)
    for column in layout.dataset.columns:
        _supply(column, layout, given, entries)
        read_column(column, reads[column.name], entries)
        _doubt_blanks(column, entries)
    return _gathered(layout, entries)


def _may_hold_down(layout: Layout, entries: BulkEntries) -> bool:
    """Whether a blank cell may say the same as the one above, which only the order of the rows tells."""
    import pyarrow.compute as pc

    texts = entries.texts.get("village")
    return (
        texts is not None and layout.dataset.column("village").required and pc.any(_is_blank(texts.dictionary)).as_py()
    )


def _supply(column: Column, layout: Layout, given: Mapping[str, str], entries: BulkEntries) -> None:
    """A column that the list does not have holds what is said of the whole list, or nothing."""
    if column.name not in layout.positions:
        import pyarrow

        said = one_text(given.get(column.name, ""))
        entries.texts[column.name] = pyarrow.repeat(said, len(entries.numbers)).dictionary_encode()


def _doubt_blanks(column: Column, entries: BulkEntries) -> None:
    import pyarrow.compute as pc

    if column.required:
        texts = entries.texts[column.name]
        blank = _is_blank(texts.dictionary)
        if not pc.any(blank).as_py():
            return
        for place in pc.indices_nonzero(blank.take(texts.indices)).to_pylist():
            entries.doubts.append((place, column, "", missing_cell(column)))


def _gathered(layout: Layout, entries: BulkEntries) -> Checked:
    import numpy
    import pyarrow.compute as pc

    dataset = layout.dataset
    problems: dict[int, list[Problem]] = {}
    secret = {(place, column.name) for place, column, _text, doubt in entries.doubts if doubt.secret}
    for place, column, text, doubt in entries.doubts:
        problems.setdefault(place, []).append(_problem(layout, entries, place, column, text, doubt))
    checked = Checked({}, read=entries.read, ignored=len(entries.ignored))
    refused = {place for place, found in problems.items() if any(problem.severity == "error" for problem in found)}
    for place, problem in _repetitions(layout, entries, refused):
        problems.setdefault(place, []).append(problem)
        if problem.severity == "warning":
            continue
        refused.add(place)
        checked.ignored += problem.severity == "info"
    order = [column.name for column in dataset.columns]
    headers = {column.header: column.name for column in dataset.columns}

    def as_read(place: int) -> dict[str, str]:
        texts = {name: entries.texts[name][place].as_py() for name in order}
        return {
            name: "" if (place, name) in secret else text
            for name, text in texts.items()
            if name in layout.positions or text
        }

    for place in sorted(problems):
        errors = [problem for problem in problems[place] if problem.severity == "error"]
        if errors:
            reasons = tuple((headers.get(problem.column or ""), problem.told) for problem in errors)
            checked.rejected_rows.append(RejectedRow(entries.numbers[place].as_py(), as_read(place), reasons))
    columns = {"row": entries.numbers, **{name: entries.values[name] for name in stored_columns(dataset)}}
    if refused:
        keep = numpy.ones(len(entries.numbers), dtype=bool)
        keep[sorted(refused)] = False
        stays = of_flags(keep)
        columns = {name: pc.filter(values, stays) for name, values in columns.items()}
    checked.columns = columns
    checked.accepted = len(columns["row"])
    checked.rejected = checked.read - checked.accepted - checked.ignored
    told = [*entries.ignored, *(problem for found in problems.values() for problem in found)]
    checked.problems = sorted(told, key=lambda problem: problem.row or 0)
    checked.fields = tuple(layout.positions)
    checked.preview = [as_read(place) for place in range(min(PREVIEWED, len(entries.numbers)))]
    return checked


def _problem(layout: Layout, entries: BulkEntries, place: int, column: Column, text: str, doubt: Doubt) -> Problem:
    number = entries.numbers[place].as_py()
    position = layout.positions.get(column.name)
    cell = None if position is None else f"{column_letters(position)}{number}"
    shown = None if doubt.secret or doubt.code == "empty" else text
    return Problem(number, column.header, shown, doubt.code, doubt.message, doubt.severity, cell, doubt.hint)


def _repetitions(layout: Layout, entries: BulkEntries, refused: set[int]) -> list[tuple[int, Problem]]:
    """Entries whose code stands above already, among those not refused for another reason; in another village's list it may."""
    import pyarrow.compute as pc

    dataset = layout.dataset
    keys = entries.values[dataset.key]
    if entries.all_different or pc.count_distinct(keys).as_py() == len(keys):
        return []
    counts = pc.value_counts(keys)
    twice = pc.filter(counts.field("values"), pc.greater(counts.field("counts"), 1))
    first: dict[str, dict[tuple[str, ...], int]] = {}
    found = []
    stored = stored_columns(dataset)
    for place in pc.indices_nonzero(pc.is_in(keys, twice)).to_pylist():
        key = keys[place].as_py()
        if place in refused or key is None:
            continue
        above, entry = (
            first.setdefault(key, {}),
            tuple(entries.values[name][place].as_py() for name in dataset.unique_by),
        )
        number = entries.numbers[place].as_py()
        if above.setdefault(entry, place) == place:
            if len(above) > 1:
                found.append((place, in_two_villages(number)))
        elif all(entries.values[name][place].equals(entries.values[name][above[entry]]) for name in stored):
            found.append((place, repeated_row(number)))
        else:
            column = dataset.column(dataset.key)
            found.append((place, _problem(layout, entries, place, column, key, duplicate_code())))
    return found


@dataclass(slots=True)
class BulkEntries:
    """The entries of a long list, by columns: fields → texts and values, numbers as Excel counts, and what was doubtful."""

    numbers: pyarrow.Array
    ignored: list[Problem]
    texts: dict[str, pyarrow.Array] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    doubts: list[tuple[int, Column, str, Doubt]] = field(default_factory=list)
    key: str = ""  # the field that names an entry
    is_whole: bool = False  # nothing was left out, so that each text of a column stands in some entry
    all_different: bool = False  # known to hold for the field that names an entry

    @property
    def read(self) -> int:
        return len(self.numbers) + len(self.ignored)


def entries_of(rows: TallRows, layout: Layout, references: References) -> BulkEntries | None:
    """The rows below the header, parted into entries and the rest; None if too many of them need a closer look."""
    import pyarrow.compute as pc

    start = layout.body - len(rows.head)
    if start < 0:
        return None
    used = {0, *layout.positions.values()}
    body = [
        column.slice(start).dictionary_encode() if position in used else column.slice(start)
        for position, column in enumerate(rows.columns)
    ]
    odd = _odd_rows(body, layout)
    places = odd.nonzero()[0]
    if len(places) > MOST_ODD:
        return None
    chosen = zip(*(column.take(of_numbers(places)).to_pylist() for column in body), strict=True)
    numbers = [layout.body + 1 + place for place in places.tolist()]
    found = sort_out(list(map(list, chosen)), numbers, layout, references)
    if found.sections or found.other_header is not None:
        return None  # headings, and other headers: the rows below one belong to it, which only their order tells
    keep = ~odd
    keep[[number - layout.body - 1 for number in found.numbers]] = True
    kept = of_numbers((keep.nonzero()[0] + layout.body + 1).astype("int32"))
    whole = len(kept) == len(keep)
    mask = of_flags(keep)
    texts = {name: body[place] if whole else pc.filter(body[place], mask) for name, place in layout.positions.items()}
    return BulkEntries(kept, found.ignored, texts, key=layout.dataset.key, is_whole=whole)


def _odd_rows(body: Sequence[pyarrow.Array], layout: Layout) -> Any:
    """Rows that may be no entry: a needed cell is blank, or one begins as totals and signatures do; and the first row."""
    import numpy
    import pyarrow.compute as pc

    needed = [layout.positions[name] for name in layout.dataset.required if name in layout.positions]
    headers = of_texts(sorted(layout.header_texts))
    odd = numpy.zeros(len(body[0]), dtype=bool)
    odd[:1] = True
    for position in {0, *needed}:
        texts = body[position]
        words = texts.dictionary
        doubtful = pc.match_substring_regex(words, maybe_no_entry(layout), ignore_case=True)
        if pc.any(doubtful).as_py():
            closer = [says_no_entry(word, layout) for word in pc.filter(words, doubtful).to_pylist()]
            doubtful = pc.replace_with_mask(doubtful, doubtful, of_flags(closer))
        if position == 0:
            doubtful = pc.or_(doubtful, pc.match_substring_regex(words, maybe_part(layout)))
        if position in needed:
            blank = _is_blank(words)
            doubtful = pc.or_(doubtful, pc.or_(blank, pc.is_in(words, headers)))
        if pc.any(doubtful).as_py():
            odd |= flags_of(doubtful.take(texts.indices))
    return odd


def _is_blank(words: pyarrow.Array) -> pyarrow.Array:
    import pyarrow.compute as pc

    return pc.is_in(pc.utf8_trim_whitespace(words), of_texts([""]))


def read_column(column: Column, read: Reader, entries: BulkEntries) -> None:
    """The values of one column, text by text where few differ, else in bulk what is plain."""
    import numpy
    import pyarrow
    import pyarrow.compute as pc

    coded = entries.texts[column.name]
    words = coded.dictionary
    plain = None
    if len(words) > FEW_DIFFERENT * len(coded):
        plain, quick = _plain(column.kind, words)
        if column.name == entries.key and entries.is_whole and len(words) == len(coded) and pc.all(plain).as_py():
            entries.all_different = True
    if plain is None:
        values = [read(word) for word in words.to_pylist()]
        places = range(len(values))
    else:
        rest = pc.indices_nonzero(pc.invert(plain))
        values = [read(word) for word in words.take(rest).to_pylist()]
        places = rest.to_pylist()
    for part, name in enumerate(column.fields):
        meant = [value.value[part] if column.also else value.value for value in values]
        told = of_values(meant, _type(column))
        if plain is not None:
            bulk = quick if part == 0 else pyarrow.nulls(len(words), pyarrow.string())
            told = pc.replace_with_mask(bulk, pc.invert(plain), told) if places else bulk
        entries.values[name] = told.take(coded.indices)
    odd = {place: value.doubt for place, value in zip(places, values, strict=True) if value.doubt is not None}
    if odd:
        marked = pc.is_in(coded.indices, of_numbers(numpy.array(list(odd), dtype="int32")))
        for place in pc.indices_nonzero(marked).to_pylist():
            code = coded.indices[place].as_py()
            entries.doubts.append((place, column, words[code].as_py(), odd[code]))


def _plain(kind: Kind, words: pyarrow.Array) -> tuple[Any, Any]:
    """Which texts can be read in bulk, and what they mean; None where none of this kind can."""
    import pyarrow.compute as pc

    if kind in (Kind.CODE, Kind.TEXT):
        plain = pc.match_substring_regex(words, _PLAIN_TEXT)
        # Few columns hold eleven digits anywhere; the closer look for citizens' numbers is for those.
        many = pc.match_substring_regex(words, r"(\d[ .]?){10}\d")
        if pc.any(many).as_py():
            citizens = pc.or_(pc.match_substring_regex(words, _CITIZEN), pc.match_substring_regex(words, r"\d[ .]\d"))
            plain = pc.and_(plain, pc.invert(pc.and_(many, citizens)))
        plain = pc.and_(plain, pc.invert(pc.match_substring_regex(words, MADE_BY_EXCEL)))
        return pc.and_(plain, pc.invert(pc.starts_with(words, "#"))), words
    if kind is Kind.NAME:
        return _plain_names(words), words
    if kind is Kind.PHONE:
        digits = pc.replace_substring_regex(words, _PHONE_SIGNS, "")
        plain = pc.and_(pc.match_substring_regex(words, _ONE_NUMBER), pc.match_substring_regex(digits, _PLAIN_PHONE))
        numbers = pc.binary_join_element_wise(one_text("0"), pc.utf8_slice_codeunits(digits, -9), one_text(""))
        return plain, numbers
    return None, None


def _plain_names(words: pyarrow.Array) -> pyarrow.Array:
    """Names of which every part between single spaces is sound and clean; a million names share some hundred parts."""
    import numpy
    import pyarrow.compute as pc

    parts = pc.split_pattern(words, " ")
    coded = parts.flatten().dictionary_encode()
    sound = numpy.array([_is_plain_part(part) for part in coded.dictionary.to_pylist()], dtype=bool)
    # Each name has at least one part, so that its first part begins a run of its own.
    return of_flags(numpy.logical_and.reduceat(sound[numbers_of(coded.indices)], numbers_of(parts.offsets)[:-1]))


def _is_plain_part(part: str) -> bool:
    return part.isalpha() and is_sound(part) and clean_text(part) == part


def _type(column: Column) -> Any:
    import pyarrow

    kinds = {Kind.COUNT: pyarrow.int32(), Kind.FLAG: pyarrow.bool_()}
    return kinds.get(column.kind, pyarrow.string())
