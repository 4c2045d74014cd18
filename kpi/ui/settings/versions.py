"""Every configuration that was in force: who put it there, when and why, what it changed, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kpi.i18n.formats import format_count, format_moment_short
from kpi.i18n.messages import _
from kpi.operations.settings import Settings, content_of, settings_versions
from kpi.store import SettingsVersion
from kpi.ui.parts import panels
from kpi.ui.parts.listing import paged
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.settings.effect import change_table
from kpi.ui.settings.session import DRAFT, faults_kept
from kpi.ui.shell.desk import Desk

CHOSEN, PER_PAGE = "settings.version", 20


def show(desk: Desk, settings: Settings) -> None:
    """The list, newest first, and one version to look at."""
    kept = settings_versions(desk.store)
    with st.container(key="panel-versions", border=True):
        panels.section(_("Versions"), _("– {count}", count=format_count(len(kept))))
        if not kept:
            st.html(
                panels.calm(
                    _(
                        "Nothing has been changed on the screen yet: the file is as it came or as it was written by hand."
                    )
                )
            )
            return
        if kept[-1].content != settings.text:
            st.info(
                _(
                    "The file was changed by hand since the newest version; the next change here keeps it as a version of its own."
                )
            )
        st.html(_table(paged(list(reversed(kept)), PER_PAGE, "settings.page"), settings))
        _one(desk, settings, kept)


def _table(kept: Sequence[SettingsVersion], settings: Settings) -> str:
    columns: list[ListColumn[SettingsVersion]] = [
        ListColumn(_("Version"), lambda one: one.version, numeric=True),
        ListColumn(_("When"), lambda one: format_moment_short(one.saved_at)),
        ListColumn(_("Who"), lambda one: one.saved_by or _("by hand, in the file")),
        ListColumn(_("Why"), lambda one: one.reason or None, long=True),
        ListColumn(_("In force"), lambda one: _("yes") if one.content == settings.text else None),
    ]
    return listing(kept, columns, alt=_("Versions"))


def _one(desk: Desk, settings: Settings, kept: Sequence[SettingsVersion]) -> None:
    numbers = {one.version: place for place, one in enumerate(kept)}
    chosen = st.selectbox(_("Look at version"), sorted(numbers, reverse=True), key=CHOSEN, format_func=format_count)
    place = numbers[chosen]
    version = kept[place]
    if place:
        panels.section(_("What it changed"))
        before, after = (content_of(settings.file, one.content) for one in (kept[place - 1], version))
        st.html(panels.Drawn(change_table(before, after, desk.config, desk.config)))
    st.button(
        _("Back to this version"), key="settings.back", disabled=version.content == settings.text, on_click=_back,
        args=(settings, version),
    )  # fmt: skip


def _back(settings: Settings, version: SettingsVersion) -> None:
    """Looks at what going back would do; it is saved like any other change."""
    with faults_kept():
        st.session_state[DRAFT] = settings.replaced(version.content)
