"""The files to add: named ones, whole folders, patterns that a shell did not open, and files dropped on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.domain.errors import UsageError
from kpi.exchange.rows import SUFFIXES
from kpi.i18n.messages import _


@dataclass(frozen=True, slots=True)
class Upload:
    """A file dropped on the page."""

    name: str
    content: bytes = field(repr=False)


def files_of(named: Sequence[str | Path]) -> list[Path]:
    """Every file that these names mean, each once, in their order; a name that means nothing is refused."""
    found: dict[Path, None] = {}
    for name in named:
        paths = _meant(Path(name))
        if not paths:
            raise UsageError(
                _("No aggregate file was found"), place=str(name), expected=_("a file, a folder or a pattern as *.parquet"),
                code="no_file",
            )  # fmt: skip
        found |= dict.fromkeys(path.resolve() for path in paths)
    return list(found)


def _meant(path: Path) -> list[Path]:
    if path.is_dir():
        return in_folder(path)
    if path.is_file():
        if not _is_aggregate(path):
            raise UsageError(
                _("This is no aggregate file"), place=str(path), expected=", ".join(f"*{suffix}" for suffix in SUFFIXES),
                code="no_file",
            )  # fmt: skip
        return [path]
    root = Path(path.anchor)
    opened = sorted(root.glob(str(path.relative_to(root)))) if path != root else []
    return list(filter(_is_aggregate, opened))


def in_folder(folder: Path) -> list[Path]:
    """The aggregate files in a folder and below it, in every form: one may be broken or altered where another one is sound."""
    return sorted(filter(_is_aggregate, folder.rglob("*")))


def _is_aggregate(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.is_file()


@contextmanager
def on_disk(uploads: Sequence[Upload]) -> Iterator[list[Path]]:
    """The dropped files, where they can be read for the length of a block."""
    with TemporaryDirectory(prefix="kpi-") as name:
        paths = []
        for place, upload in enumerate(uploads):
            path = Path(name, str(place), Path(upload.name).name)
            path.parent.mkdir()
            path.write_bytes(upload.content)
            paths.append(path)
        yield paths
