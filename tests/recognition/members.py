"""Lists of the members of groups, and the registers of units and of groups."""

from __future__ import annotations

from tests.recognition.shape import Shape

MEMBERS = (
    Shape(
        "members_zalo_tool",
        "zalo_export_KP1.xlsx",
        "kp",
        "membership",
        """
        Danh sách thành viên nhóm Zalo Khu phố 1 - xuất ngày 01/6/2024
        STT | Zalo User ID | Tên Zalo | Biệt danh | Vai trò
        1 | 1564731578290750011 | Mận Đỗ | Mận | Trưởng nhóm
        2 | 1564731578290750012 | Khế | | Phó nhóm
        3 | 1564731578290750013 | Sim Sim | Cô Sim | Thành viên
        4 | 1564731578290750014 | 🌸Bưởi🌸 | | Thành viên
        5 | 1564731578290750015 | cam vàng | Em Cam | Thành viên
        6 | 1564731578290750016 | Mít | | Thành viên
        """,
        "uid = Zalo User ID; display_name = Tên Zalo; role = Vai trò; group = (N-KP01)",
        "Trưởng nhóm = owner; Phó nhóm = deputy; Thành viên = member",
    ),
    Shape(
        "members_with_number_of_members",
        "thanh vien nhom.xlsx",
        "ap",
        "membership",
        """
        THÀNH VIÊN CÁC NHÓM ZALO
        Ngày 01 tháng 6 năm 2024
        TT | Tên nhóm | Tên hiển thị | ID Zalo | SĐT | Chức vụ trong nhóm | Số thành viên
        1 | Zalo Ấp Bình Hòa | Mận Ấp | 1564731578290750021 | 0912005021 | Trưởng nhóm | 3
        2 | Zalo Ấp Bình Hòa | Khế | 1564731578290750022 | | Phó nhóm | 3
        3 | Zalo Ấp Bình Hòa | Sim | 1564731578290750023 | 0912005023 | Thành viên | 3
        4 | Zalo Ấp 4 | Bưởi | 1564731578290750024 | 0912005024 | Trưởng nhóm | 3
        5 | Zalo Ấp 4 | Cam | 1564731578290750025 | | Thành viên | 3
        6 | Zalo Ấp 4 | Mít | 1564731578290750026 | 0912005026 | Thành viên | 3
        """,
        "group = Tên nhóm; display_name = Tên hiển thị; uid = ID Zalo; phone = SĐT; role = Chức vụ trong nhóm;"
        "total_members = Số thành viên",
        "Trưởng nhóm = owner; Phó nhóm = deputy; Thành viên = member",
    ),
    Shape(
        "members_form_time_mark",
        "Phiếu đăng ký tham gia nhóm (Câu trả lời).xlsx",
        "thon",
        "membership",
        """
        Dấu thời gian | Họ và tên | Số điện thoại | Tên Zalo | Nhóm tham gia | Mã hộ (nếu biết)
        @28/5/2024 08:12:05 | Đỗ Thị Mận | 0912005031 | Mận Đỗ | Zalo Thôn Yên Xá | YX-1
        @28/5/2024 19:40:51 | Lý Văn Khế | 0912005032 | Khế | Zalo Thôn Yên Xá |
        @29/5/2024 06:01:33 | Bùi Thị Sim | 0912005033 | Sim | Zalo Thôn Đông Hải | DH-1
        @29/5/2024 21:15:00 | Hồ Văn Bưởi | 0912005034 | Bưởi | Zalo Thôn Đông Hải |
        @31/5/2024 07:30:12 | Mai Thị Cam | 0912005035 | Cam | Zalo Xóm Đình |
        @01/6/2024 12:00:45 | Cao Văn Mít | 0912005036 | Mít | Zalo Xóm Đình | XD-2
        """,
        "as_of = Dấu thời gian; display_name = Tên Zalo; phone = Số điện thoại; group = Nhóm tham gia;"
        "household = Mã hộ (nếu biết)",
        may_ask=True,
    ),
    Shape(
        "members_form_sent_at",
        "form_dang_ky.csv",
        "to",
        "membership",
        """
        ID | Thời gian gửi | Tên hiển thị Zalo | SĐT | Nhóm
        1 | 30/05/2024 08:00 | Mận | 0912005041 | N-T01
        2 | 30/05/2024 08:05 | Khế | 0912005042 | N-T01
        3 | 30/05/2024 09:12 | Sim | 0912005043 | N-T02
        4 | 31/05/2024 10:45 | Bưởi | 0912005044 | N-T02
        5 | 31/05/2024 20:01 | Cam | 0912005045 | N-T03
        6 | 01/06/2024 06:15 | Mít | 0912005046 | N-T03
        """,
        "as_of = Thời gian gửi; display_name = Tên hiển thị Zalo; phone = SĐT; group = Nhóm",
        may_ask=True,
    ),
    Shape(
        "members_phone_only",
        "sdt nhom khu 1.xlsx",
        "khu",
        "membership",
        """
        NHÓM ZALO KHU 1
        Danh sách số điện thoại tham gia đến ngày 01/6/2024
        STT | Số điện thoại | Tên
        1 | 0912005051 | Mận
        2 | 0912 005 052 | Khế
        3 | 912005053 | Sim
        4 | 0912.005.054 | Bưởi
        5 | 0912005055 | Cam
        6 | 84912005056 | Mít
        """,
        "phone = Số điện thoại; display_name = Tên; group = (N-U1)",
    ),
    Shape(
        "members_english_tool",
        "members.csv",
        "tdp",
        "membership",
        """
        recordType | groupId | userId | displayName | role | collectedAt
        member | N-D1 | 1564731578290750061 | Mận TDP1 | owner | 01/06/2024
        member | N-D1 | 1564731578290750062 | Khế | member | 01/06/2024
        member | N-D1 | 1564731578290750063 | Sim | member | 01/06/2024
        member | N-D2 | 1564731578290750064 | Bưởi | owner | 01/06/2024
        member | N-D2 | 1564731578290750065 | Cam | member | 01/06/2024
        member | N-D2 | 1564731578290750066 | Mít | member | 01/06/2024
        """,
        "group = groupId; uid = userId; display_name = displayName; role = role; as_of = collectedAt",
    ),
    Shape(
        "members_with_households",
        "nhom zalo ban.xlsx",
        "ban",
        "membership",
        """
        DANH SÁCH THÀNH VIÊN NHÓM ZALO CÁC BẢN (số liệu đến ngày 01/6/2024)
        STT | NHÓM ZALO | TÊN TRÊN ZALO | SĐT ZALO | VAI TRÒ | MÃ HỘ | TỔNG SỐ THÀNH VIÊN | NGÀY THAM GIA
        1 | Zalo Bản Nà Lốc | Mận | 0912005071 | Trưởng nhóm | NL-1 | 2 | 01/3/2024
        2 | Zalo Bản Nà Lốc | Khế | 0912005072 | Thành viên | NL-2 | 2 | 01/3/2024
        3 | Zalo Bản Huổi Sen | Sim | 0912005073 | Trưởng nhóm | HS-1 | 2 | 05/3/2024
        4 | Zalo Bản Huổi Sen | Bưởi | | Thành viên | | 2 | 05/3/2024
        5 | Zalo Bản Pá Khôm | Cam | 0912005075 | Trưởng nhóm | PK-1 | 2 | 09/3/2024
        6 | Zalo Bản Pá Khôm | Mít | 0912005076 | Thành viên | PK-4 | 2 | 09/3/2024
        """,
        "group = NHÓM ZALO; display_name = TÊN TRÊN ZALO; phone = SĐT ZALO; role = VAI TRÒ; household = MÃ HỘ;"
        "total_members = TỔNG SỐ THÀNH VIÊN",
        "Trưởng nhóm = owner; Thành viên = member",
    ),
    Shape(
        "members_sheet_a_group",
        "Cac nhom.xlsx",
        "xom",
        "membership",
        """
        ## Zalo Xóm Chùa
        DANH SÁCH THÀNH VIÊN, 01/6/2024
        STT | Tên hiển thị | Số điện thoại | Vai trò
        1 | Mận | 0912005081 | Trưởng nhóm
        2 | Khế | 0912005082 | Thành viên
        3 | Sim | | Thành viên
        ## Zalo Xóm Mới
        DANH SÁCH THÀNH VIÊN, 01/6/2024
        STT | Tên hiển thị | Số điện thoại | Vai trò
        1 | Bưởi | 0912005084 | Trưởng nhóm
        2 | Cam | 0912005085 | Phó nhóm
        3 | Mít | | Thành viên
        """,
        "group = (sheet); display_name = Tên hiển thị; phone = Số điện thoại; role = Vai trò",
        "Trưởng nhóm = owner; Phó nhóm = deputy; Thành viên = member",
    ),
    Shape(
        "members_group_given",
        "nguoi tham gia.csv",
        "cum",
        "membership",
        """
        Tên người dùng | UID | Điện thoại | Chức vụ/Vai trò
        Mận | 1564731578290750091 | 0912005091 | Trưởng nhóm
        Khế | 1564731578290750092 | | Phó nhóm
        Sim | 1564731578290750093 | 0912005093 | Thành viên
        Bưởi | 1564731578290750094 | | Thành viên
        Cam | 1564731578290750095 | 0912005095 | Thành viên
        Mít | 1564731578290750096 | | Thành viên
        """,
        "display_name = Tên người dùng; uid = UID; phone = Điện thoại; role = Chức vụ/Vai trò; group = (N-C1)",
        "Trưởng nhóm = owner; Phó nhóm = deputy; Thành viên = member",
        day_given=True,
        group="N-C1",
    ),
    Shape(
        "members_form_questions",
        "Cau tra loi bieu mau.csv",
        "thon",
        "membership",
        """
        Dấu thời gian | Địa chỉ email | Họ và tên anh/chị | SĐT dùng Zalo | Anh/chị thuộc thôn nào? | Nhóm Zalo đang tham gia
        01/06/2024 08:10:11 | a@x | Đỗ Thị Mận | 0912000051 | Yên Xá | Zalo Thôn Yên Xá
        01/06/2024 09:10:12 | b@x | Lý Văn Khế | 0912000052 | Yên Xá | Zalo Thôn Yên Xá
        01/06/2024 10:10:13 | c@x | Bùi Thị Sim | 0912000053 | Đông Hải | Zalo Thôn Đông Hải
        """,
        "as_of = Dấu thời gian; display_name = Họ và tên anh/chị; phone = SĐT dùng Zalo; group = Nhóm Zalo đang tham gia",
    ),
    Shape(
        "members_english",
        "Zalo_Cum_1_2024-06-01.csv",
        "cum",
        "membership",
        """
        No | Display Name | User ID | Role | Joined
        1 | Mận Đỗ | 5123456789012345681 | Owner | 2024-01-02
        2 | Khế | 5123456789012345682 | Member | 2024-01-03
        3 | Sim Bùi | 5123456789012345683 | Admin | 2024-01-03
        """,
        "display_name = Display Name; uid = User ID; role = Role; group = (Zalo Cụm 1)",
        "Owner = owner; Member = member; Admin = deputy",
    ),
)

