"""The boxes of the page of settings: how a value of the file is said and typed, and what a typed one changes in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from kpi.config.models import Config
from kpi.config.writing import Append, Edit, Place, Put, Remove, replaced
from kpi.i18n.formats import NOTHING, format_count, format_date, format_goal
from kpi.i18n.messages import N_, _
from kpi.ui.shell.scope import read_day


class Box(Enum):
    """How a value is written and said."""

    TEXT = "text"
    LINES = "lines"  # several texts, one a line
    DAY = "day"
    DAYS = "days"  # one a line
    PERCENT = "percent"
    COUNT = "count"
    NUMBER = "number"  # typed, so that it may stay empty
    YEAR = "year"
    TERM = "term"
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class SettingField:
    """One box: the key of its value in the file, its label, and whether it may stay empty. ``note``: what it is for, said beside it
    where the file says nothing."""

    key: str
    label: str
    box: Box = Box.TEXT
    empty: bool = False
    choices: Callable[[Config], Mapping[str, str]] = lambda _config: {}
    note: str = ""


def _as_it_is(values: Mapping[str, Any], _before: Mapping[str, Any]) -> dict[str, Any]:
    return dict(values)


def _all_boxes(part: SettingsPart, _row: Mapping[str, Any], _config: Config) -> tuple[SettingField, ...]:
    return part.fields


@dataclass(frozen=True, slots=True)
class SettingsPart:
    """A part of the page. ``label``: what tells one of its rows from the others; None: it has no rows. ``commented``: what the file
    says above it is for the office, too, and not only for whoever writes the file.

    ``fields`` are all that a row may say, ``drawn`` those that a row has a box for. ``flat`` gives each nested value of a row a key
    of its own, ``nested`` gives back the row of the file, where the row of before is known. ``named``: the words from which a new
    row gets its name in the file; None: its rows have none. ``told`` above the boxes.
    """

    id: str
    title: str
    place: Callable[[int], Place]
    fields: tuple[SettingField, ...]
    label: Callable[[Mapping[str, Any], Config], str] | None = None
    commented: bool = True
    drawn: Callable[[SettingsPart, Mapping[str, Any], Config], tuple[SettingField, ...]] = _all_boxes
    flat: Callable[[Mapping[str, Any]], dict[str, Any]] = dict
    nested: Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, Any]] = _as_it_is
    named: Callable[[Mapping[str, Any]], str] | None = None
    told: str = ""

    def field(self, key: object, row: Mapping[str, Any], config: Config) -> SettingField | None:
        """A box by its key: that of the row, with its choices, before what any row may have."""
        of_row = self.drawn(self, row, config) if row else ()
        return next((one for one in (*of_row, *self.fields) if one.key == key), None)


@dataclass(frozen=True, slots=True)
class BoxFault:
    """What is wrong in a box, in the office's words."""

    key: str
    words: str


TERMS = {
    "hours": N_("hours"),
    "days": N_("days"),
    "working_days": N_("working days"),
    "months": N_("months"),
}


def span_in_words(row: Mapping[str, Any]) -> str:
    """From when to when a row holds."""
    start, end = row.get("from"), row.get("to")
    if not isinstance(start, date):
        return NOTHING
    if isinstance(end, date):
        return _("{start} – {end}", start=format_date(start), end=format_date(end))
    return _("from {date}", date=format_date(start))


# A whole number, its thousands apart or not: "57.5" is none.
_WHOLE = r"[0-9]{1,3}([. ][0-9]{3})+|[0-9]+"
# What holds where the file does not say it.
UNSAID: Mapping[str, Any] = {
    "roll_to_working_day": True, "reviewed": False, "sustained": False, "village_rule": "minimal", "scope": "commune",
    "suggest_from_percent": 10, "call_list_days": 14,
} | dict.fromkeys(("members_months", "households_months", "display_names_months", "problems_months"), 0)  # fmt: skip


def said_of(field: SettingField, row: Mapping[str, Any]) -> Any:
    """What a row says in a box, or what holds where it says nothing."""
    return row.get(field.key, UNSAID.get(field.key))


def in_words(field: SettingField, value: Any, config: Config) -> str:
    """A value of the file as the office says it."""
    if value is None or value in ("", []):
        return NOTHING
    if field.box is Box.FLAG:
        return _("on") if value else _("off")
    if field.box in (Box.CHOICE, Box.CHOICES):
        names = field.choices(config)
        return ", ".join(names.get(one, str(one)) for one in ([value] if isinstance(value, str) else value))
    if field.box is Box.TERM and isinstance(value, Mapping):
        return ", ".join(f"{format_count(count)} {_(TERMS[measure])}" for measure, count in value.items() if count)
    if isinstance(value, list):
        return ", ".join(format_date(one) if isinstance(one, date) else str(one) for one in value)
    return as_typed(field, value)


