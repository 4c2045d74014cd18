"""Where the instructions of a Word template stand: ``{{ field }}``, ``{% for … %}`` and their kin, paragraph by paragraph.

Word cuts what a person types into many runs; a paragraph's text is put together again before it is looked at, as docxtpl does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from kpi.i18n.messages import _

_TAG = re.compile(
    r"\{\{(?P<printed>.*?)\}\}|\{%(?P<level>tr|tc|p)?\s(?P<block>.*?)%\}|\{%(?P<odd>.*?)%\}|\{#.*?#\}", re.DOTALL
)
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}")
# docxtpl reads Word's typographic quotes as plain ones.
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Tag:
    """One instruction. ``level``: what goes with it – a row ``tr``, a cell ``tc``, a paragraph ``p``, or nothing; ``block`` False:
    a field to print; ``holder``: the element in which its end must stand; ``alone``: nothing else stands in what goes with it."""

    text: str
    body: str
    block: bool
    level: str
    place: str
    holder: Any
    alone: bool


@dataclass(frozen=True, slots=True)
class Half:
    """An opening without its end, or an end without its opening, within one paragraph."""

    text: str
    place: str


def tags(document: Document) -> list[list[Tag | Half]]:
    """The instructions in reading order: those of the text, and of each header and footer."""
    return [list(_of_part(root, name)) for root, name in _parts(document)]


def _parts(document: Document) -> Iterator[tuple[Any, str]]:
    yield document.element.body, ""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HEADER:
            yield parse_xml(relation.target_part.blob), _("header")
        elif relation.reltype == RELATIONSHIP_TYPE.FOOTER:
            yield parse_xml(relation.target_part.blob), _("footer")


def _of_part(root: Any, part: str) -> Iterator[Tag | Half]:
    tables = {table: number for number, table in enumerate(root.iter(qn("w:tbl")), 1)}
    for paragraph in root.iter(qn("w:p")):
        text = _text(paragraph)
        if "{" in text or "}" in text:
            yield from _of_paragraph(paragraph, text, _place(paragraph, text, part, tables))


def _of_paragraph(paragraph: Any, text: str, place: str) -> Iterator[Tag | Half]:
    for found in _TAG.finditer(text):
        printed, block = found["printed"], found["block"] if found["block"] is not None else found["odd"]
        if printed is None and block is None:
            continue  # a remark {# … #}
        level = found["level"] or ""
        around = _around(paragraph, level)
        yield Tag(
            found[0], (printed if block is None else block).translate(_QUOTES).strip(), block is not None, level, place,
            None if around is None else around if not level else around.getparent(),
            not level or (around is not None and _whole_text(around) == found[0].strip()),
        )  # fmt: skip
    for half in _HALF.finditer(_TAG.sub("", text)):
        yield Half(half[0], place)


def _around(paragraph: Any, level: str) -> Any:
    """What docxtpl takes away together with the instruction; None: it is not within such a thing."""
    if level in ("", "p"):
        return paragraph
    return next(paragraph.iterancestors(qn(f"w:{level}")), None)


def _text(paragraph: Any) -> str:
    """A paragraph's own text, without that of text boxes in it."""
    own = (run for run in paragraph.iter(qn("w:t")) if next(run.iterancestors(qn("w:p"))) is paragraph)
    return "".join(run.text or "" for run in own)


def _whole_text(element: Any) -> str:
    return "".join(run.text or "" for run in element.iter(qn("w:t"))).strip()


def _place(paragraph: Any, text: str, part: str, tables: dict[Any, int]) -> str:
    """Where a person finds it: the table or header, and how the paragraph begins."""
    shown = text.strip() if len(text.strip()) <= _SHOWN else text.strip()[: _SHOWN - 1] + "…"
    table = next(paragraph.iterancestors(qn("w:tbl")), None)
    where = part or _("text")
    if table is not None:
        where = _("{part}, table {number}", part=where, number=tables[table])
    return f"{where}: “{shown}”"
