"""Many communes' aggregate files checked and added, beside pandas that reads and adds the same files and checks nothing.

3,321 simulated communes (as many as there are) with 24 monthly reports each, about a hundred rows a report as real ones have:
once as an archive a commune, once as 79,704 single files. Every check code is made by ``kpi.exchange.code``, none by SQL.
``python -m bench.rollup [COMMUNES] [--before FOLDER]``; the folder holds the program as it was (``git worktree add``), which is then
timed in turn with it on the same files, each run in a process of its own. The files are then of version 2, which programs from before
reports were signed can read.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random

import pandas as pd
import pyarrow
import pyarrow.parquet as parquet

from bench.timing import in_turn, report
from kpi.config import load_config
from kpi.domain.datasets import CASE_KINDS
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.code import in_order
from kpi.exchange.rows import RECEIVED, SCHEMA_VERSION, Header, Row
from kpi.exchange.writing import parquet as written
from kpi.rollup.asking import roll_up

COMMUNES, MONTHS, VILLAGES = 3321, 24, 4
TARGETS = {"institutions": 95, "villages": 95, "businesses": 90, "households": 70}
ROUNDS = 3


def cut_off(month: int) -> date:
    year, month = divmod(month, 12)
    return date(2024 + year, month + 1, 14)


def rows_of(day: date, days: list[date], chance: Random) -> Iterator[Row]:
    """A report's rows: five indicators on three days, and the reports received by village and kind."""
    for on in days:
        for indicator, target in TARGETS.items():
            counts = [(chance.randrange(200), 200) for _village in range(VILLAGES)]
            percent = Decimal(target)
            whole = sum(count for count, _all in counts), sum(every for _count, every in counts)
            yield Row(
                on, indicator, numerator=whole[0], denominator=whole[1], target_percent=percent, verdict="not_met"
            )
            for n, (count, every) in enumerate(counts, 1):
                yield Row(on, indicator, f"T{n}", f"Thôn {n}", None, count, every, None, percent, "not_met")
        yield Row(
            on, "processed_reports", numerator=18, denominator=20, open=2, target_percent=Decimal(95), verdict="not_met"
        )
    for kind in CASE_KINDS[:8]:
        yield Row(day, RECEIVED, kind=kind, count=20)
        for n in range(1, VILLAGES + 1):
            yield Row(
                day, RECEIVED, f"T{n}", f"Thôn {n}", kind, hidden="small" if n < 3 else None, count=None if n < 3 else 8
            )


def make(archives: Path, singles: Path, version: str, unit: int) -> int:
    """One commune's files of a version; how many households took part in the newest month."""
    chance, code = Random(unit), f"{unit:05d}"
    tables, joined = [], 0
    for month in range(MONTHS):
        day, start = cut_off(month), cut_off(month - 1) + timedelta(days=1)
        found = list(rows_of(day, [day, start - timedelta(days=1), day.replace(year=day.year - 1)], chance))
        known = datetime.combine(day, datetime.min.time())
        head = Header(code, f"xã {unit}", month + 1, "month", start, day, known, schema_version=version)
        rows = in_order(head, found)
        content = written(Aggregate.of(head, tuple(rows)).header, rows)
        (singles / f"{code}-{day}.parquet").write_bytes(content)
        tables.append(parquet.read_table(io.BytesIO(content)))
        whole = next(row for row in rows if (row.measure, row.village, row.date) == ("households", None, day))
        joined = whole.numerator or 0
    parquet.write_table(pyarrow.concat_tables(tables), archives / f"{code}.parquet", compression="zstd")
    return joined


def ours(files: list[Path]) -> int:
    """Households that took part by the newest cut-off, by our program."""
    answer = roll_up(load_config(Path("config.yaml")), files)
    assert answer.accepted == MONTHS * answer.units and not answer.notes
    return answer.total("households").numerator or 0


def by_pandas(files: list[Path]) -> int:
    """The same by a plain script: read every file, put them together, filter, add up; no check of anything."""
    every = pd.concat(map(pd.read_parquet, files), ignore_index=True)
    whole = every[every["village"].isna() & (every["date"] == every["period_end"]) & (every["measure"] != RECEIVED)]
    sums = whole.groupby(["period_end", "measure"])[["numerator", "denominator"]].sum()
    return int(sums.loc[(cut_off(MONTHS - 1), "households"), "numerator"])


def alone(folder: Path, who: str) -> dict[str, int]:
    """The sum and the memory of one run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.rollup", who, str(folder)], capture_output=True, text=True, check=True
    )
    told: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return told


def in_folder(program: Path, files: Path) -> float:
    """Seconds of processor that a program's roll-up takes: other work on the machine changes them less than those of the clock."""
    code = (
        "import sys, time; from pathlib import Path; from kpi.config import load_config; from kpi.rollup.asking import roll_up\n"
        "files = sorted(Path(sys.argv[1]).iterdir()); config = load_config(Path('config.yaml')); started = time.process_time()\n"
        "answer = roll_up(config, files); assert not answer.notes; print(time.process_time() - started)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(files)], capture_output=True, text=True, check=True, cwd=program,
        env={**os.environ, "PYTHONPATH": str(program)},
    )  # fmt: skip
    return float(done.stdout.split()[-1])  # the engine draws its progress before it where no file runs


def beside(before: Path, files: Path, rounds: int) -> None:
    """Prints what the program takes beside what it took before, pair by pair."""
    pairs = [(in_folder(before, files), in_folder(Path.cwd(), files)) for _round in range(rounds)]
    ratios = [now / then for then, now in pairs]
    print(f"{files.name}: " + ", ".join(f"{then:.1f} → {now:.1f} s" for then, now in pairs))
    print(f"  now / before = {statistics.median(ratios):.2f}")


def tell(who: str, folder: Path) -> None:
    files = sorted(folder.iterdir())
    joined = {"ours": ours, "pandas": by_pandas}[who](files)
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"joined": joined, "megabytes": int(peak.split()[1]) // 1000}))


def main() -> None:
    words = sys.argv[1:]
    if words[:1] in (["ours"], ["pandas"]):
        tell(words[0], Path(words[1]))
        return
    before = Path(words.pop(words.index("--before") + 1)).resolve() if "--before" in words else None
    communes = int(words[0]) if words and words[0].isdigit() else COMMUNES
    with tempfile.TemporaryDirectory() as name:
        archives, singles = Path(name, "archives"), Path(name, "singles")
        archives.mkdir()
        singles.mkdir()
        with ProcessPoolExecutor() as pool:
            version = SCHEMA_VERSION if before is None else "2"
            truth = sum(pool.map(partial(make, archives, singles, version), range(1, communes + 1), chunksize=20))
        if before is not None:
            for folder, rounds in ((archives, ROUNDS), (singles, 1)):
                beside(before, folder, rounds)
            return
        for folder, rounds in ((archives, ROUNDS), (singles, 1)):
            runs = {who: alone(folder, who) for who in ("ours", "pandas")}
            assert all(run["joined"] == truth for run in runs.values()), "the sums are not the single files'"
            files = sorted(folder.iterdir())
            medians = in_turn(rounds, ours=partial(ours, files), pandas=partial(by_pandas, files))
            report(f"{len(files):,} files of {communes:,} communes, {MONTHS} reports each", medians, "ours")
            print("  memory " + ", ".join(f"{who} {run['megabytes']:,} MB" for who, run in runs.items()))


if __name__ == "__main__":
    main()
