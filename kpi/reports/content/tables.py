"""The report's tables, each made of what ``Report`` holds. Word, Excel and the page draw these very rows.

A table's first column is STT; column numbers stand under the titles as official tables have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from kpi.answers.lists import SourceList
from kpi.answers.organisations import Organisations
from kpi.config.models import Config
from kpi.domain.datasets import CASE_KINDS
from kpi.domain.goals import percent_of
from kpi.domain.indicators import EXCHANGED, Way
from kpi.domain.reasons import INCOMPLETE, Reason
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.measures.case_lines import Age, CaseState, Tally, tally
from kpi.reports.content import comparisons, wording
from kpi.reports.content.cells import (
    Cell,
    CellForm,
    CountChange,
    Points,
    ReportColumn,
    ReportTable,
    Share,
    points_between,
    points_to_target,
    share_of,
    target_cell,
    written,
)
from kpi.reports.content.model import Report
from kpi.reports.content.parts import lowered
from kpi.reports.content.restated import Restatement
from kpi.snapshots.personal import Personal
from kpi.store import Conclusion, PaperStep

NUMBERED = ReportColumn("STT", CellForm.COUNT, width=1)
Cells = tuple[Cell, ...]


def numbered(
    name: str, title: str, columns: Sequence[ReportColumn], rows: Iterable[Cells], empty: str = "", *,
    total: Cells = (), note: str = "",
) -> ReportTable:  # fmt: skip
    """A table whose rows are counted from 1, in a first column of its own; no total stands below no rows."""
    counted = tuple((place, *cells) for place, cells in enumerate(rows, 1))
    whole = (None, *total) if total and counted else None
    return ReportTable(name, title, (NUMBERED, *columns), counted, empty, whole, note)


def all_tables(report: Report) -> tuple[ReportTable, ...]:
    """Every table of what the plan counts, in the order of the text and its annexes; ``ReportTable.id`` names it in the template."""
    parts = report.parts
    every = (
        (True, indicators), (parts.households, villages), (parts.more_households, more_villages), (parts.build, requirements),
        (parts.groups, groups), (parts.businesses, businesses), (parts.institutions, institutions),
        (parts.more_bodies, more_bodies), (parts.cases, case_states), (parts.cases, case_ways), (parts.cases, case_kinds),
        (parts.cases, case_matrix), (True, trust), (True, sources), (True, method), (True, restated), (True, conclusions),
    )  # fmt: skip
    return tuple(make(report) for has, make in every if has)


def indicators(report: Report) -> ReportTable:
    """The plan's indicators, against target, the period before and a year ago."""
    rows: list[Cells] = []
    for indicator in report.config.plan.indicators:
        now, before, year_ago = report.of(indicator.id)
        rows.append(
            (
                indicator.title, indicator.counted_in, now.denominator, now.numerator, share_of(now),
                target_cell(now.target, indicator.counted_in), points_to_target(now), points_between(before, now),
                None if report.compares_once else points_between(year_ago, now), wording.verdict(now),
            )
        )  # fmt: skip
    columns = (
        ReportColumn("Chỉ tiêu", width=6),
        ReportColumn("ĐVT", width=2),
        ReportColumn("Tổng số", CellForm.COUNT, "(1)"),
        ReportColumn(wording.numerator_heading(report.config.plan), CellForm.COUNT, "(2)"),
        ReportColumn("Tỷ lệ (%)", CellForm.SHARE, "(3=2/1*100)"),
        ReportColumn("Chỉ tiêu năm (%)", CellForm.PERCENT, "(4)"),
        ReportColumn("So với chỉ tiêu (điểm %)", CellForm.POINTS, "(5=3-4)"),
        ReportColumn("So với kỳ trước (điểm %)", CellForm.POINTS, "(6)"),
        ReportColumn("So với cùng kỳ (điểm %)", CellForm.POINTS, "(7)"),
        ReportColumn("Đánh giá", width=2),
    )
    empty = "Kế hoạch chưa giao chỉ tiêu nào."
    return numbered("chi_tieu", "Kết quả thực hiện các chỉ tiêu", columns, rows, empty, note=_note(report))


