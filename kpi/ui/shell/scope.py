"""The dates of a page. They stand in the address, so that a link or a bookmark brings back the same view.

Only what the user chose stands in the address: without a choice a page follows the newest observation.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from kpi.domain.periods import Kind, newest_period, same_day_last_year
from kpi.i18n.formats import format_date
from kpi.i18n.messages import N_, _
from kpi.ui.shell.faults import plain
from kpi.vietnamese.moments import parse_date

AS_OF, COMPARED = "ngay", "so-voi"
# Between a day and its name in the box.
NAMED = " – "
PERIOD_NAMES = {"month": N_("monthly cut-off"), "quarter": N_("quarterly cut-off"), "half": N_("half-year cut-off")}
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


def month_end_before(day: date) -> date:
    """The last day of the month before."""
    return day.replace(day=1) - timedelta(days=1)


def days_to_offer(observed: Sequence[date]) -> list[date]:
    """Observations and the month ends between them, newest first."""
    if not observed:
        return []
    days = set(observed)
    month_end = month_end_before(observed[-1])
    while month_end >= observed[0]:
        days.add(month_end)
        month_end = month_end_before(month_end)
    last = observed[-1]
    return sorted(days | ({last} if last.day == monthrange(last.year, last.month)[1] else set()), reverse=True)


def resolve(as_of: object, compared: object, observed: Sequence[date]) -> PageScope:
    """The days of the address where they make sense, else the newest observation and the month end before."""
    day = read_day(as_of) or observed[-1]
    earlier = read_day(compared)
    return PageScope(day, earlier if earlier is not None and earlier < day else month_end_before(day))


def named_days(as_of: date, observed: Sequence[date], meetings: Sequence[date], kind: Kind) -> dict[date, str]:
    """The days that a committee compares with, each with its name; of two names for one day the first."""
    year_before = same_day_last_year(as_of)
    last_meeting = max((day for day in meetings if day < as_of), default=None)
    found = [
        (last_meeting, _("last meeting")),
        (year_before if observed and year_before >= observed[0] else None, _("same day last year")),
        (date(as_of.year - 1, 12, 31), _("start of the year")),
        *(
            (newest_period(length, as_of - timedelta(days=1), kind).end, _(PERIOD_NAMES[length]))
            for length in ("month", "quarter", "half")
        ),
    ]
    names: dict[date, str] = {}
    for day, name in found:
        if day is not None and observed and observed[0] <= day < as_of:
            names.setdefault(day, name)
    return names


def choose(observed: Sequence[date], meetings: Sequence[date], kind: Kind) -> PageScope:
    """Draws the two date boxes and gives the days chosen; days that a committee compares with come first, by name."""
    scope = resolve(_asked(AS_OF), _asked(COMPARED), observed)
    offered = days_to_offer(observed)
    names = named_days(scope.as_of, observed, meetings, kind)
    first, second = st.columns(2)
    with first:
        _box(AS_OF, _("Cut-off date"), scope.as_of, offered, {})
    with second:
        earlier = [*names, *(day for day in offered if day < scope.as_of and day not in names)]
        _box(COMPARED, _("Compared with"), scope.compared, earlier, names)
    return scope


def _asked(name: str) -> str | None:
    """What the address says, else what this session chose on another page (moving between pages clears the address)."""
    if name not in st.query_params and _memory(name) in st.session_state:
        st.query_params[name] = st.session_state[_memory(name)]
    asked = st.query_params.get(name)
    if asked is not None and read_day(asked) is not None:
        st.session_state[_memory(name)] = asked
    return asked


def _memory(name: str) -> str:
    return f"scope.{name}"


def _box(name: str, label: str, day: date, offered: Sequence[date], names: Mapping[date, str]) -> None:
    options = [_option(option, names) for option in offered]
    shown = _option(day, names)
    key = f"box.{name}"
    st.session_state[key] = shown
    st.selectbox(
        label,
        options if shown in options else [shown, *options],
        key=key,
        on_change=_keep,
        args=(name,),
        accept_new_options=True,
        filter_mode="contains",
    )


def _option(day: date, names: Mapping[date, str]) -> str:
    return f"{format_date(day)}{NAMED}{names[day]}" if day in names else format_date(day)


def _keep(name: str) -> None:
    """Notes the chosen day in the address; what is no day is refused in words and changes nothing."""
    typed = st.session_state[f"box.{name}"]
    day = read_day(str(typed).partition(NAMED)[0])
    if day is None:
        st.toast(_("“{typed}” is not a date. Type it like 15/8/2024.", typed=plain(typed)), icon="⚠️")
        return
    st.query_params[name] = day.isoformat()
    st.session_state[_memory(name)] = day.isoformat()
