"""Tiến độ và dự báo shows how each indicator has gone, where it should be and where it is heading, and when it cannot tell."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpi.answers.links import links
from kpi.answers.progress import Course, list_days, progress
from kpi.answers.status import Status, history
from kpi.config.models import Config
from kpi.forecast.outlook import Prospect
from kpi.store import Store
from kpi.ui.progress.words import why_unforeseen
from tests.app.screen import charts, markup, open_page, words
from tests.worlds import World

PAGE = "progress.py"
JUNE = date(2025, 6, 30)
pytestmark = pytest.mark.usefixtures("environment")
MONTH_ENDS = (date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30))


def rows_of(test: AppTest, label: str) -> dict[str, list[str]]:
    """The rows of the table that says it is about this, by their first cell."""
    found = re.search(rf'aria-label="{re.escape(label)}">(.*?)</table>', markup(test), re.S)
    assert found, f"no table {label}"
    cells = [
        [
            " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", found[1], re.S)
    ]
    return {row[0]: row[1:] for row in cells}


def facts_of(test: AppTest) -> dict[str, str]:
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", markup(test))
    return {unescape(name): unescape(value) for name, value in found}


def prospect_of(test: AppTest) -> str:
    """The sentence beside the chart, with its badge."""
    found = re.search(r'<p class="kpi-(?:prospect|calm)"><span class="kpi-badge.*?</p>', markup(test), re.S)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def traces(test: AppTest) -> dict[str, dict[str, Any]]:
    return {trace.get("name", ""): trace for trace in json.loads(charts(test)[0].spec)["data"]}


def choose(test: AppTest, indicator: str) -> AppTest:
    test.segmented_control(key="chi-tieu").set_value(indicator).run()
    assert not test.exception, [error.value for error in test.exception]
    return test


@pytest.fixture(scope="module")
def figures(sample_store: Store, config: Config) -> tuple[Status, ...]:
    return history(sample_store, config)


def course_of(store: Store, config: Config, figures: Sequence[Status], indicator: str, day: date) -> Course:
    """On a day that lists describe."""
    status = next(status for status in figures if status.as_of == day)
    return progress(status, figures, list_days(store, config, day), config).of(indicator)


def test_households_in_the_middle_of_the_year(
    sample_store: Store, config: Config, figures: Sequence[Status], monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-06-30")
    facts = facts_of(test)
    # 90 % of 1.431 is 1.287,9, so 1.288; 1.288 − 1.165 = 123 in 184 days, 4,7 a week.
    assert facts["Chỉ tiêu đến 31/12/2025"] == "90% (1.288 hộ), còn thiếu 123 hộ"
    assert facts["Tốc độ cần có"] == "5 hộ/tuần"
    # From the 1.016 of 31/12/2024 to 1.288: 272 × 180/364 = 134,5, so 1.151 by 30/6.
    assert facts["Mức phải có ngày 30/6/2025"] == "1.151 hộ"
    assert facts["Nhanh (+), chậm (−)"] == "+14 hộ (+1,0 điểm %)"
    course = course_of(sample_store, config, figures, "households", JUNE)
    assert course.outlook is not None
    # Month ends of 1.097, 1.121, 1.139, 1.165: 18 in 31 days is the slowest, 4,1 a week, 26 in 30 the fastest, 6,1.
    assert [row.numerator for row in course.path[-4:]] == [1097, 1121, 1139, 1165]
    assert facts["Tốc độ 3 tháng qua"] == "4 đến 6 hộ/tuần"
    ahead = course.outlook.on(date(2025, 12, 31))
    assert ahead.low < 1288 <= ahead.high
    assert prospect_of(test).startswith("▲ Có thể đạt Nếu giữ nhịp như hiện nay, đến 31/12/2025: ")
    for count in (ahead.low, ahead.high):
        assert f"{count:,}".replace(",", ".") in prospect_of(test)
    assert "Dự kiến kỳ báo cáo 14/7/2025" in facts
    assert facts["Ngày đạt chỉ tiêu"].startswith("sớm nhất ")
    assert "Nếu xác nhận hết phần chờ xác nhận" in facts


def test_the_chart_draws_path_target_line_and_range(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-06-30")
    drawn = traces(test)
    path = drawn["Kết quả"]
    assert path["mode"] == "lines+markers"
    # 18 month ends from January 2024 to June 2025, and no day that no list describes.
    assert len(path["x"]) == 18
    assert path["y"][-1] == pytest.approx(100 * 1165 / 1431)
    assert "1.165/1.431 hộ" in str(path["customdata"][-1])
    due = drawn["Mức phải có để kịp hạn"]
    assert due["y"] == pytest.approx([100 * 1016 / 1431, 100 * 1288 / 1431])
    assert due["line"]["dash"] == "dash"
    assert max(drawn["Khoảng dự kiến"]["x"]) == "2025-12-31"
    layout = json.loads(charts(test)[0].spec)["layout"]
    assert any("tính đến 30/6/2025" in note["text"] for note in layout["annotations"])
    assert any("chỉ tiêu 90% (2025)" in note["text"] for note in layout["annotations"])
    alt = charts(test)[0].alt
    for said in ("81,4%", "1.151/1.431 hộ", "Dự kiến ngày 31/12/2025"):
        assert said in alt


def test_the_table_holds_the_four_stocks(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-06-30")
    rows = rows_of(test, "Tiến độ các chỉ tiêu")
    assert list(rows)[1:] == ["Hộ dân", "Doanh nghiệp", "Cơ quan – nhà trường", "Thôn"]
    assert rows["Hộ dân"][:4] == ["▲ Có thể đạt", "81,4% (1.165/1.431 hộ)", "90%", "1.151 hộ"]
    # From 13 to 18: 5 × 180/364 = 2,5, so 16 by 30/6; 3 in the 26 weeks left.
    assert rows["Doanh nghiệp"][1:5] == [
        "83,3% (15/18 doanh nghiệp)", "100%", "16 doanh nghiệp", "−1 doanh nghiệp (−5,6 điểm %)",
    ]  # fmt: skip
    assert rows["Doanh nghiệp"][6] == "3 doanh nghiệp trong 26 tuần"
    assert rows["Thôn"][0] == "✔ Dự kiến đạt"
    assert rows["Thôn"][-1] == "100%"


def test_only_a_range_that_meets_the_target_as_a_whole_is_green(
    sample_store: Store, config: Config, figures: Sequence[Status], monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-10-31")
    course = course_of(sample_store, config, figures, "households", date(2024, 10, 31))
    assert course.outlook is not None
    assert course.outlook.on(date(2024, 12, 31)).low >= 1002
    assert course.prospect is Prospect.EXPECTED
    assert prospect_of(test).startswith("✔ Dự kiến đạt")
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-11-30")
    assert prospect_of(test).startswith("✖ Nguy cơ không đạt")


def test_what_each_village_misses_beside_what_the_commune_misses(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-06-30")
    rows = rows_of(test, "Số còn thiếu của từng thôn")
    # 90 % of 338, 356, 376 and 361 is 305, 321, 339 and 325, rounded up; 61 of 125 is 48,8 %.
    assert rows["Thôn 3"] == ["244/338 hộ", "72,2%", "61 hộ", "48,8%", "3 hộ/tuần"]
    assert [rows[name][2] for name in ("Khu phố 2", "Thôn Đông Hải", "Thôn Yên Xá")] == ["32 hộ", "23 hộ", "9 hộ"]
    assert rows["Toàn xã"][2] == "123 hộ"
    assert "Các thôn cộng lại còn thiếu 125 hộ, toàn xã còn thiếu 123 hộ" in words(test)


def test_reports_have_a_path_and_no_forecast(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = choose(open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-12-31"), "processed_reports")
    assert prospect_of(test).startswith("○ Không dự báo")
    drawn = traces(test)
    assert "Khoảng dự kiến" not in drawn
    assert "Mức phải có để kịp hạn" not in drawn
    # The line of the year begins anew: 12 month ends of 2025.
    assert len(drawn["Kết quả"]["x"]) == 12
    assert "37/38 tin" in facts_of(test)["Hiện nay"]


def test_the_last_day_of_a_target_is_judged(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-12-31")
    assert prospect_of(test).startswith("▲ Chưa đạt Hôm nay là ngày cuối của chỉ tiêu, còn thiếu 42 hộ.")
    assert facts_of(test)["Tốc độ cần có"] == "Đã đến hạn"
    # On the last day of 2024 the target of 2025 is the one to work for.
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31")
    assert facts_of(test)["Chỉ tiêu đến 31/12/2025"] == "90% (1.288 hộ), còn thiếu 272 hộ"
    assert facts_of(test)["Mức phải có ngày 31/12/2024"] == "1.016 hộ"


def test_a_year_without_target(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2026-01-31")
    assert prospect_of(test).startswith("○ Chưa giao chỉ tiêu Nếu giữ nhịp như hiện nay, đến 31/12/2026")
    assert "Tốc độ cần có" not in facts_of(test)
    assert "Số còn thiếu của từng thôn" not in words(test)


def test_two_lists_are_too_few(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-02-29")
    assert prospect_of(test).startswith("○ Chưa đủ số liệu Trong 92 ngày qua chỉ có 2 danh sách")
    assert "Khoảng dự kiến" not in traces(test)
    assert facts_of(test)["Mức phải có ngày 29/02/2024"] == "chưa có danh sách đến 01/01/2024"
    # 1.002 − 642 = 360 in 306 days are 8,2 a week.
    assert facts_of(test)["Tốc độ cần có"] == "9 hộ/tuần"


def test_before_any_register_it_says_why(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2023-06-30")
    assert "kpi-empty-state" in markup(test)
    assert not charts(test)


def test_the_method_names_its_numbers(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-06-30"))
    for text in (
        "92 ngày qua",
        "ít nhất 3 danh sách",
        "ít nhất 14 ngày",
        "365 ngày qua",
        "xem trang “Phương pháp tính”",
        "tại ngày 30/6/2025",
    ):
        assert text in said


def test_no_household_is_named(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-06-30")
    shown = markup(test) + "".join(chart.spec for chart in charts(test))
    found = links(sample_store, config, JUNE)
    assert not [
        link.entity_code for link in found if link.entity_kind == "household" and (link.entity_code or "-") in shown
    ]
    assert not [link.display_name for link in found if len(link.display_name) > 8 and link.display_name in shown]


# ---------------------------------------------------------------- a small world, counted by hand


def members(world: World, group: str, day: date, *codes: str) -> None:
    world.load("membership", [["Tên hiển thị", "Mã hộ"], *([code, code] for code in codes)], day, group=group)


def numbered(village: int, count: int) -> list[str]:
    return [f"H{village}{number:02d}" for number in range(1, count + 1)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One village of 40 households: 10, 14, 18 and 22 of them at four month ends; no log of reports, no businesses."""
    world = World.empty(tmp_path_factory.mktemp("progress")).with_villages_and_groups(1)
    households = [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *([code, code, "T1"] for code in numbered(1, 40))]
    world.load("household", households, date(2023, 12, 31))
    for day, count in zip(MONTH_ENDS, (10, 14, 18, 22), strict=True):
        members(world, "N1", day, *numbered(1, count))
    return world


