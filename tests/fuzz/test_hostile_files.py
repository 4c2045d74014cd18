"""Whatever the bytes: a list, or a refusal in the user's words, in bounded time and memory; nothing else, nothing half done."""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.domain.datasets import DATASETS, HOUSEHOLD, Dataset
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from kpi.ingest.reading.files import SUFFIXES, read_content
from kpi.ingest.workbooks.mending import mending_workbook
from kpi.ingest.workbooks.templates import template
from kpi.operations.rehearsal import load_rehearsed, rehearse
from kpi.store.duckdb import database as duckdb_database
from tests.fixtures.make import FIXTURES
from tests.fuzz.confined import ADDRESS_SPACE, SECONDS
from tests.fuzz.hostile import LOADED, REFUSED
from tests.worlds import CONFIG_FILE, World, write_csv

NOW = datetime(2024, 7, 1)
ROOT = CONFIG_FILE.parent
PATIENCE = 2 * SECONDS
WHOLE = FIXTURES["title_and_date_rows.xlsx"]()
STEP = 50


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World.empty(tmp_path_factory.mktemp("world")).with_villages_and_groups(3)


@pytest.fixture
def world(standing: World) -> Iterator[World]:
    """Villages and groups; a test that asks for it must leave it as it was."""
    before = standing.store.batches()
    yield standing
    assert standing.store.batches() == before


def is_read_or_refused(name: str, content: bytes) -> bool:
    """Whether the file could be read; anything but a refusal in the user's words gets out."""
    try:
        read_content(name, content)
    except UserError as error:
        assert error.code and error.title
        return False
    return True


def rehearsed(world: World, *files: tuple[str, bytes]) -> list[str]:
    """The codes of what was refused."""
    sources = [Source(Path(name), content=content) for name, content in files]
    result = rehearse(world.store, world.config, sources, known_at=NOW)
    return [refusal.error.code for refusal in result.refusals] + [
        outcome.fault.code for outcome in result.outcomes if outcome.fault
    ]


def confined(database: Path, file: Path) -> dict[str, Any]:
    """What came of a file in a process of its own with little memory and time."""
    command = [sys.executable, "-m", "tests.fuzz.confined", str(database), str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, f"with {ADDRESS_SPACE} bytes: {done.stderr[-2000:]}"
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
def test_any_bytes_under_any_name(suffix: str, content: bytes) -> None:
    is_read_or_refused(f"list{suffix}", content)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "magic", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"\t\x08"]
)
def test_any_bytes_behind_a_known_beginning(suffix: str, magic: bytes) -> None:
    chance = random.Random(f"{suffix}{magic!r}")
    for length in (0, 1, 30, 512, 5000):
        is_read_or_refused(f"list{suffix}", magic + chance.randbytes(length))


def test_every_cut_of_a_workbook_is_refused() -> None:
    assert is_read_or_refused("list.xlsx", WHOLE)
    readable = [end for end in range(0, len(WHOLE) - 100, STEP) if is_read_or_refused("list.xlsx", WHOLE[:end])]
    assert not readable


@pytest.mark.parametrize("name", ["old_excel.xls", "libre_office.ods", "title_and_date_rows.xlsx"])
def test_flipped_bits_do_no_harm(name: str) -> None:
    whole = FIXTURES[name]()
    chance = random.Random(name)
    for _attempt in range(150):
        content = bytearray(whole)
        for _flip in range(chance.choice((1, 1, 3, 20))):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        is_read_or_refused(name, bytes(content))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"]
)
def test_flipped_bits_inside_the_parts_of_a_workbook_do_no_harm(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(part)
    for _attempt in range(60):
        flipped = bytearray(parts[part])
        for _flip in range(chance.choice((1, 2, 10))):
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, text in {**parts, part: bytes(flipped)}.items():
                archive.writestr(name, text)
        is_read_or_refused("list.xlsx", content.getvalue())


@pytest.mark.parametrize("name", REFUSED)
def test_bombs_and_giants_are_refused(world: World, tmp_path: Path, name: str) -> None:
    make, code = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(make())
    result = confined(world.store.path, file)
    assert result.get("refused") == code
    if name == "stray_cell.xlsx":
        assert "XFD1048576" in result["text"]


@pytest.mark.parametrize("name", LOADED)
def test_odd_giants_are_loaded_for_what_they_hold(tmp_path: Path, name: str) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    file = tmp_path / name
    file.write_bytes(LOADED[name]())
    assert confined(world.store.path, file) == {"accepted": 1}
    assert len(world.store.batches()) == 3


# ---------------------------------------------------------------- Zalo's JSON

GROUP = {"groupId": "N1", "name": "N", "desc": "", "creatorId": "1", "adminIds": ["2"], "totalMember": 2, "maxMember": 100,
         "currentMems": [{"id": "1", "dName": "Lan", "zaloName": "L"}, {"id": "2", "dName": "Huệ", "zaloName": "H"}]}  # fmt: skip
JUNK: tuple[object, ...] = (None, -1, 1.5, True, "x", [], [None], {"a": {}}, [{"id": {}}], 10**400)
Place = tuple[object, ...]


def places(node: object, at: Place = ()) -> Iterator[Place]:
    yield at
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from places(child, (*at, key))


def replaced(node: object, at: Place, junk: object) -> object:
    if not at:
        return junk
    if isinstance(node, dict):
        return {key: replaced(child, at[1:], junk) if key == at[0] else child for key, child in node.items()}
    assert isinstance(node, list)
    return [replaced(child, at[1:], junk) if key == at[0] else child for key, child in enumerate(node)]


ZALO = {"gridInfoMap": {"N1": GROUP}}


@pytest.mark.parametrize("at", list(places(ZALO)), ids=lambda at: "/".join(map(str, at)) or "all")
def test_a_zalo_list_with_the_wrong_thing_at_any_place(world: World, at: Place) -> None:
    files = [(f"z{n}_2024-06-30.json", json.dumps(replaced(ZALO, at, junk)).encode()) for n, junk in enumerate(JUNK)]
    rehearsed(world, *files)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, '{"gridInfoMap":' * 50_000 + "1" + "}" * 50_000, "1" * 5000, '{"gridInfoMap": {}}', "null",
     '{"gridInfoMap": {"N1": {"currentMems": [' + '{"id": ' * 50_000, "NaN",
     '"\\ud800"', '{"gridInfoMap": {"\\ud800": {"currentMems": []}}}'],
    ids=lambda text: text[:18],
)  # fmt: skip
def test_bottomless_and_odd_json_is_refused(text: str) -> None:
    assert not is_read_or_refused("z.json", text.encode()) or "ud800" in text


