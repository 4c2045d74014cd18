"""From the cards to their lists: as many rows as the figure, nothing asked before, no household's name."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from kpi.answers.cases import case_year
from kpi.answers.drill import Which
from kpi.answers.status import status
from kpi.config.models import Config
from kpi.domain.indicators import INDICATORS
from kpi.i18n.formats import format_count
from kpi.judgement.assessment import Assessment
from kpi.store import Store
from kpi.ui.drill import cases
from kpi.ui.shell.desk import Desk
from tests.app.screen import markup, open_page, words
from tests.app.test_households import rows_of
from tests.conftest import ROOT
from tests.golden.test_cases import HEADER, LOG
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("environment")
YEAR_END, JUNE = date(2024, 12, 31), date(2024, 6, 30)
STOCK_WORDS = {
    "numerator": "Đang tham gia", "missing": "Chưa tham gia", "waiting": "Chờ xác nhận", "denominator": "Tất cả được tính",
}  # fmt: skip


def click(test: AppTest, indicator: str) -> AppTest:
    """The page with the lists of a card over it."""
    test.button(key=f"list.{indicator}").click().run()
    assert not test.exception, [error.value for error in test.exception]
    return test


def listed(test: AppTest, first_column: str) -> list[str]:
    """The first cells of the table whose first header this is."""
    head = re.compile(rf"<thead><tr><th[^>]*>{first_column}<")
    tables = [block.proto.body for block in test.get("html") if head.search(block.proto.body)]
    assert len(tables) <= 1
    return [unescape(cell) for cell in rows_of(tables[0]) if cell != first_column] if tables else []


def headings(test: AppTest) -> list[str]:
    """The sections' titles, those of the list last."""
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())
        for found in re.findall(r"<h2 .*?</h2>", markup(test), re.S)
    ]


def figure_of(row: Assessment, which: Which) -> int:
    assert row.numerator is not None and row.denominator is not None
    counts = {"numerator": row.numerator, "denominator": row.denominator, "waiting": row.waiting or 0}
    return counts.get(which, row.denominator - row.numerator)


@pytest.mark.parametrize("which", list(STOCK_WORDS))
@pytest.mark.parametrize("indicator", ["businesses", "institutions", "villages"])
def test_each_figure_of_a_card_opens_as_many_rows(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch, indicator: str, which: Which
) -> None:
    row = status(sample_store, config, JUNE).of(indicator)
    test = open_page(sample_store.path, monkeypatch, ngay="2024-06-30")
    test.session_state[f"list.{indicator}.which"] = which
    click(test, indicator)
    count = figure_of(row, which)
    assert len(listed(test, "Mã")) == count
    title = "Thuộc diện tính chỉ tiêu" if which == "denominator" else STOCK_WORDS[which]
    assert headings(test)[-1] == f"{title}: {format_count(count)} {config.indicator(indicator).counted_in}"


