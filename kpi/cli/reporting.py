"""The commands that report: make a report's files, freeze it, list what was frozen, sign it off."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpi.cli.session import ASKING, DateParameter, Session, as_json, print_json, progress_bar, tell
from kpi.domain.errors import UsageError, UserError
from kpi.domain.periods import LENGTHS
from kpi.i18n.formats import format_date, format_moment
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from kpi.store import PaperStep


@click.command()
@click.option("--as-of", type=DateParameter(), required=True, help="Ngày chốt số liệu.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Thư mục kết quả.")
@click.option(
    "--period", type=click.Choice(list(LENGTHS)), help="Kỳ: tháng, quý, 6 tháng, năm (mặc định: theo cấu hình)."
)
@click.option("--freeze", is_flag=True, help="Chốt báo cáo: có số, mã kiểm tra; tệp được giữ lại, không sửa.")
@click.option("--by", "done_by", default="", help="Người lập (mặc định: tên đăng nhập máy).")
@click.option("--replaces", type=int, help="Số báo cáo đã chốt được thay.")
@click.option("--known-at", type=ASKING, help="Theo những gì đã biết đến thời điểm này (chỉ cho dự thảo).")
@click.option("--no-pictures", is_flag=True, help="Không vẽ biểu đồ, dùng thanh trong bảng.")
@click.option("--request", default="", help="Văn bản của cấp trên yêu cầu báo cáo: “Công văn số … ngày … của …”.")
@click.option("--pdf", is_flag=True, help="Thêm bản PDF, bằng LibreOffice hoặc Word trên máy này.")
@click.option("--plan", help="Kế hoạch nào (id trong config.yaml → plans; mặc định: kế hoạch của ngày ấy).")
@as_json
@click.pass_obj
def report(
    session: Session, as_of: date, out: Path, period: str | None, freeze: bool, done_by: str, replaces: int | None,
    known_at: datetime | None, no_pictures: bool, request: str, pdf: bool, plan: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Báo cáo Word, Excel và tệp tổng hợp của một kỳ; chốt được bằng --freeze."""
    from kpi.reports.content.gathering import Order
    from kpi.reports.content.requests import request_of
    from kpi.reports.pdf.converting import the_office
    from kpi.reports.sending import delivery
    from kpi.reports.sending.files import without_qr
    from kpi.reports.sending.freezing import gap_in_words

    if pdf:
        the_office()  # asked before anything is made or frozen
    config = session.speaking_of(plan, as_of)
    order, root = Order(as_of, period, request_of(request)), session.config_file.resolve().parent
    if freeze and known_at is not None:
        raise UserError(
            _("Only what is known now can be frozen"),
            remedy=_("Leave --known-at out, or --freeze."),
            code="past_freeze",
        )
    with progress_bar(quiet=as_json) as progress:
        if freeze:
            made, frozen = delivery.freeze(
                session.store, config, order, root, frozen_by=session.by(done_by), at=session.now(),
                replaces=replaces, drawn=not no_pictures, progress=progress,
            )  # fmt: skip
        else:
            frozen = None
            made = delivery.draft(
                session.store, config, order, root, known_at, drawn=not no_pictures, progress=progress
            )
    if frozen is not None and not as_json:
        said = _("Frozen as number {number}, check code {code}.", number=frozen.number, code=frozen.state.code)
        click.echo(" ".join(filter(None, (said, gap_in_words(frozen)))))
    try:
        paths = delivery.put(out, made.files)
        paths += delivery.put(out, delivery.pdfs(made.files)) if pdf else []
    except UserError as error:
        if frozen is not None:  # it stands, and must not be frozen a second time for a folder's sake
            error.remedy = _(
                "The report is frozen and its files are kept. Write them elsewhere: reports --number {number} --out FOLDER",
                number=frozen.number,
            )
        raise
    if as_json:
        told = {"pictures": made.pictures, "qr": made.qr_has_place, "warnings": made.warnings}
        return print_json({**_described(frozen), "files": [str(path) for path in paths], **told})
    for path in paths:
        click.echo(f"  {path}")
    if made.pictures == "bars":
        click.echo(_("No browser was found to draw the charts with; the tables' own bars stand in their place."))
    if without_qr(made):
        click.echo(without_qr(made))
    for warning in made.warnings:
        click.echo(warning, err=True)
    return None


def _described(found: object) -> dict[str, object]:
    """A frozen report for machines; of a draft only that it is one."""
    from kpi.reports.sending.freezing import FrozenReport, aggregate_kept

    if not isinstance(found, FrozenReport):
        return {"number": None, "code": None}
    state = found.state
    aggregate = aggregate_kept(state)
    seal = ("sha256", "key", "signature")
    return {
        "number": found.number,
        "code": state.code,
        **{name: getattr(aggregate.header, name) if aggregate else None for name in seal},
        "as_of": state.as_of,
        "known_at": state.known_at,
        "period": found.kept.period,
        "starts_on": found.kept.starts_on,
        "replaces": found.kept.replaces,
        "replaced_by": found.replaced_by,
        "gap": found.gap,
        "config": state.config_hash,
        "batches": state.batches,
        "paper": _paper(found.kept.paper_by()),
        "steps": [{"step": step.step, "by": step.done_by, "at": step.known_at} for step in found.kept.steps],
    }


