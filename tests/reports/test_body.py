"""What the chairman signs, of five kinds of period: each sentence as counted by hand, no word of the program, two pages.

The commune and its figures are those of ``commune.py``.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from kpi.answers.activities import Activities, Activity
from kpi.reports.content import sentences, tables
from kpi.reports.content.gathering import gather
from kpi.reports.content.model import Report, Stamp
from kpi.reports.content.restated import Counts, Restatement
from kpi.reports.pdf.offices import LibreOffice, find_office
from kpi.reports.word.writing import word
from kpi.store import Conclusion, PaperStep
from tests.reports.commune import PERIODS, build
from tests.reports.conftest import TEMPLATE
from tests.reports.word_text import lines_of, opened
from tests.serving import PATIENCE_SECONDS

AT = datetime(2024, 6, 15, 9)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    world = build(tmp_path_factory.mktemp("commune"))
    return {name: gather(world.store, world.config, order) for name, order in PERIODS.items()}


@pytest.fixture(scope="module")
def papers(reports: dict[str, Report]) -> dict[str, bytes]:
    return {name: word(report, TEMPLATE) for name, report in reports.items()}


@pytest.fixture(scope="module")
def bodies(papers: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines of the text and its table, without the annexes."""
    found = {name: lines_of(opened(content)) for name, content in papers.items()}
    return {name: lines[: lines.index("Phụ lục I")] for name, lines in found.items()}


HOUSEHOLDS = "- Hộ Nhân dân tham gia mô hình: "
REPORTS = "- Tin báo phản ánh, tố giác được xử lý kịp thời đúng quy định: "
APART = "số của từng thôn không cộng lại thành số chung."


