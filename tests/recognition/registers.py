"""Registers of households: a row is a household, with a code or without one."""

from __future__ import annotations

from tests.recognition.shape import Shape

REGISTERS = (
    Shape(
        "register_khu_pho",
        "Danh sach ho KP.xlsx",
        "kp",
        "household",
        """
        UBND PHƯỜNG AN LẠC
        DANH SÁCH HỘ GIA ĐÌNH TRÊN ĐỊA BÀN
        (Số liệu tính đến ngày 01/6/2024)
        STT | Khu phố | Số hộ khẩu | Chủ hộ | Số nhân khẩu | Điện thoại | Ghi chú
        1 | Khu phố 1 | 110001 | Đỗ Thị Mận | 4 | 0912000001 |
        2 | Khu phố 1 | 110002 | Lý Văn Khế | 3 | 0912 000 002 | nhà cấp 4
        3 | Khu phố 2 | 110003 | Bùi Thị Sim | 5 | |
        4 | Khu phố 2 | 110004 | Hồ Văn Bưởi | 2 | 912000004 |
        5 | Khu phố 3 | 110005 | Mai Thị Cam | 6 | 0912.000.005 |
        6 | Khu phố 3 | 110006 | Cao Văn Mít | 1 | 0912000006 | đi làm xa
        ~ | Tổng cộng | | | 21 | |
        ~ | | | | NGƯỜI LẬP BIỂU | |
        """,
        "code = Số hộ khẩu; head_name = Chủ hộ; village = Khu phố; members = Số nhân khẩu; phone = Điện thoại",
    ),
    Shape(
        "register_capitals_kp",
        "HO_DAN.xlsx",
        "kp",
        "household",
        """
        DANH SÁCH HỘ DÂN CƯ NGÀY 01 THÁNG 6 NĂM 2024
        TT | MÃ HỘ KHẨU | HỌ VÀ TÊN CHỦ HỘ | KP | SĐT LIÊN HỆ | SỐ KHẨU | SỐ CCCD
        1 | HK-01 | ĐỖ THỊ MẬN | KP1 | 0912000011 | 4 | 079900000011
        2 | HK-02 | LÝ VĂN KHẾ | KP1 | 0912000012 | 2 |
        3 | HK-03 | BÙI THỊ SIM | KP2 | | 3 | 079900000013
        4 | HK-04 | HỒ VĂN BƯỞI | KP2 | 0912000014 | 5 |
        5 | HK-05 | MAI THỊ CAM | KP3 | 0912000015 | 4 |
        6 | HK-06 | CAO VĂN MÍT | KP3 | 0912000016 | 4 |
        ~ | CỘNG | | | | 22 |
        """,
        "code = MÃ HỘ KHẨU; head_name = HỌ VÀ TÊN CHỦ HỘ; village = KP; phone = SĐT LIÊN HỆ; members = SỐ KHẨU",
        private="SỐ CCCD",
    ),
    Shape(
        "register_to_dan_pho_csv",
        "ho_tdp.csv",
        "tdp",
        "household",
        """
        Mã hộ | Tổ dân phố | Tên chủ hộ | Số nhân khẩu | Số ĐT Chủ Hộ | Tình trạng cư trú
        H001 | Tổ dân phố 1 | Đỗ Thị Mận | 4 | 0912000021 | Thường trú
        H002 | Tổ dân phố số 1 | Lý Văn Khế | 3 | 0912000022 | Tạm trú
        H003 | TDP2 | Bùi Thị Sim | 2 | | Thường trú
        H004 | TDP 2 | Hồ Văn Bưởi | 6 | 0912000024 | Chuyển đi
        H005 | Nam Sơn | Mai Thị Cam | 1 | 0912000025 | Tạm vắng
        H006 | Tổ dân phố Nam Sơn | Cao Văn Mít | 4 | 0912000026 | Thường trú
        """,
        "code = Mã hộ; head_name = Tên chủ hộ; village = Tổ dân phố; members = Số nhân khẩu; phone = Số ĐT Chủ Hộ;"
        "status = Tình trạng cư trú",
        "Thường trú = resident; Tạm trú = resident; Chuyển đi = moved; Tạm vắng = away",
        day_given=True,
        delimiter=";",
        encoding="utf-8-sig",
    ),
    Shape(
        "register_ap_without_codes",
        "Ho gia dinh cac ap.xlsx",
        "ap",
        "household",
        """
        DANH SÁCH HỘ GIA ĐÌNH
        Tính đến ngày 01/6/2024
        STT | Họ và tên chủ hộ | Ấp | Số nhân khẩu | Số điện thoại | Ghi chú
        1 | Đỗ Thị Mận | Bình Hòa | 4 | 0912000031 |
        2 | Lý Văn Khế | Bình Hòa | 3 | 0912000032 |
        3 | Bùi Thị Sim | ấp Tư | 5 | 0912000033 |
        4 | Hồ Văn Bưởi | ấp Tư | 2 | |
        5 | Mai Thị Cam | Tân Lợi | 3 | 0912000035 |
        6 | Cao Văn Mít | Ấp Tân Lợi | 4 | 0912000036 | hộ ghép
        ~ | Cộng: 6 hộ | | 21 | |
        """,
        "head_name = Họ và tên chủ hộ; village = Ấp; members = Số nhân khẩu; phone = Số điện thoại",
    ),
    Shape(
        "register_ban_no_accents",
        "ds_ho_ban.csv",
        "ban",
        "household",
        """
        STT | Ma ho | Ho ten chu ho | Ban | So nhan khau | So dien thoai | Dan toc
        1 | NL-01 | Do Thi Man | Na Loc | 5 | 0912000041 | Thai
        2 | NL-02 | Ly Van Khe | Na Loc | 4 | | Thai
        3 | HS-01 | Bui Thi Sim | Huoi Sen | 6 | 0912000043 | Mong
        4 | HS-02 | Ho Van Buoi | Huoi Sen | 3 | 0912000044 | Mong
        5 | PK-01 | Mai Thi Cam | Pa Khom | 7 | 0912000045 | Thai
        6 | PK-02 | Cao Van Mit | Pa Khom | 2 | 0912000046 | Kinh
        """,
        "code = Ma ho; head_name = Ho ten chu ho; village = Ban; members = So nhan khau; phone = So dien thoai",
        private="Dan toc",
        day_given=True,
    ),
    Shape(
        "register_camel_case_stars",
        "MauNhapHoDan.xlsx",
        "to",
        "household",
        """
        ## Hướng dẫn
        Cột có dấu ★ là bắt buộc, cột có dấu ○ có thể bỏ trống
        Không thay đổi tên cột
        ## DuLieu
        ★ MaHo | ★ Ho | ★ Ten | ○ SoDienThoai | ★ ToDanPho | ○ SoNhanKhau
        H01 | Đỗ Thị | Mận | 0912000051 | Tổ 1 | 4
        H02 | Lý Văn | Khế | 0912000052 | Tổ 1 | 3
        H03 | Bùi Thị | Sim | | Tổ 2 | 5
        H04 | Hồ Văn | Bưởi | 0912000054 | Tổ 2 | 2
        H05 | Mai Thị | Cam | 0912000055 | Tổ 03 | 4
        H06 | Cao Văn | Mít | 0912000056 | Tổ 03 | 6
        ## DanhMuc
        Tình trạng | Giới tính
        ~Thường trú | Nam
        ~Tạm trú | Nữ
        """,
        "code = ★ MaHo; head_name = ★ Ho + ★ Ten; village = ★ ToDanPho; phone = ○ SoDienThoai; members = ○ SoNhanKhau",
        day_given=True,
    ),
    Shape(
        "register_khom_two_rows",
        "Khóm - hộ dân.xlsx",
        "khom",
        "household",
        """
        ỦY BAN NHÂN DÂN PHƯỜNG 5
        BIỂU TỔNG HỢP HỘ DÂN THEO KHÓM
        Thời điểm: ngày 01/6/2024
        STT | Số hộ | Họ và tên chủ hộ | Khóm | Nhân khẩu | Liên hệ | <
        ^ | ^ | ^ | ^ | ^ | SĐT | Zalo
        1 | 5001 | Đỗ Thị Mận | Khóm 1 | 4 | 0912000061 | x
        2 | 5002 | Lý Văn Khế | Khóm 1 | 3 | 0912000062 |
        3 | 5003 | Bùi Thị Sim | khóm 2 | 5 | 0912000063 | x
        4 | 5004 | Hồ Văn Bưởi | khóm 2 | 1 | | không
        5 | 5005 | Mai Thị Cam | Đông Thịnh | 3 | 0912000065 | x
        6 | 5006 | Cao Văn Mít | Đông Thịnh | 4 | 0912000066 | x
        ~ | Tổng | | | 20 | |
        """,
        "code = Số hộ; head_name = Họ và tên chủ hộ; village = Khóm; members = Nhân khẩu; phone = SĐT",
        header_rows=2,
    ),
    Shape(
        "register_brackets",
        "Mẫu hộ khẩu.xlsx",
        "khu",
        "household",
        """
        Mã Hộ khẩu (Số hộ) (*) | Họ tên chủ hộ (*) | Khu (*) | Số điện thoại (đầu 0) | Số nhân khẩu (người) | Ngày lập (YYYY-MM-DD)
        001 | Đỗ Thị Mận | Khu 1 | 0912000071 | 4 | 2019-03-02
        002 | Lý Văn Khế | Khu 1 | 0912000072 | 3 | 2019-03-02
        003 | Bùi Thị Sim | Khu 2 | 0912000073 | 5 |
        004 | Hồ Văn Bưởi | Khu số 2 | | 2 | 2020-11-15
        005 | Mai Thị Cam | Đồng Mạ | 0912000075 | 3 | 2021-01-05
        006 | Cao Văn Mít | Khu Đồng Mạ | 0912000076 | 4 | 2021-01-05
        """,
        "code = Mã Hộ khẩu (Số hộ) (*); head_name = Họ tên chủ hộ (*); village = Khu (*);"
        "phone = Số điện thoại (đầu 0); members = Số nhân khẩu (người)",
        day_given=True,
    ),
    Shape(
        "register_cum_to",
        "ho-dan-cum.xlsx",
        "cum",
        "household",
        """
        DANH SÁCH HỘ ĐANG CƯ TRÚ (cập nhật đến ngày 01/6/2024)
        Stt | Cụm/Tổ | Mã hộ khẩu | Chủ hộ (ẩn danh) | Số Thành Viên Đồng Cư | SĐT Di động | Diện cư trú
        1 | Cụm 1 | C-101 | Đỗ T. Mận | 4 | 0912000081 | Thường trú
        2 | Cụm 1 | C-102 | Lý V. Khế | 2 | 0912000082 | Thường trú
        3 | Cụm 2 | C-201 | Bùi T. Sim | 3 | | Tạm trú
        4 | Cụm 2 | C-202 | Hồ V. Bưởi | 6 | 0912000084 | Thường trú
        5 | Cụm 3 | C-301 | Mai T. Cam | 4 | 0912000085 | Tạm trú
        6 | Cụm 3 | C-302 | Cao V. Mít | 3 | 0912000086 | Thường trú
        """,
        "code = Mã hộ khẩu; head_name = Chủ hộ (ẩn danh); village = Cụm/Tổ; members = Số Thành Viên Đồng Cư;"
        "phone = SĐT Di động; status = Diện cư trú",
        "Thường trú = resident; Tạm trú = resident",
    ),
    Shape(
        "register_to_tu_quan",
        "Tổ tự quản.xlsx",
        "to",
        "household",
        """
        TỔ NHÂN DÂN TỰ QUẢN - DANH SÁCH HỘ
        Ngày 01 tháng 6 năm 2024
        STT | Hộ gia đình / Chủ hộ | Tổ tự quản | Số điện thoại | Số người | Địa chỉ
        1 | Đỗ Thị Mận | 01 | 0912000091 | 4 | 12 đường Cây Đa
        2 | Lý Văn Khế | 01 | 0912000092 | 3 | 14 đường Cây Đa
        3 | Bùi Thị Sim | 02 | | 5 | 3 ngõ Giếng
        4 | Hồ Văn Bưởi | 02 | 0912000094 | 2 | 5 ngõ Giếng
        5 | Mai Thị Cam | 03 | 0912000095 | 3 | 8 ngõ Giếng
        6 | Cao Văn Mít | 03 | 0912000096 | 4 | 1 đường Cây Đa
        ~ | | | | TỔ TRƯỞNG | (Ký, ghi rõ họ tên)
        """,
        "head_name = Hộ gia đình / Chủ hộ; village = Tổ tự quản; phone = Số điện thoại; members = Số người",
        private="Địa chỉ",
    ),
    Shape(
        "register_slash_units",
        "ho_toan_xa.txt",
        "thon",
        "household",
        """
        Mã số hộ | Thôn/Bản/Tổ dân phố | Họ tên chủ hộ | Nhân khẩu | ĐT
        YX001 | Yên Xá | Đỗ Thị Mận | 4 | 0912000101
        YX002 | Yên Xá | Lý Văn Khế | 3 | 0912000102
        DH001 | Đông Hải | Bùi Thị Sim | 5 | 0912000103
        DH002 | Đông Hải | Hồ Văn Bưởi | 2 |
        XD001 | Đình | Mai Thị Cam | 3 | 0912000105
        XD002 | Đình | Cao Văn Mít | 4 | 0912000106
        !XD003 | Bến Cũ | Tạ Thị Gấc | 4 | 0912000107
        """,
        "code = Mã số hộ; head_name = Họ tên chủ hộ; village = Thôn/Bản/Tổ dân phố; members = Nhân khẩu; phone = ĐT",
        day_given=True,
        delimiter="\t",
        encoding="utf-16",
    ),
    Shape(
        "register_ho_dem_ten",
        "Ho dem ten.xlsx",
        "xom",
        "household",
        """
        UBND XÃ TÂN AN
        DANH SÁCH HỘ CÁC XÓM, tính đến ngày 01/6/2024
        STT | Hộ khẩu số | Họ đệm | Tên chủ hộ | Xóm | Số khẩu | Điện Thoại Chủ Hộ
        1 | 31 | Đỗ Thị | Mận | Xóm Chùa | 4 | 0912000111
        2 | 32 | Lý Văn | Khế | Xóm Chùa | 3 | 0912000112
        3 | 33 | Bùi Thị | Sim | Mới | 5 |
        4 | 34 | Hồ Văn | Bưởi | Mới | 2 | 0912000114
        5 | 35 | Mai Thị | Cam | Xóm 7 | 3 | 0912000115
        6 | 36 | Cao Văn | Mít | Xóm 7 | 4 | 0912000116
        """,
        "code = Hộ khẩu số; head_name = Họ đệm + Tên chủ hộ; village = Xóm; members = Số khẩu; phone = Điện Thoại Chủ Hộ",
    ),
    Shape(
        "register_sheet_a_unit",
        "Ho dan 3 khu pho.xlsx",
        "kp",
        "household",
        """
        ## Tổng hợp
        TỔNG HỢP HỘ DÂN TÍNH ĐẾN NGÀY 01/6/2024
        Khu phố | Số hộ | Số khẩu
        ~KP1 | 2 | 7
        ~KP2 | 2 | 7
        ~KP3 | 2 | 7
        ## KP1
        DANH SÁCH HỘ KHU PHỐ 1 (tính đến ngày 01/6/2024)
        STT | Mã hộ khẩu | Chủ hộ | Số nhân khẩu | SĐT
        1 | 0101 | Đỗ Thị Mận | 4 | 0912000121
        2 | 0102 | Lý Văn Khế | 3 | 0912000122
        ## KP2
        DANH SÁCH HỘ KHU PHỐ 2 (tính đến ngày 01/6/2024)
        STT | Mã hộ khẩu | Chủ hộ | Số nhân khẩu | SĐT
        1 | 0201 | Bùi Thị Sim | 5 |
        2 | 0202 | Hồ Văn Bưởi | 2 | 0912000124
        ## KP3
        DANH SÁCH HỘ KHU PHỐ 3 (tính đến ngày 01/6/2024)
        STT | Mã hộ khẩu | Chủ hộ | Số nhân khẩu | SĐT
        1 | 0301 | Mai Thị Cam | 3 | 0912000125
        2 | 0302 | Cao Văn Mít | 4 | 0912000126
        ~ | Cộng | | 7 |
        """,
        "code = Mã hộ khẩu; head_name = Chủ hộ; village = (sheet); members = Số nhân khẩu; phone = SĐT",
    ),
    Shape(
        "register_unit_in_title",
        "binh hoa.xlsx",
        "ap",
        "household",
        """
        BAN NHÂN DÂN ẤP BÌNH HÒA
        DANH SÁCH CÁC HỘ TRONG ẤP
        Ngày 01 tháng 6 năm 2024
        TT | Chủ hộ | Số nhân khẩu | Điện thoại | Ghi chú
        1 | Đỗ Thị Mận | 4 | 0912000131 |
        2 | Lý Văn Khế | 3 | 0912000132 |
        3 | Bùi Thị Sim | 5 | | già yếu
        4 | Hồ Văn Bưởi | 2 | 0912000134 |
        5 | Mai Thị Cam | 3 | 0912000135 |
        6 | Cao Văn Mít | 4 | 0912000136 |
        ~ | Cộng | 21 | |
        ~ | | | TRƯỞNG ẤP |
        """,
        "head_name = Chủ hộ; village = (Ấp Bình Hòa); members = Số nhân khẩu; phone = Điện thoại",
    ),
    Shape(
        "register_flats",
        "can_ho_2024-06-01.xlsx",
        "khu",
        "household",
        """
        Căn hộ | Khu vực | Họ tên chủ hộ | Số thành viên | Số điện thoại | Email | Loại cư trú
        A-0101 | Khu 1 | Đỗ Thị Mận | 4 | 0912000141 | man@vidu.vn | Thường trú
        A-0102 | Khu 1 | Lý Văn Khế | 3 | 0912000142 | | Thường trú
        B-0201 | Khu 2 | Bùi Thị Sim | 2 | 0912000143 | | Tạm trú
        B-0202 | Khu 2 | Hồ Văn Bưởi | 1 | 0912000144 | buoi@vidu.vn | Tạm trú
        C-0301 | Đồng Mạ | Mai Thị Cam | 3 | | | Thường trú
        C-0302 | Đồng Mạ | Cao Văn Mít | 4 | 0912000146 | | Đã chuyển đi
        """,
        "code = Căn hộ; head_name = Họ tên chủ hộ; village = Khu vực; members = Số thành viên; phone = Số điện thoại;"
        "status = Loại cư trú",
        "Thường trú = resident; Tạm trú = resident; Đã chuyển đi = moved",
        private="Email",
    ),
    Shape(
        "register_buon_private",
        "Danh sách hộ buôn.xlsx",
        "buon",
        "household",
        """
        DANH SÁCH HỘ CÁC BUÔN, THÔN
        Số liệu đến ngày 01/6/2024
        STT | Buôn | Số hộ | Họ tên chủ hộ | Ngày sinh | Số ĐDCN/CCCD/CMND | Dân tộc | Tôn giáo | Khẩu | Số ĐT | Hiện tại
        1 | Buôn Ea Kmat | 11 | Đỗ Thị Mận | @02/3/1971 | 066900000151 | Ê Đê | | 5 | 0912000151 | Ở nhà
        2 | Buôn Ea Kmat | 12 | Lý Văn Khế | @12/9/1965 | | Ê Đê | Tin Lành | 4 | 0912000152 | Ở nhà
        3 | Krông Á | 21 | Bùi Thị Sim | @05/5/1980 | | Kinh | | 3 | | Đi vắng
        4 | Krông Á | 22 | Hồ Văn Bưởi | 1958 | 066900000154 | Ê Đê | | 6 | 0912000154 | Ở nhà
        5 | Thôn 5 | 51 | Mai Thị Cam | @20/10/1990 | | Kinh | | 2 | 0912000155 | Chuyển đi
        6 | Thôn 5 | 52 | Cao Văn Mít | @07/7/1977 | | Kinh | | 4 | 0912000156 | Đang sinh sống
        """,
        "code = Số hộ; head_name = Họ tên chủ hộ; village = Buôn; members = Khẩu; phone = Số ĐT; status = Hiện tại",
        "Ở nhà = resident; Đi vắng = away; Chuyển đi = moved; Đang sinh sống = resident",
        private="Ngày sinh; Số ĐDCN/CCCD/CMND; Dân tộc; Tôn giáo",
    ),
    Shape(
        "register_with_class_of_household",
        "Quản lý hộ dân.xlsx",
        "thon",
        "household",
        """
        DANH SÁCH HỘ DÂN TOÀN XÃ ĐẾN NGÀY 01/6/2024
        STT | Mã hộ | Chủ hộ | Địa bàn | Số nhân khẩu | Số điện thoại | Diện hộ
        1 | H-1 | Đỗ Thị Mận | Thôn Yên Xá | 4 | 0912000161 | Hộ bình thường
        2 | H-2 | Lý Văn Khế | Thôn Yên Xá | 3 | 0912000162 | Hộ bình thường
        3 | H-3 | Bùi Thị Sim | Thôn Đông Hải | 5 | | Hộ cận nghèo
        4 | H-4 | Hồ Văn Bưởi | Thôn Đông Hải | 2 | 0912000164 | Hộ bình thường
        5 | H-5 | Mai Thị Cam | Xóm Đình | 3 | 0912000165 | Hộ chính sách
        6 | H-6 | Cao Văn Mít | Xóm Đình | 4 | 0912000166 | Hộ bình thường
        """,
        "code = Mã hộ; head_name = Chủ hộ; village = Địa bàn; members = Số nhân khẩu; phone = Số điện thoại",
        private="Diện hộ",
        may_ask=True,
    ),
    Shape(
        "register_unit_merged",
        "Tong hop ho theo xom.xlsx",
        "xom",
        "household",
        """
        DANH SÁCH HỘ DÂN THEO XÓM - THÁNG 6 NĂM 2024
        Đến ngày 01/6/2024
        Xóm | STT | Sổ hộ khẩu số | Họ và tên chủ hộ | Số khẩu | ĐT
        Chùa | 1 | 041 | Đỗ Thị Mận | 4 | 0912000171
        ^ | 2 | 042 | Lý Văn Khế | 3 | 0912000172
        Mới | 1 | 043 | Bùi Thị Sim | 5 |
        ^ | 2 | 044 | Hồ Văn Bưởi | 2 | 0912000174
        7 | 1 | 045 | Mai Thị Cam | 3 | 0912000175
        ^ | 2 | 046 | Cao Văn Mít | 4 | 0912000176
        """,
        "code = Sổ hộ khẩu số; head_name = Họ và tên chủ hộ; village = Xóm; members = Số khẩu; phone = ĐT",
    ),
    Shape(
        "register_buon_parents",
        "buon.xlsx",
        "buon",
        "household",
        """
        DANH SÁCH HỘ ĐỒNG BÀO NGÀY 01/6/2024
        TT | Họ tên ông (bà) chủ hộ | Buôn/Thôn | Đt | Nk | Dân tộc | Tôn giáo | Họ tên bố | Họ tên mẹ
        1 | Y Mận Niê | Ea Kmat | 0912000011 | 4 | Ê Đê | TL | Y A | H B
        2 | H Khế Mlô | Ea Kmat | 0912000012 | 3 | Ê Đê | | Y C | H D
        3 | Bùi Thị Sim | Thôn 5 | | 2 | Kinh | | |
        4 | Y Bưởi Kbuôr | Krông Á | 0912000014 | 5 | Ê Đê | | |
        """,
        "head_name = Họ tên ông (bà) chủ hộ; village = Buôn/Thôn; phone = Đt; members = Nk",
        private="Dân tộc; Tôn giáo; Họ tên bố; Họ tên mẹ",
    ),
    Shape(
        "register_khom_kind_of_residence",
        "khom.xlsx",
        "khom",
        "household",
        """
        SỔ QUẢN LÝ HỘ – 01/6/2024
        STT | Hộ gia đình | < | Cư trú | < | Điện thoại
        ^ | Mã số | Chủ hộ | Khóm | Diện | ^
        1 | A01 | Đỗ Thị Mận | Khóm 1 | KT1 | 0912000021
        2 | A02 | Lý Văn Khế | Khóm 1 | KT3 | 0912000022
        3 | A03 | Bùi Thị Sim | Đông Thịnh | KT1 |
        4 | A04 | Hồ Văn Bưởi | Khóm 2 | KT2 | 0912000024
        """,
        "code = Mã số; head_name = Chủ hộ; village = Khóm; phone = Điện thoại; status = Diện",
        "KT1 = resident; KT3 = resident; KT2 = resident",
        header_rows=2,
    ),
    Shape(
        "register_residence_in_ticks",
        "kt.xlsx",
        "to",
        "household",
        """
        DANH SÁCH HỘ KHẨU, NHÂN KHẨU ĐẾN 01/6/2024
        STT | Số HSCT | Họ tên CH | Tổ | SĐT | KT1 | KT2 | KT3
        1 | TO1-01 | Đỗ Thị Mận | Tổ 01 | 0912000031 | x | |
        2 | TO1-02 | Lý Văn Khế | Tổ 01 | 0912000032 | | x |
        3 | TO2-01 | Bùi Thị Sim | 02 | 0912000033 | | | x
        4 | TO3-01 | Hồ Văn Bưởi | 03 | | x | |
        """,
        "code = Số HSCT; head_name = Họ tên CH; village = Tổ; phone = SĐT",
    ),
    Shape(
        "register_squeezed_headers",
        "XUAT_HO.csv",
        "to",
        "household",
        """
        STT | MAHO | TENCHUHO | MATO | SDT | SONK | CCCD
        1 | H1 | DO THI MAN | 01 | 0912000061 | 4 | 038070000001
        2 | H2 | LY VAN KHE | 01 | 0912000062 | 3 |
        3 | H3 | BUI THI SIM | 02 | | 2 |
        4 | H4 | HO VAN BUOI | 03 | 0912000064 | 5 |
        """,
        "code = MAHO; head_name = TENCHUHO; village = MATO; phone = SDT; members = SONK",
        private="CCCD",
        day_given=True,
    ),
    Shape(
        "register_of_the_population_database",
        "CSDLDC.xlsx",
        "thon",
        "household",
        """
        DANH SÁCH HỘ GIA ĐÌNH TRÍCH XUẤT TỪ CSDLQG VỀ DÂN CƯ
        Ngày kết xuất: 01/06/2024
        STT | Số định danh hộ | Họ, chữ đệm và tên chủ hộ | Số ĐDCN chủ hộ | Nơi thường trú | Thôn/Khu | Số ĐT | Số thành viên
        1 | 3801-001 | Đỗ Thị Mận | 038070000001 | x | Yên Xá | 0912000141 | 4
        2 | 3801-002 | Lý Văn Khế | 038070000002 | x | Đông Hải | 0912000142 | 3
        3 | 3801-003 | Bùi Thị Sim | 038070000003 | x | Xóm Đình | | 2
        """,
        "code = Số định danh hộ; head_name = Họ, chữ đệm và tên chủ hộ; village = Thôn/Khu; phone = Số ĐT; members = Số thành viên",
        private="Số ĐDCN chủ hộ; Nơi thường trú",
    ),
    Shape(
        "register_second_row_of_headers",
        "tong hop ho dan.xlsx",
        "thon",
        "household",
        """
        BẢNG TỔNG HỢP HỘ DÂN XÃ ĐẾN 01/6/2024
        STT | Mã số hộ | Chủ hộ | < | < | Địa bàn | < | Nhân khẩu | < | SĐT liên hệ
         |  | Họ và tên | Giới tính | Số CCCD | Thôn | Tổ tự quản | Tổng số | Nữ |
        1 | YX-1 | Đỗ Thị Mận | Nữ | 038070000001 | Yên Xá | Tổ 1 | 4 | 2 | 0912000201
        2 | DH-1 | Lý Văn Khế | Nam | 038070000002 | Đông Hải | Tổ 2 | 3 | 1 | 0912000202
        3 | DH-2 | Bùi Văn Cam | Nam | 038070000003 | Đông Hải | Tổ 1 | 5 | 2 |
        """,
        "code = Mã số hộ; head_name = Họ và tên; village = Thôn; members = Tổng số; phone = SĐT liên hệ",
        private="Giới tính; Số CCCD; Nữ",
        header_rows=2,
    ),
    Shape(
        "register_parts_and_totals_of_members",
        "ho dan to.xlsx",
        "tdp",
        "household",
        """
        DANH SÁCH HỘ DÂN CÁC TỔ DÂN PHỐ
        Cập nhật đến 01/6/2024
        TT | Thông tin chủ hộ | < | Nơi cư trú | < | Số nhân khẩu | < | < | Tình trạng
         | Họ tên | Điện thoại | Tổ dân phố | Số nhà, đường | Thường trú | Tạm trú | Tổng |
        1 | Đỗ Thị Mận | 0912000211 | TDP 1 | 4 Lò Gạch | 3 | 1 | 4 | Đang ở
        2 | Lý Văn Khế | 0912000212 | TDP2 | 8 Lò Gạch | 2 | 0 | 2 | Đang ở
        3 | Bùi Thị Sim | 0912000213 | Nam Sơn | 9 Lò Gạch | 1 | 4 | 5 | Đã chuyển đi
        """,
        "head_name = Họ tên; phone = Điện thoại; village = Tổ dân phố; members = Tổng; status = Tình trạng",
        "Đang ở = resident; Đã chuyển đi = moved",
        private="Số nhà, đường",
        header_rows=2,
    ),
    Shape(
        "register_own_words_for_head_and_members",
        "so ho ban.xlsx",
        "ban",
        "household",
        """
        SỔ HỘ CÁC BẢN
        Ngày 01/6/2024
        TT | Họ tên chủ nhà | Bản | Số nhân khẩu trong nhà | Nhân khẩu thực tế cư trú | Số điện thoại gọi được | Ghi chú
        1 | Đỗ Thị Mận | Nà Lốc | 4 | 4 | 0912000221 |
        2 | Lý Văn Khế | Nà Lốc | 3 | 3 | 0912000222 |
        3 | Bùi Thị Sim | Huổi Sen | 5 | 5 | 0912000223 |
        """,
        "head_name = Họ tên chủ nhà; village = Bản; members = Số nhân khẩu trong nhà; phone = Số điện thoại gọi được",
    ),
    Shape(
        "register_numbers_for_zalo",
        "H10 ho dan lap nhom zalo.xlsx",
        "thon",
        "household",
        """
        DANH SÁCH HỘ DÂN THÔN ĐÔNG HẢI
        (phục vụ lập nhóm Zalo thôn, lập ngày 01/6/2024)
        STT | Tên hộ | Số khẩu | Số ĐT có Zalo | Đã vào nhóm
        1 | Đỗ Thị Mận | 4 | 0912000231 | x
        2 | Lý Văn Khế | 3 | 0912000232 |
        3 | Bùi Thị Sim | 2 | | x
        """,
        "head_name = Tên hộ; village = (Đông Hải); members = Số khẩu; phone = Số ĐT có Zalo",
    ),
    Shape(
        "register_given_names_apart",
        "chu ho cac xom.xlsx",
        "xom",
        "household",
        """
        DANH SÁCH CHỦ HỘ CÁC XÓM
        Ngày 01 tháng 6 năm 2024
        STT | Số hiệu hộ | Họ và tên đệm chủ hộ | Tên | Xóm | Số máy liên lạc | Biến động
        1 | X-1 | Đỗ Thị | Mận | Xóm Chùa | 0912000241 |
        2 | X-2 | Lý Văn | Khế | Xóm Mới | 0912000242 | Chuyển đi
        3 | X-3 | Bùi Thị | Sim | 7 | 0912000243 | Chuyển đến
        """,
        "code = Số hiệu hộ; head_name = Họ và tên đệm chủ hộ + Tên; village = Xóm; phone = Số máy liên lạc; status = Biến động",
        "Chuyển đi = moved; Chuyển đến = resident",
    ),
    Shape(
        "register_parts_of_one_unit",
        "khu pho 3.xlsx",
        "kp",
        "household",
        """
        BAN ĐIỀU HÀNH KHU PHỐ 3
        DANH SÁCH HỘ GIA ĐÌNH KHU PHỐ 3
        Cập nhật ngày 01/6/2024
        Stt | Mã hộ | Chủ hộ | Tổ | Số người | Số điện thoại | Hiện trạng cư trú
        1 | 3-1 | Đỗ Thị Mận | 1 | 4 | 0912000251 | Thường trú
        2 | 3-2 | Lý Văn Khế | 2 | 3 | 0912000252 | Cả hộ đã chuyển đi từ tháng 3/2024
        3 | 3-3 | Bùi Thị Sim | 1 | 2 | 0912000253 | Tạm trú
        """,
        "code = Mã hộ; head_name = Chủ hộ; village = (Khu phố 3); members = Số người; phone = Số điện thoại;"
        "status = Hiện trạng cư trú",
        "Thường trú = resident; Cả hộ đã chuyển đi từ tháng 3/2024 = moved; Tạm trú = resident",
    ),
    Shape(
        "register_state_among_notes",
        "ho xom.xlsx",
        "xom",
        "household",
        """
        DANH SÁCH HỘ CÁC XÓM, ngày 01/6/2024
        STT | Chủ hộ | Xóm | Số khẩu | Ghi chú
        1 | Đỗ Thị Mận | Xóm Chùa | 4 |
        2 | Lý Văn Khế | Xóm Mới | 3 | Đã chuyển đi
        3 | Bùi Thị Sim | Xóm Mới | 2 |
        """,
        "head_name = Chủ hộ; village = Xóm; members = Số khẩu; status = Ghi chú",
        "Đã chuyển đi = moved",
    ),
)
