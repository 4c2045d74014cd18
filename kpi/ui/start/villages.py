"""Step 3: the villages, typed one a line; they are loaded as a list like any other, with who and of which day."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.domain import clock
from kpi.domain.datasets import VILLAGE
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.loading.plan import Source
from kpi.operations.known import known_villages
from kpi.operations.rehearsal import load_rehearsed
from kpi.ui.parts import panels
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown, say_once
from kpi.ui.shell.leading import lead_to
from kpi.ui.shell.scope import EARLIEST, LATEST
from kpi.vietnamese.text import fold

# "1. Thôn A", "2) Thôn B", "- Thôn C", or with the running number of a table.
_MARK = re.compile(r"^(?:\d{1,3}(?:[.)]\s*|\t\s*)|[-–•*+]\s+)(?=\S)")
_BEHIND_CODE = re.compile(r"[;\t]")
TYPED, DAY, NAME, DONE = (f"start.villages.{key}" for key in ("typed", "day", "name", "done"))


def show(desk: Desk) -> None:
    """The register where there is one, else the box for it."""
    known = known_villages(desk.store)
    with st.container(key="panel-start-villages", border=True):
        panels.section(
            _("3. The villages"),
            _("– ✔ {count} on the register", count=format_count(len(known))) if known else _("– ✖ none yet"),
        )
        say_once(DONE)
        if known:
            st.html(panels.calm(", ".join(one.name for one in known)))
            lead_to("loading.py", _("Load another list of villages"))
            return
        if not who().may(Right.LISTS):
            st.html(panels.calm(_("Who may load lists loads them; this account may not.")))
            return
        with faults_shown():
            _ask(desk)


def _ask(desk: Desk) -> None:
    typed = st.text_area(
        _("Villages, one a line; with a code of your own as “code; name”"),
        key=TYPED,
        height=160,
        placeholder="\n".join((_("Village 1"), _("Village 2"), "…")),
    )
    lines = _lines(typed)
    rows = _rows(lines)
    read = st.container()  # there in any case: below what comes anew, a day half typed would begin anew, too
    if rows:
        read.html(panels.Drawn(table([HtmlColumn(_("Code")), HtmlColumn(_("Village"))], rows, alt=_("Villages"))))
    left, middle, right = st.columns([1, 2, 2], vertical_alignment="bottom")
    day = left.date_input(
        _("List as of"), key=DAY, value=None, min_value=EARLIEST, max_value=LATEST, format="DD/MM/YYYY"
    )
    name = ask_actor(middle, _("Loaded by"), NAME)
    if not right.button(_("Load these villages"), key="start.villages.load", type="primary", width="stretch"):
        return
    if not rows or not isinstance(day, date) or not name:
        st.error(_("Write the villages, the day of the list, and who loads it."))
        return
    _refuse_doubtful(lines)
    _load(desk, rows, day, name)
    st.rerun()


def _load(desk: Desk, rows: list[list[str]], day: date, name: str) -> None:
    """Through the same door as a file; a row that a file's would be rejected for refuses them all."""
    text = StringIO()
    csv.writer(text).writerows(
        [[column.header for column in VILLAGE.columns if column.name in ("code", "name")], *rows]
    )
    file = Path(_("villages_typed.csv"))
    source = Source(file, dataset=VILLAGE.id, as_of=day, content=text.getvalue().encode())
    now = clock.now(desk.config.timezone)
    outcomes = load_rehearsed(desk.store, desk.config, [source], known_at=now, loaded_by=name, strict=True)
    if fault := next((one.fault for one in outcomes if one.fault is not None), None):
        raise fault
    loaded = sum(one.accepted for one in outcomes)
    if not loaded:
        raise UserError(_("No village was loaded"), remedy=_("Correct the lines above."), code="start")
    st.session_state[DONE] = _("{count} villages were loaded.", count=format_count(loaded))


def _lines(typed: str) -> list[list[str]]:
    """Of each line the name, or a code of the office's own and the name; a mark or running number before it is left out."""
    lines = [_MARK.sub("", line.strip()) for line in typed.splitlines() if line.strip()]
    return [[cell.strip() for cell in _BEHIND_CODE.split(line, maxsplit=1)] for line in lines]


def _rows(lines: Sequence[list[str]]) -> list[list[str]]:
    """Code and name of each line; codes are given in the order of the lines where none are typed."""
    return [line if len(line) == 2 else [f"T{number}", *line] for number, line in enumerate(lines, 1)]


def _refuse_doubtful(lines: Sequence[list[str]]) -> None:
    """What may be one village twice, or two in one line, is taken only with codes of its own."""
    called = Counter(fold(line[-1]) for line in lines)
    for line in lines:
        name = line[-1]
        if len(line) == 1 and called[fold(name)] > 1:
            raise UserError(
                _("Two lines name the same village: {name}", name=name), code="start",
                remedy=_("Strike one out. If they are two villages, write each with a code of its own: “code; name”."),
            )  # fmt: skip
        if len(line) == 1 and "," in name:
            raise UserError(
                _("Several villages may stand in one line: {name}", name=name), code="start",
                remedy=_("Write one village a line. If it is one name, write it with a code of its own: “code; name”."),
            )  # fmt: skip
