"""The report page: draft, freezing, files, check, sign-off, replacement, and what would be another figure today."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpi.config import load_config
from kpi.exchange.keys import UnitKeys
from kpi.reports.charts import bars, pictures
from kpi.reports.content import wording
from kpi.reports.sending import freezing
from kpi.ui.report import steps
from kpi.ui.report.steps import WHOLE
from tests.app.screen import markup, open_page, press_freeze, read, words
from tests.harmed import LOST_HOUSEHOLD, harm
from tests.plans import config_with
from tests.reports.conftest import TEMPLATE
from tests.worlds import World, made_once

PAGE = "report.py"
REGISTER_DAY, MARCH = date(2023, 12, 31), date(2024, 3, 14)
HEADER = ["Nhóm", "Tên hiển thị", "Mã hộ"]


pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture(autouse=True)
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is started for the charts."""
    monkeypatch.setattr(pictures, "draw", bars.Pictures.bars)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two of three households take part."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["HG-1", "Nguyễn Văn Hùng", "T1"], ["HG-2", "Trần Thị Hoà", "T1"], ["HG-3", "Vũ Đình Toàn", "T2"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], REGISTER_DAY)
    world.load("membership", [HEADER, ["N1", "a", "HG-1"], ["N1", "b", "HG-2"]], MARCH)
    return world


def opened(world: World, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return open_page(world.store.path, monkeypatch, PAGE, ngay=MARCH.isoformat())


def freeze(page: AppTest, name: str = "Lê Văn Thư Ký") -> AppTest:
    page.text_input(key="report.name").input(name)
    press_freeze(page, "report")
    assert not page.exception
    return page


def told(page: AppTest) -> str:
    return " ".join(read(box.value) for box in page.success)


def test_the_draft_says_the_figures_and_keeps_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "secrecy_warnings", lambda draft: (f"given away in {draft.as_of.isoformat()}",))
    page = opened(world, monkeypatch)
    assert [read(box.value) for box in page.warning] == ["given away in 2024-03-14"], "before somebody freezes"
    shown = words(page)
    assert "2/3 hộ, đạt 66,7%, thấp hơn chỉ tiêu 3,3 điểm phần trăm" in shown
    assert "Hộ dân: theo danh sách ngày 14/3/2024." in shown
    assert "Từ ngày 15/12/2023 đến ngày 14/3/2024" in shown and "Chưa có báo cáo nào được chốt" in shown
    assert "✖" in shown or "▲" in shown
    assert freezing.frozen_reports(world.store) == ()


def test_the_whole_text_is_drawn_for_whoever_opens_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    assert "Phương hướng, nhiệm vụ kỳ tới" not in words(page)
    page.session_state[WHOLE] = True
    page.run()
    shown = words(page)
    assert "Phương hướng, nhiệm vụ kỳ tới" in shown and "Nguồn số liệu" in shown and "Sổ hộ: Thôn 1" not in shown


def test_the_paper_that_asks_for_the_report_goes_into_its_first_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(world, monkeypatch)
    page.session_state[WHOLE] = True
    page.text_input(key="report.request").input("thực hiện công văn số 215/UBND-NC ngày 05/3/2024;").run()
    cited = "Công văn số 215/UBND-NC ngày 05/3/2024"
    assert f"Thực hiện {cited} và Kế hoạch số" in words(page)
    freeze(page)
    assert [one.kept.request for one in freezing.frozen_reports(world.store)] == [cited]
    page.text_input(key="report.request").input("Công văn về ông A, số 038123456789").run()
    assert any("CCCD" in error.value for error in page.error) and not page.exception


@pytest.mark.parametrize("there", [True, False])
def test_the_page_says_what_makes_the_pdf_or_that_nothing_does(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, there: bool
) -> None:
    program = tmp_path / "soffice"
    program.write_text("")
    monkeypatch.setenv("KPI_OFFICE", str(program) if there else "")
    page = opened(world, monkeypatch)
    shown = words(page)
    assert ("LibreOffice tạo PDF từ tệp Word" in shown) == there
    assert ("không tìm thấy LibreOffice hoặc Word trên máy này. Hãy cài LibreOffice" in shown) != there


