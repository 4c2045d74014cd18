"""Spark as this program starts it: no screen, no catalogue, moments without a zone, and as few tasks as the data need."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from kpi.domain.errors import UserError
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_CONNECT = "sc://"
_CONNECTS_AT = 15002  # unless the address says another port
_SECONDS_TO_END = 10
_PATIENCE_SECONDS, _BETWEEN_TRIES = 20.0, 0.5
# A moment is one of the commune's clock, and what cannot be worked out is a fault, never a null.
_MEANING = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.ansi.enabled": "true",
}
# A commune's lists are milliseconds of work: to compile each question, cut it into tasks and plan it anew half-way takes longer.
_ON_SMALL_DATA = {
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
_OF_THE_PROCESS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.maxPlanStringLength": "0",
    "spark.log.level": "OFF",
}
# A question passes through dozens of exchanges; Spark's own 200 parts of each are for far more than two workers. How much a plan this
# deep gives is estimated wrongly, so a table is sent to every worker only where it was found small, never where it was believed so.
_ON_A_CLUSTER = {
    "spark.sql.shuffle.partitions": "16",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.adaptive.autoBroadcastJoinThreshold": "10MB",
}
# By these words Spark says that memory was short: with 52 a worker's program ends itself then, with 137 the system ends it.
_MEMORY_WAS_SHORT = re.compile(
    r"OutOfMemoryError|UNABLE_TO_ACQUIRE_MEMORY|Not enough memory to build and broadcast|exited with code (?:52|137)\b"
    r"|INVALID_(?:DRIVER|EXECUTOR)_MEMORY"
)
_ON_LOOPBACK = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def start(master: str, settings: dict[str, str] | None = None) -> SparkSession:
    """A session at a master: ``local[…]``, ``spark://…``, or ``sc://…`` (Spark Connect); ``settings`` go before the program's own."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise _not_installed() from error
    if not is_remote_server(master) and shutil.which("java") is None:
        raise _missing(_("Spark needs Java, and there is none"), _("Install Java 17 or 21, then try again."))
    _refuse_elsewhere(master)
    if not (is_on_this_pc(master) or _answers(master)):
        raise _not_there(master)
    builder: Any = SparkSession.builder
    if is_remote_server(master):
        builder, own = builder.remote(master), _MEANING | _ON_A_CLUSTER
    else:
        own = _MEANING | _OF_THE_PROCESS | (_ON_SMALL_DATA | _ON_LOOPBACK if is_on_this_pc(master) else _ON_A_CLUSTER)
        builder = builder.master(master).appName("kpi")
    for name, value in (own | (settings or {})).items():
        builder = builder.config(name, value)
    try:
        session: SparkSession = builder.getOrCreate()
    except ImportError as error:  # what Spark Connect needs besides
        raise _not_installed() from error
    except Exception as error:  # whatever a master that is not there makes of it
        raise _short_of_memory(master, error) or _not_started(master, error) from error
    if is_remote_server(master):
        _asked_at.append(master)
    return session


def _answers(master: str) -> bool:
    """Whether anybody listens at one of a master's addresses, or it has none; Spark itself would try for minutes."""
    kind, _colons, rest = master.partition("://")
    if f"{kind}://" not in (_CONNECT, "spark://"):
        return True
    places = [urlsplit(f"//{place}") for place in rest.partition("/")[0].split(",")]
    give_up_at = time.monotonic() + _PATIENCE_SECONDS  # it may have been started just now
    while not any(map(_listens, places)):
        if time.monotonic() > give_up_at:
            return False
        time.sleep(_BETWEEN_TRIES)
    return True


def _listens(place: SplitResult) -> bool:
    try:
        with socket.create_connection((place.hostname or "", place.port or _CONNECTS_AT), _SECONDS_TO_END):
            return True
    except (OSError, ValueError):
        return False


