"""A commune of three villages over two years, small enough to be counted by hand, and its reports of five kinds of period.

Households 22, 31 and 41, in all 94: 70 % are 65,8, so 66 are asked; 16, 22 and 29 of the villages, which are 67. Of 2025: 90 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kpi.reports.content.gathering import Order
from tests.worlds import World

VILLAGES = {"T1": ("Thôn Yên Bình", 22), "T2": ("Thôn Đồng Tâm", 31), "T3": ("Thôn Phú Lộc", 41)}
REGISTER_DAY = date(2023, 1, 1)
# How many households of each village take part by the list of a day.
LISTS = {
    date(2023, 12, 10): (8, 9, 12),
    date(2024, 6, 10): (10, 12, 20),
    date(2024, 9, 10): (14, 18, 26),
    date(2024, 12, 10): (18, 21, 30),
    date(2025, 9, 10): (21, 29, 38),
}
LOGS: dict[date, list[list[str]]] = {
    date(2024, 12, 14): [
        ["A1", "Phản ánh", "02/10/2024 08:00", "Zalo", "Thôn Yên Bình", "04/10/2024", "Đã giải quyết"],
        ["A2", "Phản ánh", "05/11/2024 08:00", "Zalo", "Thôn Đồng Tâm", "06/11/2024", "Chuyển cơ quan có thẩm quyền"],
        ["A3", "Phản ánh", "20/11/2024 08:00", "Trực tiếp", "Thôn Phú Lộc", "25/11/2024", ""],
        ["A4", "Phản ánh", "10/12/2024 08:00", "Điện thoại", "Thôn Phú Lộc", "", ""],
    ],
    date(2025, 9, 14): [
        ["B1", "Phản ánh", "01/8/2025 08:00", "Zalo", "Thôn Yên Bình", "05/8/2025", "Đã giải quyết"],
    ],
}
PERIODS = {
    "shortfalls": Order(date(2024, 6, 14), "quarter"),
    "nothing_occurred": Order(date(2024, 9, 14), "quarter"),
    "no_new_list": Order(date(2025, 6, 14), "quarter"),
    "year": Order(date(2024, 12, 14), "year"),
    "merged": Order(date(2025, 9, 14), "quarter"),
}


def build(folder: Path) -> World:
    """The commune with everything that it ever loaded."""
    world = World.empty(folder)
    world.load("village", [["Mã thôn", "Tên thôn"], *([c, name] for c, (name, _n) in VILLAGES.items())], REGISTER_DAY)
    groups: list[Sequence[object]] = [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"]]
    groups += [[f"N{code[1]}", f"Nhóm {name}", "Thôn", name] for code, (name, _n) in VILLAGES.items()]
    world.load("group", groups, REGISTER_DAY)
    heads = [
        [f"{code}-{n}", f"Chủ hộ {chr(64 + n % 26)} {n}", name]
        for code, (name, count) in VILLAGES.items()
        for n in range(1, count + 1)
    ]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *heads], REGISTER_DAY)
    for day, counts in LISTS.items():
        members = [
            [f"N{code[1]}", f"{code[1]}{n:03d}1", f"thành viên {n}", f"{code}-{n}"]
            for code, count in zip(VILLAGES, counts, strict=True)
            for n in range(1, count + 1)
        ]
        world.load("membership", [["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"], *members], day)
    header = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Kênh", "Thôn", "Ngày xử lý xong", "Kết quả"]
    for day, rows in LOGS.items():
        world.load("case", [header, *rows], day)
    return world
