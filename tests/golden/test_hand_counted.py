"""A commune of two villages small enough to count by hand, from files to figures.

Households (register of 31/12/2023):
    Thôn 1: H1 (0912 000 001), H2 (0912 000 002), H3 (no phone), H4 moved away          → 3 count
    Thôn 2: H5 (0912 000 005), H6 and H7 share 0912 000 006, H8 landline 0237 3721150    → 4 count
Businesses: B1 (TNHH, 0912 000 001: the owner of H1), B2 (TNHH), B3 (HTX), B4 (TNHH, closed) → 2 count
Institutions: D1 (0912 000 090), D2                                                          → 2 count

Lists of 31/3/2024:
    N1: a "84912000001" → H1 and B1 by phone; b declares H3; c declares H3 too; d declares H4, which has moved away;
        e 912000002 as an Excel number → H2 by phone
    N2: f 0912.000.006 → H6 or H7, a tie, counts for nobody; g 02373721150 is a landline, no Zalo account; h declares D2
    households 3 of 7 (H1, H2, H3) · businesses 1 of 2 · institutions 1 of 2 · villages 2 of 2
Lists of 30/6/2024: e has left N1; i (0912000005) and j (declares H8) have joined N2; D1's 0912000090 as k
    households 4 of 7 (H1, H3, H5, H8) · businesses 1 of 2 · institutions 2 of 2
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from kpi.answers.status import Status, statuses
from kpi.domain.reasons import Reason
from kpi.judgement.verdicts import Verdict
from kpi.matching.suggestions import Waiting
from kpi.measures.counts import Basis, EntityState, IndicatorCount, VillageCount
from kpi.measures.stocks import count_stocks, with_waiting
from tests.worlds import World, made_once

BEFORE, MARCH, MAY, JUNE = date(2023, 12, 30), date(2024, 3, 31), date(2024, 5, 1), date(2024, 6, 30)
REGISTER_DAY = date(2023, 12, 31)
MEMBER_HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ", "Mã đơn vị / MST"]


@made_once
def a_commune(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load(
        "household",
        [
            ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"],
            ["H1", "Nguyễn Văn A", "Thôn 1", "0912 000 001", "Đang cư trú"],
            ["H2", "Nguyễn Văn B", "thon 1", "0912000002", ""],
            ["H3", "Nguyễn Văn C", "T1", "", "Tạm vắng"],
            ["H4", "Nguyễn Văn D", "Thôn 1", "", "Đã chuyển đi"],
            ["H5", "Lê Thị E", "Thôn 2", "+84 912 000 005", ""],
            ["H6", "Lê Thị F", "Thôn 2", "0912000006", ""],
            ["H7", "Lê Thị G", "Thôn 2", "0912000006", ""],
            ["H8", "Lê Thị H", "Thôn 2", "0237 3721150", ""],
        ],
        REGISTER_DAY,
    )
    world.load(
        "business",
        [
            ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Số điện thoại", "Thôn", "Tình trạng"],
            ["B1", "Công ty TNHH Một", "Công ty TNHH", "0912000001", "Thôn 1", "Đang hoạt động"],
            ["B2", "Công ty TNHH Hai", "TNHH", "", "", "Đang hoạt động"],
            ["B3", "HTX Ba", "Hợp tác xã", "", "Thôn 2", "Đang hoạt động"],
            ["B4", "Công ty TNHH Bốn", "TNHH", "", "Thôn 2", "Đã giải thể"],
        ],
        REGISTER_DAY,
    )
    world.load(
        "institution",
        [
            ["Mã đơn vị", "Tên đơn vị", "Loại", "Số điện thoại", "Thôn"],
            ["D1", "Trường mầm non", "Trường học", "0912000090", "Thôn 1"],
            ["D2", "Trạm y tế", "Đơn vị", "", ""],
        ],
        REGISTER_DAY,
    )
    world.load(
        "membership",
        [
            MEMBER_HEADER,
            ["N1", "1001", "a", "84912000001", "", ""],
            ["N1", "1002", "b", "", "H3", ""],
            ["N1", "1003", "c", "", "H3", ""],
            ["N1", "1004", "d", "", "H4", ""],
            ["N1", "1005", "e", "912000002", "", ""],
            ["N2", "1006", "f", "0912.000.006", "", ""],
            ["N2", "1007", "g", "02373721150", "", ""],
            ["N2", "1008", "h", "", "", "D2"],
        ],
        MARCH,
    )
    world.load(
        "membership",
        [
            MEMBER_HEADER,
            ["N1", "1001", "a", "0912000001", "", ""],
            ["N1", "1002", "b", "", "H3", ""],
            ["N1", "1003", "c", "", "H3", ""],
            ["N1", "1004", "d", "", "H4", ""],
        ],
        JUNE,
    )
    world.load(
        "membership",
        [
            MEMBER_HEADER,
            ["N2", "1006", "f", "0912.000.006", "", ""],
            ["N2", "1007", "g", "02373721150", "", ""],
            ["N2", "1008", "h", "", "", "D2"],
            ["N2", "1009", "i", "0912000005", "", ""],
            ["N2", "1010", "j", "", "H8", ""],
            ["N2", "1011", "k", "0912000090", "", ""],
        ],
        JUNE,
    )
    return world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_commune(tmp_path)


DAYS = (BEFORE, REGISTER_DAY, MARCH, MAY, JUNE, date(2025, 1, 1), date(2026, 1, 1))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[date, Status]:
    """What is told of each day."""
    world = a_commune(tmp_path_factory.mktemp("asked"))
    return dict(zip(DAYS, statuses(world.store, world.config, DAYS), strict=True))


@pytest.mark.parametrize(
    ("indicator", "day", "counts", "verdict", "shortfall"),
    [
        ("households", MARCH, (3, 0, 7), Verdict.NOT_MET, 2),  # 70 % of 7 = 4,9 → 5 needed
        ("households", MAY, (3, 0, 7), Verdict.NOT_MET, 2),  # nothing newer by then
        ("households", JUNE, (4, 0, 7), Verdict.NOT_MET, 1),
        ("households", date(2025, 1, 1), (4, 0, 7), Verdict.NOT_MET, 3),  # 90 % of 7 = 6,3 → 7 needed
        ("households", date(2026, 1, 1), (4, 0, 7), Verdict.NO_TARGET, None),
        ("businesses", MARCH, (1, 0, 2), Verdict.NOT_MET, 1),
        ("institutions", MARCH, (1, 0, 2), Verdict.NOT_MET, 1),
        ("institutions", JUNE, (2, 0, 2), Verdict.MET, 0),
        ("villages", MARCH, (2, 0, 2), Verdict.MET, 0),
        ("households", BEFORE, (None, None, None), Verdict.NO_DATA, None),
        ("households", REGISTER_DAY, (None, None, None), Verdict.NO_DATA, None),
        ("processed_reports", MARCH, (None, None, None), Verdict.NO_DATA, None),
    ],
)
def test_counts_as_by_hand(
    asked: dict[date, Status],
    indicator: str,
    day: date,
    counts: tuple[int, int, int],
    verdict: Verdict,
    shortfall: int | None,
) -> None:
    row = asked[day].of(indicator)
    assert (row.numerator, row.waiting, row.denominator) == counts
    assert row.verdict is verdict
    assert row.shortfall == shortfall


def test_says_why_there_is_no_figure(asked: dict[date, Status]) -> None:
    assert asked[BEFORE].of("households").reason == "no_register"
    assert asked[REGISTER_DAY].of("households").reason == "no_members"
    assert asked[MARCH].of("processed_reports").reason == "no_case_log"


def test_villages_add_up_to_the_commune_and_name_what_belongs_to_none(world: World) -> None:
    """The whole answer on one day, and on a day of which nothing but the villages is known; two suggestions wait in Thôn 1."""
    waiting: Waiting = {("households", JUNE, "T1"): 2}
    counts = with_waiting(count_stocks(world.store, world.config, [BEFORE, JUNE], datetime(2030, 1, 1)), waiting)
    basis, covering = Basis(JUNE, JUNE), Basis(JUNE, JUNE, (2, 2))
    nobody = VillageCount("T2", "Thôn 2", 0, 0, 0)
    told = [
        ("institutions", (VillageCount("T1", "Thôn 1", 1, 0, 1), nobody, VillageCount(None, None, 1, 0, 1)), basis),
        ("villages", (VillageCount("T1", "Thôn 1", 1, 0, 1), VillageCount("T2", "Thôn 2", 1, 0, 1)), basis),
        ("businesses", (VillageCount("T1", "Thôn 1", 1, 0, 1), nobody, VillageCount(None, None, 0, 0, 1)), basis),
        ("households", (VillageCount("T1", "Thôn 1", 2, 2, 3), VillageCount("T2", "Thôn 2", 2, 0, 4)), covering),
    ]
    entities = {
        "institutions": (EntityState("D1", "Trường mầm non", True), EntityState("D2", "Trạm y tế", True)),
        "villages": (EntityState("T1", "Thôn 1", True), EntityState("T2", "Thôn 2", True)),
        "businesses": (EntityState("B1", "Công ty TNHH Một", True), EntityState("B2", "Công ty TNHH Hai", False)),
    }
    nothing = {name: Basis() for name in entities} | {
        "households": Basis(covered=(0, 2), uncovered=("Thôn 1", "Thôn 2"))
    }
    assert counts == {
        **{
            (name, JUNE): IndicatorCount(name, JUNE, villages, entities=entities.get(name, ()), basis=rests_on)
            for name, villages, rests_on in told
        },
        **{
            (name, BEFORE): IndicatorCount(name, BEFORE, (), Reason.NO_REGISTER, basis=rests_on)
            for name, rests_on in nothing.items()
        },
    }
    assert [village.shortfall for village in world.of("households", JUNE).villages] == [1, 1]


def test_sustained_needs_every_observation_of_the_year(asked: dict[date, Status]) -> None:
    assert asked[JUNE].of("institutions").sustained is False
    assert asked[JUNE].of("villages").sustained is True
    assert asked[date(2026, 1, 1)].of("households").sustained is None
