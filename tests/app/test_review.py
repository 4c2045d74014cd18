"""The review page: cards, keys' buttons, filters, whole rungs, what is missing, stale decisions, the workbook."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from kpi.config.models import Config
from kpi.review import decisions, workbook
from kpi.review.queue import queue
from kpi.store import Store, open_store
from tests.app.screen import card, open_page, widget, words
from tests.worlds import World

PAGE = "review.py"
REGISTER_DAY, MARCH = date(2023, 12, 31), date(2024, 3, 31)
CLERK = "Trần Thị Văn Thư"
HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Ten households in two villages; three count, and four of the six members left point to somebody."""
    world = World.empty(tmp_path_factory.mktemp("made")).with_villages_and_groups()
    heads = (
        "Đỗ Mạnh Quân", "Cao Thị Yến", "Vũ Hồng Sơn", "Phạm Văn Đức", "Phạm Văn Đức",
        "Mai Thị Lý", "Tống Văn Kiên", "Hà Thị Sâm", "Lưu Văn Bách", "Đinh Thị Oanh",
    )  # fmt: skip
    rows = [[f"HG-{n}", head, f"T{1 + n // 6}", f"09120000{n:02d}"] for n, head in enumerate(heads, start=1)]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại"], *rows], REGISTER_DAY)
    header = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện"]
    business = [header, ["2800000001", "Công ty TNHH Sông Lèn", "TNHH", "Lê Hữu Trung"]]
    world.load("business", business, REGISTER_DAY)
    members = [
        ["N1", "1", "a", "", "HG-1"], ["N2", "2", "b", "", "HG-6"], ["N2", "3", "c", "", "HG-7"],
        ["N1", "4", "CAO THI YEN", "", ""], ["N1", "5", "Sơn Vũ", "", ""], ["N1", "6", "Phạm Văn Đức", "", ""],
        ["N2", "7", "Hà Thị Sâm", "", ""], ["N2", "8", "Mẹ Bống", "", ""], ["N2", "9", "Hoa Nắng", "", ""],
    ]  # fmt: skip
    world.load("membership", [HEADER, *members], MARCH)
    world.status(MARCH)  # the names are compared once for all tests
    return world


@pytest.fixture
def world(made: World, tmp_path: Path, environment: None) -> World:  # noqa: ARG001
    """A copy of that world, to be written to."""
    path = shutil.copy(made.store.path, tmp_path)
    return replace(made, folder=tmp_path, store=open_store(Path(path)))


def opened(world: World, monkeypatch: pytest.MonkeyPatch, *, name: str = CLERK) -> AppTest:
    page = open_page(world.store.path, monkeypatch, PAGE)
    if name:
        page.text_input(key="review.name").input(name).run()
    return page


def press(page: AppTest, label: str) -> AppTest:
    """The first button with this label, as a key would press it."""
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def view(page: AppTest, name: str) -> AppTest:
    widget(page, "review.view").set_value(name).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return words(page)


def figures(world: World) -> tuple[int | None, int | None, int | None]:
    return world.counts("households", MARCH)


