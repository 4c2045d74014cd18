"""Writes the simulated commune as files: Excel with title rows, semicolon text, Zalo JSON.

Every file says that it is simulated.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from kpi.sample.world import (
    DIRTY_GROUP,
    DIRTY_MONTH,
    FIRST_REGISTER,
    PARTIAL_GROUP,
    PARTIAL_MISSING,
    PARTIAL_MONTH,
    SECOND_REGISTER,
    VILLAGE_NAMES,
    Commune,
    Household,
    Member,
    SampleOrganisation,
    build_commune,
)

MARK = "DỮ LIỆU MÔ PHỎNG"
ZALO_IDS = {"BCD": "7300000000000000011", **{f"N{number}": f"730000000000000012{number}" for number in range(1, 5)}}
MEMBER_HEADER = (
    "STT", "Nhóm", "Ngày chốt", "Mã thành viên", "Tên hiển thị", "Vai trò", "Số điện thoại", "Mã hộ", "Mã đơn vị / MST",
    "Thành phần", "Tổng thành viên",
)  # fmt: skip
Cell = str | int | float | date | datetime | None
Table = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class SampleFile:
    """One written file: the day it describes and when the clerk of the sample loads it (the next morning)."""

    path: Path
    as_of: date
    group: str | None = None

    @property
    def known_at(self) -> datetime:
        return datetime.combine(self.as_of, time(8)) + timedelta(days=1)


def write_sample(folder: Path, progress: Callable[[int, int], None] | None = None) -> list[SampleFile]:
    """Writes all files into a folder; they are returned in the order in which a clerk would load them."""
    commune = build_commune()
    files = _registers(folder, commune)
    for number, ((group, month), members) in enumerate(sorted(commune.lists.items(), key=lambda item: item[0][::-1])):
        if progress:
            progress(number, len(commune.lists))
        files.append(SampleFile(_members(folder, group, month, members), month))
    files += _logs(folder, commune)
    return sorted(files, key=lambda file: file.as_of)


def _registers(folder: Path, commune: Commune) -> list[SampleFile]:
    day = FIRST_REGISTER
    villages: list[Sequence[Cell]] = [("STT", "Mã thôn", "Tên thôn")]
    villages += [(n, code, name) for n, (code, name) in enumerate(VILLAGE_NAMES.items(), start=1)]
    groups: list[Sequence[Cell]] = [
        ("Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn", "Mã Zalo", "Người quản lý", "Quy chế", "Danh sách phê duyệt"),
        ("BCD", "Ban chỉ đạo mô hình Zalo xã Hà Giang", "Ban chỉ đạo", "", ZALO_IDS["BCD"], "Công an xã", "x", "x"),
    ]
    groups += [
        (group, f"Nhóm Zalo {name[0].lower()}{name[1:]}", "Thôn", name, ZALO_IDS[group], "Công an xã", "x", "x")
        for group, name in zip(("N1", "N2", "N3", "N4"), VILLAGE_NAMES.values(), strict=True)
    ]
    officials: Table = [("Họ và tên", "Chức danh", "Thôn", "Số điện thoại"), *commune.officials]
    named = {
        "danh-muc-thon": ("DANH MỤC THÔN", villages),
        "danh-sach-nhom": ("DANH SÁCH NHÓM ZALO", groups),
        "doanh-nghiep": ("DANH SÁCH DOANH NGHIỆP", _businesses(commune.businesses)),
        "co-quan-don-vi": ("DANH SÁCH CƠ QUAN, ĐƠN VỊ, NHÀ TRƯỜNG", _institutions(commune.institutions)),
        "can-bo": ("DANH SÁCH CÁN BỘ", officials),
    }
    files = [
        SampleFile(_workbook(folder / f"{name}_{day.isoformat()}.xlsx", title, day, {"Danh sách": table}), day)
        for name, (title, table) in named.items()
    ]
    books = []
    for register_day in (FIRST_REGISTER, SECOND_REGISTER):
        path = folder / f"ho-dan_{register_day.isoformat()}.xlsx"
        sheets = {name: _households(commune.households, code, register_day) for code, name in VILLAGE_NAMES.items()}
        books.append(SampleFile(_workbook(path, "DANH SÁCH HỘ GIA ĐÌNH", register_day, sheets), register_day))
    # Loaded after villages and groups, before the bodies and people that stand beside them.
    return [*files[:2], *books, *files[2:]]


def _businesses(rows: Sequence[SampleOrganisation]) -> Table:
    header = ("Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "Số điện thoại", "Thôn", "Tình trạng")
    return [header, *((r.code, r.name, r.kind, r.representative, r.phone, r.village, r.status) for r in rows)]


def _institutions(rows: Sequence[SampleOrganisation]) -> Table:
    header = ("Mã đơn vị", "Tên đơn vị", "Loại", "Người đại diện", "Số điện thoại", "Thôn")
    return [header, *((r.code, r.name, r.kind, r.representative, r.phone, r.village) for r in rows)]


def _households(households: Sequence[Household], village: str, day: date) -> Table:
    """One village's sheet, named after it; phones typed in every way; the later list has two dirty rows."""
    table: list[Sequence[Cell]] = [("STT", "Mã hộ", "Họ và tên chủ hộ", "Số điện thoại", "Số nhân khẩu", "Tình trạng")]
    later = day == SECOND_REGISTER
    own = [h for h in households if h.village == village and (later or not h.arrived)]
    for number, household in enumerate(own, start=1):
        status = household.status if later else "Đang cư trú"
        phone = _typed(household.phone, number)
        table.append((number, household.code, household.head, phone, household.people, status))
    if later and village == "T4":
        strange = next(row for row in table[1:] if row[5] == "Đã chuyển đi")
        table[table.index(strange)] = (*strange[:5], "Ko rõ")
        table.append(table[1])
    return table


