"""Plans beside the shipped one, in one database: figures counted by hand at three dates, and none of the shipped plan's moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from kpi.answers import drill
from kpi.answers.progress import ListDays, list_days, progress
from kpi.answers.status import statuses
from kpi.answers.structure import structure
from kpi.config import load_config
from kpi.config.models import Config
from kpi.config.references import reference_faults
from kpi.domain.goals import Quota
from kpi.domain.indicators import EXCHANGED
from kpi.domain.reasons import Reason
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import rule_of
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.workbooks.mending import mending_of
from kpi.judgement.verdicts import Verdict
from kpi.operations.forgetting import holding
from kpi.operations.held import facts_in_words
from kpi.reports.content.gathering import Order
from kpi.reports.content.notice import results, subject
from kpi.reports.content.restated import restatements
from kpi.reports.sending import delivery
from kpi.reports.sending.notice import notice_of
from kpi.snapshots import freezing, meetings
from kpi.ui.meeting.slides import document
from kpi.ui.parts.words import village_targets_in_words
from tests.plans import PLAN_FILES, plan
from tests.worlds import CONFIG_FILE, World, made_once, write_csv

JANUARY, JUNE, DECEMBER = date(2024, 1, 31), date(2024, 6, 30), date(2024, 12, 31)
HOUSEHOLD = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
MEMBER = ["Nhóm", "Tên hiển thị", "Mã hộ"]


def homes(village: int, *answers: str) -> list[list[str]]:
    """Of a village's households the rows, with an answer each; none given: the list has no such column."""
    return [[f"H{village}{n}", f"Hộ {village}{n}", f"Thôn {village}", *said] for n, said in enumerate(zip(answers), 1)]


