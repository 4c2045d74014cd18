"""What the cells say of the columns: which one names villages, whatever stands above it, and which ones must not be left out.

Asked when a list is loaded, for by then the register of villages that comes with it is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kpi.config.models import Config
from kpi.domain.datasets import HELPERS, HOUSEHOLD, Kind
from kpi.domain.datasets import Column as Field
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import word_meaning, word_reader
from kpi.ingest.checking.entries import says_no_entry
from kpi.ingest.checking.groups import calls_groups
from kpi.ingest.checking.headers import readings, says_how_many
from kpi.ingest.checking.layout import Layout, column_letters, place_of
from kpi.ingest.checking.traits import MOST, SAMPLED, CellSample, Trait, says
from kpi.ingest.checking.vocabulary import RUNNING_NUMBERS
from kpi.ingest.reading.files import Sheet
from kpi.ingest.reading.tall import cells_of
from kpi.vietnamese.phones import is_mobile, parse_phones
from kpi.vietnamese.places import Register, take_apart
from kpi.vietnamese.text import fold, mentions

# "Nam" may be a Thôn Nam, or all heads of a list are men.
_GENDERS = frozenset(("nam", "nu"))
# The share of a headed column's cells that must name villages for the header to be believed.
_SOME = 0.3
# "Số TT khẩu", whose cells only count.
_BEGINS_A_NUMBER = re.compile(rf"(?:{'|'.join(sorted(RUNNING_NUMBERS))})\b")
# Fields that say which entries count.
_STATES = ("status", "state")
_PHONE = "phone"
_TERM = "term"
# At so many entries a number is nobody's own.
_MANY = 3
_RECEIVED, _RECEIPT = "received_at", "nhan"
# "Ngày gửi", "Ngày tạo", "Ngày phản ánh": the citizen's day, before anybody has it.
_SENT = frozenset(("gui", "tao", "phan"))
_KIND_OF_HOUSEHOLD = "loai ho"
# Two columns of one such field must say the same.
_ONE_MEANING = (Kind.CODE, Kind.UID, Kind.DATE, Kind.MOMENT)
# Which kinds of cells could fill a field of a list.
_FILLED_BY = {
    Trait.PHONE: (Kind.PHONE,), Trait.UID: (Kind.UID,), Trait.DAY: (Kind.DATE, Kind.MOMENT), Trait.VILLAGE: (Kind.VILLAGE,),
    Trait.CODE: (Kind.CODE,), Trait.RUNNING: (Kind.CODE,), Trait.COUNT: (Kind.COUNT,),
}  # fmt: skip


def place_villages(sheet: Sheet, layout: Layout, villages: Register) -> Layout:
    """The layout with the column of villages where the cells are names on the register of villages.

    A column whose header says so is believed unless hardly any of its cells does and another column's cells do.
    """
    if not layout.dataset.holds(Kind.VILLAGE) or not villages:
        return layout
    layout = _of_known_units(sheet, layout, villages)
    headed = layout.positions.get("village")
    rows = sheet.rows[layout.body :]
    if (
        headed is not None
        and CellSample.of(rows, headed).share(lambda cell: villages.find_in_words(cell) is not None) >= _SOME
    ):
        return layout
    taken = {place for name, place in layout.positions.items() if name != "village"} | set(layout.helpers.values())
    taken -= {layout.helpers.get("address", -1)}
    taken |= {place for place in range(layout.width) if place != headed and _tells_genders(CellSample.of(rows, place))}
    if layout.dataset.is_log:  # where a reporter lives is nobody's business
        taken |= set(layout.places_of(layout.forbidden))
    named = {
        position: share
        for position in range(layout.width)
        if position not in taken and (share := CellSample.of(rows, position).names_villages(villages)) >= MOST
    }
    if not named:
        return layout
    found = max(named, key=lambda position: (named[position], -position))
    return layout.placed("village", found)


def _tells_genders(column: CellSample) -> bool:
    return column.share(lambda cell: fold(cell) in _GENDERS) == 1


def _of_known_units(sheet: Sheet, layout: Layout, villages: Register) -> Layout:
    """Of two columns of places ("Tổ", "Thôn") the one whose units are those of the register."""
    if "village" not in layout.positions or not _is_of_other_units(layout, layout.positions["village"], villages):
        return layout
    rows = sheet.rows[layout.body :]
    for place, name in layout.rivals:
        names = CellSample.of(rows, place).share(lambda cell: villages.find_in_words(cell) is not None)
        if name == "village" and names >= _SOME and not _is_of_other_units(layout, place, villages):
            return layout.without("village").placed("village", place)
    return layout


def leave_parts(sheet: Sheet, layout: Layout, villages: Register, whole: str | None) -> Layout:
    """The layout of a list of one village (``whole``) without the column of its parts: "Tổ 1" to "Tổ 3" of "Khu phố 5" are no
    villages, though the register may have a Khu phố 1; nor are those of "Thôn Đồng Mít" beside a Tổ dân phố 3."""
    place = layout.positions.get("village")
    if whole is None or place is None:
        return layout
    if _is_of_other_kind(layout, place, villages.names[whole]) and not _names(sheet, layout, place, whole, villages):
        return layout.without("village")
    if not _is_of_other_units(layout, place, villages):
        return layout
    units = {take_apart(name).kind for name in villages.names.values()} - {""}
    named = CellSample.of(sheet.rows[layout.body :], place).share(
        lambda cell: take_apart(cell).kind in units and villages.find(cell) is not None
    )
    return layout if named >= _SOME else layout.without("village")  # "Tổ / Cụm cư trú": Khu phố 1, Khu phố 2


def _is_of_other_kind(layout: Layout, place: int, village: str) -> bool:
    """Whether the header of a column names a kind of unit that the village is none of."""
    return take_apart(layout.headers[place]).is_of_another_unit(take_apart(village))


def _names(sheet: Sheet, layout: Layout, place: int, village: str, villages: Register) -> bool:
    """Whether a cell of a column names this village."""
    return any(villages.find_in_words(cell) == village for cell in set(cells_of(sheet.rows[layout.body :], place)))


def _is_of_other_units(layout: Layout, place: int, villages: Register) -> bool:
    """Whether the header of a column names a kind of unit of which the register has none."""
    kind = take_apart(layout.headers[place]).kind
    return bool(kind) and all(take_apart(name).kind not in ("", kind) for name in villages.names.values())


def prefer_filled(sheet: Sheet, layout: Layout) -> Layout:
    """The layout with the fuller one of two columns of names, whatever their headers: "Biệt danh" is often empty beside "Tên"; of
    two that may hold phones that which does: without its marks "DT" is a phone, or the people one belongs to."""
    rows = _full(sheet.rows[layout.body :])
    for place, name in layout.rivals:
        first = layout.positions.get(name)
        if first is None or name in layout.family:
            continue
        if _is_better(layout.dataset.column(name), CellSample.of(rows, place), CellSample.of(rows, first)):
            layout = layout.placed(name, place)
            rivals = tuple((first, name) if one == (place, name) else one for one in layout.rivals)
            layout = replace(layout, unknown=(*layout.unknown, layout.headers[first]), rivals=rivals)
    return layout


def join_phones(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout with all columns of the entries' own phones ("SĐT", "SĐT vợ", "Điện thoại 2"); those of others ("SĐT trưởng thôn"),
    whom their entry does not make members, nobody misses."""
    if _PHONE not in layout.positions:
        return layout
    rows = sheet.rows[layout.body :]
    places = [place for place in unknown_places(layout) if CellSample.of(rows, place).trait() is Trait.PHONE]
    again = {place for place, name in layout.rivals if name == _PHONE}
    known = config.recognition
    words = frozenset(map(fold, known.own_phones))
    own = [place for place in places if place in again or words.issuperset(fold(layout.headers[place]).split())]
    first = layout.positions[_PHONE]
    strange = {
        layout.headers[place]
        for place in places
        if place not in own and _mentions_any(layout.headers[place], known.phones_of_others)
    } | {layout.headers[place] for place in places if _says_no_more(rows, place, first)}
    own = [
        place for place in own if layout.headers[place] not in strange and not _is_of_many(rows, place, layout, config)
    ]
    layout = replace(
        layout,
        unknown=tuple(one for one in layout.unknown if one not in strange),
        needless=(*layout.needless, *sorted(strange)),
    )
    return layout.joining(_PHONE, own)


