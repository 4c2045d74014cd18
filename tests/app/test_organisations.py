"""Doanh nghiệp and Cơ quan – nhà trường: each figure opens a list with exactly as many rows, and the heading says so."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from html import unescape

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from kpi.answers.drill import lists
from kpi.answers.organisations import ORGANISATION_LISTS, organisations
from kpi.answers.status import status
from kpi.config.models import Config
from kpi.i18n.formats import format_count
from kpi.judgement.assessment import Assessment
from kpi.store import Store
from kpi.ui.drill.tables import drill_list, drill_title
from kpi.ui.parts.downloads import download
from tests.app.screen import card, markup, open_page, words
from tests.worlds import World

PAGES = {"businesses": "businesses.py", "institutions": "institutions.py"}
YEAR_END, JULY = date(2024, 12, 31), date(2024, 7, 31)
pytestmark = pytest.mark.usefixtures("environment")


def opened(
    store: Store, monkeypatch: pytest.MonkeyPatch, indicator: str, day: date, compared: str = "2024-01-31", **query: str
) -> AppTest:
    return open_page(store.path, monkeypatch, PAGES[indicator], ngay=day.isoformat(), so_voi=compared, **query)


def listed(page: AppTest) -> list[list[str]]:
    """The rows of the table of organisations, cell by cell."""
    found = re.search(r'aria-label="Tình trạng từng đơn vị".*?<tbody>(.*?)</tbody>', markup(page), re.S)
    if found is None:
        return []
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", " ", cell)).strip() for cell in row] for row in cells]


def heading(page: AppTest) -> str:
    """What stands above that table."""
    return unescape(re.findall(r'<h2 class="kpi-section">(.*?)<', markup(page))[-1]).strip()


def press(page: AppTest, which: str) -> AppTest:
    page.button(key=f"organisations.open.{which}").click().run()
    assert not page.exception
    return page


def figure(of: Assessment, which: str) -> int:
    assert of.numerator is not None and of.denominator is not None and of.waiting is not None
    return {"numerator": of.numerator, "missing": of.denominator - of.numerator, "waiting": of.waiting}[which]


@pytest.mark.parametrize("indicator", list(PAGES))
@pytest.mark.parametrize("day", [YEAR_END, JULY], ids=str)
def test_a_figure_opens_a_list_of_as_many_rows(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch, indicator: str, day: date
) -> None:
    now = status(sample_store, config, day).of(indicator)
    page = opened(sample_store, monkeypatch, indicator, day)
    assert f"{now.numerator}/{now.denominator} {config.indicator(indicator).counted_in}" in card(page, indicator)
    for which, word in (("numerator", "đang tham gia"), ("missing", "chưa tham gia")):
        count = figure(now, which)
        assert page.button(key=f"organisations.open.{which}").label == f"{format_count(count)} {word}"
        press(page, which)
        assert heading(page) == f"{word.capitalize()}: {count} {config.indicator(indicator).counted_in}"
        assert len(listed(page)) == count


def test_who_dropped_out_is_named_with_the_days(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bưu điện văn hóa xã took part until May and again from August."""
    page = opened(sample_store, monkeypatch, "institutions", JULY)
    press(page, "interrupted")
    assert [row[0] for row in listed(page)] == ["Bưu điện văn hóa xã"]
    assert "Gián đoạn" in listed(page)[0][3] and listed(page)[0][4] == "30/6/2024"
    assert "chưa trở lại" in words(page)
    page = opened(sample_store, monkeypatch, "institutions", YEAR_END)
    (row,) = [row for row in listed(page) if row[0] == "Bưu điện văn hóa xã"]
    assert "Đang tham gia" in row[3] and "gián đoạn từ 30/6/2024, trở lại 31/8/2024" in row[3]
    assert row[4] == "31/8/2024"
    assert "organisations.open.interrupted" not in [button.key for button in page.button]


