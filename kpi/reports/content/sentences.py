"""The report's sentences, written from the figures; where there is no figure or nothing occurred, the sentence says so. Pure.

Each function gives whole sentences of one place of the report. Where only people can write, they leave a blank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from kpi.answers.cases import CaseYear
from kpi.answers.structure.answer import GroupGrowth, RequirementState
from kpi.config.models import Config
from kpi.domain.goals import Quota
from kpi.domain.reasons import INCOMPLETE, Reason
from kpi.forecast.schedule import Task
from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.measures.case_lines import Tally
from kpi.reports.content import comparisons, wording
from kpi.reports.content.cells import counts_of, points_to_target, share_of, target_written, written
from kpi.reports.content.done import done, paper_in_words
from kpi.reports.content.model import Report
from kpi.reports.content.parts import lowered
from kpi.reports.content.wording import BLANK, DRAFT, day, number
from kpi.snapshots.personal import Personal
from kpi.store import DayNote

# So many names stand in a sentence; the annex has them all.
NAMED = 5
# What the model's build is read from.
STRUCTURE_LISTS = ("village", "group", "official", "membership")


def subject(report: Report) -> str:
    """What the report is about, below its title."""
    return f"Kết quả thực hiện {model(report.config)} {wording.period_name(report.period)}"


def model(config: Config) -> str:
    """What the plan is about: the model whose name stands in its title in quotation marks, else the title."""
    title = config.plan.title
    start, end = title.find("“"), title.rfind("”")
    return f"mô hình {title[start : end + 1]}" if 0 <= start < end else f"{title[:1].lower()}{title[1:]}"


def opening(report: Report) -> str:
    """By what order the report is made: the legal bases of its day, the superior's request, the plan."""
    plan, head, unit = report.config.plan, report.letterhead, report.config.unit.name
    where = "" if head.area == unit else f"{_within(head.area)} "
    about = lowered(plan.title).removeprefix("kế hoạch ")  # "về kế hoạch cấp nước" would name the paper twice
    orders = [f"căn cứ {basis.text}" for basis in report.config.bases_on(report.as_of)]
    asked = f"{report.request} và " if report.request else ""
    orders.append(f"thực hiện {asked}Kế hoạch số {plan.number} {plan.issued} của UBND {unit} về {about}")
    return (
        f"{wording.capital('; '.join(orders))}, {head.short_name} báo cáo kết quả thực hiện {where}"
        f"từ ngày {day(report.period.start)} đến ngày {day(report.period.end)} như sau:"
    )


def _within(area: str) -> str:
    return f"trên {area}" if area.startswith("địa bàn") else area


def steering(report: Report) -> tuple[str, ...]:
    """I: the committee, the groups, what the plan asks of the model's build, and what was done in the period."""
    told = [_requirements(report), _groups(report), _conclusions(report)]
    return (*filter(None, told), *done(report.activities), *filter(None, [_notes(report)]))


def _notes(report: Report) -> str:
    """What the office noted of days of the period, each with its days and what it is pinned to."""
    said = [
        f"{_days(note)}{_about(note, report)}: {_words(note, report.held_notes.get(note.note, ()))}"
        for note in report.notes
    ]
    return f"Ghi chú trong kỳ: {'; '.join(said)}." if said else ""


def _words(note: DayNote, personal: Sequence[Personal]) -> str:
    return wording.held_note(note.note, personal) if personal else note.words.rstrip(" .")


def _days(note: DayNote) -> str:
    if note.starts_on == note.ends_on:
        return f"ngày {day(note.starts_on)}"
    return f"từ ngày {day(note.starts_on)} đến ngày {day(note.ends_on)}"


def _about(note: DayNote, report: Report) -> str:
    return "" if note.indicator is None else f" ({report.config.indicator(note.indicator).title})"


def _requirements(report: Report) -> str:
    """How many of the plan's requirements are met, by which lists; empty where the configuration names none."""
    counted = report.structure.counted
    if not counted or not report.parts.build:
        return ""
    states = Counter(row.state for row in counted)
    rest = [
        f"{number(states[state])} yêu cầu {words}"
        for state, words in (
            (RequirementState.MISSING, "còn thiếu"),
            (RequirementState.NO_DATA, "chưa có số liệu"),
        )
        if states[state]
    ]
    met = f"Về tổ chức của mô hình: đạt {number(states[RequirementState.MET])}/{number(len(counted))} yêu cầu của kế hoạch"
    said = wording.lists_of(_days_of(report, STRUCTURE_LISTS), report.before.as_of)
    return f"{'; '.join([met, *rest])}{f' ({said})' if said else ''}."