def _note(report: Report) -> str:
    """What the figures rest on, and what they are not compared with."""
    once = f"Kỳ trước và cùng kỳ năm trước là cùng một ngày ({wording.day(report.before.as_of)}), so sánh một lần tại cột (6)."
    told = [_bases(report), once if report.compares_once else "", comparisons.uncompared(report)]
    return " ".join(filter(None, told))


def _bases(report: Report) -> str:
    """What the figures rest on, the same said once."""
    said: dict[str, list[str]] = {}
    for row in report.now.indicators:
        basis = wording.basis(row, report.before.as_of)
        if basis and row.numerator is not None:
            said.setdefault(basis, []).append(report.config.indicator(row.id).short_title)
    return " ".join(f"{', '.join(titles)}: {basis}." for basis, titles in said.items())


def villages(report: Report) -> ReportTable:
    """The leading households village by village, with what each still lacks."""
    lead = report.parts.households
    if lead is None:
        return numbered("thon", "Số hộ theo thôn", (ReportColumn("Thôn"),), (), none_counted("hộ"))
    now, before, _year_ago = report.of(lead.id)
    rows: Iterable[Cells] = (
        (
            village.name or wording.NO_VILLAGE, *_counted(now, village), _share(village),
            *report.moved(village.code), report.change_of(village), village.shortfall, wording.VERDICTS[village.verdict],
        )
        for village in now.villages
    )  # fmt: skip
    total = (
        "Tổng cộng", now.denominator, now.numerator, share_of(now), *report.moved_in_all,
        points_between(before, now), now.shortfall, wording.verdict(now),
    )  # fmt: skip
    columns = (
        ReportColumn("Thôn", width=3),
        ReportColumn("Tổng số hộ", CellForm.COUNT, "(1)"),
        ReportColumn(f"Số {report.parts.named_households}", CellForm.COUNT, "(2)"),
        ReportColumn("Tỷ lệ (%)", CellForm.SHARE, "(3=2/1*100)"),
        ReportColumn("Mới tham gia trong kỳ", CellForm.COUNT, "(4)"),
        ReportColumn("Thôi tham gia trong kỳ", CellForm.COUNT, "(5)"),
        ReportColumn("So với kỳ trước (điểm %)", CellForm.POINTS, "(6)"),
        ReportColumn("Còn thiếu (hộ)", CellForm.COUNT, "(7)"),
        ReportColumn("Đánh giá"),
    )
    empty = f"Chưa có số liệu về hộ theo thôn: {wording.reason(now, report.config)}."
    notes = [f"{wording.reason(now, report.config)}."] if now.reason in INCOMPLETE else []
    if any(village.shortfall for village in now.villages):
        notes.append(f"cột (7) tính riêng từng thôn, {wording.NOT_ADDED}.")
    note = " ".join(map(wording.capital, notes))
    title = f"Số {report.parts.named_households} theo thôn"
    return numbered("thon", title, columns, rows, empty, total=total, note=note)


def _counted(now: Assessment, village: VillageAssessment) -> tuple[int | None, int | None]:
    """A village's denominator and numerator; of one without a list, or the column in it that is asked for, nothing is known."""
    if not village.denominator and village.name in (*now.basis.unmarked, *now.basis.unlisted):
        return None, None
    return village.denominator, village.numerator


