"""Changes what stands at a place of ``config.yaml`` and leaves every other sign of the file: comments, order, blanks, style.

The new words are put between the signs of the old text, where YAML's reader says that a value begins and ends. To read the file and
write it anew (ruamel.yaml) does not do: there a comment belongs to the entry before it, so that an added entry stands below the
heading of the next part, and with the last entry of a list that heading goes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kpi.config.reading import parsed
from kpi.domain.errors import UserError
from kpi.i18n.messages import _

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Where something stands: keys, and numbers of rows from 0.
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """A value in the place of what stands there, or a key that is new."""

    place: Place
    value: Any


@dataclass(frozen=True, slots=True)
class Append:
    """One more row at the end of a list."""

    place: Place
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """A row or key that goes, with the comments of its own lines."""

    place: Place


Edit = Put | Append | Remove


def rewritten(file: Path, text: str, edits: Sequence[Edit]) -> str:
    """The text of a configuration with these changes, one after the other, and with no other.

    A ``UserError`` where the file is written in a way that no place of it can be changed alone.
    """
    try:
        changed = text
        for edit in edits:
            changed = _spliced(changed, edit)
        sound = parsed(file, changed) == applied(parsed(file, text), edits)
    except (UserError, yaml.YAMLError, LookupError, TypeError, ValueError):
        sound = False
    if not sound:
        raise UserError(
            _("This place of the configuration cannot be changed on the screen"),
            place=str(file),
            remedy=_("Change it in the file, by an editor."),
        )
    return changed


def moved(edit: Edit, place: Place) -> Edit:
    """The same change at another place."""
    return replace(edit, place=place)


def applied(content: Any, edits: Sequence[Edit]) -> Any:
    """What the file then holds, by its keys and rows."""
    for edit in edits:
        content = _changed(content, edit, edit.place)
    return content


def replaced(place: Place, before: Sequence[Any], after: Sequence[Any]) -> list[Edit]:
    """The changes that turn one list of plain values into another, value by value, so that the comments between them stay."""
    kept = [value for value in before if value in after]
    if [*kept, *(value for value in after if value not in before)] == list(after):
        gone = [number for number, value in enumerate(before) if value not in after]
        new = [value for value in after if value not in before]
        return [*(Remove((*place, number)) for number in reversed(gone)), *(Append(place, value) for value in new)]
    same = min(len(before), len(after))
    put = [Put((*place, number), after[number]) for number in range(same) if before[number] != after[number]]
    dropped = [Remove((*place, number)) for number in range(len(before) - 1, same - 1, -1)]
    return [*put, *dropped, *(Append(place, value) for value in after[same:])]


def comment_at(text: str, place: Place) -> str:
    """What the file's comments say of a place: those right above it, and the one behind it; empty where there is none."""
    return _marked(text).comment(place)


def _changed(content: Any, edit: Edit, place: Place) -> Any:
    """A part of the content, changed at a place within it."""
    if not place:
        assert not isinstance(edit, Remove)
        return [*(content or []), _as_read(edit.value)] if isinstance(edit, Append) else _as_read(edit.value)
    step, last = place[0], len(place) == 1
    if isinstance(step, int):
        rows = list(content)
        if isinstance(edit, Remove) and last:
            del rows[step]
        else:
            rows[step] = _changed(rows[step], edit, place[1:])
        return rows
    if isinstance(edit, Remove) and last:
        return {key: value for key, value in content.items() if key != step}
    return {**(content or {}), step: _changed((content or {}).get(step), edit, place[1:])}


def _as_read(value: Any) -> Any:
    return yaml.load(_written(value), Loader=_Loader)  # noqa: S506  a safe loader


def _spliced(text: str, edit: Edit) -> str:
    marked = _Marked(text)
    if isinstance(edit, Append):
        return marked.appended(edit.place, edit.value)
    return marked.put(edit.place, edit.value) if isinstance(edit, Put) else marked.dropped(edit.place)


