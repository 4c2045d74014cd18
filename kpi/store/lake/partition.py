"""A unit's part of a lake: a folder of Parquet files, and the list of them, without which none of them is seen.

    <lake>/unit=<code>/contents.json
    <lake>/unit=<code>/<table>-<export>.parquet     each row with the unit's code in a column of its own

An export writes new files beside those that are read and lets a new list take the old one's place at the end: who reads sees all of an
export or nothing of it. The files that only the list before named stay until the next export, for whoever still reads by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kpi.domain.errors import UserError
from kpi.exchange.whole import place_over
from kpi.i18n.messages import _
from kpi.store.lake.columns import Leaves, leaving

FORM = 2
CONTENTS = "contents.json"
UNIT = "unit"
# Between a unit's code and a code of its own. No sign: a folded code is without signs (fold_code), and "12" + "3" is not "1" + "23".
_BETWEEN = "º"


@dataclass(frozen=True, slots=True)
class LakeFile:
    """A file of one table, and the state of each batch in it when it was written; of a table without batches, of the whole."""

    name: str
    states: dict[str, str]


@dataclass(frozen=True, slots=True)
class LakeTable:
    """A table's columns with the types that DuckDB calls them by, and its files."""

    columns: dict[str, str]
    files: tuple[LakeFile, ...] = ()

    @property
    def states(self) -> dict[str, str]:
        return {batch: state for file in self.files for batch, state in file.states.items()}


@dataclass(frozen=True, slots=True)
class Partition:
    """What a unit's folder holds, as its list says."""

    folder: Path
    unit: str
    configuration: dict[str, Any] = field(repr=False)
    # By which key the stand-ins in it were worked out, as its fingerprint; empty: names and numbers are in it as they are.
    disguise: str
    export: int = 0
    tables: dict[str, LakeTable] = field(default_factory=dict, repr=False)
    # Files that the list before this one named.
    before: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        """What stands before a code of this unit's in the lake."""
        return f"{self.unit}{_BETWEEN}"

    def paths(self, table: str) -> list[str]:
        """Where the files of a table lie, on every machine that reads them."""
        return [str((self.folder / file.name).absolute()) for file in self.tables[table].files]

    def file_names(self) -> set[str]:
        return {file.name for table in self.tables.values() for file in table.files}

    def refuse_to_compare(self) -> None:
        """Stand-ins cannot be compared as names are: the unit compares all its names before it exports them."""
        if self.disguise:
            raise UserError(
                _("Names in this part of the lake have not been compared with the registers"),
                place=str(self.folder),
                remedy=_("Export the unit's store again, with the configuration that is in force there."),
                code="names_not_compared",
            )

    def put_in_force(self) -> None:
        """Lets this list take the place of the one before, and clears away what no list names any more."""
        content = {key: value for key, value in asdict(self).items() if key != "folder"}
        place_over(
            self.folder / CONTENTS, json.dumps({"form": FORM, **content}, ensure_ascii=False).encode(), shared=True
        )
        for file in self.folder.glob("*.parquet"):
            if file.name not in {*self.file_names(), *self.before}:
                file.unlink()

    def same_as(self, other: Partition) -> bool:
        """Whether two lists say the same, whenever they were written."""
        return replace(self, export=0, before=()) == replace(other, export=0, before=())


def columns_of(partitions: Iterable[Partition]) -> dict[str, dict[str, str]]:
    """The columns of each table with their types, which all parts have alike; one of an earlier program beside others is refused."""
    first, *others = partitions
    columns = {name: table.columns for name, table in first.tables.items()}
    for other in others:
        if {name: table.columns for name, table in other.tables.items()} != columns:
            raise _unreadable(first.folder, other.folder)
    return columns


def own_columns(table: str, columns: Iterable[str], quote: str) -> list[str]:
    """A table's columns as the unit itself writes them, and the unit, in the SQL of either engine."""
    coded = {column for column, how in leaving(table).items() if how in (Leaves.CODE, Leaves.KEY)}

    def own(column: str) -> str:
        name = f"{quote}{column}{quote}"
        if column not in coded:
            return name
        prefixed = f"left({name}, length({UNIT}) + 1) = concat({UNIT}, '{_BETWEEN}')"
        return f"case when {prefixed} then substr({name}, length({UNIT}) + 2) else {name} end as {name}"

    return [*map(own, columns), UNIT]


def folder_of(lake: Path, unit: str) -> Path:
    """Where a unit's part of a lake lies."""
    return lake / f"unit={quote(unit, safe='')}"


def partition_in(folder: Path) -> Partition | None:
    """What a unit's folder holds; None: no export has come to its end there. A list that is damaged or in another form is refused."""
    try:
        return _listed(folder)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(folder / CONTENTS) from error


def partition_to_replace(folder: Path) -> Partition | None:
    """What a unit's next export builds on; None also where that cannot be read, and the part is written anew."""
    try:
        return partition_in(folder)
    except UserError:
        return None


def _listed(folder: Path) -> Partition:
    content = json.loads((folder / CONTENTS).read_text("utf-8"))
    if content.pop("form", None) != FORM:
        raise ValueError(CONTENTS)
    tables = {
        name: LakeTable(table["columns"], tuple(LakeFile(**file) for file in table["files"]))
        for name, table in content.pop("tables").items()
    }
    return Partition(folder=folder, tables=tables, before=tuple(content.pop("before")), **content)


def partitions(lake: Path) -> list[Partition]:
    """The parts of a lake in the order of their units' codes; those that no export has finished are not there.

    A unit that two folders speak of, one perhaps a copy of long ago, is refused.
    """
    read = [partition_in(folder) for folder in sorted(lake.glob("unit=*"))]
    found = sorted((one for one in read if one is not None), key=lambda one: one.unit)
    for one, another in pairwise(found):
        if one.unit == another.unit:
            raise UserError(
                _("Two folders of the lake hold the same unit"),
                place=f"{one.folder}, {another.folder}",
                found=one.unit,
                remedy=_("Take the copy out of the lake."),
                code="unit_twice",
            )
    return found


def _unreadable(*places: Path) -> UserError:
    return UserError(
        _("A part of the lake cannot be read"),
        place=", ".join(map(str, places)),
        remedy=_("Export the unit's store again with this version of the program."),
        code="lake_unreadable",
    )
