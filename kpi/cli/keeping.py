"""Commands that keep the database: a backup of it, and back from one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kpi.cli.session import DONE, WITH_REJECTED, Session, as_json, tell
from kpi.domain.errors import UsageError
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.wiring import database_of

passphrase_file = click.option(
    "--passphrase-file", type=click.Path(path_type=Path),
    help="Tệp chứa mật khẩu khóa bản sao lưu (dòng đầu); mặc định: config.yaml → storage.backups.passphrase_file.",
)  # fmt: skip


@click.command()
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="Thư mục nhận bản sao lưu (mặc định: như config.yaml)."
)
@passphrase_file
@as_json
@click.pass_obj
def backup(session: Session, folder: Path | None, passphrase_file: Path | None, as_json: bool) -> None:
    """Sao lưu cơ sở dữ liệu: bản sao được đọc lại toàn bộ trước khi được đặt tên."""
    from kpi.operations.backup import back_up, folders_of, passphrase_for, remarks

    folders = [folder] if folder else folders_of(session.store.path, session.config)
    if not folders:
        raise UsageError(
            _("No folder for backups is set"),
            place="config.yaml → storage.backups.folder",
            remedy=_("Write a folder there, or name one: --to FOLDER."),
        )
    passphrase = passphrase_for(folders, session.config, passphrase_file)
    made = back_up(session.store, session.config, folders, at=session.now(), passphrase=passphrase)
    for remark in [] if folder else remarks(session.store.path, session.config):
        click.echo(remark, err=True)
    tell(
        [{"file": str(one.file), "made_at": one.made_at, "locked": one.locked} for one in made],
        "\n".join(_("backed up to {file}", file=one.file) for one in made),
        as_json=as_json,
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@passphrase_file
@as_json
@click.pass_obj
def restore(session: Session, file: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Dùng lại một bản sao lưu: đọc và kiểm tra lại trước, tệp đang dùng được giữ bên cạnh."""
    from kpi.operations.backup import passphrase_for
    from kpi.operations.restore import numbers_in_words
    from kpi.operations.restore import restore as put_back

    database = database_of(session.config, session.database_file)
    passphrase = passphrase_for((), session.config, passphrase_file)
    done = put_back(file, database, session.config, at=session.now(), passphrase=passphrase)
    kept = _("; what stood there is kept as {file}", file=done.aside) if done.aside else ""
    found = _("; {count} figures differ: python -m kpi verify", count=len(done.differences)) if done.differences else ""
    again = (
        "\n" + _("Persons were forgotten {count} times after this backup; it holds them again: forget them again.",
                 count=format_count(done.forgotten))
        if done.forgotten
        else ""
    )  # fmt: skip
    tell(
        {
            "database": str(database),
            "kept_as": done.aside,
            "differences": done.differences,
            "numbers": {"restored": done.numbers.restored, "given": done.numbers.given},
            "forgotten": done.forgotten,
        },
        _("the backup is in use as {file}", file=database)
        + kept
        + found
        + "\n"
        + numbers_in_words(done.numbers, database)
        + again,
        as_json=as_json,
    )
    sys.exit(WITH_REJECTED if done.differences else DONE)
