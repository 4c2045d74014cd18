"""The page Bắt đầu: a commune that is not the program's becomes the office's, with its plan and villages, without an editor."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpi.config import load_config
from kpi.config.models import Plan
from kpi.config.reading import parsed
from kpi.config.shape import shaped
from kpi.domain.indicators import Counting, Way
from kpi.judgement.verdicts import Verdict
from kpi.operations.beginning import PlanHead, copied_plan, own_plan, place_of, plan_edits, plans_to_copy, unit_edits
from kpi.operations.national import national_units, units_called
from kpi.operations.settings import Settings
from kpi.ui.start.villages import _lines, _rows
from tests.app.screen import open_page, read, widget, words
from tests.conftest import ROOT
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("environment")
JUNE = date(2026, 6, 30)
SHIPPED = (ROOT / "config.yaml").read_text("utf-8")
HEAD = PlanHead("Kế hoạch: thử # 1", "", "tháng 1 năm 2026", date(2026, 1, 1), date(2030, 12, 31), "Mục II")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "config.yaml"
    file.write_text(SHIPPED, "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    return file


def test_the_national_list_has_both_codes_of_every_unit() -> None:
    listed = national_units()
    assert len(listed) == 3321 and len({one.province for one in listed}) == 34
    assert [one.name for one in listed if not re.fullmatch(r"\d{5}", one.code)] == ["Xã Ba Chẽ"], (
        "public lists disagree"
    )
    assert len({one.code for one in listed}) == len(listed)
    former = [one for unit in listed for one in unit.formerly]
    assert all(unit.formerly for unit in listed) and {len(one.code) for one in former} == {3, 5}
    assert {one.code for one in former if len(one.code) == 3} == {"318", "471", "498", "536", "755"}, (
        "islands, districts then"
    )
    whole = [one.code for one in former if not one.partly]
    assert len(set(whole)) == len(whole), "what came somewhere whole came nowhere else"
    (found,) = [one for one in units_called("hà giang", listed) if one.province == "Tỉnh Thanh Hóa"]
    assert (found.code, found.name) == ("15274", "Xã Hà Long") and ("15292", False) in {
        (one.code, one.partly) for one in found.formerly
    }
    assert units_called("15292", listed) == [found] and units_called("hoa giang ha", listed) == []
    assert units_called("ha long thanh hoa", listed)[0] == found and not units_called(" ", listed)


def test_every_plan_that_comes_with_the_program_can_be_copied_and_one_begun() -> None:
    """Into today's file, alone and beside; of the file's other lines none is lost."""
    settings = Settings(ROOT / "config.yaml", SHIPPED)
    plans, shipped = plans_to_copy(settings.content), load_config(ROOT / "config.yaml")
    assert len(plans) == 6
    rows: list[dict[str, Any]] = []
    for plan in plans:
        kept = [row["id"] for row in plan["indicators"]][:2]
        rows.append(copied_plan(plan, HEAD, kept, {kept[0]: {"percent": 70}}, [row["id"] for row in rows]))
    assert [row["id"] for row in rows[:2]] == ["ke-hoach-thu-1-2030", "ke-hoach-thu-1-2030-2"]
    beside = settings.changed([edit for row in rows for edit in plan_edits(settings.content, row, alone=False)])
    assert beside.config.plans[:1] == shipped.plans and beside.config.plans[1:] == tuple(
        shaped(Plan, row) for row in rows
    )
    for made in beside.config.plans[1:]:
        assert [(one.indicator, str(one.percent), one.start, one.end) for one in made.targets] == [
            (made.names[0], "70", HEAD.start, HEAD.end)
        ]
    assert all(line in beside.text.splitlines() for line in SHIPPED.splitlines())
    for way in (Way.LINKED, Way.MARKED):
        row = own_plan(HEAD, Counting("household", way), "Hộ có điện", "hộ", "Có điện", None, ())
        (begun,) = shaped(Plan, row).indicators
        assert (begun.way, begun.counted_in, begun.mark) == (way, "hộ", "ho-co-dien" if way is Way.MARKED else "")
    again = own_plan(HEAD, Counting("business", Way.LINKED), "Hộ có điện", "cơ sở", "", None, ["ho-co-dien"])
    assert [one["id"] for one in again["indicators"]] == ["ho-co-dien-2"], "another plan counts something else by it"
    edits = unit_edits("đặc khu Lý Sơn", "21548", "Tỉnh Quảng Ngãi", "", "NQ")
    changed = settings.changed([*edits, *plan_edits(settings.content, row, alone=True)]).config
    assert changed.plan.names == ("ho-co-dien",) and len(changed.plans) == 1
    assert changed.unit.place == "Lý Sơn" and changed.letterhead_on(JUNE).issuer[1] == "ĐẶC KHU LÝ SƠN"
    superior = changed.superior_on(JUNE)
    assert superior is not None and superior.name == "UBND tỉnh Quảng Ngãi"
    # Of an area that was merged papers go out in the name of the unit that it is in by then.
    edits = unit_edits("xã Ea Lê", "24223", "Tỉnh Đắk Lắk", "", "NQ 1660", merged_into="xã Ea Súp")
    merged = settings.changed(edits).config
    now, before = merged.letterhead_on(JUNE), merged.letterhead_on(date(2025, 6, 30))
    assert (now.issuer[1], now.short_name, now.place) == ("XÃ EA SÚP", "UBND xã Ea Súp", "Ea Súp")
    assert (now.area, now.basis, merged.unit.name) == ("địa bàn xã Ea Lê (cũ)", "NQ 1660", "xã Ea Lê")
    assert (before.issuer[1], before.area, before.place) == ("XÃ EA LÊ", "xã Ea Lê", "Ea Lê")
    called = ("thị trấn Hà Long", "Thị xã Nghi Sơn", "thành phố Huế", "Phường Thành Sen", "xã Thị Hoa")
    assert [place_of(name) for name in called] == ["Hà Long", "Nghi Sơn", "Huế", "Thành Sen", "Thị Hoa"]


def test_typed_lines_lose_what_only_counts_them_and_keep_codes() -> None:
    typed = "1. Thôn A\n2) Thôn B\n- Thôn C\n4\tThôn D\nT9\tThôn E\nB7; Buôn A, B\n7.\nKhu 3 - Thôn 4"
    assert _rows(_lines(typed)) == [
        ["T1", "Thôn A"], ["T2", "Thôn B"], ["T3", "Thôn C"], ["T4", "Thôn D"], ["T9", "Thôn E"], ["B7", "Buôn A, B"], ["T7", "7."],
        ["T8", "Khu 3 - Thôn 4"],
    ]  # fmt: skip


def test_a_plan_begins_with_a_target_by_number(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four of the households with electricity: as the plan says it, and not as a share of them."""
    world = World.empty(tmp_path / "office")
    page = open_page(world.store.path, monkeypatch, "start.py")
    page.radio(key="start.plan.way").set_value("own").run()
    counting = page.selectbox(key="start.plan.entries")
    counting.select_index(1).run()
    boxes = {
        "title": "Kế hoạch điện",
        "issued": "2026",
        "basis": "Mục II",
        "counted": "Hộ có điện",
        "unit": "hộ",
        "column": "Có điện",
    }
    for name, value in boxes.items():
        page.text_input(key=f"start.plan.{name}").input(value)
    page.date_input(key="start.plan.from").set_value(date(2026, 1, 1))
    page.date_input(key="start.plan.to").set_value(date(2026, 12, 31))
    page.text_input(key="start.plan.target.own").input("80")
    page.text_input(key="start.plan.amount.own").input("4")
    press(page, "start.plan.look")
    assert any("một trong hai" in read(one.value) for one in page.error)
    page.text_input(key="start.plan.target.own").input("")
    press(page, "start.plan.look")
    assert "Hộ có điện 4 (01/01/2026 – 31/12/2026)" in words(page)
    save(page, "kế hoạch")
    (target,) = load_config(file).targets
    assert (target.count, target.percent) == (4, None)

    page.radio(key="start.plan.way").set_value("copy").run()
    assert not [one for one in page.text_input if (one.key or "").startswith("start.plan.amount.households")], (
        "the level above adds these up by percentages"
    )


