"""What the notes of a list say of persons: who has died, who has moved away.

Only a note that begins with it says it of the person in its row ("Chết 12/2025, vợ đứng tên"), and none that goes on with whom or what
it is about ("Mất (chồng)", "Mất: sổ hộ khẩu"); what may say so is told, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from kpi.config.models import Config
from kpi.domain.datasets import HOUSEHOLD
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.headers import readings
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.traits import begins_with, says, without_day
from kpi.ingest.reading.files import Sheet
from kpi.ingest.reading.tall import cells_of
from kpi.vietnamese.text import fold, mentions

DEAD, MOVED, PERHAPS_DEAD = _SUREST = ("dead", "moved", "perhaps dead")
# What is lost as people are: "Mất: sổ hộ khẩu", "Mất (61%)".
_LOST = re.compile(
    r"\b(?:so|the|cccd|cmnd|can cuoc|chung minh|giay|dien thoai|dt|sdt|may|sim|bang|bhyt|ho khau|hk|lien lac|suc|kha nang|tri nho"
    r"|chan|tay|mat|nha|dat|xe|viec)\b"
)
_MAY_BE_LOST = re.compile(r"\bmat\b")
_SHARE = re.compile(r"\d\s*%")
_STANDS_IN = re.compile(r"\b(?:dung|thay|lam chu|la chu|chu ho)\b")  # "vợ đứng tên": he has died, and she has not
_CAME_BACK = re.compile(r"\bve \d|\bchuyen ve\b")
# Behind the first words of a note stands why, or what became of the household.
_GOES_ON = re.compile(r"[;,(]|\b(?:do|vì|bởi)\b", re.IGNORECASE)


def with_notes(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of households or persons with what the notes of its rows say."""
    is_notes, meaning = says(config.recognition.notes), cache(_meanings(layout, config))
    noted: dict[int, str] = {}
    for place in layout.places_of(layout.beside):
        if not any(map(is_notes, readings(layout.headers[place]))):
            continue
        for number, cell in enumerate(cells_of(sheet.rows[layout.body :], place), start=layout.body + 1):
            if cell.strip() and (said := meaning(cell)) is not None:
                noted[number] = min(said, noted.get(number, said), key=_SUREST.index)
    return replace(layout, noted=noted) if noted else layout


def _meanings(layout: Layout, config: Config) -> Callable[[str], str | None]:
    known = config.recognition
    is_dead, of_a_relative = says(known.dead), begins_with(known.relations)
    gone = tuple(f"{fold(word)} " for word in known.gone.get(HOUSEHOLD.id, ()))

    def is_of_another(part: str) -> bool:
        return of_a_relative(part.strip(" )")) and _STANDS_IN.search(fold(part)) is None

    def meaning(note: str) -> str | None:
        first, *behind = _GOES_ON.split(note)
        if is_dead(without_day(fold(first))):
            thing = any(map(_LOST.search, map(fold, behind))) or _SHARE.search(note) is not None
            lost = thing and _MAY_BE_LOST.search(fold(first)) is not None
            return PERHAPS_DEAD if lost or any(map(is_of_another, behind)) else DEAD
        said = f"{fold(note)} "
        if layout.names_persons and "status" not in layout.positions and said.startswith(gone):
            return None if may_have_come_back(said, config) else MOVED
        if any(mentions(note, word) for word in known.perhaps_dead) and not of_a_relative(note):
            return PERHAPS_DEAD
        return None

    return meaning


def may_have_come_back(said: str, config: Config) -> bool:
    """Whether a folded note of somebody's moving leaves open that all of them are gone for good: "Chuyển đi 2/2024, về 6/2024"."""
    words = (f" {fold(word)} " for word in config.recognition.came_back)
    return any(word in f" {said} " for word in words) or _CAME_BACK.search(said) is not None


def doubts_of_notes(layout: Layout, numbers: Iterable[int]) -> Iterator[Problem]:
    """What is told of rows by their notes: of a register that the head has died, of persons who may have."""
    perhaps = _("the notes may say that this person has died; he is counted. If so, write only “đã mất” into the notes")
    head = _(
        "the head has died, as the notes of the list say; the household is counted until a list says that it is gone"
    )
    for number in numbers:
        said = layout.noted.get(number)
        if said == PERHAPS_DEAD or (said == DEAD and not layout.names_persons):
            message = perhaps if said == PERHAPS_DEAD else head
            yield Problem(number, None, None, "noted_dead", message, "warning")