def _days_of(report: Report, datasets: Collection[str]) -> list[date]:
    """The days of the lists in use of these kinds."""
    return [row.observed_on for row in report.lists if row.dataset in datasets]


def _groups(report: Report) -> str:
    """How many groups there are, and how many members their lists name; empty where no list names a group."""
    groups = report.groups
    if not groups:
        return ""
    listed = [row for row in groups if row.now]
    if not report.parts.zalo:
        return _participants(report, len(groups), listed)
    if not listed:
        said = wording.lists_of(_days_of(report, ("group",)), report.before.as_of)
        return f"Có {number(len(groups))} nhóm Zalo ({said}); chưa nhóm nào có danh sách thành viên."
    days = [row.quality.listed_on for row in listed if row.quality.listed_on]
    said = wording.lists_of(days, report.before.as_of)
    of_them = " với" if len(listed) == len(groups) else f"; {number(len(listed))} nhóm có danh sách thành viên, gồm"
    members = number(sum(row.now.members for row in listed if row.now))
    return f"Có {number(len(groups))} nhóm Zalo{of_them} {members} lượt thành viên{f' ({said})' if said else ''}."


def _participants(report: Report, count: int, listed: Sequence[GroupGrowth]) -> str:
    """The same of a plan whose lists of participants are no groups of Zalo."""
    if not listed:
        return f"Có {number(count)} danh sách tham gia được khai; chưa danh sách nào được nạp."
    days = [row.quality.listed_on for row in listed if row.quality.listed_on]
    rows = number(sum(row.now.members for row in listed if row.now))
    of_all = number(count) if len(listed) == count else f"{number(len(listed))}/{number(count)}"
    return f"Có {of_all} danh sách tham gia với {rows} dòng ({wording.lists_of(days, report.before.as_of)})."


def _conclusions(report: Report) -> str:
    """What the committee decided and what has become of it; empty where nothing is noted."""
    rows = report.conclusions
    if not rows:
        return ""
    finished = sum(row.state == "done" for row in rows)
    late = sum(row.state == "open" and row.due_on is not None and row.due_on < report.as_of for row in rows)
    parts = [f"{number(finished)} đã thực hiện xong"] if finished else []
    if going_on := len(rows) - finished:
        parts.append(f"{number(going_on)} đang thực hiện{f', trong đó {number(late)} đã quá thời hạn' if late else ''}")
    return f"Ban Chỉ đạo theo dõi {number(len(rows))} kết luận: {'; '.join(parts)}."


def result(report: Report, indicator: str) -> str:
    """One indicator in one sentence: counts, ratio, target, and the changes that are known; why others are not stands below the
    table (``kpi.reports.content.comparisons``)."""
    now = report.now.of(indicator)
    title = report.config.indicator(indicator).title
    if now.verdict is Verdict.NONE_OCCURRED:
        return f"{title}: {_nothing_settled(report, now)}"
    if counts_of(now) is None:
        return f"{title}: chưa có số liệu đến ngày {day(report.as_of)} ({wording.reason(now, report.config, report.log_ends_on)})."
    since = f"{_settled_since(report)} có " if now.is_flow else ""
    said = f"{since}{_counted(report, now)}{_basis(report, now)}, đạt {written(share_of(now))}, {_against_target(report, now)}"
    return (
        f"{title}: {'; '.join(filter(None, [said, comparisons.changes(report, indicator)]))}.{_sustained(report, now)}"
    )


def _counted(report: Report, now: Assessment) -> str:
    """974/1.431 hộ; of some villages: 120/344 hộ của 5/7 thôn. What they do is in the indicator's title."""
    unit = report.config.indicator(now.id).counted_in
    if now.reason != Reason.PARTIAL_REGISTER:
        return f"{wording.counted(now)} {unit}"
    figure, _of, villages = wording.counted(now).partition(" ")
    return f"{figure} {unit} {villages}"


