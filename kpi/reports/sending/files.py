"""The files of a report – Word, Excel, the upper level's own forms, the aggregate file – and their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kpi.exchange.aggregate import Aggregate
from kpi.exchange.package import PACKAGE, package
from kpi.i18n.messages import _
from kpi.reports.content.model import Report
from kpi.reports.content.secrecy import secrecy_warnings
from kpi.reports.content.wording import period_name
from kpi.vietnamese.text import fold

if TYPE_CHECKING:
    from kpi.reports.charts.bars import Pictures

# Told what is being made and how much of it is done: (done, of, what).
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A report's files by name, and how its charts were drawn: ``kaleido`` (pictures) or ``bars`` (the table's own).

    ``qr_has_place``: whether the office's paper has a place for the signed QR; else it goes up without.
    ``warnings``: small counts that it gives away in spite of what is hidden, in words.
    """

    files: tuple[tuple[str, bytes], ...]
    pictures: str
    qr_has_place: bool = True
    warnings: tuple[str, ...] = ()


def make(
    report: Report, aggregate: Aggregate, root: Path, *, drawn: bool = True, progress: Progress | None = None
) -> Made:
    """Every file of a report. ``root``: where the configuration's paths start; ``drawn`` False: bars instead of pictures."""
    # Libraries that write Word and Excel are slow to load, and only who makes a file needs them.
    from kpi.reports.excel.annexes import workbook
    from kpi.reports.excel.their_form import filled_forms
    from kpi.reports.word.template import has_field
    from kpi.reports.word.writing import word

    told = progress or (lambda _done, _of, _what: None)
    name = file_name(report)
    told(0, 4, _("charts"))
    pictures = drawn_for(report, drawn=drawn)
    told(1, 4, _("Word file"))
    files = [(f"{name}.docx", word(report, template_of(report, root), pictures))]
    told(2, 4, _("Excel file"))
    files.append((f"{name}.xlsx", workbook(report)))
    files += [(f"{name}_{form}", content) for form, content in filled_forms(report, root)]
    told(3, 4, _("aggregate file"))
    files += aggregate_files(aggregate, name)
    told(4, 4, "")
    return Made(tuple(files), pictures.kind, has_field(template_of(report, root), "ma_qr"), secrecy_warnings(report))


def without_qr(made: Made) -> str:
    """What is said of a paper that has no place for the QR; empty where it has one."""
    if made.qr_has_place:
        return ""
    return _(
        "The office's template has no place for the signed QR, so the paper cannot be checked by itself: "
        "put {field} into the first page's footer (docs/report-template.md).",
        field="{{ ma_qr }}",
    )


def drawn_for(report: Report, *, drawn: bool = True) -> Pictures:
    """The report's charts: by a browser where one is found, else bars."""
    from kpi.reports.charts.bars import Pictures
    from kpi.reports.charts.pictures import draw

    return draw(report) if drawn else Pictures.bars(report)


def template_of(report: Report, root: Path) -> Path:
    """The office's own paper."""
    return root / report.config.reports.template


def aggregate_files(aggregate: Aggregate, name: str) -> list[tuple[str, bytes]]:
    """The aggregate file in its three forms, and the data package that describes them."""
    from kpi.exchange.writing import write

    with TemporaryDirectory() as folder:
        paths = write(Path(folder), f"{name}_tong-hop", aggregate.header, aggregate.rows)
        described = (PACKAGE, package(aggregate.header, paths))
        return [*((path.name, path.read_bytes()) for path in paths), described]


def file_name(report: Report) -> str:
    """Unit, period, cut-off and number: "bao-cao_15292-xa-ha-giang_quy-iv-nam-2024_den-2024-12-14_so-3"; a draft says so.

    Of a period that has only begun its first day: "…_tu-2024-06-15_den-2024-06-30_so-3"; of a plan with indicators of its own its
    name: "bao-cao_nuoc-sach_15292-…".
    """
    plan = "" if report.config.plan.tells_no_more else f"{_slug(report.config.plan.id)}_"
    unit = f"{report.config.unit.code}-{_slug(report.config.unit.name)}"
    last = "du-thao" if report.stamp is None else f"so-{report.stamp.number}"
    period = _slug(period_name(report.period)) if report.period.whole else f"tu-{report.period.start.isoformat()}"
    return f"bao-cao_{plan}{unit}_{period}_den-{report.as_of.isoformat()}_{last}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