def _typed(phone: str, number: int) -> Cell:
    """A phone number as people type it into Excel."""
    if len(phone) != 10:
        return phone
    style = number % 5
    if style == 1:
        return int(phone)  # Excel drops the 0
    if style == 2:
        return f"{phone[:4]} {phone[4:7]} {phone[7:]}"
    if style == 3:
        return f"+84 {phone[1:]}"
    return f"{phone[:4]}.{phone[4:7]}.{phone[7:]}" if style == 4 else phone


def _members(folder: Path, group: str, month: date, members: Sequence[Member]) -> Path:
    name = f"thanh-vien_{group}_{month.isoformat()}"
    if group == "BCD":
        return _zalo(folder / f"{name}.json", group, members)
    total = len(members)
    if (group, month) == (PARTIAL_GROUP, PARTIAL_MONTH):
        members = members[:-PARTIAL_MISSING]
    rows: list[Sequence[Cell]] = [
        (
            number, group, f"{month:%d/%m/%Y}", member.uid, member.name, member.role, member.phone, member.household,
            member.organisation, member.component, total,
        )
        for number, member in enumerate(members, start=1)
    ]  # fmt: skip
    if (group, month) == (DIRTY_GROUP, DIRTY_MONTH):
        rows += [(len(rows) + n, group, f"{month:%d/%m/%Y}", "", "", "", "", "", "", "", total) for n in (1, 2)]
    if group == "N3":
        return _text_table(folder / f"{name}.csv", [MEMBER_HEADER, *rows])
    title = f"DANH SÁCH THÀNH VIÊN NHÓM {group}"
    return _workbook(folder / f"{name}.xlsx", title, month, {"Thành viên": [MEMBER_HEADER, *rows]})


def _zalo(path: Path, group: str, members: Sequence[Member]) -> Path:
    group_id = ZALO_IDS[group]
    content = {
        "groupId": group_id,
        "name": "Ban chỉ đạo mô hình Zalo xã Hà Giang",
        "desc": MARK,
        "type": 1,
        "creatorId": next(member.uid for member in members if member.role == "Trưởng nhóm"),
        "adminIds": [member.uid for member in members if member.role == "Phó nhóm"],
        "memberIds": [member.uid for member in members],
        "currentMems": [
            {"id": member.uid, "dName": member.name, "zaloName": member.name, "accountStatus": 0, "type": 0}
            for member in members
        ],
        "totalMember": len(members),
        "maxMember": 1000,
        "hasMoreMember": 0,
    }
    path.write_text(json.dumps({"gridInfoMap": {group_id: content}}, ensure_ascii=False, indent=1), "utf-8")
    return path


def _logs(folder: Path, commune: Commune) -> list[SampleFile]:
    header = (
        "Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn", "Kênh", "Hạn xử lý", "Gia hạn đến", "Căn cứ gia hạn",
        "Ngày xử lý xong", "Kết quả", "Đã thông báo", "Đủ quy trình", "Người báo tin", "Nội dung",
    )  # fmt: skip
    files = []
    for day in (SECOND_REGISTER, date(2025, 12, 31)):
        table: list[Sequence[Cell]] = [header]
        for report in commune.reports:
            if report.received_at.date() > day:
                continue
            closed = report.closed_on if report.closed_on and report.closed_on <= day else None
            table.append(
                (
                    report.code, report.kind, report.received_at, report.village, report.channel,
                    f"{report.due_on:%d/%m/%Y}", report.extended_to, report.basis, closed,
                    "Đã giải quyết" if closed else "", "x" if closed else "", "x" if closed else "",
                    "(mô phỏng)", "(mô phỏng)",
                )
            )  # fmt: skip
        path = folder / f"so-tin-bao_{day.isoformat()}.xlsx"
        files.append(SampleFile(_workbook(path, "SỔ THEO DÕI TIN BÁO", day, {"Sổ": table}), day))
    return files


def _workbook(path: Path, title: str, day: date, sheets: dict[str, Table]) -> Path:
    """An Excel book with title rows above each table; byte for byte the same each time."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime(2024, 1, 1), "title": MARK})
    bold = book.add_format({"bold": True})
    as_date = book.add_format({"num_format": "dd/mm/yyyy"})
    as_moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for name, table in sheets.items():
        page = book.add_worksheet(name)
        for row, words in enumerate(("UBND XÃ HÀ GIANG", title, MARK, f"(Tính đến ngày {day:%d/%m/%Y})")):
            page.write_string(row, 0, words, bold)
        for row, cells in enumerate(table, start=5):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    page.write_datetime(row, column, cell, as_moment)
                elif isinstance(cell, date):
                    page.write_datetime(row, column, cell, as_date)
                elif cell is not None and cell != "":
                    page.write(row, column, cell)
    book.close()
    path.write_bytes(content.getvalue())
    return path


def _text_table(path: Path, table: Table) -> Path:
    """Semicolons and a byte order mark, as a Vietnamese Excel saves it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([MARK])
    writer.writerows(["" if cell is None else cell for cell in row] for row in table)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path
