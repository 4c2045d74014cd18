"""Copies of the database: what comes back is what was there, and whatever goes wrong leaves everything as it was."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyrage
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kpi.cli import cli
from kpi.config.models import Backups, Config
from kpi.domain.errors import UserError
from kpi.exchange.numbers import highest_given, kept_in, note_given
from kpi.operations import places
from kpi.operations.backup import (
    Backup,
    back_up,
    back_up_if_due,
    backups,
    backups_of,
    is_old,
    outlived,
    passphrase_for,
    remarks,
)
from kpi.operations.restore import Numbers, numbers_in_words, restore
from kpi.reports.content.gathering import Order
from kpi.reports.sending import freezing
from kpi.reports.sending.freezing import FrozenReport
from kpi.snapshots import freezing as snapshots
from kpi.store import open_store
from tests.worlds import CONFIG_FILE, World, made_once, write_csv

DAY, AT = date(2024, 6, 30), datetime(2024, 7, 1, 8, 30)
HEADERS = ["Mã hộ", "Chủ hộ", "Thôn"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two villages; of the first two households are known."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", [HEADERS, ["H1", "Lê Thị Kín", "T1"], ["H2", "Vũ Tư", "T1"]], DAY)
    return world


def more(world: World) -> None:
    """What is loaded after the copy."""
    world.load("household", [HEADERS, ["H3", "Trần An", "T2"]], DAY)


def households(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [row[0] for row in connection.execute("select code from households order by code").fetchall()]


def with_backups(config: Config, **said: object) -> Config:
    return replace(config, storage=replace(config.storage, backups=Backups(**said)))  # type: ignore[arg-type]


def copied(world: World, folder: Path, passphrase: str = "", at: datetime = AT) -> Path:
    (made,) = back_up(world.store, world.config, [folder], at=at, passphrase=passphrase)
    return made.file


def everything_below(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def written(file: Path, content: bytes | bytearray) -> Path:
    file.write_bytes(content)
    return file


def busy_for_three_looks(decrypt: Callable[[bytes, str], bytes]) -> Callable[[bytes, str], bytes]:
    """age reckons from two milliseconds of work whether a lock is too heavy for the PC: one that is busy just then."""
    said = "Excessive work parameter for passphrase.\nDecryption would take around 32 seconds."
    left = [pyrage.DecryptError(said) for _look in range(3)]

    def hindered(content: bytes, passphrase: str) -> bytes:
        if left:
            raise left.pop()
        return decrypt(content, passphrase)

    return hindered


def refused(world: World, copy: Path, code: str, passphrase: str = "") -> UserError:
    """The refusal of a copy; nothing is changed, and nothing lies about."""
    before = everything_below(world.folder)
    with pytest.raises(UserError) as told:
        restore(copy, world.store.path, world.config, at=AT, passphrase=passphrase)
    assert told.value.code == code
    assert told.value.remedy
    assert everything_below(world.folder) == before
    return told.value


@pytest.mark.parametrize("passphrase", ["", "bốn từ dễ nhớ"])
def test_what_comes_back_is_what_was_there(
    world: World, tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = world.status(DAY)
    copy = copied(world, tmp_path / "usb", passphrase)
    assert copy.name == f"kpi-15292-20240701T083000.duckdb{'.age' if passphrase else ''}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    more(world)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", busy_for_three_looks(pyrage.passphrase.decrypt))
    done = restore(copy, world.store.path, world.config, at=AT, passphrase=passphrase)
    assert households(world.store.path) == ["H1", "H2"]
    assert open_store(world.store.path).read("rows_held") == world.store.read("rows_held")
    assert world.status(DAY).indicators == figures.indicators
    assert done.differences == []
    assert done.aside is not None
    assert households(done.aside) == ["H1", "H2", "H3"], "what stood there is kept"
    assert [file.name for file in (tmp_path / "usb").iterdir()] == [copy.name], "nothing half written lies about"


def test_a_locked_copy_says_nothing_and_opens_by_its_passphrase_only(world: World, tmp_path: Path) -> None:
    plain, sealed = copied(world, tmp_path / "a"), copied(world, tmp_path / "b", "đúng")
    assert b"L\xc3\xaa Th\xe1\xbb\x8b K\xc3\xadn" in plain.read_bytes()
    assert b"K\xc3\xadn" not in sealed.read_bytes()
    refused(world, sealed, "locked_backup")
    refused(world, sealed, "wrong_passphrase", "sai")
    too_heavy = re.sub(rb"(-> scrypt \S+) \d+", rb"\1 40", sealed.read_bytes(), count=1)
    refused(world, written(tmp_path / sealed.name, too_heavy), "too_slow", "đúng")
    touched = bytearray(sealed.read_bytes())
    touched[-100] ^= 1
    refused(world, written(sealed, touched), "wrong_passphrase", "đúng")


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    """A bit of each block is another one."""
    changed = bytearray(content)
    for place in range(5000, len(changed), 4096):
        changed[place] ^= 0x10
    return bytes(changed)


@pytest.mark.parametrize("harm", [cut, flipped, lambda _content: b"", lambda _content: b"no database" * 999])
def test_a_copy_that_came_to_harm_is_refused(world: World, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    copy = copied(world, tmp_path / "a")
    copy.write_bytes(harm(copy.read_bytes()))
    assert refused(world, copy, "broken_backup").place == str(copy)


def test_a_copy_of_a_newer_program_is_refused_and_one_of_an_older_comes_forward(world: World, tmp_path: Path) -> None:
    copy = copied(world, tmp_path / "a")
    with duckdb.connect(str(copy)) as connection:
        connection.execute("insert into schema_version values (9999)")
    refused(world, copy, "newer_schema")
    with pytest.raises(UserError) as none:
        restore(tmp_path / "a" / "none", world.store.path, world.config, at=AT)
    assert none.value.code == "unreadable_backup"


def test_it_comes_back_where_the_database_is_gone_or_broken(world: World, tmp_path: Path) -> None:
    copy = copied(world, tmp_path / "usb")
    world.store.path.write_bytes(b"a disk that fails" * 500)
    done = restore(copy, world.store.path, world.config, at=AT)
    assert done.aside is not None
    assert done.aside.read_bytes().startswith(b"a disk that fails")
    assert households(world.store.path) == ["H1", "H2"]
    world.store.path.unlink()
    assert restore(copy, world.store.path, world.config, at=AT).aside is None
    assert households(world.store.path) == ["H1", "H2"]


def test_a_place_that_cannot_be_written_to_is_told_and_the_copies_before_it_stay(world: World, tmp_path: Path) -> None:
    (tmp_path / "full").write_text("a file where a folder should be")
    with pytest.raises(UserError) as told:
        back_up(world.store, world.config, [tmp_path / "good", tmp_path / "full"], at=AT)
    assert told.value.code == "no_backup"
    assert str(tmp_path / "full") in told.value.place
    assert len(backups(tmp_path / "good", world.store.path, "15292")) == 1
    assert not [file for file in tmp_path.rglob(".*") if "backup" in file.name or "partial" in file.name]


def copies(*days: str) -> list[Backup]:
    """Newest first, as ``backups`` gives them."""
    return [Backup(Path(day), datetime.fromisoformat(day), locked=False) for day in sorted(days, reverse=True)]


def test_the_newest_of_the_last_days_and_months_stay() -> None:
    every = copies(
        "2024-04-30T17:00", "2024-05-30T17:00", "2024-05-31T17:00", "2024-06-28T17:00", "2024-06-29T08:00", "2024-06-29T17:00",
        "2024-06-30T08:00",
    )  # fmt: skip
    keep = Backups(keep_days=2, keep_months=2)
    gone = {one.file.name for one in outlived(every, keep)}
    assert gone == {"2024-04-30T17:00", "2024-05-30T17:00", "2024-06-28T17:00", "2024-06-29T08:00"}


moments = st.datetimes(datetime(2023, 11, 1), datetime(2024, 2, 28)).map(lambda moment: moment.replace(microsecond=0))


@given(st.sets(moments, max_size=30), st.integers(1, 5), st.integers(1, 5))
def test_what_stays_is_what_a_loop_keeps(made: set[datetime], days: int, months: int) -> None:
    every = copies(*(moment.isoformat() for moment in made))
    stay: set[datetime] = set()
    for form, most in (("%Y%m%d", days), ("%Y%m", months)):
        newest: dict[str, datetime] = {}
        for moment in sorted(made):
            newest[moment.strftime(form)] = moment
        stay |= set(sorted(newest.values(), reverse=True)[:most])
    gone = outlived(every, Backups(keep_days=days, keep_months=months))
    assert {one.made_at for one in gone} == made - stay


def test_only_backups_of_this_unit_that_have_grown_old_are_taken_away(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    others = [
        "kpi-15293-20200101T000000.duckdb",
        "ban-cu-15292-20200101T000000.duckdb",
        "kpi-15292-20200101T000000.duckdb.bak",
        "kpi-15292-2020.duckdb",
        "anh.jpg",
    ]
    for name in [*others, *(f"kpi-15292-2024010{day}T0{hour}0000.duckdb" for day in (1, 2) for hour in (1, 2))]:
        (folder / name).write_bytes(b"x")
    world.config = with_backups(world.config, keep_days=2, keep_months=1)
    copy = copied(world, folder)
    assert {file.name for file in folder.iterdir()} == {*others, copy.name, "kpi-15292-20240102T020000.duckdb"}


def test_a_copy_is_due_where_something_stands_in_none(world: World, tmp_path: Path) -> None:
    def due(at: datetime) -> int:
        return len(back_up_if_due(world.store, world.config, at))

    assert is_old(world.store, world.config, AT), "there is none"
    assert due(AT) == 1
    (copy,) = backups_of(world.store.path, world.config)
    assert copy.file.parent == tmp_path / "sao-luu", "beside the database"
    assert due(AT + timedelta(days=400)) == 0, "nothing was written since"
    assert not is_old(world.store, world.config, AT + timedelta(days=400))
    more(world)
    after = copy.file.stat().st_mtime + 5
    os.utime(world.store.path, (after, after))
    assert due(AT + timedelta(hours=24, seconds=-1)) == 0
    assert not is_old(world.store, world.config, AT + timedelta(days=3, seconds=-1))
    assert is_old(world.store, world.config, AT + timedelta(days=3))
    assert due(AT + timedelta(hours=24)) == 1
    world.config = with_backups(world.config, folder="")
    assert due(AT + timedelta(days=9)) == 0
    assert not is_old(world.store, world.config, AT + timedelta(days=9)), (
        "who names no folder keeps copies in his own way"
    )


def test_nothing_is_copied_of_an_empty_store(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    assert back_up_if_due(world.store, world.config, AT) == []


class Office:
    """The command line on a database of its own."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.words = ["--config", str(CONFIG_FILE), "--database", str(database)]
        self.folder = folder

    def run(self, *words: str, code: int = 0) -> str:
        """What the command says on its first stream."""
        result = CliRunner().invoke(cli, [*self.words, *words])
        assert result.exit_code == code, result.output
        return result.stdout

    def json(self, *words: str, code: int = 0) -> Any:
        return json.loads(self.run(*words, "--json", code=code))