@made_once
def a_commune(tmp_path: Path) -> World:
    """Two villages of four and three households, a Zalo group each, in January; what comes later is the other plans'."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.config = replace(world.config, plans=(*world.config.plans, plan("bao-hiem-y-te"), plan("nuoc-sach")))
    groups = [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["BCD", "Nhóm BCĐ", "Ban chỉ đạo", ""]]
    groups += [[f"N{n}", f"Nhóm Thôn {n}", "Thôn", f"Thôn {n}"] for n in (1, 2)]
    world.load("group", [*groups, ["BHYT", "Hộ tham gia BHYT", "Danh sách BHYT", ""]], JANUARY)
    world.load("household", [HOUSEHOLD, *([*row[:3]] for row in homes(1, *"1234") + homes(2, *"123"))], JANUARY)
    business = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình"]
    world.load(
        "business", [business, ["0101", "Công ty A", "Công ty TNHH"], ["0102", "Công ty B", "Công ty TNHH"]], JANUARY
    )
    world.load(
        "membership", [MEMBER, ["N1", "Anh Ba", "H11"], ["N1", "Chị Tư", "H12"], ["N2", "Anh Năm", "H21"]], JANUARY
    )
    return world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_commune(tmp_path)


def figures(world: World, name: str, day: date) -> dict[str, tuple[int | None, int | None, Verdict, Reason | None]]:
    speaking = replace(world, config=world.config.speaking_of(name))
    return {
        row.id: (row.numerator, row.denominator, row.verdict, row.reason) for row in speaking.status(day).indicators
    }


def test_figures_of_two_plans_beside_the_shipped_one(world: World) -> None:
    before = world.status(DECEMBER)
    zalo = before.of("households")
    assert (zalo.numerator, zalo.denominator) == (3, 7)
    assert figures(world, "bao-hiem-y-te", JANUARY) == {
        "insured_households": (None, None, Verdict.NO_DATA, Reason.NO_MEMBERS),
        "insuring_businesses": (None, None, Verdict.NO_DATA, Reason.NO_MARKS),
    }
    # June: who is insured in five rows, one household twice; and who has clean water, of village 1 only.
    insured = ["H11", "H12", "H13", "H13", "H22"]
    rows = [["BHYT", f"Người {n}", code] for n, code in enumerate(insured)]
    world.load("membership", [MEMBER, *rows], JUNE)
    world.load("household", [[*HOUSEHOLD, "Sử dụng nước sạch"], *homes(1, "Có", "Không", "x", "")], JUNE)
    assert figures(world, "bao-hiem-y-te", JUNE)["insured_households"] == (4, 7, Verdict.NOT_MET, None)
    water = figures(world, "nuoc-sach", JUNE)["clean_water_households"]
    assert water == (2, 4, Verdict.NO_DATA, Reason.PARTIAL_MARKS), "of village 2 nobody knows"
    # December: the whole list of insured anew, village 2 with the column, and the businesses.
    world.load(
        "membership",
        [MEMBER, *(["BHYT", f"Hộ {code}", code] for code in ("H11", "H12", "H13", "H14", "H21", "H23"))],
        DECEMBER,
    )
    world.load("household", [[*HOUSEHOLD, "Dùng nước sạch"], *homes(2, "có", "có", "không")], DECEMBER)
    business = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Đóng BHYT cho lao động"]
    world.load(
        "business",
        [business, ["0101", "Công ty A", "Công ty TNHH", "Có"], ["0102", "Công ty B", "Công ty TNHH", ""]],
        DECEMBER,
    )
    assert figures(world, "bao-hiem-y-te", DECEMBER) == {
        "insured_households": (6, 7, Verdict.MET, None),
        "insuring_businesses": (1, 2, Verdict.NOT_MET, None),
    }
    assert figures(world, "nuoc-sach", DECEMBER)["clean_water_households"] == (4, 7, Verdict.NOT_MET, None)
    assert figures(world, "bao-hiem-y-te", JUNE)["insured_households"] == (4, 7, Verdict.NOT_MET, None), (
        "June is what it was"
    )
    after = world.status(DECEMBER)
    assert after.indicators == before.indicators, (
        "with its villages, the days of its lists and whether it was sustained"
    )


def test_targets_by_number_and_of_single_villages(world: World) -> None:
    """Insured in June: H11, H12, H13 of village 1 (3 of 4), H22 of village 2 (1 of 3): 4 of 7. The unit is to reach 5; village 1
    half, so 2; village 2, by its name, 2 households; a village that is on no register 9: 2 + 2 are not 5."""
    insurance = plan("bao-hiem-y-te")
    whole = replace(insurance.targets[0], indicator="insured_households", percent=None, count=5, end=None)
    villages = {"t1": ("50", None), "Thôn 2": (None, 2), "T9": (None, 9)}
    of_villages = [
        replace(whole, village=name, percent=Decimal(percent) if percent else None, count=count)
        for name, (percent, count) in villages.items()
    ]
    world.config = replace(world.config, plans=(replace(insurance, targets=(whole, *of_villages)),))
    assert not reference_faults(world.config)
    world.load("membership", [MEMBER, *(["BHYT", code, code] for code in ("H11", "H12", "H13", "H22"))], JUNE)
    found = world.of("insured_households", JUNE)
    assert (found.verdict, found.shortfall, found.near, found.target) == (Verdict.NOT_MET, 1, False, Quota(5))
    assert [(one.code, one.verdict, one.shortfall, one.has_own) for one in found.villages] == [
        ("T1", Verdict.MET, 0, True), ("T2", Verdict.NOT_MET, 1, True),
    ]  # fmt: skip
    told = village_targets_in_words(found, world.config)
    assert told == (
        "Chỉ tiêu giao các thôn cộng lại là 4 hộ, của cả xã là 5 hộ: hai số khác nhau. Không có trong danh mục thôn của ngày này: T9; "
        "mức giao đó không được dùng."
    )
    said = found.as_dict()
    assert (said["target"], said["target_count"]) == (None, 5)
    listed = list_days(world.store, world.config, JUNE)
    course = progress(world.status(JUNE), [], listed, world.config).of("insured_households")
    assert course.task is not None and (course.task.needed, course.task.missing) == (5, 1)
    assert [(gap.village.code, gap.missing) for gap in course.gaps] == [("T2", 1), ("T1", 0)]
    state = freezing.freeze(
        world.store, world.config, JUNE, JANUARY, frozen_by="Lan", at=world.clock + timedelta(hours=1)
    )
    assert (
        freezing.shown_of(state).now.of("insured_households") == found
        and freezing.check(world.store, world.config, state).same
    )

    # The unit's number alone is no village's; a fifth household meets it.
    world.config = replace(world.config, plans=(replace(insurance, targets=(whole,)),))
    assert {one.verdict for one in world.of("insured_households", JUNE).villages} == {Verdict.NO_TARGET}
    world.load(
        "membership", [MEMBER, *(["BHYT", f"H1{n}", f"H1{n}"] for n in range(1, 5)), ["BHYT", "E", "H22"]], DECEMBER
    )
    assert (found := world.of("insured_households", DECEMBER)).verdict is Verdict.MET and found.shortfall == 0
    # Reports tell the level above percentages, and reports of citizens have no village.
    shipped = load_config(CONFIG_FILE)
    wrong = [replace(row, percent=None, count=5) for row in shipped.targets[:1]]
    flow = next(row for row in shipped.targets if row.indicator == "processed_reports")
    wrong.append(replace(flow, village="T1"))
    faults = reference_faults(replace(shipped, plans=(replace(shipped.plan, targets=tuple(wrong)),)))
    assert [fault.path for fault in faults] == ["plans[0].targets[0].count", "plans[0].targets[1].village"]


def test_a_meeting_speaks_of_the_plan_that_it_was_frozen_of(world: World) -> None:
    """Also when another plan is chosen by then, or it is a plan of no office any more; the sample plan's words stay its own."""
    insurance = world.config.speaking_of("bao-hiem-y-te")
    world.load("membership", [MEMBER, ["BHYT", "A", "H11"], ["BHYT", "B", "H21"]], JUNE)
    state = freezing.freeze(world.store, insurance, JUNE, JANUARY, frozen_by="Lan", at=world.clock + timedelta(hours=1))
    store, at = world.store, world.clock + timedelta(hours=2)
    meetings.conclude(store, state.number, "Vận động thêm", "Trưởng thôn 1", date(2024, 8, 1), noted_by="Lan", at=at)
    gone = replace(world.config, plans=world.config.plans[:1])
    following = replace(insurance.plan, id="khac", number="99/KH-UBND", start=date(2026, 1, 1), end=date(2030, 12, 31))
    copied = replace(gone, plans=(following, *gone.plans))
    for config in (insurance, world.config, gone, copied):
        found = meetings.meeting(store, state.number)
        spoken = freezing.config_of(store, config, found.state)
        assert spoken.plan == insurance.plan
        page = document(found, spoken, simulated=False)
        assert "2/7" in page and "Hộ" in page and "Có mặt trong nhóm" not in page
        notice = notice_of(store, config, state.number)
        assert subject(notice).startswith("Kết luận cuộc họp Ban Chỉ đạo thực hiện kế hoạch")
        assert [line for line in results(notice) if "2/7" in line] == [results(notice)[0]]


