"""What may stand in a Word template: the fields' names and meanings, and their contents out of a report.

The names are Vietnamese without accents, for who edits the template is the office. Nothing is worked out here: sentences,
tables and lengths come from their own modules, cells are written by ``cells.written``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kpi.ingest.loading.plan import SIMULATED
from kpi.reports.charts.bars import Bar, Pictures
from kpi.reports.charts.series import target_in_words
from kpi.reports.content import annexes, sentences, tables, wording
from kpi.reports.content.cells import Cell, ReportTable, written
from kpi.reports.content.model import Report
from kpi.reports.word.room import table_stands_below
from kpi.reports.word.seal import qr_picture


class Sort(StrEnum):
    """How a field is used: as text, line by line, row by row, as one row, as a picture."""

    TEXT = "văn bản"
    LINES = "các dòng"
    ROWS = "các hàng của bảng"
    ROW = "một hàng"
    PICTURE = "hình"


# The cells of a table whose columns depend on the figures.
CELLS = "o"


@dataclass(frozen=True, slots=True)
class Field:
    """A name that may stand in a template. ``columns``: of rows and of a row; ``required``: without it a template is refused."""

    name: str
    sort: Sort
    meaning: str
    columns: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText(Field):
    """A field of words beside what it says of a report."""

    of: Callable[[Report], str | Sequence[str]]

    def said(self, report: Report) -> str | list[str]:
        """The text, or the lines, of a report."""
        text = self.of(report)
        return text if isinstance(text, str) else list(text)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the report in a template: its columns' names, left to right; one named ``CELLS`` stands for all that follow."""

    make: Callable[[Report], ReportTable]
    id: str
    meaning: str
    columns: tuple[str, ...]
    required: bool = False


def _has(part: object) -> str:
    return "có" if part else ""


