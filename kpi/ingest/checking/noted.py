"""What the notes of a list say of persons: who has died, who has moved away.

Only a note that begins with it says it of the person in its row ("Chết 12/2025, vợ đứng tên"), and none that goes on with whom or what
it is about ("Mất (chồng)", "Mất: sổ hộ khẩu"); what may say so is told, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import repeat

from kpi.config.models import Config
from kpi.domain.datasets import BUSINESS, CASE, HOUSEHOLD, MEMBERSHIP
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.headers import readings
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.moving import Moving
from kpi.ingest.checking.traits import says, without_day
from kpi.ingest.reading.files import Sheet
from kpi.ingest.reading.tall import cells_of
from kpi.vietnamese.text import clean_text, fold, mentions

SUCCEEDED = "dead, and another one heads the household"
DEAD, MOVED, PERHAPS_DEAD, STATED_OTHERWISE = "dead", "moved", "perhaps dead", "moved, not by its state"
ALL_MOVED, PERHAPS_GONE = "moved with all the household", "perhaps gone"
OF_A_REPORT = "of a report"
_SUREST = (SUCCEEDED, DEAD, ALL_MOVED, MOVED, PERHAPS_DEAD, STATED_OTHERWISE, PERHAPS_GONE)
_SHORTEST = 6  # no heading of what has gone is shorter
_NUMERAL = re.compile(r"\W*(?:\d{1,3}|[IVXivx]+|[A-Ha-hđĐ])\W*")
_NAMES = {"household": "head_name", "membership": "display_name", "case": "code"}
_ACTIVE = "active"
# What is lost as people are: "Mất: sổ hộ khẩu", "Mất (61%)".
_LOST = re.compile(
    r"\b(?:so|the|cccd|cmnd|can cuoc|chung minh|giay|dien thoai|dt|sdt|may|sim|bang|bhyt|ho khau|hk|lien lac|suc|kha nang|tri nho"
    r"|chan|tay|mat|nha|dat|xe|viec)\b"
)
_MAY_BE_LOST = re.compile(r"\bmat\b")
_BEGINS_LOST = ("mất", "mat")  # no mắt, no Mặt trận
_SHARE = re.compile(r"\d\s*%")
_STANDS_IN = re.compile(r"\b(?:dung|thay|lam chu|la chu|chu ho)\b")  # "vợ đứng tên": he has died, and she has not
_OF_ALL = re.compile(r"(?:(?:ca|toan|toan bo) )?(?:ho|nha|gia dinh) ")  # "Cả hộ chuyển đi", in the row of one person
# Behind the first words of a note stands why, or what became of the household.
_GOES_ON = re.compile(r"[;,(]|\b(?:do|vì|bởi)\b", re.IGNORECASE)


def places_of_notes(layout: Layout, config: Config) -> list[int]:
    """The columns of notes, which fill no field."""
    is_notes = says(config.recognition.notes)
    return [place for place in layout.places_of(layout.beside) if any(map(is_notes, readings(layout.headers[place])))]


def with_notes(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of households or persons with what the notes of its rows say."""
    meaning, moved = cache(_meanings(config)), _movings(layout, config)
    rows, noted = sheet.rows[layout.body :], dict[int, str]()
    beside = [layout.positions.get(name) for name in ("village", "status")]
    for place in places_of_notes(layout, config):
        columns = (repeat("") if one is None else cells_of(rows, one) for one in beside)
        cells = zip(cells_of(rows, place), *columns, strict=False)
        for number, (cell, village, state) in enumerate(cells, start=layout.body + 1):
            if cell.strip() and (said := meaning(cell) or moved(cell, village, state)) is not None:
                noted[number] = min(said, noted.get(number, said), key=_SUREST.index)
    return replace(layout, noted=noted) if noted else layout


