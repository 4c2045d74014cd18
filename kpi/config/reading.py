"""Reads a YAML file strictly: no key twice, no silent mending, every fault with its line."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kpi.config.faults import shown
from kpi.domain.errors import UsageError
from kpi.i18n.messages import _

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# The program's own file has some thousand values, ten deep.
MOST_VALUES, MOST_DEPTH = 100_000, 60


class _StrictLoader(_Loader):  # type: ignore[misc]
    """Refuses a key that stands twice: YAML would silently keep the last one."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key_node, _value in node.value:
            key = (key_node.tag, key_node.value) if isinstance(key_node, yaml.ScalarNode) else id(key_node)
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=_('the key "{key}" stands twice', key=key_node.value), problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)

    def construct_yaml_timestamp(self, node: Any) -> Any:
        """A day that does not exist (2025-06-31) stays the text it is, to be told with its place and all other faults."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _StrictLoader.construct_yaml_timestamp)


def parsed(path: Path, text: str) -> dict[str, Any]:
    """The keys of a file with this text."""
    content = _parse(path, text)
    if not content:
        raise UsageError(_("The configuration is empty"), place=str(path), expected=_("a group of keys"))
    if not isinstance(content, dict):
        raise UsageError(
            _("The configuration file cannot be read"),
            place=str(path),
            found=shown(content),
            expected=_("a group of keys"),
        )
    return content


def _refuse_giants(text: str) -> None:
    """A file of some lines may unfold to millions of values, or nest so deep that the reader breaks; both before it is built."""
    depth, values = 0, 0
    sizes: dict[str, int] = {}  # anchor → how many values it stands for
    begun: list[tuple[str | None, int]] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            values += sizes.get(event.anchor or "", MOST_VALUES)  # within its own anchor a value never ends
        elif isinstance(event, yaml.CollectionStartEvent):
            begun.append((event.anchor, values))
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = begun.pop()
            depth -= 1
            values += 1
            if anchor:
                sizes[anchor] = values - before
        elif isinstance(event, yaml.ScalarEvent):
            values += 1
            if event.anchor:
                sizes[event.anchor] = 1
        if depth > MOST_DEPTH or values > MOST_VALUES:
            mark: Any = event.start_mark  # the reader in C has a kind of mark of its own
            raise yaml.MarkedYAMLError(
                problem=_("more values than a configuration can have, or nested too deep"), problem_mark=mark
            )


def _parse(path: Path, text: str) -> Any:
    try:
        return deepcopy(_read(text))
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = (
            _("{file}, line {line}, column {column}", file=path, line=mark.line + 1, column=mark.column + 1)
            if mark
            else str(path)
        )
        raise UsageError(
            _("The configuration is not valid YAML"),
            place=place,
            found=getattr(error, "problem", None) or str(error),
            remedy=_("Look at the indentation, colons and quotes of this line."),
        ) from None


@lru_cache(maxsize=16)
def _read(text: str) -> Any:
    """What a text holds, to be copied by each who asks, for his values are his own; pages read the file and its examples at every
    click."""
    _refuse_giants(text)
    return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  a safe loader with one more check
