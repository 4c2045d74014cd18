"""A report on the screen: the very sentences and tables that Word and Excel are made of, in their Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

from kpi.config.models import Config
from kpi.domain.periods import period_to
from kpi.reports.content import cells, sentences, tables, wording
from kpi.reports.content.cells import CellForm
from kpi.reports.content.model import Report
from kpi.reports.content.restated import Restatement
from kpi.reports.sending.freezing import FrozenReport
from kpi.store import PaperStep
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.panels import calm
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.parts.words import badge_of

_NUMBERS = (CellForm.COUNT, CellForm.SHARE, CellForm.PERCENT, CellForm.POINTS, CellForm.CHANGE)


def summary(report: Report) -> str:
    """Title, and one sentence an indicator beside its verdict."""
    rows = "".join(
        f'<dt>{verdict(badge_of(row))}</dt><dd lang="vi">{escape(said)}</dd>'
        for row, said in zip(report.now.indicators, sentences.results(report), strict=True)
    )
    title = f'<p class="kpi-report-title" lang="vi">{escape(sentences.subject(report))}</p>'
    note = f'<p class="kpi-line" lang="vi">{escape(tables.indicators(report).note)}</p>'
    return f'{title}<dl class="kpi-said">{rows}</dl>{note}'


def whole(report: Report) -> str:
    """The body with its headings, then every table."""
    movement = (sentences.movement(report),) if report.parts.households else ()
    parts = [
        ("", (sentences.opening(report),)),
        ("I. Công tác chỉ đạo, triển khai", sentences.steering(report)),
        ("II. Kết quả thực hiện các chỉ tiêu", (*sentences.results(report), *movement)),
        ("Xử lý tin báo", sentences.handling(report) if report.parts.cases else ()),
        ("Điều chỉnh số liệu đã báo cáo", sentences.corrected(report)),
        ("III. Đánh giá chung: ưu điểm", sentences.achieved(report)),
        ("Tồn tại, hạn chế", sentences.lacking(report)),
        ("IV. Phương hướng, nhiệm vụ kỳ tới", sentences.ahead(report)),
        ("Cơ sở số liệu", (sentences.checking(report), *sentences.trust(report))),
    ]
    text = "".join((f"<h3>{escape(title)}</h3>" if title else "") + _paragraphs(said) for title, said in parts if said)
    annexes = "".join(f"<h3>{escape(one.title)}</h3>{_table(one)}" for one in tables.all_tables(report))
    return f'<div class="kpi-report" lang="vi">{text}{annexes}</div>'


def _paragraphs(said: Iterable[str]) -> str:
    return "".join(f'<p lang="vi">{escape(line)}</p>' for line in said)


def _table(one: cells.ReportTable) -> str:
    if not one.rows:
        return calm(one.empty)
    columns = [
        HtmlColumn(column.title, numeric=column.form in _NUMBERS, long=column.form is CellForm.TEXT)
        for column in one.columns
    ]
    rows = [[cells.written(cell) for cell in row] for row in one.rows]
    total = [cells.written(cell) for cell in one.total] if one.total else None
    note = f"<p>{escape(one.note)}</p>" if one.note else ""
    return table(columns, rows, total, alt=one.title) + note


def restatement_table(rows: tuple[Restatement, ...], config: Config, papers: Mapping[int, PaperStep]) -> str:
    """Sent, now, and why; the table of the next report's annex."""
    return _table(tables.restated_table(rows, config, papers))


def period_of(one: FrozenReport, config: Config) -> str:
    """Quý II năm 2024."""
    period = period_to(one.kept.period, one.state.as_of, config.periods)
    return wording.capital(wording.period_name(replace(period, start=one.kept.starts_on)))
