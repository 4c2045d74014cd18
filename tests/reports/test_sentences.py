"""The report's sentences on both sides of what they tell apart; each figure worked out by hand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kpi.domain.reasons import Reason
from kpi.judgement.assessment import Assessment, assess
from kpi.measures.counts import IndicatorCount, Interruption, VillageCount
from kpi.reports.content import sentences, tables
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report
from kpi.reports.content.values import fields as values_of
from tests.worlds import World

DAY, BEFORE, YEAR_AGO = date(2024, 6, 14), date(2024, 3, 14), date(2023, 6, 14)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report of a store with two villages and nothing else, to put figures into."""
    world = World.empty(tmp_path_factory.mktemp("blank")).with_villages_and_groups()
    return gather(world.store, world.config, Order(DAY))


def level(indicator: str, day: date, numerator: int, denominator: int, target: int | None = 70) -> Assessment:
    count = IndicatorCount(indicator, day, (VillageCount("T1", "Thôn 1", numerator, 0, denominator),), None)
    return assess(count, None if target is None else Decimal(target))


def no_data(indicator: str, day: date) -> Assessment:
    return assess(IndicatorCount(indicator, day, (), Reason.NO_REGISTER), Decimal(70))


def told(report: Report, now: Assessment, before: Assessment, year_ago: Assessment) -> str:
    """The sentence of one indicator with these three levels."""
    statuses = {"now": report.now, "before": report.before, "year_ago": report.year_ago}
    found = {"now": now, "before": before, "year_ago": year_ago}
    changed = {
        name: replace(status, indicators=tuple(found[name] if row.id == now.id else row for row in status.indicators))
        for name, status in statuses.items()
    }
    return sentences.result(replace(report, **changed), now.id)  # type: ignore[arg-type]


HOUSEHOLDS = "Hộ Nhân dân tham gia mô hình: đến ngày 14/6/2024, toàn xã có "


@pytest.mark.parametrize(
    ("now", "before", "year_ago", "sentence"),
    [
        # 1012/1431 = 70,7 %: 0,7 above 70; 966/1431 = 67,5 %: + 3,2 (46/1431 = 3,21)
        ((1012, 1431), (966, 1431), None,
         "1.012/1.431 hộ tham gia, đạt 70,7%, vượt chỉ tiêu 0,7 điểm %, tăng 3,2 điểm % so với kỳ trước; "
         "cùng kỳ năm trước chưa có số liệu để so sánh."),
        # 6996/10000: 4 hundredths below; 4 households are missing
        ((6996, 10000), (6996, 10000), (7100, 10000),
         "6.996/10.000 hộ tham gia, đạt 69,9%, thấp hơn chỉ tiêu <0,1 điểm % (còn thiếu 4 hộ), không thay đổi so với kỳ trước, "
         "giảm 1,0 điểm % so với cùng kỳ năm trước."),
        ((70, 100), None, (50, 100),
         "70/100 hộ tham gia, đạt 70%, bằng chỉ tiêu; kỳ trước chưa có số liệu để so sánh, tăng 20,0 điểm % so với "
         "cùng kỳ năm trước."),
        ((0, 100), (1, 100), (0, 100),
         "0/100 hộ tham gia, đạt 0%, thấp hơn chỉ tiêu 70,0 điểm % (còn thiếu 70 hộ), giảm 1,0 điểm % so với kỳ trước, không thay đổi "
         "so với cùng kỳ năm trước."),
    ],
)  # fmt: skip
def test_the_households_in_one_sentence(
    blank: Report, now: tuple[int, int], before: tuple[int, int] | None, year_ago: tuple[int, int] | None, sentence: str
) -> None:
    def at(day: date, counts: tuple[int, int] | None) -> Assessment:
        return no_data("households", day) if counts is None else level("households", day, *counts)

    assert told(blank, at(DAY, now), at(BEFORE, before), at(YEAR_AGO, year_ago)) == HOUSEHOLDS + sentence


def test_without_a_target_the_sentence_says_so(blank: Report) -> None:
    now = level("households", DAY, 50, 100, None)
    said = told(blank, now, now, now)
    assert "năm 2024 kế hoạch chưa giao chỉ tiêu" in said and "vượt" not in said and "thấp hơn" not in said


def test_without_data_it_says_why_and_gives_no_figure(blank: Report) -> None:
    missing = no_data("households", DAY)
    assert told(blank, missing, missing, missing) == (
        "Hộ Nhân dân tham gia mô hình: chưa có số liệu đến ngày 14/6/2024 (chưa nạp danh sách gốc)."
    )


@pytest.mark.parametrize(
    ("open_cases", "tail"),
    [(0, " hoặc đã hết hạn xử lý."), (2, " hoặc đã hết hạn xử lý; đang xử lý trong hạn 2 tin.")],
)
def test_nothing_settled_is_no_percentage(blank: Report, open_cases: int, tail: str) -> None:
    none = assess(IndicatorCount("processed_reports", DAY, (), None, open=open_cases), Decimal(100))
    said = told(blank, none, none, none)
    assert said.endswith("từ ngày 01/01/2024 đến ngày 14/6/2024 không phát sinh tin đã xử lý xong" + tail)
    assert "%" not in said


