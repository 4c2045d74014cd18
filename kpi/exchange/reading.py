"""Looks into a file that cannot be read as one of a known version: does it say that it is of another one?"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def version_of(path: Path) -> str | None:
    """What the file says is its version; None where it says nothing that can be read."""
    try:
        said = _READERS[path.suffix.lower()](path)
    except Exception:  # a broken file may break its reader in any way
        return None
    return None if said is None else str(said)


def _parquet(path: Path) -> Any:
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path, columns=["schema_version"]).column(0)[0].as_py()


def _csv(path: Path) -> Any:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))["schema_version"]


def _json(path: Path) -> Any:
    content = json.loads(path.read_text("utf-8"))
    return (content[0] if isinstance(content, list) else content)["schema_version"]


_READERS: dict[str, Callable[[Path], Any]] = {".parquet": _parquet, ".csv": _csv, ".json": _json}
