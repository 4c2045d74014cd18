"""The queue of members as one Excel workbook: it goes out, a clerk fills the column Chọn, and it comes back as decisions.

What a row speaks of travels in its last two columns, so that "1" is the same household whatever the queue looks like by then.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any

from kpi import answers
from kpi.config.models import Config
from kpi.datasets import Kind
from kpi.decisions import SLOTS, Saying, Step, decide
from kpi.errors import Problem, UserError
from kpi.formats import format_count, format_date
from kpi.ingest.cells import holds_citizen_number
from kpi.ingest.files import Sheet, read_content
from kpi.ingest.recognise import SEARCHED_ROWS, column_letters
from kpi.ingest.templates import INPUT_COLOUR, TEXT_FORMAT, header_look, note, print_on_a4
from kpi.ingest.text import clean_text, fold
from kpi.language import N_, _
from kpi.review import OPTIONS_ON_A_CARD, Card, Option, Queue
from kpi.rules import asked
from kpi.store import Store

SHEET = "Đối soát"
# The same in any language: by them the workbook is known when it comes back. None names a member as a list of members does,
# else a workbook dropped among the lists would be loaded as the whole of its groups.
GROUPS_HEADER, SHOWN_HEADER, SLOT_HEADER = "Nhóm", "Thành viên (tên hiển thị)", "Loại"
OPTION_HEADERS = tuple(f"Phương án {number}" for number in range(1, OPTIONS_ON_A_CARD + 1))
CHOICE_HEADER, REASON_HEADER = "Chọn", "Lý do"
MEMBER_HEADER, KEY_HEADER = "Mã thành viên", "Phương án"
HEADERS = (
    GROUPS_HEADER, SHOWN_HEADER, SLOT_HEADER, *OPTION_HEADERS, CHOICE_HEADER, REASON_HEADER, MEMBER_HEADER, KEY_HEADER,
)  # fmt: skip
NONE_OF_THEM = "không"
TITLE_ROW, DATE_ROW, HOW_ROW, HEADER_ROW = range(4)

_WIDTHS = dict(zip(HEADERS, (22, 22, 12, *(32,) * OPTIONS_ON_A_CARD, 12, 24, 6, 6), strict=True))
_NEEDED = (SHOWN_HEADER, CHOICE_HEADER, MEMBER_HEADER, KEY_HEADER)
_KEPT = (MEMBER_HEADER, KEY_HEADER)
_SLOT_WORDS = {"household": N_("Household"), "organisation": N_("Agency or business")}
_GREY, _GREY_TEXT = "#E7E6E6", "#A6A6A6"
_LINE, _TALLEST = 15.0, 409.0  # points; Excel knows no taller row
_MOST_LETTERS = 32_767  # what an Excel cell holds; more would be lost without a word
_FORMULA_SIGNS = ("=", "+", "-", "@")
_NO = frozenset(("khong", "ko", "k", "0", "n", "no"))
_NUMBER = re.compile(r"([0-9])(?:[.,]0*)?")
_SEAL = "check"
_ENTITIES = re.compile(rf"\s+(?=(?:{'|'.join((*SLOTS, _SEAL))}):)")
_SPACES_AND_DASHES = dict.fromkeys(map(ord, " -‐‑‒–—−"))

Entity = tuple[str, str]


def write(queue: Queue) -> bytes:
    """The workbook of a queue, a row per card; the same bytes for the same queue."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(queue.as_of, time.min), "title": _("MEMBERS TO BE SETTLED")})
    page = book.add_worksheet(SHEET)
    _write_columns(book, page)
    _write_head(book, page, queue)
    looks = _Looks(book)
    for place, card in enumerate(queue.cards, start=HEADER_ROW + 1):
        texts = _texts(card, queue.village_names)
        page.set_row(place, _height(texts))
        for position, (header, text) in enumerate(texts.items()):
            page.write_string(place, position, text[:_MOST_LETTERS], looks.of(header, text))
    _offer_choices(page, queue.cards)
    _set_up(page, last=HEADER_ROW + len(queue.cards))
    book.close()
    return content.getvalue()


def _write_columns(book: Any, page: Any) -> None:
    """The columns take text, so that what a clerk types into them keeps its digits."""
    as_text = book.add_format({"num_format": TEXT_FORMAT, "text_wrap": True, "valign": "top"})
    for position, header in enumerate(HEADERS):
        page.set_column(position, position, _WIDTHS[header], None if header in _KEPT else as_text)


