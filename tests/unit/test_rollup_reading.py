"""Files that were read before: unchanged ones are not read again, and nothing altered is ever taken for what it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kpi.exchange.rows import SUFFIXES
from kpi.exchange.sent import ReadFiles
from kpi.exchange.writing import write
from kpi.rollup import reading
from kpi.rollup.reading import ReadBefore
from kpi.rollup.sources import Inbox
from kpi.store import read_files
from tests.exchanged import report

DAY = date(2024, 5, 14)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The names of the files that were really read, question by question."""
    asked: list[list[str]] = []

    def noting(files: Sequence[Path]) -> ReadFiles:
        asked.append([path.name for path in files])
        return read_files(files)

    monkeypatch.setattr(reading, "read_files", noting)
    return asked


def files(folder: Path) -> list[Path]:
    """Two reports in three forms, form by form."""
    made = [(unit, *report(unit, f"xã {unit}", DAY, {})) for unit in "AB"]
    return sorted(
        (path for made_one in made for path in write(folder, *made_one)), key=lambda one: SUFFIXES.index(one.suffix)
    )


def test_the_answer_is_the_readers_own_and_unchanged_files_are_read_once(tmp_path: Path, read: list[list[str]]) -> None:
    every, before = files(tmp_path), ReadBefore()
    plain = read_files(every)
    assert before.read(every) == plain == before.read(every) and len(plain.reports) == 6
    assert read == [[path.name for path in every], []]
    turned = [every[1], every[0], *every[2:]]
    assert [one.file for one in before.read(turned).reports] == turned


def test_an_altered_file_of_the_same_size_and_times_is_found(tmp_path: Path, read: list[list[str]]) -> None:
    every, before = files(tmp_path), ReadBefore()
    before.read(every)
    altered = every[2]  # a CSV file
    stamp, state = Inbox.of(every, ()).stamp, altered.stat()
    altered.write_bytes(altered.read_bytes().replace(b"households,,,,10,10", b"households,,,,19,10"))
    os.utime(altered, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert altered.stat().st_size == state.st_size
    found = before.read(every)
    assert read[-1] == [altered.name]
    assert [one.file for one in found.reports if not one.intact] == [altered]
    if os.name != "nt":  # where the system keeps no such time the page looks again when anything else changes
        assert Inbox.of(every, ()).stamp != stamp


def test_copies_go_by_their_own_names_and_what_is_gone_is_gone(tmp_path: Path, read: list[list[str]]) -> None:
    (first, second, *_others), before = files(tmp_path), ReadBefore()
    before.read([first, second])
    copy = Path(shutil.copy(first, tmp_path / "copy.parquet"))
    assert [one.file for one in before.read([copy, second]).reports] == [copy, second]
    assert read[-1] == []
    second.unlink()
    assert [one.file for one in before.read([copy]).reports] == [copy]
    second.write_bytes(copy.read_bytes())
    assert [one.header.unit for one in before.read([copy, second]).reports] == ["A", "A"]


def test_what_cannot_be_read_and_what_is_empty_is_told_every_time(tmp_path: Path) -> None:
    (first, *_others), before = files(tmp_path), ReadBefore()
    broken, empty = tmp_path / "broken.parquet", tmp_path / "empty.json"
    broken.write_bytes(b"PAR1")
    empty.write_text("[]", "utf-8")
    for _again in range(2):
        found = before.read([first, broken, empty])
        assert [one.file for one in found.reports] == [first]
        assert [path for path, _said in found.unreadable] == [broken] and found.empty == (empty,)
