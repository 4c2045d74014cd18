"""Pictures of every page at three sizes into ``docs/screens``: ``python -m bench.screens``. The sample, as a visitor sees it."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from kpi.answers.question import known_now, observation_days
from kpi.config import load_config
from kpi.sample.loading import fill_with_sample
from kpi.snapshots import freezing, meetings
from kpi.store import Store, open_store
from tests.conftest import CHROMIUM_ARGUMENTS, find_chromium
from tests.exchanged import put, report
from tests.serving import dashboard

FOLDER = Path("docs/screens")
SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "390": (390, 844)}
PAGES = {
    "overview": "", "households": "ho-dan", "businesses": "doanh-nghiep", "institutions": "co-quan", "groups": "thon-nhom",
    "reports": "tin-bao", "progress": "tien-do?ngay=2025-06-30", "todo": "viec-can-lam?ngay=2025-06-30",
    "meeting": "hop-ban-chi-dao", "slide": "trinh-chieu/1#2",
    "report": "bao-cao", "communes": "tong-hop",
    "method": "phuong-phap", "loading": "nhap-du-lieu", "review": "doi-soat", "quality": "chat-luong", "log": "nhat-ky",
}  # fmt: skip
IDLE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
COLOURS = 128  # a page has few; so a picture stays small


def prepared(folder: Path) -> Store:
    """The sample, with one frozen state and two conclusions."""
    config = load_config(Path("config.yaml"))
    store = open_store(folder / "kpi.duckdb")
    fill_with_sample(store, config, folder / "sample")
    at = known_now(store)
    day, compared = observation_days(store)[-1], observation_days(store)[-2]
    assert at is not None
    number = freezing.freeze(store, config, day, compared, frozen_by="Thư ký (mô phỏng)", at=at).number
    for what, post in (
        ("Vận động 41 hộ còn thiếu ở Thôn 3", "Trưởng thôn Thôn 3"),
        ("Rà soát thành viên chờ xác nhận", "Công an xã"),
    ):
        meetings.conclude(store, number, what, post, None, noted_by="Thư ký (mô phỏng)", at=at)
    return store


def with_communes(folder: Path) -> Path:
    """Reports of ten invented communes over a year, and a configuration that names their folder and one that sent nothing."""
    sent = folder / "sent"
    for unit in range(1, 11):
        for month in range(1, 13):
            shares = {"households": (300 + 40 * unit + 12 * month, 1000), "businesses": (10 + unit, 20)}
            put(sent, report(f"0000{unit}", f"xã Mẫu {unit}", date(2025, month, 14), shares, number=month))
    text = Path("config.yaml").read_text("utf-8").replace('  folder: ""  ', f'  folder: "{sent.as_posix()}"  ')
    file = folder / "config.yaml"
    file.write_text(text.replace("  expected: []", '  expected: [{code: "00011", name: xã Mẫu 11}]'), "utf-8")
    return file


def take(browser: Browser, address: str) -> None:
    for size, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
        for name, path in PAGES.items():
            page.goto(f"{address}/{path}")
            if name != "slide":
                page.wait_for_selector(IDLE)
                page.wait_for_function("!document.querySelector('[data-stale=true], [data-testid=stSkeleton]')")
            page.wait_for_timeout(1500)  # charts are drawn when the page is at rest
            file = FOLDER / f"{name}-{size}.png"
            page.screenshot(path=file)
            Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)
            print(file)
        page.close()


def main() -> None:
    found = find_chromium()
    if found is None:
        sys.exit("no Chromium-family browser found")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = prepared(folder)
        with (
            dashboard(store.path, folder / "server.log", with_communes(folder)) as address,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_ARGUMENTS)
            take(browser, address)
            browser.close()


if __name__ == "__main__":
    main()