@contextmanager
def told_in_words(place: Path) -> Iterator[None]:
    """A block in which Spark works; what breaks there is a ``UserError`` that says what kind of fault it is, and quotes no value."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        condition = error.getCondition() if isinstance(error, PySparkException) else None
        raise _short_of_memory(str(place), error) or UserError(
            _("Spark could not answer"),
            place=str(place),
            found=condition or type(error).__name__,
            remedy=_("Ask once more; if it fails again, keep this message for whoever looks after the program."),
            code="spark_failed",
        ) from error


def _all_words(error: Exception) -> str:
    """What Spark says of a fault and of what led to it: to be looked through, never shown, for it may quote what a row holds."""
    try:
        return str(error)
    except Exception:  # it is Java that tells, which may have ended
        return ""


def _short_of_memory(place: str, error: Exception) -> UserError | None:
    """What is said where memory was short; None: a fault is no matter of it."""
    short = _MEMORY_WAS_SHORT.search(_all_words(error))
    if short is None:
        return None
    return UserError(
        _("Spark ran out of memory"),
        place=place,
        found=short[0],
        remedy=_(
            "Give it more: a worker by --memory when it is started, and by SPARK_EXECUTOR_MEMORY where you ask; the program that asks"
            " by SPARK_DRIVER_MEMORY. Or ask some units only (--unit), or DuckDB (--engine duckdb)."
        ),
        code="spark_memory",
    )


@contextmanager
def at_work(master: str) -> Iterator[None]:
    """A block in which Spark works at a master; with the last such block it ends, and its memory is free, unless it ran before."""
    with _guard:
        if not _blocks and not _running():
            _mine.append(start(master))
        _blocks.append(master)
    try:
        yield
    finally:
        with _guard:
            _blocks.remove(master)
            if _mine and not _blocks:
                _end(_mine.pop())


# The servers of Spark Connect that were asked: the first one, for no other is asked after it.
_asked_at: list[str] = []
_guard = threading.Lock()
_blocks: list[str] = []
# The session that was started for the blocks under way; none where one ran before them.
_mine: list[SparkSession] = []


def _running() -> str:
    """The master at which this process works; empty: at none. Of a server of Spark Connect it stays the client until it ends."""
    if _asked_at:
        return _asked_at[0]
    try:
        from pyspark import SparkContext
    except ImportError:
        return ""
    running = SparkContext._active_spark_context
    return "" if running is None else str(running.master)


def _refuse_elsewhere(master: str) -> None:
    """One process works at one master: Spark would go on at the first in silence, whatever it is told later."""
    running = _running()
    if running and running != master and not (is_on_this_pc(running) and is_on_this_pc(master)):
        raise UserError(
            _("Spark works at another place already"),
            found=running,
            expected=master,
            remedy=_("Let the question that is under way come to its end, or ask in another window."),
            code="other_master",
        )


def _end(session: SparkSession) -> None:
    """Ends Spark and the Java program in which it works: Spark itself would leave that one, with its memory, for later sessions."""
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    session.stop()
    if gateway is not None:
        with suppress(Exception):  # it has nothing left to lose
            gateway.shutdown()
            gateway.proc.stdin.close()
            gateway.proc.wait(_SECONDS_TO_END)
        SparkContext._gateway = SparkContext._jvm = None


def is_on_this_pc(master: str) -> bool:
    """Whether one process does all the work, so that what it has worked out is lost only with itself."""
    return master.startswith("local")


def is_remote_server(master: str) -> bool:
    return master.startswith(_CONNECT)


def _missing(what: str, remedy: str, found: str = "") -> UserError:
    return UserError(what, found=found, remedy=remedy, code="no_spark")


def _not_installed() -> UserError:
    return _missing(_("Spark is not installed here"), _("Install it: python3 run.py spark"))


def _not_started(master: str, error: Exception) -> UserError:
    if "JAVA_GATEWAY_EXITED" in _all_words(error):
        remedy = _("Check that Java 17 or 21 runs here, and SPARK_DRIVER_MEMORY if it is set: such as 2g.")
        return _missing(_("Java could not be started"), remedy)
    return _not_there(master)


def _not_there(master: str) -> UserError:
    return _missing(_("Spark could not be started"), _("Check the master's address, and that it runs."), master)