def test_half_a_letter_in_a_zalo_name_is_a_refusal_or_a_row(world: World) -> None:
    odd = replaced(ZALO, ("gridInfoMap", "N1", "currentMems", 0, "dName"), "Lan \ud83d")
    rehearsed(world, ("z_2024-06-30.json", json.dumps(odd).encode()))


# ---------------------------------------------------------------- what spreadsheets take for a formula

FORMULAS = (
    "=CMD|' /C calc'!A0",
    "+1",
    "@SUM(A1)",
    "-1+1",
    '=HYPERLINK("http://x.invalid","y")',
    "\t=1+1",
    "＝1+1",
    "|calc",
)


def live_cells(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        names = archive.namelist()
    assert sheets
    found = [cell for sheet in sheets for cell in re.findall(r"<f\b[^>]*>.*?</f>|<hyperlink\b[^>]*>", sheet)]
    return found + [name for name in names if "externalLink" in name or "vbaProject" in name]


def test_a_name_like_a_formula_is_a_name(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    good = [[f"H{n}", text, "T1"] for n, text in enumerate(FORMULAS)]
    bad = [[text, text, "Thôn nào"] for text in FORMULAS]
    file = write_csv(tmp_path / "ho_2024-06-30.csv", [["Mã hộ", "Họ tên", "Thôn"], *good, *bad])
    (outcome,) = load(world.store, world.config, [Source(file)], known_at=datetime(2025, 1, 1), loaded_by="t")
    assert (outcome.accepted, outcome.rejected) == (len(good), len(bad))
    assert heads(world) == {text.strip() for text in FORMULAS}
    assert outcome.as_of
    book = mending_workbook(HOUSEHOLD, outcome.as_of, outcome.file, outcome.rejected_rows, columns=outcome.columns)
    assert live_cells(book) == []
    (sheet,) = read_content("bo_sung.xlsx", book)
    assert [row[2] for row in sheet.rows[3:]] == list(FORMULAS)


def heads(world: World) -> set[str]:
    with duckdb_database.reading(world.store.path) as connection:
        return {name for (name,) in connection.execute("select head_name from households").fetchall()}


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_no_template_holds_a_formula(standing: World, dataset: Dataset) -> None:
    assert live_cells(template(dataset, standing.config)) == []


def test_one_bad_file_among_good_ones_stops_the_whole_load(world: World, tmp_path: Path) -> None:
    good = write_csv(tmp_path / "ho_2024-06-30.csv", [["Mã hộ", "Họ tên", "Thôn"], ["H1", "Nguyễn Văn A", "T1"]])
    broken = tmp_path / "b.xlsx"
    broken.write_bytes(WHOLE[:500])
    with pytest.raises(UserError):
        load(world.store, world.config, [Source(good), Source(broken)], known_at=NOW, loaded_by="t")


def test_strict_loading_after_a_rehearsal_stores_nothing_when_a_row_is_wrong(world: World, tmp_path: Path) -> None:
    rows = [["Mã hộ", "Họ tên", "Thôn"], ["H1", "Nguyễn Văn A", "T1"], ["H2", "Trần Thị B", "Thôn nào"]]
    source = Source(write_csv(tmp_path / "ho_2024-06-30.csv", rows))
    assert rehearse(world.store, world.config, [source], known_at=NOW).loadable
    with pytest.raises(UserError):
        load_rehearsed(world.store, world.config, [source], known_at=NOW, loaded_by="t", strict=True)
