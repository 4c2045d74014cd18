"""A commune of two villages and the five example plans beside the shipped one, and a plan of seven indicators made of them.

Households: four in Thôn 1 (H11–H14), three in Thôn 2 (H21–H23). By the lists of January 2024 (registers) and later:
    VNeID            H11, H13; H22, H23            4 of 7: 2 of 4 and 2 of 3
    clean water      H11, H12; H21, H23            4 of 7: 2 of 4 and 2 of 3
    waste collection H11 in January; from June H12, H21: 2 of 7
    insurance        H11, H12, H21 in January; on 10 December H11, H12, H13, H22, H23: 5 of 7; three joined, H21 left
From June: two enterprises (A yes, C no in every column; B is a cooperative and does not count), schools TH (yes) and MN (no), the
health station, whose one column is yes; Thôn 1 has a digital team, Thôn 2 none, and both have all children at school.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from kpi.config.models import Config, Plan
from kpi.domain.datasets import DATASET_BY_ID
from kpi.reports.content.gathering import Order
from tests.plans import plan
from tests.worlds import World

PLANS = ("chuyen-doi-so", "bao-hiem-y-te", "nuoc-sach", "thu-gom-rac", "huy-dong-hoc-sinh")
SEVEN = "bay-chi-tieu"
JANUARY, JUNE, TENTH = date(2024, 1, 31), date(2024, 6, 30), date(2024, 12, 10)
ORDER = Order(date(2024, 12, 14), "quarter")
HOUSEHOLD = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Có VNeID mức 2", "Dùng nước sạch"]
MEMBER = ["Nhóm", "Tên hiển thị", "Mã hộ"]


def seven() -> Plan:
    """Three indicators of households, two of businesses, one of institutions, one of villages; the first has its target by number."""
    wanted = (
        "clean_water_households", "vneid_households", "waste_households", "cashless_businesses", "waste_businesses",
        "online_institutions", "digital_villages",
    )  # fmt: skip
    every = [plan(name) for name in PLANS]
    indicators = {one.id: one for found in every for one in found.indicators}
    targets = [row for found in every for row in found.targets if row.indicator in wanted[1:]]
    water = next(row for found in every for row in found.targets if row.indicator == wanted[0])
    marks = (mark for found in every for mark in found.marks if mark.register in DATASET_BY_ID)
    return replace(
        every[0], id=SEVEN, title="Xây dựng xã nông thôn mới", indicators=tuple(indicators[name] for name in wanted),
        targets=(replace(water, percent=None, count=5), *targets), marks=tuple(marks),
        group_kinds=tuple(kind for found in every for kind in found.group_kinds),
    )  # fmt: skip


def config_of(config: Config) -> Config:
    """The shipped configuration with all of them."""
    return replace(config, plans=(*config.plans, *map(plan, PLANS), seven()))


def build(folder: Path) -> World:
    """The commune with everything that it ever loaded."""
    world = World.empty(folder).with_villages_and_groups()
    world.config = config_of(world.config)
    water, vneid = {1: ["Có", "Có", "Không", ""], 2: ["Có", "Không", "Có"]}, {1: ["x", "", "x", ""], 2: ["", "x", "x"]}
    rows = [
        [f"H{n}{k}", f"Chủ hộ {n}{k}", f"Thôn {n}", *said]
        for n in (1, 2)
        for k, said in enumerate(zip(vneid[n], water[n], strict=True), 1)
    ]
    world.load("household", [HOUSEHOLD, *rows], JANUARY)
    lists = [
        ["RAC", "Hộ đăng ký thu gom rác", "Danh sách thu gom rác", ""],
        ["BHYT", "Hộ tham gia BHYT", "Danh sách BHYT", ""],
    ]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *lists], JANUARY, adds=True)
    world.load("membership", [MEMBER, *named("RAC", "H11"), *named("BHYT", "H11", "H12", "H21")], JANUARY)
    world.load("membership", [MEMBER, *named("N1", "H11"), *named("N2", "H21")], JANUARY)
    village = ["Mã thôn", "Tên thôn", "Có tổ công nghệ số cộng đồng", "Huy động đủ trẻ ra lớp"]
    world.load("village", [village, ["T1", "Thôn 1", "Có", "Có"], ["T2", "Thôn 2", "Không", "Có"]], JUNE)
    world.load("membership", [MEMBER, *named("RAC", "H12", "H21")], JUNE)
    world.load("membership", [MEMBER, *named("BHYT", "H11", "H12", "H13", "H22", "H23")], TENTH)
    business = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Thanh toán không tiền mặt", "Hợp đồng thu gom rác"]
    firms = [["0101", "Công ty A", "Công ty TNHH", "Có"], ["0102", "Hợp tác xã B", "Hợp tác xã", "Có"]]
    firms += [["0103", "Công ty C", "Công ty TNHH", "Không"]]
    header = [*business, "Đóng BHYT cho lao động"]
    world.load("business", [header, *([*row, row[3], row[3]] for row in firms)], JUNE)
    body = [
        "Mã đơn vị",
        "Tên đơn vị",
        "Loại",
        "Xử lý hồ sơ trên mạng",
        "Huy động đủ trẻ ra lớp",
        "Có công trình nước sạch",
    ]
    bodies = [
        ["TH", "Trường Tiểu học", "Trường học", "", "Có", "Có"],
        ["MN", "Trường Mầm non", "Trường học", "Có", "Không", "Không"],
    ]
    world.load("institution", [body, *bodies, ["TYT", "Trạm Y tế", "Đơn vị", "Có", "", ""]], JUNE)
    return world


def named(group: str, *codes: str) -> list[list[str]]:
    """A group's rows, one a household."""
    return [[group, f"Người của {code}", code] for code in codes]
