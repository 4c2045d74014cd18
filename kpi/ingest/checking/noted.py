"""What the notes of a list say of persons: who has died, who has moved away.

Only a note that begins with it says it of the person in its row ("Chết 12/2025, vợ đứng tên"); what may say so is told, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kpi.config.models import Config
from kpi.domain.datasets import HOUSEHOLD
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.headers import readings
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.traits import begins_with, says, without_day
from kpi.ingest.reading.files import Sheet
from kpi.ingest.reading.tall import TallRows
from kpi.vietnamese.text import fold, mentions

DEAD, MOVED, PERHAPS_DEAD = "dead", "moved", "perhaps dead"
# Behind the first words of a note stands why, or what became of the household.
_GOES_ON = re.compile(r"[;,(]|\b(?:do|vì|bởi)\b", re.IGNORECASE)


def with_notes(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of households or persons with what the notes of its rows say; of a very long register nothing is read."""
    if isinstance(sheet.rows, TallRows) and not layout.names_persons:
        return layout
    is_notes, meaning = says(config.recognition.notes), _meanings(layout, config)
    places = [place for place in layout.places_of(layout.beside) if any(map(is_notes, readings(layout.headers[place])))]
    noted = {}
    for number, row in enumerate(sheet.rows[layout.body :], start=layout.body + 1):
        said = {meaning(row[place]) for place in places if place < len(row) and row[place].strip()}
        if (surest := next((one for one in (DEAD, MOVED, PERHAPS_DEAD) if one in said), None)) is not None:
            noted[number] = surest
    return replace(layout, noted=noted) if noted else layout


def _meanings(layout: Layout, config: Config) -> Callable[[str], str | None]:
    known = config.recognition
    is_dead, of_a_relative = says(known.dead), begins_with(known.relations)
    gone = tuple(f"{fold(word)} " for word in known.gone.get(HOUSEHOLD.id, ()))

    def meaning(note: str) -> str | None:
        if is_dead(without_day(fold(_GOES_ON.split(note)[0]))):
            return DEAD
        said = f"{fold(note)} "
        if layout.names_persons and "status" not in layout.positions and said.startswith(gone):
            return None if any(f" {fold(word)} " in f" {said}" for word in known.came_back) else MOVED
        if any(mentions(note, word) for word in known.perhaps_dead) and not of_a_relative(note):
            return PERHAPS_DEAD
        return None

    return meaning


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
