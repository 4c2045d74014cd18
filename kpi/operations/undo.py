"""Takes a load back or puts it back, and says beforehand what the figures would be. No row is deleted: every step is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.status import Status, status
from kpi.config.models import Config
from kpi.domain.datasets import list_named
from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.citizens import refuse_citizens
from kpi.ingest.loading.allowed import refuse_lists_of_others
from kpi.store import Batch, Store, Writer


@dataclass(frozen=True, slots=True)
class Consequences:
    """The figures of one day as they are, and as they would be after a batch is taken back (or put back)."""

    now: Status
    then: Status

    @property
    def changes_figures(self) -> bool:
        """Whether any answer would differ; if none does, other lists speak for the day in the batch's place."""
        return self.now.indicators != self.then.indicators


@needs(Right.LISTS, Right.LOGS, noted=N_("a load was taken back"), about="batch")
def undo(store: Store, batch: int, *, undone_by: str, reason: str, at: datetime) -> None:
    """Takes a load back: from ``at`` on the figures are as if it had never been. A second time is refused.

    Of a log of reports nothing stays that says its numbers (docs/decisions/data.md, "Logs taken back").
    """
    refuse_citizens(reason)
    loaded = store.batch(batch)
    refuse_lists_of_others(list_named(loaded.dataset))
    is_log = not can_be_put_back(loaded)
    with store.writing_anew() if is_log else store.writing() as writer:
        _note(writer, batch, undone=True, at=at, done_by=undone_by, reason=reason)
        if is_log:
            writer.strike_out()


@needs(Right.LISTS, Right.LOGS, noted=N_("a load was put back"), about="batch")
def redo(store: Store, batch: int, *, redone_by: str, reason: str, at: datetime) -> None:
    """Puts a load back that was taken back: from ``at`` on the figures rest on it again. A second time is refused; so is a log."""
    refuse_citizens(reason)
    loaded = store.batch(batch)
    refuse_lists_of_others(list_named(loaded.dataset))
    if loaded.undone and not can_be_put_back(loaded):
        raise UserError(
            _("A log of reports that was taken back cannot be put back"),
            found=str(batch),
            expected=_("a load of another kind: of such a log the numbers are no longer kept"),
            remedy=_("Load the log's file again."),
            code="log_taken_back",
        )
    with store.writing() as writer:
        _note(writer, batch, undone=False, at=at, done_by=redone_by, reason=reason)


def can_be_put_back(batch: Batch) -> bool:
    """Whether a load keeps all that it said once it is taken back: all do but logs of reports."""
    return not list_named(batch.dataset).is_log


@needs(Right.LISTS, Right.LOGS)
def consequences(store: Store, config: Config, batch: int, *, as_of: date, undo: bool) -> Consequences:
    """What taking a batch back, or putting it back, would do to the figures of ``as_of``; nothing is stored."""
    loaded = store.batch(batch)
    with store.rehearsing() as writer:
        now = status(writer, config, as_of)
        # The newest moment known is enough for the rehearsed step to be seen: it is never before the load itself.
        _note(writer, batch, undone=undo, at=loaded.known_at, done_by="", reason="")
        then = status(writer, config, as_of)
    return Consequences(now, then)


def _note(writer: Writer, batch: int, *, undone: bool, at: datetime, done_by: str, reason: str) -> None:
    """Notes a step at a moment not before anything known, so that the newest figures see it."""
    if writer.is_undone(batch) is undone:
        raise UserError(
            _("This batch was taken back already") if undone else _("This batch is in force already"),
            found=str(batch),
            remedy=_("Nothing needs to be done."),
            code="undone" if undone else "in_force",
        )
    writer.note_undo(batch, undone=undone, known_at=writer.moment(at), done_by=done_by, reason=reason)
