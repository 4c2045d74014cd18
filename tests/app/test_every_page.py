"""Every page in every state of the data: full, empty, no register yet, one village, forty villages, a year without a target, a
broken configuration. No page breaks; where there is nothing to show it says why."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.store import Store
from tests.app.screen import ENTRY, PAGES, markup, open_page, words
from tests.conftest import ROOT
from tests.serving import PATIENCE_SECONDS
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("environment")
# They need no figures: there one loads lists or looks at loads.
WITHOUT_FIGURES = {"start.py", "accounts.py", "loading.py", "log.py", "rollup.py", "settings.py"}
DAY, REGISTER_DAY = date(2024, 6, 30), date(2023, 12, 31)
LONG = "Thôn Đông Phong Thượng Hà Giang khu dân cư số"


def opened(database: Path, monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> AppTest:
    return open_page(database, monkeypatch, None if page == "overview.py" else page, **query)


@pytest.fixture(scope="module")
def one_village(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One village with three households, one of which takes part."""
    return _village_world(tmp_path_factory.mktemp("one"), [("T1", "Thôn 1")])


@pytest.fixture(scope="module")
def forty_villages(tmp_path_factory: pytest.TempPathFactory) -> World:
    return _village_world(tmp_path_factory.mktemp("forty"), [(f"T{n}", f"{LONG} {n}") for n in range(1, 41)])


def _village_world(folder: Path, villages: list[tuple[str, str]]) -> World:
    world = World.empty(folder)
    world.load("village", [["Mã thôn", "Tên thôn"], *villages], REGISTER_DAY)
    groups = [[f"N{n}", f"Nhóm Zalo {name}", "Thôn", code] for n, (code, name) in enumerate(villages, start=1)]
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *groups], REGISTER_DAY)
    heads = ("Đỗ Mạnh Quân", "Cao Thị Yến", "Vũ Hồng Sơn")
    rows = [[f"HG-{code}-{n}", head, code] for code, _name in villages for n, head in enumerate(heads)]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], REGISTER_DAY)
    members = [[f"N{n}", f"{n}", "a", f"HG-{code}-0"] for n, (code, _name) in enumerate(villages, start=1)]
    world.load("membership", [["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"], *members], DAY)
    return world


@pytest.fixture(scope="module")
def no_register(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Villages and groups are known, and nothing else."""
    return World.empty(tmp_path_factory.mktemp("bare")).with_villages_and_groups()


@pytest.mark.parametrize("page", PAGES)
def test_full(page: str, sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(opened(sample_store.path, monkeypatch, page))
    assert "DỮ LIỆU MÔ PHỎNG" in shown
    assert not [word for word in ("None", "nan", "NaT", "Traceback") if f" {word} " in f" {shown} "]


@pytest.mark.parametrize("page", PAGES)
def test_empty(page: str, empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(opened(empty_store.path, monkeypatch, page))
    assert ("Chưa nạp dữ liệu" in shown) is (page not in WITHOUT_FIGURES - {"log.py"})


@pytest.mark.parametrize("page", PAGES)
def test_no_register_yet(page: str, no_register: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(opened(no_register.store.path, monkeypatch, page))
    assert "100%" not in shown or page in ("method.py", "groups.py", "settings.py"), (
        "nothing is known, so nothing is all"
    )
    if page in ("overview.py", "households.py", "businesses.py", "institutions.py"):
        assert "Chưa nạp" in shown or "Chưa có số liệu" in shown


@pytest.mark.parametrize("page", PAGES)
def test_one_village(page: str, one_village: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(opened(one_village.store.path, monkeypatch, page))
    if page in ("overview.py", "households.py"):
        assert "1/3 hộ" in shown and "33,3%" in shown


@pytest.mark.parametrize("page", PAGES)
def test_forty_villages_with_long_names(page: str, forty_villages: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(opened(forty_villages.store.path, monkeypatch, page))
    if page in ("overview.py", "households.py"):
        assert "40/120 hộ" in shown
    if page == "households.py":
        assert shown.count(LONG) >= 40


@pytest.mark.parametrize("page", PAGES)
def test_a_year_without_a_target(page: str, sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page_shown = opened(sample_store.path, monkeypatch, page, ngay="2026-03-31")
    if page in ("overview.py", "households.py", "businesses.py", "institutions.py"):
        assert "Chưa giao chỉ tiêu" in words(page_shown)
        assert "tone-bad" not in markup(page_shown).split('class="kpi-card', 1)[1].split("</article>")[0]


def test_a_broken_configuration_is_told_with_all_its_faults(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = (
        (ROOT / "config.yaml")
        .read_text("utf-8")
        .replace("language: vi", "language: fr")
        .replace("percent: 90", "percent: 900")
    )
    file = tmp_path / "config.yaml"
    file.write_text(text, "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    monkeypatch.setenv("KPI_DATABASE", str(sample_store.path))
    test = AppTest.from_file(ENTRY, default_timeout=PATIENCE_SECONDS).run()
    assert not test.exception
    assert "language" in words(test) and "percent" in words(test) and "900" in words(test)


def without_the_moment(text: str) -> str:
    """A page says when it was made: a minute may pass between two looks at it."""
    return re.sub(r"\d+ giờ \d+ ngày \S+", "", text)


@pytest.mark.parametrize("page", ["overview.py", "loading.py"])
def test_a_configuration_broken_in_mid_work_is_told_and_mended(
    page: str, sample_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever saves half a line while a page is open sees what is wrong at the next click, and the page again when it is right."""
    sound, file = (ROOT / "config.yaml").read_text("utf-8"), tmp_path / "config.yaml"
    file.write_text(sound, "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(file))
    test = opened(sample_store.path, monkeypatch, page)
    before = without_the_moment(words(test))
    file.write_text(sound.replace("percent: 90", "percent: 900"), "utf-8")
    test.run()
    assert not test.exception and "900" in words(test) and "percent" in words(test)
    file.write_text(sound, "utf-8")
    test.run()
    assert not test.exception and without_the_moment(words(test)) == before
