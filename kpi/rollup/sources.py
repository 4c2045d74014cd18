"""The files to add: named ones, whole folders, patterns that a shell did not open, and files dropped on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.domain.errors import UsageError
from kpi.exchange import package
from kpi.exchange.rows import SUFFIXES
from kpi.i18n.messages import _


@dataclass(frozen=True, slots=True)
class Upload:
    """A file dropped on the page."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Inbox:
    """What the page adds: files in a folder, and dropped ones. ``stamp`` changes when any of them does, also where somebody sets its
    time back: the system's own time of the last change is asked, too, where there is one."""

    files: tuple[Path, ...]
    uploads: tuple[Upload, ...]
    stamp: str

    @classmethod
    def of(cls, files: Sequence[Path], uploads: Sequence[Upload]) -> Inbox:
        """The files by path, size and times of change, the dropped ones by their content."""
        seen = sha256()
        for path in files:
            state = path.stat()
            seen.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\0{state.st_ctime_ns}\n".encode())
        for upload in uploads:
            seen.update(f"{upload.name}\0{sha256(upload.content).hexdigest()}\n".encode())
        return cls(tuple(files), tuple(uploads), seen.hexdigest())


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
        if path.name.lower() == package.PACKAGE:
            return package.files_of(path)
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
    return path.suffix.lower() in SUFFIXES and path.name.lower() != package.PACKAGE and path.is_file()


@contextmanager
def on_disk(uploads: Sequence[Upload]) -> Iterator[list[Path]]:
    """The dropped files, where they can be read for the length of a block: side by side, but for those of one name."""
    with TemporaryDirectory(prefix="kpi-") as folder:
        paths = []
        same: Counter[str] = Counter()
        for upload in uploads:
            name = Path(upload.name).name
            path = Path(folder, str(same[name]), name)
            same[name] += 1
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(upload.content)
            paths.append(path)
        yield list(filter(_is_aggregate, paths))
