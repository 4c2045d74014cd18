"""Makes the notice of a meeting's conclusions and refuses it while a conclusion holds what must not leave the office."""

from __future__ import annotations

from pathlib import Path

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import is_simulated
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.reports.content.notice import MeetingNotice
from kpi.snapshots import meetings
from kpi.snapshots.freezing import config_of
from kpi.snapshots.personal import Personal, citizens_of, refuse_held_back
from kpi.store import Store


@needs(Right.FIGURES)
def notice_of(store: Store, config: Config, number: int) -> MeetingNotice:
    """The notice of a meeting by the number of its frozen state.

    Refused where nothing has been concluded, and where a conclusion that it tells leads to a citizen (``kpi.snapshots.personal``).
    """
    with store.one_view():
        spoken = config_of(store, config, meetings.meeting(store, number).state)
        notice = MeetingNotice(spoken, meetings.meeting(store, number, spoken), is_simulated(store))
        held_back = _held_back(store, notice)
    if not notice.tasks:
        raise UserError(
            _("This meeting has concluded nothing yet"), remedy=_("Note its conclusions first."), code="no_conclusion"
        )
    refuse_held_back(held_back)
    return notice


def notice_name(notice: MeetingNotice) -> str:
    """The file's name."""
    return f"thong-bao-ket-luan_ban-chot-{notice.meeting.state.number}.docx"


def notice_template(config: Config, root: Path) -> Path:
    """The office's own paper; ``root``: where the configuration's paths start."""
    return root / config.reports.notice_template


def _held_back(store: Store, notice: MeetingNotice) -> dict[int, tuple[Personal, ...]]:
    """The conclusions, of earlier meetings too, that lead to a citizen; their remarks are not told."""
    citizens = citizens_of(store)
    rows = sorted((*notice.tasks, *notice.earlier), key=lambda row: row.conclusion)
    return {row.conclusion: found for row in rows if (found := citizens.found_in(row.decision, row.post))}