def _write_head(book: Any, page: Any, queue: Queue) -> None:
    page.write_string(TITLE_ROW, 0, _("MEMBERS TO BE SETTLED"), book.add_format({"bold": True, "font_size": 14}))
    page.write_string(DATE_ROW, 0, _("As of {date}", date=format_date(queue.as_of)), book.add_format())
    wrapped = book.add_format({"text_wrap": True, "italic": True, "valign": "top"})
    page.merge_range(HOW_ROW, 0, HOW_ROW, HEADERS.index(REASON_HEADER), _how_to_fill(), wrapped)
    page.set_row(HOW_ROW, 32)
    looks = {needed: book.add_format(header_look(required=needed)) for needed in (True, False)}
    kept = book.add_format(header_look(required=False) | {"bg_color": _GREY, "font_color": _GREY_TEXT, "font_size": 8})
    for position, header in enumerate(HEADERS):
        page.write_string(HEADER_ROW, position, header, kept if header in _KEPT else looks[header == CHOICE_HEADER])
    page.set_row(HEADER_ROW, 34)
    note(page, HEADER_ROW, HEADERS.index(CHOICE_HEADER), _how_to_fill())
    note(page, HEADER_ROW, HEADERS.index(REASON_HEADER), _("Not required. It is kept with the decision."))
    for header in _KEPT:
        note(page, HEADER_ROW, HEADERS.index(header), _("By this the row is known again. Do not change it."))


def _how_to_fill() -> str:
    return _(
        "In the column {column} write 1, 2 or 3 for the one that the member speaks for, {no} if it is none of them, or the code "
        "of another household, business or institution; leave it empty where you do not know.",
        column=CHOICE_HEADER,
        no=NONE_OF_THEM,
    )


class _Looks:
    """The formats of the cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}

    def of(self, header: str, text: str) -> Any:
        """Excel shows a text that begins as a formula does behind an apostrophe, so that editing makes none of it."""
        kind = header if header in (CHOICE_HEADER, *_KEPT) else ""
        key = kind, text.startswith(_FORMULA_SIGNS)
        if key not in self._made:
            self._made[key] = self._book.add_format(_look(kind) | ({"quote_prefix": True} if key[1] else {}))
        return self._made[key]


def _look(header: str) -> dict[str, object]:
    look: dict[str, object] = {"num_format": TEXT_FORMAT, "valign": "top", "border": 1}
    if header in _KEPT:
        # "fill" keeps the long keys within their narrow columns.
        return look | {"bg_color": _GREY, "font_color": _GREY_TEXT, "font_size": 8, "align": "fill"}
    if header == CHOICE_HEADER:
        look |= {"bg_color": INPUT_COLOUR, "bold": True, "align": "center"}
    return look | {"text_wrap": True}


def _texts(card: Card, village_names: Mapping[str, str]) -> dict[str, str]:
    """A row by its headers."""
    shown = card.options[:OPTIONS_ON_A_CARD]
    options = [_in_words(option, village_names) for option in shown]
    more = len(card.options) - len(shown)
    if more:
        options[-1] += "\n" + _("({count} more fit: if it is one of them, write its code)", count=format_count(more))
    options += [""] * (OPTIONS_ON_A_CARD - len(shown))
    names = "\n".join(card.display_names)
    entities = [f"{option.entity_kind}:{option.entity_code}" for option in shown]
    sealed = " ".join((card.slot, *entities, f"{_SEAL}:{_seal(card.member, names, card.slot, entities)}"))
    texts = ("\n".join(card.groups), names, _(_SLOT_WORDS[card.slot]), *options, "", "", card.member, sealed)
    return dict(zip(HEADERS, texts, strict=True))


def _height(texts: Mapping[str, str]) -> float:
    """The points that the tallest cell of a row takes; LibreOffice, unlike Excel, does not find it out by itself."""
    lines = [
        sum(max(len(wrap(line, _WIDTHS[header] - 1)), 1) for line in text.split("\n"))
        for header, text in texts.items()
        if header not in _KEPT
    ]
    return min(_LINE * max(lines) + 2, _TALLEST)


def _in_words(option: Option, village_names: Mapping[str, str]) -> str:
    """ "HG-0123 – Nguyễn Văn Hùng – Thôn 2: the same full name"; of an organisation also the person who speaks for it."""
    village = option.village and village_names.get(option.village, option.village)
    person = option.person if option.person != option.name else None
    told = " – ".join(part for part in (option.entity_code, option.name, person, village) if part)
    return f"{told}: {option.why}"


def _seal(member: str, names: str, slot: str, entities: Sequence[str]) -> str:
    """Tells whether a row's keys are still together and beside the name they belong to: sorting some columns parts them."""
    return sha256("\n".join((member, fold(names), slot, *entities)).encode()).hexdigest()[:8]


