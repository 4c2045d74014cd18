"""How the rows of a plan stand in boxes: nested values of the file under a key each, and back, so that what nobody touched stays.

A register's columns are a fixed few (``ENTRY_KINDS``), so each has its own boxes; words of cells are lines, a meaning each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kpi.domain.datasets import ENTRY_KINDS
from kpi.operations.plan_rows import short_name
from kpi.vietnamese.text import fold

Row = Mapping[str, Any]
# Columns whose cells are one of some words.
WORDED = ("kind", "status")
# The box of words of states in which an entry does not count.
LEFT_OUT = "status.left_out"
# Between words of one meaning.
APART = ";"


def indicator_in_boxes(row: Row) -> dict[str, Any]:
    """What an indicator is called in English under keys of its own."""
    english = row.get("english") or {}
    flat = {key: value for key, value in row.items() if key != "english"}
    return flat | {f"english.{key}": value for key, value in english.items()}


def indicator_of(values: Row, _before: Row) -> dict[str, Any]:
    """The row of the file from its boxes."""
    row = {key: value for key, value in values.items() if not key.startswith("english.")}
    english = {key: values.get(f"english.{key}") for key in ("short_title", "unit")}
    return row | {"english": english if all(english.values()) else None}


def register_in_boxes(row: Row) -> dict[str, Any]:
    """A register that a plan adds: of each column its header, other headers and words; apart those of what does not count."""
    flat = {key: value for key, value in row.items() if key not in ("columns", "left_out")}
    left_out = row.get("left_out") or ()
    for column in row.get("columns") or ():
        name = column["id"]
        flat[f"{name}.header"] = column.get("header")
        flat[f"{name}.also"] = column.get("also") or []
        words = column.get("words") or {}
        if name in WORDED:
            flat[f"{name}.words"] = [_line(said) for meaning, said in words.items() if meaning not in left_out]
        if name == "status":
            flat[LEFT_OUT] = [_line(said) for meaning, said in words.items() if meaning in left_out]
    return flat


def register_of(values: Row, before: Row) -> dict[str, Any]:
    """The row of the file from its boxes; a meaning that is there keeps its name as long as one of its words stays."""
    columns, left_out = [], []
    there = {one["id"]: one for one in before.get("columns") or ()}
    for name in ENTRY_KINDS:
        if not values.get(f"{name}.header"):
            continue
        column = {"id": name, "header": values[f"{name}.header"], "also": values.get(f"{name}.also")}
        if name in WORDED:
            known = (there.get(name) or {}).get("words") or {}
            counted = values.get(f"{name}.words") or []
            lines = [*counted, *(values.get(LEFT_OUT) or [] if name == "status" else [])]
            meanings = list(_meanings(name, lines, known))
            column["words"] = _in_their_order(dict(meanings), known)
            left_out += [meaning for meaning, _said in meanings[len(counted) :]]
        columns.append({key: value for key, value in column.items() if value})
    boxed = (*(f"{name}." for name in ENTRY_KINDS),)
    row = {key: value for key, value in values.items() if not key.startswith(boxed)}
    old = before.get("left_out") or []
    order = [one["id"] for one in before.get("columns") or ()]
    columns.sort(key=lambda one: order.index(one["id"]) if one["id"] in order else len(order))
    return row | {"columns": columns, "left_out": old if set(old) == set(left_out) else left_out}


def words_apart(line: str) -> list[str]:
    """The words of a line."""
    return [word for word in (part.strip() for part in line.split(APART)) if word]


def _line(words: Sequence[str]) -> str:
    return f"{APART} ".join(map(str, words))


def _meanings(column: str, lines: Sequence[str], known: Row) -> Iterator[tuple[str, list[str]]]:
    """Each line's meaning with its words: the one that had a word of it, else a new one called by its first word.

    Behind the column's name, for a word alone may be what a file reads as a number, or as yes and no.
    """
    taken: set[str] = set()
    for line in lines:
        words = words_apart(line)
        had = (
            meaning
            for meaning, said in known.items()
            if meaning not in taken and {*map(fold, words)} & {fold(str(word)) for word in said}
        )
        name = next(had, None) or short_name(f"{column} {words[0] if words else ''}", {*taken, *known})
        taken.add(name)
        yield name, words


def _in_their_order(words: dict[str, list[str]], known: Row) -> dict[str, list[str]]:
    """Meanings that were there where they stood."""
    kept = [meaning for meaning in known if meaning in words]
    return {meaning: words[meaning] for meaning in (*kept, *(one for one in words if one not in known))}
