"""Which engine answers of a lake: the one place that knows them by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from importlib.util import find_spec
from typing import TypeVar

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.store.lake.partition import Partition
from kpi.store.ports import Relations, RelationsOfMany

ON_THIS_PC = "local[*]"
Answer = TypeVar("Answer")


def answers_of(
    partitions: Sequence[Partition],
    answer: Callable[[str, Relations], Answer],
    *,
    engine: str,
    master: str = ON_THIS_PC,
) -> dict[str, Answer]:
    """What ``answer`` makes of each unit and its relations, all of them asked at once.

    ``master``: where Spark works, a URL as Spark writes it.
    """
    if find_spec("sqlglot") is None:
        raise UserError(
            _("What asks many units at once is not installed here"),
            remedy=_("Install it: python3 run.py spark"),
            code="no_lake",
        )
    from kpi.store.lake.together import answered

    with closing(engine_over(partitions, engine, master)) as asked:
        return answered(asked, [one.unit for one in partitions], answer)


def engine_over(partitions: Sequence[Partition], engine: str, master: str = ON_THIS_PC) -> RelationsOfMany:
    """What is asked of all these parts of a lake at once."""
    if engine == "spark":
        from kpi.store.spark.relations import LakeInSpark
        from kpi.store.spark.session import start

        return LakeInSpark(start(master), partitions, master)
    from kpi.store.duckdb.lake_relations import LakeInDuckDB

    return LakeInDuckDB(partitions)
