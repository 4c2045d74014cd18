"""What the signatures of received reports say, by the registered keys; a signature that was found right is not worked out again.

    <database>.keys/checked      a hash, 32 bytes, of each signature that held

Working a signature out takes as long as all the rest of reading a report. Who may write to this folder may register keys as well.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kpi.exchange.proof import Proof
from kpi.exchange.registry import Registered, Registry
from kpi.exchange.seal import sealed_text
from kpi.exchange.sent import SentReport
from kpi.exchange.whole import place_over

_BYTES = 32


@dataclass(slots=True)
class Receiver:
    """Looks at the signatures of reports. Each report says every indicator once, and its hash holds."""

    registered: dict[str, Registered]  # by folded codes
    checked_in: Path | None = None
    _held: set[bytes] | None = None
    _new: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, registry: Registry) -> Receiver:
        """By the keys of a registry."""
        return cls({_folded(code): unit for code, unit in registry.units().items()}, registry.folder / "checked")

    def mark_of(self, unit: str) -> str | None:
        """The fingerprint that is registered for a unit."""
        found = self.registered.get(_folded(unit))
        return None if found is None else found.public.fingerprint

    def seen(self, report: SentReport) -> SentReport:
        """The report with what its signature says."""
        return replace(report, proof=self._proof(report))

    def keep(self) -> None:
        """Keeps what was found right; where that cannot be written it is found anew the next time."""
        if self._new and self.checked_in is not None:
            with suppress(OSError):
                place_over(self.checked_in, b"".join({*self._known(), *self._new}))
            self._new.clear()

    def _proof(self, report: SentReport) -> Proof:
        head, unit = report.header, self.registered.get(_folded(report.header.unit))
        if unit is None:
            return Proof.UNKNOWN_KEY if head.signature else Proof.UNSIGNED
        if report.sha256 in unit.received:
            return Proof.RECEIVED_BEFORE
        if not head.signature:
            return Proof.NOT_SIGNED
        if head.key != unit.public.fingerprint:
            return Proof.REPLACED_KEY if head.key in unit.earlier_marks else Proof.WRONG_KEY
        return Proof.SIGNED if self._holds(report, unit, head.signature) else Proof.WRONG_SIGNATURE

    def _holds(self, report: SentReport, unit: Registered, signature: str) -> bool:
        # The text is made of what the hash covers and nothing else, so that the hash stands for it.
        mark = hashlib.sha256(f"{unit.public.letters} {signature} {report.sha256}".encode()).digest()
        if mark in self._known():
            return True
        held = unit.public.holds(sealed_text(report.header, report.sha256, report.figures), signature)
        if held:
            self._new.append(mark)
        return held

    def _known(self) -> set[bytes]:
        if self._held is None:
            self._held = set(_marks(self.checked_in))
        return self._held


@cache
def _folded(code: str) -> str:
    """A unit's code as people read it, so that nobody escapes a key by a space, a zero or a letter that nobody sees."""
    letters = (letter for letter in unicodedata.normalize("NFKC", code).casefold() if letter.isalnum())
    return "".join(letters).lstrip("0")


def _marks(file: Path | None) -> Iterator[bytes]:
    """The hashes of a file; none of one that is not whole."""
    content = b""
    if file is not None:
        with suppress(OSError):
            content = file.read_bytes()
    if len(content) % _BYTES == 0:
        yield from (content[place : place + _BYTES] for place in range(0, len(content), _BYTES))
