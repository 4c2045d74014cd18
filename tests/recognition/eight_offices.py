"""Lists as eight offices of eight provinces would write them: kinds met when they were loaded for the first time."""

from __future__ import annotations

from tests.recognition.shape import Other, Shape

EIGHT_OFFICES = (
    Shape(
        "men_are_no_village_called_five",
        "Buon Ea Kmat + Krong A.xlsx",
        "buon",
        "household",
        """
        ## BUÔN EA KMAT
        DANH SÁCH HỘ GIA ĐÌNH BUÔN EA KMAT
        Ngày 01/06/2024
        STT | Mã hộ | Tên chủ hộ | Giới tính | Tổng NK | Trong đó nữ | Điện thoại | Hộ nghèo
        1 | EK001 | Y Mận Niê | Nam | 5 | 2 | 0912350001 |
        2 | EK002 | H Khế Êban | Nữ | 4 | 3 | | x
        ~ | | Cộng | | 9 | 5 | | 1
        ## BUÔN KRÔNG Á
        DANH SÁCH HỘ GIA ĐÌNH BUÔN KRÔNG Á
        Ngày 01/06/2024
        STT | Mã hộ | Tên chủ hộ | Giới tính | Tổng NK | Trong đó nữ | Điện thoại | Hộ nghèo
        1 | KA001 | Y Sim Mlô | Nam | 6 | 3 | 0912350003 | x
        ~ | | Cộng | | 6 | 3 | | 1
        """,
        "code = Mã hộ; head_name = Tên chủ hộ; members = Tổng NK; phone = Điện thoại; village = (sheet)",
        private="Giới tính",
    ),
    Shape(
        "two_heads_of_a_letter_above_the_title",
        "Bieu tong hop so ho (chinh thuc) ban cuoi.xlsx",
        "tdp",
        "household",
        """
        = ỦY BAN NHÂN DÂN | < | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | < | <
        = PHƯỜNG HÀ THANH | < | Độc lập - Tự do - Hạnh phúc | < | <
        BIỂU TỔNG HỢP HỘ GIA ĐÌNH TRÊN ĐỊA BÀN
        (Số liệu tính đến 01 tháng 6 năm 2024)
        STT | TDP số | Số nhà, ngõ | Họ tên chủ hộ | SĐT | SK
        1 | 1 | 12 ngõ 5 | Đỗ Thị Mận | 0912360001 | 4
        2 | 1 | 14 ngõ 5 | Lý Văn Khế | 0912360002 | 3
        3 | 2 | 3 ngõ 8 | Bùi Thị Sim | | 5
        4 | Nam Sơn | 7 ngõ 2 | Hồ Văn Bưởi | 0912360004 | 2
        """,
        "village = TDP số; head_name = Họ tên chủ hộ; phone = SĐT; members = SK",
        private="Số nhà, ngõ",
    ),
    Shape(
        "headings_below_a_header_of_two_rows",
        "BIEU CQ-DV-TH.xlsx",
        "khom",
        "institution",
        """
        PHỤ LỤC 2
        DANH SÁCH CƠ QUAN, ĐƠN VỊ, TRƯỜNG HỌC THAM GIA MÔ HÌNH
        (Ban hành kèm theo Kế hoạch số 12/KH-UBND; cập nhật đến ngày 01/6/2024)
        TT | Cơ quan, đơn vị | Thủ trưởng | < | Địa bàn
        ^ | ^ | Họ tên | SĐT | ^
        ~I | Cơ quan | | |
        1 | Đảng ủy phường | Đỗ Thị Mận | 0912373001 | Khóm 1
        2 | UBND phường | Lý Văn Khế | 0912373002 | Khóm 1
        ~II | Trường học | | |
        1 | Trường THCS Mỹ Long | Bùi Thị Sim | | Khóm 2
        """,
        "name = Cơ quan, đơn vị; representative = Họ tên; phone = SĐT; village = Địa bàn",
        header_rows=2,
    ),
    Shape(
        "schools_with_two_phones_each",
        "Truong.csv",
        "khu",
        "institution",
        """
        TT | Trường | Cấp học | Hiệu trưởng | ĐT hiệu trưởng | ĐT văn phòng | Khu
        1 | MN Hoa Sen | MN | Đỗ Thị Mận | 0912419001 | 02033721150 | Khu 1
        2 | TH Cẩm Thủy | TH | Lý Văn Khế | 0912419002 | | Khu 2
        3 | THCS Cẩm Thủy | THCS | Bùi Thị Sim | 0912419003 | | Khu 2
        """,
        "name = Trường; kind = Cấp học; representative = Hiệu trưởng; phone = ĐT hiệu trưởng; village = Khu",
        day_given=True,
        delimiter=";",
    ),
    Shape(
        "households_that_take_part_in_a_group",
        "ZALO AP BINH HOA.xlsx",
        "ap",
        "membership",
        """
        DANH SÁCH HỘ THAM GIA NHÓM ZALO ẤP BÌNH HÒA
        Chốt ngày 01/6/2024
        STT | Tên chủ hộ | Người tham gia nhóm | Tên nick | SĐT zalo | Mã hộ
        1 | Đỗ Thị Mận | Đỗ Thị Mận | Mận Đỗ | 0912344001 | BH-1
        2 | Lý Văn Khế | Lý Văn Cau | Cau Lý | 0912344002 | BH-2
        3 | Bùi Thị Sim | Bùi Thị Sim | Sim | 0912344003 | BH-3
        """,
        "display_name = Tên nick; phone = SĐT zalo; household = Mã hộ; group = (N-BH)",
    ),
    Shape(
        "a_form_that_stamps_its_answers",
        "Phản hồi biểu mẫu.csv",
        "kp",
        "membership",
        """
        Dấu thời gian | Họ và tên | Số điện thoại dùng Zalo | Nhóm Zalo đã tham gia
        2024/06/01 7:01:10 SA GMT+7 | Đỗ Thị Mận | 0912423001 | Zalo Khu phố 1
        2024/06/01 8:15:33 CH GMT+7 | Lý Văn Cau | 0912423002 | Zalo Khu phố 2
        """,
        "display_name = Họ và tên; phone = Số điện thoại dùng Zalo; group = Nhóm Zalo đã tham gia",
    ),
    Shape(
        "visits_of_citizens",
        "nhat ky tiep dan xom.xlsx",
        "xom",
        "case",
        """
        SỔ TIẾP CÔNG DÂN VÀ XỬ LÝ ĐƠN THƯ
        Quý II năm 2024 (đến ngày 30/6/2024)
        STT | Mã số | Ngày tiếp | Họ tên công dân | Địa chỉ | Loại đơn | Hạn GQ | Ngày GQ xong | Kết quả
        1 | ĐT-01 | 4/4/2024 | Tạ Văn Gấc | Xóm Chùa | Khiếu nại | 4/5/2024 | 2/5/2024 | Đã GQ
        2 | ĐT-02 | 9/4/2024 | Tạ Thị Mơ | Xóm Mới | Kiến nghị | 24/4/2024 | 30/4/2024 | Đã GQ
        3 | ĐT-03 | 20/6/2024 | Tạ Văn Dâu | Xóm 7 | Tố cáo | 20/7/2024 | | Đang GQ
        """,
        "code = Mã số; received_at = Ngày tiếp; kind = Loại đơn; due_at = Hạn GQ; closed_at = Ngày GQ xong; state = Kết quả",
        words="Khiếu nại = complaint; Kiến nghị = petition; Tố cáo = denunciation",
        private="Họ tên công dân; Địa chỉ",
        day="2024-06-30",
        in_time=(1, 2),
    ),
    Shape(
        "heads_ticked_beside_relations",
        "nhan khau to 1.xlsx",
        "to",
        "household",
        """
        TỔ DÂN PHỐ 01
        THỐNG KÊ NHÂN KHẨU (tính đến 01/6/2024)
        TT | Họ tên chủ hộ, nhân khẩu | Chủ hộ | QH | Năm sinh | ĐT
        1 | Đỗ Thị Mận | x | | 1960 | 0912614001
        2 | Trần Văn Na | | Chồng | 1958 |
        3 | Lý Văn Khế | x | | 1970 | 0912614003
        4 | Lý Văn Cau | | Con | 2001 |
        """,
        "head_name = Họ tên chủ hộ, nhân khẩu; phone = ĐT; village = (Tổ 01)",
        private="Năm sinh",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
    ),
    Shape(
        "relations_that_name_no_head",
        "nhan khau to 2.xlsx",
        "to",
        "household",
        """
        TỔ DÂN PHỐ 02
        THỐNG KÊ NHÂN KHẨU (tính đến 01/6/2024)
        TT | Họ tên chủ hộ, nhân khẩu | QH | ĐT
        1 | Đỗ Thị Mận | | 0912614001
        2 | Trần Văn Na | Chồng |
        3 | Lý Văn Khế | | 0912614003
        4 | Lý Văn Cau | Con |
        """,
        "head_name = Họ tên chủ hộ, nhân khẩu; phone = ĐT; village = (Tổ 02)",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
        may_ask=True,
    ),
    Shape(
        "states_under_kinds_of_households",
        "QLHC_ho_KP.xlsx",
        "kp",
        "household",
        """
        DANH SÁCH HỘ TRÊN ĐỊA BÀN KP2
        Ngày in: 01/06/2024
        STT | Số hộ | Chủ hộ | Số NK | SĐT | Loại hộ
        1 | 0001 | Đỗ Thị Mận | 4 | 0912611001 | Thường trú
        2 | 0002 | Lý Văn Khế | 3 | 0912611002 | Tạm vắng
        """,
        "code = Số hộ; head_name = Chủ hộ; members = Số NK; phone = SĐT; status = Loại hộ; village = (KP2)",
        words="Thường trú = resident; Tạm vắng = away",
    ),
    Shape(
        "members_of_all_groups_by_their_units",
        "Thong ke zalo buon.xlsx",
        "buon",
        "membership",
        """
        THỐNG KÊ NGƯỜI DÂN THAM GIA NHÓM ZALO CÁC BUÔN
        Ngày thống kê 01/6/2024
        STT | Họ và tên | Tên Zalo | SĐT | Buôn | Mã hộ
        1 | Y Mận Niê | Y Mận | 0912826001 | Ea Kmat | EK-1
        2 | H Khế Mlô | Khế H | 0912826002 | Krông Á | KA-2
        3 | Bùi Thị Sim | Sim | | Thôn 5 | T5-3
        """,
        "display_name = Tên Zalo; phone = SĐT; household = Mã hộ",
    ),
    Shape(
        "sent_a_day_before_receipt",
        "Phan anh hien truong.xlsx",
        "khu",
        "case",
        """
        BÁO CÁO PHẢN ÁNH HIỆN TRƯỜNG
        Ngày xuất báo cáo: 30/06/2024
        STT | Mã PAHT | Thời gian gửi | Thời gian tiếp nhận | Loại | Khu | Hạn xử lý | Thời gian xử lý xong | Trạng thái
        1 | HT1 | 01/05/2024 20:00 | 02/05/2024 08:00 | Phản ánh | Khu 1 | 09/05/2024 | 08/05/2024 | Đã xử lý
        2 | HT2 | 03/05/2024 21:00 | 04/05/2024 08:00 | Phản ánh | Khu 2 | 11/05/2024 | 12/05/2024 | Đã xử lý
        """,
        "code = Mã PAHT; received_at = Thời gian tiếp nhận; kind = Loại; village = Khu; due_at = Hạn xử lý; "
        "closed_at = Thời gian xử lý xong; state = Trạng thái",
        words="Phản ánh = feedback",
        day="2024-06-30",
        in_time=(1, 2),
    ),
)

OF_A_CLUB = (
    Other(
        "chair_and_members_of_a_club",
        "CLB.xlsx",
        "to",
        """
        DANH SÁCH CÂU LẠC BỘ DƯỠNG SINH
        STT | Họ và tên | Tuổi | Tổ | SĐT | Chức vụ
        1 | Đỗ Thị Mận | 66 | Tổ 1 | 0912433001 | Chủ nhiệm
        2 | Lý Văn Khế | 70 | Tổ 2 | 0912433002 | Thành viên
        """,
        "title: a club; no post of ours",
    ),
    Other(
        "who_may_join_the_group",
        "du kien.xlsx",
        "to",
        """
        DANH SÁCH DỰ KIẾN HỘ THAM GIA NHÓM ZALO TỔ 1
        STT | Họ tên chủ hộ | Tên Zalo | SĐT
        1 | Đỗ Thị Mận | Mận | 0912433001
        2 | Lý Văn Khế | Khế | 0912433002
        """,
        "title: who is not in the group yet",
    ),
)
