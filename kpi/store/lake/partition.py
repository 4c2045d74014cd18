"""A unit's part of a lake: a folder of Parquet files, and the list of them, without which none of them is seen.

    <lake>/unit=<code>/contents.json
    <lake>/unit=<code>/<table>-<export>.parquet     each row with the unit's code in a column of its own

An export writes new files beside those that are read and lets a new list take the old one's place at the end: who reads sees all of an
export or nothing of it. The files that only the list before named stay until the next export, for whoever still reads by it.

Every file is held against the list before anybody counts by it: what is cut off, changed or another table's may read as fewer rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from kpi.domain.errors import UsageError, UserError
from kpi.exchange.whole import clear_left, place_over
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import _
from kpi.store.lake.columns import TABLES, Leaves, leaving

FORM = 2
CONTENTS = "contents.json"
UNIT = "unit"
_FOLDER = f"{UNIT}="
NEWER = "lake_newer"
_DISGUISE_LETTERS = 16
# By what a load is known again.
_OF_A_LOAD = ("batch", "known_at", "sha256")
# Between a unit's code and a code of its own. No sign: a folded code is without signs (fold_code), and "12" + "3" is not "1" + "23".
_BETWEEN = "º"


@dataclass(frozen=True, slots=True)
class LakeFile:
    """A file of one table, its hash, and the state of each batch in it as it was written; of a table without batches, of the whole."""

    name: str
    sha256: str
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
        """Where the files of a table lie, on every machine that reads them; a file that is not what the list says is refused."""
        files = self.tables[table].files
        for file in files:
            self._refuse_other(table, file)
        return [str((self.folder / file.name).absolute()) for file in files]

    def is_whole(self, file: LakeFile) -> bool:
        """Whether a file is there as it was written."""
        try:
            return hash_of(self.folder / file.name) == file.sha256
        except OSError:
            return False

    def _refuse_other(self, table: str, file: LakeFile) -> None:
        """Refuses a file that is missing, cut off, changed, or of another table."""
        path = self.folder / file.name
        if not file.name.startswith(f"{table}-"):
            raise unreadable(path, _("a file of another table"), table)
        try:
            found = hash_of(path)
        except OSError as error:
            raise unreadable(path, system_in_words(error), _("a file that the part's list names")) from error
        if found != file.sha256:
            raise unreadable(path, _("a file that was cut off or changed"), _("the file as it was exported"))

    def loads(self) -> frozenset[tuple[Any, ...]]:
        """The loads that are in it: number, moment and hash of each; by them one knows the store again. None can be read: none."""
        import pyarrow.parquet as parquet

        with suppress(UserError, OSError, ValueError, KeyError):
            files = [parquet.read_table(path, columns=list(_OF_A_LOAD)) for path in self.paths("batches")]
            return frozenset(tuple(row[name] for name in _OF_A_LOAD) for file in files for row in file.to_pylist())
        return frozenset()

    def columns_of(self, table: str) -> dict[str, str]:
        """A table's columns with their types; none where it is not there."""
        return self.tables[table].columns if table in self.tables else {}

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
        clear_left(self.folder, CONTENTS)
        for file in self.folder.glob("*.parquet"):
            if file.name not in {*self.file_names(), *self.before}:
                with suppress(OSError):  # Windows keeps what somebody reads; the next export removes it
                    file.unlink()

    def same_as(self, other: Partition) -> bool:
        """Whether two lists say the same, whenever they were written."""
        return replace(self, export=0, before=()) == replace(other, export=0, before=())


def columns_of(partitions: Iterable[Partition]) -> dict[str, dict[str, str]]:
    """The columns of each table with their types, which all parts have alike; one that an earlier program wrote is refused."""
    first, *others = partitions
    columns = {name: table.columns for name, table in first.tables.items()}
    for other in others:
        if {name: table.columns for name, table in other.tables.items()} != columns:
            # Which of them is the older one their columns do not say.
            places = f"{first.folder}, {other.folder}"
            raise unreadable(places, _("lists of two versions of the program"), _("parts that one version exported"))
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
    """Where a unit's part of a lake lies. A code with the sign that parts it from codes of the unit's own is refused."""
    if _BETWEEN in unit:
        raise UsageError(
            _("This code of a unit cannot stand in a lake"),
            found=unit,
            expected=_("a code without {sign}", sign=_BETWEEN),
            remedy=_("Correct the code in config.yaml: unit.code."),
        )
    return lake / f"{_FOLDER}{quote(unit, safe='')}"


