"""The report's sentences on both sides of what they tell apart; each figure worked out by hand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kpi.answers.activities import Activities, Activity
from kpi.domain.reasons import Reason
from kpi.judgement.assessment import Assessment, assess
from kpi.measures.counts import Basis, IndicatorCount, Interruption, VillageCount
from kpi.reports.content import sentences, tables
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report, Stamp
from kpi.reports.content.values import fields as values_of
from kpi.reports.content.wording import day
from tests.worlds import World

DAY, BEFORE, YEAR_AGO = date(2024, 6, 14), date(2024, 3, 14), date(2023, 6, 14)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report of a store with two villages and nothing else, to put figures into."""
    world = World.empty(tmp_path_factory.mktemp("blank")).with_villages_and_groups()
    return gather(world.store, world.config, Order(DAY))


def level(indicator: str, day: date, numerator: int, denominator: int, target: int | None = 70) -> Assessment:
    count = IndicatorCount(
        indicator,
        day,
        (VillageCount("T1", "Thôn 1", numerator, 0, denominator),),
        is_flow=indicator == "processed_reports",
    )
    return judged(replace(count, basis=Basis(day, day)), target)


def judged(count: IndicatorCount, target: int | None) -> Assessment:
    return assess(count, None if target is None else Decimal(target), near_points=10)


def no_data(indicator: str, day: date) -> Assessment:
    return judged(IndicatorCount(indicator, day, (), Reason.NO_REGISTER), 70)


def with_levels(report: Report, now: Assessment, before: Assessment, year_ago: Assessment) -> Report:
    """The report with these three levels of one indicator."""
    statuses = {"now": report.now, "before": report.before, "year_ago": report.year_ago}
    found = {"now": now, "before": before, "year_ago": year_ago}
    changed = {
        name: replace(status, indicators=tuple(found[name] if row.id == now.id else row for row in status.indicators))
        for name, status in statuses.items()
    }
    return replace(report, **changed)  # type: ignore[arg-type]


def told(report: Report, now: Assessment, before: Assessment, year_ago: Assessment) -> str:
    """The sentence of one indicator with these three levels."""
    return sentences.result(with_levels(report, now, before, year_ago), now.id)


HOUSEHOLDS = "Hộ Nhân dân tham gia mô hình: "
AGAINST_BOTH = "so với kỳ trước và cùng kỳ năm trước"


@pytest.mark.parametrize(
    ("now", "before", "year_ago", "sentence", "not_compared"),
    [
        # 1012/1431 = 70,7 %: 0,7 above 70; 966/1431 = 67,5 %: + 3,2 (46/1431 = 3,21)
        ((1012, 1431), (966, 1431), None,
         "1.012/1.431 hộ, đạt 70,7%, vượt chỉ tiêu 0,7 điểm phần trăm; tăng 3,2 điểm phần trăm so với kỳ trước.", YEAR_AGO),
        # 6996/10000: 4 hundredths below; 4 households are missing
        ((6996, 10000), (6996, 10000), (7100, 10000),
         "6.996/10.000 hộ, đạt 69,9%, thấp hơn chỉ tiêu <0,1 điểm phần trăm (còn thiếu 4 hộ); không thay đổi so với kỳ trước, "
         "giảm 1,0 điểm phần trăm so với cùng kỳ năm trước.", None),
        ((70, 100), None, (50, 100),
         "70/100 hộ, đạt 70%, bằng chỉ tiêu; tăng 20,0 điểm phần trăm so với cùng kỳ năm trước.", BEFORE),
        ((0, 100), (1, 100), (0, 100),
         "0/100 hộ, đạt 0%, thấp hơn chỉ tiêu 70,0 điểm phần trăm (còn thiếu 70 hộ); giảm 1,0 điểm phần trăm so với kỳ trước, "
         "không thay đổi so với cùng kỳ năm trước.", None),
        ((75, 100), (73, 100), (70, 100),
         "75/100 hộ, đạt 75%, vượt chỉ tiêu 5,0 điểm phần trăm; tăng 2,0 điểm phần trăm so với kỳ trước và 5,0 điểm phần trăm "
         "so với cùng kỳ năm trước.", None),
        ((75, 100), (75, 100), (75, 100),
         f"75/100 hộ, đạt 75%, vượt chỉ tiêu 5,0 điểm phần trăm; không thay đổi {AGAINST_BOTH}.", None),
    ],
)  # fmt: skip
def test_the_households_in_one_sentence(
    blank: Report, now: tuple[int, int], before: tuple[int, int] | None, year_ago: tuple[int, int] | None, sentence: str,
    not_compared: date | None,
) -> None:  # fmt: skip
    def at(day: date, counts: tuple[int, int] | None) -> Assessment:
        return no_data("households", day) if counts is None else level("households", day, *counts)

    levels = at(DAY, now), at(BEFORE, before), at(YEAR_AGO, year_ago)
    assert told(blank, *levels) == HOUSEHOLDS + sentence
    note = tables.indicators(with_levels(blank, *levels)).note
    assert note.startswith("Hộ dân: theo danh sách ngày 14/6/2024.")
    for on in (BEFORE, YEAR_AGO):
        assert (f"(ngày {day(on)}): Hộ dân (chưa có số liệu)." in note) == (on == not_compared)


