"""A list has as many rows as the figure that it opens from, on random small worlds: in the commune and in every village, on each
day, and with what was known before the last load."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from kpi.answers import organisations
from kpi.answers import status as answers
from kpi.answers.cases import CASE_LISTS, case_year
from kpi.answers.drill import COMMUNE, Which, lists
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.domain.indicators import FLOWS, INDICATORS
from kpi.judgement.assessment import Assessment
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

BUSINESS_HEADER = [
    "Mã số thuế",
    "Tên doanh nghiệp",
    "Loại hình",
    "Người đại diện",
    "Số điện thoại",
    "Thôn",
    "Tình trạng",
]
INSTITUTION_HEADER = ["Mã đơn vị", "Tên đơn vị", "Loại", "Người đại diện", "Số điện thoại", "Thôn"]
SPEAKER_HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã đơn vị / MST", "Tổng thành viên"]


CASE_HEADER = [
    "Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn", "Hạn xử lý", "Ngày xử lý xong", "Đủ quy trình", "Tạm đình chỉ từ",
]  # fmt: skip


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
# Around the turn of the year, so that reports are carried over, counted in the year before, late and not due yet.
moments = st.sampled_from(["05/11/2023", "28/12/2023", "02/01/2024", "20/02/2024", "31/3/2024", "15/5/2024"])
logs = st.builds(
    Table, st.just("case"), days,
    rows_of(
        st.sampled_from(["C1", "C2", "C3", "C4", "C5"]), st.sampled_from(["Phản ánh", "Tin báo", "Kiến nghị"]), moments,
        st.sampled_from(["", *VILLAGES]), st.one_of(st.just(""), moments), st.one_of(st.just(""), moments),
        st.sampled_from(["", "x", "không"]), st.one_of(st.just(""), st.just("01/01/2024")),
    ),
)  # fmt: skip
loads = st.tuples(
    registers, businesses, institutions, speakers, logs,
    st.lists(st.one_of(registers, snapshots, businesses, institutions, speakers, logs), max_size=3),
).map(lambda parts: [*parts[:5], *parts[5]])  # fmt: skip


def load(world: World, tables: Sequence[Table | Register | Snapshot]) -> None:
    for table in tables:
        if not isinstance(table, Table):
            load_all(world, [table])
        elif table.dataset == "case":
            world.load("case", [CASE_HEADER, *sound(table.rows)], table.as_of)
        elif table.dataset == "business":
            world.load("business", [BUSINESS_HEADER, *table.rows], table.as_of)
        elif table.dataset == "institution":
            world.load("institution", [INSTITUTION_HEADER, *table.rows], table.as_of)
        else:
            group, total = GROUPS[0], str(len(table.rows))
            named = [(group, uid, name or "Hoa Nắng", *rest, total) for uid, name, *rest in table.rows]
            world.load("membership", [SPEAKER_HEADER, *named], table.as_of)


def sound(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Logs of which no row is rejected: nothing is due or closed before its receipt; of a log without rows nothing is left."""

    def day(text: str) -> date:
        number, month, year = map(int, text.split("/"))
        return date(year, month, number)

    return [
        (*row[:4], *(later if later and day(later) >= day(row[2]) else "" for later in row[4:6]), *row[6:])
        for row in rows
    ]


def figure_of(indicator: Assessment, which: Which, place: str | None) -> int | None:
    """As the indicator itself says it."""
    if indicator.reason not in (None, "empty_register", "partial_register"):  # these two have counts
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
    answer = organisations.organisations(world.store, world.config, indicator.id, indicator.as_of, DAYS[0], known_at)
    for which in get_args(Which):
        rows = [one for one in answer.rows if organisations.ORGANISATION_LISTS[which](one)]
        assert len(rows) == (figure_of(indicator, which, COMMUNE) or 0)
    assert answer.gaps == indicator.interruptions
    assert sum(kind.numerator for kind in organisations.by_kind(answer.rows)) == (indicator.numerator or 0)


def check_reports(world: World, indicator: Assessment, known_at: datetime) -> None:
    """The card's figures, those of the page's table, and the parts that they are sums of."""
    year = case_year(world.store, world.config, indicator.as_of, known_at)
    if year is None:
        assert indicator.numerator is None
        return
    counts = {figure: len(year.listed(figure)) for figure in CASE_LISTS}
    assert (counts["on_time"], counts["settled"], counts["open"]) == (
        indicator.numerator,
        indicator.denominator,
        indicator.open,
    )
    assert counts["not_in_time"] == (indicator.denominator or 0) - (indicator.numerator or 0)
    tally = year.tally
    parts = (
        "carried",
        "received",
        "settled",
        "on_time",
        "incomplete",
        "late",
        "open",
        "unjudged",
        "undated",
        "unknown",
    )
    assert [counts[name] for name in parts] == [getattr(tally, name) for name in parts]
    ends = ("settled", "open", "unjudged", "undated", "unknown")
    assert counts["carried"] + counts["received"] == sum(counts[name] for name in ends)
    assert counts["earlier"] == len(year.lines) - counts["carried"] - counts["received"]
    assert not {line.code for line in year.listed("settled")} & {line.code for line in year.listed("open")}


@pytest.mark.slow
@settings(max_examples=2, suppress_health_check=list(HealthCheck))
@given(tables=loads, day=st.sampled_from(DAYS[1:]))
def test_every_list_is_as_long_as_its_figure(tables: list[Table | Register | Snapshot], day: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        try:
            load(world, tables[:-1])
            earlier = world.clock
            load(world, tables[-1:])
        except UserError as refused:
            if refused.code != "two_logs":  # two logs made up alike may well be taken for two books
                raise
            reject()
        matching = replace(world.config.matching, household_follow_up=VILLAGES)
        everything_on = replace(world.config, matching=matching)
        for known_at in (earlier, world.clock):
            status = answers.status(world.store, world.config, day, known_at)
            for indicator in map(status.of, sorted(set(INDICATORS) - set(FLOWS))):
                check(world, everything_on, indicator, known_at)
            for indicator in map(status.of, ("businesses", "institutions")):
                check_organisations(world, indicator, known_at)
            check_reports(world, status.of("processed_reports"), known_at)


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(log=logs, day=st.sampled_from([date(2023, 12, 31), date(2024, 1, 31), date(2024, 3, 31), date(2024, 6, 30)]))
def test_every_list_of_reports_is_as_long_as_its_figure(log: Table, day: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        load(world, [log])
        check_reports(world, world.of("processed_reports", day), world.clock)
