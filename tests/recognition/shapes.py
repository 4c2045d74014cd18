"""All shapes: what a commune's folder holds, ours and others."""

from __future__ import annotations

from tests.recognition.businesses import BUSINESSES
from tests.recognition.by_cells import OF_THE_SAME_CELLS, TOLD_BY_CELLS
from tests.recognition.by_headings_and_notes import BY_HEADINGS_AND_NOTES, OF_SOME_ALONE
from tests.recognition.cases import CASES
from tests.recognition.eight_offices import EIGHT_OFFICES, OF_A_CLUB
from tests.recognition.five_units import FIVE_UNITS
from tests.recognition.members import MEMBERS, UNITS
from tests.recognition.offices import INSTITUTIONS, OFFICIALS
from tests.recognition.other_hands import OF_ONE_OFFICE, OTHER_HANDS
from tests.recognition.others import OTHERS as OTHERS_BY_PURPOSE
from tests.recognition.persons import PERSONS
from tests.recognition.registers import REGISTERS
from tests.recognition.reworded import FOR_ANOTHER_PURPOSE, REWORDED
from tests.recognition.shape import Other, Shape
from tests.recognition.told_besides import NOT_OURS, TOLD_BESIDES
from tests.recognition.written_beforehand import OF_WHAT_IS_WITHIN, WRITTEN_BEFOREHAND

KINDS: dict[str, tuple[Shape, ...]] = {
    "registers of households": REGISTERS,
    "lists of persons": PERSONS,
    "businesses": BUSINESSES,
    "institutions": INSTITUTIONS,
    "officials": OFFICIALS,
    "members": MEMBERS,
    "registers of units and groups": UNITS,
    "logs of reports": CASES,
    "headers in other words": REWORDED,
    "told by cells": TOLD_BY_CELLS,
    "told besides": TOLD_BESIDES,
    "in other hands": OTHER_HANDS,
    "of eight offices": EIGHT_OFFICES,
    "of five units": FIVE_UNITS,
    "by headings and notes": BY_HEADINGS_AND_NOTES,
    "written beforehand": WRITTEN_BEFOREHAND,
}
SHAPES: tuple[Shape, ...] = tuple(shape for shapes in KINDS.values() for shape in shapes)
OTHERS: tuple[Other, ...] = (
    *OTHERS_BY_PURPOSE,
    *FOR_ANOTHER_PURPOSE,
    *OF_THE_SAME_CELLS,
    *NOT_OURS,
    *OF_ONE_OFFICE,
    *OF_A_CLUB,
    *OF_SOME_ALONE,
    *OF_WHAT_IS_WITHIN,
)

__all__ = ["KINDS", "OTHERS", "SHAPES", "Other", "Shape"]