def _meanings(config: Config) -> Callable[[str], str | None]:
    """What a note says of whose row it is: that he has died, or may have."""
    known = config.recognition
    heads = [word for word in known.head_of_household if fold(word).startswith("ch")]  # "Chủ hộ", "CH": whose row it is
    is_dead, of_the_head = says(known.dead), _begins_with(heads)
    of_a_relative = _begins_with(set(known.relations) - set(heads))

    may_be_dead = _mentions_one(known.perhaps_dead)

    def is_of_another(part: str) -> bool:
        return of_a_relative(part.strip(" )")) and _STANDS_IN.search(fold(part)) is None

    def meaning(note: str) -> str | None:
        first, *behind = _GOES_ON.split(note)
        if any(map(is_dead, without_day(fold(first)))):
            thing = any(map(_LOST.search, map(fold, behind))) or _SHARE.search(note) is not None
            lost = thing and _MAY_BE_LOST.search(fold(first)) is not None
            if lost or any(map(is_of_another, behind)):
                return PERHAPS_DEAD
            return SUCCEEDED if any(map(of_a_relative, behind)) else DEAD
        if of_the_head(note) and any(any(map(is_dead, without_day(said))) for said in _ends(fold(first))):
            return PERHAPS_DEAD  # "Chủ hộ mất 2020"
        if may_be_dead(note) and not of_a_relative(note):
            return PERHAPS_DEAD
        begun, _space, rest = clean_text(note).lower().partition(" ")
        if begun in _BEGINS_LOST and not (of_a_relative(rest) or _LOST.search(fold(rest)) or _SHARE.search(note)):
            return PERHAPS_DEAD  # "Mất ở miền Nam"
        return None

    return meaning


def _ends(said: str) -> Iterator[str]:
    """What follows the first, the first two or three words."""
    words = said.split()
    return (" ".join(words[start:]) for start in range(1, min(4, len(words))))


