"""Feeds thousands of harmed files to everything that reads one: ``python -m tests.fuzz.campaign COUNT [SEED]``.

Lists of every kind, templates, forms and their mappings, filled review workbooks, aggregate files and configurations. Each input
is a sound file with some harm, made from its number alone. What may come of it is an answer or a refusal in words, within
seconds; and of a list whose letters were harmed no name but the true ones may get into the store.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kpi.config import load_config
from kpi.config.reading import parsed
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import load_into
from kpi.ingest.loading.plan import Source, sheets_of
from kpi.ingest.reading.files import SUFFIXES
from kpi.reports.excel.book import Book, NotAWorkbook
from kpi.reports.word.template import read_template
from kpi.review import workbook as review
from kpi.review.queue import queue
from kpi.rollup.asking import roll_up
from tests.exchanged import put, report
from tests.fixtures.make import FIXTURES
from tests.soundness.test_garbled_names import LOST, MENDED, NAMES, READ_BY_CP1258
from tests.worlds import CONFIG_FILE, World

NOW, DAY = datetime(2024, 7, 1), date(2024, 6, 30)
SLOW, MOST_MEGABYTES = 10.0, 1_000  # an input that takes longer is a hang; this process may take so much
Files = Mapping[str, bytes]
_FONTS: list[Callable[[str], str]] = [MENDED["TCVN3"], MENDED["VNI"]]
_LOST: list[Callable[[str], str]] = [str, *LOST.values()]
_DAMAGES: list[Callable[[str], str]] = [*_LOST, *MENDED.values(), *READ_BY_CP1258.values()]
_STRANGE = [
    "",
    '"',
    "\t",
    "\0",
    "é" * 70,
    "=1+1",
    "0" * 5_000,
    "30/2/2024",
    "\ufffd",
    "-1",
    "[" * 99,
    "{{ x }}",
    "&a *a",
    "𝕏",
    "1e999",
]


@dataclass(slots=True)
class Findings:
    """What came of the inputs: counts by kind and fate, and what must not be, each with the number that makes it again."""

    fates: Counter[tuple[str, str]] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    garbled: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not (self.broken or self.slow or self.garbled)


def harmed(content: bytes, chosen: Random) -> bytes:
    """Bytes changed, cut, doubled or exchanged; of a packed file, at times, those of one of its parts."""
    if chosen.random() < 0.7 and zipfile.is_zipfile(io.BytesIO(content)):
        return _harmed_part(content, chosen)
    found = bytearray(content)
    for _harm in range(chosen.randrange(1, 6)):
        place = chosen.randrange(len(found) + 1)
        end = min(place + chosen.choice((1, 2, 8, 64, 500)), len(found))
        match chosen.randrange(5):
            case 0:
                found[place:end] = bytes(byte ^ (1 << chosen.randrange(8)) for byte in found[place:end])
            case 1:
                del found[place:end]
            case 2:
                found[place:place] = found[place:end] * chosen.randrange(1, 50)
            case 3:
                found[place:place] = chosen.choice(_STRANGE).encode()
            case _:
                del found[chosen.randrange(len(found) // 2 + 1) + len(found) // 2 :]
    return bytes(found)


def _harmed_part(content: bytes, chosen: Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fresh:
        names = archive.namelist()
        harm = chosen.choice(names)
        for name in names:
            part = archive.read(name)
            fresh.writestr(name, harmed(part, chosen) if name == harm and part else part)
    return target.getvalue()


def _worked() -> float:
    """Seconds that this process and those it has ended have worked."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def letters(chosen: Random) -> tuple[str, bytes, frozenset[str]]:
    """A list of households or members in which letters came to harm throughout or here and there: name, bytes, true names."""
    names = [f"{chosen.choice(NAMES)} {chosen.choice(NAMES).split()[-1]}" for _row in range(chosen.randrange(8, 60))]
    throughout, part = chosen.choice(_DAMAGES), chosen.random() ** 2
    # Nobody types one name in an old font among others in an old font, nor does a program read such a list as Unicode.
    some = chosen.choice(
        _DAMAGES if throughout is str else _LOST if throughout in _FONTS else [*_LOST, *MENDED.values()][:-2]
    )
    is_group = chosen.random() < 0.5
    part *= 0.3 if some in _FONTS else 1  # of a list mixed half and half nobody can say which half is which
    rows = [["Mã hộ", "Tên hiển thị", "Nhóm"] if is_group else ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]]
    rows += [
        [f"H{n}", some(name) if chosen.random() < part else name, "N1" if is_group else "Thôn 1"]
        for n, name in enumerate(names)
    ]
    separator = chosen.choice(",;\t|")
    text = "\n".join(separator.join(map(throughout, row)) for row in rows)
    true = frozenset(name.lower() for name in names)  # TCVN3 has no capitals with a tone
    return "list.csv", text.encode(chosen.choice(("utf-8", "utf-8-sig", "utf-16")), "replace"), true


