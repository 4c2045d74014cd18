"""Small worlds for tests: files written as a commune would write them, loaded through the real command line functions."""

from __future__ import annotations

import atexit
import csv
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache, wraps
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import xlsxwriter

from kpi.answers import status as answers
from kpi.config import load_config
from kpi.config.models import Config
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.judgement.assessment import Assessment
from kpi.store import Store, open_store

CONFIG_FILE = Path(__file__).parent.parent / "config.yaml"


def write_xlsx(path: Path, rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> Path:
    """One sheet, cell types as Python has them."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                page.write(number, column, cell)
    book.close()
    return path


def write_csv(path: Path, rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return path


def write_zalo(
    path: Path, group_id: str, members: Sequence[tuple[str, str]], *, owner: str = "", total: int = 0
) -> Path:
    mems = [{"id": uid, "dName": name, "zaloName": name, "accountStatus": 0, "type": 0} for uid, name in members]
    group = {"groupId": group_id, "name": "N", "desc": "", "creatorId": owner, "adminIds": [], "currentMems": mems,
             "totalMember": total or len(mems), "maxMember": 1000}  # fmt: skip
    path.write_text(json.dumps({"gridInfoMap": {group_id: group}}, ensure_ascii=False), "utf-8")
    return path


@dataclass
class World:
    """A temporary store with short names for what tests do."""

    folder: Path
    store: Store
    config: Config = field(repr=False)
    clock: datetime = datetime(2024, 1, 1, 8)
    files: int = 0

    @classmethod
    def empty(cls, folder: Path) -> World:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(_empty_database(), folder / "kpi.duckdb")
        return cls(folder, open_store(folder / "kpi.duckdb"), _shipped())

    def load(self, dataset: str | None, rows: Sequence[Sequence[object]], as_of: date, **said: object) -> Outcome:
        """Writes rows (header first) as csv and loads them an hour after the load before; a list that would ask replaces."""
        self.files += 1
        self.clock += timedelta(hours=1)
        path = write_csv(self.folder / f"{dataset}-{self.files}.csv", rows)
        source = Source(path, dataset=dataset, as_of=as_of, **{"adds": False, **said})  # type: ignore[arg-type]
        return load(self.store, self.config, [source], known_at=self.clock, loaded_by="test")[0]

    def status(self, as_of: date, known_at: datetime | None = None) -> answers.Status:
        return answers.status(self.store, self.config, as_of, known_at)

    def of(self, indicator: str, as_of: date) -> Assessment:
        return self.status(as_of).of(indicator)

    def over(self, indicator: str, *days: date) -> list[Assessment]:
        """An indicator on several days, asked together."""
        return [found.of(indicator) for found in answers.statuses(self.store, self.config, days)]

    def counts(self, indicator: str, as_of: date) -> tuple[int | None, int | None, int | None]:
        row = self.of(indicator, as_of)
        return row.numerator, row.waiting, row.denominator

    def with_villages_and_groups(self, count: int = 2, as_of: date = date(2023, 12, 31)) -> World:
        """T1…, each with its group N1…, and the committee's group BCD."""
        if self.files:
            self._load_villages_and_groups(count, as_of)
        else:  # nearly every world begins so: its lists are loaded once, and the database copied
            shutil.copy(_database_with_villages_and_groups(count, as_of), self.store.path)
            self.files, self.clock = 2, self.clock + timedelta(hours=2)
        return self

    def _load_villages_and_groups(self, count: int, as_of: date) -> None:
        self.load("village", [["Mã thôn", "Tên thôn"], *([f"T{n}", f"Thôn {n}"] for n in range(1, count + 1))], as_of)
        groups: list[list[object]] = [
            ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"],
            ["BCD", "Nhóm BCĐ", "Ban chỉ đạo", ""],
        ]
        groups += [[f"N{n}", f"Nhóm Thôn {n}", "Thôn", f"Thôn {n}"] for n in range(1, count + 1)]
        self.load("group", groups, as_of)


def made_once(make: Callable[..., World]) -> Callable[..., World]:
    """A fixture's world, whose lists are loaded for the first test that asks for it, and copied for each."""
    made: list[World] = []

    @wraps(make)
    def copied(tmp_path: Path, **others: object) -> World:
        if not made:
            made.append(make(tmp_path=Path(mkdtemp(dir=_scratch())), **others))
        (world,) = made
        _template, *below = world.folder.relative_to(_scratch()).parts
        folder = tmp_path.joinpath(*below)
        shutil.copytree(world.folder, folder, dirs_exist_ok=True)
        return replace(world, folder=folder, store=open_store(folder / world.store.path.name))

    return copied


@cache
def _scratch() -> Path:
    """A folder of this process alone."""
    folder = TemporaryDirectory(prefix="kpi-worlds-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def _shipped() -> Config:
    return load_config(CONFIG_FILE)


@cache
def _empty_database() -> Path:
    return open_store(_scratch() / "empty.duckdb").path


@cache
def _database_with_villages_and_groups(count: int, as_of: date) -> Path:
    world = World.empty(_scratch() / f"{count}-{as_of}")
    world._load_villages_and_groups(count, as_of)
    return world.store.path
