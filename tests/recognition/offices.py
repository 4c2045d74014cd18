"""Lists of agencies and schools, and of people who hold posts."""

from __future__ import annotations

from tests.recognition.shape import Shape

INSTITUTIONS = (
    Shape(
        "institution_schools_without_kind",
        "truong hoc.xlsx",
        "thon",
        "institution",
        """
        DANH SÁCH TRƯỜNG HỌC TRÊN ĐỊA BÀN (tính đến ngày 01/6/2024)
        STT | Mã trường | Tên trường | Hiệu trưởng | SĐT | Thôn
        1 | 38001 | Trường Mầm non Yên Xá | Đỗ Thị Mận | 0912003001 | Yên Xá
        2 | 38002 | Trường Tiểu học Yên Xá | Lý Văn Khế | 0912003002 | Yên Xá
        3 | 38003 | Trường THCS Đông Hải | Bùi Thị Sim | 0912003003 | Đông Hải
        4 | 38004 | Trường Tiểu học Đông Hải | Hồ Văn Bưởi | | Đông Hải
        5 | 38005 | Trường Mầm non Hoa Cau | Mai Thị Cam | 0912003005 | Đình
        6 | 38006 | Trường THPT Bãi Mía | Cao Văn Mít | 0912003006 | Đình
        """,
        "code = Mã trường; name = Tên trường; representative = Hiệu trưởng; phone = SĐT; village = Thôn",
    ),
    Shape(
        "institution_agencies_and_units",
        "Cơ quan đơn vị.xlsx",
        "kp",
        "institution",
        """
        DANH SÁCH CƠ QUAN, ĐƠN VỊ ĐÓNG TRÊN ĐỊA BÀN PHƯỜNG
        Ngày 01 tháng 6 năm 2024
        TT | Mã đơn vị | Tên cơ quan, đơn vị | Loại hình | Thủ trưởng đơn vị | Điện thoại | Khu phố
        1 | CQ01 | Ủy ban nhân dân phường | Cơ quan | Đỗ Thị Mận | 0912003011 | KP1
        2 | CQ02 | Trạm Y tế phường | Đơn vị | Lý Văn Khế | 0912003012 | KP1
        3 | CQ03 | Bưu điện Chợ Cũ | Đơn vị | Bùi Thị Sim | | KP2
        4 | CQ04 | Trường Tiểu học Hoa Mai | Trường học | Hồ Văn Bưởi | 0912003014 | KP2
        5 | CQ05 | Quỹ tín dụng nhân dân | Đơn vị | Mai Thị Cam | 0912003015 | KP3
        6 | CQ06 | Trường Mầm non Họa Mi | Trường học | Cao Văn Mít | 0912003016 | KP3
        """,
        "code = Mã đơn vị; name = Tên cơ quan, đơn vị; kind = Loại hình; representative = Thủ trưởng đơn vị;"
        "phone = Điện thoại; village = Khu phố",
        "Cơ quan = agency; Đơn vị = unit; Trường học = school",
    ),
    Shape(
        "institution_schools_csv",
        "schools.csv",
        "khom",
        "institution",
        """
        ma_truong | ten_truong | nguoi_dai_dien | so_dien_thoai | khom
        MN01 | Truong Mam non Sen Hong | Do Thi Man | 0912003021 | K1
        MN02 | Truong Mam non Bup Sen | Ly Van Khe | 0912003022 | K2
        TH01 | Truong Tieu hoc Sen Vang | Bui Thi Sim | | K1
        TH02 | Truong Tieu hoc Ngo Sen | Ho Van Buoi | 0912003024 | K2
        CS01 | Truong THCS Dam Sen | Mai Thi Cam | 0912003025 | Đông Thịnh
        PT01 | Truong THPT Ao Sen | Cao Van Mit | 0912003026 | Đông Thịnh
        """,
        "code = ma_truong; name = ten_truong; representative = nguoi_dai_dien; phone = so_dien_thoai; village = khom",
        day_given=True,
    ),
    Shape(
        "institution_two_row_header",
        "Biểu đơn vị.xlsx",
        "ap",
        "institution",
        """
        BIỂU 2: CƠ QUAN, ĐƠN VỊ, TRƯỜNG HỌC
        Số liệu đến ngày 01/6/2024
        STT | Đơn vị | < | Đầu mối liên hệ | < | Ấp
        ^ | Mã | Tên đơn vị | Họ tên | SĐT | ^
        1 | DV1 | Trạm Y tế xã | Đỗ Thị Mận | 0912003031 | Bình Hòa
        2 | DV2 | Trường Tiểu học Lúa Vàng | Lý Văn Khế | 0912003032 | Bình Hòa
        3 | DV3 | Trường Mầm non Bông Súng | Bùi Thị Sim | | ấp Tư
        4 | DV4 | Bưu điện văn hóa xã | Hồ Văn Bưởi | 0912003034 | ấp Tư
        5 | DV5 | Trường THCS Cầu Dừa | Mai Thị Cam | 0912003035 | Tân Lợi
        6 | DV6 | Văn phòng Hội Nông dân xã | Cao Văn Mít | 0912003036 | Tân Lợi
        """,
        "code = Mã; name = Tên đơn vị; representative = Họ tên; phone = SĐT; village = Ấp",
        header_rows=2,
    ),
    Shape(
        "institution_capitals_starred",
        "DON VI.xlsx",
        "to",
        "institution",
        """
        MÃ CƠ QUAN (*) | TÊN CƠ QUAN / ĐƠN VỊ (*) | LOẠI (*) | NGƯỜI LIÊN HỆ | SỐ ĐIỆN THOẠI | TỔ
        P01 | ĐẢNG ỦY PHƯỜNG | CƠ QUAN | ĐỖ THỊ MẬN | 0912003041 | TỔ 01
        P02 | CÔNG AN PHƯỜNG | CƠ QUAN | LÝ VĂN KHẾ | 0912003042 | TỔ 01
        P03 | TRẠM Y TẾ | ĐƠN VỊ | BÙI THỊ SIM | | TỔ 02
        P04 | TRƯỜNG TIỂU HỌC HOA CÚC | TRƯỜNG HỌC | HỒ VĂN BƯỞI | 0912003044 | TỔ 02
        P05 | TRƯỜNG MẦM NON HOA HỒNG | TRƯỜNG HỌC | MAI THỊ CAM | 0912003045 | TỔ 03
        P06 | NHÀ VĂN HÓA | ĐƠN VỊ | CAO VĂN MÍT | 0912003046 | TỔ 03
        """,
        "code = MÃ CƠ QUAN (*); name = TÊN CƠ QUAN / ĐƠN VỊ (*); kind = LOẠI (*); representative = NGƯỜI LIÊN HỆ;"
        "phone = SỐ ĐIỆN THOẠI; village = TỔ",
        "CƠ QUAN = agency; ĐƠN VỊ = unit; TRƯỜNG HỌC = school",
        day_given=True,
    ),
    Shape(
        "institution_without_codes",
        "Các đơn vị.xlsx",
        "khu",
        "institution",
        """
        DANH SÁCH CƠ QUAN, TRƯỜNG HỌC NGÀY 01/6/2024
        STT | Tên đơn vị | Người đại diện | Số điện thoại | Khu
        1 | Trường Mầm non Vành Khuyên | Đỗ Thị Mận | 0912003051 | Khu 1
        2 | Trường Tiểu học Sáo Nâu | Lý Văn Khế | 0912003052 | Khu 1
        3 | Trường THCS Sơn Ca | Bùi Thị Sim | | Khu 2
        4 | Trạm Y tế phường | Hồ Văn Bưởi | 0912003054 | Khu 2
        5 | Bưu điện phường | Mai Thị Cam | 0912003055 | Đồng Mạ
        6 | UBND phường | Cao Văn Mít | 0912003056 | Đồng Mạ
        """,
        "name = Tên đơn vị; representative = Người đại diện; phone = Số điện thoại; village = Khu",
        may_ask=True,
    ),
    Shape(
        "schools_short_forms",
        "truong.xlsx",
        "thon",
        "institution",
        """
        DANH SÁCH CÁC TRƯỜNG TRÊN ĐỊA BÀN XÃ, năm học 2023-2024 (đến 01/6/2024)
        STT | Tên trường | Địa chỉ | Họ và tên HT | Điện thoại HT | Số lớp | Số HS
        1 | Trường Mầm non Hoa Mận | Yên Xá | Đỗ Thị Mận | 0912000111 | 8 | 200
        2 | Trường Tiểu học Khế | Đông Hải | Lý Văn Khế | 0912000112 | 15 | 450
        3 | Trường THCS Sim | Đình | Bùi Thị Sim | | 12 | 400
        """,
        "name = Tên trường; representative = Họ và tên HT; phone = Điện thoại HT",
    ),
)