def _basis(report: Report, now: Assessment) -> str:
    """What the figure rests on, in brackets behind it, where that is not all of the period; else it stands below the table only."""
    oldest = now.basis.oldest_on or now.basis.observed_on
    if oldest is not None and oldest > report.before.as_of:
        return ""
    said = wording.basis(now, report.before.as_of)
    return f" ({said})" if said else ""


def _nothing_settled(report: Report, now: Assessment) -> str:
    since = day(report.as_of.replace(month=1, day=1))
    until = min(report.as_of, now.basis.observed_on or report.as_of)
    said = f"từ ngày {since} đến ngày {day(until)} không phát sinh tin đã xử lý xong hoặc đã hết hạn xử lý{_basis(report, now)}"
    return f"{said}; đang xử lý trong hạn {number(now.open)} tin." if now.open else f"{said}."


def _against_target(report: Report, now: Assessment) -> str:
    """Above, at or below the year's target, with what is missing."""
    if now.reason in INCOMPLETE:
        return f"chưa đánh giá được ({wording.reason(now, report.config)})"
    if isinstance(now.target, Quota) and now.verdict in (Verdict.MET, Verdict.NOT_MET):
        asked = f"{target_written(now.target)} {report.config.indicator(now.id).counted_in}"
        return (
            f"đạt chỉ tiêu {asked}"
            if now.verdict is Verdict.MET
            else f"thấp hơn chỉ tiêu {asked} ({_shortfall(report, now)})"
        )
    gap = points_to_target(now)
    if gap is None or now.target is None:
        return f"năm {report.as_of.year} kế hoạch chưa giao chỉ tiêu"
    distance = comparisons.distance(gap)
    if now.verdict is not Verdict.MET:
        return f"thấp hơn chỉ tiêu {distance} ({_shortfall(report, now)})"
    return "bằng chỉ tiêu" if distance is None else f"vượt chỉ tiêu {distance}"


def _shortfall(report: Report, now: Assessment) -> str:
    """What is missing; a report that was late cannot be made up for."""
    unit = report.config.indicator(now.id).counted_in
    if now.is_flow:
        return f"{number((now.denominator or 0) - (now.numerator or 0))} {unit} trễ hạn hoặc chưa đủ quy trình"
    return f"còn thiếu {number(now.shortfall or 0)} {unit}"


def _sustained(report: Report, now: Assessment) -> str:
    """Whether a level that the plan wants sustained was held, and who dropped out."""
    if not report.config.indicator(now.id).sustained or now.is_flow or now.verdict is not Verdict.MET:
        return ""
    if now.interruptions:
        names = _named([gap.name for gap in now.interruptions])
        return f" Trong năm có gián đoạn: {names}."
    return " Mức này được giữ ở mọi danh sách mới từ đầu năm." if now.sustained else ""