@pytest.mark.parametrize(
    ("period", "sentences"),
    [
        # 42/94 = 44,68 %, 29/94 = 30,85 %: +13,83; 70 − 44,68 = 25,32; 66 − 42 = 24; villages 16 − 10, 22 − 12, 29 − 20
        ("shortfalls", [
            f"{HOUSEHOLDS}42/94 hộ, đạt 44,7%, thấp hơn chỉ tiêu 25,3 điểm phần trăm (còn thiếu 24 hộ); tăng 13,8 điểm phần trăm "
            "so với kỳ trước.",
            "2. Tồn tại, hạn chế: Chưa đạt chỉ tiêu: Hộ dân (còn thiếu 24 hộ). Hộ dân: tính riêng từng thôn, để đạt 70%: Thôn Đồng "
            f"Tâm thiếu 10 hộ, Thôn Phú Lộc thiếu 9 hộ, Thôn Yên Bình thiếu 6 hộ; {APART} Chưa có số liệu để đánh giá: Cơ quan – "
            "nhà trường, Doanh nghiệp.",
            "- Để đạt 70% vào ngày 31/12/2024: Hộ dân cần thêm 24 hộ.",
            "1. Hộ tham gia theo thôn (Phụ lục I): Trong kỳ có 13 hộ mới tham gia, không có hộ thôi tham gia.",
        ]),
        ("nothing_occurred", [
            f"{REPORTS}từ ngày 01/01/2024 đến ngày 14/9/2024 không phát sinh tin đã xử lý xong hoặc đã hết hạn xử lý.",
            "2. Tiếp nhận, xử lý tin báo: Từ đầu năm không phát sinh tin tiếp nhận. Từ đầu năm không phát sinh tin đã xử lý xong hoặc "
            "đã hết hạn xử lý. Không có tin đang xử lý trong hạn, không có tin quá hạn chưa xử lý xong.",
        ]),
        # The last list is of 10/12/2024; A4 was open when its log ended, before its deadline: late or not, nobody knows.
        ("no_new_list", [
            f"{HOUSEHOLDS}69/94 hộ (theo danh sách ngày 10/12/2024; trong kỳ chưa có danh sách mới), đạt 73,4%, thấp hơn chỉ tiêu "
            "16,6 điểm phần trăm (còn thiếu 16 hộ); tăng 28,7 điểm phần trăm so với cùng kỳ năm trước.",
            "1. Hộ tham gia theo thôn (Phụ lục I): Trong kỳ chưa có danh sách thành viên mới nên chưa xác định được số hộ mới tham "
            "gia, thôi tham gia.",
            "2. Tiếp nhận, xử lý tin báo (Phụ lục III): Từ đầu năm không phát sinh tin tiếp nhận, năm trước chuyển sang 1 tin. Từ đầu "
            "năm không phát sinh tin đã xử lý xong hoặc đã hết hạn xử lý. Chưa rõ kết quả xử lý 1 tin: sổ tin báo "
            "chưa ghi đến ngày hết hạn xử lý.",
        ]),
        # 69/94 = 73,40 %; 29/94 = 30,85 %: +42,55. Thôn Đồng Tâm: 22 − 21
        ("year", [
            f"{HOUSEHOLDS}69/94 hộ, đạt 73,4%, vượt chỉ tiêu 3,4 điểm phần trăm; tăng 42,6 điểm phần trăm so với cùng kỳ năm trước.",
            "2. Tiếp nhận, xử lý tin báo (Phụ lục III): Trong kỳ tiếp nhận 4 tin (qua Zalo 2 tin, trực tiếp 1 tin, qua điện thoại 1 "
            "tin); từ đầu năm tiếp nhận 4 tin. Trong kỳ xử lý xong 3 tin: đã giải quyết 1 tin, chuyển cơ quan có thẩm quyền 1 tin, "
            "chưa ghi kết quả 1 tin. Từ đầu năm có 3 tin đã xử lý xong hoặc đã hết hạn xử lý: đúng hạn, đúng quy định 3 tin. Đang xử "
            "lý trong hạn 1 tin. Không có tin quá hạn chưa xử lý xong.",
            "2. Tồn tại, hạn chế: Hộ dân: tính chung toàn địa bàn đã đạt chỉ tiêu; tính riêng từng thôn, để đạt 70%: Thôn Đồng Tâm "
            f"thiếu 1 hộ; {APART} Chưa có số liệu để đánh giá: Cơ quan – nhà trường, Doanh nghiệp.",
        ]),
        ("merged", [
            f"{HOUSEHOLDS}88/94 hộ, đạt 93,6%, vượt chỉ tiêu 3,6 điểm phần trăm; tăng 20,2 điểm phần trăm so với kỳ trước và 31,9 "
            "điểm phần trăm so với cùng kỳ năm trước.",
            "Trên đây là báo cáo kết quả quý III năm 2025, UBND xã Hà Long kính báo cáo./.",
            "Kính gửi: UBND tỉnh Thanh Hóa",
        ]),
    ],
)  # fmt: skip
def test_each_sentence_is_the_figure_counted_by_hand(
    bodies: dict[str, list[str]], period: str, sentences: list[str]
) -> None:
    assert [sentence for sentence in sentences if sentence not in bodies[period]] == []


# The program's words: batches and loads, what waits, rejected rows, percentiles, points as a table writes them, the check of names.
NOT_SIGNED = r"lần nạp|\bnạp\b|chờ người|bị loại|\bdòng\b|90% số tin|một nửa số tin|điểm %|dữ liệu|chưa ghi kết luận|0 tin\b|\b0 hộ\b"


def test_no_word_of_the_program_stands_in_the_text(bodies: dict[str, list[str]]) -> None:
    for lines in bodies.values():
        prose = [line for line in lines if not line.startswith(("|", "["))]
        assert [line for line in prose if re.search(NOT_SIGNED, re.sub(r"\d0 (tin|hộ)", "", line))] == []


def test_a_year_is_compared_once(reports: dict[str, Report], bodies: dict[str, list[str]]) -> None:
    table = tables.indicators(reports["year"])
    changes = {row[1]: row[8:10] for row in table.rows}
    assert all(year_ago is None for _before, year_ago in changes.values())
    assert any(before is not None for before, _year_ago in changes.values())
    assert "Kỳ trước và cùng kỳ năm trước là cùng một ngày (14/12/2023), so sánh một lần tại cột (6)." in table.note
    assert not any("so với kỳ trước" in line for line in bodies["year"] if not line.startswith("|"))


