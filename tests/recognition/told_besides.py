"""Lists that say a field in several columns, under a bare word, or by what they are the list of."""

from __future__ import annotations

from tests.recognition.shape import Other, Shape

TOLD_BESIDES = (
    Shape(
        "name_in_three_columns",
        "nhan khau.csv",
        "kp",
        "household",
        """
        Mã hộ | Họ | Tên lót | Tên | Quan hệ chủ hộ | Khu | Ngày sinh
        HK-01 | Đỗ | Thị | Mận | Chủ hộ | KP1 | 01/02/1970
        HK-01 | Lý | Văn | Khế | Chồng | KP1 | 03/04/1968
        HK-02 | Bùi | Thị Thu | Sim | Chủ hộ | KP2 | 05/06/1981
        HK-03 | Hồ | Văn | Bưởi | Chủ hộ | KP3 | 07/08/1959
        HK-03 | Mai | Thị | Cam | Vợ | KP3 | 09/10/1961
        """,
        "code = Mã hộ; head_name = Họ + Tên lót + Tên; village = Khu",
        private="Ngày sinh",
        day_given=True,
        households=3,
        heads="Đỗ Thị Mận; Bùi Thị Thu Sim; Hồ Văn Bưởi",
    ),
    Shape(
        "middle_name_in_a_column_nobody_knows",
        "chu ho.csv",
        "ban",
        "household",
        """
        Mã hộ | Họ | Phần giữa | Tên chủ hộ | Bản
        B01 | Quàng | Thị | Mận | Nà Lốc
        B02 | Lò | Văn | Khế | Nà Lốc
        B03 | Cà | Thị | Sim | Huổi Sen
        """,
        "code = Mã hộ; head_name = Họ + Phần giữa + Tên chủ hộ; village = Bản",
        day_given=True,
    ),
    Shape(
        "states_by_ticks_in_several_columns",
        "ho dan.xlsx",
        "ban",
        "household",
        """
        TT | Mã hộ | Tên chủ hộ | Bản | Ở nhà | Đi vắng | Đã chuyển đi (x) | SĐT
        1 | B01 | Quàng Thị Mận | Nà Lốc | x | | | 0912300001
        2 | B02 | Lò Văn Khế | Nà Lốc | | x | | 0912300002
        3 | B03 | Cà Thị Sim | Huổi Sen | | | x | 0912300003
        4 | B04 | Hồ Văn Bưởi | Pá Khôm | x | | | 0912300004
        """,
        "code = Mã hộ; head_name = Tên chủ hộ; village = Bản; phone = SĐT",
        day_given=True,
    ),
    Shape(
        "codes_of_offices_called_as_persons_are",
        "danh ba.xlsx",
        "ap",
        "institution",
        """
        DANH SÁCH CƠ QUAN, ĐƠN VỊ
        STT | Mã định danh | Tên đơn vị | Lãnh đạo đơn vị | Chức vụ | Điện thoại
        1 | H32.12.1 | Trường Mầm non Hoa Sen | Đỗ Thị Mận | Hiệu trưởng | 0912310001
        2 | H32.12.2 | Trạm Y tế xã | Lý Văn Khế | Trưởng trạm | 0912310002
        3 | H32.12.3 | Công an xã | Hồ Văn Bưởi | Trưởng Công an | 0912310003
        """,
        "code = Mã định danh; name = Tên đơn vị; representative = Lãnh đạo đơn vị; phone = Điện thoại",
        day_given=True,
    ),
    Shape(
        "heads_of_offices_are_no_list_of_posts",
        "nguoi dung dau.xlsx",
        "ban",
        "institution",
        """
        STT | TÊN CƠ QUAN/ĐƠN VỊ/TRƯỜNG HỌC | HỌ TÊN NGƯỜI ĐỨNG ĐẦU | CHỨC VỤ | ĐIỆN THOẠI
        1 | Trường Tiểu học Lê Lợi | Đỗ Thị Mận | Hiệu trưởng | 0912320001
        2 | Trạm Y tế xã | Lý Văn Khế | Trưởng trạm | 0912320002
        3 | UBND xã | Hồ Văn Bưởi | Chủ tịch | 0912320003
        """,
        "name = TÊN CƠ QUAN/ĐƠN VỊ/TRƯỜNG HỌC; representative = HỌ TÊN NGƯỜI ĐỨNG ĐẦU; phone = ĐIỆN THOẠI",
        day_given=True,
    ),
    Shape(
        "school_levels_beside_who_runs_them",
        "truong hoc.csv",
        "tdp",
        "institution",
        """
        STT | Mã trường | Tên trường | Cấp học | Loại hình | Hiệu trưởng | Điện thoại
        1 | 0176001 | Trường Mầm non Hoa Sen | Mầm non | Công lập | Đỗ Thị Mận | 0912330001
        2 | 0176002 | Trường Tiểu học Lê Lợi | Tiểu học | Công lập | Lý Văn Khế | 0912330002
        3 | 0176003 | Trường THCS Nguyễn Trãi | THCS | Tư thục | Hồ Văn Bưởi | 0912330003
        """,
        "code = Mã trường; name = Tên trường; kind = Cấp học; representative = Hiệu trưởng; phone = Điện thoại",
        "Mầm non = school; Tiểu học = school; THCS = school",
        day_given=True,
    ),
    Shape(
        "posts_in_the_committee_beside_other_posts",
        "ban chi dao.xlsx",
        "kp",
        "official",
        """
        STT | Họ và tên | Chức vụ | Nhiệm vụ trong BCĐ | Điện thoại
        1 | Đỗ Thị Mận | Chủ tịch UBND xã | Trưởng ban | 0912340001
        2 | Lý Văn Khế | Trưởng Công an xã | Phó Trưởng ban | 0912340002
        3 | Hồ Văn Bưởi | Công chức | Thành viên | 0912340003
        """,
        "name = Họ và tên; post = Nhiệm vụ trong BCĐ; phone = Điện thoại",
        "Trưởng ban = committee_head; Phó Trưởng ban = committee_deputy; Thành viên = committee_member",
        day_given=True,
    ),
    Shape(
        "committee_by_its_title",
        "quyet dinh.xlsx",
        "kp",
        "official",
        """
        DANH SÁCH BAN CHỈ ĐẠO MÔ HÌNH
        STT | Họ và tên | Chức danh | Điện thoại
        1 | Đỗ Thị Mận | Trưởng ban | 0912350001
        2 | Lý Văn Khế | Thành viên | 0912350002
        3 | Hồ Văn Bưởi | Thành viên thường trực | 0912350003
        """,
        "name = Họ và tên; post = Chức danh; phone = Điện thoại",
        "Trưởng ban = committee_head; Thành viên = committee_member; Thành viên thường trực = committee_member",
        day_given=True,
    ),
    Shape(
        "posts_with_the_unit_behind_them",
        "can bo khu pho.xlsx",
        "kp",
        "official",
        """
        STT | Họ và tên | Chức danh bổ nhiệm | Khu phố | Ngày bổ nhiệm | SĐT
        1 | Đỗ Thị Mận | Bí thư Chi bộ khu phố | KP1 | 01/7/2023 | 0912360001
        2 | Lý Văn Khế | Trưởng khu phố | KP1 | 01/7/2023 | 0912360002
        3 | Hồ Văn Bưởi | Chi hội trưởng Phụ nữ khu phố | KP2 | 01/7/2023 | 0912360003
        """,
        "name = Họ và tên; post = Chức danh bổ nhiệm; village = Khu phố; phone = SĐT",
        "Trưởng khu phố = village_head; Bí thư Chi bộ khu phố = village_committee;"
        "Chi hội trưởng Phụ nữ khu phố = village_committee",
        day_given=True,
    ),
    Shape(
        "posts_that_are_paid_for",
        "khong chuyen trach.xlsx",
        "kp",
        "official",
        """
        DANH SÁCH NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH
        STT | Họ và tên | Chức danh | Khu phố | SĐT | Phụ cấp
        1 | Đỗ Thị Mận | Trưởng khu phố | KP1 | 0912370001 | 2340000
        2 | Lý Văn Khế | Bí thư Chi bộ | KP1 | 0912370002 | 2340000
        3 | Hồ Văn Bưởi | Già làng | KP2 | 0912370003 | 1200000
        """,
        "name = Họ và tên; post = Chức danh; village = Khu phố; phone = SĐT",
        "Trưởng khu phố = village_head; Bí thư Chi bộ = village_committee; Già làng = other",
        day_given=True,
    ),
    Shape(
        "units_of_the_register_under_the_name_of_their_parts",
        "KP 2.xlsx",
        "kp",
        "household",
        """
        STT Hộ | Mã Hộ khẩu (Số hộ) | Chủ Hộ / Đại Điện | Tổ / Cụm cư trú | Số Thành Viên Đồng Cư | Điện Thoại Chủ Hộ
        1 | HK-01 | Đỗ Thị Mận | Khu phố 1 | 4 | 0912380001
        2 | HK-02 | Lý Văn Khế | Khu phố 2 | 2 | 0912380002
        3 | HK-03 | Hồ Văn Bưởi | Khu phố 3 | 3 | 0912380003
        """,
        "code = Mã Hộ khẩu (Số hộ); head_name = Chủ Hộ / Đại Điện; village = Tổ / Cụm cư trú; "
        "members = Số Thành Viên Đồng Cư; phone = Điện Thoại Chủ Hộ",
        day_given=True,
    ),
    Shape(
        "states_with_the_number_of_the_tax_system",
        "nnt.xlsx",
        "kp",
        "business",
        """
        STT | Mã số thuế | Tên người nộp thuế | Điện thoại | Trạng thái MST
        1 | 3600000001 | Công ty TNHH Hải Đăng | 0912390001 | 00 - NNT đang hoạt động (đã được cấp GCN ĐKT)
        2 | 3600000002 | Công ty cổ phần An Bình | 0912390002 | 05 - NNT tạm nghỉ kinh doanh có thời hạn
        3 | 3600000003 | Công ty TNHH Sao Mai | 0912390003 | 01 - NNT ngừng hoạt động và đã đóng MST
        """,
        "code = Mã số thuế; name = Tên người nộp thuế; phone = Điện thoại; status = Trạng thái MST",
        "00 - NNT đang hoạt động (đã được cấp GCN ĐKT) = active; 05 - NNT tạm nghỉ kinh doanh có thời hạn = paused;"
        "01 - NNT ngừng hoạt động và đã đóng MST = closed",
        day_given=True,
    ),
    Shape(
        "persons_and_where_they_work",
        "nhan khau tdp.xlsx",
        "tdp",
        "household",
        """
        STT | Họ tên | Chủ hộ | Quan hệ chủ hộ | TDP | SĐT | Nơi làm việc
        1 | Đỗ Thị Mận | Đỗ Thị Mận | Chủ hộ | TDP 1 | 0912400001 | Công ty may
        2 | Lý Văn Khế | Đỗ Thị Mận | Chồng | TDP 1 | | Ở nhà
        3 | Bùi Thị Sim | Bùi Thị Sim | Chủ hộ | TDP 2 | 0912400003 | Trạm Y tế
        """,
        "head_name = Chủ hộ; village = TDP; phone = SĐT",
        private="Nơi làm việc",
        day_given=True,
        households=2,
        heads="Đỗ Thị Mận; Bùi Thị Sim",
    ),
    Shape(
        "log_whose_codes_are_called_id",
        "phan anh.xlsx",
        "kp",
        "case",
        """
        TỔNG HỢP PHẢN ÁNH
        ID | Thời gian gửi | Danh mục | Khu vực | Hạn xử lý | Ngày xử lý xong | Trạng thái xử lý
        20511 | 02/5/2024 | Môi trường | KP1 | 10/5/2024 | 08/5/2024 | Đã xử lý
        20514 | 03/5/2024 | Điện nước | KP2 | 13/5/2024 | 15/5/2024 | Đã xử lý
        20530 | 28/5/2024 | Hạ tầng | KP2 | 12/6/2024 | | Đang xử lý
        """,
        "code = ID; received_at = Thời gian gửi; village = Khu vực; due_at = Hạn xử lý; "
        "closed_at = Ngày xử lý xong; state = Trạng thái xử lý",
        day_given=True,
        in_time=(1, 2),
    ),
    Shape(
        "log_in_camel_case",
        "xuat.csv",
        "tdp",
        "case",
        """
        MaPhanAnh | LinhVuc | NgayTiepNhan | HanXuLy | NgayHoanThanh | TrangThai | ToDanPho
        PA01 | Môi trường | 02/5/2024 | 10/5/2024 | 08/5/2024 | Đã xử lý | TDP 1
        PA02 | Điện nước | 03/5/2024 | 13/5/2024 | 15/5/2024 | Đã xử lý | TDP 2
        """,
        "code = MaPhanAnh; received_at = NgayTiepNhan; village = ToDanPho; due_at = HanXuLy; closed_at = NgayHoanThanh",
        day_given=True,
        in_time=(1, 2),
    ),
    Shape(
        "posts_on_zalo_counted",
        "tin bai.xlsx",
        "kp",
        "activity",
        """
        THỐNG KÊ TIN BÀI ĐĂNG TRÊN ZALO
        STT | Ngày đăng | Tiêu đề tin bài | Kênh đăng | Lượt tiếp cận
        1 | 02/5/2024 | Cảnh báo lừa đảo | Zalo OA | 200
        2 | 12/5/2024 | Hướng dẫn VNeID | Zalo OA | 340
        """,
        "held_on = Ngày đăng; reach = Lượt tiếp cận",
        day_given=True,
    ),
)

