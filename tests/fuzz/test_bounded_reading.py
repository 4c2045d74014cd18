"""Files that would make a reader loop or grow end within seconds, as a list or a refusal, and the next file is read."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from kpi.ingest.reading import confined
from kpi.ingest.reading.files import Limits, read_content
from tests.fixtures.make import FIXTURES
from tests.fuzz.hostile import LIST, MAIN, sheet_xml, workbook

PATIENCE = 15  # seconds


def wide_text() -> bytes:
    return b"a" + b"," * 2_000_000


def wide_line_far_down() -> bytes:
    return "Mã hộ,Họ tên,Thôn\n".encode() + b"H1,A,T1\n" * 200_000 + b"," * 2_000_000


def deep_xml() -> bytes:
    return workbook(sheet_xml(LIST + "<row>" + "<a>" * 2_000_000))


def deep_styles() -> bytes:
    styles = f'<styleSheet xmlns="{MAIN}">' + "<fonts>" * 500_000
    return workbook(sheet_xml(LIST), **{"xl/styles.xml": styles})


def deep_page() -> bytes:
    return b"<html><table>" + b"<tr><td>" * 300_000


def spread_page() -> bytes:
    return b"<html><table>" + b'<tr><td colspan="99999999" rowspan="99999999">x</td></tr>' * 2_000


def repeated_cells() -> bytes:
    """Twelve packed megabytes of one cell after the other."""
    cells = '<c t="inlineStr"><is><t>x</t></is></c>' * 16_000
    return workbook(sheet_xml("".join(f"<row>{cells}</row>" for _row in range(100))))


def endless_records() -> bytes:
    parts: dict[str, bytes | str] = {
        "xl/workbook.bin": b"\x9c\x01" + b"\xff" * 100_000,
        "xl/_rels/workbook.bin.rels": "<r/>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def looping_xls() -> bytes:
    content = bytearray(FIXTURES["old_excel.xls"]())
    directory, table = struct.unpack_from("<I", content, 48)[0], struct.unpack_from("<I", content, 76)[0]
    struct.pack_into("<I", content, 512 * (table + 1) + 4 * directory, directory)
    return bytes(content)


GIANTS: dict[str, Callable[[], bytes]] = {
    "wide.csv": wide_text, "far_down.csv": wide_line_far_down, "deep.xlsx": deep_xml, "styles.xlsx": deep_styles,
    "deep.xls": deep_page, "repeated.xlsx": repeated_cells, "endless.xlsb": endless_records, "loop.xls": looping_xls,
    "spread.xls": spread_page,
}  # fmt: skip


READABLE = ("deep.xlsx", "repeated.xlsx")  # odd, but within what a list may hold


@pytest.mark.parametrize("name", GIANTS)
def test_a_giant_ends_within_seconds_and_the_next_file_is_read(name: str) -> None:
    content = GIANTS[name]()
    started = time.monotonic()
    try:
        read_content(name, content, limits=Limits(seconds=PATIENCE, megabytes=800))
        assert name in READABLE
    except UserError as error:
        assert error.code in ("too_large", "unreadable_file", "empty_file")
    assert time.monotonic() - started < PATIENCE + 5
    assert read_content("old.xls", FIXTURES["old_excel.xls"]())


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks the process up in /proc")
def test_a_reader_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    helper = confined._Helper(Limits(seconds=1, megabytes=800))
    monkeypatch.setattr(helper, "_answer", lambda _request: time.sleep(3))
    started = time.monotonic()
    assert helper.ask(b"") is None
    assert time.monotonic() - started < 3
    with pytest.raises(ProcessLookupError):
        os.kill(helper.pid, 0)
