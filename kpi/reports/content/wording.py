"""The report's words for what the figures say: verdicts, reasons, states, periods, causes. Vietnamese, as the report is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kpi.answers.cases import CaseYear
from kpi.answers.organisations import OrganisationState
from kpi.answers.structure.answer import RequirementState
from kpi.config.models import Config, Plan
from kpi.domain.indicators import BY_MEMBERS, Way
from kpi.domain.periods import Period
from kpi.domain.reasons import INCOMPLETE, Reason
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import speaking
from kpi.judgement.assessment import Assessment
from kpi.judgement.trust import FigureDoubt
from kpi.judgement.verdicts import Verdict
from kpi.measures.case_lines import CaseState
from kpi.reports.content.restated import Counts, Restatement, RestatementCause
from kpi.snapshots.personal import Personal

# A place where a person writes.
BLANK = "…………"
# What a report is called until its figures are frozen.
DRAFT = "DỰ THẢO"
NO_VILLAGE = "Chưa ghi thôn"
# Each village is rounded up for itself, so their shortfalls come to more than the unit's, and may be there where it has none.
NOT_ADDED = "số của từng thôn không cộng lại thành số chung"
ROMAN = ("", "I", "II", "III", "IV")
VERDICTS = {
    Verdict.MET: "Đạt",
    Verdict.NOT_MET: "Chưa đạt",
    Verdict.NO_TARGET: "Chưa giao chỉ tiêu",
    Verdict.NO_DATA: "Chưa có số liệu",
    Verdict.NONE_OCCURRED: "Không phát sinh",
}
REASONS = {
    Reason.NO_REGISTER: "chưa có danh sách để tính",
    Reason.NO_GROUP_REGISTER: "chưa có danh sách nhóm Zalo",
    Reason.NO_MEMBERS: "chưa có danh sách thành viên nhóm",
    Reason.EMPTY_REGISTER: "danh sách không có đối tượng được tính",
    Reason.NO_CASE_LOG: "chưa có sổ tin báo",
    Reason.PARTIAL_REGISTER: "chưa có sổ hộ của tất cả các thôn",
    Reason.PARTIAL_LISTS: "chưa có danh sách của tất cả các thôn",
    Reason.NO_MARKS: "chưa có danh sách nào ghi cột để tính",
    Reason.PARTIAL_MARKS: "một số danh sách chưa ghi cột để tính",
    Reason.MISSING_PARTS: "chưa đủ số liệu của các đơn vị đã sáp nhập",
    Reason.DIFFERENT_TARGETS: "chỉ tiêu khác nhau",
}
REQUIREMENT_STATES = {
    RequirementState.MET: "Đạt",
    RequirementState.MISSING: "Còn thiếu",
    RequirementState.NOT_APPLICABLE: "Không áp dụng",
    RequirementState.NO_DATA: "Chưa có số liệu",
    RequirementState.LISTED: "Không tính",
}
UNIT_STATES = {
    OrganisationState.TAKING_PART: "Tham gia",
    OrganisationState.INTERRUPTED: "Gián đoạn",
    OrganisationState.NOT_YET: "Chưa tham gia",
    OrganisationState.LEFT_OUT: "Không tính",
}
_MARKED_STATES = {
    OrganisationState.TAKING_PART: "Đạt",
    OrganisationState.INTERRUPTED: "Gián đoạn",
    OrganisationState.NOT_YET: "Chưa đạt",
    OrganisationState.LEFT_OUT: "Không tính",
}
# By how entries take part what stands above their number.
_NUMERATORS = {BY_MEMBERS: "tham gia", (Way.MARKED,): "được tính", (Way.TIMELY,): "đúng hạn"}
CASE_STATES = {
    CaseState.ON_TIME: "Xử lý đúng hạn, đúng quy định",
    CaseState.INCOMPLETE: "Xử lý đúng hạn nhưng chưa đủ quy trình",
    CaseState.LATE: "Xử lý xong khi đã quá hạn",
    CaseState.OVERDUE: "Quá hạn, chưa xử lý xong",
    CaseState.OPEN: "Đang xử lý, trong hạn",
    CaseState.UNDATED: "Đã xử lý, chưa rõ ngày",
    CaseState.UNKNOWN: "Chưa rõ kết quả: sổ chưa ghi đến ngày hết hạn xử lý",
    CaseState.UNJUDGED: "Đã xử lý, không có hạn để đánh giá",
}
# How a report came and how it ended, as a sentence goes on; None: the log does not say.
CHANNELS = {
    "zalo": "qua Zalo",
    "in_person": "trực tiếp",
    "phone": "qua điện thoại",
    "letter": "đơn thư",
    "vneid": "qua VNeID",
    "other": "kênh khác",
    None: "chưa ghi kênh tiếp nhận",
}
OUTCOMES = {
    "resolved": "đã giải quyết",
    "forwarded": "chuyển cơ quan có thẩm quyền",
    "rejected": "không thụ lý",
    "withdrawn": "người báo rút",
    "other": "kết quả khác",
    None: "chưa ghi kết quả",
}
DATASETS = {
    "village": "danh mục thôn",
    "household": "sổ hộ",
    "business": "danh sách doanh nghiệp",
    "institution": "danh sách cơ quan, đơn vị, trường học",
    "group": "danh sách nhóm Zalo",
    "official": "danh sách cán bộ",
    "membership": "danh sách thành viên nhóm Zalo",
    "case": "sổ tin báo",
    "activity": "danh sách hoạt động",
}
# The same where groups are a plan's lists of participants, and no Zalo groups.
PARTICIPANTS = {"group": "danh mục nhóm, danh sách", "membership": "danh sách tham gia"}
DOUBTS = {
    FigureDoubt.NO_REGISTER: "chưa nạp danh sách gốc",
    FigureDoubt.VILLAGES_MISSING: "có thôn chưa có sổ hộ",
    FigureDoubt.LISTS_UNSENT: "có thôn chưa gửi danh sách của kế hoạch",
    FigureDoubt.MARKS_MISSING: "có thôn chưa có danh sách ghi cột để tính",
    FigureDoubt.ROWS_REJECTED: "có dòng bị loại",
    FigureDoubt.OLD_REGISTER: "danh sách gốc đã cũ",
    FigureDoubt.NO_GROUPS: "chưa nạp danh sách nhóm",
    FigureDoubt.LISTS_MISSING: "có nhóm chưa có danh sách thành viên",
    FigureDoubt.REPORTS_UNDATED: "có tin đã xử lý nhưng chưa rõ ngày",
    FigureDoubt.LISTS_INCOMPLETE: "có danh sách nhóm chưa đầy đủ",
    FigureDoubt.LISTS_REJECTED: "danh sách nhóm có dòng bị loại",
    FigureDoubt.LISTS_STALE: "có danh sách nhóm đã cũ",
    FigureDoubt.TIES: "có thành viên chờ người quyết định",
}
CONCLUSION_STATES = {"open": "Đang thực hiện", "done": "Đã xong"}
# What leads to a citizen, as a draft says why it does not tell a conclusion.
PERSONAL = {Personal.HEAD: "tên chủ hộ", Personal.PHONE: "số điện thoại", Personal.CASE: "mã tin báo"}
STEPS = {"prepared": "Người lập", "checked": "Người kiểm tra", "approved": "Người duyệt"}
LENGTHS = {"month": "tháng", "quarter": "quý", "half": "6 tháng", "year": "năm"}
_CAUSES = {"load": "nạp", "undo": "hoàn tác", "redo": "khôi phục"}
_SECTIONS = {
    "indicators": "điều được đếm",
    "participation": "ai được tính",
    "deadlines": "hạn xử lý tin",
    "calendar": "lịch làm việc",
}


def day(when: date) -> str:
    """30/6/2024, whatever the screen speaks."""
    with speaking("vi"):
        return format_date(when)


def number(count: int) -> str:
    """1.012, whatever the screen speaks."""
    with speaking("vi"):
        return format_count(count)


def counts(figure: Counts) -> str:
    """974/1.431; a figure that there was not: "chưa có số liệu"."""
    return "chưa có số liệu" if figure is None else f"{number(figure[0])}/{number(figure[1])}"


def period_name(period: Period) -> str:
    """Quý II năm 2024, tháng 6 năm 2024 …: the year and part in which the cut-off lies; one that has only begun is told by its days,
    and that it is not over."""
    end = period.end
    if not period.whole:
        return f"từ ngày {day(period.start)} đến ngày {day(end)} (chưa hết {LENGTHS[period.length]})"
    match period.length:
        case "month":
            return f"tháng {end.month} năm {end.year}"
        case "quarter":
            return f"quý {ROMAN[(end.month + 2) // 3]} năm {end.year}"
        case "half":
            return f"6 tháng {'đầu' if end.month <= 6 else 'cuối'} năm {end.year}"
        case _:
            return f"năm {end.year}"


def verdict(row: Assessment) -> str:
    """Figures of some villages only are not enough for one."""
    return "Chưa đủ số liệu" if row.reason in INCOMPLETE else VERDICTS[row.verdict]


def no_log(as_of: date, ends_on: date | None) -> str:
    """Why nothing is known of the year's reports: there is no log, or one (``ends_on``) that ends before the year."""
    if ends_on is None:
        return REASONS[Reason.NO_CASE_LOG]
    return f"sổ tin báo mới ghi đến ngày {day(ends_on)}; chưa có sổ năm {as_of.year}"


