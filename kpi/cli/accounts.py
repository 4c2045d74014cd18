"""The commands of who may sign in. Whoever may write to the file of accounts may run them: they ask for no token."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path

import click

from kpi.access import accounts
from kpi.access.accounts import Account, role_of
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.cli.session import Session, as_json, print_json, tell
from kpi.domain.errors import UserError
from kpi.i18n.messages import _

ROLES = ", ".join(role.value for role in Role)


@click.group()
def account() -> None:
    """Tài khoản đăng nhập: lập, đổi, đóng, xem ai đang đăng nhập, nhật ký truy cập."""


_name = click.argument("name", metavar="NAME")
_role = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    help="Vai trò; lặp lại được: " + ", ".join(role.value for role in Role),
)
_village = click.option("--village", help="Mã thôn, với vai trò village_head.")
_identity = click.option(
    "--identity", help="Danh tính ở hệ thống định danh của cơ quan: địa chỉ thư hoặc mã (sub); rỗng là bỏ."
)
_password = click.option(
    "--password-file", type=click.Path(path_type=Path), required=True, help="Tệp có mật khẩu ở dòng đầu."
)


@account.command()
@_name
@_role
@_village
@_identity
@_password
@click.option("--full-name", default="", help="Họ tên, ghi bên cạnh việc đã làm.")
@as_json
@click.pass_obj
def add(
    session: Session,
    name: str,
    roles: tuple[str, ...],
    village: str | None,
    identity: str | None,
    password_file: Path,
    full_name: str,
    as_json: bool,
) -> None:
    """Lập tài khoản; tài khoản đầu tiên phải có vai trò administrator."""
    _refuse_unknown(session, village)
    made = accounts.add(
        session.access, name, full_name, map(role_of, roles), _read(password_file), at=session.now(), by=getpass.getuser(),
        village=village,
    )  # fmt: skip
    _tell(_identified(session, made, identity), _("{account} may sign in now.", account=made.account), as_json=as_json)


@account.command("list")
@as_json
@click.pass_obj
def list_accounts(session: Session, as_json: bool) -> None:
    """Mọi tài khoản, đang dùng trước."""
    found = accounts.accounts(session.access)
    if as_json:
        return print_json([_as_dict(one) for one in found])
    for one in found:
        roles = " ".join(role.value for role in one.roles)
        click.echo(
            f"{one.account:20} {roles:30} {one.village or '':8} {one.name}"
            + (f"  ({_('closed')})" if one.disabled_at else "")
        )
    return None


@account.command()
@_name
@click.option(
    "--role", "roles", multiple=True, help="Vai trò thay cho các vai trò cũ; lặp lại được; không ghi là giữ nguyên."
)
@_village
@_identity
@as_json
@click.pass_obj
def change(
    session: Session, name: str, roles: tuple[str, ...], village: str | None, identity: str | None, as_json: bool
) -> None:
    """Đổi vai trò hoặc danh tính của tài khoản; có hiệu lực ngay."""
    _refuse_unknown(session, village)
    one = accounts.find(session.access, name)
    if roles or village:
        held = map(role_of, roles) if roles else one.roles
        one = accounts.change(session.access, name, held, at=session.now(), by=getpass.getuser(), village=village)
    _done(_identified(session, one, identity), as_json=as_json)


@account.command()
@_name
@_password
@as_json
@click.pass_obj
def password(session: Session, name: str, password_file: Path, as_json: bool) -> None:
    """Đặt mật khẩu mới; ai đang đăng nhập bằng tài khoản này phải đăng nhập lại."""
    accounts.set_password(session.access, name, _read(password_file), at=session.now(), by=getpass.getuser())
    _done(accounts.find(session.access, name), as_json=as_json)


@account.command()
@_name
@as_json
@click.pass_obj
def disable(session: Session, name: str, as_json: bool) -> None:
    """Đóng tài khoản; việc đã làm vẫn còn trong sổ."""
    _done(accounts.disable(session.access, name, at=session.now(), by=getpass.getuser()), as_json=as_json)


@account.command()
@_name
@as_json
@click.pass_obj
def enable(session: Session, name: str, as_json: bool) -> None:
    """Mở lại tài khoản đã đóng."""
    _done(accounts.enable(session.access, name, at=session.now(), by=getpass.getuser()), as_json=as_json)


@account.command("no-code")
@_name
@click.option("--reason", required=True, help="Lý do, ví dụ: mất điện thoại; được ghi vào nhật ký.")
@as_json
@click.pass_obj
def no_code(session: Session, name: str, reason: str, as_json: bool) -> None:
    """Bỏ bước xác nhận thứ hai của một tài khoản, khi chủ tài khoản mất điện thoại."""
    from kpi.access import second_step

    second_step.take_away(session.access, name, reason, at=session.now(), by=getpass.getuser())
    _done(accounts.find(session.access, name), as_json=as_json)


@account.command()
@_name
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="Có hiệu lực bao nhiêu ngày.")
@as_json
@click.pass_obj
def token(session: Session, name: str, days: int, as_json: bool) -> None:
    """Mã để lệnh chạy dưới tên tài khoản này (biến môi trường KPI_TOKEN); chỉ hiện một lần."""
    from kpi.access import sessions

    one = accounts.find(session.access, name)
    made = sessions.token_for_commands(session.access, one.account, at=session.now(), by=getpass.getuser(), days=days)
    tell({"account": one.account, "token": made, "days": days}, made, as_json=as_json)


@account.command("sessions")
@click.option("--end", "ended", help="Kết thúc phiên có mã này.")
@as_json
@click.pass_obj
def list_sessions(session: Session, ended: str | None, as_json: bool) -> None:
    """Ai đang đăng nhập, từ máy nào; mã của lệnh cũng ở đây."""
    from kpi.access import sessions

    if ended:
        sessions.end(session.access, ended, at=session.now(), by=User.of("", getpass.getuser(), [Role.ADMINISTRATOR]))
    found = sessions.sessions(session.access, at=session.now(), limits=session.limits)
    if as_json:
        return print_json([{name: getattr(one, name) for name in one.__slots__} for one in found])
    for one in found:
        click.echo(f"{one.id}  {one.account:20} {one.kind:8} {one.address:15} {one.started_at} – {one.used_at}")
    return None


@account.command("log")
@click.option("--search", default="", help="Chỉ những dòng có các chữ này.")
@as_json
@click.pass_obj
def audit_log(session: Session, search: str, as_json: bool) -> None:
    """Ai đã xem và làm gì; báo lỗi nếu nhật ký bị sửa hoặc bị cắt."""
    from kpi.access import audit

    found = audit.entries(session.access, search, 1_000_000)
    if as_json:
        print_json([{name: getattr(one, name) for name in one.__slots__} for one in found])
    else:
        for one in found:
            click.echo(
                f"{one.number:6} {one.at}  {one.name or one.account:24} {_(one.what)}"
                + (f": {one.about}" if one.about else "")
            )
    audit.refuse_broken(audit.check(session.access))


def _identified(session: Session, one: Account, identity: str | None) -> Account:
    """The account with the identity that was named; None leaves the one it has."""
    if identity is None:
        return one
    return accounts.identify(session.access, one.account, identity, at=session.now(), by=getpass.getuser())


def _read(file: Path) -> str:
    """The first line of a file; only here, and it knows much that no other command needs."""
    from kpi.operations.backup import read_passphrase

    return read_passphrase(file)


def _refuse_unknown(session: Session, village: str | None) -> None:
    """Refuses a village that stands on no register: its head would see nothing, and nobody would know why."""
    known = [row["code"] for row in session.store.read("newest_villages", known_at=datetime.max)] if village else []
    if village and village not in known:
        raise UserError(
            _("There is no such village"), found=village, expected=", ".join(known) or _("a register of villages, loaded before"),
            remedy=_("Name the code of a village as its register has it."), code="no_village",
        )  # fmt: skip


def _done(one: Account, *, as_json: bool) -> None:
    _tell(one, _("{account}: done.", account=one.account), as_json=as_json)


def _tell(one: Account, said: str, *, as_json: bool) -> None:
    tell(_as_dict(one), said, as_json=as_json)


def _as_dict(one: Account) -> dict[str, object]:
    return {
        "account": one.account, "name": one.name, "roles": [role.value for role in one.roles], "village": one.village,
        "made_at": one.made_at, "disabled_at": one.disabled_at, "identity": one.identity,
    }  # fmt: skip
