"""What a person types as a reason or a conclusion names no citizen: neither by the number of his card nor by his phone."""

from __future__ import annotations

import re

from kpi.domain.datasets import Kind
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import holds_citizen_number

# A mobile number in one piece or in groups; the first group is longer than a day of a date, so that no date looks like one.
_MOBILE = re.compile(r"(?<![0-9])(?:\+?84[ .-]?|0)[35789][0-9]{1,2}(?:[ .-]?[0-9]){6,7}(?![0-9])")
_DIGITS_OF_A_MOBILE = (10, 11)  # from 0, or from 84


def refuse_citizens(*texts: str) -> None:
    """Refuses texts in which a citizen's number or a mobile phone's stands: such numbers are never stored."""
    if any(holds_citizen_number(text, Kind.TEXT) for text in texts):
        raise UserError(
            _("A citizen's number (CCCD) is never stored"), remedy=_("Take the number out."), code="never_stored"
        )
    if any(map(_holds_mobile, texts)):
        raise UserError(
            _("A phone number is not kept in a text"),
            remedy=_("Take the number out; name the paper or the post instead of the person."),
            code="never_stored",
        )


def _holds_mobile(text: str) -> bool:
    return any(sum(map(str.isdigit, found.group())) in _DIGITS_OF_A_MOBILE for found in _MOBILE.finditer(text))
