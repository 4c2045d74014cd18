"""The commands on what is held of a person: shown to him, and forgotten."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpi.cli.session import Session, as_json, print_json, tell, write_file
from kpi.domain.errors import UsageError, UserError
from kpi.i18n.formats import format_count, format_moment
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from kpi.operations.forgetting import Forgotten, Holding


@click.command()
@click.argument("whom")
@click.option("--out", type=click.Path(path_type=Path), help="Ghi ra tệp Excel này để giao cho người đề nghị.")
@as_json
@click.pass_obj
def held(session: Session, whom: str, out: Path | None, as_json: bool) -> None:
    """Mọi thông tin đang giữ về một thành viên hoặc một hộ: từ danh sách nào, ngày nào, ai nạp."""
    from kpi.operations import held as telling
    from kpi.operations.forgetting import holding

    found = holding(session.store, session.config, whom)
    if out is not None:
        write_file(out, telling.workbook(found, session.config, session.now().date()))
        return tell(
            {"file": str(out), "rows": len(found.held.rows)},
            _("{file}: {count} rows", file=out, count=format_count(len(found.held.rows))),
            as_json=as_json,
        )
    if as_json:
        return print_json(telling.as_dict(found))
    for line in telling.in_words(found, session.config):
        click.echo(line)
    return None


@click.command()
@click.argument("whom", required=False)
@click.option("--expired", is_flag=True, help="Bỏ những gì đã quá thời hạn lưu giữ (config.yaml → retention).")
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem những gì sẽ bị xóa, không xóa gì.")
@click.option("--yes", is_flag=True, help="Không hỏi lại: xóa ngay, không lấy lại được.")
@click.option("--reason", default="", help="Lý do (không nêu tên, số điện thoại của người bị xóa).")
@click.option("--by", "done_by", help="Người thực hiện (mặc định: tên đăng nhập của máy).")
@click.option("--drop-copies", is_flag=True, help="Lập bản sao lưu mới rồi xóa các bản cũ còn giữ người này.")
@as_json
@click.pass_obj
def forget(
    session: Session, whom: str | None, expired: bool, dry_run: bool, yes: bool, reason: str, done_by: str | None,
    drop_copies: bool, as_json: bool,
) -> None:  # fmt: skip
    """Xóa hẳn thông tin cá nhân của một thành viên hoặc một hộ; số liệu mọi ngày giữ nguyên."""
    if expired == (whom is not None):
        raise UsageError(_("Say whom to forget, or --expired"))
    name = session.by(done_by)
    if expired:
        return _forget_expired(session, name, dry_run=dry_run, as_json=as_json)
    from kpi.operations import held as telling
    from kpi.operations.forgetting import forget as forget_for_good
    from kpi.operations.forgetting import holding

    found = holding(session.store, session.config, whom or "")
    if not as_json:
        _print_dry_run(found)
    if dry_run:
        return print_json(telling.as_dict(found) | {"forgotten": None}) if as_json else None
    _confirm(yes=yes)
    done = forget_for_good(
        session.store, session.config, found, reason=reason, done_by=name, at=session.now(), drop_copies=drop_copies
    )
    if as_json:
        return print_json(_as_dict(done))
    return _print_done(done)


def _print_dry_run(found: Holding) -> None:
    from kpi.operations import held as telling

    click.echo(_("To be removed for good:"))
    for line in (*telling.summary(found), *telling.outside(found)):
        click.echo(f"  {line}")


def _confirm(*, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise UserError(
            _("Nobody has said yes to this"),
            remedy=_("Look at what would go (--dry-run), then say --yes; nothing brings it back."),
            code="not_confirmed",
        )
    if not click.confirm(_("Remove this for good? Nothing brings it back."), default=False):
        raise UserError(_("Nothing was removed"), code="not_confirmed")


def _as_dict(done: Forgotten) -> dict[str, object]:
    noted = done.noted
    return {
        "forgotten": {
            "number": noted.forgetting, "done_at": noted.done_at, "done_by": noted.done_by, "reason": noted.reason,
            "removed": noted.removed,
        },
        "files": list(map(str, done.files)),
        "copies": [] if done.dropped else [{"file": str(one.file), "goes_by": one.goes_by} for one in done.copies],
    }  # fmt: skip


def _print_done(done: Forgotten) -> None:
    click.echo(_("Forgotten; every figure is as it was (note {number}).", number=done.noted.forgetting))
    click.echo(_("A later list that names the person is a new observation: it is loaded as somebody new."))
    if done.dropped or not done.copies:
        return
    click.echo(_("These copies of the database still hold the person:"))
    for one in done.copies:
        until = f"{one.goes_by.month}/{one.goes_by.year}" if one.goes_by else _("somebody deletes it")
        click.echo(
            "  "
            + _("{file}, of {moment}, until {until}", file=one.file, moment=format_moment(one.made_at), until=until)
        )
    click.echo(
        _("Whoever puts one back must forget the person again. --drop-copies makes a new backup and deletes these.")
    )


def _forget_expired(session: Session, done_by: str, *, dry_run: bool, as_json: bool) -> None:
    from kpi.operations.retention import clear_outdated, outdated

    wanted = outdated(session.store, session.config, session.now().date())
    counts = {
        "members": sum(len(one.members) for one in wanted.persons),
        "households": sum(len(one.named.get("household", ())) for one in wanted.persons),
        "display_names": len(wanted.names),
        "problems": len(wanted.batches),
    }
    files: tuple[Path, ...] = ()
    if not dry_run:
        files = clear_outdated(session.store, session.config, done_by=done_by, at=session.now()).files
    said = _(
        "past its time: {members} members, {households} rows of households, {names} display names, faults of {batches} lists;"
        " {files} files",
        members=format_count(counts["members"]), households=format_count(counts["households"]),
        names=format_count(counts["display_names"]), batches=format_count(counts["problems"]), files=format_count(len(files)),
    )  # fmt: skip
    tell({**counts, "files": list(map(str, files)), "dry_run": dry_run}, said, as_json=as_json)
