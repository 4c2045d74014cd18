"""What the charts of the report show: the households, day by day, and their target."""

from __future__ import annotations

from kpi.domain.goals import Quota
from kpi.i18n.formats import format_goal
from kpi.i18n.messages import speaking
from kpi.judgement.assessment import Assessment
from kpi.reports.content.cells import counts_of
from kpi.reports.content.model import Report


def course(report: Report) -> list[Assessment]:
    """The leading households on every day of the report's path that has a ratio, oldest first; none where the plan has none."""
    lead = report.parts.households
    return [] if lead is None else [row for day in report.path if counts_of(row := day.of(lead.id))]


def target_in_words(report: Report) -> str:
    """Chỉ tiêu năm 2024: 70%; where the plan sets villages their own, that they are judged by these."""
    now = report.households
    target = None if now is None else now.target
    if now is None or target is None:
        return f"Năm {report.as_of.year} kế hoạch chưa giao chỉ tiêu"
    unit = f" {report.config.indicator(now.id).counted_in}" if isinstance(target, Quota) else ""
    with speaking("vi"):
        said = f"Chỉ tiêu năm {report.as_of.year}: {format_goal(target)}{unit}"
    return f"{said} tính chung; từng thôn theo mức giao riêng" if any(one.has_own for one in now.villages) else said
