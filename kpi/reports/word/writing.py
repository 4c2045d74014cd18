"""A report filled into the office's template; the same report gives the same bytes, whenever it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError as JinjaError

from kpi.reports.charts.bars import Pictures
from kpi.reports.content import sentences
from kpi.reports.content.model import Report
from kpi.reports.word.checking import TemplateFault, environment
from kpi.reports.word.fields import fields_of, plain
from kpi.reports.word.seal import SEAL_MILLIMETRES
from kpi.reports.word.template import TemplateError, read_template

# As wide as the text of an upright page.
PICTURE_WIDTH = Mm(160)
SEAL_WIDTH = Mm(SEAL_MILLIMETRES)
_CHART = "Biểu đồ tỷ lệ hộ tham gia; số liệu ghi trong bảng và trên hình"
_SEAL = "Mã QR ghi đơn vị, số chốt, kỳ báo cáo, năm chỉ tiêu và chữ ký số của đơn vị"
# The first moment that a zip file can hold.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def word(report: Report, template: Path, pictures: Pictures | None = None) -> bytes:
    """The report as a .docx file. ``pictures`` None: bars stand for the charts."""
    paper = read_template(template)
    content = fields_of(
        report,
        pictures or Pictures.bars(report),
        lambda png: _Picture(paper, _CHART, png, PICTURE_WIDTH),
        lambda png: _Picture(paper, _SEAL, png, SEAL_WIDTH),
    )
    properties = Properties(
        sentences.subject(report), sentences.footer(report), report.letterhead.short_name, report.known_at
    )
    return filled(paper, content, template, properties)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself: its title, its last line, the office, and the moment of what stands in it."""

    title: str
    subject: str
    office: str
    known_at: datetime


def filled(paper: DocxTemplate, content: dict[str, Any], template: Path, properties: Properties) -> bytes:
    """A template that was read, filled with its fields; the same content gives the same bytes."""
    _note_properties(paper, properties)
    try:
        paper.render(content, jinja_env=environment(), autoescape=True)
    except JinjaError as error:
        raise TemplateError(str(template), [TemplateFault(str(error))]) from None
    _note_properties(paper, properties)
    _keep_whole(paper)
    written = BytesIO()
    paper.save(written)
    return _without_clock(written)


class _Picture(InlineImage):  # type: ignore[misc]
    """A picture with words for who cannot see it."""

    def __init__(self, paper: DocxTemplate, seen: str, png: bytes, width: Mm) -> None:
        super().__init__(paper, BytesIO(png), width=width)
        self.seen = seen

    def __html__(self) -> str:
        drawn: str = super().__html__()
        # Where a file says no distance to the text, LibreOffice takes 3 mm on both sides, and cuts off what its cell then cannot hold.
        drawn = drawn.replace("<wp:inline ", '<wp:inline distT="0" distB="0" distL="0" distR="0" ', 1)
        return drawn.replace("<wp:docPr ", f'<wp:docPr descr="{self.seen}" ', 1)


def _keep_whole(paper: DocxTemplate) -> None:
    """Puts right what Word refuses to open: a cell, header or footer left empty gets a paragraph, a table without rows goes."""
    parts = [paper.docx.element.body, *_margins(paper)]
    for root in parts:
        for table in [table for table in root.iter(qn("w:tbl")) if table.find(qn("w:tr")) is None]:
            table.getparent().remove(table)
        for holder in root.iter(qn("w:tc"), qn("w:hdr"), qn("w:ftr")):
            if len(holder) == 0 or holder[-1].tag != qn("w:p"):
                holder.append(OxmlElement("w:p"))


def _margins(paper: DocxTemplate) -> Iterator[Any]:
    """The headers and footers that were filled; python-docx's own way to them leads to those of the template."""
    for relation in paper.docx.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield relation.target_part.element


def _note_properties(paper: DocxTemplate, told: Properties) -> None:
    """Title and office instead of what the template's last editor left there: a file says no person's name."""
    properties = paper.docx.core_properties
    properties.title, properties.subject = plain(told.title), plain(told.subject)
    properties.author = properties.last_modified_by = plain(told.office)
    properties.comments = properties.keywords = properties.category = properties.identifier = (
        properties.content_status
    ) = ""
    properties.language, properties.version, properties.revision = "vi-VN", "", 1
    moment: datetime = told.known_at.replace(microsecond=0, tzinfo=None)
    properties.created = properties.modified = moment


def _without_clock(written: BytesIO) -> bytes:
    """The same file with every time in its directory set to one and the same."""
    result = BytesIO()
    with ZipFile(written) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(entry, source.read(name))
    return result.getvalue()
