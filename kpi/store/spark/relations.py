"""The relations of ``kpi/sql`` asked by Spark of one unit's part of a lake: each is a temporary view on what it needs.

Stacked in one statement, as DuckDB takes them, a relation would be written out wherever it is named, up to 2,500 times. So what is
read more than once is worked out once and kept for the view under way; the others are plans, which cost nothing until they are read.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from kpi.store.lake.partition import Partition
from kpi.store.records import Comparison
from kpi.store.spark.dialect import named_in, spark_sql
from kpi.store.spark.session import is_on_this_pc
from kpi.store.spark.tables import FRESH, form_of, tables_of
from kpi.store.statements import is_kept, needs, parameters, source, stack

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# A session is shared by all units that are asked of it, and a view's name is its own there.
_numbers = count(1)


@dataclass(slots=True)
class _Made:
    """A relation for some bound values, as a temporary view; ``kept`` once it has been worked out for all who read it."""

    relation: str
    view: str
    rows: DataFrame
    kept: bool = False


class LakeInSpark:
    """Answers ``ports.Relations`` from a unit's files. What is asked within one view is worked out once."""

    def __init__(self, session: SparkSession, partition: Partition, master: str) -> None:
        self._session, self._partition = session, partition
        self._keeps_here = is_on_this_pc(master)
        self._tables = {name: self._viewed(name, rows) for name, rows in tables_of(session, partition).items()}
        self._fresh = 0
        self._made: dict[tuple[str, str], _Made] | None = None
        self._scratch: Path | None = None

    def read(self, relation: str, **values: object) -> list[dict[str, Any]]:
        """The rows of a relation; bound values that it does not ask for are left aside."""
        with self.one_view():
            for shared in _read_more_than_once(relation):
                self._keep(self._relation(shared, values))
            rows = self._session.sql(self._statement(relation, values, ordered=True))
            found: list[dict[str, Any]] = rows.toArrow().to_pylist()
            return found

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """A part of a lake is read at one moment; what its questions share is worked out once within the block."""
        if self._made is not None:
            yield
            return
        self._made = {}
        try:
            yield
        finally:
            for made in self._made.values():
                self._session.catalog.dropTempView(made.view)
            self._made = None
            if self._scratch is not None:
                shutil.rmtree(self._scratch, ignore_errors=True)
                self._scratch = None

    def newest_known_at(self) -> datetime | None:
        """The newest moment at which anything was noted; None where nothing is there."""
        (row,) = self.read("newest_moment")
        moment: datetime | None = row["known_at"]
        return moment

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Names compared for the question under way, and for it alone: numbered below the store's own."""
        self._partition.refuse_to_compare()
        numbered = [(-self._fresh - place, one) for place, one in enumerate(compared, start=1)]
        self._fresh += len(numbered)
        self._add(
            "fresh_comparisons",
            [(number, rules, one.slot, one.village, one.register, one.name, one.hinted) for number, one in numbered],
        )
        self._add(
            "fresh_suggestions",
            [
                (number, of.entity_kind, of.entity_code, of.rung, of.standing, of.score, of.namesakes, of.evidence)
                for number, one in numbered
                for of in one.found
            ],
        )

    def _add(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        view = self._tables[table]
        more = self._session.createDataFrame(rows, form_of(self._partition, FRESH[table]))
        self._tables[table] = self._viewed(table, self._session.table(view).unionAll(more))
        for key, made in list((self._made or {}).items()):
            if any(table in named_in(source(below)) for below in stack(made.relation)):
                assert self._made is not None
                self._session.catalog.dropTempView(self._made.pop(key).view)

    def _relation(self, relation: str, values: Mapping[str, object]) -> _Made:
        assert self._made is not None
        key = relation, repr([(name, values[name]) for name in sorted(parameters(relation))])
        if key not in self._made:
            rows = self._session.sql(self._statement(relation, values, ordered=False))
            self._made[key] = _Made(relation, self._viewed(relation, rows), rows)
        return self._made[key]

    def _statement(self, relation: str, values: Mapping[str, object], *, ordered: bool) -> str:
        needed = {name: self._relation(name, values).view for name in needs(relation)}
        return spark_sql(source(relation), values, self._tables | needed, ordered=ordered)

    def _viewed(self, name: str, rows: DataFrame) -> str:
        view = f"{name}_{next(_numbers)}"
        rows.createOrReplaceTempView(view)
        return view

    def _keep(self, made: _Made) -> None:
        """Works a relation out. Its columns become new ones for Spark, which confuses those of two that rest on one table."""
        if made.kept:
            return
        rows = made.rows.localCheckpoint() if self._keeps_here else self._written_out(made)
        made.rows = rows.toDF(*rows.columns)
        made.rows.createOrReplaceTempView(made.view)
        made.kept = True

    def _written_out(self, made: _Made) -> DataFrame:
        """A relation as files beside the lake: the loss of a worker takes nothing away that was worked out."""
        if self._scratch is None:
            self._scratch = Path(mkdtemp(prefix=".asked-", dir=self._partition.folder.parent))
            self._scratch.chmod(0o777)  # the workers write there, too
        place = str((self._scratch / made.view).absolute())
        made.rows.write.parquet(place)
        return self._session.read.schema(made.rows.schema).parquet(place)


@cache
def _read_more_than_once(relation: str) -> tuple[str, ...]:
    """Of what a relation stands on, what all its text names twice, or a view keeps; bound days and values cost nothing."""
    below = stack(relation)
    named: Counter[str] = sum((named_in(source(one)) for one in below), Counter())
    return tuple(one for one in below if one != relation and (named[one] > 1 or is_kept(one)) and named_in(source(one)))
