"""Every address and every page, asked by every role and by nobody, over HTTP and the page's own socket: no word too many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from kpi.access import accounts, audit
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.domain import clock
from kpi.reports.content.gathering import Order
from kpi.reports.sending import freezing
from tests.access.visitor import Visitor, ask_page, made, offers, until_done
from tests.accounts import PASSWORD, hash_quickly
from tests.serving import dashboard
from tests.worlds import World

ADDRESSES = (
    "", "tong-quan", "ho-dan", "doanh-nghiep", "co-quan", "thon-nhom", "tin-bao", "tien-do", "thon-cua-toi", "hop-ban-chi-dao",
    "bao-cao", "tong-hop", "phuong-phap", "bat-dau", "nhap-du-lieu", "doi-soat", "chat-luong", "nhat-ky", "thiet-lap",
    "tai-khoan-nguoi-dung",
)  # fmt: skip
YEAR_START, MARCH = date(2030, 12, 31), date(2031, 3, 31)
# Of each kind of word one that stands nowhere else.
HEAD_OF_T2, MEMBER_OF_T2, BUSINESS = "Lò Văn Ẩn Danh", "Bạc Thị Kín", "Hợp Kim Suối Ngầm"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two villages; in each a household that takes part and one that does not, and a member whose name points to it."""
    world = World.empty(tmp_path_factory.mktemp("office")).with_villages_and_groups(2)
    headers = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
    rows = [
        ["H1", "Vi Thị Một", "Thôn 1"],
        ["H2", "Vi Văn Hai", "Thôn 1"],
        ["H3", "Cầm Văn Ba", "Thôn 2"],
        ["H4", HEAD_OF_T2, "Thôn 2"],
    ]
    world.load("household", [headers, *rows], YEAR_START)
    world.load(
        "business",
        [["Mã số thuế", "Tên doanh nghiệp", "Loại hình"], ["0101234567", f"Công ty TNHH {BUSINESS}", "Công ty TNHH"]],
        YEAR_START,
    )
    members = ["Tên hiển thị", "Mã hộ"]
    world.load("membership", [members, ["Vi Thị Một", "H1"], ["Vi Văn Hai", ""]], MARCH, group="N1")
    world.load("membership", [members, ["Cầm Văn Ba", "H3"], [HEAD_OF_T2, ""], [MEMBER_OF_T2, ""]], MARCH, group="N2")
    freezing.freeze(
        world.store, world.config, Order(MARCH), lambda _report, _file: [("bao-cao.xlsx", b"PK")],
        frozen_by="Ông Chủ Tịch", at=clock.now(world.config.timezone),
    )  # fmt: skip
    return world


