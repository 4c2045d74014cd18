"""Texts that are called .xls, as web sites and old programs give them: web pages, Excel's XML of 2003, tables with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kpi.ingest.reading.delimited import read_text
from kpi.ingest.reading.encodings import decode
from kpi.ingest.reading.refusals import MOST_COLUMNS
from kpi.ingest.reading.sheet import Sheet

_PAGE = re.compile(r"<(?:!doctype\s+html|html|table|body)\b", re.IGNORECASE)
_WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{_WORKBOOK}}}"
_BEGINNING = 4_000
# A cell of a web page may span so many rows or columns; a wider one is no list.
_MOST_SPANNED = 1_000
_BLOCKS = ("p", "div", "br", "li")


def sheets(name: str, content: bytes) -> list[Sheet]:
    """The tables of the text; none where it is no table of a kind that Excel opens."""
    beginning = content[:_BEGINNING].replace(b"\0", b"").decode("latin-1").lower()
    if "multipart/related" in beginning:
        return []
    if _WORKBOOK in beginning:
        return list(_xml_sheets(name, content))
    if _PAGE.search(beginning):
        return list(_page_sheets(name, decode(name, content)[0]))
    text, _encoding = decode(name, content)
    table = read_text(name, text)
    widest = max(map(len, table.rows), default=0)
    if widest < 2 or text.lstrip().startswith(("<", "{", "[")):
        return []
    return [Sheet(name, "", "", table.rows, is_delimited=True, broken_rows=table.broken, wrapped_lines=table.wrapped)]


def _page_sheets(name: str, text: str) -> Iterator[Sheet]:
    """The outermost tables of a web page, each a sheet; a cell that spans several stands in the first of them."""
    from lxml import html

    page = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text))
    for table in page.iter("table"):
        if next(table.iterancestors("table"), None) is None:
            rows = list(_page_rows(table))
            yield Sheet(
                name, "", "", [[row.get(place, "") for place in range(max(row, default=-1) + 1)] for row in rows]
            )


def _page_rows(table: Any) -> Iterator[dict[int, str]]:
    """The rows of a table: column → text."""
    taken: dict[int, int] = {}  # column → how many further rows a cell above takes there
    for line in table.iter("tr"):
        if next(line.iterancestors("table"), None) is not table:
            continue
        row: dict[int, str] = {}
        column = 0
        taken, above = {}, taken
        taken.update({place: rows - 1 for place, rows in above.items() if rows > 1})
        for cell in line.iterchildren("td", "th"):
            while above.get(column):
                column += 1
            wide, high = _spanned(cell, "colspan"), _spanned(cell, "rowspan")
            row[column] = _cell_text(cell)
            if high > 1:
                taken.update(dict.fromkeys(range(column, column + wide), high - 1))
            column = min(column + wide, MOST_COLUMNS)
        yield row


def _spanned(cell: Any, side: str) -> int:
    told = cell.get(side, "1").strip()
    return min(max(int(told), 1), _MOST_SPANNED) if told.isdecimal() else 1


def _cell_text(cell: Any) -> str:
    """The text of a cell; what Excel's own pages say beside it, such as a number in full, is no text of a list."""
    for block in cell.iter(*_BLOCKS):
        block.tail = f"\n{block.tail or ''}"
    words = ("".join(cell.itertext())).replace("\u00a0", " ")
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))


def _xml_sheets(name: str, content: bytes) -> Iterator[Sheet]:
    """The worksheets of a workbook in Excel's XML of 2003."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for page in etree.fromstring(content, parser).iter(f"{_SS}Worksheet"):
        rows: list[list[str]] = []
        hidden = set()
        for line in page.iter(f"{_SS}Row"):
            number = min(_index(line, len(rows)), 1_048_575)
            rows += [[] for _empty in range(number - len(rows))]
            rows.append(_xml_cells(line))
            if line.get(f"{_SS}Hidden") == "1":
                hidden.add(number)
        yield Sheet(name, page.get(f"{_SS}Name", ""), "", rows, hidden_rows=frozenset(hidden))


def _xml_cells(line: Any) -> list[str]:
    cells: list[str] = []
    for cell in line.iter(f"{_SS}Cell"):
        cells += [""] * (min(_index(cell, len(cells)), MOST_COLUMNS) - len(cells))
        data = cell.find(f"{_SS}Data")
        text = "" if data is None else "".join(data.itertext())
        if data is not None and data.get(f"{_SS}Type") == "DateTime":
            text = text.removesuffix(".000").replace("T00:00:00", "")
        cells.append(text)
        across = cell.get(f"{_SS}MergeAcross", "0")
        cells += [""] * (min(int(across), _MOST_SPANNED) if across.isdecimal() else 0)
    return cells


def _index(element: Any, following: int) -> int:
    """The place of a row or cell from 0: the one it names, else the next."""
    told = element.get(f"{_SS}Index", "")
    return max(int(told) - 1, following) if told.isdecimal() and len(told) < 8 else following
