"""The server asks from its start to its end whether a backup is due; whatever goes wrong there, it goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from kpi.ui.shell import keeping
from tests.awaiting import awaited
from tests.worlds import CONFIG_FILE, World


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The database that the server finds."""
    world = World.empty(tmp_path)
    monkeypatch.setenv("KPI_CONFIG", str(CONFIG_FILE))
    monkeypatch.setenv("KPI_DATABASE", str(world.store.path))
    return world


def test_a_backup_is_made_of_the_office_s_lists_only(world: World, tmp_path: Path) -> None:
    keeping.keep()
    assert not (tmp_path / "sao-luu").exists(), "nothing was loaded yet"
    world.with_villages_and_groups()
    for _time in range(2):
        keeping.keep()
        assert len(list((tmp_path / "sao-luu").iterdir())) == 1
    with world.store.writing() as writer:
        writer._connection.execute("update batches set simulated = true")
    (tmp_path / "sao-luu").rename(tmp_path / "elsewhere")
    keeping.keep()
    assert not (tmp_path / "sao-luu").exists(), "the sample can be made again"


def test_where_none_can_be_made_the_server_goes_on(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(keeping.log, "warning", lambda text, *_values: said.append(text))
    world.load("village", [["Mã thôn", "Tên thôn"], ["A", "Thôn A"]], date(2024, 6, 30))
    (tmp_path / "sao-luu").write_text("no folder")
    keeping.keep()
    assert said == ["no backup was made: %s"]


def test_it_is_asked_from_the_start_of_the_server_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    monkeypatch.setattr(keeping, "FIRST_ASKED_AFTER_SECONDS", 0.0)

    @asynccontextmanager
    async def warm_up(_app: object) -> AsyncIterator[dict[str, str]]:
        steps.append("warm")
        yield {"what": "the warm-up gave"}
        steps.append("closed")

    async def server() -> dict[str, str]:
        begun, loop = asyncio.Event(), asyncio.get_running_loop()

        def keep() -> None:
            steps.append("asked")
            loop.call_soon_threadsafe(begun.set)

        monkeypatch.setattr(keeping, "keep_log", lambda: steps.append("log kept"))
        monkeypatch.setattr(keeping, "keep", keep)
        monkeypatch.setattr(keeping, "warm_up", warm_up)
        async with keeping.lifespan(None) as state:
            await begun.wait()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)
        assert all(task.cancelled() for task in others), "with the server the asking ends"
        return state

    assert awaited(server()) == {"what": "the warm-up gave"}
    assert steps == ["log kept", "warm", "asked", "closed"]
