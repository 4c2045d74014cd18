"""The dates of a page. They stand in the address, so that a link or a bookmark brings back the same view.

Only what the user chose stands in the address: without a choice a page follows the newest observation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from kpi.domain.errors import UserError
from kpi.domain.periods import Kind, month_end_before
from kpi.i18n.messages import _
from kpi.ui.shell.days import day_meant, days_to_compare, days_to_offer
from kpi.ui.shell.faults import plain
from kpi.vietnamese.moments import parse_date

AS_OF, COMPARED = "ngay", "so-voi"
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class PageScope:
    """The day of a page's figures, and the earlier day they are compared with."""

    as_of: date
    compared: date


def read_day(text: object) -> date | None:
    """A day as the address or the user writes it; None for anything else."""
    try:
        day = parse_date(str(text))
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def typed_day(text: str, *, remedy: str = "") -> date:
    """The day that somebody wrote into a box; a ``UserError`` says what is wrong with it, and the remedy: how a day is written."""
    try:
        return parse_date(text)
    except ValueError as error:
        said = str(error) if text.strip() else _("No day has been written")
        raise UserError(said, remedy=remedy or _("Write the day as in 31/3/2025."), code="no_day") from None


def resolve(as_of: object, compared: object, observed: Sequence[date]) -> PageScope:
    """The days of the address where they make sense, else the newest observation and the month end before."""
    day = read_day(as_of) or observed[-1]
    earlier = read_day(compared)
    return PageScope(day, earlier if earlier is not None and earlier < day else month_end_before(day))


def chosen(observed: Sequence[date]) -> PageScope:
    """The days that the address or this session names."""
    return resolve(_asked(AS_OF), _asked(COMPARED), observed)


def boxes(scope: PageScope, observed: Sequence[date], meetings: Sequence[date], kind: Kind) -> None:
    """Draws the two boxes of days and the calendar beside them; the style sheet lays them out."""
    _box(AS_OF, _("Cut-off date (choose or type)"), scope.as_of, days_to_offer(scope.as_of, observed, meetings, kind))
    earlier = days_to_compare(scope.compared, scope.as_of, observed, meetings, kind)
    _box(COMPARED, _("Compared with"), scope.compared, earlier)
    _calendar(scope)


def _asked(name: str) -> str | None:
    """What the address says, else what this session chose on another page (moving between pages clears the address)."""
    if name not in st.query_params and _memory(name) in st.session_state:
        st.query_params[name] = st.session_state[_memory(name)]
    asked = st.query_params.get(name)
    if asked is not None and read_day(asked) is not None:
        st.session_state[_memory(name)] = asked
    return asked


def day_asked() -> date | None:
    """The day of figures that the address or this session names; None: the newest one."""
    return read_day(st.query_params.get(AS_OF, st.session_state.get(_memory(AS_OF))))


def _memory(name: str) -> str:
    return f"scope.{name}"


def _box(name: str, label: str, day: date, offered: Mapping[str, date]) -> None:
    key = f"box.{name}"
    st.session_state[key] = next(words for words, known in offered.items() if known == day)
    st.selectbox(
        label,
        list(offered),
        key=key,
        on_change=_hear,
        args=(name, offered),
        accept_new_options=True,
        filter_mode="contains",
    )


def _calendar(scope: PageScope) -> None:
    """Any other day: a month to look at for each of the two, made only for whoever opens it."""
    box = st.popover(
        _("Calendar"), icon=":material/calendar_month:", key="calendar", width="stretch", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        st.caption(
            _("Any day, from the calendar or typed as day, month, year. The boxes beside take it, too: 15/8/2024.")
        )
        _month(AS_OF, _("Cut-off date"), scope.as_of, LATEST)
        _month(COMPARED, _("Compared with"), scope.compared, scope.as_of - timedelta(days=1))


def _month(name: str, label: str, day: date, last: date) -> None:
    key = f"calendar.{name}"
    st.session_state[key] = max(day, EARLIEST)
    st.date_input(
        label,
        key=key,
        min_value=EARLIEST,
        max_value=max(last, EARLIEST),
        format="DD/MM/YYYY",
        on_change=_take,
        args=(name,),
    )


def _hear(name: str, offered: Mapping[str, date]) -> None:
    """Notes the day chosen or typed; what is no day is refused in words and changes nothing."""
    said = st.session_state[f"box.{name}"]
    day = offered.get(said) or read_day(said) or day_meant(str(said), offered)
    if day is None:
        st.toast(_("“{typed}” is not a date. Type it like 15/8/2024.", typed=plain(said)), icon="⚠️")
        return
    go_to(day, name)


def _take(name: str) -> None:
    """Notes the day taken from the calendar; of an emptied field the day stays."""
    if day := st.session_state[f"calendar.{name}"]:
        go_to(day, name)


def go_to(day: date, name: str = AS_OF) -> None:
    """Notes a day in the address, and in the session for the pages that follow."""
    st.query_params[name] = day.isoformat()
    st.session_state[_memory(name)] = day.isoformat()
