"""The workbook of the queue: what a clerk sees in it, and what becomes of what he fills in, row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from shutil import copy

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from python_calamine import CalamineWorkbook

from kpi.domain.errors import UserError
from kpi.i18n.messages import speaking
from kpi.ingest.loading.load import Source, load
from kpi.review import decisions, workbook
from kpi.review.queue import Queue, queue
from kpi.review.workbook import Loaded
from kpi.review.workbook.columns import (
    CHOICE_HEADER,
    HEADER_ROW,
    HEADERS,
    KEY_HEADER,
    MEMBER_HEADER,
    OPTION_HEADERS,
    REASON_HEADER,
    SHEET,
    SHOWN_HEADER,
)
from kpi.store import open_store
from tests.worlds import World

DAY = date(2024, 6, 30)
REGISTERS = date(2024, 1, 1)
LATER = datetime(2024, 7, 2, 9)
HOUSEHOLDS = [
    ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại"],
    ["HG-0001", "Nguyễn Văn Hùng", "Thôn 1", ""],
    ["HG-0002", "Trần Thị Hoa", "Thôn 1", "0912000002"],
    ["HG-0003", "Trần Thị Hoa", "Thôn 1", "0912000003"],
    ["HG-0004", "Phạm Văn Sáu", "Thôn 1", "0912000009"],
    ["HG-0005", "Lê Thị Bảy", "Thôn 2", "0912000009"],
    ["HG-0006", "Đỗ Văn Tám", "Thôn 2", ""],
    ["HG-1 1", "Vũ Văn Chín", "Thôn 2", ""],
    ["HG-11", "Bùi Văn Mười", "Thôn 2", ""],
    ["HG 11", "Bùi Văn Một", "Thôn 2", ""],
    ["77", "Hoàng Văn Lẻ", "Thôn 2", ""],
]
BUSINESSES = [
    ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện"],
    ["2800000001", "Công ty TNHH Sông Mã", "Công ty TNHH", "Lý Thị Mỹ Duyên"],
]
INSTITUTIONS = [
    ["Mã đơn vị", "Tên đơn vị", "Loại", "Người đại diện"],
    ["DV01", "Trường Tiểu học Hà Giang", "Nhà trường", "Mai Thị Lụa"],
    ["77", "Trạm Y tế xã", "Đơn vị", "Tống Văn Xuân"],
]
# By uid: one name, a name of two households, a phone of two households, the head of a business, and nobody known.
HUNG, HOA, TIED, DUYEN, STRANGER = "uid:1", "uid:2", "uid:3", "uid:4", "uid:5"
MEMBERS = [
    ["Nhóm", "UID", "Tên hiển thị", "Số điện thoại"],
    ["N1", "1", "Nguyễn Văn Hùng", ""],
    ["N1", "2", "Trần Thị Hoa", ""],
    ["N1", "3", "=Sáu Bảy", "0912000009"],
    ["BCD", "4", "Lý Thị Mỹ Duyên", ""],
    ["N1", "5", "Zzz", ""],
]
Row = dict[str, str]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The commune's lists; read only, each test has a copy of its own."""
    world = World.empty(tmp_path_factory.mktemp("commune")).with_villages_and_groups()
    world.load("household", HOUSEHOLDS, REGISTERS)
    world.load("business", BUSINESSES, REGISTERS)
    world.load("institution", INSTITUTIONS, REGISTERS)
    world.load("membership", MEMBERS, DAY)
    waiting(world)  # compares the names once for all copies
    return world


@pytest.fixture(scope="module")
def blank(loaded: World) -> bytes:
    """The workbook that goes out."""
    return workbook.write(waiting(loaded))


@pytest.fixture
def world(loaded: World, tmp_path: Path) -> World:
    copy(loaded.store.path, tmp_path)
    return replace(loaded, folder=tmp_path, store=open_store(tmp_path / loaded.store.path.name))


def waiting(world: World) -> Queue:
    return queue(world.store, world.config, DAY)


