"""The commands by which a person settles who speaks for whom: one by one, or by a workbook for many."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from kpi.cli.session import DONE, WITH_REJECTED, DateParameter, Session, as_json, print_json, tell, write_file
from kpi.domain.errors import UsageError
from kpi.i18n.formats import format_count, format_moment
from kpi.i18n.messages import _


@click.command()
@click.argument("member")
@click.argument("entity")
@click.option("--yes", "answer", flag_value="yes", help="Đúng.")
@click.option("--no", "answer", flag_value="no", help="Không phải.")
@click.option("--take-back", "answer", flag_value="take_back", help="Rút lại quyết định trước về hai bên này.")
@click.option("--reason", required=True, help="Lý do.")
@click.option("--by", "decided_by", help="Người quyết định (mặc định: tên đăng nhập của máy).")
@as_json
@click.pass_obj
def decide(
    session: Session, member: str, entity: str, answer: str | None, reason: str, decided_by: str | None, as_json: bool
) -> None:
    """Xác nhận, bác bỏ hoặc rút lại: thành viên này đại diện cho hộ, doanh nghiệp hay cơ quan kia."""
    if answer is None:
        raise UsageError(_("Say --yes, --no or --take-back"))
    from kpi.review import decisions

    confirmed = {"yes": True, "no": False, "take_back": None}[answer]
    step = decisions.decide(
        session.store, session.config, [decisions.Saying(member, entity, confirmed)],
        reason=reason, decided_by=session.by(decided_by), at=session.now(),
    )  # fmt: skip
    said = step[-1]
    if as_json:
        print_json(
            {"member": member, "entity_kind": said.entity_kind, "entity_code": said.entity_code, "confirmed": confirmed}
        )
        return
    for change in step:
        click.echo(
            _("noted: {member} – {entity}", member=member, entity=f"{change.entity_kind}:{change.entity_code}")
            + ("" if change.after is not None else " – " + _("taken back"))
        )


@click.command("decisions")
@click.option("--stale", is_flag=True, help="Chỉ những quyết định cần xem lại vì danh sách đã thay đổi.")
@click.option("--as-of", type=DateParameter(), help="So với danh sách của ngày này (mặc định: ngày mới nhất).")
@as_json
@click.pass_obj
def list_decisions(session: Session, stale: bool, as_of: date | None, as_json: bool) -> None:
    """Mọi quyết định đang có hiệu lực: ai, khi nào, vì sao, và danh sách đã thay đổi gì từ đó."""
    from kpi.review import decisions

    rows = decisions.decisions(session.store, session.config, as_of)
    rows = tuple(row for row in rows if row.stale or not stale)
    if as_json:
        return print_json([asdict(row) for row in rows])
    for row in rows:
        word = _("yes") if row.confirmed else _("no")
        click.echo(
            f"{row.member}  {word}  {row.entity_kind}:{row.entity_code}  {row.decided_by}, {format_moment(row.known_at)}: {row.reason}"
        )
        for name in row.stale:
            click.echo("    ! " + _(decisions.STALE[name]))
    return None


@click.command()
@click.option("--as-of", type=DateParameter(), help="Ngày chốt (mặc định: ngày mới nhất có số liệu).")
@click.option("--out", type=click.Path(path_type=Path), help="Ghi hàng chờ đối soát ra tệp Excel này.")
@click.option("--load", "filled", type=click.Path(path_type=Path), help="Nạp lại tệp Excel đã điền cột Chọn.")
@click.option("--by", "decided_by", help="Người quyết định (mặc định: tên đăng nhập của máy).")
@as_json
@click.pass_obj
def review(
    session: Session, as_of: date | None, out: Path | None, filled: Path | None, decided_by: str | None, as_json: bool
) -> None:
    """Hàng chờ đối soát bằng Excel: ghi ra, điền cột Chọn, nạp lại."""
    from kpi.answers.question import newest_day
    from kpi.review import workbook
    from kpi.review.queue import queue

    if (out is None) == (filled is None):
        raise UsageError(_("Say --out FILE or --load FILE"))
    if filled is not None:
        return _load_book(session, filled, session.by(decided_by), as_json=as_json)
    day = as_of or newest_day(session.store)
    waiting = queue(session.store, session.config, day)
    assert out is not None
    write_file(out, workbook.write(waiting))
    said = _("{file}: {count} persons are left to settle", file=out, count=format_count(waiting.people))
    counts = {"file": str(out), "as_of": day, "cards": len(waiting.cards), "people": waiting.people}
    return tell(counts, said, as_json=as_json)


def _load_book(session: Session, file: Path, decided_by: str, *, as_json: bool) -> None:
    from kpi.review import workbook

    done = workbook.load(
        session.store, session.config, file.name, workbook.content_of(file), decided_by=decided_by, at=session.now()
    )
    if as_json:
        print_json({**asdict(done), "step": [asdict(change) for change in done.step]})
    else:
        click.echo(
            _(
                "{read} rows read: {decided} decided, {rejected} rejected, {ignored} left open",
                read=format_count(done.read), decided=format_count(done.accepted), rejected=format_count(done.rejected),
                ignored=format_count(done.ignored),
            )
        )  # fmt: skip
        for problem in done.problems:
            click.echo(f"  {problem.cell}: {problem.message}")
    sys.exit(WITH_REJECTED if done.rejected else DONE)