def _mentions_any(header: str, words: Iterable[str]) -> bool:
    return any(mentions(header, word) for word in words)


def _says_no_more(rows: Sequence[Sequence[str]], place: int, first: int) -> bool:
    """Whether a column has no phones but those of the first, written otherwise ("Số gốc (đầu 84)")."""
    cells = (("".join(row[one : one + 1]) for one in (place, first)) for row in rows)
    return all(
        not again or again == told or set(parse_phones(again).numbers) <= set(parse_phones(told).numbers)
        for again, told in cells
    )


def _is_of_many(rows: Sequence[Sequence[str]], place: int, layout: Layout, config: Config) -> bool:
    """Whether a further column of phones may be of somebody beside the entries (the village's head, a landlord): by its header, or
    for a number that stands at many of them. As theirs it would be a tie for him whose it is, so that the column is left out with a
    remark. The persons of a household, one below the other, are one."""
    if _mentions_any(layout.headers[place], config.recognition.phones_of_whom):
        return True
    cells = ["".join(row[place : place + 1]).strip() for row in rows]
    if layout.names_persons:
        cells = [cell for before, cell in zip(["", *cells], cells, strict=False) if cell != before]
    return max(Counter(number for cell in cells for number in parse_phones(cell).numbers).values(), default=0) >= _MANY


