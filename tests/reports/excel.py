"""What the tests of the Excel files share: the reports they are made of, how a workbook is read back, and LibreOffice."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kpi.config import load_config
from kpi.reports.content.cells import Cell, CellForm, Percent, Points, ReportColumn, ReportTable, Share
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report
from kpi.reports.content.tables import NUMBERED
from kpi.reports.excel import looks
from kpi.reports.excel.annexes import write
from kpi.reports.excel.book import Book
from kpi.reports.excel.formulas import with_target
from kpi.reports.excel.looks import Looks
from kpi.store import Store
from kpi.workbooks.books import PlainBook
from tests.serving import PATIENCE_SECONDS

ROOT = Path(__file__).parents[2]
DAY = date(2024, 12, 14)
FORM, MAPPING = (ROOT / "data" / "templates" / f"bieu-cap-tren.{ending}" for ending in ("xlsx", "yaml"))
# The reader's separators, as an office PC has them.
_VIETNAMESE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item></oor:items>"""
# Every sheet into a file of its own, its cells as they are shown.
_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


@cache
def _gathered(path: Path, config_file: Path) -> Report:
    return gather(Store(path), load_config(config_file), Order(DAY))


def sample_report(store: Store) -> Report:
    """The sample at the cut-off of the year's last quarter, gathered once for all tests."""
    return _gathered(store.path, ROOT / "config.yaml")


def read(content: bytes, *, values: bool = False) -> Workbook:
    """The workbook as openpyxl reads it: formulas, or the values stored beside them."""
    return load_workbook(io.BytesIO(content), data_only=values)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without_results(content: bytes) -> bytes:
    """The workbook without the values stored beside its formulas, so that whoever opens it must work them out."""
    return Book(content).saved()


LIMITS: tuple[tuple[int, int, str | None], ...] = (
    (6996, 10000, "70"),  # 69,96: rounded it would be the target
    (6999, 10000, "70"),
    (7000, 10000, "70"),  # the target, exactly
    (7001, 10000, "70"),
    (7004, 10000, "70"),  # 70,04: more than the target, printed 70,0
    (6994, 10000, "70"),
    (6995, 10000, "70"),  # 69,95: half up would be 70,0
    (7049, 10000, "70.5"),
    (7050, 10000, "70.5"),
    (3329, 5000, "66.6"),  # 66,58
    (333, 500, "66.6"),
    (7024, 10000, "70.25"),  # a target between two tenths: 70,24 is below it, and so is 70,2
    (7026, 10000, "70.25"),
    (9996, 10000, "70"),  # above the target, and yet not all
    (99999, 100000, "100"),
    (10000, 10000, "100"),
    (9996, 10000, None),
    (201, 2000, None),  # 10,05: half up, whatever the machine makes of 10,05
    (1, 16, None),  # 6,25
    (1, 2000, None),  # 0,05
    (1, 3000, None),  # too small to print
    (0, 10, "70"),
)


def limits_table() -> ReportTable:
    """Ratios on both sides of every limit, with their distance to the target and to another ratio."""
    columns = (
        NUMBERED,
        ReportColumn("Tổng số", CellForm.COUNT, "(1)"),
        ReportColumn("Tham gia", CellForm.COUNT, "(2)"),
        ReportColumn("Tỷ lệ (%)", CellForm.SHARE, "(3=2/1*100)"),
        ReportColumn("Chỉ tiêu năm (%)", CellForm.PERCENT, "(4)"),
        ReportColumn("So với chỉ tiêu (điểm %)", CellForm.POINTS, "(5=3-4)"),
        ReportColumn("So với kỳ trước (điểm %)", CellForm.POINTS, "(6)"),
    )
    return ReportTable(
        "gioi_han", "Giới hạn", columns, tuple(_row(place, *one) for place, one in enumerate(LIMITS, 1)), ""
    )


def _row(place: int, numerator: int, denominator: int, target: str | None) -> tuple[Cell, ...]:
    aim = None if target is None else Decimal(target)
    above, below = aim.as_integer_ratio() if aim is not None else (0, 1)
    distance = None if aim is None else Points((above, 100 * below), (numerator, denominator))
    # Two thirds before; in the row that is itself near two thirds the change is too small to print.
    change = Points((2, 3), (numerator, denominator))
    share, percent = Share(numerator, denominator, aim), None if aim is None else Percent(aim)
    return (place, denominator, numerator, share, percent, distance, change)


def book_of(tables: Sequence[ReportTable]) -> bytes:
    """Tables alone, each in its sheet, as the annexes write them."""
    content = io.BytesIO()
    book = PlainBook(content, default_format_properties=dict(looks.FONT))
    for table in tables:
        write(book.add_worksheet(table.id), Looks(book), with_target(table), [])
    book.close()
    return content.getvalue()


class LibreOffice:
    """Opens workbooks and papers as an office PC would; a test without it is skipped and says so."""

    def __init__(self, folder: Path) -> None:
        self._program = shutil.which("soffice") or shutil.which("libreoffice")
        if self._program is None:
            pytest.skip("NO LIBREOFFICE FOUND: nobody but us has worked the formulas out")
        self._folder = folder
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_VIETNAMESE, "utf-8")

    def convert(self, books: dict[str, bytes], kind: str, suffix: str = ".xlsx") -> Path:
        """The workbooks, or papers, saved in another way; gives the folder."""
        out = self._folder / kind.partition(":")[0]
        files = []
        for name, content in books.items():
            files.append(self._folder / f"{name}{suffix}")
            files[-1].write_bytes(content)
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        command = [
            str(self._program),
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        return out

    def worked_out(self, books: dict[str, bytes]) -> dict[str, Workbook]:
        """Every value as LibreOffice works it out."""
        out = self.convert(books, "xlsx")
        return {name: load_workbook(out / f"{name}.xlsx", data_only=True) for name in books}

    def shown(self, books: dict[str, bytes]) -> dict[str, list[list[str]]]:
        """Every sheet ("book-sheet") as it is shown to a Vietnamese reader."""
        out = self.convert(books, _AS_SHOWN)
        return {path.stem: list(csv.reader(path.read_text("utf-8").splitlines())) for path in out.glob("*.csv")}
