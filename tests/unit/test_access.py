"""Accounts, sessions, limits and the audit log: both sides of each limit, by a clock of the test's own."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.access import accounts, audit, passwords, sessions
from kpi.access.file import AccessFile
from kpi.access.roles import RIGHTS, ROLE_NAMES, Right, Role
from kpi.access.sessions import SessionLimits
from kpi.access.user import ANYBODY, NOBODY, User
from kpi.domain.errors import UserError
from kpi.operations.backup import back_up
from kpi.operations.restore import restore
from kpi.operations.verify import verify
from kpi.snapshots.freezing import audit_head_of, freeze
from tests.accounts import PASSWORD, hash_quickly
from tests.worlds import World

AT = datetime(2031, 3, 4, 8, 0)
LIMITS = SessionLimits()
SECOND = timedelta(seconds=1)
HASHER = passwords._hasher  # the office's own, before tests take a cheap one


@pytest.fixture(autouse=True)
def _quickly_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash at a cost that hundreds of sign-ins can bear."""
    hash_quickly(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> AccessFile:
    made = AccessFile.beside(tmp_path / "kpi.duckdb")
    accounts.add(made, "Quan.Tri", "Bà Quản Trị", [Role.ADMINISTRATOR], PASSWORD, at=AT, by="cài đặt")
    accounts.add(made, "chutich", "Ông Chủ Tịch", [Role.CHAIRMAN], PASSWORD, at=AT, by="Bà Quản Trị")
    return made


def enter(
    file: AccessFile,
    account: str = "chutich",
    password: str = PASSWORD,
    *,
    at: datetime = AT,
    address: str = "10.0.0.7",
) -> str:
    return sessions.sign_in(file, account, password, at=at, address=address, program="thử", limits=LIMITS)


def refused(
    file: AccessFile, account: str = "chutich", *, at: datetime = AT, address: str = "10.0.0.7", password: str = "sai"
) -> str:
    with pytest.raises(UserError) as fault:
        enter(file, account, password, at=at, address=address)
    return fault.value.code


def test_the_file_is_its_owners_alone_and_holds_neither_password_nor_token(file: AccessFile) -> None:
    token = enter(file)
    assert file.path.stat().st_mode & 0o077 == 0
    kept = b"".join(one.read_bytes() for one in file.path.parent.iterdir())
    assert PASSWORD.encode() not in kept and token.encode() not in kept


def test_without_a_file_nobody_signs_in_and_asking_makes_none(tmp_path: Path) -> None:
    file = AccessFile.beside(tmp_path / "kpi.duckdb")
    assert not file.has_accounts() and audit.head(file) is None and not file.path.exists()


def test_a_file_that_is_no_file_of_accounts_lets_nobody_in(tmp_path: Path) -> None:
    file = AccessFile.beside(tmp_path / "kpi.duckdb")
    file.path.write_bytes(b"not a database, not at all" * 100)
    with pytest.raises(UserError) as fault:
        file.has_accounts()
    assert fault.value.code == "no_accounts_file"


def test_the_first_account_is_an_administrators(tmp_path: Path) -> None:
    with pytest.raises(UserError) as fault:
        accounts.add(AccessFile.beside(tmp_path / "x"), "lan", "Lan", [Role.CLERK], PASSWORD, at=AT, by="")
    assert fault.value.code == "no_administrator"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Bà\tNguyễn   Thị\nLan ", "Bà Nguyễn Thị Lan"),
        ("N" * 80, "N" * 80),
        ("", "lan"),
        ("<b>Lan</b>", "<b>Lan</b>"),
        ("L\u200ban \u202eAbc\u2066", "Lan Abc"),
        ("Lan\x00", "Lan"),
        ("Lan\x1b[2J", "Lan[2J"),
    ],
)
def test_a_full_name_is_kept_without_what_nobody_sees(file: AccessFile, name: str, kept: str) -> None:
    assert accounts.add(file, "lan", name, [Role.CLERK], PASSWORD, at=AT, by="thử").name == kept


