"""Where Spark works: at one place in a process, only where somebody answers, and no longer than it is asked."""

from __future__ import annotations

import builtins
import os
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpi.domain.errors import UserError
from kpi.i18n.messages import speaking
from kpi.store.spark import session as sessions
from tests.engines.conftest import ONE_CORE, without
from tests.worlds import CONFIG_FILE

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

needs_spark = pytest.mark.skipif(find_spec("pyspark") is None, reason="Spark is not installed")


@pytest.mark.slow
def test_one_process_works_at_one_master(spark: SparkSession) -> None:
    assert sessions.start("local[*]") is spark, "how many cores there are changes no answer"
    for other in ("spark://127.0.0.1:7077", "sc://127.0.0.1"):
        with speaking("vi"), pytest.raises(UserError) as refused:
            sessions.start(other)
        assert (refused.value.code, refused.value.found, refused.value.expected) == ("other_master", ONE_CORE, other)


@pytest.mark.slow
def test_what_ran_before_a_block_runs_after_it(spark: SparkSession) -> None:
    with sessions.at_work("local[*]"), sessions.at_work("local[*]"):
        pass
    assert spark.sql("select 1").toArrow().num_rows == 1


@needs_spark
@pytest.mark.parametrize("kind", ["sc", "spark"])
def test_a_master_that_is_not_there_is_told(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_running", lambda: "")
    monkeypatch.setattr(sessions, "_PATIENCE_SECONDS", 0.0)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        master = f"{kind}://127.0.0.1:{found.getsockname()[1]}"  # nobody listens there
        with speaking("vi"), pytest.raises(UserError) as refused:
            sessions.start(master)
    assert (refused.value.code, refused.value.found) == ("no_spark", master)
    assert refused.value.title == "Không khởi động được Spark"


@pytest.mark.parametrize(
    ("master", "place"),
    [
        ("sc://spark.tinh.vn", ("spark.tinh.vn", 15002)),
        ("sc://10.0.0.1:99/;token=x", ("10.0.0.1", 99)),
        ("spark://a:7077,b:7078", ("b", 7078)),
        ("spark://[::1]:7077", ("::1", 7077)),
    ],
)
def test_where_a_master_is_looked_for(master: str, place: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def connect(address: tuple[str, int], _seconds: float) -> socket.socket:
        asked.append(address)
        if address != place:
            raise OSError
        return socket.socket()

    monkeypatch.setattr(socket, "create_connection", connect)
    assert sessions._answers(master) and asked[-1] == place
    assert sessions._answers("yarn") and sessions._answers("k8s://https://x:1")


def test_without_spark_it_is_said_how_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", without("pyspark"))
    with speaking("vi"), pytest.raises(UserError) as refused, sessions.at_work("local[*]"):
        pass
    assert (refused.value.code, refused.value.remedy) == ("no_spark", "Hãy cài: python3 run.py spark")


@needs_spark
@pytest.mark.parametrize(
    "says",
    [
        "SparkException: Job aborted\nCaused by: java.lang.OutOfMemoryError: Java heap space",
        "org.apache.spark.memory.SparkOutOfMemoryError: [UNABLE_TO_ACQUIRE_MEMORY] Unable to acquire 65536 bytes",
        "Not enough memory to build and broadcast the table to all worker nodes, Nguyễn Văn A",
        "ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason: Command exited with code 52",
        "ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason: Command exited with code 137",
    ],
)
def test_it_is_told_when_memory_was_short_and_where_to_get_more(says: str, tmp_path: Path) -> None:
    from pyspark.errors import PySparkException

    with speaking("vi"), pytest.raises(UserError) as refused, sessions.told_in_words(tmp_path):
        raise PySparkException(f"{says}, Nguyễn Văn A")
    assert (refused.value.code, refused.value.title) == ("spark_memory", "Spark hết bộ nhớ")
    for way_out in ("--memory", "SPARK_EXECUTOR_MEMORY", "SPARK_DRIVER_MEMORY", "--unit", "--engine duckdb"):
        assert way_out in refused.value.remedy
    assert "Nguyễn" not in str(refused.value), "no word of a row"


@needs_spark
@pytest.mark.parametrize("says", ["Command exited with code 1", "exited with code 520", "no memory of it", ""])
def test_any_other_fault_is_no_matter_of_memory(says: str, tmp_path: Path) -> None:
    from pyspark.errors import PySparkException

    with pytest.raises(UserError) as refused, sessions.told_in_words(tmp_path):
        raise PySparkException(f"{says} Nguyễn Văn A")
    assert refused.value.code == "spark_failed" and "Nguyễn" not in str(refused.value)


@needs_spark
def test_a_fault_of_which_java_can_tell_no_more_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from py4j.protocol import Py4JError

    def ended(_error: Py4JError) -> str:
        raise ConnectionRefusedError

    monkeypatch.setattr(Py4JError, "__str__", ended)
    with pytest.raises(UserError) as refused, sessions.told_in_words(tmp_path):
        raise Py4JError
    assert (refused.value.code, refused.value.found) == ("spark_failed", "Py4JError")


MEMORY = """
from kpi.store.spark.session import at_work
from pyspark import SparkContext
with at_work("local[1]"):
    print(SparkContext._jvm.java.lang.Runtime.getRuntime().maxMemory() // 2**20)
"""


@pytest.mark.slow
def test_who_asks_says_how_much_memory_spark_gets(spark: SparkSession) -> None:
    assert spark, "it is installed"
    done = subprocess.run(
        [sys.executable, "-c", MEMORY],
        cwd=CONFIG_FILE.parent, env={**os.environ, "SPARK_DRIVER_MEMORY": "600m"}, capture_output=True, check=True,
    )  # fmt: skip
    assert 500 < int(done.stdout) <= 600


STARTING = """
from kpi.domain.errors import UserError
from kpi.i18n.messages import speaking
from kpi.store.spark.session import start
with speaking("vi"):
    try:
        start("local[1]")
    except UserError as refused:
        print(refused.code, refused.found, refused.title, refused.remedy, sep="|")
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("memory", "told"),
    [
        ("100m", "spark_memory|INVALID_DRIVER_MEMORY|Spark hết bộ nhớ|"),
        ("much", "no_spark||Không khởi động được Java|"),
    ],
)
def test_who_gives_spark_too_little_memory_is_not_told_to_look_for_a_master(
    spark: SparkSession, memory: str, told: str
) -> None:
    assert spark, "it is installed"
    done = subprocess.run(
        [sys.executable, "-c", STARTING],
        cwd=CONFIG_FILE.parent, env={**os.environ, "SPARK_DRIVER_MEMORY": memory}, capture_output=True, check=True,
    )  # fmt: skip
    said = done.stdout.decode()
    assert said.startswith(told) and "SPARK_DRIVER_MEMORY" in said


ENDING = """
from kpi.store.spark.session import _running, at_work, start
from pyspark import SparkContext
for _again in range(2):
    with at_work("local[1]"):
        java = SparkContext._gateway.proc
        assert start("local[1]").sql("select 1").toArrow().num_rows == 1 and java.poll() is None
    assert java.poll() is not None and _running() == ""
"""


@pytest.mark.slow
def test_what_was_started_for_a_block_ends_with_it_and_can_be_started_again(spark: SparkSession) -> None:
    assert spark, "it is installed"
    done = subprocess.run([sys.executable, "-c", ENDING], cwd=CONFIG_FILE.parent, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
