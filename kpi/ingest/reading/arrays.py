"""Columns of Arrow made of what Python and NumPy hold, and back.

``pyarrow.array``, ``scalar`` and ``to_numpy`` do the same, but load pandas for it, which takes longer than checking 100,000 rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    import pyarrow


def joined(cells: Sequence[str]) -> tuple[bytes, bytes]:
    """A column as one text, and the numbers of the bytes at which its cells begin, and the last one ends."""
    together = "".join(cells)
    if together.isascii():
        return together.encode(), _starts(cells)
    texts = [cell.encode("utf-8", "replace") for cell in cells]
    return b"".join(texts), _starts(texts)


def _starts(texts: Sequence[str] | Sequence[bytes]) -> bytes:
    return array("i", accumulate(map(len, texts), initial=0)).tobytes()


def of_joined(text: bytes, starts: bytes) -> pyarrow.Array:
    """A column of texts that ``joined`` made; none of its cells is made."""
    import pyarrow

    count = len(starts) // array("i").itemsize - 1
    return pyarrow.StringArray.from_buffers(count, pyarrow.py_buffer(starts), pyarrow.py_buffer(text))


def of_texts(texts: Sequence[str | None]) -> pyarrow.Array:
    """A column of texts, of which some may be missing."""
    import pyarrow
    import pyarrow.compute as pc

    found = of_joined(*joined([text or "" for text in texts]))
    if None not in texts:
        return found
    return pc.if_else(of_flags([text is not None for text in texts]), found, pyarrow.nulls(len(found), found.type))


def one_text(value: str) -> pyarrow.Scalar:
    """One text, for functions that take one beside a column."""
    return of_texts([value])[0]


def of_values(values: Sequence[str | int | bool | None], kind: pyarrow.DataType) -> pyarrow.Array:
    """A column of texts, whole numbers, or yes and no, of which some may be missing."""
    return of_texts([str(int(value)) if isinstance(value, int) else value for value in values]).cast(kind)


def of_numbers(numbers: numpy.ndarray[Any, Any]) -> pyarrow.Array:
    """A column of whole numbers, as wide as they are."""
    import pyarrow

    kind = pyarrow.from_numpy_dtype(numbers.dtype)
    return pyarrow.Array.from_buffers(kind, len(numbers), [None, pyarrow.py_buffer(numbers)])


def of_flags(flags: Sequence[bool] | numpy.ndarray[Any, Any]) -> pyarrow.Array:
    """A column of yes and no."""
    import numpy
    import pyarrow

    bits = numpy.packbits(numpy.asarray(flags, dtype=bool), bitorder="little")
    return pyarrow.Array.from_buffers(pyarrow.bool_(), len(flags), [None, pyarrow.py_buffer(bits)])


def numbers_of(column: pyarrow.Array) -> numpy.ndarray[Any, Any]:
    """The whole numbers of a column, of which none may be missing."""
    import numpy

    return numpy.from_dlpack(column)


def flags_of(column: pyarrow.Array) -> numpy.ndarray[Any, Any]:
    """The yes and no of a column, of which none may be missing."""
    import pyarrow

    return numbers_of(column.cast(pyarrow.uint8())).astype(bool)