TEXTS = (
    ReportText("co_quan_ban_hanh", Sort.LINES, "Tên cơ quan ban hành ở đầu văn bản, mỗi dòng một phần", required=True,
               of=lambda report: report.letterhead.issuer),
    ReportText("ten_co_quan", Sort.TEXT, "Tên gọi trong câu: UBND xã …", of=lambda report: report.letterhead.short_name),
    ReportText("ky_hieu", Sort.TEXT, "Ký hiệu văn bản: BC-UBND", required=True, of=lambda report: report.letterhead.symbol),
    ReportText("noi_ngay", Sort.TEXT, "Địa danh và ngày tháng, ngày để trống", required=True, of=sentences.place_and_date),
    ReportText("nam", Sort.TEXT, "Năm ký báo cáo: năm của ngày chốt báo cáo; “…” khi dự thảo", of=sentences.year_of_issue),
    ReportText("trich_yeu", Sort.TEXT, "Trích yếu nội dung báo cáo", required=True, of=sentences.subject),
    ReportText("kinh_gui", Sort.TEXT, "Cơ quan nhận báo cáo", required=True, of=sentences.addressee),
    ReportText("ky_bao_cao", Sort.TEXT, "Tên kỳ báo cáo: quý II năm 2024",
               of=lambda report: wording.period_name(report.period)),
    ReportText("tu_ngay", Sort.TEXT, "Ngày đầu của kỳ báo cáo", of=lambda report: wording.day(report.period.start)),
    ReportText("ngay_chot", Sort.TEXT, "Ngày chốt số liệu, cũng là ngày cuối của kỳ báo cáo",
               of=lambda report: wording.day(report.as_of)),
    ReportText("mo_dau", Sort.TEXT, "Câu mở đầu: căn cứ, văn bản yêu cầu báo cáo, kế hoạch, thời gian báo cáo", required=True,
               of=sentences.opening),
    ReportText("cong_tac_chi_dao", Sort.LINES, "Mục I: tổ chức của mô hình, nhóm Zalo, kết luận của Ban Chỉ đạo",
               of=sentences.steering),
    ReportText("ket_qua", Sort.LINES, "Mục II: mỗi chỉ tiêu một câu", required=True, of=sentences.results),
    ReportText("bang_sau", Sort.TEXT, "“có” khi trang đầu không đủ chỗ cho bảng chỉ tiêu: đặt bảng sau các câu của mục II",
               of=table_stands_below),
    ReportText("co_ho", Sort.TEXT, "“có” khi kế hoạch có chỉ tiêu về hộ", of=lambda report: _has(report.parts.households)),
    ReportText("co_tin_bao", Sort.TEXT, "“có” khi kế hoạch có chỉ tiêu về tin báo", of=lambda report: _has(report.parts.cases)),
    ReportText("ten_ho", Sort.TEXT, "Hộ được đếm, viết giữa câu: hộ tham gia, hộ dùng nước sạch",
               of=lambda report: report.parts.named_households),
    ReportText("ten_ho_dau_cau", Sort.TEXT, "Như ten_ho, viết ở đầu câu",
               of=lambda report: wording.capital(report.parts.named_households)),
    ReportText("cot_tham_gia", Sort.TEXT, "Tên cột tử số của bảng chỉ tiêu: Tham gia, đúng hạn",
               of=lambda report: wording.numerator_heading(report.config.plan)),
    ReportText("tu_so", Sort.TEXT, "Cách tính tử số của kế hoạch: tham gia hoặc được tính",
               of=lambda report: wording.numerator_word(report.config.plan)),
    ReportText("ten_nhom", Sort.TEXT, "nhóm Zalo, hoặc danh sách tham gia khi kế hoạch chỉ tính theo danh sách",
               of=lambda report: wording.lists_called(zalo=report.parts.zalo)),
    ReportText("cot_nhom", Sort.TEXT, "Như ten_nhom, viết ở đầu cột",
               of=lambda report: wording.capital(wording.lists_called(zalo=report.parts.zalo))),
    ReportText("ten_ho_theo_cot", Sort.TEXT, "Cách tính của hộ trong hình: Tham gia hoặc Được tính",
               of=lambda report: "Tham gia" if report.parts.moves else "Được tính"),
    ReportText("bien_dong_ho", Sort.TEXT, "Số hộ mới tham gia và thôi tham gia trong kỳ", of=sentences.movement),
    ReportText("tin_bao", Sort.LINES, "Tiếp nhận và xử lý tin báo", of=sentences.handling),
    ReportText("so_lieu_dieu_chinh", Sort.LINES, "Số liệu của báo cáo trước nay điều chỉnh; trống nếu không có",
               of=sentences.corrected),
    ReportText("do_tin_cay", Sort.LINES, "Điều cần biết về chất lượng số liệu; trống nếu không có", of=sentences.trust),
    ReportText("uu_diem", Sort.LINES, "Mục III.1: chỉ tiêu đã đạt", of=sentences.achieved),
    ReportText("ton_tai", Sort.LINES, "Mục III.2: chỉ tiêu chưa đạt, còn thiếu bao nhiêu, ở đâu", of=sentences.lacking),
    ReportText("phuong_huong", Sort.LINES, "Mục IV: việc còn phải làm đến hạn của chỉ tiêu", of=sentences.ahead),
    ReportText("cho_trong", Sort.TEXT, "Chỗ trống để người viết", of=lambda _report: wording.BLANK),
    ReportText("ket_thuc", Sort.TEXT, "Câu kết thúc", required=True, of=sentences.closing),
    ReportText("noi_nhan", Sort.LINES, "Nơi nhận", required=True, of=sentences.recipients),
    ReportText("chu_ky", Sort.LINES, "Quyền hạn, chức vụ của người ký", required=True,
               of=lambda report: report.letterhead.signature),
    ReportText("nguoi_ky", Sort.TEXT, "Họ và tên người ký; để trống nếu cấu hình không ghi", required=True,
               of=lambda report: report.letterhead.signer or wording.BLANK),
    ReportText("du_thao", Sort.TEXT, "“DỰ THẢO” khi chưa chốt, trống khi đã chốt", required=True,
               of=lambda report: wording.DRAFT if report.stamp is None else ""),
    ReportText("mo_phong", Sort.TEXT, "“DỮ LIỆU MÔ PHỎNG” khi số liệu là mô phỏng, trống khi là số liệu thật", required=True,
               of=lambda report: SIMULATED if report.simulated else ""),
    ReportText("chan_trang", Sort.TEXT, "Dòng cuối mỗi trang: số chốt, mã kiểm tra hoặc dự thảo", required=True,
               of=sentences.footer),
    ReportText("doi_chieu", Sort.TEXT, "Số liệu này là của ngày nào, theo những gì đã biết lúc nào", of=sentences.checking),
)  # fmt: skip
PICTURES = (
    Field("bieu_do_thon", Sort.PICTURE, "Biểu đồ hộ tham gia theo thôn; trống khi máy không vẽ được"),
    Field("bieu_do_xu_huong", Sort.PICTURE, "Biểu đồ hộ tham gia theo thời gian; trống khi máy không vẽ được"),
    Field("vach_thon", Sort.ROWS, "Thay biểu đồ theo thôn khi máy không vẽ được", ("ten", "vach", "ty_le", "so_luong")),
    Field(
        "vach_xu_huong",
        Sort.ROWS,
        "Thay biểu đồ theo thời gian khi máy không vẽ được",
        ("ten", "vach", "ty_le", "so_luong"),
    ),
    Field("ma_qr", Sort.PICTURE, "Mã QR có chữ ký số, để kiểm tra từ bản giấy; trống khi chưa chốt"),
    Field("muc_chi_tieu", Sort.TEXT, "Chỉ tiêu của hộ tham gia ở ngày chốt, ghi dưới biểu đồ"),
)
_UNITS = ("stt", "ten", "loai", "thon", "tinh_trang", "tu_ngay")
GRIDS = (
    Grid(
        tables.indicators, "chi_tieu", "các chỉ tiêu của kế hoạch",
        ("stt", "chi_tieu", "dvt", "tong_so", "tham_gia", "ty_le", "chi_tieu_nam", "so_chi_tieu", "so_ky_truoc", "so_cung_ky",
         "danh_gia"), required=True,
    ),
    Grid(
        tables.villages, "thon", "số hộ tham gia theo thôn",
        ("stt", "thon", "tong_so", "tham_gia", "ty_le", "moi", "thoi", "so_ky_truoc", "con_thieu", "danh_gia"),
    ),
    Grid(
        tables.more_villages, "thon_khac", "các chỉ tiêu khác về hộ theo thôn",
        ("stt", "chi_tieu", "thon", "tong_so", "tham_gia", "ty_le", "so_ky_truoc", "con_thieu", "danh_gia"),
    ),
    Grid(
        tables.requirements, "to_chuc", "yêu cầu của kế hoạch về tổ chức mô hình",
        ("stt", "yeu_cau", "can_cu", "so_noi_dung", "da_co", "danh_gia"),
    ),
    Grid(tables.groups, "nhom", "các nhóm Zalo", ("stt", "nhom", "ngay", "thanh_vien", "so_ky_truoc", "toi_da")),
    Grid(tables.businesses, "doanh_nghiep", "doanh nghiệp", _UNITS),
    Grid(tables.institutions, "co_quan", "cơ quan, đơn vị, nhà trường", _UNITS),
    Grid(
        tables.more_bodies, "don_vi_khac", "các chỉ tiêu khác về đơn vị, thôn",
        ("stt", "chi_tieu", "ten", "loai", "tinh_trang", "tu_ngay"),
    ),
    Grid(tables.case_states, "tin_bao", "tiếp nhận và xử lý tin", ("stt", "noi_dung", "trong_ky", "tu_dau_nam")),
    Grid(
        tables.case_ways, "kenh_ket_qua", "tin theo kênh tiếp nhận và kết quả xử lý", ("stt", "noi_dung", "trong_ky", "tu_dau_nam"),
    ),
    Grid(
        tables.case_kinds, "loai_tin", "tin theo loại",
        ("stt", "loai", "tiep_nhan", "da_xu_ly", "dung_han", "ty_le", "dang_xu_ly"),
    ),
    Grid(tables.case_matrix, "tin_theo_thon", "tin theo thôn và loại, ô số nhỏ được che", ("stt", "thon", CELLS)),
    Grid(tables.trust, "chat_luong", "chất lượng số liệu", ("stt", "chi_tieu", "ngay", "so_ngay", "luu_y")),
    Grid(tables.sources, "nguon", "nguồn số liệu", ("stt", "danh_sach", "ngay", "lan_nap", "so_dong", "thoi_diem")),
    Grid(tables.method, "phuong_phap", "phương pháp tính", ("stt", "chi_tieu", "tu_so", "mau_so", "can_cu")),
    Grid(
        tables.restated, "dieu_chinh", "số liệu đã báo cáo nay điều chỉnh",
        ("stt", "bao_cao", "ngay", "chi_tieu", "da_bao_cao", "nay_la", "nguyen_nhan"),
    ),
    Grid(tables.conclusions, "ket_luan", "kết luận của Ban Chỉ đạo", ("stt", "ket_luan", "chiu_trach_nhiem", "thoi_han", "ket_qua")),
)  # fmt: skip