def test_one_village(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-04-30")
    facts = facts_of(test)
    # 70 % of 40 is 28: 6 more in 245 days, fewer than one a week; 35 weeks are left.
    assert facts["Hiện nay"] == "55% (22/40 hộ)"
    assert facts["Chỉ tiêu đến 31/12/2024"] == "70% (28 hộ), còn thiếu 6 hộ"
    assert facts["Tốc độ cần có"] == "6 hộ trong 35 tuần"
    # 4 in 29, 31 and 30 days: 0,97, 0,90 and 0,93 a week, so that 0,93 in the middle make 12 in 13 weeks.
    assert facts["Tốc độ 3 tháng qua"] == "12 hộ trong 13 tuần"
    # Expected at the year's end, 35 weeks on: 0,93 a week at first, 18 × (1 − e^(−0,93·35/18)) = 15,1 more, 37 of 40.
    assert "92,5%" in prospect_of(test)
    rows = rows_of(test, "Số còn thiếu của từng thôn")
    assert rows["Thôn 1"][2] == rows["Toàn xã"][2] == "6 hộ"
    assert "Các thôn cộng lại còn thiếu 6 hộ, toàn xã còn thiếu 6 hộ." in words(test)
    # Nobody counts businesses yet.
    assert rows_of(test, "Tiến độ các chỉ tiêu")["Doanh nghiệp"][0] == "○ Chưa đủ số liệu"


def test_an_indicator_without_register_and_a_log_that_is_missing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-04-30")
    for indicator in ("businesses", "processed_reports"):
        assert "kpi-empty-state" in markup(choose(test, indicator))
        assert not charts(test)
    assert charts(choose(test, "households"))


def test_an_empty_log_has_no_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = World.empty(tmp_path).with_villages_and_groups(1)
    own.load("case", [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Ngày xử lý xong"]], date(2024, 4, 30))
    test = choose(open_page(own.store.path, monkeypatch, PAGE, ngay="2024-04-30"), "processed_reports")
    assert prospect_of(test).startswith("○ Không dự báo")
    assert traces(test)["Chỉ tiêu"]
    assert "Kết quả" not in traces(test)


def test_an_empty_store_says_what_to_do(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "kpi-empty-state" in markup(open_page(empty_store.path, monkeypatch))


def test_a_village_s_first_list_is_no_growth(tmp_path: Path) -> None:
    """Two villages of 20. Thôn 1: 10, 11, 12, 13; Thôn 2 has its first list, of 10, with the third of them."""
    own = World.empty(tmp_path).with_villages_and_groups(2)
    for village in (1, 2):
        rows = [[code, code, f"T{village}"] for code in numbered(village, 20)]
        own.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], date(2023, 12, 31), village=f"T{village}")
    for day, count in zip(MONTH_ENDS, (10, 11, 12, 13), strict=True):
        members(own, "N1", day, *numbered(1, count))
        if day >= MONTH_ENDS[2]:
            members(own, "N2", day, *numbered(2, 10))
    known = history(own.store, own.config)
    for day, since, usable in (
        # Before it came, Thôn 1 was the whole of what had a list.
        (MONTH_ENDS[1], MONTH_ENDS[0], 2),
        (MONTH_ENDS[2], MONTH_ENDS[2], 1),
        (MONTH_ENDS[3], MONTH_ENDS[2], 2),
    ):
        course = course_of(own.store, own.config, known, "households", day)
        assert list_days(own.store, own.config, day)["households"].since == since
        assert (course.unforeseen, course.usable) == ("too_few", usable)
        assert (
            f"chỉ có {usable} danh sách so sánh được (kể từ ngày thôn sau cùng trong số các thôn đã có"
            in why_unforeseen(course)
        )
    assert [row.numerator for row in course.path] == [10, 11, 22, 23]
