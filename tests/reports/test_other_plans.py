"""Reports of plans without the shipped one's indicators: text cell by cell, by the hand-counted figures of ``other_plans``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kpi.config.models import ReportForm
from kpi.config.references import reference_faults
from kpi.domain.errors import UserError
from kpi.domain.goals import Quota
from kpi.reports.charts.series import target_in_words
from kpi.reports.content import sentences, tables, values
from kpi.reports.content.cells import ReportTable, written
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report
from kpi.reports.excel.annexes import SHEETS, workbook
from kpi.reports.excel.their_form import filled_forms
from kpi.reports.sending import delivery, freezing
from kpi.reports.sending.files import file_name
from kpi.reports.word.writing import word
from kpi.snapshots import freezing as states
from kpi.snapshots import meetings
from kpi.ui.report import preview
from tests.conftest import ROOT
from tests.reports.conftest import TEMPLATE
from tests.reports.excel import read
from tests.reports.other_plans import HOUSEHOLD, JUNE, ORDER, PLANS, SEVEN, TENTH, build
from tests.reports.word_text import lines_of, opened
from tests.worlds import World, made_once


@made_once
def a_commune(tmp_path: Path) -> World:
    return build(tmp_path)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_commune(tmp_path)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Every plan's report of the fourth quarter of 2024."""
    world = build(tmp_path_factory.mktemp("plans"))
    return {name: gather(world.store, world.config.speaking_of(name), ORDER) for name in (*PLANS, SEVEN)}


def rows_of(table: ReportTable) -> list[list[str]]:
    return [[written(cell) for cell in row] for row in table.rows]


def test_the_plans_stand_beside_each_other(world: World) -> None:
    assert reference_faults(replace(world.config, plans=world.config.plans[:-1])) == []


@pytest.mark.parametrize(
    ("plan", "asked"),
    [
        ("chuyen-doi-so", [
            ["hộ", "7", "4", "57,1%", "70%", "−12,9"], ["thôn", "2", "1", "50%", "100%", "−50,0"],
            ["doanh nghiệp", "2", "1", "50%", "80%", "−30,0"], ["đơn vị", "1", "1", "100%", "100%", "0"],
        ]),
        ("bao-hiem-y-te", [["hộ", "7", "5", "71,4%", "85%", "−13,6"], ["doanh nghiệp", "2", "1", "50%", "100%", "−50,0"]]),
        ("nuoc-sach", [["hộ", "7", "4", "57,1%", "60%", "−2,9"], ["trường", "2", "1", "50%", "100%", "−50,0"]]),
        ("thu-gom-rac", [
            ["hộ", "7", "2", "28,6%", "90%", "−61,4"], ["doanh nghiệp", "2", "1", "50%", "100%", "−50,0"],
            ["điểm", "—", "—", "—", "80%", "—"],
        ]),
        ("huy-dong-hoc-sinh", [
            ["trẻ", "—", "—", "—", "98%", "—"], ["trẻ", "—", "—", "—", "100%", "—"], ["trẻ", "—", "—", "—", "95%", "—"],
            ["trường", "2", "1", "50%", "100%", "−50,0"],
        ]),
        (SEVEN, [
            ["hộ", "7", "4", "57,1%", "5 hộ", "—"], ["hộ", "7", "4", "57,1%", "70%", "−12,9"],
            ["hộ", "7", "2", "28,6%", "90%", "−61,4"],
            ["doanh nghiệp", "2", "1", "50%", "80%", "−30,0"], ["doanh nghiệp", "2", "1", "50%", "100%", "−50,0"],
            ["đơn vị", "1", "1", "100%", "100%", "0"], ["thôn", "2", "1", "50%", "100%", "−50,0"],
        ]),
    ],
)  # fmt: skip
def test_the_table_of_indicators(reports: dict[str, Report], plan: str, asked: list[list[str]]) -> None:
    assert [row[2:8] for row in rows_of(tables.indicators(reports[plan]))] == asked


