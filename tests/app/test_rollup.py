"""Tổng hợp các xã as a visitor sees it: pooled figures, how many units met, who lacks most, who has not sent, what was refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.exchange.card import written
from kpi.exchange.signing import SigningKey
from kpi.store import Store
from tests.app.screen import card, charts, markup, open_page, read, widget, words
from tests.conftest import ROOT
from tests.exchanged import put, report, signed
from tests.golden.test_rollup_of_plans import DAY as WATER_DAY
from tests.golden.test_rollup_of_plans import water

pytestmark = pytest.mark.usefixtures("environment")
PAGE = "rollup.py"
MAY, JUNE = date(2024, 5, 14), date(2024, 6, 14)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """June: A 9/10 met, B 3/10 lacks 4, C no households and no reports; D sent in May only. May: A 5/10, D 7/10. One broken file."""
    place = tmp_path_factory.mktemp("sent")
    put(
        place,
        report("A", "xã An", MAY, {"households": (5, 10)}),
        report("D", "xã Đông", MAY, {"households": (7, 10)}),
        report("A", "xã An", JUNE, {"households": (9, 10)}),
        report("B", "xã Bình", JUNE, {"households": (3, 10)}),
        report("C", "xã Châu", JUNE, {"households": None, "processed_reports": (0, 0)}),
    )
    (place / "hong.parquet").write_bytes(b"PAR1")
    return place


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seventy units, more than a page of the table, in two provinces; every second one has a target of its own."""
    place = tmp_path_factory.mktemp("many")
    for n in range(1, 71):
        target = {"households": 60 + 10 * (n % 2)}
        put(place, report(f"{n:03}", f"xã Số {n}", JUNE, {"households": (n, 100)}, targets=target))
    return place


def configured(folder: Path, where: Path, expected: str = "[{code: D, name: xã Đông}, {code: E, name: xã Em}]") -> Path:
    text = (ROOT / "config.yaml").read_text("utf-8")
    text = text.replace('  folder: ""  ', f'  folder: "{folder.as_posix()}"  ').replace(
        "  expected: []", f"  expected: {expected}"
    )
    assert folder.as_posix() in text and expected in text
    where.write_text(text, "utf-8")
    return where


