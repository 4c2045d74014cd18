"""Whole commands, as a clerk waits for them: importing a register, asking for the status."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import xlsxwriter

from bench.timing import in_turn, report

BARE_READ = """
import click, duckdb, python_calamine, yaml
from pydantic import TypeAdapter  # "import pydantic" alone loads next to nothing
python_calamine.load_workbook({path!r}).get_sheet_by_index(0).to_python()
"""


# As on an office PC: Python keeps the modules it has compiled, ours as those of the libraries.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(*words: str) -> None:
    """One process from start to end."""
    subprocess.run(
        [sys.executable, *words], check=False, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def kpi(database: Path, *words: str) -> None:
    run("-m", "kpi", "--database", str(database), *words)


def write(path: Path, header: list[str], rows: list[list[object]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for number, row in enumerate([header, *rows]):
        page.write_row(number, 0, row)
    book.close()
    return path


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        villages = write(folder / "v.xlsx", ["Mã thôn", "Tên thôn"], [[f"T{n}", f"Thôn {n}"] for n in range(1, 5)])
        households = write(
            folder / "h.xlsx",
            ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Số nhân khẩu", "Tình trạng"],
            [
                [f"H{n}", f"Nguyễn Văn {n}", f"Thôn {n % 4 + 1}", f"09000{n:05d}", n % 7 + 1, "Đang cư trú"]
                for n in range(1500)
            ],
        )
        databases = iter(folder / f"{number}.duckdb" for number in range(100))
        prepared = next(databases)
        kpi(prepared, "import", str(villages), "--as-of", "2024-01-01")
        days = iter(f"2024-{month:02d}-{day:02d}" for month in range(2, 13) for day in range(1, 29))
        report(
            "import of 1,500 households",
            in_turn(
                9,
                ours=lambda: kpi(prepared, "import", str(households), "--as-of", next(days)),
                libraries_and_bare_read=lambda: run("-c", BARE_READ.format(path=str(households))),
            ),
            "ours",
        )
        sample = next(databases)
        kpi(sample, "demo", "--folder", str(folder / "sample"))
        medians = in_turn(
            9,
            ours=lambda: kpi(sample, "status", "--as-of", "2025-12-31", "--json"),
            bare_python=lambda: run("-c", "pass"),
        )
        report("status on the sample", medians, "ours")
        print(f"  above a bare Python: {medians['ours'] - medians['bare_python']:.3f} s")


if __name__ == "__main__":
    main()