def test_why_an_entry_does_not_count(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = press(opened(sample_store, monkeypatch, "businesses", YEAR_END), "left_out")
    assert heading(page) == "Không tính: 6"
    said = {row[0]: row[3] for row in listed(page)}
    assert len(said) == 6
    assert "Tạm ngừng hoạt động" in said["Công ty TNHH Đồng Tâm 19"]
    assert "Hợp tác xã" in said["Hợp tác xã Hà Long 20"]
    assert "Hộ kinh doanh" in said["Hộ kinh doanh Sông Lèn 22"]


def test_kind_by_kind_with_the_figures_below(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 12 companies one is paused; cooperatives and household businesses do not count."""
    html = markup(opened(sample_store, monkeypatch, "businesses", YEAR_END))
    table = re.search(r'aria-label="Theo loại hình".*?</table>', html, re.S)
    assert table
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", table[0])).split())
    for row in (
        "Công ty TNHH 12 11/11 100%",
        "Công ty cổ phần 4 2/4 50%",
        "Hợp tác xã 2 — —",
        "Toàn xã 24 13/18 72,2%",
    ):
        assert row in said


def test_filters_narrow_the_list_and_a_figure_takes_them_off(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = press(opened(sample_store, monkeypatch, "businesses", YEAR_END), "numerator")
    page.selectbox(key="dn-thon").set_value("T1").run()
    village = next(row for row in status(sample_store, config, YEAR_END).of("businesses").villages if row.code == "T1")
    assert len(listed(page)) == village.numerator
    assert heading(page) == f"Đang tham gia: {village.numerator} doanh nghiệp · Thôn Đông Hải"
    page.selectbox(key="dn-loai").set_value("llc").run()
    rows = listed(page)
    assert {(row[2], row[6]) for row in rows} == {("Công ty TNHH", "Thôn Đông Hải")}
    assert heading(page) == f"Đang tham gia: {len(rows)} doanh nghiệp · Công ty TNHH · Thôn Đông Hải"
    press(page, "missing")
    assert (page.selectbox(key="dn-thon").value, page.selectbox(key="dn-loai").value) == ("", "")
    assert len(listed(page)) == 5


def test_the_order_is_chosen(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(sample_store, monkeypatch, "institutions", YEAR_END)
    page.selectbox(key="cq-sap-xep").set_value("name").run()
    names = [row[0] for row in listed(page)]
    assert names.index("Công an xã") < names.index("Đài Truyền thanh xã") < names.index("Quỹ Tín dụng nhân dân")
    assert names[-3:] == ["UBND xã", "Ủy ban MTTQ xã", "Văn phòng Đảng ủy xã"]
    page.selectbox(key="cq-sap-xep").set_value("since").run()
    assert listed(page)[0][0] == "Bưu điện văn hóa xã"


def test_a_link_opens_the_same_list(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"dn-danh-sach": "Chưa tham gia (kể cả gián đoạn)", "dn-thon": "Khu phố 2"}
    page = opened(sample_store, monkeypatch, "businesses", YEAR_END, **query)
    assert heading(page) == "Chưa tham gia: 1 doanh nghiệp · Khu phố 2"
    assert [row[0] for row in listed(page)] == ["Doanh nghiệp tư nhân Thành Công 16"]


@pytest.mark.parametrize("indicator", list(PAGES))
def test_before_any_register_it_says_why_there_is_nothing(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch, indicator: str
) -> None:
    page = opened(sample_store, monkeypatch, indicator, date(2023, 6, 30), "2023-05-31")
    assert "kpi-empty-state" in markup(page)
    assert "Chưa nạp danh mục" in words(page)
    assert not listed(page) and not page.button


@pytest.fixture(scope="module")
def one_village(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Of four businesses one takes part, one waits, one does not, and one is a cooperative; of one institution nobody is there."""
    world = World.empty(tmp_path_factory.mktemp("one")).with_villages_and_groups(1)
    header = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "Số điện thoại", "Thôn"]
    rows = [
        ["B1", "An <b>Phát</b>", "TNHH", "Tạ Quang Bửu", "0912000001", "T1"],
        ["B2", "Bình Minh", "TNHH", "Lương Thế Vinh", "0912000002", "T1"],
        ["B3", "Cao Sơn", "", "", "", ""],
        ["B4", "Đông Á", "HTX", "", "", "T1"],
    ]
    day = date(2023, 12, 31)
    world.load("business", [header, *rows], day)
    world.load("institution", [["Mã đơn vị", "Tên đơn vị", "Loại"], ["D1", "Trạm Y tế", "Đơn vị"]], day)
    members = [
        ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã đơn vị / MST"],
        ["N1", "1", "x", "B1"],
        ["N1", "2", "Lương Thế Vinh", ""],
    ]
    world.load("membership", members, date(2024, 1, 31))
    return world


def test_one_village(one_village: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(one_village.store, monkeypatch, "businesses", date(2024, 1, 31), "2023-12-31")
    assert "1/3 doanh nghiệp" in card(page, "businesses")
    assert heading(page) == "Trong danh mục: 4" and len(listed(page)) == 4
    for which, names in {
        "numerator": ["An <b>Phát</b>"], "missing": ["Bình Minh", "Cao Sơn"], "waiting": ["Bình Minh"], "left_out": ["Đông Á"],
    }.items():  # fmt: skip
        press(page, which)
        assert [re.sub(r" +", " ", row[0]) for row in listed(page)] == names
    assert "organisations.open.joined" not in [button.key for button in page.button], (
        "of the compared day nothing is known"
    )
    assert "0912" not in markup(page), "phones never"
    assert page.selectbox(key="dn-thon").options == ["Tất cả", "Thôn 1", "Không thuộc thôn nào"]
    page = opened(one_village.store, monkeypatch, "institutions", date(2024, 1, 31), "2023-12-31")
    assert "0/1 đơn vị" in card(page, "institutions")
    assert heading(press(page, "numerator")) == "Đang tham gia: 0 đơn vị"
    assert "Không có mục nào" in words(page) and not listed(page)
    assert heading(press(page, "missing")) == "Chưa tham gia: 1 đơn vị" and len(listed(page)) == 1


def test_waiting_ones_lead_to_the_review(one_village: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = press(opened(one_village.store, monkeypatch, "businesses", date(2024, 1, 31)), "waiting")
    assert "Chờ xác nhận" in listed(page)[0][3]
    assert [link.proto.page for link in page.get("page_link")] == ["doi-soat"]
    press(page, "numerator")
    assert not page.get("page_link")


def test_the_workbook_has_the_rows_of_the_screen_as_real_dates_and_numbers(sample_store: Store, config: Config) -> None:
    from kpi.ui.organisations.tables import book_columns, book_rows

    answer = organisations(sample_store, config, "institutions", JULY, date(2024, 6, 30))
    rows = [one for one in answer.rows if ORGANISATION_LISTS["interrupted"](one)]
    content = download(
        book_columns(), book_rows(rows, answer), "Gián đoạn trong năm: 1 đơn vị", JULY, notes=["DỮ LIỆU MÔ PHỎNG"]
    )
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert [row[0] for row in cells[:3]] == [
        "Gián đoạn trong năm: 1 đơn vị",
        "Tính đến ngày 31/7/2024",
        "DỮ LIỆU MÔ PHỎNG",
    ]
    head = next(row for row in cells if row[1] == "Mã")
    found = dict(zip(head, cells[cells.index(head) + 1], strict=True))
    assert (found["STT"], found["Mã"], found["Tình trạng"]) == (1, "DV07", "Gián đoạn")
    assert found["Từ ngày"] == found["Gián đoạn từ"] == datetime(2024, 6, 30)
    assert found["Trở lại từ"] is None
    assert page.freeze_panes == f"A{cells.index(head) + 2}"
    assert page.page_setup.paperSize == 9 and page.page_setup.orientation == "landscape"


def test_a_downloaded_text_becomes_no_formula() -> None:
    content = download(["Tên", "Số"], [["=1+1", 1234], [None, 5]], "t", JULY)
    assert content == download(["Tên", "Số"], [["=1+1", 1234], [None, 5]], "t", JULY)
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in page[5]] == [("=1+1", "s"), (1234, "n")]


def test_households_are_counted_above_a_sentence_that_says_why_they_are_not_listed(
    sample_store: Store, config: Config
) -> None:
    households = status(sample_store, config, YEAR_END).of("households")
    found = lists(sample_store, config, "households", YEAR_END).of("missing")
    assert drill_title(found, config) == f"Chưa tham gia: {format_count(figure(households, 'missing'))} hộ"
    shown = drill_list(found, found.entities or (), {}, config)
    assert "người quản trị bật" in shown and "HG-" not in shown


def test_a_list_of_villages(one_village: World) -> None:
    found = lists(one_village.store, one_village.config, "villages", date(2024, 1, 31)).of("numerator")
    assert drill_title(found, one_village.config) == "Đang tham gia: 1 thôn"
    assert drill_list(found, found.entities or (), {"T1": "Thôn 1"}, one_village.config).count("<tr>") == 1 + 1


def test_a_list_without_a_figure_says_why(one_village: World) -> None:
    found = lists(one_village.store, one_village.config, "households", date(2024, 1, 31)).of("missing")
    assert "Chưa nạp danh mục" in drill_title(found, one_village.config)
    assert drill_list(found, found.entities or (), {}, one_village.config) == ""


def test_who_was_there_on_the_first_list_is_told_so_in_the_workbook_too(sample_store: Store, config: Config) -> None:
    """Nothing is known of the time before that list, so its day is not "since"."""
    from kpi.ui.organisations.tables import book_columns, book_rows

    answer = organisations(sample_store, config, "institutions", JULY, date(2024, 6, 30))
    place = book_columns().index("Từ ngày")
    told = zip(book_rows(answer.rows, answer), answer.rows, strict=True)
    first = [row[place] for row, one in told if one.since == answer.first_seen]
    assert first and set(first) == {"từ danh sách đầu tiên"}
