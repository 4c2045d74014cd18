"""Reports frozen through a year: what they tell of cases by village holds against an exact solver, is had again as it was, and whom
they endanger is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from kpi.answers.cases import case_year
from kpi.exchange.aggregate import Aggregate
from kpi.measures.secrecy import GivenAway, Rule
from kpi.measures.small_cells import Cell, Mark
from kpi.operations.verify import verify
from kpi.reports.content.gathering import Order, aggregate_of, gather
from kpi.reports.content.secrecy import secrecy_warnings
from kpi.reports.content.tables import case_matrix
from kpi.reports.sending import freezing as sending
from kpi.reports.sending.freezing import freeze
from kpi.snapshots import freezing as snapshots
from kpi.snapshots import village_tables
from kpi.snapshots.aggregate import rows_of
from kpi.snapshots.village_tables import by_first_rule, sent_in_year
from kpi.store import FrozenState
from tests.attacker import Printed, Target, small_counts, solves
from tests.worlds import World

pytestmark = pytest.mark.slow
HEADER = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn"]
KIND = "feedback"
MARCH, JUNE, SEPTEMBER = (date(2024, month, 14) for month in (3, 6, 9))
FEW, SOME, ALL = (0, 3, 1), (4, 6, 7), (6, 9, 7)


def cases(*counts: int, kind: str = "Phản ánh", on: str = "05/01/2024") -> list[Sequence[object]]:
    """So many cases of each village, by codes that name village and place, so that a later log knows them again."""
    return [HEADER, *([f"T{v}-{n}", kind, on, f"T{v}"] for v, count in enumerate(counts, 1) for n in range(count))]


def send(world: World, day: date, *, replaces: int | None = None) -> None:
    """Freezes a report without files."""
    at = datetime(2025, 1, 1, 8)
    freeze(world.store, world.config, Order(day), lambda *_made: (), frozen_by="An", at=at, replaces=replaces)


def told(world: World, kind: str = KIND) -> list[list[Cell]]:
    """The villages' cells of each report of the year."""
    return [list(table.cells.get(kind, {}).values()) for table in sent_in_year(world.store, 2024)]


def attacked(world: World) -> list[Printed]:
    """What went up, with the counts that only the office keeps."""
    return [
        Printed(table.day, table.groups, cells, {place: table.counts[KIND][place] for place in cells})
        for table in sent_in_year(world.store, 2024)
        for cells in [table.cells[KIND]]
    ]


def test_reports_of_a_year_hold_against_the_solver_and_can_be_had_again(tmp_path: Path) -> None:
    """In June a part of the log is late, and the report is replaced; from September on each village has six. That none had a
    petition in March stays told when one has."""
    world = World.empty(tmp_path).with_villages_and_groups(3)
    petitions = [["K-1", "Kiến nghị", "05/01/2024", ""], ["K-2", "Kiến nghị", "05/4/2024", "T1"]]
    world.load("case", [*cases(*FEW), petitions[0]], MARCH)
    send(world, MARCH)
    world.load("case", [*cases(3, 6, 7), *petitions], JUNE)
    send(world, JUNE)
    world.load("case", cases(*SOME), JUNE)
    send(world, JUNE, replaces=2)
    world.load("case", cases(*ALL), SEPTEMBER)
    send(world, SEPTEMBER)
    assert told(world) == [[Mark.HIDDEN] * 3] * 3 + [[6, 9, 7]]
    assert told(world, "petition") == [[0] * 3] + [[Mark.HIDDEN] * 3] * 3

    printed = attacked(world)
    targets = small_counts(printed)
    assert [(one.table, one.village) for one in targets] == [(0, "T2"), (0, "T3"), (1, "T1"), (2, "T1")]
    for target in targets:
        assert not any(solves(printed, target, own) for own in (None, "T1", "T2", "T3") if own != target.village)
    assert verify(world.store, world.config) == []

    # By what is known now all cases were there in March: a table of that day would bound what was hidden for June.
    year = case_year(world.store, world.config, MARCH)
    assert year is not None
    alone, beside = year.matrix(()), year.matrix(sent_in_year(world.store, 2024))
    assert alone is not None and [cells[0] for cells in alone.cells] == [6, 9, 7, 0]
    assert beside is not None and [cells[0] for cells in beside.cells] == [Mark.HIDDEN] * 3 + [0]


