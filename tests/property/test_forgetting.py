"""Whoever is forgotten in a random small world: every figure of every day and moment is as it was, and no byte of him is left."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.answers.status import Status, statuses
from kpi.domain.errors import UserError
from kpi.operations import undo
from kpi.operations.forgetting import forget, holding
from kpi.operations.verify import verify
from kpi.review.decisions import NOBODY, Saying, decide
from kpi.snapshots.freezing import freeze
from kpi.store.persons import HeldPerson
from tests.worlds import World

DAYS = [date(2024, month, 28) for month in (1, 2, 3)]
AT = datetime(2025, 1, 1)
CODES = ["H1", "H2", "H3", "H-01", "0912000001"]
PHONES = ["0912000001", "0912000002", "0237372115", "0912000004"]
UIDS = ["1564731578290756911", "1564731578290756922", "1564731578290756933"]
NAMES = ["Đỗ Mạnh Quân", "Cao Thị Yến", "Vũ Hồng Sơn", "Trần An"]
SHOWN = [*NAMES, "Quân Đỗ", "do manh quan", "Yến", "Mẹ Bống T1", "Sơn 0912000002"]
POSTS = ["Trưởng thôn", "Công an xã"]

villages, groups = st.sampled_from(["T1", "T2"]), st.sampled_from(["N1", "N2"])
phones = st.sampled_from(["", "", *PHONES, f"{PHONES[0]}/{PHONES[3]}"])
days = st.sampled_from(DAYS)


def rows(*cells: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[list[tuple[str, ...]]]:
    return st.lists(st.tuples(*cells), min_size=1, max_size=most, unique_by=lambda row: row[0])


@dataclass(frozen=True)
class Load:
    dataset: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    as_of: date
    adds: bool
    taken_back: bool


def load(
    dataset: str, header: tuple[str, ...], found: st.SearchStrategy[list[tuple[str, ...]]]
) -> st.SearchStrategy[Load]:
    return st.builds(
        Load, st.just(dataset), st.just(header), found, days, st.booleans(), st.sampled_from([False, False, True])
    )


registers = load(
    "household",
    ("Mã hộ", "Chủ hộ", "Thôn", "SĐT"),
    rows(st.sampled_from(CODES), st.sampled_from(NAMES), villages, phones),
)
members = load(
    "membership",
    ("Mã thành viên", "Nhóm", "Tên hiển thị", "SĐT", "Mã hộ", "Vai trò"),
    rows(
        st.sampled_from(["", *UIDS]), groups, st.sampled_from(SHOWN), phones, st.sampled_from(["", "", *CODES, "h 1"]),
        st.sampled_from(["", "Trưởng nhóm", "Phó nhóm"]),
    ),
)  # fmt: skip
officials = load(
    "official", ("Họ và tên", "Chức danh", "Thôn", "SĐT"),
    rows(st.sampled_from(NAMES), st.sampled_from(POSTS), villages, phones, most=2),
)  # fmt: skip
businesses = load(
    "business", ("Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "SĐT", "Thôn"),
    rows(
        st.sampled_from(["2800000001", "2800000002"]), st.sampled_from(["Công ty TNHH Hoa Mai", "Công ty TNHH Sao"]),
        st.just("Công ty TNHH"), st.sampled_from(["", *NAMES]), phones, st.sampled_from(["", "T1"]), most=2,
    ),
)  # fmt: skip
worlds = st.builds(
    lambda first, then: [*first, *then], st.lists(registers, min_size=1, max_size=2),
    st.lists(st.one_of(registers, members, members, officials, businesses), min_size=2, max_size=6),
)  # fmt: skip
words = st.lists(
    st.tuples(
        st.sampled_from(UIDS),
        st.sampled_from([*CODES, NOBODY]),
        st.booleans(),
        st.sampled_from(["biết", "hỏi ông Đỗ Mạnh Quân"]),
    ),
    max_size=3,
)


def made(folder: Path, loads: Sequence[Load], said: Sequence[tuple[str, str, bool, str]]) -> World:
    """The lists loaded one after the other, some taken back; then what people said; then a state frozen."""
    world = World.empty(folder).with_villages_and_groups()
    for one in loads:
        try:
            outcome = world.load(one.dataset, [one.header, *one.rows], one.as_of, adds=one.adds)
        except UserError:
            continue
        if one.taken_back and outcome.batch and outcome.loaded_before is None:
            world.clock += timedelta(hours=1)
            undo.undo(world.store, outcome.batch, undone_by="t", reason="0 đúng", at=world.clock)
    for uid, code, yes, why in said:
        world.clock += timedelta(hours=1)
        try:
            decide(
                world.store, world.config, [Saying(f"uid:{uid}", code, yes)], reason=why, decided_by="t", at=world.clock
            )
        except UserError:
            continue
    freeze(world.store, world.config, DAYS[-1], DAYS[0], frozen_by="t", at=AT)
    return world


def figures(world: World) -> list[tuple[Status, ...]]:
    """Those of each day at each moment at which anything became known."""
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        moments = connection.execute(
            """select distinct known_at from (select known_at from batches union all select known_at from batch_events
            union all select known_at from decisions) order by known_at"""
        ).fetchall()
    with world.store.one_view():
        return [statuses(world.store, world.config, DAYS, moment) for (moment,) in moments]


def everybody(world: World) -> list[str]:
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        found = connection.execute(
            "select distinct member from memberships union select distinct 'household:' || code from households order by all"
        ).fetchall()
    return [key for (key,) in found]


def traces_left(world: World, person: HeldPerson) -> Iterator[str]:
    """What of him stands anywhere in the file: numbers and ids at all, names where nobody else bears them."""
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        told = "\n".join(str(connection.execute(f"from {name}").fetchall()) for (name,) in tables)
        others = str(
            connection.execute(
                """select head_name from households union select display_name from memberships union select name from officials
                union select representative from businesses"""
            ).fetchall()
        )
    raw = world.store.path.read_bytes()
    for mark in (*person.phones, *person.uids, *(name for name in person.names if name not in others and " " in name)):
        forms = [mark, mark.removeprefix("0"), mark.lower()]
        if any(form in told for form in forms) or any(
            form.encode(code) in raw for form in forms for code in ("utf-8", "utf-16-le")
        ):
            yield mark


def check(loads: Sequence[Load], said: Sequence[tuple[str, str, bool, str]], which: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = made(Path(folder), loads, said)
        before, verified = figures(world), verify(world.store, world.config)
        keys = everybody(world)
        found = holding(world.store, world.config, keys[which % len(keys)])
        forget(world.store, world.config, found, reason="Đơn số 12", done_by="t", at=AT)
        assert figures(world) == before
        assert verify(world.store, world.config) == verified == []
        assert list(traces_left(world, found.person)) == []
        assert sorted(file.name for file in Path(folder).iterdir() if file.suffix != ".csv") == ["kpi.duckdb"]


@pytest.mark.long
@pytest.mark.slow
@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(loads=worlds, said=words, which=st.integers(0, 100))
def test_figures_stay_and_nothing_of_him_does(
    loads: list[Load], said: list[tuple[str, str, bool, str]], which: int
) -> None:
    check(loads, said, which)
