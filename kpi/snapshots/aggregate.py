"""Takes the rows of an aggregate file from answers; counts them no second time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kpi.answers.cases import Matrix, case_year
from kpi.answers.status import Status, on_days
from kpi.config.models import Config, Plan, PlanIndicator
from kpi.domain.goals import count_of, percent_of
from kpi.domain.indicators import EXCHANGED
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import PLAN_VERSION, RECEIVED, SCHEMA_VERSION, Row, rule_of
from kpi.judgement.assessment import Assessment
from kpi.measures.secrecy import SentTable
from kpi.measures.small_cells import Cell, Mark
from kpi.snapshots.village_tables import matrix_of
from kpi.store.ports import Relations


def version_of(plan: Plan) -> str:
    """The version in which a plan's figures go up: that of every commune's indicators where it has these and no others."""
    return SCHEMA_VERSION if plan.tells_no_more else PLAN_VERSION


def rows_of(dates: Sequence[Status], matrix: Matrix | None, as_of: date, own: Plan | None = None) -> tuple[Row, ...]:
    """The indicators that are exchanged on each day, and the reports received by ``as_of``, small cells hidden as on the page.

    ``own``: a plan that has others than every commune's indicators; they say themselves what they are. None: every commune's alone.
    """
    said = {} if own is None else {one.id: _said(own, place, one) for place, one in enumerate(own.indicators, 1)}
    figures = [
        row
        for status in dates
        for assessment in status.indicators
        if assessment.id in (said or EXCHANGED)
        for row in _indicator(status.as_of, assessment, said.get(assessment.id))
    ]
    return (*figures, *(_received(matrix, as_of) if matrix else ()))


def again(aggregate: Aggregate, store: Relations, config: Config, sent: Sequence[SentTable]) -> Aggregate:
    """The same file asked anew, as it was known then, by the rules given; ``sent``: the tables of all reports."""
    header = aggregate.header
    known_at, as_of = header.known_at, header.period_end
    days = _days_of(aggregate)
    own = None if header.plan is None else config.plan
    with store.one_view():
        year = case_year(store, config, as_of, known_at) if config.plan.of_register("case") else None
        found = {status.as_of: status for status in on_days(store, config, sorted(set(days)), known_at)}
    return Aggregate.of(header, rows_of([found[day] for day in days], matrix_of(year, sent, header.number), as_of, own))


def _days_of(aggregate: Aggregate) -> list[date]:
    """The days in the file's order, each as often as the file tells it: a year's report told its day of comparison twice once."""
    first = next((row.measure for row in aggregate.rows), None)
    return [row.date for row in aggregate.rows if row.measure == first and row.village is None]


def _said(plan: Plan, place: int, one: PlanIndicator) -> dict[str, Any]:
    """What a file says of a plan's own indicator beside its figure."""
    return {"place": place, "title": one.short_title, "counted_in": one.counted_in, "rule": rule_in(plan, one)}


def rule_in(plan: Plan, one: PlanIndicator) -> str:
    """How a plan counts an indicator, as its file says it."""
    left_out = plan.left_out_of(one.register)
    return rule_of(one.register, one.way, one.kinds, one.groups, one.mark, one.asks, left_out)


def _indicator(day: date, found: Assessment, said: Mapping[str, Any] | None = None) -> Iterator[Row]:
    """The whole unit, then its villages; reports are told for the whole unit only, since villages have few."""
    covered, villages = found.basis.covered or (None, None)
    yield Row(
        date=day, measure=found.id, numerator=found.numerator, denominator=found.denominator, open=found.open,
        target_percent=percent_of(found.target), verdict=found.verdict.value,
        reason=None if found.reason is None else found.reason.value, observed_on=found.basis.observed_on,
        oldest_list_on=found.basis.oldest_on, covered=covered, villages=villages,
        **(said or {}), target_count=count_of(found.target),
    )  # fmt: skip
    if found.is_flow:
        return
    for village in found.villages:
        if village.code is not None:
            yield Row(
                date=day, measure=found.id, village=village.code, village_name=village.name, numerator=village.numerator,
                denominator=village.denominator, target_percent=percent_of(village.target), verdict=village.verdict.value,
                target_count=count_of(village.target),
            )  # fmt: skip


def _received(matrix: Matrix, as_of: date) -> Iterator[Row]:
    """Totals by kind, then the villages' cells; what belongs to no village is the total less these."""
    for kind, total in zip(matrix.kinds, matrix.totals, strict=True):
        yield Row(date=as_of, measure=RECEIVED, kind=kind, count=total)
    for code, village, cells in zip(matrix.codes, matrix.villages, matrix.cells, strict=True):
        if code is not None:
            for kind, cell in zip(matrix.kinds, cells, strict=True):
                yield _cell(code, village or code, kind, cell, as_of)


def _cell(code: str, village: str, kind: str, cell: Cell, as_of: date) -> Row:
    hidden = cell.value if isinstance(cell, Mark) else None
    count = None if isinstance(cell, Mark) else cell
    return Row(
        date=as_of, measure=RECEIVED, village=code, village_name=village, kind=kind, count=count, hidden=hidden
    )  # fmt: skip
