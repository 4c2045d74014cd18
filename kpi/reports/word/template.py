"""Reads the office's template and refuses one that cannot be filled, with everything that is wrong at once."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from lxml.etree import XMLSyntaxError

from kpi.domain.errors import UserError
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import _
from kpi.ingest.reading.packed import refuse_mountains
from kpi.reports.word.checking import TemplateFault, faults, fields_used
from kpi.reports.word.fields import FIELDS, Field

_MARK = "\ue0f7"  # a letter of no language
LARGEST_UNPACKED = 100_000_000  # bytes; an office's paper with pictures takes a tenth
_NOT_WORD = (
    BadZipFile,
    LookupError,
    TypeError,
    AttributeError,  # a part that is there and is of another kind
    RuntimeError,  # a password
    ValueError,
    PackageNotFoundError,
    XMLSyntaxError,
    zlib.error,
    EOFError,
    NotImplementedError,
)


class TemplateError(UserError):
    """The template cannot be filled; ``faults`` are all its faults."""

    def __init__(self, file: str, found: Sequence[TemplateFault]) -> None:
        self.faults = tuple(found)
        super().__init__(
            _("The report's template has {count} faults", count=len(found)),
            place=file,
            found="\n" + "\n".join("  - " + fault.text() for fault in found),
            remedy=_("Correct these places in Word; docs/report-template.md lists every field."),
            code="template",
        )


class PaperTemplate(DocxTemplate):  # type: ignore[misc]
    """A template in which a text that says ``xml:space="default"`` is written without a word about its spaces, as one without fields
    is: the library says ``preserve`` at every text with a field, and an earlier program's paper would be another file."""

    def patch_xml(self, src_xml: str) -> str:
        marked = src_xml.replace('<w:t xml:space="default">', f"<w:t>{_MARK}")
        patched: str = super().patch_xml(marked)
        return patched.replace(f'<w:t xml:space="preserve">{_MARK}', "<w:t>").replace(_MARK, "")


def read_template(path: Path, fields: Mapping[str, Field] = FIELDS) -> DocxTemplate:
    """A template that can be filled; ``fields``: what may stand in it, those of the report where nothing else is said."""
    template = _opened(path)
    found = faults(template.docx, fields)
    if found:
        raise TemplateError(str(path), found)
    return template


def has_field(path: Path, name: str) -> bool:
    """Whether a template has a place for a field."""
    return name in fields_used(_opened(path).docx, FIELDS)


def _opened(path: Path) -> DocxTemplate:
    try:
        content = path.read_bytes()
        refuse_mountains(content, LARGEST_UNPACKED)
        template = PaperTemplate(BytesIO(content))
        template.init_docx()
    except OSError as error:
        raise UserError(
            _("The report's template cannot be read"),
            place=str(path),
            found=system_in_words(error),
            remedy=_("Put it there, or name another one in config.yaml → reports → template."),
            code="no_template",
        ) from None
    except _NOT_WORD:
        raise UserError(
            _("The report's template is no Word file"),
            place=str(path),
            expected=_("a .docx file without a password"),
            remedy=_("Open it in Word and save it as a Word document (.docx)."),
            code="template",
        ) from None
    return template
