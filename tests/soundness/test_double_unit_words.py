"""Villages of two words for units ("Thôn Làng Vàng") are found under every usual name, in registers, groups and activities."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.domain.datasets import ACTIVITY
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from tests.worlds import World, write_xlsx

START, DAY = date(2023, 12, 31), date(2024, 6, 30)
ALONE = {"LV": "Thôn Làng Vàng", "XM": "Thôn Xóm Mới", "T5": "Tổ Khu 5", "B": "Thôn Bản", "DC": "Xóm Đồi Chè"}
BESIDE = {"LV": "Thôn Làng Vàng", "V": "Thôn Vàng"}
OF_ALONE = {
    "Thôn Làng Vàng": "LV", "Làng Vàng": "LV", "Vàng": "LV", "T. Làng Vàng": "LV", "Thôn Vàng": "LV", "lang vang": "LV",
    "Xóm Mới": "XM", "Mới": "XM", "Tổ 5": "T5", "Khu 05": "T5", "5": "T5", "Bản": "B", "Đồi Chè": "DC", "doi che": "DC",
    "Chè": None, "Làng": None, "Lăng Bạc": None,
}  # fmt: skip
OF_BESIDE = {
    "Thôn Làng Vàng": "LV", "Làng Vàng": "LV", "lang vang": "LV", "T. Làng Vàng": "LV", "Thôn Vàng": "V", "T. Vàng": "V",
    "Vàng": None, "Bản Vàng": None,
}  # fmt: skip


@pytest.mark.parametrize(("register", "meant"), [(ALONE, OF_ALONE), (BESIDE, OF_BESIDE)])
def test_every_list_finds_a_village_of_two_words_for_units(
    tmp_path: Path, register: dict[str, str], meant: dict[str, str | None]
) -> None:
    world = World.empty(tmp_path)
    world.load("village", [["Mã thôn", "Tên thôn"], *map(list, register.items())], START)
    group_rows = [[f"N{n}", f"Nhóm số {n}", "Thôn", said] for n, said in enumerate(meant)]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *group_rows], START)
    households = [[f"H{n}", "Lê Thị Na", said] for n, said in enumerate(meant)]
    outcome = world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *households], DAY)
    header = [column.header for column in ACTIVITY.columns]
    sessions = [["Buổi tuyên truyền", f"{n + 1}/6/2024", "", said, "", "", "9", "", ""] for n, said in enumerate(meant)]
    world.load("activity", [["Từ ngày 01/6/2024 đến ngày 30/6/2024"], header, *sessions], DAY)

    assert outcome.rejected == list(meant.values()).count(None)
    with duckdb.connect(str(world.store.path)) as connection:
        found = dict(connection.execute("select code, village from households").fetchall())
        groups = dict(connection.execute("select code, village from groups").fetchall())
        held = dict(connection.execute("select day(held_on) - 1, village from activities").fetchall())
    assert found == {f"H{n}": code for n, code in enumerate(meant.values()) if code}
    assert [groups.get(f"N{n}") for n in range(len(meant))] == list(meant.values())
    assert [held.get(n) for n in range(len(meant))] == list(meant.values())


def test_a_word_for_a_unit_that_is_no_name_gives_nobody_a_village(tmp_path: Path) -> None:
    """The register has a Thôn Bản; "Bí thư chi bộ bản" names it no more than a sheet "Bản" does."""
    world = World.empty(tmp_path)
    world.load("village", [["Mã thôn", "Tên thôn"], *map(list, ALONE.items())], START)
    posts = [["A", "Bí thư chi bộ bản"], ["B", "Bí thư chi bộ Làng Vàng"], ["C", "Trưởng thôn Đồi Chè"]]
    assert world.load("official", [["Họ và tên", "Chức danh"], *posts], DAY).rejected == 0
    with duckdb.connect(str(world.store.path)) as connection:
        found = connection.execute("select village from officials order by name").fetchall()
    assert found == [(None,), ("LV",), ("DC",)]
    path = write_xlsx(tmp_path / "ho.xlsx", [["Mã hộ", "Họ và tên chủ hộ"], ["H1", "Đỗ Thị Mận"]], sheet="Bản")
    with pytest.raises(UserError):
        load(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock, loaded_by="test")
