"""Nhập dữ liệu shows what lists would change, stores nothing until it is told to, and tells every fault in words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpi.access.acting import acting_as
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.domain.datasets import DATASETS
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from kpi.operations import explaining
from kpi.store import Store
from kpi.ui.loading import afterwards
from kpi.ui.shell.desk import open_desk
from tests.app.screen import links, markup, open_page, read, words
from tests.app.test_log import rows_of
from tests.soundness.test_reading_workbooks import PASSWORD, locked_xlsx
from tests.worlds import World, made_once, write_csv, write_xlsx

PAGE = "loading.py"
YEAR_START, MARCH, JUNE = date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30)
CLERK = "Trần Thị Văn Thư"
HEADERS = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two villages of three households each, and one member who speaks for the first."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [[f"H{n}", f"Chủ hộ {n}", f"Thôn {1 + n // 4}"] for n in range(1, 7)]
    world.load("household", [HEADERS, *rows], YEAR_START)
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H1"]], MARCH, group="N1")
    return world


def households(folder: Path, *more: list[object], name: str = "ho_2024-06-30.xlsx", spelling: str = "Thôn 1") -> Path:
    """A list in which ``more`` follows six good rows."""
    rows = [[f"H{n}", f"Chủ hộ {n}", spelling if n < 4 else "Thôn 2"] for n in range(1, 7)]
    return write_xlsx(folder / name, [["DANH SÁCH HỘ DÂN"], HEADERS, *rows, *more])


def members(folder: Path) -> Path:
    rows = [["N1", "A", "H1"], ["N1", "B", "H2"], ["N2", "C", "H4"]]
    return write_csv(folder / "thanh_vien_2024-06-30.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], *rows])


def test_a_locked_workbook_opens_with_its_password_for_this_drop_alone(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ho_2024-06-30.xlsx"
    file.write_bytes(locked_xlsx([HEADERS, *([f"H{n}", f"Chủ hộ {n}", "Thôn 1"] for n in range(1, 4))]))
    test = drop(open_page(world.store.path, monkeypatch, PAGE), file)
    field = f"import.password.{file.name}"
    sound(test.text_input(key=field).set_value("sai").run())
    sound(test.text_input(key=field).set_value(PASSWORD).run())
    assert field not in [box.key for box in test.text_input]
    load_as(test, "Lan")
    assert world.store.batches()[-1].accepted == 3
    assert PASSWORD not in repr(test.session_state)


BAD_ROWS: tuple[list[object], ...] = (["H7", "Chủ hộ 7", "Thôn Lạ"], ["", "Chủ hộ 8", "Thôn 2"])


def drop(test: AppTest, *files: Path, times: int = 0) -> AppTest:
    """Files dropped on the page; ``times``: how many loads this session has finished."""
    dropped = [(file.name, file.read_bytes(), "application/octet-stream") for file in files]
    test.file_uploader(key=f"import.files.{times}").set_value(dropped).run()
    return sound(test)


def sound(test: AppTest) -> AppTest:
    assert not test.exception, [error.value for error in test.exception]
    return test


def press(test: AppTest, key: str) -> AppTest:
    return sound(test.button(key=f"import.{key}").click().run())


def load_as(test: AppTest, name: str, key: str = "load") -> AppTest:
    test.text_input(key="import.name").set_value(name)
    return press(test, key)


def numbers(world: World) -> list[int]:
    return [batch.batch for batch in world.store.batches()]


def sheets(test: AppTest) -> list[list[str]]:
    return rows_of(test, "Các danh sách nhận ra")


def test_the_page_says_what_would_change_and_stores_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"this is no workbook")
    before = world.store.version()
    test = open_page(world.store.path, monkeypatch, PAGE)
    assert len(offered(test, "template")) == len(DATASETS), "every list has its own"
    drop(test, members(tmp_path), households(tmp_path, *BAD_ROWS), broken)
    (refusal,) = [read(error.value) for error in test.error]
    for part in ("Không mở được tệp Excel", "Ở đâu: hong.xlsx", "Tìm thấy: ", "Cách xử lý: "):
        assert part in refusal
    assert [row[2:] for row in sheets(test)] == [
        ["Thành viên nhóm Zalo", "30/6/2024", "3", "3", "0", "2 mới, 0 đổi, 0 không còn"],
        ["Sổ hộ dân", "30/6/2024", "8", "6", "2", "0 mới, 0 đổi, 0 không còn"],
    ]
    changed = {row[0]: row[1:] for row in rows_of(test, "Các chỉ tiêu hiện nay và sau đó")}
    assert "1/6" in changed["Hộ dân"][0]
    assert "3/6 · 50%" in changed["Hộ dân"][1]
    wrong = rows_of(test, "Lỗi trong danh sách này")
    assert [(row[3], row[4]) for row in wrong] == [("1", "C9"), ("1", "A10")]
    (mend,) = offered(test, "mend")
    assert "2 dòng" in mend.label
    assert world.store.version() == before


def offered(test: AppTest, what: str) -> list[Any]:
    """The files of a kind that the page hands out."""
    return [button for button in test.download_button if (button.key or "").startswith(f"import.{what}.")]


def test_the_good_rows_are_loaded_in_the_name_given(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE)
    drop(test, members(tmp_path), households(tmp_path, *BAD_ROWS))
    known = numbers(world)
    load_as(test, CLERK)
    assert "Đã nạp 2 danh sách, 9 dòng" in read(test.success[0].value)
    new = [batch for batch in world.store.batches() if batch.batch not in known]
    assert [(batch.dataset, batch.accepted, batch.rejected, batch.loaded_by) for batch in new] == [
        ("household", 6, 2, CLERK), ("membership", 3, 0, CLERK),
    ]  # fmt: skip
    assert world.counts("households", JUNE)[::2] == (3, 6)
    assert not test.file_uploader(key="import.files.1").value


def test_nobody_loads_without_a_name(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), households(tmp_path, *BAD_ROWS))
    known = numbers(world)
    for name, button in product(("", "   "), ("load", "strict")):
        load_as(test, name, button)
        assert ["tên" in error.value for error in test.error] == [True], (name, button)
        assert numbers(world) == known
        assert not sound(test.run()).error, "until the next press"


def test_a_name_that_was_struck_out_is_not_given_again(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE)
    load_as(drop(test, members(tmp_path)), CLERK)
    drop(test, households(tmp_path), times=1)
    assert test.text_input(key="import.name").value == CLERK
    known = numbers(world)
    load_as(test, "")
    assert ["tên" in error.value for error in test.error] == [True]
    assert numbers(world) == known


def test_only_if_every_row_is_right(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), members(tmp_path), households(tmp_path, *BAD_ROWS))
    known = numbers(world)
    load_as(test, CLERK, "strict")
    (refusal,) = [read(error.value) for error in test.error]
    assert "2 trong 8 dòng bị loại" in refusal
    assert "--" not in refusal, "the page has no options of a command"
    assert numbers(world) == known
    assert sheets(test), "the files are still there to be loaded otherwise"


def test_the_same_file_again_is_not_loaded_twice(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), members(tmp_path))
    load_as(test, CLERK)
    known = numbers(world)
    drop(test, members(tmp_path), times=1)
    assert "Đã nạp rồi" in sheets(test)[0][1]
    assert not [button for button in test.button if button.key == "import.load"]
    assert numbers(world) == known


def test_a_spelling_is_explained_once_and_can_be_taken_back(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = households(tmp_path, ["H7", "Chủ hộ 7", "Xóm Đình"], ["H8", "Chủ hộ 8", "xóm đình"])
    test = drop(open_page(world.store.path, monkeypatch, PAGE), file)
    assert sheets(test)[0][5:7] == ["6", "2"]
    assert test.selectbox(key="import.spelling.0").options == ["Thôn: “Xóm Đình”"]
    test.selectbox(key="import.meaning.0").set_value(("village", "", "T2"))
    test.text_input(key="import.who.0").set_value(CLERK)
    test.text_input(key="import.why.0").set_value("Tên cũ")
    press(test, "remember.0")
    assert "Xóm Đình" in read(test.success[0].value)
    assert sheets(test)[0][5:7] == ["8", "0"]
    assert rows_of(test, "Cách viết đã giải thích")[0][:4] == ["Xóm Đình", "Thôn 2", "mọi danh sách", CLERK]
    load_as(test, CLERK)
    assert world.counts("households", JUNE)[2] == 8
    test.text_input(key="import.forget.who").set_value(CLERK)
    press(test, "forget.sure")
    assert world.store.listed_corrections() == []
    drop(test, households(tmp_path, ["H9", "Chủ hộ 9", "Xóm Đình"], name="ho_2024-09-30.xlsx"), times=1)
    assert sheets(test)[0][6] == "1"


def test_what_another_has_taken_back_meanwhile_lets_no_other_spelling_go(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for spelling in ("Xóm Đình", "Xóm Đồi"):
        explaining.explain(
            world.store, "village", spelling, "T2", dataset="", field="", reason="", decided_by=CLERK, at=world.clock
        )
    test = open_page(world.store.path, monkeypatch, PAGE)
    box = test.selectbox(key="import.forget.which")
    assert len(box.options) == 2
    box.select_index(1)
    test.text_input(key="import.forget.who").set_value(CLERK)
    gone = next(one for one in world.store.listed_corrections() if box.options[1].startswith(one.spelling))
    explaining.take_back(world.store, gone, decided_by="Minh", at=world.clock + timedelta(minutes=1))
    press(test, "forget.sure")
    assert "không còn trong danh sách" in read(test.error[0].value)
    assert len(world.store.listed_corrections()) == 1


def test_nothing_is_explained_by_nobody_or_as_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), households(tmp_path, ["H7", "A", "Xóm Đình"]))
    for who, meaning in ((CLERK, None), (CLERK, ("header", "", "phone")), ("", ("village", "", "T2"))):
        if meaning:
            test.selectbox(key="import.meaning.0").set_value(meaning)
        test.text_input(key="import.who.0").set_value(who)
        press(test, "remember.0")
        assert len(test.error) == 1, (who, meaning)
        assert world.store.listed_corrections() == []
        assert not sound(test.run()).error, "until the next press"


def test_a_list_without_a_day_is_told_and_the_day_can_be_said(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), households(tmp_path, name="ho.xlsx"))
    assert "Danh sách không ghi là của ngày nào" in read(test.error[0].value)
    assert "Không nạp được" in sheets(test)[0][1]
    test.text_input(key="import.say.day").set_value("30 tháng mười ba")
    press(test, "say.apply")
    assert "30 tháng mười ba" in read(" ".join(error.value for error in test.error))
    test.text_input(key="import.say.day").set_value("30/6/2024")
    press(test, "say.apply")
    assert not test.error
    assert sheets(test)[0][3] == "30/6/2024"
    load_as(test, CLERK)
    assert world.store.batches()[-1].as_of == JUNE


def test_a_sheet_is_left_out(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), members(tmp_path), households(tmp_path))
    test.selectbox(key="import.sheet").select_index(1).run()
    test.checkbox(key="import.say.leave").set_value(True)
    press(test, "say.apply")
    assert "Để riêng" in sheets(test)[1][1]
    load_as(test, CLERK)
    assert world.store.batches()[-1].dataset == "membership"
    assert world.store.batches()[-2].as_of == MARCH


def test_the_sheet_chosen_stays_chosen_whatever_is_dropped_beside_it(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its place in the list it was another one as soon as a file came before it, and what was said went to that one."""
    lists = members(tmp_path), households(tmp_path)
    test = drop(open_page(world.store.path, monkeypatch, PAGE), *lists)
    chosen = test.selectbox(key="import.sheet").select_index(1).run().selectbox(key="import.sheet").value
    assert chosen is not None and chosen[0] == lists[1].name
    drop(test, households(tmp_path, name="truoc.xlsx"), *lists)
    assert test.selectbox(key="import.sheet").value == chosen
    drop(test, lists[0])
    left = test.selectbox(key="import.sheet").value
    assert left is not None and left[0] == lists[0].name