def test_the_head_says_how_many_are_left_and_what_they_mean(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    assert "Còn 4 người" in shown(page)
    assert "Hộ dân: 30% – 60%: chưa đạt dù xác nhận cả 3 hộ" in shown(page)
    assert figures(world) == (3, 3, 10)


def test_yes_settles_the_card_and_the_figure_follows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    before = shown(page)
    press(page, "Đúng, chọn")
    assert "Còn 3 người" in shown(page) and shown(page) != before
    assert figures(world) == (4, 2, 10)
    (decision,) = decisions.decisions(world.store, world.config)
    assert decision.decided_by == CLERK and decision.confirmed and "cùng thôn" in decision.reason


def test_no_denies_every_entry_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    widget(page, "review.rung").set_value("exact_name").run()
    while "Phạm Văn Đức" not in shown(page).split("Người này", 1)[1]:
        press(page, "Để sau")
    press(page, "Không phải ai")
    denied = {
        (row.member, row.entity_code) for row in decisions.decisions(world.store, world.config) if not row.confirmed
    }
    assert denied == {("uid:6", "HG-4"), ("uid:6", "HG-5")}
    assert figures(world) == (3, 3, 10)


def test_later_brings_the_card_again_at_the_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    seen = []
    for _n in range(5):
        seen.append(shown(page).split("đại diện cho hộ nào?")[1][:20])
        press(page, "Để sau")
    assert seen[4] == seen[0] and len(set(seen)) == 4
    assert decisions.decisions(world.store, world.config) == ()


def test_undo_gives_the_figures_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    for _n in range(3):
        press(page, "Đúng, chọn")
    assert figures(world)[0] == 6
    press(page, "Hoàn tác")
    press(page, "Hoàn tác")
    assert figures(world) == (4, 2, 10)
    press(page, "Hoàn tác")
    assert figures(world) == (3, 3, 10)
    assert "Còn 4 người" in shown(page)


def test_without_a_name_nothing_is_decided(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch, name="")
    press(page, "Đúng, chọn")
    assert any("Ghi tên người xác nhận" in error.value for error in page.error)
    assert figures(world) == (3, 3, 10) and "Còn 4 người" in shown(page)


def test_a_tie_is_told_and_the_clerk_chooses(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    while "máy không chọn thay" not in shown(page):
        press(page, "Để sau")
    assert "HG-4" in shown(page) and "HG-5" in shown(page)
    page.button(key="review.yes.2.uid:6.household").click().run()
    assert figures(world) == (4, 3, 10)


def test_filters_and_members_without_a_suggestion(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    rungs = widget(page, "review.rung")
    assert [rungs.options[0], rungs.options[-1]] == ["mọi bậc có gợi ý: 4", "Chưa có gợi ý: 2"]
    widget(page, "review.village").set_value("T1").run()
    rungs = widget(page, "review.rung")
    assert [rungs.options[0], rungs.options[-1]] == ["mọi bậc có gợi ý: 3", "Chưa có gợi ý: 0"]
    widget(page, "review.village").set_value("T2").run()
    rungs = widget(page, "review.rung")
    assert [rungs.options[0], rungs.options[-1]] == ["mọi bậc có gợi ý: 1", "Chưa có gợi ý: 2"]
    assert "Hà Thị Sâm" in shown(page)
    widget(page, "review.rung").set_value("unsuggested").run()
    assert "Hoa Nắng" in shown(page) and "chưa chỉ ra ai" in shown(page)


def test_nobody_settles_whom_no_name_points_to_and_moves_no_figure(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(world, monkeypatch)
    before, open_ones = figures(world), len(page.session_state["review.state"].queue.unsuggested)
    assert f"{open_ones} người máy không gợi ý được" in shown(page)
    widget(page, "review.rung").set_value("unsuggested").run()
    press(page, "Không phải ai")
    assert len(page.session_state["review.state"].queue.unsuggested) == open_ones - 1
    (decision,) = decisions.decisions(world.store, world.config)
    assert (decision.entity_kind, decision.confirmed, decision.stale) == ("nobody", True, ())
    assert figures(world) == before
    assert decision.member not in {card.member for card in queue(world.store, world.config, MARCH).unsuggested}
    decisions.decide(
        world.store, world.config, [decisions.Saying(decision.member, "household:HG-1", True)], reason="biết", decided_by=CLERK,
        at=datetime(2024, 8, 1),
    )  # fmt: skip
    (kept,) = decisions.decisions(world.store, world.config)
    assert kept.entity_kind == "household", "a yes takes nobody back"


def test_a_member_is_linked_by_a_search_without_marks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    widget(page, "review.rung").set_value("unsuggested").run()
    page.text_input(key="review.search.uid:9.any").input("dinh thi oanh").run()
    assert "HG-10 · Đinh Thị Oanh · Thôn 2" in shown(page)
    press(page, "Gắn")
    assert figures(world) == (4, 3, 10)
    assert "Mẹ Bống" in shown(page)


def test_a_search_finds_a_business_by_its_code(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    widget(page, "review.rung").set_value("unsuggested").run()
    page.text_input(key="review.search.uid:9.any").input("2800000001").run()
    press(page, "Gắn")
    assert world.counts("businesses", MARCH) == (1, 0, 1)


def test_a_whole_rung_is_confirmed_after_a_look_at_a_sample(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = view(opened(world, monkeypatch), "bulk")
    assert "Thôn 1 – Trùng họ tên, mất dấu: 1 người" in widget(page, "review.bulk.choice").options
    assert page.button(key="review.bulk.confirm").disabled
    page.checkbox[0].check().run()
    page.button(key="review.bulk.confirm").click().run()
    assert figures(world) == (4, 2, 10)
    view(page, "cards")
    press(page, "Hoàn tác")
    assert figures(world) == (3, 3, 10)


@pytest.mark.parametrize("meanwhile", ["the rung has gone", "another card stands in it"])
def test_no_rung_is_confirmed_that_nobody_has_looked_at(
    world: World, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    page = view(opened(world, monkeypatch), "bulk")
    choice = widget(page, "review.bulk.choice")
    choice.select_index(choice.options.index("Thôn 1 – Trùng họ tên, mất dấu: 1 người")).run()
    page.checkbox[0].check().run()
    if meanwhile == "the rung has gone":
        saying = decisions.Saying("uid:4", "household:HG-2", True)
        decisions.decide(world.store, world.config, [saying], reason="x", decided_by="Minh", at=datetime(2024, 5, 1))
    else:
        rows = [["N1", "1", "a", "", "HG-1"], ["N1", "41", "VU HONG SON", "", ""]]
        world.load("membership", [HEADER, *rows], MARCH)
    before = figures(world)
    page.button(key="review.bulk.confirm").click().run()
    assert not page.exception and ["chưa có gì được thực hiện" in one.value for one in page.warning] == [True]
    assert figures(world) == before


def test_who_has_nobody_yet(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = view(opened(world, monkeypatch), "missing")
    assert "2800000001 Công ty TNHH Sông Lèn" in shown(page)
    assert "Không liệt kê hộ chưa có ai tham gia" in shown(page)
    assert "Đinh Thị Oanh" not in shown(page), "no household is listed unless config.yaml says so"


def test_the_follow_up_list_of_one_village_only(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = Path("config.yaml").read_text("utf-8").replace("household_follow_up: []", "household_follow_up: [T2]")
    file = tmp_path / "config.yaml"
    file.write_text(text, "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    page = view(opened(world, monkeypatch), "missing")
    assert "dành riêng cho Trưởng thôn: Thôn 2" in shown(page)
    assert "HG-10 Đinh Thị Oanh 09xx xxx 010" in shown(page)
    assert "HG-2 Cao Thị Yến" not in shown(page) and "0912000010" not in shown(page)


def test_the_follow_up_list_is_switched_on_for_some_days_and_off_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = view(opened(world, monkeypatch), "missing")
    widget(page, "follow_up.village").set_value("T2")
    page.text_input(key="follow_up.reason").input("Vận động trước họp thôn")
    press(page, "Bật danh sách")
    assert "HG-10 Đinh Thị Oanh 09xx xxx 010" in shown(page) and "HG-2 Cao Thị Yến" not in shown(page)
    assert f"người bật {CLERK}: Vận động trước họp thôn" in shown(page)
    (row,) = world.store.call_lists()
    assert (row.village, row.until - row.switched_at) == ("T2", timedelta(days=1))
    press(page, "Tắt danh sách của Thôn 2")
    assert "Đinh Thị Oanh" not in shown(page) and "Không liệt kê hộ chưa có ai tham gia" in shown(page)


def test_stale_decisions_are_listed_and_kept_or_taken_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [decisions.Saying("uid:4", "HG-2", True), decisions.Saying("uid:5", "HG-3", True)]
    decisions.decide(world.store, world.config, said, reason="hỏi", decided_by="x", at=world.clock)
    renamed = [["N1", uid, name, "", ""] for uid, name in (("4", "Hoa Hồng"), ("5", "Ba Cún"))]
    world.load("membership", [HEADER, *renamed], date(2024, 6, 30))
    page = view(opened(world, monkeypatch), "stale")
    assert "CAO THI YEN → Hoa Hồng" in shown(page) and "đổi khác hẳn" in shown(page)
    press(page, "Vẫn đúng")
    press(page, "Rút lại")
    assert "Không có xác nhận nào cần xem lại" in shown(page)
    assert len(decisions.decisions(world.store, world.config)) == 1


def test_the_workbook_comes_back_through_the_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = view(opened(world, monkeypatch), "book")
    waiting = queue(world.store, world.config, MARCH)
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(waiting)))
    sheet = book.active
    column = next(cell.column for cell in sheet[4] if cell.value == "Chọn")
    for row in range(5, 5 + len(waiting.cards)):
        sheet.cell(row, column).value = "1"
    filled = io.BytesIO()
    book.save(filled)
    page.file_uploader(key="review.book.in").upload("doi-soat.xlsx", filled.getvalue()).run()
    press(page, "Lưu các xác nhận")
    assert any("4 dòng đã xác nhận" in box.value for box in page.success)
    assert figures(world) == (7, 0, 10)


def test_everybody_settled_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(world, monkeypatch)
    for _n in range(4):
        press(page, "Đúng, chọn")
    assert "Không ai chờ xác nhận · 2 người máy không gợi ý được" in shown(page)
    for _n in range(2):
        press(page, "Không phải ai")
    assert "Đã đối soát xong mọi người" in shown(page) and "Không còn ai cần đối soát" in shown(page)
    press(page, "Hoàn tác")
    assert "1 người máy không gợi ý được" in shown(page)


def test_the_sample_says_what_confirming_would_do(
    sample_store: Store,
    config: Config,
    monkeypatch: pytest.MonkeyPatch,
    environment: None,  # noqa: ARG001
) -> None:
    page = open_page(sample_store.path, monkeypatch, PAGE)
    waiting = queue(sample_store, config, date(2025, 12, 31))
    assert f"Còn {waiting.people} người" in words(page)
    assert "Hộ dân: 87,1% – 90,8%: có thể đạt nếu xác nhận 54 hộ" in words(page)
    overview = open_page(sample_store.path, monkeypatch)
    assert "87,1% – 90,8%: có thể đạt nếu xác nhận 54 hộ" in card(overview, "households")
