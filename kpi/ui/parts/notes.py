"""How notes stand on a chart over time and in a list: a number at their days, the words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from kpi.config.models import Config
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.snapshots.notes import notes
from kpi.store import DayNote
from kpi.ui.parts.figures import FONT_SIZE, Part, label
from kpi.ui.parts.look import Palette
from kpi.ui.shell.desk import Desk


def noted_of(desk: Desk, indicator: str) -> tuple[DayNote, ...]:
    """The notes that stand and that a chart of the indicator shows: its own, and those of the whole plan."""
    return tuple(note for note in desk.ask_store(notes) if note.struck is None and note.indicator in (None, indicator))


def noted_within(found: Iterable[DayNote], first: date, last: date) -> list[DayNote]:
    """The notes of which a day lies between two days, these included."""
    return [note for note in found if note.starts_on <= last and note.ends_on >= first]


def days_in_words(note: DayNote) -> str:
    """A day, or the first and the last."""
    days = dict.fromkeys((note.starts_on, note.ends_on))
    return " – ".join(map(format_date, days))


def about_in_words(note: DayNote, config: Config) -> str:
    """What a note is pinned to."""
    return _("the whole plan") if note.indicator is None else config.indicator(note.indicator).spoken_title


def note_in_words(note: DayNote) -> str:
    """Its number, its days and its words."""
    return _(
        "note {number}, {days}: {words}", number=format_count(note.note), days=days_in_words(note), words=note.words
    )


def notes_in_words(found: Iterable[DayNote]) -> str:
    """Notes beside each other in one cell; empty where there are none."""
    return "; ".join(map(note_in_words, found))


def marks(found: Sequence[DayNote], start: date, end: date, colours: Palette) -> tuple[list[Part], list[Part]]:
    """Shapes over the days of the notes, and their numbers with the words for whoever points there; notes that begin on one day (or
    before the chart does) stand together."""
    shown = sorted((max(note.starts_on, start), note.note, note) for note in noted_within(found, start, end))
    shapes = [_shape(first, min(note.ends_on, end), colours) for first, _number, note in shown]
    numbers = []
    for day, together in groupby(shown, key=lambda one: one[0]):
        here = [note for _day, _number, note in together]
        numbers.append(number_at(day, 0.1, here, colours))
    return shapes, numbers


def number_at(x: date | str, y: float, here: Sequence[DayNote], colours: Palette, *, yanchor: str = "bottom") -> Part:
    """The numbers of notes at a place of a chart, ``y`` a share of its height; their words for whoever points there."""
    return {
        "x": x, "y": y, "yref": "paper", "yanchor": yanchor, "showarrow": False, "borderpad": 3,
        "text": ", ".join(format_count(note.note) for note in here),
        "hovertext": "<br>".join(label(note_in_words(note)) for note in here),
        "font": {"color": colours.ink, "size": FONT_SIZE - 1}, "bgcolor": colours.paper, "bordercolor": colours.quiet,
    }  # fmt: skip


def _shape(first: date, last: date, colours: Palette) -> Part:
    place: Part = {"x0": first, "x1": last, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    if first == last:
        return {"type": "line", **place, "line": {"color": colours.quiet, "width": 1, "dash": "dot"}}
    return {"type": "rect", **place, "line": {"width": 0}, "fillcolor": colours.quiet, "opacity": 0.12}
