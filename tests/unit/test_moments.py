"""Dates and times as typed, as ISO, as Excel keeps them, in titles and in names of files."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kpi.i18n.messages import speaking
from kpi.vietnamese.moments import Moment, find_beginning, find_date, find_date_in_file_name, parse_date, parse_moment

DAY = date(2024, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "30/6/2024", "30/06/2024", "30-6-2024", "30.6.2024", "30/6/24", " 30/6/2024\u00a0", "2024-06-30", "2024-6-30",
        "2024-06-30 00:00:00", "2024-06-30T00:00:00", "30/06/2024 00:00:00", "45473", "45473.0", "ngày 30/6/2024",
        "Ngày 30 tháng 6 năm 2024", "30 tháng 6 năm 2024", "2024/06/30",
    ],
)  # fmt: skip
def test_one_day(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/2/2024", date(2024, 2, 1)),
        ("29/2/2024", date(2024, 2, 29)),
        ("1/1/68", date(2068, 1, 1)),
        ("1/1/69", date(1969, 1, 1)),
        ("20000", date(1954, 10, 3)),
        ("80000", date(2119, 1, 11)),
    ],
)
def test_day_first_and_limits(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "2024", "6/2024", "06/30/2024", "31/6/2024", "29/2/2023", "0/6/2024", "30/13/2024", "30/6-2024", "30/6/202",
        "30/6/0024", "30/6/2204", "19999", "80001", "45473.5", "30/6/2024 14:30", "30062024", "hôm nay", "30/6/2024 x",
    ],
)  # fmt: skip
def test_no_day(text: str) -> None:
    with speaking("en"), pytest.raises(ValueError, match="expected day/month/year as in 30/6/2024"):
        parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "30/6/2024 14:30", "30/06/2024 14:30:00", "14 giờ 30 ngày 30/6/2024", "14h30 30/6/2024",
        "14 giờ 30 phút ngày 30/6/2024",
        "14h30' ngày 30-6-2024", "14:30 30/6/2024", "2024-06-30T14:30:00", "2024-06-30 14:30",
        "2024-06-30 14:29:59.9996",
        "2024-06-30T14:30:00+07:00", "2024-06-30T07:30:00Z", "2024-06-30T07:30:00+00", "2024-06-30T09:30:00+0200",
        "2024/06/30 2:30:00 CH GMT+7", "2024/06/30 7:30:00 SA GMT+0",
        "30/06/2024 2:30:00 CH", "30/6/2024 02:30 PM", "45473.604166666664", "30/6/2024, 14h30",
    ],
)  # fmt: skip
def test_one_moment(text: str) -> None:
    assert parse_moment(text) == Moment(datetime(2024, 6, 30, 14, 30), True)


@pytest.mark.parametrize("text", ["30/6/2024", "2024-06-30 00:00:00", "30/6/2024 00:00", "45473", "45473.0"])
def test_a_day_without_a_time(text: str) -> None:
    assert parse_moment(text) == Moment(datetime(2024, 6, 30), False)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-06-30T00:00:00", datetime(2024, 6, 30)),
        ("0 giờ 00 ngày 30/6/2024", datetime(2024, 6, 30)),
        ("30/6/2024 00:00:01", datetime(2024, 6, 30, 0, 0, 1)),
        ("2024-06-29T23:00:00Z", datetime(2024, 6, 30, 6)),
        ("14h 30/6/2024", datetime(2024, 6, 30, 14)),
        ("30/6/2024 12:05 SA", datetime(2024, 6, 30, 0, 5)),
    ],
)
def test_moments_at_the_edge(text: str, at: datetime) -> None:
    assert parse_moment(text) == Moment(at, True)


@pytest.mark.parametrize(
    "text", ["", "2024", "14:30", "30/6/2024 24:00", "30/6/2024 14:60", "31/6/2024 14:30", "2024-06-30T14:30+99:00"]
)
def test_no_moment(text: str) -> None:
    with speaking("en"), pytest.raises(ValueError, match="expected"):
        parse_moment(text)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("(Tính đến ngày 30/6/2024)", DAY),
        ("DANH SÁCH HỘ TÍNH ĐẾN NGÀY 30 THÁNG 6 NĂM 2024", DAY),
        ("Hà Giang, ngày 30 tháng 06 năm 2024", DAY),
        ("Chốt 30.6.2024.", DAY),
        ("2024-06-30", DAY),
        ("ngày 30/6/2024 (30-6-2024)", DAY),
        ("Từ 01/01/2024 đến 30/6/2024", DAY),
        ("Kỳ báo cáo: 01/6/2024 - 30/6/2024", DAY),
        ("(từ ngày 01/6/2024 đến hết ngày 30 tháng 6 năm 2024)", DAY),
        ("TU NGAY 1/6/2024 DEN NGAY 30/6/2024", DAY),
        ("từ ngày 01/6 đến ngày 30/6/2024", DAY),
        ("(tính đến 30 tháng 06 năm 2024)", DAY),
        ("Từ 01 tháng 4 năm 2024 đến 30 tháng 6 năm 2024", DAY),
        ("Số 30 tháng 6 năm 2024", None),
        ("ngày 01/6/2024 và ngày 30/6/2024", None),
        ("Tính đến ngày 31/6/2024, lập ngày 30/6/2024", None),
        ("Quý 1-2/2024", None),
        ("Tháng 6/2024", None),
        ("Năm 2024", None),
        ("Số 130/6/20245", None),
        ("", None),
    ],
)
def test_date_in_a_title(title: str, day: date | None) -> None:
    assert find_date(title) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("ho_2024-06-30.xlsx", DAY),
        ("ho 30-6-2024.xlsx", DAY),
        ("ho 30.6.2024.xlsx", DAY),
        ("ho_30_6_2024.xlsx", DAY),
        ("20240630.csv", DAY),
        ("20240630_143000.csv", DAY),
        ("30062024.csv", DAY),
        ("thon_1_2024-06-30.csv", DAY),
        ("thon_1_2_2024-06-30.csv", DAY),
        ("30-6-2024 (2).csv", DAY),
        ("2024-06-30_20240630.csv", DAY),
        ("20122024.csv", date(2024, 12, 20)),
        ("2024-06-30_2024-07-01.csv", None),
        ("30-6-2024_01072024.csv", None),
        ("99999999.csv", None),
        ("19891231.csv", None),
        ("120240630.csv", None),
        ("ho_2024.csv", None),
    ],
)
def test_date_in_a_file_name(name: str, day: date | None) -> None:
    assert find_date_in_file_name(name) == day


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("KẾT QUẢ TUYÊN TRUYỀN (Từ ngày 15/3/2024 đến ngày 14/6/2024)", date(2024, 3, 15)),
        ("Từ ngày: 01/4/2024 Đến ngày: 30/6/2024", date(2024, 4, 1)),
        ("tu ngay 01 thang 4 nam 2024 den ngay 30/6/2024", date(2024, 4, 1)),
        ("Kỳ báo cáo: 01/6/2024 - 30/6/2024", date(2024, 6, 1)),
        ("tính đến ngày 30/6/2024", None),
        ("từ 31/4/2024 đến 30/6/2024", None),
        ("từ 1/4/2024 hoặc 2/4/2024 đến 30/6/2024", None),
        ("quý II năm 2024", None),
        ("Từ ngày 01/4 đến ngày 30/6/2024", date(2024, 4, 1)),
        ("từ ngày 15 tháng 3 đến ngày 14 tháng 6 năm 2024", date(2024, 3, 15)),
        ("từ ngày 15/12 đến ngày 14/6/2024", None),  # of the year before, and which is not said
        ("từ ngày 31/4 đến ngày 30/6/2024", None),
        ("từ 1/4 hoặc 2/4 đến 30/6/2024", None),
    ],
)
def test_the_first_day_of_a_span_in_a_title(title: str, day: date | None) -> None:
    assert find_beginning(title) == day
