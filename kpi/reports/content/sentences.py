"""The report's sentences, written from the figures; where there is no figure or nothing occurred, the sentence says so. Pure.

Each function gives whole sentences of one place of the report. Where only people can write, they leave a blank.
"""

from __future__ import annotations

from kpi.answers.progress import Course
from kpi.answers.structure.answer import RequirementState
from kpi.config.models import Config
from kpi.domain.indicators import FLOWS
from kpi.domain.reasons import Reason
from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.reports.content import wording
from kpi.reports.content.cells import Percent, Points, counts_of, points_between, points_to_target, share_of, written
from kpi.reports.content.done import done, paper_in_words
from kpi.reports.content.model import Report
from kpi.reports.content.wording import BLANK, DRAFT, day, number

# So many names stand in a sentence; the annex has them all.
NAMED = 5


def subject(report: Report) -> str:
    """What the report is about, below its title."""
    return f"Kết quả thực hiện mô hình {model_name(report.config)} {wording.period_name(report.period)}"


def model_name(config: Config) -> str:
    """The model's name out of the plan's title: what stands there in quotation marks."""
    title = config.plan.title
    start, end = title.find("“"), title.rfind("”")
    return title[start : end + 1] if 0 <= start < end else title


def opening(report: Report) -> str:
    """By what order the report is made."""
    plan, head, unit = report.config.plan, report.letterhead, report.config.unit.name
    where = "" if head.area == unit else f", {head.area}"
    return (
        f"Thực hiện Kế hoạch số {plan.number} {plan.issued} của UBND {unit} về {plan.title[:1].lower()}{plan.title[1:]}, "
        f"{head.short_name} báo cáo kết quả thực hiện từ ngày {day(report.period.start)} đến ngày {day(report.period.end)} "
        f"(ngày chốt số liệu{where}) như sau:"
    )


def steering(report: Report) -> tuple[str, ...]:
    """I: the committee, the groups, what the plan asks of the model's build, and what was done in the period."""
    counted = report.structure.counted
    met = sum(row.state is RequirementState.MET for row in counted)
    said = [
        f"Về tổ chức của mô hình: {number(met)}/{number(len(counted))} yêu cầu của kế hoạch đã đạt "
        f"(chi tiết tại Phụ lục II)." if counted else "Về tổ chức của mô hình: chưa có yêu cầu nào được ghi để đối chiếu."
    ]  # fmt: skip
    lacking = _asked(report, RequirementState.MISSING)
    if lacking:
        said.append(f"Yêu cầu còn thiếu (theo số thứ tự tại Phụ lục II): {lacking}.")
    unknown = _asked(report, RequirementState.NO_DATA)
    if unknown:
        said.append(f"Yêu cầu chưa có số liệu để đánh giá (theo số thứ tự tại Phụ lục II): {unknown}.")
    said.append(_groups(report))
    said.append(_conclusions(report))
    return (*said, *done(report.activities))


def _asked(report: Report, state: RequirementState) -> str:
    """The counted requirements in a state, by their numbers in the annex."""
    found = {row.id for row in report.structure.counted if row.state is state}
    return ", ".join(
        number(place) for place, asked in enumerate(report.config.plan.requirements, 1) if asked.id in found
    )


def _groups(report: Report) -> str:
    groups = report.structure.groups
    if not groups:
        return "Chưa có danh sách nhóm Zalo."
    sizes = [row.now.members for row in groups if row.now]
    if not sizes:
        return f"Có {number(len(groups))} nhóm Zalo; chưa nhóm nào có danh sách thành viên."
    return (
        f"Có {number(len(groups))} nhóm Zalo, {number(len(sizes))} nhóm có danh sách thành viên với tổng số "
        f"{number(sum(sizes))} lượt thành viên."
    )


def _conclusions(report: Report) -> str:
    rows = report.conclusions
    if not rows:
        return "Trong kỳ chưa ghi kết luận nào của Ban chỉ đạo."
    done = sum(row.state == "done" for row in rows)
    late = sum(row.state == "open" and row.due_on is not None and row.due_on < report.as_of for row in rows)
    tail = f", {number(late)} kết luận đã quá thời hạn" if late else ""
    return f"Ban chỉ đạo có {number(len(rows))} kết luận đang theo dõi, {number(done)} đã thực hiện xong{tail}."