def save(page: AppTest, reason: str) -> None:
    if not page.text_input(key="settings.name").value:
        page.text_input(key="settings.name").input("Lan")
    page.text_input(key="settings.reason").input(reason)
    press(page, "settings.save")
    assert any("bản số" in read(one.value) for one in page.success), [read(one.value) for one in page.error]


def press(page: AppTest, key: str) -> None:
    widget(page, key).click().run()
    assert not page.exception


def test_from_nothing_to_the_first_figure_of_another_commune(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.empty(tmp_path / "office")
    page = open_page(world.store.path, monkeypatch, "start.py")
    assert "đã có 0/7" in words(page)

    page.text_input(key="start.unit.asked").input("Ea Lê").run()
    assert "24223" in words(page), "the old code beside the new one"
    (area,) = [one for one in page.selectbox if (one.key or "").startswith("start.unit.area.")]
    area.select_index(next(n for n, words in enumerate(area.options) if "24223" in words)).run()
    press(page, "start.unit.take")
    taken = [page.text_input(key=f"start.unit.{box}").value for box in ("name", "merged")]
    assert taken == ["xã Ea Lê", "xã Ea Súp"]
    area.select_index(0).run()
    press(page, "start.unit.take")
    assert page.text_input(key="start.unit.merged").value == ""
    press(page, "start.unit.look")
    assert any("căn cứ" in read(one.value) for one in page.error)
    page.text_input(key="start.unit.basis").input("Nghị quyết 1660")
    press(page, "start.unit.look")
    assert "Tên đơn vị xã Hà Giang xã Ea Súp" in words(page) and file.read_text("utf-8") == SHIPPED
    save(page, "đơn vị mới")

    page.radio(key="start.plan.way").set_value("copy").run()
    page.multiselect(key="start.plan.kept.zalo-antt").set_value(["households", "villages"]).run()
    boxes: dict[str, Any] = {"title": "Kế hoạch Zalo xã Ea Súp", "issued": "tháng 01 năm 2026", "basis": "Mục II"}
    for name, value in (*boxes.items(), ("target.households", "62,5"), ("target.villages", "1oo")):
        page.text_input(key=f"start.plan.{name}").input(value)
    page.date_input(key="start.plan.from").set_value(date(2026, 1, 1))
    page.date_input(key="start.plan.to").set_value(date(2025, 12, 31))
    press(page, "start.plan.look")
    assert any("không phải tỷ lệ" in read(one.value) for one in page.error)
    page.text_input(key="start.plan.target.villages").input("100")
    press(page, "start.plan.look")
    assert ["Ngày cuối đứng trước ngày đầu" in read(one.value) for one in page.error] == [True]
    page.date_input(key="start.plan.to").set_value(date(2030, 12, 31))
    press(page, "start.plan.look")
    assert "Hộ dân 62,5% (01/01/2026 – 31/12/2030)" in words(page)
    save(page, "kế hoạch của xã")
    assert "đã có 0/4" in words(page), "reports, businesses and agencies are not asked for"

    page.text_area(key="start.villages.typed").input("Thôn 1\nB7; Buôn A").run()
    press(page, "start.villages.load")
    assert page.error and not world.store.batches()
    page.date_input(key="start.villages.day").set_value(date(2026, 1, 1))
    for doubtful, said in (("Thôn 1\n- THON  1", "cùng một thôn"), ("Thôn 3, Thôn 4", "nhiều thôn")):
        page.text_area(key="start.villages.typed").input(doubtful).run()
        press(page, "start.villages.load")
        assert said in " ".join(read(one.value) for one in page.error) and not world.store.batches()
    page.text_area(key="start.villages.typed").input("1. Thôn 1\nB7; Buôn A").run()
    press(page, "start.villages.load")
    assert "đã có 1/4" in words(page) and "Buôn A, Thôn 1" in words(page)

    page.selectbox(key="start.role.matching").set_value("police")
    press(page, "start.roles.look")
    save(page, "phân công")
    config = load_config(file)
    assert config.tasks.roles.matching == "police" and parsed(file, file.read_text("utf-8"))["unit"]["code"] == "24211"

    office = World(world.folder, world.store, config)
    office.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["N1", "Nhóm Thôn 1", "Thôn", "Thôn 1"]], JUNE)
    heads = [[f"H{n}", f"Lê Văn {n}", "Thôn 1" if n < 3 else "B7"] for n in range(5)]
    office.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *heads], JUNE)
    members = [["A", "H0"], ["B", "H1"], ["C", "H2"]]
    office.load("membership", [["Tên hiển thị", "Mã hộ"], *members], JUNE, group="N1")
    found = office.of("households", JUNE)
    assert (found.numerator, found.denominator, found.verdict, found.shortfall) == (3, 5, Verdict.NOT_MET, 1)
    page = open_page(world.store.path, monkeypatch, "start.py")
    assert "đã có 4/4" in words(page)
