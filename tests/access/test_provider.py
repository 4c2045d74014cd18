"""Signing in at a provider, over HTTP against a real one: who is let in, and every way in which nobody is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from kpi.access import accounts, audit, sessions
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.domain import clock
from kpi.ui.access import provider as ways
from tests.access.provider import Registered, configure, provider, register, telling
from tests.accounts import PASSWORD
from tests.serving import PATIENCE_SECONDS, ROOT, dashboard
from tests.worlds import World

TO, FROM = "/dang-nhap/chung", "/dang-nhap/chung/xong"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """An office of four: two known by the provider's names for them, one by his address, one by none."""
    world = World.empty(tmp_path_factory.mktemp("office")).with_villages_and_groups(1)
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    people = [
        ("quantri", Role.ADMINISTRATOR, ""), ("lan", Role.CLERK, "ma-0001"), ("nghiviec", Role.CLERK, "ma-0002"),
        ("chutich", Role.CHAIRMAN, "CHU.TICH@xa.example"),
    ]  # fmt: skip
    for account, role, identity in people:
        accounts.add(file, account, f"Người {account}", [role], PASSWORD, at=now, by="thử")
        accounts.identify(file, account, identity, at=now, by="thử")
    accounts.disable(file, "nghiviec", at=now, by="thử")
    return world


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("config") / "config.yaml"
    file.write_text((ROOT / "config.yaml").read_text("utf-8"), "utf-8")
    return file


@pytest.fixture(scope="module")
def address(world: World, config: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("server") / "server.log"
    with dashboard(world.store.path, log, config) as found:
        yield found
    said = log.read_text("utf-8", errors="replace")
    assert "Traceback" not in said and "xa.example" not in said and "ma-0001" not in said


@pytest.fixture(scope="module")
def known(address: str) -> Iterator[Registered]:
    with provider() as issuer:
        yield register(issuer, address)


@pytest.fixture
def office(address: str, config: Path, known: Registered) -> str:
    configure(config, address, known)
    return address


def browser(address: str) -> httpx2.Client:
    """One browser's worth of cookies; it follows nothing by itself."""
    return httpx2.Client(base_url=address, timeout=PATIENCE_SECONDS, headers={"accept": "text/html"})


def sent(visitor: httpx2.Client, onward: str = "/ho-dan") -> str:
    """Where the provider is asked, as the dashboard says it."""
    answer = visitor.get(TO, params={"den": onward})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def told(visitor: httpx2.Client, asked: str, sub: str) -> str:
    """Signs somebody in at the provider; where that sends the browser back to."""
    return visitor.post(asked, data={"sub": sub}).headers["location"]


def enter(visitor: httpx2.Client, sub: str, onward: str = "/ho-dan") -> httpx2.Response:
    return visitor.get(told(visitor, sent(visitor, onward), sub))


def is_let_in(visitor: httpx2.Client) -> bool:
    """Whether the browser's cookie opens a page now."""
    return visitor.get("/tai-khoan").status_code == 200


@pytest.mark.parametrize(("sub", "account"), [("ma-0001", "lan"), ("ma-0003", "chutich")])
def test_whom_an_account_names_is_let_in_as_that_account(office: str, world: World, sub: str, account: str) -> None:
    with browser(office) as visitor:
        assert not is_let_in(visitor)
        answer = enter(visitor, sub)
        assert answer.status_code == 200 and "url=/ho-dan" in answer.text
        cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("kpi_phien")).lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        assert f"Người {account}" in visitor.get("/tai-khoan").text
        visitor.post("/tai-khoan", data={"step": "out"})
        assert not is_let_in(visitor)
    last = [
        one for one in audit.entries(AccessFile.beside(world.store.path), account) if one.what == sessions.SIGNED_IN
    ]
    assert last[0].account == account


def test_what_is_asked_of_the_provider_is_bound_to_this_browser(office: str, known: Registered) -> None:
    with browser(office) as visitor:
        asked = parse_qs(urlsplit(sent(visitor)).query)
        assert asked["client_id"] == [known.client] and asked["redirect_uri"] == [f"{office}{FROM}"]
        assert asked["response_type"] == ["code"] and asked["code_challenge_method"] == ["S256"]
        assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
        again = parse_qs(urlsplit(sent(visitor)).query)
        assert not [name for name in ("state", "nonce", "code_challenge") if asked[name] == again[name]]


@pytest.mark.parametrize(
    "sub",
    [
        "ma-9999",  # the provider knows him, no account does
        "ma-0002",  # of a closed account
        "ma-0004",  # the chairman's address, which he typed himself
        "chu.tich@xa.example",  # the chairman's address as his own name at the provider
    ],
)
def test_whom_no_open_account_names_is_not_let_in(office: str, world: World, sub: str) -> None:
    file = AccessFile.beside(world.store.path)
    with browser(office) as visitor:
        answer = enter(visitor, sub)
        assert answer.status_code == 403 and "Không có tài khoản nào" in answer.text
        assert "kpi_phien" not in visitor.cookies and not is_let_in(visitor)
    assert len(accounts.accounts(file)) == 4, "no account is made"
    entry = audit.entries(file, most=1)[0]
    assert (entry.what, entry.account, entry.name, entry.about) == (sessions.STRANGER, "", "", "")