def test_by_the_command_line(world: World, tmp_path: Path) -> None:
    office = Office(tmp_path, world.store.path)
    (tmp_path / "mat-khau.txt").write_text("bí mật\n", "utf-8")
    locked = ["--passphrase-file", str(tmp_path / "mat-khau.txt")]
    (made,) = office.json("backup", "--to", str(tmp_path / "usb"), *locked)
    assert made["locked"] is True
    more(world)
    assert office.json("restore", made["file"], code=3)["refused"]["code"] == "locked_backup"
    back = office.json("restore", made["file"], *locked)
    assert back["differences"] == []
    assert Path(back["kept_as"]).is_file()
    assert households(world.store.path) == ["H1", "H2"]
    assert str(tmp_path / "sao-luu") in office.run("backup")


def test_a_database_that_has_gone_is_not_made_anew(world: World, tmp_path: Path) -> None:
    office = Office(tmp_path, world.store.path)
    (made,) = office.json("backup")
    world.store.path.unlink()
    villages = write_csv(tmp_path / "thon_2024-06-30.csv", [["Mã thôn", "Tên thôn"], ["A", "Thôn A"]])
    assert office.json("import", str(villages), code=3)["refused"]["code"] == "database_gone"
    assert not world.store.path.exists()
    office.run("restore", made["file"])
    assert households(world.store.path) == ["H1", "H2"]


