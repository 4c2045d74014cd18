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
from kpi.domain.reasons import Reason
from kpi.exchange.rows import Header

# The first letters of the text: what it is, and the version of its lines.
FORM = "KPI1"
# The same of a plan with indicators of its own, which stand there by their names.
PLAN_FORM = "KPI2"
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
_PLAN, _OTHERS = "Kế hoạch: ", "Chỉ tiêu khác: "
_MOST_LINES, _LONGEST_TITLE = 8, 28  # of indicators, letters; the hash stands for what is not told
_PART = " (một phần)"
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
    @property
    def reason(self) -> str | None: ...
    @property
    def place(self) -> int | None: ...
    @property
    def title(self) -> str | None: ...


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
        return (first.partition(" ")[2], *(line for line in rest if not line.startswith(_HASH)))

    def is_of_plan(self, header: Header) -> bool:
        """Whether a report is of the plan named here, or both have every commune's indicators."""
        named = self.text.splitlines()[2] if self.text.startswith(f"{PLAN_FORM} ") else None
        return named == (None if header.plan is None else _PLAN + _short(header.plan))

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
    """Unit, number, period, the counts on the cut-off, and the hash of the whole aggregate file: one line each; of a plan with
    indicators of its own also its name.

    ``figures``: each indicator of the whole unit once.
    """
    own = header.plan is not None
    lines = [
        f"{PLAN_FORM if own else FORM} {header.unit} {_short(header.unit_name)}",
        f"{_REPORT}{header.number}: {_day(header.period_start)}-{_day(header.period_end)}",
        *(_own_lines(header.plan or "", figures) if own else _lines(figures)),
        _HASH + printed_hash(sha256),
    ]
    return "\n".join(lines)


def _lines(figures: Sequence[SealedCount]) -> list[str]:
    counts = {figure.measure: figure for figure in figures}
    return [f"{_WORDS[indicator]} {_counts(counts[indicator])}" for indicator in INDICATORS]


def _own_lines(plan: str, figures: Sequence[SealedCount]) -> list[str]:
    """The plan's name and its indicators in their order, by their short titles; how many more there are."""
    ordered = sorted(figures, key=lambda figure: (figure.place or 0, figure.measure))
    lines = [
        f"{_short(figure.title or figure.measure, _LONGEST_TITLE)} {_counts(figure)}{_PART if _is_part(figure) else ''}"
        for figure in ordered[:_MOST_LINES]
    ]
    more = [f"{_OTHERS}{len(ordered) - _MOST_LINES}"] if len(ordered) > _MOST_LINES else []
    return [f"{_PLAN}{_short(plan)}", *lines, *more]


def _is_part(figure: SealedCount) -> bool:
    """Whether lists of a part only were counted, which no number of villages says."""
    return figure.reason in (Reason.PARTIAL_LISTS, Reason.PARTIAL_MARKS)


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
    if len(lines) < _FEWEST_LINES or not lines[-1].startswith(_SIGNATURE) or not lines[-2].startswith(_HASH):
        return None
    form, _space, whose = lines[0].partition(" ")
    if not _is_whole(form, lines):
        return None
    number, _colon, _period = lines[1].removeprefix(_REPORT).partition(":")
    if not whose or not lines[1].startswith(_REPORT) or not (number.isascii() and number.isdigit()):
        return None
    return ReadSeal("\n".join(lines[:-1]), lines[-1].removeprefix(_SIGNATURE), whose.partition(" ")[0], int(number))


# Whose, which report, the plan, one indicator, hash and signature.
_FEWEST_LINES = 6


def _is_whole(form: str, lines: Sequence[str]) -> bool:
    """Whether a text of this form has the lines that it must have."""
    if form == FORM:
        return len(lines) == len(INDICATORS) + 4
    return form == PLAN_FORM and lines[2].startswith(_PLAN) and len(lines) <= _FEWEST_LINES + _MOST_LINES


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


def _short(name: str, longest: int = _LONGEST_NAME) -> str:
    """On one line, without letters that nobody sees."""
    seen = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", name))
    plain = " ".join(seen.split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
