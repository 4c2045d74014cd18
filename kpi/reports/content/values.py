"""The report's values by name: what a person may have put into a cell of the upper level's own form. Pure.

Every value is a cell as in the report's tables, so it is the same figure; docs/report-form.md lists the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from decimal import Decimal

from kpi.answers.cases import CaseYear
from kpi.answers.structure.answer import RequirementState
from kpi.domain.goals import percent_of
from kpi.domain.indicators import HOUSEHOLDS
from kpi.ingest.loading.plan import SIMULATED
from kpi.judgement.assessment import Assessment
from kpi.measures.case_lines import Age, Tally, tally
from kpi.reports.content import sentences, wording
from kpi.reports.content.cells import (
    Cell,
    CountChange,
    Percent,
    Points,
    Share,
    points_between,
    points_to_target,
    share_of,
    target_cell,
    written,
)
from kpi.reports.content.model import Report

Named = Iterator[tuple[str, Cell]]
# What is told of the leading households of each village, and of each group, whose codes stand in the lists.
OF_VILLAGES = ("numerator", "denominator", "ratio", "from_before", "shortfall", "joined", "left", "verdict")
OF_GROUPS = ("name", "listed_on", "members", "change")


def fields(report: Report) -> dict[str, Cell]:
    """Every value by its name; None where the report has no such figure."""
    return dict(
        (
            *_paper(report),
            *_indicators(report),
            *_villages(report),
            *_cases(report),
            *_structure(report),
            *_groups(report),
            *_activities(report),
            *_rest(report),
        )
    )


def value_of(values: Mapping[str, Cell], name: str) -> Cell:
    """A value by its name (``KeyError``: there is none); of a village or group None where no list of them is known at all."""
    of_villages = rf"name|[^.]+\.({'|'.join(OF_VILLAGES)})"
    for place, told in (("villages", of_villages), ("groups", "|".join(OF_GROUPS))):
        one = re.compile(rf"{place}\.[^.]+\.({told})")
        if name not in values and one.fullmatch(name) and not any(map(one.fullmatch, values)):
            return None
    return values[name]


def as_number(cell: int | Share | Points | CountChange | Percent) -> int | float:
    """A figure as the number that is printed; one too small to print ("<0,1") as it is."""
    match cell:
        case int():
            return cell
        case CountChange():
            return cell.after - cell.before
        case Percent():
            return float(cell.value)
        case Share() | Points():
            text = written(cell).rstrip("%")
            return _exact(cell) if "<" in text else float(Decimal(text.replace("\u2212", "-").replace(",", ".")))


def too_small(cell: Share | Points) -> bool:
    """Whether a figure is printed as "<0,1"."""
    return "<" in written(cell)


def _exact(cell: Share | Points) -> float:
    if isinstance(cell, Share):
        return 100 * cell.numerator / cell.denominator
    (before, of), (after, of_now) = cell.before, cell.after
    return 100 * (after * of - before * of_now) / (of * of_now)


def _paper(report: Report) -> Named:
    """Who reports what to whom, of which days, under which number."""
    unit, head, stamp = report.config.unit, report.letterhead, report.stamp
    yield "unit.name", unit.name
    yield "unit.code", unit.code
    yield "unit.office", head.short_name
    yield "unit.issuer", " ".join(head.issuer)
    yield "unit.area", head.area
    yield "unit.place", head.place
    yield "superior.name", report.superior.name if report.superior else None
    yield "plan.number", report.config.plan.number
    yield "plan.title", report.config.plan.title
    yield "period.name", wording.period_name(report.period)
    yield "period.start", report.period.start
    yield "period.end", report.period.end
    yield "period.before", report.before.as_of
    yield "period.year_ago", report.year_ago.as_of
    yield "as_of", report.as_of
    yield "year", str(report.as_of.year)
    yield "known_at", report.known_at
    yield "subject", sentences.subject(report)
    yield "footer", sentences.footer(report)
    yield "draft", "DỰ THẢO" if stamp is None else ""
    yield "simulated", SIMULATED if report.simulated else ""
    yield "number", stamp.number if stamp else None
    yield "check_code", stamp.code if stamp else None
    yield "replaces", stamp.replaces if stamp else None


def _indicators(report: Report) -> Named:
    for indicator in report.config.plan.indicators:
        now, before, year_ago = report.of(indicator.id)
        yield f"{indicator.id}.title", indicator.title
        yield f"{indicator.id}.unit", indicator.counted_in
        for name, cell in _figures(now):
            yield f"{indicator.id}.{name}", cell
        yield f"{indicator.id}.from_before", points_between(before, now)
        yield f"{indicator.id}.from_year_ago", points_between(year_ago, now)
        for when, then in (("before", before), ("year_ago", year_ago)):
            yield f"{indicator.id}.{when}.numerator", then.numerator
            yield f"{indicator.id}.{when}.denominator", then.denominator
            yield f"{indicator.id}.{when}.ratio", share_of(then)
    if report.parts.moves is not None:
        joined, left = report.moved_in_all
        yield f"{report.parts.moves.id}.joined", joined
        yield f"{report.parts.moves.id}.left", left


def _figures(now: Assessment) -> Named:
    yield "numerator", now.numerator
    yield "denominator", now.denominator
    yield "ratio", share_of(now)
    yield "target", target_cell(now.target)
    yield "to_target", points_to_target(now)
    yield "shortfall", now.shortfall
    if not now.is_flow:
        yield "waiting", now.waiting
    yield "verdict", wording.verdict(now)
    yield "observed_on", now.basis.observed_on
    if not now.is_flow:
        yield "oldest_list_on", now.basis.oldest_on
    if now.basis.covered is not None or now.id == HOUSEHOLDS:
        covered, every = now.basis.covered or (None, None)
        yield "villages_with_register", covered
        yield "villages", every


def _villages(report: Report) -> Named:
    """The leading households village by village; a village is named by its code in the register."""
    lead = report.parts.households
    if lead is None:
        return
    now, _before, _year_ago = report.of(lead.id)
    counted = {row.code: row for row in now.villages}
    for listed in report.quality.villages:
        village = counted.get(listed.code)
        here: tuple[Cell, ...] = (None,) * len(OF_VILLAGES)
        if village is not None:
            here = (
                village.numerator,
                village.denominator,
                Share(village.numerator, village.denominator, percent_of(village.target))
                if village.denominator
                else None,
                report.change_of(village),
                village.shortfall,
                *report.moved(listed.code),
                wording.VERDICTS[village.verdict],
            )
        yield f"villages.{listed.code}.name", listed.name
        for name, cell in zip(OF_VILLAGES, here, strict=True):
            yield f"villages.{listed.code}.{lead.id}.{name}", cell


def _cases(report: Report) -> Named:
    """Reports of the period and of the year, by what became of them; None without a log, nothing where the plan counts none."""
    if report.parts.cases is None:
        return
    year, period = report.cases, report.handled
    whole = year.tally if year else None
    for name in (field.name for field in fields_of(Tally)):
        yield f"cases.{name}.year", getattr(whole, name) if whole else None
    yield "cases.settled.year", whole.settled if whole else None
    yield "cases.overdue.year", len(year.overdue) if year else None
    yield "cases.earlier.year", len(year.listed("earlier")) if year else None
    yield "cases.due_soon.year", len(year.aged(Age.SOON)) if year else None
    yield "cases.received.period", period.received if period else None
    yield "cases.on_time.period", period.on_time if period else None
    yield "cases.incomplete.period", period.incomplete if period else None
    yield "cases.late.period", period.late + period.overdue if period else None
    took = year.handling if year else None
    yield "cases.days.median", took.median if took else None
    yield "cases.days.ninetieth", took.ninetieth if took else None
    yield from _kinds(report, year)


def _kinds(report: Report, year: CaseYear | None) -> Named:
    """Every kind of report that the configuration knows; 0 where none came in."""
    found = year.tallies(lambda line: line.kind) if year else {}
    for kind in report.config.lookups.get("case", {}).get("kind", {}):
        counted = found.get(kind, tally(()))
        for name in ("received", "settled", "on_time", "open"):
            yield f"cases.kinds.{kind}.{name}", getattr(counted, name) if year else None


def _structure(report: Report) -> Named:
    if not report.parts.build:
        return
    counted = report.structure.counted
    yield "requirements.count", len(counted)
    yield "requirements.met", sum(row.state is RequirementState.MET for row in counted)
    for row in report.structure.requirements:
        yield f"requirements.{row.id}.asked", row.applying
        yield f"requirements.{row.id}.met", row.met
        yield f"requirements.{row.id}.verdict", wording.REQUIREMENT_STATES[row.state]


def _groups(report: Report) -> Named:
    """The groups; one is named by its code. Members are entries of lists: who is in two groups is in both."""
    groups = report.groups
    yield "groups.count", len(groups)
    sizes = [row.now.members for row in groups if row.now]
    yield "groups.members", sum(sizes) if sizes else None
    for row in groups:
        change = None if row.compared is None else CountChange(*row.compared)
        told = (row.quality.name, row.quality.listed_on, row.now.members if row.now else None, change)
        for name, cell in zip(OF_GROUPS, told, strict=True):
            yield f"groups.{row.quality.code}.{name}", cell


def _activities(report: Report) -> Named:
    """What was done in the period; None where no list speaks of it, and of who came or saw it where no row tells it."""
    found = report.activities
    yield "activities.papers", len(found.papers) if found else None
    yield "activities.sessions", found.sessions.count if found else None
    yield "activities.people", found.sessions.told if found and found.sessions.of_them else None
    yield "activities.posts", found.posts.count if found else None
    yield "activities.reach", found.posts.told if found and found.posts.of_them else None
    yield "activities.guides", found.guides if found else None
    yield "activities.places", found.places if found else None


def _rest(report: Report) -> Named:
    conclusions: Sequence[str] = [row.state for row in report.conclusions]
    yield "conclusions.count", len(conclusions)
    yield "conclusions.done", conclusions.count("done")
    yield "conclusions.open", conclusions.count("open")
    yield "quality.rejected_rows", report.quality.rejected_rows
    yield "quality.villages_without_list", len(report.quality.villages_without_list)
    yield "restated.count", len(report.restatements)