def more_villages(report: Report) -> ReportTable:
    """The plan's other indicators of households, village by village."""
    rows: list[Cells] = []
    for one in report.parts.more_households:
        now, before, _year_ago = report.of(one.id)
        then = {village.code: village for village in before.villages}
        rows += [
            (
                one.short_title, village.name or wording.NO_VILLAGE, *_counted(now, village), _share(village),
                _told(points_between(then.get(village.code), village), now, before), village.shortfall,
                wording.VERDICTS[village.verdict],
            )
            for village in now.villages
        ]  # fmt: skip
    columns = (
        ReportColumn("Chỉ tiêu", width=4),
        ReportColumn("Thôn", width=3),
        ReportColumn("Tổng số hộ", CellForm.COUNT, "(1)"),
        ReportColumn("Số hộ được tính", CellForm.COUNT, "(2)"),
        ReportColumn("Tỷ lệ (%)", CellForm.SHARE, "(3=2/1*100)"),
        ReportColumn("So với kỳ trước (điểm %)", CellForm.POINTS, "(4)"),
        ReportColumn("Còn thiếu (hộ)", CellForm.COUNT, "(5)"),
        ReportColumn("Đánh giá"),
    )
    empty = "Chưa có số liệu theo thôn." if report.parts.more_households else none_counted("hộ")
    note = f"Cột (5) tính riêng từng thôn, {wording.NOT_ADDED}." if any(row[6] for row in rows) else ""
    return numbered("thon_khac", "Các chỉ tiêu khác về hộ theo thôn", columns, rows, empty, note=note)


def _told(change: Points | None, now: Assessment, before: Assessment) -> Points | None:
    """A village's change; that there was none only where every list behind the figure is of the period."""
    oldest = now.basis.oldest_on or now.basis.observed_on
    seen = oldest is not None and oldest > before.as_of
    return None if change is not None and written(change) == "0" and not seen else change


def none_counted(what: str) -> str:
    """What stands in place of a table that the plan has nothing for."""
    return f"Kế hoạch không có chỉ tiêu về {what}."


def _share(village: VillageAssessment) -> Share | None:
    return Share(village.numerator, village.denominator, percent_of(village.target)) if village.denominator else None


def requirements(report: Report) -> ReportTable:
    """What the plan asks of the model's build, word for word."""
    states = {row.id: row for row in report.structure.requirements} if report.parts.build else {}
    rows: tuple[Cells, ...] = tuple(
        (
            place, "; ".join(asked.quotes), asked.clause, found.applying, found.met,
            wording.REQUIREMENT_STATES[found.state],
        )
        for place, asked in enumerate(report.config.plan.requirements, 1)
        if (found := states.get(asked.id)) is not None
    )  # fmt: skip
    columns = (
        NUMBERED,
        ReportColumn("Yêu cầu của kế hoạch", width=8),
        ReportColumn("Căn cứ", width=3),
        ReportColumn("Số nội dung", CellForm.COUNT, "(1)"),
        ReportColumn("Số đã có", CellForm.COUNT, "(2)"),
        ReportColumn("Đánh giá", width=2),
    )
    return ReportTable(
        "to_chuc", "Tổ chức của mô hình", columns, rows, "Chưa ghi yêu cầu nào của kế hoạch về tổ chức mô hình."
    )


def groups(report: Report) -> ReportTable:
    """Every Zalo group with its newest list."""
    rows: Iterable[Cells] = (
        (
            row.quality.name, row.quality.listed_on, row.now.members if row.now else None,
            None if row.compared is None else CountChange(*row.compared), row.quality.max_members,
        )
        for row in report.groups
    )  # fmt: skip
    zalo = report.parts.zalo
    columns = (
        ReportColumn(wording.capital(wording.lists_called(zalo=zalo)), width=5),
        ReportColumn("Danh sách ngày", CellForm.DATE),
        ReportColumn("Số thành viên", CellForm.COUNT, "(1)"),
        ReportColumn("So với kỳ trước", CellForm.CHANGE, "(2)"),
        ReportColumn("Sĩ số tối đa", CellForm.COUNT, "(3)"),
    )
    if not report.parts.groups:
        return numbered("nhom", "Các nhóm", columns, (), "Kế hoạch không tính theo danh sách nhóm nào.")
    title = "Các nhóm Zalo của mô hình" if zalo else "Các danh sách tham gia của kế hoạch"
    return numbered(
        "nhom", title, columns, rows, "Chưa có danh sách nhóm Zalo." if zalo else "Chưa khai danh sách nào."
    )


