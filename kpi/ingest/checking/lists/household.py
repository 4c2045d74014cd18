"""A register of households: lists of persons tell by their cells who belongs together, and notes who has moved away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.columns import filled_with, unknown_places
from kpi.ingest.checking.headers import says_how_many
from kpi.ingest.checking.layout import Layout, place_of
from kpi.ingest.checking.lists.own_columns import OwnColumns, with_only
from kpi.ingest.checking.moving import Moving
from kpi.ingest.checking.noted import ALL_MOVED, MOVED, with_notes
from kpi.ingest.checking.ticks import heads_of, says_no
from kpi.ingest.checking.traits import SAMPLED, CellSample, Trait, begins_with, numbers_groups, says
from kpi.ingest.reading.files import Sheet
from kpi.ingest.reading.tall import cells_of
from kpi.vietnamese.text import fold

# The share of marks ("Chủ hộ", beside "Thành viên") from which a column is none of names.
_MARKED = 0.1
_CODE = "ma"
_OF_HOUSEHOLDS = frozenset(("so", "ho"))
_TO_CALL = frozenset("lien he lac so zalo goi chu ho dai dien gia dinh".split())

_IN_BRACKETS = re.compile(r"\(.*?\)")
_OF_PERSONS = re.compile(r"\b(?:nhan khau|thanh vien|moi nguoi)\b")


class HouseholdColumns(OwnColumns):
    """Relations to the head, numbers of households and marks of heads, whatever stands above them."""

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        layout = _with_relations(sheet, layout, config)
        layout = with_only(sheet, layout, "phone", lambda column: column.trait() is Trait.PHONE, (), _says_only_to_call)
        layout = _with_numbers(sheet, _with_own_numbers(sheet, layout))
        layout = _with_marked_heads(sheet, layout, config)
        layout = _with_names_of_all(sheet, layout, config)
        return _without_the_moved(sheet, with_notes(sheet, _with_ticked_heads(sheet, layout, config), config), config)

    def asks_about(self, sheet: Sheet, layout: Layout, config: Config) -> list[str]:
        _refuse_without_heads(sheet, layout, config)
        return [*_notes_of_moving(sheet, layout, config), *_perhaps_codes(sheet, layout)]


def _says_only_to_call(header: str) -> bool:
    """Whether a header names nobody but the household whose number stands below: "Liên hệ", "Liên lạc chủ hộ"."""
    return _TO_CALL.issuperset(fold(header).split())


def _with_relations(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of persons whose relations to the head of their household stand under an unknown header; the names
    beside them are the persons'."""
    if "relation" in layout.helpers:
        return layout
    rows, flags = sheet.rows[layout.body :], config.lookups["group"]["rules"]
    is_flag = says((*flags["yes"], *flags["no"]))
    # Yes and no ("Dùng Zalo": Có, Không) are no relations: without its marks "Có" would be "Cô", an aunt.
    places = [place for place in unknown_places(layout) if CellSample.of(rows, place).share(is_flag) < 1]
    place = filled_with(says(config.recognition.relations), sheet, layout, places)
    if place is None or not CellSample.of(rows, place).share(says(config.recognition.head_of_household)):
        return layout
    layout = layout.helped("relation", place)
    if "person" in layout.helpers or "head_name" not in layout.positions:
        return layout
    family = {"person" if name == "head_name" else name: place for name, place in layout.family.items()}
    return replace(layout.turned("head_name", "person"), family=family)


def _with_own_numbers(sheet: Sheet, layout: Layout) -> Layout:
    """The layout of a list of persons of several villages each of which numbers its households from 1 on ("Số hộ"): such a number is
    no code."""
    if not layout.names_persons or not {"code", "village"} <= layout.positions.keys():
        return layout
    if _CODE in fold(layout.named["code"]).split():
        return layout
    code, village = layout.positions["code"], layout.positions["village"]
    numbers: dict[str, set[str]] = {}
    for row in sheet.rows[layout.body :][: 2 * SAMPLED]:
        if max(code, village) < len(row) and row[code].strip() and row[village].strip():
            numbers.setdefault(fold(row[village]), set()).add(row[code].strip())
    restart = sum({"1", "2"} <= own and all(map(str.isdecimal, own)) for own in numbers.values())
    return layout.turned("code", "number") if restart > 1 and 2 * restart > len(numbers) else layout


