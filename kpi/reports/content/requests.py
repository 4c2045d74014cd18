"""The superior's paper that asked for a report, as the report's first sentence cites it. Pure."""

from __future__ import annotations

import re

from kpi.domain.datasets import Kind
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import holds_citizen_number
from kpi.vietnamese.text import clean_text

LONGEST = 300
# What a person writes before the paper's name and the sentence says already.
_BEFORE = re.compile(r"^(thực hiện|căn cứ)\s+", re.IGNORECASE)


def request_of(text: str) -> str:
    """The paper's name as it stands behind "Thực hiện": "Công văn số 215/UBND-NC ngày 05/12/2024 của …"; empty where there is none.

    ``UserError``: too long for a name, or it holds a citizen's number, which is never stored.
    """
    said = _BEFORE.sub("", clean_text(text)).rstrip(" ,;.")
    said = said[:1].upper() + said[1:]
    if holds_citizen_number(said, Kind.TEXT):
        raise UserError(
            _("A citizen's number (CCCD) is never stored"), remedy=_("Take the number out."), code="never_stored"
        )
    if len(said) > LONGEST:
        raise UserError(
            _("The text is too long"), expected=_("at most {count} letters", count=LONGEST), code="too_long"
        )
    return said