def test_without_a_target_the_sentence_says_so(blank: Report) -> None:
    now = level("households", DAY, 50, 100, None)
    said = told(blank, now, now, now)
    assert "năm 2024 kế hoạch chưa giao chỉ tiêu" in said and "vượt" not in said and "thấp hơn" not in said


def test_without_data_it_says_why_and_gives_no_figure(blank: Report) -> None:
    missing = no_data("households", DAY)
    assert told(blank, missing, missing, missing) == (
        "Hộ Nhân dân tham gia mô hình: chưa có số liệu đến ngày 14/6/2024 (chưa có sổ hộ)."
    )


@pytest.mark.parametrize(
    ("open_cases", "tail"),
    [(0, " hoặc đã hết hạn xử lý."), (2, " hoặc đã hết hạn xử lý; đang xử lý trong hạn 2 tin.")],
)
def test_nothing_settled_is_no_percentage(blank: Report, open_cases: int, tail: str) -> None:
    none = judged(IndicatorCount("processed_reports", DAY, (), None, open=open_cases, is_flow=True), 100)
    said = told(blank, none, none, none)
    assert said.endswith("từ ngày 01/01/2024 đến ngày 14/6/2024 không phát sinh tin đã xử lý xong" + tail)
    assert "%" not in said


def test_a_late_report_is_told_as_late_not_as_missing(blank: Report) -> None:
    now = level("processed_reports", DAY, 35, 36, 100)  # 97,2 %: 2,8 below
    said = told(blank, now, now, level("processed_reports", YEAR_AGO, 0, 0, 100))
    assert (
        "có 35/36 tin, đạt 97,2%, thấp hơn chỉ tiêu 2,8 điểm phần trăm (1 tin trễ hạn hoặc chưa đủ quy trình)" in said
    )


