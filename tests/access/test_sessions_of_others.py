"""Stolen, replayed and borrowed: sessions, uploads, files and pages of somebody else; addresses written in odd ways; odd requests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection

from kpi.access import accounts
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.domain import clock
from kpi.ui.access.guard import MOST_PAGES
from tests.access.test_roles_over_the_wire import ROUTES
from tests.access.visitor import Visitor, ask_page, until_done
from tests.accounts import PASSWORD, hash_quickly
from tests.serving import PATIENCE_SECONDS, dashboard
from tests.worlds import World


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with two clerks, a committee member and an administrator."""
    world = World.empty(tmp_path_factory.mktemp("office")).with_villages_and_groups(1)
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    with pytest.MonkeyPatch.context() as quickly:
        hash_quickly(quickly)
        people = {"admin": Role.ADMINISTRATOR, "lan": Role.CLERK, "minh": Role.CLERK, "ban": Role.COMMITTEE}
        for name, role in people.items():
            accounts.add(file, name, name, [role], PASSWORD, at=now, by="thử")
    log = tmp_path_factory.mktemp("server") / "server.log"
    with dashboard(world.store.path, log) as address:
        yield address


def signed_in(office: str, name: str) -> Visitor:
    visitor = Visitor(office)
    assert visitor.sign_in(name, PASSWORD).status == 303
    return visitor


def session_of_page(page: ClientConnection, name: str = "") -> str:
    """Streamlit's own number of an open page, which its uploads name."""
    asked = BackMsg()
    asked.rerun_script.page_name = name
    page.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(page.recv(PATIENCE_SECONDS, decode=False))
        if message.HasField("new_session"):
            until_done(page)
            return message.new_session.initialize.session_id


def upload(visitor: Visitor, page: str, method: str = "PUT", **headers: str) -> int:
    visitor.fetch("/_stcore/health")  # gives the cookie against forged forms
    token = visitor.cookies.get("_streamlit_xsrf", "")
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="x.csv"\r\n\r\na,b\r\n--b--\r\n'
    sent = {"Content_Type": "multipart/form-data; boundary=b", "X_Xsrftoken": token, **headers}
    return visitor.fetch(f"/_stcore/upload_file/{page}/abc", method, body, **sent).status


def test_files_go_to_ones_own_pages_only(office: str) -> None:
    lan, minh = signed_in(office, "lan"), signed_in(office, "minh")
    with lan.socket() as page:
        number = session_of_page(page)
        assert upload(lan, number) == 204
        for other in (minh, signed_in(office, "lan"), Visitor(office)):
            for method in ("PUT", "DELETE"):
                assert upload(other, number, method) in (401, 404)
        assert upload(lan, number, X_Xsrftoken="x") == 403  # what another site's page would send
        assert upload(lan, number, "DELETE") == 204


def test_a_page_is_not_taken_over_by_its_number(office: str) -> None:
    """Streamlit lets a browser come back to its page by that number: nobody else's."""
    lan, ban = signed_in(office, "lan"), signed_in(office, "ban")
    with lan.socket() as page:
        number = session_of_page(page)
    with ban.socket(subprotocols=["streamlit", "x", number]) as stolen:
        assert session_of_page(stolen) != number


def test_a_session_of_the_attackers_choice_is_no_session(office: str) -> None:
    """Whoever plants a cookie learns nothing: signing in makes another one."""
    planted = Visitor(office, {"kpi_phien": "chosen-by-the-attacker"})
    planted.sign_in("lan", PASSWORD)
    assert planted.cookies["kpi_phien"] != "chosen-by-the-attacker"
    assert Visitor(office, {"kpi_phien": "chosen-by-the-attacker"}).fetch("/", Accept="text/html").status == 303
    again = Visitor(office, dict(planted.cookies))
    again.sign_in("minh", PASSWORD)
    assert again.cookies["kpi_phien"] != planted.cookies["kpi_phien"]


def test_signing_out_closes_what_is_open(office: str) -> None:
    lan = signed_in(office, "lan")
    with lan.socket() as page:
        ask_page(page, "")
        number = session_of_page(page)
        assert lan.post("/tai-khoan", {"step": "out"}).status == 303
        assert until_done(page) == "" or page.close_code == 4401
        assert upload(lan, number) == 401


def test_a_session_that_was_ended_is_ended_by_its_owner_alone(office: str) -> None:
    lan, minh = signed_in(office, "lan"), signed_in(office, "minh")
    mine = lan.fetch("/tai-khoan").content.decode()
    number = mine.partition('name="session" value="')[2].partition('"')[0]
    assert len(number) == 16
    assert minh.post("/tai-khoan", {"step": "end", "session": number}).status == 403
    for found in (lan, minh):
        assert found.fetch("/tai-khoan").status == 200


