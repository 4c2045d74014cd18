"""How one sheet is laid out, and what is said of it: what becomes of each column of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpi.domain.datasets import HOUSEHOLD, Dataset
from kpi.i18n.messages import _
from kpi.ingest.checking.vocabulary import RUNNING_NUMBERS, Purpose
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.moments import with_time
from kpi.vietnamese.text import fold

# A list that lacks something it needs has at least so many columns of ours: one alone may stand in any text.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class BodyHeading:
    """A heading that names a body and no village, and whether it is one of villages."""

    text: str
    is_of_village: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is laid out. ``positions``: field → column from 0; ``header`` is the first row of the header and ``body``
    the row below it, from 0; ``headers`` are all columns' headers; ``forbidden`` and ``unknown`` are those that stay outside."""

    dataset: Dataset
    header: int
    body: int
    positions: dict[str, int]
    headers: tuple[str, ...]
    forbidden: tuple[str, ...]
    unknown: tuple[str, ...]
    needless: tuple[str, ...] = ()  # columns that nobody misses
    left_out: tuple[str, ...] = ()  # columns of which a person has said that they are not needed
    repeated: tuple[str, ...] = ()  # fields that two columns of one header would fill
    helpers: dict[str, int] = field(default_factory=dict)  # fields that help to read the list → column
    family: dict[str, int] = field(default_factory=dict)  # fields of names in several columns → the first of them
    rivals: tuple[tuple[int, str], ...] = ()  # columns left out for another one of the same field
    lacking: tuple[str, ...] = ()  # required fields without a column, which come from elsewhere
    score: float = 0.0
    purpose: Purpose | None = None  # for which other purpose the list seems to be made
    # Fields that ticks tell → the columns of the ticks, and the words that they stand for.
    ticks: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    joined: dict[str, tuple[int, ...]] = field(
        default_factory=dict
    )  # fields of phones, of posts → further columns of them
    hours: dict[str, int] = field(default_factory=dict)  # fields of moments → the column of their time of day
    within: str = ""  # the body whose members the list names, as words of their posts say it ("Ban chỉ đạo")
    team: str = ""  # the same of a team beside the heads of villages ("Tổ hòa giải")
    # Rows, as Excel counts, of a list of posts that name a body (kpi.ingest.checking.lists.bodies).
    bodies: dict[int, BodyHeading] = field(default_factory=dict)
    numbers_for_codes: bool = False  # whether the running numbers of a log stand for its codes, which nobody said
    is_told: bool = False  # whether cells, where no header does, tell the kind of list
    # Rows, as Excel counts, of persons who by a column of the list are not in the group, or hold their post no more.
    absent: frozenset[int] = frozenset()
    # Rows, as Excel counts, of whom the notes of the list say that they have died, or moved (kpi.ingest.checking.noted).
    noted: dict[int, str] = field(default_factory=dict)
    headings_of_gone: frozenset[int] = frozenset()  # rows that may say so of all households below them
    marks: dict[str, int] = field(default_factory=dict)  # a plan's columns of yes and no → column
    parts_above: tuple[str, ...] = ()  # headings of parts of the list ("I | CƠ QUAN") that stand above the header
    within_entries: frozenset[int] = frozenset()  # rows of parts of the entry above ("Điểm trường Ea Nông" of a school)

    @property
    def width(self) -> int:
        return len(self.headers)

    @property
    def header_line(self) -> str:
        """The headers in one line: by them an answer is remembered for the next list made the same way."""
        return ", ".join(header for header in self.headers if header)

    @property
    def serial_places(self) -> list[int]:
        """The columns that number the rows."""
        return [place for place, header in enumerate(self.headers) if fold(header) in RUNNING_NUMBERS]

    def is_numbered(self, row: Sequence[str]) -> bool:
        """Whether a row has a number of its own, as entries have."""
        return any(row[place].strip(" .").isdecimal() for place in self.serial_places if place < len(row))

    @property
    def named(self) -> dict[str, str]:
        """Field → the header above its column."""
        return {name: self.headers[position] for name, position in self.positions.items() if position < self.width}

    @property
    def dropped(self) -> list[str]:
        """The headers of all columns that stay outside."""
        return [*self.forbidden, *self.unknown, *self.needless, *self.left_out]

    @property
    def beside(self) -> tuple[str, ...]:
        """The headers of columns that fill no field, but whose cells may say of an entry that it is none: also where a person has
        said that the column is not needed, for he was asked about its figure."""
        return (*self.unknown, *self.needless, *self.left_out)

    def places_of(self, headers: Iterable[str]) -> list[int]:
        """The columns under these headers, which may stand over several, but for those that fill a field."""
        wanted = set(headers)
        return [place for place, header in enumerate(self.headers) if header in wanted and place not in self.taken]

    @property
    def taken(self) -> set[int]:
        """The columns that fill a field or help to read the list."""
        places = {**self.helpers, **self.positions}
        parts = (range(first, places[name]) for name, first in self.family.items() if name in places)
        ticked = (place for ticks in self.ticks.values() for place, _word in ticks)
        return {*places.values(), *self.marks.values(), *ticked, *self.hours.values()}.union(
            *parts, *self.joined.values()
        )

    @property
    def is_plain(self) -> bool:
        """Whether each field is what one cell says."""
        return not (self.family or self.ticks or self.joined or self.hours)

    def cell(self, row: Sequence[str], name: str) -> str:
        """What a row says of a field or helper, its name's parts, several columns or a day and its hour together, or the word that is
        ticked; nothing where no column holds it."""
        place = self.positions.get(name, self.helpers.get(name))
        if place is None:
            return ""
        if name in self.ticks:
            return next((word for one, word in self.ticks[name] if "".join(row[one : one + 1]).strip()), "")
        if name in self.joined:
            cells = ("".join(row[one : one + 1]).strip() for one in (place, *self.joined[name]))
            return "; ".join(filter(None, cells))
        if name in self.hours:
            return with_time(*("".join(row[one : one + 1]) for one in (place, self.hours[name])))
        parts = row[self.family.get(name, place) : place + 1]
        return parts[0] if len(parts) == 1 else " ".join(" ".join(parts).split())

    def placed(self, name: str, position: int) -> Layout:
        """The layout with a field's column where the cells are of the field, whatever its header made of it."""
        stays = [
            tuple(one for one in outside if one != self.headers[position])
            for outside in (self.unknown, self.forbidden, self.needless)
        ]
        lacking = tuple(one for one in self.lacking if one != name)
        positions = {**self.positions, name: position}
        return replace(
            self, positions=positions, lacking=lacking, unknown=stays[0], forbidden=stays[1], needless=stays[2]
        )

    def settled(self, name: str, position: int) -> Layout:
        """The layout with one of several columns that a field may have, of which the others say something else."""
        first, layout = self.headers[self.positions[name]], self
        if position != self.positions[name]:
            placed = self.placed(name, position)
            layout = replace(placed, unknown=(*placed.unknown, first))
        return replace(layout, rivals=tuple(one for one in layout.rivals if one[1] != name))

    def ticked(self, name: str, words: Mapping[int, str]) -> Layout:
        """The layout with several columns of ticks for one field: column → the word that a tick below its header says."""
        layout = self.placed(name, min(words))
        said = {self.headers[place] for place in words}
        return replace(
            layout,
            ticks={**self.ticks, name: tuple(words.items())},
            unknown=tuple(one for one in layout.unknown if one not in said),
            needless=tuple(one for one in layout.needless if one not in said),
        )

    def joining(self, name: str, places: Iterable[int]) -> Layout:
        """The layout with further columns of a field, whose cells are read behind those of the first."""
        behind = tuple(places)
        said = {self.headers[place] for place in behind}
        outside = [tuple(one for one in headers if one not in said) for headers in (self.unknown, self.needless)]
        joined = {**self.joined, name: behind} if behind else self.joined
        return replace(self, joined=joined, unknown=outside[0], needless=outside[1])

    def timed(self, name: str, day: int, hour: int) -> Layout:
        """The layout with a field of moments in two columns, its day and its time of day."""
        layout = self.placed(name, day).placed(name, hour).placed(name, day)
        rivals = tuple(one for one in self.rivals if one[0] not in (day, hour))
        return replace(layout, hours={**self.hours, name: hour}, rivals=rivals)

    def helped(self, name: str, position: int) -> Layout:
        """The layout with a helper's column where the cells say so, whatever its header made of it."""
        unknown = tuple(one for one in self.unknown if one != self.headers[position])
        return replace(self, helpers={**self.helpers, name: position}, unknown=unknown)

    def turned(self, name: str, helper: str) -> Layout:
        """The layout in which a field's column is no more than a helper: what fills the field is to be found elsewhere."""
        positions = dict(self.positions)
        helpers = {helper: positions.pop(name)} | self.helpers
        return replace(self, positions=positions, helpers=helpers, lacking=(*self.lacking, name))

    def unexplained(self, name: str) -> Layout:
        """The layout in which a field's column is one that no header explains."""
        positions = dict(self.positions)
        header = self.headers[positions.pop(name)]
        return replace(self, positions=positions, unknown=(*self.unknown, header), lacking=(*self.lacking, name))

    def without(self, name: str) -> Layout:
        """The layout without a field's column, which nobody misses."""
        positions = dict(self.positions)
        left = self.headers[positions.pop(name)]
        lacking = (*self.lacking, name) if self.dataset.column(name).required else self.lacking
        return replace(self, positions=positions, lacking=lacking, needless=(*self.needless, left))

    def tells_more_than(self, other: Layout) -> bool:
        """Whether the row below another layout's header, or above it, belongs to it: with it all those columns are known, and more."""
        longer = self.body - self.header > other.body - other.header
        return (
            self.dataset is other.dataset
            and longer
            and (self.header == other.header or self.body == other.body)
            and self.positions.keys() | self.helpers.keys() > other.positions.keys() | other.helpers.keys()
        )

    @property
    def names_persons(self) -> bool:
        """Whether a row may be a person of a household instead of a household."""
        return self.dataset is HOUSEHOLD and not {"relation", "person"}.isdisjoint(self.helpers)

    @property
    def needed(self) -> list[int]:
        """The columns in which every entry says something: the required ones; of persons their names, and what binds them."""
        names = self.dataset.required
        if self.names_persons:
            name = "person" if "person" in self.helpers else "head_name"
            binding = ("relation", "head_name", "code", "number")
            names = (name, *[other for other in binding if other in {*self.helpers, *self.positions}][:1])
        places = {**self.helpers, **self.positions}
        return [places[name] for name in names if name in places]

    @property
    def header_texts(self) -> frozenset[str]:
        """What stands in the header's cells, to the letter."""
        return frozenset(text for header in self.headers for text in (header, *header.split(" – ")) if text)

    @property
    def folded_headers(self) -> tuple[frozenset[str], ...]:
        """By column, the texts that would be the header again."""
        return tuple(frozenset((fold(header), *map(fold, header.split(" – ")))) for header in self.headers)

    @property
    def is_table(self) -> bool:
        """Whether most of the header's cells are headers that we know, be it as a running number or as private: a row of entries may
        hold one or two."""
        filled = sum(bool(header) for header in self.headers)
        ours = len(self.positions) + len(self.helpers)
        return ours >= FEWEST and ours + len(self.forbidden) + len(self.serial_places) >= filled / 2


def place_of(sheet: Sheet) -> str:
    """A sheet in words: its file, and its name where it has one."""
    return _("{file}, sheet {sheet}", file=sheet.file, sheet=sheet.name) if sheet.name else sheet.file


def column_letters(position: int) -> str:
    """A column as Excel calls it: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
