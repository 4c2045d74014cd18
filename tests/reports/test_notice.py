"""The notice of a meeting's conclusions: every line of it, the form of Nghị định 30/2020, and what holds it back.

13 households by hand: 6 of 13 take part = 46,15 %, prints 46,2, below 70 %; 1 of 3 villages' groups has members; of 2 reports
due this year one was in time.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from kpi.domain.errors import UserError
from kpi.reports.sending.notice import notice_name, notice_of, notice_template
from kpi.reports.word.notice import FIELDS, notice_word
from kpi.reports.word.template import TemplateError
from kpi.snapshots import freezing, meetings
from tests.conftest import ROOT
from tests.reports.conftest import TEMPLATE
from tests.reports.word_text import lines_of, opened
from tests.worlds import World, made_once

MARCH, BEFORE, AT = date(2024, 3, 31), date(2023, 12, 31), datetime(2024, 4, 20, 9)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Meeting 1 concluded two things, one of them done; meeting 2 concluded two and dropped a third."""
    world = World.empty(tmp_path).with_villages_and_groups(3)
    heads = [[f"H{n}", f"Nguyễn Văn {n}", "T1" if n < 8 else "T2"] for n in range(1, 13)]
    rows = [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *heads, ["H13", "Trần Thị Hoà", "T3"]]
    world.load("household", rows, BEFORE)
    world.load(
        "membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], *(["N1", f"a{n}", f"H{n}"] for n in range(1, 7))], MARCH
    )
    cases = [
        ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"],
        ["A1", "Phản ánh", "02/1/2024", "10/1/2024", "05/1/2024"],
        ["A2", "Phản ánh", "02/2/2024", "10/2/2024", "15/3/2024"],
    ]
    world.load("case", cases, MARCH)
    first, second = (
        freezing.freeze(world.store, world.config, MARCH, BEFORE, frozen_by="An", at=AT).number for _meeting in range(2)
    )
    conclude(world, first, "Rà soát thành viên chưa gắn với hộ", "Công an xã", date(2024, 3, 15))
    conclude(world, first, "Dán mã QR tại nhà văn hóa các thôn.", "Công chức Văn hóa", date(2024, 6, 1))
    conclude(world, second, "vận động các hộ còn thiếu của Thôn 2", "Trưởng thôn Thôn 2", date(2024, 5, 31))
    conclude(world, second, "Giải quyết dứt điểm các tin quá hạn;", "Trưởng Công an xã", None)
    conclude(world, second, "Việc đã thôi", "Công an xã", None)
    meetings.note_state(world.store, 2, "done", "", noted_by="An", at=AT)
    meetings.note_state(world.store, 5, "dropped", "", noted_by="An", at=AT)
    return world


def conclude(world: World, meeting: int, what: str, post: str, due: date | None) -> int:
    return meetings.conclude(world.store, meeting, what, post, due, noted_by="An", at=AT)


def made(world: World) -> bytes:
    notice = notice_of(world.store, world.config, 2)
    return notice_word(notice, notice_template(world.config, ROOT))


