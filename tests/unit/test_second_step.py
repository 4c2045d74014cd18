"""The code of the second step: both sides of its window, taken once, and no word to who guesses; by a clock of the test's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pyotp import TOTP

from kpi.access import accounts, audit, second_step, sessions
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.access.sessions import NotSignedIn, SessionLimits
from kpi.domain import clock
from kpi.domain.errors import UserError
from tests.accounts import PASSWORD, hash_quickly

AT = datetime(2031, 3, 4, 8, 0)
LIMITS = SessionLimits()
HALF_MINUTE, SECOND = timedelta(seconds=30), timedelta(seconds=1)
HERE = "10.0.0.7"


@pytest.fixture(autouse=True)
def _quickly_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    hash_quickly(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> AccessFile:
    made = AccessFile.beside(tmp_path / "kpi.duckdb")
    accounts.add(made, "quantri", "Bà Quản Trị", [Role.ADMINISTRATOR], PASSWORD, at=AT, by="cài đặt")
    accounts.add(made, "chutich", "Ông Chủ Tịch", [Role.CHAIRMAN], PASSWORD, at=AT, by="Bà Quản Trị")
    return made


def seconds(at: datetime) -> int:
    return clock.seconds(at, "Asia/Ho_Chi_Minh")


class Phone:
    """The chairman's phone, with the secret taken over an hour ago."""

    def __init__(self, file: AccessFile) -> None:
        before = AT - timedelta(hours=1)
        offered = second_step.offer(file, "chutich", at=before, office="xã Thử")
        self.secret = offered.secret
        self.recovery = second_step.switch_on(
            file, "chutich", self.shows(before), at=before, seconds=seconds(before), by="Ông Chủ Tịch"
        )

    def shows(self, at: datetime) -> str:
        return TOTP(self.secret).at(seconds(at))


@pytest.fixture
def phone(file: AccessFile) -> Phone:
    return Phone(file)


def ticket(
    file: AccessFile, account: str = "chutich", password: str = PASSWORD, *, at: datetime = AT, address: str = HERE
) -> str:
    """What the first step gives."""
    with pytest.raises(NotSignedIn) as told:
        sessions.sign_in(file, account, password, at=at, address=address, program="thử", limits=LIMITS)
    return told.value.ticket


def give(file: AccessFile, ticket: str, code: str, *, at: datetime = AT, address: str = HERE) -> str:
    return sessions.give_code(
        file, ticket, code, at=at, seconds=seconds(at), address=address, program="thử", limits=LIMITS
    )


def refused(file: AccessFile, ticket: str, code: str, *, at: datetime = AT, address: str = HERE) -> str:
    with pytest.raises(UserError) as told:
        give(file, ticket, code, at=at, address=address)
    return told.value.code


@pytest.mark.parametrize(
    ("aside", "taken"),
    [
        (-60, False),
        (-31, False),  # 8:00:00 begins a half minute: a second earlier is the one before
        (-30, True),
        (-1, True),
        (0, True),
        (30, True),
        (59, True),
        (60, False),
    ],
)
def test_a_code_opens_in_its_half_minute_and_one_aside(file: AccessFile, phone: Phone, aside: int, taken: bool) -> None:
    code = phone.shows(AT + timedelta(seconds=aside))
    if taken:
        token = give(file, ticket(file), code)
        person = sessions.person_of(file, token, at=AT, limits=LIMITS)
        assert person is not None and person.account == "chutich"
    else:
        assert refused(file, ticket(file), code) == "wrong_password"


def test_no_code_is_taken_twice_nor_one_before_it(file: AccessFile, phone: Phone) -> None:
    give(file, ticket(file), phone.shows(AT))
    assert refused(file, ticket(file), phone.shows(AT)) == "wrong_password"
    assert refused(file, ticket(file), phone.shows(AT - HALF_MINUTE)) == "wrong_password"
    give(file, ticket(file), phone.shows(AT + HALF_MINUTE))


def test_the_code_that_switched_it_on_opens_nothing(file: AccessFile) -> None:
    offered = second_step.offer(file, "chutich", at=AT, office="xã Thử")
    code = TOTP(offered.secret).at(seconds(AT))
    second_step.switch_on(file, "chutich", code, at=AT, seconds=seconds(AT), by="x")
    assert refused(file, ticket(file), code) == "wrong_password"


def test_an_offer_asks_for_nothing_until_the_phone_has_shown_a_code(file: AccessFile) -> None:
    second_step.offer(file, "chutich", at=AT, office="xã Thử")
    with pytest.raises(UserError) as told:
        second_step.switch_on(file, "chutich", "000000", at=AT, seconds=seconds(AT), by="x")
    assert told.value.code == "wrong_code" and second_step.second_step_of(file, "chutich") is None
    assert sessions.sign_in(file, "chutich", PASSWORD, at=AT, address=HERE, program="thử", limits=LIMITS)


