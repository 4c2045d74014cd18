"""Reads and checks ``config.yaml``; what is wrong with it is told all at once."""

from __future__ import annotations

import hashlib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from kpi.config.faults import ConfigError, Fault, shape_faults
from kpi.config.models import Config, reference_faults
from kpi.errors import UsageError
from kpi.language import _

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeyLoader(_Loader):  # type: ignore[misc]
    """Refuses a key that stands twice: YAML would silently keep the last one."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=deep)
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=_('the key "{key}" stands twice', key=key), problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def load_config(path: Path) -> Config:
    """The configuration of a file; ``ConfigError`` lists every fault with its place and remedy."""
    content = _read(path)
    try:
        config = Config.model_validate(content)
    except ValidationError as error:
        raise ConfigError(str(path), tuple(shape_faults(error, Config))) from None
    faults = reference_faults(config)
    if faults:
        raise ConfigError(str(path), tuple(_reference_fault(*fault) for fault in faults))
    return config


def _reference_fault(path: str, found: object, expected: str) -> Fault:
    known = expected.removeprefix("one of: ").split(", ") if expected.startswith("one of: ") else []
    nearest = next(iter(get_close_matches(str(found), known, n=1, cutoff=0.5)), "")
    return Fault(path, str(found), expected, nearest)


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise UsageError(
            _("There is no configuration file"),
            place=str(path.absolute()),
            remedy=_("Run the command in the program's folder, or name the file with --config."),
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(_("The configuration file cannot be read"), place=str(path), found=str(error)) from None
    try:
        content = yaml.load(text, Loader=_UniqueKeyLoader)  # noqa: S506  a safe loader with one more check
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (
            _("{file}, line {line}, column {column}", file=path, line=mark.line + 1, column=mark.column + 1)
            if mark
            else str(path)
        )
        raise UsageError(
            _("The configuration is not valid YAML"),
            place=place,
            found=error.problem or "",
            remedy=_("Look at the indentation, colons and quotes of this line."),
        ) from None
    if not isinstance(content, dict):
        raise UsageError(_("The configuration is empty"), place=str(path), expected=_("a group of keys"))
    return content


def config_hash(config: Config) -> str:
    """A short name for exactly these rules: the same content gives the same name."""
    return hashlib.sha256(config.model_dump_json(by_alias=True).encode()).hexdigest()[:16]