def businesses(report: Report) -> ReportTable:
    """Every business that counts, by name: whether it takes part, since when."""
    return _units(report, report.businesses, "business", "doanh_nghiep", "Doanh nghiệp trên địa bàn", "doanh nghiệp")


def more_bodies(report: Report) -> ReportTable:
    """The entries of the plan's other indicators of organisations, and of villages that a register marks."""
    rows: list[Cells] = []
    for found in report.more_bodies:
        one = report.config.indicator(found.indicator)
        rows += [
            (
                one.short_title, row.name, wording.kind(report.config, one.register, row.kind),
                wording.body_state(row.state, marked=one.way == Way.MARKED), row.since,
            )
            for row in found.rows
            if row.counts
        ]  # fmt: skip
    columns = (
        ReportColumn("Chỉ tiêu", width=4),
        ReportColumn("Tên", width=5),
        ReportColumn("Loại", width=3),
        ReportColumn("Tình trạng", width=2),
        ReportColumn("Từ ngày", CellForm.DATE),
    )
    empty = "Chưa có số liệu." if report.more_bodies else none_counted("đơn vị khác")
    return numbered("don_vi_khac", "Các chỉ tiêu khác về đơn vị, thôn", columns, rows, empty)


def institutions(report: Report) -> ReportTable:
    """Every agency, unit and school."""
    return _units(report, report.institutions, "institution", "co_quan", "Cơ quan, đơn vị, nhà trường", "đơn vị")


def _units(report: Report, found: Organisations | None, dataset: str, name: str, title: str, unit: str) -> ReportTable:
    columns = (
        ReportColumn("Tên", width=5),
        ReportColumn("Loại", width=3),
        ReportColumn("Thôn", width=2),
        ReportColumn("Tình trạng", width=2),
        ReportColumn("Từ ngày", CellForm.DATE),
    )
    if found is None:
        return numbered(name, title, columns, (), none_counted(unit))
    one = report.config.indicator(found.indicator)
    marked = one.way == Way.MARKED
    counted = [row for row in found.rows if row.counts]
    rows: Iterable[Cells] = (
        (
            row.name, wording.kind(report.config, dataset, row.kind), row.village_name, wording.body_state(row.state, marked=marked),
            row.since,
        )
        for row in counted
    )  # fmt: skip
    taking_part = sum(row.takes_part for row in counted)
    whole = f"Tổng cộng: {wording.number(len(counted))} {unit if one.id in EXCHANGED else one.counted_in}"
    total = (whole, None, None, f"{wording.number(taking_part)} {'đạt' if marked else 'tham gia'}", None)
    why = wording.REASONS[found.reason or Reason.EMPTY_REGISTER]
    empty = f"Chưa có số liệu về {lowered(title)}: {why}."
    return numbered(name, title, columns, rows, empty, total=total)


def case_states(report: Report) -> ReportTable:
    """What became of the reports: within the period, and since the first of January."""
    columns = (
        ReportColumn("Nội dung", width=6),
        ReportColumn("Trong kỳ", CellForm.COUNT, "(1)"),
        ReportColumn("Từ đầu năm", CellForm.COUNT, "(2)"),
    )
    name, title = "tin_bao", "Tiếp nhận và xử lý tin"
    if report.cases is None:
        return numbered(name, title, columns, (), _no_log(report))
    year, period = report.cases.tally, report.handled
    counted = [line for line in report.cases.lines if not line.counted_before]
    rows: list[Cells] = [
        ("Tin năm trước chuyển sang", None, year.carried),
        ("Tin tiếp nhận", period.received if period else None, year.received),
    ]
    for state in (CaseState.ON_TIME, CaseState.INCOMPLETE, CaseState.LATE, CaseState.OVERDUE):
        of_period = getattr(period, state.value) if period else None
        rows.append((wording.CASE_STATES[state], of_period, sum(line.state is state for line in counted)))
    soon = report.config.attention.due_soon_days
    rows += [
        (wording.CASE_STATES[CaseState.OPEN], None, year.open),
        (f"Trong đó: đến hạn trong {wording.number(soon)} ngày tới", None, len(report.cases.aged(Age.SOON))),
        (wording.CASE_STATES[CaseState.UNJUDGED], None, year.unjudged),
        ("Ngoài ra: đã tính quá hạn từ năm trước, chưa xử lý xong", None, len(report.cases.listed("earlier"))),
    ]
    if year.undated:
        rows.append((wording.CASE_STATES[CaseState.UNDATED], None, year.undated))
    if year.unknown:
        rows.append((wording.CASE_STATES[CaseState.UNKNOWN], None, year.unknown))
    rule = "Tin đã xử lý xong hoặc đã hết hạn được tính vào ngày xử lý xong (trong hạn) hoặc ngày hết hạn, một lần."
    note = " ".join(filter(None, [rule, wording.handling(report.cases)]))
    return numbered(name, title, columns, rows, note=note)