@pytest.fixture
def opened(folder: Path, tmp_path: Path, empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("KPI_CONFIG", str(configured(folder, tmp_path / "config.yaml")))
    return open_page(empty_store.path, monkeypatch, PAGE)


def test_cards_show_pooled_counts_and_units_that_met(opened: AppTest) -> None:
    """12/20 = 60 %; May was 12/20 of two units, so the points are the same and the units then are said."""
    assert "Đến 14/6/2024 (kỳ từ 15/5/2024) · 3 đơn vị · 5 báo cáo trong 6 tệp" in words(opened)
    told = card(opened, "households")
    assert "60%" in told and "12/20 hộ" in told and "Chưa đạt" in told and "chỉ tiêu 70%" in told
    assert "1/2 đơn vị đạt" in told and "1 đơn vị chưa có số liệu" in told
    assert "0 điểm % so với 14/5/2024 (khi đó 2 đơn vị)" in told
    told = card(opened, "processed_reports")
    assert "20/20 tin" in told and "2/2 đơn vị đạt" in told and "1 đơn vị không phát sinh" in told


def test_who_lacks_most_stands_first_and_who_has_no_data_apart(opened: AppTest) -> None:
    shown = words(opened)
    assert shown.index("xã Bình 14/6/2024 3 10 30%") < shown.index("xã An 14/6/2024 9 10 90%")
    assert "Toàn bộ 14/6/2024 12 20 60%" in shown
    assert "Chưa so sánh được: 1" in shown
    assert "xã Châu 14/6/2024 — — — ○ Chưa có số liệu" in shown
    assert len(charts(opened)) == 2


def test_what_needs_attention_is_told_above(opened: AppTest) -> None:
    shown = words(opened)
    assert "Bị từ chối: 1 hong.parquet: Tệp hỏng, hoặc không phải tệp tổng hợp" in shown
    assert "Chưa gửi báo cáo: 2 xã Đông: báo cáo gần nhất chốt ngày 14/5/2024 · xã Em: chưa gửi lần nào" in shown
    assert str(opened.get("html")[0]) and "tone-bad" in markup(opened)


def test_an_earlier_cut_off_can_be_chosen(opened: AppTest) -> None:
    (box,) = [box for box in opened.selectbox if box.label == "Ngày chốt"]
    assert box.options == ["14/6/2024", "14/5/2024"]
    box.set_value("2024-05-14").run()
    assert not opened.exception
    told = card(opened, "households")
    assert "12/20 hộ" in told and "1/2 đơn vị đạt" in told and "so với" not in told
    assert "Chưa gửi báo cáo: 1" in words(opened)


def test_another_indicator_can_be_chosen(opened: AppTest) -> None:
    opened.segmented_control(key="chi-tieu").set_value("processed_reports").run()
    assert "xã Châu 14/6/2024 0 0 — ○ Không phát sinh" in words(opened)


def test_many_units_are_found_by_word_and_by_place(
    many: Path, tmp_path: Path, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """60 and 70 %: no common target, 70 – 60 + 1 and so on; 1 … 35 lie in tỉnh A, the others in no region."""
    file = configured(many, tmp_path / "config.yaml", "[]")
    units = ", ".join(f'"{n:03}"' for n in range(1, 36))
    region = f"  regions:\n    - {{province: tỉnh A, district: huyện A1, from: 2024-01-01, units: [{units}]}}"
    file.write_text(file.read_text("utf-8").replace("  regions: []", region), "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    test = open_page(empty_store.path, monkeypatch, PAGE)
    told = card(test, "households")
    met = sum(n >= (60 + 10 * (n % 2)) for n in range(1, 71))
    assert "Chỉ tiêu khác nhau" in told and f"{met}/70 đơn vị đạt" in told and "2.485/7.000 hộ" in told
    shown = words(test)
    assert "tỉnh A — 35/35 đơn vị 630 3.500 18%" in shown and "tỉnh A huyện A1 35/35 đơn vị 630 3.500" in shown
    assert "Chưa rõ tỉnh, huyện — 35/35 đơn vị 1.855 3.500 53%" in shown
    assert "xã Số 1 14/6/2024 1 100 1% ✖ Chưa đạt 69 70%" in shown
    test.text_input(key="rollup.words").set_value("xa so 64").run()
    assert "xã Số 64 14/6/2024 64 100" in words(test) and "xã Số 1 14/6/2024 1 100" not in words(test)
    test.text_input(key="rollup.words").set_value("").run()
    test.selectbox(key="rollup.place").select_index(0).run()
    shown = words(test)
    assert (
        "xã Số 35 14/6/2024 35 100" in shown
        and "xã Số 36 14/6/2024 36 100" not in shown
        and "Toàn bộ 14/6/2024 630 3.500" in shown
    )


def test_without_files_it_says_what_to_do(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(open_page(empty_store.path, monkeypatch, PAGE))
    assert "Chưa có báo cáo của xã nào" in shown and "nhờ người quản trị" in shown


def test_with_nothing_but_a_broken_file_it_says_why(
    tmp_path: Path, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "hong.json").write_text("{", "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(configured(sent, tmp_path / "config.yaml")))
    shown = words(open_page(empty_store.path, monkeypatch, PAGE))
    assert "Chưa có báo cáo nào được tính" in shown and "hong.json — Tệp hỏng" in shown


def test_it_works_beside_an_office_s_own_figures(
    folder: Path, tmp_path: Path, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_CONFIG", str(configured(folder, tmp_path / "config.yaml", "[]")))
    test = open_page(sample_store.path, monkeypatch, PAGE)
    assert "12/20 hộ" in card(test, "households")


def test_where_no_unit_is_named_whoever_sent_before_is_awaited(
    folder: Path, tmp_path: Path, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_CONFIG", str(configured(folder, tmp_path / "config.yaml", "[]")))
    shown = words(open_page(empty_store.path, monkeypatch, PAGE))
    assert "Chưa gửi báo cáo: 1 xã Đông: báo cáo gần nhất chốt ngày 14/5/2024 · Chờ các đơn vị đã từng gửi" in shown


def test_every_cut_off_stands_in_a_table(opened: AppTest) -> None:
    shown = words(opened)
    assert "14/6/2024 3 12 20 60%" in shown and "14/5/2024 2 12 20 60%" in shown
    assert "2 70% 1/2" in shown and "Đơn vị đã sáp nhập" not in shown


def test_a_merged_unit_keeps_its_own_figures(
    tmp_path: Path, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shipped row: xã Hà Giang became part of xã Hà Long on 1/7/2025; its 4/8 of June stay its own."""
    sent = tmp_path / "sent"
    june, july = date(2025, 6, 14), date(2025, 7, 14)
    put(
        sent, report("15274", "xã Hà Long", june, {"households": (5, 10)}),
        report("15292", "xã Hà Giang", june, {"households": (4, 8)}),
        report("15274", "xã Hà Long", july, {"households": (9, 18)}),
    )  # fmt: skip
    monkeypatch.setenv("KPI_CONFIG", str(configured(sent, tmp_path / "config.yaml", "[]")))
    shown = words(open_page(empty_store.path, monkeypatch, PAGE))
    assert "Đơn vị đã sáp nhập" in shown and "xã Hà Giang (đến 30/6/2025) 14/6/2025 4 8 50%" in shown
    assert "xã Hà Long (đến" not in shown


def test_a_key_is_registered_and_from_then_on_unsigned_files_are_refused(
    tmp_path: Path, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, key = tmp_path / "sent", SigningKey.new()
    put(sent, report("A", "xã An", JUNE, {}), report("B", "xã Bình", JUNE, {}))
    store = tmp_path / "kpi.duckdb"
    store.write_bytes(empty_store.path.read_bytes())
    monkeypatch.setenv("KPI_CONFIG", str(configured(sent, tmp_path / "config.yaml", "[]")))
    page = open_page(store, monkeypatch, PAGE)
    assert "Chữ ký số – 2 không có chữ ký" in words(page) and "Chưa đăng ký khóa của đơn vị nào" in words(page)
    page.file_uploader(key="rollup.key.file").upload("khoa.txt", written("B", "xã Bình", key))
    page.text_input(key="rollup.key.name").input("Huyện")
    page.button(key="rollup.key.do").click().run()
    assert f"B xã Bình: {key.public.fingerprint}" in read(page.success[0].value)
    assert "1 không có chữ ký; 1 nhận từ trước khi đăng ký khóa" in words(page)
    put(sent, signed(report("B", "xã Bình", JUNE, {"households": (5, 10)}, number=2), key))
    put(sent, report("B", "xã Bình", JUNE, {"households": (10, 10)}, number=3))
    page.run()
    shown = words(page)
    assert "1 ký bằng khóa đã đăng ký; 1 không có chữ ký" in shown and "đề nghị đơn vị gửi tệp chốt có chữ ký" in shown
    assert "xã Bình 14/6/2024 5 10" in shown
    page.text_area(key="rollup.paper.text").input("nội dung khác")
    page.button(key="rollup.paper.do").click().run()
    assert any("không phải nội dung mã QR" in error.value for error in page.error)


def test_the_numbers_beside_the_chart_lead_to_a_unit_s_whole_report(opened: AppTest) -> None:
    """All that xã Bình sent stands there with the day of its report; what a press asks for opens once."""
    widget(opened, "numbers-compared").click().run()
    told = words(opened)
    assert told.count("xã Bình 14/6/2024 3 10 30%") == 2, "in the ranking and beside the chart"
    widget(opened, "press-compared-0").click().run()
    told = words(opened)
    assert "Hộ dân 3 10 30% ✖ Chưa đạt 4 70%" in told
    assert "xã Bình, số 1, chốt ngày 14/6/2024 không có chữ ký" in told
    opened.run()
    assert "xã Bình, số 1, chốt ngày" not in words(opened)


def test_a_day_among_the_numbers_chooses_its_cut_off(opened: AppTest) -> None:
    widget(opened, "numbers-pooled").click().run()
    widget(opened, "press-pooled-0").click().run()
    assert widget(opened, "ky").value == f"{MAY}"
    assert "Đến 14/5/2024" in words(opened)


def test_reports_of_several_plans_are_added_one_at_a_time(
    tmp_path: Path, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two report clean water, one every commune's indicators: the page speaks of one, names the other, and can be asked for it."""
    place = tmp_path / "sent"
    put(place, water("1", "xã An", (2, 4), (1, 2)), water("2", "xã Bình", (3, 3), (2, 2)))
    put(place, report("4", "xã Dân", WATER_DAY, {"households": (7, 9)}))
    monkeypatch.setenv("KPI_CONFIG", str(configured(place, tmp_path / "config.yaml", "[]")))
    page = open_page(empty_store.path, monkeypatch, PAGE)
    shown = words(page)
    assert "Cấp nước sạch cho hộ dân (nuoc-sach) · Đến 14/12/2024" in shown
    assert "5/7 hộ" in card(page, "clean_water_households") and "3/4 trường" in card(page, "schools_with_water")
    assert "Báo cáo của kế hoạch khác, không cộng vào đây: 1" in shown and "xã Dân đã gửi" in shown
    box = next(one for one in page.selectbox if one.label == "Kế hoạch")
    assert list(box.options) == ["Cấp nước sạch cho hộ dân (nuoc-sach)", "Năm chỉ tiêu chung của các xã"]
    page = box.set_value("chung").run()
    assert not page.exception and "7/9 hộ" in card(page, "households")
    assert "xã An, xã Bình đã gửi" in words(page)
