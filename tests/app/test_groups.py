"""Thôn và nhóm Zalo shows what ``kpi.answers.structure`` says: of the sample by hand, and of the states a commune starts in."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from kpi.answers.structure import structure
from kpi.answers.structure.answer import RequirementState
from kpi.config.models import Config
from kpi.i18n.formats import format_count
from kpi.sample.world import VILLAGE_NAMES, VILLAGES, build_commune
from kpi.store import Store
from kpi.ui.groups.tables import change_in_words
from tests.app.screen import markup, open_page, words
from tests.app.test_households import rows_of
from tests.worlds import CONFIG_FILE, World

PAGE = "groups.py"
pytestmark = pytest.mark.usefixtures("environment")

YEAR_END, MARCH = date(2024, 12, 31), date(2024, 3, 31)
MEMBERS = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Vai trò", "Thành phần", "Tổng thành viên", "Sĩ số tối đa"]


def table_of(html: str, label: str) -> str:
    """The table with this name: two tables of the page begin their rows with a village's name."""
    found = re.search(rf'aria-label="{re.escape(label)}".*?</table>', html, re.S)
    assert found, label
    return found[0]


def cells(html: str, label: str) -> dict[str, list[str]]:
    return {name: [" ".join(cell.split()) for cell in row] for name, row in rows_of(table_of(html, label)).items()}


def chips(html: str) -> dict[str, str]:
    """Each requirement of the summary with its state's word."""
    found = re.findall(r"<li>(?:(?!</li>).)*?(S\d+) [^<]*<span class=\"kpi-hidden\">: ([^<]+)</span>", html, re.S)
    return {name: unescape(word) for name, word in found}