def _no_log(report: Report) -> str:
    if report.parts.cases is None:
        return none_counted("tin báo")
    return f"Chưa có số liệu về tin báo: {wording.no_log(report.as_of, report.log_ends_on)}."


def case_ways(report: Report) -> ReportTable:
    """How the reports came and how they ended, of the whole unit, within the period and since the first of January."""
    period, year = report.ways.period, report.ways.year
    rows: list[Cells] = []
    if year is not None:
        spans = (period, year)
        rows += _ways("Tiếp nhận", wording.CHANNELS, [None if span is None else span.received for span in spans])
        rows += _ways("Xử lý xong", wording.OUTCOMES, [None if span is None else span.closed for span in spans])
    columns = (
        ReportColumn("Nội dung", width=6),
        ReportColumn("Trong kỳ", CellForm.COUNT, "(1)"),
        ReportColumn("Từ đầu năm", CellForm.COUNT, "(2)"),
    )
    empty = _no_log(report) if report.cases is None else "Sổ tin báo không ghi kênh tiếp nhận và kết quả xử lý."
    return numbered("kenh_ket_qua", "Tin theo kênh tiếp nhận và kết quả xử lý", columns, rows, empty)


def _ways(what: str, words: Mapping[str | None, str], spans: Sequence[Mapping[str | None, int] | None]) -> list[Cells]:
    """A row for each word that the log has in one of the spans; none where it has nothing but blanks."""
    found = {name for span in spans if span for name, count in span.items() if count}
    if not found - {None}:
        return []
    return [
        (f"{what}: {said}", *(None if span is None else span.get(name, 0) for span in spans))
        for name, said in words.items()
        if name in found
    ]


def case_kinds(report: Report) -> ReportTable:
    """The year's reports kind by kind; kinds are told for the whole unit only."""
    columns = (
        ReportColumn("Loại tin", width=4),
        ReportColumn("Tiếp nhận", CellForm.COUNT, "(1)"),
        ReportColumn("Đã xử lý hoặc hết hạn", CellForm.COUNT, "(2)"),
        ReportColumn("Đúng hạn, đúng quy định", CellForm.COUNT, "(3)"),
        ReportColumn("Tỷ lệ (%)", CellForm.SHARE, "(4=3/2*100)"),
        ReportColumn("Đang xử lý", CellForm.COUNT, "(5)"),
    )
    since = wording.since_new_year(report.as_of, report.log_until)
    title, empty = "Tin theo loại từ đầu năm", f"{wording.capital(since)} không phát sinh tin."
    of_cases = report.parts.cases
    if report.cases is None or of_cases is None:
        return numbered("loai_tin", title, columns, (), _no_log(report))
    found = report.cases.tallies(lambda line: line.kind)
    target = percent_of(report.now.of(of_cases.id).target)

    def row(name: str | None, counted: Tally) -> Cells:
        share = Share(counted.on_time, counted.settled, target) if counted.settled else None
        return name, counted.received, counted.settled, counted.on_time, share, counted.open

    rows = (row(wording.kind(report.config, "case", kind), found[kind]) for kind in CASE_KINDS if kind in found)
    whole = tally(line for line in report.cases.lines if not line.counted_before)
    return numbered("loai_tin", title, columns, rows, empty, total=row("Tổng cộng", whole))