UNITS = (
    Shape(
        "units_khu_pho",
        "danh muc khu pho.xlsx",
        "kp",
        "village",
        """
        DANH MỤC KHU PHỐ (ngày 01/6/2024)
        STT | Mã khu phố | Tên khu phố | Ghi chú
        1 | KP01 | Khu phố 1 |
        2 | KP02 | Khu phố 2 |
        3 | KP03 | Khu phố 3 |
        4 | KP04 | Khu phố 4 | mới chia
        5 | KP05 | Khu phố 5 | mới chia
        ~ | Tổng: 5 khu phố | |
        """,
        "code = Mã khu phố; name = Tên khu phố",
    ),
    Shape(
        "units_dia_ban_csv",
        "ma_dia_ban.csv",
        "ban",
        "village",
        """
        Ma dia ban | Ten thon/ban/to dan pho | So ho
        NL | Bản Nà Lốc | 80
        HS | Bản Huổi Sen | 64
        PK | Bản Pá Khôm | 51
        TD1 | Tổ dân phố 1 | 90
        """,
        "code = Ma dia ban; name = Ten thon/ban/to dan pho",
        day_given=True,
        delimiter=";",
    ),
    Shape(
        "units_ap_with_posts",
        "Các ấp.xlsx",
        "ap",
        "village",
        """
        DANH SÁCH CÁC ẤP TRÊN ĐỊA BÀN XÃ
        Tính đến ngày 01 tháng 6 năm 2024
        STT | Mã ấp | Tên ấp | Số hộ | Số khẩu | Trưởng ấp | SĐT
        1 | BH | Ấp Bình Hòa | 120 | 480 | Đỗ Thị Mận | 0912006001
        2 | TL | Ấp Tân Lợi | 95 | 360 | Lý Văn Khế | 0912006002
        3 | A4 | Ấp 4 | 101 | 402 | Bùi Thị Sim |
        4 | A5 | Ấp 5 | 77 | 300 | Hồ Văn Bưởi | 0912006004
        ~ | Cộng | | 393 | 1542 | |
        """,
        "code = Mã ấp; name = Tên ấp",
    ),
    Shape(
        "groups_zalo",
        "cac nhom zalo.xlsx",
        "tdp",
        "group",
        """
        DANH SÁCH CÁC NHÓM ZALO ĐÃ THÀNH LẬP (tính đến ngày 01/6/2024)
        STT | Mã nhóm | Tên nhóm Zalo | Loại nhóm | Tổ dân phố | Quản trị nhóm | ID nhóm
        1 | G0 | Ban chỉ đạo phường | Ban chỉ đạo | | Cao Văn Mít | 1564731578290756001
        2 | G1 | An ninh TDP 1 | Tổ dân phố | TDP 1 | Đỗ Thị Mận | 1564731578290756002
        3 | G2 | An ninh TDP 2 | Tổ dân phố | TDP 2 | Lý Văn Khế | 1564731578290756003
        4 | G3 | An ninh Nam Sơn | Tổ dân phố | TDP Nam Sơn | Bùi Thị Sim | 1564731578290756004
        """,
        "code = Mã nhóm; name = Tên nhóm Zalo; kind = Loại nhóm; village = Tổ dân phố; manager = Quản trị nhóm;"
        "zalo_id = ID nhóm",
        "Ban chỉ đạo = committee; Tổ dân phố = village",
    ),
    Shape(
        "groups_capitals",
        "NHOM.xlsx",
        "khom",
        "group",
        """
        MÃ NHÓM | TÊN NHÓM | LOẠI | KHÓM | NGƯỜI QUẢN LÝ | QUY CHẾ | DANH SÁCH PHÊ DUYỆT
        BCD | BAN CHỈ ĐẠO | BAN CHỈ ĐẠO | | ĐỖ THỊ MẬN | X | X
        N1 | BÌNH YÊN KHÓM 1 | KHÓM | KHÓM 1 | LÝ VĂN KHẾ | X | X
        N2 | BÌNH YÊN KHÓM 2 | KHÓM | KHÓM 2 | BÙI THỊ SIM | X |
        N3 | BÌNH YÊN ĐÔNG THỊNH | KHÓM | ĐÔNG THỊNH | HỒ VĂN BƯỞI | | X
        N4 | CƠ QUAN PHƯỜNG | ĐƠN VỊ | | MAI THỊ CAM | X | X
        """,
        "code = MÃ NHÓM; name = TÊN NHÓM; kind = LOẠI; village = KHÓM; manager = NGƯỜI QUẢN LÝ",
        "BAN CHỈ ĐẠO = committee; KHÓM = village; ĐƠN VỊ = unit",
        day_given=True,
    ),
    Shape(
        "units_with_counts",
        "cac ban.xlsx",
        "ban",
        "village",
        """
        DANH SÁCH CÁC BẢN
        (đến ngày 01/6/2024)
        STT | Tên bản | Bí thư chi bộ | Trưởng bản | Số hộ | Số khẩu
        1 | Bản Nà Lốc | Lò Thị Mận | Lò Văn Na | 120 | 500
        2 | Bản Huổi Sen | Lò Văn Khế | Lò Văn Ổi | 90 | 420
        3 | Bản Pá Khôm | Vàng Thị Sim | Vàng A Me | 75 | 333
        ~ | Tổng | | | 285 | 1253
        """,
        "name = Tên bản",
    ),
    Shape(
        "members_and_who_is_none",
        "theo doi zalo.xlsx",
        "thon",
        "membership",
        """
        THEO DÕI THÀNH VIÊN NHÓM ZALO THÔN ĐÔNG HẢI
        Cập nhật ngày 01 tháng 6 năm 2024
        STT | Tên tài khoản Zalo | SĐT đăng ký Zalo | Thuộc hộ ông (bà) | Trạng thái
        1 | Mận DH | 0912000301 | Đỗ Văn A | Đã tham gia
        2 | Khế DH | 0912000302 | Lý Văn B | Đã tham gia
        ~ 3 | Sim DH | 0912000303 | Bùi Văn C | Chưa tham gia
        4 | Bưởi DH | 0912000304 | Hồ Văn D | Đã tham gia
        ~ 5 | Cam DH | 0912000305 | Mai Văn E | Đã rời nhóm
        """,
        "display_name = Tên tài khoản Zalo; phone = SĐT đăng ký Zalo; group = (N-DH)",
    ),
    Shape(
        "members_by_a_tick",
        "danh dau.xlsx",
        "thon",
        "membership",
        """
        DANH SÁCH THÀNH VIÊN NHÓM ZALO THÔN YÊN XÁ, đến ngày 01/6/2024
        STT | Thành viên | SĐT | Đã vào nhóm Zalo | Ghi chú
        1 | Đỗ Thị Mận | 0912000311 | x |
        2 | Lý Văn Khế | 0912000312 | x |
        ~ 3 | Bùi Thị Sim | 0912000313 | |
        ~ 4 | Hồ Văn Bưởi | 0912000314 | x | Đã rời nhóm
        5 | Mai Thị Cam | 0912000315 | x | con bà Mít
        """,
        "display_name = Thành viên; phone = SĐT; group = (N-YX)",
    ),
    Shape(
        "members_in_english_with_lines",
        "zalo_members_export_20240601.csv",
        "kp",
        "membership",
        """
        group_name | member_id | member_name | phone_number | joined_at
        Zalo Khu phố 1 | 1564731578290750071 | Mận KP | 0912000531 | 2024-01-03
        Zalo Khu phố 1 | 1564731578290750072 | Khế | | 2024-01-04
        Zalo Khu phố 2 | 1564731578290750073 | Sim | 0912000533 | 2024-01-05
        """,
        "group = group_name; uid = member_id; display_name = member_name; phone = phone_number",
    ),
    Shape(
        "members_of_a_place_that_sounds_like_not",
        "Tham gia zalo.xlsx",
        "xom",
        "membership",
        """
        Danh sách bà con xóm Chùa tham gia nhóm Zalo (đến ngày 01/6/2024)
        STT | Chủ hộ | Tên trên Zalo | Số ĐT | Tình trạng tham gia
        1 | Đỗ Văn A | Mận XC | 0912000601 | Đã vào nhóm
        ~ 2 | Lý Văn B | Khế XC | 0912000602 | Chưa vào
        3 | Bùi Văn C | Sim XC | 0912000603 | Đã vào nhóm
        """,
        "display_name = Tên trên Zalo; phone = Số ĐT; group = (N-XC)",
    ),
    Shape(
        "members_that_look_like_officials",
        "nhom_zalo.csv",
        "thon",
        "membership",
        """
        Nhóm Zalo Thôn Đông Hải
        Xuất lúc 20:15 ngày 01/06/2024
        # | Tên | Biệt danh | SĐT | Vai trò | Hoạt động gần nhất
        1 | Mận DH | | 0912000701 | Trưởng nhóm | 2 phút trước
        2 | Khế DH | Cô Khế | 0912000702 | Thành viên | 3 phút trước
        3 | Sim DH | | 0912000703 | Thành viên | 1 giờ trước
        """,
        "display_name = Tên; phone = SĐT; role = Vai trò; group = (N-DH)",
        "Trưởng nhóm = owner; Thành viên = member",
        private="Hoạt động gần nhất",
        delimiter=";",
    ),
)
