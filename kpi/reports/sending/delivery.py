"""Makes a report and hands it over: the page and the command line call the same functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import all_known
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange.package import PACKAGE, joined
from kpi.exchange.whole import take_place, unfinished
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import _
from kpi.reports.content import wording
from kpi.reports.content.gathering import Order, aggregate_of, gather
from kpi.reports.content.restated import Restatement, restatements
from kpi.reports.sending import freezing
from kpi.reports.sending.files import Made, Progress, make
from kpi.reports.sending.freezing import FrozenReport
from kpi.store import Store


def draft(
    store: Store, config: Config, order: Order, root: Path, known_at: datetime | None = None, *, drawn: bool = True,
    progress: Progress | None = None,
) -> Made:  # fmt: skip
    """The files of a report that is not frozen; every page of them says so."""
    report = gather(store, config, order, known_at)
    return make(report, aggregate_of(report, None), root, drawn=drawn, progress=progress)


@needs(Right.REPORTS)
def freeze(
    store: Store, config: Config, order: Order, root: Path, *, frozen_by: str, at: datetime, replaces: int | None = None,
    drawn: bool = True, progress: Progress | None = None,
) -> tuple[Made, FrozenReport]:  # fmt: skip
    """A frozen report and the files that were kept with it."""
    made: list[Made] = []

    def making(report: Any, aggregate: Any) -> Sequence[tuple[str, bytes]]:
        made.append(make(report, aggregate, root, drawn=drawn, progress=progress))
        return made[0].files

    if config.reports.two_engines and progress is not None:
        progress(0, 1, _("Asking the second engine"))
    found = freezing.freeze(store, config, order, making, frozen_by=frozen_by, at=at, replaces=replaces)
    return made[0], found


def kept_files(store: Store, number: int) -> list[tuple[str, bytes]]:
    """The files of a frozen report as they went up; a file that has been touched is not handed out."""
    files = store.report_files(number)
    broken = [file.name for file in files if not file.intact]
    if broken:
        raise UserError(
            _("A frozen file has been changed in the database"),
            place=", ".join(broken),
            remedy=_("Restore the database from a backup; the figures can be checked by their code."),
            code="broken_file",
        )
    return [(file.name, file.content) for file in files]


def pdfs(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The Word files among them as PDFs, made now: they are no part of what is frozen (docs/decisions/reports.md#pdf)."""
    from kpi.reports.pdf.converting import pdf_of

    return [(f"{Path(name).stem}.pdf", pdf_of(content)) for name, content in files if name.endswith(".docx")]


def put(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Writes files into a folder, each whole or not at all. A frozen file's name is never given to other content; the data package
    of several reports in one folder describes them all."""
    try:
        return _put(folder, files)
    except OSError as error:  # no right to it, no room, a drive that is gone, a path too long for Windows
        raise UserError(
            _("Files cannot be written to this folder"), place=str(folder), found=system_in_words(error),
            remedy=_("Choose a folder of your own on this PC, with a short path."), code="folder_closed",
        ) from error  # fmt: skip


def _put(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    every = [_beside_others(folder / name, content) for name, content in files]
    for path, content in every:
        if _is_frozen(path) and path.exists() and path.read_bytes() != content:
            raise UserError(
                _("Another file of this name is there already"),
                place=str(path),
                remedy=_("Choose another folder: a frozen report's file is never overwritten."),
                code="file_exists",
            )
    for path, content in every:
        with unfinished(path, content, shared=True) as written:
            _take_place(written, path)
    return [path for path, _content in every]


def _take_place(written: Path, path: Path) -> None:
    try:
        take_place(written, path)
    except PermissionError:
        raise UserError(
            _("The file cannot be written"), place=str(path), remedy=_("Close it in Word or Excel, then try again."),
            code="file_open",
        ) from None  # fmt: skip


def _is_frozen(path: Path) -> bool:
    """Whether a file has a frozen report's name; a PDF is made anew each time and differs in its own clock."""
    return "_so-" in path.name and path.suffix != ".pdf"


def _beside_others(path: Path, content: bytes) -> tuple[Path, bytes]:
    """A file as it is to be written: a data package with what that of the folder describes; one of another program stays."""
    if path.name != PACKAGE or not path.exists():
        return path, content
    there = {file.name for file in path.parent.iterdir()}
    both = joined(path.read_bytes(), content, there)
    if both is None:
        raise UserError(
            _("Another file of this name is there already"),
            place=str(path),
            remedy=_("Choose another folder."),
            code="file_exists",
        )
    return path, both


def changed_since(store: Store, config: Config, reports: Sequence[FrozenReport]) -> tuple[Restatement, ...]:
    """Figures of these reports that all that is known now would change."""
    return restatements(store, config, [report.state for report in reports], all_known(store))


def restated(store: Store, config: Config, reports: Sequence[FrozenReport]) -> list[dict[str, Any]]:
    """The same in words, for the command line."""
    return [
        {
            "number": row.number,
            "figure": row.indicator + (f" {row.village}" if row.village else ""),
            "sent": wording.counts(row.sent),
            "now": wording.counts(row.now),
            "now_in_words": wording.now_is(row),
            "observed_on": None if row.basis is None else row.basis.observed_on,
            "causes": [wording.cause(cause, config) for cause in row.causes],
        }
        for row in changed_since(store, config, reports)
    ]
