"""Sixty units with what really happens: each sum, k of n, rank and group against plain loops over what was sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpi.config.models import Config
from kpi.domain.indicators import INDICATORS
from kpi.rollup.answer import NotCounted, Place, RollUp
from kpi.rollup.asking import roll_up
from kpi.rollup.sources import files_of
from tests import rollup_world as plain


@pytest.fixture(scope="module", params=[1, 2, 3])
def told(
    request: pytest.FixtureRequest, config: Config, tmp_path_factory: pytest.TempPathFactory
) -> tuple[plain.World, RollUp]:
    made = plain.world(request.param)
    folder = tmp_path_factory.mktemp("world")
    plain.write(made, folder, request.param)
    with_units = replace(config, rollup=made.rules())
    return made, roll_up(with_units, files_of([folder]), shown=lambda path: path.name)


def test_every_event_is_in_the_world(told: tuple[plain.World, RollUp]) -> None:
    assert set(told[0].happened.values()) == set(plain.EVENTS) and len(plain.UNITS) == 60


def test_sums_and_k_of_n_at_every_cut_off(told: tuple[plain.World, RollUp]) -> None:
    made, answer = told
    for quarter, totals in enumerate(answer.path):
        rows = plain.lines(made, quarter)
        for total in totals:
            assert plain.ENDS[quarter] == total.as_of
            expected = plain.sums(rows, total.id)
            assert {name: getattr(total, name) for name in expected} == expected, (quarter, total.id)
            assert total.units == len(rows)
            targets = {row.figures[total.id].target for row in rows if row.figures[total.id].counts is not None}
            assert total.targets_differ == (len(targets) > 1)


def test_the_headline_is_the_cut_off_of_most_though_some_are_late_and_others_early(
    told: tuple[plain.World, RollUp],
) -> None:
    _made, answer = told
    assert (answer.as_of, answer.begun) == (plain.ENDS[plain.NOW], plain.ENDS[plain.NOW + 1])
    assert answer.cut_offs == plain.ENDS


def test_ranks(told: tuple[plain.World, RollUp]) -> None:
    made, answer = told
    rows = plain.lines(made, plain.NOW)
    for ranking in answer.rankings:
        assert [(row.code, row.shortfall or 0) for row in ranking.ranked] == plain.ranked(rows, ranking.id)
        by_code = {row.code: row for row in rows}
        for figure in (*ranking.ranked, *ranking.apart):
            row = by_code[figure.code]
            assert figure.verdict == plain.verdict(row.figures[ranking.id], ranking.id)
            assert list(figure.lacking) == [f"xã {part}" for part in row.lacking.get(ranking.id, ())]
            assert list(figure.parts) == [f"xã {part}" for part in row.parts]


def test_who_sent_nothing_is_not_who_was_refused(told: tuple[plain.World, RollUp]) -> None:
    made, answer = told
    missing, refused = plain.silent(made)
    assert {row.code for row in answer.missing} == missing
    assert {row.code for row in answer.turned_away} == refused and len(refused) >= 4
    assert answer.units + len(missing) + len(refused) == len({plain.MERGED.get(unit, unit) for unit in plain.UNITS})


def test_each_refusal_is_told_once_with_its_reason(told: tuple[plain.World, RollUp]) -> None:
    made, answer = told
    reasons = {
        "altered": NotCounted.ALTERED, "draft": NotCounted.DRAFT, "too many in villages": NotCounted.OVERFULL,
        "newer version": NotCounted.VERSION,
    }  # fmt: skip
    expected = sorted((sheet.unit, reasons[sheet.fate].value) for sheet in made.sent if sheet.fate != "counts")
    assert sorted((str(note.unit), note.reason.value) for note in answer.refused) == expected
    same = [note for note in answer.notes if note.reason is NotCounted.SAME]
    assert sorted(str(note.unit) for note in same) == sorted(sheet.unit for sheet in made.sent if sheet.copies == 3)
    assert all(len(note.also) == 2 for note in same)


def test_provinces_and_districts_as_of_the_day(
    told: tuple[plain.World, RollUp], config: Config, tmp_path: Path
) -> None:
    """In September there are no districts; in March each unit lies in its own."""
    made, answer = told
    _groups(made, answer, plain.NOW)
    assert {group.place and group.place.district for group in answer.groups} == {"", None}
    plain.write(made, tmp_path, 1)
    in_march = roll_up(replace(config, rollup=made.rules()), files_of([tmp_path]), plain.ENDS[0])
    assert len({group.place.district for group in in_march.groups if group.place}) == 5
    _groups(made, in_march, 0)


def _groups(made: plain.World, answer: RollUp, quarter: int) -> None:
    rows, day = plain.lines(made, quarter), plain.ENDS[quarter]
    for group in answer.groups:
        within = [row for row in rows if _lies(row.code, group.place, quarter)]
        assert group.units == len(within), group.place
        for indicator in INDICATORS:
            total, expected = group.total(indicator), plain.sums(within, indicator)
            told = {
                name: getattr(total, name) or 0 for name in ("numerator", "denominator", "met", "judged", "partial")
            }
            assert told == {name: expected[name] for name in told}, (group.place, indicator, day)
    whole = [group for group in answer.groups if group.place is None or not group.place.district]
    assert sum(group.units for group in whole) == answer.units
    assert sum(group.missing for group in whole) == len(answer.missing)
    assert sum(group.total("households").numerator or 0 for group in whole) == answer.total("households").numerator


def _lies(code: str, place: Place | None, quarter: int) -> bool:
    province, district = plain.province(code), plain.district(code, plain.ENDS[quarter])
    if place is None or not province:
        return place is None and not province
    return place.province == province and place.district in ("", district)