def table(content: bytes) -> list[Row]:
    """The rows below the headers, by header."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[HEADER_ROW] == list(HEADERS)
    return [dict(zip(HEADERS, map(str, row), strict=True)) for row in rows[HEADER_ROW + 1 :]]


def place(content: bytes, member: str, slot: str = "household") -> int:
    """The number of a member's row as Excel counts."""
    for number, row in enumerate(table(content), start=HEADER_ROW + 2):
        if row[MEMBER_HEADER] == member and row[KEY_HEADER].startswith(slot):
            return number
    raise AssertionError(f"{member} is not in the workbook")


def last_row(content: bytes) -> int:
    return HEADER_ROW + 1 + len(table(content))


def filled(
    content: bytes, *cells: tuple[int, str, object], change: Callable[[openpyxl.Workbook], None] | None = None
) -> bytes:
    """The workbook as a clerk saves it, with texts by row and header."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row, header, text in cells:
        book[SHEET].cell(row, HEADERS.index(header) + 1).value = text
    if change is not None:
        change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def answered(content: bytes, **by_member: object) -> bytes:
    """``uid_1="1"`` answers the household row of uid:1."""
    named = {name.replace("_", ":"): text for name, text in by_member.items()}
    return filled(content, *((place(content, member), CHOICE_HEADER, text) for member, text in named.items()))


def load_book(world: World, content: bytes, name: str = "doi_soat.xlsx") -> Loaded:
    done = workbook.load(world.store, world.config, name, content, decided_by="Văn thư", at=LATER)
    assert done.read == done.accepted + done.rejected + done.ignored
    assert done.rejected == len(done.problems)
    return done


def figures(done: Loaded) -> tuple[int, int, int, int]:
    return done.read, done.accepted, done.rejected, done.ignored


def words(world: World) -> set[tuple[str, str, bool]]:
    """Every word in force."""
    found = decisions.decisions(world.store, world.config)
    return {(one.member, f"{one.entity_kind}:{one.entity_code}", one.confirmed) for one in found}


def told(done: Loaded) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in done.problems]


def test_the_workbook_shows_the_queue_in_words(world: World) -> None:
    cards = waiting(world)
    rows = table(workbook.write(cards))
    assert [row[MEMBER_HEADER] for row in rows] == [card.member for card in cards.cards]
    by_member = {row[MEMBER_HEADER]: row for row in rows}
    assert set(by_member) == {HUNG, HOA, TIED, DUYEN}
    hung = by_member[HUNG]
    assert hung["Nhóm"] == "Nhóm Thôn 1"
    assert hung[OPTION_HEADERS[0]].startswith("HG-0001 – Nguyễn Văn Hùng – Thôn 1: ")
    assert hung[OPTION_HEADERS[1]] == hung[OPTION_HEADERS[2]] == hung[CHOICE_HEADER] == hung[REASON_HEADER] == ""
    hoa = by_member[HOA]
    assert [hoa[header][:7] for header in OPTION_HEADERS] == ["HG-0002", "HG-0003", ""]
    assert hoa[KEY_HEADER].startswith("household household:HG-0002 household:HG-0003 ")
    duyen = by_member[DUYEN]
    assert duyen[OPTION_HEADERS[0]].startswith("2800000001 – Công ty TNHH Sông Mã – Lý Thị Mỹ Duyên")
    assert duyen["Loại"] != hung["Loại"]
    assert by_member[TIED][SHOWN_HEADER] == "=Sáu Bảy"


def test_no_phone_is_shown(blank: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(blank)) as archive:
        text = b"".join(archive.read(part) for part in archive.namelist())
    assert b"0912000" not in text


def test_the_workbook_is_set_up_for_a_clerk(blank: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(blank))[SHEET]
    assert page["A2"].value == "Tính đến ngày 30/6/2024"
    assert page.freeze_panes == f"A{HEADER_ROW + 2}"
    assert page.auto_filter.ref == f"A{HEADER_ROW + 1}:J{HEADER_ROW + 1 + len(table(blank))}"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {page.cell(row, column).number_format for row in range(5, 9) for column in range(1, 11)} == {"@"}
    assert page.cell(place(blank, TIED), 2).quotePrefix
    assert page.column_dimensions["I"].width < 10
    offered = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert offered == {'"1,không"', '"1,2,không"'}
    assert {rule.errorStyle for rule in page.data_validations.dataValidation} == {"warning"}


def test_the_same_queue_is_the_same_bytes(world: World) -> None:
    assert workbook.write(waiting(world)) == workbook.write(waiting(world))


def test_an_empty_queue_is_a_workbook_without_rows(world: World) -> None:
    content = workbook.write(replace(waiting(world), cards=()))
    assert table(content) == []
    assert figures(load_book(world, content)) == (0, 0, 0, 0)


def test_of_many_options_three_are_shown_and_the_rest_counted(world: World) -> None:
    more = [[f"HG-100{number}", "Trần Thị Hoa", "Thôn 1", ""] for number in range(3)]
    world.load("household", [*HOUSEHOLDS, *more], date(2024, 2, 1))
    content = workbook.write(waiting(world))
    row = table(content)[place(content, HOA) - HEADER_ROW - 2]
    assert "2" in row[OPTION_HEADERS[2]].partition("\n")[2]
    assert row[KEY_HEADER].count("household:") == 3
    assert figures(load_book(world, answered(content, uid_2="không")))[1] == 1
    assert len([word for word in words(world) if word[0] == HOA]) == 3


def test_the_workbook_is_no_list_of_members(world: World, blank: bytes) -> None:
    """Dropped among the lists, it must not become the whole of its groups."""
    path = world.folder / "doi_soat.xlsx"
    path.write_bytes(blank)
    with pytest.raises(UserError) as refusal:
        load(world.store, world.config, [Source(path)], known_at=LATER, loaded_by="test")
    assert refusal.value.code == "not_recognised"


def test_nothing_filled_in_changes_nothing(world: World, blank: bytes) -> None:
    done = load_book(world, blank)
    assert (figures(done), done.step, words(world)) == ((4, 0, 0, 4), (), set())


@pytest.mark.parametrize("one", ["1", "1.0", " 1 ", "1,0", 1, 1.0])
def test_a_number_is_a_yes_to_that_option(world: World, blank: bytes, one: object) -> None:
    done = load_book(world, answered(blank, uid_1=one))
    assert figures(done) == (4, 1, 0, 3)
    assert words(world) == {(HUNG, "household:HG-0001", True)}


def test_a_tie_is_answered(world: World, blank: bytes) -> None:
    assert world.of("households", DAY).numerator == 0
    load_book(world, answered(blank, uid_3="2", uid_2="không"))
    assert (TIED, "household:HG-0005", True) in words(world)
    assert world.of("households", DAY).numerator == 1
    assert {card.member for card in waiting(world).cards} == {HUNG, DUYEN}, "both are settled"


@pytest.mark.parametrize("no", ["không", "Khong", "KO", "k", "0", "0.0", 0, "n", "No"])
def test_no_is_said_to_every_option_of_the_row(world: World, blank: bytes, no: object) -> None:
    done = load_book(world, answered(blank, uid_2=no))
    assert figures(done) == (4, 1, 0, 3)
    assert words(world) == {(HOA, "household:HG-0002", False), (HOA, "household:HG-0003", False)}


@pytest.mark.parametrize(
    ("typed", "entity"),
    [
        ("hg-0006", "household:HG-0006"),
        ("HG 0006", "household:HG-0006"),
        (" hg–0006 ", "household:HG-0006"),
        ("HG-11", "household:HG-11"),
        ("28 0000 0001", "business:2800000001"),
        (2800000001, "business:2800000001"),
        ("dv01", "institution:DV01"),
        ("77", "household:77"),
    ],
)
def test_a_code_is_a_yes_to_its_entity(world: World, blank: bytes, typed: object, entity: str) -> None:
    """Codes that differ by spaces and dashes only are told apart where one is written exactly; 77 is asked of a household."""
    done = load_book(world, answered(blank, uid_1=typed))
    assert figures(done) == (4, 1, 0, 3), done.problems
    assert words(world) == {(HUNG, entity, True)}


def test_a_row_about_an_organisation_is_answered(world: World, blank: bytes) -> None:
    load_book(world, filled(blank, (place(blank, DUYEN, "organisation"), CHOICE_HEADER, "1")))
    assert words(world) == {(DUYEN, "business:2800000001", True)}
    assert world.of("businesses", DAY).numerator == 1


def test_the_reason_is_kept_with_the_word_or_names_the_workbook(world: World, blank: bytes) -> None:
    rows = [(place(blank, HUNG), REASON_HEADER, "  Trưởng thôn   xác nhận ")]
    load_book(world, answered(filled(blank, *rows), uid_1="1", uid_3="1"), "thon_1.xlsx")
    reasons = {one.member: one.reason for one in decisions.decisions(world.store, world.config)}
    assert reasons[HUNG] == "Trưởng thôn xác nhận"
    assert "thon_1.xlsx" in reasons[TIED]


def test_what_a_number_means_does_not_change_with_the_queue(world: World, blank: bytes) -> None:
    """The row's own options are meant, although the household of option 1 has left the queue by then."""
    content = answered(blank, uid_2="2")
    world.load("membership", [*MEMBERS, ["N1", "6", "Trần Thị Hoa", "0912000002"]], date(2024, 7, 1))
    decisions.decide(
        world.store, world.config, [decisions.Saying(HOA, "HG-0002", False)], reason="hỏi", decided_by="test", at=LATER
    )
    load_book(world, content)
    assert (HOA, "household:HG-0003", True) in words(world)