def test_only_annexes_with_something_to_tell_are_there_and_are_numbered_anew(papers: dict[str, bytes]) -> None:
    def annexes(period: str) -> list[str]:
        lines = lines_of(opened(papers[period]))
        heads = [place for place, line in enumerate(lines) if re.fullmatch(r"Phụ lục [IV]+", line)]
        return [f"{lines[place].removeprefix('Phụ lục ')} {lines[place + 1]}" for place in heads]

    households, build_up, base = "SỐ HỘ THAM GIA", "TỔ CHỨC CỦA MÔ HÌNH", "CƠ SỞ SỐ LIỆU"
    nothing = annexes("nothing_occurred")
    assert [line.split(" ", 1)[0] for line in nothing] == ["I", "II", "III"]
    assert [households in nothing[0], build_up in nothing[1], base in nothing[2]] == [True] * 3
    assert "III TIẾP NHẬN VÀ XỬ LÝ TIN BÁO, PHẢN ÁNH, TỐ GIÁC" in annexes("year")


def test_what_earlier_reports_must_correct_stands_in_the_text_with_its_annex(reports: dict[str, Report]) -> None:
    def restated(village: str | None, sent: Counts, now: Counts) -> Restatement:
        return Restatement(3, date(2024, 6, 14), "households", village, village and "Thôn Yên Bình", sent, now, ())

    conclusion = Conclusion(1, 2, "Vận động hộ còn thiếu", "Trưởng thôn", None, "An", AT, "open", "", AT, AT.date())
    report = replace(
        reports["year"], restatements=(restated(None, (42, 94), (44, 94)), restated("T1", (10, 22), (12, 22))),
        conclusions=(conclusion,),
    )  # fmt: skip
    lines = lines_of(opened(word(report, TEMPLATE)))
    title, rest = (
        "3. Điều chỉnh số liệu đã báo cáo (Phụ lục V): ",
        "Ngoài ra 1 số liệu của các báo cáo trước nay được điều chỉnh.",
    )
    assert f"{title}Hộ dân đến ngày 14/6/2024: đã báo cáo 42/94, nay điều chỉnh là 44/94. {rest}" in lines
    paper = replace(report, papers={3: PaperStep("97/BC-UBND", date(2024, 6, 17), "An", AT)})
    (said, _rest) = sentences.corrected(paper)
    assert said == (
        "Hộ dân đến ngày 14/6/2024: Báo cáo số 97/BC-UBND ngày 17/6/2024 ghi 42/94, nay điều chỉnh là 44/94."
    )
    assert lines[lines.index("Phụ lục V") + 1] == "ĐIỀU CHỈNH SỐ LIỆU ĐÃ BÁO CÁO"
    assert lines[lines.index("Phụ lục VI") + 1] == "KẾT LUẬN CỦA BAN CHỈ ĐẠO"
    assert "- Ban Chỉ đạo theo dõi 1 kết luận: 1 đang thực hiện." in lines


def test_conclusions_are_told_by_how_far_they_are_and_add_up(reports: dict[str, Report]) -> None:
    def conclusion(number: int, due_on: date | None, state: str) -> Conclusion:
        return Conclusion(number, 2, "Vận động hộ còn thiếu", "Trưởng thôn", due_on, "An", AT, state, "", AT, AT.date())

    eve, day = date(2024, 12, 13), date(2024, 12, 14)
    rows = [
        conclusion(1, eve, "open"),
        conclusion(2, day, "open"),
        conclusion(3, eve, "done"),
        conclusion(4, None, "open"),
    ]
    told = sentences.steering(replace(reports["year"], conclusions=tuple(rows)))
    assert "Ban Chỉ đạo theo dõi 4 kết luận: 1 đã thực hiện xong; 3 đang thực hiện, trong đó 1 đã quá thời hạn." in told
    told = sentences.steering(replace(reports["year"], conclusions=(rows[2],)))
    assert "Ban Chỉ đạo theo dõi 1 kết luận: 1 đã thực hiện xong." in told


