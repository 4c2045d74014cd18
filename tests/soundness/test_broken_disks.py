"""A full disk, a folder without rights, a file that came to harm: words that fit the cause, exit 3, and nothing changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from kpi.cli import cli
from kpi.config import load_config
from kpi.domain.errors import UserError
from kpi.reports.excel.book import Book, NotAWorkbook
from kpi.reports.word.template import read_template
from kpi.store.duckdb.breakage import cause
from tests.fuzz.hostile import bomb, laughs
from tests.serving import PATIENCE_SECONDS
from tests.worlds import CONFIG_FILE, World, write_csv

DAY = date(2024, 6, 30)
HEADER = ["Mã hộ", "Chủ hộ", "Thôn"]
HOUSEHOLDS = [[f"H{n}", f"Lê {n}", "Thôn 1"] for n in range(3000)]
# As ``ulimit -f``, and a disk of that size, would have it.
_LIMITED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); "
    "from kpi.cli import main; main(sys.argv[2:])"
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World.empty(tmp_path_factory.mktemp("disk")).with_villages_and_groups()
    world.load("household", [HEADER, *HOUSEHOLDS], DAY)
    return world


def ask(database: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, the code of the refusal as machines are told it, and the words of both streams."""
    result = CliRunner().invoke(cli, ["--database", str(database), *words, "--json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    told = json.loads(result.stdout) if result.stdout.startswith("{") else {}
    return result.exit_code, told.get("refused", {}).get("code", ""), result.output


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets a process no limit for files")
@pytest.mark.parametrize("way", ["import", "inbox"])
def test_a_full_disk_is_told_and_nothing_is_changed(world: World, tmp_path: Path, way: str) -> None:
    database, inbox = tmp_path / "kpi.duckdb", tmp_path / "inbox"
    shutil.copy(world.store.path, database)
    inbox.mkdir()
    before = world.status(DAY)
    file = inbox / "big_2024-06-30.csv"
    chosen = Random(1)
    rows = [[f"B{n}", "Lê " + "".join(chosen.choices("abcdeghiklmnopqrstuvxy", k=30)), "Thôn 1"] for n in range(60_000)]
    write_csv(file, [HEADER, *HOUSEHOLDS, *rows])
    config = tmp_path / "config.yaml"
    text = CONFIG_FILE.read_text("utf-8").replace('  inbox: ""', f"  inbox: {json.dumps(str(inbox))}")
    config.write_text(text, "utf-8")
    words = ["--inbox"] if way == "inbox" else [str(file)]
    command = [
        sys.executable, "-c", _LIMITED, str(database.stat().st_size), "--config", str(config), "--database", str(database),
        "import", *words, "--json",
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=PATIENCE_SECONDS,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"}, cwd=CONFIG_FILE.parent,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr
    assert json.loads(done.stdout)["refused"]["code"] == "disk_full"
    assert "Ổ đĩa" in done.stderr
    assert World(tmp_path, type(world.store)(database), world.config).status(DAY) == before
    assert file.is_file()


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    """A bit of every block behind the heads."""
    harmed = bytearray(content)
    for place in range(3 * 4096 + 5000, len(harmed), 50_000):
        harmed[place] ^= 4
    return bytes(harmed)


@pytest.mark.parametrize("harm", [cut, flipped, lambda _: b"no database", lambda content: content[:4096]])
def test_a_file_that_came_to_harm_is_told(world: World, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    database = tmp_path / "kpi.duckdb"
    database.write_bytes(harm(world.store.path.read_bytes()))
    code, refused, said = ask(database, "status", "--as-of", "2024-06-30")
    assert (code, refused) == (3, "unreadable"), said
    assert "Khôi phục" in said or "khôi phục" in said


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="a folder that takes no file, for whomever")
def test_a_folder_that_takes_no_file_is_told() -> None:
    assert ask(Path("/sys/kernel/kpi.duckdb"), "status", "--as-of", "2024-06-30")[:2] == (3, "read_only")
    assert ask(Path("/sys/kernel/new/kpi.duckdb"), "status", "--as-of", "2024-06-30")[:2] == (3, "read_only")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('IO Error: Could not write file "k": No space left on device', "disk_full"),
        ("Failed to commit: There is not enough space on the disk.", "disk_full"),
        ("[Errno 28] No space left on device", "disk_full"),
        ('Cannot open file "k": Permission denied', "read_only"),
        ("[Errno 30] Read-only file system: 'k'", "read_only"),
        ("Could not set lock on file", "busy"),
        ("[Errno 5] Input/output error", "disk_fails"),
        ('Could not write file "k": Input/output error', "disk_fails"),
        ("Out of Memory Error: could not allocate block", "no_memory"),
        ("Corrupt database file: computed checksum 1 does not match", "unreadable"),
        ("Could not read enough bytes from file", "unreadable"),
    ],
)
def test_the_words_fit_the_cause(said: str, code: str) -> None:
    assert cause(Path("k"), said).code == code


# ---------------------------------------------------------------- files that unfold


def aliases(levels: int) -> str:
    first = "a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n"
    return first + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, levels))


@pytest.mark.parametrize(
    "text",
    [
        aliases(9), aliases(40), "a: &a [*a, *a]", "a: " + "[" * 200_000, "a: " + "{a: " * 50_000, "a: 1" + "0" * 5_000,
        "a: &a {<<: *a}", "a: !!python/object:os.system x", "? [a, b]\n: 1", "a: 99:99:99:99:99", "[]", "- " * 100_000,
        "a: !!binary x", "a: !!timestamp 2024-99-99T99:99:99Z", "\x00", "a: .inf\nb: .nan\n", "unit: 1",
    ],
)  # fmt: skip
def test_a_configuration_that_unfolds_is_refused_within_a_moment(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(text, "utf-8")
    began = time.process_time()
    with pytest.raises(UserError):
        load_config(file)
    assert time.process_time() - began < 5


BROKEN: list[Callable[[bytes], bytes]] = [
    cut, lambda _: b"", lambda _: bomb(700, "word/document.xml"), lambda _: bomb(700, "word/document.xml", 5), lambda _: laughs(),
    lambda content: content.replace(b"document", b"dokument"),
]  # fmt: skip


@pytest.mark.parametrize("harm", BROKEN)
def test_a_broken_template_or_form_is_refused_within_seconds(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    content = harm((CONFIG_FILE.parent / "data" / "templates" / "bao-cao.docx").read_bytes())
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(content)
    began = time.process_time()
    with pytest.raises(UserError):
        read_template(file)
    if content != laughs():  # a workbook that unfolds nothing where nothing asks it to
        with pytest.raises(NotAWorkbook):
            Book(content)
    assert time.process_time() - began < 10