def counted(world: World, name: str, *days: date) -> list[dict[str, tuple[int | None, int | None]]]:
    """The counts of each day, asked together."""
    found = statuses(world.store, world.config.speaking_of(name), days)
    return [{row.id: (row.numerator, row.denominator) for row in of_day.indicators} for of_day in found]


def test_figures_of_the_other_example_plans(tmp_path: Path) -> None:
    """Marks on every register, of kinds of institutions alone, and a second kind of lists of participants."""
    world = World.empty(tmp_path).with_villages_and_groups()
    names = ("chuyen-doi-so", "thu-gom-rac", "huy-dong-hoc-sinh")
    world.config = replace(world.config, plans=(*world.config.plans, *map(plan, names)))
    business = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình"]
    school = ["Mã đơn vị", "Tên đơn vị", "Loại"]
    bodies = [
        ["TH", "Trường Tiểu học", "Trường học"],
        ["MN", "Trường Mầm non", "Trường học"],
        ["TYT", "Trạm Y tế", "Đơn vị"],
    ]
    village = ["Mã thôn", "Tên thôn", "Có tổ công nghệ số cộng đồng"]
    groups = [
        ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"],
        ["RAC", "Hộ đăng ký thu gom rác", "Danh sách thu gom rác", ""],
    ]
    world.load(
        "household", [[*HOUSEHOLD, "Có VNeID mức 2"], *homes(1, *"x x".split(), ""), *homes(2, "không")], JANUARY
    )
    world.load("group", groups, JANUARY, adds=True)
    world.load("membership", [MEMBER, ["RAC", "Hộ một", "H11"]], JANUARY)
    world.load("village", [village, ["T1", "Thôn 1", "Có"], ["T2", "Thôn 2", "Không"]], JUNE)
    world.load("membership", [MEMBER, ["RAC", "Hộ hai", "H12"], ["RAC", "Hộ tư", "H21"]], JUNE)
    firms = [["0101", "Công ty A", "Công ty TNHH", "Có", "Có"], ["0102", "Hợp tác xã B", "Hợp tác xã", "Có", "Có"]]
    world.load("business", [[*business, "Thanh toán không tiền mặt", "Hợp đồng thu gom rác"], *firms], JUNE)
    said = [[*row, *answers] for row, answers in zip(bodies, (("", "Có"), ("Có", "Không"), ("Có", "")), strict=True)]
    world.load("institution", [[*school, "Xử lý hồ sơ trên mạng", "Huy động đủ trẻ ra lớp"], *said], DECEMBER)
    nothing = (None, None)
    january, december = counted(world, "chuyen-doi-so", JANUARY, DECEMBER)
    assert january == {
        "vneid_households": (2, 4), "digital_villages": nothing, "cashless_businesses": nothing, "online_institutions": nothing,
    }  # fmt: skip
    assert december == {
        "vneid_households": (2, 4), "digital_villages": (1, 2), "cashless_businesses": (1, 1), "online_institutions": (1, 1),
    }  # fmt: skip
    days = (JANUARY, JUNE, DECEMBER)
    waste = counted(world, "thu-gom-rac", *days)
    assert [row["waste_households"] for row in waste] == [(1, 4), (2, 4), (2, 4)]
    assert [row["waste_businesses"] for row in waste] == [nothing, (1, 1), (1, 1)]
    school_rows = counted(world, "huy-dong-hoc-sinh", *days)
    assert [row["full_schools"] for row in school_rows] == [nothing, nothing, (1, 2)]
    assert [row["first_graders"] for row in school_rows] == [nothing] * 3, "of children there is no list"


