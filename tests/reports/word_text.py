"""What a reader of a Word file sees, as lines of text, so that a test can hold it paragraph by paragraph and cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def opened(content: bytes) -> Paper:
    return Document(BytesIO(content))


def lines_of(paper: Paper) -> list[str]:
    """Header and footer of the first page and of the others, then the text: a line a paragraph, a line a row of a table."""
    found = []
    for number, section in enumerate(paper.sections, 1):
        for name in ("first_page_header", "header", "first_page_footer", "footer"):
            part = getattr(section, name)
            if not part.is_linked_to_previous:
                found += [f"[{number} {name}] {line}" for line in _lines(part._element, part)]
    return found + list(_lines(paper.element.body, paper))


def _lines(holder: Any, part: Any) -> Iterator[str]:
    for element in holder:
        if element.tag == qn("w:p"):
            yield _said(Paragraph(element, part))
        elif element.tag == qn("w:tbl"):
            yield from (f"| {' | '.join(_cells(row))} |" for row in Table(element, part).rows)


def _cells(row: Any) -> Iterator[str]:
    for cell in row.cells:
        yield " / ".join(_said(paragraph) for paragraph in cell.paragraphs)


def _said(paragraph: Paragraph) -> str:
    element = paragraph._p
    marks = {qn("w:drawing"): "[hình]", qn("w:instrText"): "[trường PAGE]"}
    added = [marks[part.tag] for part in element.iter(*marks)]
    return " ".join([*added, paragraph.text.replace("\n", " / ")] if added else [paragraph.text.replace("\n", " / ")])


def all_xml(content: bytes) -> str:
    """Every part of the file that is text, in one."""
    with ZipFile(BytesIO(content)) as package:
        return "\n".join(
            package.read(name).decode("utf-8") for name in package.namelist() if name.endswith((".xml", ".rels"))
        )