def as_typed(field: SettingField, value: Any) -> str:
    """A value of the file as it stands in a box of text."""
    if field.box is Box.PERCENT and value is not None:
        return format_goal(Decimal(str(value)))
    if isinstance(value, (list, tuple)):
        return "\n".join(as_typed(field, one) for one in value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)


def value_of(field: SettingField, typed: Any) -> Any:
    """What was typed as the file holds it; words that say nothing of the kind are a ``ValueError`` with what is expected."""
    if isinstance(typed, str) and field.box is not Box.CHOICE:
        typed = typed.strip()
    if typed in (None, "", []) and not field.empty:
        raise ValueError(_("Please fill this in."))
    if typed in (None, "") and field.box in (Box.PERCENT, Box.NUMBER, Box.CHOICE):
        return None
    if field.box is Box.PERCENT:
        return _percent(typed)
    if field.box is Box.NUMBER:
        return _number(typed)
    if field.box is Box.LINES:
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if field.box is Box.DAYS:
        return [_day(line.strip()) for line in typed.splitlines() if line.strip()]
    return typed


def _percent(typed: str) -> int | Decimal:
    try:
        percent = Decimal(typed.replace(",", ".").removesuffix("%").strip())
    except InvalidOperation:
        percent = Decimal(0)
    if not 0 < percent <= 100:
        raise ValueError(_("A number above 0 and up to 100, for instance 70 or 72.5."))
    return int(percent) if percent == int(percent) else percent


def _number(typed: str) -> int:
    digits = re.sub(r"[. ]", "", typed)
    if not re.fullmatch(_WHOLE, typed) or not int(digits):
        raise ValueError(_("A whole number above 0, for instance 57."))
    return int(digits)


def _day(typed: str) -> date:
    day = read_day(typed)
    if day is None:
        raise ValueError(_("“{typed}” is no day; write day/month/year as in 24/11/2026.", typed=typed))
    return day


def values_of(fields: Iterable[SettingField], typed: Mapping[str, Any]) -> tuple[dict[str, Any], list[BoxFault]]:
    """What was typed in the boxes, by the keys of the file, and what is wrong with it."""
    values, faults = {}, []
    for field in fields:
        try:
            values[field.key] = value_of(field, typed[field.key])
        except ValueError as error:
            faults.append(BoxFault(field.key, str(error)))
    start, end = values.get("from"), values.get("to")
    if start and end and end < start:
        faults.append(BoxFault("to", _("The last day is before the first one.")))
    return values, faults


def new_row(place: Place, values: Mapping[str, Any]) -> list[Edit]:
    """One more row with what is filled in."""
    return [Append(place, {key: value for key, value in values.items() if value not in (None, "", [])})]


def changes(place: Place, before: Mapping[str, Any], values: Mapping[str, Any]) -> list[Edit]:
    """How a row becomes what was typed, box by box; nothing where nothing was changed."""
    edits: list[Edit] = []
    for key, value in values.items():
        old = before.get(key, UNSAID.get(key))
        if isinstance(value, Decimal) and isinstance(old, float):
            old = Decimal(str(old))
        if value == old or (value in (None, "", []) and old in (None, "", [])):
            continue
        edits += _change((*place, key), before.get(key), value)
    return edits


def _change(place: Place, old: Any, value: Any) -> Sequence[Edit]:
    if value is None:
        return [Remove(place)]
    if _has_names(old) and _has_names(value):
        return _named_rows(place, old, value)
    if isinstance(value, list) and isinstance(old, list):
        return replaced(place, old, value)
    if isinstance(value, dict) and isinstance(old, Mapping):
        gone = [Remove((*place, key)) for key in old if key not in value]
        return [*changes(place, old, value), *gone]
    return [Put(place, value)]


def _has_names(rows: Any) -> bool:
    return isinstance(rows, list) and bool(rows) and all(isinstance(row, Mapping) and "id" in row for row in rows)


def _named_rows(place: Place, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Edit]:
    """Rows within a row, each by its name: what changes of one, then which go, then which come."""
    wanted = {row["id"]: row for row in new}
    there = [row["id"] for row in old]
    kept = [
        edit
        for number, row in enumerate(old)
        if row["id"] in wanted
        for edit in _change((*place, number), row, dict(wanted[row["id"]]))
        if wanted[row["id"]] != row
    ]
    gone = [Remove((*place, number)) for number in reversed(range(len(old))) if there[number] not in wanted]
    return [*kept, *gone, *(Append(place, dict(row)) for row in new if row["id"] not in there)]