def test_a_list_of_what_is_missing_has_as_many_rows_as_the_figure(world: World) -> None:
    water = world.config.speaking_of("nuoc-sach")
    world.load("household", [[*HOUSEHOLD, "Dùng nước sạch"], *homes(1, "Có", "Không", "có thể", "x")], JUNE)
    shown = replace(water, matching=replace(water.matching, household_follow_up=("T1", "T2")))
    lists = drill.lists(world.store, shown, "clean_water_households", JUNE)
    assert lists.count.reason is Reason.NO_MARKS, "one cell is neither yes nor no: village 1 cannot be counted either"
    outcome = world.load(
        "household", [[*HOUSEHOLD, "Dùng nước sạch"], *homes(1, "Có", "Không", "không", "x")], DECEMBER
    )
    (said,) = [problem for problem in outcome.problems if problem.code == "marks_read"]
    assert said.message.startswith("đọc là Có hoặc Không: 2 Có, 2 Không")
    lists = drill.lists(world.store, shown, "clean_water_households", DECEMBER)
    missing = lists.of("missing")
    assert missing.figure == 2 and [one.code for one in missing.entities or ()] == ["H12", "H13"]
    assert lists.of("numerator").figure == 2 and lists.of("denominator").figure == 4


def test_a_column_that_a_plan_names_later_is_read_from_the_same_file(world: World) -> None:
    rows = [[*HOUSEHOLD, "Dùng nước sạch"], *homes(1, "Có", "Có", "Có", "Có"), *homes(2, "Có", "Có", "Có")]
    everything, alone = world.config, replace(world.config, plans=world.config.plans[:2])
    world.config = alone
    first = world.load("household", rows, JUNE, columns={"Dùng nước sạch": "-"})
    world.config = everything
    second = world.load("household", rows, JUNE)
    assert second.batch != first.batch and second.loaded_before is None
    assert figures(world, "nuoc-sach", JUNE)["clean_water_households"][:2] == (7, 7)
    again = world.load("household", rows, JUNE)
    assert again.loaded_before == second.batch


