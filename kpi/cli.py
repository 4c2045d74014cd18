"""The command line: the same questions and actions as the pages, for a person or a scheduler.

Exit codes: 0 done · 1 done, but some rows were rejected (or ``verify`` found a difference) · 2 wrong usage or configuration ·
3 refused, nothing was changed.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpi import answers, clock
from kpi.config import load_config
from kpi.config.models import Config
from kpi.errors import UserError
from kpi.formats import format_count, format_date, format_percent_target, format_ratio
from kpi.ingest.moments import parse_date, parse_moment
from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.language import N_, _, speak
from kpi.store import Store, open_store

if TYPE_CHECKING:
    from kpi.ingest.load import Outcome

DONE, WITH_REJECTED, WRONG_USAGE, REFUSED = 0, 1, 2, 3


@dataclass(slots=True)
class Session:
    """What every command needs; read on first use, so that ``--help`` works without a configuration."""

    config_file: Path
    database_file: Path | None
    _config: Config | None = None

    @property
    def config(self) -> Config:
        if self._config is None:
            self._config = load_config(self.config_file)
            speak(self._config.language)
        return self._config

    @property
    def store(self) -> Store:
        return open_store(database_path(self.config, self.database_file))

    def now(self) -> datetime:
        return clock.now(self.config.timezone)


def database_path(config: Config, named: Path | None = None) -> Path:
    """The database file: as named, else by the environment (KPI_DATABASE), else by the configuration."""
    return named or Path(os.environ.get("KPI_DATABASE") or config.storage.database)


class DateParameter(click.ParamType[date]):
    """2024-06-30 or 30/6/2024."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return parse_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class TimeParameter(click.ParamType[datetime]):
    """A day with or without a time of day; a bare day means its end when asking, its beginning when loading."""

    name = "time"

    def __init__(self, bare_day: time) -> None:
        self.bare_day = bare_day

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = parse_moment(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return moment.at if moment.has_time else datetime.combine(moment.at.date(), self.bare_day)


ASKING, LOADING = TimeParameter(time.max), TimeParameter(time.min)
as_json = click.option("--json", "as_json", is_flag=True, help="Kết quả cho máy đọc (JSON).")


class Commands(click.Group):
    """Turns a ``UserError`` into its text and exit code; no traceback reaches a user."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(error.text(), err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=None,
    help="Tệp cấu hình (mặc định: config.yaml).",
)
@click.option("--database", "database_file", type=click.Path(path_type=Path), default=None, help="Tệp cơ sở dữ liệu.")
@click.pass_context
def cli(context: click.Context, config_file: Path | None, database_file: Path | None) -> None:
    """Số liệu thực hiện mô hình Zalo của xã: nạp danh sách, tính các chỉ tiêu đến một ngày, kiểm tra lại.

    Mã kết thúc: 0 xong · 1 xong nhưng có dòng bị loại · 2 sai lệnh hoặc cấu hình · 3 từ chối, không thay đổi gì.
    """
    named = config_file or Path(os.environ.get("KPI_CONFIG") or "config.yaml")
    context.obj = Session(named, database_file)


@cli.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--dataset",
    help="Loại danh sách, nếu máy không tự nhận ra: village, household, business, institution, group, official, membership, case.",
)
@click.option("--as-of", type=DateParameter(), help="Ngày chốt của danh sách (30/6/2024).")
@click.option("--group", help="Mã hoặc tên nhóm Zalo của cả danh sách.")
@click.option("--village", help="Mã hoặc tên thôn của cả danh sách.")
@click.option("--known-at", type=LOADING, help="Thời điểm ghi nhận việc nạp (mặc định: bây giờ).")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra và cho xem thay đổi, không ghi gì.")
@click.option("--strict", is_flag=True, help="Không nạp gì nếu có một dòng bị loại.")
@as_json
@click.pass_obj
def import_files(
    session: Session, files: tuple[Path, ...], dataset: str | None, as_of: date | None, group: str | None,
    village: str | None, known_at: datetime | None, dry_run: bool, strict: bool, as_json: bool,
) -> None:  # fmt: skip
    """Nạp danh sách từ tệp Excel, CSV hoặc JSON: tất cả các tệp trong lệnh, hoặc không tệp nào."""
    from kpi.ingest.load import Source, load
    from kpi.ingest.recognise import known_dataset

    config = session.config
    if dataset:
        known_dataset(dataset)
    sources = [Source(path, dataset, as_of, group, village) for path in files]
    with _progress(quiet=as_json) as progress:
        outcomes = load(
            session.store, config, sources,
            known_at=known_at or session.now(), loaded_by=getpass.getuser(),
            dry_run=dry_run, strict=strict, progress=progress,
        )  # fmt: skip
    if as_json:
        _print_json([outcome.as_dict() for outcome in outcomes])
    else:
        for outcome in outcomes:
            _print_outcome(outcome, dry_run=dry_run)
    sys.exit(WITH_REJECTED if any(outcome.rejected for outcome in outcomes) else DONE)


def _print_outcome(outcome: Outcome, *, dry_run: bool) -> None:
    title = f"{outcome.file} [{outcome.sheet}]" if outcome.sheet else outcome.file
    if outcome.loaded_before is not None:
        click.echo(f"{title}: {outcome.problems[0].message}")
        return
    where = _("dry run, nothing stored") if dry_run else _("batch {batch}", batch=outcome.batch)
    click.echo(
        _(
            "{title}: {dataset} as of {day} ({where}): {read} rows read, {accepted} accepted, {rejected} rejected, {ignored} ignored;"
            " {added} new, {changed} changed, {gone} gone",
            title=title, dataset=outcome.dataset, day=format_date(outcome.as_of), where=where,
            read=format_count(outcome.read), accepted=format_count(outcome.accepted),
            rejected=format_count(outcome.rejected), ignored=format_count(outcome.ignored),
            added=format_count(outcome.changes["added"]), changed=format_count(outcome.changes["changed"]),
            gone=format_count(outcome.changes["gone"]),
        )
    )  # fmt: skip
    if not outcome.complete:
        click.echo("  " + _("partial list: it may add members but marks nobody as left"))
    for problem in outcome.problems:
        place = _("row {row}", row=problem.row) if problem.row else ""
        column = f", {problem.column}" if problem.column else ""
        click.echo(f"  {place}{column}: {problem.message}")


@cli.command()
@as_json
@click.pass_obj
def batches(session: Session, as_json: bool) -> None:
    """Nhật ký các lần nạp."""
    log = session.store.batches() if session.config else []
    if as_json:
        return _print_json([batch.as_dict() for batch in log])
    for batch in log:
        state = _("taken back") if batch.undone else _("in force")
        click.echo(
            f"{batch.batch:>5}  {batch.dataset:<12} {format_date(batch.as_of):>10}  {format_count(batch.accepted):>8}"
            f"/{format_count(batch.read):<8} {state}  {batch.file} {batch.sheet}"
        )
    return None


@cli.command()
@click.argument("batch", type=int)
@click.option("--reason", default="", help="Lý do.")
@as_json
@click.pass_obj
def undo(session: Session, batch: int, reason: str, as_json: bool) -> None:
    """Rút lại một lần nạp: số liệu trở lại như khi chưa có nó."""
    session.config  # noqa: B018  the language and the database are named there
    answers.undo(session.store, batch, undone_by=getpass.getuser(), reason=reason, at=session.now())
    if as_json:
        _print_json({"batch": batch, "undone": True})
    else:
        click.echo(_("batch {batch} was taken back", batch=batch))


@cli.command()
@click.option("--as-of", type=DateParameter(), required=True, help="Ngày chốt số liệu.")
@click.option("--known-at", type=ASKING, help="Theo những gì đã nạp và quyết định đến thời điểm này.")
@as_json
@click.pass_obj
def status(session: Session, as_of: date, known_at: datetime | None, as_json: bool) -> None:
    """Năm chỉ tiêu đến một ngày: đạt chưa, thiếu bao nhiêu, ở thôn nào."""
    answer = answers.status(session.store, session.config, as_of, known_at)
    if as_json:
        return _print_json(_status_dict(answer))
    click.echo(_("Figures as of {day}", day=format_date(answer.as_of)))
    for assessment in answer.indicators:
        _print_assessment(session.config, assessment)
    return None


def _status_dict(answer: answers.Status) -> dict[str, object]:
    return {
        "as_of": answer.as_of.isoformat(),
        "known_at": answer.known_at.isoformat(sep=" "),
        "indicators": [assessment.as_dict() for assessment in answer.indicators],
    }


VERDICT_WORDS = {
    Verdict.MET: N_("met"),
    Verdict.NOT_MET: N_("not met"),
    Verdict.NO_TARGET: N_("no target set"),
    Verdict.NO_DATA: N_("no data"),
    Verdict.NONE_OCCURRED: N_("none occurred"),
}


def _print_assessment(config: Config, row: Assessment) -> None:
    words = [f"{config.indicator(row.id).short_title}:"]
    if row.numerator is not None and row.denominator:
        ratio = format_ratio(row.numerator, row.denominator, row.target)
        words.append(
            f"{ratio} ({format_count(row.numerator)}/{format_count(row.denominator)} {config.indicator(row.id).unit})"
        )
    words.append("– " + _(VERDICT_WORDS[row.verdict]))
    if row.target is not None and row.verdict in (Verdict.MET, Verdict.NOT_MET):
        words.append(_("(target {target})", target=format_percent_target(row.target)))
    if row.shortfall:
        words.append(
            _("short of {count} {unit}", count=format_count(row.shortfall), unit=config.indicator(row.id).unit)
        )
    click.echo("  " + " ".join(words))
    for village in row.villages:
        if village.shortfall:
            name = village.name or _("no village")
            click.echo("      " + _("{village}: short of {count}", village=name, count=format_count(village.shortfall)))


@cli.command()
@click.option("--from", "start", type=DateParameter(), help="Từ ngày.")
@click.option("--to", "end", type=DateParameter(), help="Đến ngày.")
@click.option("--known-at", type=ASKING, help="Theo những gì đã biết đến thời điểm này.")
@as_json
@click.pass_obj
def history(session: Session, start: date | None, end: date | None, known_at: datetime | None, as_json: bool) -> None:
    """Các chỉ tiêu tại mỗi cuối tháng và mỗi ngày có số liệu."""
    rows = answers.history(session.store, session.config, start, end, known_at)
    if as_json:
        return _print_json([_status_dict(row) for row in rows])
    for row in rows:
        parts = [
            format_ratio(part.numerator, part.denominator, part.target)
            if part.numerator is not None and part.denominator
            else "—"
            for part in row.indicators
        ]
        click.echo(f"{format_date(row.as_of):>10}  " + "  ".join(f"{part:>7}" for part in parts))
    return None


@cli.command()
@click.option(
    "--state", type=click.Choice(["suggested", "confirmed", "rejected", "unlinked"]), help="Chỉ những dòng này."
)
@click.option("--as-of", type=DateParameter(), help="Ngày chốt (mặc định: ngày mới nhất có số liệu).")
@as_json
@click.pass_obj
def links(session: Session, state: str | None, as_of: date | None, as_json: bool) -> None:
    """Thành viên nào được tính cho hộ, doanh nghiệp, cơ quan nào, và vì sao."""
    day = as_of or answers.newest_observation(session.store)
    rows = answers.links(session.store, session.config, day, state) if day else ()
    if as_json:
        return _print_json([asdict(row) for row in rows])
    for row in rows:
        entity = f"{row.entity_kind}:{row.entity_code}" if row.entity_code else "—"
        click.echo(f"{row.group}  {row.member}  {row.display_name}  →  {entity}  {row.state}: {row.reason}")
    return None


@cli.command()
@click.argument("member")
@click.argument("entity")
@click.option("--yes/--no", "confirmed", required=True, default=None, help="Đúng / không phải.")
@click.option("--reason", required=True, help="Lý do.")
@as_json
@click.pass_obj
def decide(session: Session, member: str, entity: str, confirmed: bool, reason: str, as_json: bool) -> None:
    """Xác nhận hoặc bác bỏ: thành viên này đại diện cho hộ, doanh nghiệp hay cơ quan kia."""
    kind, code = answers.decide(
        session.store, session.config, member, entity,
        confirmed=confirmed, reason_given=reason, decided_by=getpass.getuser(), at=session.now(),
    )  # fmt: skip
    if as_json:
        _print_json({"member": member, "entity_kind": kind, "entity_code": code, "confirmed": confirmed})
    else:
        click.echo(_("noted: {member} – {entity}", member=member, entity=f"{kind}:{code}"))


@cli.command()
@click.option("--as-of", type=DateParameter(), required=True, help="Ngày chốt số liệu.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Thư mục kết quả.")
@click.option("--freeze", is_flag=True, help="Chốt báo cáo.")
@as_json
def report(as_of: date, out: Path, freeze: bool, as_json: bool) -> None:  # noqa: ARG001
    """Báo cáo Word, Excel và tệp tổng hợp (chưa có trong bản này)."""
    raise UserError(
        _("Reports are not made by this version yet"),
        remedy=_("Use `status` and `history` with --json until then."),
        code="not_yet",
    )


@cli.command()
@as_json
@click.pass_obj
def verify(session: Session, as_json: bool) -> None:
    """Tính lại mọi số liệu đã lưu theo từng dòng và so sánh; khác nhau thì mã kết thúc là 1."""
    differences = answers.verify(session.store, session.config)
    if as_json:
        _print_json(differences)
    else:
        for difference in differences:
            click.echo("  ".join(f"{name}={value}" for name, value in difference.items()))
        click.echo(_("{count} differences", count=len(differences)) if differences else _("every figure is confirmed"))
    sys.exit(WITH_REJECTED if differences else DONE)


@cli.command()
@click.option(
    "--folder", type=click.Path(path_type=Path), default=Path("data/sample"), help="Nơi ghi các tệp mô phỏng."
)
@as_json
@click.pass_obj
def demo(session: Session, folder: Path, as_json: bool) -> None:
    """Nạp dữ liệu mô phỏng vào một cơ sở dữ liệu trống."""
    from kpi.ingest.demo import fill_with_sample

    with _progress(quiet=as_json) as progress:
        outcomes = fill_with_sample(session.store, session.config, folder, progress)
    if as_json:
        _print_json([outcome.as_dict() for outcome in outcomes])
    else:
        click.echo(_("{count} simulated lists were loaded", count=format_count(len(outcomes))))


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """A progress bar on the error stream, where a person is watching."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, file=sys.stderr, item_show_func=lambda item: item or "") as bar:
        shown = 0

        def show(done: int, total: int, what: str) -> None:
            nonlocal shown
            step = int(1000 * done / max(total, 1)) - shown
            shown += max(step, 0)
            bar.update(max(step, 0), what)

        yield show


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command; what a console cannot show is replaced, never a reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli.main(args=list(arguments) if arguments is not None else None, prog_name="python -m kpi")
