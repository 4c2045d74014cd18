"""Of which plan a report is: units' figures are added only where they are of one plan, counted in one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from kpi.config.models import Config, Plan, PlanIndicator
from kpi.domain.errors import UserError
from kpi.domain.indicators import FLOWS, INDICATORS, WAYS, Way
from kpi.exchange.sent import Figure, SentReport
from kpi.i18n.messages import _
from kpi.snapshots.aggregate import rule_in


class Measure(NamedTuple):
    """One indicator of a plan, and whether it counts events of a year."""

    id: str
    is_flow: bool


EVERY_COMMUNES = tuple(Measure(name, name in FLOWS) for name in INDICATORS)
# A plan's name, and each indicator with the rule by which it is counted; of every commune's indicators nothing.
_Key = tuple[str, tuple[tuple[str, str | None], ...]]
_NOBODYS: _Key = ("", ())


@dataclass(frozen=True, slots=True)
class SentPlan:
    """A plan that reports were sent of. ``plan`` None: that with the indicators of every commune.

    ``name``: by which it is chosen, empty for that one; of several plans under one name that count in different ways what tells them
    apart stands behind it. ``units``: the names of those that sent reports of it. ``through``: plans with more indicators, as
    reports name them, whose reports tell every commune's, too, and speak here by these. ``speaks_twice``: its reports do so.
    """

    name: str
    plan: Plan | None
    units: tuple[str, ...]
    through: tuple[str, ...] = ()
    speaks_twice: bool = False

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Its indicators, in its order."""
        if self.plan is None:
            return EVERY_COMMUNES
        return tuple(Measure(one.id, one.is_flow) for one in self.plan.indicators)

    @property
    def names(self) -> tuple[str, ...]:
        """Its indicators' names, in its order."""
        return INDICATORS if self.plan is None else self.plan.names

    def spoken(self, config: Config) -> Config:
        """A configuration in which its indicators are called as it calls them."""
        return config if self.plan is None else replace(config, plans=(self.plan, *config.plans))


def by_plan(reports: Sequence[SentReport], config: Config) -> list[tuple[SentPlan, tuple[SentReport, ...]]]:
    """The reports plan by plan: the one that most units speak of first, of equally many that of every commune's indicators.

    A report of a plan with more than these is of both; of both its own way, where nobody reports these otherwise, its own alone.
    """
    found: dict[_Key, list[SentReport]] = {}
    for report in reports:
        found.setdefault(_key(report), []).append(report)
    more = [key for key, rows in found.items() if key != _NOBODYS and rows[0].every_communes]
    if more and (len(more) > 1 or _NOBODYS in found):
        found[_NOBODYS] = _newest([*found.get(_NOBODYS, []), *(_of_every(row) for key in more for row in found[key])])
    units = {key: {report.header.unit: report.header.unit_name for report in rows} for key, rows in found.items()}
    names = _names(found)
    through = tuple(sorted({key[0] for key in more})) if _NOBODYS in found else ()
    return [
        (
            SentPlan(
                names[key], _plan(found[key], config) if key != _NOBODYS else None, tuple(units[key].values()),
                through if key == _NOBODYS else (), bool(through) and key in more,
            ),
            tuple(found[key]),
        )
        for key in sorted(found, key=lambda one: (-len(units[one]), one))
    ]  # fmt: skip


def _of_every(report: SentReport) -> SentReport:
    """A report with more, as one of every commune's indicators."""
    return replace(report, figures=report.every_communes)


def _newest(reports: Sequence[SentReport]) -> list[SentReport]:
    """Of each unit and cut-off the report with the highest number: a unit may have had fewer indicators in an earlier one."""
    found: dict[tuple[str, date], SentReport] = {}
    for report in reports:
        place = report.header.unit, report.header.period_end
        if place not in found or (report.header.number or 0) > (found[place].header.number or 0):
            found[place] = report
    return list(found.values())


def _names(found: Mapping[_Key, Sequence[SentReport]]) -> dict[_Key, str]:
    """By what each plan is chosen. Of one name that is counted in different ways: with the title, where no two have the same, else
    with the unit that sent it, whatever order the files came in."""
    ways: dict[str, list[_Key]] = {}
    for key in found:
        ways.setdefault(key[0], []).append(key)
    names: dict[_Key, str] = {}
    for name, keys in ways.items():
        titles = {key: min(row.header.plan_title or "" for row in found[key]) for key in keys}
        if len(set(titles.values())) < len(keys):
            titles = {key: _first_unit(found[key]) for key in keys}
        names |= {key: name if len(keys) == 1 else f"{name} ({titles[key]})" for key in keys}
    return names


def _first_unit(reports: Sequence[SentReport]) -> str:
    """The unit of the lowest code: its newest report's name for it, and the code, for two units may have one name."""
    head = min(
        reports, key=lambda row: (row.header.unit, -row.header.period_end.toordinal(), row.header.unit_name)
    ).header
    return f"{head.unit_name}, {head.unit}"


def chosen(
    told: Sequence[tuple[SentPlan, tuple[SentReport, ...]]], name: str | None
) -> tuple[SentPlan, tuple[SentReport, ...]]:
    """The plan of this name with its reports; None: the first. A name that no report bears, or that is counted in different ways, is
    refused."""
    if name is None:
        return told[0] if told else (SentPlan("", None, ()), ())
    found = next((row for row in told if row[0].name == name), None)
    if found is None:
        raise UserError(
            _("No report of this plan was found"), found=name, expected=", ".join(row[0].name for row in told if row[0].name) or "—",
            code="unknown_plan",
        )  # fmt: skip
    return found


def _key(report: SentReport) -> _Key:
    if report.header.plan is None:
        return _NOBODYS
    return report.header.plan, tuple((figure.measure, figure.rule) for figure in report.figures)


def _plan(reports: Sequence[SentReport], config: Config) -> Plan:
    """The office's own plan where it is the same one, else what the newest report says of it."""
    newest = max(reports, key=lambda report: report.header.period_end)
    head, figures = newest.header, sorted(newest.figures, key=lambda one: (one.place or 0, one.measure))
    rules = {figure.measure: figure.rule for figure in figures}
    for own in config.plans:
        if own.id == head.plan and {one.id: rule_in(own, one) for one in own.indicators} == rules:
            return own
    day = date(head.period_end.year, 1, 1)
    return Plan(
        id=head.plan or "", number="", title=head.plan_title or head.plan or "", issued=f"{day.year}", start=day,
        end=head.period_end, indicators=tuple(map(_indicator, figures)), targets=(),
    )  # fmt: skip


def _indicator(figure: Figure) -> PlanIndicator:
    """An indicator as a report calls it; a rule of a younger program's is told by its name alone."""
    register, way, *others = (figure.rule or "").split() or ["", "", ""]
    known = way in WAYS.get(register, ())
    title, unit = figure.title or figure.measure, figure.counted_in or figure.measure
    return PlanIndicator(
        id=figure.measure, register=register if known else "household", way=way if known else Way.LINKED,
        mark=(others or ["x"])[0] if way == Way.MARKED and known else "", title=title, short_title=title, counted_in=unit,
        numerator=title, denominator=title, why=title, clause=title, quote=title,
    )  # fmt: skip
