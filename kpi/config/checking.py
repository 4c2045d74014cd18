"""The whole check of a configuration: its shape, then what its parts say against each other; all faults in one answer."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from kpi.config.earlier import in_todays_form, is_earlier, place_of_then
from kpi.config.faults import ConfigError, mismatch_fault, shape_faults
from kpi.config.models import Config
from kpi.config.reading import parsed
from kpi.config.references import reference_faults, sound_parts
from kpi.config.shape import shaped


def checked(path: Path, text: str) -> Config:
    """The configuration that a file of this text holds; ``ConfigError`` lists every fault."""
    parsed(path, text)  # no text of YAML is told with its file and line
    try:
        return _sound(text)
    except ConfigError as error:
        raise ConfigError(str(path), error.faults) from None


@lru_cache(maxsize=4)
def _sound(text: str) -> Config:
    """The same of whatever file: a draft that was looked at is not checked again once it is saved."""
    written = parsed(Path(), text)
    content = in_todays_form(written)
    place = place_of_then if is_earlier(written) else str
    try:
        config = shaped(Config, content)
    except ValidationError as error:
        faults = (*shape_faults(error), *map(mismatch_fault, reference_faults(sound_parts(content))))
    else:
        faults = tuple(map(mismatch_fault, reference_faults(config)))
        if not faults:
            return config
    raise ConfigError("", tuple(replace(fault, path=place(fault.path)) for fault in faults)) from None
