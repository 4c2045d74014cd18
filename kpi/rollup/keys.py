"""Registers the units' keys for the level above, and checks a unit's paper by its QR and what the unit has sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.exchange import card
from kpi.exchange.paper import PaperCheck, check_paper
from kpi.exchange.receiving import Receiver
from kpi.exchange.registry import Registered, Registry
from kpi.exchange.seal import ReadSeal, printed_hash, sealed_text
from kpi.exchange.sent import SentReport
from kpi.exchange.signing import PublicKey
from kpi.i18n.messages import N_
from kpi.rollup.accepting import sound
from kpi.store import read_files


@needs(Right.ROLLUP, noted=N_("the key of a unit was registered"))
def register(
    registry: Registry, content: bytes, place: str, *, at_hand: Sequence[Path] = (), named: Sequence[Path] = (), by: str, at: datetime,
    replacing: str | None = None,
) -> tuple[Registered, int]:  # fmt: skip
    """Registers the key in a unit's file; how many reports of the unit count as they are from now on, signed or not.

    ``at_hand``: where the key is new here, the unit's reports among these files that counted until now go on counting.
    ``named``: files that a person vouches for, whenever. Whatever else is not signed by the key is refused from now on.
    ``replacing``: why the key takes the place of another one.
    """
    found = card.read(content, place)
    before = registry.units().get(found.unit)
    known = before is not None and before.public == found.public
    reports = [*([] if known else _sound(at_hand, Receiver.of(registry))), *_sound(named, Receiver({}))]
    hashes = {report.sha256 for report in reports if report.header.unit == found.unit}
    return registry.register(found, by=by, at=at, received=hashes, replacing=replacing), len(hashes)


def check(typed: str, registry: Registry, files: Sequence[Path]) -> PaperCheck:
    """A paper's QR against the registered keys and the received files."""
    units = registry.units()

    def keys_of(unit: str) -> list[PublicKey]:
        known = units.get(unit)
        return [] if known is None else [known.public, *(key.public for key in known.earlier)]

    def trusted(seal: ReadSeal, key: PublicKey) -> bool:
        known = units[seal.unit]
        return key == known.public or seal.sha256 in {printed_hash(digest) for digest in known.received}

    @cache
    def reports_of(unit: str) -> list[SentReport]:
        # Of all files: a newer report may lie in one of any name.
        read = read_files(files)
        of_unit = [report for report in read.reports if report.header.unit == unit]
        return sound(replace(read, reports=tuple(of_unit)), str, Receiver.of(registry))[0]

    def of_plan(seal: ReadSeal) -> list[SentReport]:
        return [report for report in reports_of(seal.unit) if seal.is_of_plan(report.header)]

    def text_of(seal: ReadSeal) -> str | None:
        """What the report says here; where there are several of its number, one that says something else."""
        said = [_text(report) for report in of_plan(seal) if report.header.number == seal.number]
        return min(said, key=seal.text.__eq__, default=None)

    def replaced_by(seal: ReadSeal) -> int | None:
        """The report that the roll-up counts for the unit's cut-off, where it has a higher number."""
        same_day = (report for report in of_plan(seal) if report.header.period_end == seal.period_end)
        newest = max((report.header.number or 0 for report in same_day), default=0)
        return newest if newest > seal.number else None

    return check_paper(typed, keys_of, text_of, trusted, replaced_by)


def _text(report: SentReport) -> str:
    return sealed_text(report.header, report.sha256, report.figures)


def _sound(files: Sequence[Path], receiver: Receiver) -> list[SentReport]:
    reports, _notes = sound(read_files(files), str, receiver)
    return reports
