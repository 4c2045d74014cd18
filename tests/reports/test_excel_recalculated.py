"""LibreOffice works every formula out for itself and shows what a Vietnamese reader sees: the figures of the report.

The values that we store beside the formulas are taken away before, so what is shown here was worked out there.
"""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from kpi.reports.content.cells import ReportTable, written
from kpi.reports.content.model import Report
from kpi.reports.excel.annexes import SHEETS, annexes, workbook
from kpi.reports.excel.their_form import fill
from kpi.store import Store
from tests.reports.excel import FORM, MAPPING, LibreOffice, book_of, limits_table, read, sample_report, without_results

LIMITS = limits_table()
# Charts as LibreOffice saves them are not ours to read.
pytestmark = pytest.mark.filterwarnings("ignore:Unable to read chart")


@pytest.fixture(scope="module")
def report(sample_store: Store) -> Report:
    return sample_report(sample_store)


@pytest.fixture(scope="module")
def books(report: Report) -> dict[str, bytes]:
    """The annexes, ratios on both sides of every limit, and the example form, filled."""
    return {"annexes": workbook(report), "limits": book_of([LIMITS]), "form": fill(report, FORM, MAPPING)}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    return LibreOffice(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def shown(office: LibreOffice, books: dict[str, bytes]) -> dict[str, list[list[str]]]:
    return office.shown({name: without_results(content) for name, content in books.items()})


@pytest.fixture(scope="module")
def worked_out(office: LibreOffice, books: dict[str, bytes]) -> dict[str, Workbook]:
    return office.worked_out({name: without_results(content) for name, content in books.items()})


def paper(table: ReportTable) -> list[list[str]]:
    """The rows of a table as they stand on paper; nothing where a total has nothing to say."""
    total = [["" if cell is None else written(cell) for cell in table.total]] if table.total else []
    return [*([written(cell) for cell in row] for row in table.rows), *total]


def test_every_figure_is_shown_as_the_report_writes_it(report: Report, shown: dict[str, list[list[str]]]) -> None:
    for table in annexes(report):
        rows = paper(table) or [[table.empty, *[""] * (len(table.columns) - 1)]]
        seen = shown[f"annexes-{SHEETS[table.id]}"]
        first = next(place for place, row in enumerate(seen) if row[0] == "STT") + 1
        first += any(column.number for column in table.columns)
        assert seen[first : first + len(rows)] == rows, table.id


def test_both_sides_of_every_limit_are_shown_right(shown: dict[str, list[list[str]]]) -> None:
    assert shown["limits-gioi_han"][2 : 2 + len(LIMITS.rows)] == paper(LIMITS)
    ratios = {row[2]: row[3] for row in shown["limits-gioi_han"]}
    assert ratios["6.996"] == "69,9%"
    assert ratios["7.000"] == "70%"
    assert ratios["7.004"] == "70,0%"


def test_what_was_worked_out_is_what_we_stored(books: dict[str, bytes], worked_out: dict[str, Workbook]) -> None:
    formulas = 0
    for name in ("annexes", "limits"):
        stored, asked = read(books[name], values=True), read(books[name])
        for sheet in asked:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                ours = stored[sheet.title][cell.coordinate].value
                theirs = worked_out[name][sheet.title][cell.coordinate].value
                assert theirs == pytest.approx(ours, abs=1e-9), (sheet.title, cell.coordinate, cell.value)
                formulas += 1
    assert formulas > 100


def test_no_cell_is_too_narrow_or_wrong(shown: dict[str, list[list[str]]]) -> None:
    texts = [cell for rows in shown.values() for row in rows for cell in row]
    assert not [
        text for text in texts if "###" in text or text.startswith("#") or "Err:" in text or text in ("nan", "None")
    ]


def test_the_forms_own_formulas_take_the_filled_figures(report: Report, worked_out: dict[str, Workbook]) -> None:
    """The form rounds nothing: its ratio is the counts' own, and its totals are those of the villages."""
    page = worked_out["form"]["Biểu 01"]
    for row, indicator in enumerate(report.config.plan.indicators, 9):
        now = report.now.of(indicator.id)
        assert page[f"E{row}"].value == pytest.approx((now.numerator or 0) / (now.denominator or 1))
    households = report.now.of("households")
    assert (page["C21"].value, page["D21"].value) == (households.denominator, households.numerator)
    year = report.cases.tally if report.cases else None
    assert year is not None
    assert worked_out["form"]["Biểu 02"]["D9"].value == year.settled
