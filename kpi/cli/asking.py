"""The commands that ask: the figures of a day and of every day, and who is linked to whom."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from kpi.cli.session import ASKING, DateParameter, Session, as_json, by_engine, print_json
from kpi.config.models import Config
from kpi.domain.reasons import INCOMPLETE, Reason
from kpi.i18n.formats import format_count, format_date, format_goal, format_ratio
from kpi.i18n.lists import lists_in_words
from kpi.i18n.messages import N_, _
from kpi.judgement.verdicts import Verdict

if TYPE_CHECKING:  # what the other commands' help does without is loaded by the command that asks
    from kpi.answers.status import Status
    from kpi.judgement.assessment import Assessment
    from kpi.rollup.answer import Total


@click.command()
@click.option("--as-of", type=DateParameter(), required=True, help="Ngày chốt số liệu.")
@click.option("--known-at", type=ASKING, help="Theo những gì đã nạp và quyết định đến thời điểm này.")
@click.option("--plan", help="Kế hoạch nào (id trong config.yaml → plans; mặc định: kế hoạch của ngày ấy).")
@by_engine
@as_json
@click.pass_obj
def status(
    session: Session, as_of: date, known_at: datetime | None, plan: str | None, engine: str, as_json: bool
) -> None:
    """Các chỉ tiêu đến một ngày: đạt chưa, thiếu bao nhiêu, ở thôn nào."""
    from kpi.answers import status as answers

    config = session.speaking_of(plan, as_of)
    if engine == "duckdb":
        answer = answers.status(session.store, config, as_of, known_at)
    else:
        from kpi.operations.lake import status_by

        answer = status_by(session.store, config, as_of, known_at, engine=engine)
    if as_json:
        return print_json(status_dict(answer, config))
    print_status(answer, config)
    return None


def print_status(answer: Status, config: Config) -> None:
    """The figures of a day in words."""
    click.echo(_("Figures as of {day}", day=format_date(answer.as_of)))
    if len(config.plans) > 1:
        click.echo(_("Plan {id}: {title}", id=config.plan.id, title=config.plan.title))
    for assessment in answer.indicators:
        _print_assessment(config, assessment)


def status_dict(answer: Status, config: Config) -> dict[str, object]:
    """The figures of a day for machines."""
    return {
        "plan": config.plan.id,
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
# What the reason says better: there are counts.
_UNJUDGED: dict[tuple[Verdict, Reason | None], str] = {
    **{(Verdict.NO_DATA, reason): N_("not enough data") for reason in INCOMPLETE},
    (Verdict.NO_TARGET, Reason.DIFFERENT_TARGETS): N_("different targets"),
}


def judged_in_words(config: Config, row: Assessment | Total, counts: str) -> list[str]:
    """An indicator's title, ratio with its counts, verdict and target."""
    words = [f"{config.indicator(row.id).spoken_title}:"]
    if row.numerator is not None and row.denominator:
        words.append(f"{format_ratio(row.numerator, row.denominator, row.target)} ({counts})")
    words.append("– " + _(_UNJUDGED.get((row.verdict, row.reason), VERDICT_WORDS[row.verdict])))
    if row.target is not None and row.verdict in (Verdict.MET, Verdict.NOT_MET):
        words.append(_("(target {target})", target=format_goal(row.target)))
    return words


def _print_assessment(config: Config, row: Assessment) -> None:
    words, unit = judged_in_words(config, row, _counts(config, row)), config.indicator(row.id).spoken_counted_in
    if row.shortfall:
        words.append(_("short of {count} {unit}", count=format_count(row.shortfall), unit=unit))
    if row.waiting and row.numerator is not None and row.denominator:
        high = format_ratio(row.numerator + row.waiting, row.denominator, row.target)
        words.append(
            _("· up to {ratio} if {count} {unit} are confirmed", ratio=high, count=format_count(row.waiting), unit=unit)
        )
    click.echo("  " + " ".join(words))
    lists = lists_in_words(row.basis.observed_on, row.basis.oldest_on, flow=row.is_flow)
    if lists and row.numerator is not None:
        click.echo(f"      {lists}")
    if row.basis.uncovered:
        click.echo("      " + _("No household register yet: {villages}", villages=", ".join(row.basis.uncovered)))
    if row.basis.unlisted and row.numerator is not None:
        said = _("No list of these villages yet: {villages}", villages=", ".join(row.basis.unlisted))
        click.echo(f"      {said}")
    if row.basis.unmarked and row.numerator is not None:
        said = _("No list with the column that says who takes part: {villages}", villages=", ".join(row.basis.unmarked))
        click.echo(f"      {said}")
    for village in row.villages:
        if village.shortfall:
            name = village.name or _("no village")
            click.echo("      " + _("{village}: short of {count}", village=name, count=format_count(village.shortfall)))


