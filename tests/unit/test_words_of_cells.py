"""What a word in a cell means that no configuration has to the letter; and when nobody could say."""

from __future__ import annotations

import pytest

from kpi.config.models import Config
from kpi.domain.datasets import DATASET_BY_ID
from kpi.ingest.checking import cells
from kpi.ingest.checking.cells import References, readers
from kpi.ingest.checking.columns import is_word_of
from kpi.ingest.checking.layout import Layout
from kpi.vietnamese.places import NOBODY


def read(config: Config, dataset: str, field: str, text: str) -> object:
    return readers(DATASET_BY_ID[dataset], config, References(NOBODY, NOBODY, {}))[field](text).value


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Ngừng HĐ", "closed"),
        ("Ngừng hoạt động từ 15/3/2024", "closed"),
        ("NNT đang HĐ", "active"),
        ("Tạm ngừng HĐKD (từ tháng 3/2024)", "paused"),
        ("Đã bị thu hồi giấy chứng nhận", "closed"),
        ("Tạm nghỉ để sửa chữa", "paused"),
        # What may say the opposite, or two things, or until when, is nobody's to decide.
        ("Chưa giải thể", None),
        ("Tạm ngừng, chờ giải thể", None),
        ("Hết tạm ngừng", None),
        ("Đang hoạt động nhưng tạm nghỉ vài tháng", None),
        ("Hoạt động đến 31/12/2023", None),
    ],
)
def test_states_of_businesses(config: Config, text: str, meaning: str | None) -> None:
    assert read(config, "business", "status", text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Thường trú từ 2019", "resident"),
        ("Đã chuyển đến", "resident"),
        ("Đã chuyển đến nơi khác", None),
        ("Chuyển đi từ ngày 01/3/2024", "moved"),
    ],
)
def test_states_of_households(config: Config, text: str, meaning: str | None) -> None:
    assert read(config, "household", "status", text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("Chi hội trưởng hội CCB", "village_committee"), ("Đội trưởng dân phòng", None), ("Tổ trưởng tổ vay vốn", None)],
)
def test_posts(config: Config, text: str, meaning: str | None) -> None:
    assert read(config, "official", "post", text) == meaning


def test_an_answer_of_yes_or_no_is_taken_to_the_letter_only(config: Config) -> None:
    assert read(config, "group", "rules", "chưa từ 2023") is None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("TNHH 2TV", "llc"), ("Cty TNHH 1 TV", "llc"), ("Tạm đóng cửa sửa chữa", None)],
)
def test_kinds_of_businesses(config: Config, text: str, meaning: str | None) -> None:
    assert read(config, "business", "kind", text) == meaning


def test_the_longer_word_tells(config: Config) -> None:
    assert read(config, "business", "status", "Tạm đóng cửa sửa chữa") == "paused"


def test_whether_cells_are_words_is_asked_without_looking_for_what_they_might_have_been(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each cell of each column that nobody knows: a sheet of 500 columns took half a minute."""
    household = DATASET_BY_ID["household"]
    is_state = is_word_of(household.column("status"), Layout(household, 0, 1, {}, (), (), ()), config)
    monkeypatch.setattr(cells, "_nearest", lambda *_words: pytest.fail("a nearest word was looked for"))
    assert [is_state(cell) for cell in ("Thường trú", "1. Thường trú", "thuong tru", "x5", "", " ")] == [True] * 3 + [
        False
    ] * 3
