"""The roll-up for machines: plain values under keys that stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.domain.goals import Quota
from kpi.rollup.answer import Fate, Place, RegionSum, RollUp, UnitFigure, UnitSeries
from kpi.rollup.plans import SentPlan


def as_dict(answer: RollUp) -> dict[str, Any]:
    """Targets as parts of one, as in ``status --json``; days in ISO form."""
    return {
        "as_of": _plain(answer.as_of),
        "period_start": _plain(answer.start),
        "cut_offs": [day.isoformat() for day in answer.cut_offs],
        "files": answer.files,
        "reports": answer.accepted,
        "units": answer.units,
        "refused": [_record(note) for note in answer.refused],
        "set_aside": [_record(note) for note in answer.of(Fate.SET_ASIDE)],
        "missing": [_record(row) for row in answer.missing],
        "covered": [_record(row) for row in answer.covered],
        "indicators": [
            {**_record(total), "ranked": list(map(_record, rows.ranked)), "apart": list(map(_record, rows.apart))}
            for total, rows in zip(answer.totals, answer.rankings, strict=True)
        ],
        "history": [_record(total) for totals in answer.path for total in totals],
        "unit_history": [_series(row, [total.id for total in answer.totals]) for row in answer.series],
        "turned_away": [_record(row) for row in answer.turned_away],
        "differing": [_record(note) for note in answer.of(Fate.COUNTED)],
        "groups": [_group(row) for row in answer.groups],
        "proofs": [_record(row) for row in answer.proofs],
        "plan": _plan(answer.plan),
        "left_out": [_plan(row) for row in answer.left_out],
        "added_in_part": [_plan(row) for row in answer.added_in_part],
    }


def _group(row: RegionSum) -> dict[str, Any]:
    return {**_record(row), "indicators": [_record(total) for total in row.totals]}


def _plan(row: SentPlan) -> dict[str, Any]:
    """A plan by its name and title; both empty of every commune's indicators."""
    return {"name": row.name, "title": row.plan.title if row.plan else "", "units": list(row.units)}


def _series(row: UnitSeries, names: Sequence[str]) -> dict[str, Any]:
    told = [_figure(indicator, figure) for unit in row.figures for indicator, figure in zip(names, unit, strict=True)]
    return {"code": row.code, "name": row.name, "ended_on": _plain(row.ended_on), "figures": told}


def _figure(indicator: str, figure: UnitFigure) -> dict[str, Any]:
    return {"id": indicator, **_record(figure)}


def _record(row: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(row, field.name)) for field in fields(row) if field.name != "totals"}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return float(value / 100)
        case Quota():
            return {"count": value.count}
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case Place():
            return _record(value)
        case _:
            return value