def test_the_sample_lacks_active_citizens_and_says_what_nobody_wrote(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By kpi/sample/world.py: one committee group whose owner, deputies and members are the committee; four villages' groups with
    head and police; five managers, rules, approved lists. Components: all but active citizens, 6 of 7 in each of 4 groups."""
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31", so_voi="2024-09-30")
    html = markup(test)
    assert "6/10 yêu cầu đạt" in words(test)
    assert chips(html) == {
        **dict.fromkeys(("S1", "S2", "S3", "S4", "S6", "S7"), "Có"),
        "S5": "Thiếu",
        **dict.fromkeys(("S8", "S9", "S10"), "Chưa có số liệu"),
        "S11": "Không tính",
    }
    rows = cells(html, "Danh mục kiểm tra các yêu cầu của kế hoạch")
    shown = {name: row[2] for name, row in rows.items() if name.startswith("S")}
    assert shown == {
        "S1": "1/1", "S2": "3/3", "S3": "4/4", "S4": "8/8", "S5": "24/28", "S6": "5/5", "S7": "10/10", "S8": "0/8", "S9": "0/9",
        "S10": "0/4", "S11": "—",
    }  # fmt: skip
    assert "Thiếu: Quần chúng tích cực: Thôn Đông Hải, Thôn Yên Xá, Thôn 3, Khu phố 2" in rows["S5"][3]
    assert "Danh sách nhóm chưa có nhóm nào của cơ quan, đoàn thể khác." in rows["S11"][3]
    assert "{item: posting, place: office, from: 2024-12-31" in unescape(html)


def test_each_requirement_stands_with_the_plans_own_words(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = words(open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31"))
    for requirement in config.plan.requirements:
        assert requirement.clause in shown
        assert all(f"“{quote}”" in shown for quote in requirement.quotes)


def test_the_matrix_counts_the_sample(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Representatives of households after the twelfth month as in VILLAGES; institutions 3 in each group; head and committee 2."""
    html = markup(open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31"))
    rows = cells(html, "Thành phần trong nhóm của từng thôn")
    for village, (_size, _first, households, _last) in VILLAGES.items():
        row = rows[VILLAGE_NAMES[village]]
        assert row[0] == "✔ Có2 · danh sách, chức danh"
        assert row[3] == "✔ Có3 · danh sách, đã gắn"
        assert row[5] == f"✔ Có{households} · danh sách, đã gắn"
        assert row[6] == "✖ Thiếu"
    assert rows["Số nhóm đã có"] == ["4/4"] * 6 + ["0/4"]


def test_the_groups_show_their_sizes_and_growth(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    html = markup(open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31", so_voi="2024-09-30"))
    rows = cells(html, "Các nhóm: sĩ số, danh sách và mức tăng")
    lists = build_commune().lists
    for group, name in (("N1", "thôn Đông Hải"), ("N2", "thôn Yên Xá"), ("N3", "thôn 3"), ("N4", "khu phố 2")):
        january, september, december = (
            len(lists[group, day]) for day in (date(2024, 1, 31), date(2024, 9, 30), YEAR_END)
        )
        row = rows[f"Nhóm Zalo {name}"]
        assert row[0] == format_count(december)
        assert row[5] == f"+{december - september}"
        assert row[6] == f"{january} → {december}"
    committee = rows["Ban chỉ đạo mô hình Zalo xã Hà Giang"]
    assert committee[:3] == ["11", "1.000", "1,1%"]
    assert committee[5] == "0"
    assert 'title="31/12/2024: 11"' in html  # a bar says its day and number


def test_an_incomplete_list_makes_no_data(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample's list of N2 of May 2025 names all but 40."""
    html = markup(open_page(sample_store.path, monkeypatch, PAGE, ngay="2025-05-31"))
    rows = cells(html, "Danh mục kiểm tra các yêu cầu của kế hoạch")
    assert "Thiếu: Quần chúng tích cực: Thôn Đông Hải, Thôn 3, Khu phố 2" in rows["S5"][3]
    assert "Thôn Yên Xá – danh sách thành viên chưa đầy đủ" in rows["S5"][3]
    assert "▲ Chưa đầy đủ" in cells(html, "Các nhóm: sĩ số, danh sách và mức tăng")["Nhóm Zalo thôn Yên Xá"][7]


def test_before_the_list_of_groups_it_says_what_to_do(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2023-06-30")
    assert "kpi-empty-state" in markup(test)
    assert "Nhập dữ liệu" in words(test)
    assert "kpi-table" not in markup(test)


def test_an_empty_store_says_so(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "kpi-empty-state" in markup(open_page(empty_store.path, monkeypatch, PAGE))


def test_one_village_with_a_group_that_is_nearly_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """9 of 10 places taken; no list of officials, no manager: nothing is called missing but what the components show."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    rows = [["N1", str(number), f"m{number}", "Thành viên", "Quần chúng", "9", "10"] for number in range(9)]
    world.load("membership", [MEMBERS, *rows], MARCH)
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31", so_voi="2024-02-29")
    html = markup(test)
    groups = cells(html, "Các nhóm: sĩ số, danh sách và mức tăng")
    assert groups["Nhóm Thôn 1"] == ["9", "10", "90%", "31/3/2024", "0", "—", "9 → 9", "▲ Gần đầy"]
    assert groups["Nhóm BCĐ"][:2] == ["—", "—"]
    assert groups["Nhóm BCĐ"][6:] == ["—", "✖ Chưa có danh sách"]
    assert "2/10 yêu cầu đạt" in words(test)
    rows_shown = cells(html, "Danh mục kiểm tra các yêu cầu của kế hoạch")
    assert "chưa nạp danh sách cán bộ" in rows_shown["S4"][3]
    assert "danh sách nhóm không ghi người quản lý nào" in rows_shown["S6"][3]
    assert rows_shown["S5"][2] == "1/7"


def test_what_the_office_wrote_is_shown_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    written = CONFIG_FILE.read_text("utf-8")
    for key, row in (
        ("entries", 'item: posting, place: office, from: 2024-01-10, state: yes, basis: "Biên bản 10/01"'),
        ("not_applicable", 'component: order_police, from: 2024-01-01, reason: "Xã không có lực lượng này"'),
    ):
        written = written.replace(f"\n  {key}: []", f"\n  {key}:\n    - {{{row}}}")
    file = tmp_path / "config.yaml"
    file.write_text(written, "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    html = markup(open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31"))
    rows = cells(html, "Danh mục kiểm tra các yêu cầu của kế hoạch")
    assert rows["S8"][2] == "1/5"  # three places of the commune, one house of culture, flats
    assert "Có: trụ sở UBND xã (Biên bản 10/01)" in rows["S8"][3]
    assert rows["S5"][2] == "0/6"
    matrix = cells(html, "Thành phần trong nhóm của từng thôn")
    assert matrix["Thôn 1"][2] == "– Không áp dụngXã không có lực lượng này"
    assert matrix["Số nhóm đã có"][2] == "—"


def test_posts_are_named_and_persons_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    officials = [
        ["Họ và tên", "Chức danh", "Thôn"],
        ["Đặng Bí Mật", "Trưởng thôn", "Thôn 1"],
        ["Vũ Kín Đáo", "Công an xã", ""],
    ]
    world.load("official", officials, date(2023, 12, 31))
    group = ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn", "Người quản lý"]
    world.load("group", [group, ["N1", "Nhóm Thôn 1", "Thôn", "Thôn 1", "Vũ Kín Đáo"]], date(2023, 12, 31))
    rows = [["N1", "1", "Đặng Bí Mật", "Thành viên", "", "", ""], ["N1", "2", "Vũ Kín Đáo", "Phó nhóm", "", "", ""]]
    world.load("membership", [MEMBERS, *rows], MARCH)
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-03-31")
    row = cells(markup(test), "Danh mục kiểm tra các yêu cầu của kế hoạch")["S4"]
    assert row[2] == "1/2"
    assert "Thiếu: Trưởng thôn làm Trưởng nhóm: Thôn 1" in row[3]
    assert "Bí Mật" not in markup(test)
    assert "Kín Đáo" not in markup(test)


def test_the_count_at_the_top_is_that_of_the_answer(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (date(2024, 1, 31), date(2024, 7, 31), date(2025, 12, 31)):
        answer = structure(sample_store, config, day, date(2023, 12, 31))
        met, counted = len(answer.in_state(RequirementState.MET)), len(answer.counted)
        test = open_page(sample_store.path, monkeypatch, PAGE, ngay=day.isoformat())
        assert f"{met}/{counted} yêu cầu đạt" in words(test)


@pytest.mark.parametrize(("change", "text"), [(1234, "+1.234"), (0, "0"), (-4, "−4"), (None, "—")])
def test_a_change_has_its_sign(change: int | None, text: str) -> None:
    assert change_in_words(change) == text