def test_the_choice_tells_every_figure(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    test = click(open_page(sample_store.path, monkeypatch, ngay="2024-06-30"), "businesses")
    row = status(sample_store, config, JUNE).of("businesses")
    (choice,) = [one for one in test.get("button_group") if one.key == "list.businesses.which"]
    assert [option.content for option in choice.proto.options] == [
        f"{word}: {format_count(figure_of(row, which))}" for which, word in STOCK_WORDS.items()  # type: ignore[arg-type]
    ]  # fmt: skip


def test_a_village_narrows_the_list_to_its_own_figure(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = status(sample_store, config, JUNE).of("businesses")
    village = next(one for one in row.villages if one.denominator)
    test = open_page(sample_store.path, monkeypatch, ngay="2024-06-30")
    test.session_state["list.businesses.village"] = village.code
    test.session_state["list.businesses.which"] = "denominator"
    click(test, "businesses")
    assert len(listed(test, "Mã")) == village.denominator
    assert headings(test)[-1].endswith(f": {village.denominator} doanh nghiệp · {village.name}")


def test_nothing_is_asked_before_somebody_opens_a_list(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask: Callable[..., Any] = Desk.ask

    def note(self: Desk, question: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        asked.append(f"{question.__module__}.{question.__name__}")
        return ask(self, question, *arguments, **named)

    monkeypatch.setattr(Desk, "ask", note)
    test = open_page(sample_store.path, monkeypatch, ngay="2024-06-30")
    assert not {"kpi.answers.drill.lists", "kpi.answers.cases.case_year"} & set(asked)
    click(test, "businesses")
    assert "kpi.answers.drill.lists" in asked


def test_the_page_shows_no_list_before(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay="2024-06-30")
    assert {button.key for button in test.button if (button.key or "").startswith("list.")} == {
        f"list.{name}" for name in INDICATORS
    }
    assert "kpi-table" not in markup(test)


def test_households_are_counted_and_not_listed(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = status(sample_store, config, JUNE).of("households")
    test = click(open_page(sample_store.path, monkeypatch, ngay="2024-06-30"), "households")
    assert f"Chưa tham gia: {format_count(figure_of(row, 'missing'))} hộ" in words(test)
    assert "người quản trị bật" in words(test) and not listed(test, "Mã")
    (offered,) = [one for one in test.get("download_button") if one.key == "list.households.download"]
    assert offered.proto.disabled


def test_codes_of_households_only_in_a_village_that_is_followed_up(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(
        (ROOT / "config.yaml").read_text("utf-8").replace("household_follow_up: []", "household_follow_up: [T3]"),
        "utf-8",
    )
    monkeypatch.setenv("KPI_CONFIG", str(file))
    village = next(one for one in status(sample_store, config, JUNE).of("households").villages if one.code == "T3")
    test = open_page(sample_store.path, monkeypatch, ngay="2024-06-30")
    test.session_state["list.households.village"] = "T3"
    click(test, "households")
    count = village.denominator - village.numerator
    assert f"Chưa tham gia: {format_count(count)} hộ · {village.name}" in headings(test)[-1]
    rows = listed(test, "Mã")
    assert len(rows) == min(count, 100) and all(re.fullmatch(r"HG-\d+", code) for code in rows)
    assert "Tên" not in words(test).split("Chưa tham gia:")[-1], "no head of a household"


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The log that tests/golden/test_cases.py counts by hand."""
    world = World.empty(tmp_path_factory.mktemp("logged")).with_villages_and_groups()
    world.load("case", [HEADER, *LOG], YEAR_END)
    return world


@pytest.mark.parametrize(
    ("figure", "heading", "codes"),
    [
        (None, "Trễ hạn hoặc thiếu quy trình: 5 tin", {"B2", "B3", "B4", "B5", "B6"}),
        ("on_time", "Đúng hạn: 3 tin", {"A1", "B1", "B10"}),
        ("late", "Trễ hạn: 4 tin", {"B2", "B4", "B5", "B6"}),
        ("incomplete", "Đúng hạn, chưa đủ quy trình: 1 tin", {"B3"}),
        ("settled", "Đã xong hoặc hết hạn: 8 tin", {"A1", "B1", "B2", "B3", "B4", "B5", "B6", "B10"}),
        ("open", "Đang xử lý (trong hạn): 3 tin", {"B7", "B8", "B9"}),
        ("soon", "Sắp đến hạn: 1 tin", {"B9"}),
        ("received", "Tiếp nhận trong năm: 10 tin", {f"B{number}" for number in range(1, 11)}),
        ("carried", "Năm trước chuyển sang: 1 tin", {"A1"}),
        ("earlier", "Trễ hạn tính vào năm trước, chưa xong: 1 tin", {"A2"}),
    ],
)
@pytest.mark.parametrize("place", [None, "cases.py"])
def test_the_card_of_reports_opens_them_by_code(
    logged: World, monkeypatch: pytest.MonkeyPatch, place: str | None, figure: str | None, heading: str, codes: set[str]
) -> None:
    test = open_page(logged.store.path, monkeypatch, place, ngay="2024-06-30")
    if figure:
        test.session_state["list.cases.which"] = figure
    click(test, "processed_reports")
    assert headings(test)[-1] == heading
    assert set(listed(test, "Mã tin")) == codes
    assert "Thôn 1" not in words(test).split(heading)[-1], "villages stay in the table with small counts"


def test_reports_may_be_narrowed_by_kind(logged: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(logged.store.path, monkeypatch, ngay="2024-06-30")
    test.session_state["list.cases.which"] = "settled"
    click(test, "processed_reports")
    (kinds,) = [box for box in test.selectbox if (box.key or "").startswith("list.cases.kind")]
    assert kinds.options == ["Tất cả", "Tin báo", "Phản ánh"], "only kinds that the figure has"


def test_the_workbook_of_a_list_of_reports(logged: World) -> None:
    year = case_year(logged.store, logged.config, JUNE)
    assert year is not None
    rows = year.listed("late")
    sheet = openpyxl.load_workbook(io.BytesIO(cases.workbook("Trễ hạn: 4 tin", rows, year, logged.config))).active
    assert sheet is not None
    cells = [list(row) for row in sheet.iter_rows(values_only=True) if any(row)]
    assert [row[0] for row in cells[:3]] == [
        "Trễ hạn: 4 tin", "Tính đến ngày 30/6/2024", "Chỉ dùng nội bộ, không gửi ra ngoài cơ quan",
    ]  # fmt: skip
    assert {row[0] for row in cells[-4:-2]} == {"B4", "B5"}, "what is not closed comes first"
    assert {row[0] for row in cells[-2:]} == {"B2", "B6"}


def test_where_there_is_no_figure_there_is_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    test = open_page(world.store.path, monkeypatch)
    assert {name: test.button(key=f"list.{name}").disabled for name in INDICATORS} == dict.fromkeys(INDICATORS, True)


def test_an_empty_log_opens_an_empty_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("case", [HEADER], JUNE)
    test = click(open_page(world.store.path, monkeypatch, ngay="2024-06-30"), "processed_reports")
    assert headings(test)[-1] == "Đúng hạn: 0 tin" and "Không có tin nào trong danh sách này." in words(test)


def test_villages_open_from_the_page_of_groups(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = click(open_page(sample_store.path, monkeypatch, "groups.py", ngay="2024-06-30"), "villages")
    row = status(sample_store, config, JUNE).of("villages")
    assert f"Đang tham gia: {row.numerator} thôn" in headings(test)
