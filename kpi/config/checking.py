"""The whole check of a configuration: its shape, then what its parts say against each other; all faults in one answer."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from kpi.config.faults import ConfigError, mismatch_fault, shape_faults
from kpi.config.models import Config
from kpi.config.reading import parsed
from kpi.config.references import reference_faults, sound_parts
from kpi.config.shape import shaped


def checked(path: Path, text: str) -> Config:
    """The configuration that a file of this text holds; ``ConfigError`` lists every fault."""
    content = parsed(path, text)
    try:
        config = shaped(Config, content)
    except ValidationError as error:
        mismatches = map(mismatch_fault, reference_faults(sound_parts(content)))
        raise ConfigError(str(path), (*shape_faults(error), *mismatches)) from None
    faults = tuple(map(mismatch_fault, reference_faults(config)))
    if faults:
        raise ConfigError(str(path), faults)
    return config
