"""Lists as the offices of a commune with five units write them: kinds met when they were loaded for the first time."""

from __future__ import annotations

from tests.recognition.shape import Shape

FIVE_UNITS = (
    Shape(
        "parts_in_the_column_of_names_and_points_of_schools",
        "Don vi dong tren dia ban.xlsx",
        "khom",
        "institution",
        """
        DANH BẠ CƠ QUAN, ĐƠN VỊ, TRƯỜNG HỌC
        (Cập nhật đến ngày 01/6/2024)
        STT | Tên cơ quan, đơn vị | Người đứng đầu | Số ĐT | Địa bàn
        ~ | I. TRƯỜNG HỌC | | |
        1 | Trường Tiểu học Mỹ Long | Đỗ Thị Mận | 0912700001 | Khóm 1
        ~ | - Điểm trường Khóm 2 | | | Khóm 2
        2 | Trường MN Sao Mai | Lý Thị Khế | 0912700002 | Khóm 2
        ~ | II. CƠ QUAN, ĐƠN VỊ KHÁC | | |
        1 | Quỹ TDND Mỹ Long | Bùi Văn Sim | 0912700003 | Khóm 1
        2 | UBND phường | Hồ Văn Bưởi | 0912700004 | Khóm 1
        ~ | Cộng: 02 trường, 01 điểm | | |
        """,
        "name = Tên cơ quan, đơn vị; representative = Người đứng đầu; phone = Số ĐT; village = Địa bàn",
    ),
    Shape(
        "offices_as_they_are_after_a_merger",
        "ra soat don vi.xlsx",
        "ap",
        "institution",
        """
        RÀ SOÁT CÁC CƠ QUAN, ĐƠN VỊ SAU SÁP NHẬP
        Ngày 01/6/2024
        TT | CƠ QUAN, ĐƠN VỊ | ĐÓNG TẠI | GHI CHÚ
        1 | UBND xã Tân Hòa | Ấp Bình Hòa |
        ~2 | UBND xã Tân Lợi (cũ) | Ấp Tân Lợi | Đã giải thể
        3 | Điểm trạm Y tế Tân Lợi | Ấp Tân Lợi | trực thuộc Trạm Y tế xã
        4 | Trường THCS Tân Hòa | Ấp 4 | Nhận thêm điểm lẻ
        """,
        "name = CƠ QUAN, ĐƠN VỊ; village = ĐÓNG TẠI",
    ),
    Shape(
        "households_struck_off_the_book",
        "ExportHo_20240601.csv",
        "khu",
        "household",
        """
        MaHo | TenChuHo | DiaBan | TinhTrang | SoDienThoai
        K01 | Đỗ Thị Mận | Khu 1 | Dang cu tru | 0912700011
        K02 | Lý Văn Khế | Khu 1 | Xoa ho | 0912700012
        K03 | Bùi Thị Sim | Khu Đồng Mạ | Da xoa ho | 0912700013
        K04 | Hồ Văn Bưởi | Khu 2 | Tam vang | 0912700014
        """,
        "code = MaHo; head_name = TenChuHo; village = DiaBan; status = TinhTrang; phone = SoDienThoai",
        "Dang cu tru = resident; Xoa ho = moved; Da xoa ho = moved; Tam vang = away",
        delimiter=";",
    ),
    Shape(
        "chairs_of_associations_in_short",
        "can bo cac buon.xlsx",
        "buon",
        "official",
        """
        DANH SÁCH CÁN BỘ KHÔNG CHUYÊN TRÁCH Ở BUÔN
        Tháng 6/2024, tính đến ngày 01/6/2024
        STT | Họ tên | Chức danh | Buôn | SĐT
        1 | Y Mận Niê | CT Chi hội CCB | Buôn Ea Kmat | 0912700021
        2 | H Khế Êban | Chủ tịch Chi hội Phụ nữ | Buôn Ea Kmat | 0912700022
        3 | Y Sim Mlô | Buôn trưởng | Buôn Krông Á | 0912700023
        """,
        "name = Họ tên; post = Chức danh; village = Buôn; phone = SĐT",
        "CT Chi hội CCB = village_committee; Chủ tịch Chi hội Phụ nữ = village_committee; Buôn trưởng = village_head",
    ),
    Shape(
        "members_who_left_on_a_day",
        "members_export_20240601.csv",
        "kp",
        "membership",
        """
        Nhóm | Tên Zalo | SĐT | Trạng thái | Ngày rời
        Zalo KP1 | Đỗ Mận | 0912700031 | Đang tham gia |
        ~Zalo KP1 | Lý Khế | 0912700032 | Đã rời nhóm | 02/05/2024
        Zalo Khu phố 2 | Bùi Sim | 0912700033 | Đang tham gia |
        ~Zalo Khu phố 2 | Hồ Bưởi | 0912700034 | Bị xóa khỏi nhóm | 03/05/2024
        """,
        "display_name = Tên Zalo; phone = SĐT",
    ),
)