def test_a_full_name_that_is_too_long_is_refused(file: AccessFile) -> None:
    with pytest.raises(UserError) as fault:
        accounts.add(file, "lan", "N" * 81, [Role.CLERK], PASSWORD, at=AT, by="thử")
    assert fault.value.code == "full_name" and len(accounts.accounts(file)) == 2


def test_of_two_who_make_one_account_at_once_one_is_told(file: AccessFile, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = passwords.kept

    def meanwhile(password: str) -> str:
        monkeypatch.setattr(passwords, "kept", kept)
        accounts.add(file, "lan", "Bà Lan", [Role.CLERK], PASSWORD, at=AT, by="thử")
        return kept(password)

    monkeypatch.setattr(passwords, "kept", meanwhile)
    with pytest.raises(UserError) as fault:
        accounts.add(file, "lan", "Ông Lân", [Role.ADMINISTRATOR], PASSWORD, at=AT, by="thử")
    assert fault.value.code == "account_exists"
    assert (accounts.find(file, "lan").name, accounts.find(file, "lan").roles) == ("Bà Lan", (Role.CLERK,))


def test_somebody_is_always_left_who_makes_accounts(file: AccessFile) -> None:
    with pytest.raises(UserError) as closing:
        accounts.disable(file, "quan.tri", at=AT, by="x")
    with pytest.raises(UserError) as changing:
        accounts.change(file, "quan.tri", [Role.CLERK], at=AT, by="x")
    assert {closing.value.code, changing.value.code} == {"no_administrator"}
    assert accounts.find(file, "quan.tri").roles == (Role.ADMINISTRATOR,)


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("mèo xanh12", True),  # ten
        ("mèo xanh1", False),  # nine
        ("aaaaaaaabbbb", False),
        ("123456789012", False),
        ("Mật-Khẩu-2031!", False),
        ("password 1234567", False),
        ("Chu Tich 2031", False),
        ("xe đạp vàng đi chợ", True),
    ],
)
def test_passwords_that_are_tried_first_are_refused(password: str, taken: bool) -> None:
    if taken:
        passwords.check(password, "chutich", "Ông Chủ Tịch")
        return
    with pytest.raises(UserError):
        passwords.check(password, "chutich", "Ông Chủ Tịch")


def test_a_password_is_the_same_from_every_keyboard() -> None:
    composed, apart = "b\u1ed1n con m\u00e8o xanh", "bo\u0302\u0301n con me\u0300o xanh"
    assert passwords.fits(apart, passwords.kept(composed))


@pytest.mark.parametrize("kind", ["name", "password"])
def test_a_wrong_name_is_told_like_a_wrong_password(file: AccessFile, kind: str) -> None:
    account, password = ("nobody", PASSWORD) if kind == "name" else ("chutich", "sai")
    assert refused(file, account, password=password) == "wrong_password"


def test_what_was_typed_as_an_unknown_name_is_not_kept(file: AccessFile) -> None:
    refused(file, "my-secret-password")
    kept = b"".join(one.read_bytes() for one in file.path.parent.iterdir())
    assert b"my-secret" not in kept


