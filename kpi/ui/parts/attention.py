"""What needs attention on a day, gravest first: each a short sentence and the places it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from kpi.answers.lists import GroupList
from kpi.answers.overdue import OverdueCase
from kpi.answers.status import Status
from kpi.config.models import Config
from kpi.domain.indicators import HOUSEHOLDS, REPORTS
from kpi.i18n.formats import format_count, format_date, format_goal
from kpi.i18n.messages import _
from kpi.ui import PAGES
from kpi.ui.parts import panels
from kpi.ui.parts.charts import by_shortfall, village_name
from kpi.ui.parts.look import Tone
from kpi.ui.shell.entries import entry_of
from kpi.ui.shell.faults import plain
from kpi.vietnamese.order import by_name

# So many places are named before the rest is only counted.
NAMED = 4
# Where the notices of a kind lead to.
_CASES, _HOUSEHOLDS, _GROUPS, _QUALITY = "cases.py", "households.py", "groups.py", "quality.py"
_OF_INDICATOR = {"businesses": "businesses.py", "institutions": "institutions.py"}


@dataclass(frozen=True, slots=True)
class Notice:
    title: str
    detail: str
    tone: Tone
    icon: str
    page: str = ""  # the file of the page that it speaks of, where whoever sits here may open that


def notices(status: Status, lists: Sequence[GroupList], late: Sequence[OverdueCase], config: Config) -> list[Notice]:
    """Every notice of what the plan counts; empty where nothing needs attention."""
    cases = () if config.plan.lacking([REPORTS]) else late
    found = [
        _left_over(cases, status),
        _late(cases, status),
        *(_lagging(status, one, config) for one in config.plan.told_by_village),
        *(_interrupted(status, one, config) for one in config.plan.of_register("institution", "business", "village")),
        _stale(lists, status, config.attention.stale_list_days),
        _partial(lists),
        _without_list(lists),
    ]
    return [notice for notice in found if notice is not None]


def show(found: Sequence[Notice]) -> None:
    """The panel of a page that looks over all: each notice leads to the page that it speaks of."""
    with st.container(key="panel-attention", border=True):
        panels.section(_("Needs attention"))
        if not found:
            st.html(notices_html(found))
            return
        with st.container(key="notices"):
            for number, notice in enumerate(found):
                with st.container(key=f"notice-{number}"):
                    _show(notice)


def _show(notice: Notice) -> None:
    if notice.page:
        st.page_link(PAGES / notice.page, label=plain(f"{notice.icon} {notice.title}"))
        st.html(f'<p class="kpi-notice-detail">{escape(notice.detail)}</p>')
    else:
        st.html(f'<div class="kpi-notices">{_item(notice, "div")}</div>')


def notices_html(found: Sequence[Notice]) -> str:
    """The notices as one block, or a calm sentence."""
    if not found:
        return f'<p class="kpi-calm">{escape(_("Nothing needs attention on this date."))}</p>'
    return f'<ul class="kpi-notices">{"".join(_item(notice, "li") for notice in found)}</ul>'


def _item(notice: Notice, tag: str) -> str:
    return (
        f'<{tag} class="kpi-notice tone-{notice.tone}">'
        f'<span class="kpi-notice-icon" aria-hidden="true">{notice.icon}</span>'
        f'<div><p class="kpi-notice-title">{escape(notice.title)}</p>'
        f'<p class="kpi-notice-detail">{escape(notice.detail)}</p></div></{tag}>'
    )


def named(texts: Iterable[str], most: int = NAMED, between: str = " · ") -> str:
    """The first few places in words, the rest as a number."""
    every = list(texts)
    shown = between.join(every[:most])
    more = len(every) - most
    return _("{shown} and {count} more", shown=shown, count=format_count(more)) if more > 0 else shown


def overdue_in_words(code: str, days: int) -> str:
    """By how much; at the end of its last day it is by none."""
    if not days:
        return _("{code}: today is its last day", code=code)
    return _("{code}: overdue by {days} days", code=code, days=format_count(days))


def _left_over(cases: Sequence[OverdueCase], status: Status) -> Notice | None:
    """Cases that were late in an earlier year: they are in no count of this one, and must be seen until somebody closes them."""
    over = [case for case in cases if case.due_on.year < status.as_of.year]
    if not over:
        return None
    detail = named(overdue_in_words(case.code, (status.as_of - case.due_on).days) for case in over)
    return Notice(
        _("Overdue since an earlier year, still open: {count}", count=format_count(len(over))),
        detail,
        "bad",
        "✖",
        _CASES,
    )


def _late(cases: Sequence[OverdueCase], status: Status) -> Notice | None:
    late = [case for case in cases if case.due_on.year == status.as_of.year]
    if not late:
        return None
    days = {case.code: case.days_late(status.as_of) for case in late}
    open_ones = [case for case in late if case.closed_on is None]
    ordered = sorted(late, key=lambda case: (case.closed_on is not None, -days[case.code]))
    detail = named(
        _("{code}: {days} days late, closed", code=case.code, days=format_count(days[case.code]))
        if case.closed_on
        else overdue_in_words(case.code, days[case.code])
        for case in ordered
    )
    longest = format_count(max(days.values()))
    if open_ones:
        title = _(
            "Late reports this year: {count}, {open} of them still open; longest: {days} days",
            count=format_count(len(late)), open=format_count(len(open_ones)), days=longest,
        )  # fmt: skip
    else:
        title = _(
            "Late reports this year: {count}, all closed; longest: {days} days",
            count=format_count(len(late)),
            days=longest,
        )
    return Notice(title, detail, "bad" if open_ones else "near", "✖" if open_ones else "▲", _CASES)


def _lagging(status: Status, indicator: str, config: Config) -> Notice | None:
    found = status.of(indicator)
    lagging = [village for village in by_shortfall(found.villages) if village.shortfall]
    if not lagging:
        return None
    if indicator != HOUSEHOLDS:
        title = _(
            "Villages below their target – {indicator}: {count}",
            indicator=config.indicator(indicator).spoken_title, count=format_count(len(lagging)),
        )  # fmt: skip
    elif any(village.has_own for village in found.villages):
        title = _("Villages below their target of households: {count}", count=format_count(len(lagging)))
    elif found.target is not None:
        title = _(
            "Villages below {target} of households: {count}",
            target=format_goal(found.target), count=format_count(len(lagging)),
        )  # fmt: skip
    else:
        return None
    detail = named(
        _("{village}: {count} short", village=village_name(village), count=format_count(village.shortfall or 0))
        for village in lagging
    )
    return Notice(title, detail, "near", "▲", _HOUSEHOLDS if indicator == HOUSEHOLDS else "")


def _interrupted(status: Status, indicator: str, config: Config) -> Notice | None:
    gaps = status.of(indicator).interruptions
    if not gaps:
        return None
    title = _(
        "Interrupted this year – {indicator}: {count}",
        indicator=config.indicator(indicator).spoken_title, count=format_count(len(gaps)),
    )  # fmt: skip
    detail = named(
        _("{name}: out on {date}", name=gap.name, date=format_date(gap.out_on))
        if gap.back_on is None
        else _(
            "{name}: out on {date}, back on {back}",
            name=gap.name,
            date=format_date(gap.out_on),
            back=format_date(gap.back_on),
        )
        for gap in gaps
    )
    page = _OF_INDICATOR.get(indicator, _GROUPS)
    opens = entry_of(page).leads_on(config.plan)
    return Notice(title, detail, "near" if all(gap.back_on for gap in gaps) else "bad", "▲", page if opens else "")


def _stale(lists: Sequence[GroupList], status: Status, limit: int) -> Notice | None:
    aged = (((status.as_of - row.as_of).days, row) for row in lists if row.as_of is not None)
    stale = sorted(((age, row) for age, row in aged if age > limit), key=lambda pair: (-pair[0], by_name(pair[1].name)))
    if not stale:
        return None
    title = _(
        "Member lists older than {limit} days: {count}", limit=format_count(limit), count=format_count(len(stale))
    )
    detail = named(age_in_words(row.name, age, row.added_on) for age, row in stale)
    return Notice(title, detail, "none", "○", _QUALITY)


def age_in_words(name: str, days: int, added_on: date | None) -> str:
    """How old a whole list is; rows added to it since do not make it younger."""
    if added_on is None:
        return _("{name}: {days} days", name=name, days=format_count(days))
    return _(
        "{name}: {days} days, rows added on {date}", name=name, days=format_count(days), date=format_date(added_on)
    )


def _partial(lists: Sequence[GroupList]) -> Notice | None:
    partial = [row for row in lists if row.complete is False]
    if not partial:
        return None
    detail = named(map(_how_full, partial))
    return Notice(
        _("Incomplete member lists: {count}", count=format_count(len(partial))), detail, "none", "○", _QUALITY
    )


def _how_full(row: GroupList) -> str:
    """Rows against the total that a list states; of a later list that does not name everybody with its day."""
    if row.added_on is not None and row.added_total is not None:
        return _(
            "{name}: {count} of {total} members on {date}", name=row.name, count=format_count(row.added),
            total=format_count(row.added_total), date=format_date(row.added_on),
        )  # fmt: skip
    count = format_count(row.members)
    if row.total_members is None:
        return _("{name}: {count} members", name=row.name, count=count)
    return _("{name}: {count} of {total} members", name=row.name, count=count, total=format_count(row.total_members))


def _without_list(lists: Sequence[GroupList]) -> Notice | None:
    missing = [row.name for row in lists if row.as_of is None]
    if not missing:
        return None
    return Notice(
        _("Groups without any member list: {count}", count=format_count(len(missing))),
        named(missing),
        "none",
        "○",
        _QUALITY,
    )
