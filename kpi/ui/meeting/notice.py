"""The meeting page's way to the notice of its conclusions: one click, or why there is none."""

from __future__ import annotations

import streamlit as st

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.reports.content.notice import MeetingNotice
from kpi.reports.sending.notice import notice_name, notice_of, notice_template
from kpi.ui.parts.files import DOCX, apart
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import show_fault
from kpi.ui.shell.server.files import owned
from kpi.wiring import config_file


def offer_notice(desk: Desk, number: int) -> None:
    """Below the conclusions of a meeting by the number of its frozen state."""
    try:
        notice = desk.ask(notice_of, number)
    except UserError as fault:
        show_fault(fault)
        return
    st.download_button(
        _("Notice of the conclusions (Word)"), key="meeting.notice", on_click="ignore", mime=DOCX,
        data=owned(apart(desk.config.language, _notice, notice, desk.config), notice_name(notice)), file_name=notice_name(notice),
    )  # fmt: skip


def _notice(notice: MeetingNotice, config: Config) -> bytes:
    from kpi.reports.word.notice import notice_word  # slow to load, and only who makes a file needs it

    return notice_word(notice, notice_template(config, config_file().resolve().parent))
