"""No garbled name gets into the store: an oracle knows the true names of every list, whatever happened to its letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.reading import delimited
from tests.unit.test_legacy import to_tcvn3, to_vni
from tests.worlds import World, write_csv, write_xlsx

DAY = date(2024, 6, 30)
NAMES = [
    "Nguyễn Văn Hùng", "Trần Thị Thuý", "Đặng Đình Đào", "Đồng Thị Ổn", "LƯỜNG VĂN ỈN", "Lê Hoá", "HÀ THỊ TÚ", "Bùi Ngọc Ánh",
    "Phạm Đức Ẩn", "Vũ Thuỳ Dương",
]  # fmt: skip
LISTS = {
    "household": (["Mã hộ", "Họ và tên chủ hộ", "Thôn"], "households", "head_name"),
    "membership": (["Mã hộ", "Tên hiển thị", "Nhóm"], "memberships", "display_name"),
    "official": (["Chức danh", "Họ và tên", "Thôn"], "officials", "name"),
}
FIRST = {"household": "H{}", "membership": "H{}", "official": "Bí thư"}
LAST = {"household": "Thôn 1", "membership": "N1", "official": "Thôn 1"}


def read_as(codec: str, times: int) -> Callable[[str], str]:
    """The damage: UTF-8 read byte by byte; bytes that the codec leaves undefined become controls."""

    def read(text: str) -> str:
        for _time in range(times):
            text = "".join(_one(byte, codec) for byte in text.encode())
        return text

    return read


def _one(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def lost(sign: str, codec: str) -> Callable[[str], str]:
    """The damage: each letter, or each byte of it, that the codec lacks has become a sign."""

    def lose(text: str) -> str:
        if codec == "utf-8":
            return "".join(c if c.isascii() else sign * len(c.encode()) for c in text)
        return text.encode(codec, "replace").decode(codec).replace("?", sign)

    return lose


MENDED = {
    "once": read_as("cp1252", 1), "twice": read_as("cp1252", 2), "controls": read_as("latin-1", 1),
    "controls twice": read_as("latin-1", 2), "TCVN3": to_tcvn3, "VNI": to_vni,
}  # fmt: skip
LOST = {"marks": lost("?", "utf-8"), "one mark": lost("?", "ascii"), "diamonds": lost("\ufffd", "utf-8")}
READ_BY_CP1258 = {"Vietnamese Windows": read_as("cp1258", 1)}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World.empty(tmp_path_factory.mktemp("names")).with_villages_and_groups()


def take(
    world: World, folder: Path, dataset: str, names: list[str], ending: str = "csv", harm: Callable[[str], str] = str
) -> Outcome:
    world.clock += timedelta(hours=1)
    rows = [LISTS[dataset][0], *([FIRST[dataset].format(n), name, LAST[dataset]] for n, name in enumerate(names))]
    file = folder / f"list.{ending}"
    (write_csv if ending == "csv" else write_xlsx)(file, [list(map(harm, row)) for row in rows])
    source = Source(file, dataset=dataset, as_of=DAY, adds=False)
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")[0]


def stored(world: World, outcome: Outcome, dataset: str) -> list[str]:
    _header, table, field = LISTS[dataset]
    with world.store.writing() as writer:
        rows = writer._connection.execute(f"select {field} from {table} where batch = ? order by row", [outcome.batch])
        return [row[0] for row in rows.fetchall()]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("dataset", LISTS)
@pytest.mark.parametrize("damage", MENDED)
def test_a_list_damaged_throughout_is_mended_and_shown(
    world: World, tmp_path: Path, damage: str, dataset: str, ending: str
) -> None:
    outcome = take(world, tmp_path, dataset, NAMES, ending, MENDED[damage])
    # TCVN3 types capitals with a tone as small letters.
    assert [name.lower() for name in stored(world, outcome, dataset)] == [name.lower() for name in NAMES]
    (told,) = [problem for problem in outcome.problems if problem.code == "converted"]
    assert NAMES[0] in told.hint and NAMES[0] not in told.message


@pytest.mark.parametrize("way", ["row by row", "bulk"])
@pytest.mark.parametrize("dataset", LISTS)
@pytest.mark.parametrize("damage", [*MENDED, *LOST, *READ_BY_CP1258])
def test_of_a_sound_list_each_damaged_name_is_rejected(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str, dataset: str, way: str
) -> None:
    if way == "bulk":
        monkeypatch.setattr(delimited, "TALL_BYTES", 1)
    harm = (MENDED | LOST | READ_BY_CP1258)[damage]
    sound = [f"{name} {letter}" for name in NAMES for letter in "ABCDEFGHIJ"]
    outcome = take(world, tmp_path, dataset, [*sound, *map(harm, NAMES)])
    assert stored(world, outcome, dataset) == sound


def test_what_people_call_themselves_on_zalo_is_theirs(world: World, tmp_path: Path) -> None:
    names = ["Tîn", "Zoë", "Mïn", "?ai", "sao thế?", "Hà 😀", "★Lan★", "José Muñoz", "Bòng Bong™", "Ñgọc"]
    assert stored(world, take(world, tmp_path, "membership", [*NAMES, *names]), "membership") == [*NAMES, *names]