@pytest.mark.parametrize(
    ("plan", "heading"),
    [("nuoc-sach", "Được tính"), ("bao-hiem-y-te", "Tham gia, được tính"), ("thu-gom-rac", "Tham gia, được tính")],
)
def test_the_numerators_are_called_by_how_the_plan_counts(reports: dict[str, Report], plan: str, heading: str) -> None:
    assert tables.indicators(reports[plan]).columns[4].title == heading


def test_households_by_village_and_who_joined_by_their_own_lists(reports: dict[str, Report]) -> None:
    """Insurance in January 2 of 4 and 1 of 3, on 10 December 3 of 4 and 2 of 3; 85 % are 4 and 3 households."""
    found = tables.villages(reports["bao-hiem-y-te"])
    assert found.title == "Số hộ có BHYT theo thôn" and found.columns[3].title == "Số hộ có BHYT"
    assert rows_of(found) == [
        ["1", "Thôn 1", "4", "3", "75%", "1", "0", "+25,0", "1", "Chưa đạt"],
        ["2", "Thôn 2", "3", "2", "66,7%", "2", "1", "+33,3", "1", "Chưa đạt"],
    ]
    assert found.total is not None
    assert [written(cell) for cell in found.total[2:8]] == ["7", "5", "71,4%", "3", "1", "+28,6"]
    assert sentences.movement(reports["bao-hiem-y-te"]) == "Trong kỳ có 3 hộ mới tham gia, 1 hộ thôi tham gia."
    said = "Trong kỳ chưa có danh sách thành viên mới nên chưa xác định được số hộ mới tham gia, thôi tham gia."
    assert sentences.movement(reports["thu-gom-rac"]) == said, "the list of June is of no day of the period"


def test_a_mark_does_not_say_who_is_new(reports: dict[str, Report]) -> None:
    """60 % of 4 are 3, of 3 are 2: Thôn 2 has them."""
    assert rows_of(tables.villages(reports["nuoc-sach"])) == [
        ["1", "Thôn 1", "4", "2", "50%", "—", "—", "—", "1", "Chưa đạt"],
        ["2", "Thôn 2", "3", "2", "66,7%", "—", "—", "—", "0", "Đạt"],
    ]
    assert sentences.movement(reports["nuoc-sach"]) == "Có số liệu của 2/2 thôn; 1 thôn đạt chỉ tiêu."


def test_organisations_and_villages_by_name(reports: dict[str, Report]) -> None:
    enterprises = [
        ["1", "Công ty A", "Công ty TNHH", "—", "Đạt", "30/6/2024"],
        ["2", "Công ty C", "Công ty TNHH", "—", "Chưa đạt", "30/6/2024"],
    ]
    found = tables.businesses(reports["chuyen-doi-so"])
    assert rows_of(found) == enterprises
    assert found.total is not None and found.total[1::3] == ("Tổng cộng: 2 doanh nghiệp", "1 đạt")
    schools = rows_of(tables.institutions(reports["nuoc-sach"]))
    assert [row[1::3] for row in schools] == [["Trường Mầm non", "Chưa đạt"], ["Trường Tiểu học", "Đạt"]]
    others = rows_of(tables.more_bodies(reports["chuyen-doi-so"]))
    assert [row[1:3] + row[4:5] for row in others] == [
        ["Thôn có tổ công nghệ số", "Thôn 1", "Đạt"], ["Thôn có tổ công nghệ số", "Thôn 2", "Chưa đạt"],
    ]  # fmt: skip


