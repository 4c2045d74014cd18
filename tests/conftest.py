"""What tests of the screen share: a store filled with the sample, a server on it, and a browser to look with."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from filelock import FileLock
from hypothesis import settings

# Before Streamlit is imported: its own setting would hide from AppTest what went wrong.
os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"

from kpi.access import acting
from kpi.config import load_config
from kpi.config.models import Config
from kpi.store import Store, open_store
from kpi.store.duckdb.engine import WITHOUT_NET
from tests.serving import dashboard

ROOT = Path(__file__).resolve().parents[1]
# How long an example takes says how busy the PC is, and nothing about the program.
settings.register_profile("any PC", deadline=None)
settings.load_profile("any PC")
# Several tests share the cores: an engine with a thread for each core would wait for itself most of the time.
WITHOUT_NET["threads"] = 1
# Garbage is looked for as seldom as in a command (kpi/__main__.py); each look goes through all that thousands of tests keep.
gc.set_threshold(100_000, 20, 20)
# No power fails in a test, and to wait for the disk takes a tenth of a load. That the program waits is asked where it counts.
os.fsync = lambda fd: None  # noqa: ARG005 - its very signature
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM_PLACES = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# No sandbox (containers), no graphics card, nothing that a browser does on its own account over the network, and one process for
# the pages of a context: it has compiled Streamlit's scripts already, which takes half of the time that a page takes to open.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands on the sample waits until that is loaded.

    Modules are mixed, always alike, for tests of the browser wait half of their time: beside others they leave no core idle, beside
    each other they do. What takes a minute by itself begins first, so that nobody waits for it in the end; then what asks Spark, in a
    row and so in one process: it starts once, and its first questions cost twice what later ones do.
    """
    for item in items:
        if "sample_store" in getattr(item, "fixturenames", ()):
            item.add_marker("slow")
    items.sort(
        key=lambda item: (
            item.get_closest_marker("long") is None,
            "spark" not in getattr(item, "fixturenames", ()),
            crc32(item.nodeid.partition("::")[0].encode()),
        )
    )


def pytest_collection_finish() -> None:
    """The modules and tests that are there now stay, so no look for garbage goes through them again: a twentieth of most tests."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Libraries count at the end what is left of theirs."""
    gc.unfreeze()


@pytest.fixture(autouse=True)
def who_acts_ends_with_the_test() -> Iterator[None]:
    """A command or page of a test says whom to ask who acts; the next test has another office."""
    before = acting._find, acting._note
    yield
    acting._find, acting._note = before


@pytest.fixture(scope="session")
def config() -> Config:
    """The configuration that is shipped."""
    return load_config(ROOT / "config.yaml")


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, config: Config) -> Store:
    """A database filled with the simulated sample, as a first start does it. Read it, never write to it."""
    from kpi.sample.loading import fill_with_sample

    own = tmp_path_factory.getbasetemp()
    made = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sample-made"
    with FileLock(made.with_suffix(".lock")):  # the first that asks makes it for those who work beside it
        if not made.exists():
            fill_with_sample(open_store(own / "filling" / "kpi.duckdb"), config, own / "filling" / "files")
            (own / "filling").rename(made)
    return open_store(shutil.copytree(made, own / "sample") / "kpi.duckdb")


@pytest.fixture
def empty_store(tmp_path: Path) -> Store:
    """A database in which nothing has ever been loaded."""
    return open_store(tmp_path / "empty.duckdb")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped configuration, and no sample unless a test asks for it."""
    monkeypatch.setenv("KPI_CONFIG", str(ROOT / "config.yaml"))
    monkeypatch.setenv("KPI_NO_DEMO", "1")


def find_chromium() -> str | None:
    """A Chromium-family browser: as the environment names it (KPI_BROWSER), by name, or where installers put it."""
    named = os.environ.get("KPI_BROWSER")
    if named:
        return named if Path(named).exists() else None
    on_path = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    return on_path or next((place for place in CHROMIUM_PLACES if Path(place).exists()), None)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """How pytest-playwright starts the browser; without one, its tests are skipped, or fail where it is required."""
    found = find_chromium()
    if found is None:
        why = "NO BROWSER FOUND, browser tests did not run. Install Chromium or Edge, or name one in KPI_BROWSER."
        if os.environ.get("KPI_BROWSER_REQUIRED") == "1":
            pytest.fail(why)
        pytest.skip(why)
    return {"executable_path": found, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(server: str) -> dict[str, object]:
    """The screen that the overview is made for; ``page.goto("/")`` goes to the server."""
    return {
        "base_url": server,
        "viewport": {"width": 1366, "height": 768},
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
    }


@pytest.fixture(scope="session")
def server(sample_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on the sample; gives its address."""
    with dashboard(sample_store.path, tmp_path_factory.mktemp("server") / "server.log") as address:
        yield address
