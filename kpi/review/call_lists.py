"""The list of households without anybody, for a village's head: off, until somebody switches it on for some days with a reason.

It ends by itself. Who switched it on, for which village, until when and why is kept, and stands in the audit log.
Source: docs/decisions/access.md#call-lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from kpi.access.acting import needs, who
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.citizens import refuse_citizens
from kpi.store import CallList, Store
from kpi.vietnamese.text import clean_text


@needs(Right.MATCHING, Right.OWN_VILLAGE)
def call_lists(store: Store) -> tuple[CallList, ...]:
    """Every time that a list was switched on or off, oldest first; for a village head those of his village."""
    only = who().sight
    return tuple(one for one in store.call_lists() if not only or one.village == only)


def open_at(lists: Iterable[CallList], now: datetime) -> tuple[CallList, ...]:
    """The newest of each village, where it has begun and not ended: with a clock that was set back none opens again."""
    return tuple(one for one in _newest(lists) if one.switched_at <= now < one.until)


@needs(Right.MATCHING, noted=N_("the list of households without anybody was switched on"), about="village")
def switch_on(
    store: Store, config: Config, village: str, days: int, reason: str, *, switched_by: str, at: datetime
) -> CallList:
    """Opens the list of a village for so many days from now."""
    reason, switched_by = clean_text(reason), clean_text(switched_by)
    if not reason or not switched_by:
        raise UserError(
            _("A list is switched on with a name and a reason"), remedy=_("Write who switches it on and why; both are kept."),
            code="no_reason",
        )  # fmt: skip
    refuse_citizens(reason, switched_by)
    if village not in store.scope_names():
        raise UserError(_("No register names this village"), found=village, code="unknown_village")
    most = config.matching.call_list_days
    if not 1 <= days <= most:
        raise UserError(
            _("A list is switched on for some days only"), found=format_count(days),
            expected=_("1 to {most} days", most=format_count(most)), code="too_long",
        )  # fmt: skip
    return _note(store, CallList(village, at + timedelta(days=days), reason, switched_by, at))


@needs(Right.MATCHING, noted=N_("the list of households without anybody was switched off"), about="village")
def switch_off(store: Store, village: str, *, switched_by: str, at: datetime) -> CallList:
    """Ends the list of a village now."""
    return _note(store, CallList(village, at, _("switched off"), clean_text(switched_by), at))


def end_all(store: Store, *, reason: str, switched_by: str, at: datetime) -> None:
    """Switches off every list that nobody has, whatever the clock says of its end."""
    for one in _newest(store.call_lists()):
        if one.until > one.switched_at:
            _note(store, CallList(one.village, at, reason, switched_by, at))


def _newest(lists: Iterable[CallList]) -> Iterable[CallList]:
    """By the order in which they were noted, whatever the clock said."""
    return {one.village: one for one in lists}.values()


def _note(store: Store, row: CallList) -> CallList:
    with store.writing() as writer:
        writer.note_call_list(row)
    return row
