"""Communes that report a plan without the five indicators, added by hand; and what is left out where they report different plans.

Clean water in December 2024 (households; schools), target 60 % and 100 %:
    xã An   2/4; 1/2   xã Bình 3/3; 2/2   xã Cát 40/60; 3/3
    together 45/67 = 67,2 %: 60 % are 40,2, so 41 are asked: met; 2 of 3 units met. Schools 6/7: 1 missing, 2 of 3 met.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.domain.goals import Quota
from kpi.domain.indicators import EXCHANGED
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import PLAN_VERSION, Header, Row, rule_of
from kpi.i18n.messages import speaking
from kpi.judgement.verdicts import Verdict
from kpi.rollup import wording
from kpi.rollup.answer import NotCounted, RollUp
from kpi.rollup.asking import roll_up
from kpi.rollup.book import workbook
from kpi.rollup.machine import as_dict
from tests.exchanged import put, report

DAY = date(2024, 12, 14)
WATER = ("clean_water_households", "Hộ dùng nước sạch", "hộ", "household marked clean_water")
SCHOOLS = ("schools_with_water", "Trường có nước sạch", "trường", "institution marked school_water kinds school")
Counts = tuple[int, int]


def water(
    unit: str, name: str, households: Counts, schools: Counts | None = None, *, number: int = 1, day: date = DAY,
    target: int | Quota = 60, rule: str = WATER[3], plan: str = "nuoc-sach",
) -> tuple[Header, list[Row]]:  # fmt: skip
    """A unit's report of the plan; without ``schools`` the plan has one indicator."""
    told = [(WATER, households, target), *([(SCHOOLS, schools, 100)] if schools else [])]
    rows = [
        Row(
            day, measure, numerator=counts[0], denominator=counts[1], verdict="met", place=place, title=title, counted_in=unit_of,
            rule=rule if measure == WATER[0] else own, target_percent=None if isinstance(goal, Quota) else Decimal(goal),
            target_count=goal.count if isinstance(goal, Quota) else None, observed_on=day,
        )
        for place, ((measure, title, unit_of, own), counts, goal) in enumerate(told, 1)
    ]  # fmt: skip
    head = Header(
        unit, name, number, "quarter", day - timedelta(days=90), day, datetime.combine(day, datetime.min.time()),
        schema_version=PLAN_VERSION, plan=plan, plan_title="Cấp nước sạch cho hộ dân",
    )  # fmt: skip
    made = Aggregate.of(head, tuple(rows))
    return made.header, rows


AN, BINH, CAT = (
    water("1", "xã An", (2, 4), (1, 2)),
    water("2", "xã Bình", (3, 3), (2, 2)),
    water("3", "xã Cát", (40, 60), (3, 3)),
)


def added(folder: Path, config: Config, *reports: tuple[Header, list[Row]], plan: str | None = None) -> RollUp:
    return roll_up(config, put(folder, *reports), plan=plan)


def test_three_communes_of_a_plan_without_the_five(tmp_path: Path, config: Config) -> None:
    answer = added(tmp_path, config, AN, BINH, CAT)
    assert not answer.notes and not answer.left_out and answer.plan.name == "nuoc-sach"
    households, schools = answer.totals
    assert (households.numerator, households.denominator, households.target) == (45, 67, Decimal(60))
    assert (households.verdict, households.met, households.judged, households.shortfall) == (Verdict.MET, 2, 3, 0)
    assert (schools.numerator, schools.denominator, schools.verdict, schools.shortfall) == (6, 7, Verdict.NOT_MET, 1)
    assert [(row.name, row.shortfall) for row in answer.ranking(WATER[0]).ranked] == [
        ("xã An", 1),
        ("xã Cát", 0),
        ("xã Bình", 0),
    ]
    spoken = answer.plan.spoken(config)
    assert (
        spoken.indicator(WATER[0]).spoken_title == "Hộ dùng nước sạch" and spoken.indicator(WATER[0]).counted_in == "hộ"
    )


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_every_form_is_added(tmp_path: Path, config: Config, suffix: str) -> None:
    answer = roll_up(config, put(tmp_path, AN, BINH, CAT, suffix=suffix))
    assert [(row.numerator, row.denominator) for row in answer.totals] == [(45, 67), (6, 7)]