def test_every_line_of_the_notice_and_the_same_bytes_each_time(world: World) -> None:
    content = made(world)
    state = world.store.frozen_states()[1]
    lines = lines_of(opened(content))
    assert [line for line in lines[lines.index("THÔNG BÁO") :] if line] == [
        "THÔNG BÁO",
        "Kết luận cuộc họp Ban Chỉ đạo mô hình “Ứng dụng mạng xã hội Zalo trong công tác tiếp nhận thông tin về ANTT và phòng chống "
        "tội phạm”",
        "Ngày …/…/2024, Ban Chỉ đạo mô hình “Ứng dụng mạng xã hội Zalo trong công tác tiếp nhận thông tin về ANTT và phòng chống tội "
        "phạm” họp, xem xét kết quả thực hiện Kế hoạch số …/KH-UBND tháng 4 năm 2024 của UBND xã Hà Giang theo số liệu đến ngày "
        "31/3/2024. Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, đồng chí …………, Trưởng Ban Chỉ đạo, kết luận như sau:",
        "1. Về kết quả thực hiện",
        "- Cơ quan, đơn vị, nhà trường duy trì tham gia mô hình: chưa có số liệu.",
        "- Thôn duy trì tham gia mô hình: 1/3 thôn tham gia, đạt 33,3%; chỉ tiêu 100%: chưa đạt.",
        "- Doanh nghiệp tham gia mô hình: chưa có số liệu.",
        "- Hộ Nhân dân tham gia mô hình: 6/13 hộ tham gia, đạt 46,2%; chỉ tiêu 70%: chưa đạt.",
        "- Tin báo phản ánh, tố giác được xử lý kịp thời đúng quy định: 1/2 tin được xử lý kịp thời, đúng quy định, đạt 50%; chỉ tiêu "
        "100%: chưa đạt.",
        "2. Về nhiệm vụ trong thời gian tới",
        "a) Vận động các hộ còn thiếu của Thôn 2. Giao Trưởng thôn Thôn 2 chịu trách nhiệm thực hiện, hoàn thành chậm nhất ngày "
        "31/5/2024.",
        "b) Giải quyết dứt điểm các tin quá hạn. Giao Trưởng Công an xã chịu trách nhiệm thực hiện.",
        "3. Về việc thực hiện kết luận của các kỳ họp trước",
        "- Rà soát thành viên chưa gắn với hộ (Công an xã): đang thực hiện, đã quá hạn (thời hạn 15/3/2024).",
        "- Dán mã QR tại nhà văn hóa các thôn (Công chức Văn hóa): đã xong.",
        "UBND xã Hà Giang thông báo để các thành viên Ban Chỉ đạo, các thôn, cơ quan, đơn vị liên quan biết, thực hiện./.",
        "| Nơi nhận: / - Thành viên Ban Chỉ đạo; / - Các thôn, cơ quan, đơn vị được giao nhiệm vụ; / - Lưu: VT, CA. | KT. CHỦ TỊCH / "
        "PHÓ CHỦ TỊCH / ………… |",
    ]
    assert f"Số liệu: bản chốt số 2, mã kiểm tra {state.code}, đến ngày 31/3/2024" in "\n".join(lines)
    assert content == made(world)
    assert notice_name(notice_of(world.store, world.config, 2)) == "thong-bao-ket-luan_ban-chot-2.docx"


def test_the_form_of_the_paper(world: World) -> None:
    paper = opened(made(world))
    (page,) = paper.sections
    sides = [round(side.mm) for side in (page.left_margin, page.right_margin, page.top_margin)]  # type: ignore[union-attr]
    assert page.different_first_page_header_footer and sides == [30, 15, 20]
    title, about = (
        next(one for one in paper.paragraphs if one.text.startswith(text))
        for text in ("THÔNG BÁO", "Kết luận cuộc họp")
    )
    for found in (title, about):
        style = paper.styles[found.style.name]  # type: ignore[union-attr]
        assert (style.font.bold, style.paragraph_format.alignment) == (True, WD_ALIGN_PARAGRAPH.CENTER)
        assert Pt(13) <= style.font.size <= Pt(14)
    properties = paper.core_properties
    assert (properties.author, properties.comments) == ("UBND xã Hà Giang", "")


@pytest.mark.parametrize("what", ["Đến nhà bà Trần Thị Hòa vận động", "đến nhà TRẦN THỊ HOÀ"])
def test_a_conclusion_that_names_the_head_of_a_household_keeps_it_back_until_it_is_dropped(
    world: World, what: str
) -> None:
    number = conclude(world, 2, what, "Trưởng thôn Thôn 3", None)
    with pytest.raises(UserError) as error:
        notice_of(world.store, world.config, 2)
    assert (
        error.value.code == "personal_conclusion" and str(number) in error.value.found and "Hoà" not in str(error.value)
    )
    meetings.note_state(world.store, number, "dropped", "", noted_by="An", at=AT)
    assert len(notice_of(world.store, world.config, 2).tasks) == 2


def test_a_meeting_without_conclusions_has_no_notice(world: World) -> None:
    third = freezing.freeze(world.store, world.config, MARCH, BEFORE, frozen_by="An", at=AT).number
    with pytest.raises(UserError) as error:
        notice_of(world.store, world.config, third)
    assert error.value.code == "no_conclusion"


def test_a_template_of_another_paper_is_refused_with_every_fault(world: World) -> None:
    with pytest.raises(TemplateError) as error:
        notice_word(notice_of(world.store, world.config, 2), TEMPLATE)
    told = " ".join(fault.text() for fault in error.value.faults)
    assert "kinh_gui" in told and "nhiem_vu" in told


def test_every_field_is_in_the_handbook() -> None:
    text = (ROOT / "docs" / "notice-template.md").read_text("utf-8")
    for field in FIELDS.values():
        name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
        assert f"| {name} | {field.sort} | {field.meaning}. |" in text
