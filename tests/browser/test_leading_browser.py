"""Bars, points and days lead to what they speak of, by mouse, by finger and by keys, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kpi.answers.cases import case_year
from kpi.answers.households import household_rungs
from kpi.answers.status import Status, status
from kpi.config.models import Config
from kpi.i18n.formats import format_count, format_date, format_month
from kpi.judgement.assessment import VillageAssessment
from kpi.store import Store
from kpi.ui.parts.charts import by_shortfall
from tests.browser.accessibility import faults
from tests.browser.pressing import open_by
from tests.browser.rest import at_rest
from tests.browser.test_overview_browser import visit

pytestmark = pytest.mark.browser
DAY = date(2024, 12, 31)
ADDRESS = f"?ngay={DAY.isoformat()}"
BARS = ".st-key-panel-villages .barlayer .trace:last-child .point path"
POINTS = ".st-key-panel-{panel} .scatterlayer .points path"


@pytest.fixture
def now(sample_store: Store, config: Config) -> Status:
    return status(sample_store, config, DAY)


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    """A page on a telephone: narrow, and with fingers."""
    context = browser.new_context(
        base_url=server, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="vi-VN"
    )
    yield context.new_page()
    context.close()


def middle(mark: Locator) -> tuple[float, float]:
    """Where a bar or a point is pressed: what is drawn lies below what takes the presses."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def close(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Đóng", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def expect_list_of(page: Page, village: VillageAssessment) -> None:
    opened = page.get_by_role("dialog")
    expect(opened.locator(".kpi-section")).to_have_text(
        f"Đang tham gia: {format_count(village.numerator)} hộ · {village.name}"
    )
    expect(opened.get_by_role("radio", name=f"Tất cả được tính: {format_count(village.denominator)}")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/ho-dan"])
def test_a_bar_leads_to_its_list_and_the_list_has_its_number(page: Page, now: Status, path: str) -> None:
    visit(page, f"{path}{ADDRESS}")
    villages = by_shortfall(now.of("households").villages)
    bars = page.locator(BARS)
    for place in (1, 1, 0):  # the same bar again, too
        page.mouse.click(*middle(bars.nth(place)))
        expect_list_of(page, villages[place])
        close(page)
    assert "ngay=2024-12-31" in page.url


def test_the_numbers_beside_the_chart_are_a_table_that_leads_there_by_keys_alone(page: Page, now: Status) -> None:
    visit(page, f"/{ADDRESS}")
    table = numbers_of(page, "villages")
    villages = by_shortfall(now.of("households").villages)
    rows = table.locator("tbody tr")
    expect(rows).to_have_count(len(villages))
    for place, village in enumerate(villages):
        assert rows.nth(place).locator("th, td").all_inner_texts()[:3] == [
            village.name, format_count(village.numerator), format_count(village.denominator),
        ]  # fmt: skip
    table.get_by_role("button", name="Tỷ lệ").focus()
    page.keyboard.press("Enter")
    lowest = min(villages, key=lambda row: row.numerator / row.denominator)
    assert lowest.name
    expect(rows.first).to_contain_text(lowest.name)
    with page.expect_download() as saved:
        page.get_by_role("dialog").get_by_role("button", name="Tải ra Excel").click()
    assert saved.value.suggested_filename == "villages_2024-12-31.xlsx"
    rows.first.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect_list_of(page, lowest)


def numbers_of(page: Page, chart: str) -> Locator:
    """The table beside a chart, opened by keys."""
    table = page.get_by_role("dialog").locator(".kpi-table")
    open_by(page.locator(f".st-key-numbers-{chart} button"), table, "Enter")
    return table


def test_a_month_leads_to_its_reports_and_they_are_as_many(page: Page, sample_store: Store, config: Config) -> None:
    year = case_year(sample_store, config, DAY)
    assert year is not None
    visit(page, f"/tin-bao{ADDRESS}")
    place = next(place for place, month in enumerate(year.months) if month.late and month.on_time and month.received)
    month = year.months[place]
    bars = page.locator(".st-key-panel-months .barlayer .trace")
    opened = page.get_by_role("dialog").locator(".kpi-section")
    shown = (("Tiếp nhận trong năm", month.received), ("Đúng hạn", month.on_time), ("Trễ hạn", month.late))
    expect(bars).to_have_count(3)
    for trace, (figure, count) in enumerate(shown):
        page.mouse.click(*middle(bars.nth(trace).locator(".point path").nth(place)))
        expect(opened).to_have_text(f"{figure}: {count} tin · {format_month(month.first)}")
        expect(page.get_by_role("dialog").locator(".kpi-table tbody tr")).to_have_count(count)
        close(page)
    row = numbers_of(page, "months").locator("tbody tr").nth(place)
    expect(row).to_contain_text(format_month(month.first))
    row.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(opened).to_have_text(f"Tiếp nhận trong năm: {month.received} tin · {format_month(month.first)}")


def test_a_rung_leads_to_its_households_by_village(page: Page, sample_store: Store, config: Config) -> None:
    counts = household_rungs(sample_store, config, DAY)
    visit(page, f"/ho-dan{ADDRESS}")
    page.mouse.click(*middle(page.locator(".st-key-panel-rungs .barlayer .point path").last))
    opened = page.get_by_role("dialog")
    expect(opened.locator(".kpi-section")).to_have_text(f"Trùng số điện thoại: {format_count(counts[-1].entities)} hộ")
    assert faults(page, '[role="dialog"]')[0] == []
    told = opened.locator(".kpi-table tbody tr > :nth-child(2)").all_inner_texts()
    assert sum(int(text.replace(".", "")) for text in told) == counts[-1].entities
    expect(opened.locator(".kpi-table tfoot tr > :nth-child(2)")).to_have_text(format_count(counts[-1].entities))


@pytest.mark.parametrize(("path", "panel"), [("/", "trend"), ("/tien-do", "course")])
def test_a_point_of_a_course_opens_its_day(page: Page, path: str, panel: str) -> None:
    page.goto(f"{path}{ADDRESS}")
    at_rest(page)
    points = page.locator(POINTS.format(panel=panel))
    expect(points.first).to_be_visible()
    page.mouse.click(*middle(points.nth(1)))
    page.wait_for_url(lambda address: "ngay=2024-12-31" not in address)
    at_rest(page)
    chosen = page.url.partition("ngay=")[2][:10]
    expect(page.locator(".kpi-page-note")).to_contain_text(format_date(date.fromisoformat(chosen)))


def test_a_chairman_on_a_phone_finds_the_lagging_village_in_two_touches(phone: Page, now: Status) -> None:
    """The first opens the village that lacks most, the second says how many of it do not take part."""
    visit(phone, f"/{ADDRESS}")
    lagging = by_shortfall(now.of("households").villages)[0]
    assert lagging.shortfall
    bar = phone.locator(BARS).first
    expect(bar).to_be_visible()
    names = phone.locator(".st-key-panel-villages .yaxislayer-above .ytick text")
    name = names.filter(has_text=lagging.name).bounding_box()
    drawn = bar.bounding_box()
    assert name and drawn, "its name stands above it, and leaves it the whole width"
    assert name["y"] + name["height"] <= drawn["y"] + 2 and name["x"] >= drawn["x"] and drawn["x"] < 60
    phone.touchscreen.tap(*middle(bar))
    expect_list_of(phone, lagging)
    missing = lagging.denominator - lagging.numerator
    phone.get_by_role("dialog").get_by_role("radio", name=f"Chưa tham gia: {format_count(missing)}").tap()
    expect(phone.get_by_role("dialog").locator(".kpi-section")).to_have_text(
        f"Chưa tham gia: {format_count(missing)} hộ · {lagging.name}"
    )


def test_a_finger_that_moves_over_a_chart_moves_the_page(phone: Page) -> None:
    visit(phone, f"/{ADDRESS}")
    left, top = middle(phone.locator(BARS).first)
    before = phone.locator(BARS).first.bounding_box()
    fingers = phone.context.new_cdp_session(phone)
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": left, "y": top}]})
    for step in range(1, 11):
        fingers.send(
            "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": left, "y": top - 15 * step}]}
        )
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert before is not None
    phone.wait_for_function(
        "([bars, before]) => document.querySelector(bars).getBoundingClientRect().y < before - 50",
        arg=[BARS, before["y"]],
    )
    expect(phone.get_by_role("dialog")).to_have_count(0)