def test_only_what_is_of_one_plan_is_added(tmp_path: Path, config: Config) -> None:
    """Two report clean water, one every commune's indicators, one clean water counted otherwise: the first two are added."""
    five = report("4", "xã Dân", DAY, {"households": (7, 9)})
    odd = water("5", "xã Đông", (1, 1), (1, 1), rule="household linked groups water")
    answer = added(tmp_path, config, AN, BINH, five, odd)
    assert [(row.numerator, row.denominator) for row in answer.totals] == [(5, 7), (3, 4)] and answer.units == 2
    assert answer.plan.name == "nuoc-sach (xã An, 1)"
    assert [(row.name, row.units) for row in answer.left_out] == [
        ("", ("xã Dân",)),
        ("nuoc-sach (xã Đông, 5)", ("xã Đông",)),
    ]
    with speaking("vi"):
        told = [wording.left_out(row, answer.plan) for row in answer.left_out]
    assert told == [
        "kế hoạch có năm chỉ tiêu chung của các xã: xã Dân đã gửi",
        "Cấp nước sạch cho hộ dân (nuoc-sach (xã Đông, 5)): cùng tên kế hoạch nhưng tính cách khác; xã Đông đã gửi",
    ]
    files = sorted(tmp_path.glob("*.parquet"))
    assert roll_up(config, files, plan="").total("households").numerator == 7
    assert roll_up(config, files, plan="nuoc-sach (xã Đông, 5)").total(WATER[0]).numerator == 1
    for unknown in ("rac", "nuoc-sach"):  # and a name that means two
        with pytest.raises(UserError) as refused:
            roll_up(config, files, plan=unknown)
        assert refused.value.code == "unknown_plan"


def test_plans_of_one_name_are_told_apart_by_what_they_are_whoever_sends(tmp_path: Path, config: Config) -> None:
    """By their titles where these differ, else by the unit; and so however many send which, where a number went to who had fewer."""
    odd = water("5", "xã Đông", (1, 1), rule="household linked groups water")
    for place, senders in enumerate(
        ([water("1", "xã An", (2, 4)), odd], [water("1", "xã An", (2, 4)), odd, _renamed(odd, "6")])
    ):
        answer = added(tmp_path / f"{place}", config, *senders)
        names = {answer.plan.name, *(row.name for row in answer.left_out)}
        assert names == {"nuoc-sach (xã An, 1)", "nuoc-sach (xã Đông, 5)"}
    titled = _renamed(odd, "5", title="Nước sạch theo danh sách")
    answer = added(tmp_path / "titled", config, water("1", "xã An", (2, 4)), titled)
    assert {answer.plan.name, answer.left_out[0].name} == {
        "nuoc-sach (Cấp nước sạch cho hộ dân)", "nuoc-sach (Nước sạch theo danh sách)",
    }  # fmt: skip


def _renamed(
    made: tuple[Header, list[Row]], unit: str, title: str = "Cấp nước sạch cho hộ dân"
) -> tuple[Header, list[Row]]:
    """The same of another unit, or of a plan with another title."""
    head, rows = made
    again = Aggregate.of(replace(head, unit=unit, unit_name=f"xã {unit}", plan_title=title), tuple(rows))
    return again.header, rows