def load_merged(world: World, answer: str, left_out: str = "Nước hợp vệ sinh") -> Outcome:
    """Of village 1 a register whose answer is written once, in cells merged over its four rows."""
    path = world.folder / f"merged-{answer}.xlsx"
    if not path.exists():
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet()
            for number, row in enumerate([[*HOUSEHOLD, "Dùng nước sạch", "Nước hợp vệ sinh"], *homes(1, *"1234")]):
                page.write_row(number, 0, row[:3] if number else row)
                page.write(number, 4, "Không" if number else row[4])
            page.merge_range(1, 3, 4, 3, answer)
    world.clock += timedelta(hours=1)
    source = Source(path, dataset="household", as_of=JUNE, adds=False, columns={left_out: "-"})
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")[0]


def explained(world: World, mark: str, *no: str) -> Config:
    """The configuration with a plan's mark under another header, and further words for no."""
    words = world.config.lookups
    said = {**words["group"]["rules"], "no": (*words["group"]["rules"]["no"], *no)}
    plans = (
        replace(one, marks=tuple(replace(row, header=mark, also=()) if row.id == "clean_water" else row for row in one.marks))
        for one in world.config.plans
    )  # fmt: skip
    return replace(world.config, lookups={**words, "group": {**words["group"], "rules": said}}, plans=tuple(plans))


def test_the_same_file_speaks_again_where_its_answers_mean_something_else(world: World) -> None:
    def water() -> tuple[int | None, int | None]:
        return figures(world, "nuoc-sach", JUNE)["clean_water_households"][:2]

    assert load_merged(world, "nước mưa").batch and water() == (None, None)
    world.config = explained(world, "Dùng nước sạch", "nước mưa")
    outcome = load_merged(world, "nước mưa")
    assert outcome.loaded_before is None and water() == (0, 4), "of each row that the merged cells span"
    assert load_merged(world, "nước mưa").loaded_before == outcome.batch
    assert load_merged(world, "Có").batch and water() == (4, 4)
    world.config = explained(world, "Nước hợp vệ sinh")
    assert load_merged(world, "Có", "Dùng nước sạch").loaded_before is None
    assert water() == (0, 4), "the answers of the column named now"


def test_rows_of_a_list_of_participants_stand_for_their_codes(world: World) -> None:
    """Three heads of one name, two families with one phone: each row is the household of its code."""
    header = ["Nhóm", "Tên hiển thị", "Số điện thoại", "Mã hộ", "Tổng thành viên"]
    named = [["BHYT", "Nguyễn Văn A", "", code] for code in ("H11", "H12", "H13")]
    phoned = [["BHYT", name, "0912 345 678", code] for name, code in (("Lê Thị B", "H21"), ("Trần C", "H22"))]
    lost = [["BHYT", "Đỗ Văn D", "", ""], ["BHYT", "Vũ Thị E", "", "999"]]
    rows = [[*row, "7"] for row in (*named, *phoned, *lost)]
    outcome = world.load("membership", [header, *rows], JUNE)
    assert outcome.complete, "a row is one of its total"
    assert figures(world, "bao-hiem-y-te", JUNE)["insured_households"][:2] == (5, 7)
    told = {problem.code: problem.message for problem in outcome.problems}
    assert told["participants_without_code"].startswith("1 dòng") and "unknown_code" in told
    assert (world.of("households", JUNE).numerator, world.of("households", DECEMBER).denominator) == (3, 7)


