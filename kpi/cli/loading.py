"""The commands that change what the store knows: loading lists, taking a load back, the simulated sample."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpi.cli.session import (
    DONE,
    LOADING,
    WITH_REJECTED,
    DateParameter,
    Session,
    as_json,
    print_json,
    progress_bar,
    tell,
)
from kpi.domain.errors import UsageError, UserError
from kpi.i18n.faults import fault_in_words, system_in_words
from kpi.i18n.formats import format_count, format_date, format_level
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from kpi.ingest.loading.outcome import Outcome
    from kpi.ingest.loading.plan import Source
    from kpi.operations.inbox import Handled


@click.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--dataset",
    help="Loại danh sách, nếu máy không tự nhận ra: village, household, business, institution, group, official, membership, case.",
)
@click.option(
    "--column", "columns", multiple=True, metavar="TIÊU ĐỀ=CỘT",
    help="Một cột của danh sách là gì, cho lần nạp này: tiêu đề trong tệp = cột của mẫu (hoặc - nếu không cần). Nhắc lại được.",
)  # fmt: skip
@click.option("--as-of", type=DateParameter(), help="Ngày chốt của danh sách (30/6/2024).")
@click.option("--group", help="Mã hoặc tên nhóm Zalo của cả danh sách.")
@click.option("--village", help="Mã hoặc tên thôn của cả danh sách.")
@click.option(
    "--village-above", is_flag=True,
    help="Dòng để trống thôn là của thôn ghi ở trên (thôn chỉ ghi một lần), cho lần nạp này; dòng sau dòng cộng vẫn bị loại.",
)  # fmt: skip
@click.option(
    "--kind",
    help="Loại của mọi tin trong sổ, nếu sổ không ghi loại tin (Phản ánh, Kiến nghị …); lần sau không hỏi lại.",
)
@click.option(
    "--password-file", type=click.Path(path_type=Path),
    help="Tệp chứa mật khẩu mở các tệp Excel bị khóa (dòng đầu); mật khẩu không được lưu lại.",
)  # fmt: skip
@click.option("--known-at", type=LOADING, help="Thời điểm ghi nhận việc nạp (mặc định: bây giờ).")
@click.option("--add", is_flag=True, help="Mọi danh sách trong lệnh chỉ thêm vào: không mục nào đang có bị bớt đi.")
@click.option(
    "--replace", is_flag=True, help="Mọi danh sách trong lệnh là đầy đủ: mục không có trong danh sách thì bớt đi."
)
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra và cho xem thay đổi, không ghi gì.")
@click.option("--strict", is_flag=True, help="Không nạp gì nếu có một dòng bị loại.")
@click.option(
    "--inbox", is_flag=True, help="Nạp mọi tệp trong thư mục chờ nạp (config.yaml → storage.inbox) thay cho TỆP."
)
@as_json
@click.pass_obj
def import_files(
    session: Session, files: tuple[Path, ...], dataset: str | None, columns: tuple[str, ...], as_of: date | None,
    group: str | None, village: str | None, village_above: bool, kind: str | None, password_file: Path | None,
    known_at: datetime | None, add: bool, replace: bool, dry_run: bool, strict: bool, inbox: bool, as_json: bool,
) -> None:  # fmt: skip
    """Nạp danh sách từ tệp Excel, CSV hoặc JSON: tất cả các tệp trong lệnh, hoặc không tệp nào."""
    from kpi.ingest.checking.recognise import columns_said, known_dataset
    from kpi.ingest.loading.plan import Source

    session.config  # noqa: B018  the language and the database are named there
    said_of_files = (
        files, dataset, columns, as_of, group, village, village_above, kind, password_file, add, replace, dry_run, strict,
    )  # fmt: skip
    if inbox and any(said_of_files):
        raise UsageError(
            _("--inbox takes the files of the folder as they are"),
            remedy=_("Leave out the files and the other options, or leave out --inbox."),
        )
    if inbox:
        return _import_inbox(session, known_at or session.now(), as_json=as_json)
    if not files:
        raise UsageError(_("No file is named"), remedy=_("Name the files to load, or use --inbox."))
    if add and replace:
        raise UsageError(
            _("A list adds or replaces, not both"),
            found="--add --replace",
            remedy=_("Leave out one of the two."),
        )
    if dataset:
        known_dataset(dataset, session.config.datasets)
    said = columns_said(columns)
    password, adds = _password_in(password_file), add if add or replace else None
    sources = [
        Source(
            path, dataset, as_of, group, village, kind, columns=said, password=password, adds=adds, holds_down=village_above,
        )
        for path in files
    ]  # fmt: skip
    outcomes = _loaded(session, sources, known_at or session.now(), dry_run=dry_run, strict=strict, as_json=as_json)
    if as_json:
        print_json([outcome.as_dict() for outcome in outcomes])
    else:
        for outcome in outcomes:
            _print_outcome(outcome, dry_run=dry_run)
    sys.exit(WITH_REJECTED if any(outcome.rejected for outcome in outcomes) else DONE)


def _password_in(file: Path | None) -> str:
    """The first line of the file: a password as a word of the command would stay in the shell's history."""
    if file is None:
        return ""
    try:
        return file.read_text("utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            _("The password file cannot be read"), place=str(file), found=system_in_words(error) if isinstance(error, OSError) else "",
            expected=_("a text file (UTF-8) with the password in its first line"),
        ) from None  # fmt: skip