def test_loaded_twice_the_second_time_changes_nothing(world: World, blank: bytes) -> None:
    content = answered(blank, uid_1="1", uid_2="không", uid_3="hg0004")
    assert figures(load_book(world, content)) == (4, 3, 0, 1)
    before = words(world)
    again = load_book(world, content)
    assert (figures(again), again.step, words(world)) == ((4, 0, 0, 4), (), before)


def test_taking_back_the_step_restores_the_figures(world: World, blank: bytes) -> None:
    before = world.status(DAY).indicators
    cells = [(place(blank, DUYEN, "organisation"), CHOICE_HEADER, "1")]
    done = load_book(world, answered(filled(blank, *cells), uid_1="1", uid_2="không", uid_3="1"))
    assert done.accepted == 4
    assert world.status(DAY).indicators != before
    decisions.take_back(world.store, world.config, done.step, reason="nhầm", decided_by="Văn thư", at=LATER)
    assert world.status(DAY).indicators == before
    assert words(world) == set()
    assert len(waiting(world).cards) == 4


def test_another_household_takes_the_place_of_the_earlier_one_and_back(world: World, blank: bytes) -> None:
    load_book(world, answered(blank, uid_2="1"))
    done = load_book(world, answered(blank, uid_2="2"))
    assert (done.accepted, words(world)) == (1, {(HOA, "household:HG-0003", True)})
    decisions.take_back(world.store, world.config, done.step, reason="nhầm", decided_by="Văn thư", at=LATER)
    assert words(world) == {(HOA, "household:HG-0002", True)}