def test_the_lists_of_a_plan_are_no_other_plans(world: World) -> None:
    """Its course is that of its own lists, and its lists of participants are no Zalo groups of agencies."""
    zalo = list_days(world.store, world.config, DECEMBER)["households"]
    for day, codes in ((JANUARY, ("H11",)), (JUNE, ("H11", "H12"))):
        world.load("membership", [MEMBER, *(["BHYT", f"Hộ {code}", code] for code in codes)], day)
    world.load("household", [[*HOUSEHOLD, "Dùng nước sạch"], *homes(1, *"xxxx"), *homes(2, *"xxx")], JUNE)
    insured = list_days(world.store, world.config.speaking_of("bao-hiem-y-te"), DECEMBER)
    assert insured["insured_households"] == ListDays((JANUARY, JUNE), JANUARY, None)
    assert insured["insuring_businesses"] == ListDays((JANUARY,), JANUARY, None)
    water = list_days(world.store, world.config.speaking_of("nuoc-sach"), DECEMBER)["clean_water_households"]
    assert water == ListDays((JANUARY, JUNE), JANUARY, None)
    assert list_days(world.store, world.config, DECEMBER)["households"] == zalo == ListDays((JANUARY,), JANUARY, None)
    (further,) = [one for one in structure(world.store, world.config, JUNE, JANUARY).requirements if one.id == "S11"]
    assert [part.what for part in (*further.parts, *further.remarks)] == ["no_further_group"]


def test_after_a_cell_that_says_nothing_of_use_an_entry_has_no_answer(world: World) -> None:
    """Also where the whole column of the added rows is so; a blank takes nothing back, and a newer answer stands."""
    header = [*HOUSEHOLD, "Dùng nước sạch"]
    world.load("household", [header, *homes(1, *"xxxx"), *homes(2, *"xxx")], JUNE)
    seen = []
    for month, answer in ((7, ""), (8, "nước mưa"), (9, ""), (10, "không")):
        world.load("household", [header, *homes(1, answer)], date(2024, month, 28), adds=True)
        seen.append(figures(world, "nuoc-sach", date(2024, month, 28))["clean_water_households"][:2])
    assert seen == [(7, 7), (3, 3), (3, 3), (6, 7)]
    bare = world.load("household", [HOUSEHOLD, *(row[:3] for row in homes(2, *"123"))], date(2024, 11, 28))
    (told,) = [problem for problem in bare.problems if problem.code == "marks_missing"]
    assert "“Dùng nước sạch”" in told.message
    assert figures(world, "nuoc-sach", date(2024, 11, 28))["clean_water_households"][:2] == (3, 4)


def test_what_was_frozen_is_compared_with_its_own_plan(world: World) -> None:
    """Whichever plan stands first now, be it one of the same indicators for later years, or one of others."""
    shipped = world.config.plans[0]
    frozen = freezing.freeze(
        world.store, world.config, DECEMBER, JUNE, frozen_by="An", at=world.clock + timedelta(hours=1)
    )
    later = replace(shipped, id="zalo-2026", start=date(2026, 1, 1), end=date(2030, 12, 31), targets=())
    for plans in ((later, shipped), (plan("nuoc-sach"), shipped), (plan("nuoc-sach"),)):
        today = replace(world.config, plans=plans)
        check = freezing.check(world.store, today, frozen)
        assert check.same and not check.by_todays_rules, [one.id for one in plans]
        assert bool(check.changed_rules) == (shipped not in plans)


