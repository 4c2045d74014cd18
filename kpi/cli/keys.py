"""The commands about keys: the unit's own, and those of other units that the level above has registered."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpi.cli.session import DONE, WITH_REJECTED, Session, as_json, print_json, tell, write_file
from kpi.i18n.formats import format_count, format_moment
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from kpi.exchange.keys import OwnKey
    from kpi.exchange.paper import PaperCheck
    from kpi.exchange.registry import Registered

_by = click.option("--by", "done_by", default="", help="Ai (mặc định: tên đăng nhập máy).")


@click.group()
def key() -> None:
    """Khóa ký báo cáo: khóa của đơn vị, và khóa của các xã do cấp trên đăng ký."""


@key.command("show")
@as_json
@click.pass_obj
def show(session: Session, as_json: bool) -> None:
    """Khóa của đơn vị: vân tay để đọc cho cấp trên so, ai tạo và từ khi nào; các khóa trước đây."""
    now, known = session.keys.current(), session.keys.known()
    if as_json:
        return print_json(
            {"file": str(session.keys.file), "current": now and _own(now), "known": [_own(one) for one in known]}
        )
    if now is None:
        click.echo(_("No key yet; the first frozen report makes one, or key export."))
    for one in known:
        said = _("in use") if one == now else _("no longer in use")
        click.echo(
            "  ".join(filter(None, (one.public.fingerprint, said, format_moment(one.since), one.made_by, one.reason)))
        )
    click.echo(
        _("The private key: {file}. Keep a copy of its folder in another place, locked.", file=session.keys.file)
    )
    return None


def _own(found: OwnKey) -> dict[str, object]:
    return {
        "fingerprint": found.public.fingerprint, "public": found.public.letters, "since": found.since, "by": found.made_by,
        "reason": found.reason,
    }  # fmt: skip


@key.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_by
@as_json
@click.pass_obj
def export(session: Session, file: Path, done_by: str, as_json: bool) -> None:
    """Ghi khóa công khai của đơn vị vào FILE, để gửi cấp trên đăng ký. Khóa bí mật không nằm trong tệp."""
    from kpi.exchange import card
    from kpi.reports.sending.freezing import signed_by_then

    unit = session.config.unit
    signing = session.keys.signing(
        by=session.by(done_by), at=session.now(), signed_before=signed_by_then(session.store.frozen_states())
    )
    write_file(file, card.written(unit.code, unit.name, signing))
    mark = signing.public.fingerprint
    said = _(
        "Written: {file}. Read the fingerprint {mark} to the level above, which compares it.", file=file, mark=mark
    )
    tell({"file": str(file), "unit": unit.code, "fingerprint": mark}, said, as_json=as_json)


@key.command("new")
@click.option("--reason", required=True, help="Vì sao: mất, lộ, đổi máy…")
@_by
@as_json
@click.pass_obj
def new(session: Session, reason: str, done_by: str, as_json: bool) -> None:
    """Tạo khóa mới thay khóa đã mất hoặc bị lộ. Báo cáo đã ký giữ nguyên; cấp trên phải đăng ký khóa mới."""
    made = session.keys.renew(by=session.by(done_by), at=session.now(), reason=reason)
    mark = made.public.fingerprint
    said = _("New key {mark}. Send it to the level above: key export FILE", mark=mark)
    tell({"fingerprint": mark}, said, as_json=as_json)


@key.command("register")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--received", multiple=True, type=click.Path(path_type=Path),
              help="Tệp chưa ký của đơn vị mà ta bảo đảm (tệp, thư mục, mẫu tên): vẫn được cộng.")  # fmt: skip
@click.option("--replace", is_flag=True, help="Thay khóa đã đăng ký bằng khóa này.")
@click.option("--reason", default="", help="Vì sao thay khóa.")
@_by
@as_json
@click.pass_obj
def register(
    session: Session, file: Path, received: tuple[Path, ...], replace: bool, reason: str, done_by: str, as_json: bool
) -> None:
    """Cấp trên đăng ký khóa công khai của một xã, sau khi đã so vân tay với xã qua điện thoại.

    Từ đó tệp của xã không có chữ ký, hoặc ký bằng khóa khác, bị từ chối. Tệp của xã đã có trong rollup.folder vẫn được cộng.
    """
    from kpi.rollup.keys import register as registered
    from kpi.rollup.sources import files_of, in_folder

    folder = session.config.rollup.folder
    made, kept = registered(
        session.registry, file.read_bytes(), str(file), at_hand=in_folder(Path(folder)) if folder else (), named=files_of(received),
        by=session.by(done_by), at=session.now(), replacing=reason if replace else None,
    )  # fmt: skip
    said = _(
        "Registered for {unit} {name}: {mark}. Compare it with what the unit reads out. "
        "{count} reports received before count as they are.",
        unit=made.unit, name=made.name, mark=made.public.fingerprint, count=format_count(kept),
    )  # fmt: skip
    tell({**_registered(made), "kept": kept}, said, as_json=as_json)


@key.command("list")
@as_json
@click.pass_obj
def list_registered(session: Session, as_json: bool) -> None:
    """Khóa của các xã đã đăng ký: vân tay, từ khi nào, ai đăng ký, đã thay mấy lần."""
    units = session.registry.units().values()
    if as_json:
        return print_json([_registered(one) for one in units])
    for one in units:
        replaced = _("replaced {count} times", count=format_count(len(one.earlier))) if one.earlier else ""
        words = (f"{one.unit} {one.name}", one.public.fingerprint, format_moment(one.since), one.by, replaced)
        click.echo("  ".join(filter(None, words)))
    if not units:
        click.echo(_("No unit's key is registered."))
    return None


def _registered(found: Registered) -> dict[str, object]:
    return {
        "unit": found.unit, "name": found.name, "fingerprint": found.public.fingerprint, "public": found.public.letters,
        "since": found.since, "by": found.by, "received": len(found.received),
        "earlier": [
            {"fingerprint": one.public.fingerprint, "until": one.until, "by": one.by, "reason": one.reason} for one in found.earlier
        ],
    }  # fmt: skip


def tell_paper(found: PaperCheck, *, as_json: bool) -> None:
    """What a paper's QR turned out to be; ends with 1 where it proves nothing."""
    lines = found.seal.shown if found.seal and found.genuine else ()
    if as_json:
        seal = asdict(found.seal) if found.seal else None
        print_json(
            {
                "finding": found.finding,
                "genuine": found.genuine,
                "key": found.key,
                "replaced_by": found.replaced_by,
                "seal": seal,
            }
        )
    else:
        click.echo("\n".join([found.said, *(f"  {line}" for line in lines)]))
    sys.exit(DONE if found.genuine else WITH_REJECTED)
