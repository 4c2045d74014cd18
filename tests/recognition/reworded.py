"""Lists whose headers say what ours do in other words: another order, short forms, fillers, a name over two columns."""

from __future__ import annotations

from tests.recognition.shape import Other, Shape

REWORDED = (
    Shape(
        "reworded_households",
        "ds ho thon.xlsx",
        "thon",
        "household",
        """
        DANH SÁCH HỘ
        Tính đến hết ngày 01/6/2024
        TT | Thuộc thôn | Mã định danh hộ | Đại diện hộ | Số người trong hộ | Số ĐT liên lạc (Zalo)
        1 | Yên Xá | YX001 | Đỗ Thị Mận | 4 | 0912100011
        2 | Yên Xá | YX002 | Lý Văn Khế | 3 | 0912100012
        3 | Đông Hải | DH001 | Bùi Thị Sim | 2 |
        4 | Xóm Đình | XD001 | Hồ Văn Bưởi | 6 | 0912100014
        """,
        "code = Mã định danh hộ; head_name = Đại diện hộ; village = Thuộc thôn; "
        "members = Số người trong hộ; phone = Số ĐT liên lạc (Zalo)",
    ),
    Shape(
        "reworded_slash_and_brackets",
        "Danh sách hộ đang QL.xlsx",
        "tdp",
        "household",
        """
        UBND PHƯỜNG LÊ LỢI
        THỐNG KÊ CÁC HỘ ĐANG SINH SỐNG
        Thời điểm 01/6/2024
        STT | Địa bàn TDP | Số hộ khẩu/mã hộ | Người đại diện (chủ hộ) | Số nhân khẩu đang ở | ĐT chủ hộ
        1 | TDP 1 | 81001 | Đỗ Thị Mận | 4 | 0912200001
        2 | TDP 1 | 81002 | Lý Văn Khế | 3 | 0912200002
        3 | TDP 2 | 81003 | Bùi Thị Sim | 2 |
        4 | Nam Sơn | 81004 | Hồ Văn Bưởi | 5 | 0912200004
        ~ | Cộng | | | 14 |
        """,
        "village = Địa bàn TDP; code = Số hộ khẩu/mã hộ; head_name = Người đại diện (chủ hộ); "
        "members = Số nhân khẩu đang ở; phone = ĐT chủ hộ",
    ),
    Shape(
        "reworded_names_over_two_columns",
        "xom 2024.xlsx",
        "xom",
        "household",
        """
        DANH SÁCH HỘ GIA ĐÌNH ĐANG CƯ TRÚ, NGÀY 01/6/2024
        STT | Chủ hộ | < | Nhân khẩu | < | Xóm
        ^ | Họ tên | Số ĐT | Tổng số | Nữ | ^
        1 | Đỗ Thị Mận | 0912300031 | 4 | 2 | Chùa
        2 | Lý Văn Khế | 0912300032 | 3 | 1 | Mới
        3 | Bùi Thị Sim | | 2 | 2 | Xóm 7
        4 | Hồ Văn Bưởi | 0912300034 | 5 | 2 | Xóm 7
        """,
        "head_name = Họ tên; phone = Số ĐT; members = Tổng số; village = Xóm",
        header_rows=2,
    ),
    Shape(
        "reworded_persons",
        "Nhân khẩu ấp.xlsx",
        "ap",
        "household",
        """
        BẢNG KÊ NHÂN KHẨU TỪNG HỘ – 01/6/2024
        STT | Mã hộ gđ | Họ, tên đệm và tên | Mqh với chủ hộ | Sinh năm | Ấp cư trú | SĐT cá nhân
        1 | A1 | Đỗ Thị Mận | Chủ hộ | 1970 | Bình Hòa | 0912301001
        2 | A1 | Trần Văn Na | Chồng | 1968 | Bình Hòa |
        3 | A2 | Lý Văn Khế | Chủ hộ | 1982 | Ấp Tư | 0912301003
        4 | A2 | Lý Văn Cau | Con | 2012 | Ấp Tư |
        5 | A3 | Bùi Thị Sim | Chủ hộ | 1949 | Tân Lợi |
        """,
        "code = Mã hộ gđ; head_name = Họ, tên đệm và tên; village = Ấp cư trú; phone = SĐT cá nhân",
        private="Sinh năm",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "reworded_businesses",
        "DNghiep KP.xlsx",
        "kp",
        "business",
        """
        THỐNG KÊ DOANH NGHIỆP HOẠT ĐỘNG TẠI PHƯỜNG - 01/6/2024
        STT | Tên giao dịch doanh nghiệp | Mã số thuế/ĐKKD | Loại hình DN (TNHH, CP...) | Tên giám đốc | ĐT liên hệ công ty | KP
        1 | Công ty TNHH Hoa Mận | 2801300001 | Công ty TNHH | Đỗ Thị Mận | 0912302001 | KP1
        2 | Công ty CP Vườn Vải | 2801300002 | Công ty cổ phần | Bùi Thị Vải | | KP2
        3 | DNTN Ba Cau | 2801300003 | Doanh nghiệp tư nhân | Lý Văn Cau | 0912302003 | KP3
        """,
        "name = Tên giao dịch doanh nghiệp; code = Mã số thuế/ĐKKD; kind = Loại hình DN (TNHH, CP...); "
        "representative = Tên giám đốc; phone = ĐT liên hệ công ty; village = KP",
        words="Công ty TNHH = llc",
    ),
    Shape(
        "reworded_comrades",
        "Danh sach BCD.xlsx",
        "kp",
        "official",
        """
        DANH SÁCH BAN CHỈ ĐẠO VÀ CÁN BỘ CÁC KHU PHỐ
        Kèm theo Quyết định ngày 01/6/2024
        STT | Đồng chí | Chức danh trong ban | Khu phố | Số điện thoại liên lạc
        1 | Đỗ Thị Mận | Trưởng ban chỉ đạo | | 0912204021
        2 | Lý Văn Khế | Trưởng khu phố | KP1 | 0912204022
        3 | Bùi Thị Sim | Trưởng khu phố | KP2 |
        """,
        "name = Đồng chí; post = Chức danh trong ban; village = Khu phố; phone = Số điện thoại liên lạc",
        words="Trưởng ban chỉ đạo = committee_head; Trưởng khu phố = village_head",
    ),
    Shape(
        "reworded_group_by_its_cells",
        "tv zalo.xlsx",
        "tdp",
        "membership",
        """
        THÀNH VIÊN NHÓM ZALO CÁC TỔ DÂN PHỐ - 01/6/2024
        STT | Tên nhóm Zalo tham gia | Tên Zalo của thành viên | SĐT Zalo | Vai trò nhóm
        1 | Zalo TDP 1 | Mận Đỗ | 0912205001 | Trưởng nhóm
        2 | Zalo TDP 1 | Khế | | Thành viên
        3 | Zalo TDP 2 | Sim | 0912205003 | Trưởng nhóm
        """,
        "group = Tên nhóm Zalo tham gia; display_name = Tên Zalo của thành viên; phone = SĐT Zalo; role = Vai trò nhóm",
        words="Trưởng nhóm = owner; Thành viên = member",
    ),
    Shape(
        "reworded_reports",
        "so pa.xlsx",
        "kp",
        "case",
        """
        SỔ TIẾP NHẬN PHẢN ÁNH, KIẾN NGHỊ
        Tính đến ngày 30/6/2024
        STT | Số hiệu PA | Phân loại tin | Thời gian nhận | Thời hạn giải quyết | Ngày giải quyết xong | SĐT người PA | Nội dung PA
        1 | P01 | Phản ánh | 02/6/2024 | 12/6/2024 | 10/6/2024 | 0912109001 | rác
        2 | P02 | Kiến nghị | 03/6/2024 | 13/6/2024 | 15/6/2024 | | đèn
        3 | P03 | Phản ánh | 05/6/2024 | 15/6/2024 | | 0912109003 | ồn
        4 | P04 | Khiếu nại | 25/6/2024 | 25/7/2024 | | | đất
        """,
        "code = Số hiệu PA; kind = Phân loại tin; received_at = Thời gian nhận; "
        "due_at = Thời hạn giải quyết; closed_at = Ngày giải quyết xong",
        words="Phản ánh = feedback; Kiến nghị = petition; Khiếu nại = complaint",
        private="SĐT người PA; Nội dung PA",
        day="2024-06-30",
        in_time=(1, 3),
    ),
    Shape(
        "reworded_days_that_are_set_and_days_beside",
        "bao cao pakn.xlsx",
        "tdp",
        "case",
        """
        DANH SÁCH PHẢN ÁNH, KIẾN NGHỊ
        Tính đến ngày 30/6/2024
        STT | Mã PAHT | Loại ý kiến | Ngày tiếp nhận TT | Ngày phân công xử lý | Ngày phải trả kết quả | Ngày có kết quả giải quyết | Đã thông báo kết quả cho người báo
        1 | P01 | Phản ánh | 02/6/2024 | 03/6/2024 | 12/6/2024 | 10/6/2024 | x
        2 | P02 | Kiến nghị | 03/6/2024 | 04/6/2024 | 13/6/2024 | 15/6/2024 | x
        3 | P03 | Phản ánh | 05/6/2024 | 06/6/2024 | 15/6/2024 | | |
        """,
        "code = Mã PAHT; kind = Loại ý kiến; received_at = Ngày tiếp nhận TT; due_at = Ngày phải trả kết quả; "
        "closed_at = Ngày có kết quả giải quyết; notified = Đã thông báo kết quả cho người báo",
        words="Phản ánh = feedback; Kiến nghị = petition",
        day="2024-06-30",
        in_time=(1, 3),
    ),
    Shape(
        "reworded_phones_that_name_nobody",
        "nhom zalo.xlsx",
        "thon",
        "group",
        """
        DANH SÁCH NHÓM ZALO (01/6/2024)
        STT | Mã nhóm | Tên nhóm | Thôn | SĐT quản trị viên | Số TV
        1 | ZL1 | Zalo Thôn Yên Xá | Yên Xá | 0912100011 | 30
        2 | ZL2 | Zalo Thôn Đông Hải | Đông Hải | 0912100012 | 41
        """,
        "code = Mã nhóm; name = Tên nhóm; village = Thôn",
    ),
)

FOR_ANOTHER_PURPOSE = (
    Other(
        "other_log_of_procedures",
        "ho so mot cua.xlsx",
        "ap",
        """
        SỔ THEO DÕI HỒ SƠ THỦ TỤC HÀNH CHÍNH 30/6/2024
        STT | Mã hồ sơ | Thủ tục | Người nộp | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Lệ phí
        1 | HS01 | Khai sinh | Đỗ Thị Mận | 02/6/2024 | 05/6/2024 | 04/6/2024 | 8000
        2 | HS02 | Chứng thực | Lý Văn Khế | 03/6/2024 | 04/6/2024 | 04/6/2024 | 10000
        """,
        "title and columns",
    ),
    Other(
        "other_rice_without_title",
        "ho trong lua.csv",
        "ap",
        """
        Chủ hộ | Ấp | Diện tích lúa (ha) | Năng suất | SĐT
        Đỗ Thị Mận | Bình Hòa | 1,2 | 6 | 0912310011
        Lý Văn Khế | Ấp Tư | 0,8 | 5,5 | 0912310012
        """,
        "columns",
    ),
)
