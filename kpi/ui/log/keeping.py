"""Backups on the screen: the newest, where they go, a button that makes one, and a notice where the newest is old."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.domain import clock
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import _
from kpi.operations.backup import back_up, backups_of, folders_of, is_old, passphrase_for, remarks, standing
from kpi.ui.parts import panels
from kpi.ui.parts.attention import Notice
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.work import Progress, carry_out


def backups(desk: Desk) -> None:
    """The panel, for whoever may make one."""
    if not who().may(Right.BACKUPS):
        return
    folders = folders_of(desk.store.path, desk.config)
    with st.container(key="panel-backups", border=True):
        left, right = st.columns([4, 1], vertical_alignment="center")
        with left:
            panels.section(_("Backups"))
        sure = right.button(_("Back up now"), key="log.back_up", width="stretch", disabled=not folders)
        if sure and carry_out(_("Backing up"), partial(_back_up, desk)):
            st.rerun()
        for remark in remarks(desk.store.path, desk.config):
            st.warning(plain(remark), icon="⚠")
        st.html(panels.facts(_rows(desk)) if folders else panels.calm(_("No folder for backups is named.")))


def notices(desk: Desk) -> list[Notice]:
    """That the office's lists have been without a backup for too long; nothing where they have one."""
    if desk.is_simulated() or not is_old(desk.store, desk.config, clock.now(desk.config.timezone)):
        return []
    newest = standing(desk.store, desk.config).newest
    title = (
        _("The newest backup is of {date}", date=format_date(newest.made_at.date()))
        if newest
        else _("There is no backup")
    )
    detail = _(
        "A broken disk would cost all that no backup holds. Make one on the page of the log; see there where backups go."
    )
    return [Notice(title, detail, "near", "▲", "log.py" if who().may(Right.NAMES) else "")]


def _rows(desk: Desk) -> list[tuple[str, str]]:
    found = backups_of(desk.store.path, desk.config)
    keep = desk.config.storage.backups
    kept = _(
        "{count}; the newest of the last {days} days and {months} months stay",
        count=format_count(len(found)), days=format_count(keep.keep_days), months=format_count(keep.keep_months),
    )  # fmt: skip
    return [
        (_("Newest backup"), f"{format_moment(found[0].made_at)} · {found[0].file.name}" if found else _("none yet")),
        (_("Backups kept"), kept),
        (_("Where they go"), " · ".join(map(str, folders_of(desk.store.path, desk.config)))),
        (_("Opened by"), _("a passphrase") if keep.passphrase_file.strip() else _("anybody who has the file")),
    ]


def _back_up(desk: Desk, _progress: Progress) -> None:
    now = clock.now(desk.config.timezone)
    folders = folders_of(desk.store.path, desk.config)
    back_up(desk.store, desk.config, folders, at=now, passphrase=passphrase_for(folders, desk.config))