def _of_grid(grid: Grid) -> tuple[Field, ...]:
    """The fields of a table: its rows, its total, what is said where it is empty, its note; and its titles where they vary."""
    titles = (Field(f"cot_{grid.id}", Sort.LINES, f"Tên các cột thay đổi của bảng {grid.meaning}"),)
    return (
        Field(f"bang_{grid.id}", Sort.ROWS, f"Bảng {grid.meaning}", grid.columns, grid.required),
        Field(f"tong_{grid.id}", Sort.ROW, f"Hàng tổng cộng của bảng {grid.meaning}; trống nếu không có", grid.columns),
        Field(f"trong_{grid.id}", Sort.TEXT, f"Câu thay cho bảng {grid.meaning} khi bảng không có hàng nào"),
        Field(f"ghi_chu_{grid.id}", Sort.TEXT, f"Ghi chú dưới bảng {grid.meaning}; có thể trống"),
        *(titles if CELLS in grid.columns else ()),
    )


ANNEXES = tuple(
    Field(annex.field, Sort.TEXT, f"{annex.meaning}: “Phụ lục” và số; trống nếu không có gì để nêu")
    for annex in annexes.ANNEXES
)
FIELDS = {
    field.name: field for field in (*TEXTS, *ANNEXES, *PICTURES, *(field for grid in GRIDS for field in _of_grid(grid)))
}


