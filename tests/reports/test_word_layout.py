"""The form of Nghị định 30/2020/NĐ-CP, Phụ lục I, read back from the file: page, type, heading, page numbers, tables; and what a file
must not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from kpi.config.models import Letterhead
from kpi.reports.content.model import Report
from kpi.reports.word.fields import CELLS, GRIDS, TEXTS
from kpi.reports.word.writing import word
from tests.reports.conftest import TEMPLATE
from tests.reports.word_text import all_xml, lines_of, opened

FONT = "Times New Roman"


@pytest.fixture(scope="module")
def content(sample_report: Report) -> bytes:
    return word(sample_report, TEMPLATE)


@pytest.fixture(scope="module")
def paper(content: bytes) -> Document:
    return opened(content)


def paragraph(paper: Document, text: str) -> Paragraph:
    """The one paragraph, in the text or in a cell, that begins like this."""
    every = (Paragraph(element, paper.element.body) for element in paper.element.body.iter(qn("w:p")))
    (found,) = [one for one in every if one.text.strip().startswith(text)]
    return Paragraph(found._p, paper._body)


def test_the_page(paper: Document) -> None:
    upright, across = paper.sections
    assert (upright.orientation, across.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    assert [millimetres(length) for length in (upright.page_width, upright.page_height)] == [210, 297]
    assert [millimetres(length) for length in (across.page_width, across.page_height)] == [297, 210]
    for section in paper.sections:
        assert 20 <= millimetres(section.top_margin) <= 25 and 20 <= millimetres(section.bottom_margin) <= 25
        assert 30 <= millimetres(section.left_margin) <= 35 and 15 <= millimetres(section.right_margin) <= 20


def test_the_table_of_the_indicators_never_breaks_over_two_pages(paper: Document) -> None:
    """Each row keeps with the next, the last one with the note below it; a row by itself is not split."""
    (table,) = [one for one in paper.tables if one.rows[0].cells[1].text == "Chỉ tiêu" and len(one.columns) == 11]
    assert len(table.rows) == 7
    for row in table.rows:
        assert row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
        assert all(one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs)


def millimetres(length: Length | None) -> float:
    """To a tenth: Word keeps lengths in twentieths of a point."""
    assert length is not None
    return round(float(length.mm), 1)


def test_the_page_number_stands_in_the_middle_above_every_page_but_the_first(paper: Document) -> None:
    first, second = paper.sections
    assert first.different_first_page_header_footer and not second.different_first_page_header_footer
    (number,) = first.header.paragraphs
    assert [field.text for field in number._p.iter(qn("w:instrText"))] == [" PAGE "]
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert (number.style.font.size, number.style.font.bold) == (Pt(14), None)
    assert [paragraph.text for paragraph in first.first_page_header.paragraphs] == [""]
    assert second.header.is_linked_to_previous and second.footer.is_linked_to_previous


def test_every_letter_is_times_new_roman(content: bytes, paper: Document) -> None:
    """No run and no style names another type, for Latin, Asian or complex letters; what names none inherits the default."""
    with ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.match(r"word/(document|styles|header|footer)\d*\.xml", name)]
        parts = [package.read(name).decode() for name in names]
    named = [found for part in parts for found in re.findall(r"<w:rFonts [^>]*>", part)]
    assert named and {
        face for fonts in named for face in re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', fonts)
    } == {FONT}
    defaults = paper.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts, language = defaults.find(qn("w:rFonts")), defaults.find(qn("w:lang"))
    assert [fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs")] == [FONT] * 4
    assert language.get(qn("w:val")) == "vi-VN"


@pytest.mark.parametrize(
    ("text", "points", "bold", "italic", "alignment"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("ỦY BAN NHÂN DÂN", (12, 13), True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Số: ", (13, 13), False, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Hà Giang, ngày", (13, 14), False, True, WD_ALIGN_PARAGRAPH.CENTER),
        ("BÁO CÁO", (13, 14), True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Kết quả thực hiện mô hình", (13, 14), True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Thực hiện Kế hoạch số", (13, 14), False, False, WD_ALIGN_PARAGRAPH.JUSTIFY),
        ("I. Công tác chỉ đạo", (13, 14), True, False, WD_ALIGN_PARAGRAPH.JUSTIFY),
        ("KT. CHỦ TỊCH", (13, 14), True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Nơi nhận:", (12, 12), True, True, WD_ALIGN_PARAGRAPH.LEFT),
        ("- Lưu: VT", (11, 11), False, False, WD_ALIGN_PARAGRAPH.LEFT),
        ("Phụ lục IV", (14, 14), True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("CƠ SỞ SỐ LIỆU", (13, 14), True, False, WD_ALIGN_PARAGRAPH.CENTER),
    ],
)  # fmt: skip
def test_the_parts_of_the_paper(
    paper: Document, text: str, points: tuple[int, int], bold: bool, italic: bool, alignment: WD_ALIGN_PARAGRAPH
) -> None:
    found = paragraph(paper, text)
    assert found.style is not None and found.style.name is not None
    run, style = found.runs[0], paper.styles[found.style.name]
    size = run.font.size or style.font.size
    assert Pt(points[0]) <= size <= Pt(points[1])
    assert bool(style.font.bold if run.bold is None else run.bold) is bold
    assert bool(style.font.italic if run.italic is None else run.italic) is italic
    assert (style.paragraph_format.alignment if found.alignment is None else found.alignment) == alignment


def test_the_motto_and_the_title_are_ruled(paper: Document) -> None:
    """A line as long as the motto; lines of a third to a half below the issuer and the subject."""
    ruled = [one for one in paper.element.body.iter(qn("w:p")) if one.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None]
    before = [Paragraph(one.getprevious(), paper._body).text for one in ruled]
    assert before[:2] == ["XÃ HÀ GIANG", "Độc lập - Tự do - Hạnh phúc"]
    assert before[2].startswith("Kết quả thực hiện mô hình")
    indents = [Paragraph(one, paper._body).paragraph_format for one in ruled]
    widths = [Mm(67), Mm(98), Mm(165)]
    lengths = [
        Length(whole - one.left_indent - one.right_indent).mm for whole, one in zip(widths, indents, strict=False)
    ]
    assert [round(length) for length in lengths] == [22, 59, 55]


def test_table_heads_repeat_and_no_row_breaks(paper: Document) -> None:
    listed = [table for table in paper.tables if table.rows[0].cells[0].text in ("STT", "Thôn", "Ngày")]
    assert len(listed) == 14  # of 15 tables three are empty in this period; the bars of the two charts are tables too
    for table in listed:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        numbered = any(cell.text.startswith("(") for cell in table.rows[1].cells)
        assert heads == [place < 1 + numbered for place in range(len(heads))]
    for table in paper.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_no_table_is_wider_than_its_page(paper: Document) -> None:
    widths = {0: Mm(165), 1: Mm(252)}
    section = 0
    for element in paper.element.body:
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            section += 1
        elif element.tag == qn("w:tbl"):
            columns = [int(column.get(qn("w:w"))) for column in element.iter(qn("w:gridCol"))]
            assert sum(columns) * 635 <= widths[section] + Mm(0.5)  # 635 EMU are a twentieth of a point
    assert section == 1


def test_the_template_has_the_columns_of_the_tables(bare_report: Report) -> None:
    """The titles and numbers that stand in the template are those of ``kpi.reports.content.tables``, column by column."""
    template = opened(TEMPLATE.read_bytes())
    fields = {name: table for table in template.tables for name in re.findall(r"in bang_(\w+)", _text(table))}
    assert set(fields) == {grid.id for grid in GRIDS}
    words = {text.name: text.of(bare_report) for text in TEXTS}
    for grid in GRIDS:
        made = grid.make(bare_report)
        assert made.id == grid.id
        table = fields[grid.id]
        if CELLS in grid.columns:
            continue
        assert len(grid.columns) == len(made.columns)
        titles = [re.sub(r"{{ (\w+) }}", lambda field: str(words[field[1]]), cell.text) for cell in table.rows[0].cells]
        assert titles == [column.title for column in made.columns]
        numbers = [column.number for column in made.columns]
        if any(numbers):
            assert [cell.text for cell in table.rows[1].cells] == numbers
        row = next(row for row in table.rows if "dong." in row.cells[0].text and "%" not in row.cells[0].text)
        assert [cell.text for cell in row.cells] == [f"{{{{ dong.{name} }}}}" for name in grid.columns]


def _text(table: Table) -> str:
    return " ".join(text.text or "" for text in table._tbl.iter(qn("w:t")))


def test_each_annex_begins_on_a_page_of_its_own(paper: Document) -> None:
    starts = [one for one in paper.paragraphs if re.fullmatch(r"Phụ lục [IV]+", one.text)]
    assert [one.text for one in starts] == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"]
    # The fourth begins with its section.
    assert [bool(one.paragraph_format.page_break_before) for one in starts] == [True, True, True, False]


def test_the_same_report_is_the_same_file(sample_report: Report, content: bytes) -> None:
    assert word(sample_report, TEMPLATE) == content
    with ZipFile(BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("said", [
    "Tham gia, đúng hạn", "SỐ HỘ THAM GIA THEO THÔN VÀ THEO THỜI GIAN", "Số hộ tham gia", "Tham gia/tổng số",
    "TỔ CHỨC CỦA MÔ HÌNH VÀ CÁC ĐƠN VỊ THAM GIA", "Nhóm Zalo", "Số tham gia (tử số)",
])  # fmt: skip
def test_words_that_became_fields_are_written_as_before(content: bytes, said: str) -> None:
    """To the byte: who holds a paper's hash against the same report made anew finds no other file."""
    with ZipFile(BytesIO(content)) as package:
        assert f"<w:t>{said}</w:t>" in package.read("word/document.xml").decode()


