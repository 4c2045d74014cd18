"""Lists written down, with what is right, before anybody looked at what the program reads."""

from __future__ import annotations

from tests.recognition.shape import Other, Shape

DAY = "2024-06-30"

WRITTEN_BEFOREHAND = (
    Shape(
        "households_that_live_in_the_unit",
        "tong hop.xlsx",
        "kp",
        "household",
        """
        BẢNG TỔNG HỢP CÁC HỘ ĐANG SINH SỐNG TRÊN ĐỊA BÀN (đến ngày 01/6/2024)
        TT | Đại diện hộ | Khu | Số đt liên lạc | Loại nhà ở
        1 | Đỗ Thị Mận | KP1 | 0912800001 | Nhà riêng
        2 | Lý Văn Khế | KP1 | 0912800002 | Nhà riêng
        3 | Bùi Thị Sim | Khu phố 2 | 0912800003 | Nhà thuê
        4 | Hồ Văn Bưởi | KP3 | 0912800004 | Nhà riêng
        """,
        "head_name = Đại diện hộ; village = Khu; phone = Số đt liên lạc",
    ),
    Shape(
        "households_below_a_long_opening",
        "ho dan.xlsx",
        "kp",
        "household",
        """
        ỦY BAN NHÂN DÂN PHƯỜNG LONG BÌNH
        BAN ĐIỀU HÀNH KHU PHỐ 3
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập – Tự do – Hạnh phúc
        DANH SÁCH
        HỘ DÂN TRÊN ĐỊA BÀN KHU PHỐ 3
        Căn cứ Kế hoạch số 12/KH-UBND của UBND phường về việc rà soát hộ dân
        Khu phố 3 lập danh sách hộ như sau:
        STT | HỌ VÀ TÊN | SỐ ĐIỆN THOẠI | SỐ NHÂN KHẨU | CHỮ KÝ
        1 | Đỗ Thị Mận | 0912800011 | 3 |
        2 | Lý Văn Khế | 0912800012 | 4 |
        3 | Bùi Thị Sim | 0912800013 | 2 |
        """,
        "head_name = HỌ VÀ TÊN; phone = SỐ ĐIỆN THOẠI; members = SỐ NHÂN KHẨU; village = (Khu phố 3)",
        day="2024-06-01",
        day_given=True,
    ),
    Shape(
        "answers_of_households_to_a_form",
        "Cau tra loi bieu mau.csv",
        "kp",
        "household",
        """
        Dấu thời gian | Họ và tên chủ hộ | Số điện thoại liên hệ | Anh/chị ở khu phố nào? | Gia đình có bao nhiêu người?
        20/05/2024 8:15:02 | Đỗ Thị Mận | 0912800021 | Khu phố 1 | 3
        20/05/2024 9:25:12 | Lý Văn Khế | 0912800022 | Khu phố 2 | 4
        21/05/2024 19:05:40 | Bùi Thị Sim | 0912800023 | Khu phố 3 | 2
        """,
        "head_name = Họ và tên chủ hộ; phone = Số điện thoại liên hệ; village = Anh/chị ở khu phố nào?;"
        "members = Gia đình có bao nhiêu người?",
        day="2024-06-01",
        day_given=True,
        may_ask=True,
    ),
    Shape(
        "persons_whose_head_is_ticked",
        "nhan khau.xlsx",
        "khu",
        "household",
        """
        Mã NK | Họ tên | Mã hộ | Là chủ hộ | Khu/Xóm
        NK00001 | Đỗ Thị Mận | H01 | x | Khu 1
        NK00002 | Đỗ Văn Na | H01 | | Khu 1
        NK00003 | Lý Văn Khế | H02 | x | Khu 2
        NK00004 | Lý Thị Cam | H02 | | Khu 2
        NK00005 | Bùi Thị Sim | H03 | x | Khu Đồng Mạ
        """,
        "code = Mã hộ; head_name = Họ tên; village = Khu/Xóm",
        day="2024-06-01",
        day_given=True,
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "members_called_after_the_sheet",
        "thanh vien.xlsx",
        "thon",
        "membership",
        """
        ## Zalo Thôn Yên Xá
        STT | Tên thành viên | SĐT | Trạng thái
        1 | Mận Đỗ | 84912800031 | Đang tham gia
        2 | Khế Lý | 84912800032 | Đang tham gia
        ~3 | Sim Bùi | 84912800033 | Đã rời nhóm
        """,
        "display_name = Tên thành viên; phone = SĐT; group = (Zalo Thôn Yên Xá)",
        day="2024-06-01",
        day_given=True,
    ),
    Shape(
        "members_with_their_total_above",
        "xuat nhom.xlsx",
        "ap",
        "membership",
        """
        Tên nhóm: Zalo Ấp Tân Lợi
        Tổng số thành viên: 20
        Ngày xuất: 01/6/2024
        # | Tên thành viên | Vai trò | SĐT
        1 | Mận Đỗ | Trưởng nhóm | 0912800041
        2 | Khế Lý | Thành viên | 0912800042
        """,
        "display_name = Tên thành viên; role = Vai trò; phone = SĐT; group = (N-TL)",
        "Trưởng nhóm = owner; Thành viên = member",
    ),
    Shape(
        "agencies_with_the_post_of_who_stands_for_them",
        "don vi.xlsx",
        "thon",
        "institution",
        """
        CÁC ĐƠN VỊ ĐÓNG CHÂN TRÊN ĐỊA BÀN (01/6/2024)
        STT | ĐƠN VỊ | ĐẠI DIỆN | CHỨC VỤ | SỐ ĐIỆN THOẠI
        1 | Trường Mầm non Hoa Sen | Đỗ Thị Mận | Hiệu trưởng | 0912800051
        2 | Trạm Y tế | Lý Văn Khế | Trưởng trạm | 0912800052
        3 | Bưu điện văn hóa | Bùi Thị Sim | Phụ trách | 0912800053
        """,
        "name = ĐƠN VỊ; representative = ĐẠI DIỆN; phone = SỐ ĐIỆN THOẠI",
    ),
    Shape(
        "reports_of_an_app",
        "feedback.xlsx",
        "buon",
        "case",
        """
        ID | Thời gian gửi | Tiêu đề | Thôn/Buôn | Loại | Deadline | Trạng thái | Thời gian hoàn thành
        FB-1 | 05/01/2024 08:30 | rác | Thôn 5 | Kiến nghị | 15/01/2024 17:00 | RESOLVED | 10/01/2024 16:00
        FB-2 | 08/02/2024 08:30 | đèn | Thôn 5 | Kiến nghị | 18/02/2024 17:00 | RESOLVED | 20/02/2024 16:00
        FB-3 | 25/06/2024 08:30 | đường | Buôn Ea Kmat | Kiến nghị | 05/07/2024 17:00 | PENDING |
        """,
        "code = ID; received_at = Thời gian gửi; village = Thôn/Buôn; kind = Loại; due_at = Deadline;"
        "closed_at = Thời gian hoàn thành; state = Trạng thái",
        "Kiến nghị = petition",
        private="Tiêu đề",
        day=DAY,
        day_given=True,
        in_time=(1, 2),
    ),
)