class _Marked:
    """A text of YAML, and where in it each value stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Any = yaml.compose(text, Loader=_Loader)

    def put(self, place: Place, value: Any) -> str:
        node = self.node(place)
        if node is not None:
            begin, end = node.start_mark.index, self.end(node)
            # Nothing stands there yet; or rows of their own lines become one line, which must not begin at its key's column.
            room = " " if begin == end else "  " if _in_lines(node) else ""
            return self._with(begin, end, room + _written(value))
        holder = self.node(place[:-1])
        if not isinstance(holder, yaml.MappingNode):
            return self.put(place[:-1], {place[-1]: value})
        if _in_lines(holder):
            return self._below(holder, f"{place[-1]}:{_behind_its_key(value, holder.start_mark.column + 2)}")
        return self._within(holder, f"{place[-1]}: {_written(value)}")

    def appended(self, place: Place, value: Any) -> str:
        rows = self.node(place)
        if not isinstance(rows, yaml.SequenceNode):
            return self.put(place, [value])
        if not _in_lines(rows):
            return self._within(rows, _written(value))
        lines = isinstance(value, dict) and _in_lines(rows.value[-1])
        entry = _in_own_lines(value, rows.start_mark.column + 2) if lines else _written(value)
        return self._below(rows, f"- {entry}")

    def dropped(self, place: Place) -> str:
        holder = self.node(place[:-1])
        spans = self.spans(holder)
        number = list(spans).index(place[-1])
        found = list(spans.values())
        begin, end = found[number]
        if len(found) == 1:
            empty = "[]" if isinstance(holder, yaml.SequenceNode) else "{}"
            room = "  " if _in_lines(holder) else ""
            return self._with(holder.start_mark.index, self.end(holder), room + empty)
        if not _in_lines(holder):
            return self._with(found[number - 1][1], end, "") if number else self._with(begin, found[1][0], "")
        first = self.text.rfind("\n", 0, begin) + 1
        if self.text[first:begin].strip():  # the first key of a row, behind its dash
            return self._with(begin, found[1][0], "")
        return self._with(first, self._line_end(end) + 1, "")

    def comment(self, place: Place) -> str:
        holder = self.node(place[:-1])
        spans = {} if holder is None else self.spans(holder)
        if place[-1] not in spans:
            return ""
        begin, end = spans[place[-1]]
        above: list[str] = []
        for line in reversed(self.text[: self.text.rfind("\n", 0, begin) + 1].splitlines()):
            words = line.strip()
            if not words.startswith("#") or words.startswith("# ---"):
                break
            above.insert(0, words)
        behind = "" if _in_lines(self.node(place)) else self.text[end : self._line_end(end)].lstrip(",]} ")
        return " ".join(words.lstrip("# ") for words in (*above, behind) if words.startswith("#"))

    def node(self, place: Place) -> Any:
        """What stands at a place; None where there is no such key or row."""
        node = self.root
        for step in place:
            node = dict(_entries(node)).get(step)
        return node

    def spans(self, holder: Any) -> dict[str | int, tuple[int, int]]:
        """Where each entry begins (of rows in lines of their own: with the dash) and ends."""
        if isinstance(holder, yaml.MappingNode):
            return {key.value: (key.start_mark.index, self.end(value)) for key, value in holder.value}
        begins = self._dash if _in_lines(holder) else lambda _rows, row: row.start_mark.index
        return {number: (begins(holder, row), self.end(row)) for number, row in _entries(holder)}

    def end(self, node: Any) -> int:
        """Behind the last sign of a value; YAML's reader ends one that stands in lines only where the next begins."""
        if _in_lines(node):
            return self.end(_entries(node)[-1][1])
        begin: int = node.start_mark.index
        return begin + len(self.text[begin : node.end_mark.index].rstrip())

    def _dash(self, rows: Any, row: Any) -> int:
        """Where the dash of a row stands: in the column of the first one, in the row's own line or above it."""
        column, last = rows.start_mark.column, row.start_mark.index
        while True:
            first = self.text.rfind("\n", 0, last) + 1
            if first + column < len(self.text) and self.text[first + column] == "-":
                return int(first + column)
            last = first - 1

    def _within(self, holder: Any, entry: str) -> str:
        """Behind what stands within brackets or braces."""
        if not holder.value:
            at = holder.start_mark.index + 1
            return self._with(at, at, entry)
        at = self.end(_entries(holder)[-1][1])
        return self._with(at, at, f", {entry}")

    def _below(self, holder: Any, entry: str) -> str:
        """In a line of its own behind the last line of what holds it, in the column of the others."""
        at = self._line_end(self.end(holder))
        return self._with(at, at, f"\n{' ' * holder.start_mark.column}{entry}")

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _with(self, begin: int, end: int, words: str) -> str:
        return self.text[:begin] + words + self.text[end:]


@lru_cache(maxsize=2)
def _marked(text: str) -> _Marked:
    return _Marked(text)


def _in_lines(node: Any) -> bool:
    """Whether its entries stand in lines of their own, not within brackets or braces."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _entries(node: Any) -> list[tuple[str | int, Any]]:
    """The keys or numbers of what a value holds, with the values."""
    if isinstance(node, yaml.MappingNode):
        return [(key.value, value) for key, value in node.value]
    return list(enumerate(node.value)) if isinstance(node, yaml.SequenceNode) else []


def _in_own_lines(row: dict[str, Any], column: int) -> str:
    """A row with a line for each of its keys, from its second line on in this column; so are the rows that it holds."""
    return f"\n{' ' * column}".join(f"{key}:{_behind_its_key(value, column + 2)}" for key, value in row.items())


# A row that is no longer than this stands in one line, as those of the shipped file do.
_SHORT = 110


def _behind_its_key(value: Any, column: int) -> str:
    if isinstance(value, list) and value and all(isinstance(row, dict) and row for row in value):
        dash = f"\n{' ' * column}- "
        return "".join(dash + _as_row(row, column + 2) for row in value)
    return f" {_written(value)}"


def _as_row(row: dict[str, Any], column: int) -> str:
    line = _written(row)
    return line if len(line) <= _SHORT else _in_own_lines(row, column)


def _written(value: Any) -> str:
    """A value as YAML in one line, words in quotes where they would mean something else."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, str):
        return value if _stays_words(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, (int, float, Decimal, date)):
        return str(value)
    raise TypeError(value)


def _stays_words(value: str) -> bool:
    """Whether words without quotes are read as these words, also within brackets."""
    try:
        return bool(value) and "\n" not in value and bool(yaml.load(f"[{value}]", Loader=_Loader) == [value])  # noqa: S506
    except (yaml.YAMLError, ValueError):
        return False
