"""All that is wrong with a configuration, at once: where, what stands there, what is allowed, what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from kpi.errors import UserError
from kpi.language import N_, _


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


class ConfigError(UserError):
    """The configuration cannot be used; ``faults`` are all its faults."""

    exit_code = 2

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(
            _("The configuration has {count} faults", count=len(faults)),
            place=file,
            found="\n" + "\n".join("  - " + fault.text() for fault in faults),
            remedy=_("Correct these lines in the file and start again."),
            code="config",
        )


_EXPECTED = {
    "missing": N_("a value (it is missing)"),
    "extra_forbidden": N_("no such key"),
    "date_from_datetime_parsing": N_("a date as 2024-12-31"),
    "date_type": N_("a date as 2024-12-31"),
    "date_parsing": N_("a date as 2024-12-31"),
    "string_type": N_("words in quotes"),
    "string_too_short": N_("words (it is empty)"),
    "bool_parsing": N_("true or false"),
    "bool_type": N_("true or false"),
    "tuple_type": N_("a list"),
    "dict_type": N_("a group of keys"),
    "model_type": N_("a group of keys"),
}


def shape_faults(error: ValidationError, model: type[BaseModel]) -> list[Fault]:
    """Pydantic's findings in the user's words."""
    return [_shape_fault(entry, model) for entry in error.errors(include_url=False)]


def _shape_fault(entry: Any, model: type[BaseModel]) -> Fault:
    kind, path = entry["type"], _path(entry["loc"])
    found = _("nothing") if kind == "missing" else _short(entry.get("input"))
    context = entry.get("ctx") or {}
    if kind in _EXPECTED:
        expected = _(_EXPECTED[kind])
    elif kind in ("greater_than", "greater_than_equal"):
        expected = _("more than {limit}", limit=context.get("gt", context.get("ge")))
    elif kind in ("less_than", "less_than_equal"):
        expected = _("at most {limit}", limit=context.get("le", context.get("lt")))
    elif kind == "literal_error":
        expected = _("one of: {words}", words=context.get("expected", ""))
    else:
        expected = str(entry["msg"]).removeprefix("Value error, ")
    suggestion = ""
    if kind == "extra_forbidden":
        known = _known_keys(model, entry["loc"][:-1])
        suggestion = next(iter(get_close_matches(str(entry["loc"][-1]), known, n=1, cutoff=0.5)), "")
        expected = _("one of the keys: {keys}", keys=", ".join(known)) if known else expected
    return Fault(path, found, expected, suggestion)


def _known_keys(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The keys that may stand at a place of the configuration."""
    current: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        field = next((f for name, f in current.model_fields.items() if step in (name, f.alias)), None)
        current = _model_in(field.annotation) if field else None
        if current is None:
            return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def _path(location: tuple[Any, ...]) -> str:
    text = ""
    for step in location:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return _("a group of keys")
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else text[:77] + "…"