def moved(book: openpyxl.Workbook) -> None:
    """Columns and rows in another order, on another sheet, with some of the clerk's own around them."""
    page = book[SHEET]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    page.title, book.create_sheet("Ghi chú", 0)["A1"] = "Cũ", "Đã hỏi Trưởng thôn"
    other = book.create_sheet("Thôn 1")
    other.append(["Gửi Văn phòng"])
    for row in [*rows[:HEADER_ROW], rows[HEADER_ROW], *reversed(rows[HEADER_ROW + 1 :])]:
        other.append([None, "thêm", *reversed(row)])
    other.append([])
    other.append(["Người lập", "", "Nguyễn Thị Văn Thư"])
    del book["Cũ"]


def test_columns_may_have_been_moved(world: World, blank: bytes) -> None:
    done = load_book(world, filled(answered(blank, uid_1="1", uid_2="9"), change=moved))
    assert words(world) == {(HUNG, "household:HG-0001", True)}
    # Chọn is the fourth column from the end, now behind two of the clerk's; the rows are upside down below one of his.
    assert told(done) == [("unknown_code", f"F{HEADER_ROW + 3 + last_row(blank) - place(blank, HOA)}")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2", "no_such_option"),
        ("HG-9999", "unknown_code"),
        ("x", "unknown_code"),
        ("9", "unknown_code"),
        ("=A1", "unknown_code"),
        ("hg11", "ambiguous_code"),
        ("038 012 345 678", "never_stored"),
    ],
)
def test_a_choice_that_means_nothing_is_rejected_and_the_others_taken(
    world: World, blank: bytes, typed: str, code: str
) -> None:
    done = load_book(world, answered(blank, uid_1=typed, uid_3="1"))
    assert figures(done) == (4, 1, 1, 2)
    assert told(done) == [(code, f"G{place(blank, HUNG)}")]
    problem = done.problems[0]
    assert (problem.row, problem.column, problem.severity) == (place(blank, HUNG), CHOICE_HEADER, "error")
    assert problem.value == (None if code == "never_stored" else "=" if typed == "=A1" else typed)
    assert words(world) == {(TIED, "household:HG-0004", True)}


