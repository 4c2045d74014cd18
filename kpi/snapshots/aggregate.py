"""Takes the rows of an aggregate file from answers; counts them no second time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kpi.answers.cases import Matrix, case_year
from kpi.answers.status import Status, on_days
from kpi.config.models import Config
from kpi.domain.goals import percent_of
from kpi.domain.indicators import EXCHANGED
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import RECEIVED, Row
from kpi.judgement.assessment import Assessment
from kpi.measures.secrecy import SentTable
from kpi.measures.small_cells import Cell, Mark
from kpi.snapshots.village_tables import matrix_of
from kpi.store import Store


def rows_of(dates: Sequence[Status], matrix: Matrix | None, as_of: date) -> tuple[Row, ...]:
    """The indicators that are exchanged on each day, and the reports received by ``as_of``, small cells hidden as on the page."""
    figures = [
        row
        for status in dates
        for assessment in status.indicators
        if assessment.id in EXCHANGED
        for row in _indicator(status.as_of, assessment)
    ]
    return (*figures, *(_received(matrix, as_of) if matrix else ()))


def again(aggregate: Aggregate, store: Store, config: Config, sent: Sequence[SentTable]) -> Aggregate:
    """The same file asked of the store as it was known then, by the rules given; ``sent``: the tables of all reports."""
    header = aggregate.header
    known_at, as_of = header.known_at, header.period_end
    days = _days_of(aggregate)
    with store.one_view():
        year = case_year(store, config, as_of, known_at)
        found = {status.as_of: status for status in on_days(store, config, sorted(set(days)), known_at)}
    return Aggregate.of(header, rows_of([found[day] for day in days], matrix_of(year, sent, header.number), as_of))


def _days_of(aggregate: Aggregate) -> list[date]:
    """The days in the file's order, each as often as the file tells it: a year's report told its day of comparison twice once."""
    first = next((row.measure for row in aggregate.rows), None)
    return [row.date for row in aggregate.rows if row.measure == first and row.village is None]


def _indicator(day: date, found: Assessment) -> Iterator[Row]:
    """The whole unit, then its villages; reports are told for the whole unit only, since villages have few."""
    covered, villages = found.basis.covered or (None, None)
    yield Row(
        date=day, measure=found.id, numerator=found.numerator, denominator=found.denominator, open=found.open,
        target_percent=percent_of(found.target), verdict=found.verdict.value,
        reason=None if found.reason is None else found.reason.value, observed_on=found.basis.observed_on,
        oldest_list_on=found.basis.oldest_on, covered=covered, villages=villages,
    )  # fmt: skip
    if found.is_flow:
        return
    for village in found.villages:
        if village.code is not None:
            yield Row(
                date=day, measure=found.id, village=village.code, village_name=village.name, numerator=village.numerator,
                denominator=village.denominator, target_percent=percent_of(village.target), verdict=village.verdict.value,
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