def _loaded(
    session: Session, sources: list[Source], known_at: datetime, *, dry_run: bool, strict: bool, as_json: bool
) -> list[Outcome]:
    """What became of every sheet. Where lists ask whether they add or replace, machines are told it sheet by sheet, too."""
    from kpi.ingest.loading.load import load
    from kpi.ingest.loading.taking_away import AddOrReplace

    try:
        if dry_run:
            return _rehearse(session, sources, known_at, strict=strict, quiet=as_json)
        with progress_bar(quiet=as_json) as progress:
            return load(
                session.store, session.config, sources,
                known_at=known_at, loaded_by=session.by(), strict=strict, progress=progress,
            )  # fmt: skip
    except AddOrReplace as question:
        if not as_json:
            raise
        click.echo(fault_in_words(question), err=True)
        print_json([outcome.as_dict() for outcome in question.outcomes])
        sys.exit(question.exit_code)


def _rehearse(
    session: Session, sources: list[Source], known_at: datetime, *, strict: bool, quiet: bool
) -> list[Outcome]:
    """What a load would do; tells a person what it would do to the indicators, on the lists' own days and on the newest."""
    from kpi.operations import rehearsal

    with progress_bar(quiet=quiet) as progress:
        found = rehearsal.rehearse(
            session.store, session.config, sources, known_at=known_at, forgiving=False, strict=strict, progress=progress
        )
    for effect in () if quiet else found.effects:
        click.echo(_("Figures as of {day}", day=format_date(effect.day)))
        for before, after in zip(effect.before.indicators, effect.after.indicators, strict=True):
            title = session.config.indicator(before.id).spoken_title
            levels = (format_level(row.numerator, row.denominator, row.target) for row in (before, after))
            click.echo(f"  {title}: {' → '.join(levels)}")
    return list(found.outcomes)


def _import_inbox(session: Session, known_at: datetime, *, as_json: bool) -> None:
    from kpi.operations.inbox import empty_inbox, folder_of

    folder = folder_of(session.config)
    with progress_bar(quiet=as_json) as progress:
        handled = empty_inbox(
            session.store, session.config, folder, known_at=known_at, loaded_by=session.by(), progress=progress
        )
    if as_json:
        print_json([row for one in handled for row in one.as_dicts()])
    elif not handled:
        click.echo(_("There is nothing to load in {folder}", folder=folder))
    else:
        for one in handled:
            _print_handled(one)
    refused = [one for one in handled if one.error is not None]
    if refused and len(refused) == len(handled):
        sys.exit(UserError.exit_code)
    sys.exit(WITH_REJECTED if refused or any(row.rejected for one in handled for row in one.outcomes) else DONE)


def _print_handled(one: Handled) -> None:
    if one.error is not None:
        click.echo(f"{one.file}: {fault_in_words(one.error)}", err=True)
    else:
        for outcome in one.outcomes:
            _print_outcome(outcome, dry_run=False)
    where = one.moved_to or _("not moved yet: another program holds the file, or the disk takes no more")
    click.echo(f"  → {where}")


