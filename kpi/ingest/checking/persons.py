"""A list of persons becomes a list of households: who belongs together, who is the head, what holds for all of them.

Cells are gathered before they are checked, so that a household is checked like any other row. What an address or a relation
says is compared here and goes no further. Source of the rules: docs/decisions/data.md, "Lists of persons".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kpi.config.models import Config
from kpi.domain.errors import Problem, Severity
from kpi.i18n.messages import _
from kpi.ingest.checking.belonging import Belonging
from kpi.ingest.checking.cells import Doubt, Reader
from kpi.ingest.checking.entries import Entries, absent_row
from kpi.ingest.checking.layout import Layout, column_letters
from kpi.ingest.checking.noted import ALL_MOVED, DEAD, MOVED, SUCCEEDED, speaks_of_all
from kpi.ingest.checking.ticks import heads_of
from kpi.ingest.checking.traits import begins_with, says
from kpi.vietnamese.places import fold_code, parts_of_address, take_apart
from kpi.vietnamese.text import clean_text, fold, name_key

# What a note says of a person → his state.
_GONE = {DEAD: DEAD, SUCCEEDED: DEAD, MOVED: MOVED, ALL_MOVED: MOVED}
AWAY, RESIDENT, UNKNOWN = "away", "resident", "unknown"


@dataclass(frozen=True, slots=True)
class Words:
    """What cells of a list of persons mean: relations, of a head, of a spouse, the state of the dead, headers of addresses; the
    readers of villages, states and phones."""

    is_head: Callable[[str], bool]
    is_relation: Callable[[str], bool]
    is_spouse: Callable[[str], bool]
    is_dead: Callable[[str], bool]
    addresses: tuple[str, ...]
    village: Reader
    status: Reader
    phone: Reader

    @classmethod
    def of(cls, config: Config, readers: dict[str, Reader]) -> Words:
        known = config.recognition
        return cls(
            says(known.head_of_household), begins_with(known.relations), says(known.spouses), says(known.dead),
            tuple(map(fold, known.address)),
            cache(readers["village"]), cache(readers["status"]), readers["phone"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """One row. ``place``: among the entries; ``code``, ``number``, ``head`` and ``address`` are filled down within a household,
    ``head`` as it is written; ``is_bound``: whether the row itself says one of the first three. ``serial``: its running number."""

    place: int
    name: str
    is_head: bool
    relation: str
    is_bound: bool
    serial: int | None
    state: str
    village: str
    code: str
    number: str
    head: str
    address: str

    @property
    def lives(self) -> bool:
        return self.state != DEAD

    @property
    def stays(self) -> bool:
        """Whether he is one of the household's members."""
        return self.state not in (DEAD, MOVED)


@dataclass(frozen=True, slots=True)
class Head:
    """Who stands for a household: the row that does, the name it bears, and why that is doubtful."""

    person: Person
    name: str
    doubt: tuple[str, str] | None = None


def gather(
    found: Entries, layout: Layout, words: Words, row_in_file: Callable[[int], int] = int
) -> tuple[Entries, Layout]:
    """The households of a list of persons as entries, each in the row of its head, and where their columns stand.
    ``row_in_file``: a row of the sheet as the file counts it, for what is told of another row.

    The rows of the others are ignored, with the household's row as the reason; so are households whose persons have all died.
    A list that has no household of several persons is one of households already and stays as it is.
    """
    return _Gathering(found, layout, words, row_in_file).gathered()


def households(persons: Sequence[Person], layout: Layout) -> list[list[Person]]:
    """The persons who belong together, in the order in which the first of each stands.

    By the household's code; where the list has none by its number, else by its head's name and address, else each head begins one.
    """
    found: dict[tuple[str, ...], list[Person]] = {}
    key: tuple[str, ...]
    block = 0
    for before, person in zip([None, *persons], persons, strict=False):
        if "code" in layout.positions:
            key = (fold_code(person.code) or f"row {person.place}",)
        elif "number" in layout.helpers:
            key = (fold_code(person.number) or f"row {person.place}",)
        elif "head_name" in layout.positions:
            key = (name_key(person.head) or f"row {person.place}", person.address)
        else:
            block += person.is_head or before is None or before.village != person.village
            key = (str(block),)
        found.setdefault((person.village, *key), []).append(person)
    return list(found.values())