def reason(row: Assessment, config: Config, log_ends_on: date | None = None) -> str:
    """Why there is no figure, or no verdict; ``log_ends_on``: the day up to which the newest log of reports speaks."""
    if row.reason == Reason.NO_CASE_LOG:
        return no_log(row.as_of, log_ends_on)
    if row.reason == Reason.PARTIAL_REGISTER:
        return f"chưa có sổ hộ của {', '.join(row.basis.uncovered)}"
    if row.reason == Reason.NO_REGISTER:
        return f"chưa có {list_called(config.indicator(row.id).register, config)}"
    if row.reason == Reason.PARTIAL_LISTS:
        return f"chưa có {list_called(config.indicator(row.id).register, config)} của {', '.join(row.basis.unlisted)}"
    if row.reason == Reason.PARTIAL_MARKS and row.basis.unmarked:
        return f"{', '.join(row.basis.unmarked)} chưa có danh sách ghi cột để tính"
    return "không có đối tượng để tính" if row.reason is None else REASONS[row.reason]


def list_called(dataset: str, config: Config) -> str:
    """What a list is called, of a register that the plan adds by the plan's own words."""
    return DATASETS.get(dataset) or config.dataset(dataset).name


def counted(row: Assessment) -> str:
    """An indicator's counts; of some villages only, with how many: "120/344 hộ của 5/7 thôn"."""
    said = counts(None if row.numerator is None or not row.denominator else (row.numerator, row.denominator))
    if row.reason != Reason.PARTIAL_REGISTER or row.basis.covered is None:
        return said
    return f"{said} của {number(row.basis.covered[0])}/{number(row.basis.covered[1])} thôn"


