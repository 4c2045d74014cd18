"""The Frictionless Data Package beside an aggregate file: ``datapackage.json`` names the files, their bytes and hashes, and of the
table each column's type, what may stand in it, and the key. Source: https://datapackage.org (version 2), docs/exchange.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any, get_args, get_type_hints

from kpi.exchange.rows import HEADER_COLUMNS, PLAN_COLUMNS, Header, Row, plan_columns, table_columns

PACKAGE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_NAME = "aggregate-files"
_MEDIA = {".parquet": "application/vnd.apache.parquet", ".csv": "text/csv", ".json": "application/json"}
# What one report says once. A whole unit and all kinds are the empty text, which is a value of these two columns.
KEY = ("unit", "period_end", "known_at", "date", "measure", "village", "kind")
_EMPTY_IS_A_VALUE = ("village", "kind")
_TYPES: dict[type, dict[str, str]] = {
    str: {"type": "string"}, int: {"type": "integer"}, date: {"type": "date"}, Decimal: {"type": "number"},
    datetime: {"type": "datetime", "format": "any"},
}  # fmt: skip


def package(header: Header, files: Sequence[Path]) -> bytes:
    """The descriptor of one report's files, which lie side by side; the same files give the same bytes."""
    return _written([_resource(header, path) for path in files])


def joined(before: bytes, new: bytes, there: Collection[str]) -> bytes | None:
    """A folder's descriptor with another one's files beside its own that are still ``there``; None where it is not one of ours."""
    try:
        told = json.loads(before)
        if told["name"] != _NAME:
            return None
        resources = {row["path"]: row for row in told["resources"] if row["path"] in there}
    except (ValueError, TypeError, KeyError):
        return None
    resources |= {row["path"]: row for row in json.loads(new)["resources"]}
    return _written(list(resources.values()))


def _written(resources: Sequence[Mapping[str, Any]]) -> bytes:
    content = {"$schema": _PROFILE, "name": _NAME, "resources": sorted(resources, key=itemgetter("path"))}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(header: Header, path: Path) -> dict[str, Any]:
    content, suffix = path.read_bytes(), path.suffix
    told: dict[str, Any] = {
        "name": f"{path.stem}-{suffix[1:]}".lower(), "path": path.name, "title": header.unit_name, "format": suffix[1:],
        "mediatype": _MEDIA[suffix], "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }  # fmt: skip
    if suffix == ".parquet":
        return told  # without bytes: the reference program (frictionless 5.21) counts none of this form, and calls the file wrong
    told["bytes"] = len(content)
    if suffix != ".csv":
        return told
    return {**told, "type": "table", "encoding": "utf-8", "schema": schema(header.schema_version)}


def schema(version: str) -> dict[str, Any]:
    """The Table Schema of the CSV form in a version."""
    types = get_type_hints(Header) | get_type_hints(Row)
    always = (*HEADER_COLUMNS, *plan_columns(version))
    fields = [_field(name, _type(types[name], name), always=name in always) for name in table_columns(version)]
    return {"fields": fields, "missingValues": [""], "primaryKey": list(KEY)}


def _type(told: Any, name: str) -> Any:
    """A version that names the plan always names it."""
    return str if name in PLAN_COLUMNS else told


def _field(name: str, told: Any, *, always: bool = False) -> dict[str, Any]:
    kinds = get_args(told) or (told,)
    field: dict[str, Any] = {"name": name, **_TYPES[kinds[0]]}
    if name in _EMPTY_IS_A_VALUE:
        return {**field, "missingValues": []}
    rules: dict[str, Any] = {"required": True} if name in KEY or (always and len(kinds) == 1) else {}
    if kinds[0] in (int, Decimal):
        rules["minimum"] = 0
    return {**field, "constraints": rules} if rules else field


@dataclass(frozen=True, slots=True)
class Other:
    """A file that is not what the data package beside it describes; ``file`` is the package itself where that cannot be read."""

    file: Path
    said: str
    found: str


def differences(folder: Path) -> Iterator[Other]:
    """Files of a folder that its data package describes otherwise: by their size, else by their SHA-256. None without a package.

    Files that it names and that are not there are no matter of this: a report may be sent in one form.
    """
    place = folder / PACKAGE
    if not place.is_file():
        return
    try:
        told = [
            (folder / row["path"], row.get("bytes"), row.get("hash"))
            for row in json.loads(place.read_bytes())["resources"]
        ]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        yield Other(place, "", "")
        return
    for path, size, digest in told:
        if path.parent == folder and path.is_file():
            content = path.read_bytes()
            found = f"sha256:{hashlib.sha256(content).hexdigest()}"
            if digest is not None and str(digest).lower() != found:
                yield Other(path, str(digest), found)
            elif digest is None and size is not None and size != len(content):
                yield Other(path, str(size), str(len(content)))


def described(content: bytes) -> set[tuple[str, str]] | None:
    """What a data package says of files: name and hash; None where it cannot be read."""
    try:
        return {(row["path"], row["hash"]) for row in json.loads(content)["resources"]}
    except (ValueError, TypeError, KeyError):
        return None


def files_of(place: Path) -> list[Path]:
    """The files that a data package names and that lie beside it."""
    try:
        told = [place.parent / row["path"] for row in json.loads(place.read_bytes())["resources"]]
    except (OSError, ValueError, TypeError, KeyError):
        return []
    return [path for path in told if path.parent == place.parent and path.is_file()]