def test_channels_and_outcomes_add_up_and_are_told_of_the_whole_unit_only(reports: dict[str, Report]) -> None:
    report = reports["year"]
    table = tables.case_ways(report)
    received = [row[2:] for row in table.rows if str(row[1]).startswith("Tiếp nhận")]
    assert [row[1:] for row in table.rows] == [
        ("Tiếp nhận: qua Zalo", 2, 2), ("Tiếp nhận: trực tiếp", 1, 1), ("Tiếp nhận: qua điện thoại", 1, 1),
        ("Xử lý xong: đã giải quyết", 1, 1), ("Xử lý xong: chuyển cơ quan có thẩm quyền", 1, 1),
        ("Xử lý xong: chưa ghi kết quả", 1, 1),
    ]  # fmt: skip
    assert report.handled is not None and report.cases is not None
    assert [sum(map(int, column)) for column in zip(*received, strict=True)] == [
        report.handled.received, report.cases.tally.received,
    ]  # fmt: skip
    assert tables.case_ways(reports["nothing_occurred"]).rows == ()


@pytest.fixture(scope="module")
def frozen(reports: dict[str, Report], sample_report: Report) -> dict[str, bytes]:
    """The same as they go up, with the QR that takes room below the first page; beside them the sample's commune, which has
    organisations, one whose first sentence brings the table to the foot of the page, and one with something to tell of everything."""
    stamp = Stamp(3, "3F2A-91BC-77D0", "Người lập", AT, seal="A" * 400)
    every = {**reports, "sample": sample_report}
    every["long"] = replace(reports["year"], request=f"Công văn số 215/UBND-NC {'về việc báo cáo ' * 35}")
    every["rich"] = replace(
        sample_report, request="Công văn số 215/UBND-NC ngày 05/12/2024 của UBND huyện Hà Trung", activities=_much_done(),
        restatements=(Restatement(3, date(2024, 6, 14), "households", None, None, (1, 2), (2, 2), ()),),
        conclusions=(Conclusion(1, 2, "Vận động hộ", "Trưởng thôn", date(2024, 5, 1), "An", AT, "open", "", AT, AT.date()),),
    )  # fmt: skip
    return {name: word(replace(report, stamp=stamp), TEMPLATE) for name, report in every.items()}


def _much_done() -> Activities:
    day = date(2024, 10, 1)
    return Activities(date(2024, 9, 15), date(2024, 12, 14), (
        Activity("paper", day, "08/KH-UBND", None, None, 1, None, None, None),
        Activity("paper", day, "35/UBND-VP", None, None, 1, None, None, None),
        Activity("session", day, None, "T1", None, 2, 45, None, None),
        Activity("post", day, None, None, None, 3, None, 1250, None),
        Activity("posting", day, None, None, "office", 1, None, None, True),
    ), date(2024, 12, 1))  # fmt: skip


@pytest.mark.parametrize(("name", "first"), [("shortfalls", True), ("rich", False), ("long", False)])
def test_the_table_stands_before_the_sentences_where_the_first_page_has_room(
    frozen: dict[str, bytes], name: str, first: bool
) -> None:
    lines = lines_of(opened(frozen[name]))
    table = next(place for place, line in enumerate(lines) if line.startswith("Bảng tổng hợp"))
    (sentence,) = [place for place, line in enumerate(lines) if line.startswith(HOUSEHOLDS)]
    assert (table < sentence) is first


def test_text_and_table_take_two_pages_and_the_table_stands_on_one(frozen: dict[str, bytes], tmp_path: Path) -> None:
    """As LibreOffice sets them, up to the signature; one start for all. Where there is something to tell of everything the closing
    sentence and the signature may stand on a third page, together."""
    office = find_office()
    if not isinstance(office, LibreOffice):
        pytest.skip("NO LIBREOFFICE FOUND: nobody has set the pages")
    for name, content in frozen.items():
        paper = opened(content)
        body = paper.element.body
        upright = next(body.iter(qn("w:sectPr")))
        end = "Trên đây là báo cáo" if name == "rich" else "Phụ lục I"
        after = next(element for element in body.iter(qn("w:p")) if _text(element).startswith(end))
        for element in [after, *after.itersiblings()]:
            body.remove(element)
        body.append(upright)
        paper.save(str(tmp_path / f"{name}.docx"))
    command = office.command(tmp_path / "*", tmp_path / "any.pdf").words[:-1]
    files = [str(tmp_path / f"{name}.docx") for name in frozen]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=PATIENCE_SECONDS)
    pages = {name: len(re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{name}.pdf").read_bytes())) for name in frozen}
    assert pages == {**dict.fromkeys(frozen, 2), "long": 3}


def _text(paragraph: object) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))  # type: ignore[attr-defined]