def test_a_database_that_never_was_is_made_beside_the_backups_of_another(world: World, tmp_path: Path) -> None:
    Office(tmp_path, world.store.path).run("backup")
    assert Office(tmp_path, tmp_path / "thu.duckdb").json("batches") == []


def test_signed_reports_come_back_with_their_keys(world: World, tmp_path: Path) -> None:
    office = Office(tmp_path, world.store.path)
    office.run(
        "report", "--as-of", "2024-06-14", "--period", "month", "--out", str(tmp_path / "out"), "--freeze", "--by", "An",
        "--no-pictures",
    )  # fmt: skip
    (made,) = office.json("backup")
    assert office.json("restore", made["file"])["differences"] == []
    keys = world.store.path.with_name(world.store.path.name + ".keys")
    keys.rename(tmp_path / "lost")
    told = office.json("restore", made["file"], code=1)["differences"]
    assert [(one["figure"], one["stored"]) for one in told] == [("signature", "foreign_key")]


def freeze(world: World, replaces: int | None = None) -> FrozenReport:
    return freezing.freeze(
        world.store, world.config, Order(DAY), lambda *_: [], frozen_by="An", at=AT, replaces=replaces
    )


def test_a_number_that_went_out_is_not_given_twice_after_an_older_backup_is_back(world: World, tmp_path: Path) -> None:
    """Reports 2 and 3 went out after the copy: what comes next is 4 and says so, whatever database knows of them."""
    freeze(world)
    copy = copied(world, tmp_path / "usb")
    assert [freeze(world).number, freeze(world).gap] == [2, None]
    highest = kept_in(world.store.path)
    assert highest.read_text() == "3\n" and stat.S_IMODE(highest.stat().st_mode) == 0o600
    done = restore(copy, world.store.path, world.config, at=AT)
    assert done.numbers == Numbers(restored=1, given=3)
    assert "đến số 3" in numbers_in_words(done.numbers, world.store.path)
    held = snapshots.freeze(world.store, world.config, DAY, DAY, frozen_by="An", at=AT)
    assert held.number == 4, "neither does a meeting get a number that a report bears"
    highest.unlink()  # as a program of before left it: then the database that stood there says so
    assert restore(copy, world.store.path, world.config, at=AT).numbers == Numbers(restored=1, given=4)
    found = freeze(world)
    assert (found.number, found.gap) == (5, (2, 4))
    assert "từ 2 đến 4" in freezing.gap_in_words(found)
    named = ["--config", str(CONFIG_FILE), "--database", str(world.store.path)]
    assert "từ 2 đến 4" in CliRunner().invoke(cli, [*named, "reports"]).output


