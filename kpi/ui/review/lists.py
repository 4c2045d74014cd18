"""The review page's lists: who has nobody yet, decisions to be looked at again, and the queue as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from kpi.domain import clock
from kpi.domain.errors import Problem
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.review import workbook
from kpi.review.call_lists import call_lists, open_at
from kpi.review.decisions import STALE, Decision, Saying, decisions
from kpi.review.queue import Missing, Queue, missing
from kpi.ui.parts import panels
from kpi.ui.parts.files import XLSX, apart, uploader_words
from kpi.ui.parts.tables import HtmlColumn, ListColumn, listing, table
from kpi.ui.review import follow_up
from kpi.ui.review.session import OUTCOME, STATE, Done, ReviewSession, actor, faults_kept, give
from kpi.ui.shell.anew import once
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.faults import faults_shown, plain
from kpi.ui.shell.server.files import owned
from kpi.ui.shell.work import Progress, carry_out

STALE_AT_ONCE = 20
REJECTED = "review.book.rejected"


def show_missing(desk: Desk, queue: Queue) -> None:
    """Institutions and businesses with nobody yet; households of the villages for which the follow-up list is on."""
    at = clock.now(desk.config.timezone)
    switched = open_at(desk.ask_store(call_lists), at)
    found = desk.ask(missing, queue.as_of, tuple(sorted(one.village for one in switched)))
    for indicator in desk.config.plan.of_register("institution", "business"):
        rows = [row for row in found if row.indicator == indicator]
        title = desk.config.indicator(indicator).spoken_title
        body = _missing_table(rows, queue, title) if rows else panels.calm(_("Somebody speaks for every one of them."))
        count = _("– nobody in a group yet: {count}", count=format_count(len(rows)))
        panels.html_panel(f"missing-{indicator}", title, count, body)
    follow_up.show([row for row in found if row.entity_kind == "household"], switched, desk, queue)


def _missing_table(rows: Sequence[Missing], queue: Queue, of: str) -> str:
    columns: list[ListColumn[Missing]] = [
        ListColumn(_("Code"), lambda row: row.code),
        ListColumn(_("Name"), lambda row: row.name, long=True),
        ListColumn(_("Village"), lambda row: follow_up.village_of(row, queue)),
        ListColumn(_("Representative"), lambda row: row.person or None),
        ListColumn(
            _("Members whose names come nearest"),
            lambda row: "; ".join(f"{name} ({why})" for name, why in row.nearest) or None,
            long=True,
        ),
    ]
    return listing(rows, columns, alt=f"{of}: {_('Nobody in a group yet')}")


def show_stale(desk: Desk) -> None:
    """Decisions whose lists have changed since; each holds until somebody reviews it."""
    doubtful = [row for row in desk.ask(decisions) if row.stale]
    if not doubtful:
        st.html(panels.calm(_("No decision has become doubtful.")))
        return
    with st.container(key="panel-stale", border=True):
        count = format_count(len(doubtful))
        panels.section(_("Decisions to look at again"), _("– {count}; they stay in force until then", count=count))
        for row in doubtful[:STALE_AT_ONCE]:
            left, middle, right = st.columns([6, 1, 1], vertical_alignment="center")
            left.html(_stale_row(row))
            key = f"{row.member}.{row.entity_kind}.{row.entity_code}"
            gone = "entity_gone" in row.stale or "member_gone" in row.stale
            middle.button(
                _("Still right"), key=f"review.keep.{key}", width="stretch", disabled=gone,
                on_click=_say, args=(row, row.confirmed, _("looked at again: still right")),
            )  # fmt: skip
            right.button(
                _("Take back"), key=f"review.stale.{key}", width="stretch",
                on_click=_say, args=(row, None, _("looked at again: taken back")),
            )  # fmt: skip


def _stale_row(row: Decision) -> str:
    word = _("yes") if row.confirmed else _("no")
    rows = [
        (_("Member"), " → ".join(dict.fromkeys([row.display_name or row.member, *filter(None, row.shown_now)]))),
        (_("Entry"), f"{row.entity_code}: " + " → ".join(dict.fromkeys([row.entity_name or "—", row.name_now or "—"]))),
        (_("Decision"), f"{word} · {row.decided_by} · {format_date(row.known_at.date())} · {row.reason}"),
        (_("What has changed"), "; ".join(_(STALE[name]) for name in row.stale)),
    ]
    return panels.facts(rows)


def _say(row: Decision, confirmed: bool | None, why: str) -> None:
    with faults_kept():
        give(open_desk(), [Saying(row.member, f"{row.entity_kind}:{row.entity_code}", confirmed)], why)


def show_book(desk: Desk, now: ReviewSession) -> None:
    """The queue to take away, and the way to bring it back filled in."""
    left, right = st.columns(2)
    with left, st.container(key="panel-book-out", border=True):
        panels.section(_("1. Download the queue"))
        st.html(panels.calm(_("One row per person. Fill in the yellow column: 1, 2 or 3, “không”, or a code.")))
        st.download_button(
            _("Download {count} rows as Excel", count=format_count(len(now.queue.cards))),
            data=owned(apart(desk.config.language, workbook.write, now.queue), "doi-soat"), mime=XLSX,
            file_name=f"doi-soat_{now.queue.as_of.isoformat()}.xlsx",
            key="review.book.out", width="stretch", on_click="ignore",
        )  # fmt: skip
    with right, st.container(key="panel-book-in", border=True):
        panels.section(_("2. Load it back"))
        st.html(f"<style>{uploader_words()}</style>")
        file = st.file_uploader(_("The workbook, filled in"), type=["xlsx", "xls", "ods"], key="review.book.in")
        if file is not None and st.button(
            _("Store the decisions"), key="review.book.load", type="primary", width="stretch"
        ):
            with faults_shown():
                _load(file.name, file.getvalue(), desk, now)
    if (rejected := once(REJECTED)) is not None:
        _show_rejected(rejected)


def _load(name: str, content: bytes, desk: Desk, now: ReviewSession) -> None:
    decider, at = actor(), clock.now(desk.config.timezone)

    def load(_progress: Progress) -> workbook.Loaded:
        return workbook.load(desk.store, desk.config, name, content, decided_by=decider, at=at)

    if carry_out(_("Storing the decisions"), load, partial(_say_stored, now)):
        st.rerun()


def _say_stored(now: ReviewSession, done: workbook.Loaded) -> None:
    said = _(
        "{read} rows read: {decided} decided, {rejected} rejected, {ignored} left open",
        read=format_count(done.read), decided=format_count(done.accepted), rejected=format_count(done.rejected),
        ignored=format_count(done.ignored),
    )  # fmt: skip
    st.session_state[STATE].stamp = ""
    if done.step:
        now.done.append(Done(done.step, (), said))
    if done.rejected:
        st.session_state[REJECTED] = said, done.problems
    else:
        st.session_state[OUTCOME] = said


def _show_rejected(rejected: tuple[str, Sequence[Problem]]) -> None:
    said, problems = rejected
    columns = [HtmlColumn(_("Cell")), HtmlColumn(_("Found")), HtmlColumn(_("What is wrong"), long=True)]
    rows = [[row.cell or "—", row.value or "—", row.message] for row in problems]
    st.warning(plain(said), icon="⚠")
    st.html(table(columns, rows, alt=_("Rejected rows")))
