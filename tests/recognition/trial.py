"""Loads a list into a fresh small database, as the command line does, and compares what became of it with what is right."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kpi.config.models import Config
from kpi.domain.datasets import DATASET_BY_ID
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.store import Store, open_store
from kpi.store.duckdb.database import reading
from tests.recognition import places
from tests.recognition.places import plain
from tests.recognition.right import STATE, differences, listed_pages
from tests.recognition.shape import Other, Shape, items, pairs, written
from tests.recognition.shapes import KINDS
from tests.worlds import World

BEFORE = date(2024, 1, 1)
NOW = datetime(2024, 7, 15, 8)
STATE_FIELDS = {STATE, "outcome", "status"}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one list. ``question``: nothing was loaded, and why; ``left_out``: columns with figures that were left out
    though the sheet was loaded; ``undropped``: private headers that were not dropped by name; ``faults``: all else that is wrong."""

    id: str
    question: str = ""
    left_out: tuple[str, ...] = ()
    undropped: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def at_once(self) -> bool:
        return not self.question and not self.left_out and not self.faults

    @property
    def wrong(self) -> tuple[str, ...]:
        """All that is not right; a question is not."""
        return (
            *(f"left out: {one}" for one in self.left_out),
            *(f"not dropped by name: {one}" for one in self.undropped),
            *self.faults,
        )


