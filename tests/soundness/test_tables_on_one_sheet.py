"""A header that comes again loses no row above it, and two tables under different headers are never read as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from tests.worlds import World, made_once, write_csv

DAY = date(2024, 1, 1)
HEADER: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
OTHER_ORDER: list[object] = ["Họ và tên chủ hộ", "Mã hộ", "Thôn"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def rows(first: int, last: int, village: str = "T1") -> list[list[object]]:
    return [[f"H{n}", f"Chủ hộ {n}", village] for n in range(first, last + 1)]


def recognised(world: World, rows: Sequence[Sequence[object]]) -> Outcome:
    """Loads a sheet of which nobody says what it is."""
    source = Source(write_csv(world.folder / "list.csv", rows), as_of=DAY)
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")[0]


def test_a_header_on_each_printed_page_loses_no_household(world: World) -> None:
    """The words of the first header are no title that makes the second one likelier: three of six households were lost."""
    outcome = recognised(world, [HEADER, *rows(1, 3), HEADER, *rows(4, 6)])
    assert (outcome.read, outcome.accepted, outcome.ignored) == (7, 6, 1)


def test_tables_of_two_villages_one_below_the_other_are_both_read(world: World) -> None:
    header: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Số điện thoại"]
    one, two = ([[code, head, ""] for code, head, _village in rows(*span)] for span in ((1, 3), (4, 8)))
    outcome = recognised(world, [["Thôn 1"], header, *one, [], ["Thôn 2"], header, *two])
    assert [(scope.scope, scope.added) for scope in outcome.scopes] == [("T1", 3), ("T2", 5)]


@pytest.mark.parametrize("above", [3, 60])
@pytest.mark.parametrize(
    "below",
    [
        [OTHER_ORDER, *([head, code, village] for code, head, village in rows(61, 65, "T2"))],
        [["TT", *HEADER], *([n, *row] for n, row in enumerate(rows(61, 65, "T2"), start=1))],
    ],
)
def test_a_table_with_other_columns_below_the_first_is_refused(
    world: World, above: int, below: Sequence[Sequence[object]]
) -> None:
    with pytest.raises(UserError) as refused:
        recognised(world, [HEADER, *rows(1, above), [], *below])
    assert refused.value.code == "two_tables"
    assert not any(batch.dataset == "household" for batch in world.store.batches())


def test_a_table_of_another_kind_on_the_sheet_is_refused(world: World) -> None:
    firms: list[list[object]] = [["Mã số thuế", "Tên doanh nghiệp", "Loại hình"], ["2400000001", "A", "Công ty TNHH"]]
    with pytest.raises(UserError) as refused:
        recognised(world, [HEADER, *rows(1, 3), [], *firms])
    assert refused.value.code == "two_tables"


def test_figures_above_the_list_are_no_table(world: World) -> None:
    outcome = recognised(world, [["Thôn", "Số hộ"], ["T1", 3], [], HEADER, *rows(1, 3)])
    assert outcome.accepted == 3


@pytest.mark.parametrize("note", ["Mới làm (sổ hộ khẩu)", "sổ hộ khẩu cũ", "Đổi (SĐT)"])
@pytest.mark.parametrize("at", [(3,), (3, 6), (1, 4)])
def test_a_note_that_reads_like_a_header_is_none(world: World, note: str, at: Sequence[int]) -> None:
    """The rows above it were lost as a title, and its column became the households' codes."""
    header = ["Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Ghi chú"]
    relations = ("Chủ hộ", "Vợ", "Con")
    names = [f"{family} Văn {given}" for family in ("Đỗ", "Lý", "Hồ") for given in ("Mận", "Na", "Khế")]
    persons = [["T1", name, relations[place % 3], note if place + 1 in at else ""] for place, name in enumerate(names)]
    outcome = recognised(world, [header, *persons])
    assert (outcome.read, outcome.accepted) == (9, 3)
    below: list[list[object]] = [["TT", *header], *([place, *person] for place, person in enumerate(persons, start=1))]
    with pytest.raises(UserError) as refused:
        recognised(world, [[*header], *persons, [], *below])
    assert refused.value.code == "two_tables"