def test_reports_by_the_first_rule_are_had_again_and_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(3)
    world.load("case", cases(*FEW), MARCH)
    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "state_of", keeping_no_table(snapshots.state_of))
        patch.setattr(sending, "aggregate_of", before_this_rule(world, MARCH, aggregate_of))
        patch.setattr(Aggregate, "signed", lambda unsigned, _key: unsigned)
        send(world, MARCH)
    assert told(world) == [[0, Mark.SMALL, Mark.SMALL]]
    assert verify(world.store, world.config) == []

    world.load("case", cases(*ALL), JUNE)
    draft = gather(world.store, world.config, Order(JUNE))
    assert draft.matrix is not None
    assert draft.matrix.cells == ((Mark.HIDDEN,),) * 3, (
        "beside 0, <5 and <5 the counts of June would bound those of March"
    )
    table = case_matrix(draft)
    assert table.rows == () and "mỗi loại còn ít tin ở các thôn" in table.empty
    (warning,) = secrecy_warnings(draft)
    assert "1" in warning
    assert by_first_rule(sent_in_year(world.store, 2024), None, date(2025, 3, 14)) == (), "other cases"

    given = replace(draft, given_away=(GivenAway(1, MARCH, KIND, "T2"),))
    assert "Thôn 2, Phản ánh" in secrecy_warnings(given)[0] and "14/3/2024" in secrecy_warnings(given)[0]


def before_this_rule(world: World, day: date, real: Callable[..., Aggregate]) -> Callable[..., Aggregate]:
    """The file of a report as the program made it that looked at no earlier one, and signed none."""

    def aggregate_of(*terms: object) -> Aggregate:
        new, year = real(*terms), case_year(world.store, world.config, day)
        assert year is not None
        figures = tuple(row for row in new.rows if row.measure != "reports_received")
        rows = (*figures, *rows_of([], year.matrix_by_first_rule, day))
        return Aggregate.of(replace(new.header, schema_version="2", sha256=None, key=None, signature=None), rows)

    return aggregate_of


def keeping_no_table(real: Callable[..., FrozenState]) -> Callable[..., FrozenState]:
    """Keeps a report as that program did."""

    def state_of(*terms: object, **named: object) -> FrozenState:
        state = real(*terms, **named)
        del state.content["received"]
        return state

    return state_of


def corrected_in_one_day(world: World) -> None:
    """Four reports to a day in June, of two villages and of none: 0 1 6, 0 1 0, 0 0 0, 6 7 6; for the log called reports
    feedback that were petitions. Once the last are shown, the 1 of the first is 7 less 6."""
    codes = [f"K-{n}" for n in range(6)]
    feedback, petitions, new_feedback = (
        [[code + again, kind, "05/01/2024", ""] for code in codes]
        for again, kind in (("", "Phản ánh"), ("", "Kiến nghị"), ("-b", "Phản ánh"))
    )
    new = [
        [f"N-{village}-{n}", "Phản ánh", "05/01/2024", f"T{village}"]
        for village, most in ((1, 6), (2, 7))
        for n in range(most)
    ]
    for rows in (
        [*cases(0, 1), *feedback],
        [HEADER, *petitions],
        cases(0, 1, kind="Kiến nghị"),
        [HEADER, *new, *new_feedback],
    ):
        world.load("case", rows, JUNE)
        send(world, JUNE)