def test_the_properties_name_the_office_and_no_person(paper: Document, sample_report: Report) -> None:
    properties = paper.core_properties
    assert properties.title.startswith("Kết quả thực hiện mô hình “Ứng dụng mạng xã hội Zalo")
    assert properties.author == properties.last_modified_by == "UBND xã Hà Giang"
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None) == sample_report.known_at
    assert (properties.comments, properties.keywords, properties.language) == ("", "", "vi-VN")


def test_simulated_figures_are_marked_on_every_page_and_real_ones_are_not(bare_report: Report, content: bytes) -> None:
    assert (
        all_xml(content).count("DỮ LIỆU MÔ PHỎNG") == 3
    )  # the heading, and the footer of the first and of the other pages
    assert "MÔ PHỎNG" not in all_xml(word(bare_report, TEMPLATE))


def test_no_person_stands_in_the_file(bare_report: Report, content: bytes) -> None:
    bare = all_xml(word(bare_report, TEMPLATE))
    assert "Văn Kín" not in bare and "0912345678" not in bare and "H1" not in re.findall(r">([^<]*)<", bare)
    text = "\n".join(re.findall(r">([^<]*)<", all_xml(content)))
    assert not re.search(r"\b0\d{9}\b", text), "a phone"
    assert not re.search(r"\b\d{15,}\b", text), "a Zalo account"
    assert not re.search(r"\b(?:Nguyễn|Trần|Phạm|Hoàng) (?:Văn|Thị)\b", text), "a person's name"


