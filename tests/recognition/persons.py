"""Lists of persons: a row is a person; the household is a code, a merged cell, a running number, or a head with an address."""

from __future__ import annotations

from tests.recognition.shape import Shape

WITH_A_CODE = (
    Shape(
        "persons_code_repeated",
        "nhan_khau_kp.xlsx",
        "kp",
        "household",
        """
        DANH SÁCH NHÂN KHẨU TÍNH ĐẾN NGÀY 01/6/2024
        STT | Mã hộ khẩu | Mã nhân khẩu | Họ và tên | Quan hệ với chủ hộ | Khu phố | Số điện thoại | Ngày sinh
        1 | 7001 | NK1 | Đỗ Con Sung | Con | Khu phố 1 | 0912001001 | @01/02/2003
        2 | 7001 | NK2 | Đỗ Thị Mận | Chủ hộ | Khu phố 1 | 0912001002 | @11/5/1970
        3 | 7001 | NK3 | Trần Văn Na | Chồng | Khu phố 1 | 0912001003 | @17/8/1968
        4 | 7002 | NK4 | Lý Văn Khế | Chủ hộ | Khu phố 2 | 0912001004 | @21/3/1982
        5 | 7002 | NK5 | Vũ Thị Nhãn | Vợ | Khu phố 2 | | @30/9/1985
        6 | 7003 | NK6 | Bùi Thị Sim | Chủ hộ | Khu phố 3 | 0912001006 | 1949
        7 | 7003 | NK7 | Bùi Văn Dừa | Cháu ngoại | Khu phố 3 | | @05/12/2010
        """,
        "code = Mã hộ khẩu; head_name = Họ và tên; village = Khu phố; phone = Số điện thoại",
        private="Ngày sinh",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_code_merged",
        "Nhân khẩu tổ dân phố.xlsx",
        "tdp",
        "household",
        """
        CÔNG AN PHƯỜNG
        DANH SÁCH HỘ, NHÂN KHẨU
        Ngày 01 tháng 6 năm 2024
        STT | Số hộ khẩu | Họ tên | Quan hệ | Tổ dân phố | SĐT | CCCD / Định danh
        1 | HK01 | Đỗ Thị Mận | Chủ hộ | TDP 1 | 0912001011 | 001100000001
        2 | ^ | Trần Văn Na | Chồng | ^ | 0912001012 |
        3 | ^ | Trần Thị Lê | Con gái | ^ | | 001100000003
        4 | HK02 | Lý Văn Khế | Chủ hộ | TDP 2 | 0912001014 | 001100000004
        5 | ^ | Lý Văn Cau | Con trai | ^ | | 001100000005
        6 | HK03 | Bùi Thị Sim | Chủ hộ | TDP Nam Sơn | |
        7 | ^ | Bùi Thị Vải | Cháu nội | ^ | 0912001017 |
        """,
        "code = Số hộ khẩu; head_name = Họ tên; village = Tổ dân phố; phone = SĐT",
        private="CCCD / Định danh",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_no_accents",
        "nhankhau.csv",
        "ban",
        "household",
        """
        Ma ho | Ho ten | Quan he | Ban | Dien thoai | Hien tai | Ho ten bo | Ho ten me | Dang vien
        NL01 | Do Thi Man | Chu ho | Na Loc | 0912001021 | O nha | Do Van A | Lo Thi B |
        NL01 | Tran Van Na | Chong | Na Loc | | O nha | | | x
        NL01 | Tran Thi Le | Con | Na Loc | | Di vang | Tran Van Na | Do Thi Man |
        HS01 | Ly Van Khe | Chu ho | Huoi Sen | 0912001024 | O nha | | |
        HS01 | Vu Thi Nhan | Vo | Huoi Sen | | O nha | | |
        PK01 | Bui Thi Sim | Chu ho | Pa Khom | 0912001026 | Con song | | | x
        """,
        "code = Ma ho; head_name = Ho ten; village = Ban; phone = Dien thoai",
        private="Ho ten bo; Ho ten me; Dang vien",
        day_given=True,
        households=3,
        heads="Do Thi Man; Ly Van Khe; Bui Thi Sim",
    ),
    Shape(
        "persons_dead_and_serving",
        "Ds nhan khau thon.xlsx",
        "thon",
        "household",
        """
        DANH SÁCH NHÂN KHẨU THƯỜNG TRÚ, TẠM TRÚ (tính đến ngày 01/6/2024)
        TT | Mã hộ | Họ và tên | Mối quan hệ với chủ hộ | Thôn | SĐT | Tình trạng | Ghi chú
        1 | YX1 | Đỗ Thị Mận | Chủ hộ | Yên Xá | 0912001031 | Thường trú |
        2 | YX1 | Trần Văn Na | Chồng | Yên Xá | | Đã qua đời | 2023
        3 | YX1 | Trần Văn Ổi | Con trai | Yên Xá | | Đi nghĩa vụ quân sự |
        4 | DH1 | Lý Văn Khế | Chủ hộ | Đông Hải | 0912001034 | KT1 |
        5 | DH1 | Lý Thị Hồng | Con | Đông Hải | | Mới sinh |
        6 | XD1 | Bùi Thị Sim | Chủ hộ | Đình | 0912001036 | Ở nhà |
        7 | XD1 | Bùi Văn Dừa | Con rể | Đình | | Tạm vắng |
        """,
        "code = Mã hộ; head_name = Họ và tên; village = Thôn; phone = SĐT",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_health_and_school",
        "QLNK_khom.xlsx",
        "khom",
        "household",
        """
        Số hộ | Họ | Tên | Quan hệ chủ hộ | Khóm | Số ĐT | Trình độ học vấn | BHYT | Tình trạng sức khỏe | Tôn giáo
        801 | Đỗ Thị | Mận | Chủ hộ | Khóm 1 | 0912001041 | 9/12 | Có | Tốt | Không
        801 | Trần Văn | Na | Chồng | Khóm 1 | | 12/12 | Có | Tiểu đường | Không
        802 | Lý Văn | Khế | Chủ hộ | Khóm 2 | 0912001043 | 12/12 | | Tốt | Phật giáo
        802 | Vũ Thị | Nhãn | Vợ | Khóm 2 | 0912001044 | | Có | Tốt | Phật giáo
        803 | Bùi Thị | Sim | Chủ hộ | Đông Thịnh | | 7/12 | Có | Huyết áp | Không
        803 | Bùi Văn | Dừa | Con | Đông Thịnh | 0912001046 | Đại học | Có | Tốt | Không
        """,
        "code = Số hộ; head_name = Họ + Tên; village = Khóm; phone = Số ĐT",
        private="Trình độ học vấn; BHYT; Tình trạng sức khỏe; Tôn giáo",
        day_given=True,
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_two_row_header",
        "So theo doi nhan khau.xlsx",
        "xom",
        "household",
        """
        SỔ THEO DÕI NHÂN KHẨU CÁC XÓM
        Thời điểm ngày 01/6/2024
        STT | Mã hộ | Nhân khẩu | < | < | Xóm | Liên hệ | <
        ^ | ^ | Họ và tên | Quan hệ với chủ hộ | Năm sinh | ^ | Điện thoại | Email
        1 | XC-1 | Đỗ Thị Mận | Chủ hộ | 1970 | Xóm Chùa | 0912001051 |
        2 | XC-1 | Trần Văn Na | Chồng | 1968 | Xóm Chùa | |
        3 | XM-1 | Lý Văn Khế | Chủ hộ | 1982 | Xóm Mới | 0912001053 | khe@vidu.vn
        4 | XM-1 | Lý Thị Hồng | Con | 2011 | Xóm Mới | |
        5 | X7-1 | Bùi Thị Sim | Chủ hộ | 1949 | Xóm 7 | |
        6 | X7-1 | Bùi Văn Dừa | Con | 1975 | Xóm 7 | 0912001056 |
        ~ | Cộng: 3 hộ, 6 khẩu | | | | | |
        """,
        "code = Mã hộ; head_name = Họ và tên; village = Xóm; phone = Điện thoại",
        private="Năm sinh; Email",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
        header_rows=2,
    ),
    Shape(
        "persons_one_moved_away",
        "NHAN KHAU KHU.xlsx",
        "khu",
        "household",
        """
        DANH SÁCH NHÂN KHẨU NGÀY 01/6/2024
        STT | SỐ HỘ | HỌ TÊN | QUAN HỆ | KHU | ĐIỆN THOẠI | LOẠI CƯ TRÚ | NGUYÊN QUÁN
        1 | 901 | ĐỖ THỊ MẬN | CHỦ HỘ | KHU 1 | 0912001061 | THƯỜNG TRÚ | NAM ĐỊNH
        2 | 901 | TRẦN VĂN NA | CHỒNG | KHU 1 | | THƯỜNG TRÚ | NAM ĐỊNH
        3 | 902 | LÝ VĂN KHẾ | CHỦ HỘ | KHU 2 | 0912001063 | ĐÃ CHUYỂN ĐI |
        4 | 902 | VŨ THỊ NHÃN | VỢ | KHU 2 | | ĐÃ CHUYỂN ĐI |
        5 | 903 | BÙI THỊ SIM | CHỦ HỘ | ĐỒNG MẠ | 0912001065 | TẠM TRÚ | NINH BÌNH
        6 | 903 | BÙI VĂN DỪA | CON | ĐỒNG MẠ | | TẠM TRÚ | NINH BÌNH
        """,
        "code = SỐ HỘ; head_name = HỌ TÊN; village = KHU; phone = ĐIỆN THOẠI; status = LOẠI CƯ TRÚ",
        "ĐÃ CHUYỂN ĐI = moved",
        private="NGUYÊN QUÁN",
        households=3,
        heads="ĐỖ THỊ MẬN; LÝ VĂN KHẾ; BÙI THỊ SIM",
    ),
    Shape(
        "persons_sheet_a_unit",
        "Nhân khẩu các ấp.xlsx",
        "ap",
        "household",
        """
        ## Ấp Bình Hòa
        DANH SÁCH NHÂN KHẨU ẤP BÌNH HÒA NGÀY 01/6/2024
        STT | Mã hộ khẩu | Họ tên | Quan hệ với chủ hộ | SĐT
        1 | B1 | Đỗ Thị Mận | Chủ hộ | 0912001071
        2 | B1 | Trần Văn Na | Chồng |
        3 | B2 | Tạ Thị Gấc | Chủ hộ | 0912001073
        ## Ấp 4
        DANH SÁCH NHÂN KHẨU ẤP 4 NGÀY 01/6/2024
        STT | Mã hộ khẩu | Họ tên | Quan hệ với chủ hộ | SĐT
        1 | T1 | Lý Văn Khế | Chủ hộ | 0912001074
        2 | T1 | Vũ Thị Nhãn | Vợ |
        3 | T2 | Bùi Thị Sim | Chủ hộ |
        4 | T2 | Bùi Văn Dừa | Con | 0912001077
        """,
        "code = Mã hộ khẩu; head_name = Họ tên; village = (sheet); phone = SĐT",
        households=4,
        heads="Đỗ Thị Mận; Tạ Thị Gấc; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_template_slashed",
        "Mau_nhan_khau.xlsx",
        "cum",
        "household",
        """
        ## Hướng dẫn nhập
        Mỗi nhân khẩu một dòng; chủ hộ chọn "Chủ hộ" ở cột quan hệ
        ## Nhân khẩu
        Họ và tên (*) | Số hộ (*) | Quan hệ (*) | Tổ / Cụm cư trú (*) | SĐT | Số CMND / Căn cước | Quốc tịch
        Đỗ Thị Mận | 11 | Chủ hộ | Cụm 1 | 0912001081 | 001100000081 | Việt Nam
        Trần Văn Na | 11 | Vợ/Chồng | Cụm 1 | | | Việt Nam
        Lý Văn Khế | 21 | Chủ hộ | Cụm số 2 | 0912001083 | | Việt Nam
        Lý Thị Hồng | 21 | Con | Cụm số 2 | | | Việt Nam
        Bùi Thị Sim | 31 | Chủ hộ | Cụm 3 | | | Việt Nam
        Ngô Văn Chanh | 31 | Thành viên khác | Cụm 3 | 0912001086 | | Việt Nam
        """,
        "code = Số hộ (*); head_name = Họ và tên (*); village = Tổ / Cụm cư trú (*); phone = SĐT",
        private="Số CMND / Căn cước; Quốc tịch",
        day_given=True,
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
)

WITHOUT_A_CODE = (
    Shape(
        "persons_tabs_address_only",
        "nhan_khau_cum.txt",
        "cum",
        "household",
        """
        Họ và tên | Họ tên chủ hộ | Quan hệ | Địa chỉ hộ gia đình | Cụm | SĐT | Hiện tại
        Đỗ Thị Mận | Đỗ Thị Mận | Chủ hộ | nhà 1 | Cụm 1 | 0912001161 | Ở nhà
        Trần Văn Na | Đỗ Thị Mận | Chồng | nhà 1 | Cụm 1 | | Đi vắng
        Lý Văn Khế | Lý Văn Khế | Chủ hộ | nhà 2 | Cụm 2 | 0912001163 | Ở nhà
        Lý Thị Hồng | Lý Văn Khế | Con | nhà 2 | Cụm 2 | | Ở nhà
        Bùi Thị Sim | Bùi Thị Sim | Chủ hộ | nhà 3 | Cụm 3 | | Ở nhà
        Bùi Văn Dừa | Bùi Thị Sim | Cháu | nhà 3 | Cụm 3 | | Đã mất
        """,
        "head_name = Họ tên chủ hộ; village = Cụm; phone = SĐT",
        private="Địa chỉ hộ gia đình",
        day_given=True,
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
        delimiter="\t",
        encoding="utf-8-sig",
    ),
    Shape(
        "persons_head_and_address",
        "Danh sách cư trú.xlsx",
        "thon",
        "household",
        """
        CÔNG AN XÃ
        DANH SÁCH CÔNG DÂN CƯ TRÚ TRÊN ĐỊA BÀN
        Số liệu khai thác ngày 01/6/2024
        STT | Họ và tên | Ngày sinh | Giới tính | Số CCCD | Họ và tên chủ hộ | Nơi thường trú | Thôn | Diện cư trú
        1 | Đỗ Thị Mận | @11/5/1970 | Nữ | 038100000001 | Đỗ Thị Mận | số 1 Yên Xá | Yên Xá | Thường trú
        2 | Trần Văn Na | @17/8/1968 | Nam | 038100000002 | Đỗ Thị Mận | số 1 Yên Xá | Yên Xá | Thường trú
        3 | Lý Văn Khế | @21/3/1982 | Nam | | Lý Văn Khế | số 9 Đông Hải | Đông Hải | Tạm trú
        4 | Vũ Thị Nhãn | @30/9/1985 | Nữ | | Lý Văn Khế | số 9 Đông Hải | Đông Hải | Tạm trú
        5 | Bùi Thị Sim | 1949 | Nữ | | Bùi Thị Sim | số 3 xóm Đình | Đình | Thường trú
        6 | Bùi Văn Dừa | @05/12/2010 | Nam | | Bùi Thị Sim | số 3 xóm Đình | Đình | Thường trú
        """,
        "head_name = Họ và tên chủ hộ; village = Thôn",
        private="Ngày sinh; Giới tính; Số CCCD; Nơi thường trú",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_running_number_of_household",
        "STT ho.xlsx",
        "to",
        "household",
        """
        DANH SÁCH HỘ VÀ NHÂN KHẨU, ngày 01 tháng 6 năm 2024
        STT Hộ | STT | Họ tên | Quan hệ với chủ hộ | Tổ | Điện thoại
        1 | 1 | Đỗ Thị Mận | Chủ hộ | Tổ 1 | 0912001101
         | 2 | Trần Văn Na | Chồng | Tổ 1 |
         | 3 | Trần Thị Lê | Con | Tổ 1 |
        2 | 4 | Lý Văn Khế | Chủ hộ | Tổ 2 | 0912001104
         | 5 | Vũ Thị Nhãn | Vợ | Tổ 2 |
        3 | 6 | Bùi Thị Sim | Chủ hộ | Tổ 3 |
         | 7 | Bùi Văn Dừa | Con nuôi | Tổ 3 | 0912001107
        """,
        "head_name = Họ tên; village = Tổ; phone = Điện thoại",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_in_blocks_by_relation",
        "khu pho nhan khau khong ma.xlsx",
        "kp",
        "household",
        """
        TT | Họ và tên | Quan hệ | Khu phố | SĐT
        1 | Đỗ Thị Mận | Chủ hộ | KP1 | 0912001111
        2 | Trần Văn Na | Chồng | KP1 |
        3 | Trần Thị Lê | Con | KP1 |
        4 | Lý Văn Khế | Chủ hộ | KP2 | 0912001114
        5 | Vũ Thị Nhãn | Vợ | KP2 |
        6 | Hồ Thị Quýt | Mẹ | KP2 |
        7 | Bùi Thị Sim | Chủ hộ | KP3 | 0912001117
        8 | Ngô Văn Chanh | Con rể | KP3 |
        """,
        "head_name = Họ và tên; village = Khu phố; phone = SĐT",
        day_given=True,
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_head_merged",
        "cu tru ban.xlsx",
        "ban",
        "household",
        """
        DANH SÁCH NHÂN KHẨU CÁC BẢN TÍNH ĐẾN NGÀY 01/6/2024
        STT | Bản | Chủ hộ | Họ tên thành viên | Quan hệ với chủ hộ | Số ĐT Chủ Hộ
        1 | Nà Lốc | Đỗ Thị Mận | Đỗ Thị Mận | Chủ hộ | 0912001121
        2 | ^ | ^ | Trần Văn Na | Chồng | ^
        3 | Huổi Sen | Lý Văn Khế | Lý Văn Khế | Chủ hộ | 0912001123
        4 | ^ | ^ | Lý Thị Hồng | Con | ^
        5 | Pá Khôm | Bùi Thị Sim | Bùi Thị Sim | Chủ hộ | 0912001125
        6 | ^ | ^ | Bùi Văn Dừa | Cháu | ^
        """,
        "head_name = Chủ hộ; village = Bản; phone = Số ĐT Chủ Hộ",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_same_head_twice",
        "ds_cu_tru_khu.csv",
        "khu",
        "household",
        """
        Họ tên | Họ tên chủ hộ | Địa chỉ cư trú | Khu | Quan hệ chủ hộ | Số điện thoại | Ngày cấp CCCD | Nơi cấp CCCD
        Đỗ Thị Mận | Đỗ Thị Mận | ngõ 1 | Khu 1 | Chủ hộ | 0912001131 | 01/02/2022 | Cục CS
        Trần Văn Na | Đỗ Thị Mận | ngõ 1 | Khu 1 | Chồng | | |
        Đỗ Thị Mận | Đỗ Thị Mận | ngõ 8 | Khu 1 | Chủ hộ | 0912001133 | |
        Đỗ Thị Chanh | Đỗ Thị Mận | ngõ 8 | Khu 1 | Con | | |
        Lý Văn Khế | Lý Văn Khế | ngõ 2 | Khu 2 | Chủ hộ | 0912001135 | |
        Bùi Thị Sim | Bùi Thị Sim | ngõ 5 | Đồng Mạ | Chủ hộ | | |
        """,
        "head_name = Họ tên chủ hộ; village = Khu; phone = Số điện thoại",
        private="Địa chỉ cư trú; Ngày cấp CCCD; Nơi cấp CCCD",
        day_given=True,
        households=4,
        heads="Đỗ Thị Mận; Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
        delimiter=";",
        encoding="utf-8-sig",
    ),
    Shape(
        "persons_of_one_unit_in_title",
        "xom chua.xlsx",
        "xom",
        "household",
        """
        XÓM CHÙA
        DANH SÁCH NHÂN KHẨU TRONG XÓM (ngày 01/6/2024)
        STT | Họ và tên | Quan hệ với chủ hộ | SĐT | Đoàn thể tham gia | Thẻ BHYT
        1 | Đỗ Thị Mận | Chủ hộ | 0912001141 | Phụ nữ | x
        2 | Trần Văn Na | Chồng | | Nông dân | x
        3 | Lý Văn Khế | Chủ hộ | 0912001143 | |
        4 | Vũ Thị Nhãn | Vợ | | Phụ nữ | x
        5 | Bùi Thị Sim | Chủ hộ | | | x
        6 | Bùi Văn Dừa | Con | 0912001146 | Thanh niên | x
        ~ | | | | TRƯỞNG XÓM |
        """,
        "head_name = Họ và tên; village = (Xóm Chùa); phone = SĐT",
        private="Đoàn thể tham gia; Thẻ BHYT",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_hon_nhan_buon",
        "Buôn nhân khẩu.xlsx",
        "buon",
        "household",
        """
        STT | Buôn/Thôn | Hộ khẩu | Họ và tên | Quan hệ | Hôn nhân | Học vấn | Nơi sinh | Số thuê bao | Thường trú
        1 | Ea Kmat | 11 | Đỗ Thị Mận | Chủ hộ | Đã kết hôn | 9/12 | Đắk Lắk | 0912001151 | x
        2 | Ea Kmat | 11 | Trần Văn Na | Chồng | Đã kết hôn | 12/12 | Đắk Lắk | | x
        3 | Krông Á | 21 | Lý Văn Khế | Chủ hộ | Góa | 5/12 | Đắk Lắk | 0912001153 | x
        4 | Krông Á | 21 | Lý Thị Hồng | Con | Độc thân | 12/12 | Đắk Lắk | | x
        5 | thôn 5 | 51 | Bùi Thị Sim | Chủ hộ | Góa | | Ninh Bình | 0912001155 |
        6 | thôn 5 | 51 | Bùi Văn Dừa | Con | Độc thân | | Ninh Bình | | x
        """,
        "code = Hộ khẩu; head_name = Họ và tên; village = Buôn/Thôn; phone = Số thuê bao",
        private="Hôn nhân; Học vấn; Nơi sinh",
        day_given=True,
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_short_forms",
        "ho dem.xlsx",
        "khom",
        "household",
        """
        DANH SÁCH NHÂN KHẨU KHU VỰC, đến ngày 01/6/2024
        Số hộ | Họ đệm | Tên | QH với CH | Năm sinh | Khóm | Đảng viên | Sức khỏe
        101 | Đỗ Thị | Mận | CH | 1970 | Khóm 1 | x | Tốt
        101 | Lý Văn | Na | Chồng | 1968 | Khóm 1 | | Tốt
        102 | Lý Văn | Khế | Con | 2000 | Khóm 2 | | Tốt
        102 | Bùi Thị | Sim | CH | 1975 | Khóm 2 | | Yếu
        103 | Hồ Văn | Bưởi | CH | 1980 | Đông Thịnh | |
        """,
        "code = Số hộ; head_name = Họ đệm + Tên; village = Khóm",
        private="Năm sinh; Đảng viên; Sức khỏe",
        households=3,
        heads="Đỗ Thị Mận; Bùi Thị Sim; Hồ Văn Bưởi",
    ),
    Shape(
        "persons_head_by_a_mark",
        "la chu ho.xlsx",
        "xom",
        "household",
        """
        DANH SÁCH NHÂN KHẨU TOÀN XÓM 01/6/2024
        STT | Mã hộ GĐ | Họ và tên | Chủ hộ (x) | Giới tính | Xóm | SĐT
        1 | X1 | Đỗ Thị Mận | x | Nữ | Xóm Chùa | 0912000071
        2 | X1 | Lý Văn Na | | Nam | Xóm Chùa |
        3 | X2 | Lý Văn Khế | x | Nam | Xóm Mới | 0912000072
        4 | X3 | Bùi Thị Cam | | Nữ | Xóm 7 |
        5 | X3 | Bùi Thị Sim | x | Nữ | Xóm 7 | 0912000073
        """,
        "code = Mã hộ GĐ; head_name = Họ và tên; village = Xóm; phone = SĐT",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
        may_ask=True,
    ),
    Shape(
        "persons_under_a_running_number_of_two",
        "ho nhan khau.xlsx",
        "tdp",
        "household",
        """
        DANH SÁCH HỘ, NHÂN KHẨU THƯỜNG TRÚ
        Chốt số liệu 01/6/2024
        Số thứ tự | < | Họ, chữ đệm và tên | Quan hệ với chủ hộ | Ngày, tháng, năm sinh | Tổ dân phố | Ghi chú
        Hộ | Khẩu | | | | |
        1 | 1 | Đỗ Thị Mận | Chủ hộ | 1970 | TDP 1 |
        1 | 2 | Đỗ Con Sung | Con | 2003 | TDP 1 |
        2 | 1 | Lý Văn Khế | Chủ hộ | 1982 | TDP 2 |
        2 | 2 | Vũ Thị Nhãn | Vợ | 1985 | TDP 2 |
        """,
        "head_name = Họ, chữ đệm và tên; village = Tổ dân phố",
        private="Ngày, tháng, năm sinh",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
        header_rows=2,
    ),
    Shape(
        "persons_relations_under_an_unknown_header",
        "so dang ky nhan khau.xlsx",
        "ban",
        "household",
        """
        SỔ ĐĂNG KÝ NHÂN KHẨU
        01/6/2024
        STT | Mã hộ gia đình | Họ và tên nhân khẩu | Vai vế trong gia đình | Bản | Giới tính | SĐT liên lạc
        1 | NP1 | Đỗ Thị Mận | Chủ hộ | Nà Lốc | Nữ | 0912000301
        2 | NP1 | Đỗ Con Sung | Con | Nà Lốc | Nam |
        3 | NP2 | Lý Văn Khế | Chủ hộ | Huổi Sen | Nam | 0912000302
        4 | NP2 | Vũ Thị Nhãn | Vợ | Huổi Sen | Nữ |
        """,
        "code = Mã hộ gia đình; head_name = Họ và tên nhân khẩu; village = Bản; phone = SĐT liên lạc",
        private="Giới tính",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
    ),
    Shape(
        "persons_heads_beside_members",
        "thanh vien ho.xlsx",
        "buon",
        "household",
        """
        BUÔN KRÔNG Á
        DANH SÁCH THÀNH VIÊN CÁC HỘ GIA ĐÌNH
        Ngày 01/6/2024
        STT | STT hộ | Họ đệm | Tên | Chủ hộ/Thành viên | CMND/CCCD | Điện thoại
        1 | 1 | Đỗ Thị | Mận | Chủ hộ | 038070000001 | 0912000311
        2 | 1 | Đỗ Con | Sung | Thành viên | 038070000002 |
        3 | 1 | Trần Văn | Na | Thành viên | 038070000003 |
        4 | 2 | Lý Văn | Khế | Chủ hộ | 038070000004 | 0912000312
        5 | 2 | Vũ Thị | Nhãn | Thành viên | 038070000005 |
        """,
        "head_name = Họ đệm + Tên; village = (Krông Á); phone = Điện thoại",
        private="CMND/CCCD",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
    ),
    Shape(
        "persons_all_names_under_the_heads",
        "nhan khau thon.xlsx",
        "thon",
        "household",
        """
        DANH SÁCH NHÂN KHẨU THÔN ĐÔNG HẢI
        tính đến 01/6/2024
        Số TT hộ | Số TT khẩu | Họ tên chủ hộ và các thành viên | Quan hệ | NTNS | Nam | Nữ | Trạng thái | Điện thoại
        1 | 1 | Đỗ Thị Mận | Chủ hộ | 01/02/1970 | | x | Còn cư trú | 0912000331
        | 2 | Đỗ Con Sung | Con | 03/02/2003 | x | | Còn cư trú |
        2 | 3 | Lý Văn Khế | Chủ hộ | 04/02/1982 | x | | Còn cư trú | 0912000332
        | 4 | Vũ Thị Nhãn | Vợ | 05/02/1985 | | x | Còn cư trú |
        """,
        "head_name = Họ tên chủ hộ và các thành viên; village = (Đông Hải); phone = Điện thoại; status = Trạng thái",
        "Còn cư trú = resident",
        private="NTNS; Nam; Nữ",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
    ),
    Shape(
        "persons_phone_beside_two_rows",
        "khau ap.xlsx",
        "ap",
        "household",
        """
        DANH SÁCH KHẨU TRONG CÁC HỘ
        Ngày 01/6/2024
        STT | Hộ | < | Nhân khẩu | < | Ấp | SĐT
         | Mã hộ | Chủ hộ | Họ và tên | Quan hệ | |
        1 | BH-1 | Đỗ Thị Mận | Đỗ Thị Mận | Chủ hộ | Bình Hòa | 0912000341
        2 | BH-1 | Đỗ Thị Mận | Đỗ Con Sung | Con | Bình Hòa |
        3 | TL-1 | Lý Văn Khế | Lý Văn Khế | Chủ hộ | Tân Lợi | 0912000342
        4 | TL-1 | Lý Văn Khế | Vũ Thị Nhãn | Vợ | Tân Lợi |
        """,
        "code = Mã hộ; head_name = Họ và tên; village = Ấp; phone = SĐT",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
        header_rows=2,
    ),
    Shape(
        "persons_household_before_names",
        "nhan khau xom.xlsx",
        "xom",
        "household",
        """
        DANH SÁCH NHÂN KHẨU CÁC XÓM
        ngày 01 tháng 6 năm 2024
        Hộ | Họ tên thành viên | Là gì với chủ hộ | Sinh ngày | Số đt | Xóm
        1 | Đỗ Thị Mận | Chủ hộ | 1970 | 0912000321 | Xóm Chùa
        1 | Đỗ Con Sung | Con | 2003 | | Xóm Chùa
        2 | Lý Văn Khế | Chủ hộ | 1982 | 0912000322 | Xóm Mới
        2 | Vũ Thị Nhãn | Vợ | 1985 | | Xóm Mới
        2 | Lý Văn Cau | Con | 2009 | | Xóm Mới
        """,
        "head_name = Họ tên thành viên; village = Xóm; phone = Số đt",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
    ),
)

PERSONS = (*WITH_A_CODE, *WITHOUT_A_CODE)