class Bases:
    """Small databases, made once a place and copied for each list: units and groups, with or without households."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def copy(self, place: str, *lists: str) -> Store:
        """A fresh database of a place that holds these lists; the copy before it is gone, and its engine goes on with this one."""
        made = self.folder / "-".join((place, *lists))
        if not made.exists():
            world = World.empty(made)
            for dataset in lists:
                rows = {"village": places.villages, "group": places.groups, "household": places.households}[dataset]
                world.load(dataset, rows(place), BEFORE)
        target = self.folder / "copy"
        if target.exists():
            shutil.rmtree(target)
        target.mkdir()
        shutil.copy(made / "kpi.duckdb", target / "kpi.duckdb")
        return open_store(target / "kpi.duckdb")


def base_of(bases: Bases, shape: Shape) -> Store:
    """The database that a list comes into: a register of units comes first, one of groups into units, all else into both."""
    return bases.copy(shape.place, *{"village": (), "group": ("village",)}.get(shape.dataset, ("village", "group")))


def try_shape(bases: Bases, config: Config, shape: Shape) -> Result:
    """Loads a list of ours and judges it."""
    store = base_of(bases, shape)
    day = date.fromisoformat(shape.day)
    source = Source(written(store.path.parent, shape), as_of=day if shape.day_given else None, group=shape.group)
    try:
        outcomes = load(store, config, [source], known_at=NOW, loaded_by="test")
    except UserError as error:
        return Result(shape.id, question=str(error))
    by_sheet = {outcome.sheet: outcome for outcome in outcomes if outcome.dataset and outcome.accepted}
    if not by_sheet:
        return Result(shape.id, question="; ".join(str(outcome.fault) for outcome in outcomes))
    return Result(
        shape.id,
        left_out=tuple(_left_out(shape, by_sheet.values())),
        undropped=tuple(_undropped(shape, by_sheet.values())),
        faults=(*_sheets(shape, by_sheet), *_rows(shape, store, by_sheet), *_in_time(shape, store, config)),
    )


def try_other(bases: Bases, config: Config, other: Other) -> Result:
    """Loads a list for another purpose, after a register of households and before any; right is that nothing of it is stored."""
    after = _taken(bases.copy(other.place, "village", "group", "household"), config, other)
    first = _taken(bases.copy(other.place, "village", "group"), config, other)
    return Result(other.id, faults=(*after, *(f"{fault}, first of all" for fault in first)))


def _taken(store: Store, config: Config, other: Other) -> list[str]:
    source = Source(written(store.path.parent, other), as_of=date(2024, 6, 1))
    try:
        outcomes = load(store, config, [source], known_at=NOW, loaded_by="test")
    except UserError:
        return []
    return [f"taken for {outcome.dataset}: {outcome.accepted} rows" for outcome in outcomes if outcome.accepted]


def _left_out(shape: Shape, outcomes: Iterable[Outcome]) -> list[str]:
    columns = {column for outcome in outcomes for column in outcome.columns}
    written_in = {field: header for field, header in pairs(shape.fields).items() if not header.startswith("(")}
    return [
        header
        for field, header in written_in.items()
        if not (columns & STATE_FIELDS if field == STATE else field in columns)
    ]


def _undropped(shape: Shape, outcomes: Iterable[Outcome]) -> list[str]:
    dropped = [plain(header) for outcome in outcomes for header in outcome.dropped_columns]
    return [name for name in items(shape.private) if not any(plain(name) in header for header in dropped)]


def _sheets(shape: Shape, by_sheet: Mapping[str, Outcome]) -> list[str]:
    """The right sheets were loaded, as the right kind, of the right day, with the right rows refused."""
    pages = listed_pages(shape)
    one_sheet = len(pages) == len(by_sheet) == 1  # the sheet of a csv bears no name of ours
    names = list(by_sheet) if one_sheet else [page.name for page in pages]
    faults = [f"{name}: loaded, is no list" for name in by_sheet if name not in names]
    for name, page in zip(names, pages, strict=True):
        outcome = by_sheet.get(name)
        if outcome is None:
            faults.append(f"{name}: not loaded")
            continue
        bad = len(page.listed("bad"))
        facts = (outcome.dataset, str(outcome.as_of), outcome.rejected)
        right = (shape.dataset, str(outcome.as_of) if _own_days(shape) else shape.day, bad)
        if facts != right:
            faults.append(f"{name}: kind, day, rejected {facts}, right is {right}")
    return faults


def _own_days(shape: Shape) -> bool:
    return "as_of" in pairs(shape.fields)


def _rows(shape: Shape, store: Store, by_sheet: Mapping[str, Outcome]) -> list[str]:
    pages, outcomes = listed_pages(shape), list(by_sheet.values())
    if len(pages) != len(outcomes) or any(outcome.dataset != shape.dataset for outcome in outcomes):
        return []  # said already
    return [
        difference
        for page, outcome in zip(pages, outcomes, strict=True)
        for difference in differences(shape, page, _stored(store, shape, outcome if len(outcomes) > 1 else None))
    ]


def _stored(store: Store, shape: Shape, outcome: Outcome | None) -> list[Mapping[str, object]]:
    """The rows of one sheet of several, or all: the table was empty before, and one sheet may describe several days."""
    table = DATASET_BY_ID[shape.dataset].table
    query = f"select * from {table} where batch = coalesce(?, batch) order by batch, row"
    with reading(store.path) as connection:
        found = connection.execute(query, [outcome.batch if outcome else None])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _in_time(shape: Shape, store: Store, config: Config) -> list[str]:
    if shape.in_time is None:
        return []
    counted = World(store.path.parent, store, config).of("processed_reports", date.fromisoformat(shape.day))
    got = (counted.numerator, counted.denominator)
    return [] if got == shape.in_time else [f"in time {got}, right is {shape.in_time}"]


def summary(shapes: Mapping[str, Result], others: Mapping[str, Result]) -> str:
    """The table for a closing note: a line a kind, and the lists for another purpose."""
    head = f"{'kind':32}{'lists':>7}{'at once':>9}{'questions':>11}{'wrong':>7}{'columns left out':>18}{'private undropped':>19}"
    lines = [head, *(_line(kind, [shapes[shape.id] for shape in of_kind]) for kind, of_kind in KINDS.items())]
    lines.append(_line("all", list(shapes.values())))
    taken = Counter(bool(result.faults) for result in others.values())
    lines.append(f"{'for another purpose':32}{len(others):>7}, taken for one of ours: {taken[True]}")
    return "\n".join(lines)


def _line(kind: str, results: list[Result]) -> str:
    questions = sum(bool(result.question) for result in results)
    at_once = sum(result.at_once for result in results)
    left_out = sum(len(result.left_out) for result in results)
    undropped = sum(len(result.undropped) for result in results)
    wrong = len(results) - questions - at_once
    return f"{kind:32}{len(results):>7}{at_once:>9}{questions:>11}{wrong:>7}{left_out:>18}{undropped:>19}"
