"""Spark for the tests that ask it: one process of one core, started once."""

from __future__ import annotations

import builtins
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ONE_CORE = "local[1]"


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Without Spark or Java its tests are skipped, or fail where they are required."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        why = "NO SPARK FOUND, tests of the second engine did not run. Install it (python3 run.py spark) and Java 17."
        if os.environ.get("KPI_SPARK_REQUIRED") == "1":
            pytest.fail(why)
        pytest.skip(why)
    from kpi.store.spark.session import start

    session = start(ONE_CORE)
    logging.getLogger("py4j").setLevel(logging.ERROR)
    yield session
    session.stop()


def without(package: str) -> Callable[..., Any]:
    """An ``import`` that finds everything but this package."""
    importing = builtins.__import__

    def imported(name: str, *words: Any, **named: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return importing(name, *words, **named)

    return imported
