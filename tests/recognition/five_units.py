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
    Shape(
        "numbers_of_two_sorts_of_persons_above_who_signs",
        "DS ho KP2 chot 01.6.2024.xlsx",
        "kp",
        "household",
        """
        DANH SÁCH HỘ GIA ĐÌNH KHU PHỐ 2
        TT | Chủ hộ | < | < | Số nhân khẩu | < | ĐT | Ghi chú
        ^ | Họ và tên | Năm sinh | < | Thường trú | Tạm trú | ^ | ^
        ^ | ^ | Nam | Nữ | ^ | ^ | ^ | ^
        1 | Đỗ Thị Mận | | 1964 | 7 | | 0912700041 |
        2 | Lý Văn Khế | 1981 | | 6 | 1 | 0912700042 |
        3 | Bùi Thị Sim | | 1953 | 3 | | 0912700043 |
        4 | Hồ Văn Bưởi | 1984 | | 5 | 2 | 0912700044 |
        5 | Mai Văn Ổi | 1971 | | 2 | | 0912700045 |
        6 | Tạ Thị Lê | | 1990 | 4 | | 0912700046 |
        7 | Võ Thị Na | | 1992 | 8 | | 0912700047 |
        ~Cộng | 7 hộ | | | 35 | 3 | |
        ~ | | | | TRƯỞNG KHU PHỐ | | |
        ~ | | | | Đỗ Thị Mận | | |
        """,
        "head_name = Họ và tên; members = Thường trú; phone = ĐT; village = (Khu phố 2)",
        header_rows=3,
    ),
    Shape(
        "notes_of_who_moved_to_another_unit",
        "Ho 2 thon 01-6-2024.xlsx",
        "thon",
        "household",
        """
        DANH SÁCH THEO DÕI HỘ GIA ĐÌNH
        STT | Chủ hộ | Mã hộ | Thôn | SĐT | Ghi chú
        1 | Đỗ Thị Mận | 101 | Yên Xá | 0912700051 | Chủ hộ đã mất, con gái lên thay
        ~2 | Lý Văn Khế | 102 | Yên Xá | 0912700052 | Đã chuyển sang thôn Đông Hải 4/2024
        ~ | Mang sang trang sau: 2 hộ | | | |
        3 | Bùi Thị Sim | 201 | Thôn Đông Hải | 0912700053 | Chồng quê ở Xóm Đình
        ~4 | Hồ Văn Bưởi | 202 | Đông Hải | 0912700054 | Chuyển đi huyện khác từ 02/5/24
        ~ | Tổng: 4 hộ | | | |
        """,
        "head_name = Chủ hộ; code = Mã hộ; village = Thôn; phone = SĐT",
    ),
    Shape(
        "posts_given_by_decisions",
        "luc_luong_co_so.csv",
        "xom",
        "official",
        """
        STT | Ho va ten | Chuc danh | Luc luong tham gia bao ve an ninh | SDT | So quyet dinh
        1 | Do Thi Man | To truong | Xom Chua | 0912700061 | 12/QD-UBND
        2 | Ly Van Khe | To vien | Xom Moi | 0912700062 | 13/QD-UBND
        """,
        "name = Ho va ten; post = Chuc danh; village = Luc luong tham gia bao ve an ninh; phone = SDT",
        "To truong = other; To vien = other",
        day_given=True,
    ),
    Shape(
        "a_committee_that_counts_its_members",
        "QD kien toan.xlsx",
        "ap",
        "official",
        """
        DANH SÁCH THÀNH VIÊN BAN CHỈ ĐẠO MÔ HÌNH ZALO
        (Tính đến ngày 01/6/2024)
        TT | Họ và tên | Nhiệm vụ trong BCĐ | Số ĐT
        1 | Ông Đỗ Văn Mận | Trưởng ban | 0912700071
        2 | Bà Lý Thị Khế | Ủy viên | 0912700072
        ~ | (Danh sách này có 2 người) | |
        """,
        "name = Họ và tên; post = Nhiệm vụ trong BCĐ; phone = Số ĐT",
        "Trưởng ban = committee_head; Ủy viên = committee_member",
    ),
    Shape(
        "enterprises_without_tax_codes",
        "Doanh nghiep.xlsx",
        "tdp",
        "business",
        """
        DANH SÁCH DOANH NGHIỆP TRÊN ĐỊA BÀN PHƯỜNG
        (Đến ngày 01/6/2024)
        TT | Tên doanh nghiệp | Người đại diện | Tổ dân phố | SĐT | Hiện trạng
        1 | Công ty TNHH Mận Khế | Đỗ Thị Mận | TDP 1 | 0912700081 | Đang hoạt động
        2 | Công ty CP Sim Rừng | Bùi Thị Sim | Nam Sơn | 0912700082 | Đã giải thể
        ~ | Cộng I: 2 cơ sở | | | |
        """,
        "name = Tên doanh nghiệp; representative = Người đại diện; village = Tổ dân phố; phone = SĐT; status = Hiện trạng",
        "Đang hoạt động = active; Đã giải thể = closed",
    ),
)
