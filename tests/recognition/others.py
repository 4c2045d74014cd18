"""Lists for another purpose: about some households, persons or shops only, or about none. None may be taken for a register."""

from __future__ import annotations

from tests.recognition.shape import Other

OTHERS = (
    Other(
        "other_poor_households",
        "ho ngheo.xlsx",
        "thon",
        """
        DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2024
        Tính đến ngày 01/6/2024
        STT | Mã hộ | Chủ hộ | Thôn | Giai đoạn | Loại hộ | Quyết định | Ghi chú
        1 | YX-1 | Đỗ Thị Mận | Yên Xá | 2022-2025 | Hộ nghèo | 12/QĐ |
        2 | DH-2 | Đỗ Thị Khế | Đông Hải | 2022-2025 | Hộ cận nghèo | 12/QĐ |
        """,
        "title and columns",
    ),
    Other(
        "other_poor_households_first",
        "Danh sach rà soát 2024.xlsx",
        "kp",
        """
        Kết quả rà soát ngày 01/6/2024
        STT | Mã hộ | Họ và tên chủ hộ | Khu phố | Số nhân khẩu | Diện hộ | Điểm B1 | Điểm B2
        1 | K1 | Đỗ Thị Mận | Khu phố 1 | 4 | Hộ nghèo | 120 | 30
        2 | K2 | Lý Văn Khế | Khu phố 2 | 3 | Hộ cận nghèo | 135 | 20
        3 | K3 | Bùi Thị Sim | Khu phố 3 | 2 | Hộ nghèo | 110 | 40
        """,
        "columns and cells: only poor households",
    ),
    Other(
        "other_fees_not_paid",
        "chua nop phi.xlsx",
        "ap",
        """
        Mã hộ | Họ tên | Ấp | Số điện thoại | Kỳ | Số tiền | Số ngày quá hạn
        BH-1 | Đỗ Thị Mận | Ấp Bình Hòa | 0912000001 | 04/2024 | 120000 | 31
        BH-3 | Đỗ Thị Sim | Ấp Bình Hòa | 0912000003 | 04/2024 | 120000 | 31
        A4-1 | Đỗ Thị Mận | Ấp 4 | 0912020001 | 04/2024 | 60000 | 12
        """,
        "columns",
    ),
    Other(
        "other_fees_first",
        "thu quy vsmt.csv",
        "tdp",
        """
        Mã hộ | Chủ hộ | Tổ dân phố | SĐT | Tháng | Số tiền | Đã nộp
        H1 | Đỗ Thị Mận | TDP 1 | 0912007011 | 5/2024 | 30000 | x
        H2 | Lý Văn Khế | TDP 2 | 0912007012 | 5/2024 | 30000 |
        H3 | Bùi Thị Sim | TDP Nam Sơn | 0912007013 | 5/2024 | 30000 | x
        """,
        "columns",
        delimiter=";",
        encoding="utf-8-sig",
    ),
    Other(
        "other_vehicles",
        "phuong tien.xlsx",
        "khom",
        """
        DANH SÁCH PHƯƠNG TIỆN ngày 01/6/2024
        STT | Mã hộ | Chủ hộ | Khóm | Loại xe | Nhãn hiệu | Biển số
        1 | K1-1 | Đỗ Thị Mận | Khóm 1 | Xe máy | A | 99X1-000.01
        2 | K1-1 | Đỗ Thị Mận | Khóm 1 | Ô tô | B | 99X1-000.02
        3 | K2-2 | Đỗ Thị Khế | Khóm 2 | Xe máy | C | 99X1-000.03
        """,
        "title and columns",
    ),
    Other(
        "other_conscripts",
        "kham tuyen.xlsx",
        "xom",
        """
        STT | Mã NK | Họ tên | Ngày sinh | Mã hộ | Xóm | Năm | Sơ tuyển
        1 | NK9 | Đỗ Con Út | 01/01/2005 | XC-1 | Xóm Chùa | 2024 | Đạt
        2 | NK10 | Lý Con Hai | 11/3/2005 | XM-2 | Xóm Mới | 2024 | Không đạt
        3 | NK11 | Bùi Con Cả | 25/9/2004 | X7-3 | Xóm 7 | 2024 | Đạt
        """,
        "columns",
    ),
    Other(
        "other_household_businesses",
        "ho kinh doanh.xlsx",
        "khu",
        """
        DANH SÁCH HỘ KINH DOANH CÁ THỂ, tính đến ngày 01/6/2024
        STT | Mã hộ | Tên hộ kinh doanh | Họ tên chủ hộ | Khu | SĐT | Ngành nghề | Môn bài
        1 | U1-1 | Tạp hóa Cô Mận | Đỗ Thị Mận | Khu 1 | 0912007031 | Tạp hóa | 300000
        2 | U2-2 | Phở Khế | Đỗ Thị Khế | Khu 2 | 0912007032 | Quán ăn | 500000
        3 | DM-3 | May đo Sim | Đỗ Thị Sim | Đồng Mạ | | May mặc | 300000
        """,
        "title and columns",
    ),
    Other(
        "other_shops_beside_enterprises",
        "co so an uong.xlsx",
        "kp",
        """
        DANH SÁCH CƠ SỞ DỊCH VỤ ĂN UỐNG (kiểm tra ATTP ngày 01/6/2024)
        STT | Mã số cơ sở | Tên cơ sở kinh doanh / Loại hình | Chủ cơ sở | Khu phố | SĐT | Kết quả kiểm tra
        1 | CS1 | Quán Cây Đa / Quán ăn | Đỗ Thị Mận | KP1 | 0912007041 | Đạt
        2 | CS2 | Bếp trường Hoa Mai / Bếp ăn tập thể | Lý Văn Khế | KP2 | | Đạt
        3 | CS3 | Xôi Sim / Thức ăn đường phố | Bùi Thị Sim | KP3 | 0912007043 | Không đạt
        """,
        "title and columns",
    ),
    Other(
        "other_pensioners",
        "luong huu.xlsx",
        "to",
        """
        DANH SÁCH CHI TRẢ LƯƠNG HƯU, TRỢ CẤP THÁNG 6 (ngày 01/6/2024)
        STT | Số sổ | Họ và tên | Tổ | Số tiền | Số tài khoản | Ký nhận
        1 | BH01 | Đỗ Thị Mận | Tổ 1 | 4200000 | |
        2 | BH02 | Lý Văn Khế | Tổ 2 | 3900000 | 000111222 |
        3 | BH03 | Bùi Thị Sim | Tổ 3 | 5100000 | |
        """,
        "title and columns",
    ),
    Other(
        "other_vaccination",
        "tiem chung.csv",
        "ban",
        """
        Ma ho | Ho ten chu ho | Ban | Ho ten tre | Ngay sinh | Mui tiem | Ngay tiem
        NL-1 | Do Thi Man | Na Loc | Tran Thi Le | 01/02/2022 | Soi | 01/06/2024
        HS-2 | Do Thi Khe | Huoi Sen | Ly Van Cau | 11/08/2022 | Soi | 01/06/2024
        PK-3 | Do Thi Sim | Pa Khom | Bui Thi Vai | 21/12/2021 | BCG | 01/06/2024
        """,
        "columns",
    ),
    Other(
        "other_land_plots",
        "thua dat.xlsx",
        "thon",
        """
        DANH SÁCH HỘ CÓ ĐẤT THU HỒI (ngày 01/6/2024)
        STT | Mã hộ | Chủ hộ | Thôn | Số tờ | Số thửa | Diện tích (m2) | Loại đất
        1 | YX-1 | Đỗ Thị Mận | Thôn Yên Xá | 12 | 101 | 240 | LUC
        2 | YX-2 | Đỗ Thị Khế | Thôn Yên Xá | 12 | 102 | 310 | ONT
        3 | DH-1 | Đỗ Thị Mận | Thôn Đông Hải | 15 | 7 | 95 | ONT
        """,
        "title and columns",
    ),
    Other(
        "other_gifts_title_alone",
        "qua tet.xlsx",
        "ap",
        """
        DANH SÁCH HỘ GIA ĐÌNH NHẬN QUÀ TẾT NGUYÊN ĐÁN, ngày 01/6/2024
        STT | Mã hộ | Họ và tên chủ hộ | Ấp | Số nhân khẩu | Số điện thoại
        1 | BH-1 | Đỗ Thị Mận | Ấp Bình Hòa | 4 | 0912000001
        2 | TL-2 | Đỗ Thị Khế | Ấp Tân Lợi | 3 | 0912010002
        3 | A4-3 | Đỗ Thị Sim | Ấp 4 | 5 | 0912020003
        """,
        "title alone, perfect headers",
    ),
    Other(
        "other_students",
        "hoc sinh.xlsx",
        "khom",
        """
        Mã hộ | Họ tên học sinh | Lớp | Trường | Họ tên chủ hộ | Khóm | SĐT phụ huynh
        K1-1 | Trần Thị Lê | 3A | Tiểu học Sen Vàng | Đỗ Thị Mận | Khóm 1 | 0912007071
        K2-2 | Lý Văn Cau | 5B | Tiểu học Sen Vàng | Đỗ Thị Khế | Khóm 2 | 0912007072
        DT-3 | Bùi Thị Vải | 1C | Tiểu học Ngó Sen | Đỗ Thị Sim | Đông Thịnh |
        """,
        "columns",
    ),
    Other(
        "other_veterans",
        "cuu chien binh.xlsx",
        "xom",
        """
        DANH SÁCH HỘI VIÊN HỘI CỰU CHIẾN BINH NGÀY 01/6/2024
        STT | Họ và tên | Chức vụ | Xóm | Số điện thoại | Năm nhập ngũ | Số thẻ hội viên
        1 | Lý Văn Khế | Chi hội trưởng | Xóm Chùa | 0912007081 | 1979 | CCB1
        2 | Hồ Văn Bưởi | Hội viên | Xóm Mới | 0912007082 | 1984 | CCB2
        3 | Cao Văn Mít | Hội viên | Xóm 7 | | 1987 | CCB3
        """,
        "title and columns",
    ),
    Other(
        "other_party_cell",
        "chi bo.xlsx",
        "to",
        """
        DANH SÁCH ĐẢNG VIÊN CHI BỘ (ngày 01 tháng 6 năm 2024)
        STT | Họ và tên | Ngày vào Đảng | Số thẻ Đảng | Chức vụ | Tổ | SĐT
        1 | Đỗ Thị Mận | 03/02/1995 | 001 | Bí thư | Tổ 01 | 0912007091
        2 | Lý Văn Khế | 19/5/2001 | 002 | Phó Bí thư | Tổ 02 | 0912007092
        3 | Bùi Thị Sim | 02/9/2010 | 003 | Đảng viên | Tổ 03 | 0912007093
        """,
        "title and columns",
    ),
    Other(
        "other_relief_first",
        "cuu tro.xlsx",
        "buon",
        """
        DANH SÁCH HỘ ĐƯỢC HỖ TRỢ SAU BÃO (ngày 01/6/2024)
        STT | Số hộ | Chủ hộ | Buôn | Số khẩu | Số điện thoại
        1 | 11 | Đỗ Thị Mận | Buôn Ea Kmat | 5 | 0912007101
        2 | 21 | Lý Văn Khế | Buôn Krông Á | 4 | 0912007102
        3 | 51 | Bùi Thị Sim | Thôn 5 | 3 | 0912007103
        """,
        "title alone, perfect headers",
    ),
    Other(
        "other_voters",
        "cu tri.xlsx",
        "kp",
        """
        DANH SÁCH CỬ TRI BẦU TRƯỞNG KHU PHỐ
        Khu vực bỏ phiếu số 3, ngày 01/6/2024
        STT | Họ và tên | Ngày sinh | Giới tính | Khu phố | Hộ khẩu số | Ghi chú
        1 | Đỗ Thị Mận | 11/5/1970 | Nữ | Khu phố 3 | 31 |
        2 | Trần Văn Na | 17/8/1968 | Nam | Khu phố 3 | 31 |
        3 | Lý Văn Khế | 21/3/1982 | Nam | Khu phố 3 | 32 |
        """,
        "title",
    ),
    Other(
        "other_assets",
        "tai san.xlsx",
        "khu",
        """
        Mã tài sản | Tên tài sản | Loại | Khu | Người quản lý | Năm sử dụng | Nguyên giá
        TS01 | Loa truyền thanh | Thiết bị | Khu 1 | Đỗ Thị Mận | 2019 | 5200000
        TS02 | Bàn hội trường | Nội thất | Khu 2 | Lý Văn Khế | 2015 | 1800000
        TS03 | Máy bơm | Thiết bị | Khu Đồng Mạ | Bùi Thị Sim | 2021 | 7400000
        """,
        "columns",
    ),
    Other(
        "other_meeting_attendance",
        "diem danh hop.xlsx",
        "cum",
        """
        DANH SÁCH HỘ DỰ HỌP CỤM DÂN CƯ ngày 01/6/2024
        STT | Mã hộ | Chủ hộ | Cụm | Số điện thoại | Có mặt | Ký tên
        1 | C1-1 | Đỗ Thị Mận | Cụm 1 | 0912000001 | x |
        2 | C1-2 | Đỗ Thị Khế | Cụm 1 | 0912000002 | |
        3 | C2-1 | Đỗ Thị Mận | Cụm 2 | 0912010001 | x |
        """,
        "title and columns",
    ),
    Other(
        "other_dogs",
        "dang ky cho nuoi.csv",
        "thon",
        """
        Mã hộ | Chủ hộ | Thôn | Điện thoại | Số chó | Đã tiêm dại
        YX-1 | Đỗ Thị Mận | Yên Xá | 0912000001 | 2 | x
        DH-1 | Đỗ Thị Mận | Đông Hải | 0912010001 | 1 |
        XD-4 | Đỗ Thị Bưởi | Đình | 0912020004 | 3 | x
        """,
        "columns",
    ),
    Other(
        "insured_persons",
        "VssID.xlsx",
        "thon",
        """
        STT | Mã số BHXH | Họ và tên | Ngày sinh | Mã hộ | Quan hệ với chủ hộ | Thôn | Số thẻ BHYT | Nơi KCB | Hạn thẻ
        1 | 3801 | Đỗ Thị Mận | 1970 | YX-1 | Chủ hộ | Yên Xá | GD1 | TYT | 31/12/2024
        2 | 3802 | Lý Văn Khế | 1990 | YX-1 | Con | Yên Xá | GD2 | TYT | 31/12/2024
        """,
        "columns: insured persons",
    ),
    Other(
        "honoured_households",
        "GDVH.xlsx",
        "thon",
        """
        DANH SÁCH HỘ ĐẠT DANH HIỆU GIA ĐÌNH VĂN HÓA NĂM 2024
        STT | Họ và tên chủ hộ | Thôn | Số nhân khẩu | Danh hiệu
        1 | Đỗ Thị Mận | Yên Xá | 4 | GĐVH
        2 | Lý Văn Khế | Đông Hải | 3 | GĐVH 3 năm liền
        """,
        "both",
    ),
    Other(
        "not_in_zalo_yet",
        "chua tham gia.xlsx",
        "thon",
        """
        DANH SÁCH HỘ CHƯA THAM GIA NHÓM ZALO (đến 01/6/2024)
        STT | Mã hộ | Họ và tên chủ hộ | Thôn | Số điện thoại
        1 | YX-1 | Đỗ Thị Mận | Yên Xá | 0912000171
        2 | YX-2 | Lý Văn Khế | Yên Xá |
        """,
        "title: those not yet in",
    ),
    Other(
        "activated_accounts",
        "VNeID.xlsx",
        "thon",
        """
        DANH SÁCH CÔNG DÂN KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH MỨC 2
        STT | Họ và tên | Mã hộ | Quan hệ với chủ hộ | Thôn | Ngày kích hoạt | Mức tài khoản
        1 | Đỗ Thị Mận | YX-1 | Chủ hộ | Yên Xá | 01/5/2024 | 2
        2 | Lý Văn Khế | YX-2 | Chủ hộ | Yên Xá | 02/5/2024 | 2
        """,
        "both",
    ),
    Other(
        "other_poor_by_their_cells",
        "ra soat ho.xlsx",
        "thon",
        """
        Kết quả ngày 01/6/2024
        STT | Mã hộ | Họ và tên chủ hộ | Thôn | Số nhân khẩu | Số điện thoại | Phân loại hộ
        1 | YX-1 | Đỗ Thị Mận | Yên Xá | 4 | 0912000001 | Hộ nghèo
        2 | DH-1 | Lý Văn Khế | Đông Hải | 3 | 0912000002 | Hộ cận nghèo
        3 | DH-2 | Bùi Thị Sim | Đông Hải | 2 | 0912000003 | Hộ thoát nghèo
        """,
        "cells alone",
    ),
    Other(
        "other_funds_by_their_sums",
        "tong hop thu 2024.xlsx",
        "thon",
        """
        Mã hộ | Chủ hộ | Thôn | Số khẩu | Quỹ PCTT | Quỹ ĐƠĐN | Cộng
        YX-1 | Đỗ Thị Mận | Yên Xá | 4 | 20000 | 30.000 | 50.000
        DH-1 | Lý Văn Khế | Đông Hải | 3 | 20000 | 30.000 | 50.000
        DH-2 | Bùi Thị Sim | Đông Hải | 2 | 20000 | 30.000 | 50.000
        """,
        "sums of money",
    ),
    Other(
        "other_seedlings_by_their_numbers",
        "Book1.xlsx",
        "thon",
        """
        Mã hộ | Họ tên chủ hộ | Thôn | Số khẩu | Số cây giống | Ký nhận
        YX-1 | Đỗ Thị Mận | Yên Xá | 4 | 15 |
        DH-1 | Lý Văn Khế | Đông Hải | 3 | 10 |
        DH-2 | Bùi Thị Sim | Đông Hải | 2 | 25 |
        """,
        "an amount for each household",
    ),
    Other(
        "other_moved_for_landslides",
        "Book2.xlsx",
        "ban",
        """
        DANH SÁCH CÁC HỘ VÙNG SẠT LỞ PHẢI DI DỜI
        Ngày 01/6/2024
        TT | Họ và tên chủ hộ | Bản | Số khẩu | Số điện thoại | Điểm tái định cư
        1 | Đỗ Thị Mận | Nà Lốc | 4 | 0912000001 | Điểm 1
        2 | Lý Văn Khế | Huổi Sen | 3 | 0912000002 | Điểm 1
        """,
        "a title that says more than households and where",
    ),
    Other(
        "other_given_out_by_their_days",
        "DS.xlsx",
        "xom",
        """
        Ngày 01/6/2024
        STT | Mã hộ | Họ và tên chủ hộ | Xóm | Số khẩu | Số điện thoại | Ngày nhận | Người nhận ký
        1 | X-1 | Đỗ Thị Mận | Xóm Chùa | 4 | 0912000001 | 25/05/2024 |
        2 | X-2 | Lý Văn Khế | Xóm Mới | 3 | 0912000002 | 25/05/2024 |
        3 | X-3 | Bùi Thị Sim | Xóm Mới | 2 | 0912000003 | 26/05/2024 |
        """,
        "a day for each household that is none of a register",
    ),
    Other(
        "other_help_by_a_header",
        "ho.xlsx",
        "ap",
        """
        Ngày 01/6/2024
        STT | Mã hộ | Chủ hộ | Ấp | Số khẩu | Hoàn cảnh | Đề xuất hỗ trợ
        1 | BH-1 | Đỗ Thị Mận | Bình Hòa | 4 | Neo đơn | Nhà ở
        2 | TL-1 | Lý Văn Khế | Tân Lợi | 3 | Neo đơn | Bò giống
        """,
        "a header that names another purpose",
    ),
    Other(
        "suppliers",
        "NCC.xlsx",
        "thon",
        """
        DANH SÁCH NHÀ CUNG CẤP (cập nhật 01/6/2024)
        STT | Mã NCC | Tên nhà cung cấp | Mã số thuế | Người đại diện | Số điện thoại | Số tài khoản | Ngân hàng
        1 | NCC001 | Công ty TNHH Sen | 2803000101 | Đỗ Thị Mận | 0912000321 | 190300001 | NH Nông nghiệp
        2 | NCC002 | Công ty TNHH Súng | 2803000102 | Lý Văn Khế | 0912000322 | 190300002 | NH Nông nghiệp
        """,
        "both",
    ),
    Other(
        "persons_not_in_zalo_yet",
        "van dong.xlsx",
        "kp",
        """
        DANH SÁCH NGƯỜI DÂN CHƯA THAM GIA NHÓM ZALO KHU PHỐ 2 (đến 01/6/2024)
        STT | Họ và tên | Số điện thoại | Lý do | Người vận động
        1 | Đỗ Thị Mận | 0912000541 | Không có điện thoại thông minh | Lý Văn Khế
        2 | Bùi Thị Sim | 0912000542 | Không có điện thoại thông minh | Lý Văn Khế
        """,
        "both",
    ),
    Other(
        "visitors",
        "khach.xlsx",
        "thon",
        """
        SỔ THEO DÕI KHÁCH ĐẾN LIÊN HỆ CÔNG TÁC (cập nhật 01/6/2024)
        STT | Ngày đến | Họ và tên | Chức vụ | Đơn vị công tác | Nội dung làm việc | Số điện thoại | Giờ vào | Giờ ra
        1 | 03/5/2024 | Đỗ Thị Mận | Chuyên viên | Sở Nội vụ | Làm việc | 0912000551 | 8:00 | 9:30
        2 | 04/5/2024 | Lý Văn Khế | Cán bộ | Điện lực | Làm việc | 0912000552 | 8:00 | 9:30
        """,
        "both",
    ),
    Other(
        "land_files",
        "dat dai.xlsx",
        "thon",
        """
        SỔ THEO DÕI TIẾP NHẬN HỒ SƠ ĐẤT ĐAI (đến ngày 01/6/2024)
        STT | Mã hồ sơ | Loại hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Kết quả | Người nộp hồ sơ | Số thửa | Tờ bản đồ
        1 | ĐĐ-101 | Cấp đổi GCN | 03/5/2024 | 18/5/2024 | | | Đỗ Thị Mận | 12 | 4
        2 | ĐĐ-102 | Cấp đổi GCN | 04/5/2024 | 19/5/2024 | | | Lý Văn Khế | 13 | 4
        """,
        "both",
    ),
    Other(
        "files_of_no_kind_of_report",
        "so.xlsx",
        "thon",
        """
        SỔ THEO DÕI ĐẾN NGÀY 01/6/2024
        STT | Mã hồ sơ | Loại hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Kết quả
        1 | K-101 | Cấp bản sao | 03/5/2024 | 18/5/2024 | |
        2 | K-102 | Cấp bản sao | 04/5/2024 | 19/5/2024 | |
        """,
        "cells: no kind of report",
    ),
)
