"""Whether the table of indicators, which never breaks, has room on the first page below what stands before it. Pure.

Where it has none it would leave a third of the page empty and drive the text to a third one; then the sentences stand before it. It
is an estimate by lines as the shipped template has them: where it errs the paper is as long as it would be without it.
"""

from __future__ import annotations

from math import ceil

from kpi.reports.content import sentences, tables
from kpi.reports.content.model import Report

# Letters of a line of text and of the note, which is smaller; what stands between two paragraphs, in lines of text.
_LETTERS, _NOTE_LETTERS, _BETWEEN, _NOTE_LINE = 84, 118, 0.45, 0.8
# Lines of text, note included, that fit on the page beside letterhead, title, table and QR.
_ROOM = 18.0
YES, NO = "có", ""


def table_stands_below(report: Report) -> str:
    """``YES`` where the sentences stand before the table."""
    told = [sentences.opening(report), *(f"- {line}" for line in sentences.steering(report))]
    text = sum(ceil(len(line) / _LETTERS) for line in told) + _BETWEEN * len(told)
    note = tables.indicators(report).note
    used = text + _NOTE_LINE * ceil(len(f"Ghi chú: {note} Cơ sở số liệu: Phụ lục III.") / _NOTE_LETTERS)
    return YES if used > _ROOM else NO
