"""A list has as many rows as the figure that it opens from, on random small worlds: in the commune and in every village, on each
day, and with what was known before the last load."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi import answers, units
from kpi.config.models import Config
from kpi.drill import COMMUNE, Which, lists
from kpi.judgement.assessment import Assessment
from kpi.measures.stocks import STOCKS
from tests.property.test_counts_against_a_loop import (
    DAYS,
    GROUPS,
    NAMES,
    PHONES,
    VILLAGES,
    Register,
    Snapshot,
    load_all,
    registers,
    snapshots,
)  # fmt: skip
from tests.worlds import World

BUSINESS_HEADER = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "Số điện thoại", "Thôn", "Tình trạng"]
INSTITUTION_HEADER = ["Mã đơn vị", "Tên đơn vị", "Loại", "Người đại diện", "Số điện thoại", "Thôn"]
SPEAKER_HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã đơn vị / MST", "Tổng thành viên"]


@dataclass(frozen=True)
class Table:
    """A list of organisations, or of members who speak for them."""

    dataset: str
    as_of: date
    rows: tuple[tuple[str, ...], ...]


def rows_of(*cells: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    """A few rows, no code twice."""
    return st.lists(st.tuples(*cells), min_size=1, max_size=5, unique_by=lambda row: row[0]).map(tuple)


days = st.sampled_from(DAYS)
person, phone = st.sampled_from(["", *NAMES]), st.sampled_from(["", *PHONES])
village = st.sampled_from(["", *VILLAGES])
businesses = st.builds(
    Table, st.just("business"), days,
    rows_of(
        st.sampled_from(["B1", "B2", "B3", "B4"]), st.sampled_from(["An Phát", "Đông Á"]), st.sampled_from(["", "TNHH", "HTX"]),
        person, phone, village, st.sampled_from(["", "Đang hoạt động", "Tạm ngừng"]),
    ),
)  # fmt: skip
institutions = st.builds(
    Table, st.just("institution"), days,
    rows_of(
        st.sampled_from(["D1", "D2", "D3", "B1"]), st.sampled_from(["Trạm Y tế", "Đài"]), st.sampled_from(["Cơ quan", "Trường học"]),
        person, phone, village,
    ),
)  # fmt: skip
speakers = st.builds(
    Table, st.just("membership"), days,
    rows_of(st.sampled_from("6789"), person, phone, st.sampled_from(["", "B1", "B2", "B3", "D1", "D2", "BX"])),
)  # fmt: skip
loads = st.tuples(
    registers, businesses, institutions, speakers,
    st.lists(st.one_of(registers, snapshots, businesses, institutions, speakers), max_size=3),
).map(lambda parts: [*parts[:4], *parts[4]])  # fmt: skip


def load(world: World, tables: Sequence[Table | Register | Snapshot]) -> None:
    for table in tables:
        if not isinstance(table, Table):
            load_all(world, [table])
        elif table.dataset == "business":
            world.load("business", [BUSINESS_HEADER, *table.rows], table.as_of)
        elif table.dataset == "institution":
            world.load("institution", [INSTITUTION_HEADER, *table.rows], table.as_of)
        else:
            group, total = GROUPS[0], str(len(table.rows))
            named = [(group, uid, name or "Hoa Nắng", *rest, total) for uid, name, *rest in table.rows]
            world.load("membership", [SPEAKER_HEADER, *named], table.as_of)


def figure_of(indicator: Assessment, which: Which, place: str | None) -> int | None:
    """As the indicator itself says it."""
    if indicator.reason not in (None, "empty_register"):
        return None
    rows = [row for row in indicator.villages if place in (COMMUNE, row.code)]
    return {
        "denominator": sum(row.denominator for row in rows),
        "numerator": sum(row.numerator for row in rows),
        "missing": sum(row.denominator - row.numerator for row in rows),
        "waiting": sum(row.waiting for row in rows),
    }[which]


def check(world: World, config: Config, indicator: Assessment, known_at: datetime) -> None:
    found = lists(world.store, config, indicator.id, indicator.as_of, known_at)
    for place in [COMMUNE, *(row.code for row in indicator.villages)]:
        codes: dict[Which, set[str]] = {}
        for which in get_args(Which):
            drill = found.of(which, place)
            assert drill.figure == figure_of(indicator, which, place)
            assert drill.figure == (None if drill.entities is None else len(drill.entities))
            codes[which] = {one.code for one in drill.entities or ()}
        assert codes["numerator"] | codes["missing"] == codes["denominator"]
        assert not codes["numerator"] & codes["missing"] and codes["waiting"] <= codes["missing"]


def check_organisations(world: World, indicator: Assessment, known_at: datetime) -> None:
    answer = units.organisations(world.store, world.config, indicator.id, indicator.as_of, DAYS[0], known_at)
    for which in get_args(Which):
        rows = [one for one in answer.rows if units.LISTS[which](one)]
        assert len(rows) == (figure_of(indicator, which, COMMUNE) or 0)
    assert answer.gaps == indicator.interruptions
    assert sum(kind.numerator for kind in units.by_kind(answer.rows)) == (indicator.numerator or 0)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables=loads, day=st.sampled_from(DAYS[1:]))
def test_every_list_is_as_long_as_its_figure(tables: list[Table | Register | Snapshot], day: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        load(world, tables[:-1])
        earlier = world.clock
        load(world, tables[-1:])
        matching = replace(world.config.matching, household_follow_up=VILLAGES)
        everything_on = replace(world.config, matching=matching)
        for known_at in (earlier, world.clock):
            status = answers.status(world.store, world.config, day, known_at)
            for indicator in map(status.of, STOCKS):
                check(world, everything_on, indicator, known_at)
            for indicator in map(status.of, ("businesses", "institutions")):
                check_organisations(world, indicator, known_at)
