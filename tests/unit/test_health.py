"""Whether the server can answer, and nothing else; and a log that stays small and quotes no list."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit.logger as streamlits

from kpi.ui.shell import health as healths
from kpi.ui.shell.health import health
from kpi.ui.shell.server import logs
from kpi.ui.shell.server.logs import OwnersFile, WithoutWords, keep_log
from tests.awaiting import awaited
from tests.worlds import CONFIG_FILE, World


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The database that the server finds."""
    world = World.empty(tmp_path / "office").with_villages_and_groups()
    monkeypatch.setenv("KPI_CONFIG", str(CONFIG_FILE))
    monkeypatch.setenv("KPI_DATABASE", str(world.store.path))
    return world


async def asked() -> tuple[int, dict[str, str]]:
    answer = await health(None)  # type: ignore[arg-type]
    return answer.status_code, json.loads(bytes(answer.body))


def test_it_is_well_while_configuration_and_database_are(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    unavailable = (503, {"status": "unavailable"})
    assert awaited(asked()) == (200, {"status": "ok"})
    content = world.store.path.read_bytes()
    world.store.path.write_bytes(b"broken")
    assert awaited(asked()) == unavailable
    assert str(world.store.path) not in str(unavailable) and "not healthy" in caplog.text
    world.store.path.write_bytes(content)
    assert awaited(asked()) == (200, {"status": "ok"}), "nothing is kept of what was"
    broken = tmp_path / "config.yaml"
    broken.write_text("unit: 7", "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(broken))
    assert awaited(asked()) == unavailable


def test_a_database_that_has_gone_is_not_well(world: World) -> None:
    backups = world.store.path.parent / "sao-luu"
    backups.mkdir()
    world.store.path.rename(backups / f"{world.store.path.stem}-15292-20240630T000000.duckdb")
    assert awaited(asked())[0] == 503


def test_while_somebody_writes_it_is_busy_and_one_question_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    free, count = threading.Event(), 0

    def waits() -> bool:
        nonlocal count
        count += 1
        return free.wait()

    async def server() -> list[tuple[int, dict[str, str]]]:
        found = await asyncio.gather(*(asked() for _visitor in range(50)))
        free.set()
        return [*found, await asked()]

    monkeypatch.setattr(healths, "WAITS_SECONDS", 0.05)
    monkeypatch.setattr(healths, "can_answer", waits)
    *busy, last = awaited(server())
    assert busy == [(200, {"status": "busy"})] * 50 and last[0] == 200
    assert count <= 2


@pytest.fixture
def kept(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log's file; afterwards logging is as it was."""
    root, ours = logging.getLogger(), logging.getLogger("kpi")
    before, level = list(root.handlers), ours.level
    monkeypatch.setattr(streamlits, "setup_formatter", streamlits.setup_formatter)
    keep_log()
    yield world.store.path.parent / "log" / "kpi.log"
    (file,) = [handler for handler in root.handlers if isinstance(handler, OwnersFile)]
    for logger in (root, *streamlits._loggers.values()):
        logger.removeHandler(file)
    root.handlers[:] = before
    ours.setLevel(level)
    file.close()


def test_ours_streamlit_s_and_its_server_s_lines_are_kept_for_the_owner(kept: Path) -> None:
    logging.getLogger("kpi").info("backed up")
    streamlits.get_logger("uvicorn.error").error("the server's")
    visits = streamlits.get_logger("uvicorn.access")
    visits.setLevel(logging.INFO)
    visits.info("GET /?tim=Lan")
    streamlits.get_logger("streamlit.made_later").error("Streamlit's")
    lines = kept.read_text("utf-8").splitlines()
    for said in ("INFO kpi: backed up", "ERROR uvicorn.error: the server's", "ERROR streamlit.made_later: Streamlit's"):
        assert sum(line.endswith(said) for line in lines) == 1
    assert not any("GET" in line for line in lines), "an address may hold what somebody searched for"
    assert kept.stat().st_mode & 0o077 == 0


def test_an_error_s_own_words_are_not_kept(kept: Path) -> None:
    quoted = "".join(["Nguyễn Văn A ", "0912", "345678"])
    try:
        raise ValueError(quoted)
    except ValueError:
        logging.getLogger("kpi").exception("a page broke")
    text = kept.read_text("utf-8")
    assert "a page broke" in text and "test_health.py" in text and text.rstrip().endswith("ValueError")
    assert quoted not in text and "0912" + "345678" not in text


def test_the_log_stays_small(tmp_path: Path) -> None:
    file = OwnersFile(tmp_path / "kpi.log", maxBytes=1_000, backupCount=2)
    file.setFormatter(WithoutWords())
    logger = logging.Logger("alone")
    logger.addHandler(file)
    for number in range(500):
        logger.warning("line %s", number)
    file.close()
    found = sorted(tmp_path.iterdir())
    assert [one.name for one in found] == ["kpi.log", "kpi.log.1", "kpi.log.2"]
    assert all(one.stat().st_size <= 1_000 and one.stat().st_mode & 0o077 == 0 for one in found)
    assert re.search(r"line 499$", (tmp_path / "kpi.log").read_text("utf-8").rstrip())


def test_where_no_log_can_be_kept_the_server_goes_on(world: World, caplog: pytest.LogCaptureFixture) -> None:
    (world.store.path.parent / logs.FOLDER).write_text("no folder")
    keep_log()
    assert "no log is kept" in caplog.text
    assert not [handler for handler in logging.getLogger().handlers if isinstance(handler, OwnersFile)]
