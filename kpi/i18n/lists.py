"""How old the lists are that a figure rests on, in words, for every medium."""

from __future__ import annotations

from datetime import date

from kpi.i18n.formats import format_date
from kpi.i18n.messages import _


def lists_in_words(newest: date | None, oldest: date | None, *, flow: bool) -> str | None:
    """How old the lists are that a figure rests on; None where nobody knows."""
    if newest is None:
        return None
    if flow:
        return _("By the log up to {date}", date=format_date(newest))
    if oldest is None or oldest == newest:
        return _("By lists of {date}", date=format_date(newest))
    return _("By lists from {oldest} to {newest}", oldest=format_date(oldest), newest=format_date(newest))
