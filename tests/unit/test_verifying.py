"""What ``verify`` finds, told to a person: no word of the program stands in it."""

from __future__ import annotations

import pytest

from kpi.cli.verifying import in_words
from kpi.config import load_config
from kpi.i18n.messages import speaking
from kpi.operations.verify import Difference
from tests.worlds import CONFIG_FILE


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (
            {"frozen": 1, "figure": "signature", "stored": "foreign_key", "recomputed": ""},
            "Bản chốt số 1: ký bằng khóa không có ở đây",
        ),
        (
            {"frozen": 2, "figure": "now households Thôn 1", "stored": "69/94 met", "recomputed": "68/94 not_met"},
            "Bản chốt số 2, Hộ dân, Thôn 1 (tại ngày chốt): đã chốt 69/94 (đạt), tính lại 68/94 (chưa đạt)",
        ),
        (
            {"frozen": 2, "figure": "before households", "stored": "None/None no_data", "recomputed": "1/2 met"},
            "Bản chốt số 2, Hộ dân (tại ngày so sánh): đã chốt chưa có số liệu, tính lại 1/2 (đạt)",
        ),
        (
            {"frozen": 2, "figure": "content", "stored": "AB12", "recomputed": "CD34"},
            "Bản chốt số 2: nội dung đã lưu bị sửa; mã kiểm tra ghi AB12, tính lại là CD34",
        ),
        (
            {"frozen": 2, "figure": "file a.docx", "stored": "1", "recomputed": "2"},
            "Báo cáo số 2: a.docx không còn đúng là tệp đã chốt",
        ),
        (
            {"batch": 3, "figure": "accepted", "stored": 40, "recomputed": 39},
            "Lần nạp 3: nhật ký ghi 40 dòng được nhận, đếm lại có 39 dòng",
        ),
    ],
)
def test_a_difference_in_words(difference: Difference, said: str) -> None:
    config = load_config(CONFIG_FILE)
    with speaking("vi"):
        assert in_words(difference, config).startswith(said)