def test_a_state_is_taken_once(office: str) -> None:
    with browser(office) as visitor:
        back = told(visitor, sent(visitor), "ma-0001")
        cookie = dict(visitor.cookies)
        assert visitor.get(back).status_code == 200
    with browser(office) as thief:
        thief.cookies.update(cookie)
        answer = thief.get(back)
        assert answer.status_code == 403 and not is_let_in(thief)


def test_a_state_is_of_its_own_browser(office: str) -> None:
    with browser(office) as attacker, browser(office) as victim:
        back = told(attacker, sent(attacker), "ma-0001")
        assert victim.get(back).status_code == 403  # without a cookie
        sent(victim)
        assert victim.get(back).status_code == 403  # with that of another sign-in
        assert not is_let_in(victim)


@pytest.mark.parametrize("harm", ["state", "code", "denied"])
def test_an_answer_that_is_not_the_providers_lets_nobody_in(office: str, harm: str) -> None:
    with browser(office) as visitor:
        asked = sent(visitor)
        state = parse_qs(urlsplit(asked).query)["state"][0]
        query = {
            "state": {"code": "x", "state": "made-up"}, "code": {"code": "made-up", "state": state},
            "denied": {"error": "access_denied", "state": state},
        }[harm]  # fmt: skip
        answer = visitor.get(FROM, params=query)
        assert answer.status_code == 403 and "made-up" not in answer.text and not is_let_in(visitor)


def test_a_token_of_another_issuer_lets_nobody_in(address: str, config: Path, known: Registered) -> None:
    with telling(known.issuer) as other:
        configure(config, address, Registered(other, known.client, known.secret))
        with browser(address) as visitor:
            answer = enter(visitor, "ma-0001")
            assert answer.status_code == 403 and not is_let_in(visitor)


def test_a_provider_that_calls_itself_otherwise_is_asked_nothing(address: str, config: Path, known: Registered) -> None:
    configure(config, address, Registered(known.issuer.replace("localhost", "127.0.0.1") + "/", known.client, "x"))
    with browser(address) as visitor:
        assert visitor.get(TO).status_code == 403


def test_a_wrong_secret_lets_nobody_in(address: str, config: Path, known: Registered) -> None:
    configure(config, address, Registered(known.issuer, known.client, "not-the-secret"))
    with browser(address) as visitor:
        assert enter(visitor, "ma-0001").status_code == 403 and not is_let_in(visitor)


def test_a_secret_that_cannot_be_read_lets_nobody_in(office: str, config: Path) -> None:
    config.with_name("provider.secret").unlink()
    with browser(office) as visitor:
        answer = visitor.get(TO)
        assert answer.status_code == 403 and "provider.secret" not in answer.text


def test_a_provider_that_is_away_is_told_and_the_password_still_opens(address: str, config: Path) -> None:
    configure(config, address, Registered("http://localhost:9", "x", "x"))
    with browser(address) as visitor:
        answer = visitor.get(TO)
        assert answer.status_code == 403 and "mật khẩu" in answer.text
        visitor.post("/dang-nhap", data={"account": "lan", "password": PASSWORD, "den": "/"})
        assert is_let_in(visitor)


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example/", '"><script>alert(1)</script>'])
def test_signing_in_leads_to_no_other_site(office: str, onward: str) -> None:
    with browser(office) as visitor:
        answer = enter(visitor, "ma-0001", onward)
        assert answer.status_code == 200 and "evil" not in answer.text and "<script" not in answer.text


def test_whoever_begins_again_and_again_ends_his_own_way_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "_under_way", OrderedDict())
    at = datetime(2031, 3, 4, 8, 0)

    def begin(address: str) -> str:
        return ways._sent(ways._UnderWay(at, address, "/", {}))

    other, own = begin("10.0.0.1"), [begin("10.0.0.2") for _time in range(ways._MOST_OF_ADDRESS + 5)]
    still = [ways._back(key, at) is not None for key in own]
    assert still == [False] * 5 + [True] * ways._MOST_OF_ADDRESS
    assert ways._back(other, at) is not None


def test_without_a_provider_both_addresses_are_nobodys(address: str, config: Path) -> None:
    config.write_text((ROOT / "config.yaml").read_text("utf-8"), "utf-8")
    with browser(address) as visitor:
        assert [visitor.get(path).status_code for path in (TO, FROM)] == [404, 404]
        assert TO not in visitor.get("/dang-nhap").text


def test_an_identity_opens_one_account(world: World) -> None:
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    with pytest.raises(Exception, match="identity|danh tính") as fault:
        accounts.identify(file, "quantri", "ma-0001", at=now, by="thử")
    assert getattr(fault.value, "code", "") == "identity_taken"
    assert accounts.find(file, "quantri").identity is None and accounts.find(file, "lan").identity == "ma-0001"
