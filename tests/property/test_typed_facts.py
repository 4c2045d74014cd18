"""Random lists, facts typed between them, and loads taken back: what the SQL says against a plain loop over the same steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.domain.datasets import CASE, HOUSEHOLD, Dataset
from kpi.domain.errors import UserError
from kpi.measures.flows import case_files, log_ends
from kpi.operations.typing import note_change
from kpi.operations.undo import undo
from tests.worlds import World

FIRST = date(2024, 3, 1)
DAYS = [FIRST + timedelta(days=place) for place in range(6)]
CODES = ("H1", "H2", "H3")
REFUSALS = {"not_listed", "nothing_new", "newer_list", "row_refused", "closed_by_log", "open_by_log"}
days = st.integers(0, len(DAYS) - 1)
codes = st.sampled_from(CODES)


@dataclass(frozen=True)
class Listed:
    """A list as of a day: of households whether each on it has moved, of cases on which day each was closed (None: it was not)."""

    day: int
    rows: dict[str, int | None]


@dataclass(frozen=True)
class Typed:
    """A fact: moved (1) or back (0) since a day; of a case, closed on that day."""

    day: int
    code: str
    moved: int = 1


@dataclass(frozen=True)
class Undone:
    which: int


Step = Listed | Typed | Undone


@dataclass
class Told:
    """A load that was taken: the step, its batch, whether it stands."""

    step: Listed | Typed
    batch: int
    stands: bool = True


def steps(cells: st.SearchStrategy[int | None]) -> st.SearchStrategy[list[Step]]:
    listed = st.builds(Listed, days, st.dictionaries(codes, cells, min_size=1))
    typed = st.builds(Typed, days, codes, st.integers(0, 1))
    return st.lists(st.one_of(listed, typed, typed, st.builds(Undone, st.integers(0, 9))), min_size=3, max_size=8)


def played(world: World, dataset: Dataset, history: Sequence[Step]) -> list[Told]:
    """Loads, types and takes back; what is refused leaves no load."""
    told: list[Told] = []
    for step in history:
        world.clock += timedelta(hours=1)
        if isinstance(step, Undone):
            standing = [one for one in told if one.stands]
            if standing:
                one = standing[step.which % len(standing)]
                undo(world.store, one.batch, undone_by="t", reason="", at=world.clock)
                one.stands = False
            continue
        before = len(world.store.batches())
        if isinstance(step, Listed):
            outcome = world.load(dataset.id, rows_of(dataset, step), DAYS[step.day])
            if outcome.loaded_before is not None:
                continue
        else:
            said = {"status": "Đã chuyển đi" if step.moved else "Đang cư trú"} if dataset is HOUSEHOLD else {}
            try:
                outcome = note_change(
                    world.store, world.config, dataset, step.code, said, as_of=DAYS[step.day], noted_by="t", reason="Phiếu",
                    at=datetime(2024, 6, 1) + timedelta(hours=len(told)),
                )  # fmt: skip
            except UserError as refused:
                assert refused.code in REFUSALS and len(world.store.batches()) == before
                continue
        assert outcome.batch is not None
        told.append(Told(step, outcome.batch))
    return told


def rows_of(dataset: Dataset, listed: Listed) -> list[list[object]]:
    if dataset is HOUSEHOLD:
        moved: list[list[object]] = [
            [code, f"Chủ {code}", "T1", "Đã chuyển đi" if gone else ""] for code, gone in listed.rows.items()
        ]
        return [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Tình trạng"], *moved]
    closed = {code: "" if on is None else DAYS[on].isoformat() for code, on in listed.rows.items()}
    rows: list[list[object]] = [[code, "Phản ánh", "01/03/2024", on] for code, on in closed.items()]
    return [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Ngày xử lý xong"], *rows]


def residents(told: Sequence[Told], day: int) -> int | None:
    """By the newest whole list by the day and what was typed since of those on it, day by day and load by load; None: there is no
    whole list."""
    known = sorted(
        (one.step.day, place, one.step) for place, one in enumerate(told) if one.stands and one.step.day <= day
    )
    found: dict[str, bool] | None = None
    for _day, _place, step in known:
        if isinstance(step, Listed):
            found = {code: not moved for code, moved in step.rows.items()}
        elif found is not None and step.code in found:
            found[step.code] = not step.moved
    return None if found is None else sum(found.values())


def closings(told: Sequence[Told]) -> dict[str, int | None]:
    """Of each case the log loaded last; over it the fact typed last, unless that log was loaded later and knows of the day, or of a
    closing."""
    found: dict[str, int | None] = {}
    standing = [(place, one.step) for place, one in enumerate(told) if one.stands]
    for code in CODES:
        logs = [(place, step) for place, step in standing if isinstance(step, Listed) and code in step.rows]
        facts = [(place, step) for place, step in standing if isinstance(step, Typed) and step.code == code]
        if logs:
            loaded, log = logs[-1]
            found[code] = log.rows[code]
            if facts and (facts[-1][0] > loaded or (facts[-1][1].day > log.day and log.rows[code] is None)):
                found[code] = facts[-1][1].day
    return found


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps(st.integers(0, 1)))
def test_a_typed_fact_changes_one_household_until_the_next_list(history: list[Step]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = World.empty(Path(folder) / "world").with_villages_and_groups(1)
        told = played(world, HOUSEHOLD, history)
        for place, day in enumerate(DAYS):
            rows = world.store.read("households_at", as_of=[day], known_at=datetime.max, households_left_out=["moved"])
            listed = world.store.read("scope_batches", as_of=[day], known_at=datetime.max)
            found = (
                sum(row["resides"] for row in rows) if any(row["dataset"] == "household" for row in listed) else None
            )
            assert found == residents(told, place)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps(st.one_of(st.none(), days)))
def test_a_typed_closing_holds_until_a_log_that_can_know(history: list[Step]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = World.empty(Path(folder) / "world").with_villages_and_groups(1)
        told = played(world, CASE, history)
        files = case_files(world.store, world.config, datetime.max)
        closed = {file.case.code: file.case.closed_at for file in files}
        assert closed == {code: None if on is None else datetime.combine(DAYS[on], datetime.min.time())
                          for code, on in closings(told).items()}  # fmt: skip
        logs = [one.step.day for one in told if one.stands and isinstance(one.step, Listed)]
        ends = log_ends(world.store, [DAYS[-1]], datetime.max).get(DAYS[-1])
        assert (ends is None) == (not logs) and (ends is None or ends in {DAYS[day] for day in logs})