OFFICIALS = (
    Shape(
        "official_part_time_with_allowance",
        "Nguoi hoat dong KCT.xlsx",
        "to",
        "official",
        """
        DANH SÁCH NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH Ở TỔ
        Tính đến ngày 01/6/2024
        STT | Họ và tên | Nam/Nữ | Năm sinh | Chức vụ đang đảm nhiệm | Tổ | Số ĐT | Phụ cấp
        1 | Đỗ Thị Mận | Nữ | 1966 | Tổ trưởng tổ dân phố | Tổ 1 | 0912004071 | 1,2
        2 | Lý Văn Khế | Nam | 1971 | Bí thư Chi bộ | Tổ 1 | 0912004072 | 1,2
        3 | Bùi Thị Sim | Nữ | 1959 | Tổ trưởng | Tổ 2 | 0912004073 | 1,2
        4 | Hồ Văn Bưởi | Nam | 1962 | Trưởng ban Công tác Mặt trận | Tổ 2 | | 0,8
        5 | Mai Thị Cam | Nữ | 1980 | Tổ trưởng | Tổ 03 | 0912004075 | 1,2
        6 | Cao Văn Mít | Nam | 1990 | Chi hội trưởng Nông dân | Tổ 03 | 0912004076 | 0,5
        """,
        "name = Họ và tên; post = Chức vụ đang đảm nhiệm; village = Tổ; phone = Số ĐT",
        "Tổ trưởng = village_head; Tổ trưởng tổ dân phố = village_head",
        private="Năm sinh",
    ),
    Shape(
        "official_to_truong",
        "can bo to.xlsx",
        "tdp",
        "official",
        """
        DANH SÁCH TỔ TRƯỞNG, TỔ PHÓ, BÍ THƯ CHI BỘ (ngày 01/6/2024)
        STT | Họ và tên | Chức vụ | Tổ dân phố | Số điện thoại
        1 | Đỗ Thị Mận | Tổ trưởng | TDP 1 | 0912004001
        2 | Lý Văn Khế | Tổ phó | TDP 1 | 0912004002
        3 | Bùi Thị Sim | Bí thư Chi bộ | TDP 1 | 0912004003
        4 | Hồ Văn Bưởi | Tổ trưởng TDP | TDP 2 | 0912004004
        5 | Mai Thị Cam | Tổ phó TDP | TDP 2 |
        6 | Cao Văn Mít | Tổ trưởng tổ dân phố | Nam Sơn | 0912004006
        """,
        "name = Họ và tên; post = Chức vụ; village = Tổ dân phố; phone = Số điện thoại",
        "Tổ trưởng = village_head; Tổ trưởng TDP = village_head; Tổ trưởng tổ dân phố = village_head",
    ),
    Shape(
        "official_truong_khu_pho",
        "Trưởng khu phố.xlsx",
        "kp",
        "official",
        """
        DANH SÁCH CÁN BỘ KHU PHỐ
        Tính đến ngày 01/6/2024
        TT | Họ tên | Chức danh bổ nhiệm | Khu phố | SĐT | Ngày sinh | Số QĐ
        1 | Đỗ Thị Mận | Trưởng khu phố | KP1 | 0912004011 | 1966 | 12/QĐ
        2 | Lý Văn Khế | Phó Trưởng khu phố | KP1 | 0912004012 | 1971 | 12/QĐ
        3 | Bùi Thị Sim | Trưởng khu phố | KP2 | 0912004013 | 1959 | 12/QĐ
        4 | Hồ Văn Bưởi | Trưởng ban Công tác Mặt trận | KP2 | | 1962 | 13/QĐ
        5 | Mai Thị Cam | Trưởng khu phố | KP3 | 0912004015 | 1980 | 12/QĐ
        6 | Cao Văn Mít | Công an khu vực | KP3 | 0912004016 | 1990 |
        """,
        "name = Họ tên; post = Chức danh bổ nhiệm; village = Khu phố; phone = SĐT",
        "Trưởng khu phố = village_head; Công an khu vực = area_police",
        private="Ngày sinh",
    ),
    Shape(
        "official_associations",
        "Chi hoi.xlsx",
        "thon",
        "official",
        """
        BAN CÁN SỰ VÀ CÁC CHI HỘI THÔN NGÀY 01 THÁNG 6 NĂM 2024
        STT | HỌ VÀ TÊN | CHỨC VỤ / THÀNH PHẦN | THÔN | ĐIỆN THOẠI
        1 | ĐỖ THỊ MẬN | CHI HỘI TRƯỞNG PHỤ NỮ | YÊN XÁ | 0912004021
        2 | LÝ VĂN KHẾ | TRƯỞNG THÔN | YÊN XÁ | 0912004022
        3 | BÙI THỊ SIM | BÍ THƯ CHI ĐOÀN | ĐÔNG HẢI | 0912004023
        4 | HỒ VĂN BƯỞI | CHI HỘI TRƯỞNG CỰU CHIẾN BINH | ĐÔNG HẢI |
        5 | MAI THỊ CAM | CHI HỘI PHÓ | ĐÌNH | 0912004025
        6 | CAO VĂN MÍT | TRƯỞNG XÓM | ĐÌNH | 0912004026
        """,
        "name = HỌ VÀ TÊN; post = CHỨC VỤ / THÀNH PHẦN; village = THÔN; phone = ĐIỆN THOẠI",
        "TRƯỞNG THÔN = village_head; TRƯỞNG XÓM = village_head",
    ),
    Shape(
        "official_committee",
        "Ban chi dao.xlsx",
        "ap",
        "official",
        """
        DANH SÁCH THÀNH VIÊN BAN CHỈ ĐẠO MÔ HÌNH
        (Kèm theo Quyết định ngày 01 tháng 6 năm 2024)
        TT | Họ và tên | Chức vụ | Chức danh trong Ban chỉ đạo | Số điện thoại
        1 | Đỗ Thị Mận | Chủ tịch UBND xã | Trưởng ban | 0912004031
        2 | Lý Văn Khế | Trưởng Công an xã | Phó Trưởng ban | 0912004032
        3 | Bùi Thị Sim | Công chức VHXH | Ủy viên | 0912004033
        4 | Hồ Văn Bưởi | Trưởng ấp Bình Hòa | Ủy viên | 0912004034
        5 | Mai Thị Cam | Chủ tịch Hội LHPN | Ủy viên |
        6 | Cao Văn Mít | Bí thư Đoàn xã | Ủy viên | 0912004036
        """,
        "name = Họ và tên; post = Chức danh trong Ban chỉ đạo; phone = Số điện thoại",
        "Trưởng ban = committee_head; Phó Trưởng ban = committee_deputy; Ủy viên = committee_member",
        may_ask=True,
    ),
    Shape(
        "official_security_team_csv",
        "to_antt.csv",
        "cum",
        "official",
        """
        Họ tên | Chức vụ/Vai trò | Tổ ANTT | SĐT | Số CCCD
        Đỗ Thị Mận | Tổ trưởng Tổ Bảo vệ ANTT | Cụm 1 | 0912004041 | 001100004041
        Lý Văn Khế | Tổ viên Tổ Bảo vệ ANTT | Cụm 1 | 0912004042 |
        Bùi Thị Sim | Tổ trưởng Tổ Bảo vệ ANTT | Cụm 2 | 0912004043 |
        Hồ Văn Bưởi | Tổ phó | Cụm 2 | |
        Mai Thị Cam | Tổ trưởng Tổ Bảo vệ ANTT | Cụm 3 | 0912004045 |
        Cao Văn Mít | Tổ viên | Cụm 3 | 0912004046 | 001100004046
        """,
        "name = Họ tên; post = Chức vụ/Vai trò; village = Tổ ANTT; phone = SĐT",
        private="Số CCCD",
        day_given=True,
        delimiter=";",
        encoding="utf-8-sig",
    ),
    Shape(
        "official_name_in_two_columns",
        "can_bo_buon.xlsx",
        "buon",
        "official",
        """
        DANH SÁCH CÁN BỘ BUÔN (cập nhật 01/6/2024)
        STT | Họ đệm | Tên | Chức danh | Buôn | Điện thoại
        1 | Đỗ Thị | Mận | Buôn trưởng | Ea Kmat | 0912004051
        2 | Lý Văn | Khế | Phó buôn | Ea Kmat | 0912004052
        3 | Bùi Thị | Sim | Trưởng buôn | Krông Á | 0912004053
        4 | Hồ Văn | Bưởi | Bí thư Chi bộ | Krông Á |
        5 | Mai Thị | Cam | Trưởng thôn | Thôn 5 | 0912004055
        6 | Cao Văn | Mít | Công an viên | Thôn 5 | 0912004056
        """,
        "name = Họ đệm + Tên; post = Chức danh; village = Buôn; phone = Điện thoại",
        "Buôn trưởng = village_head; Trưởng buôn = village_head; Trưởng thôn = village_head",
    ),
    Shape(
        "official_sheet_a_unit",
        "ban can su cac khom.xlsx",
        "khom",
        "official",
        """
        ## Khóm 1
        BAN NHÂN DÂN KHÓM 1, ngày 01/6/2024
        STT | Họ và tên | Chức vụ | SĐT
        1 | Đỗ Thị Mận | Trưởng khóm | 0912004061
        2 | Lý Văn Khế | Phó khóm | 0912004062
        3 | Ngô Văn Chanh | Bí thư Chi bộ |
        ## Khóm 2
        BAN NHÂN DÂN KHÓM 2, ngày 01/6/2024
        STT | Họ và tên | Chức vụ | SĐT
        1 | Bùi Thị Sim | Trưởng khóm | 0912004063
        2 | Hồ Văn Bưởi | Phó khóm | 0912004064
        3 | Tạ Thị Gấc | Chi hội trưởng Phụ nữ | 0912004065
        """,
        "name = Họ và tên; post = Chức vụ; village = (sheet); phone = SĐT",
        "Trưởng khóm = village_head",
    ),
    Shape(
        "officials_of_several_posts",
        "can bo ban.xlsx",
        "ban",
        "official",
        """
        DANH SÁCH CÁN BỘ BẢN NHIỆM KỲ 2022-2025 (đến 01/6/2024)
        STT | Họ và tên | Chức danh | Bản | Số điện thoại | Quyết định số | Trình độ
        1 | Lò Thị Mận | Trưởng bản | Nà Lốc | 0912000091 | 12 | 12/12
        2 | Lò Văn Khế | Bí thư chi bộ kiêm Trưởng bản | Huổi Sen | 0912000092 | 13 | 9/12
        3 | Vàng Thị Sim | Chi hội trưởng Phụ nữ | Pá Khôm | | 14 |
        4 | Vàng A Bưởi | Công an viên thường trực | Pá Khôm | 0912000094 | |
        """,
        "name = Họ và tên; post = Chức danh; village = Bản; phone = Số điện thoại",
        "Trưởng bản = village_head; Bí thư chi bộ kiêm Trưởng bản = village_head; Chi hội trưởng Phụ nữ = village_committee",
    ),
    Shape(
        "officials_of_security",
        "to antt.xlsx",
        "thon",
        "official",
        """
        DANH SÁCH LỰC LƯỢNG THAM GIA BẢO VỆ ANTT Ở CƠ SỞ – 01/6/2024
        TT | Họ tên | Chức vụ | Thôn, tổ dân phố phụ trách | Số điện thoại | Ngày sinh
        1 | Đỗ Văn Mận | Tổ trưởng Tổ bảo vệ ANTT | Yên Xá | 0912000101 | 1980
        2 | Lý Văn Khế | Tổ phó Tổ bảo vệ ANTT | Đông Hải | 0912000102 | 1981
        3 | Bùi Văn Sim | Tổ viên | Xóm Đình | | 1982
        """,
        "name = Họ tên; post = Chức vụ; village = Thôn, tổ dân phố phụ trách; phone = Số điện thoại",
        "Tổ trưởng Tổ bảo vệ ANTT = other; Tổ phó Tổ bảo vệ ANTT = other; Tổ viên = other",
        private="Ngày sinh",
    ),
    Shape(
        "institution_in_parts",
        "theo khoi.xlsx",
        "thon",
        "institution",
        """
        DANH SÁCH CƠ QUAN, ĐƠN VỊ, TRƯỜNG HỌC THAM GIA NHÓM ZALO
        Tính đến ngày 01/6/2024
        STT | Mã | Tên cơ quan/đơn vị | Cán bộ phụ trách | SĐT
        ~ I | | KHỐI CƠ QUAN | |
        1 | CQ01 | Đảng ủy xã | Đỗ Văn Mận | 0912000201
        2 | CQ02 | Ban CHQS xã | Lý Văn Khế | 0912000202
        ~ II | | KHỐI TRƯỜNG HỌC | |
        3 | TH01 | Trường MN Hoa Mai | Bùi Thị Sim | 0912000203
        ~ III | | KHỐI ĐƠN VỊ SỰ NGHIỆP | |
        4 | DV01 | Trạm Y tế xã | Hồ Văn Bưởi | 0912000204
        """,
        "code = Mã; name = Tên cơ quan/đơn vị; representative = Cán bộ phụ trách; phone = SĐT",
    ),
    Shape(
        "officials_without_full_time",
        "khong chuyen trach.xlsx",
        "thon",
        "official",
        """
        DANH SÁCH NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH Ở THÔN (thời điểm 01/6/2024)
        STT | Họ và tên | Sinh năm | Chức danh đảm nhiệm | Đơn vị (thôn) | Số CCCD | Điện thoại
        1 | Đỗ Văn Mận | 1970 | Trưởng thôn | Yên Xá | 040170000001 | 0912000211
        2 | Lý Thị Khế | 1971 | Nhân viên y tế thôn bản | Yên Xá | 040170000002 | 0912000212
        3 | Bùi Thị Sim | 1972 | Chi hội trưởng hội PN | Đông Hải | 040170000003 | 0912000213
        4 | Hồ Văn Bưởi | 1973 | Công chức Văn hóa - Xã hội | Xóm Đình | 040170000004 | 0912000214
        """,
        "name = Họ và tên; post = Chức danh đảm nhiệm; village = Đơn vị (thôn); phone = Điện thoại",
        "Trưởng thôn = village_head; Nhân viên y tế thôn bản = other; Chi hội trưởng hội PN = village_committee;"
        "Công chức Văn hóa - Xã hội = other",
        private="Sinh năm; Số CCCD",
    ),
    Shape(
        "institution_by_sign_and_group",
        "Don vi.xlsx",
        "thon",
        "institution",
        """
        TỔNG HỢP CÁC CƠ QUAN, NHÀ TRƯỜNG THAM GIA MÔ HÌNH ZALO
        Tính đến hết ngày 01/6/2024
        STT | Ký hiệu | Cơ quan/Nhà trường | Nhóm | Đại diện lãnh đạo | Chức vụ | Số di động
        1 | YX01 | Đảng ủy xã | Cơ quan | Đỗ Văn Mận | Bí thư | 0912000511
        2 | YX02 | Trường MN Họa Mi | Nhà trường | Lý Thị Khế | Hiệu trưởng | 0912000512
        3 | YX03 | Điện lực Yên Xá | Đơn vị | Bùi Văn Sim | Giám đốc | 0912000513
        """,
        "code = Ký hiệu; name = Cơ quan/Nhà trường; kind = Nhóm; representative = Đại diện lãnh đạo; phone = Số di động",
        "Cơ quan = agency; Nhà trường = school; Đơn vị = unit",
    ),
    Shape(
        "officials_in_short_words",
        "To truong KP.csv",
        "kp",
        "official",
        """
        STT | Họ & tên | Nhiệm vụ được giao | KP | Điện thoại DĐ | Năm sinh
        1 | Đỗ Văn Mận | Trưởng KP | KP1 | 0912000521 | 1965
        2 | Lý Văn Khế | Khu phố trưởng | KP2 | 0912000522 | 1966
        3 | Bùi Thị Sim | Chi hội trưởng Hội CCB | KP2 | 0912000523 | 1967
        4 | Hồ Văn Bưởi | Trưởng ban CTMT KP | KP3 | 0912000524 | 1968
        """,
        "name = Họ & tên; post = Nhiệm vụ được giao; village = KP; phone = Điện thoại DĐ",
        "Trưởng KP = village_head; Khu phố trưởng = village_head; Chi hội trưởng Hội CCB = village_committee;"
        "Trưởng ban CTMT KP = village_committee",
        private="Năm sinh",
        day_given=True,
        delimiter=";",
    ),
    Shape(
        "institution_of_a_group_of_units",
        "Cac don vi.xlsx",
        "thon",
        "institution",
        """
        THỐNG KÊ CÁC ĐƠN VỊ ĐÓNG TRÊN ĐỊA BÀN (01/06/2024)
        TT | Mã đvị | Tên đơn vị đóng trên địa bàn | Thuộc nhóm | Người đứng đầu đơn vị | Số điện thoại liên lạc | Thôn
        1 | DV01 | Trường Tiểu học Yên Xá | Trường học | Đỗ Văn Mận | 0912000611 | Yên Xá
        2 | DV02 | Hạt Kiểm lâm | Cơ quan | Lý Văn Khế | 0912000612 | Đông Hải
        3 | DV03 | Trạm bơm Đông Hải | Đơn vị | Bùi Văn Sim | 0912000613 | Đông Hải
        """,
        "code = Mã đvị; name = Tên đơn vị đóng trên địa bàn; kind = Thuộc nhóm; representative = Người đứng đầu đơn vị;"
        "phone = Số điện thoại liên lạc; village = Thôn",
        "Trường học = school; Cơ quan = agency; Đơn vị = unit",
    ),
    Shape(
        "officials_of_two_sheets",
        "Can bo thon.xlsx",
        "thon",
        "official",
        """
        ## Yên Xá
        CÁN BỘ THÔN YÊN XÁ, lập ngày 01/06/2024
        STT | Họ và tên | Chức vụ đảm nhận | Ngày tháng năm sinh | SĐT liên hệ
        1 | Đỗ Văn Mận | Trưởng thôn | 02/03/1970 | 0912000621
        2 | Lý Văn Khế | Trưởng Ban CT Mặt trận | 03/03/1971 | 0912000622
        ## Đông Hải
        CÁN BỘ THÔN ĐÔNG HẢI, lập ngày 01/06/2024
        STT | Họ và tên | Chức vụ đảm nhận | Ngày tháng năm sinh | SĐT liên hệ
        1 | Bùi Văn Sim | Trưởng thôn | 04/03/1972 | 0912000623
        2 | Hồ Thị Bưởi | Chi hội trưởng Hội LHPN | 05/03/1973 | 0912000624
        """,
        "name = Họ và tên; post = Chức vụ đảm nhận; village = (sheet); phone = SĐT liên hệ",
        "Trưởng thôn = village_head; Trưởng Ban CT Mặt trận = village_committee; Chi hội trưởng Hội LHPN = village_committee",
        private="Ngày tháng năm sinh",
    ),
    Shape(
        "officials_with_a_phone_of_the_office",
        "to truong.xlsx",
        "kp",
        "official",
        """
        DANH SÁCH TỔ TRƯỞNG, CẢNH SÁT KHU VỰC PHỤ TRÁCH CÁC KHU PHỐ (đến 01/06/2024)
        TT | Họ và tên | Chức vụ | Khu phố phụ trách | Số ĐT công vụ | Số CMND
        1 | Đỗ Văn Mận | Trưởng khu phố | KP1 | 0912000801 | 201110001
        2 | Lý Văn Khế | CSKV | KP2 | 0912000802 | 201110002
        3 | Bùi Văn Sim | Phó khu phố | KP3 | 0912000803 | 201110003
        """,
        "name = Họ và tên; post = Chức vụ; village = Khu phố phụ trách; phone = Số ĐT công vụ",
        "Trưởng khu phố = village_head; CSKV = area_police; Phó khu phố = village_committee",
        private="Số CMND",
    ),
)