def _print_outcome(outcome: Outcome, *, dry_run: bool) -> None:
    from kpi.ingest.loading.outcome import SIGNS, causes

    title = f"{outcome.file} [{outcome.sheet}]" if outcome.sheet else outcome.file
    if outcome.loaded_before is not None or outcome.as_of is None:
        click.echo(f"{title}: {outcome.problems[0].message}")
        return
    where = _("dry run, nothing stored") if dry_run else _("batch {batch}", batch=outcome.batch)
    click.echo(
        _(
            "{title}: {dataset} as of {day} ({where}): {read} rows read, {accepted} accepted, {rejected} rejected, {ignored} ignored;"
            " {added} new, {changed} changed, {gone} gone",
            title=title, dataset=_(outcome.kind.name), day=format_date(outcome.as_of), where=where,
            read=format_count(outcome.read), accepted=format_count(outcome.accepted),
            rejected=format_count(outcome.rejected), ignored=format_count(outcome.ignored),
            added=format_count(outcome.changes["added"]), changed=format_count(outcome.changes["changed"]),
            gone=format_count(outcome.changes["gone"]),
        )
    )  # fmt: skip
    if not outcome.complete:
        click.echo("  " + _("it adds to what is there and takes nothing away"))
    for cause in causes(outcome.problems):
        column = f" [{cause.column}]" if cause.column else ""
        click.echo(f"  {SIGNS[cause.severity]}{column} {cause.message}" + (f" ({cause.where})" if cause.where else ""))


@click.command()
@as_json
@click.pass_obj
def batches(session: Session, as_json: bool) -> None:
    """Nhật ký các lần nạp."""
    log = session.store.batches()
    if as_json:
        return print_json([batch.as_dict() for batch in log])
    names = {batch.dataset: _(session.config.dataset(batch.dataset).name) for batch in log}
    width = max(map(len, names.values()), default=0)
    for batch in log:
        state = _("taken back") if batch.undone else _("in force")
        click.echo(
            f"{batch.batch:>5}  {names[batch.dataset]:<{width}} {format_date(batch.as_of):>10}  {format_count(batch.accepted):>8}"
            f"/{format_count(batch.read):<8} {state}  {batch.file} {batch.reason or batch.sheet}"
        )
    return None


@click.command()
@click.argument("batch", type=int)
@click.option("--reason", default="", help="Lý do.")
@as_json
@click.pass_obj
def undo(session: Session, batch: int, reason: str, as_json: bool) -> None:
    """Rút lại một lần nạp: số liệu trở lại như khi chưa có nó."""
    from kpi.operations import undo as undoing

    undoing.undo(session.store, batch, undone_by=session.by(), reason=reason, at=session.now())
    tell({"batch": batch, "undone": True}, _("batch {batch} was taken back", batch=batch), as_json=as_json)


@click.command()
@click.argument("batch", type=int)
@click.option("--reason", default="", help="Lý do.")
@as_json
@click.pass_obj
def redo(session: Session, batch: int, reason: str, as_json: bool) -> None:
    """Dùng lại một lần nạp đã rút: số liệu trở lại như trước khi rút."""
    from kpi.operations import undo as undoing

    undoing.redo(session.store, batch, redone_by=session.by(), reason=reason, at=session.now())
    tell({"batch": batch, "undone": False}, _("batch {batch} counts again", batch=batch), as_json=as_json)


@click.command()
@click.option(
    "--folder", type=click.Path(path_type=Path), default=Path("data/sample"), help="Nơi ghi các tệp mô phỏng."
)
@click.option("--remove", is_flag=True, help="Bỏ hẳn dữ liệu mô phỏng, không để lại dấu vết trong tệp dữ liệu.")
@click.option(
    "--with-frozen", is_flag=True, help="Cùng --remove: bỏ cả lần chốt số liệu, báo cáo lập từ dữ liệu mô phỏng."
)
@as_json
@click.pass_obj
def demo(session: Session, folder: Path, remove: bool, with_frozen: bool, as_json: bool) -> None:
    """Nạp dữ liệu mô phỏng vào một cơ sở dữ liệu trống, hoặc bỏ hẳn dữ liệu đó."""
    from kpi.sample.loading import fill_with_sample

    if remove:
        return _remove_sample(session, with_frozen=with_frozen, as_json=as_json)
    with progress_bar(quiet=as_json) as progress:
        outcomes = fill_with_sample(session.store, session.config, folder, progress)
    said = _("{count} simulated lists were loaded", count=format_count(len(outcomes)))
    tell([outcome.as_dict() for outcome in outcomes], said, as_json=as_json)
    return None


def _remove_sample(session: Session, *, with_frozen: bool, as_json: bool) -> None:
    from kpi.operations.simulated import remove_simulated

    removed = remove_simulated(session.store, with_frozen=with_frozen)
    count = format_count(len(removed.batches))
    said = _("{count} simulated lists have been removed; nothing of them is left.", count=count)
    tell({"removed": removed.batches, "frozen": removed.frozen}, said, as_json=as_json)
