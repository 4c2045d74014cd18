"""A real OpenID provider on this PC, as an office may have one: ``localhost``, so that it is another site than the dashboard."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
from oidc_provider_mock import User, run_server_in_thread

from tests.serving import PATIENCE_SECONDS, ROOT

# By the provider's own name for them; the last one's address was never verified.
PEOPLE = {
    "ma-0001": {"email": "lan@xa.example", "email_verified": True},
    "ma-0002": {"email": "hoa@xa.example", "email_verified": True},
    "ma-0003": {"email": "Chu.Tich@xa.example", "email_verified": True},
    "ma-0004": {"email": "chu.tich@xa.example", "email_verified": False},
    "chu.tich@xa.example": {},
}


@dataclass(frozen=True, slots=True)
class Registered:
    """The dashboard as the provider knows it."""

    issuer: str
    client: str
    secret: str


@contextmanager
def provider() -> Iterator[str]:
    """The provider; gives its address."""
    people = [User(sub=sub, claims=dict(claims)) for sub, claims in PEOPLE.items()]
    with run_server_in_thread(require_client_registration=True, require_nonce=True, user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


def register(issuer: str, dashboard: str) -> Registered:
    """Makes the dashboard known there, with the only address to which it may send anybody back."""
    asked = {"redirect_uris": [f"{dashboard}/dang-nhap/chung/xong"]}
    told = httpx2.post(f"{issuer}/oauth2/clients", json=asked, timeout=PATIENCE_SECONDS).json()
    return Registered(issuer, told["client_id"], told["client_secret"])


def configure(file: Path, dashboard: str, known: Registered) -> None:
    """Names the provider in a configuration; the server that runs by it takes it up at its next request."""
    secret = file.with_name("provider.secret")
    secret.write_text(f"{known.secret}\n", "utf-8")
    named = {
        "title": "Cổng định danh", "issuer": known.issuer, "client_id": known.client, "secret_file": str(secret), "address": dashboard,
    }  # fmt: skip
    plain = (ROOT / "config.yaml").read_text("utf-8")
    assert "  provider: null" in plain
    file.write_text(plain.replace("  provider: null", f"  provider: {json.dumps(named, ensure_ascii=False)}"), "utf-8")


@contextmanager
def telling(issuer: str) -> Iterator[str]:
    """A server that says of itself what the provider says, but for its own name: what is signed there is another's."""

    class Told(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            words = httpx2.get(f"{issuer}{self.path}", timeout=PATIENCE_SECONDS).json()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({**words, "issuer": address}).encode())

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