def more(
    unit: str, name: str, households: Counts, *, number: int = 1, plan: str = "zalo", odd: str = ""
) -> tuple[Header, list[Row]]:
    """A unit's report of a plan with every commune's indicators and clean water; ``odd``: how else it counts households."""
    head, rows = report(unit, name, DAY, {"households": households}, number=number)
    rules = {one: rule_of(counting.register, counting.way) for one, counting in EXCHANGED.items()}
    whole = [row for row in rows if row.date == DAY and row.village is None and row.kind is None]
    told = [
        replace(row, place=place, title=row.measure, counted_in="x", rule=(row.measure == "households" and odd) or rules[row.measure])
        for place, row in enumerate(whole, 1)
    ]  # fmt: skip
    sixth = Row(
        DAY,
        WATER[0],
        numerator=1,
        denominator=2,
        verdict="no_target",
        place=6,
        title=WATER[1],
        counted_in="hộ",
        rule=WATER[3],
    )
    own = replace(head, schema_version=PLAN_VERSION, plan=plan, plan_title="Zalo và nước sạch")
    made = Aggregate.of(own, (*told, sixth))
    return made.header, list(made.rows)


def test_the_five_of_a_plan_with_more_are_added_to_those_of_other_communes(tmp_path: Path, config: Config) -> None:
    """7 of 9 and 3 of 4 households: 10 of 13. The sixth indicator is its own plan's; and whose households are others is not added."""
    five = report("1", "xã An", DAY, {"households": (7, 9)})
    odd = more("3", "xã Cát", (1, 1), plan="khac", odd="household linked groups insured")
    answer = added(tmp_path, config, five, more("2", "xã Bình", (3, 4)), odd)
    assert (answer.plan.name, answer.units) == ("", 2)
    assert (answer.total("households").numerator, answer.total("households").denominator) == (10, 13)
    assert as_dict(answer)["added_in_part"] == [{"name": "zalo", "title": "Zalo và nước sạch", "units": ["xã Bình"]}]
    assert [row.name for row in answer.added_in_part] == ["zalo"] and [row.name for row in answer.not_added] == ["khac"]
    files = sorted(tmp_path.glob("*.parquet"))
    own = roll_up(config, files, plan="zalo")
    assert (own.units, own.total(WATER[0]).numerator, own.total("households").numerator) == (1, 1, 3)
    assert {row.name: row.units for row in own.not_added} == {"": ("xã An",), "khac": ("xã Cát",)}


def test_a_unit_with_more_indicators_than_before_counts_once(tmp_path: Path, config: Config) -> None:
    """Of two reports to one day the later one, whichever of the two forms it has."""
    before, after = report("1", "xã An", DAY, {"households": (7, 9)}, number=1), more("1", "xã An", (8, 9), number=2)
    answer = added(tmp_path / "a", config, before, after, plan="")
    assert (answer.units, answer.total("households").numerator) == (1, 8)
    earlier, later = more("1", "xã An", (8, 9), number=1), report("1", "xã An", DAY, {"households": (7, 9)}, number=2)
    answer = added(tmp_path / "b", config, earlier, later, plan="")
    assert (answer.units, answer.total("households").numerator) == (1, 7)


def test_a_plan_that_all_report_is_added_whole(tmp_path: Path, config: Config) -> None:
    """Nobody reports the five otherwise, so that they stand beside the sixth."""
    answer = added(tmp_path, config, more("1", "xã An", (7, 9)), more("2", "xã Bình", (3, 4)))
    assert (answer.plan.name, answer.units, len(answer.totals), answer.left_out) == ("zalo", 2, 6, ())


def test_a_unit_s_reports_of_two_plans_stand_beside_each_other(tmp_path: Path, config: Config) -> None:
    """The newer number of one plan takes nothing away from the other, and a correction stays in its plan."""
    five = report("1", "xã An", DAY, {"households": (7, 9)}, number=3)
    wrong = water("1", "xã An", (1, 4), (1, 2), number=1)
    right = water("1", "xã An", (2, 4), (1, 2), number=2)
    answer = added(tmp_path, config, five, wrong, right, plan="nuoc-sach")
    assert answer.totals[0].numerator == 2 and [note.reason for note in answer.notes] == [NotCounted.NEWER]
    assert roll_up(config, sorted(tmp_path.glob("*.parquet")), plan="").total("households").numerator == 7


