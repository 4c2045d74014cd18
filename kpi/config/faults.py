"""All that is wrong with a configuration, at once: where, what stands there, what is allowed, what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from kpi.config.models import Config
from kpi.config.references import Mismatch
from kpi.config.shape import model_in, types_of
from kpi.domain.errors import UsageError
from kpi.i18n.messages import N_, _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. ``suggestion`` is the nearest known key or word, or empty."""

    path: str
    found: str
    expected: str
    suggestion: str = ""

    def text(self) -> str:
        line = _("{path}: found {found}; expected {expected}", path=self.path, found=self.found, expected=self.expected)
        return line + (" " + _('(did you mean "{word}"?)', word=self.suggestion) if self.suggestion else "")


class ConfigError(UsageError):
    """The configuration cannot be used; ``faults`` are all its faults."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(
            _("The configuration has {count} faults", count=len(faults)),
            place=file,
            found="\n" + "\n".join("  - " + fault.text() for fault in faults),
            remedy=_("Correct these lines in the file and start again."),
            code="config",
        )


# Pydantic's kinds of finding, in our words; a kind that is not here speaks for itself.
_EXPECTED = {
    "missing": N_("a value (it is missing)"),
    "date_from_datetime_parsing": N_("a date as 2024-12-31"),
    "date_from_datetime_inexact": N_("a date as 2024-12-31"),
    "date_type": N_("a date as 2024-12-31"),
    "date_parsing": N_("a date as 2024-12-31"),
    "string_type": N_("words in quotes"),
    "string_too_short": N_("words (it is empty)"),
    "bool_parsing": N_("true or false"),
    "bool_type": N_("true or false"),
    "int_parsing": N_("a whole number"),
    "int_type": N_("a whole number"),
    "int_from_float": N_("a whole number"),
    "decimal_parsing": N_("a number"),
    "decimal_type": N_("a number"),
    "tuple_type": N_("a list"),
    "dict_type": N_("a group of keys"),
    "dataclass_type": N_("a group of keys"),
    "greater_than": N_("more than {limit}"),
    "greater_than_equal": N_("at least {limit}"),
    "less_than_equal": N_("at most {limit}"),
    "literal_error": N_("one of: {words}"),
}


def shape_faults(error: ValidationError) -> Iterator[Fault]:
    """What pydantic found, in the user's words."""
    for entry in error.errors(include_url=False):
        yield _unknown_key(entry) if entry["type"] == "unexpected_keyword_argument" else _shape_fault(entry)


def mismatch_fault(mismatch: Mismatch) -> Fault:
    """A contradiction between parts as a fault."""
    suggestion = _nearest(str(mismatch.found), mismatch.known)
    return Fault(mismatch.path, shown(mismatch.found), mismatch.expected, suggestion)


def shown(value: object) -> str:
    """What stands in the file, short enough for a line."""
    if value is None:
        return _("nothing")
    if isinstance(value, Mapping):
        return _("a group of keys")
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else text[:77] + "…"


def _shape_fault(entry: Any) -> Fault:
    found = _("nothing") if entry["type"] == "missing" else shown(entry.get("input"))
    place = entry["loc"]
    if place[-1] == "[key]":  # the fault is the key itself, for which pydantic may give a number
        place = (*place[:-2], str(entry["input"]))
    return Fault(_path(place), found, _expected(entry))


def _expected(entry: Any) -> str:
    context = entry.get("ctx") or {}
    if entry["type"] == "value_error":  # one of our own validators, which speak in the user's words
        return str(context["error"])
    message = _EXPECTED.get(entry["type"])
    if message is None:
        return str(entry["msg"])
    limit = next((context[name] for name in ("gt", "ge", "le") if name in context), None)
    return _(message, limit=limit, words=context.get("expected"))


def _unknown_key(entry: Any) -> Fault:
    *place, key = entry["loc"]
    known = _known_keys(place)
    expected = _("one of the keys: {keys}", keys=", ".join(known)) if known else _("no such key")
    return Fault(_path(entry["loc"]), shown(entry.get("input")), expected, _nearest(str(key), known))


def _nearest(word: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.5)), "")


def _known_keys(place: Iterable[str | int]) -> list[str]:
    """The keys that may stand at a place of the configuration."""
    model: Any | None = Config
    for step in place:
        if model is not None and isinstance(step, str):
            model = model_in(types_of(model).get(step))
    return list(types_of(model)) if model else []


def _path(location: Iterable[str | int]) -> str:
    """The place as one would write it: ``targets[3].percent``."""
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in location]
    return "".join(steps).removeprefix(".")
