"""The command of the level above: many units' aggregate files checked, added and ranked."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpi.cli.asking import judged_in_words
from kpi.cli.session import DONE, WITH_REJECTED, DateParameter, Session, as_json, print_json, typed_text, write_file
from kpi.config.models import Config
from kpi.domain.reasons import Reason
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import N_, _

if TYPE_CHECKING:
    from kpi.rollup.answer import Ranking, RollUp, Total

ALL_REFUSED = 3
_MOST_LISTED = 10


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as-of", type=DateParameter(), help="Ngày chốt (mặc định: kỳ mới nhất có báo cáo).")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Ghi kết quả vào tệp Excel này.")
@click.option(
    "--qr", type=click.Path(path_type=Path), help="Kiểm tra bản giấy: nội dung mã QR, trong tệp này hoặc - để dán."
)
@click.option("--plan", help="Kế hoạch nào (id của kế hoạch; mặc định: kế hoạch mà nhiều đơn vị báo cáo nhất).")
@as_json
@click.pass_obj
def rollup(
    session: Session,
    files: tuple[Path, ...],
    as_of: date | None,
    out: Path | None,
    qr: Path | None,
    plan: str | None,
    as_json: bool,
) -> None:
    """Tổng hợp các xã: cộng các tệp tổng hợp mà các xã gửi lên. FILES là tệp, thư mục hoặc mẫu tên như *.parquet.

    Không ghi FILES thì đọc thư mục rollup.folder trong cấu hình. Mã kết thúc: 1 có tệp bị từ chối · 3 mọi tệp đều bị từ chối.
    """
    from kpi.rollup.asking import roll_up
    from kpi.rollup.book import workbook
    from kpi.rollup.machine import as_dict
    from kpi.rollup.sources import files_of

    if qr is not None:
        from kpi.cli.keys import tell_paper
        from kpi.rollup.keys import check

        named = files or ((session.config.rollup.folder,) if session.config.rollup.folder else ())
        return tell_paper(check(typed_text(qr), session.registry, files_of(named)), as_json=as_json)
    answer = roll_up(
        session.config, files_of(files or _configured(session.config)), as_of, with_series=as_json, registry=session.registry,
        plan=plan,
    )  # fmt: skip
    if out is not None:
        write_file(out, workbook(answer, session.config))
    if as_json:
        print_json(as_dict(answer))
    else:
        _print(answer, session.config)
    refused = any(note.refused for note in answer.notes)
    sys.exit((WITH_REJECTED if answer.accepted else ALL_REFUSED) if refused else DONE)


def _configured(config: Config) -> tuple[str, ...]:
    if not config.rollup.folder:
        raise click.UsageError(_("Name files or a folder, or set rollup.folder in the configuration."))
    return (config.rollup.folder,)


def _print(answer: RollUp, config: Config) -> None:
    from kpi.rollup import wording
    from kpi.rollup.answer import Fate

    if answer.as_of is None or answer.start is None:
        click.echo(_("No report that counts was found among {files} files", files=format_count(answer.files)))
    else:
        click.echo(
            _(
                "Units together as of {date} (period from {start}): {units} units; {reports} reports in {files} files",
                date=format_date(answer.as_of), start=format_date(answer.start), units=format_count(answer.units),
                reports=format_count(answer.accepted), files=format_count(answer.files),
            )
        )  # fmt: skip
        click.echo("  " + wording.sent_of(answer.units, len(answer.missing), len(answer.turned_away)))
        if answer.begun:
            day = format_date(answer.begun)
            click.echo("  " + _("Some units have sent to {date} already; --as-of {date} shows them", date=day))
    spoken = answer.plan.spoken(config)
    if answer.left_out or answer.plan.plan is not None:
        click.echo("  " + _("Plan: {title}", title=wording.plan_name(answer.plan)))
    for total, ranking in zip(answer.totals, answer.rankings, strict=True):
        _print_total(total, ranking, spoken)
    for title, others in (
        (N_("Reports of other plans, not added: {count}"), answer.not_added),
        (N_("Plans of which the five indicators of every commune are added: {count}"), answer.added_in_part),
    ):
        _print_list(_(title, count=format_count(len(others))), [wording.left_out(row, answer.plan) for row in others])
    _print_list(_("Not sent yet: {count}", count=format_count(len(answer.missing))),
                [f"{row.name} – {wording.last_sent(row)}" for row in answer.missing])  # fmt: skip
    if answer.missing and not config.rollup.expected:
        click.echo(f"  ({wording.awaited_without_list()})")
    _print_list(_("Merged units"), [wording.covered(row) for row in answer.covered])
    if answer.proofs:
        click.echo(_("Signatures: {said}", said=wording.proven(answer.proofs)))
    for outcome, title in (
        (Fate.REFUSED, N_("Refused: {count}")), (Fate.SET_ASIDE, N_("Set aside: {count}")),
        (Fate.COUNTED, N_("Counted, to be looked at: {count}")),
    ):  # fmt: skip
        rows = answer.of(outcome)
        told = [(wording.files(note), wording.which(note), wording.why(note, config)) for note in rows]
        _print_list(_(title, count=format_count(len(rows))), [" – ".join(filter(None, row)) for row in told])
    _print_groups(answer, spoken)


def _print_total(total: Total, ranking: Ranking, config: Config) -> None:
    from kpi.rollup import wording

    counts = f"{format_count(total.numerator or 0)}/{format_count(total.denominator or 0)}"
    words = judged_in_words(config, total, counts)
    if total.targets_differ and total.reason is not Reason.DIFFERENT_TARGETS:  # else the verdict says it
        words.append(f"({_('different targets')})")
    words.append(
        "· " + "; ".join(filter(None, [wording.met_of(total), *wording.apart(total), wording.rests_on(total)]))
    )
    click.echo("  " + " ".join(words))
    for row in [row for row in (*ranking.ranked, *ranking.apart) if row.lacking][:_MOST_LISTED]:
        click.echo("      " + _("{unit}: not judged", unit=wording.name_of(row)))
    for row in [row for row in ranking.ranked if row.shortfall][:_MOST_LISTED]:
        click.echo(
            "      "
            + _("{village}: short of {count}", village=wording.name_of(row), count=format_count(row.shortfall or 0))
        )


def _print_groups(answer: RollUp, config: Config) -> None:
    """Each province and, set in, each district: who has sent, and each indicator's counts with the units that met."""
    from kpi.rollup import wording

    for group in answer.groups:
        inner = "    " if group.place is not None and group.place.district else "  "
        click.echo(f"{inner}{wording.place(group)}: {wording.sent_of(group.units, group.missing, group.refused)}")
        for total in group.totals:
            counts = f"{format_count(total.numerator or 0)}/{format_count(total.denominator or 0)}"
            met = filter(None, (wording.met_of(total), wording.rests_on(total)))
            words = [*judged_in_words(config, total, counts), "· " + "; ".join(met)]
            click.echo(f"{inner}  " + " ".join(words))


def _print_list(title: str, rows: list[str]) -> None:
    if rows and title:
        click.echo(title)
    for row in rows:
        click.echo(f"  {row}")
