"""The front door for programmers and analysts: a database's figures as typed answers and as pandas frames (docs/api.md).

It only reads, and it computes nothing: it lays out what ``kpi.answers`` says. Whatever goes wrong is a ``UserError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, get_args

import pandas as pd

from kpi import wiring
from kpi.answers import status as answers
from kpi.answers.cases import case_year
from kpi.answers.links import links
from kpi.config import load_config
from kpi.config.models import Config, Plan
from kpi.domain.datasets import CASE_KINDS, CHANNELS, DATASETS
from kpi.domain.errors import UsageError
from kpi.domain.goals import Quota
from kpi.domain.indicators import INDICATORS
from kpi.i18n.messages import _, speaking
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.verdicts import Verdict
from kpi.matching.rungs import RUNGS
from kpi.measures.case_lines import Age, CaseState
from kpi.measures.deadlines import Origin
from kpi.store import ReadOnlyStore
from kpi.vietnamese.moments import parse_date

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Row = dict[str, Any]

COUNT, TIME = "Int64", "datetime64[us]"
_FIGURE = {
    "numerator": COUNT, "waiting": COUNT, "denominator": COUNT, "ratio": "Float64",
    "verdict": pd.CategoricalDtype(list(map(str, Verdict))), "shortfall": COUNT,
}  # fmt: skip
_INDICATOR = {"as_of": TIME, "known_at": TIME, "indicator": pd.CategoricalDtype(INDICATORS)}
# The columns of each frame, in order; docs/api.md says what they mean.
COLUMNS: dict[str, dict[str, Any]] = {
    "indicators": {
        **_INDICATOR, **_FIGURE, "target": "Float64", "target_count": COUNT, "reason": "string", "open": COUNT, "sustained": "boolean",
    },
    "villages": {**_INDICATOR, "village": "string", "name": "string", **_FIGURE},
    "links": {
        "as_of": TIME, "member": "string", "group": "string", "display_name": "string",
        "entity_kind": pd.CategoricalDtype(("household", "business", "institution")), "entity_code": "string",
        "rung": pd.CategoricalDtype(list(RUNGS.values()), ordered=True), "score": "Float64", "reason": "string",
        "state": pd.CategoricalDtype(("confirmed", "suggested", "rejected", "unlinked")), "counted": "bool",
    },
    "cases": {
        "as_of": TIME, "code": "string", "kind": pd.CategoricalDtype(CASE_KINDS), "village": "string",
        "channel": pd.CategoricalDtype(CHANNELS), "received_on": TIME, "due_on": TIME,
        "origin": pd.CategoricalDtype(get_args(Origin)), "closed_on": TIME, "settled_on": TIME,
        "state": pd.CategoricalDtype(list(map(str, CaseState)), ordered=True), "days_over": COUNT,
        "age": pd.CategoricalDtype(list(map(str, Age)), ordered=True), "suspended_on": TIME, "carried": "bool",
        "counted_before": "bool",
    },
    "batches": {
        "batch": "int64", "dataset": pd.CategoricalDtype([dataset.id for dataset in DATASETS]), "as_of": TIME,
        "known_at": TIME, "loaded_by": "string", "file": "string", "sheet": "string", "sha256": "string",
        "simulated": "bool", "read": "int64", "accepted": "int64", "rejected": "int64", "ignored": "int64",
        "undone": "bool", "scopes": "string", "complete": "boolean",
    },
}  # fmt: skip


def open(database: str | Path | None = None, config: str | Path | None = None, plan: str | None = None) -> Figures:
    """The figures of a database; where a file is not named, the one that the dashboard would use here. ``plan``: of which plan of the
    configuration (None: of the first one).

    The database is neither made nor changed: one that is missing, or that an older program made, is a ``UserError``.
    """
    rules = load_config(wiring.config_file(config))
    if plan is not None and plan not in (one.id for one in rules.plans):
        raise UsageError(_("No such plan"), found=plan, expected=", ".join(one.id for one in rules.plans))
    rules = rules if plan is None else rules.speaking_of(plan)
    with speaking(rules.language):
        return Figures(wiring.read_only_store_of(rules, database), rules)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one database by one configuration.

    Days are dates or texts as 2024-06-30; ``known_at`` None: by all that is known.
    """

    _store: ReadOnlyStore
    _config: Config

    def status(self, as_of: date | str, known_at: datetime | None = None) -> answers.Status:
        """The five indicators on a day, with their villages."""
        return self._ask(answers.status, _day(as_of), known_at)

    def history(
        self, start: date | str | None = None, end: date | str | None = None, known_at: datetime | None = None
    ) -> tuple[answers.Status, ...]:
        """The same at each month end and each day of a list between two days, oldest first (``sustained`` is None)."""
        return self._ask(answers.history, _day(start) if start else None, _day(end) if end else None, known_at)

    def indicators(self, as_of: date | str | None = None, known_at: datetime | None = None) -> pd.DataFrame:
        """One row per day and indicator; ``as_of`` None: of the days of ``history``."""
        return _frame(
            "indicators",
            (
                {**_figure(status, row), **_goal(row), "reason": row.reason}
                | {"open": row.open, "sustained": row.sustained}
                for status, row in self._assessments(as_of, known_at)
            ),
            _indicators(self._config.plan),
        )

    def villages(self, as_of: date | str | None = None, known_at: datetime | None = None) -> pd.DataFrame:
        """One row per day, indicator and village; ``as_of`` None: of the days of ``history``.

        Without reports: few of a village would tell who they are about.
        """
        return _frame(
            "villages",
            (
                {**_figure(status, row), **_counts(village), "village": village.code, "name": village.name}
                for status, row in self._assessments(as_of, known_at)
                if not row.is_flow
                for village in row.villages
            ),
            _indicators(self._config.plan),
        )

    def links(self, as_of: date | str, known_at: datetime | None = None) -> pd.DataFrame:
        """One row per member of a group and entity that he is linked to, suggested or denied for, or none. Names persons."""
        day = _day(as_of)
        rows = self._ask(links, day, known_at=known_at)
        return _frame("links", ({"as_of": day, **_fields("links", row)} for row in rows))

    def cases(self, as_of: date | str, known_at: datetime | None = None) -> pd.DataFrame:
        """One row per report of the year to the day, the most urgent first; by code, never a person or a text."""
        day, told = _day(as_of), self._config.cases.show_village_by_code
        year = self._ask(case_year, day, known_at)
        lines = year.lines if year else ()
        return _frame(
            "cases",
            (
                {**_fields("cases", line), "as_of": day, "village": line.village_code if told else None}
                for line in lines
            ),
        )

    def batches(self) -> pd.DataFrame:
        """One row per load, oldest first, those taken back included."""
        rows = self._store.batches()
        named = dict.fromkeys((*(dataset.id for dataset in self._config.datasets), *(row.dataset for row in rows)))
        lists = ({**_fields("batches", row), "scopes": ", ".join(row.scopes)} for row in rows)
        return _frame("batches", lists, {"dataset": list(named)})

    def _assessments(
        self, as_of: date | str | None, known_at: datetime | None
    ) -> Iterator[tuple[answers.Status, Assessment]]:
        days = self.history(known_at=known_at) if as_of is None else (self.status(as_of, known_at),)
        return ((status, row) for status in days for row in status.indicators)

    def _ask(
        self,
        question: Callable[Concatenate[ReadOnlyStore, Config, Asked], Answer],
        *asked: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        with speaking(self._config.language):
            return question(self._store, self._config, *asked, **named)


def _day(day: date | str) -> date:
    if isinstance(day, datetime):
        return day.date()
    try:
        return day if isinstance(day, date) else parse_date(day)
    except ValueError as error:
        raise UsageError(str(error), code="no_day") from None


def _figure(status: answers.Status, row: Assessment) -> Row:
    return {"as_of": status.as_of, "known_at": status.known_at, "indicator": row.id, **_counts(row)}


def _goal(row: Assessment) -> Row:
    """A percentage as a share of one; a number is told beside it where there is one."""
    if isinstance(row.target, Quota):
        return {"target": None, "target_count": row.target.count}
    return {"target": row.target and float(row.target / 100), "target_count": None}


def _counts(row: Assessment | VillageAssessment) -> Row:
    ratio = row.numerator / row.denominator if row.numerator is not None and row.denominator else None
    return {
        "numerator": row.numerator, "waiting": row.waiting, "denominator": row.denominator, "ratio": ratio,
        "verdict": row.verdict, "shortfall": row.shortfall,
    }  # fmt: skip


def _fields(frame: str, record: object) -> Row:
    """What a record says of a frame's columns by their names."""
    return {name: getattr(record, name) for name in COLUMNS[frame] if hasattr(record, name)}


def _indicators(plan: Plan) -> Mapping[str, Sequence[str]]:
    return {"indicator": plan.names}


def _frame(name: str, rows: Iterable[Row], words: Mapping[str, Sequence[str]] | None = None) -> pd.DataFrame:
    """``words``: of columns that hold words of the configuration which these may be."""
    columns = {**COLUMNS[name], **{column: pd.CategoricalDtype(list(said)) for column, said in (words or {}).items()}}
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object).astype(columns)
