"""Where else than in the database a person may stand: files that the inbox has handled, backups, databases put aside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kpi.config.models import Config
from kpi.measures.calendar import add_months
from kpi.operations.backup import backups_of
from kpi.operations.inbox import DONE, REFUSED, belonging
from kpi.store import Store
from kpi.store.persons import Held, HeldPerson
from kpi.vietnamese.traces import Traces, text_of_file

_ASIDE = re.compile(r"-(\d{8}T\d{6})(?:\.[^.]+)?(?:\.wal)?")


@dataclass(frozen=True, slots=True)
class OlderCopy:
    """A copy of the database. ``goes_by``: the month by whose end it goes of itself, as its first day; None: only by hand."""

    file: Path
    made_at: datetime
    goes_by: date | None


def copies_since(database: Path, config: Config, first: datetime | None) -> Iterator[OlderCopy]:
    """Copies made since a moment: backups in the folders of the configuration, and databases that a backup took the place of.

    Copies that somebody put elsewhere are not known here.
    """
    if first is None:
        return
    months = config.storage.backups.keep_months
    for backup in backups_of(database, config):
        if backup.made_at >= first:
            made_in = backup.made_at.date().replace(day=1)
            yield OlderCopy(backup.file, backup.made_at, add_months(made_in, months))
    for file in sorted(database.parent.glob(f"{database.stem}-*")):
        found = _ASIDE.fullmatch(file.name.removeprefix(database.stem))
        if found and file.is_file():
            yield OlderCopy(file, datetime.strptime(found[1], "%Y%m%dT%H%M%S"), None)  # noqa: DTZ007  local times


def kept_files(store: Store, config: Config, person: HeldPerson, held: Held) -> Iterator[Path]:
    """Files that the inbox put away and that name him: those of which a list was loaded in which he stands, and those whose text does;
    with each its report and its workbooks of rejected rows."""
    inbox = config.storage.inbox.strip()
    folders = [Path(inbox) / name for name in (DONE, REFUSED)] if inbox else []
    traces = Traces.of(person.names, person.phones, person.uids)
    batches = {row.batch for row in held.rows}
    loaded = {batch.sha256 for batch in store.batches() if batch.batch in batches}
    for folder in filter(Path.is_dir, folders):
        for together in belonging(folder):
            if any(_names(file, traces, loaded) for file in together):
                yield from together


def _names(file: Path, traces: Traces, loaded: set[str]) -> bool:
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() in loaded or traces.found_in(f"{file.name}\n{text_of_file(content)}")
