"""Ten lists and a copied one of a commune that does not exist, as its offices would send them: each in its own words and file.

A hundred households in three villages; titles, totals, signatures, repeated rows and private columns among them. No column bears
a header of the program's own templates. What follows from them is counted by hand in ``test_first_figure_browser``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = Sequence[Sequence[object]]
_FAMILY = ("Đỗ", "Lý", "Bùi", "Hồ", "Mai")
_MIDDLE = ("Văn", "Thị", "Đức", "Thu", "Xuân", "Hữu", "Ngọc")
_GIVEN = ("Mận", "Khế", "Sim", "Bưởi", "Cam", "Mít", "Quýt", "Hồng", "Đào")


def name(number: int) -> str:
    """The head of the household of this number; no two are alike."""
    return f"{_FAMILY[number % 5]} {_MIDDLE[number % 7]} {_GIVEN[number % 9]}"


def phone(number: int) -> str:
    return f"0972{number:06d}"


def write_lists(folder: Path) -> list[Path]:
    """The ten files, in no order."""
    folder.mkdir()
    return [
        _xlsx(folder / "So lieu khu dan cu xa Tan Hoa.xlsx", _villages()),
        _xls(folder / "nhom zalo.xls", _groups()),
        _xlsx(folder / "HO THON PHU MY.xlsx", _households()),
        _ods(folder / "nhan khau dong trai.ods", _persons()),
        _csv(folder / "tdp3_xuat_tu_phan_mem_01-06-2024.csv", _exported_households()),
        _xlsx(folder / "thanhvien_phumy_2024-06-30.xlsx", _members_with_phones()),
        _xlsx(folder / "Zalo TDP 3.xlsx", _members_with_codes()),
        _xls(folder / "NNT tren dia ban.xls", _businesses()),
        _xlsx(folder / "co quan truong hoc.xlsx", _institutions()),
        _xlsx(folder / "PAHT 6 thang.xlsx", _reports()),
    ]


def _villages() -> Rows:
    return [
        ["UBND XÃ TÂN HÒA"],
        ["BIỂU TỔNG HỢP CÁC KHU DÂN CƯ"],
        ["(đến 31/12/2023)"],
        [],
        ["TT", "Tên khu dân cư", "Tổng số hộ", "Tổng số nhân khẩu"],
        [1, "Thôn Phú Mỹ", 40, 161],
        [2, "Xóm Đồng Trại", 35, 70],
        [3, "Tổ dân phố số 3", 25, 88],
        ["", "Cộng", 100, 319],
        [],
        ["", "", "NGƯỜI LẬP BIỂU", ""],
    ]


def _groups() -> Rows:
    return [
        ["CÁC NHÓM ZALO ĐANG HOẠT ĐỘNG, tính đến 01/01/2024"],
        ["TT", "Tên nhóm chat", "Khu dân cư", "Người quản trị"],
        [1, "Ban chỉ đạo mô hình Zalo xã Tân Hòa", "", "Công an xã"],
        [2, "Zalo Phú Mỹ quê tôi", "Phú Mỹ", "Trưởng thôn"],
        [3, "Zalo xóm Đồng Trại", "xóm Đồng Trại", "Trưởng xóm"],
        [4, "Bà con TDP 3", "TDP 3", "Tổ trưởng"],
    ]


def _households() -> Rows:
    """40 without codes; two (5, 6) have one phone; the 7th stands twice; every fourth phone lost its 0; one is no number."""
    rows = [[n, name(n).upper(), int(phone(n)) if n % 4 == 0 else phone(n), 1 + n % 5, ""] for n in range(1, 41)]
    rows[5][2] = phone(5)
    rows[29][2], rows[30][4] = "chưa có", "nhà mới xây"
    return [
        ["UBND XÃ TÂN HÒA", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH CÁC HỘ THÔN PHÚ MỸ"],
        ["Số liệu đến ngày 01/6/2024"],
        ["TT", "Đại diện hộ", "Số máy", "Số khẩu", "Ghi chú"],
        *rows[:20],
        ["TT", "Đại diện hộ", "Số máy", "Số khẩu", "Ghi chú"],
        *rows[20:],
        rows[6],
        ["", "Tổng cộng: 40 hộ", "", 120, ""],
        ["", "", "", "TRƯỞNG THÔN", ""],
    ]


def _persons() -> Rows:
    """35 households (41 to 75) of two persons each, the head below his wife in every third."""
    rows: list[list[object]] = []
    for n in range(41, 76):
        file = f"ĐT-{n:03d}"
        head: list[object] = ["", file, name(n), "Chủ hộ", "1970", f"0380700{n:05d}", "Thường trú"]
        other: list[object] = ["", file, f"Phạm Thị {_GIVEN[n % 9]}", "Vợ", "1975", "", "Thường trú"]
        rows += [other, head] if n % 3 == 0 else [head, other]
    return [
        ["SỔ THEO DÕI NHÂN KHẨU XÓM ĐỒNG TRẠI"],
        ["Ngày 01 tháng 6 năm 2024"],
        ["TT", "Số HSCT", "Họ, chữ đệm và tên", "QHCH", "Năm sinh", "CCCD", "Diện cư trú"],
        *rows,
        ["", "Cộng: 70 nhân khẩu", "", "", "", "", ""],
    ]


def _exported_households() -> Rows:
    """25 households (76 to 100), of which 99 and 100 have moved away."""
    units = ("TDP3", "TDP số 3", "Tổ dân phố 3")
    return [
        ["MaHK", "TenChuHo", "Cum", "DTDD", "HienTrang", "TonGiao"],
        *[
            [f"TDP3-{n}", name(n), units[n % 3], phone(n), "Chuyển khẩu" if n >= 99 else "KT1", "Không"]
            for n in range(76, 101)
        ],
    ]


def _members_with_phones() -> Rows:
    """Phú Mỹ: households 1 to 20 (5 and 6 share a phone), the third with two members; the headmistress (902), two businesses'
    heads (801, 802), a stranger, and somebody without a phone."""
    uid = 5_100_000_000_000_000_000
    people = [(name(n), phone(n)) for n in range(1, 21)]
    people += [("Mẹ Bống", phone(3)), ("Cô Hà", phone(902)), ("Kim Phát", phone(801)), ("Giám đốc Tú", phone(802))]
    people += [("Người lạ", "0988111222"), ("Hoa Nắng 🌻", "")]
    return [
        ["Nhóm: Zalo Phú Mỹ quê tôi"],
        ["TT", "Uid Zalo", "Tên trên Zalo", "SĐT Zalo", "Quyền"],
        *[
            [n, str(uid + n * 977), shown, number, "Trưởng nhóm" if n == 1 else "Thành viên"]
            for n, (shown, number) in enumerate(people, 1)
        ],
    ]


def _members_with_codes() -> Rows:
    """Tổ dân phố 3: households 76 to 90 by their codes, 99, which has moved away, and a code that nobody has."""
    codes = [f"TDP3-{n}" for n in (*range(76, 91), 99, 777)]
    return [
        ["DANH SÁCH THÀNH VIÊN NHÓM BÀ CON TDP 3"],
        ["Ngày 30 tháng 6 năm 2024"],
        ["TT", "Nick Zalo", "Số hộ khẩu"],
        *[[n, f"Nick {n}", code] for n, code in enumerate(codes, 1)],
        ["", "Tổng: 17 người", ""],
    ]


COPIED = "\n".join(
    [
        "Thành viên (7)",
        name(41),
        "Trưởng nhóm",
        name(42),
        name(43).upper(),
        "Mẹ Tít",
        "Công an viên Hòa",
        "Phó nhóm",
        "Bạn",
    ]
    + ["Hội viên"]
)


def _businesses() -> Rows:
    """Eight; five count: enterprises that are active. Of these the first two have a member."""
    llc, active = "Công ty TNHH ngoài NN", "NNT đang hoạt động (đã được cấp GCN ĐKT)"
    stopped = "NNT ngừng hoạt động nhưng chưa hoàn thành thủ tục đóng MST"
    rows = [
        ("Kim Phát", llc, active), ("Tú Tài", "Công ty cổ phần ngoài NN", active), ("An Bình", llc, active),
        ("Sông Xanh", llc, active), ("Lúa Vàng", "Doanh nghiệp tư nhân", active), ("Gạch Đỏ", llc, stopped),
        ("Tạp hóa Sen", "Hộ kinh doanh cá thể", active), ("HTX Tân Hòa", "Hợp tác xã", active),
    ]  # fmt: skip
    return [
        ["CHI CỤC THUẾ KHU VỰC"],
        ["DANH SÁCH NGƯỜI NỘP THUẾ, đến ngày 15/6/2024"],
        [
            "STT",
            "MST",
            "Tên NNT",
            "Loại hình kinh tế",
            "Đại diện pháp luật",
            "ĐT liên lạc",
            "Trạng thái NNT",
            "Địa chỉ",
        ],
        *[
            [n, f"28020{n:05d}", title, kind, f"Trịnh Văn {_GIVEN[n]}", phone(800 + n), state, "Xã Tân Hòa"]
            for n, (title, kind, state) in enumerate(rows, 1)
        ],
    ]


def _institutions() -> Rows:
    """Six bodies; the headmistress of the second is a member."""
    names = (
        "UBND xã",
        "Trường Mầm non Hoa Sen",
        "Trường TH&THCS Tân Hòa",
        "Trạm Y tế xã",
        "Công an xã",
        "Bưu điện văn hóa xã",
    )
    return [
        ["DANH SÁCH CƠ QUAN, TRƯỜNG HỌC TRÊN ĐỊA BÀN (tính đến 31/5/2024)"],
        ["TT", "Cơ quan, trường học", "Lãnh đạo", "ĐT cơ quan"],
        *[[n, body, f"Trần Thu {_GIVEN[n]}", phone(900 + n)] for n, body in enumerate(names, 1)],
    ]


def _reports() -> Rows:
    """Ten: five settled in time, one late, one overdue and open, two not due yet, one settled on a day that nobody wrote."""
    day = [datetime(2024, 6, n) for n in range(1, 31)]
    rows = [
        *[(n, day[n], day[n + 10], day[n + 4], "Đã hoàn thành") for n in range(1, 6)],
        (6, day[2], day[9], day[14], "Đã hoàn thành"),
        (7, day[3], day[12], None, "Đang xử lý"),
        (8, day[24], datetime(2024, 7, 10), None, "Đang xử lý"),
        (9, day[27], datetime(2024, 7, 12), None, "Mới tiếp nhận"),
        (10, day[5], day[15], None, "Đã hoàn thành"),
    ]
    return [
        ["CỔNG TIẾP NHẬN CỦA XÃ – KẾT XUẤT NGÀY 30/6/2024"],
        ["STT", "Mã phiếu", "Lĩnh vực", "Tiêu đề", "Người gửi", "Ngày gửi", "Hạn trả lời", "Ngày trả KQ", "Trạng thái xử lý"],
        *[
            [n, f"TH-{n:03d}", "Tiếng ồn" if n % 2 else "Rác thải", "(không ghi)", "(ẩn)", sent, due, closed, state]
            for n, sent, due, closed, state in rows
        ],
    ]  # fmt: skip


def _xlsx(path: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(list(row))
    for cells in page.iter_rows():
        for cell in cells:
            if isinstance(cell.value, datetime):
                cell.number_format = "dd/mm/yyyy"
    book.save(path)
    return path


def _xls(path: Path, rows: Rows) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    book.save(str(path))
    return path


def _ods(path: Path, rows: Rows) -> Path:
    book = OpenDocumentSpreadsheet()
    page = Table(name="Sheet1")
    for row in rows:
        line = TableRow()
        for cell in row:
            box = TableCell(valuetype="string")
            box.addElement(P(text=str(cell)))
            line.addElement(box)
        page.addElement(line)
    book.spreadsheet.addElement(page)
    book.save(str(path))
    return path


def _csv(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path