def head_of(household: Sequence[Person]) -> Head | None:
    """Who stands for a household: whom a relation calls its head, else whom the list names; None where nobody is alive.

    A dead person is no head, but his household keeps his name until a list names another one.
    """
    living = [person for person in household if person.lives]
    if not living:
        return None
    heads = [person for person in living if person.is_head]
    if heads:
        doubt = (
            "two_heads",
            _(
                "two persons are called head of this household; the first is taken. If they are two households, tell them apart"
            ),
        )
        several = len({name_key(person.name) for person in heads}) > 1
        # Two of one name are one person written twice only where a code or a number says so.
        several = several or any(not (person.code or person.number) for person in heads[1:])
        return Head(heads[0], heads[0].name, doubt if several else None)
    late = next((person.name for person in household if person.is_head), "")
    name = next((person.head for person in household if person.head), "") or late
    if name:
        named = [person for person in household if name_key(person.name) == name_key(name)]
        alive = next((person for person in named if person.lives), None)
        return Head(alive or living[0], name, _head_dead() if named and alive is None else None)
    return Head(living[0], living[0].name, no_head() if len(living) > 1 else None)


def _head_dead() -> tuple[str, str]:
    return "head_dead", _(
        "the head of this household has died; it keeps the name until the list says who the head is now"
    )


def no_head() -> tuple[str, str]:
    """The doubt about a household whose first person stands for it."""
    message = _(
        "nobody of this household is called its head; the first person stands for it. Say in the list who the head is"
    )
    return "no_head", message


