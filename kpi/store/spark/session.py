"""Spark as this program starts it: no screen, no catalogue, moments without a zone, and as few tasks as the data need."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from kpi.domain.errors import UserError
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_CONNECT = "sc://"
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
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
_OF_THE_PROCESS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.maxPlanStringLength": "0",
    "spark.log.level": "OFF",
}
# A question passes through dozens of exchanges; Spark's own 200 parts of each are for far more than two workers.
_ON_A_CLUSTER = {"spark.sql.shuffle.partitions": "16"}
_ON_LOOPBACK = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def start(master: str, settings: dict[str, str] | None = None) -> SparkSession:
    """A session at a master: ``local[…]``, ``spark://…``, or ``sc://…`` (Spark Connect); ``settings`` go before the program's own."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise _missing(_("Spark is not installed here"), _("Install it: python3 run.py spark")) from error
    if not is_remote_server(master) and shutil.which("java") is None:
        raise _missing(_("Spark needs Java, and there is none"), _("Install Java 17 or 21, then try again."))
    builder: Any = SparkSession.builder
    if is_remote_server(master):
        builder, own = builder.remote(master), _MEANING
    else:
        own = _MEANING | _OF_THE_PROCESS | (_ON_SMALL_DATA | _ON_LOOPBACK if is_on_this_pc(master) else _ON_A_CLUSTER)
        builder = builder.master(master).appName("kpi")
    for name, value in (own | (settings or {})).items():
        builder = builder.config(name, value)
    try:
        session: SparkSession = builder.getOrCreate()
    except Exception as error:  # whatever a master that is not there makes of it
        raise _missing(
            _("Spark could not be started"), _("Check the master's address, and that it runs."), master
        ) from error
    return session


def is_on_this_pc(master: str) -> bool:
    """Whether one process does all the work, so that what it has worked out is lost only with itself."""
    return master.startswith("local")


def is_remote_server(master: str) -> bool:
    return master.startswith(_CONNECT)


def _missing(what: str, remedy: str, found: str = "") -> UserError:
    return UserError(what, found=found, remedy=remedy, code="no_spark")
