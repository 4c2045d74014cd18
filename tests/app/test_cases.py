"""Tin báo shows what ``kpi.answers.cases`` says: codes only, every figure with as many rows behind it, words where there is none."""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from kpi.answers.cases import CaseYear, case_year
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count, format_ratio
from kpi.ingest.loading.load import Source, load
from kpi.store import Store
from kpi.ui.cases.steps import OPENED, ROWS_PER_PAGE
from kpi.ui.drill.cases import workbook
from tests.app.screen import card, charts, markup, open_page, words
from tests.app.test_households import rows_of
from tests.conftest import ROOT
from tests.golden.test_cases import HEADER, LOG, SECRET, row
from tests.worlds import World

PAGE = "cases.py"
pytestmark = pytest.mark.usefixtures("environment")
YEAR_END = date(2024, 12, 31)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The log of the golden test, and an empty one, which makes 30/6/2024 a day to choose."""
    world = World.empty(tmp_path_factory.mktemp("cases")).with_villages_and_groups()
    world.load("case", [HEADER, *LOG], YEAR_END)
    return world


def seen(store: Store, config: Config, day: date) -> CaseYear:
    year = case_year(store, config, day)
    assert year is not None
    return year


def panel(test: AppTest, title: str) -> str:
    """The block of our own HTML that a heading begins."""
    blocks = (block.proto.body for block in test.get("html"))
    return next(str(block) for block in blocks if title in block.partition("</h2>")[0] and "kpi-panel" in block)


def opened(test: AppTest) -> AppTest:
    """The page after somebody has opened the list by code."""
    test.session_state[OPENED] = True
    test.run()
    assert not test.exception, [error.value for error in test.exception]
    return test


def by_village(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A configuration that shows villages code by code."""
    text = (ROOT / "config.yaml").read_text("utf-8")
    changed = text.replace("show_village_by_code: no", "show_village_by_code: yes")
    assert changed != text
    file = folder / "config.yaml"
    file.write_text(changed, "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))


def listed(test: AppTest) -> list[str]:
    """The codes in the list of reports."""
    table = next(block.proto.body for block in test.get("html") if "Tiếp nhận ngày" in block.proto.body)
    return [code for code in rows_of(table) if code != "Mã tin"]


def test_the_figures_are_those_of_the_year(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31", so_voi="2024-09-30")
    now, before = seen(sample_store, config, YEAR_END), seen(sample_store, config, date(2024, 9, 30))
    shown = rows_of(panel(test, "Tin báo năm 2024"))
    for label, name in (
        ("Tiếp nhận trong năm", "received"), ("Đã xong hoặc hết hạn", "settled"), ("– đúng hạn", "on_time"),
        ("– trễ hạn", "late"), ("Đang xử lý (trong hạn)", "open"),
    ):  # fmt: skip
        assert shown[label][:2] == [format_count(getattr(year.tally, name)) for year in (now, before)]
    assert shown["Tiếp nhận trong năm"][2] == f"+{now.tally.received - before.tally.received}"
    assert format_ratio(now.tally.on_time, now.tally.settled, None) in card(test, "processed_reports")
    assert f"{now.tally.on_time}/{now.tally.settled}" in card(test, "processed_reports")
    assert listed(opened(test)) == [line.code for line in now.lines]


def test_the_chart_draws_the_months(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31")
    (chart,) = charts(test)
    drawn = {trace["name"]: trace for trace in json.loads(chart.spec)["data"]}
    months = seen(sample_store, config, YEAR_END).months
    assert drawn["Tiếp nhận"]["y"] == [month.received for month in months]
    assert drawn["Đúng hạn"]["y"] == [month.on_time for month in months]
    assert drawn["Trễ hạn"]["y"] == [month.late for month in months]
    assert drawn["Trễ hạn"]["base"] == drawn["Đúng hạn"]["y"]
    assert drawn["Tiếp nhận lũy kế"]["y"][-1] == months[-1].so_far
    assert "T12/2024: tiếp nhận" in chart.alt


def test_everything_that_can_become_of_a_report_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers are counted by hand in tests/golden/test_cases.py. B5 and B6, due by the hour and received at an hour that
    nobody wrote down, are late since the end of the day after (docs/decisions/cases.md#hours-without-an-hour)."""
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30")
    year = rows_of(panel(test, "Tin báo năm 2024"))
    assert {label: cells[0] for label, cells in year.items() if label.startswith(("N", "T", "Đ", "–"))} == {
        "Từ 01/01 đến hết ngày": "30/6/2024", "Năm trước chuyển sang": "1", "Tiếp nhận trong năm": "10",
        "Đã xong hoặc hết hạn": "8", "– đúng hạn": "3", "– đúng hạn, chưa đủ quy trình": "1", "– trễ hạn": "4",
        "Đang xử lý (trong hạn)": "3", "– đến hạn trong 3 ngày": "1", "– đang tạm đình chỉ, chưa có ngày phục hồi": "1",
    }  # fmt: skip
    said = words(test)
    assert (
        "10 tin tiếp nhận + 1 tin năm trước chuyển sang = 8 tin đã xong hoặc hết hạn + 3 tin đang xử lý + 0 tin" in said
    )
    assert "Ngoài ra còn 1 tin đã tính trễ hạn vào năm trước" in said
    for notice in (
        "Quá hạn, chưa xong: 3 tin A2: quá hạn 198 ngày · B5: quá hạn 4 ngày · B4: hôm nay là hạn cuối",
        "Đến hạn trong 3 ngày tới: 1 tin B9: hạn 03/7/2024",
        "Đang tạm đình chỉ, chưa có ngày phục hồi: 1 tin B8: từ ngày 20/6/2024",
        "thời hạn tính từ hết ngày tiếp nhận: 2 B5 · B6",
        "cần cán bộ pháp lý rà soát: 3 tin Thông tư liên tịch 01/2017",
    ):
        assert notice in said
    assert rows_of(panel(test, "Theo loại tin"))["Phản ánh"] == ["1", "6", "5", "3", "1", "1", "2", "60%"]
    assert rows_of(panel(test, "Theo kênh tiếp nhận"))["Không ghi"] == ["0", "1", "1", "1", "0", "0", "0", "100%"]
    assert rows_of(panel(test, "Chưa xử lý xong"))["✖ Quá hạn trên 30 ngày"] == ["1", "A2"]
    assert "<dd>19 ngày</dd>" in markup(test) and "<dd>65 ngày</dd>" in markup(test)
    assert "không thôn nào có tin; nếu không thì ghi “ẩn”" in panel(test, "theo thôn và loại tin")
    assert rows_of(panel(test, "theo thôn và loại tin")) == {}


def test_what_cannot_be_judged_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Late: K2, due before its log ends. Not known: K1, due after it; the later log is silent on it. Closed without a day: N1.
    Without a deadline, received before any rule: U1, closed, and U2, in progress."""
    world = World.empty(tmp_path).with_villages_and_groups()
    earlier = [
        row("K1", "Phản ánh", "15/6/2024", due="28/6/2024"),
        row("K2", "Phản ánh", "10/6/2024", due="18/6/2024"),
    ]
    later = [
        [*row("U1", "Phản ánh", "15/12/2021", closed="05/01/2024"), ""],
        [*row("U2", "Phản ánh", "15/12/2021"), ""],
        [*row("N1", "Phản ánh", "03/6/2024", due="17/6/2024"), "Đã xử lý"],
    ]
    world.load("case", [HEADER, *earlier], date(2024, 6, 20))
    world.load("case", [[*HEADER, "Trạng thái"], *later], date(2024, 6, 30))
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30")
    year, said = rows_of(panel(test, "Tin báo năm 2024")), words(test)
    for label in (
        "Đã xong hoặc hết hạn", "– trễ hạn", "Đang xử lý (trong hạn)", "– chưa xác định được hạn",
        "Đã xong, chưa thể đánh giá", "Đã xử lý, chưa rõ ngày", "Chưa rõ: sổ có ghi tin kết thúc trước hạn xử lý",
    ):  # fmt: skip
        assert year[label][0] == "1", label
    assert (
        "3 tin tiếp nhận + 2 tin năm trước chuyển sang = 1 tin đã xong hoặc hết hạn + 1 tin đang xử lý + 3 tin" in said
    )
    assert "Quá hạn, chưa xong: 1 tin K2: quá hạn 12 ngày" in said
    assert "không xác định được hạn: 2 tin U2 · U1: chưa có quy định về hạn" in said
    assert listed(opened(test)) == ["K2", "U2", "N1", "K1", "U1"]


def test_no_person_and_no_text_is_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30")
    opened(test)
    shown = markup(test) + "".join(chart.spec for chart in charts(test))
    assert SECRET not in shown
    assert "Ai đó" not in shown
    assert "QĐ 1" not in shown, "what an extension rests on is free text"


def test_the_filters(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    by_village(monkeypatch, tmp_path)
    test = opened(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30"))
    whole = {key: test.selectbox(key=key).value for key in ("tinh-trang", "loai-tin", "dia-ban")}
    for filters, codes in (
        ({"tinh-trang": "overdue"}, ["A2", "B5", "B4"]),
        ({"tinh-trang": "open"}, ["B9", "B7", "B8"]),
        ({"loai-tin": "crime_report"}, ["B5", "B4", "B6"]),
        ({"dia-ban": "-"}, ["B10"]),
        ({"dia-ban": "Thôn 2", "tinh-trang": "open"}, ["B9"]),
        ({"loai-tin": "complaint"}, None),
    ):
        for key, value in {**whole, **filters}.items():
            test.selectbox(key=key).set_value(value)
        test.run()
        assert not test.exception
        if codes is None:
            assert "Không có tin nào phù hợp" in words(test)
        else:
            assert listed(test) == codes
            assert f"– {len(codes)}/12 tin" in words(test)


def test_the_list_by_code_is_drawn_only_for_whoever_opens_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30")
    assert "Tiếp nhận ngày" not in markup(test) and "theo thôn và loại tin" in words(test)
    assert [one.label for one in test.expander] == [
        "Danh sách tin theo mã – chỉ dùng nội bộ, không gửi ra ngoài cơ quan"
    ]
    assert "Tiếp nhận ngày" in markup(opened(test))


def test_a_link_with_a_filter_opens_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30", tinh_trang="Quá hạn, chưa xong")
    assert listed(test) == ["A2", "B5", "B4"]


def test_the_list_by_code_does_not_tell_what_the_table_by_village_hides(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a column nor a filter nor the workbook tells a village."""
    test = opened(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30"))
    table = next(block.proto.body for block in test.get("html") if "Tiếp nhận ngày" in block.proto.body)
    assert "Thôn" not in table and "T1" not in table and "T2" not in table
    assert "dia-ban" not in [box.key for box in test.selectbox]
    book = openpyxl.load_workbook(io.BytesIO(book_of(world, "B2", "B10"))).active
    assert book is not None
    assert "Thôn" not in "".join(str(cell) for cells in book.iter_rows(values_only=True) for cell in cells)


def test_villages_by_code_are_shown_where_the_office_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    by_village(monkeypatch, tmp_path)
    test = opened(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30"))
    table = next(block.proto.body for block in test.get("html") if "Tiếp nhận ngày" in block.proto.body)
    assert rows_of(table)["Mã tin"][1] == "Thôn" and "Thôn 2" in table


def test_a_village_that_another_day_does_not_know_is_no_fault(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    by_village(monkeypatch, tmp_path)
    test = opened(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30"))
    test.selectbox(key="dia-ban").set_value("-").run()
    test.query_params["ngay"] = "2024-01-31"
    test.run()
    assert not test.exception, [error.value for error in test.exception]
    assert set(listed(test)) == {"A1", "A2"}


def test_a_long_list_is_shown_a_page_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    log = [row(f"C{number:03d}", "Phản ánh", "01/6/2024", closed="02/6/2024") for number in range(120)]
    world.load("case", [HEADER, *log], YEAR_END)
    test = opened(open_page(world.store.path, monkeypatch, PAGE))
    assert len(listed(test)) == ROWS_PER_PAGE
    test.pagination(key="cases.page.3").set_value(3).run()
    assert listed(test) == [f"C{number:03d}" for number in range(100, 120)]


def test_without_a_log_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    test = open_page(world.store.path, monkeypatch, PAGE)
    assert "kpi-empty-state" in markup(test)
    assert "Chưa nạp sổ tin báo" in words(test)
    assert "%" not in words(test)


def test_an_empty_log_means_that_nothing_occurred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("case", [HEADER], date(2024, 6, 30))
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30")
    assert "Không phát sinh" in card(test, "processed_reports")
    assert "—" in card(test, "processed_reports")
    assert not re.search(r"(?<!chỉ tiêu )\b\d+(,\d)?%", words(test))
    assert "Từ ngày 01/01/2024 đến ngày 30/6/2024 không tiếp nhận tin nào." in words(test)


def test_reports_of_which_none_is_settled_make_no_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And of a single village there is no table by village and kind: its totals would be the counts."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("case", [HEADER, row("C1", "Phản ánh", "28/6/2024")], date(2024, 6, 30))
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30")
    assert "Không phát sinh" in card(test, "processed_reports")
    assert not re.search(r"(?<!chỉ tiêu )\b\d+(,\d)?%", words(test))
    assert rows_of(panel(test, "Theo loại tin"))["Phản ánh"] == ["1", "0", "0", "0", "1", "—"]
    assert "Trong năm chưa có tin nào xử lý xong." in words(test)
    assert "theo thôn và loại tin" not in words(test)


def test_two_days_of_different_years_have_no_difference(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-06-30", so_voi="2023-12-31")
    assert rows_of(panel(test, "Tin báo năm 2024"))["Tiếp nhận trong năm"] == ["10", "5", "—"]


def test_a_year_without_target(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2023-12-31")
    assert "○" in card(test, "processed_reports")
    assert "Chưa giao chỉ tiêu" in card(test, "processed_reports")


def test_a_year_of_which_no_log_speaks_has_no_data(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest log ends on 31/12/2025: of 2026 it says nothing (docs/decisions/cases.md#logs-that-end)."""
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2026-01-31")
    assert "Chưa nạp sổ tin báo cho ngày này" in words(test)
    assert "%" not in words(test)


def book_of(world: World, *codes: str) -> bytes:
    year = seen(world.store, world.config, date(2024, 6, 30))
    lines = [line for line in year.lines if line.code in codes]
    return workbook("Danh sách tin theo mã", lines, year, world.config)


def test_the_workbook_holds_the_rows_with_real_dates(world: World) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(world, "B2", "B10"))).active
    assert sheet is not None
    rows = [list(cells) for cells in sheet.iter_rows(values_only=True) if any(cells)]
    assert rows[0][0] == "Danh sách tin theo mã"
    assert "Chỉ dùng nội bộ, không gửi ra ngoài cơ quan" in [cells[0] for cells in rows]
    assert rows[-3:] == [
        ["Mã tin", "Loại tin", "Kênh tiếp nhận", "Tiếp nhận ngày", "Hạn xử lý", "Căn cứ hạn", "Xong ngày",
         "Tình trạng", "Số ngày quá hạn"],
        ["B2", "Phản ánh", "Điện thoại", datetime(2024, 6, 1), datetime(2024, 6, 20), "ghi trong sổ",
         datetime(2024, 6, 21), "Trễ hạn", 1],
        ["B10", "Phản ánh", None, datetime(2024, 6, 2), datetime(2024, 6, 25), "gia hạn", datetime(2024, 6, 24),
         "Đúng hạn", None],
    ]  # fmt: skip


def test_the_workbook_is_not_taken_for_a_log(world: World, tmp_path: Path) -> None:
    """Its deadlines are worked out; loaded as a log they would pass for given ones."""
    path = tmp_path / "tin-bao.xlsx"
    path.write_bytes(book_of(world, "B7"))
    with pytest.raises(UserError):
        load(world.store, world.config, [Source(path)], known_at=datetime(2030, 1, 1), loaded_by="test")