def test_a_citizens_number_in_the_reason_is_never_stored(world: World, blank: bytes) -> None:
    cells = [(place(blank, HUNG), REASON_HEADER, "CCCD 038012345678")]
    done = load_book(world, answered(filled(blank, *cells), uid_1="1", uid_2="2"))
    assert told(done) == [("never_stored", f"H{place(blank, HUNG)}")]
    assert "038012345678" not in repr(done)
    assert words(world) == {(HOA, "household:HG-0003", True)}
    assert b"038012345678" not in (world.folder / "kpi.duckdb").read_bytes()


def test_a_member_on_no_list_any_more_is_rejected(blank: bytes, tmp_path: Path) -> None:
    content = answered(blank, uid_1="1", uid_2="1")
    other = World.empty(tmp_path / "other").with_villages_and_groups()
    other.load("household", HOUSEHOLDS, REGISTERS)
    other.load("membership", [row for row in MEMBERS if row[1] != "1"], DAY)
    done = load_book(other, content)
    assert told(done) == [("unknown_member", f"I{place(content, HUNG)}")]
    assert "Nguyễn Văn Hùng" in done.problems[0].message
    assert words(other) == {(HOA, "household:HG-0002", True)}


def test_an_option_on_no_register_any_more_is_rejected(world: World, blank: bytes) -> None:
    world.load("household", [row for row in HOUSEHOLDS if row[0] not in ("HG-0001", "HG-0002")], date(2024, 2, 1))
    done = load_book(world, answered(blank, uid_1="1", uid_2="không"))
    assert told(done) == [("entity_gone", f"G{place(blank, HUNG)}")]
    assert words(world) == {(HOA, "household:HG-0003", False)}, "what is left of the options is denied"
    done = load_book(world, answered(blank, uid_1="không"))
    assert (figures(done), done.step) == ((4, 0, 0, 4), ()), "of what is gone nothing needs to be denied"


@pytest.mark.parametrize(
    ("header", "text"),
    [
        (MEMBER_HEADER, HOA),
        (MEMBER_HEADER, None),
        (KEY_HEADER, "household household:HG-0002"),
        (KEY_HEADER, None),
        (SHOWN_HEADER, "Trần Thị Hoa"),
    ],
)
def test_a_row_whose_keys_were_changed_is_rejected(world: World, blank: bytes, header: str, text: str | None) -> None:
    content = answered(blank, uid_1="1", uid_3="1")
    row = place(content, HUNG)
    done = load_book(world, filled(content, (row, header, text)))
    assert told(done) == [("keys_changed", f"J{row}")]
    assert words(world) == {(TIED, "household:HG-0004", True)}


def copied(member: str, choice: str) -> Callable[[openpyxl.Workbook], None]:
    """A member's row once more below the others, with another answer."""

    def add(book: openpyxl.Workbook) -> None:
        page = book[SHEET]
        row = next(row for row in page.iter_rows() if row[HEADERS.index(MEMBER_HEADER)].value == member)
        texts = [cell.value for cell in row]
        texts[HEADERS.index(CHOICE_HEADER)] = choice
        page.append(texts)

    return add


def test_one_member_with_two_answers_is_rejected_in_both_rows(world: World, blank: bytes) -> None:
    content = answered(blank, uid_2="1", uid_1="1")
    last = last_row(blank) + 1
    done = load_book(world, filled(content, change=copied(HOA, "không")))
    assert told(done) == [("two_answers", f"G{place(content, HOA)}"), ("two_answers", f"G{last}")]
    assert str(last) in done.problems[0].message
    assert figures(done) == (5, 1, 2, 2)
    assert words(world) == {(HUNG, "household:HG-0001", True)}