class _Gathering:
    """The work on one sheet."""

    def __init__(self, found: Entries, layout: Layout, words: Words, row_in_file: Callable[[int], int]) -> None:
        self.found, self.layout, self.words, self.row_in_file = found, layout, words, row_in_file
        self.address = self._address()
        relations = [self._text(row, "relation") for row in found.rows]
        column = layout.helpers.get("relation")
        header = "" if column is None else layout.headers[column]
        self.is_head = heads_of(relations, header, words.is_head, words.is_relation)
        self.persons = self._persons()
        # Among ticks a single odd cell is no relation that the others lack.
        tells = words.is_relation if self.is_head is not words.is_head else bool
        tells_others = any(tells(text) and not self.is_head(text) for text in relations)
        self.belonging = Belonging(words.is_relation, words.is_spouse, tells_relations=tells_others)

    def gathered(self) -> tuple[Entries, Layout]:
        together = households(self.persons, self.layout)
        if len(together) == len(self.persons):
            return self._one_by_one(), self._layout(counted=False)
        into = replace(
            self.found,
            rows=[],
            numbers=[],
            sections=[],
            phones=[],
            ignored=[*self.found.ignored],
            remarks=[*self.found.remarks],
        )
        layout = self._layout(counted=True)
        for household in together:
            head = head_of(household)
            head = head or self._succeeded(household)
            if head is None:
                into.ignored += [self._nobody_left(person, household) for person in household]
                continue
            if self._has_moved(household):
                into.ignored += [absent_row(self.found.numbers[person.place], self.layout) for person in household]
                continue
            place = head.person.place
            into.rows.append(self._row(household, head, layout))
            into.numbers.append(self.found.numbers[place])
            into.sections += [self.found.sections[place]] if self.found.sections else []
            into.ignored += [self._belongs(person, head.person) for person in household if person is not head.person]
            into.phones.append(self._phones(household, head.person))
            into.remarks += self._doubts(household, head.person)
            doubt = head.doubt or self._nobody_begins(household)
            if doubt is not None:
                into.remarks.append(self._problem(place, "relation", None, Doubt(*doubt, "warning")))
            row = self.row_in_file(self.found.numbers[place])
            for person, unsure in self.belonging.doubts(household, head.person, row):
                into.remarks.append(self._problem(person.place, "relation", person.relation or None, unsure))
        return into, layout

    def _one_by_one(self) -> Entries:
        """The households of a list in which each has one row: without those that nobody lives in, or that moved by the notes. It may
        name heads alone: unless the list says that one person belongs to it, others live where the one who is named has died."""
        gone = {person.place: told for person in self.persons if (told := self._gone(person)) is not None}
        if not gone:
            return self.found
        stays = [place for place in range(len(self.persons)) if place not in gone or gone[place].code == "head_dead"]
        problems = list(gone.values())
        return replace(
            self.found,
            rows=[self.found.rows[place] for place in stays],
            numbers=[self.found.numbers[place] for place in stays],
            sections=[self.found.sections[place] for place in stays] if self.found.sections else [],
            ignored=[*self.found.ignored, *(one for one in problems if one.code != "head_dead")],
            remarks=[*self.found.remarks, *(one for one in problems if one.code == "head_dead")],
        )

    def _gone(self, person: Person) -> Problem | None:
        """What is told of a household's only row where it is none any more, or has lost its head."""
        if person.state == DEAD:
            members = self._cell(person, "members")
            if self._noted(person) == SUCCEEDED or not (members.isdecimal() and int(members) <= 1):
                return self._problem(person.place, "head_name", None, Doubt(*_head_dead(), "warning"))
            return self._nobody_left(person, [person])
        return absent_row(self.found.numbers[person.place], self.layout) if self._has_moved([person]) else None

    def _has_moved(self, household: Sequence[Person]) -> bool:
        """Whether everybody who lives has moved away, as the notes say of one at least: no column says it of the household."""
        if any(self._noted(person) == ALL_MOVED for person in household):
            return True
        return any(self._noted(person) == MOVED for person in household) and all(
            person.state == MOVED for person in household if person.lives
        )

    def _nobody_begins(self, household: Sequence[Person]) -> tuple[str, str] | None:
        """The doubt about a person alone before the first head, where heads alone begin households."""
        by_heads = not {"code", "number", "head_name"} & {*self.layout.positions, *self.layout.helpers}
        return no_head() if by_heads and not household[0].is_head else None

    def _layout(self, *, counted: bool) -> Layout:
        """Where the columns of the households stand: the head's name in that of persons, how many they are behind all others."""
        layout = self.layout
        positions, family = dict(layout.positions), dict(layout.family)
        if "head_name" not in positions:
            positions["head_name"] = layout.helpers["person"]
            if "person" in family:
                family["head_name"] = family["person"]
        if counted:
            positions.setdefault("members", layout.width)
            family.pop("head_name", None)  # the whole name stands in its cell, as does the state of all
            layout = replace(layout, ticks={})
        return replace(layout, positions=positions, family=family, lacking=tuple(set(layout.lacking) - {"head_name"}))

    def _row(self, household: Sequence[Person], head: Head, layout: Layout) -> list[str]:
        """The head's row with what holds for the household. What the list says of their number holds before the count."""
        width = self.layout.width
        row = [*self.found.rows[head.person.place][:width], ""]
        told = {
            "code": head.person.code,
            "head_name": head.name,
            "village": row[layout.positions["village"]] if "village" in layout.positions else "",
            "status": self._status(household),
        }
        told["village"] = told["village"] or next(filter(None, self._cells(household, "village")), "")
        for name, text in told.items():
            if name in layout.positions:
                row[layout.positions[name]] = text
        # A number that goes up from person to person counts them one by one: it is none of the household.
        stated = set(filter(None, self._cells(household, "members")))
        if len(stated) != 1:
            staying = sum(person.stays for person in household)
            row[layout.positions["members"]] = str(staying) if any(person.lives for person in household) else ""
        return row

    def _phones(self, household: Sequence[Person], head: Person) -> tuple[str, ...]:
        """The numbers of the others who live there; the head's own stand in his cell."""
        there = [person for person in household if person.stays] or [person for person in household if person.lives]
        own = self.words.phone(self._cell(head, "phone")).value
        others = self._cells([person for person in there if person is not head], "phone")
        numbers = dict.fromkeys(number for text in others for number in self.words.phone(text).value if number)
        return tuple(number for number in numbers if number not in own)

    def _status(self, household: Sequence[Person]) -> str:
        """The word of the one whose state holds for all: who lives there before what nobody knows, before who is away or moved."""
        living = [person for person in household if person.lives]
        for person in living:
            if person.state == MOVED and speaks_of_all(self._cell(person, "status")):
                return self._cell(person, "status")
        for state in (RESIDENT, "", UNKNOWN, AWAY, MOVED):
            told = next((person for person in living if person.state == state), None)
            if told is not None:
                return self._cell(told, "status")
        return ""

    def _doubts(self, household: Sequence[Person], head: Person) -> list[Problem]:
        """What cells of persons say that nobody understands, but for those that stand for the household: they are checked with it."""
        status = self._status(household)
        doubts = []
        for person in household:
            phone, state = self._cell(person, "phone"), self._cell(person, "status")
            asked = [("phone", phone, self.words.phone)] if phone and person is not head else []
            if person.state == UNKNOWN and state != status:
                asked.append(("status", state, self.words.status))
            for name, text, read in asked:
                if (doubt := read(text).doubt) is not None:
                    doubts.append(self._problem(person.place, name, text, replace(doubt, severity="warning")))
        return doubts

    def _belongs(self, person: Person, head: Person) -> Problem:
        number = self.found.numbers
        message = _("a person of the household in row {row}", row=self.row_in_file(number[head.place]))
        return Problem(number[person.place], None, None, "person_of_household", message, "info")

    def _noted(self, person: Person) -> str | None:
        return self.layout.noted.get(self.found.numbers[person.place])

    def _succeeded(self, household: Sequence[Person]) -> Head | None:
        """The head of a household of which nobody lives, where a note says that another one heads it: "Chết 2023, vợ đứng tên"."""
        late = next((person for person in household if self._noted(person) == SUCCEEDED), None)
        return None if late is None else Head(late, late.head or late.name, _head_dead())

    def _nobody_left(self, person: Person, household: Sequence[Person]) -> Problem:
        """The remark on a person of a household that nobody lives in any more; a note is no column of states: a person should look."""
        message = _("everybody of this household has died; it was left out")
        severity: Severity = "warning" if any(map(self._noted, household)) else "info"
        return Problem(self.found.numbers[person.place], None, None, "nobody_left", message, severity)

    def _problem(self, place: int, name: str, text: str | None, doubt: Doubt) -> Problem:
        number = self.found.numbers[place]
        column = self.layout.positions.get(name, self.layout.helpers.get(name))
        header = None if column is None else self.layout.headers[column]
        cell = None if column is None else f"{column_letters(column)}{number}"
        shown = None if doubt.secret else text
        return Problem(number, header, shown, doubt.code, doubt.message, doubt.severity, cell, doubt.hint)

    def _persons(self) -> list[Person]:
        """The rows in their order; a blank below the first of a household says the same as the row above."""
        persons: list[Person] = []
        for place, row in enumerate(self.found.rows):
            above = persons[-1] if persons else None
            relation = self._text(row, "relation")
            is_head = self.is_head(relation)
            same = None if above is None or is_head else above
            told = {name: self._text(row, name) for name in ("code", "number", "head_name")}
            is_bound = any(told.values())
            if same is not None:
                told = {
                    name: text or getattr(same, "head" if name == "head_name" else name) for name, text in told.items()
                }
            name = self._text(row, "person") if "person" in self.layout.helpers else told["head_name"]
            head = told["head_name"] or (name if is_head and "head_name" in self.layout.positions else "")
            address = self._address_in(row)
            if not address and same is not None and name_key(same.head) == name_key(head):
                address = same.address
            village = self._village(place, row) or (same.village if same is not None else "")
            persons.append(
                Person(
                    place,
                    name,
                    is_head,
                    relation,
                    is_bound,
                    self._serial(row),
                    self._state(place, row),
                    village,
                    told["code"],
                    told["number"],
                    head,
                    address,
                )  # fmt: skip
            )
        return persons

    def _serial(self, row: Sequence[str]) -> int | None:
        numbers = (row[place].strip() for place in self.layout.serial_places if place < len(row))
        return next((int(number) for number in numbers if number.isdecimal()), None)

    def _village(self, place: int, row: Sequence[str]) -> str:
        text = self._text(row, "village")
        section = self.found.sections[place] if self.found.sections else None
        return self.words.village(text).value or fold(text) or section or ""

    def _state(self, place: int, row: Sequence[str]) -> str:
        noted = self.layout.noted.get(self.found.numbers[place])
        if noted in _GONE:
            return _GONE[noted]
        text = self._text(row, "status")
        if not text:
            return ""
        return DEAD if self.words.is_dead(text) else self.words.status(text).value or UNKNOWN

    def _text(self, row: Sequence[str], name: str) -> str:
        return clean_text(self.layout.cell(row, name))

    def _cell(self, person: Person, name: str) -> str:
        return self._text(self.found.rows[person.place], name)

    def _cells(self, persons: Iterable[Person], name: str) -> list[str]:
        return [self._cell(person, name) for person in persons]

    def _address_in(self, row: Sequence[str]) -> str:
        """Where in its village a household lives. A village's column may write the village in many ways: of it only a house's
        number or a unit inside of the village ("số 19, Thôn 1") tells two of one head's name apart."""
        if self.address is None:
            return ""
        if self.address != self.layout.positions.get("village"):
            return fold(row[self.address])
        within = (part for part in parts_of_address(row[self.address]) if self.words.village(part).value is None)
        return fold(", ".join(part for part in within if take_apart(part).kind or any(map(str.isdecimal, part))))

    def _address(self) -> int | None:
        """The column whose header names an address, which may name the village, too; it is compared and dropped."""
        village = self.layout.named.get("village", "")
        for header in (*self.layout.forbidden, *self.layout.unknown, village):
            if any(f" {word} " in f" {fold(header)} " for word in self.words.addresses):
                return self.layout.headers.index(header)
        return None