NOT_OURS = (
    Other(
        "letters_sent",
        "cong van.xlsx",
        "thon",
        """
        SỔ CÔNG VĂN ĐI
        Số, ký hiệu | Ngày ban hành | Trích yếu | Nơi nhận | Người ký
        1/QĐ-UBND | 02/5/2024 | V/v thu hồi đất | Phòng TNMT | Đỗ Thị Mận
        2/QĐ-UBND | 03/5/2024 | V/v khen thưởng | Các thôn | Đỗ Thị Mận
        """,
        "every letter that the commune sends is no activity of the model",
    ),
    Other(
        "papers_received_at_a_meeting",
        "ky nhan.xlsx",
        "thon",
        """
        DANH SÁCH KÝ NHẬN TÀI LIỆU HỌP
        STT | Họ và tên | Đơn vị | Chức vụ | Chữ ký
        1 | Đỗ Thị Mận | Thôn Yên Xá | Trưởng thôn |
        2 | Lý Văn Khế | Thôn Đông Hải | Phó thôn |
        """,
        "who came to a meeting is not everybody who holds a post",
    ),
    Other(
        "what_each_household_was_given",
        "ds.xlsx",
        "ban",
        """
        TT | Mã hộ | Chủ hộ | Bản | Cây giống nhận | Ký nhận
        1 | B01 | Quàng Thị Mận | Nà Lốc | Mận hậu |
        2 | B02 | Lò Văn Khế | Huổi Sen | Mận hậu |
        """,
        "beside codes and names it tells nothing that a register does, and something else of each",
    ),
    Other(
        "opinions_of_households",
        "y kien.xlsx",
        "ap",
        """
        LẤY Ý KIẾN CHỦ HỘ VỀ SÁP NHẬP ẤP
        STT | Chủ hộ | Ấp | Đồng ý | Không đồng ý | Ký tên
        1 | Đỗ Thị Mận | Ấp Bình Hòa | x | |
        2 | Lý Văn Khế | Ấp Tân Lợi | | x |
        """,
        "who was asked; title and ticks",
    ),
)
