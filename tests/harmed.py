"""Something that stands for the second engine: DuckDB, on a copy of the store that a statement has harmed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kpi.snapshots import second_engine
from kpi.store.duckdb.lake_relations import LakeInDuckDB
from kpi.store.lake.partition import Partition
from kpi.store.lake.together import Alone
from kpi.store.ports import Relations

LOST_HOUSEHOLD = "delete from households where code = '{code}'"


def harm(monkeypatch: pytest.MonkeyPatch, statement: str = "") -> None:
    """From now on the second engine answers so; without a statement as the first."""

    @contextmanager
    def asked_here(partition: Partition, engine: str) -> Iterator[Relations]:
        assert engine == "spark"
        found = LakeInDuckDB([partition])
        found._connection.execute(statement)
        yield Alone(found, partition.unit)

    monkeypatch.setattr(second_engine, "asked_here", asked_here)
