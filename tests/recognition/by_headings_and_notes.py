"""Lists that say by headings within a village, by notes or by yes and no what others say in columns."""

from __future__ import annotations

from tests.recognition.shape import Shape

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
)