def test_the_length_of_the_period_is_chosen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    page.button_group(key="report.length").set_value("month").run()
    assert "Từ ngày 15/02/2024 đến ngày 14/3/2024" in words(page) and "tháng 3 năm 2024" in words(page)


def test_freezing_checking_and_signing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = freeze(opened(world, monkeypatch))
    (report,) = freezing.frozen_reports(world.store)
    assert f"mã kiểm tra {report.state.code}" in told(page) and "thanh trong bảng" in told(page)
    assert [file.name.rpartition(".")[2] for file in world.store.report_files(1)] == [
        "docx",
        "xlsx",
        "csv",
        "json",
        "parquet",
        "json",  # the data package
    ]
    page.button(key="report.check").click().run()
    assert "mã kiểm tra như cũ" in told(page) and "Cả 6 tệp đúng như khi chốt" in told(page)
    page.text_input(key="report.sign.name.checked").input("Trần Kiểm Tra")
    page.button(key="report.sign.do.checked").click().run()
    page.text_input(key="report.sign.name.approved").input("Phạm Duyệt")
    page.button(key="report.sign.do.approved").click().run()
    assert not page.exception
    steps = freezing.frozen_report(world.store, 1).kept.steps
    assert [step.done_by for step in steps] == ["Lê Văn Thư Ký", "Trần Kiểm Tra", "Phạm Duyệt"]
    assert "Đã duyệt Phạm Duyệt" in words(page)


def test_the_number_of_the_signed_paper_is_noted_and_taken_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = freeze(opened(world, monkeypatch))
    today = freezing.frozen_report(world.store, 1).state.frozen_at.date()
    page.text_input(key="report.paper.1").input("12/KH-UBND")
    page.text_input(key="report.paper.day.1").input(today.isoformat())
    page.button(key="report.paper.do").click().run()
    assert any("không phải số, ký hiệu của một báo cáo" in read(error.value) for error in page.error)
    page.text_input(key="report.paper.1").input("12/BC-UBND")
    page.button(key="report.paper.do").click().run()
    assert not page.exception and not page.error
    assert f"12/BC-UBND, {wording.day(today)}" in words(page)
    page.button(key="report.paper.back").click().run()
    assert freezing.frozen_report(world.store, 1).kept.paper_by() is None and "đã rút lại" in words(page)


def test_without_a_name_nothing_is_frozen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = freeze(opened(world, monkeypatch), name=" ")
    assert any("Ghi tên người chốt" in error.value for error in page.error)
    assert freezing.frozen_reports(world.store) == ()


