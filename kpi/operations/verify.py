"""Works out again what is stored and compares: the counts of the import log from its rows, and every frozen state."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kpi.access import audit
from kpi.access.acting import needs
from kpi.access.file import AccessFile
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.exchange.keys import UnitKeys
from kpi.exchange.package import PACKAGE, described
from kpi.ingest.reading.files import content_of
from kpi.reports.sending import seals
from kpi.reports.sending.freezing import standing_instead
from kpi.snapshots import freezing
from kpi.snapshots.second_engine import disagreements, first_figures
from kpi.snapshots.village_tables import sent_tables
from kpi.store import ReportFile, Store

Difference = dict[str, object]
# The figure of an entry that tells where the engines part.
ENGINES = "engines"
_PDF = b"%PDF-"


@needs(Right.FIGURES)
def verify(
    store: Store,
    config: Config,
    keys: UnitKeys | None = None,
    accounts: AccessFile | None = None,
    *,
    twice: bool = False,
) -> list[Difference]:
    """One entry per figure that differs; empty where all is as it was stored. An entry with a ``cause`` is a restatement.

    ``keys``, ``accounts``: the office's own; None: those beside the store. ``twice``: frozen states are asked of the second engine,
    too; what it has otherwise is told by ``engines``, lines that name figures, relations and rows.
    """
    with ExitStack() as lent:
        with store.one_view():
            found = [
                *_log(store),
                *_frozen(store, config, keys or UnitKeys.beside(store.path)),
                *_audit(store, accounts or AccessFile.beside(store.path)),
            ]
            touched = {one["frozen"] for one in found if one["figure"] == "content"}
            states = store.frozen_states()
            sound = [state for state in states if twice and state.number not in touched]
            asked = [(freezing.rules_of(store, config, state), state) for state in sound]
            first = lent.enter_context(first_figures(store, asked, sent_tables(states))) if asked else None
        if first is not None:
            found += [
                {
                    "frozen": state.number,
                    "figure": ENGINES,
                    "stored": "DuckDB",
                    "recomputed": "Spark",
                    "engines": other.lines(config),
                }
                for state, other in disagreements(first)
            ]
        return found


def _audit(store: Store, accounts: AccessFile) -> list[Difference]:
    """Where the audit log no longer holds what papers say of it, or its own chain."""
    heads = [head for state in store.frozen_states() if (head := freezing.audit_head_of(state)) is not None]
    found = audit.check(accounts, heads)
    if found.broken is None:
        return []
    stored = next((head.hash for head in heads if head.number == found.broken), None)
    return [
        {"figure": "audit log", "entry": found.broken, "stored": stored, "recomputed": found.head and found.head.hash}
    ]


def _log(store: Store) -> list[Difference]:
    """What the import log states about each batch, counted from the rows themselves."""
    differences: list[Difference] = []
    held = {row["batch"]: row["held"] for row in store.read("rows_held")}
    for batch in store.batches():
        found = held.pop(batch.batch, 0)
        if found != batch.accepted:
            differences.append(
                {"batch": batch.batch, "figure": "accepted", "stored": batch.accepted, "recomputed": found}
            )
        total = batch.accepted + batch.rejected + batch.ignored
        if total != batch.read:
            differences.append({"batch": batch.batch, "figure": "read", "stored": batch.read, "recomputed": total})
    differences += [
        {"batch": number, "figure": "batch", "stored": 0, "recomputed": found} for number, found in held.items()
    ]
    return differences


def _frozen(store: Store, config: Config, keys: UnitKeys) -> list[Difference]:
    """Frozen states whose figures cannot be had again from the lists as they were known; and files that are not what went up."""
    differences: list[Difference] = []
    states = store.frozen_states()
    sent = sent_tables(states)
    for state in states:
        found = freezing.check(store, config, state, sent)
        # What a ruling changed is told with that cause: nobody has touched it.
        cause = {"cause": "ruling"} if found.by_ruling else {}
        rows = [
            (" ".join(filter(None, (row.side, row.indicator, row.village))), row.then, row.now)
            for row in (*found.differences, *found.restated)
        ]
        if not rows and found.code != found.recomputed:
            rows = [("check code", state.code, found.recomputed)]
        differences += [
            {"frozen": state.number, "figure": figure, "stored": then, "recomputed": now, **cause}
            for figure, then, now in rows
        ]
    differences += [
        {"frozen": number, "figure": "signature", "stored": found.value, "recomputed": ""}
        for number, found in seals.seals_of(store, keys).items()
        if found not in seals.SOUND
    ]
    for report in store.reports():
        differences += [
            {
                "frozen": report.number,
                "figure": f"file {file.name}",
                "stored": file.sha256,
                "recomputed": file.found_sha256,
            }
            for file in store.report_files(report.number)
            if not file.intact
        ]
    return differences


@dataclass(frozen=True, slots=True)
class Copy:
    """A file in hand that is a faithful copy of one that went up with a report. ``replaced_by``: the report that stands in its place
    today; None: it stands."""

    file: str
    report: int
    replaced_by: int | None


def verify_copies(store: Store, files: Sequence[Path]) -> tuple[list[Copy], list[Difference]]:
    """What files in hand are copies of, byte by byte, and those that are none; a data package copies what it describes.

    A package of several reports is a copy of each. A PDF is made anew each time and is no frozen file
    (docs/decisions/reports.md#pdf): it is ``unchecked``, neither right nor wrong.
    """
    went_up = [(report.number, file) for report in store.reports() for file in store.report_files(report.number)]
    newer = standing_instead(store)
    copies: list[Copy] = []
    differences: list[Difference] = []
    for file in files:
        content = content_of(file)
        digest = hashlib.sha256(content).hexdigest()
        told = described(content) if file.name == PACKAGE else None
        numbers = {number for number, kept in went_up if kept.sha256 == digest} or _packed(told, went_up)
        copies += [Copy(file.name, number, newer.get(number)) for number in sorted(numbers)]
        if not numbers:
            unchecked = {"unchecked": "pdf"} if content.startswith(_PDF) else {}
            differences.append({"figure": f"file {file.name}", "stored": "", "recomputed": digest, **unchecked})
    return copies, differences


def _packed(told: set[tuple[str, str]] | None, went_up: Sequence[tuple[int, ReportFile]]) -> set[int]:
    """The reports whose files a data package describes; none where it names one that never went up."""
    of = [(number, (file.name, f"sha256:{file.sha256}")) for number, file in went_up]
    if not told or not told <= {named for _number, named in of}:
        return set()
    return {number for number, named in of if named in told}