OF_WHAT_IS_WITHIN = (
    Other(
        "groups_that_save_and_borrow",
        "to tiet kiem.xlsx",
        "kp",
        """
        DANH SÁCH CÁC TỔ TIẾT KIỆM VÀ VAY VỐN
        STT | Tên tổ | Tổ trưởng | Khu phố | Số hộ vay | Dư nợ (triệu)
        1 | Tổ 1 | Đỗ Thị Mận | Khu phố 1 | 12 | 300
        2 | Tổ 2 | Lý Văn Khế | Khu phố 2 | 10 | 250
        3 | Tổ 3 | Bùi Thị Sim | Khu phố 3 | 14 | 320
        """,
        "both",
    ),
    Other(
        "groups_within_units_without_a_title",
        "to.xlsx",
        "kp",
        """
        STT | Tên tổ | Khu phố
        1 | Tổ hòa giải số 1 | Khu phố 1
        2 | Tổ hòa giải số 2 | Khu phố 2
        3 | Tổ hòa giải số 3 | Khu phố 3
        """,
        "columns",
    ),
    Other(
        "groups_that_settle_quarrels",
        "to hoa giai.xlsx",
        "thon",
        """
        DANH SÁCH CÁC TỔ HÒA GIẢI Ở CƠ SỞ
        STT | Tên tổ | Số thành viên
        1 | Yên Xá | 5
        2 | Đông Hải | 5
        3 | Đình | 5
        """,
        "title",
    ),
    Other(
        "households_by_the_paper_they_rest_on",
        "danh sach.xlsx",
        "thon",
        """
        Thực hiện Kế hoạch số 7/KH-UBND ngày 05/5/2024 về hiến đất làm đường của các hộ
        DANH SÁCH
        STT | Mã hộ | Chủ hộ | Thôn | SĐT
        1 | H01 | Đỗ Thị Mận | Yên Xá | 0912800061
        2 | H02 | Lý Văn Khế | Đông Hải | 0912800062
        """,
        "title",
    ),
    Other(
        "incoming_papers",
        "van ban den.xlsx",
        "buon",
        """
        SỔ ĐĂNG KÝ VĂN BẢN ĐẾN
        Số đến | Ngày đến | Tác giả | Số ký hiệu | Trích yếu | Hạn trả lời | Ngày hoàn thành
        1 | 05/01/2024 | UBND tỉnh | 12/UBND | về … | 15/01/2024 | 10/01/2024
        2 | 08/02/2024 | UBND tỉnh | 13/UBND | về … | 18/02/2024 | 20/02/2024
        """,
        "both",
    ),
    Other(
        "machines_that_are_mended",
        "sua may.xlsx",
        "thon",
        """
        Mã yêu cầu | Thiết bị | Ngày báo hỏng | Hạn sửa | Ngày sửa xong | Trạng thái
        YC1 | Máy in | 05/01/2024 | 15/01/2024 | 10/01/2024 | Đã xong
        YC2 | Máy tính | 08/02/2024 | 18/02/2024 | | Đang sửa
        """,
        "columns",
    ),
)
