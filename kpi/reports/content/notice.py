"""What a notice of a meeting's conclusions says (Thông báo kết luận), from the frozen figures and what was concluded on them. Pure.

Posts and villages only: whom a conclusion names stays out of the paper (``kpi.reports.sending.notice``). What nobody has noted – the
day of the meeting, who led it – is left for the hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase

from kpi.config.models import Config, Letterhead
from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.reports.content import wording
from kpi.reports.content.cells import share_of, target_written, written
from kpi.reports.content.sentences import model
from kpi.reports.content.wording import BLANK, day, number
from kpi.snapshots.freezing import shown_of
from kpi.snapshots.meetings import Meeting, is_overdue
from kpi.store import Conclusion

# The short form of a notice (thông báo) before the issuer's own in a symbol.
_SHORT = "TB"
_DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class MeetingNotice:
    """A meeting's conclusions as they go out; ``meeting`` with its frozen figures, by today's configuration."""

    config: Config
    meeting: Meeting
    simulated: bool

    @property
    def held_after(self) -> date:
        """The day on which the figures were frozen: the meeting was then or later."""
        return self.meeting.state.frozen_at.date()

    @property
    def letterhead(self) -> Letterhead:
        return self.config.letterhead_on(self.held_after)

    @property
    def tasks(self) -> tuple[Conclusion, ...]:
        """What was concluded and still stands."""
        return tuple(row for row in self.meeting.decided if row.state != _DROPPED)

    @property
    def earlier(self) -> tuple[Conclusion, ...]:
        """What earlier meetings had concluded, as far as it has come."""
        return tuple(row for row in self.meeting.earlier if row.state != _DROPPED)


def symbol(notice: MeetingNotice) -> str:
    """TB-UBND: the report's symbol with the short form of a notice."""
    return f"{_SHORT}-{notice.letterhead.symbol.partition('-')[2]}"


def committee(config: Config) -> str:
    """Whose conclusions they are."""
    of = model(config)
    return f"Ban Chỉ đạo {of}" if of.startswith("mô hình “") else f"Ban Chỉ đạo thực hiện {of}"


def subject(notice: MeetingNotice) -> str:
    """Below the title."""
    return f"Kết luận cuộc họp {committee(notice.config)}"


def place_and_date(notice: MeetingNotice) -> str:
    """Place, and the day left blank: it is the day of signing."""
    return f"{notice.letterhead.place}, ngày … tháng … năm {notice.held_after.year}"


def opening(notice: MeetingNotice) -> str:
    """When and on what the committee met; day and chair are for the hand."""
    plan, unit, seen_at = notice.config.plan, notice.config.unit.name, day(notice.meeting.state.as_of)
    return (
        f"Ngày …/…/{notice.held_after.year}, {committee(notice.config)} họp, xem xét kết quả thực hiện "
        f"Kế hoạch số {plan.number} {plan.issued} của UBND {unit} theo số liệu đến ngày {seen_at}. Sau khi nghe báo cáo và ý kiến "
        f"của các thành viên dự họp, đồng chí {BLANK}, Trưởng Ban Chỉ đạo, kết luận như sau:"
    )


def results(notice: MeetingNotice) -> tuple[str, ...]:
    """The frozen figures, one indicator in a line."""
    now = shown_of(notice.meeting.state).now
    return tuple(_result(notice.config, row) for row in now.indicators)


def _result(config: Config, row: Assessment) -> str:
    title = config.indicator(row.id).title
    if row.verdict is Verdict.NONE_OCCURRED:
        return f"{title}: không phát sinh."
    share = share_of(row)
    if share is None:
        return f"{title}: chưa có số liệu."
    said = f"{title}: {wording.counted(row)} {wording.taking_part(row, config)}, đạt {written(share)}"
    if row.target is None:
        return f"{said}; {wording.verdict(row).lower()}."
    return f"{said}; chỉ tiêu {target_written(row.target)}: {wording.verdict(row).lower()}."


def tasks(notice: MeetingNotice) -> tuple[str, ...]:
    """What is to be done, by which post, until when; lettered as official papers do."""
    return tuple(
        f"{_letter(place)}) {_as_sentence(row.decision)} {_who(row)}." for place, row in enumerate(notice.tasks)
    )


def _letter(place: int) -> str:
    """a to z, then by number."""
    return ascii_lowercase[place] if place < len(ascii_lowercase) else number(place + 1)


def _as_sentence(decision: str) -> str:
    text = wording.capital(decision.strip().rstrip(".;"))
    return f"{text}."


def _who(row: Conclusion) -> str:
    until = "" if row.due_on is None else f", hoàn thành chậm nhất ngày {day(row.due_on)}"
    return f"Giao {row.post.strip().rstrip('.;')} chịu trách nhiệm thực hiện{until}"


def earlier(notice: MeetingNotice) -> tuple[str, ...]:
    """What earlier meetings had concluded, and how far it is on the day of the figures."""
    return tuple(_so_far(notice, row) for row in notice.earlier)


def _so_far(notice: MeetingNotice, row: Conclusion) -> str:
    late = (
        f", đã quá hạn (thời hạn {day(row.due_on)})"
        if row.due_on and is_overdue(row, notice.meeting.state.as_of)
        else ""
    )
    state = wording.CONCLUSION_STATES[row.state].lower()
    return f"{wording.capital(row.decision.strip().rstrip('.;'))} ({row.post}): {state}{late}."


def closing(notice: MeetingNotice) -> str:
    """The last sentence, as official papers end."""
    return (
        f"{notice.letterhead.short_name} thông báo để các thành viên Ban Chỉ đạo, các thôn, cơ quan, đơn vị liên quan biết, "
        "thực hiện./."
    )


def recipients(notice: MeetingNotice) -> tuple[str, ...]:
    """Who gets it: a semicolon after each, a stop after the last."""
    *first, last = notice.config.reports.notice_recipients or (BLANK,)
    return (*(f"- {name};" for name in first), f"- {last}.")


def footer(notice: MeetingNotice) -> str:
    """Which frozen figures the committee looked at."""
    state = notice.meeting.state
    return f"Số liệu: bản chốt số {number(state.number)}, mã kiểm tra {state.code}, đến ngày {day(state.as_of)}"
