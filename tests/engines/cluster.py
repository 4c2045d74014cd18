"""A real Spark cluster on this PC: a master and workers of their own, which talk over loopback; or a server of Spark Connect."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

LOOPBACK = "127.0.0.1"
ENVIRONMENT = {**os.environ, "SPARK_LOCAL_IP": LOOPBACK, "SPARK_NO_DAEMONIZE": "1"}
_OF_DEPLOY = "org.apache.spark.deploy"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A master's address and the processes of its workers."""

    master: str
    workers: list[subprocess.Popen[bytes]]

    def kill(self, worker: int) -> None:
        """Ends a worker with all that works for it, as a machine that stops."""
        os.killpg(self.workers[worker].pid, signal.SIGKILL)


@contextmanager
def connect_server(folder: Path) -> Iterator[str]:
    """The address of a server of Spark Connect for a block; what it writes goes into the folder."""
    port, at = _free_port(), "spark.connect.grpc.binding"
    settings = {f"{at}.port": str(port), f"{at}.address": LOOPBACK, "spark.ui.enabled": "false"}
    words = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    server = "org.apache.spark.sql.connect.service.SparkConnectServer"
    with _ended([]) as started:
        started.append(
            _start(folder, "SparkSubmit", "--master", "local[1]", *words, "--class", server, "spark-internal")
        )
        while b"server started" not in (folder / "SparkSubmit.log").read_bytes():
            with suppress(subprocess.TimeoutExpired):
                started[0].wait(timeout=0.1)
                raise AssertionError((folder / "SparkSubmit.log").read_text("utf-8"))
        yield f"sc://{LOOPBACK}:{port}"


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster for a block; what its processes write goes into the folder."""
    port = _free_port()
    with _ended([]) as started:
        started.append(_start(folder, "master.Master", "--host", LOOPBACK, "--port", str(port), "--webui-port", "0"))
        address = f"spark://{LOOPBACK}:{port}"
        for number in range(workers):
            own = ("--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(folder / f"work-{number}"))
            started.append(_start(folder, "worker.Worker", "--host", LOOPBACK, *own, address))
        yield Cluster(address, started[1:])


@contextmanager
def _ended(started: list[subprocess.Popen[bytes]]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The block's processes, each with all that it started, end with it."""
    try:
        yield started
    finally:
        for process in started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _start(folder: Path, what: str, *words: str) -> subprocess.Popen[bytes]:
    found = find_spec("pyspark")
    assert found is not None and found.origin is not None
    program = Path(found.origin).parent / "bin" / "spark-class"
    log = (folder / f"{what}.log").open("ab")
    return subprocess.Popen(
        [str(program), f"{_OF_DEPLOY}.{what}", *words],
        env=ENVIRONMENT, stdout=log, stderr=log, cwd=folder, start_new_session=True,
    )  # fmt: skip


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((LOOPBACK, 0))
        port: int = found.getsockname()[1]
        return port
