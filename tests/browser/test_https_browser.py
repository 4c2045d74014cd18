"""The dashboard for the office's other PCs: behind a real Caddy with the very Caddyfile of docs/install.md, on loopback."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook
from websockets.client import ClientProtocol
from websockets.protocol import State
from websockets.typing import Origin
from websockets.uri import parse_uri

from kpi.access import accounts
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.domain import clock
from tests.accounts import PASSWORD
from tests.conftest import ROOT
from tests.serving import PATIENCE_SECONDS, dashboard
from tests.worlds import World, write_csv

pytestmark = pytest.mark.browser

CADDYFILE = re.compile(r"```caddyfile\n(.*?)```", re.DOTALL)
# A name that every browser takes for this PC, and that Streamlit does not know: only the origin that equals the host lets it in.
NAME = "kpi.localhost"


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the dashboard: its port, and the office's root certificate."""

    port: int
    root: Path

    @property
    def address(self) -> str:
        return f"https://{NAME}:{self.port}"

    def trusting(self) -> ssl.SSLContext:
        """Trusts the office's certificates and no others."""
        return ssl.create_default_context(cafile=self.root)

    def connected(self) -> ssl.SSLSocket:
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS)
        return self.trusting().wrap_socket(plain, server_hostname=NAME)

    def get(self, path: str) -> HTTPResponse:
        connection = HTTPSConnection(NAME, self.port)
        connection.sock = self.connected()
        connection.request("GET", path)
        return connection.getresponse()

    def signed_in(self) -> str:
        """The cookie of a session."""
        connection = HTTPSConnection(NAME, self.port)
        connection.sock = self.connected()
        form = urlencode({"account": "thuky", "password": PASSWORD, "den": "/"})
        connection.request("POST", "/dang-nhap", form, {"Content-Type": "application/x-www-form-urlencoded"})
        cookie = connection.getresponse().headers["Set-Cookie"]
        assert "Secure" in cookie, "it goes over HTTPS only"
        return cookie.partition(";")[0]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def found_caddy() -> str:
    """Caddy; without one the tests are skipped, or fail where all must run."""
    caddy = shutil.which("caddy")
    if caddy is None:
        why = "NO CADDY FOUND, HTTPS was not tried. Install it (Debian: apt install caddy)."
        if os.environ.get("KPI_BROWSER_REQUIRED") == "1":
            pytest.fail(why)
        pytest.skip(why)
    return caddy


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """The documented Caddyfile, but for its ports and the place of its certificates."""
    caddy, folder = found_caddy(), tmp_path_factory.mktemp("https")
    world = World.empty(folder / "office").with_villages_and_groups()
    file, roles = AccessFile.beside(world.store.path), [Role.ADMINISTRATOR, Role.CLERK]
    accounts.add(file, "thuky", "Bà Văn Thư", roles, PASSWORD, at=clock.now(world.config.timezone), by="thử")
    documented = CADDYFILE.search((ROOT / "docs" / "install.md").read_text("utf-8"))
    assert documented
    with dashboard(world.store.path, folder / "server.log") as address:
        front = Front(free_port(), folder / "caddy" / "pki" / "authorities" / "local" / "root.crt")
        text = (
            documented[1]
            .replace("https://kpi.lan", front.address)
            .replace("127.0.0.1:8501", address.removeprefix("http://"))
            .replace("read_header 10s", f"read_header {PATIENCE_SECONDS:.0f}s")  # a busy PC may stand still for ten
        )
        assert front.address in text and address.removeprefix("http://") in text and "header 10s" not in text
        text = text.replace("{\n", "{\n\tadmin off\n\tauto_https disable_redirects\n", 1)
        (folder / "Caddyfile").write_text(text, "utf-8")
        with (folder / "caddy.log").open("wb") as log:
            process = subprocess.Popen(
                [caddy, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"],
                stdout=log, stderr=log, env={**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
            )  # fmt: skip
        try:
            wait_for(front, process, folder / "caddy.log")
            yield front
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)


def wait_for(front: Front, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            front.get("/healthz")
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"Caddy did not start:\n{log.read_text('utf-8')}")


@pytest.fixture
def browser_context_args(front: Front) -> dict[str, object]:
    """The browser reads no store of certificates that a test may write to; Python checks the chain."""
    return {"base_url": front.address, "ignore_https_errors": True, "locale": "vi-VN", "accept_downloads": True}


def test_the_office_s_certificate_vouches_for_the_name(front: Front) -> None:
    answer = front.get("/healthz")
    assert (answer.status, answer.read()) == (200, b'{"status":"ok"}')
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["Cache-Control"] == "no-store"
    assert front.get("/").status == 401, "who comes through the proxy signs in"
    assert b'name="password"' in front.get("/dang-nhap").read()


def test_the_socket_of_a_page_opens(front: Front) -> None:
    """Streamlit knows the name from nowhere: it takes a page's origin because Caddy passes the host on as it was asked for."""
    # By hand, in order: a client that reads on a thread while it writes on another got no answer in three whole runs of four.
    asking = ClientProtocol(
        parse_uri(front.address.replace("https", "wss") + "/_stcore/stream"), origin=Origin(front.address)
    )
    request = asking.connect()
    request.headers["Cookie"] = front.signed_in()
    asking.send_request(request)
    with front.connected() as of_a_page:
        for sent in asking.data_to_send():
            of_a_page.sendall(sent)
        while asking.state is State.CONNECTING and (heard := of_a_page.recv(4096)):
            asking.receive_data(heard)
    assert asking.state is State.OPEN, asking.handshake_exc


def test_pages_uploads_and_downloads_pass(page: Page, tmp_path: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/nhap-du-lieu")
    page.get_by_label("Tài khoản").fill("thuky")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    households = tmp_path / "ho_2024-06-30.csv"
    rows = [[f"HG-2024-{number:06}", f"Nguyễn Thị Thu Hương {number}", "Thôn 1"] for number in range(20_000)]
    write_csv(households, [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows])
    assert households.stat().st_size > 1_000_000, "more than one message, and more than a proxy keeps in memory"
    page.locator("input[type=file]").set_input_files([households])
    expect(page.locator(".st-key-panel-sheets")).to_contain_text("20.000")
    page.get_by_role("button", name="Tệp mẫu trống").click()
    with page.expect_download() as waiting:
        page.get_by_test_id("stPopoverBody").get_by_role("button").first.click()
    waiting.value.save_as(tmp_path / "template.xlsx")
    assert CalamineWorkbook.from_path(tmp_path / "template.xlsx").sheet_names
    assert not errors
