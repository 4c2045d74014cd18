"""The relations of ``kpi/sql`` asked by Spark of parts of a lake, lifted over all: each is a temporary view on what it needs.

Stacked in one statement, as DuckDB takes them, a relation would be written out wherever it is named, up to 2,500 times. So what is
read more than once is worked out once and kept as long as the lake is asked; the others are plans, which cost nothing until they
are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpi.store.lake.lifting import ASKED, Asked, asked_table, bound_values, lifted, named_in
from kpi.store.lake.partition import UNIT, Partition, columns_of
from kpi.store.lake.scratch import ASKED as BESIDE_THE_LAKE
from kpi.store.lake.scratch import scratch
from kpi.store.lake.worked_out import WorkedOut, of_days_asked
from kpi.store.records import Comparison
from kpi.store.spark.dialect import spark_sql
from kpi.store.spark.session import is_on_this_pc, told_in_words
from kpi.store.spark.tables import FRESH, form_of, tables_of
from kpi.store.statements import is_kept, needs, source, stack

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# A session is shared by all units that are asked of it, and a view's name is its own there.
_numbers = count(1)


@dataclass(slots=True)
class _Made:
    """A relation for the values that units bind, as a temporary view; ``kept`` once it has been worked out for all who read it."""

    relation: str
    view: str
    rows: DataFrame
    kept: bool


@dataclass(frozen=True, slots=True)
class _Question:
    """What each unit binds, and the view that tells Spark."""

    asked: Asked
    view: str

    def values_of(self, relation: str) -> str:
        """What tells the rows of a relation from those that it has for other values."""
        return bound_values(relation, self.asked)


class LakeInSpark:
    """Answers ``ports.RelationsOfMany`` from the files of a lake; what questions share is worked out once."""

    def __init__(self, session: SparkSession, partitions: Sequence[Partition], master: str) -> None:
        self._session, self._partitions = session, {one.unit: one for one in partitions}
        self._keeps_here, self._lake = is_on_this_pc(master), partitions[0].folder.parent
        self._columns = columns_of(partitions)
        self._tables = {name: self._viewed(name, rows) for name, rows in tables_of(session, partitions).items()}
        self._fresh = 0
        self._made: dict[tuple[str, str], _Made] = {}
        self._worked_out = WorkedOut()
        self._scratch: Path | None = None
        self._lent = ExitStack()

    def close(self) -> None:
        """Clears away what questions have worked out."""
        for view in (*self._tables.values(), *(made.view for made in self._made.values())):
            self._session.catalog.dropTempView(view)
        self._lent.close()

    def ask(self, relation: str, asked: Asked) -> dict[str, list[dict[str, Any]]]:
        """The rows of a relation by unit; bound values that it does not ask for are left aside."""
        with told_in_words(self._lake):
            values = self._session.createDataFrame(asked_table(asked, *map(source, stack(relation))))
            question = _Question(asked, self._viewed(ASKED, values))
            held = frozenset(one for one in stack(relation) if self._is_held(one, question))
            for shared in _read_more_than_once(relation, held):
                self._keep(self._relation(shared, question), question)
            rows = self._session.sql(self._statement(relation, question, ordered=True)).toArrow()
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows.to_pylist():
            found.setdefault(row.pop(UNIT), []).append(row)
        return found

    def keep_comparisons(self, unit: str, rules: str, compared: Sequence[Comparison]) -> None:
        """Names of a unit compared for the question under way, and for it alone: numbered below the store's own."""
        self._partitions[unit].refuse_to_compare()
        numbered = [(-self._fresh - place, one) for place, one in enumerate(compared, start=1)]
        self._fresh += len(numbered)
        self._add(
            "fresh_comparisons",
            [
                (number, rules, one.slot, one.village, one.register, one.name, one.hinted, unit)
                for number, one in numbered
            ],
        )
        self._add(
            "fresh_suggestions",
            [
                (
                    number,
                    of.entity_kind,
                    of.entity_code,
                    of.rung,
                    of.standing,
                    of.score,
                    of.namesakes,
                    of.evidence,
                    unit,
                )
                for number, one in numbered
                for of in one.found
            ],
        )

    def _add(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        view = self._tables[table]
        more = self._session.createDataFrame(rows, form_of(self._columns[FRESH[table]]))
        self._tables[table] = self._viewed(table, self._session.table(view).unionAll(more))
        for key, made in list(self._made.items()):
            if any(table in named_in(source(below)) for below in stack(made.relation)):
                self._session.catalog.dropTempView(self._made.pop(key).view)

    def _relation(self, relation: str, question: _Question) -> _Made:
        key = relation, question.values_of(relation)
        if key not in self._made:
            more = self._of_more_days(relation, question)
            if more:
                rows = self._session.sql(of_days_asked(more, question.view, "array_contains"))
                rows = rows.toDF(*rows.columns)
            else:
                rows = self._session.sql(self._statement(relation, question, ordered=False))
            view = self._viewed(relation, rows)
            self._made[key] = _Made(relation, view, rows, kept=more is not None)
        return self._made[key]

    def _is_held(self, relation: str, question: _Question) -> bool:
        made = self._made.get((relation, question.values_of(relation)))
        return made.kept if made else self._of_more_days(relation, question) is not None

    def _of_more_days(self, relation: str, question: _Question) -> str | None:
        """The view of the same relation worked out for more days; of those that a view keeps the days do not meet each other."""
        found = self._worked_out.find(relation, question.asked)
        return found[0] if found else None

    def _statement(self, relation: str, question: _Question, *, ordered: bool) -> str:
        needed = {name: self._relation(name, question).view for name in needs(relation)}
        return spark_sql(lifted(source(relation)), {**self._tables, **needed, ASKED: question.view}, ordered=ordered)

    def _viewed(self, name: str, rows: DataFrame) -> str:
        view = f"{name}_{next(_numbers)}"
        rows.createOrReplaceTempView(view)
        return view

    def _keep(self, made: _Made, question: _Question) -> None:
        """Works a relation out. Its columns become new ones for Spark, which confuses those of two that rest on one table."""
        if made.kept:
            return
        rows = made.rows.localCheckpoint() if self._keeps_here else self._written_out(made)
        made.rows = rows.toDF(*rows.columns)
        made.rows.createOrReplaceTempView(made.view)
        made.kept = True
        if is_kept(made.relation):
            self._worked_out.keep(made.relation, question.asked, made.view)

    def _written_out(self, made: _Made) -> DataFrame:
        """A relation as files beside the lake: the loss of a worker takes nothing away that was worked out."""
        if self._scratch is None:
            self._scratch = self._lent.enter_context(scratch(self._lake, BESIDE_THE_LAKE))
            self._scratch.chmod(0o777)  # the workers write there, too
        place = str((self._scratch / made.view).absolute())
        made.rows.write.parquet(place)
        return self._session.read.schema(made.rows.schema).parquet(place)


@cache
def _read_more_than_once(relation: str, held: frozenset[str]) -> tuple[str, ...]:
    """Of what a relation stands on, what all its text names twice, or a view keeps; bound values cost nothing.

    ``held``: what has been worked out; what it stands on itself nobody reads any more.
    """
    below = _down_to(held, relation)
    named: Counter[str] = sum((named_in(source(one)) for one in below if one not in held), Counter())
    return tuple(
        one
        for one in below
        if one != relation and (named[one] > 1 or is_kept(one)) and set(named_in(source(one))) != {ASKED}
    )


def _down_to(held: frozenset[str], relation: str) -> tuple[str, ...]:
    """A relation and what it stands on as far as it is not held, each after what it needs itself."""
    order: dict[str, None] = {}
    for needed in () if relation in held else needs(relation):
        order |= dict.fromkeys(_down_to(held, needed))
    return (*order, relation)
