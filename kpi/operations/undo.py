"""Takes a load back or puts it back, and says beforehand what the figures would be. Nothing is deleted: every step is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kpi.answers.status import Status, status
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.store import Store, Writer


@dataclass(frozen=True, slots=True)
class Consequences:
    """The figures of one day as they are, and as they would be after a batch is taken back (or put back)."""

    now: Status
    then: Status

    @property
    def changes_figures(self) -> bool:
        """Whether any answer would differ; if none does, other lists speak for the day in the batch's place."""
        return self.now.indicators != self.then.indicators


def undo(store: Store, batch: int, *, undone_by: str, reason: str, at: datetime) -> None:
    """Takes a load back: from ``at`` on the figures are as if it had never been. A second time is refused."""
    store.batch(batch)  # a number that does not exist is refused
    with store.writing() as writer:
        _note(writer, batch, undone=True, at=at, done_by=undone_by, reason=reason)


def redo(store: Store, batch: int, *, redone_by: str, reason: str, at: datetime) -> None:
    """Puts a load back that was taken back: from ``at`` on the figures rest on it again. A second time is refused."""
    store.batch(batch)
    with store.writing() as writer:
        _note(writer, batch, undone=False, at=at, done_by=redone_by, reason=reason)


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
