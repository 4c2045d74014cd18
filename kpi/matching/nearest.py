"""The other way round: for an entry of a register the members whose names come nearest, also where that is not near at all."""

from __future__ import annotations

from collections.abc import Iterable

from kpi.matching.likeness import Form, likeness
from kpi.matching.names import DisplayName, plain_name

_ORDER = {form: place for place, form in enumerate(Form)}


def nearest(person: str, members: Iterable[tuple[str, DisplayName]], *, most: int) -> tuple[tuple[str, Form], ...]:
    """Display names with the form in which they are like the person's name, the closest first; each name once."""
    name = plain_name(person)
    if not name:
        return ()
    found: dict[str, Form] = {}
    for shown, taken_apart in members:
        forms = [form for reading in taken_apart.readings if (form := likeness(reading, name)) is not None]
        if forms:
            found[shown] = min(forms, key=_ORDER.__getitem__)
    return tuple(sorted(found.items(), key=lambda item: (_ORDER[item[1]], item[0]))[:most])