def _with_numbers(sheet: Sheet, layout: Layout) -> Layout:
    """The layout of a list of persons with the column that numbers their households, whatever stands above it ("Hộ": 1, 1, 2)."""
    if not layout.names_persons or "code" in layout.positions or "number" in layout.helpers:
        return layout
    rows = sheet.rows[layout.body :]
    family = {name: place for name, place in layout.family.items() if not _numbers_groups(rows, place)}
    places = [*(place for name, place in layout.family.items() if name not in family), *unknown_places(layout)]
    found = next((place for place in places if _numbers_groups(rows, place)), None)
    if found is None:
        return layout
    return replace(layout.helped("number", found), family=family)


def _numbers_groups(rows: Sequence[Sequence[str]], place: int) -> bool:
    return numbers_groups(CellSample.of(rows, place).cells)


def _with_marked_heads(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of persons in which "Chủ hộ" is no name but a mark beside one of them; beside relations that call somebody
    so it says nothing more."""
    if not layout.names_persons or "head_name" not in layout.positions:
        return layout
    place = layout.positions["head_name"]
    column = CellSample.of(sheet.rows[layout.body :], place)
    if column.share(_heads(column.cells, layout.headers[place], config)) < _MARKED:
        return layout
    if "relation" not in layout.helpers:
        return layout.turned("head_name", "relation")
    helpers = layout.helpers if _calls_heads(sheet, layout, config) else {"relation": layout.positions["head_name"]}
    return replace(layout.without("head_name"), helpers={**layout.helpers, **helpers})


def _with_ticked_heads(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of persons whose heads are ticked in a column of their own ("Chủ hộ": x), beside relations that call
    nobody so."""
    if "relation" not in layout.helpers or _calls_heads(sheet, layout, config):
        return layout
    rows = sheet.rows[layout.body :]
    is_head = says(config.recognition.head_of_household)
    ticked = (
        place
        for place in unknown_places(layout)
        if is_head(layout.headers[place]) and _marks_heads(CellSample.of(rows, place), layout.headers[place], config)
    )
    place = next(ticked, None)
    return layout if place is None else layout.helped("relation", place)


def _calls_heads(sheet: Sheet, layout: Layout, config: Config) -> bool:
    place = layout.helpers["relation"]
    cells = [row[place] for row in sheet.rows[layout.body :] if place < len(row)]
    return any(map(_heads(cells, layout.headers[place], config), cells))


def _marks_heads(column: CellSample, header: str, config: Config) -> bool:
    is_head = _heads(column.cells, header, config)
    return any(map(is_head, column.cells)) and column.share(lambda cell: is_head(cell) or says_no(cell)) == 1


def _heads(cells: Iterable[str], header: str, config: Config) -> Callable[[str], bool]:
    """Which cells of a column call somebody the head."""
    known = config.recognition
    return heads_of(cells, header, says(known.head_of_household), begins_with(known.relations))


def _with_names_of_all(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of persons whose own names stand under "Họ tên chủ hộ, nhân khẩu": whoever is no head bears another name
    than the one above. Under "chủ hộ" alone a relation may be that of whose phone stands there."""
    if "relation" not in layout.helpers or "person" in layout.helpers or "head_name" not in layout.positions:
        return layout
    if not _OF_PERSONS.search(fold(layout.headers[layout.positions["head_name"]])):
        return layout
    is_head, above, others = says(config.recognition.head_of_household), "", 0
    for row in sheet.rows[layout.body :]:
        name = fold(layout.cell(row, "head_name"))
        relation = layout.cell(row, "relation").strip()
        if relation and not is_head(relation):
            if not name or name == above:
                return layout
            others += 1
        above = name
    if not others:
        return layout
    family = {"person" if name == "head_name" else name: place for name, place in layout.family.items()}
    return replace(layout.turned("head_name", "person"), family=family)


def _refuse_without_heads(sheet: Sheet, layout: Layout, config: Config) -> None:
    """A list of persons in which nobody is called the head, and nothing else tells who belongs together, is asked about; so is one
    whose heads have no names where names should stand."""
    place = _nameless_heads(sheet, layout)
    binds = {"code", "number", "head_name"} & {*layout.positions, *layout.helpers}
    if place is None and "relation" in layout.helpers and not binds and not _calls_heads(sheet, layout, config):
        place = layout.helpers["relation"]
    if place is not None:
        raise UserError(
            _("Nobody on this list of persons is called the head of a household"),
            place=place_of(sheet),
            found=_("column {column}", column=layout.headers[place]),
            expected=_("the head named in each household, or a column with the household's code or number"),
            remedy=_("Write it into the list, and load the file again."),
            code="no_heads",
        )


def _nameless_heads(sheet: Sheet, layout: Layout) -> int | None:
    """The column for the heads' names beside the persons' own, where most of its cells are no names ("✓ (mất)") and do not number the
    households either ("Hộ": 1, 1, 2)."""
    place = layout.positions.get("head_name")
    if place is None or "person" not in layout.helpers:
        return None
    column = CellSample.of(sheet.rows[layout.body :], place)
    names = column.share(lambda cell: len(fold(_IN_BRACKETS.sub("", cell)).split()) > 1)
    return place if column.cells and 2 * names < 1 and not numbers_groups(column.cells) else None


def _perhaps_codes(sheet: Sheet, layout: Layout) -> list[str]:
    """The columns with numbers that by their headers may be the households' own ("Số căn hộ cũ"), where no column holds codes."""
    if {"code", "number"} & {*layout.positions, *layout.helpers}:
        return []
    rows = sheet.rows[layout.body :]
    return [
        layout.headers[place]
        for place in unknown_places(layout)
        if _OF_HOUSEHOLDS.issubset(fold(layout.headers[place]).split())
        and not says_how_many(layout.headers[place])
        and CellSample.of(rows, place).trait() in (Trait.COUNT, Trait.CODE)
    ]


def _notes_of_moving(sheet: Sheet, layout: Layout, config: Config) -> list[str]:
    """The columns, of notes too, that say of a household that it moved away, where no column holds the states."""
    if "status" in layout.positions:
        return []
    moving, outside = Moving.of(config), layout.places_of((*layout.unknown, *layout.needless))
    return [layout.headers[place] for place in outside if any(map(moving.asks, _left_notes(sheet, layout, place)))]


def _left_notes(sheet: Sheet, layout: Layout, place: int) -> Iterable[str]:
    """The different cells of a column in rows that are not left out."""
    gone = layout.absent.union(number for number, said in layout.noted.items() if said in (MOVED, ALL_MOVED))
    cells = enumerate(cells_of(sheet.rows[layout.body :], place), start=layout.body + 1)
    return {cell for number, cell in cells if number not in gone and cell.strip()}


def _without_the_moved(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of households, where no column holds the states, without those whose notes begin with words that say that
    they moved away ("Chuyển đi tỉnh khác từ 15/6"), or to a unit that is not the one of their row ("Đã chuyển về KP Chợ Mới"). Who
    came back, or moved within it, is asked about."""
    if "status" in layout.positions or layout.names_persons:
        return layout
    moving, rows, places = Moving.of(config), sheet.rows[layout.body :], layout.places_of(layout.beside)
    # Of a very long list rows are made only where a cell may say so.
    may_be = {
        at for place in places for at, cell in enumerate(cells_of(rows, place), layout.body + 1) if moving.begins(cell)
    }
    gone = {
        number
        for number, row in (_numbered(sheet, layout) if may_be else ())
        if number in may_be
        and any(moving.is_gone(row[place], layout.cell(row, "village")) for place in places if place < len(row))
    }
    return replace(layout, absent=layout.absent | gone)


def _numbered(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows below the header with their numbers as Excel counts."""
    return enumerate(sheet.rows[layout.body :], start=layout.body + 1)
