"""A bundle's versions, by the program's real commands: the newest runs, takes over the data, and gives it back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.worlds import write_csv

pytestmark = pytest.mark.slow

# Instead of run.py, which would set up an environment: the tests' own runs the version's real commands.
RUN = """
import os, subprocess, sys
from pathlib import Path
here, words = Path(__file__).parent, sys.argv[1:]
if words[0] == "ready":
    sys.exit((here / "broken").exists())
if words[0] == "kpi":
    world = {**os.environ, "PYTHONPATH": str(here)}
    sys.exit(subprocess.run([sys.executable, "-m", *words], env=world).returncode)
print("dashboard of", here.name, words)
"""
REFUSED = 3


@dataclass(frozen=True, slots=True)
class Bundle:
    """A folder with versions of this program."""

    home: Path

    def bring(self, name: str, *, step: str = "", broken: bool = False) -> Path:
        """A further version, as if its bundle had been copied over; ``step``: what its schema has and this program's has not."""
        version = self.home / "program" / name
        shutil.copytree(ROOT / "kpi", version / "kpi", copy_function=os.link)
        shutil.copy(ROOT / "config.yaml", version / "config.yaml")
        shutil.copytree(ROOT / "data" / "templates", version / "data" / "templates")
        (version / "run.py").write_text(RUN, "utf-8")
        if step:
            (version / "kpi" / "store" / "duckdb" / "schema" / "9999_later.sql").write_text(step, "utf-8")
        if broken:
            (version / "broken").touch()
        return version

    def say(self, *words: str, typed: str = "", port: int = 1) -> subprocess.CompletedProcess[str]:
        """What a start file does; nothing answers at the port unless the test lets it."""
        world = {name: value for name, value in os.environ.items() if not name.startswith(("KPI_", "DISPLAY"))}
        return subprocess.run(
            [sys.executable, str(self.home / "program" / "versions.py"), *words], input=typed, capture_output=True, encoding="utf-8",
            check=False, env={**world, "STREAMLIT_SERVER_PORT": str(port)},
        )  # fmt: skip

    def opened(self) -> str:
        """The version whose dashboard opens."""
        done = self.say("start")
        assert not done.returncode, done.stderr
        return done.stdout.split()[2]

    def load(self, file: str, village: str) -> None:
        """One register of villages, as its office loads it."""
        path = write_csv(self.home / file, [["Mã thôn", "Tên thôn"], ["T1", village]])
        done = self.say(
            "kpi",
            "import",
            str(path),
            "--dataset",
            "village",
            "--as-of",
            f"2024-0{1 + len(self.loads())}-01",
            "--replace",
        )
        assert not done.returncode, done.stderr

    def loads(self) -> list[str]:
        done = self.say("kpi", "batches", "--json")
        assert not done.returncode, done.stderr
        return [batch["file"] for batch in json.loads(done.stdout)]

    def backups(self, folder: str = "truoc-cap-nhat") -> list[Path]:
        return sorted((self.home / "data" / folder).glob("*/*.duckdb"))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1 with one load, to be copied."""
    home = tmp_path_factory.mktemp("first") / "cơ quan"
    (home / "program").mkdir(parents=True)
    shutil.copy(ROOT / "bundle" / "files" / "versions.py", home / "program")
    bundle = Bundle(home)
    bundle.bring("1")
    bundle.load("first.csv", "Thôn Một")
    return home


@pytest.fixture
def bundle(first: Path, tmp_path: Path) -> Bundle:
    """A copy in which a test works."""
    return Bundle(shutil.copytree(first, tmp_path / first.name))


@pytest.fixture
def running() -> Iterator[int]:
    """A dashboard that runs and is not well; its port."""

    class Unwell(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(503 if self.path == "/healthz" else 404)
            self.end_headers()
            self.wfile.write(b'{"status":"unavailable"}')

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Unwell)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_version_that_leaves_the_schema_alone_keeps_the_data_both_ways(bundle: Bundle) -> None:
    template, config = bundle.home / "data" / "templates" / "bao-cao.docx", bundle.home / "config.yaml"
    assert bundle.opened() == "1" and template.exists() and not bundle.backups()
    newer = bundle.bring("2")
    (newer / "data" / "templates" / "bao-cao.docx").write_bytes(b"a better one")
    (newer / "config.yaml").write_text(config.read_text("utf-8") + "# more\n", "utf-8")
    edited = config.read_text("utf-8").replace("xã Hà Giang", "xã Của Mình")
    config.write_text(edited, "utf-8")
    done = bundle.say("start")
    assert "dashboard of 2" in done.stdout
    assert f"config.yaml của cơ quan được giữ nguyên; bản mới của chương trình: {newer / 'config.yaml'}" in done.stderr
    assert config.read_text("utf-8") == edited and template.read_bytes() == b"a better one"
    assert len(bundle.backups()) == 1
    bundle.load("second.csv", "Thôn Hai")
    assert len(bundle.backups()) == 1, "one for each version, not for each start"

    done = bundle.say("back")
    assert not done.returncode, done.stderr
    assert bundle.opened() == "1" and bundle.loads() == ["first.csv", "second.csv"]
    assert (
        config.read_text("utf-8") == edited
        and template.read_bytes() == (ROOT / "data/templates/bao-cao.docx").read_bytes()
    )
    (first,) = bundle.backups()
    bundle.bring("3")
    assert bundle.opened() == "3", "a newer bundle takes over from the one in use"
    (third,) = bundle.backups()
    assert third != first, "one step back is all there is, so one backup is kept"


def test_a_version_with_another_schema_gives_the_data_back_as_it_was_and_loses_none(bundle: Bundle) -> None:
    newer = bundle.bring("2", step="create table later (x integer)")
    bundle.load("second.csv", "Thôn Hai")
    assert bundle.opened() == "2" and bundle.loads() == ["first.csv", "second.csv"]
    (before,) = bundle.backups()
    database = bundle.home / "data" / "kpi.duckdb"
    was = database.read_bytes()

    done = bundle.say("back", typed="\n")
    assert done.returncode == REFUSED and "Không lùi, không thay đổi gì." in done.stderr
    assert str(before) in done.stderr and "sẽ không còn thấy" in done.stderr
    assert database.read_bytes() == was and bundle.opened() == "2" and bundle.backups() == [before]

    done = bundle.say("back", typed="LUI\n")
    assert not done.returncode, done.stderr
    assert bundle.opened() == "1" and bundle.loads() == ["first.csv"]
    (newer / "put-aside").unlink()
    (kept,) = bundle.backups("truoc-khi-lui")
    assert not bundle.say("kpi", "restore", str(kept)).returncode
    assert bundle.loads() == ["first.csv", "second.csv"], "what was loaded since is in the last backup"


def test_without_a_backup_no_version_takes_over(bundle: Bundle) -> None:
    bundle.bring("2", step="create table later (x integer)")
    (bundle.home / "data" / "truoc-cap-nhat").write_text("no folder")
    was = (bundle.home / "data" / "kpi.duckdb").read_bytes()
    for words in (("start",), ("kpi", "batches")):
        done = bundle.say(*words)
        assert done.returncode == REFUSED and not done.stdout and "Traceback" not in done.stderr
    assert (bundle.home / "data" / "kpi.duckdb").read_bytes() == was
    assert not bundle.say("back").returncode and bundle.opened() == "1", "it has touched nothing"


def test_a_version_that_cannot_be_set_up_touches_nothing(bundle: Bundle) -> None:
    bundle.bring("2", step="create table later (x integer)", broken=True)
    done = bundle.say("start")
    assert done.returncode == REFUSED and "back.bat" in done.stderr and not bundle.backups()
    assert not bundle.say("back").returncode
    assert bundle.loads() == ["first.csv"]
    assert bundle.say("back").returncode == REFUSED, "there is nothing before the first"


def test_where_the_older_one_cannot_take_the_data_back_the_newer_one_stays(bundle: Bundle) -> None:
    bundle.bring("2", step="create table later (x integer)")
    assert bundle.opened() == "2" and bundle.loads() == ["first.csv"]
    (before,) = bundle.backups()
    before.write_bytes(b"come to harm")
    done = bundle.say("back", "--yes")
    assert done.returncode == REFUSED and str(before.with_name("config.yaml")) in done.stderr
    assert before.with_name("config.yaml").exists() and len(bundle.backups("truoc-khi-lui")) == 1
    assert bundle.opened() == "2" and bundle.loads() == ["first.csv"]


def test_while_the_dashboard_runs_nothing_changes(bundle: Bundle, running: int) -> None:
    bundle.bring("2")
    done = bundle.say("start", port=running)
    assert not done.returncode and not done.stdout and "đang chạy" in done.stderr
    done = bundle.say("back", port=running)
    assert done.returncode == REFUSED and "đóng nó" in done.stderr
    assert not bundle.backups()