def test_whoever_asks_what_is_held_of_him_is_told_his_marks(world: World) -> None:
    world.load("household", [[*HOUSEHOLD, "Dùng nước sạch"], *homes(1, "Có", "Không", "", "x")], JUNE)
    rows = [row for row in holding(world.store, world.config, "H12").held.rows if row.as_of == JUNE]
    assert [(row.marks, facts_in_words(row, world.config)) for row in rows] == [
        ({"clean_water": False}, "Mã hộ: H12; Họ và tên chủ hộ: Hộ 12; Thôn: T1; Dùng nước sạch: không")
    ]


@pytest.mark.parametrize("file", PLAN_FILES, ids=lambda file: file.stem)
def test_every_example_plan_stands_beside_the_shipped_one(file: Path, config: Config) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 120
    beside = replace(config, plans=(*config.plans, plan(file.stem)))
    assert reference_faults(beside) == []


def test_two_plans_call_lists_of_one_kind_alike(config: Config) -> None:
    insured, waste = plan("bao-hiem-y-te"), plan("thu-gom-rac")
    renamed = tuple(replace(kind, id="insured") for kind in waste.group_kinds)
    late = replace(waste, group_kinds=renamed, indicators=(), targets=(), end=date(2023, 12, 31))
    early = replace(insured, end=date(2024, 12, 31))
    assert [fault.path for fault in reference_faults(replace(config, plans=(early, late)))] == [
        "plans[0].targets[1]", "plans[1].indicators", "plans[1].to", "plans[1].group_kinds[0].id"
    ]  # fmt: skip
    assert config.lookups["group"]["kind"].keys() < replace(config, plans=(insured,)).lookups["group"]["kind"].keys()


def test_a_list_of_households_of_a_named_group_is_no_register(world: World) -> None:
    """It is what the office makes by its own register's columns; loaded as one it would take all others away."""
    rows = [
        ["STT", "Mã hộ", "Họ và tên chủ hộ", "Thôn"],
        ["1", "H11", "Hộ 11", "Thôn 1"],
        ["2", "H21", "Hộ 21", "Thôn 2"],
    ]
    path = write_csv(world.folder / "danh-sach-ho-tham-gia-bhyt.csv", rows)
    world.clock += timedelta(hours=1)
    source = Source(path, as_of=JUNE, group="BHYT", adds=False)
    (outcome,) = load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")
    assert (outcome.dataset, outcome.accepted) == ("membership", 2)
    assert figures(world, "bao-hiem-y-te", JUNE)["insured_households"][:2] == (2, 7)


def test_a_row_that_is_mended_keeps_its_answer(world: World) -> None:
    first, second, third, fourth = homes(1, "Có", "Có", "Không", "x")
    rows = [[*HOUSEHOLD, "Dùng nước sạch"], first, ["H12", "", *second[2:]], third, fourth]
    outcome = world.load("household", rows, JUNE)
    assert outcome.rejected == 1
    path = world.folder / "mended.xlsx"
    path.write_bytes(mending_of(outcome))
    book = openpyxl.load_workbook(path)
    page = book.active
    header, row = [[cell.value for cell in line] for line in page.iter_rows(min_row=3, max_row=4)]
    assert (header[-2], row[-2]) == ("Dùng nước sạch", "Có")
    page.cell(4, header.index("Họ và tên chủ hộ") + 1, "Hộ 12")
    book.save(path)
    world.clock += timedelta(hours=1)
    load(world.store, world.config, [Source(path, as_of=JUNE)], known_at=world.clock, loaded_by="test")
    assert figures(world, "nuoc-sach", JUNE)["clean_water_households"][:2] == (3, 4)


