"""Lists that their cells tell, whatever stands above them, and lists for another purpose that hold the same cells.

Written before anybody looked at the configured words: headers of offices and of systems that nobody here had seen.
"""

from __future__ import annotations

from tests.recognition.shape import Other, Shape

TOLD_BY_CELLS = (
    Shape(
        "household_codes_of_a_system",
        "HO_GIA_DINH_2024.csv",
        "ap",
        "household",
        """
        HOUSEHOLD_ID | HEAD_FULLNAME | HAMLET | PHONE_NO | TOTAL_PERSON | RESIDENT_STATUS
        A-001 | Đỗ Thị Mận | Ấp Bình Hòa | 0912010011 | 4 | Đang cư trú
        A-002 | Lý Văn Khế | Ấp Bình Hòa | 0912010012 | 3 | Đang cư trú
        A-003 | Bùi Thị Sim | Ấp 4 | | 5 | Đã chuyển đi
        A-004 | Hồ Văn Bưởi | Ấp Tân Lợi | 0912010014 | 2 | Tạm vắng
        """,
        "code = HOUSEHOLD_ID; head_name = HEAD_FULLNAME; village = HAMLET; phone = PHONE_NO; members = TOTAL_PERSON;"
        "status = RESIDENT_STATUS",
        "Đang cư trú = resident; Đã chuyển đi = moved; Tạm vắng = away",
        day_given=True,
    ),
    Shape(
        "household_numbers_are_codes",
        "bieu 02.xlsx",
        "to",
        "household",
        """
        BIỂU SỐ 02: THỐNG KÊ HỘ GIA ĐÌNH
        Có đến 01/6/2024
        TT | Thông tin chủ hộ | < | Tổ | Hộ số | Tổng số khẩu | Lưu ý
        ^ | Họ và tên | Điện thoại | ^ | ^ | ^ | ^
        1 | Đỗ Thị Mận | 0912010031 | 01 | 11 | 4 |
        2 | Lý Văn Khế | 0912010032 | 01 | 12 | 3 |
        3 | Bùi Thị Sim | 0912010033 | 02 | 21 | 5 |
        4 | Hồ Văn Bưởi | | 03 | 31 | 1 |
        """,
        "code = Hộ số; head_name = Họ và tên; village = Tổ; phone = Điện thoại; members = Tổng số khẩu",
        header_rows=2,
    ),
    Shape(
        "household_family_names_by_cells",
        "danh sach ho TDP.xlsx",
        "tdp",
        "household",
        """
        TỔ DÂN PHỐ - DANH SÁCH CÁC HỘ GIA ĐÌNH
        ngày 01 tháng 6 năm 2024
        Số TT | Họ, chữ đệm | Tên chủ hộ | Số đ.thoại | Nhà thuộc TDP | Số nhân khẩu thực tế thường trú
        1 | Đỗ Thị | Mận | 0912010041 | TDP 1 | 4
        2 | Lý Văn | Khế | 0912010042 | Nam Sơn | 3
        3 | Bùi Thị | Sim | | TDP 2 | 5
        """,
        "head_name = Họ, chữ đệm + Tên chủ hộ; village = Nhà thuộc TDP; phone = Số đ.thoại; members = Số nhân khẩu thực tế thường trú",
    ),
    Shape(
        "persons_told_by_relations",
        "DS khau.xlsx",
        "ap",
        "household",
        """
        DANH SÁCH CÁC KHẨU TRONG HỘ, ngày 01/6/2024
        Hộ thứ | STT | Họ và tên các thành viên trong hộ | Là gì của chủ hộ | Ấp | Số phôn
        1 | 1 | Đỗ Thị Mận | Chủ hộ | Bình Hòa | 0912010121
        1 | 2 | Trần Văn Na | Chồng | Bình Hòa | 0912010122
        2 | 3 | Lý Văn Khế | Chủ hộ | Ấp 4 | 0912010123
        2 | 4 | Vũ Thị Nhãn | Vợ | Ấp 4 |
        3 | 5 | Bùi Thị Sim | Chủ hộ | Tân Lợi | 0912010125
        """,
        "head_name = Họ và tên các thành viên trong hộ; village = Ấp; phone = Số phôn",
        households=3,
        heads="Đỗ Thị Mận; Lý Văn Khế; Bùi Thị Sim",
    ),
    Shape(
        "persons_in_english",
        "residents.csv",
        "kp",
        "household",
        """
        FamilyCode | FullName | Relationship | Ward_Zone | PhoneNumber | DOB
        F1 | Đỗ Thị Mận | Chủ hộ | Khu phố 1 | 0912020111 | 01/02/1970
        F1 | Trần Văn Na | Chồng | Khu phố 1 | | 01/03/1968
        F2 | Lý Văn Khế | Chủ hộ | Khu phố 2 | 0912020113 | 02/04/1982
        """,
        "code = FamilyCode; head_name = FullName; village = Ward_Zone; phone = PhoneNumber",
        private="DOB",
        households=2,
        heads="Đỗ Thị Mận; Lý Văn Khế",
        day_given=True,
    ),
    Shape(
        "business_names_by_cells",
        "doanh nghiep tren dia ban.xlsx",
        "kp",
        "business",
        """
        TỔNG HỢP CÁC DOANH NGHIỆP ĐANG HOẠT ĐỘNG SXKD TRÊN ĐỊA BÀN
        Ngày 01/6/2024
        STT | Danh mục đơn vị | Mã số | Người đứng đầu | Số liên hệ | Địa bàn
        1 | Công ty TNHH Hoa Sim | 2801010001 | Đỗ Thị Mận | 0912010201 | KP1
        2 | Công ty cổ phần Cây Sung | 2801010002 | Lý Văn Khế | 0912010202 | KP2
        3 | DNTN Quả Khế | 2801010003 | Bùi Thị Sim | | KP2
        4 | HTX Rau Chùa | 2801010004 | Hồ Văn Bưởi | 0912010204 | KP3
        """,
        "code = Mã số; name = Danh mục đơn vị; representative = Người đứng đầu; phone = Số liên hệ; village = Địa bàn",
    ),
    Shape(
        "business_in_english",
        "dn.csv",
        "khom",
        "business",
        """
        TIN | COMPANY | LEGAL_FORM | CEO | MOBILE | STATUS
        1401010011 | Công ty TNHH Sen Hồng | Công ty TNHH | Đỗ Thị Mận | 0912010211 | Đang hoạt động
        1401010012 | Công ty CP Sen Trắng | Công ty cổ phần | Lý Văn Khế | 0912010212 | Đang hoạt động
        1401010013 | DNTN Sen Vàng | Doanh nghiệp tư nhân | Bùi Thị Sim | | Ngừng hoạt động
        """,
        "code = TIN; name = COMPANY; kind = LEGAL_FORM; representative = CEO; phone = MOBILE; status = STATUS",
        "Công ty TNHH = llc; Công ty cổ phần = joint_stock; Doanh nghiệp tư nhân = private;"
        "Đang hoạt động = active; Ngừng hoạt động = closed",
        day_given=True,
    ),
    Shape(
        "business_tax_codes_by_cells",
        "cong ty.xlsx",
        "tdp",
        "business",
        """
        THỐNG KÊ CÔNG TY, XÍ NGHIỆP NGÀY 01/6/2024
        STT | Tên pháp nhân | Mã thuế | Đại diện PL | SĐT đại diện | Vị trí
        1 | Công ty TNHH Hoa Mận | 2801010041 | Đỗ Thị Mận | 0912010241 | TDP 1
        2 | Công ty CP Vườn Vải | 2801010042 | Bùi Thị Vải | 0912010242 | TDP 2
        3 | Công ty TNHH Mít Non | 2801010043-001 | Cao Văn Mít | | Nam Sơn
        """,
        "code = Mã thuế; name = Tên pháp nhân; representative = Đại diện PL; phone = SĐT đại diện; village = Vị trí",
    ),
    Shape(
        "business_two_rows_of_short_headers",
        "CTY.xlsx",
        "khom",
        "business",
        """
        BẢNG TỔNG HỢP THÔNG TIN DOANH NGHIỆP
        Thời gian: 01/6/2024
        STT | THÔNG TIN DOANH NGHIỆP | < | THÔNG TIN GIÁM ĐỐC | < | TÌNH TRẠNG
        ^ | TÊN | MST | HỌ TÊN | ĐIỆN THOẠI | ^
        1 | CTY TNHH SEN HỒNG | 1401030031 | ĐỖ THỊ MẬN | 0913000231 | Đang HĐ
        2 | CTY CP SEN TRẮNG | 1401030032 | LÝ VĂN KHẾ | 0913000232 | Đang HĐ
        3 | DNTN SÚNG TÍM | 1401030033 | BÙI THỊ SIM | | Đã đóng MST
        """,
        "code = MST; name = TÊN; representative = HỌ TÊN; phone = ĐIỆN THOẠI; status = TÌNH TRẠNG",
        "Đang HĐ = active; Đã đóng MST = closed",
        header_rows=2,
    ),
    Shape(
        "institution_by_cells",
        "co quan.xlsx",
        "kp",
        "institution",
        """
        DANH MỤC CƠ QUAN, TỔ CHỨC, ĐƠN VỊ TRÊN ĐỊA BÀN
        Cập nhật: 01/6/2024
        TT | Cơ quan, tổ chức | Ký hiệu | Người đứng đầu | Số máy | Khu phố
        1 | UBND phường | UB | Đỗ Thị Mận | 0912010311 | KP1
        2 | Trạm Y tế phường | TYT | Lý Văn Khế | 0912010312 | KP1
        3 | Công an phường | CA | Bùi Thị Sim | | KP2
        4 | Trường Tiểu học Hoa Mai | TH1 | Hồ Văn Bưởi | 0912010314 | KP2
        """,
        "code = Ký hiệu; name = Cơ quan, tổ chức; representative = Người đứng đầu; phone = Số máy; village = Khu phố",
    ),
    Shape(
        "institution_numbers_and_contacts",
        "Don vi tren dia ban.xlsx",
        "kp",
        "institution",
        """
        DANH SÁCH CÁC CƠ QUAN, ĐƠN VỊ, TRƯỜNG HỌC CẦN LẬP NHÓM ZALO
        Ngày 01/6/2024
        STT | Tên gọi | Số hiệu | Đầu mối | ĐT đầu mối | Khu phố
        1 | UBND phường | 01 | Đỗ Thị Mận | 0912020311 | KP1
        2 | Công an phường | 02 | Lý Văn Khế | 0912020312 | KP1
        3 | Trạm Y tế | 03 | Bùi Thị Sim | 0912020313 | KP2
        4 | Trường THCS Chợ Cũ | 04 | Hồ Văn Bưởi | 0912020314 | KP3
        """,
        "code = Số hiệu; name = Tên gọi; representative = Đầu mối; phone = ĐT đầu mối; village = Khu phố",
    ),
    Shape(
        "schools_in_english",
        "schools_list.csv",
        "tdp",
        "institution",
        """
        SCHOOL_CODE | SCHOOL_NAME | PRINCIPAL | PHONE | LEVEL
        T1 | Trường Mầm non Nam Sơn | Đỗ Thị Mận | 0912020321 | Mầm non
        T2 | Trường Tiểu học Nam Sơn | Lý Văn Khế | 0912020322 | Tiểu học
        T3 | Trường THCS Nam Sơn | Bùi Thị Sim | | THCS
        """,
        "code = SCHOOL_CODE; name = SCHOOL_NAME; representative = PRINCIPAL; phone = PHONE",
        day_given=True,
    ),
    Shape(
        "schools_without_a_title",
        "Trường lớp.xlsx",
        "xom",
        "institution",
        """
        STT | Tên nhà trường | Mã nhà trường | Họ tên Hiệu trưởng | Điện thoại | Số lớp | Số học sinh
        1 | Trường Mầm non Hoa Cau | T1 | Đỗ Thị Mận | 0913000331 | 8 | 200
        2 | Trường Tiểu học Chùa | T2 | Lý Văn Khế | 0913000332 | 15 | 420
        3 | Trường THCS Bảy | T3 | Bùi Thị Sim | | 12 | 380
        """,
        "code = Mã nhà trường; name = Tên nhà trường; representative = Họ tên Hiệu trưởng; phone = Điện thoại",
        day_given=True,
    ),
    Shape(
        "official_posts_by_cells",
        "truong ap.xlsx",
        "ap",
        "official",
        """
        DANH SÁCH TRƯỞNG ẤP, PHÓ ẤP NHIỆM KỲ 2022-2025
        Ngày 01/6/2024
        STT | Họ, tên | Giữ chức | Ấp | Số liên lạc
        1 | Đỗ Thị Mận | Trưởng ấp | Bình Hòa | 0912010401
        2 | Lý Văn Khế | Phó trưởng ấp | Bình Hòa | 0912010402
        3 | Bùi Thị Sim | Trưởng ấp | Ấp 4 |
        """,
        "name = Họ, tên; post = Giữ chức; village = Ấp; phone = Số liên lạc",
        "Trưởng ấp = village_head",
    ),
    Shape(
        "official_chuc_trach",
        "to truong.xlsx",
        "tdp",
        "official",
        """
        DANH SÁCH CÁN BỘ TỔ DÂN PHỐ THÁNG 6/2024
        Ngày 01/6/2024
        STT | HỌ TÊN CÁN BỘ | CHỨC TRÁCH | ĐƠN VỊ PHỤ TRÁCH | SĐT ZALO
        1 | ĐỖ THỊ MẬN | TỔ TRƯỞNG | TDP 1 | 0912010431
        2 | LÝ VĂN KHẾ | TỔ TRƯỞNG | TDP 2 | 0912010432
        3 | BÙI THỊ SIM | TỔ PHÓ | NAM SƠN | 0912010433
        """,
        "name = HỌ TÊN CÁN BỘ; post = CHỨC TRÁCH; village = ĐƠN VỊ PHỤ TRÁCH; phone = SĐT ZALO",
        "TỔ TRƯỞNG = village_head",
    ),
    Shape(
        "official_posts_are_no_roles",
        "staff.csv",
        "kp",
        "official",
        """
        FULL_NAME | POSITION | ZONE | TEL
        Đỗ Thị Mận | Trưởng khu phố | Khu phố 1 | 0912020421
        Lý Văn Khế | Trưởng khu phố | Khu phố 2 | 0912020422
        Bùi Thị Sim | Công an khu vực | Khu phố 3 | 0912020423
        """,
        "name = FULL_NAME; post = POSITION; village = ZONE; phone = TEL",
        "Trưởng khu phố = village_head; Công an khu vực = area_police",
        day_given=True,
    ),
    Shape(
        "official_head_of_the_committee",
        "BCD phuong.xlsx",
        "kp",
        "official",
        """
        THÀNH PHẦN BAN CHỈ ĐẠO (01/6/2024)
        STT | Thành viên BCĐ | Vai trò trong Ban | Liên hệ
        1 | Đỗ Thị Mận | Trưởng ban | 0913000421
        2 | Lý Văn Khế | Phó Trưởng ban | 0913000422
        3 | Bùi Thị Sim | Ủy viên | 0913000423
        """,
        "name = Thành viên BCĐ; post = Vai trò trong Ban; phone = Liên hệ",
        "Trưởng ban = committee_head; Phó Trưởng ban = committee_deputy; Ủy viên = committee_member",
    ),
    Shape(
        "members_accounts",
        "tv nhom khom 1.xlsx",
        "khom",
        "membership",
        """
        DANH SÁCH CÁC TÀI KHOẢN TRONG NHÓM ZALO KHÓM 1
        (chụp ngày 01/6/2024)
        STT | Tài khoản | Điện thoại | Chức năng
        1 | Mận Khóm | 0912010531 | Trưởng nhóm
        2 | Khế | 0912010532 | Thành viên
        3 | Sim | 0912010533 | Thành viên
        """,
        "display_name = Tài khoản; phone = Điện thoại; role = Chức năng; group = (N-K1)",
        "Trưởng nhóm = owner; Thành viên = member",
    ),
    Shape(
        "units_by_sign",
        "DM thon.xlsx",
        "thon",
        "village",
        """
        DANH MỤC THÔN TRỰC THUỘC XÃ
        Ngày 01/6/2024
        STT | Ký hiệu thôn | Tên gọi | Số hộ | Dân số | Diện tích (ha)
        1 | YX | Thôn Yên Xá | 300 | 1200 | 45
        2 | DH | Thôn Đông Hải | 280 | 1100 | 52
        3 | XD | Xóm Đình | 250 | 990 | 38
        """,
        "code = Ký hiệu thôn; name = Tên gọi",
    ),
    Shape(
        "units_by_letters",
        "cac ap.xlsx",
        "ap",
        "village",
        """
        DANH SÁCH ẤP (01/6/2024)
        STT | Mã | Ấp | Trưởng ấp | Số hộ
        1 | BH | Ấp Bình Hòa | Đỗ Thị Mận | 300
        2 | TL | Ấp Tân Lợi | Lý Văn Khế | 280
        3 | A4 | Ấp 4 | Bùi Thị Sim | 250
        """,
        "code = Mã; name = Ấp",
    ),
    Shape(
        "groups_of_a_program",
        "zalo_groups.csv",
        "thon",
        "group",
        """
        group_id | group_name | group_type | village | admin_name
        G1 | Zalo Thôn Yên Xá | Thôn | Thôn Yên Xá | Đỗ Thị Mận
        G2 | Zalo Thôn Đông Hải | Thôn | Thôn Đông Hải | Lý Văn Khế
        G3 | Zalo Trường Tiểu học | Đơn vị | | Bùi Thị Sim
        """,
        "code = group_id; name = group_name; kind = group_type; village = village; manager = admin_name",
        "Thôn = village; Đơn vị = unit",
        day_given=True,
    ),
    Shape(
        "case_in_english",
        "tickets.csv",
        "tdp",
        "case",
        """
        case_no | case_type | received_time | due_time | finish_time | source | reporter
        1001 | Phản ánh | 02/05/2024 08:00:00 | 12/05/2024 17:00:00 | 10/05/2024 09:00:00 | Zalo | Tạ Thị Gấc
        1002 | Tố giác | 03/05/2024 08:00:00 | 13/05/2024 17:00:00 | 15/05/2024 09:00:00 | Trực tiếp | Lý Văn Cau
        1003 | Phản ánh | 25/06/2024 08:00:00 | 05/07/2024 17:00:00 | | Zalo |
        """,
        "code = case_no; kind = case_type; received_at = received_time; due_at = due_time; closed_at = finish_time; channel = source",
        "Phản ánh = feedback; Tố giác = crime_denunciation; Zalo = zalo; Trực tiếp = in_person",
        private="reporter",
        day="2024-06-30",
        day_given=True,
        in_time=(1, 2),
    ),
    Shape(
        "case_camel_case",
        "requests.csv",
        "khom",
        "case",
        """
        requestId | requestType | receivedAt | dueDate | resolvedAt | status | senderName
        R1 | Phản ánh | 02/05/2024 08:00:00 | 12/05/2024 17:00:00 | 10/05/2024 09:00:00 | Đã xử lý | Tạ Thị Gấc
        R2 | Khiếu nại | 03/05/2024 08:00:00 | 13/05/2024 17:00:00 | 15/05/2024 09:00:00 | Đã xử lý |
        R3 | Phản ánh | 25/06/2024 08:00:00 | 05/07/2024 17:00:00 | | Đang xử lý |
        """,
        "code = requestId; kind = requestType; received_at = receivedAt; due_at = dueDate; closed_at = resolvedAt; state = status",
        "Phản ánh = feedback; Khiếu nại = complaint",
        private="senderName",
        day="2024-06-30",
        day_given=True,
        in_time=(1, 2),
    ),
)