@pytest.mark.parametrize(
    ("sustained", "gaps", "tail"),
    [
        (True, (), "Mức này được giữ ở mọi danh sách mới từ đầu năm."),
        (False, (), "bằng chỉ tiêu."),
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
    assert sentences.place_and_date(report) == f"{place}, ngày … tháng … năm …"
    assert ("xã Hà Giang (cũ)" in sentences.opening(report)) == (area != "xã Hà Giang")


def test_the_year_of_the_paper_is_that_of_freezing(blank: Report) -> None:
    """A report to 31/12/2024 was dated 2024 and signed in January 2025."""
    report = replace(blank, now=replace(blank.now, as_of=date(2024, 12, 31)))
    frozen = replace(report, stamp=Stamp(1, "AAAA-BBBB-CCCC", "An", datetime(2025, 1, 6, 8)))
    assert [sentences.place_and_date(one).partition("tháng … ")[2] for one in (report, frozen)] == ["năm …", "năm 2025"]


def test_everything_is_said_of_a_store_with_next_to_nothing(blank: Report) -> None:
    said = [*sentences.steering(blank), *sentences.handling(blank), *sentences.achieved(blank), *sentences.lacking(blank),
            *sentences.ahead(blank), *sentences.trust(blank), sentences.movement(blank), sentences.footer(blank)]  # fmt: skip
    assert "Chưa có số liệu về tin báo: chưa có sổ tin báo." in said
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
    assert sentences.movement(report) == "Trong kỳ có 1 hộ mới tham gia, không có hộ thôi tham gia."
    assert [row[5:7] for row in tables.villages(report).rows] == [(1, 0), (None, None)]
    assert values_of(report)["villages.T2.households.joined"] is None and values_of(report)["households.joined"] == 1


LATER = date(2024, 6, 10)


@pytest.mark.parametrize(
    ("listed_on", "said_of_it", "against"),
    [
        (LATER, "80/100 hộ, đạt 80%", "; không thay đổi so với kỳ trước."),
        (
            BEFORE,
            "80/100 hộ (theo danh sách ngày 14/3/2024; trong kỳ chưa có danh sách mới), đạt 80%",
            "10,0 điểm phần trăm.",
        ),
    ],
)
def test_no_change_is_said_of_a_period_with_a_list_only(
    blank: Report, listed_on: date, said_of_it: str, against: str
) -> None:
    now = replace(level("households", DAY, 80, 100), basis=Basis(listed_on, listed_on))
    before = replace(level("households", BEFORE, 80, 100), basis=Basis(BEFORE, BEFORE))
    said = told(blank, now, before, no_data("households", YEAR_AGO))
    assert said.startswith(HOUSEHOLDS + said_of_it) and said.endswith(against)


def test_a_change_is_told_though_only_the_register_is_new(blank: Report) -> None:
    old = Basis(BEFORE, BEFORE)
    now, before = (
        replace(level("households", DAY, 80, 90), basis=old),
        replace(level("households", BEFORE, 80, 100), basis=old),
    )
    assert "tăng 8,9 điểm phần trăm so với kỳ trước" in told(blank, now, before, no_data("households", YEAR_AGO))


def test_counts_of_some_villages_are_told_with_their_coverage_and_no_verdict(blank: Report) -> None:
    basis = Basis(DAY, BEFORE, (1, 2), ("Thôn 2",))
    count = IndicatorCount("households", DAY, (VillageCount("T1", "Thôn 1", 120, 0, 344),), None, basis=basis)
    levels = judged(count, 70), level("households", BEFORE, 50, 344), no_data("households", YEAR_AGO)
    assert told(blank, *levels) == HOUSEHOLDS + (
        "120/344 hộ của 1/2 thôn (theo các danh sách từ ngày 14/3/2024 đến ngày 14/6/2024), đạt 34,9%, "
        "chưa đánh giá được (chưa có sổ hộ của Thôn 2)."
    )
    note = tables.indicators(with_levels(blank, *levels)).note
    assert "Chưa so sánh được với kỳ trước (ngày 14/3/2024): Hộ dân (số thôn có sổ hộ khác nhau)." in note


def test_nobody_came_or_went_is_said_of_villages_with_a_new_list_only(tmp_path: Path) -> None:
    """Two villages with lists of March; then one of them, then both get one of the period that shows the same persons."""
    world = World.empty(tmp_path).with_villages_and_groups()
    header, groups = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"]
    for village in ("1", "2"):
        world.load("household", [header, [f"HG-{village}", "Nguyễn Văn A", f"T{village}"]], BEFORE)
        world.load("membership", [groups, [f"N{village}", village, "a", f"HG-{village}"]], BEFORE)
    report = gather(world.store, world.config, Order(DAY))
    assert sentences.movement(report) == (
        "Trong kỳ chưa có danh sách thành viên mới nên chưa xác định được số hộ mới tham gia, thôi tham gia."
    )
    assert [row[5:8] for row in tables.villages(report).rows] == [(None, None, None)] * 2
    world.load("membership", [groups, ["N1", "1", "a", "HG-1"]], date(2024, 6, 1))
    report = gather(world.store, world.config, Order(DAY))
    none = "Trong kỳ không có hộ nào mới tham gia hoặc thôi tham gia"
    assert sentences.movement(report) == f"{none} (danh sách mới trong kỳ: 1/2 thôn)."
    assert [row[5:7] for row in tables.villages(report).rows] == [(0, 0), (None, None)]
    world.load("membership", [groups, ["N2", "2", "a", "HG-2"]], date(2024, 6, 2))
    assert sentences.movement(gather(world.store, world.config, Order(DAY))) == f"{none}."


@pytest.mark.parametrize(
    ("log_on", "said", "not_said"),
    [
        (DAY, "Trong kỳ không phát sinh tin tiếp nhận; từ đầu năm tiếp nhận 1 tin.", "Sổ tin báo ghi đến"),
        (
            date(2024, 5, 2),
            "Trong kỳ đến ngày 02/5/2024 không phát sinh tin tiếp nhận; từ đầu năm đến ngày 02/5/2024 tiếp nhận 1 tin.",
            "",
        ),
        (
            BEFORE,
            "Sổ tin báo ghi đến ngày 14/3/2024; trong kỳ chưa có sổ mới. Từ đầu năm đến ngày 14/3/2024 tiếp nhận 1 tin.",
            "Trong kỳ không phát sinh",
        ),
    ],
)
def test_nothing_came_in_is_said_as_far_as_the_log_speaks(
    tmp_path: Path, log_on: date, said: str, not_said: str
) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    log = [
        ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Ngày xử lý xong"],
        ["T1", "Phản ánh", "02/01/2024 08:00", "03/01/2024"],
    ]
    world.load("case", log, log_on)
    lines = sentences.handling(gather(world.store, world.config, Order(DAY)))
    assert said in " ".join(lines)
    assert not not_said or not any(not_said in line for line in lines)
    nothing = "không có tin đang xử lý trong hạn, không có tin quá hạn chưa xử lý xong."
    assert (nothing.capitalize() if log_on == DAY else f"Đến ngày {day(log_on)} {nothing}") in lines


def test_section_one_and_the_upper_levels_form_take_the_same_activities(blank: Report) -> None:
    """Without a list the place is left for the hand and the form has no figure; of one list 45 came, and who saw the posts is open."""
    assert sentences.steering(blank)[-1].endswith("…………") and values_of(blank)["activities.papers"] is None
    rows = (
        Activity("session", DAY, None, "T1", None, 2, 45, None, None),
        Activity("post", DAY, None, None, None, 3, None, None, None),
    )
    told = replace(blank, activities=Activities(blank.period.start, DAY, rows, DAY))
    assert sentences.steering(told)[-1] == (
        "Tổ chức 2 buổi tuyên truyền tại 1 thôn với 45 lượt người dự; đăng 3 tin, bài tuyên truyền."
    )
    names = ("papers", "sessions", "people", "posts", "reach", "guides", "places")
    assert [values_of(told)[f"activities.{name}"] for name in names] == [0, 2, 45, 3, None, 0, 0]
