"""The pages speak of a register that a plan adds as of every other: its figure, its list of what is missing, its loads."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.config import load_config
from kpi.domain import clock
from kpi.ingest.loading.load import Source, load
from tests.app.screen import PAGES, open_page, read, turn_to, words
from tests.app.test_loading import PAGE, drop, load_as, press
from tests.conftest import ROOT
from tests.golden.test_added_registers import AT_FIRST, CHILDREN, POINT, POINTS, WASTE, children
from tests.plans import config_with
from tests.worlds import World, write_csv, write_xlsx

pytestmark = pytest.mark.usefixtures("environment")
DAY = date(2024, 8, 31)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Points of the commune and the children of one of two villages, by the shipped file with both plans beside its own."""
    file = config_with(tmp_path / "config.yaml", WASTE, CHILDREN)
    monkeypatch.setenv("KPI_CONFIG", file)
    world = World.empty(tmp_path / "world").with_villages_and_groups()
    world.config = load_config(Path(file))
    for name, rows in (("diem.csv", [["Điểm tập kết rác"], POINT, *POINTS]), ("tre.csv", children(1, *AT_FIRST))):
        world.clock += timedelta(hours=1)
        source = Source(write_csv(world.folder / name, rows), as_of=DAY)
        load(world.store, world.config, [source], known_at=world.clock, loaded_by="An")
    return world