def case_matrix(report: Report) -> ReportTable:
    """Reports received by village and kind, small cells hidden, so that it may leave the office."""
    matrix = report.matrix
    title, note = (
        "Tin tiếp nhận theo thôn và loại",
        "“*”: không nêu. Các thôn đứng cạnh nhau chỉ được nêu cùng nhau khi thôn nào cũng có từ 6 tin trở lên hoặc không thôn nào có "
        "tin, để từ các báo cáo đã gửi không suy ra được số tin ít ỏi của một thôn.",
    )
    if matrix is None or not matrix.tells:
        if report.parts.cases is None:
            return numbered("tin_theo_thon", title, (ReportColumn("Thôn"),), (), none_counted("tin báo"))
        why = (
            wording.no_log(report.as_of, report.log_ends_on) if report.cases is None
            else "không phát sinh tin hoặc chỉ có một thôn" if matrix is None
            else "mỗi loại còn ít tin ở các thôn, nêu ra thì có thể biết là tin của ai"
        )  # fmt: skip
        empty = f"Không lập bảng theo thôn và loại tin: {why}."
        return numbered("tin_theo_thon", title, (ReportColumn("Thôn"),), (), empty)
    kinds = (ReportColumn(wording.kind(report.config, "case", kind) or kind, CellForm.COUNT) for kind in matrix.kinds)
    columns = (ReportColumn("Thôn", width=3), *kinds)
    place, rows = count(1), []
    for line in matrix.lines:
        named = ", ".join(village or wording.NO_VILLAGE for village in line.villages)
        cells = ("" if cell is None else cell for cell in line.cells)
        rows.append((next(place), named, *cells) if len(line.villages) == 1 else ("", f"Cộng {named}", *cells))
    total = (None, "Tổng cộng", *matrix.totals)
    return ReportTable("tin_theo_thon", title, (NUMBERED, *columns), tuple(rows), "", total, note)


def trust(report: Report) -> ReportTable:
    """How far each figure can be trusted."""
    rows: Iterable[Cells] = (
        (
            report.config.indicator(row.indicator).short_title, row.listed_on, row.days,
            wording.capital("; ".join(wording.DOUBTS[doubt] for doubt in row.doubts) or "không có"),
        )
        for row in report.quality.indicators
    )  # fmt: skip
    columns = (
        ReportColumn("Chỉ tiêu", width=3),
        ReportColumn("Danh sách gốc ngày", CellForm.DATE),
        ReportColumn("Số ngày đến ngày chốt", CellForm.COUNT),
        ReportColumn("Điều cần lưu ý", width=6),
    )
    return numbered("chat_luong", "Chất lượng số liệu", columns, rows)


def sources(report: Report) -> ReportTable:
    """The lists that the figures rest on: what, of which day, how many rows. File names stay in the office."""
    names = {
        "household": {row.code: row.name for row in report.quality.villages},
        "membership": {
            **{row.code: row.name for row in report.quality.groups},
            **{row.quality.code: row.quality.name for row in report.participants},
        },
    }
    rows: Iterable[Cells] = (
        (
            _list_in_words(report, row, names.get(row.dataset, names["household"])),
            row.observed_on,
            row.batch,
            row.accepted,
            row.known_at,
        )
        for row in report.lists
    )
    columns = (
        ReportColumn("Danh sách", width=4),
        ReportColumn("Số liệu ngày", CellForm.DATE),
        ReportColumn("Lần nạp", CellForm.COUNT),
        ReportColumn("Số dòng", CellForm.COUNT),
        ReportColumn("Thời điểm nạp", CellForm.MOMENT, width=3),
    )
    return numbered("nguon", "Nguồn số liệu", columns, rows, "Chưa có danh sách nào.")