def prefer_receipt(layout: Layout) -> Layout:
    """The layout of a log with the day of receipt, where another column tells when a report was sent: terms run from receipt."""
    if not layout.dataset.is_log or _RECEIVED not in layout.positions:
        return layout
    first = layout.positions[_RECEIVED]
    for place, name in layout.rivals:
        if name == _RECEIVED and _RECEIPT in _said(layout, place) and _SENT & _said(layout, first):
            rivals = tuple(one for one in layout.rivals if one != (place, name))
            placed = layout.placed(name, place)
            unknown = (*placed.unknown, layout.headers[first])
            return replace(placed, unknown=unknown, rivals=(*rivals, (first, name)))
    return layout


def _said(layout: Layout, place: int) -> frozenset[str]:
    return frozenset(fold(layout.headers[place]).split())


def _full(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows that say half of what the fullest one does: "Tổng số: 3 thành viên" is no name more."""
    counts = [sum(map(bool, map(str.strip, row))) for row in rows[: 2 * SAMPLED]]
    most = max(counts, default=0)
    return [row for row, count in zip(rows, counts, strict=False) if 2 * count >= most]


def _is_better(field: Field, column: CellSample, first: CellSample) -> bool:
    if field.kind is Kind.PHONE and column.share(_is_mobile) >= MOST and not first.share(_is_mobile):
        return True  # only these can be a Zalo account
    if field.kind in (Kind.PHONE, Kind.UID):
        return is_filled_by(field, column.trait()) and not is_filled_by(field, first.trait())
    return field.kind is Kind.NAME and len(first.cells) < len(column.cells)


def _is_mobile(cell: str) -> bool:
    return any(map(is_mobile, parse_phones(cell).numbers))


def place_groups(sheet: Sheet, layout: Layout, groups: Register) -> Layout:
    """The layout with the column of groups where its cells are their names or codes in full, or call them groups, whatever stands
    above it."""
    if "group" in layout.positions or not layout.dataset.holds(Kind.GROUP):
        return layout
    is_whole = says((*groups.names, *groups.names.values()))
    places = unknown_places(layout)
    found = filled_with(lambda cell: is_whole(cell) or calls_groups(cell, groups), sheet, layout, places)
    return layout if found is None else layout.placed("group", found)


def columns_of_units(sheet: Sheet, layout: Layout, villages: Register, groups: Register) -> list[int]:
    """The unknown columns of a list of members whose cells name villages that have one group each: of which group each member is,
    where nothing else says it."""
    if "group" in layout.positions or not layout.dataset.holds(Kind.GROUP):
        return []
    rows = sheet.rows[layout.body :]
    columns = {place: CellSample.of(rows, place) for place in unknown_places(layout)}
    return [
        place
        for place, column in columns.items()
        if column.names_villages(villages) >= MOST and column.share(lambda cell: groups.find(cell) is not None) >= MOST
    ]


def place_words(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout with the columns whose cells are the words of a field that no header names, whatever stands above them."""
    is_dead = says(config.recognition.dead if layout.dataset is HOUSEHOLD else ())
    for field in _words_without_column(layout):
        is_word = is_word_of(field, layout, config)
        # In a log a subject may be the kind after all; a state may stand among the notes.
        places = [*unknown_places(layout), *(layout.helpers.values() if layout.dataset.is_log else ())]
        # "Loại hộ" may be private, but not where it says who stays here.
        outside = [*layout.needless, *(one for one in layout.forbidden if fold(one).startswith(_KIND_OF_HOUSEHOLD))]
        places += layout.places_of(outside) if layout.dataset is HOUSEHOLD else []
        found = filled_with(lambda cell: is_word(cell) or is_dead(cell), sheet, layout, places)  # noqa: B023
        if found is not None:
            layout = layout.placed(field.name, found)
    return layout


def place_ticks(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout with states that are told by a tick in one of several columns ("Ở nhà", "Đi vắng"), one for each entry."""
    rows, is_yes = sheet.rows[layout.body :], says(config.lookups["group"]["rules"]["yes"])
    sample = _entries(rows[: 2 * SAMPLED], layout)
    for field in (one for one in layout.dataset.columns if one.name in _STATES):
        read = word_reader(layout.dataset, field, config)
        places = {*unknown_places(layout), *(place for name, place in layout.positions.items() if name == field.name)}
        words = {
            place: word
            for place in sorted(places)
            if _all(CellSample.of(sample, place), is_yes)
            and (word := next((key for key in _lower_first(layout.headers[place]) if read(key).value), None))
        }
        if len(words) > 1 and all(sum(_filled(row, place) for place in words) == 1 for row in _entries(rows, layout)):
            layout = layout.ticked(field.name, words)
    return layout


def _lower_first(header: str) -> tuple[str, ...]:
    """The readings of a header; below another one ("Tình hình – Tạm ngừng") its own name comes first."""
    return (*readings(header.rpartition(" – ")[2]), *readings(header))


def _all(column: CellSample, fits: Callable[[str], bool]) -> bool:
    return all(map(fits, column.cells)) and not all(map(str.isdecimal, column.cells))


def _filled(row: Sequence[str], place: int) -> bool:
    return place < len(row) and bool(row[place].strip())


def _entries(rows: Sequence[Sequence[str]], layout: Layout) -> list[Sequence[str]]:
    """The rows that say all that an entry must, and no total ("Cộng": 9, 2, 2)."""
    full = (row for row in rows if all(_filled(row, place) for place in layout.needed))
    return [row for row in full if not any(says_no_entry(row[place], layout) for place in layout.needed)]


def _words_without_column(layout: Layout) -> list[Field]:
    return [one for one in layout.dataset.columns if one.kind is Kind.WORD and one.name not in layout.positions]


def is_word_of(field: Field, layout: Layout, config: Config) -> Callable[[str], bool]:
    """Whether a cell is a word of the field, as its reader knows it."""
    meaning_of = word_meaning(layout.dataset, field, config)
    return lambda cell: meaning_of(cell)[0] is not None


def unknown_places(layout: Layout) -> list[int]:
    """The columns that no header explains."""
    return layout.places_of(layout.unknown)


def filled_with(is_word: Callable[[str], bool], sheet: Sheet, layout: Layout, places: Iterable[int]) -> int | None:
    """The first of the columns most of whose cells are such words."""
    rows = sheet.rows[layout.body :]
    return next((place for place in places if CellSample.of(rows, place).share(is_word) >= MOST), None)


def refuse_others(sheet: Sheet, layout: Layout, name: str, said: str, register: Register) -> None:
    """One village or group for the whole sheet is refused while a column of it names others."""
    meant = register.find(said)
    cells = CellSample.of(sheet.rows[layout.body :], layout.positions[name]).cells
    others = {register.names[code] for cell in cells if (code := register.find(cell)) is not None and code != meant}
    if meant is not None and others:
        raise UserError(
            _("The list itself names other villages") if name == "village" else _("The list itself names other groups"),
            place=_("{place}, column {column}", place=place_of(sheet), column=layout.headers[layout.positions[name]]),
            found=", ".join(sorted(others)[:8]),
            expected=register.names[meant],
            remedy=_("Load the list without naming one for the whole sheet; each row then goes where its cell says."),
            code=f"other_{name}s",
        )


def refuse_unknown_figures(sheet: Sheet, layout: Layout, config: Config, asked_about: Iterable[str]) -> None:
    """A column that may carry a figure is never left out with a remark: a person says what it is, or that it is nothing.

    ``asked_about``: headers that this kind of list asks about for reasons of its own.
    """
    rows = sheet.rows[layout.body :]
    _refuse_nameless_figures(sheet, layout, config)
    sent = {place for place, name in layout.rivals if name == _RECEIVED and _is_before_receipt(layout, place)}
    asked = {
        place
        for place in unknown_places(layout)
        if place not in sent
        and not _counts_beside(layout, place, (column := CellSample.of(rows, place)))
        and _may_carry_a_figure(layout.headers[place], column, layout, config)
        and not (
            _PHONE in layout.positions and column.trait() is Trait.PHONE and _is_of_many(rows, place, layout, config)
        )
    }
    asked |= set(layout.places_of((*asked_about, *_ticked_states(rows, layout, config))))
    # What is private is dropped by its header; ticks are nobody's secret ("Đã trả lời người phản ánh").
    outside = {place: CellSample.of(rows, place) for place in layout.places_of(layout.forbidden)}
    asked |= {place for place, column in outside.items() if _holds_ticks(column, layout, config)}
    rivals = ((place, name) for place, name in layout.rivals if place not in sent)
    asked |= {place for place, name in rivals if _says_otherwise(rows, layout, place, name, config)}
    if asked:
        places = ", ".join(f"{column_letters(place)} ({layout.headers[place]})" for place in sorted(asked))
        raise UserError(
            _("Columns of the list are not known, and may carry a figure"),
            place=place_of(sheet),
            found=places,
            expected=", ".join(_may_be(layout)),
            remedy=_(
                "Say what each of these columns is, or that it is not needed: on the page at the list,"
                " on the command line with --column."
            ),
            code="unknown_figures",
        )


def _may_be(layout: Layout) -> Iterator[str]:
    """What an unknown column may be: the columns not yet found and, in a log, a number of days until the deadline."""
    yield from (layout.dataset.column(name).header for name in _unfilled(layout))
    if _TERM in layout.dataset.helpers and "due_at" not in layout.positions:
        yield f"{_(HELPERS[_TERM])} ({_TERM})"


def _refuse_nameless_figures(sheet: Sheet, layout: Layout, config: Config) -> None:
    """A column without a header that may carry a figure: no answer could be remembered by its header.

    Behind the last header it is one where most rows have a cell there; single rows that reach so far have slid.
    """
    rows = sheet.rows[layout.body :]
    width, taken = max(map(len, rows[:SAMPLED]), default=0), layout.taken
    nameless = [
        place for place in range(width) if place not in taken and not "".join(layout.headers[place : place + 1])
    ]
    columns = {place: CellSample.of(rows, place) for place in nameless}
    most = len(rows[:SAMPLED]) / 2
    places = [
        place
        for place, column in columns.items()
        if (place < len(layout.headers) or len(column.cells) > most)
        and (trait := column.trait()) is not Trait.RUNNING
        and _could_fill(trait, layout)
        or _tells_states(column, layout, config)
    ]
    if places:
        raise UserError(
            _("A column without a header may carry a figure"),
            place=place_of(sheet),
            found=", ".join(map(column_letters, places)),
            expected=", ".join(layout.dataset.column(name).header for name in _unfilled(layout)),
            remedy=_("Write above each of these columns what it is, or delete it, and load the file again."),
            code="nameless_figures",
        )


def _may_carry_a_figure(header: str, column: CellSample, layout: Layout, config: Config) -> bool:
    trait = column.trait()
    if trait is Trait.PHONE and layout.dataset.holds(Kind.PHONE):
        return True  # a second one may be the member's as well
    if _could_fill(trait, layout) and not (
        trait is Trait.RUNNING and (_BEGINS_A_NUMBER.match(fold(header)) or says_how_many(header))
    ):
        return True
    return _tells_states(column, layout, config) or _holds_ticks(column, layout, config)


def _counts_beside(layout: Layout, place: int, column: CellSample) -> bool:
    """Whether a column only counts beside one of ours under the same upper name: "Số khẩu – Tạm trú" beside "Số khẩu – Thường trú"."""
    upper = layout.headers[place].rpartition(" – ")[0]
    counted = (one.name for one in layout.dataset.columns if one.kind is Kind.COUNT)
    beside = {layout.named[name].rpartition(" – ")[0] for name in counted if name in layout.positions} - {""}
    return upper in beside and column.share(str.isdecimal) >= MOST


def _holds_ticks(column: CellSample, layout: Layout, config: Config) -> bool:
    """Whether a column says yes and no, and the list lacks one that does: whether the citizen was told, say. Numbers are none."""
    flags = config.lookups["group"]["rules"]
    is_flag = says((*flags["yes"], *flags["no"]))
    lacks = any(one.kind is Kind.FLAG and one.name not in layout.positions for one in layout.dataset.columns)
    return lacks and column.share(is_flag) == 1 and not all(map(str.isdecimal, column.cells))


def _tells_states(column: CellSample, layout: Layout, config: Config) -> bool:
    """Whether some cells are states of the list's entries, beside words that nobody knows: who is none may stand there."""
    return any(column.share(is_word_of(field, layout, config)) >= _SOME for field in _states_without_column(layout))


def _states_without_column(layout: Layout) -> list[Field]:
    return [field for field in _words_without_column(layout) if field.name in _STATES]


def _ticked_states(rows: Sequence[Sequence[str]], layout: Layout, config: Config) -> list[str]:
    """Headers that are states with ticks below ("Đang hoạt động (x)"), unless every entry has a tick under the usual one: who
    counts as none may stand there."""
    flags, asked, sample = config.lookups["group"]["rules"], list[str](), _entries(rows[: 2 * SAMPLED], layout)
    is_yes, is_flag = says(flags["yes"]), says((*flags["yes"], *flags["no"]))
    for field in (one for one in layout.dataset.columns if one.name in _STATES and one.name not in layout.ticks):
        read = word_reader(layout.dataset, field, config)
        states = {
            header: state
            for header in layout.unknown
            if (column := CellSample.of(sample, layout.headers.index(header))).cells and column.share(is_flag) == 1
            if (state := next((value for key in _lower_first(header) if (value := read(key).value)), None))
        }
        if not states:
            continue
        entries = _entries(rows, layout)
        usual = next(iter(config.lookups[layout.dataset.id][field.name]))
        places = [layout.headers.index(header) for header in states]
        all_usual = all(any(is_yes(row[place]) for place in places if place < len(row)) for row in entries)
        if not (all_usual and set(states.values()) == {usual}):
            asked += states
    return asked


def _says_otherwise(rows: Sequence[Sequence[str]], layout: Layout, place: int, name: str, config: Config) -> bool:
    """Whether a second column of one field contradicts the first, where nobody but a person can say which is meant."""
    if name not in layout.positions:
        return False
    column, first = layout.dataset.column(name), layout.positions[name]
    if column.kind not in _ONE_MEANING and not (column.kind is Kind.WORD and column.required):
        return False
    looks_like = CellSample.of(rows, place).trait()
    if column.kind is Kind.CODE and looks_like is Trait.RUNNING:
        return False  # only counts the rows beside their codes
    if column.kind in (Kind.DATE, Kind.MOMENT) and looks_like is not Trait.DAY:
        return False  # "Văn bản trả lời" beside "Ngày trả lời" holds numbers of papers
    pairs = ((row[first].strip(), row[place].strip()) for row in rows[:SAMPLED] if max(first, place) < len(row))
    meant = word_reader(layout.dataset, column, config) if column.kind is Kind.WORD else None
    same = (lambda text: meant(text).value or fold(text)) if meant else fold
    return any(one and two and same(one) != same(two) for one, two in pairs)


def _is_before_receipt(layout: Layout, place: int) -> bool:
    """Whether a column tells when a report was sent, beside the one that tells when it was received."""
    return _RECEIPT in _said(layout, layout.positions[_RECEIVED]) and _RECEIPT not in _said(layout, place)


def _could_fill(trait: Trait | None, layout: Layout) -> bool:
    return any(is_filled_by(layout.dataset.column(name), trait) for name in _unfilled(layout))


def is_filled_by(field: Field, trait: Trait | None) -> bool:
    """Whether cells that look like this could fill the field."""
    return trait is not None and field.kind in _FILLED_BY.get(trait, ())


def _unfilled(layout: Layout) -> list[str]:
    """The fields without a column, but for what is told besides or counted from the persons."""
    counted = {column.name for column in layout.dataset.columns if column.kind is Kind.COUNT and layout.names_persons}
    return [
        column.name
        for column in layout.dataset.columns
        if column.name not in layout.positions and column.name not in counted
    ]
