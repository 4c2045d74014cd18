"""The commands ``held`` and ``forget`` as an office uses them, and what they answer machines."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from kpi.cli import cli
from tests.worlds import CONFIG_FILE, World, made_once

HEADERS = ["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [HEADERS, ["H1", "Nguyễn Thị Kín", "T1", "0912345678"], ["H2", "Vũ Tư", "T1", ""]]
    world.load("household", rows, world.clock.date())
    world.load(
        "membership", [["Nhóm", "Tên hiển thị", "Số điện thoại"], ["N1", "Kín", "0912345678"]], world.clock.date()
    )
    return world


def run(world: World, *words: object, code: int = 0, typed: str | None = None) -> str:
    arguments = ["--config", str(CONFIG_FILE), "--database", str(world.store.path), *map(str, words)]
    done = CliRunner().invoke(cli, arguments, input=typed)
    assert done.exit_code == code, done.output
    assert "Traceback" not in done.output
    return done.output


def told(world: World, *words: object) -> Any:
    return json.loads(run(world, *words, "--json"))


def test_what_is_held_is_told_with_its_list_and_who_loaded_it(world: World, tmp_path: Path) -> None:
    said = run(world, "held", "H1")
    assert "Họ và tên chủ hộ: Nguyễn Thị Kín; Thôn: T1; Số điện thoại: 0912345678" in said
    assert "lần nạp 3" in said
    found = told(world, "held", "H1")
    assert [(row["dataset"], row["batch"], row["row"], row["loaded_by"]) for row in found["rows"]] == [
        ("household", 3, 2, "test"), ("membership", 4, 2, "test"),
    ]  # fmt: skip
    assert found["members"] == ["phone:0912345678"]
    run(world, "held", "H1", "--out", tmp_path / "a.xlsx")
    cells = [
        cell for row in load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes())).active.values for cell in row if cell
    ]
    assert cells[:2] == ["THÔNG TIN CÁ NHÂN ĐANG GIỮ", cells[1]]
    assert any("Nguyễn Thị Kín" in str(cell) for cell in cells)


def test_it_is_shown_first_and_done_only_after_a_yes(world: World) -> None:
    before = run(world, "status", "--as-of", "2024-01-31", "--json"), run(world, "history", "--json")
    shown = run(world, "forget", "H1", "--dry-run")
    assert "Sẽ bị xóa hẳn:" in shown
    assert "Sổ hộ dân: 1 dòng" in shown
    refused = run(world, "forget", "H1", "--reason", "Đơn 12", code=3, typed="")
    assert "--dry-run" in refused
    assert len(told(world, "held", "H1")["rows"]) == 2, "nothing was done"
    done = told(world, "forget", "H1", "--yes", "--reason", "Đơn 12", "--by", "Trần Thị Văn Thư")
    assert done["forgotten"]["done_by"] == "Trần Thị Văn Thư"
    assert done["forgotten"]["removed"]["members"] == 1
    assert (run(world, "status", "--as-of", "2024-01-31", "--json"), run(world, "history", "--json")) == before
    assert told(world, "verify") == []
    assert "Nguyễn Thị Kín".encode() not in world.store.path.read_bytes()
    run(world, "held", "Nguyễn Thị Kín", code=3)
    assert "0912345678" not in run(world, "links", "--as-of", "2024-01-31")


def test_wrong_words_are_refused(world: World) -> None:
    run(world, "forget", code=2)
    run(world, "forget", "H1", "--expired", code=2)
    run(world, "forget", "H1", "--yes", code=3)
    run(world, "forget", "Nguyễn", "--yes", "--reason", "x", code=3)


def test_nothing_is_past_its_time_where_the_office_set_none(world: World) -> None:
    expected = {"members": 0, "households": 0, "display_names": 0, "problems": 0, "files": [], "dry_run": False}
    assert told(world, "forget", "--expired") == expected
