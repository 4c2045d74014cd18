"""Since when an organisation stands as it does: asked on the days of change alone as on every day ever listed, on random histories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.answers.organisations import _days_of_change, organisations
from kpi.answers.question import all_known, observation_days
from kpi.config.models import Config
from kpi.domain.datasets import BUSINESS, INSTITUTION
from kpi.domain.errors import UserError
from kpi.measures.counts import IndicatorCount
from kpi.measures.stocks import count_stocks
from kpi.operations.typing import note_change
from kpi.operations.undo import redo, undo
from kpi.review import decisions
from kpi.store import Store
from kpi.store.ports import Relations
from tests.worlds import World

FIRST = date(2024, 1, 3)
DAYS = [FIRST + timedelta(days=7 * week) for week in range(7)]
CODES = {"business": ("0101", "0102"), "institution": ("TH1", "TH2")}
INDICATORS = {"business": "businesses", "institution": "institutions"}
NOBODY = ("", "")
NUMBERS = ["", "0912000001", "0912000002"]
days, registers = st.integers(0, len(DAYS) - 1), st.sampled_from(list(CODES))


@dataclass(frozen=True)
class Register:
    """Entries with the number of each; rows that ``adds`` to what is there, or a whole list."""

    register: str
    day: int
    numbers: tuple[str, ...]
    adds: bool


@dataclass(frozen=True)
class Members:
    """A group's list: of each member a code and a number."""

    group: str
    day: int
    rows: tuple[tuple[str, str], ...]
    adds: bool


@dataclass(frozen=True)
class Groups:
    """A register of groups, of both or of the second alone."""

    day: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    register: str
    day: int
    place: int
    number: str


@dataclass(frozen=True)
class Decided:
    member: int
    register: str
    place: int
    confirmed: bool


@dataclass(frozen=True)
class Undone:
    """A load is taken back, or put back where it was."""

    which: int


Step = Register | Members | Groups | Typed | Decided | Undone
rows = st.tuples(
    st.sampled_from(["", "", "", *CODES["business"], *CODES["institution"], "th-01", "HX"]), st.sampled_from(NUMBERS)
)
a_list = st.lists(rows, min_size=1, max_size=2).map(tuple)
members = st.builds(Members, st.sampled_from(["N1", "N2"]), days, a_list, st.booleans())
lists = st.builds(
    Register, registers, days, st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=2).map(tuple), st.booleans()
)
others = st.one_of(
    members,
    lists,
    st.builds(Groups, days, st.sampled_from([("N1", "N2"), ("N2",)])),
    st.builds(Typed, registers, days, st.integers(0, 1), st.sampled_from(NUMBERS[1:])),
    st.builds(Decided, st.integers(0, 2), registers, st.integers(0, 1), st.booleans()),
    st.builds(Undone, st.integers(0, 9)),
)
# A list a week, which mostly says what the one before said; and what comes between, of whatever day.
weekly = st.lists(st.one_of(st.none(), st.none(), a_list), min_size=3, max_size=5)
histories = st.tuples(weekly, st.lists(others, min_size=2, max_size=5))


def in_turn(history: tuple[list[tuple[tuple[str, str], ...] | None], list[Step]]) -> list[Step]:
    """All lists of the group, then the rest."""
    listed, more = history
    said: tuple[tuple[str, str], ...] = (NOBODY,)
    found: list[Step] = []
    for day, new in enumerate(listed, 1):
        said = said if new is None else new
        found.append(Members("N1", day, said, adds=False))
    return [*found, *more]


def loaded(world: World, step: Register | Members | Groups) -> None:
    on = DAYS[step.day]
    if isinstance(step, Groups):
        header = ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"]
        world.load("group", [header, *([code, f"Nhóm {code}", "Thôn", f"Thôn {code[1:]}"] for code in step.codes)], on)
    elif isinstance(step, Members):
        header = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã đơn vị / MST", "Số điện thoại"]
        told = [[step.group, f"7{place}", f"zq {place}", *row] for place, row in enumerate(step.rows)]
        told += [[step.group, f"8{step.group}", "zq", "", ""]]  # who speaks for nobody
        world.load("membership", [header, *told], on, adds=step.adds)
    else:
        code, kind = {"business": ("Mã số thuế", "Công ty TNHH"), "institution": ("Mã đơn vị", "Trường học")}[
            step.register
        ]
        name = {"business": "Tên doanh nghiệp", "institution": "Tên đơn vị"}[step.register]
        loaded_as = "Loại hình" if step.register == "business" else "Loại"
        entries = zip(CODES[step.register], step.numbers, strict=False)
        told = [[one, f"Đơn vị {one}", kind, number] for one, number in entries]
        world.load(step.register, [[code, name, loaded_as, "Số điện thoại"], *told], on, adds=step.adds)


