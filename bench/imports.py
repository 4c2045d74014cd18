"""Long lists: a workbook of 100,000 households beside pandas reading it, a CSV of 1,000,000 beside DuckDB reading it."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.commands import ENVIRONMENT, write
from bench.timing import in_turn, report
from kpi.sample.names import person

HEADER = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Số nhân khẩu", "Tình trạng"]
WITH_PANDAS = "import pandas; pandas.read_excel({path!r}, dtype=str, engine='openpyxl')"
# The same file into a table, with the names in one form and the phones from 0; nothing is checked, nothing compared.
WITH_DUCKDB = r"""
import duckdb
with duckdb.connect({database!r}) as connection:
    connection.execute('''create table households as select "Mã hộ" as code,
        regexp_replace(trim(nfc_normalize("Họ và tên chủ hộ")), '\s+', ' ', 'g') as head_name, "Thôn" as village,
        regexp_replace(regexp_replace("Số điện thoại", '[ .()-]', '', 'g'), '^(\+84|0084|84)', '0') as phone,
        try_cast("Số nhân khẩu" as integer) as members, "Tình trạng" as status
        from read_csv({path!r}, all_varchar = true)''')
"""
PEAK = """
import resource, sys
from kpi.cli import main
try:
    main(sys.argv[1:])
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def rows(count: int) -> Iterator[list[object]]:
    """Invented households: phones in the forms that lists have, one in five without."""
    chance = random.Random(1)
    for number in range(count):
        # Two people's names in one: as many different ones as a real register of this length holds.
        name = f"{person(chance)} {person(chance).split()[-1]}"
        digits = f"{number % 10_000_000:07d}"
        forms = f"090{digits}", f"+84 90{digits}", f"090{digits[0]}.{digits[1:4]}.{digits[4:]}", "", f"90{digits}"
        phone = chance.choice(forms)
        status = "Đang cư trú" if number % 50 else "Đã chuyển đi"
        yield [f"HG-{number:07d}", name, f"Thôn {number % 4 + 1}", phone, number % 7 + 1, status]


def kpi(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "kpi", *words], check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)


def python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)


def peak(*words: str) -> int:
    """The most memory that a command takes, in MB."""
    answer = subprocess.run([sys.executable, "-c", PEAK, *words], check=False, capture_output=True, text=True)
    return int(answer.stdout.split()[-1])


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        villages = write(folder / "v.xlsx", ["Mã thôn", "Tên thôn"], [[f"T{n}", f"Thôn {n}"] for n in range(1, 5)])
        databases = (folder / f"{number}.duckdb" for number in range(100))

        def prepared() -> str:
            database = str(next(databases))
            kpi("--database", database, "import", str(villages), "--as-of", "2024-01-01")
            return database

        ready = iter([prepared() for _round in range(12)])
        book = write(folder / "h.xlsx", HEADER, list(rows(100_000)))
        report(
            "a workbook of 100,000 households",
            in_turn(
                3,
                ours_whole_import=lambda: kpi("--database", next(ready), "import", str(book), "--as-of", "2024-02-01"),
                pandas_reading_alone=lambda: python(WITH_PANDAS.format(path=str(book))),
            ),
            "ours_whole_import",
        )
        text = folder / "h.csv"
        with text.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows(1_000_000)])
        bare = (str(folder / f"bare-{number}.duckdb") for number in range(100))
        report(
            "a CSV of 1,000,000 households",
            in_turn(
                5,
                ours_whole_import=lambda: kpi("--database", next(ready), "import", str(text), "--as-of", "2024-02-01"),
                duckdb_reading_and_cleaning=lambda: python(WITH_DUCKDB.format(path=str(text), database=next(bare))),
            ),
            "ours_whole_import",
        )
        print(f"  most memory: {peak('--database', next(ready), 'import', str(text), '--as-of', '2024-02-01')} MB")


if __name__ == "__main__":
    main()
