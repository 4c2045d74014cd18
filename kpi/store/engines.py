"""Which engine answers of a lake: the one place that knows them by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, TypeVar

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.store.lake.partition import Partition
from kpi.store.lake.scratch import ASKED, clear_left, scratch
from kpi.store.ports import Relations, RelationsOfMany

if TYPE_CHECKING:
    from kpi.store.duckdb.store import Store

ON_THIS_PC = "local[*]"
Answer = TypeVar("Answer")
_KEY_BYTES = 32


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
    with closing(engine_over(partitions, engine, master)) as asked:
        from kpi.store.lake.together import answered

        return answered(asked, [one.unit for one in partitions], answer)


def engine_over(partitions: Sequence[Partition], engine: str, master: str = ON_THIS_PC) -> RelationsOfMany:
    """What is asked of all these parts of a lake at once. What a question that was killed has left beside the lake goes."""
    if engine == "spark":
        clear_left(partitions[0].folder.parent, ASKED)
        from kpi.store.spark.relations import LakeInSpark
        from kpi.store.spark.session import start

        return LakeInSpark(start(master), partitions, master)
    if find_spec("sqlglot") is None:
        raise UserError(
            _("What asks many units at once is not installed here"),
            remedy=_("Install it: python3 run.py spark"),
            code="no_lake",
        )
    from kpi.store.duckdb.lake_relations import LakeInDuckDB

    return LakeInDuckDB(partitions)


def asked_of(partition: Partition, engine: str, master: str = ON_THIS_PC) -> Relations:
    """One part of a lake, to be asked by this engine alone."""
    over = engine_over([partition], engine, master)
    from kpi.store.lake.together import Alone

    return Alone(over, partition.unit)


@contextmanager
def asked_here(partition: Partition, engine: str) -> Iterator[Relations]:
    """The same on this PC for a block; what is started for it ends when nobody asks any more."""
    if engine != "spark":
        yield asked_of(partition, engine)
        return
    from kpi.store.spark.session import at_work

    with at_work(ON_THIS_PC):
        yield asked_of(partition, engine)


@contextmanager
def copy_of(store: Store) -> Iterator[Partition]:
    """What a store holds as a lake of its own, on no other machine and gone after the block; the key of its stand-ins is kept nowhere.

    Whatever is asked of it the store has compared names for in the view in which the copy is made.
    """
    with scratch(Path(gettempdir()), ".kpi-lake-") as folder:
        yield store.export(folder / "unit=own", "own", {}, os.urandom(_KEY_BYTES))