def basis(row: Assessment, since: date) -> str:
    """How old the lists are that a figure rests on, and that the period which began after ``since`` has none of its own; empty where
    nobody knows."""
    newest, oldest = row.basis.observed_on, row.basis.oldest_on
    if newest is None:
        return ""
    if row.is_flow:
        newer = row.basis.is_newer_than(since)
        return f"theo sổ tin báo đến ngày {day(newest)}{'' if newer else '; trong kỳ chưa có sổ mới'}"
    return lists_of([newest, oldest or newest], since)


def lists_of(days: Iterable[date], since: date) -> str:
    """Of which days the lists are that something rests on, and that none is of the period which began after ``since``; empty where
    there is no list."""
    known = sorted(days)
    if not known:
        return ""
    oldest, newest = known[0], known[-1]
    if oldest == newest:
        lists = f"theo danh sách ngày {day(newest)}"
    else:
        lists = f"theo các danh sách từ ngày {day(oldest)} đến ngày {day(newest)}"
    return lists if newest > since else f"{lists}; trong kỳ chưa có danh sách mới"


def in_parts(counts: Mapping[str | None, int], words: Mapping[str | None, str]) -> str:
    """Counts in the order of their words: "qua Zalo 6 tin, trực tiếp 2 tin"; empty where nothing but "not said" is counted."""
    if not any(counts.get(name) for name in words if name is not None):
        return ""
    return ", ".join(f"{said} {number(counts[name])} tin" for name, said in words.items() if counts.get(name))


def taking_part(row: Assessment, config: Config) -> str:
    """What the numerator's entities do: "hộ tham gia", "tin được xử lý kịp thời, đúng quy định"; of what a register marks the title
    has said it."""
    unit = config.indicator(row.id).counted_in
    if config.indicator(row.id).way == Way.MARKED:
        return unit
    return f"{unit} được xử lý kịp thời, đúng quy định" if row.is_flow else f"{unit} tham gia"