def test_a_late_report_is_told_as_late_not_as_missing(blank: Report) -> None:
    now = level("processed_reports", DAY, 35, 36, 100)  # 97,2 %: 2,8 below
    said = told(blank, now, now, level("processed_reports", YEAR_AGO, 0, 0, 100))
    assert "35/36 tin được xử lý kịp thời, đúng quy định, đạt 97,2%" in said
    assert "thấp hơn chỉ tiêu 2,8 điểm % (không đúng hạn hoặc chưa đủ quy trình 1 tin)" in said
    assert "cùng kỳ năm trước không phát sinh nên không so sánh" in said


@pytest.mark.parametrize(
    ("sustained", "gaps", "tail"),
    [
        (True, (), "Mức này được duy trì ở mọi ngày có số liệu từ đầu năm."),
        (False, (), "so với cùng kỳ năm trước."),
        (False, (Interruption("C1", "Trạm Y tế", BEFORE, DAY),), "Trong năm có gián đoạn: Trạm Y tế."),
    ],
)
def test_whether_a_level_was_sustained(
    blank: Report, sustained: bool, gaps: tuple[Interruption, ...], tail: str
) -> None:
    now = replace(level("institutions", DAY, 4, 4, 100), sustained=sustained, interruptions=gaps)
    assert told(blank, now, now, now).endswith(tail)


@pytest.mark.parametrize(
    ("day", "addressee", "place", "area"),
    [
        (date(2025, 6, 30), "UBND huyện Hà Trung", "Hà Giang", "xã Hà Giang"),
        (date(2025, 9, 30), "UBND tỉnh Thanh Hóa", "Hà Long", "địa bàn xã Hà Giang (cũ)"),
    ],
)
def test_whom_it_goes_to_and_who_writes_it_depend_on_the_day(
    tmp_path: Path, day: date, addressee: str, place: str, area: str
) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    report = gather(world.store, world.config, Order(day))
    assert sentences.addressee(report) == addressee
    assert sentences.place_and_date(report) == f"{place}, ngày … tháng … năm 2025"
    assert ("xã Hà Giang (cũ)" in sentences.opening(report)) == (area != "xã Hà Giang")


def test_everything_is_said_of_a_store_with_next_to_nothing(blank: Report) -> None:
    said = [*sentences.steering(blank), *sentences.handling(blank), *sentences.achieved(blank), *sentences.lacking(blank),
            *sentences.ahead(blank), *sentences.trust(blank), sentences.movement(blank), sentences.footer(blank)]  # fmt: skip
    assert "Chưa có số liệu về tin báo: chưa nạp sổ tin báo." in said
    assert "DỰ THẢO – số liệu đến ngày 14/6/2024, chưa chốt" in said
    assert not [line for line in said if "None" in line or "nan" in line.split()]


def test_a_year_without_targets_lacks_no_data(blank: Report) -> None:
    """2026: every figure is there, and the plan has set no target."""
    found = tuple(level(row.id, DAY, 1, 2, None) for row in blank.now.indicators)
    aimless = replace(blank, now=replace(blank.now, indicators=found))
    assert sentences.achieved(aimless)[0] == f"Năm {DAY.year} kế hoạch chưa giao chỉ tiêu nên chưa đánh giá mức đạt."
    lacking = sentences.lacking(aimless)
    assert (
        lacking[0].startswith(f"Chưa giao chỉ tiêu năm {DAY.year}: ") and "Không có chỉ tiêu chưa đạt." not in lacking
    )


def test_who_came_and_went_is_said_of_two_days_with_figures_only(tmp_path: Path) -> None:
    """The first lists are of 01/6: at 14/6 nobody is "new", in the sentence, the table and the upper level's form alike."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["HG-1", "Nguyễn Văn A", "T1"], ["HG-2", "Trần Thị B", "T1"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], date(2024, 6, 1))
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "HG-1"]], date(2024, 6, 1))
    report = gather(world.store, world.config, Order(DAY))
    assert "Chưa so sánh được" in sentences.movement(report)
    table = tables.villages(report)
    assert (
        {row[5:7] for row in table.rows} == {(None, None)}
        and table.total is not None
        and table.total[5:7] == (None, None)
    )
    values = values_of(report)
    assert values["households.joined"] is None and values["villages.T1.households.joined"] is None


def test_a_villages_first_list_is_no_growth(tmp_path: Path) -> None:
    """Thôn 1 has a register in March, Thôn 2 from May on: of its households nobody is new, in text, table and form."""
    world = World.empty(tmp_path).with_villages_and_groups()
    header, groups = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["Nhóm", "Tên hiển thị", "Mã hộ"]
    world.load("household", [header, ["HG-1", "Nguyễn Văn A", "T1"], ["HG-2", "Trần Thị B", "T1"]], BEFORE)
    world.load("membership", [groups, ["N1", "a", "HG-1"]], BEFORE)
    world.load("household", [header, ["HG-3", "Lê Văn C", "T2"]], date(2024, 5, 1))
    world.load("membership", [groups, ["N1", "a", "HG-1"], ["N1", "b", "HG-2"]], DAY)
    world.load("membership", [groups, ["N2", "c", "HG-3"]], DAY)
    report = gather(world.store, world.config, Order(DAY))
    assert sentences.movement(report) == "Trong kỳ có 1 hộ mới tham gia, 0 hộ thôi tham gia."
    assert [row[5:7] for row in tables.villages(report).rows] == [(1, 0), (None, None)]
    assert values_of(report)["villages.T2.households.joined"] is None and values_of(report)["households.joined"] == 1
