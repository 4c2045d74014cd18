"""Loads a filled workbook: every row is accepted, rejected with its cell and a reason, or left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import newest_day
from kpi.config.models import Config
from kpi.domain.datasets import Kind
from kpi.domain.errors import Problem, UserError
from kpi.domain.indicators import SLOTS
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.cells import holds_citizen_number
from kpi.ingest.checking.header_rows import SEARCHED_ROWS
from kpi.ingest.checking.layout import column_letters
from kpi.ingest.reading.files import Sheet, read_content
from kpi.matching.question import asked
from kpi.review.decisions import Saying, Step, decide
from kpi.review.queue import OPTIONS_ON_A_CARD
from kpi.review.workbook.columns import (  # fmt: skip
    CHOICE_HEADER,
    HEADERS,
    KEPT,
    KEY_HEADER,
    MEMBER_HEADER,
    NEEDED,
    REASON_HEADER,
    SEAL,
    SHOWN_HEADER,
    choices_of,
    seal,
)
from kpi.store import Store
from kpi.vietnamese.text import clean_text, fold

_NO = frozenset(("khong", "ko", "k", "0", "n", "no"))
_NUMBER = re.compile(r"([0-9])(?:[.,]0*)?")
_ENTITIES = re.compile(rf"\s+(?=(?:{'|'.join((*SLOTS, SEAL))}):)")
_SPACES_AND_DASHES = dict.fromkeys(map(ord, " -‐‑‒–—−"))
Entity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a filled workbook's rows; ``ignored`` were left open, or decided the same way before. One problem for
    each rejected row; ``step`` is what can be taken back."""

    read: int
    accepted: int
    rejected: int
    ignored: int
    problems: tuple[Problem, ...]
    step: Step


@needs(Right.MATCHING, noted=N_("a workbook of decisions was loaded"))
def load(store: Store, config: Config, name: str, content: bytes, *, decided_by: str, at: datetime) -> Loaded:
    """Keeps what a clerk has filled in, all good rows at once; what is wrong with a row leaves the others alone."""
    rows = _rows(name, read_content(name, content))
    filled = [row for row in rows if row.text(CHOICE_HEADER)]
    desk = _WorkbookContext(store, config, filled, at)
    answered, problems = _answered(filled, desk)
    sound, torn = _without_contradictions(answered)
    sayings, accepted = _news(sound, desk.in_force)
    step: Step = ()
    if sayings:
        reason = _("by the review workbook {name}", name=name)
        step = decide(store, config, sayings, reason=reason, decided_by=decided_by, at=at)
    told = tuple(sorted((*problems, *torn), key=lambda problem: problem.row or 0))
    return Loaded(len(rows), accepted, len(told), len(rows) - accepted - len(told), told, step)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it came back; ``number`` as a person counts it, ``sheet`` where there are several."""

    number: int
    cells: Mapping[str, str]
    positions: Mapping[str, int]
    sheet: str

    def text(self, header: str) -> str:
        return self.cells.get(header, "")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a row says, each word about one entity."""

    row: _Row
    sayings: tuple[Saying, ...]

    @property
    def claims(self) -> dict[tuple[str, str], frozenset[tuple[str, bool | None]]]:
        """By member and slot the words themselves, whatever the reason."""
        found: dict[tuple[str, str], set[tuple[str, bool | None]]] = {}
        for saying in self.sayings:
            slot = SLOTS[saying.entity.partition(":")[0]]
            found.setdefault((saying.member, slot), set()).add((saying.entity, saying.confirmed))
        return {key: frozenset(words) for key, words in found.items()}


class _Refused(Exception):
    """A row cannot be taken."""

    def __init__(self, row: _Row, header: str, code: str, message: str, *, secret: bool = False) -> None:
        super().__init__(message)
        if row.sheet:
            message = _("sheet {sheet}: {message}", sheet=row.sheet, message=message)
        cell = f"{column_letters(row.positions[header])}{row.number}"
        value = None if secret else row.text(header)
        self.problem = Problem(row.number, header, value, code, message, "error", cell)