class Campaign:
    """The readers, and the sound files that are harmed for each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = World.empty(folder / "world").with_villages_and_groups()
        self.world.load("household", [["Mã hộ", "Chủ hộ", "Thôn"], ["H1", "Lê Thị A", "Thôn 1"]], date(2024, 1, 1))
        self.world.load("membership", [["Tên hiển thị", "Nhóm"], ["Le Thi A", "N1"], ["B", "N1"]], date(2024, 1, 1))
        self.findings = Findings()
        self.kinds: dict[str, Callable[[Random], None]] = {
            "list": self._list, "letters": self._letters, "template": self._template, "form": self._form, "mapping": self._mapping,
            "review": self._review, "aggregate": self._aggregate, "configuration": self._configuration,
        }  # fmt: skip

    def run(self, count: int, seed: int) -> Findings:
        """So many inputs, of each kind in turn; lists take half of all."""
        order = ["list", "letters", *self.kinds, "list", "letters", "list", "list"]
        for number in range(count):
            self.one(order[number % len(order)], f"{seed}-{number}")
        return self.findings

    def one(self, kind: str, name: str) -> None:
        """One input, made from its name."""
        began, fate = (_worked(), time.monotonic()), "read"
        try:
            self.kinds[kind](Random(name))
        except (UserError, NotAWorkbook):
            fate = "refused"
        except Exception:  # whatever gets out is what is looked for
            fate = "broken"
            self.findings.broken.append(f"{kind} {name}: {traceback.format_exc(limit=-4)}")
        # On a busy PC the clock says little: a hang works for long, or waits for ever.
        if _worked() - began[0] > SLOW or time.monotonic() - began[1] > 12 * SLOW:
            self.findings.slow.append(f"{kind} {name}")
        self.findings.fates[kind, fate] += 1

    def _load(self, name: str, content: bytes) -> list[str]:
        """The names that a load would store."""
        source = Source(Path(name), as_of=DAY, content=content)
        piles = [(source, sheets_of(source, self.world.config.storage))]
        with self.world.store.rehearsing() as writer:
            outcomes = load_into(writer, self.world.config, piles, known_at=NOW, loaded_by="", forgiving=True)
            batches = [
                outcome.batch for outcome in outcomes if outcome.batch is not None and outcome.loaded_before is None
            ]
            names = "select batch, head_name from households union all select batch, display_name from memberships"
            found = writer._connection.execute(names).fetchall()
        return [name for batch, name in found if batch in batches]

    def _list(self, chosen: Random) -> None:
        name = chosen.choice(sorted(FIXTURES))
        suffix = Path(name).suffix if chosen.random() < 0.9 else chosen.choice(SUFFIXES)
        self._load(f"list{suffix}", harmed(_sound(name), chosen))

    def _letters(self, chosen: Random) -> None:
        name, content, true = letters(chosen)
        self.findings.garbled += [stored for stored in self._load(name, content) if stored.lower() not in true]

    def _template(self, chosen: Random) -> None:
        read_template(self._file("bao-cao.docx", harmed(_template(), chosen)))

    def _form(self, chosen: Random) -> None:
        book = Book(harmed(_sound("title_and_date_rows.xlsx"), chosen))
        assert book.sheets is not None and book.names is not None

    def _mapping(self, chosen: Random) -> None:
        text = harmed(
            b"sheets:\n  Sheet1:\n    B2: households.numerator\n    B3: as_of\nnames:\n  Tong: unit\n", chosen
        )
        parsed(Path("mapping.yaml"), text.decode("utf-8", "replace"))

    def _review(self, chosen: Random) -> None:
        content = harmed(_review_book(self.world), chosen)
        review.load(self.world.store, self.world.config, "doi-soat.xlsx", content, decided_by="A", at=NOW)

    def _aggregate(self, chosen: Random) -> None:
        name, content = chosen.choice(sorted(_aggregates().items()))
        file = self._file(name, harmed(content, chosen))
        roll_up(self.world.config, [file], DAY)

    def _configuration(self, chosen: Random) -> None:
        load_config(self._file("config.yaml", harmed(CONFIG_FILE.read_bytes(), chosen)))

    def _file(self, name: str, content: bytes) -> Path:
        file = self.folder / name
        file.write_bytes(content)
        return file


@cache
def _sound(name: str) -> bytes:
    return FIXTURES[name]()


@cache
def _template() -> bytes:
    return (CONFIG_FILE.parent / "data" / "templates" / "bao-cao.docx").read_bytes()


_books: dict[Path, bytes] = {}


def _review_book(world: World) -> bytes:
    if world.folder not in _books:
        _books[world.folder] = review.write(queue(world.store, world.config, DAY))
    return _books[world.folder]


@cache
def _aggregates() -> Files:
    with TemporaryDirectory() as folder:
        files = [
            put(Path(folder, suffix), report("15292", "xã A", DAY, {}), suffix=suffix)
            for suffix in (".parquet", ".csv", ".json")
        ]
        return {file.name: file.read_bytes() for (file,) in files}


def main(count: int, seed: int) -> int:
    """Prints what came of it; 1 where something must not be."""
    with TemporaryDirectory() as folder:
        found = Campaign(Path(folder)).run(count, seed)
    megabytes = (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1_000
    )
    told = {
        "inputs": count, "fates": {" ".join(key): number for key, number in sorted(found.fates.items())},
        "broken": found.broken, "slow": found.slow, "garbled": found.garbled, "megabytes": megabytes,
    }  # fmt: skip
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0 if found.is_sound and megabytes <= MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
