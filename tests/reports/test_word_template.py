"""The office edits its template in Word: what it may do to it, and how it is told what cannot be filled."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import speaking
from kpi.reports.content.model import Report
from kpi.reports.word.fields import FIELDS, Field
from kpi.reports.word.template import TemplateError, read_template
from kpi.reports.word.writing import word
from tests.conftest import ROOT
from tests.reports.conftest import TEMPLATE
from tests.reports.word_text import lines_of, opened
from tests.worlds import write_xlsx

Edit = Callable[[Document], object]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Edit], Path]:
    """The shipped template after a person's edit."""

    def edit(change: Edit) -> Path:
        paper = opened(TEMPLATE.read_bytes())
        change(paper)
        path = tmp_path / "mau.docx"
        paper.save(str(path))
        return path

    return edit


@pytest.fixture(scope="module")
def plain(bare_report: Report) -> list[str]:
    return lines_of(opened(word(bare_report, TEMPLATE)))


def every_paragraph(paper: Document) -> list[Paragraph]:
    return [Paragraph(element, paper._body) for element in paper.element.body.iter(qn("w:p"))]


def beginning(paper: Document, text: str) -> Paragraph:
    return next(one for one in every_paragraph(paper) if one.text.strip().startswith(text))


def table_of(paper: Document, name: str) -> Table:
    return next(
        table for table in paper.tables if any(f"bang_{name} " in cell.text for row in table.rows for cell in row.cells)
    )


# ---- What an edited template may look like


def test_fields_cut_into_many_runs_are_filled(
    bare_report: Report, plain: list[str], edited: Callable[[Edit], Path]
) -> None:
    """As Word does when a word is typed in two goes, spelt anew or made bold in the middle."""

    def cut(paper: Document) -> None:
        for one in every_paragraph(paper):
            if "{" not in one.text or "\n" in one.text:
                continue
            letters = one.text
            for run in one.runs:
                run._r.getparent().remove(run._r)
            for place, letter in enumerate(letters):
                run = one.add_run(letter)
                run.bold, run.font.name, run.font.size = (
                    place % 2 == 0,
                    ("Arial", "Calibri")[place % 2],
                    Pt(10 + place % 3),
                )

    assert lines_of(opened(word(bare_report, edited(cut)))) == plain


def test_typographic_quotes_and_other_words_around_fields(bare_report: Report, edited: Callable[[Edit], Path]) -> None:
    def write(paper: Document) -> None:
        added = "Kỳ: {{ky_bao_cao|upper}} {% if ky_hieu == “BC-UBND” %}(của xã){% endif %}{# ghi chú #}"
        beginning(paper, "Kính gửi").insert_paragraph_before(added)

    lines = lines_of(opened(word(bare_report, edited(write))))
    assert "Kỳ: QUÝ II NĂM 2024 (của xã)" in lines


def test_moved_fields_and_a_removed_annex(
    bare_report: Report, plain: list[str], edited: Callable[[Edit], Path]
) -> None:
    def change(paper: Document) -> None:
        beginning(paper, "Kính gửi")._p.addnext(beginning(paper, "{{ ket_thuc }}")._p)
        first = beginning(paper, "{%p if phu_luc_to_chuc %}")._p
        last = beginning(paper, "{%p if phu_luc_tin_bao %}")._p
        between = list(first.itersiblings())[: list(first.itersiblings()).index(last)]
        for element in [first, *between]:
            element.getparent().remove(element)

    lines = lines_of(opened(word(bare_report, edited(change))))
    assert lines.index(next(line for line in lines if line.startswith("Trên đây là"))) < lines.index(
        "I. Công tác chỉ đạo, triển khai (Phụ lục I)"
    )
    start, end = plain.index("Phụ lục I"), plain.index("Phụ lục II") - 1  # the section ends with an empty paragraph
    assert sorted(lines) == sorted(plain[:start] + plain[end:])


def test_a_new_column_row_and_table(sample_report: Report, edited: Callable[[Edit], Path]) -> None:
    def change(paper: Document) -> None:
        table = table_of(paper, "chi_tieu")
        row = copy.deepcopy(table.rows[0]._tr)
        table.rows[-1]._tr.addnext(row)
        for cell in Table(table._tbl, paper._body).rows[-1].cells:
            cell.paragraphs[0].clear()
        Table(table._tbl, paper._body).rows[-1].cells[1].paragraphs[0].add_run("Người lập biểu: {{ ten_co_quan }}")
        added = paper.add_table(3, 2)
        added.rows[0].cells[0].text = "{%tr for t in bang_thon if t.danh_gia != 'Đạt' %}"
        added.rows[1].cells[0].text, added.rows[1].cells[1].text = (
            "{{ loop.index }}. {{ t.thon }}",
            "{{ t.con_thieu }} hộ",
        )
        added.rows[2].cells[0].text = "{%tr endfor %}"

    lines = lines_of(opened(word(sample_report, edited(change))))
    assert any("| Người lập biểu: UBND xã Hà Giang |" in line for line in lines)
    assert lines[-2:] == ["| 1. Thôn 3 | 33 hộ |", "| 2. Khu phố 2 | 2 hộ |"]


