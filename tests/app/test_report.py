"""The report page: draft, freezing, files, check, sign-off, replacement, and what would be another figure today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.reports.charts import bars, pictures
from kpi.reports.sending import freezing
from kpi.ui.report.steps import WHOLE
from tests.app.screen import open_page, words
from tests.worlds import World

PAGE = "report.py"
REGISTER_DAY, MARCH = date(2023, 12, 31), date(2024, 3, 14)
HEADER = ["Nhóm", "Tên hiển thị", "Mã hộ"]


@pytest.fixture
def world(tmp_path: Path, environment: None, monkeypatch: pytest.MonkeyPatch) -> World:  # noqa: ARG001
    """Two of three households take part; no browser is started for the charts."""
    monkeypatch.setattr(pictures, "draw", bars.Pictures.bars)
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["HG-1", "Nguyễn Văn Hùng", "T1"], ["HG-2", "Trần Thị Hoà", "T1"], ["HG-3", "Vũ Đình Toàn", "T2"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], REGISTER_DAY)
    world.load("membership", [HEADER, ["N1", "a", "HG-1"], ["N1", "b", "HG-2"]], MARCH)
    return world


def opened(world: World, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return open_page(world.store.path, monkeypatch, PAGE, ngay=MARCH.isoformat())


def freeze(page: AppTest, name: str = "Lê Văn Thư Ký") -> AppTest:
    page.text_input(key="report.name").input(name)
    page.button(key="report.freeze.do").click().run()
    assert not page.exception
    return page


def told(page: AppTest) -> str:
    return " ".join(box.value for box in page.success).replace("\\", "")


def test_the_draft_says_the_figures_and_keeps_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(opened(world, monkeypatch))
    assert "2/3 hộ tham gia (theo danh sách ngày 14/3/2024), đạt 66,7%, thấp hơn chỉ tiêu 3,3 điểm %" in shown
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


def test_without_a_name_nothing_is_frozen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = freeze(opened(world, monkeypatch), name=" ")
    assert any("Ghi tên người chốt" in error.value for error in page.error)
    assert freezing.frozen_reports(world.store) == ()


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


def test_a_frozen_report_of_a_begun_period_is_named_by_its_days(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five days into the quarter it is no quarter: the list of frozen reports says what the report's own title says."""
    page = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-19")
    freeze(page)
    assert "Từ ngày 15/3/2024 đến ngày 19/3/2024 19/3/2024" in words(page)
