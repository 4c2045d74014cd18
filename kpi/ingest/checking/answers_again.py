"""Who answered a form twice: the export of a form has a row for each time that somebody sent it, and the last one counts."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from kpi.domain.datasets import HOUSEHOLD, INSTITUTION
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.traits import CellSample, is_sent_one_by_one
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold

# Above the moments at which a form was sent, folded.
_SENT = re.compile(r"(?:dau thoi gian|timestamp|thoi gian (?:gui|nop|hoan thanh)|submitted|completion time)\b.*")
# Words of a school's name that are left out or shortened: "MN Hoa Sen" is Trường Mầm non Hoa Sen.
_SCHOOL = re.compile(r"^truong ")
_SHORT = {"mn": "mam non", "mg": "mau giao", "th": "tieu hoc"}


def answered_again(sheet: Sheet, layout: Layout, fields: Mapping[str, Sequence[Any]]) -> dict[int, Doubt]:
    """Place → why it is passed over, for the rows of a form that the same household or institution sent again further below, without
    a code: under the same name, from the same phone and village. Who gave no phone may be somebody else."""
    if layout.dataset not in (HOUSEHOLD, INSTITUTION) or "code" not in layout.lacking or not _is_form(sheet, layout):
        return {}
    names = fields["head_name" if layout.dataset is HOUSEHOLD else "name"]
    last: dict[Hashable, int] = {}
    found = {}
    for place, (name, village, phone) in enumerate(zip(names, fields["village"], fields["phone"], strict=True)):
        if not (name and phone):
            continue
        key = _as_called(name), village, phone
        if key in last:
            message = _("sent again in row {row}, which counts", row=fields["row"][place])
            found[last[key]] = Doubt("answered_again", message, "info")
        last[key] = place
    return found


def _is_form(sheet: Sheet, layout: Layout) -> bool:
    rows = sheet.rows[layout.body :]
    return any(
        _SENT.fullmatch(fold(header)) and is_sent_one_by_one(CellSample.of(rows, place).cells)
        for place, header in enumerate(layout.headers)
    )


def _as_called(name: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in _SCHOOL.sub("", fold(name)).split())