def played(world: World, history: Sequence[Step]) -> None:
    """Loads, types, decides and takes back; what is refused leaves nothing."""
    for step in history:
        world.clock += timedelta(hours=1)
        try:
            if isinstance(step, Typed):
                dataset = BUSINESS if step.register == "business" else INSTITUTION
                note_change(
                    world.store, world.config, dataset, CODES[step.register][step.place], {"phone": step.number}, as_of=DAYS[step.day],
                    noted_by="t", reason="Phiếu", at=world.clock,
                )  # fmt: skip
            elif isinstance(step, Decided):
                saying = decisions.Saying(f"uid:7{step.member}", CODES[step.register][step.place], step.confirmed)
                decisions.decide(world.store, world.config, [saying], reason="x", decided_by="t", at=world.clock)
            elif isinstance(step, Undone):
                batches = world.store.batches()
                one = batches[step.which % len(batches)]
                if one.undone:
                    redo(world.store, one.batch, redone_by="t", reason="", at=world.clock)
                else:
                    undo(world.store, one.batch, undone_by="t", reason="", at=world.clock)
            else:
                loaded(world, step)
        except UserError:
            pass


def standing(count: IndicatorCount) -> tuple[object, ...]:
    return count.reason, sorted((one.code, one.counted) for one in count.entities)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(history=histories)
@example(
    history=([(NOBODY, NOBODY), None, (NOBODY,), None, (NOBODY, NOBODY)], [Decided(1, "business", 0, confirmed=True)])
)
def test_between_two_days_of_change_nothing_changes(
    history: tuple[list[tuple[tuple[str, str], ...] | None], list[Step]],
) -> None:
    with TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        first = [Register("business", 0, ("", NUMBERS[1]), False), Register("institution", 0, (NUMBERS[2], ""), False)]
        played(world, [*first, *in_turn(history)])
        known = all_known(world.store)
        observed = observation_days(world.store)
        among_all = count_stocks(world.store, world.config, observed, known)
        for indicator in INDICATORS.values():
            changes = set(_days_of_change(world.store, world.config, indicator, date.max, known))
            counts = count_stocks(world.store, world.config, observed, known, of=indicator)
            stood = standing(counts[indicator, observed[0]])
            for day in observed:
                now = standing(counts[indicator, day])
                assert now == standing(among_all[indicator, day])
                assert now == stood or day in changes, (indicator, day, history)
                stood = now


@pytest.mark.parametrize("indicator", INDICATORS.values())
def test_since_when_is_told_as_by_every_day(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch, indicator: str
) -> None:
    observed = observation_days(sample_store)
    for day in (*observed[-3:], date(2024, 12, 31), date(2025, 6, 17)):
        by_changes = organisations(sample_store, config, indicator, day, date(2024, 6, 30))
        with monkeypatch.context() as patched:
            before = [one for one in observed if one < day]
            patched.setattr("kpi.answers.organisations._days_of_change", lambda *_terms, days=before: days)
            assert organisations(sample_store, config, indicator, day, date(2024, 6, 30)) == by_changes


def test_lists_that_say_the_same_are_no_days_of_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    loaded(world, Register("business", 0, ("", ""), adds=False))
    for day in range(1, 7):
        loaded(world, Members("N1", day, ((CODES["business"][0], ""), *([("", "")] if day % 2 else [])), adds=False))
    asked_on: list[date] = []

    def counted(
        store: Relations, config: Config, days: Sequence[date], known_at: datetime, *, of: str | None = None
    ) -> dict[tuple[str, date], IndicatorCount]:
        asked_on.extend(days)
        return count_stocks(store, config, days, known_at, of=of)

    monkeypatch.setattr("kpi.answers.organisations.count_stocks", counted)
    next_year = date(2025, 6, 30)
    found = organisations(world.store, world.config, "businesses", next_year, date(2025, 5, 31))
    assert [(one.code, one.since) for one in found.rows if one.takes_part] == [("0101", DAYS[1])]
    assert [day for day in asked_on if day in DAYS] == [DAYS[0], DAYS[1]]
