"""The page Thiết lập: a changed target shows its effect, is saved, and figures follow; versions, the way back, faults at boxes."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpi.access.acting import acting_as
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.config import load_config
from kpi.domain import clock
from kpi.domain.errors import UserError
from kpi.judgement.verdicts import Verdict
from kpi.operations import settings
from kpi.ui.settings.fields import Box, SettingField, value_of
from kpi.ui.shell.entries import entry_of
from tests.app.screen import open_page, read, turn_to, widget, words
from tests.conftest import ROOT
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("environment")
AT, JUNE = datetime(2031, 3, 4, 8, 0), date(2024, 6, 30)
SHIPPED = (ROOT / "config.yaml").read_text("utf-8")
HOUSEHOLDS_2024 = "plans[0].targets[6]"  # the row of the target of 70 %


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped file, with Windows' ends of lines."""
    file = tmp_path / "config.yaml"
    file.write_bytes(SHIPPED.replace("\n", "\r\n").encode())
    monkeypatch.setenv("KPI_CONFIG", str(file))
    monkeypatch.setattr(clock, "now", lambda _timezone: AT)
    return file


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two households of three take part: 66,6 %."""
    made = World.empty(tmp_path).with_villages_and_groups(1)
    heads = [["H1", "Lê Văn An", "T1"], ["H2", "Đỗ Bé", "T1"], ["H3", "Vũ Cần", "T1"]]
    made.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *heads], JUNE)
    made.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H1"], ["B", "H2"]], JUNE, group="N1")
    return made


def box(page: AppTest, file: Path, row: str, field: str) -> Any:
    mark = sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:8]
    return widget(page, f"settings.box.{row}.{field}.{mark}")


def test_a_number_is_whole_however_its_thousands_stand() -> None:
    count = SettingField("count", "", Box.NUMBER)
    assert [value_of(count, typed) for typed in ("57", "1250", "1.250", "1 250 000", " 7 ")] == [
        57,
        1250,
        1250,
        1250000,
        7,
    ]
    for typed in ("1.5", "57.5", "1.2.3", "12.5000", "1,250", "-3", "0", "0.000", "²"):
        with pytest.raises(ValueError, match="57"):
            value_of(count, typed)


def look(page: AppTest) -> AppTest:
    widget(page, "settings.look").click().run()
    assert not page.exception
    return page


def save(page: AppTest, reason: str) -> AppTest:
    if page.text_input(key="settings.name").value != "Lan":
        page.text_input(key="settings.name").input("Lan")
    page.text_input(key="settings.reason").input(reason)
    widget(page, "settings.save").click().run()
    assert not page.exception
    return page


def test_a_changed_target_shows_its_effect_is_saved_followed_and_taken_back(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(world.store.path, monkeypatch, "settings.py")
    widget(page, "settings.row.targets.10").set_value(6).run()
    percent = box(page, file, HOUSEHOLDS_2024, "percent")
    assert percent.value == "70%"

    percent.input("140")
    box(page, file, HOUSEHOLDS_2024, "basis").input("")
    look(page)
    faults = [read(error.value) for error in page.error]
    assert faults == ["Một số lớn hơn 0, không quá 100; ví dụ 70 hoặc 72,5.", "Cần ghi ô này."]

    box(page, file, HOUSEHOLDS_2024, "percent").input("66,5")
    box(page, file, HOUSEHOLDS_2024, "basis").input("Kế hoạch 4/2024: điều chỉnh # thử")
    said = words(look(page))
    assert "Mức phải đạt (%) 70% 66,5%" in said
    assert "Chưa đạt" in said and "còn thiếu 1 hộ" in said.casefold() and "chỉ tiêu, đánh giá, số còn thiếu" in said
    assert file.read_bytes().replace(b"\r\n", b"\n").decode() == SHIPPED, "nothing is saved before it is said so"

    save(page, "")
    assert any("lý do" in read(error.value) for error in page.error) and not world.store.settings_versions()
    said = " ".join(read(one.value) for one in save(page, "Nghị quyết 12").success)
    assert "bản số 2" in said

    changed = [
        (old, new)
        for old, new in zip(SHIPPED.splitlines(), file.read_text("utf-8").splitlines(), strict=True)
        if old != new
    ]
    assert len(changed) == 1 and "percent: 66.5" in changed[0][1] and b"\r\n" in file.read_bytes()
    found = World(world.folder, world.store, load_config(file)).of("households", JUNE)
    assert found.verdict is Verdict.MET
    turn_to(page, "overview.py")
    assert "66,5" in words(page) and not page.exception

    turn_to(page, "settings.py")
    widget(page, "settings.part").set_value("versions").run()
    said = words(page)
    assert (
        "trong tệp (có sẵn hoặc sửa tay)" in said
        and "Nghị quyết 12" in said
        and "Lan" in said
        and "Mức phải đạt (%) 70% 66,5%" in said
    )
    page.selectbox(key="settings.version").set_value(1).run()
    widget(page, "settings.back").click().run()
    assert "Mức phải đạt (%) 66,5% 70%" in words(page)
    save(page, "Ghi nhầm")
    assert file.read_bytes() == SHIPPED.replace("\n", "\r\n").encode()
    assert [(one.version, one.saved_by, one.reason) for one in world.store.settings_versions()] == [
        (1, "", ""), (2, "Lan", "Nghị quyết 12"), (3, "Lan", "Ghi nhầm"),
    ]  # fmt: skip


def test_a_file_edited_by_hand_meanwhile_is_never_overwritten(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(world.store.path, monkeypatch, "settings.py")
    widget(page, "settings.part").set_value("calendar").run()
    widget(page, "settings.row.calendar.5").set_value(-1).run()
    for field, typed in (("year", 2026), ("holidays", "24/11/2026\n32/1/2026"), ("basis", "Thông báo")):
        box(page, file, "calendar[-1]", field).set_value(typed)
    look(page)
    assert any("32/1/2026" in read(error.value) for error in page.error)
    box(page, file, "calendar[-1]", "holidays").set_value("24/11/2026")
    look(page)
    assert any("mỗi năm" in read(error.value) for error in page.error), [error.value for error in page.error]
    box(page, file, "calendar[-1]", "year").set_value(2027)
    box(page, file, "calendar[-1]", "holidays").set_value("01/01/2027")
    look(page)
    assert not page.error and "Ngày nghỉ · Năm 2027" in words(page)
    by_hand = file.read_bytes().replace("xã Hà Giang\r\n".encode(), "xã Hà Giang cũ\r\n".encode(), 1)
    draft = page.session_state["settings.draft"]
    file.write_bytes(by_hand)
    with pytest.raises(UserError, match="vừa được sửa"):
        settings.save(world.store, file, draft, saved_by="Lan", reason="Thông báo nghỉ", at=AT)
    assert not world.store.settings_versions()
    page.run()
    assert any("vừa được sửa" in read(one.value) for one in page.warning) and file.read_bytes() == by_hand


def test_settings_are_closed_to_whoever_is_not_the_administrator(file: Path) -> None:
    for role in Role:
        with acting_as(User.of("a", "A", [role], "T1" if role is Role.VILLAGE_HEAD else None)):
            if role is Role.ADMINISTRATOR:
                assert entry_of("settings.py").opens and settings.read_settings(file).content["plans"]
            else:
                assert not entry_of("settings.py").opens
                with pytest.raises(UserError, match="không được xem"):
                    settings.read_settings(file)


def test_a_second_source_of_days_off_is_told_beside_the_year_and_taken_over_by_one_click_and_saved_by_nobody(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(world.store.path, monkeypatch, "settings.py")
    widget(page, "settings.part").set_value("calendar").run()
    for row in range(4):
        widget(page, "settings.row.calendar.5").set_value(row).run()
        assert "như vậy" in words(page) and not [one for one in page.button if "second" in (one.key or "")]
    widget(page, "settings.row.calendar.5").set_value(4).run()
    said = words(page)
    assert "24/11/2026 làm việc nghỉ: Ngày Văn hóa Việt Nam" in said and "02/01/2026 nghỉ làm việc" in said
    widget(page, f"settings.second.{date(2026, 11, 24).toordinal()}").click().run()
    assert box(page, file, "calendar[4]", "holidays").value.endswith("02/9/2026\n24/11/2026")
    said = words(page)
    assert "Trước khi lưu" in said and "24/11/2026 làm việc" not in said and "10/01/2026 làm việc nghỉ" in said
    assert file.read_bytes().replace(b"\r\n", b"\n").decode() == SHIPPED, "nothing of it is saved"
    box(page, file, "calendar[4]", "basis").input("Bộ luật Lao động sửa đổi")
    look(page)
    save(page, "Ngày Văn hóa Việt Nam")
    assert date(2026, 11, 24) in load_config(file).calendar[4].holidays

    widget(page, "settings.row.calendar.5").set_value(-1).run()
    widget(page, "settings.second.2027").click().run()
    assert box(page, file, "calendar[-1]", "year").value == 2027
    assert box(page, file, "calendar[-1]", "holidays").value.startswith("01/01/2027\n04/02/2027")
    look(page)
    assert [read(error.value) for error in page.error] == ["Cần ghi ô này."], "its basis is for a person to write"


def test_who_counts_is_changed_with_its_effect_on_figures(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(world.store.path, monkeypatch, "settings.py")
    widget(page, "settings.part").set_value("participation").run()
    assert "chỉ hộ đã chuyển đi là không còn" in words(page), "the file's reason stands beside the box"
    box(page, file, "participation", "village_rule").set_value("strict")
    said = words(look(page))
    assert "Thôn được tính là tham gia khi" in said and "Trưởng thôn là trưởng nhóm" in said
    box(page, file, "participation", "enterprise_kinds").set_value([])
    look(page)
    assert [read(error.value) for error in page.error] == ["Cần ghi ô này."]


def test_words_around_names_are_changed_with_what_waits_then(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who writes a part of a name waits for a yes; where only likely ones are suggested nobody does."""
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H1"], ["B", "H2"], ["Can", ""]], JUNE, group="N1")
    page = open_page(world.store.path, monkeypatch, "settings.py")
    widget(page, "settings.part").set_value("matching").run()
    box(page, file, "matching", "suggest_from_percent").set_value(0)
    look(page)
    assert len(page.error) == 1 and "Trước khi lưu" not in words(page)
    box(page, file, "matching", "suggest_from_percent").set_value(90)
    titles = box(page, file, "matching", "titles")
    titles.set_value(f"loa\n{titles.value}")
    effect = words(look(page)).partition("Trước khi lưu")[2]
    assert "loa, ông, bà" in effect and "Chờ xác nhận: 1 hộ" in effect and "số chờ xác nhận" in effect, effect
    save(page, "Cách gọi của thôn")
    assert "loa" in load_config(file).matching.titles