def test_targets_by_number_are_added_and_others_differ(tmp_path: Path, config: Config) -> None:
    """50 and 30 of households: 80 together, of which 45 + 25 are there; beside a percentage there is no common target."""
    first, second = water("1", "xã An", (45, 60), target=Quota(50)), water("2", "xã Bình", (25, 40), target=Quota(30))
    total = added(tmp_path / "a", config, first, second).totals[0]
    assert (total.target, total.verdict, total.shortfall, total.met) == (Quota(80), Verdict.NOT_MET, 10, 0)
    mixed = added(tmp_path / "b", config, first, water("3", "xã Cát", (9, 10))).totals[0]
    assert (mixed.target, mixed.targets_differ, mixed.met, mixed.judged) == (None, True, 1, 2)
    book = openpyxl.load_workbook(io.BytesIO(workbook(added(tmp_path / "a", config, first, second), config)))
    assert 80 in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]


def test_a_report_that_does_not_say_how_it_counts_is_refused(tmp_path: Path, config: Config) -> None:
    head, rows = water("1", "xã An", (2, 4))
    dumb = Aggregate.of(head, (Row(DAY, "x", numerator=1, denominator=2),))
    answer = added(tmp_path, config, (dumb.header, list(dumb.rows)), BINH)
    assert [(note.reason, note.detail) for note in answer.notes] == [(NotCounted.INCOMPLETE, "x")]
    assert answer.units == 1 and [row.code for row in answer.turned_away] == ["1"]
    nobody = Aggregate.of(replace(head, plan=None, plan_title=None), tuple(rows))
    answer = added(tmp_path / "b", config, (nobody.header, rows), BINH)
    assert answer.notes[0].detail == "plan, plan_title"


def test_machine_and_workbook_name_the_plan_and_what_is_left_out(tmp_path: Path, config: Config) -> None:
    answer = added(tmp_path, config, AN, BINH, report("4", "xã Dân", DAY, {}))
    told = as_dict(answer)
    assert told["plan"] == {"name": "nuoc-sach", "title": "Cấp nước sạch cho hộ dân", "units": ["xã An", "xã Bình"]}
    assert told["left_out"] == [{"name": "", "title": "", "units": ["xã Dân"]}]
    with speaking("vi"):
        book = openpyxl.load_workbook(io.BytesIO(workbook(answer, config)))
    words = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Hộ dùng nước sạch", "Trường có nước sạch", "xã Dân"} <= words


@settings(max_examples=20, deadline=None)
@given(
    some.lists(
        some.tuples(some.integers(0, 50), some.integers(1, 50), some.sampled_from(["", "nuoc-sach", "rac"])), min_size=1, max_size=6
    )
)  # fmt: skip
def test_any_mixture_is_added_plan_by_plan(
    config: Config, tmp_path_factory: pytest.TempPathFactory, told: Sequence[tuple[int, int, str]]
) -> None:
    """Whatever units report: each plan's sum is that of its own units, and all others are named as left out."""
    reports, sums = [], dict[str, list[int]]()
    for place, (numerator, more, plan) in enumerate(told):
        counts = (numerator, numerator + more)
        unit, name = f"{place}", f"xã {place}"
        reports.append(
            water(unit, name, counts, plan=plan) if plan else report(unit, name, DAY, {"households": counts})
        )
        sums.setdefault(plan, []).append(numerator)
    files = put(tmp_path_factory.mktemp("mixed"), *reports)
    for plan, numerators in sums.items():
        answer = roll_up(config, files, plan=plan)
        assert answer.total(WATER[0] if plan else "households").numerator == sum(numerators)
        assert {row.name for row in answer.left_out} == sums.keys() - {plan}
        assert answer.units + sum(len(row.units) for row in answer.left_out) == len(told)
