"""Logs of citizens' reports as desks and systems export them. Reporters, texts and places are private.

``in_time`` is counted by hand at the log's day: closed by the deadline, of those closed in time or past their deadline.
"""

from __future__ import annotations

from tests.recognition.shape import Shape

DAY = "2024-06-30"

WITH_A_KIND = (
    Shape(
        "case_appointment_and_result",
        "so theo doi don.xlsx",
        "thon",
        "case",
        """
        SỔ THEO DÕI ĐƠN THƯ, PHẢN ÁNH (tính đến ngày 30/6/2024)
        STT | Mã hồ sơ | Loại đơn | Ngày tiếp nhận | Ngày hẹn trả lời | Ngày trả kết quả | Trạng thái | Họ tên người gửi | SĐT
        1 | PA01 | Phản ánh | 02/5/2024 | 10/5/2024 | 08/5/2024 | Đã xử lý | Tạ Thị Gấc | 0912009001
        2 | PA02 | Phản ánh | 03/5/2024 | 13/5/2024 | 10/5/2024 | Đã xử lý | Lý Văn Cau |
        3 | PA03 | Kiến nghị | 06/5/2024 | 20/5/2024 | 17/5/2024 | Đã đóng | | 0912009003
        4 | PA04 | Phản ánh | 07/5/2024 | 17/5/2024 | 20/5/2024 | Đã xử lý | Hồ Thị Đào |
        5 | PA05 | Khiếu nại | 10/5/2024 | 24/6/2024 | 21/6/2024 | Đã giải quyết | |
        6 | PA06 | Phản ánh | 28/6/2024 | 12/7/2024 | | Đang xử lý | |
        """,
        "code = Mã hồ sơ; kind = Loại đơn; received_at = Ngày tiếp nhận; due_at = Ngày hẹn trả lời;"
        "closed_at = Ngày trả kết quả; state = Trạng thái",
        "Phản ánh = feedback; Kiến nghị = petition; Khiếu nại = complaint",
        private="Họ tên người gửi; SĐT",
        day=DAY,
        in_time=(4, 5),
    ),
    Shape(
        "case_complaint_desk",
        "xuat_pakn.xlsx",
        "kp",
        "case",
        """
        Mã PA/KN | Loại khiếu nại | Số thuê bao | Họ tên liên hệ | Nội dung | Ngày tạo | Ngày quá hạn | Ngày đóng KN | Khu phố
        PK-001 | Phản ánh | 0912009011 | Tạ Thị Gấc | rác đầu ngõ | 01/6/2024 08:15 | 11/6/2024 17:00 | 05/6/2024 10:00 | KP1
        PK-002 | Kiến nghị | 0912009012 | | xin gờ giảm tốc | 03/6/2024 09:30 | 13/6/2024 17:00 | 12/6/2024 16:20 | KP1
        PK-003 | Khiếu nại | | Lý Văn Cau | đền bù | 04/6/2024 14:00 | 14/6/2024 17:00 | 18/6/2024 09:00 | KP2
        PK-004 | Phản ánh | 0912009014 | | karaoke | 20/6/2024 22:40 | 05/7/2024 17:00 | | KP3
        PK-005 | Phản ánh | 0912009015 | | đèn hỏng | 05/6/2024 07:05 | 15/6/2024 17:00 | | KP3
        PK-006 | Tố cáo | | | giữ kín | 10/6/2024 10:10 | 10/7/2024 17:00 | | KP2
        """,
        "code = Mã PA/KN; kind = Loại khiếu nại; received_at = Ngày tạo; due_at = Ngày quá hạn;"
        "closed_at = Ngày đóng KN; village = Khu phố",
        "Phản ánh = feedback; Kiến nghị = petition; Khiếu nại = complaint; Tố cáo = denunciation",
        private="Số thuê bao; Họ tên liên hệ; Nội dung",
        day=DAY,
        day_given=True,
        in_time=(2, 4),
    ),
    Shape(
        "case_crime_reports",
        "So tin bao to giac.xlsx",
        "ap",
        "case",
        """
        CÔNG AN XÃ
        SỔ TIẾP NHẬN TIN BÁO, TỐ GIÁC VỀ TỘI PHẠM
        Số liệu đến ngày 30/6/2024
        TT | Số tin | Loại tin | Giờ, ngày tiếp nhận | Hình thức | Ấp | Hạn giải quyết | Ngày giải quyết | Kết quả | Bị hại
        1 | 01/TB | Tin báo về tội phạm | 08:30 02/5/2024 | Zalo | Bình Hòa | 22/5/2024 | 03/5/2024 | Chuyển CQĐT | Ngô Văn Chanh
        2 | 02/TB | Tố giác về tội phạm | 21:10 06/5/2024 | Trực tiếp | ấp Tư | 26/5/2024 | 20/5/2024 | Đã giải quyết |
        3 | 03/TB | Tin báo về tội phạm | 10:00 10/5/2024 | Điện thoại | Tân Lợi | 30/5/2024 | 04/6/2024 | Đã giải quyết |
        4 | 04/TB | Tin báo về tội phạm | 07:45 01/6/2024 | Zalo | Bình Hòa | 21/6/2024 | 12/6/2024 | Đã giải quyết |
        5 | 05/TB | Tố giác về tội phạm | 16:20 20/6/2024 | Đơn thư | ấp Tư | 10/7/2024 | | |
        6 | 06/TB | Tin báo về tội phạm | 23:55 28/6/2024 | VNeID | Tân Lợi | 18/7/2024 | | |
        """,
        "code = Số tin; kind = Loại tin; received_at = Giờ, ngày tiếp nhận; channel = Hình thức; village = Ấp;"
        "due_at = Hạn giải quyết; closed_at = Ngày giải quyết; outcome = Kết quả",
        "Tin báo về tội phạm = crime_report; Tố giác về tội phạm = crime_denunciation; Zalo = zalo; Trực tiếp = in_person;"
        "Đã giải quyết = resolved; Chuyển CQĐT = forwarded",
        private="Bị hại",
        day=DAY,
        in_time=(3, 4),
    ),
    Shape(
        "case_capitals",
        "PHAN ANH KIEN NGHI.xlsx",
        "khu",
        "case",
        """
        TỔNG HỢP PHẢN ÁNH, KIẾN NGHỊ ĐẾN NGÀY 30 THÁNG 6 NĂM 2024
        TT | MÃ PAKN | LOẠI PHẢN ÁNH | NGÀY NHẬN | HẠN XỬ LÝ | NGÀY XỬ LÝ | KHU | NGƯỜI PHẢN ÁNH | TRẠNG THÁI
        1 | PAKN-1 | PHẢN ÁNH | @03/6/2024 | @13/6/2024 | @10/6/2024 | KHU 1 | TẠ THỊ GẤC | ĐÃ XỬ LÝ
        2 | PAKN-2 | KIẾN NGHỊ | @04/6/2024 | @14/6/2024 | @14/6/2024 | KHU 2 | | ĐÃ XỬ LÝ
        3 | PAKN-3 | PHẢN ÁNH | @05/6/2024 | @15/6/2024 | @17/6/2024 | ĐỒNG MẠ | | QUÁ HẠN
        4 | PAKN-4 | PHẢN ÁNH | @06/6/2024 | @17/6/2024 | @12/6/2024 | KHU 1 | LÝ VĂN CAU | ĐÃ XỬ LÝ
        5 | PAKN-5 | KIẾN NGHỊ | @25/6/2024 | @05/7/2024 | | KHU 2 | | ĐANG XỬ LÝ
        6 | PAKN-6 | PHẢN ÁNH | @27/6/2024 | @07/7/2024 | | ĐỒNG MẠ | | MỚI TIẾP NHẬN
        """,
        "code = MÃ PAKN; kind = LOẠI PHẢN ÁNH; received_at = NGÀY NHẬN; due_at = HẠN XỬ LÝ; closed_at = NGÀY XỬ LÝ;"
        "village = KHU; state = TRẠNG THÁI",
        "PHẢN ÁNH = feedback; KIẾN NGHỊ = petition",
        private="NGƯỜI PHẢN ÁNH",
        day=DAY,
        in_time=(3, 4),
    ),
    Shape(
        "case_no_accents_csv",
        "phan_anh.csv",
        "to",
        "case",
        """
        Ma phan anh | Loai | Ngay gui | Han xu ly | Ngay hoan thanh | Trang thai | Nguoi gui | Dien thoai | Noi dung
        A1 | Phan anh | 02/06/2024 | 12/06/2024 | 08/06/2024 | Da hoan thanh | Ta Thi Gac | 0912009041 | rac
        A2 | Phan anh | 03/06/2024 | 13/06/2024 | 15/06/2024 | Da hoan thanh | | | dien
        A3 | Kien nghi | 04/06/2024 | 14/06/2024 | 13/06/2024 | Da hoan thanh | | | nuoc
        A4 | Kien nghi | 05/06/2024 | 15/06/2024 | 15/06/2024 | Da hoan thanh | | | duong
        A5 | Phan anh | 26/06/2024 | 06/07/2024 | | Dang xu ly | | | on
        A6 | Phan anh | 27/06/2024 | 07/07/2024 | | Cho xu ly | | | on
        """,
        "code = Ma phan anh; kind = Loai; received_at = Ngay gui; due_at = Han xu ly; closed_at = Ngay hoan thanh;"
        "state = Trang thai",
        "Phan anh = feedback; Kien nghi = petition",
        private="Nguoi gui; Dien thoai; Noi dung",
        day=DAY,
        day_given=True,
        in_time=(3, 4),
        delimiter=";",
    ),
    Shape(
        "case_state_without_day",
        "phan anh khong ngay dong.xlsx",
        "tdp",
        "case",
        """
        DANH SÁCH PHẢN ÁNH, KIẾN NGHỊ (đến ngày 30/6/2024)
        STT | Mã KN | Phân loại | Ngày gửi | Tổ dân phố | Trạng thái xử lý | Công dân | Tiêu đề phản ánh
        1 | K-11 | Phản ánh | 02/5/2024 | TDP 1 | Đã xử lý | Tạ Thị Gấc | Rác thải
        2 | K-12 | Phản ánh | 06/5/2024 | TDP 1 | Đã hoàn thành | | Đèn đường
        3 | K-13 | Kiến nghị | 14/5/2024 | TDP2 | Đã đóng | Lý Văn Cau | Vỉa hè
        4 | K-14 | Phản ánh | 21/5/2024 | TDP2 | Từ chối | | Tiếng ồn
        5 | K-15 | Kiến nghị | 24/6/2024 | Nam Sơn | Đang xử lý | | Cây đổ
        6 | K-16 | Phản ánh | 28/6/2024 | Nam Sơn | Mới | | Nước
        """,
        "code = Mã KN; kind = Phân loại; received_at = Ngày gửi; village = Tổ dân phố; state = Trạng thái xử lý",
        "Phản ánh = feedback; Kiến nghị = petition",
        private="Công dân; Tiêu đề phản ánh",
        day=DAY,
    ),
    Shape(
        "case_state_and_due_only",
        "PAKN_trang_thai.xlsx",
        "khom",
        "case",
        """
        Mã phản ánh | Loại phản ánh | Ngày tiếp nhận | Hạn xử lý | Trạng thái | Khóm | Người tiếp nhận | Cư dân | Địa điểm sự cố
        21 | Phản ánh | 03/06/2024 | 13/06/2024 | Đã xử lý | Khóm 1 | Mai Thị Cam | Tạ Thị Gấc | đầu khóm
        22 | Phản ánh | 05/06/2024 | 15/06/2024 | Đã giải quyết | Khóm 1 | Mai Thị Cam | | chợ
        23 | Kiến nghị | 07/06/2024 | 17/06/2024 | Quá hạn | Khóm 2 | Mai Thị Cam | | cầu
        24 | Phản ánh | 10/06/2024 | 20/06/2024 | Đã hủy | Khóm 2 | Mai Thị Cam | | kênh
        25 | Kiến nghị | 25/06/2024 | 05/07/2024 | Đang xử lý | Đông Thịnh | Mai Thị Cam | Lý Văn Cau | trường
        26 | Phản ánh | 28/06/2024 | 08/07/2024 | Đã tiếp nhận | Đông Thịnh | Mai Thị Cam | | đình
        """,
        "code = Mã phản ánh; kind = Loại phản ánh; received_at = Ngày tiếp nhận; due_at = Hạn xử lý; state = Trạng thái;"
        "village = Khóm",
        "Phản ánh = feedback; Kiến nghị = petition",
        private="Cư dân; Địa điểm sự cố",
        day=DAY,
        day_given=True,
    ),
    Shape(
        "case_two_row_header",
        "Biểu theo dõi PA.xlsx",
        "xom",
        "case",
        """
        BIỂU THEO DÕI XỬ LÝ PHẢN ÁNH QUA ZALO
        Tính đến ngày 30/6/2024
        STT | Mã tin | Nội dung phản ánh | Phân loại | Thời gian | < | < | Kết quả
        ^ | ^ | ^ | ^ | Tiếp nhận | Hạn trả lời | Đã trả lời | ^
        1 | Z1 | mất trộm gà | Phản ánh | 03/6/2024 | 13/6/2024 | 07/6/2024 | Đã giải quyết
        2 | Z2 | đốt rơm rạ | Phản ánh | 04/6/2024 | 14/6/2024 | 14/6/2024 | Đã giải quyết
        3 | Z3 | xin lắp đèn | Kiến nghị | 05/6/2024 | 17/6/2024 | 20/6/2024 | Đã giải quyết
        4 | Z4 | cãi nhau | Phản ánh | 06/6/2024 | 18/6/2024 | 10/6/2024 | Đã giải quyết
        5 | Z5 | ngập | Phản ánh | 26/6/2024 | 06/7/2024 | |
        6 | Z6 | chó thả rông | Phản ánh | 28/6/2024 | 08/7/2024 | |
        """,
        "code = Mã tin; kind = Phân loại; received_at = Tiếp nhận; due_at = Hạn trả lời; closed_at = Đã trả lời;"
        "outcome = Kết quả",
        "Phản ánh = feedback; Kiến nghị = petition; Đã giải quyết = resolved",
        private="Nội dung phản ánh",
        day=DAY,
        in_time=(3, 4),
        header_rows=2,
    ),
)