def _rows(name: str, sheets: Sequence[Sheet]) -> list[_Row]:
    """The rows of every sheet that has the headers, wherever they stand in it."""
    found = [(sheet, *place) for sheet in sheets if (place := _header(sheet)) is not None]
    if not found:
        raise UserError(
            _("This is no workbook of members to be settled"),
            place=name,
            found=_("no row with its headers"),
            expected=", ".join(NEEDED),
            remedy=_(
                "Write the queue to a workbook anew, fill it in, and leave its headers and last two columns as they are."
            ),
            code="not_a_review_book",
        )
    return [
        row for sheet, header, positions in found for row in _rows_of(sheet, header, positions, several=len(found) > 1)
    ]


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headers, from 0, and where each stands."""
    wanted = {fold(header): header for header in HEADERS}
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        folded = [fold(cell) for cell in row]
        positions = {wanted[text]: position for position, text in enumerate(folded) if text in wanted}
        if all(header in positions for header in NEEDED):
            _refuse_repeated(sheet, number, folded)
            return number, positions
    return None


def _refuse_repeated(sheet: Sheet, number: int, folded: Sequence[str]) -> None:
    repeated = [header for header in (*NEEDED, REASON_HEADER) if folded.count(fold(header)) > 1]
    if repeated:
        raise UserError(
            _("A header stands over two columns"),
            place=_(
                "{place}, row {row}",
                place=_("{file}, sheet {sheet}", file=sheet.file, sheet=sheet.name),
                row=number + 1,
            ),
            found=", ".join(repeated),
            remedy=_("Rename or delete one of the two columns, and load the file again."),
            code="repeated_header",
        )


def _rows_of(sheet: Sheet, header: int, positions: dict[str, int], *, several: bool) -> Iterable[_Row]:
    """What stands below the headers and is a row of the queue, or has been answered as if it were."""
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 1):
        cells = {name: clean_text(row[place]) for name, place in positions.items() if place < len(row)}
        if (number, positions[CHOICE_HEADER]) in sheet.unsaved:
            cells[CHOICE_HEADER] = "="  # a formula of unknown result is no empty cell
        is_header = fold(cells.get(CHOICE_HEADER, "")) == fold(CHOICE_HEADER)
        if not is_header and any(cells.get(name) for name in (CHOICE_HEADER, *KEPT)):
            yield _Row(number + 1, cells, positions, sheet.name if several else "")


class _WorkbookContext:
    """The lists and registers that rows are held against, read once for all of them."""

    def __init__(self, store: Store, config: Config, rows: Sequence[_Row], at: datetime) -> None:
        with store.one_view():
            question = asked(config, [newest_day(store)], max(at, store.newest_known_at() or at))
            members = sorted({row.text(MEMBER_HEADER) for row in rows})
            self._members = {row["member"] for row in store.read("member_names", members=members, **question)}
            self._entities = {(row["entity_kind"], row["code"]) for row in store.read("register_entries", **question)}
            self.in_force = {
                (row["member"], f"{row['entity_kind']}:{row['entity_code']}"): row["confirmed"]
                for row in store.read("decided", **question)
            }

    @cached_property
    def _codes(self) -> dict[str, list[Entity]]:
        """The registers by their codes without case, spaces and dashes; few workbooks need it."""
        found: dict[str, list[Entity]] = {}
        for kind, code in sorted(self._entities):
            found.setdefault(_bare(code), []).append((kind, code))
        return found

    def answer(self, row: _Row) -> _Answer:
        """What the row says; refused where it cannot be known for certain."""
        member = row.text(MEMBER_HEADER)
        slot, options = _sealed(row)
        if member not in self._members:
            raise _Refused(
                row,
                MEMBER_HEADER,
                "unknown_member",
                _("{found} is on no list any more; expected a member of a group's list", found=row.text(SHOWN_HEADER)),
            )
        reason = _reason(row)
        said = self._words(row, slot, options)
        return _Answer(row, tuple(Saying(member, f"{kind}:{code}", yes, reason) for (kind, code), yes in said.items()))

    def _words(self, row: _Row, slot: str, options: Sequence[Entity]) -> dict[Entity, bool]:
        text = row.text(CHOICE_HEADER)
        number = _NUMBER.fullmatch(text)
        chosen = number[1] if number else fold(text)
        if chosen in _NO:
            # Of what is gone nothing needs to be said.
            return dict.fromkeys((option for option in options if option in self._entities), False)
        if number and int(chosen) <= OPTIONS_ON_A_CARD:
            if int(chosen) > len(options):
                raise _wrong_choice(row, options, "no_such_option", _("this row has no option {found}", found=chosen))
            return {self._still_there(row, options[int(chosen) - 1]): True}
        return {self._entity(row, slot, options): True}

    def _still_there(self, row: _Row, option: Entity) -> Entity:
        if option not in self._entities:
            raise _wrong_choice(row, (), "entity_gone", _("{found} is on no register any more", found=option[1]))
        return option

    def _entity(self, row: _Row, slot: str, options: Sequence[Entity]) -> Entity:
        """The one entity of a code that was typed: of several the one written so exactly, and of the row's own slot."""
        text = row.text(CHOICE_HEADER)

        def fitness(entity: Entity) -> int:
            return (SLOTS[entity[0]] == slot) + (entity[1] == text)

        fitting = self._codes.get(_bare(text), [])
        found = [entity for entity in fitting if fitness(entity) == max(map(fitness, fitting))]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(f"{kind}:{code}" for kind, code in found)
            raise _wrong_choice(
                row, options, "ambiguous_code", _("several entries have this code: {found}", found=several)
            )
        if holds_citizen_number(text, Kind.CODE):
            raise _Refused(row, CHOICE_HEADER, "never_stored", _citizen_number(), secret=True)
        raise _wrong_choice(row, options, "unknown_code", _('no register holds the code "{found}"', found=text))


