"""Removes what has been kept for as long as ``config.yaml`` → ``retention`` lets it be: by the same way, and with the same proof,
as a person is forgotten."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from kpi.config.models import Config
from kpi.i18n.messages import _
from kpi.operations.forgetting import take_out
from kpi.operations.inbox import remove_old
from kpi.store import Forgetting, OutlivedBefore, Store, ToForget


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was removed: from the database (None: nothing was old enough), and files that the inbox had put away."""

    noted: Forgetting | None
    files: tuple[Path, ...]


def outdated(store: Store, config: Config, today: date) -> ToForget:
    """What of the database has been kept for as long as it may."""
    before = _before(config, today)
    return store.outlived(before) if before != OutlivedBefore() else ToForget()


def _before(config: Config, today: date) -> OutlivedBefore:
    keep = config.retention
    return OutlivedBefore(
        members=_months_before(today, keep.members_months),
        households=_months_before(today, keep.households_months),
        display_names=_months_before(today, keep.display_names_months),
        problems=_months_before(today, keep.problems_months),
    )


def clear_outdated(store: Store, config: Config, *, done_by: str, at: datetime) -> Cleared:
    """Removes it; writes the database anew only where anything is old enough."""
    before, noted = _before(config, at.date()), None
    if outdated(store, config, at.date()).is_anything:
        reason = _("kept for as long as the configuration says")
        noted = take_out(store, config, lambda writer: writer.outlived(before), reason=reason, done_by=done_by, at=at)
    inbox = config.storage.inbox.strip()
    put_away = at - timedelta(days=config.storage.keep_originals_days)
    return Cleared(noted, tuple(remove_old(Path(inbox), put_away)) if inbox else ())


def _months_before(day: date, months: int) -> date | None:
    """The same day so many months earlier, or the last of its month; None for no months: kept for good."""
    if not months:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