@pytest.mark.parametrize(("after", "taken"), [(15 * 60 - 1, True), (15 * 60, False)])
def test_an_offer_that_nobody_took_up_is_gone(file: AccessFile, after: int, taken: bool) -> None:
    """Its secret is shown without the password: somebody at a screen that was left open could take it up later."""
    secret, later = second_step.offer(file, "chutich", at=AT, office="xã Thử").secret, AT + timedelta(seconds=after)
    assert (second_step.offered(file, "chutich", at=later, office="xã Thử") is not None) is taken
    code = TOTP(secret).at(seconds(later))
    if taken:
        assert second_step.switch_on(file, "chutich", code, at=later, seconds=seconds(later), by="x")
    else:
        with pytest.raises(UserError) as told:
            second_step.switch_on(file, "chutich", code, at=later, seconds=seconds(later), by="x")
        assert told.value.code == "wrong_code" and second_step.second_step_of(file, "chutich") is None


def test_a_second_offer_does_not_take_the_place_of_what_is_switched_on(file: AccessFile, phone: Phone) -> None:
    with pytest.raises(UserError):
        second_step.offer(file, "chutich", at=AT, office="xã Thử")
    give(file, ticket(file), phone.shows(AT))


@pytest.mark.parametrize("code", ["", "abcdef", "１２３４５６", "\udc80", "0" * 5000, "00 00 00"])
def test_what_is_no_code_is_a_wrong_one(file: AccessFile, phone: Phone, code: str) -> None:
    assert phone.shows(AT) != "000000"
    assert refused(file, ticket(file), code) == "wrong_password"


def test_a_code_may_be_typed_with_a_space(file: AccessFile, phone: Phone) -> None:
    code = phone.shows(AT)
    assert give(file, ticket(file), f" {code[:3]} {code[3:]} ")


def test_each_recovery_code_opens_once_however_typed(file: AccessFile, phone: Phone) -> None:
    assert len(set(phone.recovery)) == second_step.RECOVERY_CODES
    give(file, ticket(file), phone.recovery[3].upper().replace("-", " "))
    assert refused(file, ticket(file), phone.recovery[3]) == "wrong_password"
    give(file, ticket(file), phone.recovery[4])
    found = second_step.second_step_of(file, "chutich")
    assert found is not None and found.left == second_step.RECOVERY_CODES - 2
    kept = b"".join(one.read_bytes() for one in file.path.parent.iterdir())
    assert not [word for word in phone.recovery if word.encode() in kept or word.replace("-", "").encode() in kept]


def test_another_accounts_recovery_code_opens_nothing(file: AccessFile, phone: Phone) -> None:
    second_step.offer(file, "quantri", at=AT, office="xã Thử")
    assert refused(file, ticket(file, "quantri", "sai"), phone.recovery[0]) == "wrong_password"


@pytest.mark.parametrize("guessed", [("chutich", "sai"), ("quantri", "sai"), ("nobody", PASSWORD)])
def test_a_right_password_is_told_like_a_wrong_one(file: AccessFile, phone: Phone, guessed: tuple[str, str]) -> None:
    answers = []
    for account, password in (("chutich", PASSWORD), guessed):
        with pytest.raises(NotSignedIn) as told:
            sessions.sign_in(file, account, password, at=AT, address=HERE, program="thử", limits=LIMITS)
        answers.append((str(told.value), told.value.code, len(told.value.ticket)))
        assert refused(file, told.value.ticket, "000000") == "wrong_password"
    assert answers[0] == answers[1]
    assert phone.shows(AT) != "000000"


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize("password", [PASSWORD, "sai"])
def test_the_limits_do_not_tell_a_right_password_either(file: AccessFile, password: str) -> None:
    for _try in range(5):
        assert ticket(file, password=password)
    with pytest.raises(UserError) as told:
        ticket(file, password=password)
    assert told.value.code == "tried_too_often"


@pytest.mark.usefixtures("phone")
def test_the_limits_of_codes_do_not_tell_whether_a_name_is_there(file: AccessFile) -> None:
    told: dict[str, list[str]] = {"chutich": [], "nobody": [], "else": []}
    for net, (name, answers) in enumerate(told.items()):
        tickets = [ticket(file, name, address=f"10.0.{net}.{number}") for number in range(2)]
        for number, begun in enumerate(tickets):
            answers += [refused(file, begun, f"00000{code}", address=f"10.0.{net}.{number}") for code in range(6)]
    assert told["chutich"] == told["nobody"] == told["else"]
    assert set(told["nobody"]) == {"wrong_password", "tried_too_often"}


def test_who_is_known_where_he_is_is_so_for_his_code_too(file: AccessFile, phone: Phone) -> None:
    before = AT - timedelta(days=1)
    give(file, ticket(file, at=before), phone.recovery[0], at=before)
    for begun, known in ((ticket(file), True), (ticket(file, "nobody"), False), ("another", False)):
        assert sessions.is_known_by(file, begun, HERE, at=AT) is known
    assert not sessions.is_known_by(file, ticket(file), "10.0.0.99", at=AT)


