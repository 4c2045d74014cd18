"""Every relation of ``kpi/sql`` over many units at once, by both engines: the rows of each unit's store, whatever its tables hold.

With all tests Spark is asked of what figures rest on; ``KPI_ENGINE_SEEDS=5-60`` asks of all, over as many stores filled at random.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kpi.store import Store, open_store
from kpi.store.engines import engine_over
from kpi.store.lake.partition import Partition
from kpi.store.ports import RelationsOfMany
from tests.engines.asking import OF_A_BATCH, OF_FIGURES, RELATIONS, differences, of_other_lists, questions
from tests.engines.conftest import ONE_CORE
from tests.scattered import DATASETS, DAYS, scattered

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_first, _dash, _last = os.environ.get("KPI_ENGINE_SEEDS", "1-1").partition("-")
SEEDS = range(int(_first), int(_last or _first) + 1)
WHOLE = "KPI_ENGINE_SEEDS" in os.environ
SOME = RELATIONS if WHOLE else OF_FIGURES


@contextmanager
def lake_of(stores: Mapping[str, Store], folder: Path, engine: str) -> Iterator[RelationsOfMany]:
    parts: list[Partition] = [
        store.export(folder / "lake" / f"unit={unit}", unit, {}, b"") for unit, store in stores.items()
    ]
    with closing(engine_over(parts, engine, ONE_CORE)) as lake:
        yield lake


def each_its_own(stores: Mapping[str, Store], turn: int = 0) -> dict[str, dict[str, Any]]:
    """A question for each unit, other than its neighbours'."""
    asked = [questions(store.batches()) for store in stores.values()]
    return {
        unit: of_unit[(place + turn) % len(of_unit)]
        for place, (unit, of_unit) in enumerate(zip(stores, asked, strict=True))
    }


def many_days_and_one(stores: Mapping[str, Store]) -> list[dict[str, dict[str, Any]]]:
    """A question about many days, and one about a day of each unit's own, whose rows are some of those worked out for the many."""
    many = {unit: questions(store.batches())[0] for unit, store in stores.items()}
    one = {
        unit: {**question, "as_of": [day], "waiting_on": [day]}
        for day, (unit, question) in zip(DAYS[1:], many.items(), strict=False)
    }
    return [many, one]


def three(folder: Path, seed: int) -> dict[str, Store]:
    """Units that have the same codes, numbers of loads and scopes, and one that has nothing."""
    return {
        "1": scattered(folder, seed),
        "12": scattered(folder, seed + 1000),
        "3": open_store(folder / "empty.duckdb"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_spark_has_the_rows_of_each_store(tmp_path: Path, spark: SparkSession, seed: int) -> None:
    assert spark
    stores = three(tmp_path, seed)
    with lake_of(stores, tmp_path, "spark") as lake:
        for turn in range(3 if WHOLE else 1):
            assert not differences(stores, lake, each_its_own(stores, turn), SOME)
        for question in many_days_and_one(stores):
            assert not differences(stores, lake, question, ["participation", "waiting"])
        assert not WHOLE or not differences(stores, lake, {"1": of_other_lists(stores["1"].batches())[0]}, OF_A_BATCH)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_duckdb_has_the_rows_of_each_store(tmp_path: Path, seed: int) -> None:
    pytest.importorskip("sqlglot")
    stores = three(tmp_path, seed)
    with lake_of(stores, tmp_path, "duckdb") as lake:
        for turn in range(3 if WHOLE else 1):
            assert not differences(stores, lake, each_its_own(stores, turn))
        for question in of_other_lists(stores["1"].batches()):
            assert not differences(stores, lake, {"1": question, "12": question}, OF_A_BATCH)


@pytest.mark.slow
def test_what_one_unit_lacks_another_does_not_lend_it(tmp_path: Path) -> None:
    """A relation that asks whether anything is known, or for the newest list, asks it of each unit."""
    pytest.importorskip("sqlglot")
    stores = {"0": scattered(tmp_path, 1)} | {
        str(place): scattered(tmp_path, place, 1, [dataset]) for place, dataset in enumerate(DATASETS, 1)
    }
    everything = {unit: questions(store.batches())[0] for unit, store in stores.items()}
    with lake_of(stores, tmp_path, "duckdb") as lake:
        assert not differences(stores, lake, everything, SOME)


@pytest.mark.slow
def test_a_day_that_is_asked_after_many_has_its_rows(tmp_path: Path) -> None:
    pytest.importorskip("sqlglot")
    stores = three(tmp_path, 1)
    with lake_of(stores, tmp_path, "duckdb") as lake:
        for question in many_days_and_one(stores):
            assert not differences(stores, lake, question, OF_FIGURES)


def test_what_is_asked_finds_rows_of_every_relation(tmp_path: Path) -> None:
    found: set[str] = set()
    for seed in range(1, 5):
        store = scattered(tmp_path, seed)
        with store.one_view():
            asked = [(name, question) for question in questions(store.batches()) for name in RELATIONS]
            asked += [(name, question) for question in of_other_lists(store.batches()) for name in OF_A_BATCH]
            found |= {name for name, question in asked if name not in found and store.read(name, **question)}
    assert set(RELATIONS) == found
