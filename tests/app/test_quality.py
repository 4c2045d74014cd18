"""Chất lượng dữ liệu says what ``kpi.answers.quality`` says, and no household's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.answers.quality import quality
from kpi.config.models import Config
from kpi.i18n.formats import format_count, format_date, format_ratio
from kpi.store import Store
from kpi.ui.parts.trust import doubts_in_words, trust_badge
from kpi.ui.quality.tables import arrived
from tests.app.screen import markup, open_page, words
from tests.app.test_households import rows_of
from tests.worlds import World

PAGE = "quality.py"
pytestmark = pytest.mark.usefixtures("environment")

DAYS = [date(2024, 12, 31), date(2024, 9, 30), date(2025, 12, 31)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_it_shows_the_figures_of_the_answer(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay=day.isoformat())
    answer = quality(sample_store, config, day)
    rows = rows_of(markup(test))
    for village in answer.villages:
        assert village.listed_on is not None
        assert village.days is not None
        assert rows[village.name][:3] == [
            format_date(village.listed_on), format_count(village.days), format_count(village.households),
        ]  # fmt: skip
    for group in answer.groups:
        if group.listed_on is not None:
            assert rows[group.name][0] == format_date(group.listed_on)
            assert rows[group.name][2] == arrived(group)
    for count in (answer.members.linked, answer.members.tied, answer.members.unlinked):
        assert f"<dd>{format_count(count)}</dd>" in markup(test)
    for row in answer.rejections:
        assert rows[row.file][0] == row.sheet


def test_beside_each_indicator_stands_how_far_it_can_be_trusted(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31")
    shown = words(test)
    for trust in quality(sample_store, config, DAYS[0]).indicators:
        badge = trust_badge(trust)
        line = (
            f"{config.indicator(trust.indicator).short_title} {badge.icon} {badge.word} {doubts_in_words(trust.doubts)}"
        )
        assert line in shown


def test_the_links_are_shown_by_rung(sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2024-12-31")
    households = quality(sample_store, config, DAYS[0]).links[-1]
    assert f"{format_count(households.linked)}/{format_count(households.entities)}" in words(test)
    for rung in households.rungs:
        if rung.entities:
            share = format_ratio(rung.entities, households.linked)
            assert f"{format_count(rung.entities)} ({share})" in words(test)


def test_before_any_list_it_says_what_to_load(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(sample_store.path, monkeypatch, PAGE, ngay="2023-06-30")
    assert "Danh mục chưa nạp: 5" in words(test)


def test_an_empty_store_says_so(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "kpi-empty-state" in markup(open_page(empty_store.path, monkeypatch, PAGE))


def test_a_village_without_household_list_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(2)
    rows = [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Nguyễn Văn A", "Thôn 1"]]
    world.load("household", rows, date(2024, 1, 31))
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-01-31")
    assert "chưa có sổ hộ của Thôn 2" in words(test)
    assert "chưa có sổ hộ của Thôn 1" not in words(test)


def test_no_name_and_no_phone_number_of_a_household_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    rows = [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]]
    rows += [[code, "Đặng Thị Bí Mật", "Thôn 1", "0912345678", ""] for code in ("H1", "H2")]
    rows += [["H3", "Đặng Thị Bí Mật", "Thôn 1", "0912345678", "Đặng Thị Bí Mật"]]
    world.load("household", rows, date(2024, 1, 31))
    test = open_page(world.store.path, monkeypatch, PAGE, ngay="2024-01-31")
    assert "Hộ có dấu hiệu ghi trùng: 2" in words(test)
    assert "dòng 4 (Tình trạng)" in words(test)
    assert "Bí Mật" not in markup(test)
    assert "345678" not in markup(test)