def _sealed(row: _Row) -> tuple[str, list[Entity]]:
    """The slot and the options of a row, as they were written."""
    slot, *entities = _ENTITIES.split(row.text(KEY_HEADER))
    kept = entities.pop() if entities else ""
    if kept != f"{SEAL}:{seal(row.text(MEMBER_HEADER), row.text(SHOWN_HEADER), slot, entities)}":
        message = _(
            "the name or one of the last two columns is not what was written in this row; expected an unchanged row. "
            "Write the queue to a workbook anew."
        )
        raise _Refused(row, KEY_HEADER, "keys_changed", message)
    return slot, [(kind, code) for kind, _colon, code in (entity.partition(":") for entity in entities)]


def _reason(row: _Row) -> str | None:
    text = row.text(REASON_HEADER)
    if holds_citizen_number(text, Kind.TEXT):
        raise _Refused(row, REASON_HEADER, "never_stored", _citizen_number(), secret=True)
    return text or None


def _citizen_number() -> str:
    return _("looks like a citizen's number (CCCD), which is never stored; take it out of the list")


def _wrong_choice(row: _Row, options: Sequence[Entity], code: str, what: str) -> _Refused:
    choices = ", ".join(choices_of(len(options)))
    expected = _(
        "{what}; expected {choices}, or the code of one household, business or institution", what=what, choices=choices
    )
    return _Refused(row, CHOICE_HEADER, code, expected)


def _bare(code: str) -> str:
    return clean_text(code).translate(_SPACES_AND_DASHES).casefold()


def _answered(rows: Iterable[_Row], desk: _WorkbookContext) -> tuple[list[_Answer], list[Problem]]:
    found: list[_Answer] = []
    problems: list[Problem] = []
    for row in rows:
        try:
            found.append(desk.answer(row))
        except _Refused as refused:
            problems.append(refused.problem)
    return found, problems


def _without_contradictions(answered: Sequence[_Answer]) -> tuple[list[_Answer], list[Problem]]:
    """Two rows that say different things of one member and slot are both refused: nobody could say which is meant."""
    claims: dict[tuple[str, str], dict[frozenset[tuple[str, bool | None]], int]] = {}
    for answer in answered:
        for key, claim in answer.claims.items():
            claims.setdefault(key, {}).setdefault(claim, answer.row.number)
    sound: list[_Answer] = []
    problems: list[Problem] = []
    for answer in answered:
        if all(len(claims[key]) == 1 for key in answer.claims):
            sound.append(answer)
        else:
            numbers = ", ".join(map(str, sorted({row for key in answer.claims for row in claims[key].values()})))
            message = _(
                "rows {rows} answer differently about this member; expected one answer, found {found} here",
                rows=numbers,
                found=answer.row.text(CHOICE_HEADER),
            )
            problems.append(_Refused(answer.row, CHOICE_HEADER, "two_answers", message).problem)
    return sound, problems


def _news(answered: Iterable[_Answer], in_force: Mapping[tuple[str, str], bool]) -> tuple[list[Saying], int]:
    """The words that are not in force already, and how many rows bring some."""
    said: dict[tuple[str, str], bool | None] = dict(in_force)
    news: list[Saying] = []
    accepted = 0
    for answer in answered:
        new = [saying for saying in answer.sayings if said.get((saying.member, saying.entity)) is not saying.confirmed]
        said.update({(saying.member, saying.entity): saying.confirmed for saying in new})
        news += new
        accepted += bool(new)
    return news, accepted
