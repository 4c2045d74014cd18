"""A commune of hostile names in every file that the program hands out: texts for Excel and Word, nothing to work out or to follow."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from kpi.domain.formulas import FORMULA_SIGNS
from kpi.ingest.loading.load import Source, load
from kpi.ingest.workbooks.mending import mending_of
from kpi.operations import held
from kpi.operations.forgetting import holding
from kpi.reports.content.gathering import Order, gather
from kpi.reports.excel import annexes
from kpi.reports.pdf.offices import LibreOffice, find_office
from kpi.reports.sending.notice import notice_of, notice_template
from kpi.reports.word.notice import notice_word
from kpi.reports.word.writing import word
from kpi.review.queue import queue
from kpi.review.workbook import writing
from kpi.rollup.book import workbook as rollup_workbook
from kpi.ui.parts.downloads import download
from tests.access.hostile import MARCH, TEXTS, hostile_world
from tests.conftest import ROOT
from tests.exchanged import put, report
from tests.golden.test_rollup import added
from tests.serving import PATIENCE_SECONDS
from tests.worlds import World, write_xlsx


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return hostile_world(tmp_path_factory.mktemp("hostile"))


def table(world: World, folder: Path) -> bytes:  # noqa: ARG001
    """A table of the screen."""
    return download(["Tên", *TEXTS], [[text, *TEXTS] for text in TEXTS], TEXTS[0], MARCH, notes=TEXTS)


def rejected_rows(world: World, folder: Path) -> bytes:
    """Rows whose village nobody knows."""
    rows = [[text, text, f"Xóm lạ {number}"] for number, text in enumerate(TEXTS)]
    file = write_xlsx(folder / "ho.xlsx", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows, ["H1", "A", "T1"]])
    source = Source(file, dataset="household", as_of=date(2031, 4, 30), adds=True)
    (outcome,) = load(world.store, world.config, [source], known_at=world.clock, loaded_by="thử")
    assert outcome.rejected_rows
    return mending_of(outcome)


def held_of_a_person(world: World, folder: Path) -> bytes:  # noqa: ARG001
    return held.workbook(holding(world.store, world.config, "household:H24"), world.config, MARCH)


def members_to_settle(world: World, folder: Path) -> bytes:  # noqa: ARG001
    return writing.write(queue(world.store, world.config, MARCH))


def annexes_of_the_report(world: World, folder: Path) -> bytes:  # noqa: ARG001
    return annexes.workbook(gather(world.store, world.config, Order(MARCH)))


def communes_together(world: World, folder: Path) -> bytes:
    sent = folder / "sent"
    put(
        sent,
        *(report(f"={number}", text, MARCH, {"households": (number % 9, 10)}) for number, text in enumerate(TEXTS)),
    )
    return rollup_workbook(added(world.config, sent), world.config)


WORKBOOKS = (table, rejected_rows, held_of_a_person, members_to_settle, annexes_of_the_report, communes_together)


@pytest.mark.parametrize("make", WORKBOOKS)
def test_a_workbook_holds_texts_only(make: Callable[[World, Path], bytes], world: World, tmp_path: Path) -> None:
    """No formula but the program's own, no link, and what begins as a formula stands behind an apostrophe."""
    content = make(world, tmp_path)
    assert not list(links(content))
    cells = [cell for page in openpyxl.load_workbook(BytesIO(content)) for row in page.iter_rows() for cell in row]
    assert not [
        cell.value for cell in cells if cell.data_type == "f" and re.search("QQ|evil|cmd|HYPER", str(cell.value))
    ]
    begun = [cell for cell in cells if cell.data_type == "s" and str(cell.value).startswith(FORMULA_SIGNS)]
    assert not [cell.value for cell in begun if not cell.quotePrefix]
    assert begun or make is annexes_of_the_report
    assert any("QQ" in str(cell.value) for cell in cells)


def test_libreoffice_works_nothing_out(world: World, tmp_path: Path) -> None:
    office = find_office()
    if not isinstance(office, LibreOffice):
        pytest.skip("there is no LibreOffice here")
    files = [tmp_path / f"{make.__name__}.xlsx" for make in (table, communes_together)]
    for file, make in zip(files, (table, communes_together), strict=True):
        file.write_bytes(make(world, tmp_path))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    converting = [office.program, profile, "--headless", "--convert-to", every_sheet, "--outdir", str(tmp_path)]
    subprocess.run([*converting, *map(str, files)], check=True, capture_output=True, timeout=PATIENCE_SECONDS)
    for file in files:
        said = "".join(sheet.read_text("utf-8") for sheet in tmp_path.glob(f"{file.stem}-*.csv"))
        assert "Err:" not in said and "#NAME?" not in said and "#REF!" not in said
        assert '=HYPERLINK(""http://evil.example/QQba"",""QQba"")' in said and "@SUM(1+1)*QQbc" in said


@pytest.mark.parametrize("make", [
    lambda world: word(gather(world.store, world.config, Order(MARCH)), ROOT / "data" / "templates" / "bao-cao.docx"),
    lambda world: notice_word(notice_of(world.store, world.config, 2), notice_template(world.config, ROOT)),
], ids=["report", "notice"])  # fmt: skip
def test_a_paper_holds_texts_only(make: Callable[[World], bytes], world: World) -> None:
    """No link, no field, no template worked out; names stand there sign by sign."""
    content = make(world)
    assert not list(links(content))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        body = parts.read("word/document.xml").decode()
    assert not re.findall(r"<w:hyperlink|HYPERLINK|<w:altChunk", body.replace("=HYPERLINK", ""))
    said = re.sub(r"<[^>]+>", "", body)
    assert "QQ" in said and "49" not in re.findall(r"QQ.aj (\S+)", said)


def links(content: bytes) -> Iterator[str]:
    """Whatever a file names that lies outside of it."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith(".rels"):
                yield from re.findall(r'Target="[^"]*"[^>]*TargetMode="External"', parts.read(name).decode())