ODD_FILES = {
    "rong.csv": b"",
    "trang.csv": b",,\n,,\n",
    "la.csv": "xin,chào\n1,2\n".encode(),
    "hong.json": b'{"gridInfoMap": [1, 2',
    "la.json": b"[1, 2, 3]",
    "khoa.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "zip.xlsx": b"PK\x03\x04" + b"\0" * 100,
    "nhi_phan.csv": bytes(range(256)) * 8,
    "_*[x](y)$a$ `b`.csv": b"1\n2\n",
}


def test_no_file_brings_a_traceback(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(world.store.path, monkeypatch, PAGE)
    for name, content in ODD_FILES.items():
        file = tmp_path / name
        file.write_bytes(content)
        drop(test, file, members(tmp_path))
        told = [*(error.value for error in test.error), *(warning.value for warning in test.warning)]
        assert [name in read(one) for one in told] == [True], name
        assert sheets(test)[-1][2] == "Thành viên nhóm Zalo", f"the good file beside {name} is recognised"


def test_a_busy_database_is_told_in_words(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_args: object, **_named: object) -> None:
        raise UserError("Cơ sở dữ liệu đang bận", code="busy")

    test = drop(open_page(world.store.path, monkeypatch, PAGE), members(tmp_path))
    monkeypatch.setattr("kpi.operations.rehearsal.load_rehearsed", busy)
    load_as(test, CLERK)
    assert ["đang bận" in error.value for error in test.error] == [True]
    monkeypatch.setattr("kpi.operations.rehearsal.rehearse", busy)
    drop(test, households(tmp_path))
    assert ["đang bận" in error.value for error in test.error] == [True]


def simulate(world: World) -> None:
    """A list that says of itself that it is invented."""
    world.clock = datetime(2024, 4, 1)
    rows = [["DỮ LIỆU MÔ PHỎNG"], HEADERS, *[[f"S{n}", "Không có thật", "Thôn 1"] for n in (1, 2)]]
    world.load("household", rows, MARCH)
    world.load("membership", [["DỮ LIỆU MÔ PHỎNG", ""], ["Tên hiển thị", "Mã hộ"], ["S", "S1"]], MARCH, group="N2")


def test_simulated_lists_are_removed_in_one_step(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simulate(world)
    test = drop(open_page(world.store.path, monkeypatch, PAGE), households(tmp_path))
    assert "Đang có 2 danh sách mô phỏng" in read(test.warning[0].value)
    press(test, "simulated.remove")
    assert "Đã bỏ hẳn 2 danh sách mô phỏng" in read(test.success[0].value)
    assert not test.warning
    assert not test.error
    assert not [batch for batch in world.store.batches() if batch.simulated]
    changed = {row[0]: row[1:] for row in rows_of(test, "Các chỉ tiêu hiện nay và sau đó")}
    assert "1/6" in changed["Hộ dân"][0], "worked out anew, without the simulated households"
    assert "mô phỏng" not in words(test)


def test_simulated_lists_among_themselves_are_no_matter(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulated = write_xlsx(tmp_path / "mau_2024-06-30.xlsx", [["DỮ LIỆU MÔ PHỎNG"], HEADERS, ["S1", "A", "Thôn 1"]])
    test = drop(open_page(world.store.path, monkeypatch, PAGE), simulated)
    assert not test.warning


def test_nobody_takes_an_explanation_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    explaining.explain(world.store, "village", "Xóm Đình", "T2", reason="", decided_by=CLERK, at=datetime(2024, 5, 1))
    test = open_page(world.store.path, monkeypatch, PAGE)
    press(test, "forget.sure")
    assert len(test.error) == 1
    assert len(world.store.listed_corrections()) == 1


def test_an_empty_database_takes_all_lists_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path)
    villages = write_xlsx(
        tmp_path / "thon_2023-12-31.xlsx", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"], ["T2", "Thôn 2"]]
    )
    groups = write_xlsx(
        tmp_path / "nhom_2023-12-31.xlsx",
        [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["N1", "Nhóm 1", "Thôn", "T1"], ["N2", "Nhóm 2", "Thôn", "T2"]],
    )
    test = open_page(world.store.path, monkeypatch, PAGE)
    drop(test, members(tmp_path), households(tmp_path), groups, villages)
    assert not test.error
    assert "3/6" in words(test)
    load_as(test, CLERK)
    assert world.counts("households", JUNE)[::2] == (3, 6)


def test_a_file_that_was_loaded_elsewhere_meanwhile(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), members(tmp_path))
    load(world.store, world.config, [Source(members(tmp_path))], known_at=datetime(2024, 7, 1), loaded_by="đồng nghiệp")
    known = numbers(world)
    load_as(test, CLERK)
    assert numbers(world) == known
    assert re.search(r"Đã nạp 0 danh sách", " ".join(read(one.value) for one in test.success)) is None
    assert "Đã nạp rồi" in markup(test)


def asked_list(folder: Path) -> Path:
    """A register under headers that nobody knows."""
    rows = [
        [f"H{n}", f"Nguyễn Văn {name}", "Thôn 1", "0912345678", "a"] for n, name in enumerate("An Ba Cả".split(), 1)
    ]
    return write_xlsx(folder / "bang_2024-06-30.xlsx", [["BẢNG"], ["Số hiệu", "Đứng tên", "Khu", "Máy", "X"], *rows])


def test_a_list_under_unknown_headers_is_explained_once(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), asked_list(tmp_path))
    assert "Cần trả lời" in sheets(test)[0][1]
    assert test.selectbox(key="import.map.kind.0").value == "household"
    guessed = {n: test.selectbox(key=f"import.map.0.household.{n}").value for n in range(5)}
    assert guessed == {0: "code", 1: "head_name", 2: "village", 3: "phone", 4: "-"}
    assert "0912345678" not in " ".join(one.value for one in test.markdown), "a phone is masked"
    press(test, "map.sure.0")
    assert len(test.error) == 1, "nobody has said who says so"
    test.text_input(key="import.map.who.0").set_value(CLERK)
    press(test, "map.sure.0")
    assert "từ nay" in read(test.success[0].value).lower()
    assert sheets(test)[0][2:7] == ["Sổ hộ dân", "30/6/2024", "3", "3", "0"]
    known = rows_of(test, "Cách viết đã giải thích")
    assert [row[1] for row in known if row[3] == CLERK and "|" in row[0]] == ["Sổ hộ dân"]
    assert {row[1] for row in known} >= {"Mã hộ", "Họ và tên chủ hộ", "Số điện thoại"}