def _list_in_words(report: Report, row: SourceList, names: Mapping[str, str]) -> str:
    """What a list is, and of a list of one village or one group of which; or that it is none, but was typed."""
    participants = {one.quality.code for one in report.participants}
    own = not report.parts.zalo or (row.dataset == "membership" and set(row.scopes) <= participants)
    called = wording.PARTICIPANTS.get(row.dataset) if own else None
    what = wording.capital(called or wording.list_called(row.dataset, report.config))
    scope = names.get(row.scopes[0]) if len(row.scopes) == 1 else None
    return (f"{what}: {scope}" if scope else what) + (", nhập tay" if row.typed else "")


def method(report: Report) -> ReportTable:
    """What is counted, of what, and by which clause."""
    asked = report.config.plan.indicators
    rows: Iterable[Cells] = ((row.title, row.numerator, row.denominator, row.clause) for row in asked)
    columns = (
        ReportColumn("Chỉ tiêu", width=4),
        ReportColumn(f"Số {wording.numerator_word(report.config.plan)} (tử số)", width=5),
        ReportColumn("Tổng số (mẫu số)", width=5),
        ReportColumn("Căn cứ trong kế hoạch", width=4),
    )
    return numbered("phuong_phap", "Phương pháp tính", columns, rows)


def restated(report: Report) -> ReportTable:
    """Figures of earlier reports that today's knowledge changes."""
    return restated_table(report.restatements, report.config, report.papers)


def restated_table(restatements: Sequence[Restatement], config: Config, papers: Mapping[int, PaperStep]) -> ReportTable:
    """Sent, now, and by what, figure by figure; a report by the number of its paper, where that has been noted."""
    rows: Iterable[Cells] = (
        (
            _report_in_words(row.number, papers), row.as_of,
            config.indicator(row.indicator).short_title + (f", {row.name or row.village}" if row.village else ""),
            wording.counts(row.sent), wording.now_is(row), "; ".join(wording.cause(one, config) for one in row.causes),
        )
        for row in restatements
    )  # fmt: skip
    columns = (
        ReportColumn("Báo cáo", width=2),
        ReportColumn("Ngày chốt", CellForm.DATE),
        ReportColumn("Chỉ tiêu", width=3),
        ReportColumn("Đã báo cáo", width=2),
        ReportColumn("Nay là", width=3),
        ReportColumn("Nguyên nhân", width=7),
    )
    empty = "Không có số liệu nào đã báo cáo cần điều chỉnh."
    return numbered("dieu_chinh", "Điều chỉnh số liệu đã báo cáo", columns, rows, empty)


def _report_in_words(frozen: int, papers: Mapping[int, PaperStep]) -> str:
    """Số 12/BC-UBND ngày 05/7/2024; without a paper the number as frozen."""
    paper = papers.get(frozen)
    if paper is None or paper.issued_on is None:
        return f"Số chốt {wording.number(frozen)}"
    return f"Số {paper.paper} ngày {wording.day(paper.issued_on)} (số chốt {wording.number(frozen)})"


def conclusions(report: Report) -> ReportTable:
    """What the committee decided, and how far it is."""
    rows: Iterable[Cells] = (_conclusion(row, report.held_back.get(row.conclusion, ())) for row in report.conclusions)
    columns = (
        ReportColumn("Kết luận", width=6),
        ReportColumn("Chịu trách nhiệm", width=3),
        ReportColumn("Thời hạn", CellForm.DATE),
        ReportColumn("Kết quả", width=3),
    )
    empty = "Không có kết luận nào của Ban Chỉ đạo được ghi trong kỳ."
    return numbered("ket_luan", "Kết luận của Ban Chỉ đạo", columns, rows, empty)


def _conclusion(row: Conclusion, personal: Sequence[Personal]) -> Cells:
    """A conclusion in a row; of one that leads to a citizen only its number, and why."""
    state = wording.CONCLUSION_STATES[row.state]
    if personal:
        return wording.held_back(row.conclusion, personal), "", row.due_on, state
    return row.decision, row.post, row.due_on, state + (f": {row.remark}" if row.remark else "")
