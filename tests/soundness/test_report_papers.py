"""The number and day that a frozen report got after signing: noted, noted again, taken back, cited, and refused where it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from kpi.exchange.aggregate import Aggregate
from kpi.operations.verify import verify
from kpi.reports.content import sentences, tables
from kpi.reports.content.gathering import Order
from kpi.reports.content.model import Report
from kpi.reports.sending import freezing as reports
from kpi.reports.sending.papers import note_paper, take_paper_back
from tests.worlds import World, made_once

pytestmark = pytest.mark.slow
JUNE, AT = date(2024, 6, 14), datetime(2024, 6, 17, 9)
ISSUED = date(2024, 6, 18)
HEADER = ["Nhóm", "Tên hiển thị", "Mã hộ"]


def one_file(_report: Report, _aggregate: Aggregate) -> Sequence[tuple[str, bytes]]:
    return [("a.txt", b"a")]


def freeze(world: World, replaces: int | None = None, as_of: date = JUNE) -> int:
    at = max(world.clock, AT)
    return reports.freeze(
        world.store, world.config, Order(as_of), one_file, frozen_by="An", at=at, replaces=replaces
    ).number


def note(
    world: World, number: int, paper: str = "12/BC-UBND", on: date = ISSUED, by: str = "Bình", days: int = 2
) -> None:
    note_paper(world.store, number, paper, on, noted_by=by, at=AT + timedelta(days=days))


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two households of Thôn 1, one of which takes part; frozen as number 1 on 17/6/2024."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["HG-1", "Nguyễn Văn Hùng", "T1"], ["HG-2", "Trần Thị Hoà", "T1"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], date(2023, 12, 31))
    world.load("membership", [HEADER, ["N1", "a", "HG-1"]], JUNE)
    freeze(world)
    return world


def paper_of(world: World, number: int) -> tuple[str | None, date | None] | None:
    noted = reports.frozen_report(world.store, number).kept.paper_by()
    return None if noted is None else (noted.paper, noted.issued_on)


def test_it_is_noted_corrected_and_taken_back_and_every_step_stays(world: World) -> None:
    assert paper_of(world, 1) is None
    note(world, 1, "Số 2 / BC-UBND")
    note(world, 1, "12/BC-UBND", by="Cường")
    assert paper_of(world, 1) == ("12/BC-UBND", ISSUED)
    take_paper_back(world.store, 1, noted_by="Dung", at=AT + timedelta(days=3))
    assert paper_of(world, 1) is None
    steps = reports.frozen_report(world.store, 1).kept.papers
    assert [(step.paper, step.noted_by) for step in steps] == [
        ("02/BC-UBND", "Bình"), ("12/BC-UBND", "Cường"), (None, "Dung"),
    ]  # fmt: skip
    with pytest.raises(UserError) as error:
        take_paper_back(world.store, 1, noted_by="Dung", at=AT + timedelta(days=3))
    assert error.value.code == "no_paper"
    assert verify(world.store, world.config) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"paper": "12"}, "no_paper_number"),
        ({"paper": "12/KH-UBND"}, "no_paper_number"),
        ({"on": date(2024, 6, 16)}, "other_day"),  # the day before it was frozen
        ({"on": date(2024, 6, 20)}, "other_day"),  # tomorrow
        ({"by": " "}, "no_name"),
        ({"number": 9}, "unknown_report"),
    ],
)
def test_what_cannot_be_is_refused(world: World, said: dict[str, object], code: str) -> None:
    with pytest.raises(UserError) as error:
        note(world, **{"number": 1, **said})  # type: ignore[arg-type]
    assert error.value.code == code
    assert paper_of(world, 1) is None


@pytest.mark.parametrize("day", [date(2024, 6, 17), date(2024, 6, 19)])
def test_the_days_from_freezing_to_today_are_taken(world: World, day: date) -> None:
    note(world, 1, on=day)
    assert paper_of(world, 1) == ("12/BC-UBND", day)


def test_the_book_gives_a_number_once_a_year(world: World) -> None:
    second = freeze(world)
    note(world, 1)
    with pytest.raises(UserError) as error:
        note(world, second)
    assert error.value.code == "paper_taken"
    note(world, second, on=date(2025, 1, 2), days=300)
    assert paper_of(world, second) == ("12/BC-UBND", date(2025, 1, 2))


def test_no_two_cut_offs_of_a_year_share_a_number_and_who_replaces_another_may(world: World) -> None:
    """Number 1 of June, replaced by 2, that by 3; number 4 is of July."""
    first, second = 1, freeze(world, replaces=1)
    third, july = freeze(world, replaces=second), freeze(world, as_of=date(2024, 7, 14))
    note(world, first)
    with pytest.raises(UserError) as error:
        note(world, july, on=date(2024, 7, 20), days=40)
    assert error.value.code == "paper_taken" and "14/6/2024" in str(error.value.found)
    note(world, third, on=date(2024, 7, 20), days=40)  # at the end of the chain
    assert paper_of(world, third) == ("12/BC-UBND", date(2024, 7, 20))
    note(world, july, "13/BC-UBND", on=date(2024, 7, 20), days=40)
    with pytest.raises(UserError):
        note(world, second, "13/BC-UBND")


def test_what_replaces_or_changes_it_cites_it_and_what_knew_no_number_says_none(world: World) -> None:
    world.clock = AT + timedelta(hours=1)
    world.load("membership", [HEADER, ["N1", "a", "HG-1"], ["N1", "b", "HG-2"]], JUNE)
    before = freeze(world)
    note(world, 1)
    world.clock = AT + timedelta(days=4)
    third = freeze(world, replaces=1)
    unaware, aware = (reports.again(world.store, world.config, number) for number in (before, third))
    assert [row[1] for row in tables.restated(unaware).rows[:1]] == ["Số chốt 1"]
    cited = [row[1] for row in tables.restated(aware).rows if "số chốt 1" in str(row[1])]
    assert cited and set(cited) == {"Số 12/BC-UBND ngày 18/6/2024 (số chốt 1)"}
    assert sentences.closing(aware).startswith(
        "Báo cáo này thay thế Báo cáo số 12/BC-UBND ngày 18/6/2024. Trên đây là "
    )
    assert sentences.footer(aware).endswith(" – thay Báo cáo số 12/BC-UBND")
    assert sentences.closing(unaware).startswith("Trên đây là ")


def test_a_replaced_report_without_a_number_is_named_as_before(world: World) -> None:
    aware = reports.again(world.store, world.config, freeze(world, replaces=1))
    assert sentences.footer(aware).endswith(" – thay báo cáo số chốt 1")
    assert sentences.closing(aware).startswith("Trên đây là ")