def test_every_page_opens_with_both_plans(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for plan in (WASTE, CHILDREN):
        page = open_page(world.store.path, monkeypatch, ngay="2024-08-31", **{"ke-hoach": plan})
        for place in PAGES:
            turn_to(page, place)
            assert not page.exception, (plan, place)


def test_the_figure_opens_the_list_of_what_is_missing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(world.store.path, monkeypatch, ngay="2024-08-31", **{"ke-hoach": WASTE})
    assert "Điểm tập kết rác đạt yêu cầu" in words(page) and "2/3" in words(page)
    page.button(key="list.clean_points").click().run()
    assert not page.exception
    said = words(page)
    assert "Bãi sông" in said and "D2" in said and "Cổng chợ" not in said


def test_a_fact_is_noted_from_the_list_that_shows_its_entry(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """D2 is clean since a day of September; the figure of that day has it, and the log its row."""
    monkeypatch.setattr(clock, "now", lambda _timezone: datetime(2024, 11, 1, 8))
    page = open_page(world.store.path, monkeypatch, ngay="2024-09-30", **{"ke-hoach": WASTE})
    page.button(key="list.clean_points").click().run()
    page.selectbox(key="fact.waste_point.code").set_value("D2")
    page.selectbox(key="fact.waste_point.marked:clean_point").set_value("x")
    for key, typed in (("day", "10/9/2024"), ("by", "An"), ("reason", "Biên bản kiểm tra số 5")):
        page.text_input(key=f"fact.{key}").set_value(typed)
    page.button(key="list.clean_points").click()  # it stays open in a browser
    page.button(key="fact.do").click().run()
    assert not page.exception
    (said,) = [read(one.value) for one in page.success]
    assert said.startswith("Đã ghi: D2 · Bãi sông, từ ngày 10/9/2024") and "3/3" in words(page)
    turn_to(page, "log.py")
    assert "Biên bản kiểm tra số 5" in words(page)


def test_a_list_under_headers_that_no_plan_names_is_explained_once(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its title says what it is, none of its headers does; three points are open by September, two of them clean."""
    headers = ["Số hiệu", "Địa điểm", "Khu", "Hiện trạng", "Vệ sinh tốt?"]
    rows = [["D1", "Cổng chợ", "Thôn 1", "Đang sử dụng", "Có"], ["D2", "Bãi sông", "Thôn 1", "", "Có"],
            ["D4", "Ngã ba", "", "Đang dùng", "Không"], ["D5", "Bến đò", "Thôn 2", "Đã đóng", "Có"]]  # fmt: skip
    file = write_xlsx(tmp_path / "bang_2024-09-30.xlsx", [["ĐIỂM TẬP KẾT RÁC"], headers, *rows])
    test = drop(open_page(world.store.path, monkeypatch, PAGE), file)
    assert test.selectbox(key="import.map.kind.0").value == "waste_point"
    columns = [f"import.map.0.waste_point.{n}" for n in range(5)]
    for key, field in zip(columns, ("code", "name", "village", "status", "marked:clean_point"), strict=True):
        test.selectbox(key=key).set_value(field)
    test.text_input(key="import.map.who.0").set_value("An")
    press(test, "map.sure.0")
    assert not test.error, [read(error.value) for error in test.error]
    told = {row.spelling: row.meaning for row in world.store.listed_corrections()}
    assert told["Vệ sinh tốt?"] == "marked:clean_point" and told["Số hiệu"] == "code"
    assert "Đạt yêu cầu vệ sinh" in words(test), "what is explained is told in the plan's own words"
    load_as(test, "An")
    page = open_page(world.store.path, monkeypatch, ngay="2024-09-30", **{"ke-hoach": WASTE})
    assert "2/3" in words(page)


def test_children_are_listed_by_no_name_and_villages_without_a_list_are_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(world.store.path, monkeypatch, ngay="2024-08-31", **{"ke-hoach": CHILDREN})
    assert "Thôn 2" in words(page) and "1/2" in words(page)
    page.button(key="list.first_graders").click().run()
    assert not page.exception
    assert "C2" not in words(page) and "Trẻ C2" not in words(page)


def test_pages_speak_of_children_whom_a_list_names(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of eleven years in village 1, one of them on the school's list; of village 2 nobody knows."""
    groups = [["Mã nhóm", "Tên nhóm", "Loại nhóm"], ["L6", "Nhập học lớp 6", "Danh sách nhập học lớp 6"]]
    world.load("group", groups, DAY, adds=True)
    world.load("child", children(1, ["E1", "11", "", ""], ["E2", "11", "", ""])[1:], DAY, adds=True, village="T1")
    world.load("membership", [["Nhóm", "Mã trẻ"], ["L6", "E1"]], DAY)
    page = open_page(world.store.path, monkeypatch, ngay="2024-08-31", **{"ke-hoach": CHILDREN})
    assert "Trẻ 11 tuổi vào lớp 6" in words(page) and "Chưa có danh sách của: Thôn 2" in words(page)
    page.button(key="list.sixth_graders").click().run()
    assert not page.exception and "E2" not in words(page)
    asked = "Nạp danh sách của Thôn 2 (chưa có): Danh sách trẻ trong độ tuổi"
    lists = "Danh sách của từng thôn: Danh sách trẻ trong độ tuổi"
    said = {"quality.py": lists, "todo.py": asked, "start.py": "✖ chưa có của: Thôn 2"}
    for place in PAGES:
        turn_to(page, place)
        assert not page.exception, place
        assert said.pop(place, "") in words(page), place
    assert not said


def test_the_log_and_the_method_name_the_list(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(world.store.path, monkeypatch, "log.py", **{"ke-hoach": WASTE})
    assert "Danh sách điểm tập kết rác" in words(page) and "Danh sách trẻ trong độ tuổi" in words(page)
    turn_to(page, "method.py")
    assert not page.exception and "Danh sách điểm tập kết rác" in words(page)
    turn_to(page, "loading.py")
    assert "import.template.waste_point" in {one.key for one in page.get("download_button")}


def test_a_register_of_no_plan_any_more_stays_in_the_log(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_CONFIG", str(ROOT / "config.yaml"))
    page = open_page(world.store.path, monkeypatch, "log.py")
    assert "waste_point" in words(page)
    for place in ("overview.py", "quality.py", "progress.py"):
        turn_to(page, place)
        assert not page.exception, place