def test_names_keep_their_signs(bare_report: Report) -> None:
    """& < > and {{ in a name are letters like others, and a control character is no part of a Word file."""
    odd = replace_letterhead(bare_report, short_name="UBND <xã> & “{{ nam }}”\x0b\x0cphường")
    lines = lines_of(opened(word(odd, TEMPLATE)))
    assert any("UBND <xã> & “{{ nam }}”  phường báo cáo kết quả" in line for line in lines)


@pytest.mark.parametrize(("signer", "shown"), [("", "…………"), ("Nguyễn Văn Ký", "Nguyễn Văn Ký")])
def test_the_signer_or_a_blank(bare_report: Report, signer: str, shown: str) -> None:
    lines = lines_of(opened(word(replace_letterhead(bare_report, signer=signer), TEMPLATE)))
    assert any(line.endswith(f"| KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / {shown} |") for line in lines)


def replace_letterhead(report: Report, **changed: str) -> Report:
    head: Letterhead = replace(report.letterhead, **changed)  # type: ignore[arg-type]
    unit = replace(report.config.unit, letterheads=(head,))
    return replace(report, config=replace(report.config, unit=unit))


def test_template_is_where_the_configuration_says(sample_report: Report) -> None:
    root = Path(__file__).parents[2]
    assert root / sample_report.config.reports.template == TEMPLATE
