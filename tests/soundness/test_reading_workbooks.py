"""Workbooks of every kind: codes as the sheet shows them, and what Excel hides, guessed, struck through or never calculated."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import olefile
import pytest
import xlsxwriter
import xlwt
from click.testing import CliRunner
from xlwt.CompoundDoc import XlsDoc

from kpi.cli import cli
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.reading.files import Limits, Sheet, read_content
from kpi.ingest.reading.marks import is_guess, shown
from tests.worlds import World

HEADER = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số nhân khẩu"]
DAY = date(2024, 6, 30)


class Cell(NamedTuple):
    """A cell beyond a plain text or number."""

    value: object = None
    number_format: str = "General"
    is_struck: bool = False
    formula: str = ""  # without a result, where there is no value


Rows = Sequence[Sequence[object]]


def xlsx(rows: Rows, *, since_1904: bool = False, hidden_row: int = -1, hidden_column: int = -1) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "date_1904": since_1904})
    page = book.add_worksheet("S")
    for number, row in enumerate(rows):
        for column, one in enumerate(row):
            cell = one if isinstance(one, Cell) else Cell(one)
            style = book.add_format({"num_format": cell.number_format, "font_strikeout": cell.is_struck})
            if cell.formula:
                page.write_formula(number, column, f"={cell.formula}", style, cell.value or "")
            elif isinstance(cell.value, date):
                page.write_datetime(number, column, cell.value, style)
            elif cell.value is not None:
                page.write(number, column, cell.value, style)
    if hidden_row >= 0:
        page.set_row(hidden_row, None, None, {"hidden": True})
    if hidden_column >= 0:
        page.set_column(hidden_column, hidden_column, None, None, {"hidden": True})
    book.close()
    return content.getvalue()


def xls(rows: Rows, *, since_1904: bool = False, hidden_row: int = -1, hidden_column: int = -1) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = since_1904
    page = book.add_sheet("S")
    for number, row in enumerate(rows):
        for column, one in enumerate(row):
            cell = one if isinstance(one, Cell) else Cell(one)
            style = xlwt.XFStyle()
            style.num_format_str, style.font.struck_out = cell.number_format, cell.is_struck
            if cell.value is not None or cell.formula:
                page.write(number, column, xlwt.Formula(cell.formula) if cell.formula else cell.value, style)
    if hidden_row >= 0:
        page.row(hidden_row).hidden = True
    if hidden_column >= 0:
        page.col(hidden_column).hidden = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(rows: Rows, *, since_1904: bool = False, hidden_row: int = -1, hidden_column: int = -1) -> bytes:
    """As LibreOffice writes it, as far as it matters here."""
    assert not since_1904
    lines = "".join(
        f"<table:table-row{_hidden(number == hidden_row)}>{''.join(map(_ods_cell, row))}</table:table-row>"
        for number, row in enumerate(rows)
    )
    columns = "".join(f"<table:table-column{_hidden(place == hidden_column)}/>" for place in range(len(rows[0])))
    names = "urn:oasis:names:tc:opendocument:xmlns"
    struck = (
        '<style:style style:name="x" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    xml = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0" xmlns:style="{names}:style:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{struck}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{columns}{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": xml,
            "META-INF/manifest.xml": "<m/>",
        }
    )


def _hidden(is_hidden: bool) -> str:
    return ' table:visibility="collapse"' if is_hidden else ""


def _ods_cell(one: object) -> str:
    cell = one if isinstance(one, Cell) else Cell(one)
    style = ' table:style-name="x"' if cell.is_struck else ""
    formula = f' table:formula="of:={cell.formula}"' if cell.formula else ""
    value = cell.value
    if value is None:
        return f"<table:table-cell{style}{formula}/>"
    if isinstance(value, date):
        day = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        return f"<table:table-cell{style} {day}><text:p>{value:%d/%m}</text:p></table:table-cell>"
    if isinstance(value, str):
        kind = 'office:value-type="string"' + (' calcext:value-type="error"' if value.startswith("#") else "")
        return f"<table:table-cell{style}{formula} {kind}><text:p>{value}</text:p></table:table-cell>"
    assert isinstance(value, float | int)
    text = shown(cell.number_format, value) or ("1E+05" if is_guess(cell.number_format) else f"{value:g}")
    kind = f'office:value-type="float" office:value="{value!r}"'
    return f"<table:table-cell{style}{formula} {kind}><text:p>{text}</text:p></table:table-cell>"


def packed(parts: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


# ---------------------------------------------------------------- xlsb, which nothing here writes


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(data), b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Rows, *, since_1904: bool = False, hidden_row: int = -1, hidden_column: int = -1) -> bytes:
    cells = [one if isinstance(one, Cell) else Cell(one) for row in rows for one in row]
    styles = list(dict.fromkeys(("General", False) for _one in (0,))) + list(
        dict.fromkeys((cell.number_format, cell.is_struck) for cell in cells)
    )
    fonts = b"".join(_record(43, struct.pack("<HH", 220, 8 * struck) + bytes(17) + _text("Arial")) for struck in (0, 1))
    formats = b"".join(_record(44, struct.pack("<H", 164 + n) + _text(code)) for n, (code, _s) in enumerate(styles))
    xfs = b"".join(
        _record(47, struct.pack("<HHH", 0, 164 + n, struck) + bytes(10)) for n, (_c, struck) in enumerate(styles)
    )
    part = _record(129) + _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1))
    if hidden_column >= 0:
        part += _record(390) + _record(60, struct.pack("<IIIIH", hidden_column, hidden_column, 0, 0, 1)) + _record(391)
    part += _record(145)
    for number, row in enumerate(rows):
        flags = bytes([0, 0x10 if number == hidden_row else 0, 0])
        part += _record(0, struct.pack("<IIH", number, 0, 300) + flags + struct.pack("<I", 0))
        for column, one in enumerate(row):
            cell = one if isinstance(one, Cell) else Cell(one)
            if cell.value is None and not cell.formula:
                continue
            head = struct.pack("<II", column, styles.index((cell.number_format, cell.is_struck)))
            part += _xlsb_cell(head, cell)
    part += _record(146) + _record(130)
    workbook = _record(131) + _record(153, struct.pack("<II", since_1904, 0) + _text("")) + _record(143)
    workbook += _record(156, struct.pack("<II", 0, 1) + _text("r1") + _text("S")) + _record(144) + _record(132)
    package, office = (
        "http://schemas.openxmlformats.org/package/2006",
        "http://schemas.openxmlformats.org/officeDocument/2006",
    )
    relation = '<Relationship Id="{}" Type="{}/relationships/{}" Target="{}"/>'
    return packed({
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format("r0", office, "officeDocument", "xl/workbook.bin") + "</Relationships>",
        "xl/workbook.bin": workbook,
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format("r1", office, "worksheet", "worksheets/sheet1.bin")
        + relation.format("r2", office, "styles", "styles.bin") + "</Relationships>",
        "xl/styles.bin": _record(278) + _record(615, struct.pack("<I", len(styles))) + formats + _record(616)
        + _record(611, struct.pack("<I", 2)) + fonts + _record(612)
        + _record(617, struct.pack("<I", len(styles))) + xfs + _record(618) + _record(279),
        "xl/worksheets/sheet1.bin": part,
    })  # fmt: skip


def _xlsb_cell(head: bytes, cell: Cell) -> bytes:
    value = cell.value
    if cell.formula:
        return _record(8, head + _text("") + bytes(10))
    if isinstance(value, str) and value.startswith("#"):
        return _record(3, head + bytes([0x2A]))
    if isinstance(value, str):
        return _record(6, head + _text(value))
    if isinstance(value, date):
        value = (value - date(1899, 12, 30)).days
    assert isinstance(value, (int, float))
    return _record(5, head + struct.pack("<d", value))


KINDS: dict[str, Callable[..., bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods, "xlsb": xlsb}
every_kind = pytest.mark.parametrize("kind", KINDS)


def read(kind: str, rows: Rows, **facts: Any) -> Sheet:
    (sheet,) = read_content(f"list.{kind}", KINDS[kind](rows, **facts))
    return sheet


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def take(world: World, name: str, content: bytes, **said: Any) -> Outcome:
    source = Source(Path(name), as_of=DAY, content=content, **said)
    return load(world.store, world.config, [source], known_at=datetime(2025, 1, 1), loaded_by="test")[0]


@every_kind
def test_a_number_is_read_as_its_format_shows_it(kind: str) -> None:
    cells = [Cell(7, "000"), Cell(7, '"H"00'), Cell(912345678, "0000000000"), Cell(7, "\\H\\-000"), Cell(12345, "000")]
    assert read(kind, [[*cells]]).rows == [["007", "H07", "0912345678", "H-007", "12345"]]


@every_kind
def test_other_formats_leave_the_number(kind: str) -> None:
    cells = [Cell(7, "0"), Cell(3.0000000000000004), Cell(0.1 + 0.2), Cell(1234, "#,##0"), Cell(4.0), Cell("007")]
    assert read(kind, [[*cells]]).rows == [["7", "3", "0.3", "1234", "4", "007"]]


@every_kind
def test_no_format_makes_a_shortened_number_whole(kind: str) -> None:
    ((text,),) = read(kind, [[Cell(1564731578290756914, "0000000000000000000")]]).rows
    assert "E+18" in text


@every_kind
def test_a_code_that_was_made_a_date_or_a_power_of_ten_is_rejected_with_its_cell(world: World, kind: str) -> None:
    rows: Rows = [
        HEADER, [Cell(date(2024, 6, 1), "dd/mm"), "Nguyễn Văn A", "Thôn 1", 4], [Cell(100000, "0.00E+00"), "Trần B", "Thôn 1", 3],
        ["H3", Cell(date(2024, 6, 1), "dd/mm"), "Thôn 1", 3], ["H4", "Lê D", "Thôn 1", Cell(4, '0 "người"')],
    ]  # fmt: skip
    outcome = take(world, f"list.{kind}", KINDS[kind](rows))
    assert [(p.cell, p.code) for p in outcome.problems if p.severity == "error"] == [
        (cell, "made_by_excel") for cell in ("A2", "A3", "B4")
    ]
    assert (outcome.accepted, outcome.rejected) == (1, 3)


@every_kind
def test_what_a_sheet_hides_and_strikes_through_is_known(kind: str) -> None:
    struck: list[object] = [Cell(text, is_struck=True) for text in ("H2", "Trần B", "Thôn 1")]
    rows: Rows = [
        HEADER,
        ["H1", "Nguyễn Văn A", "Thôn 1", 4],
        [*struck, 3],
        ["H3", "Lê C", Cell("Thôn 1", is_struck=True), 3],
    ]
    sheet = read(kind, rows, hidden_row=1, hidden_column=3)
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.struck_rows) == (
        frozenset({1}),
        frozenset({3}),
        frozenset({2}),
    )


@every_kind
def test_rows_struck_through_are_said(world: World, kind: str) -> None:
    rows: Rows = [
        HEADER,
        [*(Cell(text, is_struck=True) for text in ("H2", "Trần B", "Thôn 1")), 3],
        ["H3", "Lê C", "Thôn 1", 2],
    ]
    assert [p.code for p in take(world, f"list.{kind}", KINDS[kind](rows)).problems] == ["struck_rows"]


@every_kind
def test_a_formula_without_a_result_is_no_empty_cell(world: World, kind: str) -> None:
    header = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Ngày xử lý xong"]
    rows: Rows = [header, ["TB1", "Phản ánh", Cell(date(2024, 6, 3), "dd/mm/yyyy"), Cell(formula="C2+7")]]
    outcome = take(world, f"log.{kind}", KINDS[kind](rows))
    assert [(p.cell, p.code, p.severity) for p in outcome.problems] == [("D2", "formula_without_value", "warning")]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xlsb"])
def test_an_error_of_excel_is_no_empty_cell(kind: str) -> None:
    failed = Cell("#N/A", formula="NA()") if kind != "xlsb" else Cell("#N/A")
    assert read(kind, [["H1", failed, "x"]]).rows == [["H1", "#N/A", "x"]]


def test_an_error_of_excel_in_an_old_workbook_is_no_empty_cell() -> None:
    book = xlwt.Workbook()
    book.add_sheet("S").row(0).set_cell_error(0, 0x2A)
    content = io.BytesIO()
    book.save(content)
    assert read_content("list.xls", content.getvalue())[0].rows == [["#N/A"]]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "xlsb"])
def test_days_since_1904_are_right_as_dates_and_as_plain_numbers(world: World, kind: str) -> None:
    header = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Ngày xử lý xong"]
    received, closed = ((day - date(1904, 1, 1)).days for day in (date(2024, 6, 3), date(2024, 6, 5)))
    rows: Rows = [header, ["TB1", "Phản ánh", Cell(received, "dd/mm/yyyy"), closed]]
    outcome = take(world, f"log.{kind}", KINDS[kind](rows, since_1904=True))
    assert (outcome.accepted, outcome.problems) == (1, [])
    assert world.counts("processed_reports", DAY) == (1, 0, 1)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_guards_go_from_cells_of_workbooks(kind: str) -> None:
    assert read(kind, [["'H01", "'Nguyễn Văn A", "'Tý'"]]).rows == [["H01", "Nguyễn Văn A", "'Tý'"]]


# ---------------------------------------------------------------- texts called .xls

PAGE = """<html><head><meta charset="utf-8"></head><body><table><tr><th>Mã hộ</th><th>Họ và tên chủ hộ</th><th>Thôn</th></tr>
<tr><td>H1</td><td>Nguyễn&nbsp;Văn <b>A</b></td><td rowspan=2>Thôn 1</td></tr><tr><td>H2</td><td>Trần B</td></tr>
<tr><td colspan="2">x</td><td>y</td></tr></table></body></html>"""
XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Hộ"><Table><Row><Cell><Data ss:Type="String">Mã hộ</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Thôn
</Data></Cell></Row><Row ss:Index="3" ss:Hidden="1"><Cell ss:MergeAcross="1"><Data ss:Type="Number">7</Data></Cell><Cell>
<Data ss:Type="DateTime">2024-06-30T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_a_web_page_called_xls_is_read() -> None:
    (sheet,) = read_content("list.xls", PAGE.encode())
    assert [list(row) for row in sheet.rows] == [
        ["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Nguyễn Văn A", "Thôn 1"], ["H2", "Trần B"], ["x", "", "y"]
    ]  # fmt: skip


def test_xml_of_2003_called_xls_is_read() -> None:
    (sheet,) = read_content("list.xls", XML.encode())
    assert (sheet.name, sheet.hidden_rows) == ("Hộ", frozenset({2}))
    assert [list(row) for row in sheet.rows] == [["Mã hộ", "", "Thôn\n"], [], ["7", "", "2024-06-30"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_tabs_called_xls_is_read(encoding: str) -> None:
    (sheet,) = read_content("list.xls", "Mã hộ\tHọ tên\nH1\tNguyễn Văn A\n".encode(encoding))
    assert sheet.rows == [["Mã hộ", "Họ tên"], ["H1", "Nguyễn Văn A"]]


@pytest.mark.parametrize(
    "content", [b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>", b"hello", b"{}", b"<html></html>"]
)
def test_another_text_called_xls_is_refused_with_a_way_out(content: bytes) -> None:
    with pytest.raises(UserError) as caught:
        read_content("list.xls", content)
    assert caught.value.code in ("unreadable_file", "empty_file")
    assert ".xlsx" in caught.value.remedy or caught.value.code == "empty_file"


# ---------------------------------------------------------------- Excel 95, locks, loops


def test_the_letters_of_excel_95_are_those_of_its_code_page() -> None:
    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(part: int) -> bytes:
        return record(0x809, struct.pack("<HHHH", 0x500, part, 0, 0))

    words = ["Mã", "Thôn Đông"]
    # This code page writes most marks as letters of their own, behind the letter that bears them.
    texts = ["Ma\u0303".encode("cp1258"), "Thôn Đông".encode("cp1258")]
    page = begin(0x10) + b"".join(
        record(0x204, struct.pack("<HHHH", 0, column, 0, len(text)) + text) for column, text in enumerate(texts)
    )
    page += record(0x0A, b"")
    name = "Hộ".encode("ascii", "replace")
    book = begin(0x05) + record(0x42, struct.pack("<H", 1258))
    sheet_head = struct.pack("<IHB", len(book) + 4 + 7 + len(name) + 4, 0, len(name)) + name
    book += record(0x85, sheet_head) + record(0x0A, b"")
    content = io.BytesIO()
    XlsDoc().save(content, (book + page).ljust(5000, b"\0"))
    (sheet,) = read_content("list.xls", content.getvalue())
    assert sheet.rows == [words]


PASSWORD = "mật khẩu"


def locked_xlsx(rows: Rows) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    content = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx(rows))).encrypt(PASSWORD, content)
    return content.getvalue()


def locked_xls(rows: Rows) -> bytes:
    """As Excel 97 locks: all but the heads of the records, the first record, and where the sheets begin ([MS-XLS] 2.2.10)."""
    from msoffcrypto.method.rc4 import DocumentRC4

    salt, verifier = bytes(range(16)), bytes(range(16, 32))

    def coded(plain: bytes) -> bytes:
        return bytes(DocumentRC4.decrypt(PASSWORD, salt, io.BytesIO(plain), blocksize=1024).read())

    proof = coded(verifier + hashlib.md5(verifier).digest())
    lock = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + salt + proof
    with olefile.OleFileIO(xls(rows)) as container:
        stream = container.openstream("Workbook").read()
    plain, hidden, place = b"", b"", 0
    while place + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        if number == 0x85:
            body = struct.pack("<I", struct.unpack_from("<I", body)[0] + len(lock)) + body[4:]
        open_bytes = size if number == 0x809 else 4 if number == 0x85 else 0
        plain += stream[place : place + 4] + body + (b"" if place else lock)
        hidden += b"\0" * (4 + open_bytes) + b"\xff" * (size - open_bytes) + (b"" if place else b"\0" * len(lock))
        place += 4 + size
    key = coded(b"\0" * len(plain))
    content = io.BytesIO()
    XlsDoc().save(content, bytes(p ^ (k & h) for p, k, h in zip(plain, key, hidden, strict=True)).ljust(5000, b"\0"))
    return content.getvalue()


LOCKED = {"xlsx": locked_xlsx, "xls": locked_xls}


@pytest.mark.parametrize("kind", LOCKED)
def test_a_lock_opens_with_its_password_alone(tmp_path: Path, kind: str) -> None:
    rows: Rows = [["Mã thôn", "Tên thôn"], ["T1", "Thôn Đông"]]
    content = LOCKED[kind](rows)
    (sheet,) = read_content(f"list.{kind}", content, password=PASSWORD)
    assert sheet.rows == rows
    for wrong in ("", "sai", PASSWORD.upper()):
        with pytest.raises(UserError) as caught:
            read_content(f"list.{kind}", content, password=wrong)
        assert caught.value.code == "locked"
        assert wrong == "" or wrong not in "".join(map(str, caught.value.args))
    file, known = tmp_path / f"list.{kind}", tmp_path / "password.txt"
    file.write_bytes(content)
    known.write_text(f"{PASSWORD}\n", "utf-8-sig")
    words = ["--database", str(tmp_path / "kpi.duckdb"), "import", str(file), "--as-of", "2024-06-30"]
    assert CliRunner().invoke(cli, words).exit_code == 3
    done = CliRunner().invoke(cli, [*words, "--password-file", str(known)])
    assert (done.exit_code, PASSWORD in done.output) == (0, False)
    assert PASSWORD.encode() not in (tmp_path / "kpi.duckdb").read_bytes()
    assert CliRunner().invoke(cli, [*words, "--password-file", str(file)]).exit_code == 2


def test_a_loop_of_sectors_is_refused() -> None:
    content = bytearray(xls([["Mã hộ"], ["H1"]]))
    directory = struct.unpack_from("<I", content, 48)[0]
    table = struct.unpack_from("<I", content, 76)[0]
    struct.pack_into("<I", content, 512 * (table + 1) + 4 * directory, directory)
    with pytest.raises(UserError) as caught:
        read_content("list.xls", bytes(content))
    assert caught.value.code == "unreadable_file"


def test_a_file_that_takes_too_much_is_refused_and_the_next_one_is_read() -> None:
    many = xlsx([[f"Mã hộ {row} {column}" for column in range(40)] for row in range(4_000)])
    with pytest.raises(UserError) as caught:
        read_content("list.xlsx", many, limits=Limits(seconds=60, megabytes=45))
    assert caught.value.code == "unreadable_file"
    assert read("xlsx", [["Mã hộ"]]).rows == [["Mã hộ"]]
