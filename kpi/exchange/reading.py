"""Looks into a file that cannot be read as one of a known version: what does its head say, as far as it says anything?"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kpi.exchange.rows import HEADER_COLUMNS


def head_of(path: Path) -> dict[str, str]:
    """The head's fields that the file fills, as it writes them; none where nothing can be read."""
    try:
        said = _READERS[path.suffix.lower()](path)
        return {name: str(said[name]) for name in HEADER_COLUMNS if said.get(name) is not None}
    except Exception:  # a broken file may break its reader in any way
        return {}


def _parquet(path: Path) -> Mapping[str, Any]:
    import pyarrow.parquet

    first: list[Mapping[str, Any]] = pyarrow.parquet.read_table(path).slice(0, 1).to_pylist()
    return first[0]


def _csv(path: Path) -> Mapping[str, Any]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))


def _json(path: Path) -> Mapping[str, Any]:
    content = json.loads(path.read_text("utf-8"))
    first: Mapping[str, Any] = content[0] if isinstance(content, list) else content
    return first


_READERS: dict[str, Callable[[Path], Mapping[str, Any]]] = {".parquet": _parquet, ".csv": _csv, ".json": _json}
