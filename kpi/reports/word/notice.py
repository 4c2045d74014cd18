"""A notice of a meeting's conclusions as a Word file: the office's own template, what may stand in it, and the filled file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi.ingest.loading.plan import SIMULATED
from kpi.reports.content import notice as content
from kpi.reports.content.notice import MeetingNotice
from kpi.reports.content.wording import BLANK
from kpi.reports.word.fields import Field, Sort, plain
from kpi.reports.word.template import read_template
from kpi.reports.word.writing import Properties, filled


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeText(Field):
    """A field beside what it says of a notice."""

    of: Callable[[MeetingNotice], str | Sequence[str]]


TEXTS = (
    NoticeText("co_quan_ban_hanh", Sort.LINES, "Tên cơ quan ban hành ở đầu văn bản, mỗi dòng một phần", required=True,
               of=lambda notice: notice.letterhead.issuer),
    NoticeText("ky_hieu", Sort.TEXT, "Ký hiệu văn bản: TB-UBND", required=True, of=content.symbol),
    NoticeText("noi_ngay", Sort.TEXT, "Địa danh và ngày tháng, ngày để trống", required=True, of=content.place_and_date),
    NoticeText("trich_yeu", Sort.TEXT, "Trích yếu nội dung thông báo", required=True, of=content.subject),
    NoticeText("mo_dau", Sort.TEXT, "Câu mở đầu; ngày họp, người chủ trì để trống", required=True, of=content.opening),
    NoticeText("ket_qua", Sort.LINES, "Số liệu đã chốt: mỗi chỉ tiêu một câu", of=content.results),
    NoticeText("nhiem_vu", Sort.LINES, "Kết luận của kỳ họp: việc, chức danh chịu trách nhiệm, thời hạn", required=True,
               of=content.tasks),
    NoticeText("ky_truoc", Sort.LINES, "Kết luận của các kỳ họp trước và kết quả thực hiện; có thể trống", of=content.earlier),
    NoticeText("ket_thuc", Sort.TEXT, "Câu kết thúc", required=True, of=content.closing),
    NoticeText("noi_nhan", Sort.LINES, "Nơi nhận (config.yaml → reports → notice_recipients)", required=True,
               of=content.recipients),
    NoticeText("chu_ky", Sort.LINES, "Quyền hạn, chức vụ của người ký", required=True,
               of=lambda notice: notice.letterhead.signature),
    NoticeText("nguoi_ky", Sort.TEXT, "Họ và tên người ký; để trống nếu cấu hình không ghi", required=True,
               of=lambda notice: notice.letterhead.signer or BLANK),
    NoticeText("mo_phong", Sort.TEXT, "“DỮ LIỆU MÔ PHỎNG” khi số liệu là mô phỏng, trống khi là số liệu thật", required=True,
               of=lambda notice: SIMULATED if notice.simulated else ""),
    NoticeText("chan_trang", Sort.TEXT, "Dòng cuối mỗi trang: bản chốt và mã kiểm tra", required=True, of=content.footer),
)  # fmt: skip
FIELDS: dict[str, Field] = {text.name: text for text in TEXTS}


def notice_word(notice: MeetingNotice, template: Path) -> bytes:
    """The notice as a .docx file; the same conclusions give the same bytes, whenever it is made."""
    said = {text.name: text.of(notice) for text in TEXTS}
    values = {name: plain(words if isinstance(words, str) else list(words)) for name, words in said.items()}
    known_at = max(row.state_known_at for row in (*notice.tasks, *notice.earlier))  # the newest thing that stands in it
    properties = Properties(content.subject(notice), content.footer(notice), notice.letterhead.short_name, known_at)
    return filled(read_template(template, FIELDS), values, template, properties)
