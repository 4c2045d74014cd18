"""What is wrong between the boxes of a row, said at the box and in the office's words, before the file's own rules are asked.

The file's rules speak of its keys; and they know no register, so that they cannot tell a village's code from its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kpi.domain.datasets import ENTRY_KINDS
from kpi.i18n.messages import _
from kpi.operations.known import KnownVillage
from kpi.ui.settings.fields import BoxFault, span_in_words
from kpi.ui.settings.plan_rows import WORDED, words_apart
from kpi.vietnamese.text import fold

Row = Mapping[str, Any]
Check = Callable[[Row, Sequence[Row], Sequence[KnownVillage]], Iterator[BoxFault]]


def check_row(part: str, row: Row, others: Sequence[Row], villages: Sequence[KnownVillage]) -> list[BoxFault]:
    """The faults of a row among the other rows of its part; ``villages``: the newest register, as far as there is one."""
    check = _CHECKS.get(part)
    return [] if check is None else list(check(row, others, villages))


def _target(row: Row, others: Sequence[Row], villages: Sequence[KnownVillage]) -> Iterator[BoxFault]:
    """One amount; and of one village, however it is called, one target of an indicator and a day."""
    if (row.get("percent") is None) == (row.get("count") is None):
        yield BoxFault("percent", _("Fill in a percentage or a number, one of the two."))
    called = _called(row.get("village") or "", villages)
    for other in others:
        same = other.get("indicator") == row.get("indicator") and fold(other.get("village") or "") in called
        if called and same and _overlap(row, other):
            yield BoxFault("village", _(
                "This village has a target of the indicator already, under “{village}” ({span}).", village=other["village"],
                span=span_in_words(other),
            ))  # fmt: skip


def _called(village: str, villages: Sequence[KnownVillage]) -> set[str]:
    """Everything that the village is called; of one that is not on the register, what was typed."""
    typed = fold(village)
    known = ({fold(one.code), fold(one.name)} for one in villages)
    return next((names for names in known if typed in names), {typed}) if typed else set()


def _overlap(one: Row, other: Row) -> bool:
    if one.get("from") is None or other.get("from") is None:
        return False
    return bool(one["from"] <= (other.get("to") or date.max) and other["from"] <= (one.get("to") or date.max))


def _entry(row: Row, _others: Sequence[Row], villages: Sequence[KnownVillage]) -> Iterator[BoxFault]:
    if row.get("item") in ("posting", "qr"):
        if not row.get("place"):
            yield BoxFault("place", _("Say where it is posted."))
    elif row.get("place"):
        yield BoxFault("place", _("Only postings and QR codes have a place: leave this empty."))
    if row.get("item") == "publicity" or row.get("place") == "culture_house":
        if not row.get("village"):
            yield BoxFault("village", _("Say in which village: its code."))
    elif row.get("village"):
        yield BoxFault("village", _("Only a house of culture and publicity are of one village: leave this empty."))
    yield from _unknown(row, villages)


def _exception(row: Row, _others: Sequence[Row], villages: Sequence[KnownVillage]) -> Iterator[BoxFault]:
    if sum(bool(row.get(key)) for key in ("component", "place", "requirement")) != 1:
        yield BoxFault(
            "component", _("Choose what does not apply: a component, a place or a requirement, one of the three.")
        )
    elif row.get("village") and not (row.get("component") or row.get("place") == "culture_house"):
        yield BoxFault("village", _("Only a component and a house of culture are of one village: leave this empty."))
    yield from _unknown(row, villages)


def _unknown(row: Row, villages: Sequence[KnownVillage]) -> Iterator[BoxFault]:
    codes = [one.code for one in villages]
    if row.get("village") and codes and row["village"] not in codes:
        yield BoxFault("village", _("No village has this code; there are {codes}.", codes=", ".join(codes)))


def _register(row: Row, _others: Sequence[Row], _villages: Sequence[KnownVillage]) -> Iterator[BoxFault]:
    """A column is there by its header; a kind and a state are nothing without words, and words mean one thing each."""
    if row.get("scope") == "village" and not row.get("village.header"):
        yield BoxFault("village.header", _("Each village has its own list: write the header of the village’s column."))
    for name in ENTRY_KINDS:
        if not row.get(f"{name}.header"):
            behind = (f"{name}.also", f"{name}.words", f"{name}.left_out")
            filled = next((key for key in behind if row.get(key)), None)
            if filled is not None:
                yield BoxFault(f"{name}.header", _("Write the header of this column, or leave empty what is below it."))
        elif name in WORDED and not row.get(f"{name}.words"):
            yield BoxFault(f"{name}.words", _("Write what the cells of this column say."))
    for name in WORDED:
        yield from _said_twice(row, [f"{name}.words", f"{name}.left_out"])
    yield from _said_twice(row, [*(f"{name}.{key}" for name in ENTRY_KINDS for key in ("header", "also")), "private"])


def _said_twice(row: Row, keys: Sequence[str]) -> Iterator[BoxFault]:
    seen: set[str] = set()
    for key in keys:
        said = row.get(key) or []
        for word in (word for line in ([said] if isinstance(said, str) else said) for word in words_apart(line)):
            if fold(word) in seen:
                yield BoxFault(key, _("“{word}” stands there twice; it can mean one thing only.", word=word))
            seen.add(fold(word))


def _indicator(row: Row, _others: Sequence[Row], _villages: Sequence[KnownVillage]) -> Iterator[BoxFault]:
    english = {key: row.get(key) for key in ("english.short_title", "english.unit")}
    for key, said in english.items():
        if not said and any(english.values()):
            yield BoxFault(key, _("In English fill in both, or neither."))


_CHECKS: Mapping[str, Check] = {
    "targets": _target, "entries": _entry, "not_applicable": _exception, "registers": _register, "indicators": _indicator,
}  # fmt: skip