def _mentions_one(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text mentions one of these words; a quick look comes first, for hardly one does."""
    known = [(fold(word), word) for word in words]

    def mentioned(text: str) -> bool:
        said = fold(text)
        return any(folded in said and mentions(text, word) for folded, word in known)

    return mentioned


def first_part(note: str) -> str:
    """What a note says before it goes on with why, or with whom: "Đã nghỉ từ 3/2024" of "Đã nghỉ từ 3/2024, ông Bé thay"."""
    return _GOES_ON.split(note)[0]


def _begins_with(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text begins with one of these words by its marks: "Có giấy báo tử" is no aunt's (cô)."""
    known = tuple(tuple(word.split()) for word in words)
    longest = max(map(len, known), default=0)

    def begins(text: str) -> bool:
        said = re.sub(r"[^\w/]+", " ", text).split()[:longest]
        return any(mentions(" ".join(said[: len(word)]), " ".join(word)) for word in known if len(word) <= len(said))

    return begins


def _movings(layout: Layout, config: Config) -> Callable[[str, str, str], str | None]:
    """What a note says of its row's moving: of a person that he has, where no column holds the states; else that the state beside it
    says otherwise. By its own state a row counts."""
    moving, may_be_gone = Moving.of(config), cache(_mentions_one(config.recognition.perhaps_gone))
    has_states = "status" in layout.positions

    def moved(note: str, village: str, state: str) -> str | None:
        if moving.is_state(state):
            return None
        if moving.begins(note) and moving.is_gone(note, village):
            if has_states:
                return STATED_OTHERWISE
            # Of a list of households such rows are left out by a closer look.
            return (ALL_MOVED if speaks_of_all(note) else MOVED) if layout.names_persons else None
        leaves_where_open = moving.begins(note) and (moving.names_no_unit(note) or moving.names_a_place(note))
        is_unclear = may_be_gone(note) or leaves_where_open
        return PERHAPS_GONE if not state.strip() and is_unclear else None

    return moved


def speaks_of_all(text: str) -> bool:
    """Whether what is said in one person's row is of all his household: "Cả hộ chuyển đi"."""
    return _OF_ALL.match(f"{fold(text)} ") is not None


def with_headings_and_leavers(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout with the rows that head entries which are none any more ("Hộ đã chuyển đi", "NGỪNG HOẠT ĐỘNG"), and with members who
    by a note that goes on may have left ("Đã thoát nhóm, chưa mời lại")."""
    layout = replace(layout, headings_of_gone=_headings_of_the_gone(sheet, layout, config))
    if layout.dataset is not MEMBERSHIP:
        return layout
    is_absent, noted = says(config.recognition.absent), dict(layout.noted)
    for place in places_of_notes(layout, config):
        for number, cell in enumerate(cells_of(sheet.rows[layout.body :], place), start=layout.body + 1):
            if cell.strip() and any(map(is_absent, without_day(fold(first_part(cell))))):
                noted.setdefault(number, PERHAPS_GONE)
    return replace(layout, noted=noted)


def _headings_of_the_gone(sheet: Sheet, layout: Layout, config: Config) -> frozenset[int]:
    """The rows, as Excel counts, that say in one cell, and with no number of an entry, that what stands below is none any more."""
    name = layout.positions.get(_NAMES.get(layout.dataset.id, "name"), layout.helpers.get("person", 0))
    says_so, found = _mentions_one(_words_of_the_gone(layout, config)), set[int]()
    for place in {0, name}:
        for number, cell in enumerate(cells_of(sheet.rows[layout.body :], place), start=layout.body + 1):
            if len(cell) < _SHORTEST or not says_so(cell):
                continue
            row = sheet.rows[number - 1]
            others = [one for at, one in enumerate(row) if one.strip() and at != place and not _NUMERAL.fullmatch(one)]
            if not (others or layout.is_numbered(row)):
                found.add(number)
    return frozenset(found)


def _words_of_the_gone(layout: Layout, config: Config) -> tuple[str, ...]:
    """The words for entries that are none any more, by the kind of list."""
    known, states = config.recognition, config.lookups.get(layout.dataset.id, {}).get("status", {})
    if layout.dataset is HOUSEHOLD:
        return (*Moving.of(config).states, *known.perhaps_gone)
    if layout.dataset is BUSINESS:
        return tuple(word for state, spellings in states.items() if state != _ACTIVE for word in spellings)
    if layout.dataset is MEMBERSHIP:
        return known.absent
    if layout.dataset is CASE:
        return known.notes_of_reports
    return tuple(word for word in known.gone.get(layout.dataset.id, ()) if " " in word)


def doubt_headings(layout: Layout, numbers: Sequence[int]) -> Iterator[Problem]:
    """What is told of such a row with entries below it: each is counted by its own cells."""
    message = _(
        "this heading may say that the rows below it count no more (moved away, left, closed); they are counted by their own cells. If"
        " so, take them out, or write it into a column of their own"
    )
    for number in sorted(layout.headings_of_gone):
        if numbers and number < max(numbers):
            yield Problem(number, None, None, "heading_gone", message, "warning")


def doubts_of_notes(layout: Layout, numbers: Iterable[int]) -> Iterator[Problem]:
    """What is told of rows by their notes: of a register that the head has died, of persons who may have."""
    perhaps = _("the notes may say that this person has died; he is counted. If so, write only “đã mất” into the notes")
    head = _(
        "the head has died, as the notes of the list say; the household is counted until a list says that it is gone"
    )
    otherwise = _(
        "the notes say that this row has moved away, its column of states does not; it counts by its state. If it has moved, write so"
        " into that column"
    )
    maybe = _(
        "the notes may say that this row lives here no more, or stands on the list twice; it is counted. If it has moved, write only"
        " “đã chuyển đi” into the notes"
    )
    if layout.dataset is not HOUSEHOLD:
        maybe = _(
            "the notes may say that this entry is none any more; it is counted. If so, take the row out, or write no more than that"
            " and since when into the notes"
        )
    of_report = _(
        "the notes may say more of this report (a longer term, that it stands twice, was called off or closed); only the columns"
        " of the log count"
    )
    told = {
        OF_A_REPORT: ("noted_report", of_report), PERHAPS_GONE: ("noted_gone", maybe), PERHAPS_DEAD: ("noted_dead", perhaps),
        STATED_OTHERWISE: ("noted_moved", otherwise),
    }  # fmt: skip
    if not layout.names_persons:
        told |= dict.fromkeys((DEAD, SUCCEEDED), ("noted_dead", head))
    for number in numbers:
        if (said := told.get(layout.noted.get(number, ""))) is not None:
            yield Problem(number, None, None, *said, "warning")