def test_what_was_hidden_stays_hidden_once_a_correction_took_reports_away(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(2)
    corrected_in_one_day(world)
    sent = sent_in_year(world.store, 2024)
    places = ("T1", "T2", None)
    counts = [[table.counts.get(KIND, {}).get(place, 0) for place in places] for table in sent]
    assert counts == [[0, 1, 6], [0, 1, 0], [0, 0, 0], [6, 7, 6]]
    hidden: list[Cell] = [Mark.HIDDEN] * 3
    assert told(world) == [hidden[:2], hidden[:2], [], hidden[:2]]

    def printed(last: Sequence[Cell]) -> list[Printed]:
        cells: list[Sequence[Cell]] = [hidden, hidden, [0] * 3, last]
        return [
            Printed(JUNE, (places,), dict(zip(places, shown, strict=True)), dict(zip(places, of, strict=True)))
            for shown, of in zip(cells, counts, strict=True)
        ]

    first, second = Target(0, "T2"), Target(1, "T2")
    assert solves(printed(counts[-1]), first, None), "as it was before"
    assert not solves(printed(hidden), first, None)
    assert solves(printed(hidden)[:3], second, None), "the totals tell it: the third is none"
    year = case_year(world.store, world.config, JUNE)
    page = None if year is None else year.matrix(sent)
    assert page is not None and [cells[0] for cells in page.cells] == hidden
    assert verify(world.store, world.config) == []


def test_reports_by_the_rule_of_before_are_had_again_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They showed villages again after a correction, and did not say by which rule; what comes after them hides by the new one."""
    world = World.empty(tmp_path).with_villages_and_groups(2)
    with monkeypatch.context() as patch:
        patch.setattr(village_tables, "NEWEST", Rule.TOGETHER)
        patch.setattr(snapshots, "state_of", saying_no_rule(snapshots.state_of))
        corrected_in_one_day(world)
    assert told(world)[-1] == [6, 7]
    assert all("rule" not in state.content["received"] for state in world.store.frozen_states())

    send(world, SEPTEMBER)
    assert told(world)[-1] == [Mark.HIDDEN] * 2
    assert [state.content["received"].get("rule") for state in world.store.frozen_states()] == [None] * 4 + [3]
    assert verify(world.store, world.config) == []


def saying_no_rule(real: Callable[..., FrozenState]) -> Callable[..., FrozenState]:
    def state_of(*terms: object, **named: object) -> FrozenState:
        state = real(*terms, **named)
        del state.content["received"]["rule"]
        return state

    return state_of


def test_villages_that_stand_together_have_a_sum_where_others_stand_beside_them(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(6)
    world.load("case", cases(*FEW, *ALL), MARCH)
    table = case_matrix(gather(world.store, world.config, Order(MARCH)))
    assert [row[0] for row in table.rows] == [1, 2, 3, "", 4, 5, 6]
    assert [row[1:] for row in table.rows[2:5]] == [
        ("Thôn 3", Mark.HIDDEN), ("Cộng Thôn 1, Thôn 2, Thôn 3", 4), ("Thôn 4", 6),
    ]  # fmt: skip
    assert table.total == (None, "Tổng cộng", 26)


def test_the_pages_table_of_every_month_holds_against_the_solver(tmp_path: Path) -> None:
    """Whoever looks at every month of one log: cases of five villages come in one by one, few of them and many."""
    world = World.empty(tmp_path).with_villages_and_groups(5)
    came_in = {"T1": "AABCDEFGHIJL", "T2": "BDFHJL", "T3": "CCCFIILLL", "T4": "AGGHHHHHH", "T5": "BBBDDDFFFHHH"}
    rows = [
        [f"{village}-{n}", "Phản ánh", f"{10 + n}/{' ABCDEFGHIJKL'.index(month):02}/2024", village]
        for village, months in came_in.items()
        for n, month in enumerate(months)
    ]
    world.load("case", [HEADER, *rows], date(2024, 12, 31))
    printed = []
    for month in range(1, 13):
        year = case_year(world.store, world.config, date(2024, month, 28))
        matrix = year.matrix(()) if year else None
        assert year is not None and matrix is not None
        cells = dict(zip(matrix.codes, (cells[0] for cells in matrix.cells), strict=True))
        truth = {place: year.received[KIND][place] for place in matrix.codes}
        printed.append(Printed(year.as_of, matrix.groups, cells, truth))
    assert [any(isinstance(cell, int) for cell in table.cells.values()) for table in printed] == [False] * 11 + [True]
    targets = small_counts(printed)
    assert len(targets) == 3 + 8 + 6 + 7 + 2
    for target in targets:
        own = next(place for place in ("T1", "T3") if place != target.village)
        assert not solves(printed, target, own), target
