"""The text that a unit signs of a report: the text in the QR of its paper, in plain lines that a phone shows without a net.

Whoever reads an aggregate file can make it again: so one signature holds for both. Source: docs/exchange.md (the seal).
"""

from __future__ import annotations

import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kpi.domain.indicators import INDICATORS
from kpi.exchange.rows import Header

# The first letters of the text: what it is, and the version of its lines.
FORM = "KPI1"
# The words of the paper, which is Vietnamese whatever the screen speaks; they are part of what is signed.
_WORDS = {
    "institutions": "Cơ quan",
    "villages": "Thôn",
    "businesses": "Doanh nghiệp",
    "households": "Hộ",
    "processed_reports": "Tin báo",
}
_NO_DATA = "chưa có số liệu"
_HASH, _SIGNATURE = "Mã: ", "Ký: "
_REPORT = "Báo cáo số "
_LONGEST_NAME = 40  # letters; the QR must stay large enough for a photocopy, and the code says which unit it is


class SealedCount(Protocol):
    """A figure of the whole unit, from a file or from the store."""

    @property
    def measure(self) -> str: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...
    @property
    def covered(self) -> int | None: ...
    @property
    def villages(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class ReadSeal:
    """What stands in a QR. ``text`` is what was signed; ``unit`` and ``number`` are read out of it."""

    text: str
    signature: str
    unit: str
    number: int

    @property
    def shown(self) -> tuple[str, ...]:
        """The lines that the paper must say too: whose report, which one, and its counts."""
        first, *rest = self.text.splitlines()
        return (first.removeprefix(f"{FORM} "), *(line for line in rest if not line.startswith(_HASH)))

    @property
    def period_end(self) -> date | None:
        """The cut-off that stands there; None: no day of the calendar."""
        _begin, _dash, told = self.text.splitlines()[1].rpartition("-")
        try:
            day, month, year = map(int, told.split("/"))
            return date(year, month, day)
        except ValueError:
            return None

    @property
    def sha256(self) -> str:
        """The stated hash of the aggregate file, as it stands there."""
        return self.text.splitlines()[-1].removeprefix(_HASH)


def sealed_text(header: Header, sha256: str, figures: Sequence[SealedCount]) -> str:
    """Unit, number, period, the five counts on the cut-off, and the hash of the whole aggregate file: one line each.

    ``figures``: each indicator of the whole unit once.
    """
    counts = {figure.measure: figure for figure in figures}
    lines = [
        f"{FORM} {header.unit} {_short(header.unit_name)}",
        f"{_REPORT}{header.number}: {_day(header.period_start)}-{_day(header.period_end)}",
        *(f"{_WORDS[indicator]} {_counts(counts[indicator])}" for indicator in INDICATORS),
        _HASH + printed_hash(sha256),
    ]
    return "\n".join(lines)


def with_signature(text: str, signature: str) -> str:
    """The whole text of the QR."""
    return f"{text}\n{_SIGNATURE}{signature}"


def printed_hash(sha256: str) -> str:
    """64 hexadecimal letters as the 43 that take less room in a QR."""
    return urlsafe_b64encode(bytes.fromhex(sha256)).rstrip(b"=").decode()


def read_seal(typed: str) -> ReadSeal | None:
    """The text of a QR as a phone, a file or a person gave it; None: it is no such text."""
    every = [
        " ".join(unicodedata.normalize("NFC", line).split()) for line in typed.strip().lstrip("\ufeff").splitlines()
    ]
    lines = [line for line in every if line]
    if len(lines) != len(INDICATORS) + 4 or not lines[-1].startswith(_SIGNATURE) or not lines[-2].startswith(_HASH):
        return None
    form, _space, whose = lines[0].partition(" ")
    number, _colon, _period = lines[1].removeprefix(_REPORT).partition(":")
    if form != FORM or not whose or not lines[1].startswith(_REPORT) or not (number.isascii() and number.isdigit()):
        return None
    return ReadSeal("\n".join(lines[:-1]), lines[-1].removeprefix(_SIGNATURE), whose.partition(" ")[0], int(number))


def _counts(figure: SealedCount) -> str:
    """ "120/344", of some villages' registers only with how many these are: "120/344 (5/7 thôn)"."""
    if figure.numerator is None or figure.denominator is None:
        return _NO_DATA
    counts = f"{figure.numerator}/{figure.denominator}"
    if figure.covered is None or figure.villages is None or figure.covered >= figure.villages:
        return counts
    return f"{counts} ({figure.covered}/{figure.villages} thôn)"


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _short(name: str) -> str:
    """On one line, without letters that nobody sees."""
    seen = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", name))
    plain = " ".join(seen.split())
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1].rstrip() + "…"
