"""Many communes side by side: each brings its store into one folder, and either engine answers of them.

Names, numbers and keys of persons leave as stand-ins that a unit works out with a key of its own, beside its database; two units'
stand-ins have nothing in common. What display names point to is therefore worked out before they leave.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import all_known, known_by, observation_days
from kpi.answers.status import Status, status
from kpi.config.earlier import in_todays_form
from kpi.config.models import Config
from kpi.config.shape import plain, shaped
from kpi.domain.errors import UsageError, UserError
from kpi.domain.messages import N_
from kpi.exchange.whole import place_new
from kpi.i18n.faults import system_in_words
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.matching.question import asked
from kpi.matching.suggestions import prepare
from kpi.store import Store
from kpi.store.engines import ON_THIS_PC, answers_of, asked_here, copy_of
from kpi.store.lake.partition import (
    CONTENTS,
    Partition,
    disguise_of,
    folder_of,
    partitions,
    readable_parts,
    refuse_file,
    unreadable,
)

_KEY_BYTES = 32
# Of so many units DuckDB holds the lists at a time.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did: which one it was of the unit's, how many files it has, and whether anything had changed.

    ``gone``: how many loads the part held that the store does not: they were removed there, or it is another store.
    """

    unit: str
    export: int
    files: int
    bytes: int
    changed: bool
    gone: int


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
def export(store: Store, config: Config, lake: Path, key_file: Path, *, replaces: bool = False) -> Exported:
    """Brings the unit's part of a lake to what the store holds; one after the other, whoever exports at the same time.

    ``replaces``: the part of another store under this unit's code, or this store's under another code, gives way; else it is refused.
    """
    refuse_file(lake)
    folder, key = folder_of(lake, config.unit.code), _key(key_file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".exporting"), store.one_view():
            parts, loads = readable_parts(lake), _loads(store)
            before = next((one for one in parts if one.folder.samefile(folder)), None)
            _refuse_folder_of_another(before, config.unit.code)
            earlier = _under_other_codes(loads, (one for one in parts if one is not before), key)
            gone = _gone(loads, before, replaces=replaces)
            if earlier and not replaces:
                raise _still_there(earlier[0], config.unit.code)
            _compare_all(store, config)
            now = store.export(folder, config.unit.code, plain(config), key)
        for one in earlier:
            shutil.rmtree(one.folder)
        sizes = [(folder / name).stat().st_size for name in now.file_names()]
    except OSError as error:
        raise UserError(
            _("The lake cannot be written to"),
            place=str(folder),
            found=system_in_words(error),
            expected=_("a folder with room, into which this user may write"),
            remedy=_(
                "Make room or ask for the right to write there, then export again; what the lake held before still stands."
            ),
            code="lake_closed",
        ) from error
    changed = before is None or now.export != before.export
    return Exported(now.unit, now.export, len(sizes), sum(sizes), changed, gone)


def _refuse_folder_of_another(part: Partition | None, unit: str) -> None:
    if part and part.unit != unit:
        raise UserError(
            _("Another unit's part of the lake lies in this folder"),
            place=str(part.folder),
            found=part.unit,
            expected=unit,
            remedy=_(
                "Two codes that differ in capital letters alone share a folder on some disks: let one be another."
            ),
            code="folder_of_another",
        )


# What tells loads from each other, as a part of a lake tells its own.
_Loads = frozenset[tuple[Any, ...]]


def _loads(store: Store) -> _Loads:
    return frozenset((one.batch, one.known_at, one.sha256) for one in store.batches())


def _gone(loads: _Loads, before: Partition | None, *, replaces: bool) -> int:
    """How many loads of the part the store does not hold; where it holds none of them, the part is another store's."""
    held = before.loads() if before else frozenset()
    gone = held - loads
    if gone and gone == held and not replaces:
        assert before is not None
        raise UserError(
            _("Another store has exported into this unit's part of the lake"),
            place=str(before.folder),
            found=_("{count} loads, none of which this store has", count=format_count(len(held))),
            expected=_("the part of this store, or none"),
            remedy=_(
                "If two units have one code, correct it in config.yaml: unit.code. If this store takes the other's place: --replace"
            ),
            code="another_store",
        )
    return len(gone)