OF_THE_SAME_CELLS = (
    Other(
        "fire_safety_premises",
        "pccc co so.xlsx",
        "tdp",
        """
        DANH SÁCH CƠ SỞ THUỘC DIỆN QUẢN LÝ VỀ PCCC (01/6/2024)
        TT | Tên cơ sở | Mã số thuế | Người đứng đầu | SĐT | Số bình chữa cháy
        1 | Công ty TNHH Hoa Mận | 2801010081 | Đỗ Thị Mận | 0912010741 | 4
        2 | Nhà nghỉ Vườn Vải | 2801010082 | Bùi Thị Vải | 0912010742 | 2
        3 | Karaoke Nam Sơn | 2801010083 | Cao Văn Mít | 0912010743 | 3
        """,
        "premises for fire safety",
    ),
    Other(
        "tenderers",
        "nha thau.xlsx",
        "kp",
        """
        DANH SÁCH NHÀ THẦU THAM GIA GÓI THẦU SỬA ĐƯỜNG (01/6/2024)
        STT | Nhà thầu | Mã số thuế | Giá dự thầu | Xếp hạng
        1 | Công ty TNHH Cầu Đường Một | 2801010091 | 1.250.000.000 | 1
        2 | Công ty CP Xây Lắp Hai | 2801010092 | 1.310.000.000 | 2
        """,
        "enterprises that bid",
    ),
    Other(
        "teachers_of_schools",
        "giao vien.xlsx",
        "ap",
        """
        DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN TRƯỜNG (01/6/2024)
        TT | Họ và tên | Trường | Chức vụ | Môn dạy | SĐT
        1 | Đỗ Thị Mận | Trường Tiểu học Tân Lợi | Giáo viên | Toán | 0912010781
        2 | Lý Văn Khế | Trường THCS Bình Hòa | Giáo viên | Văn | 0912010782
        """,
        "teachers; schools in a column repeat",
    ),
    Other(
        "duty_roster_of_agencies",
        "lich truc.xlsx",
        "thon",
        """
        LỊCH TRỰC CƠ QUAN THÁNG 6/2024
        Ngày | Lãnh đạo trực | Chức vụ | Đơn vị | SĐT
        01/6/2024 | Đỗ Thị Mận | Chủ tịch | UBND xã | 0912020751
        02/6/2024 | Lý Văn Khế | Trưởng trạm | Trạm Y tế xã | 0912020752
        """,
        "duty roster with agencies",
    ),
    Other(
        "workers_of_enterprises",
        "lao dong.xlsx",
        "kp",
        """
        DANH SÁCH NGƯỜI LAO ĐỘNG LÀM VIỆC TẠI CÁC CÔNG TY (01/6/2024)
        STT | Họ và tên | Nơi làm việc | Mã số thuế cá nhân | SĐT
        1 | Đỗ Thị Mận | Công ty TNHH Sen | 8012345671 | 0912010701
        2 | Lý Văn Khế | Công ty CP Súng | 8012345672 | 0912010702
        """,
        "",
    ),
    Other(
        "customers_without_a_title",
        "khach.xlsx",
        "kp",
        """
        Tên khách hàng | Mã số thuế | SĐT | Khu phố
        Công ty TNHH Sen | 2801010701 | 0912010701 | KP1
        Công ty CP Súng | 2801010702 | 0912010702 | KP2
        """,
        "",
    ),
    Other(
        "rooms_of_schools",
        "co so vat chat.xlsx",
        "thon",
        """
        THỐNG KÊ CƠ SỞ VẬT CHẤT TRƯỜNG HỌC (01/6/2024)
        STT | Trường | Số phòng học | Số máy tính
        1 | Trường Mầm non Yên Xá | 8 | 5
        2 | Trường Tiểu học Yên Xá | 15 | 20
        """,
        "",
    ),
    Other(
        "shops_under_headers_of_enterprises",
        "quan an.xlsx",
        "kp",
        """
        DANH SÁCH CƠ SỞ KINH DOANH TRÊN ĐỊA BÀN (01/6/2024)
        STT | Tên cơ sở | Mã số thuế | Chủ cơ sở | SĐT
        1 | Quán phở Khế | 8012345671 | Lý Văn Khế | 0912010701
        2 | Karaoke Nam Sơn | 8012345672 | Bùi Thị Sim | 0912010702
        3 | Tiệm vàng Mận | 8012345673 | Đỗ Thị Mận | 0912010703
        """,
        "",
    ),
    Other(
        "enterprises_that_were_trained",
        "phong chay.xlsx",
        "kp",
        """
        DANH SÁCH CÔNG TY ĐƯỢC TẬP HUẤN PCCC (01/6/2024)
        TT | Công ty | Mã số thuế | Người dự | SĐT
        1 | Công ty TNHH Hoa Mận | 2801030071 | Đỗ Thị Mận | 0913000701
        2 | Công ty CP Vườn Vải | 2801030072 | Bùi Thị Vải | 0913000702
        """,
        "some enterprises",
    ),
)
