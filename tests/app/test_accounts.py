"""The page of accounts as the administrator uses it: who is known at the provider, a second step taken away, and what the log says."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from pyotp import TOTP
from streamlit.testing.v1 import AppTest

from kpi.access import accounts, acting, audit, second_step, sessions
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.access.sessions import SessionLimits
from kpi.domain import clock
from kpi.ui.shell import office
from tests.accounts import PASSWORD, hash_quickly
from tests.app.screen import open_page, read, widget, words
from tests.conftest import ROOT
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("environment")
AT = datetime(2031, 3, 4, 8, 0)
IDENTITY, SECOND = "Ghi danh tính ở hệ thống chung", "Bỏ bước xác nhận thứ hai"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AccessFile:
    """An administrator, who sits at the page, and two clerks, of whom one has a second step."""
    hash_quickly(monkeypatch)
    monkeypatch.setattr(clock, "now", lambda _timezone: AT)
    world = World.empty(tmp_path).with_villages_and_groups(1)
    made = AccessFile.beside(world.store.path)
    for account, role in (("quantri", Role.ADMINISTRATOR), ("lan", Role.CLERK), ("mai", Role.CLERK)):
        accounts.add(made, account, f"Bà {account}", [role], PASSWORD, at=AT, by="thử")
    seconds = clock.seconds(AT, world.config.timezone)
    phone = TOTP(second_step.offer(made, "lan", at=AT, office="xã Thử").secret)
    second_step.switch_on(made, "lan", phone.at(seconds), at=AT, seconds=seconds, by="Bà lan")
    sits(made, "quantri", monkeypatch)
    return made


def sits(file: AccessFile, account: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs somebody in and lets him sit at the page, which looks for him as that of a server does."""
    token = sessions.sign_in(file, account, PASSWORD, at=AT, address="10.0.0.2", program="thử", limits=SessionLimits())
    person = sessions.person_of(file, token, at=AT, limits=SessionLimits())
    assert person is not None
    monkeypatch.setattr(office, "session", lambda: person.session)
    for watching in ("_find", "_note"):
        monkeypatch.setattr(acting, watching, None)
    office.watch()