@pytest.fixture(scope="module")
def office(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with an account of each role, named like it; the village head speaks for the first village."""
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    with pytest.MonkeyPatch.context() as quickly:
        hash_quickly(quickly)
        for role in Role:
            village = "T1" if role is Role.VILLAGE_HEAD else None
            accounts.add(file, role.value, f"Người {role.value}", [role], PASSWORD, at=now, by="thử", village=village)
    log = tmp_path_factory.mktemp("server") / "server.log"
    with dashboard(world.store.path, log) as address:
        yield address


def visitor(address: str, role: Role) -> Visitor:
    found = Visitor(address)
    assert found.sign_in(role.value, PASSWORD).status == 303
    return found


ROUTES = [
    *(f"/{name}" for name in ADDRESSES), "/trinh-chieu/1", "/media/abc.xlsx", "/_stcore/host-config", "/_stcore/metrics",
    "/_stcore/script-health-check", "/component/x/y.js", "/app/static/x", "/static/index.js", "/oauth2callback", "/auth/login",
    "/_stcore/agent/sessions", "/tai-khoan", "/luu-trang", "/..%2fconfig.yaml", "/config.yaml",
]  # fmt: skip


@pytest.mark.parametrize("path", ROUTES)
def test_without_a_session_every_address_is_closed(office: str, path: str) -> None:
    nobody = Visitor(office)
    assert nobody.fetch(path).status in (401, 404)
    asked = nobody.fetch(path, Accept="text/html")
    assert asked.status in (303, 404) and asked.headers.get("location", "/dang-nhap").startswith("/dang-nhap")
    for method in ("PUT", "POST", "DELETE"):
        assert nobody.fetch(path, method).status in (401, 404, 405)


def test_whether_the_server_runs_is_told_to_anybody_and_nothing_else(office: str) -> None:
    assert Visitor(office).fetch("/healthz").content == b'{"status":"ok"}'
    assert Visitor(office).fetch("/_stcore/health").content == b"ok"


def test_without_a_session_no_socket_opens(office: str) -> None:
    for header in ({}, {"Cookie": "kpi_phien=x"}, {"X_Kpi_Session": "1"}):
        with pytest.raises(InvalidStatus):
            Visitor(office).socket(**header)


def test_a_name_that_was_made_to_point_here_is_refused(office: str) -> None:
    for host in ("evil.example", "localhost.evil.example", "kpi.streamlit.app", ""):
        assert Visitor(office).fetch("/dang-nhap", Host=host).status in (400, 403)


def test_another_sites_page_is_refused(office: str) -> None:
    clerk = visitor(office, Role.CLERK)
    for origin in (
        "http://evil.example",
        "https://abc.streamlit.app",
        "null",
        office.replace("127.0.0.1", "localhost"),
    ):
        assert clerk.fetch("/tai-khoan", "POST", b"step=out", Origin=origin).status == 403
        with pytest.raises(InvalidStatus):
            clerk.socket(Origin=origin)


def test_answers_let_a_page_load_nothing_from_elsewhere(office: str) -> None:
    for asked in (Visitor(office).fetch("/dang-nhap"), visitor(office, Role.CLERK).fetch("/", Accept="text/html")):
        policy = asked.headers["content-security-policy"]
        assert "http" not in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
        assert asked.headers["x-frame-options"] == "DENY" and asked.headers["x-content-type-options"] == "nosniff"


def test_the_cookie_is_for_this_server_and_no_script(office: str) -> None:
    cookie = Visitor(office).sign_in("clerk", PASSWORD).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "domain" not in cookie


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil",
        "/\t/evil.example",
        "//[",
        "//ex\u2100m",
    ],
)
def test_signing_in_leads_to_no_other_site(office: str, onward: str) -> None:
    answer = Visitor(office).post("/dang-nhap", {"account": "clerk", "password": PASSWORD, "den": onward})
    assert answer.status == 303 and answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/dang-nhap?den=//%5B", {}, 200),
        ("/dang-nhap", {"Origin": "http://["}, 403),
        ("/dang-nhap", {"Host": "[::1"}, 403),
    ],
)
def test_what_is_no_address_breaks_nothing(office: str, path: str, headers: dict[str, str], status: int) -> None:
    assert Visitor(office).fetch(path, **headers).status == status  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/dang-nhap", "/tai-khoan"])
def test_letters_that_are_none_break_nothing(office: str, path: str) -> None:
    """A form says itself how its letters are written; by UTF-7 some come that nothing can keep."""
    fields = {
        "step": "password",
        "account": "+2AA-",
        "password": "+2AA-",
        "old": "+2AA-",
        "new": "+2AA-",
        "den": "+2AA-",
    }
    body = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in [*fields.items()][-5:] if path == "/dang-nhap" or name not in ("account", "password")
    )  # fmt: skip
    kind = "multipart/form-data; boundary=b; charset=utf-7"
    someone = Visitor(office) if path == "/dang-nhap" else visitor(office, Role.UPPER)
    assert someone.fetch(path, "POST", f"{body}--b--\r\n".encode(), Content_Type=kind).status in (200, 403)


def test_names_in_the_form_are_text(office: str) -> None:
    answer = Visitor(office).post(
        "/dang-nhap", {"account": '"><script>alert(1)</script>', "password": "x", "den": '"><b>'}
    )
    assert b"<script>alert" not in answer.content and b'"><b>' not in answer.content


@pytest.mark.parametrize(("size", "status"), [(9_000, 403), (11_000, 413)])
def test_a_form_that_would_fill_the_memory_is_not_read(office: str, size: int, status: int) -> None:
    form = {"account": "clerk", "password": "x" * size, "den": "/"}
    assert Visitor(office).post("/dang-nhap", form).status == status


# What each role's pages may say of these words; everything else must be silent, whatever address is typed.
NAMES = {Role.CLERK: True, Role.CHAIRMAN: False, Role.POLICE: False, Role.COMMITTEE: False, Role.VILLAGE_HEAD: False,
         Role.ADMINISTRATOR: False, Role.UPPER: False}  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_no_page_says_a_name_to_whom_it_is_not_open(office: str, role: Role) -> None:
    asking = visitor(office, role)
    said = "\n".join(asking.page(name) for name in ADDRESSES)
    assert (HEAD_OF_T2 in said or MEMBER_OF_T2 in said) is NAMES[role]
    assert (BUSINESS in said) is (role in (Role.CLERK, Role.CHAIRMAN))


def test_a_village_head_hears_of_his_village_only(office: str) -> None:
    head = visitor(office, Role.VILLAGE_HEAD)
    said = "\n".join(head.page(name) for name in ADDRESSES)
    assert "Thôn 1" in said and "Vi Văn Hai" in said and "1/2" in said
    assert not [word for word in ("H3", "H4", "Cầm Văn Ba", HEAD_OF_T2, MEMBER_OF_T2, "2/4") if word in said]


def test_a_role_that_is_taken_away_is_gone_at_the_next_click(office: str, world: World) -> None:
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    accounts.add(file, "tam", "Người Tạm", [Role.CLERK], PASSWORD, at=now, by="thử")
    someone = Visitor(office)
    someone.sign_in("tam", PASSWORD)
    with someone.socket() as socket:
        assert BUSINESS in ask_page(socket, "doanh-nghiep")
        accounts.change(file, "tam", [Role.COMMITTEE], at=now, by="thử")
        assert BUSINESS not in ask_page(socket, "doanh-nghiep")
        accounts.disable(file, "tam", at=now, by="thử")
        assert "1/2" not in ask_page(socket, "ho-dan")
        assert until_done(socket) == ""  # it is closed


def test_a_token_that_was_copied_dies_with_the_session(office: str) -> None:
    clerk = visitor(office, Role.CLERK)
    thief = Visitor(office, dict(clerk.cookies))
    assert thief.fetch("/", Accept="text/html").status == 200
    assert clerk.post("/tai-khoan", {"step": "out"}).status == 303
    assert thief.fetch("/", Accept="text/html").status == 303
    with pytest.raises(InvalidStatus):
        thief.socket()


def test_a_forged_header_makes_nobody_somebody_else(office: str, world: World) -> None:
    clerk, head = visitor(office, Role.CLERK), visitor(office, Role.VILLAGE_HEAD)
    rows = AccessFile.beside(world.store.path).rows(
        "select id from sessions where account = 'clerk' order by started_at desc"
    )
    with head.socket(X_Kpi_Session=rows[0]["id"], x_kpi_SESSION=rows[0]["id"]) as socket:
        assert BUSINESS not in ask_page(socket, "doanh-nghiep")
    assert clerk.cookies != head.cookies


def test_the_log_tells_who_saw_names(office: str, world: World) -> None:
    visitor(office, Role.CLERK).page("doi-soat")
    file = AccessFile.beside(world.store.path)
    seen = {(one.account, one.what) for one in audit.entries(file)}
    assert ("clerk", "members to settle were seen") in seen and ("clerk", "signed in") in seen
    assert audit.check(file).broken is None
    told = " ".join(f"{one.about} {one.name}" for one in audit.entries(file, most=10_000))
    assert not [word for word in (HEAD_OF_T2, MEMBER_OF_T2, "Vi Văn Hai") if word in told]
    assert datetime.fromisoformat(audit.entries(file)[0].at)


DOWNLOADED = "a file was made and downloaded"


@pytest.mark.parametrize("role", [Role.CLERK, Role.POLICE])
def test_every_file_that_is_fetched_leaves_an_entry_and_is_its_owners_alone(
    office: str, world: World, role: Role
) -> None:
    asking, other = visitor(office, role), visitor(office, role)
    file, fetched = AccessFile.beside(world.store.path), 0
    with asking.socket() as socket:
        for name in ADDRESSES:
            for offered in offers(socket, name):
                assert offered.made, f"{name}: {offered.label} lies there before anybody asks for it"
                before = audit.head(file)
                address = made(socket, offered)
                (entry,) = [one for one in audit.entries(file) if before and one.number > before.number]
                assert (entry.account, entry.what) == (role.value, DOWNLOADED) and entry.about
                assert asking.fetch(address).status == 200 and other.fetch(address).status == 404
                fetched += 1
    assert fetched >= {Role.CLERK: 12, Role.POLICE: 1}[role]


def test_slides_that_were_shown_leave_an_entry(office: str, world: World) -> None:
    chairman = visitor(office, Role.CHAIRMAN)
    for _time in range(2):
        assert chairman.fetch("/trinh-chieu/1", Accept="text/html").status == 200
    told = [
        one.about for one in audit.entries(AccessFile.beside(world.store.path), "slides") if one.account == "chairman"
    ]
    assert told == ["1"]


def test_a_page_that_is_saved_leaves_an_entry(office: str, world: World) -> None:
    committee = visitor(office, Role.COMMITTEE)
    assert committee.fetch("/luu-trang?trang=tong-quan_2025-06-30", "POST").status == 204
    assert committee.fetch("/luu-trang?trang=Nguyen+Van+Hung", "POST").status == 400
    assert committee.fetch("/luu-trang?trang=tong-quan_2025-06-30", "POST").status == 204
    entries = audit.entries(AccessFile.beside(world.store.path), "saved")
    assert [one.about for one in entries if one.account == "committee"] == ["tong-quan_2025-06-30"] * 2, (
        "each is a file"
    )


def test_a_browser_keeps_nothing_but_the_programs_own_files(office: str) -> None:
    """On a PC that several people use, what one has seen is not there for the next."""
    clerk, chairman = visitor(office, Role.CLERK), visitor(office, Role.CHAIRMAN)
    with clerk.socket() as socket:
        offered = next(one for name in ADDRESSES for one in offers(socket, name))
        file = clerk.fetch(made(socket, offered))
    for answer in (file, chairman.fetch("/trinh-chieu/1"), chairman.fetch("/trinh-chieu/7"), clerk.fetch("/tai-khoan")):
        assert answer.headers["cache-control"] == "no-store"
    assert "max-age" in clerk.fetch("/favicon.png").headers["cache-control"]


def test_where_nobody_has_an_account_it_opens_to_this_pc_only(tmp_path: Path) -> None:
    alone = World.empty(tmp_path / "alone").with_villages_and_groups(1)
    with dashboard(alone.store.path, tmp_path / "server.log") as address:
        here = Visitor(address)
        assert here.fetch("/", Accept="text/html").status == 200
        for header in ({"X_Forwarded_For": "10.0.0.9"}, {"Forwarded": "for=10.0.0.9"}, {"Host": "10.0.0.1"}):
            assert here.fetch("/", Accept="text/html", **header).status == 403  # type: ignore[arg-type]
        with here.socket() as socket:
            ask_page(socket, "")
            now = clock.now(alone.config.timezone)
            accounts.add(
                AccessFile.beside(alone.store.path), "quantri", "A", [Role.ADMINISTRATOR], PASSWORD, at=now, by=""
            )
            assert "Thôn 1" not in ask_page(
                socket, "thon-nhom"
            )  # the first account ends it, for pages that are open, too
        assert here.fetch("/", Accept="text/html").status == 303
