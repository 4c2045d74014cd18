"""The page Thiết lập: a plan set up row by row: its registers, columns, kinds of groups, posts, components and indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from kpi.config import load_config
from kpi.config.writing import Append
from kpi.domain.indicators import Counting, Way
from kpi.operations.beginning import PlanHead, own_plan, plan_edits
from kpi.operations.settings import Settings
from kpi.ui.settings.plan_parts import INDICATORS, OF_PLANS, REGISTERS
from tests.app.screen import open_page, read, widget, words
from tests.conftest import ROOT
from tests.plans import config_with, plan_rows
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("environment")
JUNE = date(2024, 6, 30)
HEAD_NAME = "ke-hoach-thu-2025"
HEAD = PlanHead("Kế hoạch thử", "7/KH-UBND", "2024", date(2024, 1, 1), date(2025, 12, 31), "Mục II")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped file with a plan of one indicator in the place of its own, as the first start leaves it."""
    file = tmp_path / "config.yaml"
    settings = Settings(file, (ROOT / "config.yaml").read_text("utf-8"))
    row = own_plan(HEAD, Counting("village", Way.COMPOSED), "Thôn có nhóm", "thôn", "", None, ())
    file.write_text(settings.changed(plan_edits(settings.content, row, alone=True)).text, "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    return file


@pytest.fixture
def office(file: Path, tmp_path: Path) -> World:
    made = World.empty(tmp_path / "office")
    made.config = load_config(file)
    return made.with_villages_and_groups(2)


def part(page: AppTest, name: str) -> None:
    widget(page, "settings.part").set_value(name).run()


def row(page: AppTest, file: Path, name: str, number: int = -1) -> None:
    """Chooses a row of the part, or a new one."""
    rows = yaml.safe_load(file.read_text("utf-8"))["plans"][0].get(name) or []
    widget(page, f"settings.row.{name}.{len(rows)}").set_value(number).run()


def fill(page: AppTest, file: Path, place: str, boxes: Mapping[str, Any]) -> None:
    mark = sha256(file.read_bytes()).hexdigest()[:8]
    for key, value in boxes.items():
        found = [
            one
            for kind in (
                "text_input",
                "text_area",
                "selectbox",
                "multiselect",
                "checkbox",
                "date_input",
                "number_input",
            )
            for one in page.get(kind)
            if re.fullmatch(rf"settings\.box\.{re.escape(f'{place}.{key}')}(\.[\w-]+\.\w+)?\.{mark}", one.key or "")
        ]
        assert len(found) == 1, (key, [one.key for one in page.get("text_input")])
        box: Any = found[0]
        box.set_value("\n".join(value) if isinstance(value, list) and found[0].type == "text_area" else value)


def look(page: AppTest) -> list[str]:
    """Presses for the effect; what is wrong in the boxes."""
    widget(page, "settings.look").click().run()
    assert not page.exception
    return [read(error.value) for error in page.error]


def save(page: AppTest, reason: str = "Kế hoạch 7") -> None:
    assert not page.error, [error.value for error in page.error]
    page.text_input(key="settings.name").input("Lan")
    page.text_input(key="settings.reason").input(reason)
    widget(page, "settings.save").click().run()
    assert not page.exception and page.success


def add(page: AppTest, file: Path, name: str, boxes: Mapping[str, Any]) -> str:
    """One more row, saved; what the page says of its effect."""
    part(page, name)
    row(page, file, name)
    if name == INDICATORS.id:
        counting = next(one for one in page.selectbox if (one.key or "").startswith("settings.counting."))
        counting.set_value(Counting(boxes["register"], Way(boxes["way"]))).run()
        boxes = {key: value for key, value in boxes.items() if key not in ("register", "way")}
    fill(page, file, f"plans[0].{name}[-1]", boxes)
    assert look(page) == []
    said = words(page)
    save(page)
    return said


def renamed(rows: Any, names: Mapping[str, str]) -> Any:
    """A plan's content with other names."""
    if isinstance(rows, dict):
        return {names.get(key, key): renamed(value, names) for key, value in rows.items()}
    if isinstance(rows, list):
        return [renamed(value, names) for value in rows]
    return names.get(rows, rows) if isinstance(rows, str) else rows


def in_boxes(name: str, wanted: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A row of an example plan as a clerk types it: no name, and what it names by the names that the screen gave."""
    shape = next(one for one in OF_PLANS if one.id == name)
    flat = renamed({key: value for key, value in wanted.items() if key != "id"}, names)
    return {key: value for key, value in shape.flat(flat).items() if value not in (None, [])}


@pytest.mark.parametrize("name", ["thu-gom-rac", "huy-dong-hoc-sinh"])
def test_an_example_plan_can_be_set_up_on_the_screen(
    name: str, office: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row by row, in the order of what names what; the plan then says what the example's file does, but for names."""
    page = open_page(office.store.path, monkeypatch, "settings.py")
    wanted, names = plan_rows(name), dict[str, str]()
    for shape in OF_PLANS:
        for one in wanted.get(shape.id) or []:
            said = add(page, file, shape.id, in_boxes(shape.id, one, names))
            made = yaml.safe_load(file.read_text("utf-8"))["plans"][0][shape.id][-1]
            names[one["id"]] = made["id"]
            if shape is REGISTERS:
                known = [dict(zip(column.get("words", {}), there.get("words", {}), strict=True)) for column, there in zip(
                    one["columns"], made["columns"], strict=True
                )]  # fmt: skip
                names |= {old: new for meanings in known for old, new in meanings.items()}
            if shape is INDICATORS:
                assert f"{one['short_title']} — ○" in said and "mới" in said, said
    for one in wanted["targets"]:
        add(page, file, "targets", {
            **{key: one[key] for key in ("from", "to", "basis")}, "percent": str(one["percent"]), "indicator": names[one["indicator"]],
        })  # fmt: skip
    part(page, INDICATORS.id)
    row(page, file, INDICATORS.id, 0)
    widget(page, "settings.drop").click().run()
    assert "Thôn có nhóm" in words(page)
    save(page)
    made = yaml.safe_load(file.read_text("utf-8"))["plans"][0]
    parts = [*(shape.id for shape in OF_PLANS), "targets"]
    assert {key: _plain(made.get(key)) for key in parts} == {
        key: _plain(renamed(wanted.get(key), names)) for key in parts
    }
    assert load_config(file).plan.id == HEAD_NAME


def test_what_a_plan_asks_of_groups_is_named_row_by_row(
    office: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two requirements with the plan's words, one taken out again; and the same twice is refused."""
    page = open_page(office.store.path, monkeypatch, "settings.py")
    add(
        page,
        file,
        "requirements",
        {"id": "S3", "clause": "Mục 4", "quotes": ["Mỗi xóm lập một nhóm", "do trưởng xóm phụ trách"]},
    )
    add(page, file, "requirements", {"id": "S6", "clause": "Mục 5", "quotes": ["Mỗi nhóm có người quản lý"]})
    part(page, "requirements")
    row(page, file, "requirements")
    fill(page, file, "plans[0].requirements[-1]", {"id": "S3", "clause": "Mục 6", "quotes": ["lần nữa"]})
    assert look(page) != []
    page = open_page(office.store.path, monkeypatch, "settings.py")
    part(page, "requirements")
    row(page, file, "requirements", 1)
    widget(page, "settings.drop").click().run()
    save(page)
    asked = {"id": "S3", "clause": "Mục 4", "quotes": ["Mỗi xóm lập một nhóm", "do trưởng xóm phụ trách"]}
    assert yaml.safe_load(file.read_text("utf-8"))["plans"][0]["requirements"] == [asked]
    assert [one.quotes for one in load_config(file).plan.requirements] == [tuple(asked["quotes"])]


def _plain(rows: Any) -> Any:
    """Without what says nothing, or what holds where nothing is said."""
    if isinstance(rows, dict):
        return {key: _plain(value) for key, value in rows.items() if value not in (None, "", [], False, "commune")}
    return [_plain(one) for one in rows or []] if isinstance(rows, list) or rows is None else rows


def test_rows_that_cannot_be_are_refused_at_their_boxes(
    office: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A register's columns, headers that mean two things, a name of persons, what still counts by a row, half an English name."""
    page = open_page(office.store.path, monkeypatch, "settings.py")
    part(page, "registers")
    row(page, file, "registers")
    new = "plans[0].registers[-1]"
    fill(page, file, new, {
        "name": "Danh sách cây", "entries": "cây", "titles": "cây xanh", "scope": "village", "code.header": "Mã cây",
        "kind.words": "To", "status.header": "Tình trạng",
    })  # fmt: skip
    assert look(page) == [
        "Mỗi thôn một danh sách riêng: cần ghi tiêu đề cột thôn.",
        "Ghi tiêu đề của cột này, hoặc để trống các ô thuộc cột này ở dưới.", "Ghi các từ mà ô của cột này dùng.",
    ]  # fmt: skip
    fill(
        page,
        file,
        new,
        {"village.header": "Thôn", "kind.header": "Cỡ", "status.words": "Còn; Sống", "status.left_out": "sống"},
    )
    assert look(page) == ["“sống” được ghi hai lần; một từ chỉ mang một nghĩa."]
    fill(page, file, new, {"status.left_out": "Đã đốn; Chặt", "name.header": "Họ và tên"})
    (said,) = look(page)
    assert "họ tên người không được lưu" in said.casefold() or "private" in said, said
    fill(page, file, new, {"name.header": "", "private": "Họ và tên\nChủ cây"})
    assert look(page) == []
    save(page)
    (made,) = load_config(file).registers
    assert made.left_out == ("status-da-don",) and made.scope == "village" and made.private == ("Họ và tên", "Chủ cây")

    part(page, "marks")
    row(page, file, "marks")
    fill(page, file, "plans[0].marks[-1]", {"register": "cay", "header": "Cỡ"})
    assert len(look(page)) == 1, "the list has a column of this header"
    fill(page, file, "plans[0].marks[-1]", {"header": "Có biển tên"})
    assert look(page) == []
    save(page)
    part(page, "registers")
    row(page, file, "registers", 0)
    widget(page, "settings.drop").click().run()
    assert [read(error.value) for error in page.error] == [
        "Vẫn còn dùng cho: Có biển tên. Sửa hoặc bỏ các mục đó trước."
    ]


def test_words_of_a_register_keep_what_indicators_name_them_by(
    office: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another spelling of a kind, and a kind that comes: the indicators of the kinds that were there count by them as before. What a
    plan beside has, too, changes there with it, for one name means one thing."""
    config_with(file, "huy-dong-hoc-sinh", edit=_twice)
    page = open_page(office.store.path, monkeypatch, "settings.py", ke_hoach="huy-dong-hoc-sinh")
    part(page, "registers")
    widget(page, "settings.row.registers.1").set_value(0).run()
    place = "plans[1].registers[0]"
    fill(
        page,
        file,
        place,
        {"kind.words": "5 tuổi; Năm tuổi; 5\n6 tuổi; 6\nLớp 6; 11 tuổi\n14 tuổi", "status.left_out": "Chuyển đi"},
    )
    assert look(page) == []
    said = words(page)
    assert "5 tuổi; 5; Trẻ 5 tuổi" in said and "5 tuổi; Năm tuổi; 5" in said
    assert said.count("Tình trạng không tính (mỗi dòng một nghĩa)") >= 2, "of both plans that have it"
    save(page)
    config = load_config(file)
    (register,) = config.registers
    kinds = {one.id: one for one in register.columns}["kind"].words
    assert kinds == {
        "five": ("5 tuổi", "Năm tuổi", "5"), "six": ("6 tuổi", "6"), "eleven": ("Lớp 6", "11 tuổi"), "kind-14-tuoi": ("14 tuổi",),
    }  # fmt: skip
    assert register.left_out == ("moved",) and config.plans[1].registers == config.plans[2].registers


def _twice(content: dict[str, Any]) -> None:
    """Another plan of the same register, for the years after."""
    again = plan_rows("huy-dong-hoc-sinh")
    targets = [{**row, "from": date(2027, 1, 1), "to": date(2028, 6, 30)} for row in again["targets"]]
    content["plans"].append(
        again | {"id": "next", "from": date(2026, 7, 1), "to": date(2028, 6, 30), "targets": targets}
    )


def test_an_indicator_of_one_kind_shows_its_figure_before_it_is_saved(
    office: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three institutions the one school has water: 1 of 1 schools, where all would be 1 of 3; and what it counts stays chosen."""
    settings = Settings(file, file.read_text("utf-8"))
    mark = {"id": "water", "register": "institution", "header": "Có nước sạch"}
    file.write_text(settings.changed([Append(("plans", 0, "marks"), mark)]).text, "utf-8")
    office.config = load_config(file)
    heads = ["Mã đơn vị", "Tên đơn vị", "Loại", "Có nước sạch"]
    units = [["A", "Trường A", "Trường học", "Có"], ["B", "Trạm B", "Đơn vị", ""], ["C", "UBND", "Cơ quan", "Không"]]
    office.load("institution", [heads, *units], JUNE)
    page = open_page(office.store.path, monkeypatch, "settings.py")
    said = add(page, file, "indicators", {
        "register": "institution", "way": "marked", "mark": "water", "kinds": ["school"], "title": "Trường có nước", "unit": "trường",
        "short_title": "Trường có nước", "numerator": "trường ghi Có", "denominator": "trường", "why": "Sức khỏe", "clause": "II",
        "quote": "100%",
    })  # fmt: skip
    assert "Trường có nước — 1/1" in said
    row(page, file, "indicators", 1)
    assert not [one for one in page.selectbox if ".register." in (one.key or "") or ".way." in (one.key or "")]
    fill(page, file, "plans[0].indicators[1]", {"kinds": []})
    assert look(page) == [] and "1/3" in words(page)
    fill(page, file, "plans[0].indicators[1]", {"english.unit": "schools"})
    assert look(page) == ["Phần tiếng Anh: ghi cả hai ô, hoặc để trống cả hai."]