def test_two_columns_are_not_the_same(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), asked_list(tmp_path))
    test.selectbox(key="import.map.kind.0").set_value("household").run()
    test.selectbox(key="import.map.0.household.4").set_value("code")
    test.text_input(key="import.map.who.0").set_value(CLERK)
    press(test, "map.sure.0")
    assert "Hai cột" in " ".join(read(error.value) for error in test.error)
    assert world.store.listed_corrections() == []


def test_a_list_for_another_purpose_is_left_out_for_ever(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = write_xlsx(tmp_path / "a_2024-06-30.xlsx", [["DANH SÁCH HỘ NGHÈO"], HEADERS, ["H1", "Chủ hộ 1", "Thôn 1"]])
    test = drop(open_page(world.store.path, monkeypatch, PAGE), poor)
    assert test.selectbox(key="import.map.kind.0").value == "-"
    test.text_input(key="import.map.who.0").set_value(CLERK)
    press(test, "map.sure.0")
    assert "Để riêng" in sheets(test)[0][1]
    test.text_input(key="import.forget.who").set_value(CLERK)
    press(test, "forget.sure")
    assert "Cần trả lời" in sheets(test)[0][1]


def test_the_nearest_village_of_the_same_drop_is_one_click_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.empty(tmp_path)
    villages = write_xlsx(
        tmp_path / "thon_2023-12-31.xlsx", [["Mã thôn", "Tên thôn"], ["A", "Thôn Đông Hải"], ["B", "Yên Xá"]]
    )
    rows = [[f"H{n}", f"Chủ hộ {n}", "Đông Hảy" if n < 3 else "Yên Xá"] for n in range(1, 7)]
    file = write_xlsx(tmp_path / "ho_2024-06-30.xlsx", [["DANH SÁCH HỘ DÂN"], HEADERS, *rows])
    test = drop(open_page(world.store.path, monkeypatch, PAGE), villages, file)
    (button,) = [one for one in test.button if (one.key or "").startswith("import.nearest.")]
    assert button.label == "Đúng, là Thôn Đông Hải"
    button.click().run()
    assert "tên người" in read(test.error[0].value)
    test.text_input(key="import.nearest.who").set_value(CLERK)
    press(test, (button.key or "").removeprefix("import."))
    assert sheets(test)[1][5:7] == ["6", "0"]


def test_a_village_written_once_is_one_question(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["H1", "Chủ hộ 1", "Thôn 1"], ["H2", "Chủ hộ 2", ""], ["H3", "Chủ hộ 3", ""], ["H4", "Chủ hộ 4", "Thôn 2"]]
    file = write_xlsx(tmp_path / "ho_2024-06-30.xlsx", [["DANH SÁCH HỘ DÂN"], HEADERS, *rows])
    test = drop(open_page(world.store.path, monkeypatch, PAGE), file)
    assert sheets(test)[0][5:7] == ["2", "2"]
    assert any('2 dòng dưới "Thôn 1"' in read(one.value) for one in test.markdown), [one.value for one in test.markdown]
    press(test, "held.0")
    assert "tên người" in read(test.error[-1].value)
    test.text_input(key="import.held.who").set_value(CLERK)
    press(test, "held.0")
    assert sheets(test)[0][5:7] == ["4", "0"]
    assert "áp dụng cho các ô trống bên dưới" in words(test)


def test_the_next_step_is_shown_after_a_load(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), members(tmp_path), households(tmp_path, *BAD_ROWS))
    load_as(test, CLERK)
    assert "2 dòng chưa nạp" in words(test)
    assert [one.key for one in offered(test, "next")] == ["import.next.mend.0"]
    assert any("1/6" in link and "3/6" in link for link in links(test)), links(test)
    drop(test, households(tmp_path, *BAD_ROWS), times=1)
    assert [one.key for one in offered(test, "mend")] == ["import.mend.0"]