def _offer_choices(page: Any, cards: Sequence[Card]) -> None:
    """A drop-down list on each cell of the column Chọn; it only warns, since codes may be written, too."""
    position, place = HEADERS.index(CHOICE_HEADER), HEADER_ROW + 1
    for options, run in groupby(min(len(card.options), OPTIONS_ON_A_CARD) for card in cards):
        last = place + len(list(run)) - 1
        rule = {
            "validate": "list",
            "source": _choices(options),
            "error_type": "warning",
            "error_title": CHOICE_HEADER,
            "error_message": _("Neither an option of this row nor {no}. Is it a code?", no=NONE_OF_THEM),
        }
        page.data_validation(place, position, last, position, rule)
        place = last + 1


def _choices(options: int) -> list[str]:
    return [*(str(number) for number in range(1, options + 1)), NONE_OF_THEM]


def _set_up(page: Any, *, last: int) -> None:
    """``last`` is the last row. Nobody needs the keys on paper."""
    page.autofilter(HEADER_ROW, 0, last, len(HEADERS) - 1)
    page.freeze_panes(HEADER_ROW + 1, 0)
    print_on_a4(page, landscape=True)
    page.repeat_rows(HEADER_ROW)
    page.print_area(0, 0, last, HEADERS.index(REASON_HEADER))
    page.ignore_errors({"number_stored_as_text": f"A{HEADER_ROW + 2}:XFD{max(last, HEADER_ROW + 1) + 1}"})


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


def content_of(file: Path) -> bytes:
    """The bytes of a workbook on the disk."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(
            _("The file cannot be read"), place=str(file), found=error.strerror or "", code="unreadable_file"
        ) from None


def load(store: Store, config: Config, name: str, content: bytes, *, decided_by: str, at: datetime) -> Loaded:
    """Keeps what a clerk has filled in, all good rows at once; what is wrong with a row leaves the others alone."""
    rows = _rows(name, read_content(name, content))
    filled = [row for row in rows if row.text(CHOICE_HEADER)]
    desk = _Desk(store, config, filled, at)
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
            expected=", ".join(_NEEDED),
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
        if all(header in positions for header in _NEEDED):
            _refuse_repeated(sheet, number, folded)
            return number, positions
    return None


def _refuse_repeated(sheet: Sheet, number: int, folded: Sequence[str]) -> None:
    repeated = [header for header in (*_NEEDED, REASON_HEADER) if folded.count(fold(header)) > 1]
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
        if not is_header and any(cells.get(name) for name in (CHOICE_HEADER, *_KEPT)):
            yield _Row(number + 1, cells, positions, sheet.name if several else "")


class _Desk:
    """The lists and registers that rows are held against, read once for all of them."""

    def __init__(self, store: Store, config: Config, rows: Sequence[_Row], at: datetime) -> None:
        with store.one_look():
            as_of = answers.newest_observation(store)
            if as_of is None:
                raise UserError(
                    _("Nothing has been loaded yet"), remedy=_("Load the registers and lists first."), code="empty"
                )
            question = asked(config, [as_of], max(at, store.newest_known_at() or at))
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
    seal = entities.pop() if entities else ""
    if seal != f"{_SEAL}:{_seal(row.text(MEMBER_HEADER), row.text(SHOWN_HEADER), slot, entities)}":
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
    choices = ", ".join(_choices(len(options)))
    expected = _(
        "{what}; expected {choices}, or the code of one household, business or institution", what=what, choices=choices
    )
    return _Refused(row, CHOICE_HEADER, code, expected)


def _bare(code: str) -> str:
    return clean_text(code).translate(_SPACES_AND_DASHES).casefold()


def _answered(rows: Iterable[_Row], desk: _Desk) -> tuple[list[_Answer], list[Problem]]:
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
