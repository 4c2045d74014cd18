"""A cluster of two workers on this PC: the same figures, and so when one of the workers is lost in the middle of a question.

It takes minutes, and runs where it is asked for: ``KPI_SPARK_CLUSTER=1``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kpi.operations import lake
from tests.engines.cluster import ENVIRONMENT, Cluster, cluster, connect_server
from tests.worlds import CONFIG_FILE, World

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.environ.get("KPI_SPARK_CLUSTER") != "1", reason="a cluster is started with KPI_SPARK_CLUSTER=1"
    ),
]
JUNE = date(2024, 6, 30)
MOST_SECONDS = 500


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A commune with something of each of the five indicators, in a lake."""
    world = World.empty(tmp_path / "office").with_villages_and_groups()
    world.load(
        "household",
        [["Mã hộ", "Chủ hộ", "Thôn"], ["H1", "Nguyễn Văn A", "T1"], ["H2", "Trần Thị B", "T2"]],
        date(2023, 12, 31),
    )
    world.load(
        "business",
        [["Mã số thuế", "Tên doanh nghiệp", "Loại hình"], ["C1", "Công ty TNHH A", "Công ty TNHH"]],
        date(2023, 12, 31),
    )
    world.load(
        "institution", [["Mã đơn vị", "Tên đơn vị", "Loại"], ["D1", "Trường THCS", "Trường học"]], date(2023, 12, 31)
    )
    header = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Mã đơn vị"]
    world.load("membership", [header, ["N1", "1", "a", "H1", "C1"], ["N1", "2", "b", "", "D1"]], JUNE)
    lake.export(world.store, world.config, world.folder / "lake", world.folder / "lake.key")
    return world


def ask(
    world: World, master: str, meanwhile: Callable[[subprocess.Popen[bytes]], None] = lambda _asking: None
) -> object:
    """What the command line answers of the lake's only unit, by this master."""
    words = ["lake", "status", str(world.folder / "lake"), "--as-of", JUNE.isoformat(), "--json", "--engine", "spark"]
    environment = {
        **ENVIRONMENT,
        "PYTHONPATH": str(CONFIG_FILE.parent),
        "KPI_CONFIG": str(CONFIG_FILE),
        "KPI_NO_DEMO": "1",
    }
    with (world.folder / "asking.log").open("wb") as log:
        asking = subprocess.Popen(
            [sys.executable, "-m", "kpi", "--database", str(world.store.path), *words, "--master", master],
            env=environment, stdout=subprocess.PIPE, stderr=log,
        )  # fmt: skip
        meanwhile(asking)
        answer, _nothing = asking.communicate(timeout=MOST_SECONDS)
    assert asking.returncode == 0, (world.folder / "asking.log").read_text("utf-8")
    (unit,) = json.loads(answer)["units"]
    return unit["indicators"]


def in_the_middle(world: World, running: Cluster) -> Callable[[subprocess.Popen[bytes]], None]:
    """Takes a worker away as soon as some relations have been worked out, and others have not."""

    def kill(asking: subprocess.Popen[bytes]) -> None:
        while len(list((world.folder / "lake").glob(".asked-*/*/_SUCCESS"))) < 3:
            try:
                asking.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail("the answer came before a worker was lost")
        running.kill(0)

    return kill


def test_two_workers_have_the_figures_of_the_store_and_one_of_them_too(world: World, tmp_path: Path) -> None:
    wanted = [row.as_dict() for row in world.status(JUNE).indicators]
    assert len(wanted) == 5
    with cluster(tmp_path) as running:
        assert ask(world, running.master) == json.loads(json.dumps(wanted))
        assert ask(world, running.master, in_the_middle(world, running)) == json.loads(json.dumps(wanted))
    assert not list((world.folder / "lake").glob(".asked-*"))


def test_a_server_of_spark_connect_has_the_figures_of_the_store(world: World, tmp_path: Path) -> None:
    wanted = [row.as_dict() for row in world.status(JUNE).indicators]
    with connect_server(tmp_path) as address:
        assert ask(world, address) == json.loads(json.dumps(wanted))
    assert not list((world.folder / "lake").glob(".asked-*"))
