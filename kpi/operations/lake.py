"""Many communes side by side: each brings its store into one folder, and either engine answers of them.

Names, numbers and keys of persons leave as stand-ins that a unit works out with a key of its own, beside its database; two units'
stand-ins have nothing in common. What display names point to is therefore worked out before they leave.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import all_known, observation_days
from kpi.answers.status import Status, status
from kpi.config.earlier import in_todays_form
from kpi.config.models import Config
from kpi.config.shape import plain, shaped
from kpi.domain.errors import UsageError, UserError
from kpi.domain.messages import N_
from kpi.exchange.whole import place_new
from kpi.i18n.messages import _
from kpi.matching.question import asked
from kpi.matching.suggestions import prepare
from kpi.store import Store
from kpi.store.engines import ON_THIS_PC, answers_of
from kpi.store.lake.partition import Partition, folder_of, partition_to_replace, partitions

_KEY_BYTES = 32
# Of so many units DuckDB holds the lists at a time.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did: which one it was of the unit's, how many files it has, and whether anything had changed."""

    unit: str
    export: int
    files: int
    bytes: int
    changed: bool


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """The figures of one unit, with the configuration that it brought along."""

    unit: str
    config: Config
    status: Status


@dataclass(frozen=True, slots=True)
class Pooled:
    """An indicator over the units that have figures of it: ``units`` of ``every``."""

    id: str
    numerator: int
    waiting: int
    denominator: int
    units: int
    every: int


@needs(Right.BACKUPS, noted=N_("the store was exported into a lake"))
def export(store: Store, config: Config, lake: Path, key_file: Path) -> Exported:
    """Brings the unit's part of a lake to what the store holds; one after the other, whoever exports at the same time."""
    _compare_all(store, config)
    folder = folder_of(lake, config.unit.code)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".exporting"):
        before = partition_to_replace(folder)
        if before and before.unit != config.unit.code:
            raise UserError(
                _("Another unit's part of the lake lies in this folder"),
                place=str(folder),
                found=before.unit,
                expected=config.unit.code,
                remedy=_(
                    "Two codes that differ in capital letters alone share a folder on some disks: let one be another."
                ),
                code="folder_of_another",
            )
        now = store.export(folder, config.unit.code, plain(config), _key(key_file))
    sizes = [(folder / name).stat().st_size for name in now.file_names()]
    return Exported(now.unit, now.export, len(sizes), sum(sizes), before is None or now.export != before.export)


def _compare_all(store: Store, config: Config) -> None:
    """Compares every name that any day of the figures may ask about; it is kept in the store."""
    with store.one_view():
        days = observation_days(store)
        if days:
            prepare(store, config, asked(config, days, all_known(store)))


def _key(file: Path) -> bytes:
    """What the unit's stand-ins are worked out with, made where there is none yet."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            place_new(file, os.urandom(_KEY_BYTES))
    return file.read_bytes()


@needs(Right.FIGURES)
def statuses(
    lake: Path, as_of: date, units: Sequence[str] = (), *, engine: str, master: str = ON_THIS_PC
) -> Iterator[UnitStatus]:
    """Each unit's figures on a day, by its own rules; ``units``: of these alone. A unit that is not in the lake is refused."""
    found = {one.unit: one for one in partitions(lake)}
    unknown = [unit for unit in units if unit not in found]
    if unknown or not found:
        raise UsageError(
            _("No such unit in the lake"),
            place=str(lake),
            found=", ".join(unknown),
            expected=", ".join(found) or _("parts that were exported with: python -m kpi lake export"),
        )
    chosen = [found[unit] for unit in dict.fromkeys(units or found)]
    rules = {one.unit: _rules(one, as_of) for one in chosen}
    for some in _portions(chosen, engine):
        answers = answers_of(
            some, lambda unit, relations: status(relations, rules[unit], as_of), engine=engine, master=master
        )
        yield from (UnitStatus(unit, rules[unit], answer) for unit, answer in answers.items())


def _rules(partition: Partition, as_of: date) -> Config:
    config: Config = shaped(Config, in_todays_form(partition.configuration))
    return config.speaking_of(config.plan_on(as_of))


def _portions(partitions: Sequence[Partition], engine: str) -> Iterator[Sequence[Partition]]:
    """As many units at once as this PC holds in memory; a cluster is asked of all at once."""
    size = len(partitions) if engine == "spark" else _AT_ONCE
    return (partitions[first : first + size] for first in range(0, len(partitions), size))


def pooled(answers: Sequence[UnitStatus]) -> list[Pooled]:
    """The units' counts added up, indicator by indicator in the order in which the units name them."""
    rows = [row for answer in answers for row in answer.status.indicators]
    return [
        Pooled(
            indicator,
            sum(row.numerator or 0 for row in told),
            sum(row.waiting or 0 for row in told),
            sum(row.denominator or 0 for row in told),
            len(told),
            len(of),
        )
        for indicator in dict.fromkeys(row.id for row in rows)
        for of in [[row for row in rows if row.id == indicator]]
        for told in [[row for row in of if row.numerator is not None and row.denominator is not None]]
    ]


@needs(Right.FIGURES)
def status_by(store: Store, config: Config, as_of: date, known_at: datetime | None, *, engine: str) -> Status:
    """``status`` of this store by another engine: from a lake of its own that is gone afterwards and on no other machine."""
    with TemporaryDirectory(prefix="kpi-lake-") as folder:
        partition = store.export(Path(folder) / "unit=own", config.unit.code, {}, b"")
        answers = answers_of(
            [partition], lambda _unit, relations: status(relations, config, as_of, known_at), engine=engine
        )
    (answer,) = answers.values()
    return answer