def result(report: Report, indicator: str) -> str:
    """One indicator in one sentence: counts, ratio, target, change against the period before and a year ago."""
    now, before, year_ago = report.of(indicator)
    title = report.config.indicator(indicator).title
    if now.verdict is Verdict.NONE_OCCURRED:
        return f"{title}: {_nothing_settled(report, now)}"
    if counts_of(now) is None:
        return f"{title}: chưa có số liệu đến ngày {day(report.as_of)} ({wording.reason(now)})."
    parts = [
        f"{_span(report, indicator)} có {_counted(report, now)}{_basis(report, now)}",
        f"đạt {written(share_of(now))}",
        _against_target(report, now),
    ]
    earlier = f"{_against(before, now, 'kỳ trước')}{_against(year_ago, now, 'cùng kỳ năm trước')}"
    return f"{title}: {', '.join(parts)}{earlier}.{_sustained(report, now)}"


def _counted(report: Report, now: Assessment) -> str:
    """974/1.431 hộ tham gia; of some villages: 120/344 hộ của 5/7 thôn tham gia."""
    what = wording.taking_part(now, report.config)
    if now.reason != Reason.PARTIAL_REGISTER:
        return f"{wording.counted(now)} {what}"
    unit = report.config.indicator(now.id).counted_in
    figure, _of, villages = wording.counted(now).partition(" ")
    return f"{figure} {unit} {villages} tham gia"


def _basis(report: Report, now: Assessment) -> str:
    """What the figure rests on, in brackets behind it."""
    said = wording.basis(now, report.before.as_of)
    return f" ({said})" if said else ""


def _span(report: Report, indicator: str) -> str:
    area = report.letterhead.area
    within = f"trên {area}" if area.startswith("địa bàn") else area
    where = "toàn xã" if area == report.config.unit.name else within
    if indicator in FLOWS:
        return f"từ ngày {day(report.as_of.replace(month=1, day=1))} đến ngày {day(report.as_of)}, {where}"
    return f"đến ngày {day(report.as_of)}, {where}"


def _nothing_settled(report: Report, now: Assessment) -> str:
    since = day(report.as_of.replace(month=1, day=1))
    until = min(report.as_of, now.basis.observed_on or report.as_of)
    said = f"từ ngày {since} đến ngày {day(until)} không phát sinh tin đã xử lý xong hoặc đã hết hạn xử lý{_basis(report, now)}"
    return f"{said}; đang xử lý trong hạn {number(now.open)} tin." if now.open else f"{said}."


def _against_target(report: Report, now: Assessment) -> str:
    """Above, at or below the year's target, with what is missing."""
    if now.reason == Reason.PARTIAL_REGISTER:
        return f"chưa đánh giá được ({wording.reason(now)})"
    gap = points_to_target(now)
    if gap is None or now.target is None:
        return f"năm {report.as_of.year} kế hoạch chưa giao chỉ tiêu"
    distance = _distance(gap)
    if now.verdict is not Verdict.MET:
        unit = report.config.indicator(now.id).counted_in
        lacking = f"không đúng hạn hoặc chưa đủ quy trình {number(_failed(now))} {unit}" if now.id in FLOWS else (
            f"còn thiếu {number(now.shortfall or 0)} {unit}"
        )  # fmt: skip
        return f"thấp hơn chỉ tiêu {distance} ({lacking})"
    return "bằng chỉ tiêu" if distance is None else f"vượt chỉ tiêu {distance}"


def _failed(now: Assessment) -> int:
    return (now.denominator or 0) - (now.numerator or 0)


def _distance(points: Points) -> str | None:
    """Percentage points without their sign; None where there is no difference."""
    text = written(points).lstrip("+\u2212")
    return None if text == "0" else f"{text} điểm %"


