"""``python -m tests.crashes COUNT [--from SEED] [--only COMMAND[=WAY] …]`` tells what each crash left wrong.

Of several commands each crashes so often, in the way beside it.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
import tempfile
import time
from collections import Counter
from itertools import product
from pathlib import Path

import kpi
from tests.crashes.laboratory import SMALL_DISK, WAYS, Laboratory, small_disk, with_shim


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("count", type=int)
    asked.add_argument("--from", dest="first", type=int, default=1)
    asked.add_argument("--only", nargs="+", default=[""])
    asked.add_argument("--ways", nargs="+", default=[*WAYS, SMALL_DISK], choices=[*WAYS, SMALL_DISK])
    asked.add_argument("--seconds", type=float, default=float("inf"))
    words = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="kpi-crashes-") as folder:
        if "LD_PRELOAD" not in os.environ:
            environment = with_shim(Path(folder))
            if environment is None:
                sys.stdout.write("no C compiler, or not Linux: no laboratory\n")
                return 2
            return os.spawnve(
                os.P_WAIT, sys.executable, [sys.executable, "-m", "tests.crashes", *sys.argv[1:]], environment
            )
        with small_disk(Path(folder) / "disk") as disk:
            if disk is None:
                words.ways = [way for way in words.ways if way != SMALL_DISK]
                sys.stdout.write("no small disk can be mounted here\n")
            return _crash(Path(folder), disk, words)


def _crash(folder: Path, disk: Path | None, words: argparse.Namespace) -> int:
    for module in pkgutil.walk_packages(kpi.__path__, "kpi."):  # once for all forks
        if not module.name.startswith(("kpi.ui", "kpi.__main__")):
            importlib.import_module(module.name)
    laboratory, ran, wrong, began = Laboratory(folder, disk), Counter[str](), 0, time.monotonic()
    for seed, only in product(range(words.first, words.first + words.count), words.only):
        command, _equals, way = only.partition("=")
        found = laboratory.crash(seed, command, [way] if way else words.ways)
        ran[f"{found.command}, {found.way}"] += 1
        if found.wrong:
            wrong += 1
            sys.stdout.write(f"{found}\n")
            sys.stdout.flush()
        if time.monotonic() - began > words.seconds:
            break
    for name, count in sorted(ran.items()):
        sys.stdout.write(f"{count:6}  {name}\n")
    sys.stdout.write(f"{ran.total()} crashes, {wrong} of them left something wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
