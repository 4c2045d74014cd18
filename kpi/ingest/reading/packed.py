"""Packed files of Office, measured before they are unpacked: a small file may unpack to a mountain, and its directory may lie."""

from __future__ import annotations

import io
import zipfile

MOST_EXPANSION = 1_032  # times that packed bytes can grow
MOST_PARTS = 10_000
_PIECE = 1 << 20


def unpacked_size(archive: zipfile.ZipFile) -> int:
    """What the directory says that all parts take, in bytes."""
    return sum(part.file_size for part in archive.infolist())


def refuse_lies(archive: zipfile.ZipFile, most: int, *, unread: str = "\0") -> None:
    """Parts that could unpack to more than that are held against what the directory says of them (BadZipFile).

    ``unread``: how the names of parts begin that nobody unpacks as a whole.
    """
    for part in archive.infolist():
        if part.compress_size * MOST_EXPANSION > most and not part.filename.startswith(unread):
            with archive.open(part) as stream:
                while stream.read(_PIECE):
                    pass


def refuse_mountains(content: bytes, most: int) -> None:
    """A packed file whose parts are too many or take more than that is none that an office made (BadZipFile)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if len(archive.infolist()) > MOST_PARTS or unpacked_size(archive) > most:
            raise zipfile.BadZipFile("too large")
        refuse_lies(archive, most)
