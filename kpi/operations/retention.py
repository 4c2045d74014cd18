"""Removes what has been kept for as long as ``config.yaml`` → ``retention`` lets it be: by the same way, and with the same proof,
as a person is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from kpi.access import audit
from kpi.access.file import AccessFile
from kpi.config.models import Config
from kpi.i18n.messages import _
from kpi.measures.calendar import add_months
from kpi.operations.forgetting import take_out
from kpi.operations.inbox import remove_old
from kpi.store import Store
from kpi.store.persons import Forgetting, OutlivedBefore, ToForget


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
    """Removes it, and entries of the audit log that have grown as old as they may; writes the database anew only where it must."""
    before, noted = _before(config, at.date()), None
    if outdated(store, config, at.date()).is_anything:
        reason = _("kept for as long as the configuration says")
        noted = take_out(store, config, lambda writer: writer.outlived(before), reason=reason, done_by=done_by, at=at)
    kept_since = add_months(at.date(), -config.access.keep_audit_months)
    audit.cut(AccessFile.beside(store.path), datetime.combine(kept_since, time.min), at=at)
    inbox = config.storage.inbox.strip()
    put_away = at - timedelta(days=config.storage.keep_originals_days)
    return Cleared(noted, tuple(remove_old(Path(inbox), put_away)) if inbox else ())


def _months_before(day: date, months: int) -> date | None:
    """The same day so many months earlier; None for no months: kept for good."""
    return add_months(day, -months) if months else None