ODD_PATHS = (
    "//", "//media/x.xlsx", "/./media/x", "/media/../media/x", "/..%2f..%2fconfig.yaml", "/%2e%2e/config.yaml",
    "/%2e/config.yaml", "/MEDIA/x", "/Media/x.xlsx", "/dang-nhap/", "/dang-nhap/../ho-dan", "/dang-nhap%2f..%2fho-dan",
    "/dang-nhap;x", "/dang-nhap;/../ho-dan", "/DANG-NHAP", "/healthz/", "/healthz/../ho-dan", "/healthz;x",
    "/_stcore/health/", "/_stcore/health/../metrics", "/_stcore//health", "/_stcore/health%00", "/_stcore/health%2e",
    "/_stcore/stream", "/ho-dan.", "/ho-dan%20", "/\\ho-dan", "/ho-dan/media/x", "/_stcore/metrics", "/metrics",
    "/trinh-chieu/1/", "/trinh-chieu/%31", "/static/../config.yaml", "/component/../../config.yaml",
    "/app/static/../config.yaml",
)  # fmt: skip


@pytest.mark.parametrize("path", ODD_PATHS)
def test_an_address_in_another_spelling_opens_nothing(office: str, path: str) -> None:
    """Without a session nothing, with one nothing that is not a page, and no file of the program in either."""
    status, content = raw(
        office, f"GET {path} HTTP/1.1\r\nHost: {urlsplit(office).netloc}\r\nConnection: close\r\n\r\n"
    )
    assert status in (400, 401, 403, 404), content[:200]
    ban = signed_in(office, "ban")
    cookie = "; ".join(f"{name}={value}" for name, value in ban.cookies.items())
    asked = f"GET {path} HTTP/1.1\r\nHost: {urlsplit(office).netloc}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    status, content = raw(office, asked)
    assert status < 500 and b"argon2" not in content and b"timezone:" not in content and b"python_info" not in content


@pytest.mark.parametrize(
    "head",
    [
        "GET / HTTP/1.0\r\n", "GET / HTTP/1.1\r\n", "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n",
        "GET http://127.0.0.1/ho-dan HTTP/1.1\r\nHost: evil.example\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: 127.0.0.1\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\n", "GET / HTTP/1.1\r\nHost: evil.example#127.0.0.1\r\n",
        "GET / HTTP/1.1\r\nHost: [::1]evil.example\r\n", "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1\r\n", "GARBAGE\r\n",
        "GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n", "GET / HTTP/2.0\r\nHost: 127.0.0.1\r\n",
        "POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n",
    ],
)  # fmt: skip
def test_odd_requests_are_turned_away(office: str, head: str) -> None:
    status, content = raw(office, f"{head}Connection: close\r\n\r\n")
    assert 400 <= status < 500 and b"Traceback" not in content


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND"])
def test_other_methods_say_and_do_nothing(office: str, method: str) -> None:
    """Neither without a session nor with one; nothing of what was sent comes back, and no other site is let in."""
    for visitor in (Visitor(office), signed_in(office, "ban")):
        for path in (*ROUTES, "/dang-nhap", "/healthz", "/_stcore/health"):
            found = visitor.fetch(path, method, Cookie2="secret")
            assert found.status in (204, 400, 401, 403, 404, 405), (path, found.status)
            assert b"secret" not in found.content
            assert "access-control-allow-origin" not in found.headers or found.status == 204
            if found.status == 204:
                assert found.headers.get("access-control-allow-origin") != "*", path


@pytest.mark.parametrize("name", ["Origin", "Host"])
@pytest.mark.parametrize("value", ["http://evil.example", "evil.example", "null", "http://127.0.0.1.evil.example"])
def test_a_socket_opens_to_no_other_site(office: str, name: str, value: str) -> None:
    lan = signed_in(office, "lan")
    with pytest.raises(InvalidStatus):
        lan.socket(**{name: value})


def test_one_session_opens_so_many_pages_and_no_more(office: str) -> None:
    """Others go on opening theirs."""
    lan, minh = signed_in(office, "lan"), signed_in(office, "minh")
    with ExitStack() as pages:
        for _page in range(MOST_PAGES):
            pages.enter_context(lan.socket())
        with pytest.raises(InvalidStatus):
            lan.socket()
        assert "Thôn 1" in minh.page("thon-nhom")
    with lan.socket() as page:  # what was closed makes room
        assert ask_page(page, "thon-nhom")


def raw(office: str, request: str) -> tuple[int, bytes]:
    """What comes back to bytes that no browser would send."""
    place = urlsplit(office)
    with socket.create_connection((place.hostname, place.port), timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(request.encode("latin-1"))
        content = b""
        while part := connection.recv(65536):
            content += part
    return int(content.split(b" ", 2)[1]) if content.startswith(b"HTTP/") else 400, content