def _named(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f" và {number(len(unique) - NAMED)} đơn vị khác" if len(unique) > NAMED else ""
    return ", ".join(unique[:NAMED]) + more


def results(report: Report) -> tuple[str, ...]:
    """II: one sentence an indicator, in the plan's order."""
    return tuple(result(report, indicator.id) for indicator in report.config.plan.indicators)


def movement(report: Report) -> str:
    """Who came and went among the leading households."""
    parts = report.parts
    if parts.households is None:
        return "Kế hoạch không có chỉ tiêu về hộ."
    if parts.moves is None:
        return _by_village(report, parts.households.id)
    joined, left = report.moved_in_all
    now, before, _year_ago = report.of(parts.households.id)
    if counts_of(now) is None or counts_of(before) is None:
        return "Chưa so sánh được số hộ mới tham gia và thôi tham gia: một trong hai ngày chưa có số liệu."
    if joined is None or left is None:
        return "Trong kỳ chưa có danh sách thành viên mới nên chưa xác định được số hộ mới tham gia, thôi tham gia."
    seen, every = report.villages_seen_anew, len(report.movement)
    by_lists = "" if seen == every else f" (danh sách mới trong kỳ: {number(seen)}/{number(every)} thôn)"
    if not joined and not left:
        return f"Trong kỳ không có hộ nào mới tham gia hoặc thôi tham gia{by_lists}."
    gone = f"{number(left)} hộ thôi tham gia" if left else "không có hộ thôi tham gia"
    return f"Trong kỳ có {number(joined)} hộ mới tham gia, {gone}{by_lists}."


def _by_village(report: Report, indicator: str) -> str:
    """Of households that a register marks: how many villages are told, and how many of them reach their target; a mark does not say
    which household is a new one."""
    now = report.now.of(indicator)
    told = [village for village in now.villages if village.code is not None and village.denominator]
    judged = [village for village in told if village.verdict in (Verdict.MET, Verdict.NOT_MET)]
    if not told:
        return f"chưa có số liệu theo thôn ({wording.reason(now, report.config)})."
    met = sum(village.verdict is Verdict.MET for village in judged)
    every = sum(village.code is not None for village in now.villages)
    said = f"Có số liệu của {number(len(told))}/{number(every)} thôn"
    return f"{said}; {number(met)} thôn đạt chỉ tiêu." if judged else f"{said}."


def handling(report: Report) -> tuple[str, ...]:
    """The reports: what came in and how, what became of it; how long it took stands below the annex's table."""
    if report.parts.cases is None:
        return ("Kế hoạch không có chỉ tiêu về tin báo.",)
    if report.cases is None:
        return (f"Chưa có số liệu về tin báo: {wording.no_log(report.as_of, report.log_ends_on)}.",)
    year = report.cases.tally
    told = [
        _log_ends(report),
        _received(report, year),
        _closed(report),
        _settled(report, year),
        f"Đang xử lý trong hạn {number(year.open)} tin." if year.open else "",
        _overdue(report.cases),
        _none_left(report, year),
        _unknown(year),
        _undated(year),
    ]
    return tuple(filter(None, told))


def _log_ends(report: Report) -> str:
    """Up to when the log speaks, where that is not all of the period."""
    until = report.log_until
    if until is None or until >= report.as_of:
        return ""
    rest = "sau ngày đó chưa có số liệu" if until >= report.period.start else "trong kỳ chưa có sổ mới"
    if beyond := len(report.closed_beyond_log):
        rest += f", trừ {number(beyond)} tin được nhập tay là đã xử lý xong"
    return f"Sổ tin báo ghi đến ngày {day(until)}; {rest}."


def _none_left(report: Report, year: Tally) -> str:
    """That nothing is in hand or overdue, as far as the log speaks; what of a report nobody knows may be just that."""
    none = [] if year.open else ["không có tin đang xử lý trong hạn"]
    if report.cases is not None and not report.cases.overdue:
        none.append("không có tin quá hạn chưa xử lý xong")
    if year.unknown or not none:
        return ""
    until = report.log_until
    known = f"đến ngày {day(until)} " if until is not None and until < report.as_of else ""
    if beyond := len(report.closed_beyond_log):
        known = f"{known}và tính cả {number(beyond)} tin nhập tay xử lý xong sau ngày đó, "
    return f"{wording.capital(known + ', '.join(none))}."


def _received(report: Report, year: Tally) -> str:
    """What came in, in the period by channel, and since the first of January."""
    in_year = f"tiếp nhận {number(year.received)} tin" if year.received else "không phát sinh tin tiếp nhận"
    carried = f", năm trước chuyển sang {number(year.carried)} tin" if year.carried else ""
    since = f"{wording.since_new_year(report.as_of, report.log_until)} {in_year}{carried}."
    received = report.handled.received if report.handled else 0
    if report.handled is None or not (received or year.received):
        return wording.capital(since)
    channels = wording.in_parts(report.ways.period.received, wording.CHANNELS) if report.ways.period else ""
    in_period = f"tiếp nhận {number(received)} tin" if received else _nothing_received(report)
    return f"Trong kỳ {in_period}{f' ({channels})' if received and channels else ''}; {since}"


def _closed(report: Report) -> str:
    """How the reports ended that were closed in the period; empty where none was, or where the log tells no outcome."""
    closed = report.ways.period.closed if report.ways.period else {}
    outcomes = wording.in_parts(closed, wording.OUTCOMES)
    return f"Trong kỳ xử lý xong {number(sum(closed.values()))} tin: {outcomes}." if outcomes else ""


def _settled(report: Report, year: Tally) -> str:
    """What was handled in time and what was not, since the first of January."""
    since = wording.capital(_settled_since(report))
    if not year.settled:
        return f"{since} không phát sinh tin đã xử lý xong hoặc đã hết hạn xử lý."
    parts = [f"đúng hạn, đúng quy định {number(year.on_time)} tin"]
    parts += [f"đúng hạn nhưng chưa đủ quy trình {number(year.incomplete)} tin"] if year.incomplete else []
    parts += [f"quá hạn {number(year.late)} tin"] if year.late else []
    return f"{since} có {number(year.settled)} tin đã xử lý xong hoặc đã hết hạn xử lý: {'; '.join(parts)}."


def _settled_since(report: Report) -> str:
    """Since the first of January as far as the log speaks, and how many count besides that were typed as closed after its last day."""
    until = report.log_until
    since = wording.since_new_year(report.as_of, until)
    beyond = [line for line in report.closed_beyond_log if until and line.settled_on and line.settled_on > until]
    return f"{since}, tính cả {number(len(beyond))} tin nhập tay xử lý xong sau ngày đó," if beyond else since


def _overdue(cases: CaseYear) -> str:
    """What is late and still in hand, whatever the year in which it counts as late; empty where there is none."""
    overdue, earlier = len(cases.overdue), len(cases.listed("earlier"))
    of_them = f", trong đó {number(earlier)} tin đã tính quá hạn từ năm trước" if earlier else ""
    return f"Quá hạn chưa xử lý xong {number(overdue)} tin{of_them}." if overdue else ""


def _undated(year: Tally) -> str:
    if not year.undated:
        return ""
    return f"Có {number(year.undated)} tin đã xử lý nhưng sổ không ghi ngày xong, không tính đúng hạn hay quá hạn."


def _unknown(year: Tally) -> str:
    if not year.unknown:
        return ""
    return f"Chưa rõ kết quả xử lý {number(year.unknown)} tin: sổ tin báo chưa ghi đến ngày hết hạn xử lý."


def _nothing_received(report: Report) -> str:
    """That nothing came in within the period, as far as the log speaks of it."""
    until = report.log_until
    known = "" if until is None or until >= report.as_of else f"đến ngày {day(until)} "
    return f"{known}không phát sinh tin tiếp nhận"


def achieved(report: Report) -> tuple[str, ...]:
    """III.1: the indicators that are met."""
    met = [_short(report, row.id) for row in report.now.indicators if row.verdict is Verdict.MET]
    on = day(report.as_of)
    if not any(row.verdict in (Verdict.MET, Verdict.NOT_MET) for row in report.now.indicators):
        if any(row.verdict is Verdict.NO_TARGET for row in report.now.indicators):
            return (f"Năm {report.as_of.year} kế hoạch chưa giao chỉ tiêu nên chưa đánh giá mức đạt.",)
        return (f"Đến ngày {on} chưa có chỉ tiêu nào đủ số liệu để đánh giá.",)
    if not met:
        return (f"Đến ngày {on} chưa có chỉ tiêu nào đạt.",)
    return (
        f"Đến ngày {on} đã đạt {number(len(met))}/{number(len(report.now.indicators))} chỉ tiêu: {', '.join(met)}.",
    )


def lacking(report: Report) -> tuple[str, ...]:
    """III.2: what is not met, where it is missing, what cannot be said."""
    short = [row for row in report.now.indicators if row.verdict is Verdict.NOT_MET]
    said = [f"Chưa đạt chỉ tiêu: {', '.join(_missing(report, row) for row in short)}."] if short else []
    if below := _villages_below(report):
        said.append(below)
    unknown = [row for row in report.now.indicators if row.verdict is Verdict.NO_DATA]
    partly = [row for row in unknown if row.reason in INCOMPLETE]
    said += [
        f"Chưa đủ số liệu để đánh giá {_short(report, row.id)}: {wording.reason(row, report.config)}." for row in partly
    ]
    nothing = [_short(report, row.id) for row in unknown if row not in partly]
    if nothing:
        said.append(f"Chưa có số liệu để đánh giá: {', '.join(nothing)}.")
    aimless = [_short(report, row.id) for row in report.now.indicators if row.verdict is Verdict.NO_TARGET]
    if aimless:
        said.append(f"Chưa giao chỉ tiêu năm {report.as_of.year}: {', '.join(aimless)}.")
    if not said:
        said.append("Không có chỉ tiêu chưa đạt.")
    return (*said,)


def _missing(report: Report, row: Assessment) -> str:
    """What an indicator lacks: "Hộ dân (còn thiếu 57 hộ)"."""
    return f"{_short(report, row.id)} ({_shortfall(report, row)})"


def _villages_below(report: Report) -> str:
    """The villages below the leading households' target, the one that lacks most first: "Thôn 3 thiếu 33 hộ"; empty where there is
    none.

    Organisations and reports are not told by village.
    """
    whole = report.households
    if whole is None:
        return ""
    unit = report.config.indicator(whole.id).counted_in
    below = sorted(
        (village for village in whole.villages if village.shortfall), key=lambda village: -(village.shortfall or 0)
    )
    if not below or whole.target is None or whole.verdict not in (Verdict.MET, Verdict.NOT_MET):
        return ""
    named = [
        f"{village.name or 'chưa ghi thôn'} thiếu {number(village.shortfall or 0)} {unit}" for village in below[:NAMED]
    ]
    more = f" và {number(len(below) - NAMED)} thôn khác" if len(below) > NAMED else ""
    but = "tính chung toàn địa bàn đã đạt chỉ tiêu; " if whole.verdict is Verdict.MET else ""
    own = any(village.has_own for village in whole.villages)
    asked = "để đạt chỉ tiêu giao từng thôn" if own else f"để đạt {target_written(whole.target)}"
    aim = f"tính riêng từng thôn, {asked}: {', '.join(named)}{more}"
    return f"{_short(report, whole.id)}: {but}{aim}; {wording.NOT_ADDED}."


def _short(report: Report, indicator: str) -> str:
    return report.config.indicator(indicator).short_title


def ahead(report: Report) -> tuple[str, ...]:
    """IV: what is left to do until the target's last day, and at what pace."""
    said = _tasks(report)
    if report.cases is not None and (overdue := len(report.cases.overdue)):
        said.append(f"Xử lý dứt điểm {number(overdue)} tin đã quá hạn.")
    unknown = [_short(report, row.id) for row in report.now.indicators if row.verdict is Verdict.NO_DATA]
    if unknown:
        said.append(f"Bổ sung các danh sách còn thiếu để có số liệu đánh giá: {', '.join(unknown)}.")
    if not said and any(row.verdict is Verdict.MET for row in report.now.indicators):
        said.append("Giữ vững các chỉ tiêu đã đạt.")
    return (*said,)


def _tasks(report: Report) -> list[str]:
    """What each indicator still needs, those of one target and day in one sentence."""
    needed: dict[str, list[str]] = {}
    for course in report.progress.courses:
        task = course.task
        if task is not None and task.missing:
            target = f"Để đạt {target_written(task.aim.goal)} vào ngày {day(task.aim.end)}"
            needed.setdefault(target, []).append(_needs(report, course.now.id, task))
    return [f"{target}: {'; '.join(parts)}." for target, parts in needed.items()]


def _needs(report: Report, indicator: str, task: Task) -> str:
    """How many entities, and how many a week where that is one at least: "Hộ dân cần thêm 150 hộ, bình quân mỗi tuần 4 hộ"."""
    name, unit = _short(report, indicator), report.config.indicator(indicator).counted_in
    if task.a_week is None:
        return f"{name} còn thiếu {number(task.missing)} {unit}, thời hạn đã hết"
    pace = f", bình quân mỗi tuần {number(task.a_week)} {unit}" if task.missing * 7 >= task.days_left else ""
    return f"{name} cần thêm {number(task.missing)} {unit}{pace}"


def corrected(report: Report) -> tuple[str, ...]:
    """Figures of earlier reports that are others today, the whole unit's one by one; none where all stand."""
    whole = [row for row in report.restatements if row.village is None][:NAMED]
    said = [
        f"{_short(report, row.indicator)} đến ngày {day(row.as_of)}: {_sent_in(report, row.number)} "
        f"{wording.counts(row.sent)}, nay điều chỉnh là {wording.now_is(row)}."
        for row in whole
    ]
    more = len(report.restatements) - len(whole)
    rest = f"{'Ngoài ra' if whole else 'Có'} {number(more)} số liệu của các báo cáo trước nay được điều chỉnh."
    return (*said, rest) if more else tuple(said)


def _sent_in(report: Report, frozen: int) -> str:
    """By which paper a figure went up, where its number has been noted."""
    paper = report.papers.get(frozen)
    return (
        "đã báo cáo" if paper is None or paper.paper is None else f"{paper_in_words(paper.paper, paper.issued_on)} ghi"
    )


def trust(report: Report) -> tuple[str, ...]:
    """What the reader should know of the figures' quality; nothing where nothing speaks against them."""
    quality = report.quality
    waiting = [
        f"{number(row.waiting)} {report.config.indicator(row.id).counted_in}"
        for row in report.now.indicators
        if row.waiting
    ]
    missing = [village.name for village in quality.villages_without_list] if report.parts.households else []
    told = [
        f"Chờ người xác nhận: {', '.join(waiting)}; số này chưa được tính là tham gia." if waiting else "",
        f"Có {number(quality.rejected_rows)} dòng bị loại khi nạp các danh sách đang dùng." if quality.rejected_rows else "",
        f"Thôn chưa có sổ hộ, chưa được tính: {_named(missing)}." if missing else "",
    ]  # fmt: skip
    return tuple(filter(None, told))


def checking(report: Report) -> str:
    """How the figures can be had again."""
    with_code = (
        "" if report.stamp is None else f" Số chốt {number(report.stamp.number)}, mã kiểm tra {report.stamp.code}."
    )
    audit = report.stamp and report.stamp.audit
    with_log = f" Nhật ký truy cập đến dòng {number(audit.number)}, mã {audit.mark}." if audit else ""
    return f"Số liệu đến ngày {day(report.as_of)}, theo dữ liệu đã ghi nhận đến {written(report.known_at)}.{with_code}{with_log}"


def footer(report: Report) -> str:
    """The line below every page."""
    if report.stamp is None:
        return f"{DRAFT} – số liệu đến ngày {day(report.as_of)}, chưa chốt"
    replaced = "" if report.stamp.replaces is None else f" – thay {_replaced(report, report.stamp.replaces)}"
    return f"Số chốt {number(report.stamp.number)} – mã kiểm tra {report.stamp.code} – số liệu đến ngày {day(report.as_of)}{replaced}"


def _replaced(report: Report, frozen: int) -> str:
    """The report that this one replaces: as the paper that it became, else by its number as frozen."""
    paper = report.replaced_paper
    if paper is None or paper.paper is None:
        return f"báo cáo số chốt {number(frozen)}"
    return paper_in_words(paper.paper, None)  # its day stands in the text; the line has no room for it


def closing(report: Report) -> str:
    """The last sentence of the body, as official papers end; before it which paper this one replaces, where it is known."""
    period, writer = wording.period_name(report.period), report.letterhead.short_name
    paper = report.replaced_paper
    replaces = f"Báo cáo này thay thế {paper_in_words(paper.paper, paper.issued_on)}. " if paper and paper.paper else ""
    return f"{replaces}Trên đây là báo cáo kết quả {period}, {writer} kính báo cáo./."


def addressee(report: Report) -> str:
    """Whom the report goes to on its day; a blank where the configuration names nobody."""
    return report.superior.name if report.superior else BLANK


def recipients(report: Report) -> tuple[str, ...]:
    """Who gets it, as official papers list them: the addressee is "Như trên"; a semicolon after each, a stop after the last."""
    if report.superior is None:
        return ("- Như trên;", f"- {BLANK}.")
    others = [name for name in report.superior.recipients if not name.startswith(report.superior.name)]
    *first, last = ["Như trên", *others]
    return (*(f"- {name};" for name in first), f"- {last}.")


def place_and_date(report: Report) -> str:
    """Place, and the day left blank: it is the day of signing."""
    return f"{report.letterhead.place}, ngày … tháng … năm {year_of_issue(report)}"


def year_of_issue(report: Report) -> str:
    """The year in which the paper is signed, as far as it is known: that of freezing, not of the cut-off; a draft has none."""
    return "…" if report.stamp is None else str(report.stamp.frozen_at.year)