def test_what_was_typed_as_an_unknown_name_is_not_found_by_trying_either(
    file: AccessFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes mark one word by keys of their own, which they keep nowhere."""
    for key in (b"1" * 32, b"2" * 32):
        monkeypatch.setattr(sessions, "_MARKED_BY", key)
        refused(file, "my-secret-password")
    assert len(file.rows("select distinct account from attempts")) == 2


def test_an_unknown_name_takes_as_long_as_a_known_one(file: AccessFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is held against one hash of one cost: another cost would take another time."""
    asked: list[str] = []

    def looked_at(_password: str, hashed: str) -> bool:
        asked.append(hashed.split("$")[3])
        return False

    monkeypatch.setattr(passwords, "fits", looked_at)
    for name in ("chutich", "nobody"):
        refused(file, name)
    known, unknown = asked
    assert known == unknown


def test_a_password_costs_what_it_always_did() -> None:
    """A library that takes another cost would tell old accounts from names that nobody has."""
    assert HASHER().hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("unknown", ["nobody", "gone"])
@pytest.mark.parametrize("tries_from_each", [5, 1])
def test_the_limits_close_for_an_unknown_name_as_for_a_known_one(
    file: AccessFile, unknown: str, tries_from_each: int
) -> None:
    accounts.add(file, "gone", "Bà Đã Nghỉ", [Role.CLERK], PASSWORD, at=AT, by="thử")
    accounts.disable(file, "gone", at=AT, by="thử")
    told: dict[str, list[str]] = {"chutich": [], unknown: []}
    for net, answers in zip((1, 2), told.items(), strict=True):
        for number in range(40):
            answers[1].append(refused(file, answers[0], address=f"10.0.{net}.{number // (tries_from_each + 1)}"))
    assert told["chutich"] == told[unknown]
    assert set(told[unknown]) == {"wrong_password", "tried_too_often"}


def test_two_unknown_names_are_counted_apart(file: AccessFile) -> None:
    """As two known ones are: else one address could tell whether two names are there."""
    answers = [refused(file, name) for name in ("nobody", "else") * 5]
    assert set(answers) == {"wrong_password"}
    assert {refused(file, name) for name in ("nobody", "else")} == {"tried_too_often"}


@pytest.mark.parametrize("step", ["password", "disable"])
def test_a_password_that_is_another_while_it_is_looked_at_opens_nothing(
    file: AccessFile, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    fits = passwords.fits

    def meanwhile(password: str, hashed: str) -> bool:
        if step == "password":
            accounts.set_password(file, "chutich", "năm con chó vàng", at=AT, by="Bà Quản Trị")
        else:
            accounts.disable(file, "chutich", at=AT, by="Bà Quản Trị")
        return fits(password, hashed)

    monkeypatch.setattr(passwords, "fits", meanwhile)
    assert refused(file, password=PASSWORD) == "wrong_password"
    assert sessions.sessions(file, at=AT, limits=LIMITS) == []


@pytest.mark.parametrize(("after", "open_"), [(timedelta(minutes=30) - SECOND, True), (timedelta(minutes=30), False)])
def test_a_session_ends_when_nobody_uses_it(file: AccessFile, after: timedelta, open_: bool) -> None:
    token = enter(file)
    assert (sessions.person_of(file, token, at=AT + after, limits=LIMITS) is not None) is open_


@pytest.mark.parametrize(("after", "open_"), [(timedelta(hours=8) - SECOND, True), (timedelta(hours=8), False)])
def test_a_session_ends_after_eight_hours_however_used(file: AccessFile, after: timedelta, open_: bool) -> None:
    token, at = enter(file), AT
    while (at := at + timedelta(minutes=20)) < AT + after:
        assert sessions.person_of(file, token, at=at, limits=LIMITS) is not None
    assert (sessions.person_of(file, token, at=AT + after, limits=LIMITS) is not None) is open_


def test_looking_whether_a_session_is_open_does_not_use_it(file: AccessFile) -> None:
    person = sessions.person_of(file, enter(file), at=AT, limits=LIMITS)
    assert person is not None
    for minute in range(30):
        assert sessions.is_open(file, person.session, at=AT + timedelta(minutes=minute), limits=LIMITS)
    assert not sessions.is_open(file, person.session, at=AT + timedelta(minutes=30), limits=LIMITS)


@pytest.mark.parametrize("step", ["out", "disabled", "password"])
def test_a_stolen_token_opens_nothing_once_the_session_has_ended(file: AccessFile, step: str) -> None:
    token = enter(file)
    person = sessions.person_of(file, token, at=AT, limits=LIMITS)
    assert person is not None
    if step == "out":
        sessions.end(file, person.session, at=AT, by=person)
    elif step == "disabled":
        accounts.disable(file, "chutich", at=AT, by="x")
    else:
        accounts.set_password(file, "chutich", "xe đạp vàng đi chợ", at=AT, by="x")
    assert sessions.person_of(file, token, at=AT, limits=LIMITS) is None
    assert sessions.person_in(file, person.session, at=AT, limits=LIMITS) is None


def test_other_roles_hold_at_once(file: AccessFile) -> None:
    token = enter(file)
    accounts.change(file, "chutich", [Role.VILLAGE_HEAD], at=AT, by="x", village="T01")
    person = sessions.person_of(file, token, at=AT, limits=LIMITS)
    assert (
        person is not None
        and person.village == "T01"
        and not person.may(Right.FIGURES)
        and person.may(Right.OWN_VILLAGE)
    )


def test_nobody_ends_the_session_of_another_but_the_administrator(file: AccessFile) -> None:
    chairman = sessions.person_of(file, enter(file), at=AT, limits=LIMITS)
    administrator = sessions.person_of(file, enter(file, "quan.tri"), at=AT, limits=LIMITS)
    assert chairman is not None and administrator is not None
    with pytest.raises(UserError):
        sessions.end(file, administrator.session, at=AT, by=chairman)
    sessions.end(file, chairman.session, at=AT, by=administrator)
    assert [one.account for one in sessions.sessions(file, at=AT, limits=LIMITS)] == ["quan.tri"]


def test_five_wrong_passwords_close_the_way_for_a_quarter_of_an_hour(file: AccessFile) -> None:
    for _try in range(5):
        assert refused(file) == "wrong_password"
    assert refused(file, password=PASSWORD) == "tried_too_often"
    enter(file, address="10.0.0.8")  # from elsewhere the account opens
    enter(file, at=AT + timedelta(minutes=15, seconds=1))


def test_a_right_password_forgets_the_wrong_ones_before(file: AccessFile) -> None:
    for step in range(12):
        at = AT + timedelta(seconds=step)
        if step % 4 == 3:
            enter(file, at=at)
        else:
            assert refused(file, at=at) == "wrong_password"


def test_nobody_locks_the_chairman_out_of_his_own_pc(file: AccessFile) -> None:
    enter(file, address="10.0.0.2", at=AT - timedelta(days=20))
    for number in range(30):
        assert refused(file, address=f"10.0.1.{number // 4}") == "wrong_password"
    assert refused(file, address="10.0.2.1", password=PASSWORD) == "tried_too_often"  # a stranger's PC
    enter(file, address="10.0.0.2")  # his own


def test_one_address_cannot_try_every_account(file: AccessFile) -> None:
    for number in range(30):
        assert refused(file, f"account{number}", address="10.0.0.9") == "wrong_password"
    assert refused(file, address="10.0.0.9", password=PASSWORD) == "tried_too_often"
    enter(file, address="10.0.0.7")


def test_a_commands_token_opens_no_page_and_a_pages_no_command(file: AccessFile) -> None:
    command = sessions.token_for_commands(file, "chutich", at=AT, by="x", days=2)
    page = enter(file)
    asked = [(command, sessions.BROWSER), (page, sessions.COMMAND)]
    assert not any(sessions.person_of(file, token, at=AT, limits=LIMITS, kind=kind) for token, kind in asked)
    last = AT + timedelta(days=2)
    assert sessions.person_of(file, command, at=last - SECOND, limits=LIMITS, kind=sessions.COMMAND) is not None
    assert sessions.person_of(file, command, at=last, limits=LIMITS, kind=sessions.COMMAND) is None


def test_every_role_has_a_name_and_rights_and_only_the_pcs_own_user_has_all() -> None:
    assert set(RIGHTS) == set(ROLE_NAMES) == set(Role)
    assert not any(rights >= set(Right) for rights in RIGHTS.values())
    assert all(ANYBODY.may(right) for right in Right if right is not Right.OWN_VILLAGE)
    assert not any(NOBODY.may(right) for right in Right)


def test_a_village_head_needs_his_village() -> None:
    assert not User.of("a", "A", [Role.VILLAGE_HEAD]).may(Right.OWN_VILLAGE)
    assert User.of("a", "A", [Role.VILLAGE_HEAD], "T01").sight == "T01"
    assert User.of("a", "A", [Role.VILLAGE_HEAD, Role.CLERK], "T01").sight == ""


def chain(file: AccessFile, *printed: audit.AuditHead) -> int | None:
    return audit.check(file, printed).broken


def test_the_audit_log_is_chained_and_its_file_refuses_to_change_it(file: AccessFile) -> None:
    enter(file)
    head = audit.head(file)
    assert head is not None and chain(file, head) is None
    with sqlite3.connect(file.path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("update audit set name = 'x' where number = 1")
    with sqlite3.connect(file.path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("delete from audit where number = 2")


@pytest.mark.parametrize("harm", ["change", "gap", "cut", "again"])
def test_a_log_that_was_changed_or_cut_is_found(file: AccessFile, harm: str) -> None:
    enter(file)
    printed = audit.head(file)
    assert printed is not None
    with sqlite3.connect(file.path) as connection:  # by somebody who may write the file and knows its triggers
        connection.execute("drop trigger audit_stays")
        connection.execute("drop trigger audit_grows")
        if harm == "change":
            connection.execute("update audit set name = 'x' where number = 1")
        elif harm == "gap":
            connection.execute("delete from audit where number = 2")
        else:
            connection.execute("delete from audit where number >= 2")
    if harm == "again":
        enter(file)  # the log grows on, past the number that was printed
        enter(file)
    assert chain(file, printed) is not None


def test_old_entries_go_and_the_chain_still_holds(file: AccessFile) -> None:
    for day in range(5):
        enter(file, at=AT + timedelta(days=day))
    before = audit.head(file)
    gone = audit.cut(file, AT + timedelta(days=3), at=AT + timedelta(days=6))
    assert gone == 5 and before is not None  # two accounts made, three sign-ins
    found = audit.check(file, [before])
    assert (found.first, found.broken) == (gone + 1, None)
    assert audit.cut(file, AT + timedelta(days=3), at=AT + timedelta(days=6)) == 0


def test_entries_are_found_by_words(file: AccessFile) -> None:
    enter(file)
    assert [one.what for one in audit.entries(file, "chủ tịch signed")] == [sessions.SIGNED_IN]
    assert len(audit.entries(file, "2031-03-04")) == 3
    assert [one.number for one in audit.entries(file, most=1)] == [3]


def test_a_backup_brings_the_accounts_back_with_the_database(tmp_path: Path) -> None:
    world = World.empty(tmp_path / "office").with_villages_and_groups(1)
    accounts.add(AccessFile.beside(world.store.path), "lan", "Lan", [Role.ADMINISTRATOR], PASSWORD, at=AT, by="x")
    made = back_up(world.store, world.config, [tmp_path / "kept"], at=AT, passphrase="một cụm từ dài")
    elsewhere = tmp_path / "new" / "kpi.duckdb"
    back = restore(made[0].file, elsewhere, world.config, at=AT, passphrase="một cụm từ dài")
    assert not back.differences
    assert [one.account for one in accounts.accounts(AccessFile.beside(elsewhere))] == ["lan"]
    assert AccessFile.beside(elsewhere).path.stat().st_mode & 0o077 == 0
    assert b"SQLite" not in b"".join(one.read_bytes()[:20] for one in (tmp_path / "kept").iterdir()), (
        "locked like the database"
    )


@pytest.mark.parametrize("harm", [False, True])
def test_a_frozen_report_says_how_far_the_log_reached_and_verify_asks_for_it(tmp_path: Path, harm: bool) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    file = AccessFile.beside(world.store.path)
    accounts.add(file, "lan", "Lan", [Role.ADMINISTRATOR], PASSWORD, at=AT, by="x")
    state = freeze(world.store, world.config, date(2024, 6, 30), date(2024, 5, 31), frozen_by="Lan", at=AT)
    assert audit_head_of(state) == audit.head(file)
    if harm:
        for part in file.path.parent.glob(f"{file.path.name}*"):
            part.unlink()
        accounts.add(file, "hoa", "Hoa", [Role.ADMINISTRATOR], PASSWORD, at=AT, by="x")
    assert [row["figure"] for row in verify(world.store, world.config)] == (["audit log"] if harm else [])