@pytest.mark.parametrize(
    ("choice", "figure"), [("HG0002", (5, 1, 0, 4)), ("", (5, 1, 0, 4)), ("HG-9999", (5, 1, 1, 3))]
)
def test_one_member_twice_with_one_answer_is_taken_once(
    world: World, blank: bytes, choice: str, figure: tuple[int, int, int, int]
) -> None:
    content = answered(blank, uid_2="1")
    done = load_book(world, filled(content, change=copied(HOA, choice)))
    assert figures(done) == figure
    assert words(world) == {(HOA, "household:HG-0002", True)}


def test_rows_of_two_sheets_are_told_apart(world: World, blank: bytes) -> None:
    def split(book: openpyxl.Workbook) -> None:
        book.copy_worksheet(book[SHEET]).title = "Thôn 2"

    content = answered(blank, uid_1="HG-9999")
    done = load_book(world, filled(content, change=split))
    assert [problem.cell for problem in done.problems] == [f"G{place(content, HUNG)}"] * 2
    assert [name in problem.message for name, problem in zip((SHEET, "Thôn 2"), done.problems, strict=True)] == [
        True,
        True,
    ]


def test_a_workbook_without_the_headers_is_refused(world: World, blank: bytes) -> None:
    def renamed(book: openpyxl.Workbook) -> None:
        book[SHEET].cell(HEADER_ROW + 1, HEADERS.index(KEY_HEADER) + 1).value = "Ghi chú"

    content = filled(blank, change=renamed)
    with pytest.raises(UserError) as refusal:
        load_book(world, content)
    assert refusal.value.code == "not_a_review_book"
    assert all(header in refusal.value.expected for header in (CHOICE_HEADER, MEMBER_HEADER, KEY_HEADER))


def test_a_header_over_two_columns_is_refused(world: World, blank: bytes) -> None:
    def doubled(book: openpyxl.Workbook) -> None:
        book[SHEET].cell(HEADER_ROW + 1, len(HEADERS) + 1).value = " chọn "

    with pytest.raises(UserError) as refusal:
        load_book(world, filled(blank, change=doubled))
    assert (refusal.value.code, refusal.value.found) == ("repeated_header", CHOICE_HEADER)


def test_nothing_is_decided_before_anything_is_loaded(blank: bytes, tmp_path: Path) -> None:
    content = answered(blank, uid_1="1")
    with pytest.raises(UserError) as refusal:
        load_book(World.empty(tmp_path / "other"), content)
    assert refusal.value.code == "empty"


def as_xls(rows: Sequence[Sequence[object]]) -> bytes:
    book, saved = xlwt.Workbook(), io.BytesIO()
    page = book.add_sheet(SHEET)
    for number, row in enumerate(rows):
        for position, cell in enumerate(row):
            page.write(number, position, cell)
    book.save(saved)
    return saved.getvalue()


def as_ods(rows: Sequence[Sequence[object]]) -> bytes:
    book, saved = OpenDocumentSpreadsheet(), io.BytesIO()
    page = Table(name=SHEET)
    for row in rows:
        line = TableRow()
        for cell in row:
            one = TableCell(valuetype="string")
            for text in str(cell).split("\n"):
                one.addElement(P(text=text))
            line.addElement(one)
        page.addElement(line)
    book.spreadsheet.addElement(page)
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(("suffix", "saved"), [("xls", as_xls), ("ods", as_ods)])
def test_other_programs_may_have_saved_it(
    world: World, blank: bytes, suffix: str, saved: Callable[[Sequence[Sequence[object]]], bytes]
) -> None:
    content = answered(blank, uid_1="1", uid_3="không")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert figures(load_book(world, saved(rows), f"doi_soat.{suffix}")) == (4, 2, 0, 2)


def test_a_workbook_written_in_one_language_is_loaded_in_the_other(world: World) -> None:
    with speaking("en"):
        content = answered(workbook.write(waiting(world)), uid_1="1")
    assert figures(load_book(world, content)) == (4, 1, 0, 3)


def test_a_workbook_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        workbook.content_of(tmp_path / "none.xlsx")
    assert refusal.value.code == "unreadable_file"
    (tmp_path / "some.xlsx").write_bytes(b"PK")
    assert workbook.content_of(tmp_path / "some.xlsx") == b"PK"