def forty(folder: Path, *numbers: int, name: str) -> Path:
    return write_xlsx(folder / name, [HEADERS, *([f"H{n}", f"Chủ hộ {n}", "Thôn 1"] for n in numbers)])


def test_a_collapse_is_a_choice(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both outcomes stand in figures beside each other, on the list's day and on the newest; nothing is chosen beforehand."""
    load_file(world, forty(tmp_path, *range(1, 41), name="ho_2024-01-31.xlsx"))
    load_file(world, members(tmp_path))
    loads = numbers(world)
    file = forty(tmp_path, 1, name="sua_2024-04-30.xlsx")
    test = drop(open_page(world.store.path, monkeypatch, PAGE), file)
    assert "Thêm vào hay thay thế?" in sheets(test)[0][1]
    assert not [one for one in test.button if one.key in ("import.load", "import.strict")]
    key = f"import.adds.0.{file.name}"
    assert test.radio(key=key).value is None
    assert list(map(read, test.radio(key=key).options)) == [
        "Thêm vào: 40 hộ thành 40, không bớt mục nào", "Thay thế: 40 hộ thành 1, bớt đi 39",
    ]  # fmt: skip
    own_day, newest = [table for table in markup(test).split("<table")[1:] if "Nếu thay thế" in table]
    for table, participating in ((own_day, "1/4"), (newest, "2/4")):
        assert [cells_of(table, "Thôn 1 (hộ)")[1:], participating in cells_of(table, "Hộ dân")[3]] == [
            ["40", "40", "1"],
            True,
        ]
    assert ["3/40" in cell for cell in cells_of(newest, "Hộ dân")[1:]] == [True, True, False]

    test.radio(key=key).set_value(False).run()
    assert test.button(key="import.load").label == "Thay 40 hộ bằng 1"
    sound(test.radio(key=key).set_value(True).run())
    assert test.button(key="import.load").label == "Thêm 1 dòng vào 40 hộ"
    load_as(test, CLERK)
    assert world.counts("households", JUNE)[::2] == (3, 40)
    (added,) = [batch for batch in world.store.batches() if batch.batch not in loads]
    assert not added.complete


def test_one_number_of_two_units_is_a_choice(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few they are: the choice stands beside what the names are, and replacing loads the new one."""
    rows = [["Tên thôn"], *([row["name"]] for row in world.store.read("newest_villages", known_at=world.clock))]
    assert rows[1] == ["Thôn 1"]
    rows[1] = ["Tổ dân phố 1"]
    file = write_xlsx(tmp_path / "thon_2024-04-30.xlsx", [["DANH SÁCH THÔN"], *rows])
    test = drop(open_page(world.store.path, monkeypatch, PAGE), file)
    key = f"import.adds.0.{file.name}"
    assert any("Tổ dân phố 1 ≠ Thôn 1" in one.value for one in test.markdown)
    sound(test.radio(key=key).set_value(False).run())
    assert [one for one in test.button if one.key == "import.load"]


def test_the_others_of_the_drop_wait_for_the_choice(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_file(world, forty(tmp_path, *range(1, 41), name="ho_2024-01-31.xlsx"))
    first, second = (forty(tmp_path, n, name=f"sua{n}_2024-04-30.xlsx") for n in (1, 2))
    test = drop(open_page(world.store.path, monkeypatch, PAGE), first, second, members(tmp_path))
    assert not [one for one in test.button if one.key == "import.load"]
    test.radio(key=f"import.adds.0.{first.name}").set_value(True).run()
    assert not [one for one in test.button if one.key == "import.load"]
    sound(test.radio(key=f"import.adds.0.{second.name}").set_value(True).run())
    assert test.button(key="import.load").label == "Thêm 1 dòng vào 40 hộ · Thêm 1 dòng vào 40 hộ · Nạp 3 dòng"
    load_as(test, CLERK)
    assert world.counts("households", JUNE)[::2] == (3, 40)


def test_a_list_that_asks_no_more_is_no_addition_by_an_old_answer(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_file(world, forty(tmp_path, *range(1, 41), name="ho_2024-01-31.xlsx"))
    file = forty(tmp_path, 1, name="sua_2024-04-30.xlsx")
    test = drop(open_page(world.store.path, monkeypatch, PAGE), file)
    test.radio(key=f"import.adds.0.{file.name}").set_value(True).run()
    load_file(world, forty(tmp_path, 1, name="dong_nghiep_2024-04-30.xlsx"), adds=False)
    sound(test.run())
    assert not test.radio
    assert "Đã nạp rồi" not in sheets(test)[0][1]
    load_as(test, CLERK)
    assert world.store.batches()[-1].complete


def cells_of(table: str, row: str) -> list[str]:
    """One row of a table as words."""
    (found,) = [one for one in table.split("<tr>") if f">{row}<" in one]
    return [re.sub(r"<[^>]+>", " ", cell).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", found, re.S)]


def load_file(world: World, file: Path, *, adds: bool = False) -> None:
    world.clock = world.clock.replace(year=world.clock.year + 1)
    load(world.store, world.config, [Source(file, adds=adds)], known_at=world.clock, loaded_by="đồng nghiệp")


def test_twenty_files_take_a_line_each(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = [households(tmp_path, name=f"ho{n}_2024-06-{n:02}.xlsx") for n in range(1, 12)]
    odd = []
    for n in range(10):
        file = tmp_path / f"la{n}.csv"
        file.write_text(f"xin,chào,bạn\n1,2,{n}\n", "utf-8")
        odd.append(file)
    test = drop(open_page(world.store.path, monkeypatch, PAGE), *good, *odd)
    assert len(sheets(test)) == 20
    assert len(test.warning) == 1, "one question at a time"
    assert len([block for block in test.get("html") if "Lỗi trong danh sách" in block.proto.body]) <= 1


def log_without_kinds(folder: Path) -> Path:
    """A complaint desk's export: what each report is about, and none of what kind it is."""
    rows = [[f"TH-{n}", "Tiếng ồn", f"0{n}/6/2024", f"0{n + 2}/6/2024", "Đã xử lý"] for n in (1, 2)]
    headers = ["Mã phiếu", "Lĩnh vực", "Ngày gửi", "Ngày trả KQ", "Trạng thái"]
    return write_csv(folder / "nhat_ky_2024-06-30.csv", [headers, *rows])


def test_the_kind_of_a_whole_log_is_asked_once(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = drop(open_page(world.store.path, monkeypatch, PAGE), log_without_kinds(tmp_path))
    assert "Cần trả lời" in sheets(test)[0][1]
    assert "Phản ánh" in test.selectbox(key="import.kind.of.0").options
    press(test, "map.sure.0")
    assert sheets(test)[0][4] == "—", "without a choice nothing is checked again"
    test.selectbox(key="import.kind.of.0").set_value("feedback")
    press(test, "map.sure.0")
    assert len(test.error) == 1, "nobody has said who says so"
    assert world.store.listed_corrections() == []
    test.text_input(key="import.map.who.0").set_value(CLERK)
    press(test, "map.sure.0")
    assert sheets(test)[0][4:7] == ["2", "2", "0"]
    assert [row[1] for row in rows_of(test, "Cách viết đã giải thích")] == ["Phản ánh"]
    assert test.text_input(key="import.name").value == CLERK, "the name given once stands in every box"
    press(test, "load")
    assert world.counts("processed_reports", JUNE)[::2] == (2, 2)


def test_a_log_without_codes_or_kinds_is_explained_in_one_go(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its running number is guessed to be the code; a later log with codes of its own keeps them."""
    header: list[object] = ["STT", "Ngày nhận", "Lĩnh vực", "Ngày xong"]
    rows: list[list[object]] = [[n, "3/6/2024", "Tiếng ồn", "10/6/2024"] for n in (1, 2, 3)]
    test = drop(
        open_page(world.store.path, monkeypatch, PAGE), write_xlsx(tmp_path / "so_2024-06-30.xlsx", [header, *rows])
    )
    assert test.selectbox(key="import.map.kind.0").value == "case"
    assert test.selectbox(key="import.map.0.case.0").value == "code"
    test.selectbox(key="import.kind.of.0").set_value("feedback")
    test.text_input(key="import.map.who.0").set_value(CLERK)
    press(test, "map.sure.0")
    assert sheets(test)[0][4:7] == ["3", "3", "0"]
    coded: list[list[object]] = [[row[0], f"PA{row[0]}", *row[1:]] for row in rows]
    coded.insert(0, ["STT", "Mã phản ánh", *header[1:]])
    world.load("case", coded, JUNE)
    assert {row["code"] for row in world.store.read("case_codes", known_at=world.clock)} == {"PA1", "PA2", "PA3"}
    with pytest.raises(UserError) as asked:  # of other headers nobody has said that the rows' numbers are codes
        world.load("case", [["STT", "Dấu hiệu", *header[1:]], *([n, f"TB-00{n}", *row] for n, *row in rows)], JUNE)
    assert asked.value.code == "not_recognised"
    with pytest.raises(UserError) as twice:  # read as explained, they are the coded log's reports under other numbers
        world.load("case", [header, *rows], JUNE)
    assert twice.value.code == "numbers_moved"


def test_after_a_load_nobody_is_led_where_he_may_not_go(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A police officer loads logs, and may not see whom members are taken for."""
    led: list[str] = []
    monkeypatch.setenv("KPI_DATABASE", str(sample_store.path))
    monkeypatch.setattr("kpi.ui.shell.leading.st.page_link", lambda page, **_said: led.append(page.name))
    with acting_as(User.of("ca", "Công an xã", [Role.POLICE])):
        afterwards._waiting(open_desk())
    assert led == []
    afterwards._waiting(open_desk())
    assert set(led) == {"review.py"}