def numerator_heading(plan: Plan) -> str:
    """Above the numerators of all of a plan's indicators: "Tham gia, đúng hạn"."""
    ways = {one.way for one in plan.indicators}
    said = [words for of, words in _NUMERATORS.items() if ways.intersection(of)]
    return capital(", ".join(said))


def numerator_word(plan: Plan) -> str:
    """The same of stocks, within a sentence: "tham gia", of a plan that only marks on registers count for "được tính"."""
    return "tham gia" if any(one.way in BY_MEMBERS for one in plan.indicators) else "được tính"


def lists_called(*, zalo: bool) -> str:
    """What the lists are that members stand in."""
    return "nhóm Zalo" if zalo else "danh sách tham gia"


def body_state(state: OrganisationState, *, marked: bool) -> str:
    """How an organisation or a village stands: by its members, or by what its register says."""
    return (_MARKED_STATES if marked else UNIT_STATES)[state]


def kind(config: Config, dataset: str, name: str | None) -> str | None:
    """A kind of unit or report in the office's own first word for it."""
    words = config.lookups.get(dataset, {}).get("kind", {}).get(name or "", ())
    return words[0] if words else name


def held_back(conclusion: int, personal: Iterable[Personal]) -> str:
    """What stands in place of a conclusion that leads to a citizen; only a draft has one."""
    what = ", ".join(PERSONAL[one] for one in personal)
    return f"(Kết luận số {number(conclusion)} không nêu được: có {what}; ghi lại trước khi chốt.)"


def held_note(note: int, personal: Iterable[Personal]) -> str:
    """The same in place of a note's words."""
    what = ", ".join(PERSONAL[one] for one in personal)
    return f"(Ghi chú số {number(note)} không nêu được: có {what}; gạch bỏ và ghi lại trước khi chốt.)"


def capital(text: str) -> str:
    """The text with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def now_is(row: Restatement) -> str:
    """What a figure is today, with the days that it rests on where those are others: "44/94, theo danh sách ngày 14/9/2024"."""
    newest = None if row.basis is None else row.basis.observed_on
    if row.basis is None or newest is None:
        return counts(row.now)
    if row.is_flow:
        return f"{counts(row.now)}, theo sổ tin báo đến ngày {day(newest)}"
    return f"{counts(row.now)}, {lists_of([newest, row.basis.oldest_on or newest], date.min)}"


def cause(what: RestatementCause, config: Config) -> str:
    """Why a figure is another today: "01/7/2024: nạp sổ hộ, số liệu ngày 31/5/2024 (lần nạp 12): 974/1.431 → 979/1.431"."""
    with speaking("vi"):
        at = "" if what.at is None else f"{format_moment(what.at)}: "
    return f"{at}{_cause(what, config)}: {counts(what.before)} → {counts(what.after)}"


def _cause(what: RestatementCause, config: Config) -> str:
    match what.what:
        case "decision":
            return f"{number(what.decisions)} quyết định đối soát"
        case "configuration":
            sections = ", ".join(_SECTIONS[section] for section in what.sections)
            return f"sửa cấu hình ({sections})" if sections else "sửa cấu hình"
        case "ruling":
            return "quy tắc tính đã thay đổi (CHANGELOG)"
        case "program":
            return "chương trình tính khác đi, cần kiểm tra"
        case _:
            lists = ", ".join(
                f"{list_called(one.dataset, config)}, số liệu ngày {day(one.observed_on)} (lần nạp {number(one.batch)})"
                for one in what.lists
            )
            return f"{_CAUSES[what.what]} {lists}"


def since_new_year(as_of: date, log_until: date | None) -> str:
    """Từ đầu năm; where the log ends earlier than the day asked, until when it speaks."""
    return "từ đầu năm" if log_until is None or log_until >= as_of else f"từ đầu năm đến ngày {day(log_until)}"


def handling(cases: CaseYear) -> str:
    """How long reports took, and how many deadlines rest on rules that nobody has reviewed; empty where there is neither."""
    said = []
    if took := cases.handling:
        said.append(
            f"Thời gian xử lý của {number(took.cases)} tin xử lý xong từ đầu năm: một nửa số tin không quá {number(took.median)} "
            f"ngày, 90% số tin không quá {number(took.ninetieth)} ngày."
        )
    if unreviewed := sum(rule.cases for rule in cases.unreviewed):
        said.append(f"Hạn xử lý của {number(unreviewed)} tin tính theo quy định cần cán bộ pháp lý rà soát.")
    return " ".join(said)