def test_further_indicators_of_one_register_stand_together(reports: dict[str, Report]) -> None:
    """Of the seven the leading one has its table; 70 % and 90 % of 4 and 3 households are 3 and 3, 4 and 3."""
    report = reports[SEVEN]
    assert [one.id for one in tables.all_tables(report)][:7] == [
        "chi_tieu", "thon", "thon_khac", "nhom", "doanh_nghiep", "co_quan", "don_vi_khac",
    ]  # fmt: skip
    assert {row[6] for row in rows_of(tables.more_villages(report))} == {"—"}, (
        "no list is of the period: nobody saw no change"
    )
    assert target_in_words(report) == "Chỉ tiêu năm 2024: 5 hộ"
    assert [row[1:6] + row[7:] for row in rows_of(tables.more_villages(report))] == [
        ["Hộ có VNeID mức 2", "Thôn 1", "4", "2", "50%", "1", "Chưa đạt"],
        ["Hộ có VNeID mức 2", "Thôn 2", "3", "2", "66,7%", "1", "Chưa đạt"],
        ["Hộ thu gom rác", "Thôn 1", "4", "1", "25%", "3", "Chưa đạt"],
        ["Hộ thu gom rác", "Thôn 2", "3", "1", "33,3%", "2", "Chưa đạt"],
    ]
    assert [row[1:3] + row[4:5] for row in rows_of(tables.more_bodies(report))] == [
        ["Doanh nghiệp thu gom rác", "Công ty A", "Đạt"], ["Doanh nghiệp thu gom rác", "Công ty C", "Chưa đạt"],
        ["Thôn có tổ công nghệ số", "Thôn 1", "Đạt"], ["Thôn có tổ công nghệ số", "Thôn 2", "Chưa đạt"],
    ]  # fmt: skip
    assert report.now.of("clean_water_households").target == Quota(5)
    assert "thấp hơn chỉ tiêu 5 hộ (còn thiếu 1 hộ)" in sentences.result(report, "clean_water_households")


def test_nothing_is_said_of_what_the_plan_does_not_count(reports: dict[str, Report]) -> None:
    """No citizens' reports, no groups of Zalo, no requirements; and of lists only those that the figures rest on."""
    for name, report in reports.items():
        text = "\n".join(lines_of(opened(word(report, TEMPLATE))))
        assert "tin báo" not in text and "Zalo" not in text and "yêu cầu của kế hoạch" not in text, name
        assert "{" not in text and "None" not in text
        drawn = preview.whole(report)
        assert "Xử lý tin báo" not in drawn and "Zalo" not in drawn
    school = "\n".join(lines_of(opened(word(reports["huy-dong-hoc-sinh"], TEMPLATE))))
    assert "Phụ lục I\n" in school and "theo thôn" not in school, "its only annexes are the bodies and the basis"
    assert [row[1] for row in rows_of(tables.sources(reports["bao-hiem-y-te"]))] == [
        "Danh sách doanh nghiệp", "Danh mục nhóm, danh sách", "Danh mục nhóm, danh sách", "Sổ hộ",
        "Danh sách tham gia: Hộ tham gia BHYT", "Danh mục thôn",
    ]  # fmt: skip
    assert rows_of(tables.groups(reports["bao-hiem-y-te"])) == [["1", "Hộ tham gia BHYT", "10/12/2024", "5", "+2", "—"]]


def test_the_body_is_numbered_by_what_it_has(reports: dict[str, Report]) -> None:
    water, school = (
        "\n".join(lines_of(opened(word(reports[name], TEMPLATE)))) for name in ("nuoc-sach", "huy-dong-hoc-sinh")
    )
    assert "\n1. Hộ dùng nước sạch theo thôn (Phụ lục I): Có số liệu của 2/2 thôn" in water
    assert "\n2. " not in water.partition("III. Đánh giá chung")[0]
    assert "\n1. " not in school.partition("III. Đánh giá chung")[0]
    assert "về cấp nước sạch cho hộ dân nông thôn trên địa bàn xã, UBND" in water, "the plan is named as a plan once"


def test_the_workbook_has_the_sheets_of_its_plan(reports: dict[str, Report]) -> None:
    school = read(workbook(reports["huy-dong-hoc-sinh"]), values=True)
    assert school.sheetnames == [SHEETS[name] for name in (
        "chi_tieu", "nhom", "co_quan", "chat_luong", "nguon", "phuong_phap", "dieu_chinh", "ket_luan",
    )]  # fmt: skip
    every = read(workbook(reports[SEVEN]), values=True)
    page = every[SHEETS["thon_khac"]]
    first = next(row for row in range(1, 20) if page.cell(row, 1).value == 1)
    assert [page.cell(first, column).value for column in (2, 3, 4, 5, 6)] == ["Hộ có VNeID mức 2", "Thôn 1", 4, 2, 50]


