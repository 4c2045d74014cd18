"""The command that holds all that is stored against its lists, and what it finds in words."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kpi.cli.asking import VERDICT_WORDS
from kpi.cli.session import DONE, WITH_REJECTED, Session, as_json, by_engine, print_json, typed_text
from kpi.config.models import Config
from kpi.i18n.messages import N_, _
from kpi.judgement.verdicts import Verdict

if TYPE_CHECKING:
    from kpi.operations.verify import Copy, Difference

# What is said of a difference, by the figure that it is of; of all others see ``_figure_in_words``.
_SAID = {
    "accepted": N_("Load {batch}: {stored} rows were accepted by the log, {recomputed} are there"),
    "read": N_("Load {batch}: {stored} rows were read by the log; those accepted, rejected and ignored are {recomputed}"),
    "batch": N_("Load {batch}: {recomputed} rows are there, and the log does not know it"),
    "content": N_("Frozen as number {frozen}: what was kept has been changed; its check code is {recomputed}, stated is {stored}"),
    "check code": N_("Frozen as number {frozen}: check code {stored}, recomputed {recomputed}"),
}  # fmt: skip
_SIDES = {"now": N_("on its day"), "before": N_("on the day it was compared with")}


def in_words(difference: Difference, config: Config) -> str:
    """A difference as a person is told of it."""
    figure = str(difference["figure"])
    values = {name: str(value) for name, value in difference.items()}
    if figure in _SAID:
        return _(_SAID[figure], **values)
    if figure == "signature":
        from kpi.reports.sending import seals

        return _("Frozen as number {frozen}: {seal}", seal=_(seals.WORDS[seals.OwnSeal(values["stored"])]), **values)
    if lines := cast("tuple[str, ...]", difference.get("engines", ())):
        said = _("Frozen as number {frozen}: the two engines have different figures", **values)
        return "\n  ".join((said, *lines))
    file = figure.removeprefix("file ")
    if file != figure:
        return _("Report no. {frozen}: {file} is no longer the file that went up", file=file, **values)
    return _figure_in_words(figure, values, config)


def _figure_in_words(figure: str, values: Mapping[str, str], config: Config) -> str:
    """A figure of a frozen state: when, of which indicator and village, what it was and what it is now."""
    side, _blank, rest = figure.partition(" ")
    indicator, _blank, village = rest.partition(" ")
    titles: dict[str, str] = {row.id: row.spoken_title for row in config.plan.indicators}
    of = ", ".join(filter(None, (titles.get(indicator, indicator), village)))
    return _(
        "Frozen as number {frozen}, {of} ({side}): frozen {stored}, recomputed {recomputed}",
        of=of, side=_(_SIDES[side]) if side in _SIDES else side, frozen=values["frozen"],
        stored=_counts_in_words(values["stored"]), recomputed=_counts_in_words(values["recomputed"]),
    )  # fmt: skip


def _counts_in_words(counts: str) -> str:
    """Counts with their verdict ("69/94 met") as a person reads them."""
    level, _blank, verdict = counts.rpartition(" ")
    if not level or verdict not in tuple(Verdict):
        return counts or _("no data")
    return _("no data") if "None" in level else f"{level} ({_(VERDICT_WORDS[Verdict(verdict)])})"


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--qr", type=click.Path(path_type=Path), help="Kiểm tra bản giấy: nội dung mã QR, trong tệp này hoặc - để dán."
)
@by_engine
@as_json
@click.pass_obj
def verify(session: Session, files: tuple[Path, ...], qr: Path | None, engine: str, as_json: bool) -> None:
    """Tính lại mọi số liệu đã lưu và so sánh; khác nhau thì mã kết thúc là 1. Có FILES: các tệp này có đúng là tệp đã chốt không."""
    from kpi.exchange.keys import UnitKeys
    from kpi.operations.verify import verify as recomputed
    from kpi.operations.verify import verify_copies
    from kpi.reports.sending import seals

    if qr is not None:
        from kpi.cli.keys import tell_paper

        return tell_paper(seals.check(session.store, session.config, typed_text(qr)), as_json=as_json)
    if files:
        return _tell_copies(*verify_copies(session.store, files), as_json=as_json)
    differences = recomputed(session.store, session.config, twice=engine == "spark")
    unexplained = [difference for difference in differences if "cause" not in difference]
    if as_json:
        print_json(differences)
    else:
        for difference in differences:
            click.echo(in_words(difference, session.config))
        signed = seals.in_words(seals.seals_of(session.store, UnitKeys.beside(session.store.path)).values())
        if signed:
            click.echo(_("Frozen reports: {said}", said=signed))
        if len(differences) > len(unexplained):
            click.echo(_("{count} figures restated by a ruling", count=len(differences) - len(unexplained)))
        click.echo(_("{count} differences", count=len(unexplained)) if unexplained else _("every figure is confirmed"))
    sys.exit(WITH_REJECTED if unexplained else DONE)


def _tell_copies(copies: Sequence[Copy], differences: Sequence[Difference], *, as_json: bool) -> None:
    """Of which reports files are copies; ends with 1 where one is none, or cannot be checked."""
    if as_json:
        print_json({"copies": [asdict(copy) for copy in copies], "differences": differences})
    else:
        for copy in copies:
            click.echo(_copy_in_words(copy))
        for difference in differences:
            click.echo(_no_copy_in_words(difference))
    sys.exit(WITH_REJECTED if differences else DONE)


def _no_copy_in_words(difference: Difference) -> str:
    """That a file is no copy; of a PDF why nothing is said of it, and what can be checked instead."""
    file = str(difference["figure"]).removeprefix("file ")
    if "unchecked" not in difference:
        return _("{file}: no faithful copy of anything that went up", file=file)
    return _(
        "{file}: a PDF is made anew each time and cannot be checked byte by byte. Check the Word file that it was made from, or "
        "the QR in the first page's footer: verify --qr FILE.",
        file=file,
    )


def _copy_in_words(copy: Copy) -> str:
    if copy.replaced_by is None:
        return _("{file}: a faithful copy, of report {number}", file=copy.file, number=copy.report)
    return _(
        "{file}: a faithful copy, of report {number}, which has been replaced by report {newer}",
        file=copy.file, number=copy.report, newer=copy.replaced_by,
    )  # fmt: skip