def test_what_no_plan_explains_is_called_as_the_program_calls_it(world: World) -> None:
    """A unit's report tells the five, a note may be of a plan that is gone."""
    water = replace(world.config, plans=(plan("nuoc-sach"),))
    assert [water.indicator(name).spoken_title for name in ("households", "clean_water_households", "gone")] == [
        "Hộ dân", "Hộ dùng nước sạch", "gone"
    ]  # fmt: skip


def test_a_column_that_nobody_filled_in_answers_nothing(world: World) -> None:
    outcome = world.load("household", [[*HOUSEHOLD, "Dùng nước sạch"], *homes(1, *[""] * 4)], JUNE)
    assert "marks_empty" in {problem.code for problem in outcome.problems}
    assert figures(world, "nuoc-sach", JUNE)["clean_water_households"][3] is Reason.NO_MARKS


def test_what_was_sent_is_restated_where_its_plan_has_gained_or_lost_an_indicator(world: World) -> None:
    shipped = world.config.plans[0]
    state = freezing.freeze(
        world.store, world.config, DECEMBER, JUNE, frozen_by="An", at=world.clock + timedelta(hours=1)
    )
    world.clock += timedelta(hours=2)
    world.load("membership", [MEMBER, ["N2", "Anh Năm", "H21"], ["N2", "Anh Sáu", "H22"]], JUNE)
    insured = plan("bao-hiem-y-te")
    more = replace(shipped, indicators=(*shipped.indicators, insured.indicators[0]), group_kinds=insured.group_kinds)
    fewer = replace(shipped, indicators=tuple(one for one in shipped.indicators if one.id != "businesses"))
    told = []
    for one in (shipped, more, fewer):
        today = replace(world.config, plans=(one,))
        rows = restatements(world.store, today, [state], known_at=world.clock)
        told.append([(row.indicator, row.village, row.sent, row.now) for row in rows])
        assert freezing.check(world.store, today, state).same
    assert told[0] == told[1] == told[2] == [
        ("households", None, (3, 7), (4, 7)), ("households", "T2", (1, 3), (2, 3))
    ]  # fmt: skip


def test_a_plan_with_more_than_every_communes_indicators_sends_them_all(world: World) -> None:
    """The file of the five alone stays as it was; with a sixth it says of each how it is counted, and comes out again as sent."""
    world.load("membership", [MEMBER, ["BHYT", "Hộ H11", "H11"], ["BHYT", "Hộ H13", "H13"]], JUNE)
    shipped, insured = world.config.plans[0], plan("bao-hiem-y-te")
    more = replace(shipped, indicators=(*shipped.indicators, insured.indicators[0]), group_kinds=insured.group_kinds)
    at = world.clock + timedelta(hours=1)
    told = {}
    for name, one in (("five", shipped), ("six", more)):
        config = replace(world.config, plans=(one,))
        at += timedelta(hours=1)
        _made, frozen = delivery.freeze(
            world.store, config, Order(date(2024, 9, 14)), CONFIG_FILE.parent, frozen_by="An", at=at, drawn=False
        )
        sent = Aggregate.from_dict(frozen.state.content["aggregate"])
        told[name] = sent
        assert freezing.check(world.store, config, frozen.state).same
        whole = {
            row.measure: row
            for row in sent.rows
            if row.village is None and row.date == date(2024, 9, 14) and not row.kind
        }
        assert (whole["households"].numerator, whole["households"].denominator) == (3, 7), name
    assert (told["five"].header.schema_version, told["five"].header.plan) == ("3", None)
    assert {row.measure for row in told["five"].rows} - {"reports_received"} == set(EXCHANGED)
    assert (told["six"].header.schema_version, told["six"].header.plan) == ("4", shipped.id)
    rules = {row.measure: row.rule for row in told["six"].rows if row.village is None and row.rule}
    assert list(rules) == list(more.names) and rules["insured_households"] == "household linked groups insured"
    assert {name: rules[name] for name in EXCHANGED} == {
        name: rule_of(counting.register, counting.way) for name, counting in EXCHANGED.items()
    }