def test_codes_are_not_guessed_for_long(file: AccessFile, phone: Phone) -> None:
    begun = ticket(file)
    for number in range(4):  # the password without its code was the first
        assert refused(file, begun, f"00000{number}") == "wrong_password"
    assert refused(file, begun, phone.shows(AT)) == "tried_too_often"
    later = AT + timedelta(minutes=15, seconds=1)
    give(file, ticket(file, at=later), phone.shows(later), at=later)


def test_who_signs_in_by_his_code_all_day_is_not_shut_out(file: AccessFile, phone: Phone) -> None:
    for number in range(40):
        at = AT + number * HALF_MINUTE
        give(file, ticket(file, at=at), phone.shows(at), at=at)


def test_who_knows_the_password_alone_does_not_lock_its_owner_out(file: AccessFile, phone: Phone) -> None:
    before = AT - timedelta(days=1)
    give(file, ticket(file, at=before), phone.recovery[0], at=before)
    for number in range(30):
        ticket(file, address=f"10.0.1.{number // 4}")
    with pytest.raises(UserError) as told:
        ticket(file, address="10.0.2.1")
    assert told.value.code == "tried_too_often"
    give(file, ticket(file), phone.shows(AT))  # his own PC


@pytest.mark.parametrize(("after", "taken"), [(timedelta(minutes=5) - SECOND, True), (timedelta(minutes=5), False)])
def test_the_code_is_waited_for_five_minutes(file: AccessFile, phone: Phone, after: timedelta, taken: bool) -> None:
    begun, at = ticket(file), AT + after
    if taken:
        assert give(file, begun, phone.shows(at), at=at)
    else:
        assert refused(file, begun, phone.shows(at), at=at) == "wrong_password"


def test_a_ticket_opens_one_session(file: AccessFile, phone: Phone) -> None:
    begun = ticket(file)
    give(file, begun, phone.shows(AT))
    assert refused(file, begun, phone.shows(AT + HALF_MINUTE)) == "wrong_password"


@pytest.mark.parametrize("step", ["disabled", "password", "taken away"])
def test_a_ticket_dies_with_what_it_stands_on(file: AccessFile, phone: Phone, step: str) -> None:
    begun = ticket(file)
    if step == "disabled":
        accounts.disable(file, "chutich", at=AT, by="x")
    elif step == "password":
        accounts.set_password(file, "chutich", "xe đạp vàng đi chợ", at=AT, by="x")
    else:
        second_step.take_away(file, "chutich", "mất điện thoại", at=AT, by="x")
    assert refused(file, begun, phone.shows(AT)) == "wrong_password"


def test_a_wrong_password_never_becomes_right_by_a_code(file: AccessFile, phone: Phone) -> None:
    assert refused(file, ticket(file, password="sai"), phone.shows(AT)) == "wrong_password"
    assert refused(file, "made up", phone.shows(AT)) == "wrong_password"
    give(file, ticket(file), phone.shows(AT))  # the wrong ways used no code up


@pytest.mark.usefixtures("phone")
def test_the_administrator_takes_it_away_with_a_reason_that_stands_in_the_log(file: AccessFile) -> None:
    with pytest.raises(UserError):
        second_step.take_away(file, "chutich", " ", at=AT, by="Bà Quản Trị")
    second_step.take_away(file, "chutich", "mất điện thoại", at=AT, by="Bà Quản Trị")
    entry = audit.entries(file, most=1)[0]
    assert (entry.what, entry.about, entry.name) == (
        second_step.TAKEN_AWAY,
        "chutich: mất điện thoại",
        "Bà Quản Trị",
    )
    assert sessions.sign_in(file, "chutich", PASSWORD, at=AT, address=HERE, program="thử", limits=LIMITS)
    assert not file.rows("select 1 from recovery_codes")


@pytest.mark.usefixtures("phone")
def test_what_was_switched_off_is_no_longer_asked_for(file: AccessFile) -> None:
    second_step.switch_off(file, "chutich", at=AT, by="Ông Chủ Tịch")
    assert sessions.sign_in(file, "chutich", PASSWORD, at=AT, address=HERE, program="thử", limits=LIMITS)
    with pytest.raises(UserError):
        second_step.switch_off(file, "chutich", at=AT, by="Ông Chủ Tịch")


def test_the_log_tells_a_known_password_without_its_code(file: AccessFile, phone: Phone) -> None:
    refused(file, ticket(file), "000000")
    assert [one.what for one in audit.entries(file, most=2)] == [sessions.WRONG_CODE, sessions.CODE_ASKED]
    assert phone.shows(AT) != "000000"


def test_where_nobody_has_a_second_step_nothing_speaks_of_codes(file: AccessFile) -> None:
    assert ticket(file, password="sai") == ""


def test_a_file_that_an_older_version_made_gets_what_is_missing(file: AccessFile) -> None:
    from kpi.access.file import _connection

    for table in ("recovery_codes", "second_steps", "sign_ins_begun"):
        with file.writing() as connection:
            connection.execute(f"drop table {table}")
    _connection.cache_clear()
    phone = Phone(file)
    assert give(file, ticket(file), phone.shows(AT))