def _counts(config: Config, row: Assessment) -> str:
    """The counts; of some villages only, with how many."""
    counts = f"{format_count(row.numerator or 0)}/{format_count(row.denominator or 0)} {config.indicator(row.id).spoken_counted_in}"
    if not row.basis.uncovered or row.basis.covered is None:
        return counts
    covered, every = map(format_count, row.basis.covered)
    return _("{counts} of {covered}/{all} villages", counts=counts, covered=covered, all=every)


_HISTORY_WIDTH = len("1.234/1.234 100,0%")


@click.command()
@click.option("--from", "start", type=DateParameter(), help="Từ ngày.")
@click.option("--to", "end", type=DateParameter(), help="Đến ngày.")
@click.option("--known-at", type=ASKING, help="Theo những gì đã biết đến thời điểm này.")
@click.option("--plan", help="Kế hoạch nào (id trong config.yaml → plans; mặc định: kế hoạch của ngày ấy).")
@as_json
@click.pass_obj
def history(
    session: Session, start: date | None, end: date | None, known_at: datetime | None, plan: str | None, as_json: bool
) -> None:
    """Các chỉ tiêu tại mỗi cuối tháng và mỗi ngày có số liệu."""
    from kpi.answers import status as answers

    config = session.speaking_of(plan, end)
    rows = answers.history(session.store, config, start, end, known_at)
    if as_json:
        return print_json([status_dict(row, config) for row in rows])
    if rows:
        titles = [config.indicator(part.id).spoken_title for part in rows[0].indicators]
        click.echo("  ".join([f"{_('Cut-off date'):>10}", *(f"{title:>{_HISTORY_WIDTH}}" for title in titles)]))
    for row in rows:
        parts = [
            f"{_level(part):>{max(_HISTORY_WIDTH, len(title))}}"
            for part, title in zip(row.indicators, titles, strict=True)
        ]
        click.echo("  ".join([f"{format_date(row.as_of):>10}", *parts]))
    return None


def _level(row: Assessment) -> str:
    """The counts and their ratio, as in "68/94 72,3%"."""
    if row.numerator is None or not row.denominator:
        return "—"
    counts = f"{format_count(row.numerator)}/{format_count(row.denominator)}"
    return f"{counts} {format_ratio(row.numerator, row.denominator, row.target)}"


@click.command()
@click.option(
    "--state", type=click.Choice(["suggested", "confirmed", "rejected", "unlinked"]), help="Chỉ những dòng này."
)
@click.option("--as-of", type=DateParameter(), help="Ngày chốt (mặc định: ngày mới nhất có số liệu).")
@as_json
@click.pass_obj
def links(session: Session, state: str | None, as_of: date | None, as_json: bool) -> None:
    """Thành viên nào được tính cho hộ, doanh nghiệp, cơ quan nào, và vì sao."""
    from kpi.answers import links as linking
    from kpi.answers.question import newest_observation

    day = as_of or newest_observation(session.store)
    rows = linking.links(session.store, session.config, day, state) if day else ()
    if as_json:
        return print_json([asdict(row) for row in rows])
    for row in rows:
        entity = f"{row.entity_kind}:{row.entity_code}" if row.entity_code else "—"
        click.echo(f"{row.group}  {row.member}  {row.display_name}  →  {entity}  {row.state}: {row.reason}")
    return None
