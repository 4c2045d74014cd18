"""Every relation of ``kpi/sql`` on both engines: the same rows, whatever the tables hold.

The small set runs with all tests; ``KPI_ENGINE_SEEDS=5-60`` asks of as many more stores filled at random.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kpi.store.engines import asked_of
from tests.engines.asking import OF_A_BATCH, RELATIONS, differences, of_other_lists, questions
from tests.engines.conftest import ONE_CORE
from tests.scattered import scattered

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_first, _dash, _last = os.environ.get("KPI_ENGINE_SEEDS", "1-1").partition("-")
SEEDS = range(int(_first), int(_last or _first) + 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_both_engines_have_the_same_rows_of_every_relation(tmp_path: Path, spark: SparkSession, seed: int) -> None:
    assert spark
    store = scattered(tmp_path, seed)
    partition = store.export(tmp_path / "lake" / "unit=1", "1", {}, b"")
    in_duckdb, in_spark = asked_of(partition, "duckdb"), asked_of(partition, "spark", ONE_CORE)
    everything, *others = questions(store.batches())
    for question in (everything, *(others if "KPI_ENGINE_SEEDS" in os.environ else ())):
        assert not differences(in_duckdb, in_spark, question)
    for question in of_other_lists(store.batches()):
        assert not differences(in_duckdb, in_spark, question, OF_A_BATCH)


def test_what_is_asked_finds_rows_of_every_relation(tmp_path: Path) -> None:
    found: set[str] = set()
    for seed in range(1, 5):
        store = scattered(tmp_path, seed)
        with store.one_view():
            asked = [(name, question) for question in questions(store.batches()) for name in RELATIONS]
            asked += [(name, question) for question in of_other_lists(store.batches()) for name in OF_A_BATCH]
            found |= {name for name, question in asked if name not in found and store.read(name, **question)}
    assert set(RELATIONS) == found


def test_a_lake_says_what_the_store_says(tmp_path: Path) -> None:
    store = scattered(tmp_path, 2)
    partition = store.export(tmp_path / "lake" / "unit=1", "1", {}, b"")
    for question in questions(store.batches()):
        assert not differences(store, asked_of(partition, "duckdb"), question)
