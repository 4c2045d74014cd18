"""What stands in a report's tables, as values: Word and the page write them, Excel keeps them as numbers with formulas. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kpi.domain.goals import Goal, Quota, percent_of
from kpi.i18n.formats import (
    NOTHING,
    format_change,
    format_count,
    format_date,
    format_goal,
    format_moment,
    format_points,
    format_ratio,
)
from kpi.i18n.messages import speaking
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.comparing import has_change
from kpi.judgement.verdicts import Verdict
from kpi.measures.small_cells import Mark


@dataclass(frozen=True, slots=True)
class Share:
    """A ratio as its counts; ``target`` (0–100) keeps it from being printed as reached when it is not."""

    numerator: int
    denominator: int
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A ratio less another one, in percentage points; each as (numerator, denominator)."""

    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CountChange:
    """A count less an earlier one."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Percent:
    """A target as the plan sets it (0–100)."""

    value: Decimal


Cell = str | int | date | datetime | Share | Points | CountChange | Percent | Mark | None


class CellForm(StrEnum):
    """What the cells of a column are, so that they align and Excel keeps them right."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    PERCENT = "percent"
    POINTS = "points"
    CHANGE = "change"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A table's column. ``number`` stands under the title, as official tables have it: "(3=2/1*100)"; ``width`` is a share."""

    title: str
    form: CellForm = CellForm.TEXT
    number: str = ""
    width: int = 2


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report. ``total`` None: it has no such row; ``empty``: what is said where it has no rows at all."""

    id: str
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    total: tuple[Cell, ...] | None = None
    note: str = ""


def written(cell: Cell) -> str:
    """A cell as it stands on paper, always in Vietnamese; "—" for what is not known."""
    with speaking("vi"):
        match cell:
            case None:
                return NOTHING
            case Mark():
                return "<5" if cell is Mark.SMALL else "*"
            case str():
                return cell
            case int():
                return format_count(cell)
            case datetime():
                return format_moment(cell)
            case date():
                return format_date(cell)
            case Share():
                return format_ratio(cell.numerator, cell.denominator, cell.target)
            case Points():
                return format_points(cell.before, cell.after).removesuffix(" điểm %")
            case CountChange():
                return format_change(cell.before, cell.after)
            case Percent():
                return format_goal(cell.value)


def target_cell(goal: Goal | None, counted_in: str = "") -> Percent | str | None:
    """A target in a table; of a number its words with what is counted, for the column's other targets are percentages."""
    if isinstance(goal, Quota):
        return f"{format_goal(goal)} {counted_in}".strip()
    return None if goal is None else Percent(goal)


def target_written(goal: Goal) -> str:
    """A target in a sentence."""
    return format_goal(goal) if isinstance(goal, Quota) else written(Percent(goal))


def share_of(row: Assessment) -> Share | None:
    """An indicator's ratio; None where there is none."""
    counts = counts_of(row)
    return None if counts is None else Share(*counts, percent_of(row.target))


def counts_of(row: Assessment | VillageAssessment | None) -> tuple[int, int] | None:
    """Numerator and denominator of an indicator or of a village in it; None where there is no ratio."""
    if row is None or row.numerator is None or not row.denominator:
        return None
    return row.numerator, row.denominator


def points_between(
    before: Assessment | VillageAssessment | None, after: Assessment | VillageAssessment
) -> Points | None:
    """The change of an indicator, or of a village in it; None where it is not known (``kpi.judgement.comparing``)."""
    if isinstance(before, Assessment) and isinstance(after, Assessment) and not has_change(before, after):
        return None
    earlier, later = counts_of(before), counts_of(after)
    return None if earlier is None or later is None else Points(earlier, later)


def points_to_target(row: Assessment) -> Points | None:
    """How far an indicator is above (below) its target; None where it has none, a number, no ratio, or one of some villages only."""
    counts = counts_of(row)
    percent = percent_of(row.target)
    if counts is None or percent is None or row.verdict is Verdict.NO_DATA:
        return None
    limit, parts = percent.as_integer_ratio()
    return Points((limit, 100 * parts), counts)