def fields_of(
    report: Report, pictures: Pictures, place: Callable[[bytes], object], place_seal: Callable[[bytes], object]
) -> dict[str, Any]:
    """Every field with its content; ``place`` makes of a chart's bytes what the document takes in, ``place_seal`` of the QR's."""
    sealed = report.stamp.seal if report.stamp else None
    filled: dict[str, Any] = {
        **{text.name: text.said(report) for text in TEXTS},
        "bieu_do_thon": pictures.villages and place(pictures.villages),
        "bieu_do_xu_huong": pictures.trend and place(pictures.trend),
        "ma_qr": sealed and place_seal(qr_picture(sealed)),
        "vach_thon": _bars(pictures.village_bars),
        "vach_xu_huong": _bars(pictures.trend_bars),
        "muc_chi_tieu": target_in_words(report),
    }
    made = {grid.id: grid.make(report) for grid in GRIDS}
    filled |= annexes.numbered(made)
    for grid in GRIDS:
        filled |= _grid(grid, made[grid.id])
    return {name: plain(content) for name, content in filled.items()}


def _bars(rows: Sequence[Bar]) -> list[dict[str, Any]]:
    return [{"ten": row.label, "vach": row.blocks, "ty_le": row.ratio, "so_luong": row.counts} for row in rows]


def _grid(grid: Grid, table: ReportTable) -> dict[str, Any]:
    filled: dict[str, Any] = {
        f"bang_{grid.id}": [_row(grid, [written(cell) for cell in row]) for row in table.rows],
        f"tong_{grid.id}": _total(grid, table.total) if table.total else {},
        f"trong_{grid.id}": "" if table.rows else table.empty,
        f"ghi_chu_{grid.id}": table.note if table.rows else "",
    }
    if CELLS in grid.columns:
        filled[f"cot_{grid.id}"] = [column.title for column in table.columns[grid.columns.index(CELLS) :]]
    return filled


def _total(grid: Grid, cells: Sequence[Cell]) -> dict[str, Any]:
    """The row of totals: what has no total stays empty there."""
    return _row(grid, ["" if cell is None else written(cell) for cell in cells])


def _row(grid: Grid, cells: Sequence[str]) -> dict[str, Any]:
    """The cells by their columns' names."""
    if CELLS not in grid.columns:
        return dict(zip(grid.columns, cells, strict=True))
    fixed = grid.columns.index(CELLS)
    return {**dict(zip(grid.columns[:fixed], cells, strict=False)), CELLS: list(cells[fixed:])}


def plain(content: Any) -> Any:
    """The content without control characters, which no Word file can hold."""
    match content:
        case str():
            return "".join(letter if letter.isprintable() else " " for letter in content)
        case list():
            return [plain(part) for part in content]
        case dict():
            return {name: plain(part) for name, part in content.items()}
        case _:
            return content