def test_a_posting_is_noted_with_what_becomes_of_the_requirement(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(world.store.path, monkeypatch, "settings.py")
    widget(page, "settings.part").set_value("entries").run()
    for field, typed in (("item", "posting"), ("place", "office"), ("from", date(2024, 5, 10)), ("basis", "Biên bản")):
        box(page, file, "structure.entries[-1]", field).set_value(typed)
    box(page, file, "structure.entries[-1]", "village").input("T1")
    look(page)
    assert [read(error.value) for error in page.error] == [
        "Chỉ nhà văn hóa và việc tuyên truyền mới thuộc một thôn: để trống ô này."
    ]
    box(page, file, "structure.entries[-1]", "village").input("")
    box(page, file, "structure.entries[-1]", "state").set_value(True)
    said = words(look(page))
    assert "S8 Niêm yết công khai ○ Chưa có số liệu · 0/5 ○ Chưa có số liệu · 1/5" in said, said
    save(page, "Biên bản niêm yết")
    (entry,) = load_config(file).structure.entries
    assert (entry.item, entry.place, entry.village, entry.state) == ("posting", "office", "", True)

    widget(page, "settings.part").set_value("not_applicable").run()
    for field, typed in (("place", "apartments"), ("from", date(2024, 1, 1)), ("reason", "Xã không có khu chung cư")):
        box(page, file, "structure.not_applicable[-1]", field).set_value(typed)
    assert "1/5 ○ Chưa có số liệu · 1/4" in words(look(page))
    save(page, "Không có chung cư")
    assert load_config(file).structure.not_applicable[0].component is None


def test_a_shorter_retention_says_what_would_go_before_it_is_saved(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H1"]], date(2024, 7, 1), group="N1")
    page = open_page(world.store.path, monkeypatch, "settings.py")
    widget(page, "settings.part").set_value("retention").run()
    box(page, file, "retention", "members_months").set_value(12)
    look(page)
    assert any("sẽ bỏ 1 người" in read(one.value) for one in page.warning)
    box(page, file, "retention", "members_months").set_value(600)
    assert "hôm nay chưa có gì phải bỏ" in words(look(page))


def test_a_village_has_one_target_of_a_day_however_it_is_called(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two, the one under its code was used and the other told; now the second is refused where it is typed."""
    page = open_page(world.store.path, monkeypatch, "settings.py")
    for rows, village, start in (
        (10, "T1", date(2024, 1, 1)),
        (11, "thôn 1", date(2025, 1, 1)),
        (12, "Thôn 1", date(2024, 6, 1)),
    ):
        widget(page, f"settings.row.targets.{rows}").set_value(-1).run()
        row = "plans[0].targets[-1]"
        end = date(start.year, 12, 31)
        for field, typed in (
            ("indicator", "households"),
            ("village", village),
            ("from", start),
            ("to", end),
            ("basis", "B"),
        ):
            box(page, file, row, field).set_value(typed)
        if rows == 10:
            look(page)
            assert [read(error.value) for error in page.error] == ["Ghi tỷ lệ hoặc số lượng, một trong hai."]
        box(page, file, row, "percent").set_value("80")
        look(page)
        if rows < 12:
            save(page, "Giao thôn")
    assert [read(error.value) for error in page.error] == [
        "Thôn này đã có mức giao của chỉ tiêu, ghi là “T1” (01/01/2024 – 31/12/2024)."
    ]
    assert len(load_config(file).targets) == 12