def test_a_period_is_chosen_by_keys_and_kept_on_the_next_page(page: Page) -> None:
    visit(page, f"/{ADDRESS}")
    box = page.locator(".st-key-box-ngay input")
    box.fill("quý III/2024")
    box.press("Enter")
    page.wait_for_url("**ngay=2024-09-14**")
    expect(page.locator(".kpi-page-note")).to_contain_text("14/9/2024")
    page.get_by_test_id("stSidebarNavLink").nth(1).click()
    page.wait_for_url("**/ho-dan?ngay=2024-09-14**")
    expect(box).to_have_value("Quý III/2024 (đến 14/9)")


@pytest.mark.parametrize("language", ["en-US", "vi-VN"])
def test_the_calendar_speaks_vietnamese_whatever_the_browser_speaks(
    browser: Browser, server: str, language: str
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 1366, "height": 768}, locale=language)
    page = context.new_page()
    visit(page, "/?ngay=2024-06-14")
    month, days = page.get_by_role("grid"), page.get_by_role("button", name="Chọn ngày").first
    open_by(page.locator(".st-key-calendar button"), days)
    open_by(days, month)
    expect(month).to_have_attribute("aria-label", "Chọn ngày, tháng 6 năm 2024")
    assert month.locator("th").all_inner_texts() == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    expect(page.get_by_role("button", name="Tháng 6", exact=False).first).to_be_visible()
    month.get_by_role("button", name="Thứ Hai, 10 tháng 6, 2024").click()
    page.wait_for_url("**ngay=2024-06-10**")
    expect(page.locator(".kpi-page-note")).to_contain_text("10/6/2024")
    context.close()


def test_a_day_is_typed_into_the_calendars_field(page: Page) -> None:
    visit(page, "/?ngay=2024-06-14")
    day = page.get_by_role("spinbutton", name="ngày, Ngày chốt")
    open_by(page.locator(".st-key-calendar button"), day, "Enter")
    day.focus()
    page.keyboard.type("08052024")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # a field of days is taken when one leaves it
    page.wait_for_url("**ngay=2024-05-08**")
    expect(page.locator(".kpi-page-note")).to_contain_text("08/5/2024")


def test_the_uploader_speaks_vietnamese(page: Page) -> None:
    page.goto("/nhap-du-lieu")
    drop_here = page.get_by_test_id("stFileUploader")
    expect(drop_here.get_by_role("button", name="Chọn tệp")).to_be_visible()
    expect(drop_here).to_contain_text("Mỗi tệp tối đa 20MB")


@pytest.mark.parametrize("width", [1366, 390])
def test_the_chosen_period_is_not_cut(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    visit(page, "/?ngay=2024-09-14")
    box = page.locator(".st-key-box-ngay input")
    expect(box).to_have_value("Quý III/2024 (đến 14/9)")
    assert box.evaluate("one => one.scrollWidth <= one.clientWidth")
