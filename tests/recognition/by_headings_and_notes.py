"""Lists that say by headings within a village, by notes or by yes and no what others say in columns."""

from __future__ import annotations

from tests.recognition.shape import Other, Shape

BY_HEADINGS_AND_NOTES = (
    Shape(
        "yes_and_no_are_no_relations",
        "danh ba ho.xlsx",
        "xom",
        "household",
        """
        DANH BẠ CÁC HỘ GIA ĐÌNH
        TT | Xóm | Tên chủ hộ | SĐT | Wifi (có/không)
        1 | Xóm Chùa | Đỗ Thị Mận | 0912800001 | Có
        2 | Xóm Chùa | Lý Văn Khế | 0912800002 | Có
        3 | Xóm Mới | Bùi Thị Sim | 0912800003 | Không
        4 | Xóm Mới | Hồ Văn Bưởi | 0912800004 | Có
        5 | Xóm 7 | Mai Thị Cam | 0912800005 | Có
        6 | Xóm 7 | Vũ Văn Na | 0912800006 | Có
        """,
        "village = Xóm; head_name = Tên chủ hộ; phone = SĐT",
        day_given=True,
    ),
    Shape(
        "posts_below_headings_within_a_village",
        "can bo cac ap.xlsx",
        "ap",
        "official",
        """
        DANH SÁCH CÁN BỘ CÁC ẤP
        TT | Chức vụ | Họ và tên | SĐT
        ~A | ẤP BÌNH HÒA | |
        ~ | 1. Chi ủy chi bộ | |
        1 | Bí thư | Đỗ Thị Mận | 0912800011
        ~ | 2. Ban nhân dân ấp | |
        2 | Trưởng ấp | Lý Văn Khế | 0912800012
        ~B | ẤP TÂN LỢI | |
        ~ | 1. Chi ủy chi bộ | |
        3 | Bí thư | Bùi Thị Sim | 0912800013
        ~ | 2. Ban nhân dân ấp | |
        4 | Trưởng ấp | Hồ Văn Bưởi | 0912800014
        """,
        "name = Họ và tên; post = Chức vụ; phone = SĐT",
        "Bí thư = village_committee; Trưởng ấp = village_head",
        day_given=True,
    ),
    Shape(
        "one_person_in_several_groups",
        "nguoi tham gia.xlsx",
        "buon",
        "membership",
        """
        DANH SÁCH NGƯỜI THAM GIA CÁC NHÓM ZALO
        TT | Họ tên | Điện thoại | Nhóm tham gia
        1 | Y Mận Niê | 0912800021 | Zalo Buôn Ea Kmat
        2 | H Khế Êban | 0912800022 | Zalo Thôn 5
        """,
        "group = Nhóm tham gia; display_name = Họ tên; phone = Điện thoại",
        day_given=True,
    ),
    Shape(
        "two_villages_in_a_title_with_one_word_for_units",
        "ho dan hai ban.xlsx",
        "ban",
        "household",
        """
        DANH SÁCH HỘ DÂN BẢN HUỔI SEN, NÀ LỐC
        TT | Họ tên chủ hộ | Bản | SĐT
        1 | Quàng Văn Mận | Nà Lốc | 0912800031
        2 | Lò Thị Khế | Huổi Sen | 0912800032
        """,
        "head_name = Họ tên chủ hộ; village = Bản; phone = SĐT",
        day_given=True,
    ),
    Shape(
        "enterprises_and_shops_of_which_each_says_which_it_is",
        "co so kinh te.xlsx",
        "khom",
        "business",
        """
        DANH SÁCH CÔNG TY, HỢP TÁC XÃ VÀ HỘ KINH DOANH CỦA PHƯỜNG
        TT | Tên cơ sở | Mã số thuế | Loại hình | Khóm
        1 | Cty TNHH Mận Khế | 0800000101 | Công ty TNHH | Khóm 1
        2 | HTX Rau sạch Sim | 0800000102 | Hợp tác xã | Khóm 2
        3 | Tạp hóa Bưởi | 0800000103 | Hộ kinh doanh | Khóm 2
        4 | Cty CP Cam Na | 0800000104 | Công ty cổ phần | Khóm Đông Thịnh
        """,
        "code = Mã số thuế; name = Tên cơ sở; kind = Loại hình; village = Khóm",
        "Công ty TNHH = llc; Hợp tác xã = cooperative; Hộ kinh doanh = household_business; Công ty cổ phần = joint_stock",
        day_given=True,
    ),
)

OF_SOME_ALONE = (
    Other(
        "some_households_of_two_villages_in_a_title",
        "di doi.xlsx",
        "ban",
        """
        DANH SÁCH HỘ DÂN BẢN HUỔI SEN, NÀ LỐC PHẢI DI DỜI
        TT | Họ tên chủ hộ | Bản | SĐT
        1 | Quàng Văn Mận | Nà Lốc | 0912800041
        2 | Lò Thị Khế | Huổi Sen | 0912800042
        """,
        "its title says what becomes of them",
    ),
    Other(
        "shops_whose_kind_is_told",
        "ho kinh doanh.xlsx",
        "khom",
        """
        DANH SÁCH HỘ KINH DOANH, CƠ SỞ KINH DOANH PHƯỜNG
        TT | Tên cơ sở | Mã số thuế | Loại hình | Khóm
        1 | Tạp hóa Bưởi | 0800000103 | Hộ kinh doanh | Khóm 2
        2 | Quán cơm Cam | 0800000105 | Hộ kinh doanh | Khóm 1
        """,
        "its title names shops, and no kind is an enterprise's",
    ),
    Other(
        "shops_of_which_some_lack_their_kind",
        "dn va hkd.xlsx",
        "khom",
        """
        DANH SÁCH DOANH NGHIỆP VÀ HỘ KINH DOANH
        TT | Tên cơ sở | Mã số thuế | Loại hình | Khóm
        1 | Cty TNHH Mận | 0800000101 | Công ty TNHH | Khóm 1
        2 | Tạp hóa Bưởi | 0800000103 | Hộ kinh doanh | Khóm 2
        3 | Quán cơm Cam | 0800000105 | | Khóm 1
        4 | Tiệm Na | 0800000106 | | Khóm 1
        """,
        "a kind that is not told may be a shop's",
    ),
    Other(
        "enterprises_that_were_shops",
        "dn chuyen doi.xlsx",
        "khom",
        """
        DANH SÁCH DOANH NGHIỆP CHUYỂN ĐỔI TỪ HỘ KINH DOANH
        TT | Tên doanh nghiệp | Mã số thuế | Loại hình | Khóm
        1 | Cty TNHH Mận | 0800000101 | Công ty TNHH | Khóm 1
        2 | Cty TNHH Khế | 0800000102 | Công ty TNHH | Khóm 2
        """,
        "its title names a part of the enterprises",
    ),
)