WITH_A_SUBJECT_ONLY = (
    Shape(
        "case_subject_feedback",
        "phan anh hien truong.xlsx",
        "thon",
        "case",
        """
        DANH SÁCH PHẢN ÁNH HIỆN TRƯỜNG (tính đến ngày 30/6/2024)
        Mã phản ánh | Nội dung | Lĩnh vực | Thôn | Ngày gửi | Hạn xử lý | Ngày hoàn thành | Trạng thái
        PA-01 | x | Vệ sinh môi trường | Yên Xá | 02/5/2024 | 10/5/2024 | 08/5/2024 | Đã xử lý
        PA-02 | x | An ninh trật tự | Yên Xá | 03/5/2024 | 13/5/2024 | 15/5/2024 | Đã xử lý
        PA-03 | x | Hạ tầng giao thông | Đông Hải | 06/5/2024 | 16/5/2024 | 16/5/2024 | Đã xử lý
        PA-04 | x | Tiếng ồn | Đông Hải | 07/5/2024 | 17/5/2024 | 13/5/2024 | Đã xử lý
        PA-05 | x | Điện nước | Đình | 26/6/2024 | 06/7/2024 | | Đang xử lý
        PA-06 | x | Đất đai | Đình | 28/6/2024 | 12/7/2024 | | Đang xử lý
        """,
        "code = Mã phản ánh; village = Thôn; received_at = Ngày gửi; due_at = Hạn xử lý; closed_at = Ngày hoàn thành;"
        "state = Trạng thái",
        private="Nội dung",
        day=DAY,
        in_time=(3, 4),
        may_ask=True,
    ),
    Shape(
        "case_two_subjects",
        "PAKN_linhvuc.xlsx",
        "kp",
        "case",
        """
        Mã PA | Lĩnh vực chung | Lĩnh vực con | Độ ưu tiên | Phòng ban | Ngày tạo | Ngày hẹn trả | Ngày trả kết quả | Người nộp | Email
        31 | Đô thị | Vỉa hè | Cao | Kinh tế | 03/06/2024 | 13/06/2024 | 12/06/2024 | Tạ Thị Gấc | gac@vidu.vn
        32 | Đô thị | Cây xanh | Thường | Kinh tế | 04/06/2024 | 14/06/2024 | 19/06/2024 | |
        33 | An ninh | Tiếng ồn | Cao | Công an | 05/06/2024 | 17/06/2024 | 07/06/2024 | Lý Văn Cau |
        34 | An ninh | Gây rối | Cao | Công an | 06/06/2024 | 18/06/2024 | 06/06/2024 | |
        35 | Môi trường | Rác thải | Thường | Kinh tế | 26/06/2024 | 08/07/2024 | | |
        36 | Môi trường | Nước thải | Thường | Kinh tế | 27/06/2024 | 09/07/2024 | | |
        """,
        "code = Mã PA; received_at = Ngày tạo; due_at = Ngày hẹn trả; closed_at = Ngày trả kết quả",
        private="Người nộp; Email",
        day=DAY,
        day_given=True,
        in_time=(3, 4),
        may_ask=True,
    ),
    Shape(
        "case_subject_and_state_only",
        "dich vu cong phan anh.csv",
        "cum",
        "case",
        """
        STT | Mã phản ánh | Lĩnh vực | Ngày gửi | Trạng thái | Họ tên | Số điện thoại | Địa chỉ liên hệ | Nội dung kiến nghị
        1 | DV01 | Hành chính | 03/06/2024 | Đã phản hồi | Tạ Thị Gấc | 0912009081 | Cụm 1 | hỏi giấy
        2 | DV02 | An ninh trật tự | 05/06/2024 | Đã xử lý | Lý Văn Cau | 0912009082 | Cụm 1 | ồn
        3 | DV03 | Xây dựng | 10/06/2024 | Từ chối | Hồ Thị Đào | 0912009083 | Cụm 2 | lấn
        4 | DV04 | Giao thông | 12/06/2024 | Đã xử lý | Ngô Văn Chanh | 0912009084 | Cụm 2 | ổ gà
        5 | DV05 | PCCC | 26/06/2024 | Chờ xử lý | Vũ Thị Nhãn | 0912009085 | Cụm 3 | vòi
        6 | DV06 | Khác | 28/06/2024 | Đang xử lý | Bùi Thị Vải | 0912009086 | Cụm 3 | khác
        """,
        "code = Mã phản ánh; received_at = Ngày gửi; state = Trạng thái",
        private="Họ tên; Số điện thoại; Địa chỉ liên hệ; Nội dung kiến nghị",
        day=DAY,
        day_given=True,
        may_ask=True,
        delimiter=";",
        encoding="utf-8-sig",
    ),
)