def disguise_of(key: bytes) -> str:
    """By what one knows which key stand-ins were worked out with; empty: with none, names are as they are."""
    return hashlib.sha256(key).hexdigest()[:_DISGUISE_LETTERS] if key else ""


def partition_in(folder: Path) -> Partition | None:
    """What a unit's folder holds; None: no export has come to its end there."""
    file = folder / CONTENTS
    try:
        content = json.loads(file.read_text("utf-8"))
        form = content.pop("form")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(file, system_in_words(error), _("a list that may be read")) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(file, _("a list that is cut off or damaged"), _("the list of a part of a lake")) from error
    if form != FORM:
        newer = isinstance(form, int) and form > FORM
        raise (_newer if newer else unreadable)(file, _("form {form}", form=form), _("form {form}", form=FORM))
    try:
        found = _partition(folder, content)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise unreadable(file, _("a list that is cut off or damaged"), _("the list of a part of a lake")) from error
    lacking = sorted(name for name in TABLES if not set(leaving(name)) <= set(found.columns_of(name)))
    if lacking:
        raise unreadable(file, _("no such table: {names}", names=", ".join(lacking)), _("every table of this program"))
    return found


def _partition(folder: Path, content: dict[str, Any]) -> Partition:
    tables = {
        name: LakeTable(dict(table["columns"]), tuple(LakeFile(**file) for file in table["files"]))
        for name, table in content.pop("tables").items()
    }
    before = tuple(content.pop("before"))
    found = Partition(folder=folder, tables=tables, before=before, **content)
    if any(Path(name).name != name for name in (*found.file_names(), *before)) or not isinstance(found.unit, str):
        raise ValueError(folder)
    return found


def partitions(lake: Path, units: Collection[str] = ()) -> list[Partition]:
    """The parts of a lake in the order of their units' codes; those that no export has finished are not there.

    ``units``: the parts of these alone; of the others nothing is read.
    """
    refuse_file(lake)
    folders = [one for one in _folders(lake) if not units or unquote(one.name.removeprefix(_FOLDER)) in units]
    found = [one for folder in folders if (one := partition_in(folder)) is not None]
    for one in found:
        if one.folder.name != folder_of(lake, one.unit).name:
            remedy = _("Remove the folder if it is a copy; a part has the name that its export gave it.")
            raise unreadable(one.folder, one.folder.name, folder_of(lake, one.unit).name, remedy)
    return sorted(found, key=lambda one: one.unit)


def readable_parts(lake: Path) -> list[Partition]:
    """The same, whatever they are called, without those that nobody can read."""
    found = []
    for folder in _folders(lake):
        with suppress(UserError):
            found.append(partition_in(folder))
    return [one for one in found if one is not None]


def refuse_file(lake: Path) -> None:
    """A lake is a folder, be it one that is not there yet."""
    if lake.exists() and not lake.is_dir():
        raise UsageError(
            _("A lake is a folder"),
            place=str(lake),
            found=_("a file"),
            remedy=_("Name the folder into which the units export, or a new one."),
        )


def _folders(lake: Path) -> list[Path]:
    return sorted(lake.glob(f"{_FOLDER}*"))


def hash_of(file: Path) -> str:
    """What a file holds, as its SHA-256."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _newer(file: Path, found: str, expected: str) -> UserError:
    return UserError(
        _("A newer version of the program has written this part of the lake"),
        place=str(file),
        found=found,
        expected=expected,
        remedy=_("Update this program, then try again."),
        code=NEWER,
    )


def unreadable(file: Path | str, found: str, expected: str, remedy: str = "") -> UserError:
    """The refusal to count by what is not as it was exported."""
    return UserError(
        _("A part of the lake cannot be read"),
        place=str(file),
        found=found,
        expected=expected,
        remedy=remedy
        or _(
            "Ask once more if somebody is exporting just now; else export the unit's store again with this version of the program."
        ),
        code="lake_unreadable",
    )
