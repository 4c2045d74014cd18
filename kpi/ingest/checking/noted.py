"""What the notes of a list say of persons: who has died, who has moved away.

Only a note that begins with it says it of the person in its row ("Chết 12/2025, vợ đứng tên"), and none that goes on with whom or what
it is about ("Mất (chồng)", "Mất: sổ hộ khẩu"); what may say so is told, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import repeat

from kpi.config.models import Config
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.headers import readings
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.moving import Moving, says_state
from kpi.ingest.checking.traits import says, without_day
from kpi.ingest.reading.files import Sheet
from kpi.ingest.reading.tall import cells_of
from kpi.vietnamese.text import clean_text, fold, mentions

SUCCEEDED = "dead, and another one heads the household"
DEAD, MOVED, PERHAPS_DEAD, STATED_OTHERWISE = "dead", "moved", "perhaps dead", "moved, not by its state"
_SUREST = (SUCCEEDED, DEAD, MOVED, PERHAPS_DEAD, STATED_OTHERWISE)
# What is lost as people are: "Mất: sổ hộ khẩu", "Mất (61%)".
_LOST = re.compile(
    r"\b(?:so|the|cccd|cmnd|can cuoc|chung minh|giay|dien thoai|dt|sdt|may|sim|bang|bhyt|ho khau|hk|lien lac|suc|kha nang|tri nho"
    r"|chan|tay|mat|nha|dat|xe|viec)\b"
)
_MAY_BE_LOST = re.compile(r"\bmat\b")
_BEGINS_LOST = ("mất", "mat")  # no mắt, no Mặt trận
_SHARE = re.compile(r"\d\s*%")
_STANDS_IN = re.compile(r"\b(?:dung|thay|lam chu|la chu|chu ho)\b")  # "vợ đứng tên": he has died, and she has not
# Behind the first words of a note stands why, or what became of the household.
_GOES_ON = re.compile(r"[;,(]|\b(?:do|vì|bởi)\b", re.IGNORECASE)


def with_notes(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of households or persons with what the notes of its rows say."""
    is_notes, meaning, moved = says(config.recognition.notes), cache(_meanings(config)), _movings(layout, config)
    rows, noted = sheet.rows[layout.body :], dict[int, str]()
    beside = [layout.positions.get(name) for name in ("village", "status")]
    for place in layout.places_of(layout.beside):
        if not any(map(is_notes, readings(layout.headers[place]))):
            continue
        columns = (repeat("") if one is None else cells_of(rows, one) for one in beside)
        cells = zip(cells_of(rows, place), *columns, strict=False)
        for number, (cell, village, state) in enumerate(cells, start=layout.body + 1):
            if cell.strip() and (said := meaning(cell) or moved(cell, village, state)) is not None:
                noted[number] = min(said, noted.get(number, said), key=_SUREST.index)
    return replace(layout, noted=noted) if noted else layout


def _meanings(config: Config) -> Callable[[str], str | None]:
    """What a note says of whose row it is: that he has died, or may have."""
    known = config.recognition
    is_dead, of_a_relative = says(known.dead), _begins_with(known.relations)

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
        if any(mentions(note, word) for word in known.perhaps_dead) and not of_a_relative(note):
            return PERHAPS_DEAD
        begun, _space, rest = clean_text(note).lower().partition(" ")
        if begun in _BEGINS_LOST and not (of_a_relative(rest) or _LOST.search(fold(rest)) or _SHARE.search(note)):
            return PERHAPS_DEAD  # "Mất ở miền Nam"
        return None

    return meaning


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
    moving, is_moved = Moving.of(config), says_state(config)
    has_states = "status" in layout.positions
    if not (has_states or layout.names_persons):  # such rows are left out by a closer look
        return lambda _note, _village, _state: None

    def moved(note: str, village: str, state: str) -> str | None:
        if not moving.begins(note) or is_moved(state) or not moving.is_gone(note, village):
            return None
        return STATED_OTHERWISE if has_states else MOVED

    return moved


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
    for number in numbers:
        said = layout.noted.get(number)
        if said == STATED_OTHERWISE:
            yield Problem(number, None, None, "noted_moved", otherwise, "warning")
        if said == PERHAPS_DEAD or (said in (DEAD, SUCCEEDED) and not layout.names_persons):
            message = perhaps if said == PERHAPS_DEAD else head
            yield Problem(number, None, None, "noted_dead", message, "warning")