def _under_other_codes(loads: _Loads, parts: Iterable[Partition], key: bytes) -> list[Partition]:
    """The parts that this store wrote under other codes of its unit: left there, it would count twice."""
    return [one for one in parts if one.disguise == disguise_of(key) and one.loads() & loads]


def _still_there(part: Partition, unit: str) -> UserError:
    return UserError(
        _("This store stands in the lake under another code already"),
        place=str(part.folder),
        found=part.unit,
        expected=unit,
        remedy=_(
            "It would be added up twice. If the unit has got a new code, let the new part take the old one's place: --replace"
        ),
        code="other_code",
    )


def _compare_all(store: Store, config: Config) -> None:
    """Compares every name that any day of the figures of any plan may ask about."""
    days = observation_days(store)
    for plan in config.plans if days else ():
        prepare(store, config, asked(config.speaking_of(plan.id), days, all_known(store)))


def _key(file: Path) -> bytes:
    """What the unit's stand-ins are worked out with, made where there is none yet; a damaged one would disguise nobody."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            place_new(file, os.urandom(_KEY_BYTES))
    key = file.read_bytes()
    if len(key) != _KEY_BYTES:
        raise UserError(
            _("The key of the lake is damaged"),
            place=str(file),
            found=_("{count} bytes", count=format_count(len(key))),
            expected=_("{count} bytes", count=format_count(_KEY_BYTES)),
            remedy=_("Put the file back from a copy, or remove it: the next export then makes a new one."),
            code="damaged_key",
        )
    return key


@needs(Right.FIGURES)
def statuses(
    lake: Path, as_of: date, units: Sequence[str] = (), *, engine: str, master: str = ON_THIS_PC
) -> Iterator[UnitStatus]:
    """Each unit's figures on a day, by its own rules; ``units``: of these alone, whatever state the other parts are in.

    A unit that is not in the lake is refused.
    """
    found = {one.unit: one for one in partitions(lake, units)}
    unknown = [unit for unit in units if unit not in found]
    if unknown or not found:
        raise UsageError(
            _("No such unit in the lake"),
            place=str(lake),
            found=", ".join(unknown),
            expected=", ".join(sorted({one.unit for one in readable_parts(lake)}))
            or _("parts that were exported with: python -m kpi lake export"),
        )
    chosen = [found[unit] for unit in dict.fromkeys(units or found)]
    rules = {one.unit: _rules(one, as_of) for one in chosen}
    for some in _portions(chosen, engine):
        answers = answers_of(
            some, lambda unit, relations: status(relations, rules[unit], as_of), engine=engine, master=master
        )
        yield from (UnitStatus(unit, rules[unit], answer) for unit, answer in answers.items())


def _rules(partition: Partition, as_of: date) -> Config:
    config = _rules_of(partition)
    return config.speaking_of(config.plan_on(as_of))


def _portions(partitions: Sequence[Partition], engine: str) -> Iterator[Sequence[Partition]]:
    """As many units at once as this PC holds in memory; a cluster is asked of all at once."""
    size = len(partitions) if engine == "spark" else _AT_ONCE
    return (partitions[first : first + size] for first in range(0, len(partitions), size))


def _rules_of(partition: Partition) -> Config:
    """The configuration that a unit brought along; one with keys that this program does not know is refused."""
    try:
        return shaped(Config, in_todays_form(partition.configuration))
    except (ValueError, TypeError, AttributeError) as error:
        found = _("a configuration that this program does not understand")
        raise unreadable(partition.folder / CONTENTS, found, _("the configuration of a unit")) from error


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
    """``status`` of this store by another engine: from a copy that is gone afterwards and on no other machine."""
    with ExitStack() as lent:
        with store.one_view():
            known = known_by(store, known_at)
            prepare(store, config, asked(config, [as_of], known))
            copy = lent.enter_context(copy_of(store))
        return status(lent.enter_context(asked_here(copy, engine)), config, as_of, known)
