"""Which engine answers of a lake: the one place that knows them by name."""

from __future__ import annotations

from kpi.store.lake.partition import Partition
from kpi.store.ports import Relations

ON_THIS_PC = "local[*]"


def asked_of(partition: Partition, engine: str, master: str = ON_THIS_PC) -> Relations:
    """A unit's part of a lake, to be asked by this engine; ``master``: where Spark works, a URL as Spark writes it."""
    if engine == "spark":
        from kpi.store.spark.relations import LakeInSpark
        from kpi.store.spark.session import start

        return LakeInSpark(start(master), partition, master)
    from kpi.store.duckdb.lake_relations import LakeInDuckDB

    return LakeInDuckDB(partition)