def test_a_cell_or_table_left_empty_is_still_a_file_that_word_opens(
    bare_report: Report, edited: Callable[[Edit], Path]
) -> None:
    def change(paper: Document) -> None:
        table = paper.add_table(3, 1)
        table.rows[0].cells[0].text = "{%tr for t in bang_thon %}"
        table.rows[1].cells[0].text = "{{ t.thon }}"
        table.rows[2].cells[0].text = "{%tr endfor %}"
        cell = paper.add_table(1, 1).rows[0].cells[0]
        cell.text = "{%p if mo_phong %}"
        cell.add_paragraph("{{ mo_phong }}")
        cell.add_paragraph("{%p endif %}")

    paper = opened(word(bare_report, edited(change)))
    assert all(table.findall(qn("w:tr")) for table in paper.element.body.iter(qn("w:tbl")))
    assert all(cell[-1].tag == qn("w:p") for cell in paper.element.body.iter(qn("w:tc")))


# ---- What is refused, and how


def told(path: Path) -> str:
    with speaking("en"), pytest.raises(UserError) as refused:
        read_template(path)
    assert refused.value.code in ("template", "no_template")
    return fault_in_words(refused.value)


def said_of(*texts: str) -> Edit:
    """Adds paragraphs to the end of the template."""
    return lambda paper: [paper.add_paragraph(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Chốt {{ ngay_chott }}", 'the field ngay_chott is not known (did you mean "ngay_chot"?) (text: “Chốt {{ ngay_chott }}”)'),
        ("{{ ngày chốt }}", "{{ ngày chốt }} cannot be understood"),
        ("{{ ngày_chốt }}", 'the field ngày_chốt is not known (did you mean "ngay_chot"?)'),
        ("{{ xyzw }}", "the field xyzw is not known (text"),
        ("{{ ngay_chot ", "{{ stands alone: an instruction begins and ends within one paragraph"),
        ("ngay_chot }}", "}} stands alone"),
        ("{{ ket_qua }}", "{{ ket_qua }} is a list: it must be repeated by for"),
        ("{{ bang_thon }}", "{{ bang_thon }} is a list"),
        ("{{ nam.dai }}", "{{ nam.dai }}: nam has no columns"),
        ("{{ tong_thon.ty_lee }}", 'the column tong_thon.ty_lee is not known (did you mean "ty_le"?)'),
        ("{% if nam %}2024", "{% if nam %} has no end"),
        ("{% endif %}", "{% endif %} has no beginning"),
        ("{% for x in nam %}{{ x }}{% endfor %}", "{% for x in nam %}: nam cannot be repeated"),
        ("{% for x in ket_qua %}{{ x }}{% endif %}", "{% endif %} has no beginning"),
        ("{% set a = 1 %}", "{% set a = 1 %} is no instruction; allowed are for, if, elif, else, endif, endfor"),
        ("{% include 'x' %}", "is no instruction"),
        ("{%r if nam %}x{%r endif %}", "is no instruction"),
        ("{%p if nam %} thêm", "{%p if nam %} must stand alone in its paragraph, row or cell"),
        ("{%tr for x in bang_thon %}", "{%tr for x in bang_thon %} must stand in a table"),
        ("{{ nam | safe }}", "only fields, columns and simple conditions may stand in a template"),
        # No way to what is behind the fields, and nothing that eats the memory.
        ("{{ nam.__class__ }}", "{{ nam.__class__ }}: nam has no columns"),
        ("{{ ''.__class__.__mro__ }}", "has no columns"),
        ("{{ self }}", "the field self is not known"),
        ("{{ range(9) }}", "only fields, columns and simple conditions"),
        ("{{ cycler.__init__.__globals__ }}", "the field cycler is not known"),
        ("{{ 'x' * 99999999999 }}", "only fields, columns and simple conditions"),
        ("{{ (1).__class__ }}", "has no columns"),
        ("{{ nam.format(1) }}", "only fields, columns and simple conditions"),
        ("{{ bang_thon[0] }}", "only fields, columns and simple conditions"),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_is_told(edited: Callable[[Edit], Path], text: str, fault: str) -> None:
    assert fault in told(edited(said_of(text)))


def test_an_instruction_in_the_wrong_places(edited: Callable[[Edit], Path]) -> None:
    """Begun here and ended there, a block would break the file: not in another cell, not by another kind of instruction."""

    def change(paper: Document) -> None:
        table = paper.add_table(2, 2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "{%p if nam %}", "{%p endif %}"
        table.rows[1].cells[0].text, table.rows[1].cells[1].text = "{%tr if nam %}", "còn chữ"
        paper.add_paragraph("{%p if nam %}")
        paper.add_paragraph("x {% endif %}")

    said = told(edited(change))
    number = len(opened(TEMPLATE.read_bytes()).tables) + 1
    assert f"{{%p endif %}} does not fit its beginning {{%p if nam %}} (text, table {number}: “{{%p endif %}}”)" in said
    assert "{%tr if nam %} must stand alone in its paragraph, row or cell" in said
    assert "{% endif %} does not fit its beginning {%p if nam %}" in said


def test_a_required_field_that_is_gone_is_named_with_its_meaning(edited: Callable[[Edit], Path]) -> None:
    def change(paper: Document) -> None:
        beginning(paper, "{{ mo_dau }}").text = ""
        first = paper.sections[0].first_page_footer.tables[0].cell(0, 0)
        for one in (paper.sections[0].footer.paragraphs[0], first.paragraphs[-1]):
            one.clear()

    with pytest.raises(TemplateError) as refused:
        read_template(edited(change))
    assert [(fault.message, fault.place) for fault in refused.value.faults] == [
        (f"Thiếu trường mo_dau: {FIELDS['mo_dau'].meaning}", ""),
        (f"Thiếu trường chan_trang: {FIELDS['chan_trang'].meaning}", ""),
    ]


def test_all_faults_are_told_at_once_in_the_users_language(edited: Callable[[Edit], Path]) -> None:
    def change(paper: Document) -> None:
        said_of("{{ ngay_chott }}", "{% if nam %}")(paper)
        paper.sections[0].footer.paragraphs[0].add_run("{{ chan_trangg }}")
        table_of(paper, "thon").rows[3].cells[2].paragraphs[0].add_run("{{ dong.khong_co }}")

    path = edited(change)
    with pytest.raises(TemplateError) as refused:
        read_template(path)
    said = fault_in_words(refused.value)
    assert said.startswith("Mẫu báo cáo có 4 chỗ sai") and str(path) in said
    assert "Không có cột dong.khong_co" in said and "bảng" in said
    assert "Không có trường ngay_chott (ý là “ngay_chot”?)" in said or "Không có trường ngay_chott" in said
    assert "chân trang" in said and "{% if nam %}" in said


def test_what_is_no_word_file(tmp_path: Path) -> None:
    missing = tmp_path / "khong-co.docx"
    assert "The report's template cannot be read" in told(missing) and "there is no such file" in told(missing)
    text = tmp_path / "text.docx"
    text.write_text("Không phải Word", "utf-8")
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    sheet = write_xlsx(tmp_path / "sheet.docx", [["a"]])
    broken = tmp_path / "broken.docx"
    broken.write_bytes(TEMPLATE.read_bytes()[:9000])
    for path in (text, empty, sheet, broken, tmp_path):
        said = told(path)
        assert "template" in said and str(path) in said


def test_a_template_that_fails_when_filled_is_told_too(bare_report: Report, edited: Callable[[Edit], Path]) -> None:
    """A footnote is not looked at beforehand; whatever Jinja says comes as a fault of the template."""
    path = edited(said_of("{{ nam|join(ket_qua) }}"))
    try:
        word(bare_report, path)
    except UserError as refused:
        assert refused.code == "template"


# ---- The description of the fields

DOCUMENT = ROOT / "docs" / "report-template.md"


def documented(field: Field) -> str:
    name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
    columns = f" Cột: {', '.join(f'`{column}`' for column in field.columns)}." if field.columns else ""
    return f"| {name} | {field.sort.value} | {field.meaning}.{columns} |"


def test_every_field_is_documented() -> None:
    """After a change of the fields put into the file what this test expected."""
    table = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith(("| `", "| **`"))]
    assert table == [documented(field) for field in FIELDS.values()]


def test_every_field_stands_in_the_shipped_template_or_is_for_the_office() -> None:
    """So that none is forgotten: what the shipped template does not use is listed here."""
    paper = opened(TEMPLATE.read_bytes())
    footers = [part for section in paper.sections for part in (section.footer, section.first_page_footer)]
    parts: list[Any] = [paper.element.body, *(part._element for part in footers)]
    text = " ".join(run.text or "" for part in parts for run in part.iter(qn("w:t")))
    unused = {name for name in FIELDS if name not in text}
    # A table without rows is left out, so that no sentence stands in its place.
    assert {name for name in unused if not name.startswith(("tong_", "ghi_chu_", "trong_"))} == {"ky_bao_cao"}