def _against(earlier: Assessment, now: Assessment, what: str) -> str:
    """How the ratio changed since another day, as the sentence goes on."""
    if earlier.verdict is Verdict.NONE_OCCURRED:
        seen = earlier.basis.observed_on is not None and earlier.basis.observed_on >= earlier.as_of
        return f"; {what} {'không phát sinh nên không' if seen else 'chưa có sổ tin báo đầy đủ để'} so sánh"
    change = points_between(earlier, now)
    if change is None and counts_of(earlier) is None:
        return f"; {what} chưa có số liệu để so sánh"
    if change is None and earlier.basis.uncovered != now.basis.uncovered:
        return f"; không so sánh được với {what} vì số thôn có sổ hộ khác nhau"
    if change is None:  # no list has looked since: whether anything changed is not known
        return f"; chưa so sánh được với {what}"
    distance = _distance(change)
    if distance is None:
        return f", không thay đổi so với {what}"
    rising = written(change).startswith("+")
    return f", {'tăng' if rising else 'giảm'} {distance} so với {what}"


def _sustained(report: Report, now: Assessment) -> str:
    """Whether a level that the plan wants sustained was held, and who dropped out."""
    if not report.config.indicator(now.id).sustained or now.id in FLOWS or now.verdict is not Verdict.MET:
        return ""
    if now.interruptions:
        names = _named([gap.name for gap in now.interruptions])
        return f" Trong năm có gián đoạn: {names}."
    return " Mức này được duy trì ở mọi ngày có danh sách mới từ đầu năm." if now.sustained else ""


