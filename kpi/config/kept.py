"""Keeps a checked configuration beside its file, as Python keeps a compiled module beside its source.

Checking needs libraries that take longer to load than a whole command may last, and a file that has not changed is as sound
as it was. Only what has passed every check is kept, and it is taken back only for the very same text and the very same rules.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
from pathlib import Path
from typing import Any

from kpi.config.models import Config
from kpi.domain import datasets

ALLOWED = {("datetime", "date"), ("decimal", "Decimal")}


class _Unpickler(pickle.Unpickler):
    """Makes configurations and nothing else: a strange file can run no code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in ALLOWED or (module == Config.__module__ and name.isalpha()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def key_of_text(text: str) -> str:
    """A name for this text under the rules of this program."""
    digest = hashlib.sha256(text.encode())
    for source in (*sorted(Path(__file__).parent.glob("*.py")), Path(datasets.__file__)):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def kept(file: Path, key: str) -> Config | None:
    """The configuration that was kept for this key, if there is one that can be read."""
    try:
        stored_key, _newline, content = _place(file).read_bytes().partition(b"\n")
        if stored_key.decode() != key:
            return None
        config = _Unpickler(io.BytesIO(content)).load()
    except Exception:  # a damaged pickle may raise anything; the file itself is then read and checked anew
        return None
    return config if isinstance(config, Config) else None


def keep(file: Path, key: str, config: Config) -> None:
    """Keeps a checked configuration; where nothing can be written, every command checks anew."""
    place = _place(file)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        draft.write_bytes(key.encode() + b"\n" + pickle.dumps(config))
        draft.replace(place)


def _place(file: Path) -> Path:
    return file.parent / "__pycache__" / f"{file.name}.checked"
