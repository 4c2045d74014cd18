"""A report's files made from the sample, without and with pictures, beside the libraries alone on the same files.

``python -m bench.report``; the aims are for Word and Excel, and here the aggregate file is made as well.
"""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import date
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from bench.timing import in_turn, report
from kpi.config import load_config
from kpi.reports.charts.browser import drawn
from kpi.reports.content.gathering import Order
from kpi.reports.sending.delivery import draft
from kpi.sample.loading import fill_with_sample
from kpi.store import open_store

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2024, 6, 30)
ROUNDS = 5
EMPTY_CHART = {"data": [], "layout": {"width": 400, "height": 300}}


def saved_anew(files: list[tuple[str, bytes]]) -> None:
    """The same Word and Excel file, only read and written by python-docx and openpyxl."""
    for name, content in files:
        if name.endswith(".docx"):
            Document(io.BytesIO(content)).save(io.BytesIO())
        elif name.endswith(".xlsx"):
            load_workbook(io.BytesIO(content)).save(io.BytesIO())


def main() -> None:
    config = load_config(ROOT / "config.yaml")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder / "kpi.duckdb")
        fill_with_sample(store, config, folder / "files")
        order = Order(DAY)
        made = draft(store, config, order, ROOT)
        if made.pictures != "kaleido":
            sys.exit("no Chromium-family browser found")
        files = list(made.files)

        def libraries_with_two_empty_charts() -> None:
            saved_anew(files)
            drawn([EMPTY_CHART, EMPTY_CHART])

        plain = in_turn(
            ROUNDS,
            ours=lambda: draft(store, config, order, ROOT, drawn=False),
            libraries_alone=lambda: saved_anew(files),
        )
        report("Word, Excel and aggregate file of the sample, without pictures", plain, "ours")
        whole = in_turn(
            ROUNDS,
            ours=lambda: draft(store, config, order, ROOT),
            libraries_and_two_empty_charts=libraries_with_two_empty_charts,
        )
        report("the same with pictures", whole, "ours")


if __name__ == "__main__":
    main()