WITH_MORE = (
    Shape(
        "case_extended_and_told",
        "So theo doi gia han.xlsx",
        "buon",
        "case",
        """
        SỔ THEO DÕI TIN BÁO, PHẢN ÁNH NGÀY 30/6/2024
        STT | Mã vụ việc | Loại tin | Ngày nhận | Buôn | Hạn xử lý | Gia hạn đến | Lý do gia hạn | Ngày xử lý xong | Thông báo kết quả
        1 | V1 | Phản ánh | 03/6/2024 | Ea Kmat | 13/6/2024 | | | 10/6/2024 | x
        2 | V2 | Kiến nghị | 04/6/2024 | Ea Kmat | 14/6/2024 | 24/6/2024 | QĐ 05 | 20/6/2024 | x
        3 | V3 | Phản ánh | 05/6/2024 | Krông Á | 17/6/2024 | | | 19/6/2024 | x
        4 | V4 | Phản ánh | 06/6/2024 | Krông Á | 18/6/2024 | | | 18/6/2024 |
        5 | V5 | Kiến nghị | 20/6/2024 | Thôn 5 | 28/6/2024 | 08/7/2024 | QĐ 06 | |
        6 | V6 | Phản ánh | 28/6/2024 | Thôn 5 | 08/7/2024 | | | |
        """,
        "code = Mã vụ việc; kind = Loại tin; received_at = Ngày nhận; village = Buôn; due_at = Hạn xử lý;"
        "extended_to = Gia hạn đến; extension_basis = Lý do gia hạn; closed_at = Ngày xử lý xong;"
        "notified = Thông báo kết quả",
        "Phản ánh = feedback; Kiến nghị = petition",
        day=DAY,
        in_time=(3, 4),
    ),
    Shape(
        "case_camel_template",
        "MauPhanAnh.xlsx",
        "ban",
        "case",
        """
        ## HuongDan
        ★ là cột bắt buộc
        ## PhanAnh
        ★ MaPhanAnh | ★ LoaiPhanAnh | ★ NgayTiepNhan | ○ HanXuLy | ○ NgayDong | ○ KenhTiepNhan | ○ NguoiPhanAnh | ○ NoiDung
        C1 | Phản ánh | 03/06/2024 | 13/06/2024 | 11/06/2024 | Zalo | Tạ Thị Gấc | a
        C2 | Kiến nghị | 04/06/2024 | 14/06/2024 | 14/06/2024 | Trực tiếp | | b
        C3 | Phản ánh | 05/06/2024 | 17/06/2024 | 21/06/2024 | Điện thoại | | c
        C4 | Phản ánh | 06/06/2024 | 18/06/2024 | 12/06/2024 | Zalo | | d
        C5 | Phản ánh | 26/06/2024 | 08/07/2024 | | Zalo | Lý Văn Cau | e
        C6 | Kiến nghị | 27/06/2024 | 09/07/2024 | | Đơn thư | | f
        """,
        "code = ★ MaPhanAnh; kind = ★ LoaiPhanAnh; received_at = ★ NgayTiepNhan; due_at = ○ HanXuLy;"
        "closed_at = ○ NgayDong; channel = ○ KenhTiepNhan",
        "Phản ánh = feedback; Kiến nghị = petition; Zalo = zalo; Trực tiếp = in_person",
        private="○ NguoiPhanAnh; ○ NoiDung",
        day=DAY,
        day_given=True,
        in_time=(3, 4),
    ),
    Shape(
        "case_security_information",
        "Tin ANTT thang 6.xlsx",
        "ap",
        "case",
        """
        TỔNG HỢP TIN ANTT TIẾP NHẬN QUA NHÓM ZALO
        Số liệu đến ngày 30 tháng 6 năm 2024
        TT | Mã số tin | Loại | Thời gian nhận | Nguồn tin | Ấp | Thời hạn xử lý | Thời gian xử lý xong | Kết quả xử lý | Người báo tin
        1 | ANTT1 | Tin an ninh trật tự | 03/6/2024 07:10 | Zalo | Bình Hòa | 13/6/2024 | 03/6/2024 09:00 | Đã giải quyết | Tạ Thị Gấc
        2 | ANTT2 | Tin an ninh trật tự | 05/6/2024 21:15 | Zalo | Ấp Tư | 17/6/2024 | 06/6/2024 08:30 | Đã giải quyết |
        3 | ANTT3 | Hỏi thủ tục hành chính | 06/6/2024 14:00 | Zalo | Tân Lợi | 18/6/2024 | 20/6/2024 14:05 | Đã giải quyết |
        4 | ANTT4 | Vi phạm hành chính | 10/6/2024 16:45 | Zalo | Bình Hòa | 20/6/2024 | 18/6/2024 10:00 | Đã giải quyết |
        5 | ANTT5 | Tin an ninh trật tự | 27/6/2024 22:30 | Điện thoại | Ấp Tư | 09/7/2024 | | |
        6 | ANTT6 | Phản ánh | 29/6/2024 06:20 | Zalo | Tân Lợi | 10/7/2024 | | |
        """,
        "code = Mã số tin; kind = Loại; received_at = Thời gian nhận; channel = Nguồn tin; village = Ấp;"
        "due_at = Thời hạn xử lý; closed_at = Thời gian xử lý xong; outcome = Kết quả xử lý",
        "Tin an ninh trật tự = security_information; Hỏi thủ tục hành chính = procedure_question;"
        "Vi phạm hành chính = violation; Zalo = zalo; Đã giải quyết = resolved",
        private="Người báo tin",
        day=DAY,
    ),
    Shape(
        "case_hotline_late_states",
        "duong day nong.xlsx",
        "khom",
        "case",
        """
        NHẬT KÝ ĐƯỜNG DÂY NÓNG (từ ngày 01/6/2024 đến ngày 30/6/2024)
        STT | Mã khiếu nại | Loại KN | Ngày lập | Khóm | Hạn trả lời | Ngày xử lý | Trình tự xử lý | Người gọi | SĐT gọi đến
        1 | DDN/01 | Phản ánh | 03/6/2024 09:00 | Khóm 1 | 13/6/2024 | 04/6/2024 | Hoàn thành | Tạ Thị Gấc | 0912009141
        2 | DDN/02 | Phản ánh | 05/6/2024 10:30 | Khóm 1 | 17/6/2024 | 19/6/2024 | Trễ hạn | | 0912009142
        3 | DDN/03 | Kiến nghị | 06/6/2024 15:10 | Khóm 2 | 18/6/2024 | 18/6/2024 | Hoàn thành | | 0912009143
        4 | DDN/04 | Phản ánh | 10/6/2024 20:05 | Khóm 2 | 20/6/2024 | | Trễ hạn | Lý Văn Cau | 0912009144
        5 | DDN/05 | Kiến nghị | 26/6/2024 08:45 | Đông Thịnh | 08/7/2024 | | Đang xử lý | | 0912009145
        6 | DDN/06 | Phản ánh | 28/6/2024 11:20 | Đông Thịnh | 10/7/2024 | | Chưa xử lý | | 0912009146
        """,
        "code = Mã khiếu nại; kind = Loại KN; received_at = Ngày lập; village = Khóm; due_at = Hạn trả lời;"
        "closed_at = Ngày xử lý; state = Trình tự xử lý",
        "Phản ánh = feedback; Kiến nghị = petition",
        private="Người gọi; SĐT gọi đến",
        day=DAY,
        in_time=(2, 4),
    ),
    Shape(
        "case_field_reports",
        "PAHT.xlsx",
        "thon",
        "case",
        """
        DANH SÁCH PHẢN ÁNH HIỆN TRƯỜNG
        Từ ngày 01/01/2024 đến ngày 30/06/2024
        STT | Mã phản ánh | Tiêu đề | Lĩnh vực | Địa điểm | Thời gian gửi | Hạn xử lý | Thời gian hoàn thành | Trạng thái
        1 | PA01 | a | Rác thải | b | @02/5/2024 08:10 | @12/5/2024 | @10/5/2024 | Hoàn thành
        2 | PA02 | a | Tiếng ồn | b | @03/5/2024 09:10 | @13/5/2024 | @20/5/2024 | Hoàn thành
        3 | PA03 | a | Giao thông | b | @01/6/2024 10:10 | @10/6/2024 | | Đang xử lý
        """,
        "code = Mã phản ánh; kind = (Phản ánh); received_at = Thời gian gửi; due_at = Hạn xử lý; closed_at = Thời gian hoàn thành;"
        "state = Trạng thái",
        "Phản ánh = feedback",
        private="Địa điểm",
        day="2024-06-30",
        in_time=(1, 3),
    ),
    Shape(
        "case_span_in_two_rows",
        "bao cao chi tiet.xlsx",
        "kp",
        "case",
        """
        BÁO CÁO CHI TIẾT PHẢN ÁNH, KIẾN NGHỊ
        Từ ngày: 01/06/2024
        Đến ngày: 30/06/2024
        STT | Mã PA/KN | Số thuê bao | Loại khiếu nại | Ngày tiếp nhận | Ngày quá hạn | Ngày đóng KN | Trạng thái | Người xử lý
        1 | PA01 | 0912000401 | Phản ánh | 02/06/2024 08:15 | 12/06/2024 | 10/06/2024 | Đã đóng | CB1
        2 | PA02 | 0912000402 | Phản ánh | 03/06/2024 08:15 | 13/06/2024 | 20/06/2024 | Đã đóng | CB1
        3 | PA03 | 0912000403 | Phản ánh | 04/06/2024 08:15 | 14/06/2024 | | Quá hạn | CB2
        """,
        "code = Mã PA/KN; kind = Loại khiếu nại; received_at = Ngày tiếp nhận; due_at = Ngày quá hạn; closed_at = Ngày đóng KN;"
        "state = Trạng thái",
        "Phản ánh = feedback",
        private="Số thuê bao",
        day="2024-06-30",
        in_time=(1, 3),
    ),
    Shape(
        "case_number_of_the_book",
        "so tiep nhan.xlsx",
        "thon",
        "case",
        """
        SỔ TIẾP NHẬN, GIẢI QUYẾT TIN BÁO, TỐ GIÁC, PHẢN ÁNH (tính đến 30/06/2024)
        Số vào sổ | Ngày, giờ tiếp nhận | Người báo tin | Phân loại tin | Thời hạn giải quyết | Giải quyết xong | Báo kết quả cho dân
        01/2024 | 03/05/2024 14:20 | Tạ Thị Gấc, Yên Xá | Tin báo | 23/05/2024 | 10/05/2024 | Có
        02/2024 | 04/05/2024 09:00 | Lý Văn Cau | Tố giác | 24/05/2024 | 28/05/2024 |
        03/2024 | 05/05/2024 10:30 | | Phản ánh | 25/05/2024 | 07/05/2024 | Có
        """,
        "code = Số vào sổ; kind = Phân loại tin; received_at = Ngày, giờ tiếp nhận;"
        "due_at = Thời hạn giải quyết; closed_at = Giải quyết xong; notified = Báo kết quả cho dân",
        "Tin báo = crime_report; Tố giác = crime_denunciation; Phản ánh = feedback",
        private="Người báo tin",
        day="2024-06-30",
        in_time=(2, 3),
    ),
    Shape(
        "case_sources_by_law",
        "tin bao.csv",
        "kp",
        "case",
        """
        Số hồ sơ | Loại nguồn tin | Ngày tiếp nhận nguồn tin | KP | Hạn giải quyết | Ngày ra QĐ giải quyết | Kết quả | Người cung cấp
        11/TBTG | Tin báo | 01/04/2024 | KP1 | 21/04/2024 | 15/04/2024 | Đã giải quyết | Tạ Thị Gấc
        12/TBTG | Tố giác | 02/04/2024 | KP2 | 22/04/2024 | 30/04/2024 | Đã giải quyết | Lý Văn Cau
        13/TBTG | Tin báo | 03/04/2024 | KP3 | 23/04/2024 | | Đang giải quyết | Hồ Thị Đào
        """,
        "code = Số hồ sơ; kind = Loại nguồn tin; received_at = Ngày tiếp nhận nguồn tin; village = KP;"
        "due_at = Hạn giải quyết; closed_at = Ngày ra QĐ giải quyết; outcome = Kết quả",
        "Tin báo = crime_report; Tố giác = crime_denunciation",
        private="Người cung cấp",
        day="2024-06-30",
        day_given=True,
        in_time=(1, 3),
    ),
    Shape(
        "case_diary_of_zalo",
        "nhat ky.xlsx",
        "thon",
        "case",
        """
        NHẬT KÝ TIẾP NHẬN PHẢN ÁNH QUA ZALO
        Kỳ báo cáo: 01/6/2024 - 30/6/2024
        Mã số PA | Thời gian nhận tin | Kênh | Thôn/xóm | Nội dung | Thời hạn phải trả lời | Đã trả lời ngày | Hiện trạng xử lý
        PA-01/24 | 02/06/2024 07:00 | Zalo | Yên Xá | a | 09/06/2024 | 06/06/2024 | Đã trả lời dân
        PA-02/24 | 03/06/2024 07:01 | Zalo | Đông Hải | a | 10/06/2024 | 14/06/2024 | Đã trả lời dân
        PA-03/24 | 04/06/2024 07:02 | Zalo | Xóm Đình | a | 11/06/2024 | | Đang xác minh
        """,
        "code = Mã số PA; kind = (Phản ánh); received_at = Thời gian nhận tin; channel = Kênh; village = Thôn/xóm;"
        "due_at = Thời hạn phải trả lời; closed_at = Đã trả lời ngày; state = Hiện trạng xử lý",
        "Phản ánh = feedback; Zalo = zalo",
        private="Nội dung",
        day="2024-06-30",
        in_time=(1, 3),
    ),
    Shape(
        "case_kinds_that_are_subjects",
        "export-feedback-20240630.csv",
        "kp",
        "case",
        """
        Mã phản ánh | Loại phản ánh | Ngày tạo | Người tạo | Khu vực | Trạng thái | Ngày hoàn tất | Hạn xử lý
        FB500 | Rác thải | 04/06/2024 09:10 | Tạ Thị Gấc | KP1 | Hoàn tất | 08/06/2024 10:00 | 11/06/2024
        FB501 | Tiếng ồn | 05/06/2024 09:10 | Lý Văn Cau | KP2 | Đang xử lý | | 12/06/2024
        FB502 | Giao thông | 06/06/2024 09:10 | Hồ Thị Đào | KP3 | Hoàn tất | 16/06/2024 10:00 | 13/06/2024
        """,
        "code = Mã phản ánh; kind = (Phản ánh); received_at = Ngày tạo; village = Khu vực; state = Trạng thái;"
        "closed_at = Ngày hoàn tất; due_at = Hạn xử lý",
        "Phản ánh = feedback",
        day="2024-06-30",
        in_time=(1, 3),
    ),
)

CASES = (*WITH_A_KIND, *WITH_A_SUBJECT_ONLY, *WITH_MORE)
