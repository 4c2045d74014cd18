"""Lists of other hands: kinds met when lists that nobody here had seen were loaded for the first time."""

from __future__ import annotations

from tests.recognition.shape import Other, Shape

OTHER_HANDS = (
    Shape(
        "household_numbers_that_count_nothing",
        "HoDan_20240601.csv",
        "xom",
        "household",
        """
        Hộ số | Họ & tên chủ hộ | Thôn/xóm | SL nhân khẩu | Di động
        101 | Đỗ Thị Mận | Xóm Chùa | 4 | 0912111011
        105 | Lý Văn Khế | Xóm Mới | 3 | 0912111012
        112 | Bùi Thị Sim | Xóm 7 | 5 |
        """,
        "code = Hộ số; head_name = Họ & tên chủ hộ; village = Thôn/xóm; members = SL nhân khẩu; phone = Di động",
        delimiter=";",
    ),
    Shape(
        "states_of_households_in_everyday_words",
        "Ho dan TDP 01-06-2024.xlsx",
        "tdp",
        "household",
        """
        TỔ DÂN PHỐ NAM SƠN
        Danh sách các hộ
        STT | Chủ hộ | Số nhà | Nhân khẩu | Điện thoại | Tình trạng cư trú
        1 | Đỗ Thị Mận | 12 | 4 | 0912111071 | Thường trú
        2 | Lý Văn Khế | 14 | 3 | 0912111072 | Đã bán nhà, chuyển đi
        3 | Bùi Thị Sim | 16 | 5 | | Thuê trọ
        4 | Hồ Văn Bưởi | 18 | 1 | 0912111074 | Đi làm ăn xa
        """,
        "head_name = Chủ hộ; members = Nhân khẩu; phone = Điện thoại; status = Tình trạng cư trú; village = (Nam Sơn)",
        words="Thường trú = resident; Đi làm ăn xa = away; Đã bán nhà, chuyển đi = moved",
        private="Số nhà",
    ),
    Shape(
        "persons_who_really_live_here",
        "nhan khau.xlsx",
        "thon",
        "household",
        """
        DANH SÁCH NHÂN KHẨU THỰC TẾ CƯ TRÚ
        Thời điểm: 01/6/2024
        STT | Hộ số | Họ tên thành viên | QH với CH | Thôn | Giới tính | Điện thoại
        1 | 1 | Đỗ Thị Mận | Chủ hộ | Yên Xá | Nữ | 0912112001
        2 | 1 | Trần Văn Na | Chồng | Yên Xá | Nam |
        3 | 2 | Lý Văn Khế | Chủ hộ | Đông Hải | Nam | 0912112003
        4 | 2 | Lý Văn Cau | Con đẻ | Đông Hải | Nam |
        5 | 3 | Bùi Thị Sim | Chủ hộ | Xóm Đình | Nữ | 0912112005
        """,
        "head_name = Họ tên thành viên; village = Thôn; phone = Điện thoại",
        private="Giới tính",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "mobile_numbers_beside_the_office_ones",
        "DANH BA.xlsx",
        "ap",
        "institution",
        """
        DANH BẠ CÁC CƠ QUAN ĐƠN VỊ
        (cập nhật đến 01/6/2024)
        STT | Mã CQ | TÊN CƠ QUAN | LĐ CƠ QUAN | ĐT CƠ QUAN | ĐT DI ĐỘNG | EMAIL
        1 | CQ1 | UBND xã | Đỗ Thị Mận | 02373721150 | 0912114031 | a@vidu.vn
        2 | CQ2 | Trạm Y tế | Lý Văn Khế | 02373721151 | 0912114032 | b@vidu.vn
        3 | CQ3 | Trường THCS Tân Lợi | Bùi Thị Sim | | 0912114033 | c@vidu.vn
        """,
        "code = Mã CQ; name = TÊN CƠ QUAN; representative = LĐ CƠ QUAN; phone = ĐT DI ĐỘNG",
        private="EMAIL",
    ),
    Shape(
        "total_below_the_wrong_names",
        "ds tham gia.xlsx",
        "ap",
        "membership",
        """
        DANH SÁCH THÀNH VIÊN THAM GIA NHÓM ZALO ẤP BÌNH HÒA
        (đến ngày 01/6/2024)
        STT | Họ và tên | Tên tài khoản Zalo | Số điện thoại đăng ký Zalo | Đại diện hộ (mã hộ)
        1 | Đỗ Thị Mận | Mận Đỗ | 0912116031 | BH-1
        2 | Lý Văn Khế | Khế Lý | 0912116032 |
        3 | Bùi Thị Sim | Sim | 0912116033 | BH-3
        ~ | Tổng số: 3 thành viên | | |
        """,
        "display_name = Tên tài khoản Zalo; phone = Số điện thoại đăng ký Zalo; "
        "household = Đại diện hộ (mã hộ); group = (N-BH)",
    ),
    Shape(
        "diary_with_a_bare_day",
        "nhat ky.xlsx",
        "khu",
        "case",
        """
        NHẬT KÝ TIẾP NHẬN THÔNG TIN TRÊN NHÓM ZALO (01/4/2024 - 30/6/2024)
        STT | Ngày tháng | Số tin | Loại thông tin | Người báo tin | Xử lý xong ngày | Hạn xử lý | Đã trả lời người dân
        1 | 02/5/2024 | 1 | Phản ánh | Tạ Văn Gấc | 05/5/2024 | 12/5/2024 | x
        2 | 03/5/2024 | 2 | Kiến nghị | | 25/5/2024 | 13/5/2024 | x
        3 | 04/6/2024 | 3 | Phản ánh | | | 14/6/2024 |
        """,
        "received_at = Ngày tháng; code = Số tin; kind = Loại thông tin; closed_at = Xử lý xong ngày; "
        "due_at = Hạn xử lý; notified = Đã trả lời người dân",
        words="Phản ánh = feedback; Kiến nghị = petition",
        private="Người báo tin",
        day="2024-06-30",
        in_time=(1, 3),
    ),
    Shape(
        "days_of_acceptance",
        "so don.csv",
        "xom",
        "case",
        """
        Số đến | Ngày đến | Loại đơn thư | Ngày thụ lý | Thời hạn giải quyết | Ngày trả lời | Xóm | Người có đơn
        5 | 02/4/2024 | Khiếu nại | 05/4/2024 | 05/5/2024 | 02/5/2024 | Chùa | Tạ Thị Gấc
        6 | 03/4/2024 | Tố cáo | 08/4/2024 | 08/5/2024 | 20/5/2024 | Mới |
        7 | 20/6/2024 | Kiến nghị | 21/6/2024 | 21/7/2024 | | Xóm 7 | Hồ Thị Đào
        """,
        "code = Số đến; received_at = Ngày đến; kind = Loại đơn thư; due_at = Thời hạn giải quyết; "
        "closed_at = Ngày trả lời; village = Xóm",
        words="Khiếu nại = complaint; Tố cáo = denunciation; Kiến nghị = petition",
        private="Người có đơn",
        day="2024-06-30",
        day_given=True,
        in_time=(1, 2),
    ),
    Shape(
        "bare_codes_beside_areas",
        "Danh muc thon.xlsx",
        "thon",
        "village",
        """
        UBND XÃ HÀ GIANG
        DANH MỤC THÔN, XÓM (01/6/2024)
        STT | Mã | Tên thôn, xóm | Diện tích (ha) | Số hộ | Số nhân khẩu
        1 | YX | Thôn Yên Xá | 120 | 300 | 1200
        2 | DH | Thôn Đông Hải | 90 | 250 | 1000
        3 | XD | Xóm Đình | 75 | 180 | 700
        """,
        "code = Mã; name = Tên thôn, xóm",
    ),
    Shape(
        "households_with_zalo_ticked",
        "DS ho toan xa 30052024.xlsx",
        "buon",
        "household",
        """
        STT | Buôn/thôn | Họ và tên chủ hộ | Số CMND | Tổng khẩu | Điện thoại di động | Hộ có Zalo (x) | Biến động trong tháng
        1 | Ea Kmat | Y Mận Niê | 240000001 | 4 | 0912211081 | x |
        2 | Krông Á | H Khế Mlô | 240000002 | 3 | 0912211082 | x | Chuyển đi
        3 | Thôn 5 | Bùi Thị Sim | 240000003 | 5 | | |
        """,
        "village = Buôn/thôn; head_name = Họ và tên chủ hộ; members = Tổng khẩu; "
        "phone = Điện thoại di động; status = Biến động trong tháng",
        words="Chuyển đi = moved",
        private="Số CMND",
        day="2024-05-30",
    ),
    Shape(
        "parts_of_the_list_of_offices",
        "Cac don vi.xlsx",
        "thon",
        "institution",
        """
        THỐNG KÊ CÁC CƠ QUAN, ĐƠN VỊ, TRƯỜNG HỌC
        Tính đến 01/6/2024
        STT | TÊN ĐƠN VỊ | THỦ TRƯỞNG ĐƠN VỊ | < | ĐỊA CHỈ
        ^ | ^ | Họ và tên | Số điện thoại | ^
        ~I | CƠ QUAN HÀNH CHÍNH | | |
        1 | UBND xã | Đỗ Thị Mận | 0912214001 | Thôn Yên Xá
        ~II | TRƯỜNG HỌC | | |
        1 | Trường Mầm non | Lý Văn Khế | 0912214002 | Thôn Đông Hải
        2 | Trường THCS | Bùi Thị Sim | 0912214003 | Thôn Đông Hải
        """,
        "name = TÊN ĐƠN VỊ; representative = Họ và tên; phone = Số điện thoại",
        header_rows=2,
    ),
    Shape(
        "states_ticked_under_one_name",
        "Bao cao DN.xlsx",
        "khom",
        "business",
        """
        Biểu mẫu số 05
        BÁO CÁO TÌNH HÌNH HOẠT ĐỘNG CỦA DOANH NGHIỆP
        Kỳ báo cáo: đến ngày 01/6/2024
        STT | Tên doanh nghiệp | Mã số thuế | Tình hình hoạt động | < | < | Số điện thoại
        ^ | ^ | ^ | Đang hoạt động | Tạm ngừng | Giải thể | ^
        1 | Công ty TNHH Sen Hồng | 1401220041 | x | | | 0912213041
        2 | Công ty CP Sen Trắng | 1401220042 | | x | | 0912213042
        3 | Công ty TNHH Súng Tím | 1401220043 | x | | |
        """,
        "name = Tên doanh nghiệp; code = Mã số thuế; phone = Số điện thoại",
        header_rows=2,
    ),
    Shape(
        "day_sent_beside_day_received",
        "PAKN.csv",
        "kp",
        "case",
        """
        STT | Mã PAKN | Ngày gửi PAKN | Ngày tiếp nhận PAKN | Hạn xử lý PAKN | Ngày trả lời PAKN | Trạng thái | Lĩnh vực | Người gửi
        1 | H01 | 01/06/2024 | 02/06/2024 | 12/06/2024 | 10/06/2024 | Đã trả lời | Đất đai | A
        2 | H02 | 02/06/2024 | 03/06/2024 | 13/06/2024 | 14/06/2024 | Đã trả lời | Môi trường | B
        3 | H03 | 27/06/2024 | 28/06/2024 | 12/07/2024 |  | Đang xử lý | Môi trường |
        """,
        "code = Mã PAKN; received_at = Ngày tiếp nhận PAKN; due_at = Hạn xử lý PAKN; "
        "closed_at = Ngày trả lời PAKN; state = Trạng thái",
        private="Người gửi",
        day="2024-06-30",
        day_given=True,
        in_time=(1, 2),
    ),
    Shape(
        "number_of_the_answering_paper",
        "Kien nghi cu tri.xlsx",
        "xom",
        "case",
        """
        BẢNG THEO DÕI GIẢI QUYẾT KIẾN NGHỊ
        (đến hết ngày 30/6/2024)
        TT | Số hiệu | Ngày tiếp nhận | Xóm | Hạn trả lời | Ngày trả lời | Văn bản trả lời | Tình trạng
        1 | KN1 | 02/5/2024 | Chùa | 12/5/2024 | 12/5/2024 | 12/CV | Đã trả lời
        2 | KN2 | 03/5/2024 | Mới | 13/5/2024 | 20/5/2024 | 13/CV | Đã trả lời
        3 | KN3 | 04/6/2024 | 7 | 14/6/2024 | | | Chưa trả lời
        """,
        "code = Số hiệu; received_at = Ngày tiếp nhận; village = Xóm; due_at = Hạn trả lời; "
        "closed_at = Ngày trả lời; state = Tình trạng",
        day="2024-06-30",
        in_time=(1, 3),
    ),
    Shape(
        "tickets_in_english",
        "export_tickets.csv",
        "khu",
        "case",
        """
        Ticket ID | Created at | Type | Channel | Area | Due date | Closed at | Status | Reporter phone
        T-1 | 2024-06-02 08:00 | Phản ánh | Zalo | Khu 1 | 2024-06-12 | 2024-06-10 10:00 | Closed | 0912217061
        T-2 | 2024-06-03 09:00 | Kiến nghị | Zalo | Khu 2 | 2024-06-13 | 2024-06-15 10:00 | Closed |
        T-3 | 2024-06-25 10:00 | Phản ánh | Phone | Khu 2 | 2024-07-09 | | Open |
        """,
        "code = Ticket ID; kind = Type; channel = Channel; village = Area; state = Status",
        words="Phản ánh = feedback",
        private="Reporter phone",
        day="2024-06-30",
        day_given=True,
        in_time=(1, 2),
    ),
    Shape(
        "flats_of_persons",
        "cu dan.xlsx",
        "khom",
        "household",
        """
        BẢNG KÊ KHAI NHÂN KHẨU KHÓM
        Ngày 01/6/2024
        Stt | Căn hộ số | Họ tên nhân khẩu | Vai trò | Khóm | Đt | Nghề
        1 | 101 | Đỗ Thị Mận | Chủ hộ | Khóm 1 | 0912212031 | Bán hàng
        2 | 101 | Trần Văn Na | Chồng | Khóm 1 | | Tài xế
        3 | 202 | Lý Văn Khế | Chủ hộ | Khóm 2 | 0912212033 | Công nhân
        """,
        "code = Căn hộ số; head_name = Họ tên nhân khẩu; village = Khóm; phone = Đt",
        private="Nghề",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
    ),
    Shape(
        "total_beside_one_part_of_it",
        "ho tdp.xlsx",
        "tdp",
        "household",
        """
        BIỂU THEO DÕI HỘ DÂN TỔ DÂN PHỐ
        (Thời điểm báo cáo: 01/6/2024)
        TT | Tổ dân phố | Chủ hộ | < | < | Số nhân khẩu | <
        ^ | ^ | Họ tên | Năm sinh | SĐT | Thường trú | Tổng
        1 | TDP 1 | Đỗ Thị Mận | 1970 | 0912311031 | 3 | 4
        2 | TDP 2 | Lý Văn Khế | 1980 | 0912311032 | 3 | 3
        3 | Nam Sơn | Bùi Thị Sim | 1949 | | 5 | 5
        """,
        "village = Tổ dân phố; head_name = Họ tên; phone = SĐT; members = Tổng",
        private="Năm sinh",
        header_rows=2,
    ),
    Shape(
        "nicknames_behind_whole_names",
        "zalo to.xlsx",
        "to",
        "membership",
        """
        ## Tổ 01
        Thành viên nhóm đến ngày 01/6/2024
        STT | Họ tên | Nick Zalo | Số điện thoại
        1 | Đỗ Thị Mận | man | 0912316021
        2 | Lý Văn Khế | khe | 0912316022
        ## Tổ 02
        Thành viên nhóm đến ngày 01/6/2024
        STT | Họ tên | Nick Zalo | Số điện thoại
        1 | Bùi Thị Sim | sim | 0912316023
        """,
        "display_name = Nick Zalo; phone = Số điện thoại",
    ),
    Shape(
        "states_in_two_letters",
        "DS HO 01.06.2024.xlsx",
        "kp",
        "household",
        """
        DS HO DAN CU TREN DIA BAN
        TT | SO HO KHAU | HO TEN CH | KP | SO NK | DTDD | TINH TRANG CT
        1 | 250100123 | DO THI MAN | KP1 | 4 | 0912230001 | TT
        2 | 250100124 | LY VAN KHE | KP1 | 3 | 0912230002 | TT
        3 | 250100131 | BUI THI SIM | KP2 | 2 | | TV
        4 | 250100155 | HO VAN BUOI | KP3 | 6 | 0912230004 | TT
        """,
        "code = SO HO KHAU; head_name = HO TEN CH; village = KP; members = SO NK; phone = DTDD; status = TINH TRANG CT",
        words="TT = resident; TV = away",
    ),
    Shape(
        "old_numbers_of_household_books",
        "so ho.xlsx",
        "ban",
        "household",
        """
        BIỂU THỐNG KÊ CÁC HỘ (Số liệu chốt ngày 01/6/2024)
        STT | Bản | Họ và tên chủ hộ | Dân tộc | Mấy khẩu | Số sổ hộ khẩu cũ | Điện thoại
        1 | Nà Lốc | Lò Thị Mận | Thái | 4 | 0101 | 0912270001
        2 | Nà Lốc | Lý Văn Khế | Tày | 3 | 0102 |
        3 | Huổi Sen | Bùi Thị Sim | Mường | 5 | 0201 | 0912270003
        ~ | | Tổng | | 12 | |
        """,
        "village = Bản; head_name = Họ và tên chủ hộ; members = Mấy khẩu; phone = Điện thoại; code = Số sổ hộ khẩu cũ",
        private="Dân tộc",
    ),
    Shape(
        "no_more_than_a_code_and_who_signs",
        "HO DAN CAC AP.xlsx",
        "ap",
        "household",
        """
        ## Bình Hòa
        DANH SÁCH HỘ (01/6/2024)
        STT | Mã | Chủ hộ | Khẩu | ĐT
        1 | BH01 | Đỗ Thị Mận | 4 | 0912251001
        2 | BH02 | Lý Văn Khế | 3 | 0912251002
        ~ | | Tổng cộng: 2 hộ | 7 |
        ~ | | TRƯỞNG ẤP | |
        ## Tân Lợi
        DANH SÁCH HỘ (01/6/2024)
        STT | Mã | Chủ hộ | Khẩu | ĐT
        1 | TL01 | Bùi Thị Sim | 4 | 0912251003
        2 | TL02 | Hồ Văn Bưởi | 1 |
        """,
        "code = Mã; head_name = Chủ hộ; members = Khẩu; phone = ĐT; village = (sheet)",
    ),
    Shape(
        "who_signs_without_codes",
        "So ho ap.xlsx",
        "ap",
        "household",
        """
        SỔ THEO DÕI HỘ DÂN ẤP BÌNH HÒA
        Ngày 01/6/2024
        Số TT | Tên chủ hộ | Số người | Số điện thoại Zalo | Ghi chú
        1 | Đỗ Thị Mận | 4 | 0912250001 |
        2 | Lý Văn Khế | 3 | 0912250002 | hộ mới
        3 | Bùi Thị Sim | 6 | |
        ~ | Tổng cộng: 3 hộ | 13 | |
        ~ | TRUONG AP | | |
        ~ | (đã ký) | | |
        ~ | Hồ Văn Bưởi | | |
        """,
        "head_name = Tên chủ hộ; members = Số người; phone = Số điện thoại Zalo; village = (Bình Hòa)",
    ),
    Shape(
        "households_of_an_english_program",
        "export_households.csv",
        "to",
        "household",
        """
        HouseholdID | HeadFullName | Hamlet | MemberCount | Mobile | ResidenceStatus | CreatedAt
        HH001 | Đỗ Thị Mận | Tổ 01 | 4 | 0912242001 | Permanent | 01/06/2024
        HH002 | Lý Văn Khế | Tổ 02 | 3 | 0912242002 | Permanent | 01/06/2024
        HH003 | Bùi Thị Sim | Tổ 03 | 5 | | Temporary absent | 01/06/2024
        """,
        "code = HouseholdID; head_name = HeadFullName; village = Hamlet; members = MemberCount; phone = Mobile; "
        "status = ResidenceStatus",
        words="Permanent = resident; Temporary absent = away",
        day_given=True,
    ),
    Shape(
        "units_that_stand_for_their_groups",
        "Danh sách nhóm Zalo các TDP.xlsx",
        "tdp",
        "membership",
        """
        DANH SÁCH NGƯỜI THAM GIA NHÓM ZALO TỔ DÂN PHỐ
        Ngày chốt: 01/6/2024
        STT | Họ và tên | Tên Zalo | Số ĐT | TDP | Vai trò
        1 | Đỗ Thị Mận | Mận xinh | 0912261001 | Zalo TDP 1 | Trưởng nhóm
        2 | Lý Văn Khế | Khế | 0912261002 | Zalo TDP 1 | Thành viên
        3 | Bùi Thị Sim | Sim | 0912261003 | Zalo TDP 2 | Trưởng nhóm
        """,
        "display_name = Tên Zalo; phone = Số ĐT; role = Vai trò; group = TDP",
        "Trưởng nhóm = owner; Thành viên = member",
    ),
    Shape(
        "closed_by_the_decision",
        "So tin bao to giac.xlsx",
        "thon",
        "case",
        """
        SỔ TIẾP NHẬN TIN BÁO, TỐ GIÁC 6 THÁNG ĐẦU NĂM 2024
        (Từ 01/01/2024 đến 30/06/2024)
        STT | Số TLTB | Thời gian tiếp nhận | Thôn | Loại | Thời hạn giải quyết | Ngày ra quyết định | Kết quả
        1 | 01/TB | 10/01/2024 | Yên Xá | Tố giác | 30/01/2024 | 28/01/2024 | Đã giải quyết
        2 | 02/TB | 15/03/2024 | Đông Hải | Tin báo | 04/04/2024 | 10/04/2024 | Đã giải quyết
        """,
        "code = Số TLTB; received_at = Thời gian tiếp nhận; village = Thôn; kind = Loại; "
        "due_at = Thời hạn giải quyết; closed_at = Ngày ra quyết định; state = Kết quả",
        "Tố giác = crime_denunciation; Tin báo = crime_report",
        day="2024-06-30",
        in_time=(1, 2),
    ),
    Shape(
        "day_of_a_decision_beside_an_extension",
        "TBTG quy 2.xlsx",
        "kp",
        "case",
        """
        DANH SACH TIN BAO, TO GIAC TOI PHAM QUY II/2024
        Den ngay 30/6/2024
        STT | So TLTB | Ngay tiep nhan | KP | Loai tin | Han giai quyet | Gia han den | QD gia han | Ngay ra quyet dinh
        1 | 21/TLTB | 03/04/2024 | KP1 | To giac | 23/04/2024 | | | 20/04/2024
        2 | 22/TLTB | 11/04/2024 | KP2 | Tin bao | 01/05/2024 | 01/07/2024 | 15/QD | 30/04/2024
        """,
        "code = So TLTB; received_at = Ngay tiep nhan; village = KP; kind = Loai tin; due_at = Han giai quyet; "
        "extended_to = Gia han den; extension_basis = QD gia han",
        day="2024-06-30",
        may_ask=True,
    ),
    Shape(
        "nothing_but_codes_and_villages",
        "cac don vi.csv",
        "thon",
        "village",
        """
        Ký hiệu | Tên gọi | Số hộ
        YX | Thôn Yên Xá | 120
        DH | Thôn Đông Hải | 98
        XD | Xóm Đình | 60
        """,
        "code = Ký hiệu; name = Tên gọi",
        day_given=True,
    ),
    Shape(
        "nothing_but_codes_and_groups",
        "zalo.csv",
        "thon",
        "group",
        """
        Mã | Tên
        N1 | Nhóm Zalo Thôn Yên Xá
        N2 | Nhóm Zalo Thôn Đông Hải
        N3 | Nhóm Zalo Xóm Đình
        """,
        "code = Mã; name = Tên",
        day_given=True,
    ),
)

OF_ONE_OFFICE = (
    Other(
        "staff_of_one_school",
        "giao vien.xlsx",
        "thon",
        """
        DANH SÁCH CÁN BỘ GIÁO VIÊN NHÂN VIÊN TRƯỜNG TIỂU HỌC
        Năm học 2023-2024 (01/6/2024)
        STT | Họ và tên | Chức vụ | Trình độ | Số điện thoại
        1 | Đỗ Thị Mận | Hiệu trưởng | ĐH | 0912219081
        2 | Lý Văn Khế | Giáo viên | ĐH | 0912219082
        """,
        "title: who works at one school",
    ),
)