def test_where_nobody_knows_which_numbers_went_out_the_restore_asks(world: World, tmp_path: Path) -> None:
    freeze(world)
    copy = copied(world, tmp_path / "usb")
    new = tmp_path / "may-moi" / "kpi.duckdb"
    done = CliRunner().invoke(cli, ["--config", str(CONFIG_FILE), "--database", str(new), "restore", str(copy)])
    assert "số lớn hơn 1" in done.output and str(kept_in(new)) in done.output
    kept_in(new).write_text("7")
    assert highest_given(new) == 7
    note_given(new, 6)
    assert highest_given(new) == 7
    kept_in(new).write_text("bảy")
    with pytest.raises(UserError) as damaged:
        freezing.freeze(open_store(new), world.config, Order(DAY), lambda *_: [], frozen_by="An", at=AT)
    assert (damaged.value.code, damaged.value.found) == ("damaged_number", "bảy")


def test_a_place_whose_disk_is_not_there_is_refused_and_not_made_on_another(world: World, tmp_path: Path) -> None:
    gone = tmp_path / "usb" / "sao-luu"
    world.config = with_backups(world.config, folder="sao-luu", second_folder=str(gone))
    with pytest.raises(UserError) as told:
        back_up_if_due(world.store, world.config, AT)
    assert (told.value.code, told.value.place) == ("no_backup_disk", str(gone)) and told.value.remedy
    assert not gone.parent.exists()
    assert len(backups(world.folder / "sao-luu", world.store.path, "15292")) == 1, "the first place has its copy"
    assert ["không ghi được" in said for said in remarks(world.store.path, world.config)] == [True]
    gone.parent.mkdir()
    assert len(back_up(world.store, world.config, [gone], at=AT)) == 1


def test_a_second_place_on_the_databases_own_disk_is_remarked(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "usb"
    world.config = with_backups(world.config, second_folder=str(second))
    (said,) = remarks(world.store.path, world.config)
    assert "cùng ổ đĩa" in said and str(second) in said
    disks = {tmp_path: 1, second: 1, world.store.path: 2}
    monkeypatch.setattr(places, "disk_of", lambda place: disks[place])
    assert remarks(world.store.path, world.config) == []
    assert remarks(world.store.path, with_backups(world.config)) == [], "no second place is named"


def test_a_passphrase_among_the_backups_is_refused(world: World, tmp_path: Path) -> None:
    inside = world.folder / "sao-luu" / "khoa" / "mat-khau.txt"
    inside.parent.mkdir(parents=True)
    inside.write_text("bốn từ dễ nhớ")
    world.config = with_backups(world.config, passphrase_file=str(inside))
    with pytest.raises(UserError) as told:
        back_up_if_due(world.store, world.config, AT)
    assert (told.value.code, told.value.place) == (
        "passphrase_inside",
        str(inside),
    ) and "có luôn mật khẩu" in told.value.found
    assert not backups_of(world.store.path, world.config)
    assert [str(inside) in said for said in remarks(world.store.path, world.config)] == [True]
    assert passphrase_for([tmp_path / "usb"], world.config) == passphrase_for([], world.config) == "bốn từ dễ nhớ"
    named = ["--config", str(CONFIG_FILE), "--database", str(world.store.path)]
    done = CliRunner().invoke(cli, [*named, "backup", "--to", str(inside.parent), "--passphrase-file", str(inside)])
    assert isinstance(done.exception, UserError | SystemExit) and len(list(inside.parent.iterdir())) == 1
