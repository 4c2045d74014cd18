"""How an indicator changed since the period before and since a year ago: what can be told, and why the rest cannot. Pure.

Source: design, "Nothing is said that nobody observed". A year's period before ends a year ago, so a year's report compares once.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.reports.content.cells import Points, counts_of, points_between, written
from kpi.reports.content.model import Report
from kpi.reports.content.wording import day

BEFORE, YEAR_AGO = "kỳ trước", "cùng kỳ năm trước"


def compared_days(report: Report) -> tuple[str, ...]:
    """What the report compares with, in words."""
    return (YEAR_AGO,) if report.compares_once else (BEFORE, YEAR_AGO)


def earlier(report: Report, indicator: str, what: str) -> Assessment:
    """The indicator on a day that the report compares with."""
    _now, before, year_ago = report.of(indicator)
    return before if what == BEFORE else year_ago


def changes(report: Report, indicator: str) -> str:
    """The changes that are known, as a sentence goes on: "tăng 3,2 điểm phần trăm so với kỳ trước"; empty where none is."""
    now = report.now.of(indicator)
    told: dict[str, list[str]] = {}
    for what in compared_days(report):
        change = points_between(earlier(report, indicator, what), now)
        if change is not None:
            way = "" if distance(change) is None else "tăng" if written(change).startswith("+") else "giảm"
            told.setdefault(way, []).append(f"{distance(change) or ''} so với {what}".strip())
    return ", ".join(_changed(way, parts) for way, parts in told.items())


def _changed(way: str, parts: list[str]) -> str:
    """Changes of one direction in one breath: "tăng 3,2 điểm phần trăm so với kỳ trước và 9,1 điểm phần trăm so với …"."""
    if way:
        return f"{way} {' và '.join(parts)}"
    return f"không thay đổi {' và '.join([parts[0], *(part.removeprefix('so với ') for part in parts[1:])])}"


def distance(points: Points) -> str | None:
    """Percentage points in words, without their sign; None where there is no difference."""
    text = written(points).lstrip("+\u2212")
    return None if text == "0" else f"{text} điểm phần trăm"


def uncompared(report: Report) -> str:
    """With which day which indicators are not compared, and why; empty where all are."""
    return " ".join(sentence for what in compared_days(report) if (sentence := _uncompared(report, what)))


def _uncompared(report: Report, what: str) -> str:
    found: dict[str, list[str]] = {}
    for indicator, why in _reasons(report, what):
        found.setdefault(why, []).append(report.config.indicator(indicator).short_title)
    if not found:
        return ""
    on = report.before.as_of if what == BEFORE else report.year_ago.as_of
    parts = "; ".join(f"{', '.join(titles)} ({why})" for why, titles in found.items())
    return f"Chưa so sánh được với {what} (ngày {day(on)}): {parts}."


def _reasons(report: Report, what: str) -> Iterator[tuple[str, str]]:
    """The indicators that have a figure and none to hold it against, each with the reason; that the period has no list of its own is
    said with the list's day and not again."""
    for now in report.now.indicators:
        then = earlier(report, now.id, what)
        unseen = what == BEFORE and not now.basis.is_newer_than(report.before.as_of)
        if counts_of(now) is not None and points_between(then, now) is None and not unseen:
            yield now.id, _reason(then, now)


def _reason(then: Assessment, now: Assessment) -> str:
    if then.verdict is Verdict.NONE_OCCURRED:
        seen = then.basis.observed_on is not None and then.basis.observed_on >= then.as_of
        return "sổ tin báo không ghi tin nào đã xử lý" if seen else "sổ tin báo chưa ghi đến ngày đó"
    if counts_of(then) is None:
        return "chưa có số liệu"
    if then.basis.uncovered != now.basis.uncovered:
        return "số thôn có sổ hộ khác nhau"
    if then.basis.unlisted != now.basis.unlisted:
        return "số thôn đã gửi danh sách khác nhau"
    new = "sổ mới" if now.is_flow else "danh sách mới"
    return f"từ đó đến nay chưa có {new}"
