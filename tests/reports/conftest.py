"""Reports that the tests of this folder share; they are read and never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from kpi.config.models import Config
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report, Stamp
from kpi.store import Store
from tests.conftest import ROOT
from tests.worlds import World

TEMPLATE = ROOT / "data" / "templates" / "bao-cao.docx"
STAMP = Stamp(3, "3F2A-91BC-77D0", "Người lập", datetime(2024, 12, 15, 8))


@pytest.fixture(scope="session")
def sample_report(sample_store: Store, config: Config) -> Report:
    """The simulated sample at the cut-off of the fourth quarter of 2024: two indicators of five are short."""
    return gather(sample_store, config, Order(date(2024, 12, 14)))


@pytest.fixture(scope="session")
def frozen_report(sample_report: Report) -> Report:
    """The same, with a number and a check code."""
    return replace(sample_report, stamp=STAMP)


@pytest.fixture(scope="session")
def bare_report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A commune at 14/6/2024 with villages and groups, one household list of two, no members, no registers of organisations;
    and a log in which nothing happened this year: its one report came in and was closed in 2023."""
    world = World.empty(tmp_path_factory.mktemp("bare")).with_villages_and_groups()
    heads = [["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"], ["H1", "Lê Văn Kín", "Thôn 1", "0912345678"]]
    world.load("household", heads, date(2024, 1, 31))
    cases = [
        ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Ngày xử lý xong"],
        ["T1", "Phản ánh", "02/5/2023 08:00", "04/5/2023"],
    ]
    world.load("case", cases, date(2024, 6, 14))
    return gather(world.store, world.config, Order(date(2024, 6, 14)))
