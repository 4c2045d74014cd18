"""Keeps a checked configuration beside its file, as Python keeps a compiled module beside its source.

Checking needs libraries that take longer to load than a whole command may last, and a file that has not changed is as sound
as it was. Only what has passed every check is kept, and it is taken back only for the very same text and the very same rules.
It is kept as JSON, and each value must be of the type that its model names: a strange file is passed over and can run nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from kpi.config.models import Config, key_of
from kpi.domain import datasets, indicators

# What JSON has no type for stands there as text.
_WRITTEN: dict[Any, Callable[[str], Any]] = {date: date.fromisoformat, Decimal: Decimal}
_STRANGE = (OSError, ValueError, TypeError, LookupError, ArithmeticError, RecursionError)


def key_of_text(text: str) -> str:
    """A name for this text under the rules of this program."""
    digest = hashlib.sha256(text.encode())
    for source in (*sorted(Path(__file__).parent.glob("*.py")), Path(datasets.__file__), Path(indicators.__file__)):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def kept(file: Path, key: str) -> Config | None:
    """The configuration that was kept for this key; None where none was, or where the file is damaged or strange."""
    try:
        seal, _newline, content = _place(file).read_bytes().partition(b"\n")
        if seal != _seal(key, content):
            return None
        config: Config = _reader(Config)(json.loads(content))
    except _STRANGE:
        return None
    return config


def keep(file: Path, key: str, config: Config) -> None:
    """Keeps a checked configuration; where nothing can be written, every command checks anew."""
    from kpi.config.shape import plain  # with its libraries, which checking has loaded by now

    place = _place(file)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    content = json.dumps(plain(config), ensure_ascii=False).encode()
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        draft.write_bytes(_seal(key, content) + b"\n" + content)
        draft.replace(place)


def _place(file: Path) -> Path:
    return file.parent / "__pycache__" / f"{file.name}.checked"


def _seal(key: str, content: bytes) -> bytes:
    """Holds a content to its key, so that a changed byte is found."""
    return hashlib.sha256(key.encode() + content).hexdigest().encode()


def _reader(kind: Any) -> Callable[[Any], Any]:
    """Turns what JSON holds into a value of this type; anything that does not fit raises one of ``_STRANGE``."""
    inner, origin = get_args(kind), get_origin(kind)
    if origin is Annotated:
        return _reader(inner[0])
    if origin in (Union, UnionType):
        some = _reader(inner[0])
        return lambda found: None if found is None else some(found)
    if origin is Literal:
        return {word: word for word in inner}.__getitem__
    if origin is tuple:
        one = _reader(inner[0])
        return lambda found: tuple(map(one, _exactly(list, found)))
    if origin is dict:
        each = _reader(inner[1])
        return lambda found: {key: each(value) for key, value in _exactly(dict, found).items()}
    return _record_reader(kind) if is_dataclass(kind) else _WRITTEN.get(kind) or partial(_exactly, kind)


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    """The same for a part of the file, key by key."""
    readers = {field.name: (key_of(field.name), _reader(field.type)) for field in fields(kind)}

    def read(found: Any) -> Any:
        if len(_exactly(dict, found)) != len(readers):
            raise ValueError(found)
        return kind(**{field: reader(found[key]) for field, (key, reader) in readers.items()})

    return read


def _exactly(kind: type, found: Any) -> Any:
    if type(found) is not kind:
        raise TypeError(found)
    return found
