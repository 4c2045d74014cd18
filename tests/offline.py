"""A real bundle, on a machine without a net: ``python -m tests.offline`` (Linux; fetches the packages once, some minutes).

It starts the bundle in a network namespace that has no route, opens the dashboard in a browser, and says how long that took.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM_ARGUMENTS, ROOT, find_chromium

PORT, MOST_SECONDS = "8599", 60.0


def main() -> None:
    """Makes the bundle for this Python, and looks at it from within a namespace of its own."""
    with TemporaryDirectory() as folder:
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        made = [sys.executable, "-m", "bundle", "--for", "linux", "--python", python, "--to", folder]
        subprocess.run(made, cwd=ROOT, check=True)
        within = ["unshare", "--map-root-user", "--net", sys.executable, "-m", "tests.offline", f"{folder}/kpi-linux"]
        sys.exit(subprocess.run(within, cwd=ROOT, check=False).returncode)


def start(bundle: Path) -> None:
    """Starts it where nothing can be reached but this PC; ends with 1 where it takes too long."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    try:
        socket.create_connection(("192.0.2.1", 443), timeout=5)  # an address that is nobody's
        sys.exit("this namespace has a route: nothing is proven")
    except OSError as error:
        sys.stderr.write(f"no net: {error}\n")
    begun = time.monotonic()
    world = {
        **os.environ,
        "STREAMLIT_SERVER_PORT": PORT,
        "PATH": f"{Path(sys.base_prefix) / 'bin'}:{os.environ['PATH']}",
    }
    process = subprocess.Popen([str(bundle / "start.sh"), "--no-browser"], env=world)
    try:
        answered = _answered(process) - begun
        _look()
        opened = time.monotonic() - begun
    finally:
        process.terminate()
        process.wait()
    used = os.times()
    cpu = used.children_user + used.children_system
    sys.stderr.write(
        f"answered after {answered:.0f} s, open in a browser after {opened:.0f} s ({cpu:.0f} s of processor time)\n"
    )
    sys.exit(opened > MOST_SECONDS)


def _answered(process: subprocess.Popen[bytes]) -> float:
    while process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=30):
                return time.monotonic()
        except OSError:
            time.sleep(0.1)
    sys.exit("the bundle did not start")


def _look() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        page = browser.new_page(base_url=f"http://127.0.0.1:{PORT}", locale="vi-VN")
        page.set_default_timeout(120_000)
        page.goto("/")
        page.get_by_text("Chưa nạp dữ liệu nào").wait_for()
        browser.close()


if __name__ == "__main__":
    start(Path(sys.argv[1])) if sys.argv[1:] else main()