def test_where_both_engines_are_asked_the_page_freezes_and_checks_by_both(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = config_with(
        tmp_path / "config.yaml",
        edit=lambda content: content["reports"].update(two_engines=True, template=str(TEMPLATE)),
    )
    monkeypatch.setenv("KPI_CONFIG", file)
    harm(monkeypatch, LOST_HOUSEHOLD.format(code="HG-3"))
    page = freeze(opened(world, monkeypatch))
    (fault,) = [read(error.value) for error in page.error]
    assert "Hai máy tính toán cho số liệu khác nhau" in fault and "quan hệ listed_codes" in fault and "HG-3" in fault
    assert "Vũ Đình Toàn" not in fault and freezing.frozen_reports(world.store) == ()
    harm(monkeypatch)
    freeze(page)
    assert [one.number for one in freezing.frozen_reports(world.store)] == [1]
    page.button(key="report.check").click().run()
    assert "DuckDB và Spark cho số liệu như nhau" in told(page)


def test_what_would_be_another_figure_is_told_and_a_corrected_report_replaces(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(opened(world, monkeypatch))
    world.clock = max(world.clock, freezing.frozen_report(world.store, 1).state.frozen_at)
    world.load("membership", [HEADER, ["N1", "a", "HG-1"], ["N1", "b", "HG-2"], ["N1", "c", "HG-3"]], MARCH)
    page = opened(world, monkeypatch)
    shown = words(page)
    assert "Hộ dân 2/3 3/3" in shown and "Hộ dân, Thôn 2 0/1 1/1" in shown and "lần nạp 5" in shown
    page.selectbox(key="report.replaces").select(1)
    freeze(page)
    newest, oldest = freezing.frozen_reports(world.store)
    assert (newest.number, newest.kept.replaces, oldest.replaced_by) == (2, 1, 2)
    assert "đã thay bằng số 2" in words(page)
    kept = freezing.aggregate_kept(oldest.state)
    assert kept is not None and kept.seal is not None
    page.text_area(key="report.scan.text").input(kept.seal)
    page.button(key="report.scan.do").click().run()
    replaced = "Đúng, nhưng báo cáo số 1 đã được thay bằng báo cáo số 2."
    assert [read(box.value).startswith(replaced) for box in page.warning] == [True]


def test_a_frozen_report_of_a_begun_period_is_named_by_its_days(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five days into the quarter it is no quarter: the list of frozen reports says what the report's own title says."""
    page = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-19")
    freeze(page)
    assert "Từ ngày 15/3/2024 đến ngày 19/3/2024 (chưa hết quý) 19/3/2024" in words(page)


def test_the_key_is_shown_and_papers_are_checked_by_their_qr(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    assert "Lần chốt báo cáo đầu tiên sẽ tạo khóa" in words(page)
    page = freeze(page)
    own = UnitKeys.beside(world.store.path).current()
    assert own is not None and own.public.fingerprint in words(page) and "đang dùng" in words(page)
    page.button(key="report.check").click().run()
    assert "Báo cáo số 1: ký bằng khóa của đơn vị" in told(page)
    (state,) = world.store.frozen_states()
    kept = freezing.aggregate_kept(state)
    assert kept is not None and kept.seal is not None
    for typed, said in ((kept.seal, "báo cáo số 1 ở đây cũng ghi như vậy"), (kept.seal.replace("2/3", "3/3"), "")):
        page.text_area(key="report.scan.text").input(typed)
        page.button(key="report.scan.do").click().run()
        assert said in told(page)
        assert bool(said) == ("Hộ 2/3" in words(page)) == (not page.error)


def with_two_plans(folder: Path) -> str:
    """The shipped configuration: its plan also counts households with clean water, and the plan of clean water stands beside it."""

    def count_water(content: dict[str, Any]) -> None:
        shipped, water = content["plans"]
        (row,) = [row for row in water["indicators"] if row["id"] == "clean_water_households"]
        shipped["indicators"] = [*shipped["indicators"], row]
        shipped["marks"] = [mark for mark in water["marks"] if mark["id"] == row["mark"]]
        content["reports"]["template"] = str(TEMPLATE)

    return config_with(folder / "config.yaml", "nuoc-sach", edit=count_water)


def test_each_report_is_shown_with_its_plan_and_replaced_within_it(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KPI_CONFIG", with_two_plans(tmp_path))
    freeze(opened(world, monkeypatch))
    page = opened(world, monkeypatch)
    own = str(page.selectbox(key="box.plan").value)
    assert len(page.selectbox(key="report.replaces").options) == 2
    page.selectbox(key="box.plan").set_value("nuoc-sach").run()
    assert len(page.selectbox(key="report.replaces").options) == 1, "the other plan's report is none to be replaced"
    freeze(page)
    page = opened(world, monkeypatch)
    titles = {one.id: one.title for one in load_config(tmp_path / "config.yaml").plans}
    table = words(page).split("Báo cáo đã chốt")[1]
    assert titles[own] in table and titles["nuoc-sach"] in table


def test_one_plan_needs_no_column_for_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = freeze(opened(world, monkeypatch))
    assert "<th>Kế hoạch</th>" not in markup(page) and "chỉ gửi lên cấp trên" not in words(page)