def _paper(noted: PaperStep | None) -> dict[str, object] | None:
    """The paper that a report became; None: nobody has noted one."""
    if noted is None:
        return None
    return {"number": noted.paper, "issued_on": noted.issued_on, "by": noted.noted_by, "at": noted.known_at}


@click.command("reports")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Ghi lại tệp đã chốt vào thư mục này.")
@click.option("--number", type=int, help="Chỉ báo cáo số này.")
@click.option("--changes", is_flag=True, help="Số liệu đã báo cáo mà hiểu biết hôm nay sẽ thay đổi, và vì sao.")
@click.option("--pdf", is_flag=True, help="Với --out: thêm bản PDF của tệp Word.")
@as_json
@click.pass_obj
def list_reports(
    session: Session, out: Path | None, number: int | None, changes: bool, pdf: bool, as_json: bool
) -> None:
    """Các báo cáo đã chốt, mã kiểm tra, các bước ký; các số liệu nay đã khác."""
    from kpi.reports.sending import delivery, freezing

    found = [freezing.frozen_report(session.store, number)] if number else freezing.frozen_reports(session.store)
    paths = [] if out is None else [path for one in found for path in _written(session, one.number, out, pdf=pdf)]
    restated = delivery.restated(session.store, session.config, found) if changes else ()
    if as_json:
        rows = [
            {**_described(one), "files": [file.name for file in session.store.report_files(one.number)]}
            for one in found
        ]
        return print_json({"reports": rows, "changes": restated} if changes else rows)
    for one in found:
        words = [f"{one.number}", format_date(one.state.as_of), one.state.code, format_moment(one.state.frozen_at)]
        noted = one.kept.paper_by()
        words += [f"{noted.paper}, {format_date(noted.issued_on)}"] if noted and noted.issued_on else []
        click.echo("  ".join([*words, *(f"{_(freezing.STEPS[step.step])}: {step.done_by}" for step in one.kept.steps)]))
        if one.gap:
            click.echo(f"    {freezing.gap_in_words(one)}")
    for row in restated:
        told = {**row, "figure": _figure_in_words(session, row["figure"]), "now": row["now_in_words"]}
        click.echo(_("No. {number}, {figure}: sent {sent}, now {now}", **told))
        for cause in row["causes"]:
            click.echo(f"    {cause}")
    for path in paths:
        click.echo(f"  {path}")
    return None


def _figure_in_words(session: Session, figure: str) -> str:
    """An indicator as its title, with the village where it is of one."""
    indicator, _blank, village = figure.partition(" ")
    title = session.config.indicator(indicator).spoken_title
    return f"{title}, {village}" if village else title


def _written(session: Session, number: int, out: Path, *, pdf: bool) -> list[Path]:
    """A frozen report's files, written again; with the PDF of its Word file where it is asked for."""
    from kpi.reports.sending import delivery

    files = delivery.kept_files(session.store, number)
    return delivery.put(out, [*files, *(delivery.pdfs(files) if pdf else ())])


@click.command()
@click.argument("number", type=int)
@click.option("--step", type=click.Choice(["checked", "approved"]), required=True, help="Bước: kiểm tra, duyệt.")
@click.option("--by", "done_by", required=True, help="Ai.")
@as_json
@click.pass_obj
def sign(session: Session, number: int, step: str, done_by: str, as_json: bool) -> None:
    """Ghi bước kiểm tra, duyệt của một báo cáo đã chốt."""
    from kpi.reports.sending import freezing

    found = freezing.sign(session.store, session.config, number, step, done_by=session.by(done_by), at=session.now())
    said = _("Noted: report {number}, {step}: {name}", number=number, step=_(freezing.STEPS[step]), name=done_by)
    tell(_described(found), said, as_json=as_json)


@click.command()
@click.argument("number", type=int)
@click.option("--paper", default="", help="Số và ký hiệu ghi trên báo cáo đã ký: 12/BC-UBND.")
@click.option("--on", "issued_on", type=DateParameter(), help="Ngày ban hành ghi trên báo cáo.")
@click.option("--take-back", is_flag=True, help="Rút lại số đã ghi nhầm.")
@click.option("--by", "noted_by", required=True, help="Ai ghi.")
@as_json
@click.pass_obj
def paper(
    session: Session, number: int, paper: str, issued_on: date | None, take_back: bool, noted_by: str, as_json: bool
) -> None:
    """Ghi số và ngày ban hành của một báo cáo đã chốt, sau khi ký; rút lại được bằng --take-back."""
    from kpi.reports.sending import papers

    if take_back is (issued_on is not None) or take_back is bool(paper):
        raise UsageError(
            _("Say the number and its day, or that they are taken back"),
            expected=_("--paper and --on, or --take-back"),
        )
    if issued_on is None:
        found = papers.take_paper_back(session.store, number, noted_by=noted_by, at=session.now())
        said = _("Taken back: the number of report {number}", number=number)
    else:
        found = papers.note_paper(session.store, number, paper, issued_on, noted_by=noted_by, at=session.now())
        noted = found.kept.paper_by()
        written = noted.paper if noted else ""
        said = _("Noted: report {number} is {paper} of {day}", number=number, paper=written, day=format_date(issued_on))
    tell(_described(found), said, as_json=as_json)