def _named(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f" và {number(len(unique) - NAMED)} đơn vị khác" if len(unique) > NAMED else ""
    return ", ".join(unique[:NAMED]) + more


def results(report: Report) -> tuple[str, ...]:
    """II: one sentence an indicator, in the plan's order."""
    return tuple(result(report, indicator.id) for indicator in report.config.plan.indicators)


def movement(report: Report) -> str:
    """Who came and went among the households."""
    joined, left = report.moved_in_all
    now, before, _year_ago = report.of("households")
    if counts_of(now) is None or counts_of(before) is None:
        return "Chưa so sánh được số hộ mới tham gia và thôi tham gia: một trong hai ngày chưa có số liệu."
    if joined is None or left is None:
        return (
            "Trong kỳ chưa có danh sách thành viên mới nên chưa xác định được số hộ mới tham gia và thôi tham gia"
            f"{_basis(report, now)}."
        )
    seen, every = report.villages_seen_anew, len(report.movement)
    by_lists = "" if seen == every else f" (danh sách mới trong kỳ: {number(seen)}/{number(every)} thôn)"
    if not joined and not left:
        return f"Trong kỳ không có hộ nào mới tham gia hoặc thôi tham gia{by_lists}."
    return f"Trong kỳ có {number(joined)} hộ mới tham gia, {number(left)} hộ thôi tham gia{by_lists}."


def handling(report: Report) -> tuple[str, ...]:
    """The reports: what came in, what became of it, how long it took; what nobody has reviewed of the rules."""
    if report.cases is None:
        return ("Chưa có số liệu về tin báo: chưa nạp sổ tin báo.",)
    year, received = report.cases.tally, report.handled.received if report.handled else 0
    since = wording.since_new_year(report.as_of, report.log_until)
    in_period = f"tiếp nhận {number(received)} tin" if received else _nothing_received(report)
    in_year = f"tiếp nhận {number(year.received)} tin" if year.received else "không phát sinh tin tiếp nhận"
    ended = report.log_until if report.log_until is not None and report.log_until < report.as_of else None
    known = "" if ended is None else f"Đến ngày {day(ended)}: "
    carried = f", năm trước chuyển sang {number(year.carried)} tin" if year.carried else ""
    overdue = len(report.cases.overdue)
    earlier = len(report.cases.listed("earlier"))
    of_them = f", trong đó {number(earlier)} tin đã tính quá hạn từ năm trước" if earlier else ""
    said = [
        f"Trong kỳ {in_period}; {since} {in_year}{carried}." if received or year.received or report.handled is None
        else f"{wording.capital(since)} {in_year}{carried}.",
        f"{wording.capital(since)} có {number(year.settled)} tin đã xử lý xong hoặc đã hết hạn xử lý: đúng hạn, đúng quy định "
        f"{number(year.on_time)} tin; đúng hạn nhưng chưa đủ quy trình {number(year.incomplete)} tin; quá hạn {number(year.late)} "
        f"tin." if year.settled else f"{wording.capital(since)} không phát sinh tin đã xử lý xong hoặc đã hết hạn xử lý.",
        f"Đang xử lý trong hạn {number(year.open)} tin." if year.open else _none(known, "không có tin đang xử lý trong hạn."),
        f"Quá hạn chưa xử lý xong {number(overdue)} tin{of_them}." if overdue
        else _none(known, "không có tin quá hạn chưa xử lý xong."),
    ]  # fmt: skip
    if ended is not None:
        said.insert(0, f"Sổ tin báo ghi đến ngày {day(ended)}; sau ngày đó chưa có số liệu.")
    if year.undated:
        said.append(
            f"Sổ ghi đã xử lý nhưng không ghi ngày {number(year.undated)} tin, không tính đúng hạn hay quá hạn."
        )
    took = wording.handling(report.cases)
    if took:
        said.append(took)
    unreviewed = sum(rule.cases for rule in report.cases.unreviewed)
    if unreviewed:
        said.append(f"Hạn xử lý của {number(unreviewed)} tin tính theo quy định cần cán bộ pháp lý rà soát.")
    return tuple(said)


def _nothing_received(report: Report) -> str:
    """That nothing came in within the period, as far as the log speaks of it."""
    if report.handled is None or report.log_until is None:
        return "chưa có sổ tin báo"
    until = "" if report.log_until >= report.as_of else f"đến ngày {day(report.log_until)} "
    return f"{until}không phát sinh tin tiếp nhận"


def _none(known: str, said: str) -> str:
    """That there is none, as far as the log speaks."""
    return known + said if known else wording.capital(said)


def achieved(report: Report) -> tuple[str, ...]:
    """III.1: the indicators that are met."""
    met = [_short(report, row.id) for row in report.now.indicators if row.verdict is Verdict.MET]
    if not any(row.verdict in (Verdict.MET, Verdict.NOT_MET) for row in report.now.indicators):
        if any(row.verdict is Verdict.NO_TARGET for row in report.now.indicators):
            return (f"Năm {report.as_of.year} kế hoạch chưa giao chỉ tiêu nên chưa đánh giá mức đạt.", BLANK)
        return ("Đến ngày chốt số liệu chưa có chỉ tiêu nào đủ số liệu để đánh giá.", BLANK)
    if not met:
        return ("Đến ngày chốt số liệu chưa có chỉ tiêu nào đạt.", BLANK)
    return (f"Có {number(len(met))}/{number(len(report.now.indicators))} chỉ tiêu đạt: {', '.join(met)}.", BLANK)


def lacking(report: Report) -> tuple[str, ...]:
    """III.2: what is not met, where it is missing, what cannot be said."""
    said = []
    for row in report.now.indicators:
        if row.verdict is Verdict.NOT_MET:
            where = _short_villages(row)
            unit = report.config.indicator(row.id).counted_in
            missing = _failed(row) if row.id in FLOWS else row.shortfall or 0
            word = "không đúng hạn hoặc chưa đủ quy trình" if row.id in FLOWS else "còn thiếu"
            said.append(f"{_short(report, row.id)}: {word} {number(missing)} {unit}{where}.")
    unknown = [row for row in report.now.indicators if row.verdict is Verdict.NO_DATA]
    partly = [row for row in unknown if row.reason == Reason.PARTIAL_REGISTER]
    said += [f"Chưa đủ số liệu để đánh giá {_short(report, row.id)}: {wording.reason(row)}." for row in partly]
    nothing = [_short(report, row.id) for row in unknown if row not in partly]
    if nothing:
        said.append(f"Chưa có số liệu để đánh giá: {', '.join(nothing)}.")
    aimless = [_short(report, row.id) for row in report.now.indicators if row.verdict is Verdict.NO_TARGET]
    if aimless:
        said.append(f"Chưa giao chỉ tiêu năm {report.as_of.year}: {', '.join(aimless)}.")
    if not said:
        said.append("Không có chỉ tiêu chưa đạt.")
    households = report.now.of("households")
    if households.verdict is Verdict.MET and (below := _villages_below(households)):
        said.append(
            f"{_short(report, 'households')}: toàn xã đạt chỉ tiêu nhưng tính riêng còn thôn chưa đạt mức này: {below}."
        )
    return (*said, BLANK)


def _short_villages(row: Assessment) -> str:
    """Where households are missing; organisations and reports are not told by village."""
    below = _villages_below(row) if row.id == "households" else ""
    return f" (tính riêng từng thôn để đạt mức này: {below})" if below else ""


def _villages_below(row: Assessment) -> str:
    """The villages below the target, the one that lacks most first: "Thôn 3 (thiếu 33 hộ)"; empty where there is none."""
    below = sorted(
        (village for village in row.villages if village.shortfall), key=lambda village: -(village.shortfall or 0)
    )
    named = [
        f"{village.name or 'chưa ghi thôn'} (thiếu {number(village.shortfall or 0)} hộ)" for village in below[:NAMED]
    ]
    more = f" và {number(len(below) - NAMED)} thôn khác" if len(below) > NAMED else ""
    return ", ".join(named) + more


def _short(report: Report, indicator: str) -> str:
    return report.config.indicator(indicator).short_title


def ahead(report: Report) -> tuple[str, ...]:
    """IV: what is left to do until the target's last day, and at what pace."""
    said = [line for course in report.progress.courses if (line := _task(report, course))]
    unknown = [_short(report, row.id) for row in report.now.indicators if row.verdict is Verdict.NO_DATA]
    if unknown:
        said.append(f"Bổ sung các danh sách còn thiếu để có số liệu đánh giá: {', '.join(unknown)}.")
    if not said and any(row.verdict is Verdict.MET for row in report.now.indicators):
        said.append("Giữ vững các chỉ tiêu đã đạt.")
    return (*said, BLANK)


def _task(report: Report, course: Course) -> str:
    task, unit = course.task, report.config.indicator(course.now.id).counted_in
    if task is None or not task.missing:
        return ""
    target = f"đạt {written(Percent(task.aim.percent))} vào ngày {day(task.aim.end)}"
    name = _short(report, course.now.id)
    if task.a_week is None:
        return f"{name}: để {target} còn thiếu {number(task.missing)} {unit}, thời hạn đã hết."
    pace = f", mỗi tuần {number(task.a_week)} {unit}" if task.missing * 7 >= task.days_left else ""
    return f"{name}: để {target} cần thêm {number(task.missing)} {unit} trong {number(task.days_left)} ngày{pace}."


def trust(report: Report) -> tuple[str, ...]:
    """What the reader should know of the figures' quality."""
    quality = report.quality
    waiting = [
        f"{number(row.waiting)} {report.config.indicator(row.id).counted_in}"
        for row in report.now.indicators
        if row.waiting
    ]
    said = [
        f"Chờ người xác nhận: {', '.join(waiting)}; số này chưa được tính là tham gia." if waiting
        else "Không có trường hợp nào chờ người xác nhận.",
        f"Có {number(quality.rejected_rows)} dòng bị loại khi nạp các danh sách đang dùng." if quality.rejected_rows
        else "Không có dòng nào bị loại trong các danh sách đang dùng.",
    ]  # fmt: skip
    missing = [village.name for village in quality.villages_without_list]
    if missing:
        said.append(f"Thôn chưa có sổ hộ, chưa được tính: {_named(missing)}.")
    if report.restatements:
        said.append(
            f"Có {number(len(report.restatements))} số liệu đã báo cáo nay điều chỉnh (chi tiết tại Phụ lục V)."
        )
    return tuple(said)


def checking(report: Report) -> str:
    """How the figures can be had again."""
    with_code = (
        "" if report.stamp is None else f" Báo cáo số {number(report.stamp.number)}, mã kiểm tra {report.stamp.code}."
    )
    return f"Số liệu đến ngày {day(report.as_of)}, theo dữ liệu đã ghi nhận đến {written(report.known_at)}.{with_code}"


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
    return f"{replaces}Trên đây là báo cáo kết quả thực hiện mô hình {period}, {writer} kính báo cáo./."


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
    return f"{report.letterhead.place}, ngày … tháng … năm {report.as_of.year}"
