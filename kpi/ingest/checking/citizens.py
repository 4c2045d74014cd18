"""What a person types as a reason names no citizen: neither by the number of his card nor by his phone."""

from __future__ import annotations

from kpi.domain.datasets import Kind
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import holds_citizen_number
from kpi.vietnamese.phones import mentions_phone


def refuse_citizens(*texts: str) -> None:
    """Refuses texts in which a citizen's number or a phone's stands: such numbers are never stored."""
    if any(holds_citizen_number(text, Kind.TEXT) for text in texts):
        raise UserError(
            _("A citizen's number (CCCD) is never stored"), remedy=_("Take the number out."), code="never_stored"
        )
    if any(map(mentions_phone, texts)):
        raise UserError(
            _("A phone number is not kept in a text"),
            remedy=_("Take the number out; name the paper or the post instead of the person."),
            code="never_stored",
        )