@pytest.fixture
def provider(environment: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  comes after it
    """The office has a provider; nobody asks it here."""
    named = {
        "title": "Cổng",
        "issuer": "https://a.example",
        "client_id": "kpi",
        "secret_file": "x",
        "address": "https://kpi.lan",
    }
    text = (ROOT / "config.yaml").read_text("utf-8")
    assert text.count("\n  provider: null\n") == 1
    config = tmp_path / "config.yaml"
    config.write_text(text.replace("\n  provider: null\n", f"\n  provider: {json.dumps(named)}\n"), "utf-8")
    monkeypatch.setenv("KPI_CONFIG", str(config))


@pytest.fixture
def opened(file: AccessFile, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return open_page(file.path.with_suffix(""), monkeypatch, "accounts.py")


def choose(opened: AppTest, account: str, step: str) -> None:
    """Chooses an account and what is to be done with it."""
    widget(opened, "accounts.chosen").set_value(account)
    widget(opened, "accounts.step").set_value(step).run()


def do(opened: AppTest) -> None:
    widget(opened, "accounts.do").click().run()


def faults(opened: AppTest) -> str:
    return read("\n".join(error.value for error in opened.error))


def newest(file: AccessFile) -> tuple[str, str, str]:
    """Who did what about what, as the log's newest entry says."""
    entry = audit.entries(file, most=1)[0]
    return entry.name, entry.what, entry.about


def test_other_roles_hold_at_once_also_where_the_system_tells_of_writes_late(
    file: AccessFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows may, while the file is open."""
    monkeypatch.setenv("KPI_DATABASE", str(file.path.with_suffix("")))
    monkeypatch.setattr(office, "_written", lambda _file: (1, 1, 1))
    monkeypatch.setattr(office, "_sitting", {})
    asked = office.sitting()
    assert asked is not None and asked.roles == (Role.ADMINISTRATOR,)
    accounts.change(file, "quantri", [Role.ADMINISTRATOR, Role.CLERK], at=AT, by="thử")
    again = office.sitting()
    assert again is not None and Role.CLERK in again.roles


def test_without_a_provider_nobody_is_named_at_one(opened: AppTest) -> None:
    offered = widget(opened, "accounts.step").options
    assert SECOND in offered and IDENTITY not in offered


@pytest.mark.usefixtures("provider")
def test_an_identity_is_named_shown_and_taken_away(file: AccessFile, opened: AppTest) -> None:
    choose(opened, "lan", "identity")
    widget(opened, "accounts.identity.lan").input(" Lan@Xa.example ")
    do(opened)
    assert accounts.find(file, "lan").identity == "lan@xa.example" and "lan@xa.example" in words(opened)
    assert newest(file) == ("Bà quantri", accounts.IDENTIFIED, "lan")  # whose, never which
    widget(opened, "accounts.identity.lan").input("")
    do(opened)
    assert accounts.find(file, "lan").identity is None and "lan@xa.example" not in words(opened)


@pytest.mark.usefixtures("provider")
def test_one_identity_opens_one_account(file: AccessFile, opened: AppTest) -> None:
    accounts.identify(file, "mai", "ma-0007", at=AT, by="thử")
    choose(opened, "lan", "identity")
    widget(opened, "accounts.identity.lan").input("ma-0007")
    do(opened)
    assert "Danh tính này đang mở một tài khoản khác" in faults(opened)
    assert (accounts.find(file, "lan").identity, accounts.find(file, "mai").identity) == (None, "ma-0007")


@pytest.mark.usefixtures("provider")
def test_the_box_shows_the_identity_of_the_account_that_was_chosen(file: AccessFile, opened: AppTest) -> None:
    accounts.identify(file, "mai", "ma-0007", at=AT, by="thử")
    choose(opened, "lan", "identity")
    widget(opened, "accounts.identity.lan").input("ma-0008").run()
    choose(opened, "mai", "identity")
    assert widget(opened, "accounts.identity.mai").value == "ma-0007"
    do(opened)
    assert (accounts.find(file, "lan").identity, accounts.find(file, "mai").identity) == (None, "ma-0007")


def test_a_second_step_is_taken_away_for_a_reason_that_the_log_keeps(file: AccessFile, opened: AppTest) -> None:
    choose(opened, "lan", "second")
    widget(opened, "accounts.reason").input("mất điện thoại")
    do(opened)
    assert second_step.second_step_of(file, "lan") is None
    assert newest(file) == ("Bà quantri", second_step.TAKEN_AWAY, "lan: mất điện thoại")
    assert "mất điện thoại" in words(opened)  # the log below
    assert not widget(opened, "accounts.reason").value  # no reason for the next one


def test_without_a_reason_the_second_step_stays(file: AccessFile, opened: AppTest) -> None:
    choose(opened, "lan", "second")
    widget(opened, "accounts.reason").input("   ")
    do(opened)
    assert "Vì sao bỏ bước xác nhận thứ hai" in faults(opened)
    assert second_step.second_step_of(file, "lan") is not None


def test_where_there_is_no_second_step_none_is_taken(file: AccessFile, opened: AppTest) -> None:
    choose(opened, "mai", "second")
    widget(opened, "accounts.reason").input("mất điện thoại")
    do(opened)
    assert "không có bước xác nhận thứ hai" in faults(opened)
    assert newest(file)[1] != second_step.TAKEN_AWAY


def test_a_new_password_is_for_one_account_only(file: AccessFile, opened: AppTest) -> None:
    """It does not wait in its box for the next one who is chosen."""
    choose(opened, "lan", "password")
    widget(opened, "accounts.new").input("năm con chó vàng")
    do(opened)
    assert newest(file) == ("Bà quantri", accounts.PASSWORD_SET, "lan")
    choose(opened, "mai", "password")
    assert not widget(opened, "accounts.new").value


def test_who_keeps_no_accounts_gets_none_of_it(file: AccessFile, monkeypatch: pytest.MonkeyPatch) -> None:
    sits(file, "mai", monkeypatch)
    refused = open_page(file.path.with_suffix(""), monkeypatch, "accounts.py")
    assert "accounts.do" not in {button.key for button in refused.button} and "Bà lan" not in words(refused)
