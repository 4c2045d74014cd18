"""Reads and checks ``config.yaml``; what is wrong with it is told all at once."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from kpi.config.faults import ConfigError, mismatch_fault, shape_faults, shown
from kpi.config.models import Config
from kpi.config.references import reference_faults, sound_parts
from kpi.errors import UsageError
from kpi.language import _

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


def load_config(path: Path) -> Config:
    """The configuration of a file; ``ConfigError`` lists every fault with its place and remedy."""
    content = _read(path)
    try:
        config = Config.model_validate(content)
    except ValidationError as error:
        mismatches = map(mismatch_fault, reference_faults(sound_parts(content)))
        raise ConfigError(str(path), (*shape_faults(error), *mismatches)) from None
    faults = tuple(map(mismatch_fault, reference_faults(config)))
    if faults:
        raise ConfigError(str(path), faults)
    return config


def config_hash(config: Config) -> str:
    """A name for exactly these rules: the same content gives the same name, in whatever order its keys stand."""
    content = config.model_dump(mode="json", by_alias=True)
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _read(path: Path) -> dict[str, Any]:
    content = _parse(path, _text(path))
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


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(
            _("There is no configuration file"),
            place=str(path.absolute()),
            remedy=_("Run the command in the program's folder, or name the file with --config."),
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(_("The configuration file cannot be read"), place=str(path), found=str(error)) from None


def _parse(path: Path, text: str) -> Any:
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  a safe loader with one more check
    except yaml.YAMLError as error:
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
