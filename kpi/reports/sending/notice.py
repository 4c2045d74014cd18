"""Makes the notice of a meeting's conclusions and holds back what a paper must not say: no name of a household's head leaves in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kpi.answers.question import is_simulated
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.reports.content.notice import MeetingNotice
from kpi.snapshots import meetings
from kpi.store import Conclusion, Store
from kpi.vietnamese.text import mentions

# Two words may be a village's or a road's name.
_FEWEST_WORDS = 3


def notice_of(store: Store, config: Config, number: int) -> MeetingNotice:
    """The notice of a meeting by the number of its frozen state.

    Refused where nothing has been concluded, and where a conclusion names the head of a household on the register.
    """
    with store.one_view():
        notice = MeetingNotice(config, meetings.meeting(store, number), is_simulated(store))
        naming = _naming_heads(store, notice)
    if not notice.tasks:
        raise UserError(
            _("This meeting has concluded nothing yet"), remedy=_("Note its conclusions first."), code="no_conclusion"
        )
    if naming:
        raise UserError(
            _("A conclusion names the head of a household"),
            found=_("conclusions {numbers}", numbers=", ".join(format_count(row.conclusion) for row in naming)),
            expected=_("posts and villages, no citizen's name"),
            remedy=_("Note it again with the post or the village, and the one with the name as dropped."),
            code="named_household",
        )
    return notice


def notice_name(notice: MeetingNotice) -> str:
    """The file's name."""
    return f"thong-bao-ket-luan_ban-chot-{notice.meeting.state.number}.docx"


def notice_template(config: Config, root: Path) -> Path:
    """The office's own paper; ``root``: where the configuration's paths start."""
    return root / config.reports.notice_template


def _naming_heads(store: Store, notice: MeetingNotice) -> list[Conclusion]:
    """The conclusions, of earlier meetings too, in which a head of a household stands by name."""
    asked = {"as_of": [notice.held_after], "known_at": datetime.max, "households_left_out": []}
    names = {row["head_name"] for row in store.read("household_rows_at", **asked)}
    heads = [name for name in names if len(name.split()) >= _FEWEST_WORDS]
    rows = (*notice.tasks, *notice.earlier)
    return [row for row in rows if any(mentions(f"{row.decision} {row.post}", name) for name in heads)]
