"""Files that take another one's place, where the system refuses that while somebody has the file open, as Windows does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from kpi.exchange import whole
from kpi.exchange.numbers import note_given
from kpi.reports.sending.delivery import put


class Held:
    """A file that another program holds for so many tries; how often somebody paused."""

    def __init__(self, tries: int) -> None:
        self.left, self.pauses = tries, 0

    def move(self, file: Path, to: Path) -> Path:
        self.left -= 1
        if self.left >= 0:
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return _REPLACE(file, to)

    def pause(self, _seconds: float) -> None:
        self.pauses += 1


_REPLACE = Path.replace
FOR_EVER = 10_000


def held(monkeypatch: pytest.MonkeyPatch, tries: int, *, windows: bool = True) -> Held:
    found = Held(tries)
    monkeypatch.setattr(whole, "_WINDOWS", windows)
    monkeypatch.setattr("kpi.exchange.whole.time.sleep", found.pause)
    for moving in ("replace", "rename"):
        monkeypatch.setattr(Path, moving, lambda file, to: found.move(file, to))
    return found


@pytest.mark.parametrize("place", [whole.place_over, whole.place_new])
@pytest.mark.parametrize("tries", [0, 1, 5])
def test_a_file_that_is_let_go_soon_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tries: int, place: Callable[[Path, bytes], None]
) -> None:
    holding = held(monkeypatch, tries)
    place(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new" and holding.pauses == tries
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_a_file_that_is_held_for_long_stays_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, [("bao-cao.docx", b"old")])
    holding = held(monkeypatch, FOR_EVER)
    with pytest.raises(UserError) as told:
        put(tmp_path, [("bao-cao.docx", b"new")])
    assert told.value.code == "file_open" and (tmp_path / "bao-cao.docx").read_bytes() == b"old"
    assert 0 < holding.pauses < 100
    assert [one.name for one in tmp_path.iterdir()] == ["bao-cao.docx"]


def test_where_a_right_is_missing_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holding = held(monkeypatch, FOR_EVER, windows=False)
    with pytest.raises(UserError) as told:
        note_given(tmp_path / "kpi.duckdb", 7)
    assert told.value.code == "number_closed" and not holding.pauses