def test_villages_without_the_column_are_not_told_as_empty(world: World) -> None:
    """Of Thôn 1 a newer register has no answer of use: 2 of 3 of Thôn 2 are all that is known, and no verdict."""
    world.load("household", [HOUSEHOLD, *([f"H1{k}", "Chủ", "Thôn 1", "x", "nước mưa"] for k in range(1, 5))], TENTH)
    report = gather(world.store, world.config.speaking_of("nuoc-sach"), ORDER)
    assert rows_of(tables.villages(report))[0] == ["1", "Thôn 1", "—", "—", "—", "—", "—", "—", "—", "Chưa có số liệu"]
    said = sentences.result(report, "clean_water_households")
    assert "2/3 hộ" in said and "chưa đánh giá được (Thôn 1 chưa có danh sách ghi cột để tính)" in said
    assert "chưa giao chỉ tiêu" not in said
    assert any(line.startswith("Chưa đủ số liệu để đánh giá Hộ dùng nước sạch") for line in sentences.lacking(report))


def test_values_for_forms_go_by_the_plans_own_names(reports: dict[str, Report], tmp_path: Path) -> None:
    told = values.fields(reports["bao-hiem-y-te"])
    assert (told["insured_households.numerator"], told["insured_households.joined"]) == (5, 3)
    assert told["villages.T1.insured_households.numerator"] == 3
    assert not [name for name in told if name.startswith(("households", "cases", "requirements"))]
    (tmp_path / "map.yaml").write_text("sheets:\n  Sheet1:\n    A1: insured_households.numerator\n", "utf-8")
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "form.xlsx")) as book:
        book.add_worksheet("Sheet1").write(0, 0, "")
    config = reports["bao-hiem-y-te"].config
    form = ReportForm(workbook="form.xlsx", mapping="map.yaml", plan="bao-hiem-y-te")
    asked = replace(
        config, reports=replace(config.reports, forms=(form, ReportForm(workbook="gone.xlsx", mapping="gone.yaml")))
    )
    ((name, content),) = filled_forms(replace(reports["bao-hiem-y-te"], config=asked), tmp_path)
    assert name == "form.xlsx" and read(content, values=True)["Sheet1"]["A1"].value == 5
    odd = replace(config, reports=replace(config.reports, forms=(replace(form, plan="khac"),)))
    assert [fault.path for fault in reference_faults(odd)] == ["reports.forms[0].plan"]


def test_what_belongs_to_another_plan_stays_there(world: World) -> None:
    """Conclusions of its meetings, notes on its indicators, corrections of its reports; and it replaces none of its reports."""
    water, waste = (world.config.speaking_of(name) for name in ("nuoc-sach", "thu-gom-rac"))
    at = world.clock + timedelta(hours=1)
    state = states.freeze(world.store, water, JUNE, date(2024, 1, 31), frozen_by="An", at=at)
    meetings.conclude(world.store, state.number, "Lắp thêm đường ống", "Trưởng thôn 1", TENTH, noted_by="An", at=at)
    made, frozen = delivery.freeze(
        world.store, water, Order(date(2024, 9, 14)), ROOT, frozen_by="An", at=at + timedelta(hours=1), drawn=False
    )
    assert frozen.number == 2 and "_nuoc-sach_" in made.files[0][0].replace("bao-cao_", "_")
    world.clock = at + timedelta(hours=2)
    world.load("household", [HOUSEHOLD, *([f"H1{k}", "Chủ", "Thôn 1", "", "Có"] for k in range(1, 5))], JUNE)
    for config, told in ((water, 1), (waste, 0), (world.config, 0)):
        report = gather(world.store, config, Order(date(2024, 9, 14)))
        assert (len(report.conclusions), bool(report.restatements)) == (told, bool(told)), config.plan.id
    with pytest.raises(UserError) as refused:
        delivery.freeze(
            world.store, waste, Order(date(2024, 9, 14)), ROOT, frozen_by="An", at=world.clock, replaces=2, drawn=False
        )
    assert refused.value.code == "other_plan"
    assert states.check(world.store, waste, frozen.state).same
    again = freezing.again(world.store, waste, frozen.number)
    assert again.config.plan.id == "nuoc-sach" and file_name(again) in made.files[0][0]
